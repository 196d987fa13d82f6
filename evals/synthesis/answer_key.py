"""The answer key of a Disclosure: its tables and the figures in them, as a reader must give them.

Takes a Disclosure, gives values that can be compared with any reader's; knows no reader.

    TableKey('部门支出总体情况表', '表三', '万元', header_rows=1, grid=…, paths=…)
    FigureKey('行政运行', ('2024年预算数', '基本支出'), '2130301', Decimal('12345600'), 2024, …)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from evals.synthesis.disclosure import Disclosure, Heading, Meaning, Table

__all__ = ["FigureKey", "TableKey", "figures", "table_keys"]


@dataclass(frozen=True)
class FigureKey:
    """One printed figure: where it stands and what it is about; money in 元."""

    table: int
    row: int
    column: int
    printed: str
    value: Decimal
    column_path: tuple[str, ...]
    means: Meaning

    @property
    def item(self) -> str:
        """The innermost row label; '' in a table without row labels."""
        return self.means.row_path[-1] if self.means.row_path else ""


@dataclass(frozen=True)
class TableKey:
    """A table as a reader must give it; `key` says which of the usual tables it is."""

    key: str
    title: str
    number: str | None
    unit: str
    section: str
    header_rows: int
    grid: tuple[tuple[str, ...], ...]
    paths: tuple[tuple[str, ...], ...]
    figures: tuple[FigureKey, ...]


def table_keys(disclosure: Disclosure) -> list[TableKey]:
    """All tables in printing order, each with the heading that it stands under."""
    keys: list[TableKey] = []
    section = ""
    for block in disclosure.blocks:
        if isinstance(block, Heading):
            section = block.text
        elif isinstance(block, Table):
            keys.append(_key(block, section, len(keys)))
    return keys


def _key(table: Table, section: str, position: int) -> TableKey:
    return TableKey(
        table.key,
        table.title,
        table.number,
        table.unit,
        section,
        table.header_rows,
        tuple(map(tuple, table.grid)),
        tuple(map(tuple, table.column_paths)),
        tuple(_figures(table, position)),
    )


def figures(disclosure: Disclosure) -> list[FigureKey]:
    """Every figure of every table whose meaning the layout states."""
    return [figure for key in table_keys(disclosure) for figure in key.figures]


def _figures(table: Table, position: int) -> Iterator[FigureKey]:
    paths = table.column_paths
    kept = [*table.rows[: table.header_rows]]
    kept += [r for r in table.rows[table.header_rows :] if any(c and c.text for c in r)]
    yuan = {"万元": 10000, "元": 1}.get(table.unit, 1)
    for number, row in enumerate(kept):
        for column, cell in enumerate(row):
            if cell is None or cell.means is None or cell.value is None or cell.text in ("", "-"):
                continue
            value = cell.value * yuan if cell.means.kind == "amount" else cell.value
            path = tuple(paths[column])
            yield FigureKey(position, number, column, cell.text, value, path, cell.means)
