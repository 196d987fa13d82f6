"""A title that the page ends cut into pieces is printed whole over the first part of its wide table.

Takes the blocks of all pages, page by page, gives them with such pieces put together. Knows nothing of
what tables hold.

    page 1  2024年一般公|      page 2  |公共预算支|      page 3  |出明细表      ->   page 1  2024年一般公共预算支出明细表
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.blocks import RawLine
from ingest.label_rows import is_title
from ingest.ruled.fragments import Fragment
from ingest.ruled.part_captions import is_caption

__all__ = ["titles_whole"]

Block = RawLine | Fragment

LEVEL = 3.0
REACH = 1.3
"""A cut line ends or begins this near to an edge of the table, in its size."""


def titles_whole(pages: Sequence[list[Block]]) -> list[list[Block]]:
    """The pages, a cut title whole on the first of them."""
    out = [list(page) for page in pages]
    for at, page in enumerate(out[:-1]):
        table = _table(page)
        if table is None:
            continue
        for line in list(_over(page)):
            if not is_caption(line.text) and _reaches_right(line, table):
                _put_together(out, at, line)
    return out


def _put_together(pages: Sequence[list[Block]], at: int, line: RawLine) -> None:
    """The pieces on the pages that follow come to the line, where they make a title."""
    pieces = list(_pieces(pages[at + 1 :], line))
    text = line.text
    for count, piece in enumerate(pieces, 1):
        text += piece.text[1:] if piece.text[0] == text[-1] else piece.text
        if is_title("".join(text.split())):
            used = {id(one) for one in pieces[:count]}
            pages[at][:] = [replace(b, text=text, edges=()) if b is line else b for b in pages[at]]
            for page in pages[at + 1 : at + 1 + count]:
                page[:] = [block for block in page if id(block) not in used]
            return


def _pieces(pages: Sequence[list[Block]], line: RawLine) -> Iterator[RawLine]:
    """The lines at the same height on the next pages, each as far as the edge of the one before."""
    for page in pages:
        table = _table(page)
        found = [other for other in _over(page) if table and _goes_on(line, other, table)]
        if table is None or len(found) != 1:
            return
        yield found[0]
        if not _reaches_right(found[0], table):
            return


def _goes_on(line: RawLine, other: RawLine, table: Fragment) -> bool:
    if line.box is None or other.box is None or line.size != other.size or not other.text:
        return False
    level = abs(line.box.y0 - other.box.y0) < LEVEL
    return level and any(abs(other.box.x0 - x) < REACH * (other.size or 0) for x in table.xs[:-1])


def _reaches_right(line: RawLine, table: Fragment) -> bool:
    return line.box is not None and abs(line.box.x1 - table.xs[-1]) < REACH * (line.size or 0)


def _table(page: Sequence[Block]) -> Fragment | None:
    return next((block for block in page if isinstance(block, Fragment)), None)


def _over(page: Sequence[Block]) -> Iterator[RawLine]:
    """The lines above the first table of a page."""
    over = takewhile(lambda block: isinstance(block, RawLine), page)
    return (block for block in over if isinstance(block, RawLine) and not block.furniture)
