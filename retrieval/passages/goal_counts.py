"""How many projects have goals of performance, as the document says it in a sentence.

Takes an Understood and Sources, gives a Composed answer or None. Only what is said of goals set counts:
projects that were evaluated, and the few whose goals are published, are other numbers. Where sentences
differ, none is told.

    '2024年实行绩效目标管理的项目11个，涉及预算…'   ->   11 个
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.amount import number
from retrieval.figures.cell_lines import writer
from retrieval.printed.prose import Passage, paragraphs, sentences
from retrieval.scope.scope import Listed
from retrieval.understand.question import Query
from retrieval.understand.reading import Target, Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded
from retrieval.writing.compose import Composed, Stated
from retrieval.writing.prompts import mark, period

__all__ = ["asks_goal_count", "goal_count_answer"]

_MANY = r"(?:多少|几)个?(?:预算|支出)?项目"
_GOALS = r"绩效(?:目标|管理)"
_ASKED = re.compile(
    rf"{_MANY}[^,?。]{{0,14}}{_GOALS}|{_GOALS}[^,?。]{{0,14}}{_MANY}|{_GOALS}[^,?。]{{0,8}}项目[^,?。]{{0,6}}(?:多少|几)个"
)
_OTHER = re.compile(r"哪|什么|名称|名单|自评|评价|评估|公开|重点|整体支出|上年|指标")
_SET = r"(?:实行|实施|开展|纳入|编制|编报|设置|设定|填报|申报|列入|制定)"
_SAID = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_GOALS}[^,;。\d]{{0,10}}项目(?:支出)?(?:共有?|共计|合计|有|为|达|数量?为?)?(?P<n>\d+)个",
        rf"{_GOALS}[^;。\d]{{0,8}},(?:共)?涉及(?:预算|支出)?项目(?P<n>\d+)个",
        rf"(?P<n>\d+)个[^,;。\d]{{0,10}}项目(?:支出)?[^,;。\d]{{0,6}}{_SET}[^,;。\d]{{0,6}}{_GOALS}",
        rf"对(?P<n>\d+)个[^,;。\d]{{0,8}}项目{_SET}[^,;。\d]{{0,4}}{_GOALS}",
        rf"项目(?:支出)?(?P<n>\d+)个,(?:已|均|全部)+{_SET}[^,;。\d]{{0,4}}{_GOALS}",
    )
)
_NO_GOALS = re.compile(r"(?:公开|重点|其中)[^,;。]{0,10}$|上年")


def goal_count_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The number that all sentences agree on."""
    targets = understood.targets
    if len({(target.unit, target.year) for target in targets}) != 1:
        return None
    said = [
        (value, sentence, row)
        for row in dict.fromkeys(row for target in targets for row in target.own)
        for paragraph in paragraphs(sources.document(row.doc_id))
        for sentence in sentences(paragraph)
        for value in _numbers(sentence)
    ]
    if len({value for value, *_ in said}) != 1:
        return None
    return _told(understood, targets[0], *said[0])


def asks_goal_count(query: Query) -> bool:
    """'有多少个项目编了绩效目标': of all of them, not of those that are published or evaluated."""
    text = query.asked or query.text
    return bool(_ASKED.search(text)) and not _OTHER.search(text)


def _numbers(sentence: Passage) -> Iterator[str]:
    key = folded(sentence.text)
    for pattern in _SAID:
        for match in pattern.finditer(key):
            if not _NO_GOALS.search(re.split(r"[;。]", key[: match.start()])[-1]):
                yield match["n"]


def _told(
    understood: Understood, target: Target, printed: str, said: Passage, row: Listed
) -> Composed:
    write = writer(understood)
    line = said.line
    number_ = write.cite(line.citation, line.unit, (f"{row.fiscal_year}年", row.unit_name or ""))
    lead = f"{period(target.year)}{row.unit_name or ''}编制绩效目标的项目"
    write.say(f"{lead}：{printed} 个{mark(number_)}。", core=True)
    write.say(f"{line.text}{mark(number_)}", verbatim=line.verbatim)
    value = number(printed)
    if value is not None:
        when = str(target.year) if target.year else None
        write.figures.append(Stated(value, "个", "绩效目标", "level", when, number_))
    return write.done()
