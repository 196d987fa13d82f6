"""Rows of a text conversion → tables, joined over its page cuts.

Takes the lines of a text file in order, gives them back with every run of rows made a RawTable. A
conversion cuts a table where the page ended: blank lines, perhaps the lines above the table and its
header again, perhaps a row broken in the middle. All that is one table:

    '…\\t2080502\\t…'  ''  '单位：万元'  '科目编码\\t科目名称\\t…'  '2080505\\t…'

Lines between two parts are stepped over only when they repeat what stood above the table (or are
page numbers, or say 续表). Knows nothing of what columns mean.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.blocks import RawTable
from ingest.structure.numbering import numbering
from ingest.tabbed.lost_column import restore_unit_prices
from ingest.tabbed.packed_cells import packed
from ingest.tabbed.spaced_rows import spaced_rows
from ingest.tabbed.tab_rows import (
    Row,
    SourceLine,
    aligned,
    has_figures,
    is_figure,
    is_page_number,
    read_row,
)
from ingest.tabbed.tab_widths import widened

__all__ = ["join_tables"]

_CONTINUED = re.compile(r"续\s*表|续上表|接上表|（续）|\(续\)")
_COLUMN_NAME = re.compile(
    r"(?:编码|代码|名称|项\s*目|科\s*目|合计|小计|金额|[预决]\s*算\s*数|收\s*入|支\s*出|单位|年度|序号)$"
)
_PRICES_LOST = "转换时有一页丢失了“单价”一列，已按合计移回，请核对原件"
_REMARK = re.compile(r"备注|说明|注释|附注")
_TOTAL = re.compile(r"\s*(?:合|总|小)\s*计\s*")
_SENTENCE_END = re.compile(r"[。；;！？.]$")
_AMOUNT = re.compile(r"\s*-?\d[\d,.]*\s*[亿万]?元\s*")
_MOST_PENDING = 5
_LOOK_BACK = 200


@dataclass(slots=True)
class _Open:
    """A table being read: rows, header depth, what stood above it, lines met since its last row."""

    rows: list[Row]
    header: int
    above: frozenset[str]
    pending: list[SourceLine] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def join_tables(lines: Sequence[SourceLine]) -> Iterator[SourceLine | RawTable]:
    """The lines in order, with tables in the place of rows."""
    table: _Open | None = None
    above: deque[str] = deque(maxlen=8)
    for run in _runs(lines):
        if isinstance(run, SourceLine):
            above.append(_bare(run.body))
            if table is None:
                yield run
            elif _may_interrupt(table, run):
                table.pending.append(run)
            else:
                yield from _closed(table)
                table = None
                yield run
        elif table is not None and _continues(table, run):
            _append(table, run)
        else:
            if table is not None:
                yield from _closed(table)
            table = _Open(run, _header_depth(run), frozenset(above))
            above.clear()
    if table is not None:
        yield from _closed(table)


def _runs(lines: Sequence[SourceLine]) -> Iterator[SourceLine | list[Row]]:
    """Prose lines one by one, rows by runs without a blank line."""
    run: list[Row] = []
    spaced = spaced_rows(lines)
    for line in lines:
        row = read_row(line) or spaced.get(line.start)
        if run and (row is None or line.blank_before):
            yield run
            run = []
        if row is None:
            yield line
        else:
            run.append(row)
    if run:
        yield run


def _may_interrupt(table: _Open, line: SourceLine) -> bool:
    """A page number, '续表', or a line that stood above the table and is said again at a page top."""
    body = line.body.strip()
    known = _bare(body) in table.above or is_page_number(body) or bool(_CONTINUED.search(body))
    return known and len(table.pending) < _MOST_PENDING


def _continues(table: _Open, run: list[Row]) -> bool:
    """Whether rows after a cut belong to the table before it."""
    if _repeated_header(table, run):
        return True
    if any(_CONTINUED.search(line.body) for line in table.pending):
        return True
    if any(not is_page_number(line.body) for line in table.pending):
        return False
    widths = {len(row.cells) for row in table.rows[-_LOOK_BACK:]}
    near = any(abs(len(run[0].cells) - width) <= 1 for width in widths)
    return near and not _opens_table(run)


def _opens_table(run: list[Row]) -> bool:
    """Rows of column names above rows with figures are a header, so a new table."""
    first, depth = run[0].texts, _header_depth(run)
    if any(is_figure(text) or _AMOUNT.fullmatch(text) for text in first):
        return False
    if not any(has_figures(row) for row in run[1:]):
        return False
    labels = [text for row in run[:depth] for text in row.texts]
    names = sum(1 for text in labels if len(text) <= 16 and _COLUMN_NAME.search(text))
    return (len(first) >= 3 and all(first)) or names >= 2


def _repeated_header(table: _Open, run: list[Row]) -> int:
    """How many leading rows of `run` say the header of the table again; 0 when they do not."""
    depth = table.header
    if not depth or len(run) < depth:
        return 0
    before = {_bare(text) for row in table.rows[:depth] for text in row.texts if text}
    after = {_bare(text) for row in run[:depth] for text in row.texts if text}
    same = len(before & after)
    return depth if before and after and same >= 0.8 * min(len(before), len(after)) else 0


def _append(table: _Open, run: list[Row]) -> None:
    repeated = _repeated_header(table, run)
    if repeated and _printed(run[:repeated]) > _printed(table.rows[:repeated]):
        table.rows[:repeated] = run[:repeated]
    rest = run[repeated:]
    if rest and _is_broken_row(table, rest[0]):
        _mend(table, rest.pop(0))
    if repeated and restore_unit_prices(run[:repeated], table.rows[table.header :], rest):
        table.doubts.append(_PRICES_LOST)
    table.rows.extend(rest)
    table.pending.clear()


def _printed(rows: Sequence[Row]) -> int:
    return sum(1 for row in rows for text in row.texts if text)


def _width(rows: Sequence[Row]) -> int:
    return max(len(row.cells) for row in rows)


def _is_broken_row(table: _Open, row: Row) -> bool:
    """The rest of a row cut by the page: no figures where the rows have them, or text that goes on."""
    body = table.rows[max(table.header, len(table.rows) - _LOOK_BACK) :]
    first = next((text for text in row.texts if text), "")
    fresh = numbering(first) is not None or _TOTAL.fullmatch(first)
    if not body or has_figures(row) or all(row.texts) or fresh:
        return False
    if sum(_shape(other) == _shape(row) for other in body) >= 2:
        return False
    if 2 * sum(map(has_figures, body)) >= len(body):
        return True
    return not row.text(0) and all(
        not _SENTENCE_END.search(body[-1].text(col) or "。")
        for col, text in enumerate(row.texts)
        if text
    )


def _shape(row: Row) -> tuple[int, ...]:
    """The columns in which a row prints something."""
    return tuple(col for col, parts in enumerate(row.cells) if parts)


def _mend(table: _Open, row: Row) -> None:
    """Each piece continues the nearest printed cell above it in its column."""
    for col, parts in enumerate(row.cells):
        if not parts:
            continue
        for above in table.rows[: table.header - 1 if table.header else None : -1]:
            if above.text(col):
                above.cells[col] = (*above.cells[col], *parts)
                break
        else:
            last = table.rows[-1]
            last.cells.extend([()] * (col + 1 - len(last.cells)))
            last.cells[col] = parts


def _with_cut_prose(rows: Sequence[Row], header: int) -> list[Row]:
    """A cell of whole sentences that a page end has cut goes on in lines of nothing but sentences."""
    kept: list[Row] = []
    for number, row in enumerate(rows):
        col = _last_of_sentences(kept[-1]) if kept and number > header else None
        if col is None or not _only_sentences(row):
            kept.append(row)
            continue
        kept[-1].cells[col] = (*kept[-1].cells[col], *row.cells[0])
        kept[-1].end = row.end
    return kept


def _last_of_sentences(row: Row) -> int | None:
    """The last cell with print in it, if whole sentences stand there and nowhere else."""
    filled = [col for col, text in enumerate(row.texts) if text.strip()]
    prose = [col for col in filled if _SENTENCES.search(row.texts[col])]
    return filled[-1] if prose == filled[-1:] and len(filled) <= 2 else None


def _only_sentences(row: Row) -> bool:
    texts = [text for text in row.texts if text.strip()]
    return len(texts) == 1 and bool(row.cells[0]) and _SENTENCES.search(texts[0]) is not None


_SENTENCES = re.compile(r"^.{12,}[。；]\s*$", re.DOTALL)
"""A cell that is prose: long, and closed by a full stop."""


def _closed(table: _Open) -> Iterator[SourceLine | RawTable]:
    """The finished table, then the lines that turned out not to interrupt it."""
    rows = _with_cut_prose([row for row in table.rows if any(row.texts)], table.header)
    if not rows:
        yield from table.pending
        return
    columns = _width(rows)
    head = rows[table.header - 1].texts if table.header else []
    lost = widened(rows, table.header, columns)
    moved = aligned(rows[table.header :], columns) if lost else 0
    yield RawTable(
        cells=packed(row.cells for row in rows),
        height=len(rows),
        columns=columns,
        spans_known=False,
        uncertain=(*_doubts(head, rows[table.header :], columns, moved), *table.doubts),
        start=min(row.start for row in rows),
        end=max(row.end for row in rows),
    )
    yield from table.pending


def _doubts(head: Sequence[str], body: Sequence[Row], columns: int, moved: int) -> tuple[str, ...]:
    """Rows of different lengths tell of merged cells that the conversion lost."""
    if moved:
        return (f"转换时丢失了合并单元格，{moved}行已按数字所在的列移正，个别行可能错列",)
    lengths = Counter(len(row.cells) for row in body)
    named = [text for text in head[len(max(body, key=_length).cells) :] if text] if body else []
    cut = any(not _REMARK.search(text) for text in named)
    if (len(lengths) > 1 or cut) and lengths[columns] < len(body):
        return ("各行的格数不一致（转换时丢失了合并单元格），个别行可能错列",)
    return ()


def _length(row: Row) -> int:
    return len(row.cells)


def _header_depth(rows: Sequence[Row]) -> int:
    """The leading rows without figures; at least one when figures follow."""
    for depth, row in enumerate(rows):
        if any(map(is_figure, row.texts)):
            return depth
    return min(1, len(rows) - 1)


def _bare(text: str) -> str:
    return re.sub(r"[\s#*]+", "", unicodedata.normalize("NFKC", text))
