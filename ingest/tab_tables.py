"""Lines with tabs → tables, joined over the page cuts of a text conversion.

Takes the lines of a text file in order, gives them back with every run of tab lines made a
RawTable. A conversion cuts a table where the page ended: blank lines, perhaps the unit's name, the
unit of account and the header again, perhaps a row broken in the middle. All that is one table:

    '…\\t2080502\\t…'  ''  '单位：万元'  '科目编码\\t科目名称\\t…'  '2080505\\t…'

Knows nothing of what columns mean; a row without figures after a cut continues the cells above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.amount import is_dash, number, percent, unit_in
from ingest.blocks import RawCell, RawPart, RawTable

__all__ = ["SourceLine", "join_tables"]

_TAG = re.compile(r"</?[a-zA-Z][^<>\n]*>")
_LEADERS = re.compile(r"[.．·…‥]{4,}|…{2,}")
_NUMBERING = re.compile(
    r"(?:第?[一二三四五六七八九十\d]+[、.．]?|[（(][一二三四五六七八九十\d]+[）)])"
)
_CAPTION = re.compile(
    r"[（(]?(?:续表|续上表|接上表|单位[:：]|金额单位|编制(?:单位|部门)|部门[:：]|单位名称|公开\d+表|表[一二三四五六七八九十\d])"
)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line that carries something: its text, its offset, its place, whether a blank line precedes."""

    body: str
    start: int
    place: str
    blank_before: bool


@dataclass(slots=True)
class _Row:
    """One source row: the text runs of each cell."""

    cells: list[tuple[RawPart, ...]]
    start: int
    end: int

    def text(self, col: int) -> str:
        return "".join(part.text for part in self.cells[col]) if col < len(self.cells) else ""

    @property
    def texts(self) -> list[str]:
        return [self.text(col) for col in range(len(self.cells))]


@dataclass(slots=True)
class _Open:
    """A table being read: its rows, how many of them are header, the lines met since its last row."""

    rows: list[_Row]
    header: int
    pending: list[SourceLine] = field(default_factory=list)
    cuts: int = 0


def join_tables(lines: Sequence[SourceLine]) -> Iterator[SourceLine | RawTable]:
    """The lines in order, with tables in the place of tab lines."""
    table: _Open | None = None
    for run in _runs(lines):
        if isinstance(run, SourceLine):
            if table is None:
                yield run
            elif _may_interrupt(run) and len(table.pending) < 4:
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
            table = _Open(run, _header_depth(run))
    if table is not None:
        yield from _closed(table)


def _runs(lines: Sequence[SourceLine]) -> Iterator[SourceLine | list[_Row]]:
    """Prose lines one by one, table lines by runs without a blank line."""
    run: list[_Row] = []
    for line in lines:
        row = _row(line)
        if run and (row is None or line.blank_before):
            yield run
            run = []
        if row is None:
            yield line
        else:
            run.append(row)
    if run:
        yield run


def _row(line: SourceLine) -> _Row | None:
    """The row of a tab line; None for prose, contents lines and captions spaced out by tabs."""
    if "\t" not in line.body or _LEADERS.search(line.body):
        return None
    printed = [cell.strip() for cell in line.body.split("\t") if cell.strip()]
    if not printed or (len(printed) <= 3 and any(unit_in(cell) for cell in printed)):
        return None
    lone = len(printed) == 1 or (len(printed) == 2 and _NUMBERING.fullmatch(printed[0]))
    if lone and _prose_tabs(line.body):
        return None
    cells, at = [], line.start
    for cell in line.body.split("\t"):
        cells.append(_parts(cell, at, line.place))
        at += len(cell) + 1
    return _Row(cells, line.start, line.start + len(line.body))


def _prose_tabs(body: str) -> bool:
    """True for one tab only, at the start, the end or after a number: indentation, not a table."""
    return body.strip().count("\t") <= 1 and body.count("\t") <= 2 and "\t\t" not in body


def _parts(cell: str, at: int, place: str) -> tuple[RawPart, ...]:
    """The runs of a cell's text between stray tags, without white space at their ends."""
    parts, begin = [], 0
    for tag in [*_TAG.finditer(cell), None]:
        stop = tag.start() if tag else len(cell)
        run = cell[begin:stop]
        if run.strip():
            lead = len(run) - len(run.lstrip())
            parts.append(RawPart(run.strip(), place, start=at + begin + lead))
        begin = tag.end() if tag else stop
    return tuple(parts)


