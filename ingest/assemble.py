"""Raw blocks → Document: the canonical text, its sections, paragraphs, tables, what it says of itself.

Takes what a format reader hands over (`ingest.blocks`); `assemble` reads as the table of contents
of this folder. Knows no file format.

    RawDocument → canonical text → passages → contents, captions, headings → sections, tables → Document
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ingest.amount import Unit
from ingest.blocks import RawDocument
from ingest.document import Document, Line, Paragraph, Section, Table
from ingest.structure.canonical import PlacedTable, place
from ingest.structure.contents import ancestors, contents, table_list
from ingest.structure.identity import Said, identify
from ingest.structure.numbering import numbering
from ingest.structure.outline import PART, Barrier, Heading, headings, sections, squeeze
from ingest.structure.prose import Item, Passage, body_size, passages
from ingest.structure.stated_units import StatedUnit, counts_things, stated_units, unit_at
from ingest.structure.tables import cells_of, head_of, unit_of_rows
from ingest.structure.titles import Caption, caption, header_unit, split_number, without_unit

__all__ = ["assemble"]


def assemble(raw: RawDocument, doc_id: str, name: str) -> Document:
    """Everything a document holds, as spans of one text; the raw blocks are let go on the way."""
    canonical, format_, warnings = place(raw), raw.format, raw.warnings
    del raw
    items = list(passages(canonical.blocks, format_, canonical.pages))
    read = _read_roles(items, body_size(canonical.blocks))
    barriers = _barriers(items, read)
    tree = sections(read.headings, barriers, items, len(canonical.text))
    at = _SectionFinder(tree)
    said = stated_units(items, tree, len(canonical.text))
    tables = _tables(items, read.captions, at, said)
    return Document(
        doc_id=doc_id,
        name=name,
        format=format_,
        text=canonical.text,
        pages=canonical.pages,
        lines=_lines(items),
        paragraphs=_paragraphs(items, read, at),
        sections=tree,
        tables=tables,
        info=identify(_said(items, read, tables, with_furniture=format_ != "html")),
        warnings=warnings,
    )


class _Roles(NamedTuple):
    """Which item is what; the rest is prose."""

    entries: dict[int, str]
    listed: dict[int, str]
    captions: dict[int, Caption]
    headings: tuple[Heading, ...]

    @property
    def captioned(self) -> set[int]:
        """The items that are captions."""
        return {above for made in self.captions.values() for above in made.above}


def _read_roles(items: Sequence[Item], body: float) -> _Roles:
    entries = contents(items)
    captions = _captions(items, set(entries))
    taken = {above for made in captions.values() for above in made.above}
    listed = table_list(items, taken | set(entries))
    found = headings(items, taken | set(listed), entries, body)
    return _Roles(entries, listed, captions, found)


def _captions(items: Sequence[Item], skip: set[int]) -> dict[int, Caption]:
    made: dict[int, Caption] = {}
    for index, item in enumerate(items):
        if isinstance(item, PlacedTable):
            made[index] = caption(items, index, skip)
            skip.update(made[index].above)
    return made


def _barriers(items: Sequence[Item], read: _Roles) -> list[Barrier]:
    """Tables in an appendix end the section before them, although no heading says so.

    An appendix table is one that the contents list under an entry of its own, or a numbered one
    after the last heading.
    """
    last_heading = max((heading.item for heading in read.headings), default=-1)
    titles = {squeeze(_bare(entry)): index for index, entry in read.entries.items() if entry}
    made: list[Barrier] = []
    for index, text in read.captions.items():
        first = min([index, *text.above])
        entry = titles.get(squeeze(text.title)) if text.title else None
        if entry is not None:
            made.extend(_listed_barrier(items, read, entry, first))
        elif first <= last_heading or _in_appendix(read.headings, first):
            continue
        elif text.number or _on_another_sheet(items, first, last_heading):
            made.append(Barrier(items[first].start, 0))
    return made


def _on_another_sheet(items: Sequence[Item], first: int, heading: int) -> bool:
    """A table on a sheet of a workbook after the one that has the last heading and its text."""
    if heading < 0 or not _sheet(items[heading]) or _sheet(items[heading]) == _sheet(items[first]):
        return False
    return any(
        isinstance(item, Passage) and not item.furniture and _sheet(item) == _sheet(items[heading])
        for item in items[heading + 1 : first]
    )


def _sheet(item: Item) -> str:
    """The place of an item up to its cell; '' where it stands on no sheet."""
    if isinstance(item, Passage):
        return item.raw.place.rpartition("!")[0]
    places = (piece.place for cell in item.cells for piece in cell.pieces)
    return next(places, "").rpartition("!")[0]


def _listed_barrier(items: Sequence[Item], read: _Roles, entry: int, first: int) -> list[Barrier]:
    """A listed table stands under the entries above its own: what else is open ends before it."""
    above = ancestors(read.entries, entry)
    printed = [heading for heading in read.headings if heading.item < first]
    for name in reversed(above):
        match = next((h for h in reversed(printed) if _says(h.title, name)), None)
        if match is not None:
            later = [h for h in printed if h.item > match.item and h.rank <= match.rank]
            return [] if later else [Barrier(items[first].start, match.rank + 1)]
    return [Barrier(items[first].start, 0)] if above else []


def _says(heading: str, entry: str) -> bool:
    """A heading says an entry: the same words, or the same '第二部分'."""
    one, two = numbering(heading), numbering(entry)
    if one and two and one.rank == two.rank == PART:
        return one.value == two.value
    return squeeze(_bare(heading)) == squeeze(_bare(entry))


def _in_appendix(found: Sequence[Heading], first: int) -> bool:
    """The last heading before is one under which tables stand: 附表, 第四部分 预算表."""
    before = [heading for heading in found if heading.item < first]
    return bool(before) and bool(re.search(r"附\s*[表件]|表$|报表|表格", before[-1].title))


def _bare(entry: str) -> str:
    number = numbering(entry)
    return without_unit(split_number(number.title if number else entry)[1])


class _SectionFinder:
    """The innermost section at an offset, by bisection."""

    def __init__(self, tree: Sequence[Section]) -> None:
        self._tree = tree
        self._starts = [section.start for section in tree]

    def __call__(self, offset: int) -> int | None:
        """The position of the innermost section that covers an offset."""
        at: int | None = bisect.bisect_right(self._starts, offset) - 1
        while at is not None and at >= 0:
            section = self._tree[at]
            if section.start <= offset < section.end:
                return section.position
            at = section.parent
        return None

    def title(self, section: int | None) -> str:
        """The heading of a section without its number: what a table without a title goes by."""
        if section is None:
            return ""
        title = self._tree[section].title
        number = numbering(title)
        return (number.title if number else title).rstrip("：: ")


def _lines(items: Sequence[Item]) -> tuple[Line, ...]:
    lines = (line for item in items if isinstance(item, Passage) for line in item.lines)
    return tuple(
        Line(
            line.start,
            line.end,
            line.raw.place,
            line.raw.page,
            line.raw.box,
            line.raw.edges,
            line.raw.recognition,
        )
        for line in sorted(lines, key=lambda line: line.start)
    )


def _paragraphs(items: Sequence[Item], read: _Roles, at: _SectionFinder) -> tuple[Paragraph, ...]:
    taken = {*read.entries, *read.listed, *read.captioned, *(h.item for h in read.headings)}
    return tuple(
        Paragraph(item.spans, at(item.start))
        for index, item in enumerate(items)
        if isinstance(item, Passage) and index not in taken and not item.furniture
    )


def _tables(
    items: Sequence[Item],
    captions: Mapping[int, Caption],
    at: _SectionFinder,
    said: Sequence[StatedUnit],
) -> tuple[Table, ...]:
    made: list[Table] = []
    for index, text in captions.items():
        placed = items[index]
        if isinstance(placed, PlacedTable) and placed.height:
            made.append(_table(len(made), placed, text, at, unit_at(said, placed.start)))
    return tuple(made)


def _table(
    position: int, placed: PlacedTable, text: Caption, at: _SectionFinder, said: Unit | None
) -> Table:
    head = head_of(placed)
    section = at(placed.start)
    labels = [cell.text for cell in placed.cells if cell.row < head.rows or not head.rows]
    title = (
        text.title
        or head.preface.title
        or text.told
        or at.title(section)
        or _title_of_sheet(placed, text)
    )
    return Table(
        position=position,
        title=title,
        number=text.number or head.preface.number,
        unit=text.unit
        or head.preface.unit
        or header_unit(labels)
        or unit_of_rows(placed, head)
        or (None if counts_things(title, labels) else said),
        section=section,
        pages=placed.raw.pages,
        start=placed.start,
        end=placed.end,
        header_rows=head.rows,
        columns=placed.raw.columns,
        height=placed.height,
        cells=cells_of(placed, head),
        column_paths=head.paths,
        groups=head.groups,
        notes=tuple(text.notes),
        uncertain=(*placed.raw.uncertain, *head.uncertain),
        title_span=text.title_span,
        sheet=placed.raw.sheet,
    )


def _title_of_sheet(placed: PlacedTable, text: Caption) -> str:
    """A sheet's name, unless it only repeats the number or nobody chose it."""
    sheet = (placed.raw.sheet or "").strip()
    return "" if sheet == text.number or re.fullmatch(r"(?i)sheet\s*\d*", sheet) else sheet


def _said(
    items: Sequence[Item], read: _Roles, tables: Sequence[Table], *, with_furniture: bool
) -> Said:
    """What identity is read from, part by part; the furniture of a web page is another's."""
    taken = {*read.entries, *read.listed, *read.captioned}
    heads = {heading.item for heading in read.headings}
    texts = {
        i: item.text
        for i, item in enumerate(items)
        if isinstance(item, Passage) and (with_furniture or not item.furniture)
    }
    first = min([*heads, *read.captions, len(items)])
    opening = itertools.islice(texts.items(), 15)
    cover = [text for i, text in opening if i < first and i not in read.entries]
    return Said(
        cover=tuple(cover),
        captions=tuple(texts[i] for i in sorted(read.captioned) if i in texts),
        headings=tuple(heading.title for heading in read.headings),
        prose=tuple(text for i, text in texts.items() if i not in taken and i not in heads),
        listed=tuple(entry for entry in [*read.entries.values(), *read.listed.values()] if entry),
        tables=tuple(tables),
        units=tuple((text.title, tuple(text.units)) for text in read.captions.values()),
    )
