"""Passages → the heading tree: which passages are headings, which are the contents, what they hold.

Knows the numbering habits of disclosures and that enumerated prose is not a heading; knows nothing
of tables but where they stand.

    '第二部分 部门预算安排情况说明' > '一、部门预算收支总体情况' > '（一）收入预算情况'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ingest.canonical import PlacedTable
from ingest.document import Section
from ingest.numbering import numbering
from ingest.prose import Passage

__all__ = ["Heading", "contents", "headings", "is_heading_text", "sections", "squeeze"]

_CONTENTS = re.compile(r"目\s*录")
_LEADER = re.compile(r"[\s.．·…‥。]*\s*(?:[（(]?\d{1,3}[）)]?)?\s*$")
_PROSE = re.compile(r"[。；;！!？?]|[，,]$|\d\s*(?:万|亿)?元|[:：].{6,}|指[:：]|^其中")
_APPENDIX = re.compile(r"附\s*[表件](?:\s*[一二三四五六七八九十\d]+)?\s*[:：]?.{0,30}")
_LONGEST_HEADING = 45

Item = Passage | PlacedTable


class Heading(NamedTuple):
    """A heading: the index of its item, its rank (1 outermost), its title as printed."""

    item: int
    rank: int
    title: str


def squeeze(text: str) -> str:
    """Without white space: what two prints of one title have in common."""
    return re.sub(r"\s+", "", text)


def contents(items: Sequence[Item]) -> dict[int, str]:
    """The items of the contents pages, each with its entry ('' for the word 目录 itself)."""
    found: dict[int, str] = {}
    seen: set[str] = set()
    inside = False
    for index, item in enumerate(items):
        if isinstance(item, PlacedTable):
            inside = False
        elif _CONTENTS.fullmatch(item.text.strip()):
            inside, found[index] = True, ""
        elif inside:
            entry = _entry(item.text)
            if squeeze(entry) in seen or not _is_entry(item):
                inside = False
                continue
            seen.add(squeeze(entry))
            found[index] = entry
        elif item.furniture:
            found[index] = _entry(item.text) if numbering(item.text) else ""
    return found


def _entry(text: str) -> str:
    """A contents line without its dot leaders and page number."""
    return _LEADER.sub("", re.sub(r"</?\w+>", "", text)).strip()


def _is_entry(item: Passage) -> bool:
    if item.furniture:
        return True
    return len(item.text) <= 60 and not re.search(r"[。；;]", item.text)


def is_heading_text(text: str) -> bool:
    """False for enumerated prose: '1、贯彻执行国家…。', '（一）科学技术支出 8751 万元，占 17%；'."""
    return 0 < len(text) <= _LONGEST_HEADING and not _PROSE.search(text)


def headings(
    items: Sequence[Item], taken: Iterable[int], entries: Mapping[int, str]
) -> tuple[Heading, ...]:
    """The headings among the items that are not taken by contents, captions or furniture."""
    skip = set(taken) | set(entries)
    listed = {squeeze(_bare(entry)): _rank(entry) for entry in entries.values() if entry}
    found = [
        heading
        for index, item in enumerate(items)
        if isinstance(item, Passage) and index not in skip and not item.furniture
        for heading in [_heading(index, item, listed)]
        if heading
    ]
    return tuple(_without_lists(found))


def _heading(index: int, item: Passage, listed: Mapping[str, int]) -> Heading | None:
    text = " ".join(line.text.strip() for line in item.lines)
    number = numbering(text)
    if number and is_heading_text(number.title):
        return Heading(index, number.rank, text)
    if number or len(text) > _LONGEST_HEADING:
        return None
    if _APPENDIX.fullmatch(text) and not _PROSE.search(text.partition(":")[0]):
        return Heading(index, 1, text)
    stated = item.lines[0].raw.heading
    if stated and is_heading_text(text):
        return Heading(index, min(stated, 5), text)
    return _listed_heading(index, text, listed)


def _listed_heading(index: int, text: str, listed: Mapping[str, int]) -> Heading | None:
    """A line without a number that the contents list: '部门机构设置' for '二、部门机构设置'."""
    if not is_heading_text(text):
        return None
    bare = squeeze(text)
    for entry, rank in listed.items():
        core = re.sub(r"^(?:部门|单位|本部门|本单位)", "", entry)
        if bare == entry or (
            len(core) >= 4 and bare.endswith(core) and len(bare) <= len(core) + 26
        ):
            return Heading(index, rank, text)
    return None


def _bare(entry: str) -> str:
    number = numbering(entry)
    return number.title if number else entry


def _rank(entry: str) -> int:
    number = numbering(entry)
    return number.rank if number else 1


def _without_lists(found: Sequence[Heading]) -> list[Heading]:
    """Short numbered items with nothing between them are a list ('1. 局本级' '2. 服务中心'), not headings."""
    listed: set[int] = set()
    for one, two in zip(found, found[1:], strict=False):
        if one.rank == two.rank >= 4 and two.item == one.item + 1:
            listed |= {one.item, two.item}
    return [heading for heading in found if heading.item not in listed]


def sections(found: Sequence[Heading], items: Sequence[Item], length: int) -> tuple[Section, ...]:
    """The heading tree: each section runs to the next heading of its rank or an outer one."""
    open_: list[tuple[int, int]] = []
    made: list[Section] = []
    ends: dict[int, int] = {}
    for heading in found:
        start = items[heading.item].start
        while open_ and open_[-1][0] >= heading.rank:
            ends[open_.pop()[1]] = start
        parent = open_[-1][1] if open_ else None
        path = (*(made[parent].path if parent is not None else ()), heading.title)
        made.append(Section(len(made), heading.title, len(open_) + 1, path, start, length, parent))
        open_.append((heading.rank, len(made) - 1))
    return tuple(s._replace(end=ends.get(s.position, length)) for s in made)