def _may_interrupt(line: SourceLine) -> bool:
    """A line that a page top repeats above a continued table: short, no sentence."""
    body = line.body.strip().strip("#* ")
    return len(body) <= 40 and not re.search(r"[。；;，,]", body)


def _continues(table: _Open, run: list[_Row]) -> bool:
    """Whether rows after a cut belong to the table before it."""
    repeated = _repeated_header(table, run)
    if table.pending:
        said = [line.body.strip() for line in table.pending]
        known = any(_CAPTION.match(body) for body in said)
        titled = any(re.search(r"表[一二三四五六七八九十\d]+", body) for body in said)
        return bool(repeated and known and not titled) or any("续" in body for body in said)
    if repeated:
        return True
    widths = {len(row.cells) for row in table.rows}
    return not _opens_table(run) and any(abs(len(run[0].cells) - width) <= 1 for width in widths)


def _opens_table(run: list[_Row]) -> bool:
    """A full row of labels above rows with figures is a header, so a new table."""
    first = [text for text in run[0].texts if text]
    labels = len(first) == len(run[0].cells) >= 3 and not any(map(_is_figure, first))
    return labels and len(run) > 1 and any(_has_figures(row) for row in run[1:])


def _repeated_header(table: _Open, run: list[_Row]) -> int:
    """How many leading rows of `run` say the header of the table again; 0 when they do not."""
    depth = table.header
    if not depth or len(run) < depth:
        return 0
    before = {_bare(text) for row in table.rows[:depth] for text in row.texts if text}
    after = {_bare(text) for row in run[:depth] for text in row.texts if text}
    same = len(before & after)
    return depth if before and after and same >= 0.8 * min(len(before), len(after)) else 0


def _append(table: _Open, run: list[_Row]) -> None:
    repeated = _repeated_header(table, run)
    if repeated and _printed(run[:repeated]) > _printed(table.rows[:repeated]):
        table.rows[:repeated] = run[:repeated]
    rest = run[repeated:]
    if rest and _is_broken_row(table, rest[0]):
        _mend(table, rest.pop(0))
    table.rows.extend(rest)
    table.pending.clear()
    table.cuts += 1


def _printed(rows: Sequence[_Row]) -> int:
    return sum(1 for row in rows for text in row.texts if text)


def _is_broken_row(table: _Open, row: _Row) -> bool:
    """A row without figures where the table's rows have them, the rest of a row cut by the page."""
    body = table.rows[table.header :]
    if not body or _has_figures(row) or sum(map(bool, row.texts)) == len(row.cells):
        return False
    figured = sum(1 for other in body if _has_figures(other))
    return figured * 2 >= len(body)


def _mend(table: _Open, row: _Row) -> None:
    """Each piece continues the nearest printed cell above it in its column."""
    for col, parts in enumerate(row.cells):
        if not parts:
            continue
        for above in reversed(table.rows[table.header :]):
            if above.text(col):
                above.cells[col] = (*above.cells[col], *parts)
                break
        else:
            last = table.rows[-1]
            last.cells.extend([()] * (col + 1 - len(last.cells)))
            last.cells[col] = parts


def _closed(table: _Open) -> Iterator[SourceLine | RawTable]:
    """The finished table, then the lines that turned out not to interrupt it."""
    rows = [row for row in table.rows if any(row.texts)]
    columns = max(len(row.cells) for row in rows)
    cells = tuple(
        RawCell(number_, col, parts)
        for number_, row in enumerate(rows)
        for col, parts in enumerate(row.cells)
        if parts
    )
    yield RawTable(
        cells=cells,
        height=len(rows),
        columns=columns,
        spans_known=False,
        start=min(row.start for row in rows),
        end=max(row.end for row in rows),
    )
    yield from table.pending


def _header_depth(rows: Sequence[_Row]) -> int:
    """The leading rows without figures; at least one when figures follow."""
    for depth, row in enumerate(rows):
        if _has_figures(row):
            return depth
    return min(1, len(rows) - 1)


def _has_figures(row: _Row) -> bool:
    return any(_is_figure(text) for text in row.texts)


def _is_figure(text: str) -> bool:
    """A number, a dash, a percentage, a code: never a label."""
    text = text.strip("≥≤<>＜＞ ")
    return number(text) is not None or is_dash(text) or percent(text) is not None


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
