"""The pages of a wide table that print its row labels on each: every part beside the one it continues.

Takes the lines and fragments of all pages in reading order, gives them with such parts put together;
what only a later part prints of the caption goes over the first. Whether two parts fit is the matter of
`repeated_labels`. Knows nothing of files.

    page 7  支出表 / 科目 | 合计      page 8  公开07表 单位：万元 / 科目 | 项目支出      one table under all three
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from ingest.blocks import RawLine
from ingest.label_rows import is_note
from ingest.ruled.cut_titles import titles_whole
from ingest.ruled.fragments import Fragment
from ingest.ruled.part_captions import (
    as_furniture,
    contradict,
    is_caption,
    news,
    page_of,
    repeats,
    says_it_goes_on,
    titles,
)
from ingest.ruled.repeated_labels import Half, beside_again, nearly_again

__all__ = ["parts_together", "perhaps_a_part", "tables_together"]

Block = RawLine | Fragment

FARTHEST = 12
"""A part stands at most this many pages behind the one that it continues."""

FEWEST = 3

_DOUBT = "各行与上一页的表相近，可能是同一张宽表的右半部分"


class _Opening(NamedTuple):
    """A page that opens with a table: the lines over it, the table, and where in the page it stands."""

    page: int
    lines: tuple[RawLine, ...]
    at: int
    half: Half


def parts_together(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, the parts of wide tables together."""
    pages = titles_whole([list(group) for _, group in groupby(blocks, page_of)])
    lefts: list[_Opening] = []
    known: list[tuple[float, ...]] = []
    for at, page in enumerate(pages):
        lefts = [left for left in lefts if at - left.page <= FARTHEST]
        found = _opening(at, page, [line for left in lefts for line in left.lines])
        if found is None:
            lefts, known = [], []
            lefts.extend(_last_table(at, page, found))
            continue
        position = _continued(lefts, found, known)
        if position is None:
            _doubted(page, lefts, found)
            if titles(found.lines) or not _goes_on(pages, at):
                lefts, known = [], []
            lefts.extend(_last_table(at, page, found))
            continue
        known.append(found.half.fragment.xs)
        lefts[position] = _joined(pages, lefts[position], found, known)
        lefts.extend(_last_table(at, pages[at]))
    return [block for page in pages for block in page]


