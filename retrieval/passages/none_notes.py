"""Notes that say there is none: '(无政府性基金支出)', '本表为空表', '无' under a heading.

Takes a Document and a Query, gives the lines of the notes for the item asked, or none. Knows no
figures: a printed zero is the figure lane's.

    '政府性基金支出是多少'  ->  '(无政府性基金支出)' under the table of that name
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.document import Document, Table
from retrieval.printed.prose import Line, Passage, bare, sentences
from retrieval.understand.focus import coverage, item_terms, runs
from retrieval.understand.question import Query
from retrieval.words.lexicon import folded, label_key, lexicon

__all__ = ["none_notes", "says_none"]

_SAYS_NONE = re.compile(
    r"(?:无|没有|未安排|未发生|不涉及|不存在|未编制|为空|是空表|空表|无数据|无内容|无此项|为零|为0)"
)
_ASKED = re.compile(r"多少|吗|哪些|什么|有没有|有无|是否|情况|怎么安排|几何|金额")
_TOTALS = frozenset({"total_income", "total_expenditure"})
_BARE = re.compile(
    r"[(（\s]*(?:注|备注|说明)?[：:]?\s*(?:无|此表为空|本表为空|(?:本|此|该)表(?:为|是)空(?:表)?|(?:本|此|该)表无(?:数据|内容)|无(?:相关)?(?:收支)?(?:数据|内容|项目|支出)?|空表|未安排|不涉及)[。.！)）\s]*"
)
_DENIED = re.compile(
    r"(?:没有|未安排|不涉及|未发生|无)(?:使用|安排|发生|列支|编制|相关|有关)*([^,，。;；:：]+)"
)
_EMPTY = re.compile(
    r"([^,，。;；]+?)(?:表)?(?:为空表|是空表|空表|无数据|为空|未安排|没有安排|为零|为0|:无|：无)"
)
_JOINED = re.compile(r"[、和及与]")
_AROUND = re.compile(
    r"第[一二三四五六七八九十]+部分|^[一二三四五六七八九十\d]+[、.．]|表[一二三四五六七八九十\d]*|附件|故|因此|所以|由于|目前|也|均|并|"
    r"(?:19|20)?\d*年度?|本年度?|当年|上年|全年|我|本|该|此|部门|单位|局|委|办|街道|机关|汇总|总|"
    r"的|收入|支出|收支|决算|预算|经费|费用|资金|财政|拨款|安排|使用|发生|情况|说明|明细|数据|内容|项目|金额|"
    r"事项|业务|为|是|有|数|额|及|和|与|、|公开|结转|结余|故本|计划"
)


class _Wanted(NamedTuple):
    """The item asked for: the labels under which it is printed, the concepts it is."""

    terms: frozenset[str]
    concepts: tuple[str, ...]


def none_notes(document: Document, passages: Sequence[Passage], query: Query) -> list[Line]:
    """The notes that say there is nothing of the item asked for."""
    if not query.items or not _ASKED.search(query.text):
        return []
    item = query.items[-1]
    if _TOTALS & set(item.concepts) or any(
        coverage((run,), item.text) < 0.5 for run in runs(query)
    ):
        return []
    wanted = _Wanted(frozenset(bare(folded(word)) for word in item_terms(item)), item.concepts)
    found = [*_in_prose(passages, wanted), *_under_tables(document, passages, wanted)]
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


def _in_prose(passages: Sequence[Passage], wanted: _Wanted) -> Iterator[Line]:
    """A short sentence that names the item and says none, or a bare 'none' under its heading."""
    for passage in passages:
        key = bare(passage.key)
        if (
            len(key) <= _LONGEST
            and _SAYS_NONE.search(key)
            and _none_of(key, wanted)
            and not _all_of_other_years(passage, wanted)
        ) or (_BARE.fullmatch(passage.text) and _is_about(bare(_heading(passage)), wanted)):
            yield passage.line
        elif len(key) > _LONGEST:
            yield from (said.line for said in sentences(passage) if _denies(said, wanted))


def _of_this_year(passage: Passage) -> bool:
    """'2023年未安排' says nothing of 2024; '2024年未安排，2023年…' does."""
    years = {int(year) for year in _YEAR.findall(passage.key)}
    fiscal = passage.document.info.fiscal_year
    return not years or fiscal is None or fiscal in years


def _all_of_other_years(passage: Passage, wanted: _Wanted) -> bool:
    """Whether every sentence that denies the item is of another year."""
    denying = [said for said in sentences(passage) if _none_of(bare(said.key), wanted)]
    return bool(denying) and not any(_of_this_year(said) for said in denying)


_LONGEST = 90
_SHORT = 60
_EARLIER = re.compile(r"上年|去年|前年")
_YEAR = re.compile(r"((?:19|20)\d\d)年")


def _denies(said: Passage, wanted: _Wanted) -> bool:
    """A short sentence of a longer paragraph whose first clause says none of the item, of this year."""
    first = re.split(r"[,;。]", bare(said.key))[0]
    return (
        len(said.key) <= _SHORT
        and _of_this_year(said)
        and bool(_SAYS_NONE.search(first))
        and not _EARLIER.search(first)
        and _none_of(first, wanted)
    )


def _none_of(key: str, wanted: _Wanted) -> bool:
    """'无' and the item belong together: '无政府性基金支出', '政府性基金…为空表'."""
    denied = [m[1] for m in _DENIED.finditer(key)] + [m[1] for m in _EMPTY.finditer(key)]
    return any(_is_about(name, wanted) for noun in denied for name in _JOINED.split(noun))


def _is_about(name: str, wanted: _Wanted) -> bool:
    """Whether a denied name is the item itself: nothing but empty words stands around its label.

    '无政府性基金预算财政拨款支出' denies 政府性基金, not 财政拨款.
    """
    for term in sorted(wanted.terms, key=len, reverse=True):
        at = name.find(term)
        if at >= 0:
            around = name[:at] + "|" + name[at + len(term) :]
            return not re.sub(r"[^\u4e00-\u9fff]", "", _AROUND.sub("", around)) and not _other(
                name, wanted
            )
    return False


def _other(name: str, wanted: _Wanted) -> bool:
    """Whether the longest known label in a name belongs to another item."""
    printed = lexicon().printed
    inside = [label for label in printed if label in name]
    longest = max(inside, key=len, default="")
    return (
        bool(longest)
        and not set(printed[longest]) & set(wanted.concepts)
        and (longest not in wanted.terms)
    )


def _heading(passage: Passage) -> str:
    return passage.titles.rsplit(">", 1)[-1]


def _under_tables(
    document: Document, passages: Sequence[Passage], wanted: _Wanted
) -> Iterator[Line]:
    """A note right under a table of the item, where the table itself holds no amount."""
    for table in document.tables:
        title = bare(label_key(table.title))
        if not _is_about(title, wanted) or _has_amounts(table):
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
