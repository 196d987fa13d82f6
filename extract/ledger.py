"""The facts of a table laid out again as a ledger: rows by label and code, columns by measure.

Takes a Document and its Facts, gives one Ledger a column group (收入 | 支出 side by side are two).
Knows what columns and rows say, never where a table stands or which number it bears.

    row      label '行政运行', code '2060101', level 项
    column   path ('2019年一般公共预算支出数', '基本支出'), measure 'basic', period 'this'
    entry    the Fact printed '1,211', with the finest place printed in its column
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from extract.labels import fold, is_total, ordinal_rank, plain_label
from extract.measures import is_column_number, measure_of
from extract.periods import Period, period_of
from ingest.amount import Unit, printed_place
from ingest.document import Document, Table
from ingest.facts import Fact
from ingest.figures.columns import groups_of
from ingest.figures.rows import unit_row

__all__ = [
    "Column",
    "Entry",
    "Ledger",
    "Level",
    "Period",
    "Row",
    "level_of",
    "period_of",
    "read_ledgers",
]

Level = Literal["类", "款", "项"]

_FACTORS = {unit.value: unit.yuan for unit in Unit}
_place_of = lru_cache(maxsize=8192)(printed_place)
_CODE_IN_LABEL = re.compile(r"[\[(【](?P<code>\d{3,7})[\])】](?P<name>\D+)")
"""'[2070101]行政运行': the code stands before the name in one cell."""
_CODE = re.compile(r"[1-5]\d{2}(?:\d{2}){0,2}")


def level_of(code: str) -> Level:
    """类 for 3 digits, 款 for 5, 项 for 7."""
    return "类" if len(code) == 3 else "款" if len(code) == 5 else "项"


class Entry(NamedTuple):
    """A figure of a ledger; blank and dash count as zero in sums but keep their state."""

    fact: Fact
    place: Decimal

    @property
    def factor(self) -> Decimal:
        """How many 元 one printed unit is; 1 where no unit is known (sums inside still work)."""
        unit = self.fact.unit if self.fact.kind == "amount" else None
        return _FACTORS[unit] if unit else Decimal(1)

    @property
    def yuan(self) -> Decimal:
        """The amount in 元, zero where nothing is printed."""
        return (self.fact.value or Decimal(0)) * self.factor

    @property
    def place_yuan(self) -> Decimal:
        """The finest place printed in its column, in 元."""
        return self.place * self.factor

    @property
    def printed(self) -> bool:
        """True when a number stands in the cell."""
        return self.fact.value is not None and self.fact.state == "printed"


@dataclass(frozen=True, slots=True)
class Column:
    """A value column of a ledger."""

    index: int
    path: tuple[str, ...]
    measure: str
    period: Period
    place: Decimal

    @property
    def name(self) -> str:
        """The innermost header, for messages."""
        return fold(self.path[-1]) if self.path else ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a ledger; `index` is its row in the grid, `rank` its ordinal (一、 is 1)."""

    index: int
    label: str
    path: tuple[str, ...]
    code: str | None
    rank: int
    total: bool
    unit: bool
    whole: bool
    of_which: bool

    @property
    def level(self) -> Level | None:
        """类, 款 or 项 by code; None without a code."""
        return level_of(self.code) if self.code else None


