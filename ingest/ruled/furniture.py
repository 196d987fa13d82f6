"""Which lines belong to the page and not to the text: running heads, page numbers, contents.

Takes the lines of all pages, marks those that are furniture. Knows nothing of tables.

    '- 6 -' at the foot of page 6          furniture
    '一、部门主要职能…………………… 1'        furniture, with the other lines of the contents
    '单位：万元' above eight tables          not furniture
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.blocks import RawLine
from ingest.label_rows import is_caption_line
from ingest.ruled.fragments import Fragment
from ingest.ruled.page_numbers import is_page_number

__all__ = ["mark_furniture"]

MARGIN = 0.12
"""Running heads and page numbers stand in this part of the page height at either end."""

SAME_HEIGHT = 3.0
REPEATED = 0.5
"""A running head stands on at least this part of the pages, and on three."""

_LEADER = re.compile(
    r"(?:\.{4,}|[…⋯]{2,}|[·•∙]{4,}|_{4,}|－{4,}|-{6,}|(?:\.\s){4,}|．{3,})"
    r"\s*(?:[-—–－]?\s*\d{1,4}\s*[-—–－]?)?$"
)


def mark_furniture(
    pages: Sequence[list[RawLine | Fragment]], heights: Mapping[int, float]
) -> list[list[RawLine | Fragment]]:
    """The same blocks page by page, with running heads, page numbers and contents marked."""
    running = _running(pages, heights)
    marked: list[list[RawLine | Fragment]] = []
    for blocks in pages:
        contents = _contents(blocks)
        outermost = {0, len(blocks) - 1}
        page: list[RawLine | Fragment] = []
        for index, block in enumerate(blocks):
            if isinstance(block, RawLine) and (
                index in contents
                or _key(block, heights) in running
                or (index in outermost and _is_page_number(block, heights))
            ):
                block = replace(block, furniture=True)
            page.append(block)
        marked.append(page)
    return marked


def _is_page_number(line: RawLine, heights: Mapping[int, float]) -> bool:
    return _in_margin(line, heights) and is_page_number(line.text)


def _in_margin(line: RawLine, heights: Mapping[int, float]) -> bool:
    if line.box is None or line.page is None:
        return False
    height = heights[line.page]
    return line.box.y1 < MARGIN * height or line.box.y0 > (1 - MARGIN) * height


def _key(line: RawLine, heights: Mapping[int, float]) -> tuple[str, int]:
    """What a running head repeats: its words without numbers, and how far it is from its edge.

    A foot is measured from below: pages on their side are shorter than those that stand upright.
    """
    words = re.sub(r"[\d\s]+", "", line.text)
    if line.box is None or line.page is None:
        return words, 0
    top, below = line.box.y0, heights[line.page] - line.box.y1
    return words, round(top / SAME_HEIGHT) if top <= below else -round(below / SAME_HEIGHT) - 1


def _running(
    pages: Sequence[list[RawLine | Fragment]], heights: Mapping[int, float]
) -> set[tuple[str, int]]:
    """The outermost lines in the margins that most pages repeat at the same height."""
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number, blocks in enumerate(pages):
        for block in _outer_lines(blocks):
            if _in_margin(block, heights) and not is_caption_line(block.text.strip()):
                seen[_key(block, heights)].add(number)
    least = max(3, REPEATED * sum(bool(blocks) for blocks in pages))
    return {key for key, numbers in seen.items() if key[0] and len(numbers) >= least}


def _outer_lines(blocks: Sequence[RawLine | Fragment]) -> Iterator[RawLine]:
    """The first two and last two blocks of a page, where they are lines."""
    outer = list(blocks) if len(blocks) < 4 else [*blocks[:2], *blocks[-2:]]
    yield from (block for block in outer if isinstance(block, RawLine))


def _contents(blocks: Sequence[RawLine | Fragment]) -> set[int]:
    """The positions of lines with dot leaders, of what stands between them, and of 目录 above."""
    leaders = [
        index
        for index, block in enumerate(blocks)
        if isinstance(block, RawLine) and _LEADER.search(block.text)
    ]
    if len(leaders) < 2:
        return set()
    first = leaders[0]
    above = blocks[first - 1] if first else None
    if isinstance(above, RawLine) and "".join(above.text.split()) in ("目录", "目次"):
        first -= 1
    between = range(first, leaders[-1] + 1)
    return {index for index in between if isinstance(blocks[index], RawLine)}
