"""Real disclosures: their own totals, a second reader and other prints of the same cells agree."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pymupdf
import pytest
from lxml import html

from ingest.amount import number, printed_place, tolerance
from ingest.blocks import RawLine, RawTable
from ingest.pdf import read_pdf


def tables(path: Path) -> list[RawTable]:
    return [b for b in read_pdf(path, path.read_bytes()).blocks if isinstance(b, RawTable)]


def plain(text: str) -> str:
    return "".join(text.split())


def category(row: list[str]) -> bool:
    """A row of the highest level: a code of three digits, alone or with its 款 and 项 left blank."""
    return re.fullmatch(r"\d{3}", row[0]) is not None and not any(
        re.fullmatch(r"0?\d{1,2}", text) for text in row[1:3] if not re.search(r"[,.]", text)
    )


def column_sums(grid: list[list[str]]) -> list[tuple[Decimal, Decimal, Decimal]]:
    """For every column of amounts: the printed 合计, the sum of the categories, what rounding allows."""
    parts = [row for row in grid if category(row)]
    totals = [row for row in grid if any(plain(text) == "合计" for text in row[:4])]
    totals = [row for row in totals if any(number(text) is not None for text in row)]
    sums = []
    for column, text in enumerate(totals[-1] if parts and totals else []):
        total = number(text)
        if total is None or not re.search(r"[,.]", text):
            continue
        values = [number(row[column]) or Decimal(0) for row in parts]
        sums.append((total, sum(values, Decimal(0)), tolerance(printed_place(text), len(values))))
    return sums


def test_columns_add_up_to_the_totals_the_documents_print(real_pdfs, as_grid):
    checked = 0
    for path in real_pdfs:
        for table in tables(path):
            grid = as_grid(table)
            if any(re.fullmatch(r"\d", row[1]) for row in grid if category([row[0], "", ""])):
                continue  # the document prints 款 as 2 and 7 instead of 02 and 07
            for total, parts, allowed in column_sums(grid):
                assert abs(total - parts) <= allowed, (path.name, table.pages)
                checked += 1
    assert checked >= 60


def test_no_character_is_lost_or_invented(real_pdfs):
    for path in real_pdfs[::3]:
        read = read_pdf(path, path.read_bytes())
        texts = [b.text if isinstance(b, RawLine) else cells_text(b) for b in read.blocks]
        ours = Counter(plain("".join(texts)))
        with pymupdf.open(path) as document:
            raw = Counter(plain("".join(page.get_text() for page in document)))
        repeated = raw - ours
        assert ours - raw == Counter()
        assert repeated.total() <= 0.03 * raw.total()


def cells_text(table):
    return "".join(cell.text for cell in table.cells)


def test_every_part_of_a_cell_stands_on_a_page_of_its_table(real_pdfs):
    for path in real_pdfs[::2]:
        read = read_pdf(path, path.read_bytes())
        sizes = {page.number: page for page in read.pages}
        for table in (block for block in read.blocks if isinstance(block, RawTable)):
            for part in (part for cell in table.cells for part in cell.parts):
                assert part.page in table.pages
                assert 0 <= part.box.x0 < part.box.x1 <= sizes[part.page].width
                assert 0 <= part.box.y0 < part.box.y1 <= sizes[part.page].height


def test_edges_of_a_line_match_its_characters(real_pdfs):
    for path in real_pdfs[::2]:
        for block in read_pdf(path, path.read_bytes()).blocks:
            if isinstance(block, RawLine) and block.edges:
                assert len(block.edges) == len(block.text) + 1
                assert list(block.edges) == sorted(block.edges)


def html_grid(table) -> list[list[str]]:
    """The cells of an HTML table over its spans, rows without text left out."""
    cells: dict[tuple[int, int], str] = {}
    for row, line in enumerate(table.iter("tr")):
        column = 0
        for cell in line.iterchildren("td", "th"):
            while (row, column) in cells:
                column += 1
            for down in range(int(cell.get("rowspan", 1))):
                for right in range(int(cell.get("colspan", 1))):
                    first = down == right == 0
                    cells[row + down, column + right] = plain(cell.text_content()) if first else ""
            column += int(cell.get("colspan", 1))
    height, width = (1 + max(place[axis] for place in cells) for axis in (0, 1))
    grid = [[cells.get((row, column), "") for column in range(width)] for row in range(height)]
    return [row for row in grid if any(row)]


@pytest.mark.parametrize(
    "name",
    [
        "longgang_2019.pdf",
        "longgang_2019_repeated_headers.pdf",
        "longgang_2019_three_line_tables.pdf",
    ],
)
def test_prints_have_the_cells_of_the_web_page_they_were_made_from(shared_documents, as_grid, name):
    prints = shared_documents / "prints"
    page = html.fromstring((prints / "longgang_2019.html").read_text(encoding="utf-8"))
    expected = [html_grid(table) for table in page.iter("table")]
    found = [
        [[plain(text) for text in row] for row in as_grid(table)] for table in tables(prints / name)
    ]
    assert found == expected
