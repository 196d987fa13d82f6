"""Two independent readers, ours and pdfplumber, agree on the digits of every numeric cell.

Some pages of every PDF, drawn by a fixed seed; every page with `-m slow`.
"""

from __future__ import annotations

import random
import unicodedata
from bisect import bisect_left
from pathlib import Path

import pdfplumber
import pytest

from ingest.amount import number
from ingest.blocks import RawTable
from ingest.pdf import read_pdf

PAGES = 5
SCANNED = "scan"
"""A picture of pages has no characters that a second reader could find."""

DISAGREE: set[tuple[str, int, str]] = set()
"""Cells (file, page, text) on which the readers differ, each for a reason found by hand: none."""


def number_cells(path: Path) -> dict[int, list[tuple[object, str]]]:
    """The boxes and texts of our numeric cells, page by page."""
    cells: dict[int, list[tuple[object, str]]] = {}
    for table in read_pdf(path, path.read_bytes()).blocks:
        if isinstance(table, RawTable):
            for cell in table.cells:
                for part in cell.parts:
                    if number(part.text) is not None:
                        cells.setdefault(part.page, []).append((part.box, part.text))
    return cells


def second_reading(chars, box) -> str:
    """The characters whose middle is in the box, by line and place."""
    rows = [char["y"] for char in chars]
    near = chars[bisect_left(rows, box.y0) : bisect_left(rows, box.y1)]
    inside = [char for char in near if box.x0 <= char["x"] < box.x1]
    inside.sort(key=lambda char: (round(char["bottom"] / 4), char["x"]))
    once = []
    for char in inside:
        if not once or not drawn_twice(once[-1], char):
            once.append(char)
    return plain("".join(char["text"] for char in once))


def drawn_twice(one, two) -> bool:
    """The same character again at nearly the same place: printed bold."""
    return (
        one["text"] == two["text"]
        and abs(two["x"] - one["x"]) < 0.8
        and abs(two["bottom"] - one["bottom"]) < 1
    )


def plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def middles(chars) -> list[dict]:
    """The characters with their middle; that of a tall font is where its strokes are."""
    placed = [
        {
            "text": char["text"],
            "x": (char["x0"] + char["x1"]) / 2,
            "y": (char["top"] + char["bottom"]) / 2,
            "bottom": char["bottom"],
        }
        for char in chars
        if char["text"].strip()
    ]
    return sorted(placed, key=lambda char: char["y"])


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_both_readers_see_the_same_digits_in_every_numeric_cell(shared_documents, request):
    every = "slow" in request.config.getoption("-m")
    compared, different = 0, set()
    for path in sorted(shared_documents.rglob("*.pdf")):
        if SCANNED in path.name:
            continue
        cells = number_cells(path)
        pages = sorted(cells)
        drawn = pages if every else random.Random(path.name).sample(pages, min(PAGES, len(pages)))
        with pdfplumber.open(path) as document:
            for page in drawn:
                chars = middles(document.pages[page - 1].chars)
                for box, text in cells[page]:
                    compared += 1
                    if second_reading(chars, box) != plain(text):
                        different.add((path.name, page, text))
                document.pages[page - 1].close()
    assert compared > 1000
    assert different == DISAGREE
