"""A Disclosure: what is printed, independent of any file format.

Layouts make it out of Budgets, `print_*` puts it on paper, `truth` reads it as the answer key.
Tables are rectangular grids of cells with spans (None where covered), prose is a list of blocks.

    Table('收入预算总表', None, '元', header_rows=3, rows=((Cell('项目', across=4), None, …), …))
    Paragraph('2024年部门收入预算总额为2,186.40万元……', key='income')
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

__all__ = [
    "Align",
    "Block",
    "Cell",
    "Contents",
    "Cover",
    "Disclosure",
    "Entry",
    "Heading",
    "Meaning",
    "PageBreak",
    "Paragraph",
    "Row",
    "Stage",
    "Style",
    "Table",
    "UnitPlace",
    "code",
    "figure",
    "grouped",
    "head",
    "label",
    "rounded",
    "spread",
]

Align = Literal["left", "center", "right"]
Stage = Literal["年初预算", "调整预算", "执行数", "决算"]
UnitPlace = Literal["above", "title", "header", "prose"]


@dataclass(frozen=True, slots=True)
class Style:
    """How figures are printed: places after the point, thousands separators, what zero looks like."""

    places: int
    grouping: bool = True
    zero: Literal["0", "", "-"] = "0"
    suffix: str = ""

    def text(self, value: Decimal) -> str:
        """The figure as printed."""
        if value == 0 and self.zero != "0":
            return self.zero
        shown = grouped(value, self.places) if self.grouping else f"{rounded(value, self.places):f}"
        return shown + self.suffix

    @property
    def excel(self) -> str:
        """The number format that prints the same in a workbook."""
        shape = ("#,##0" if self.grouping else "0") + (
            "." + "0" * self.places if self.places else ""
        )
        shape += f'"{self.suffix}"' if self.suffix else ""
        return shape if self.zero == "0" else f'{shape};-{shape};"{self.zero}"'


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a figure is about: row path, code, year and what kind of measure its column is."""

    row_path: tuple[str, ...]
    code: str | None = None
    year: int | None = None
    stage: Stage | None = None
    measure: Literal["level", "change", "rate"] = "level"
    side: Literal["收入", "支出"] | None = None
    kind: Literal["amount", "percent", "count"] = "amount"


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed cell; `value` is set for figures, in the unit of the table.

    `indent` says how many levels the text is set in, `means` what a figure is about.
    """

    text: str
    across: int = 1
    down: int = 1
    align: Align = "left"
    value: Decimal | None = None
    style: Style | None = None
    indent: int = 0
    means: Meaning | None = None


Row = tuple[Cell | None, ...]


@dataclass(frozen=True)
class Table:
    """A table; `rows` are rectangular, header rows first, all-blank rows are empty frames.

    `head_repeats` says whether a page break prints the header again, `caption` is the line
    '部门：…' without its unit, `note` stands under the table. `unit_place` says where the unit is
    printed, `number_inline` that the number stands in the title line, `beside` that the next table
    stands at its right where a page has room, `cut` before which columns a page of its own begins.
    """

    key: str
    title: str
    number: str | None
    unit: str
    header_rows: int
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    caption: str = ""
    note: str = ""
    head_repeats: bool = True
    unit_place: UnitPlace = "above"
    number_inline: bool = False
    beside: bool = False
    cut: tuple[int, ...] = ()

    @property
    def columns(self) -> int:
        """How many columns the grid has."""
        return len(self.widths)

    @property
    def grid(self) -> list[list[str]]:
        """Rectangular strings, merged text top left, '' where covered, empty frames left out."""
        texts = [[cell.text if cell else "" for cell in row] for row in self.rows]
        return texts[: self.header_rows] + [r for r in texts[self.header_rows :] if any(r)]

    @property
    def full_name(self) -> str:
        """Number and title."""
        return f"{self.number} {self.title}" if self.number else self.title

    @property
    def title_line(self) -> str:
        """The title as printed: with its number or its unit where they stand in the same line."""
        number = f"{self.number}：" if self.number and self.number_inline else ""
        return (
            number + self.title + (f"（单位：{self.unit}）" if self.unit_place == "title" else "")
        )

    @property
    def number_line(self) -> str:
        """The number where it has a line of its own."""
        return "" if self.number_inline else self.number or ""

    @property
    def unit_line(self) -> str:
        """'单位：万元' where it stands beside the caption."""
        return f"单位：{self.unit}" if self.unit_place == "above" else ""

    @property
    def column_paths(self) -> list[list[str]]:
        """The header texts over every column, top down, without repeats and without 栏次."""
        paths: list[list[str]] = [[] for _ in range(self.columns)]
        kept = [r for r in self.rows[: self.header_rows] if not (r[0] and r[0].text == "栏次")]
        for row in kept:
            for column, cell in enumerate(row):
                for covered in range(column, column + (cell.across if cell else 0)):
                    if cell and cell.text and cell.text not in paths[covered][-1:]:
                        paths[covered].append(cell.text)
        return paths


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents; `target` is the heading or table title it points to."""

    level: int
    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents page; page numbers come with printing."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the widest. `centered` ones stand alone above their text."""

    text: str
    level: int = 1
    centered: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose."""

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page, where the format has pages."""


Block = Cover | Contents | Heading | Paragraph | PageBreak | Table


@dataclass(frozen=True)
class Disclosure:
    """A whole document, before it is printed.

    `running_header` stands on every page; `portrait` and `break_rows` are for printers with pages.
    """

    unit_name: str
    region: str
    fiscal_year: int
    kind: str
    title: str
    blocks: tuple[Block, ...]
    absent_tables: tuple[str, ...] = field(default=())
    running_header: str = ""
    portrait: bool = False
    break_rows: bool = False

    @property
    def tables(self) -> tuple[Table, ...]:
        """The printed tables in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    def table(self, key: str) -> Table:
        """The table with a key."""
        return next(table for table in self.tables if table.key == key)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The prose in order."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    def with_blocks(self, blocks: Iterable[Block]) -> Disclosure:
        """The same document with other blocks."""
        return replace(self, blocks=tuple(blocks))


def rounded(value: Decimal, places: int) -> Decimal:
    """Half up, as disclosures round."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def grouped(value: Decimal, places: int) -> str:
    """With thousands separators: Decimal('1234.5'), 2 -> '1,234.50'."""
    return f"{rounded(value, places):,f}"


def head(text: str, across: int = 1, down: int = 1) -> Cell:
    """A header cell."""
    return Cell(text, across, down, "center")


def label(text: str, align: Align = "left", across: int = 1) -> Cell:
    """A row label."""
    return Cell(text, across, 1, align)


def code(text: str) -> Cell:
    """A classification code; never a number, whatever it looks like."""
    return Cell(text, align="center")


def figure(value: Decimal, style: Style) -> Cell:
    """A figure in the unit of its table."""
    return Cell(style.text(value), align="right", value=rounded(value, style.places), style=style)


def spread(cells: Sequence[Cell | None], columns: int) -> Row:
    """A row in which cells that reach across are followed by their covered positions."""
    row: list[Cell | None] = []
    for cell in cells:
        row += [cell, *[None] * (cell.across - 1 if cell else 0)]
    if len(row) != columns:
        raise ValueError(f"{len(row)} positions for {columns} columns")
    return tuple(row)
