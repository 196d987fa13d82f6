"""Header rows with fewer cells than the data has columns → labels in their right columns.

A conversion that dropped merged cells altogether leaves '编码 | 名称 | 本年收入 | 结转' above
'小计 | 一般公共 | 基金' above six columns of data. Takes such rows and the data, tries every way to
hang the sub-headings under the headings, and takes the one that fits the kinds of the columns and
the sums best. Says when two ways fit alike. Knows nothing of titles or units.

    编码 | 名称 | 本年收入 |          |      | 结转
         |      | 小计    | 一般公共 | 基金 |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from ingest.amount import number

__all__ = ["Placed", "is_compact", "place_labels", "place_repeated"]

Grid = Sequence[Sequence[str]]
Kind = Literal["code", "text", "figure", "blank"]

_CODE_LABEL = re.compile(r"编码|代码|编号|^[类款项]$|序号|行次")
_TEXT_LABEL = re.compile(
    r"名称|单位$|^项目(?:类别|类型)?$|内容|目标|依据|备注|说明|用途|^科目$|部门$"
)
_GROUP_LABEL = re.compile(r"收入|支出|经费|其中|拨款|资金|科目|预算数|决算数|结转|来源|费$")
_FIRST_CHILD = re.compile(r"小计|合计|总计|类|编码|科目编码|项目|名称")
_DOUBT = "表头的格数少于数据列数，列名按各列内容推定，请核对原件"


class Placed(NamedTuple):
    """Header rows as wide as the data, and doubts."""

    rows: list[list[str]]
    uncertain: tuple[str, ...]


def is_compact(rows: Grid, width: int) -> bool:
    """One or two header rows whose labels stand without gaps at the left and do not reach the width."""
    if not rows or len(rows) > 2 or width < 3:
        return False
    counts = [sum(1 for text in row if text) for row in rows]
    packed = all(all(row[:count]) for row, count in zip(rows, counts, strict=True))
    if not packed or counts[0] < 2 or counts[0] >= width:
        return False
    return len(rows) == 1 or counts[0] + counts[1] >= width + 1


def place_labels(rows: Grid, body: Grid, width: int) -> Placed:
    """The labels of compact header rows in the columns they most likely stand over."""
    upper = [text for text in rows[0] if text]
    lower = [text for text in rows[1] if text] if len(rows) == 2 else []
    columns = _Columns(body, width)
    ways = _two_rows(upper, lower, columns) if lower else _one_row(upper, columns)
    best, second = ways[0], ways[1] if len(ways) > 1 else None
    doubt = second is not None and second.cost - best.cost < Decimal("0.5")
    return Placed(_laid_out(best.widths, upper, lower, width), (_DOUBT,) if doubt else ())


def place_repeated(rows: Grid, body: Grid, width: int) -> Placed | None:
    """2030年预算数 | 2031年预算数 above two rows that print the same labels once for each of them.

    The labels of one are placed by the data of all; None where the rows are not of that kind.
    """
    if len(rows) != 3:
        return None
    printed = [[text for text in row if text] for row in rows]
    packed = all(all(row[: len(texts)]) for row, texts in zip(rows, printed, strict=True))
    groups = len(printed[0])
    if not packed or groups < 2 or width % groups:
        return None
    once = [texts[: len(texts) // groups] for texts in printed[1:]]
    if any(part * groups != texts for part, texts in zip(once, printed[1:], strict=True)):
        return None
    columns = width // groups
    parts = [row[at : at + columns] for row in body for at in range(0, width, columns)]
    padded = [[*part, *[""] * (columns - len(part))] for part in once]
    if not is_compact(padded, columns):
        return None
    placed = place_labels(padded, parts, columns)
    upper = [text for text in printed[0] for _ in range(columns)]
    return Placed([upper, *(row * groups for row in placed.rows)], placed.uncertain)


class _Way(NamedTuple):
    """How many columns each upper label covers (with sub-headings: minus as many), and its cost."""

    cost: Decimal
    widths: tuple[int, ...]


class _Columns:
    """What stands in the data columns."""

    def __init__(self, body: Grid, width: int) -> None:
        self.body, self.width = body, width
        self.kinds = [self._kind(col) for col in range(width)]

    def _kind(self, col: int) -> Kind:
        printed = [row[col].strip() for row in self.body if row[col].strip()]
        if not printed:
            return "blank"
        codes = sum(1 for text in printed if text.isdecimal() and len(text) in (2, 3, 5, 7))
        figures = sum(1 for text in printed if number(text) is not None)
        if codes * 2 > len(printed) and (codes == figures and col <= 3):
            return "code"
        return "figure" if figures * 2 > len(printed) else "text"

    def misfit(self, label: str, col: int) -> Decimal:
        """How badly a label fits the column below it."""
        kind = self.kinds[col]
        if kind == "blank":
            return Decimal("0.2")
        if _CODE_LABEL.search(label):
            wanted: Kind = "code"
        else:
            wanted = "text" if _TEXT_LABEL.search(label) else "figure"
        if kind == wanted:
            return Decimal(0)
        return Decimal("0.6") if {kind, wanted} == {"code", "text"} else Decimal(1)

    def adds_up(self, col: int, first: int, last: int) -> bool:
        """A column is the sum of others in nearly every row."""
        checked = held = 0
        for row in self.body:
            whole = number(row[col])
            if whole is None:
                continue
            parts = [number(text) or Decimal(0) for text in row[first:last]]
            checked += 1
            held += abs(sum(parts, Decimal(0)) - whole) <= 1
        return checked >= 1 and held >= 0.8 * checked


def _one_row(upper: Sequence[str], columns: _Columns) -> list[_Way]:
    """Every label covers one column or, at a price, several that are alike."""

    @cache
    def ways(index: int, col: int) -> tuple[_Way, ...]:
        left = len(upper) - index
        if not left:
            return (_Way(Decimal(0), ()),) if col == columns.width else ()
        found = []
        for width in range(1, columns.width - col - left + 2):
            cost = sum(
                (columns.misfit(upper[index], c) for c in range(col, col + width)), Decimal(0)
            )
            cost += (width - 1) * (
                Decimal("0.1") if _CODE_LABEL.search(upper[index]) else Decimal("0.5")
            )
            found += [_Way(cost + w.cost, (width, *w.widths)) for w in ways(index + 1, col + width)]
        return tuple(sorted(found)[:2])

    return list(ways(0, 0))


def _two_rows(upper: Sequence[str], lower: Sequence[str], columns: _Columns) -> list[_Way]:
    """Every upper label is a column of its own or holds some of the sub-headings, in order."""

    @cache
    def ways(index: int, used: int, col: int) -> tuple[_Way, ...]:
        if index == len(upper):
            done = used == len(lower) and col == columns.width
            return (_Way(Decimal(0), ()),) if done else ()
        if col >= columns.width:
            return ()
        alone = columns.misfit(upper[index], col)
        found = [_Way(alone + w.cost, (1, *w.widths)) for w in ways(index + 1, used, col + 1)]
        for count in range(1, min(len(lower) - used, columns.width - col) + 1):
            cost = _group_cost(upper[index], lower[used : used + count], col, columns)
            rest = ways(index + 1, used + count, col + count)
            found += [_Way(cost + w.cost, (-count, *w.widths)) for w in rest]
        return tuple(sorted(found)[:2])

    return list(ways(0, 0, 0)) or [_Way(Decimal(9), tuple(1 for _ in upper))]


def _group_cost(label: str, children: Sequence[str], col: int, columns: _Columns) -> Decimal:
    cost = sum((columns.misfit(c, col + i) for i, c in enumerate(children)), Decimal(0))
    cost += Decimal(0) if _GROUP_LABEL.search(label) else Decimal("0.6")
    cost += Decimal(1) if len(children) == 1 else Decimal(0)
    cost += sum((Decimal(1) for c in children[1:] if re.fullmatch(r"小计|合计", c)), Decimal(0))
    if not _FIRST_CHILD.fullmatch(children[0]):
        cost += Decimal("0.3")
    elif len(children) > 1 and columns.adds_up(col, col + 1, col + len(children)):
        cost -= 1
    return cost


def _laid_out(
    widths: Sequence[int], upper: Sequence[str], lower: Sequence[str], width: int
) -> list[list[str]]:
    """The labels repeated over the columns they cover."""
    rows = [[""] * width for _ in range(2 if lower else 1)]
    col = used = 0
    for label, span in zip(upper, widths, strict=True):
        for offset in range(abs(span)):
            if col + offset < width:
                rows[0][col + offset] = label
            if span < 0:
                rows[1][col + offset] = lower[used + offset]
        used += -span if span < 0 else 0
        col += abs(span)
    return rows
