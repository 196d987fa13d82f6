"""Notes that say there is none: '(无政府性基金支出)', '本表为空表', '无' under a heading.

Takes a Document and a Query, gives the lines of the notes for the item asked, or none. Knows no
figures: a printed zero is the figure lane's.

    '政府性基金支出是多少'  ->  '(无政府性基金支出)' under the table of that name
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.document import Document, Table
from retrieval.focus import coverage, item_terms, runs
from retrieval.lexicon import folded, label_key
from retrieval.prose import Line, Passage, bare
from retrieval.question import Query

__all__ = ["none_notes", "says_none"]

_SAYS_NONE = re.compile(
    r"(?:无|没有|未安排|未发生|不涉及|不存在|未编制|为空|是空表|空表|无数据|无内容|无此项|为零|为0)"
)
_ASKED = re.compile(r"多少|吗|有没有|有无|是否|情况|怎么安排|几何|金额")
_TOTALS = frozenset({"total_income", "total_expenditure"})
_BARE = re.compile(
    r"[(（\s]*(?:注|备注|说明)?[：:]?\s*(?:无|此表为空|本表为空|(?:本|此|该)表(?:为|是)空(?:表)?|(?:本|此|该)表无(?:数据|内容)|无(?:相关)?(?:收支)?(?:数据|内容|项目|支出)?|空表|未安排|不涉及)[。.！)）\s]*"
)


def none_notes(document: Document, passages: Sequence[Passage], query: Query) -> list[Line]:
    """The notes that say there is nothing of the item asked for."""
    if not query.items or not _ASKED.search(query.text):
        return []
    item = query.items[-1]
    if _TOTALS & set(item.concepts) or any(
        coverage((run,), item.text) < 0.5 for run in runs(query)
    ):
        return []
    terms = [bare(folded(word)) for word in item_terms(item)]
    found = [*_in_prose(passages, terms), *_under_tables(document, passages, terms)]
    return list({line.citation.pieces[0].start: line for line in found}.values())[:3]


def says_none(passages: Sequence[Passage]) -> bool:
    """Whether a section says nothing but that there is none."""
    text = "".join(p.text for p in passages)
    short = bool(passages) and len(text) <= 80
    return (
        short
        and _SAYS_NONE.search(text) is not None
        and not re.search(r"[1-9][\d,.]*\s*万?元", text)
    )


def _in_prose(passages: Sequence[Passage], terms: Sequence[str]) -> Iterator[Line]:
    """A short sentence that names the item and says none, or a bare 'none' under its heading."""
    for passage in passages:
        key = bare(passage.key)
        if (len(key) <= 90 and _SAYS_NONE.search(key) and _none_of(key, terms)) or (
            _BARE.fullmatch(passage.text) and any(t in bare(_heading(passage)) for t in terms)
        ):
            yield passage.line


def _none_of(key: str, terms: Sequence[str]) -> bool:
    """'无' and the item belong together: '无政府性基金支出', '政府性基金…为空表'."""
    for term in terms:
        for match in re.finditer(re.escape(term), key):
            before, after = (
                key[max(0, match.start() - 14) : match.start()],
                key[match.end() : match.end() + 24],
            )
            if re.search(r"(?:无|没有|未安排|不涉及|未发生)[^,，。;；]*$", before) or re.search(
                r"^[^,，。;；]*(?:空表|无数据|为空|未安排|没有安排)", after
            ):
                return True
    return False


def _heading(passage: Passage) -> str:
    return passage.titles.rsplit(">", 1)[-1]


def _under_tables(
    document: Document, passages: Sequence[Passage], terms: Sequence[str]
) -> Iterator[Line]:
    """A note right under a table of the item, where the table itself holds no amount."""
    for table in document.tables:
        title = bare(label_key(table.title))
        if not any(term in title for term in terms) or _has_amounts(table):
            continue
        after = next((p for p in passages if table.end <= p.start < table.end + 40), None)
        if after and len(after.text) <= 60 and _SAYS_NONE.search(after.text):
            yield after.line


def _has_amounts(table: Table) -> bool:
    rows = table.grid[table.header_rows :]
    return any(
        re.search(r"[1-9]", cell) and re.fullmatch(r"[-\d,.\s]+", cell)
        for row in rows
        for cell in row[1:]
    )
