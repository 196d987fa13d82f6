"""Raw blocks → Document: the canonical text, its sections, paragraphs, tables and what it says of itself.

Takes what a format reader hands over (`ingest.blocks`); the recipe reads as the table of contents
of this folder. Knows no file format.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.blocks import RawDocument
from ingest.canonical import PlacedTable, place
from ingest.document import Document, Line, Paragraph, Section, Table
from ingest.identity import identify
from ingest.outline import Item, contents, headings, sections
from ingest.prose import Passage, passages
from ingest.tables import head_of
from ingest.titles import Caption, caption

__all__ = ["assemble"]


def assemble(raw: RawDocument, doc_id: str, name: str) -> Document:
    """Everything a document holds, as spans of one text."""
    canonical = place(raw)
    items = list(passages(canonical.blocks, raw.format))
    entries = contents(items)
    captions = _captions(items, entries)
    taken = {above for made in captions.values() for above in made.above}
    found = headings(items, taken, entries)
    tree = sections(found, items, len(canonical.text))
    tables = _tables(items, captions, tree)
    return Document(
        doc_id=doc_id,
        name=name,
        format=raw.format,
        text=canonical.text,
        pages=canonical.pages,
        lines=_lines(items),
        paragraphs=_paragraphs(items, {*entries, *taken, *(h.item for h in found)}, tree),
        sections=tree,
        tables=tables,
        info=identify([item for item in items if isinstance(item, Passage)], tables),
        warnings=raw.warnings,
    )


def _captions(items: Sequence[Item], entries: Mapping[int, str]) -> dict[int, Caption]:
    skip = set(entries)
    made: dict[int, Caption] = {}
    for index, item in enumerate(items):
        if isinstance(item, PlacedTable):
            made[index] = caption(items, index, skip)
            skip.update(made[index].above)
    return made


def _lines(items: Sequence[Item]) -> tuple[Line, ...]:
    lines = (line for item in items if isinstance(item, Passage) for line in item.lines)
    return tuple(
        Line(line.start, line.end, line.raw.place, line.raw.page, line.raw.box, line.raw.edges)
        for line in sorted(lines, key=lambda line: line.start)
    )


def _paragraphs(
    items: Sequence[Item], taken: set[int], tree: Sequence[Section]
) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(item.spans, _section_at(tree, item.start))
        for index, item in enumerate(items)
        if isinstance(item, Passage) and index not in taken and not item.furniture
    )


def _section_at(tree: Sequence[Section], offset: int) -> int | None:
    found = None
    for section in tree:
        if section.start > offset:
            break
        if offset < section.end:
            found = section.position
    return found


def _tables(
    items: Sequence[Item], captions: Mapping[int, Caption], tree: Sequence[Section]
) -> tuple[Table, ...]:
    made: list[Table] = []
    for index, text in captions.items():
        placed = items[index]
        if isinstance(placed, PlacedTable) and placed.height:
            made.append(_table(len(made), placed, text, items, tree))
    return tuple(made)


def _table(
    position: int,
    placed: PlacedTable,
    text: Caption,
    items: Sequence[Item],
    tree: Sequence[Section],
) -> Table:
    head = head_of(placed)
    notes = [items[below] for below in text.below]
    return Table(
        position=position,
        title=text.title,
        number=text.number,
        unit=text.unit,
        section=_section_at(tree, placed.start),
        pages=placed.raw.pages,
        start=placed.start,
        end=placed.end,
        header_rows=head.rows,
        columns=placed.raw.columns,
        height=placed.height,
        cells=placed.cells,
        column_paths=head.paths,
        groups=head.groups,
        notes=tuple(note.text for note in notes if isinstance(note, Passage)),
        uncertain=(*placed.raw.uncertain, *head.uncertain),
        title_span=text.title_span,
        sheet=placed.raw.sheet,
    )