@dataclass(frozen=True)
class Ledger:
    """One column group of a table, `span` with its labels; see the module docstring."""

    document: Document
    table: Table
    group: int
    span: tuple[int, int]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    cells: dict[tuple[int, int], Fact] = field(repr=False)

    @cached_property
    def paths(self) -> tuple[tuple[str, ...], ...]:
        """The header paths of the group, also of columns without a figure."""
        return self.table.column_paths[slice(*self.span)]

    @cached_property
    def heads(self) -> str:
        """All header texts of the group, folded."""
        return "|".join(fold(">".join(path)) for path in self.paths)

    @cached_property
    def title(self) -> str:
        """The table's title, folded."""
        return fold(self.table.title)

    @cached_property
    def labels(self) -> str:
        """All row labels, joined."""
        return "|".join(row.label for row in self.rows)

    @cached_property
    def coded(self) -> tuple[Row, ...]:
        """The rows with a classification code."""
        return tuple(row for row in self.rows if row.code)

    @cached_property
    def total_row(self) -> Row | None:
        """The row of the whole table: 合计, or the unit's own row above the coded rows."""
        totals = [r for r in self.rows if r.total] or [r for r in self.rows if r.unit and r.whole]
        return totals[0] if totals else None

    @cached_property
    def place(self) -> str:
        """How messages name the table: '表三《部门支出总表》'."""
        title = f"《{fold(self.table.title)}》" if self.table.title else "无标题的表"
        return f"{self.table.number or ''}{title}"

    @property
    def sure(self) -> bool:
        """False where the reader says that the structure may be wrong."""
        return not self.table.uncertain

    def column(self, *measures: str, period: Period = "this") -> Column | None:
        """The first column of a measure in a period; of several totals one that is called 合计."""
        asked = (measures, period)
        if asked not in self._asked:
            self._asked[asked] = self._column(measures, period)
        return self._asked[asked]

    @cached_property
    def kept(self) -> dict[Hashable, object]:
        """What a reader of this ledger worked out of its cells, each once."""
        return {}

    @cached_property
    def _asked(self) -> dict[tuple[tuple[str, ...], Period], Column | None]:
        return {}

    def _column(self, measures: tuple[str, ...], period: Period) -> Column | None:
        for measure in measures:
            found = [c for c in self.columns if c.measure == measure and c.period == period]
            if found:
                plain = (c for c in found if measure == "total" and c.name in ("合计", "总计"))
                return found[0] if _says_whole(found[0]) else next(plain, found[0])
        return None

    def entry(self, row: Row | None, column: Column | None) -> Entry | None:
        """The figure in a row and a column; None where there is no cell."""
        if row is None or column is None:
            return None
        found = self._entries.get((row.index, column.index))
        if found is None or found.place is column.place:
            return found
        return Entry(found.fact, column.place)

    @cached_property
    def _entries(self) -> dict[tuple[int, int], Entry]:
        """The cells, each with the finest place of its column."""
        places = {column.index: column.place for column in self.columns}
        return {at: Entry(fact, places[at[1]]) for at, fact in self.cells.items()}

    def entries(self, row: Row) -> Iterator[tuple[Column, Entry]]:
        """All figures of a row."""
        for column in self.columns:
            if entry := self.entry(row, column):
                yield column, entry


def read_ledgers(document: Document, facts: Sequence[Fact]) -> tuple[Ledger, ...]:
    """Every column group with figures of every table, in reading order."""
    by_table: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.table is not None and fact.row is not None and fact.column is not None:
            by_table[fact.table].append(fact)
    return tuple(
        ledger
        for table in document.tables
        for ledger in _table_ledgers(document, table, by_table[table.position])
    )


def _table_ledgers(document: Document, table: Table, facts: list[Fact]) -> Iterator[Ledger]:
    for position, (start, end) in enumerate(_groups(table)):
        own = [f for f in facts if f.column is not None and start <= f.column < end]
        if own:
            columns = tuple(_columns(document, table, own))
            rows = tuple(_rows(document, table, own, start))
            cells = {
                (f.row, f.column): f for f in own if f.row is not None and f.column is not None
            }
            yield Ledger(document, table, position, (start, end), columns, rows, cells)


_WHOLE = re.compile(r"合计|总计|小计|总额")


def _says_whole(column: Column) -> bool:
    return any(map(_WHOLE.search, map(fold, column.path)))


def _groups(table: Table) -> tuple[tuple[int, int], ...]:
    """The column groups; looked at closely only where a header begins again inside one."""
    printed = table.groups or ((0, table.columns),)
    again = any(_begins_again(table.column_paths[start:end]) for start, end in printed)
    return groups_of(table) if again else printed


def _begins_again(paths: Sequence[tuple[str, ...]]) -> bool:
    """A later column has the first one's header, or two of them stand under another one or bear the same."""
    first = paths[0] if paths else ()
    if len(set(filter(None, paths))) < sum(map(bool, paths)):
        return True
    if fold("".join(first[-1:])) in {fold(path[-1]) for path in paths[1:] if path}:
        return True
    pairs = ((own[:-1], right[:-1]) for own, right in pairwise(paths) if len(own) > 1)
    return len(first) > 1 and any(own == right != first[:-1] for own, right in pairs)


