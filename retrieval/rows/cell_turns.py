"""A later turn that only names another row or column of the table just told from asks that cell.

Takes the turns of a conversation, Sources and what the turns before were answered with, gives the turns
with the last one said in full. Only after a cell of a column that says something, of a unit below or of
a count; a name that the table does not print once is left as it is. Knows no conversation beyond that.

    '白石村户籍人口多少' / '青溪村呢'      ->   '某局2025年…表里,青溪村的户籍人口是多少'
    '探测中心的编制数' / '实有人数呢'       ->   '…探测中心的实有人数是多少'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from ingest.facts import Fact
from retrieval.understand.places import is_neutral
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded, label_key
from retrieval.writing.compose import Composed

__all__ = ["of_same_table"]

_NAME = re.compile(
    r"(?:那么?|再看|换成|还有|它的?|其)?(?P<name>[\u4e00-\u9fff()\"]{2,24}?)(?:的)?(?:又)?"
    r"(?:呢|(?:是|有|得了?|为)?(?:多少|几)(?:[个人名辆台套分户]|万?元|钱|万)?|怎么样)[?。]*"
)
_NO_NAME = re.compile(
    r"预算|决算|执行数|[上去前今]年|合计|总|占|比|[增减]|平均|其中|哪|谁|为什么|原因|一共|其他"
)
_COUNT_OF = re.compile(r"(?:人数|户数|个数|数量|数)$")


def of_same_table(
    turns: tuple[str, ...], sources: Sources, told: Callable[[Sequence[str]], Composed | None]
) -> tuple[str, ...]:
    """The turns; the last one in full where it names another row or column of the cell before it."""
    match = _NAME.fullmatch(folded(turns[-1])) if len(turns) > 1 else None
    if match is None or _NO_NAME.search(match["name"]):
        return turns
    composed = told(turns[:-1])
    fact, facts = _told_from(composed, sources) if composed else (None, [])
    if fact is None or not _tells_apart(fact):
        return turns
    name = label_key(match["name"])
    wanted = {_labels(f): f for f in (*_rows(name, fact, facts), *_columns(name, fact, facts))}
    if len(wanted) != 1:
        return turns
    return (_in_full(next(iter(wanted.values())), sources),)


def _told_from(composed: Composed, sources: Sources) -> tuple[Fact | None, list[Fact]]:
    """The one cell that an answer tells, and all figures of its table."""
    if composed.kind != "found" or len(composed.figures) != 1:
        return None, []
    cited = composed.draft.evidence[composed.figures[0].evidence - 1].citation
    facts = sources.facts([cited.doc_id])
    fact = next((f for f in facts if f.table is not None and f.citation == cited), None)
    return fact, [f for f in facts if fact and f.table == fact.table]


def _tells_apart(fact: Fact) -> bool:
    """Whether the column (or whose row it is) says more than 'amount'."""
    leaf = label_key("".join(fact.column_path[-1:]))
    return bool(leaf) and (fact.kind == "count" or fact.scope == "所属单位" or not is_neutral(leaf))


def _labels(fact: Fact) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return fact.row_path, fact.column_path


def _rows(name: str, fact: Fact, facts: Iterable[Fact]) -> Iterator[Fact]:
    """The cells of the same column in a row of the name; a unit may be said by the end of its own."""
    for other in facts:
        label = label_key("".join(other.row_path[-1:]))
        same = label == name or (len(name) > 3 and label.endswith(name))
        if same and other.column_path == fact.column_path and other.row != fact.row:
            yield other


def _columns(name: str, fact: Fact, facts: Iterable[Fact]) -> Iterator[Fact]:
    """The cells of the same row in a column of the name: '村干部' for 村干部人数."""
    for other in facts:
        label = label_key("".join(other.column_path[-1:]))
        same = name in (label, _COUNT_OF.sub("", label)) or label == f"年末{name}"
        if same and (other.row, other.row_path) == (fact.row, fact.row_path) and other != fact:
            yield other


def _in_full(fact: Fact, sources: Sources) -> str:
    """The cell asked for by all its names."""
    paper = next(row for row in sources.catalogue if row.doc_id == fact.doc_id)
    title = re.sub(r"\s+", "", fact.citation.section.rsplit(">", 1)[-1])
    title = re.sub(r"^(?:附?表|公开)[一二三四五六七八九十\d-]+表?|[（(][^（）()]*[)）]$", "", title)
    where = f"{title}里," if title.endswith("表") else ""
    row, column = (label_key("".join(path[-1:])) for path in _labels(fact))
    year = f"{paper.fiscal_year}年" if paper.fiscal_year else ""
    return f"{paper.unit_name}{year}{where}{row}的{column}是多少?"
