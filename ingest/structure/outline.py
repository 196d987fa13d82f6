"""Passages → the heading tree: which passages are headings, which are the contents, what they hold.

Knows the numbering habits of disclosures and that enumerated prose is not a heading; knows of
tables only where they stand.

    '第二部分 部门预算安排情况说明' > '一、部门预算收支总体情况' > '（一）收入预算情况'
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ingest.document import Section
from ingest.structure.canonical import PlacedTable
from ingest.structure.numbering import numbering, plain_numbering
from ingest.structure.prose import Item, Passage

__all__ = ["PART", "Barrier", "Heading", "headings", "is_heading_text", "sections", "squeeze"]

PART, UNNUMBERED = 10, 15
"""Ranks: '第一部分' is 10, a title without a number 15, '一、' 20 and so on (`ingest.structure.numbering`)."""

_PROSE = re.compile(
    r"[。；;！!？?]|[，,]$|\d\s*(?:万|亿)?元|[:：].{6,}|指[:：]|^其中|^\d{4}年\d+月\d+日$"
)
_APPENDIX = re.compile(r"附\s*[表件](?:\s*[一二三四五六七八九十\d]+)?(?:\s*[:：].{0,30})?")
_CLOSED_TITLE = re.compile(
    r"(?!承担|承办|负责|完成|做好|组织|开展|推进|加强|指导|参与|协助|监督|检查|研究|落实|汇总|分析|掌握|反映|报告|贯彻)"
    r"[^，,；;：:。]{2,28}(?:情况|说明|简介|职能|构成|概况|(?:重点|主要)工作)。"
)
"""A heading that is closed like a sentence: '（一）职能简介。'."""
_LONGEST_HEADING = 45


class Heading(NamedTuple):
    """A heading: the index of its item, its rank (10 outermost), its title as printed."""

    item: int
    rank: int
    title: str


class Barrier(NamedTuple):
    """A place where sections of a rank or deeper end without another beginning."""

    offset: int
    rank: int


def squeeze(text: str) -> str:
    """Without white space: what two prints of one title have in common."""
    return "".join(text.split())


def is_heading_text(text: str) -> bool:
    """False for enumerated prose: '1、贯彻执行国家…。', '（一）科学技术支出 8751 万元，占 17%；'."""
    return 0 < len(text) <= _LONGEST_HEADING and not _PROSE.search(text)


def headings(
    items: Sequence[Item], taken: Iterable[int], entries: Mapping[int, str], body: float
) -> tuple[Heading, ...]:
    """The headings among the items that are not taken by contents, captions or furniture.

    `body` is the font size of prose: what is set larger, short and without a number is a heading.
    """
    skip = set(taken) | set(entries)
    listed = {squeeze(_bare(entry)): _listed_rank(entry) for entry in entries.values() if entry}
    last_table = max(
        (i for i, item in enumerate(items) if isinstance(item, PlacedTable)), default=-1
    )
    found = [
        heading
        for index, item in enumerate(items)
        if isinstance(item, Passage) and index not in skip and not item.furniture
        for heading in [_heading(index, item, listed, body, index < last_table)]
        if heading
    ]
    if any((number := numbering(heading.title)) and number.rank in (42, 44) for heading in found):
        found = sorted([*found, *_plainly_numbered(items, skip)])
    first_entry = min(entries, default=0)
    return tuple(_without_lists(_after_cover(found, items, first_entry)))


def _plainly_numbered(items: Sequence[Item], skip: set[int]) -> list[Heading]:
    """'1 部门概况' where '1.1 主要职责' is a heading too."""
    return [
        Heading(index, number.rank, item.text.rstrip("：: "))
        for index, item in enumerate(items)
        if isinstance(item, Passage) and index not in skip and not item.furniture
        if (number := plain_numbering(item.text)) and is_heading_text(number.title)
    ]


def _heading(
    index: int, item: Passage, listed: Mapping[str, int], body: float, before_tables: bool
) -> Heading | None:
    text = item.text.rstrip("：: ")
    number = numbering(text)
    if number:
        titled = is_heading_text(number.title) or _CLOSED_TITLE.fullmatch(number.title)
        return Heading(index, number.rank, text) if titled else None
    if _APPENDIX.fullmatch(text):
        return Heading(index, PART, text) if before_tables and index >= 2 else None
    if not is_heading_text(text):
        return None
    stated = item.raw.heading
    if stated and (item.raw.size is None or not body or (item.raw.size or 0) >= body):
        return Heading(index, UNNUMBERED if stated <= 2 else min(10 * stated, 50) + 5, text)
    rank = _rank_in_contents(text, listed)
    if rank is None and _is_set_large(item, body):
        rank = UNNUMBERED
    return None if rank is None else Heading(index, rank, text)


def _is_set_large(item: Passage, body: float) -> bool:
    size = item.raw.size
    return bool(body and size and size > 1.12 * body) and len(item.text) >= 4


def _rank_in_contents(text: str, listed: Mapping[str, int]) -> int | None:
    """A line without a number that the contents list: '部门机构设置' for '二、部门机构设置'."""
    bare = squeeze(text)
    if bare in listed:
        return listed[bare]
    for entry, rank in listed.items():
        core = re.sub(r"^(?:部门|单位|本部门|本单位)", "", entry)
        if len(core) >= 4 and bare.endswith(core) and len(bare) <= len(core) + 26:
            return rank
    return None


def _listed_rank(entry: str) -> int:
    """A chapter stays a chapter; other entries printed without their number rank above '一、'."""
    number = numbering(entry)
    return PART if number and number.rank == PART else UNNUMBERED


def _bare(entry: str) -> str:
    number = numbering(entry)
    return number.title if number else entry


def _after_cover(
    found: Sequence[Heading], items: Sequence[Item], first_entry: int
) -> list[Heading]:
    """Without the document's own title: lines without a number before the contents or other headings."""
    kept: list[Heading] = []
    on_cover = True
    for heading in found:
        numbered = numbering(heading.title) is not None
        titled = re.search(r"预算|决算|公开", heading.title) and heading.item <= 6
        before = heading.item < first_entry <= 12
        cover = on_cover and not numbered
        cover = cover and bool(before or titled or _is_cover_page(items, heading.item))
        on_cover = on_cover and not numbered
        if not cover:
            kept.append(heading)
    return kept