def _columns(document: Document, table: Table, facts: Iterable[Fact]) -> Iterator[Column]:
    by_column: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_column[fact.column or 0].append(fact)
    paths = {index: _words(table, index) for index in by_column}
    shared = _shared_depth(list(paths.values()))
    funds = _funds_beside(paths, by_column)
    spending = any(path and _SPENT.search(fold(path[0])) for path in paths.values())
    for index, own in sorted(by_column.items()):
        path = paths[index]
        places = {_place_of(f.printed) for f in own if f.state == "printed"}
        period = _period_of_most(document, own)
        place = min(places, default=Decimal(1))
        measure = measure_of(path[shared:])
        if _of_one_fund(path, funds):
            measure = f"fund_{measure}"
        elif spending and path and _RECEIVED.search(fold(path[0])):
            measure = f"received_{measure}"
        yield Column(index, path, measure, period, place)


def _period_of_most(document: Document, facts: Sequence[Fact]) -> Period:
    """The period that most figures of a column are about; of several the first."""
    alike = Counter((f.measure, f.year, f.stage, f.kind) for f in facts)
    if len(alike) == 1:
        return period_of(facts[0], document)
    periods = [period_of(fact, document) for fact in facts]
    return max(dict.fromkeys(periods), key=periods.count)


_RECEIVED, _SPENT = re.compile(r"^(?:本年|当年)收入"), re.compile(r"^(?:本年|当年)支出")
"""年初结转 | 本年收入 | 本年支出 | 年末结转, each with its 合计, 基本支出 and 项目支出."""


def _words(table: Table, index: int) -> tuple[str, ...]:
    """The header path of a column without the column number (栏次) under it."""
    path = table.column_paths[index] if index < len(table.column_paths) else ()
    return tuple(text for text in path if not is_column_number(text))


_FUNDS = frozenset(
    [
        "general_public",
        "gov_fund",
        "state_capital",
        "special_account",
        "unit_funds",
        "fiscal",
        "other_income",
    ]
)
_SPLIT = frozenset(["basic", "project", "personnel", "public"])


def _funds_beside(
    paths: Mapping[int, tuple[str, ...]], facts: Mapping[int, list[Fact]]
) -> frozenset[str]:
    """The outermost headers that name one source of money each and hold a figure: 一般公共预算 | 单位资金."""
    named = {
        path[0]
        for index, path in paths.items()
        if path and any(fact.value for fact in facts[index])
    }
    return frozenset(head for head in named if measure_of((head,)) in _FUNDS)


def _of_one_fund(path: tuple[str, ...], funds: frozenset[str]) -> bool:
    """基本支出 and 项目支出 under one source of several are not those of the whole table."""
    return len(funds) > 1 and len(path) > 1 and path[0] in funds and measure_of(path[1:]) in _SPLIT


def _shared_depth(paths: Sequence[tuple[str, ...]]) -> int:
    """How many outer headers all figure columns share: they say nothing of a single column."""
    depth = 0
    while all(len(path) > depth + 1 and path[depth] == paths[0][depth] for path in paths):
        depth += 1
    return depth


def _rows(document: Document, table: Table, facts: Iterable[Fact], start: int) -> Iterator[Row]:
    by_row: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_row[fact.row or 0].append(fact)
    for index, own in sorted(by_row.items()):
        yield _row(document, table, own[0], index, start, alone=len(by_row) == 1)


def _row(
    document: Document, table: Table, fact: Fact, index: int, start: int, *, alone: bool
) -> Row:
    printed = _printed_label(table, index, start, fact.column or 0)
    label = plain_label(fact.item)
    code = _whole_code(fact.code)
    if code is None and (bracketed := _CODE_IN_LABEL.match(label)):
        code, label = _whole_code(bracketed["code"]), bracketed["name"]
    unit = code is None and bool(label) and unit_row(label, document.info)
    return Row(
        index=index,
        label=label,
        path=fact.row_path,
        code=code,
        rank=ordinal_rank(printed),
        total=code is None and (is_total(label) or (alone and not label)),
        unit=unit,
        whole=fact.scope == "部门",
        of_which=fold(printed).startswith("其中"),
    )


def _whole_code(code: str | None) -> str | None:
    """A classification code; '301' | '2', printed without its zero, is 30102."""
    if code and len(code) == 4 and re.fullmatch(r"[1-5]\d{3}", code):
        code = f"{code[:3]}0{code[3]}"
    return code if code and _CODE.fullmatch(code) else None


def _printed_label(table: Table, row: int, start: int, first_value: int) -> str:
    """The label text left of the figures as it is printed, with its ordinal; 行次 are no labels."""
    texts = [table.grid[row][column] for column in range(start, first_value)]
    texts = [text for text in texts if not is_column_number(text)]
    return next((text for text in reversed(texts) if text.strip()), "")
