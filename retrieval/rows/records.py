"""A table as records: each row by its name, with the words of its other cells and its figures by column.

Takes a Document and its Facts, gives Sheets, one for every column of names that a table has. Rows of sums
and rows that head others are no records. Knows no question.

    '实施单位 | 项目名称 | 自评得分'   ->   Record('办案业务经费', words {'本级'}, figures {得分: 92.75})
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.document import Document, Table
from ingest.facts import Fact
from retrieval.words.lexicon import folded

__all__ = ["Record", "Sheet", "adds_up", "sheets"]

_SUM = re.compile(r".*(?:合\s*计|总\s*计|小\s*计)")
_NAMES = re.compile(
    r"名称|项目|年级|单位|机构|学校|医院|部门|村|社区|街道|乡镇|地区|市县|品目|内容|指标|设备|资产|活动|任务|专项|物品|服务"
)
_NO_NAMES = re.compile(
    r"编[码号制]|代码|序号|目录(?!名)|计量|单位性质|数量单位|类别|性质|来源|依据|用途|目标|标准|期限|周期|指标值|科目|备注|说明|概况|方式|形式|大类|内容描述|简介|概述|主体"
)
_NO_WORDS = re.compile(
    r"编[码号]|代码|序号|目录|计量|数量单位|依据|用途|目标|说明|备注|概况|描述|指标"
)
_NUMBER = re.compile(r"[\d.,%\s()+\-—－/]*")


@dataclass(frozen=True, slots=True)
class Record:
    """A row: `words` are what its other cells and the headings over it say, by column (-1: headings)."""

    name: str
    row: int
    words: Mapping[int, tuple[str, ...]]
    figures: Mapping[int, Fact]
    code: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The records of one table by one column of names; `totals`: the figures of its row of the sum."""

    table: Table
    head: str
    records: tuple[Record, ...]
    totals: Mapping[int, Fact]

    def leaf(self, column: int) -> str:
        """The innermost label over a column."""
        path = self.table.column_paths[column]
        return path[-1] if path else ""


def sheets(document: Document, facts: Sequence[Fact]) -> Iterator[Sheet]:
    """Every table with a column of names and figures beside it; the column of most names comes last."""
    by_table: dict[int, dict[int, dict[int, Fact]]] = {}
    for fact in facts:
        if fact.table is not None and fact.row is not None and fact.column is not None:
            by_table.setdefault(fact.table, {}).setdefault(fact.row, {})[fact.column] = fact
    for table in document.tables:
        rows = by_table.get(table.position)
        if not rows or len(table.groups) > 1 or _side_by_side(rows):
            continue
        for column in _name_columns(table, rows):
            if (sheet := _sheet(table, column, rows)) is not None:
                yield sheet


def _side_by_side(rows: Mapping[int, Mapping[int, Fact]]) -> bool:
    """Rows whose figures go by two names: what stands to the left says nothing of the right."""
    sides = [{fact.side for fact in row.values()} for row in rows.values()]
    return any({"收入", "支出"} <= side for side in sides)


def _name_columns(table: Table, rows: Mapping[int, Mapping[int, Fact]]) -> list[int]:
    """Columns whose heads say that names stand in them, and that print words."""
    figured = {column for row in rows.values() for column in row}
    return [
        column
        for column, path in enumerate(table.column_paths)
        if path
        and column not in figured
        and _NAMES.search(folded(path[-1]))
        and not _NO_NAMES.search(folded(path[-1]))
    ]


def _sheet(table: Table, column: int, rows: Mapping[int, Mapping[int, Fact]]) -> Sheet | None:
    records: list[Record] = []
    totals: Mapping[int, Fact] = {}
    headings = _headings(rows)
    seen: set[tuple[int, int]] = set()
    head = folded("".join(table.column_paths[column][-1:]))
    for at in sorted(rows):
        if _is_sum(table, at):
            whole = not totals or len(rows[at]) > len(totals)
            totals = rows[at] if whole and _whole_sum(table, at) else totals
            continue
        cell = table.at(at, column)
        name = re.sub(r"\s+", "", cell.text) if cell else ""
        if cell is None or not name or _NUMBER.fullmatch(name) or at in headings:
            continue
        if (cell.row, cell.col) in seen:
            return None
        seen.add((cell.row, cell.col))
        code = next((f.code for f in rows[at].values() if f.code), "")
        figures = {c: f for c, f in rows[at].items() if c > column or "指标" not in head}
        records.append(Record(name, at, _words(table, at, column, rows[at]), figures, code))
    return Sheet(table, head, tuple(records), totals) if len(records) > 1 else None


def _headings(rows: Mapping[int, Mapping[int, Fact]]) -> set[int]:
    """Rows whose label stands over other rows, or whose code goes on in those behind it."""
    paths = {at: next(iter(row.values())) for at, row in rows.items() if row}
    outer = {f.row_path[:n] for f in paths.values() for n in range(1, len(f.row_path))}
    found = {at for at, fact in paths.items() if fact.row_path in outer}
    ordered = sorted(paths)
    for at, behind in itertools.pairwise(ordered):
        code, after = paths[at].code or "", paths[behind].code or ""
        if code and after.startswith(code) and len(after) > len(code):
            found.add(at)
    return found


def _is_sum(table: Table, at: int) -> bool:
    cells = (table.at(at, column) for column in range(table.columns))
    return any(c and _SUM.fullmatch(re.sub(r"\s", "", c.text)) for c in cells)


def _whole_sum(table: Table, at: int) -> bool:
    cells = (table.at(at, column) for column in range(table.columns))
    return any(c and re.fullmatch(r"[合总]计", re.sub(r"\s", "", c.text)) for c in cells)


def _words(
    table: Table, at: int, column: int, figures: Mapping[int, Fact]
) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for other in range(table.columns):
        head = folded("".join(table.column_paths[other][-1:]))
        cell = table.at(at, other)
        if other == column or cell is None or _NO_WORDS.search(head) or other in figures:
            continue
        text = folded(re.sub(r"\s+", "", cell.text))
        if text and not _NUMBER.fullmatch(text):
            found[other] = (text,)
    fact = next(iter(figures.values()))
    above = tuple(folded(re.sub(r"\s+", "", label)) for label in fact.row_path)
    own = table.at(at, column)
    cells = {word for words in found.values() for word in words}
    cells.add(folded(re.sub(r"\s+", "", own.text)) if own else "")
    if rest := tuple(word for word in above if word not in cells):
        found[-1] = rest
    return found


def adds_up(sheet: Sheet, column: int) -> bool:
    """Whether the records make up the printed sum of a column, within what rounding may take away."""
    whole = sheet.totals.get(column)
    if whole is None or whole.value is None:
        return True
    values = [r.figures[column] for r in sheet.records if column in r.figures]
    if whole.amount is None:
        return sum((f.value or Decimal(0) for f in values), Decimal(0)) == whole.value
    added = sum((f.amount.yuan for f in values if f.amount), Decimal(0))
    return abs(added - whole.amount.yuan) <= whole.amount.place_yuan * (len(values) + 1) / 2