def _is_cover_page(items: Sequence[Item], index: int) -> bool:
    """The first page of a PDF when it holds nothing but short lines."""
    item = items[index]
    if not isinstance(item, Passage) or item.raw.page != 1:
        return False
    page = [i for i in items[: index + 12] if isinstance(i, Passage) and i.raw.page == 1]
    plain = all(len(other.text) <= 40 and numbering(other.text) is None for other in page)
    return len(page) <= 8 and plain


def _without_lists(found: Sequence[Heading]) -> list[Heading]:
    """Short numbered items with nothing between them are a list ('1. 局本级' '2. 服务中心'), not headings."""
    listed: set[int] = set()
    for one, two in itertools.pairwise(found):
        if one.rank == two.rank >= 40 and two.item == one.item + 1:
            listed |= {one.item, two.item}
    return _counted_from_one([heading for heading in found if heading.item not in listed])


def _counted_from_one(found: Sequence[Heading]) -> list[Heading]:
    """Without '19.行政装备处': the last of a list whose other items are prose."""
    kept: list[Heading] = []
    counts: dict[int, int] = {}
    for heading in found:
        number = numbering(heading.title)
        counts = {rank: count for rank, count in counts.items() if rank <= heading.rank}
        if number and number.rank >= 40:
            if number.value > counts.get(number.rank, 0) + 1:
                continue
            counts[number.rank] = number.value
        kept.append(heading)
    return kept


def sections(
    found: Sequence[Heading], barriers: Sequence[Barrier], items: Sequence[Item], length: int
) -> tuple[Section, ...]:
    """The heading tree: each section runs to the next heading of its rank or an outer one."""
    marks = sorted(
        [(items[heading.item].start, heading.rank, heading) for heading in found]
        + [(barrier.offset, barrier.rank, None) for barrier in barriers],
        key=lambda mark: (mark[0], mark[2] is not None),
    )
    open_: list[tuple[int, int]] = []
    made: list[Section] = []
    ends: dict[int, int] = {}
    for start, rank, heading in marks:
        while open_ and open_[-1][0] >= rank:
            ends[open_.pop()[1]] = start
        if heading is None:
            continue
        parent = open_[-1][1] if open_ else None
        path = (*(made[parent].path if parent is not None else ()), heading.title)
        made.append(Section(len(made), heading.title, len(open_) + 1, path, start, length, parent))
        open_.append((rank, len(made) - 1))
    return tuple(s._replace(end=ends.get(s.position, length)) for s in made)
