"""A Document becomes Chunks: passages of one thought each, with the place they are printed at.

Takes a Document, gives prose chunks (whole sentences of one section) and table chunks (rows in
groups under their title, unit and header). Knows nothing of questions, vectors or the library.

The text of a chunk is for ranking: whose document it is, the heading path, then what is printed.
The citation of a chunk is what may be cited: the sentences or rows themselves, no more.

    text      '某区数据局 2024年 部门预算\\n第三部分 > 二、收支情况 > 表一 收支总表（单位：万元）\\n
               项目 | 2024年预算 | 增减\\n工资福利支出 | 1,211 | －3\\n…'
    citation  pieces of the rows, section '第三部分 > 二、收支情况 > 表一 收支总表'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ingest.citation import Box, Citation, Piece
from ingest.document import READER_VERSION, Cell, Document, Paragraph, Section, Span, Table

__all__ = ["Chunk", "ChunkKind", "chunk", "sentences"]

ChunkKind = Literal["prose", "table"]

FULL = 400
"""Characters above which a chunk takes no further sentence or row."""

ENOUGH = 240
"""Characters after which the end of a paragraph also ends the chunk."""

MOST_ROWS = 12
"""Rows of a table in one chunk, however short they are."""

_SENTENCE = re.compile(r"[^。！？；!?;]*[。！？；!?;]+[”’」』）)]*|[^。！？；!?;]+$")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,80}>")
_BETWEEN = re.compile(r"[\s|]*")


@dataclass(frozen=True, slots=True)
class Chunk:
    """One passage; see the module docstring. `section` is the heading path as one string."""

    id: str
    doc_id: str
    position: int
    kind: ChunkKind
    text: str
    section: str
    citation: Citation


class _Draft(NamedTuple):
    """A chunk before it is numbered; `body` still lacks the line that names the document."""

    kind: ChunkKind
    body: str
    citation: Citation

    @property
    def start(self) -> int:
        return self.citation.pieces[0].start


class _Sentence(NamedTuple):
    spans: tuple[Span, ...]
    length: int
    ends_paragraph: bool


def chunk(document: Document) -> tuple[Chunk, ...]:
    """All chunks of a document in reading order."""
    drafts = [*_prose(document), *_lone_headings(document), *_tables(document)]
    drafts.sort(key=lambda draft: draft.start)
    about = _about(document)
    return tuple(_number(document, about, n, draft) for n, draft in enumerate(drafts))


def _number(document: Document, about: str, position: int, draft: _Draft) -> Chunk:
    return Chunk(
        id=f"{document.doc_id}:{READER_VERSION}:chunk:{position}",
        doc_id=document.doc_id,
        position=position,
        kind=draft.kind,
        text=f"{about}\n{draft.body}",
        section=draft.citation.section,
        citation=draft.citation,
    )


def _about(document: Document) -> str:
    """Whose document this is: '某区数据局 2024年 部门预算'."""
    info = document.info
    year = f"{info.fiscal_year}年" if info.fiscal_year else ""
    return " ".join(part for part in (info.unit_name, year, info.kind) if part)


def _clean(text: str) -> str:
    """Text as it reads: half width, no stray markup, no line breaks."""
    folded = unicodedata.normalize("NFKC", _MARKUP.sub("", text))
    return re.sub(r"\s+", " ", folded).strip()


# ── prose ────────────────────────────────────────────────────────────────────────────────────


def _prose(document: Document) -> Iterator[_Draft]:
    for section, paragraphs in _by_section(document.paragraphs):
        for group in _packed(document, paragraphs):
            citation = document.cite(document.pieces(group), section)
            yield _Draft("prose", _with_path(citation.section, citation.quote), citation)


def _by_section(
    paragraphs: Sequence[Paragraph],
) -> Iterator[tuple[int | None, list[Paragraph]]]:
    """Runs of paragraphs that stand under the same heading."""
    run: list[Paragraph] = []
    for paragraph in paragraphs:
        if run and run[0].section != paragraph.section:
            yield run[0].section, run
            run = []
        run.append(paragraph)
    if run:
        yield run[0].section, run


def _packed(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Span, ...]]:
    """Sentences put together until a chunk is full, preferably whole paragraphs."""
    held: list[Span] = []
    size = 0
    for sentence in (s for p in paragraphs for s in _sentences(document.text, p)):
        if held and size + sentence.length > FULL:
            yield _joined(held)
            held, size = [], 0
        held.extend(sentence.spans)
        size += sentence.length
        if sentence.ends_paragraph and size >= ENOUGH:
            yield _joined(held)
            held, size = [], 0
    if held:
        yield _joined(held)


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans that touch become one."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].end == span.start:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def _sentences(text: str, paragraph: Paragraph) -> list[_Sentence]:
    flat = "".join(text[start:end] for start, end in paragraph.pieces)
    found = [
        _Sentence(
            tuple(_unflatten(paragraph.pieces, m.start(), m.end())), m.end() - m.start(), False
        )
        for m in _SENTENCE.finditer(flat)
        if m[0].strip()
    ]
    return [*found[:-1], found[-1]._replace(ends_paragraph=True)] if found else []


def sentences(text: str, pieces: Sequence[Span]) -> tuple[tuple[Span, ...], ...]:
    """The sentences of a run of prose, each as the spans of canonical text that print it."""
    return tuple(s.spans for s in _sentences(text, Paragraph(tuple(pieces), None)))


def _unflatten(pieces: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """A range of the joined pieces, as spans of the canonical text."""
    passed = 0
    for piece in pieces:
        first = max(start - passed, 0)
        last = min(end - passed, piece.end - piece.start)
        if first < last:
            yield Span(piece.start + first, piece.start + last)
        passed += piece.end - piece.start


def _with_path(section: str, body: str) -> str:
    return f"{_clean(section)}\n{_clean(body)}"


def _lone_headings(document: Document) -> Iterator[_Draft]:
    """Headings that say it all: '四、本单位无国有资本经营预算支出' with nothing printed below."""
    filled = {p.section for p in document.paragraphs} | {t.section for t in document.tables}
    filled |= {s.parent for s in document.sections}
    for section in document.sections:
        if section.position not in filled and (span := _heading_span(document, section)):
            citation = document.cite(document.pieces([span]), section.position)
            yield _Draft("prose", _with_path(citation.section, ""), citation)


def _heading_span(document: Document, section: Section) -> Span | None:
    printed = document.text[section.start : section.end]
    body = printed.strip()
    if not body:
        return None
    start = section.start + printed.index(body)
    return Span(start, start + len(body))


# ── tables ───────────────────────────────────────────────────────────────────────────────────


def _tables(document: Document) -> Iterator[_Draft]:
    for table in document.tables:
        head = _head(document, table)
        rows = list(_data_rows(table))
        for group in _row_groups(rows):
            pieces = _row_pieces(document, group)
            body = "\n".join([head, *map(_row_text, group)])
            yield _Draft("table", body, _cite(document, table, pieces))
        if not rows and (pieces := _title_pieces(document, table)):
            notes = [_clean(note) for note in table.notes]
            yield _Draft("table", "\n".join([head, *notes]), _cite(document, table, pieces))


def _head(document: Document, table: Table) -> str:
    """Heading path, title, unit, and the header of a table in two lines."""
    unit = f"（单位：{table.unit.value}）" if table.unit else ""
    path = [document.section_path(table.section), f"{table.name}{unit}"]
    title = " > ".join(_clean(part) for part in path if part)
    return f"{title}\n{' | '.join(_header_texts(table))}"


def _header_texts(table: Table) -> Iterator[str]:
    """The header paths from left to right, each without what it shares with the one before."""
    before: tuple[str, ...] = ()
    for path in table.column_paths:
        shared = next((i for i, (a, b) in enumerate(zip(path, before, strict=False)) if a != b), 0)
        if path and path != before:
            yield _clean(" ".join(path[shared:]))
        before = path


def _data_rows(table: Table) -> Iterator[list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.row >= table.header_rows and cell.text.strip() and cell.pieces:
            rows.setdefault(cell.row, []).append(cell)
    return (rows[row] for row in sorted(rows))


def _row_groups(rows: Iterable[list[Cell]]) -> Iterator[list[list[Cell]]]:
    held: list[list[Cell]] = []
    size = 0
    for row in rows:
        length = sum(len(cell.text) + 3 for cell in row)
        if held and (size + length > FULL or len(held) == MOST_ROWS):
            yield held
            held, size = [], 0
        held.append(row)
        size += length
    if held:
        yield held


def _row_text(row: Iterable[Cell]) -> str:
    return " | ".join(_clean(cell.text) for cell in row)


def _row_pieces(document: Document, rows: Iterable[Iterable[Cell]]) -> tuple[Piece, ...]:
    """What is printed of the rows: one piece where only white space stands between cells."""
    pieces: list[Piece] = []
    for row in rows:
        for piece in sorted(p for cell in row for p in cell.pieces):
            if pieces and _adjoin(document.text, pieces[-1], piece):
                pieces[-1] = _merged(pieces[-1], piece)
            else:
                pieces.append(piece)
    return tuple(pieces)


def _adjoin(text: str, left: Piece, right: Piece) -> bool:
    if left.place != right.place or left.end > right.start:
        return False
    return _BETWEEN.fullmatch(text, left.end, right.start) is not None


def _merged(left: Piece, right: Piece) -> Piece:
    return Piece(left.start, right.end, left.place, _one_box_a_row(left.boxes + right.boxes))


def _one_box_a_row(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Boxes of neighbouring cells become the box of their row."""
    rows: list[Box] = []
    for box in boxes:
        if rows and rows[-1].page == box.page and _same_row(rows[-1], box):
            last = rows[-1]
            rows[-1] = Box(
                box.page,
                min(last.x0, box.x0),
                min(last.y0, box.y0),
                max(last.x1, box.x1),
                max(last.y1, box.y1),
            )
        else:
            rows.append(box)
    return tuple(rows)


def _same_row(left: Box, right: Box) -> bool:
    overlap = min(left.y1, right.y1) - max(left.y0, right.y0)
    return overlap > 0.5 * min(left.y1 - left.y0, right.y1 - right.y0)


def _title_pieces(document: Document, table: Table) -> tuple[Piece, ...]:
    """The title of a table without data; its first printed cell where it has no title."""
    if table.title_span:
        return document.pieces([table.title_span])
    return next((cell.pieces for cell in table.cells if cell.pieces), ())


def _cite(document: Document, table: Table, pieces: Sequence[Piece]) -> Citation:
    base = document.cite(pieces, table.section)
    path = " > ".join(part for part in (base.section, table.name) if part)
    return Citation(base.doc, base.doc_id, path, base.page, base.pieces, base.quote)