def tables_together(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks; a whole table that repeats all labels of the one before it stands beside it."""
    out: list[Block] = []
    at, mine, between = -1, list[RawLine](), list[RawLine]()
    for block in blocks:
        if isinstance(block, RawLine):
            between += [] if block.furniture else [block]
            out.append(block)
            continue
        whole = _beside_whole(out[at], block, mine, between) if at >= 0 else None
        if whole is None:
            mine, at = between, len(out)
            out.append(block)
        else:
            more = news(mine, between)
            over = {id(line) for line in between}
            kept = [as_furniture(b, over) for b in out[at + 1 :] if not any(b is m for m in more)]
            out[at:] = [*more, whole, *kept]
            mine, at = [*mine, *more], at + len(more)
        between = []
    return out


def _beside_whole(
    first: Block, second: Fragment, mine: Sequence[RawLine], between: Sequence[RawLine]
) -> Fragment | None:
    if isinstance(first, RawLine) or not all(is_caption(line.text) for line in between):
        return None
    found = _Opening(0, tuple(between), 0, Half(_sure(second)))
    over = [line for line in mine if is_caption(line.text)]
    if contradict(over, between) or (_titled_again(found) and found.half.rows < FEWEST):
        return None
    if not found.half.depth or (titles(between) and not titles(over)):
        return None
    return beside_again(Half(_sure(first)), found.half)


def perhaps_a_part(fragment: Fragment) -> bool:
    """It was found to be nearly the right part of a table before it."""
    return any(_DOUBT in said for said in fragment.uncertain)


def _sure(fragment: Fragment) -> Fragment:
    if not perhaps_a_part(fragment):
        return fragment
    return replace(fragment, uncertain=tuple(u for u in fragment.uncertain if _DOUBT not in u))


def _opening(at: int, page: Sequence[Block], said: Sequence[RawLine] = ()) -> _Opening | None:
    """The page opens with a table, under lines of a caption at most."""
    lines: list[RawLine] = []
    for position, block in enumerate(page):
        if isinstance(block, Fragment):
            return _Opening(at, tuple(lines), position, Half(block)) if block.height else None
        if not block.furniture:
            if not is_caption(block.text) and not repeats(block.text, said):
                return None
            lines.append(block)
    return None


def _last_table(
    at: int, page: Sequence[Block], opening: _Opening | None = None
) -> Iterator[_Opening]:
    """The table that ends a page, with the lines of its caption; the one that opens it is known."""
    own = [i for i, b in enumerate(page) if isinstance(b, Fragment) or not _is_foot(b)]
    if not own:
        return
    last = page[own[-1]]
    if isinstance(last, Fragment) and last.height:
        lines: list[RawLine] = []
        for block in reversed(page[: own[-1]]):
            if isinstance(block, Fragment) or not (block.furniture or is_caption(block.text)):
                break
            lines.append(block)
        known = opening is not None and opening.half.fragment is last
        half = opening.half if opening and known else Half(last)
        yield _Opening(at, tuple(lines[::-1]), own[-1], half)


def _is_foot(line: RawLine) -> bool:
    return line.furniture or is_note([line.text])


def _continued(
    lefts: Sequence[_Opening], found: _Opening, known: Sequence[tuple[float, ...]]
) -> int | None:
    """Which of the tables before the part continues; none that has another title or number."""
    for position in range(len(lefts) - 1, -1, -1):
        left = lefts[position]
        if contradict(left.lines, found.lines):
            continue
        if _titled_again(found) and (
            found.half.rows < FEWEST or not titles(found.lines) <= titles(left.lines)
        ):
            continue
        if beside_again(left.half, found.half, known) is not None:
            return position
    return None


def _titled_again(found: _Opening) -> bool:
    """A title stands over it without a word that it goes on: few rows may be those of a next table."""
    return bool(titles(found.lines)) and not any(map(says_it_goes_on, found.lines))


def _doubted(page: list[Block], lefts: Sequence[_Opening], found: _Opening) -> None:
    """A table without a title that is nearly a part of one before it is said to be doubtful."""
    fragment = found.half.fragment
    if _titled_again(found) or not any(nearly_again(left.half, found.half) for left in lefts):
        return
    said = f"第{fragment.pages[0]}页的表格{_DOUBT}"
    page[found.at] = replace(fragment, uncertain=(*fragment.uncertain, said))


def _goes_on(pages: Sequence[Sequence[Block]], at: int) -> bool:
    """Nothing of its own stands below the table that ends the page before."""
    if at == 0:
        return False
    own = any(isinstance(b, Fragment) or not _is_foot(b) for b in pages[at - 1])
    return not own or next(_last_table(at - 1, pages[at - 1]), None) is not None


def _joined(
    pages: list[list[Block]],
    left: _Opening,
    found: _Opening,
    known: Sequence[tuple[float, ...]],
) -> _Opening:
    """The part put beside its left one on the page of that; its page keeps what else it has."""
    whole = beside_again(left.half, found.half, known)
    if whole is None:
        return left
    page = pages[left.page]
    page[left.at] = whole
    more = news(left.lines, found.lines)
    page[left.at : left.at] = more
    gone = {id(found.half.fragment), *(id(line) for line in more)}
    over = {id(line) for line in found.lines}
    pages[found.page] = [
        as_furniture(block, over) for block in pages[found.page] if id(block) not in gone
    ]
    lines = (*left.lines, *more)
    return _Opening(left.page, lines, left.at + len(more), Half(whole))
