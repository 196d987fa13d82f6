"""Rows of a grid that are not of the table: its title, its unit line, its notes.

Takes the printed cells of rows, says which rows on top and at the bottom only talk about the table.
Spreadsheets and the Word tables pasted from them keep these rows in the same grid, often ruled like
it. Knows how such rows are printed in general; knows no format.

    收入支出决算总表                      title, over the whole width
                        公开01表          label
    部门：某局           金额单位：万元     label
    项目 | 决算数 | 项目 | 决算数           the table starts here
    注：本表反映部门本年度的总收支。        note
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.amount import number

__all__ = [
    "Printed",
    "is_caption_line",
    "is_label_row",
    "is_note",
    "is_title",
    "split",
    "states_the_table",
]

_UNIT_LINE = re.compile(
    r"(?:^|\s)[（(【]?(?:金额|计量|货币)?单位\s*[:：]?\s*(?:人民币)?\s*(?:亿|百万|万|千)?元"
)
_OWNER_LINE = re.compile(
    r"^[（(]?(?:编制|编报|申报|填报|公开|报送|预算|主管|决算)?(?:部门|单位)(?:名称)?[:：]\s*\S{3,30}[)）]?$"
)
_LABELLED = re.compile(r"^[^：:，。；]{1,14}[：:]")
_COUNT = r"[（(]?[\d一二三四五六七八九十〇\-—.]{1,6}[）)]?"
_TABLE_NUMBER = re.compile(
    rf"^[\u4e00-\u9fff]{{0,6}}?{_COUNT}表$|^[\u4e00-\u9fff]{{0,6}}?(?:表|附件){_COUNT}$"
)
_NOTE = re.compile(r"^[（(]?(?:注|备注|说明|附注|填表说明|注释)\s*\d*\s*[：:、.．]")
_TITLE_END = re.compile(r"(?:表|表\d|表[（(][^）)]*[）)]|[^的]表[—-]{1,2}[^\d，。；]{2,24})$")
_LONGEST_TITLE = 50
_MOST_LABELS = 6


class Printed(NamedTuple):
    """A cell that prints something: its text, its column, how many columns it covers."""

    text: str
    col: int
    col_span: int


Row = Sequence[Printed]


def states_the_table(texts: Sequence[str]) -> bool:
    """The row states a unit or a table number: '单位：万元', '公开01表'."""
    return any(_UNIT_LINE.search(text) or _is_table_number(text) for text in texts)


def is_label_row(texts: Sequence[str]) -> bool:
    """'编制部门：某局 | 单位：元', '公开01表': says something about the table below.

    '科目 | 预算数（单位：万元）' does not: there the unit is part of a header.
    """
    if not texts or len(texts) > _MOST_LABELS or any(number(text) is not None for text in texts):
        return False
    stated = any(_UNIT_LINE.search(text) for text in texts)
    return stated or all(_LABELLED.match(text) or _is_table_number(text) for text in texts)


def is_caption_line(text: str) -> bool:
    """A line of its own above a table, never part of a sentence: '公开01表', '部门：某局 金额单位：元'."""
    if len(text) > _LONGEST_TITLE or re.search("[，,。；;]", text):
        return False
    return _is_table_number(text) or bool(_UNIT_LINE.search(text) or _OWNER_LINE.match(text))


def is_note(texts: Sequence[str]) -> bool:
    """'注：本表含上年结转'."""
    return bool(texts) and bool(_NOTE.match(texts[0].strip()))


def is_title(text: str) -> bool:
    """Named like a table: '2026年部门收入预算总表', '表二'."""
    bare = "".join(text.split())
    named = bool(_TITLE_END.search(bare)) or _is_table_number(bare)
    return named and len(bare) <= _LONGEST_TITLE and not re.search("[，。；]", bare)


def _is_table_number(text: str) -> bool:
    """'表一', '附表 1-2', '公开01表'."""
    return bool(_TABLE_NUMBER.match("".join(text.split())))


def split(rows: Sequence[Row]) -> Iterator[tuple[bool, int, int]]:
    """Ranges of rows that are lines (False) or one table (True), in order, none empty."""
    width = _width(rows)
    start = 0
    while start < len(rows):
        first = start + _body_start(rows[start:])
        end = next((i for i in range(first + 1, len(rows)) if _opens(rows[i], width)), len(rows))
        last = end
        while last > first and is_note([cell.text for cell in rows[last - 1]]):
            last -= 1
        ranges = (False, start, first), (True, first, last), (False, last, end)
        yield from (found for found in ranges if found[1] < found[2])
        start = end


def _opens(row: Row, width: int) -> bool:
    """Another table begins in the same grid: its title over the whole width, its unit or number."""
    texts = [cell.text for cell in row]
    lone = _fills(row, width) and is_title(row[0].text)
    return lone or (is_label_row(texts) and states_the_table(texts))


def _body_start(rows: Sequence[Row]) -> int:
    """Behind the last label row on top and the title; a wide row without either is a header."""
    width = _width(rows)
    top = 0
    while top < len(rows) and (_is_labels(rows[top]) or _fills(rows[top], width)):
        top += 1
    labels = [i for i in range(top) if _is_labels(rows[i])]
    if not labels:
        titled = top > 0 and is_title(rows[0][0].text) and len(rows) > 1
        return 1 if titled else 0
    start = labels[-1] + 1
    title_above = any(not _is_labels(row) for row in rows[:start])
    return start if title_above or start >= top else start + 1


def _is_labels(row: Row) -> bool:
    return is_label_row([cell.text for cell in row])


def _width(rows: Sequence[Row]) -> int:
    ends = [cell.col + cell.col_span for row in rows for cell in row]
    starts = [cell.col for row in rows for cell in row]
    return max(ends) - min(starts) if ends else 0


def _fills(row: Row, width: int) -> bool:
    return len(row) == 1 and width > 1 and row[0].col_span >= width
