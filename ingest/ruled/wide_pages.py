"""The pages of one wide table, printed page beside page or first all left ones, become its left pages.

Takes the lines and fragments of all pages in reading order, gives them with the fragments of right pages
put beside those of their left pages; what is printed over the last columns goes over the table. Whether
two fragments fit is the matter of `right_halves`. Knows nothing of files.

    pages 1, 2   科目名称 | 合计      pages 3, 4   基本支出 | 项目支出      1 with 3, 2 with 4
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from ingest.amount import is_figure
from ingest.blocks import RawLine
from ingest.ruled.fragments import Fragment
from ingest.ruled.part_captions import (
    as_furniture,
    contradict,
    is_caption,
    news,
    page_of,
    titles,
)
from ingest.ruled.right_halves import beside, has_no_labels, without_words_below_head

__all__ = ["side_by_side", "told_of_lone_columns"]

Block = RawLine | Fragment

MOST_BESIDE = 8
"""No table is more pages wide, beside its left one."""

FEWEST_FIGURES, MOST_HEADS = 2, 3
ALIGNED = 4.0
"""The left pages of one table have their columns at the same places."""


def side_by_side(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, wide tables whole; pages that fit together in no way stay as they are."""
    pages = [list(group) for _, group in groupby(blocks, page_of)]
    at = 1
    while at < len(pages):
        found = _fitted(pages, at)
        if found is None:
            at += 1
            continue
        count, wholes, lines = found
        used = (len(wholes[0].pages) - 1) * count
        over = {id(line) for right in range(at, at + used) for line in _over(pages[right])}
        taken = {id(line) for line in lines}
        for left, whole in zip(range(at - count, at), wholes, strict=True):
            pages[left][_last(pages[left])] = whole
        position = _last(pages[at - count])
        pages[at - count][position:position] = lines
        for right in range(at, at + used):
            taken.add(id(_table(pages[right])))
            kept = [block for block in pages[right] if id(block) not in taken]
            pages[right] = [as_furniture(block, over) for block in kept]
        at += used
    return [block for page in pages for block in page]


def told_of_lone_columns(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks; a table before a page of one column of figures is said to be doubtful."""
    out: list[Block] = []
    table = -1
    for page, group in groupby(blocks, page_of):
        printed = list(group)
        out += printed
        if any(isinstance(block, Fragment) for block in printed):
            first = len(out) - len(printed)
            table = max(i for i, b in enumerate(printed, first) if isinstance(b, Fragment))
        elif table >= 0 and _is_lone_column([b for b in printed if not _is_beside_text(b)]):
            whole = out[table]
            if isinstance(whole, Fragment):
                said = f"第{page}页只印着一列数字，可能是本表右边的一列"
                out[table] = replace(whole, uncertain=(*whole.uncertain, said))
        elif any(not _is_beside_text(block) for block in printed):
            table = -1
    return out


def _is_lone_column(lines: Sequence[Block]) -> bool:
    """Figures under each other and a head over them, nothing beside them."""
    own = [line for line in lines if isinstance(line, RawLine) and line.box]
    figures = sum(is_figure(line.text.strip()) for line in own)
    boxes = [line.box for line in own if line.box]
    return FEWEST_FIGURES <= figures >= len(own) - MOST_HEADS and max(
        box.x0 for box in boxes
    ) < min(box.x1 for box in boxes)


def _table(page: Sequence[Block]) -> Fragment | None:
    """The table that opens a page, under lines of a caption at most."""
    found = (block for block in page if not _is_beside_text(block))
    first = next(found, None)
    return first if isinstance(first, Fragment) else None


def _is_beside_text(block: Block) -> bool:
    """A running head, a page number or a line of a caption."""
    return isinstance(block, RawLine) and (block.furniture or is_caption(block.text))


def _over(page: Sequence[Block]) -> list[RawLine]:
    """The lines of the caption over the table that opens a page."""
    lines = (block for block in takewhile(_is_beside_text, page) if isinstance(block, RawLine))
    return [line for line in lines if not line.furniture]


def _last(page: Sequence[Block]) -> int:
    """Where on a page the last thing stands that is printed for itself; -1 for none."""
    own = (i for i, b in enumerate(page) if isinstance(b, Fragment) or not b.furniture)
    return max(own, default=-1)


def _is_right(pages: Sequence[Sequence[Block]], at: int) -> bool:
    """It opens with a table that has no labels, right after the page before."""
    table = _table(pages[at])
    if table is None or not table.height or not without_words_below_head(table):
        return False
    return not pages[at - 1] or page_of(pages[at - 1][-1]) == table.pages[0] - 1


_Fitted = tuple[int, list[Fragment], list[RawLine]]


def _fitted(pages: Sequence[Sequence[Block]], at: int) -> _Fitted | None:
    """How many left pages there are, each with its right pages beside it, and the units over those.

    As many left pages as fit, for they are one table, and as many right ones to each.
    """
    first = _table(pages[at]) if _is_right(pages, at) else None
    lefts = _left_pages(pages, at) if first and has_no_labels(first) else []
    most = range(at, min(len(pages), at + MOST_BESIDE * len(lefts)))
    run = list(takewhile(lambda i: _is_right(pages, i), most))
    for count in range(min(len(lefts), len(run)), 0, -1):
        for used in range(min(MOST_BESIDE, len(run) // count) * count, 0, -count):
            mine = _caption_of(pages[run[0] - count])
            others = [line for right in run[:used] for line in _over(pages[right])]
            if contradict(mine, others) or (
                titles(others) and not titles(mine) and len(lefts) > count
            ):
                continue
            wholes = list(_wholes(pages, lefts[:count][::-1], run[:used]))
            if len(wholes) == count:
                return count, wholes, news(mine, others)
    return None


def _left_pages(pages: Sequence[Sequence[Block]], right: int) -> list[Fragment]:
    """The tables that end the pages before, from the last one up, as long as their columns agree."""
    found: list[Fragment] = []
    titles: list[str] = []
    for page in reversed(pages[:right]):
        last = page[_last(page)] if page and _last(page) >= 0 else None
        if not isinstance(last, Fragment) or has_no_labels(last):
            break
        if found and not _same_columns(found[0], last):
            break
        if titles and titles != _titles(page):
            break
        found.append(last)
        titles = _titles(page)
    return found


def _titles(page: Sequence[Block]) -> list[str]:
    """What stands on a page for itself beside its tables: a table that begins there has a title."""
    return [block.text for block in page if isinstance(block, RawLine) and not block.furniture]


def _same_columns(one: Fragment, other: Fragment) -> bool:
    pairs = zip(one.xs, other.xs, strict=False)
    return len(one.xs) == len(other.xs) and all(abs(a - b) <= ALIGNED for a, b in pairs)


def _wholes(
    pages: Sequence[Sequence[Block]], lefts: Sequence[Fragment], run: Sequence[int]
) -> Iterator[Fragment]:
    """Every left page with all its right ones, as far as they fit."""
    for position, left in enumerate(lefts):
        whole: Fragment | None = left
        for at in run[position :: len(lefts)]:
            right = _table(pages[at])
            whole = beside(whole, right) if whole and right else None
        if whole is None:
            return
        yield whole


def _caption_of(page: Sequence[Block]) -> list[RawLine]:
    """The lines of the caption over the table that ends a page."""
    lines: list[RawLine] = []
    for block in reversed(page[: max(_last(page), 0)]):
        if isinstance(block, Fragment) or not _is_beside_text(block):
            break
        lines.append(block)
    return lines[::-1]
