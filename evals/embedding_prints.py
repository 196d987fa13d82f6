"""Which items of the classification a drawn document prints: what a question is really asked of.

Takes the number of a layout, gives the titles of the items whose name stands in a cell or a text of
a document of the generator, read and cut by the product itself. Knows nothing of questions.

    printed_items(4)  ->  frozenset({'公务接待费', '办公费', '住房公积金', …})
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.synthesis.catalogue import NAMES, disclosure
from evals.synthesis.print_markdown import print_markdown
from ingest.read import read_document
from retrieval.printed.chunk import chunk
from retrieval.words.everyday import everyday

__all__ = ["LAYOUTS", "printed_items"]

SEED = 40_000
LAYOUTS = len(NAMES)
"""Layouts there are to draw."""


@cache
def printed_items(number: int) -> frozenset[str]:
    """The items of the document in one layout."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "drawn.md"
        path.write_bytes(print_markdown(disclosure(SEED + 2 * number, NAMES[number])).data)
        parts = [part.text for part in chunk(read_document(path))]
    return frozenset(title for part in parts for title in _items_of(part))


def _items_of(text: str) -> list[str]:
    """In a table by the whole cell, in prose anywhere."""
    cells = {cell.strip() for line in text.splitlines() for cell in line.split("|")}
    told = text if " | " not in text else ""
    return [
        item.title
        for item in everyday()
        if any(name in cells or (len(name) > 2 and name in told) for name in item.names)
    ]
