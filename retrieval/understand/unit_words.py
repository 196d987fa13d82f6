"""Words left of a question that only say again whose paper it is: '都是江苏的', '天津' before 西青区.

Takes a Query, the documents in scope with their texts, gives the Query without such words. A place
says nothing new where every unit carries it, or where it leads the name and every paper prints it;
'机关' where the unit has none below it. Knows no items and no figures.

    '天津西青区科技局…'   the paper says 天津市          ->  '天津' is accounted for
    '河北西青区科技局…'   河北 is nowhere in the paper   ->  it stays, and nothing is answered
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from retrieval.scope.scope import Listed
from retrieval.scope.unit_names import PLACE_END
from retrieval.understand.question import Query
from retrieval.words.frame_words import place_at_end
from retrieval.words.lexicon import folded

__all__ = ["foreign_lead", "stranger_turn", "without_unit_words"]

_ASSEMBLY = re.compile(r"人大|人民代表大会|政协|政治协商|党委|[省市区县]委")
_BELOW = re.compile(
    r"(?<!无)(?<!没有)(?:下属|所属|二级预算|基层预算)(?:事业|预算)?单位(?!情况|构成|设置)"
)


def without_unit_words(
    query: Query, rows: Sequence[Listed], text_of: Callable[[str], str]
) -> Query:
    """The query without words that its units account for."""
    spoken_of = query.scope.named or (query.later and query.scope.each)
    if not query.residue or not spoken_of or not rows:
        return query
    kept = tuple(word for word in query.residue if not _said_again(word, query, rows, text_of))
    return query if len(kept) == len(query.residue) else replace(query, residue=kept)


def _said_again(
    word: str, query: Query, rows: Sequence[Listed], text_of: Callable[[str], str]
) -> bool:
    names = {folded(f"{row.region or ''}{row.unit_name or ''}") for row in rows}
    if word == "机关":
        return all(_ASSEMBLY.search(name) for name in names) or not any(
            _BELOW.search(folded(text_of(row.doc_id))) for row in rows
        )
    if word.endswith("系统"):
        short = word.removesuffix("系统").removesuffix("全")
        return all(_in_order(short, name) for name in names)
    bare = word.rstrip(PLACE_END)
    if len(bare) < 2 or not 2 <= len(word) <= 5:
        return False
    if all(re.search(f"{bare}[{PLACE_END}]", name) for name in names):
        return True
    places = query.scope.named or query.scope.taken
    leads = any(query.text[: span.start].endswith(word) for span in places)
    return leads and all(bare in folded(text_of(row.doc_id)) for row in rows)


def _in_order(short: str, name: str) -> bool:
    """Whether a short name is of a unit: '文旅系统' of 文化和旅游局, '全系统' of any."""
    at = iter(name)
    return all(char in at for char in short)


def foreign_lead(query: Query, rows: Sequence[Listed], text_of: Callable[[str], str]) -> str:
    """'河北西青区科技局' where no paper in scope speaks of 河北; '' where none leads so."""
    for span in query.scope.named:
        place = place_at_end(query.text[: span.start])
        bare = place.rstrip(PLACE_END) if len(place) > 2 else place
        if len(bare) < 2 or any(bare in (row.region or "") + (row.unit_name or "") for row in rows):
            continue
        if not any(bare in folded(text_of(row.doc_id)) for row in rows):
            return place + query.text[span.start : span.end]
    return ""


_ONLY_A_NAME = re.compile(
    r"(?:那么?|再|还有|看看?)*(?P<name>[\u4e00-\u9fff]{2,14}?(?:[镇乡区县市局委办厅院所队站处旗州]|街道|中心|学校|中学|小学|医院))"
    r"(?:的|那边|那儿|那里|这边|方面)*(?:呢|(?:是|有|要|花了?)?多少(?:钱)?|怎么样)?[?。]*"
)


def stranger_turn(query: Query, labels: Iterable[str]) -> str:
    """'长征镇呢' after a figure of 万里街道: a unit that no paper is of; '' for any other turn.

    '环卫所呢' may be a unit below that a row prints in full (环境卫生管理所): that is no stranger.
    """
    match = _ONLY_A_NAME.fullmatch(query.asked) if query.later else None
    name = match["name"] if match else ""
    if not name or not any(name.endswith(word) for word in query.residue):
        return ""
    short = re.compile(".*".join(map(re.escape, name)))
    return "" if any(short.search(label) for label in labels) else name
