"""A part of a wide table that prints the labels of its rows again goes beside the part before it.

Takes two fragments, gives both side by side where the leading columns of the second repeat those of
the first row by row, under the same heads, and the heads behind them are others. Knows nothing of
pages or files.

    编码 | 名称 | 合计 | 基本     编码 | 名称 | 项目 | 其他       one table: 编码 | 名称 | 合计 | 基本 | 项目 | 其他
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import takewhile

from ingest.amount import is_figure
from ingest.ruled.fragments import Fragment, FragmentCell

__all__ = ["Half", "beside_again", "groups_joined", "nearly_again"]

ALIGNED = 4.0
NEARLY = 0.8
"""Of the labels that agree where the second is perhaps a part of the first."""

WORDS = 0.5
FIGURES = 0.8
AT_EDGE, CENTRED = 0.35, 0.6
"""In the size of a text: this near to an edge it reaches it, and this far off it is in the middle."""


class Half:
    """A fragment by rows, worked out as far as it is asked: its head, and its columns under that.

    `rows`: how many rows stand under the head, where another part says so.
    """

    def __init__(self, fragment: Fragment, rows: int | None = None) -> None:
        self.fragment = fragment
        self._told = rows

    @cached_property
    def depth(self) -> int:
        """How many rows its head has: those over the first figure."""
        if self._told is not None:
            return self.fragment.height - self._told
        first = self.fragment.height
        for cell in self.fragment.cells:
            if cell.row < first and is_figure(cell.text):
                first = cell.row
        return first

    @cached_property
    def heads(self) -> list[list[str]]:
        """What stands over each column."""
        heads: list[list[str]] = [[] for _ in range(self.fragment.columns)]
        for cell in self.fragment.cells:
            text = "".join(cell.text.split()) if cell.row < self.depth else ""
            for col in range(cell.col, cell.col + cell.col_span) if text else ():
                heads[col].append(text)
        return heads

    @cached_property
    def body(self) -> list[list[tuple[int, int, str]]]:
        """The cells of each column under the head: row, how many rows, text."""
        body: list[list[tuple[int, int, str]]] = [[] for _ in range(self.fragment.columns)]
        for cell in self.fragment.cells:
            if cell.row >= self.depth:
                text = "".join(cell.text.split())
                body[cell.col].append((cell.row - self.depth, cell.row_span, text))
        return body

    @property
    def rows(self) -> int:
        """How many rows stand under the head."""
        return self.fragment.height - self.depth

    def texts(self, columns: int) -> list[tuple[int, int, str]]:
        """What the leading columns print under the head, row by row."""
        return sorted(
            (row, col, text) for col in range(columns) for row, _, text in self.body[col] if text
        )


def beside_again(
    one: Half, other: Half, known: Sequence[tuple[float, ...]] = ()
) -> Fragment | None:
    """One fragment of both, the labels once; None where the second is no part of the first.

    `known`: the column edges of parts of the same table already found; only those may lack a head.
    """
    if not ((one.depth and other.depth) or known):
        return None
    rows = max(one.rows, other.rows)
    if rows > min(one.fragment.height, other.fragment.height):
        return None
    one, other = (half if half.rows == rows else Half(half.fragment, rows) for half in (one, other))
    columns = _repeated_columns(one, other)
    if not columns or not _names_rows(one, columns) or not _of_figures(other, columns):
        return None
    if not _heads_differ(one, other, columns, known):
        return None
    return _together(one, other, columns)


def nearly_again(one: Half, other: Half) -> bool:
    """Most labels of the second are those of the first, under other heads: perhaps a part of it."""
    if not one.depth or not other.depth or not one.heads[0] or one.heads[0] != other.heads[0]:
        return False
    if one.heads == other.heads:
        return False
    mine, others = ({text for _, _, text in half.body[0] if text} for half in (one, other))
    return len(others) > 2 and len(mine & others) >= NEARLY * max(len(mine), len(others))


def _repeated_columns(one: Half, other: Half) -> int:
    """How many leading columns both print alike; 0 where a cell runs over their edge."""
    shared = range(min(one.fragment.columns, other.fragment.columns - 1))
    columns = sum(
        1
        for _ in takewhile(
            lambda i: one.heads[i] == other.heads[i] and _alike(one.body[i], other.body[i]), shared
        )
    )
    while columns and any(
        cell.col < columns < cell.col + cell.col_span
        for half in (one, other)
        for cell in half.fragment.cells
    ):
        columns -= 1
    return columns


def _alike(mine: Sequence[tuple[int, int, str]], others: Sequence[tuple[int, int, str]]) -> bool:
    """The same texts in the same rows."""
    texts = [[(row, text) for row, _, text in cells if text] for cells in (mine, others)]
    return texts[0] == texts[1]


def _names_rows(half: Half, columns: int) -> bool:
    """The columns say what most rows are about: by words, or by codes all different."""
    texts = half.texts(columns)
    rows = half.rows
    named = {row for row, _, text in texts if not is_figure(text)}
    return rows > 0 and len(named) >= max(1, WORDS * rows)


def _of_figures(half: Half, columns: int) -> bool:
    """Behind its labels it prints figures: the next form has the same labels and other words."""
    texts = [text for column in half.body[columns:] for _, _, text in column if text]
    return sum(map(is_figure, texts)) >= FIGURES * len(texts)


def _heads_differ(one: Half, other: Half, columns: int, known: Sequence[tuple[float, ...]]) -> bool:
    """What stands over the other columns is not that of the first: no next page under its head."""
    if other.depth and one.depth:
        return one.heads[columns:] != other.heads[columns:] and any(other.heads[columns:])
    return not one.depth and not other.depth and any(_agree(xs, other.fragment.xs) for xs in known)


def _agree(mine: Sequence[float], others: Sequence[float]) -> bool:
    return len(mine) == len(others) and all(
        abs((a - mine[0]) - (b - others[0])) <= ALIGNED for a, b in zip(mine, others, strict=True)
    )


def _together(one: Half, other: Half, columns: int) -> Fragment:
    """The columns of the second behind those of the first, under a head as deep as the deeper one."""
    first, second = one.fragment, other.fragment
    depth = max(one.depth, other.depth)
    cells = [*_deepened(first.cells, one.depth, depth)]
    shift = first.columns - columns
    cells += (
        cell._replace(col=cell.col + shift)
        for cell in _deepened(second.cells, other.depth, depth)
        if cell.col >= columns
    )
    moved = first.xs[-1] - second.xs[columns]
    return replace(
        first,
        pages=first.pages + tuple(page for page in second.pages if page not in first.pages),
        xs=first.xs + tuple(x + moved for x in second.xs[columns + 1 :]),
        height=first.height - one.depth + depth,
        cells=tuple(groups_joined(cells, first.columns, depth)),
        cut_below=first.cut_below or second.cut_below,
        uncertain=first.uncertain + second.uncertain,
    )


def _deepened(cells: Sequence[FragmentCell], depth: int, deeper: int) -> Iterator[FragmentCell]:
    """The cells under a head of more rows; its last row reaches down to the data."""
    more = deeper - depth
    for cell in cells:
        if cell.row >= depth:
            yield cell.moved(more) if more else cell
        elif more and cell.end == depth:
            yield cell._replace(row_span=cell.row_span + more)
        else:
            yield cell


def groups_joined(cells: Sequence[FragmentCell], edge: int, depth: int) -> list[FragmentCell]:
    """A head over several columns that the page end cuts is one cell again, named on one page."""
    left = {cell.row: cell for cell in cells if _ends(cell, edge) and cell.end < depth}
    right = {cell.row: cell for cell in cells if cell.col == edge and cell.end < depth}
    out = list(cells)
    width = max((cell.col + cell.col_span for cell in cells), default=edge)
    for row, cell in left.items():
        beyond = right.get(row)
        if beyond is None or beyond.row_span != cell.row_span:
            continue
        named = _group(cell, beyond, alone=beyond.col + beyond.col_span == width)
        if named is not None:
            out.remove(cell)
            out.remove(beyond)
            out.append(named._replace(col=cell.col, col_span=cell.col_span + beyond.col_span))
    return out


def _group(cell: FragmentCell, beyond: FragmentCell, *, alone: bool) -> FragmentCell | None:
    """What two halves of a head print together; None where they are two heads.

    `alone`: the right half is all that its page prints; without text it may be of the next head.
    """
    mine, others = cell.text.strip(), beyond.text.strip()
    if not mine or not others:
        centred = cell.gaps is not None and abs(cell.gaps[0] - cell.gaps[1]) < CENTRED
        own = (mine and not (alone and centred)) or others
        return (cell if mine else beyond) if own else None
    if mine == others:
        return cell
    if cell.gaps is None or beyond.gaps is None or max(cell.gaps[1], beyond.gaps[0]) > AT_EDGE:
        return None
    rest = beyond.parts[0]
    again = len(mine) > 1 and others.startswith(mine[-1])
    parts = (*cell.parts, rest._replace(text=others[1:] if again else others))
    return cell._replace(parts=parts)


def _ends(cell: FragmentCell, edge: int) -> bool:
    return cell.col + cell.col_span == edge
