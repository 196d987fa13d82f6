"""The source of a citation as HTML: the page with the place marked, or the text with the quote marked.

A citation mark in an answer is a link whose address says all that is needed to find the place again:

    #cite-9f2c6a1b0d3e4f55-1021.1027_1030.1034     document, then the pieces of its canonical text

Everything that comes out of a document is escaped: it is data, never HTML.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable, Sequence

from ingest.citation import Citation, Piece
from ingest.document import Cell, Document, Span, Table
from ui.page_image import render_page
from ui.table_html import table_html

__all__ = ["address", "citation_spans", "source_html"]

_ADDRESS = re.compile(r"#?cite-([0-9a-f]{16,64})-(\d+\.\d+(?:_\d+\.\d+)*)")
CONTEXT = 600


def address(citation: Citation) -> str:
    """The link address of a citation."""
    spans = "_".join(f"{p.start}.{p.end}" for p in citation.pieces)
    return f"#cite-{citation.doc_id[:16]}-{spans}"


def citation_spans(link: str) -> tuple[str, tuple[Span, ...]] | None:
    """The start of the doc_id and the spans of an address; None when it is not one of ours."""
    found = _ADDRESS.fullmatch(link)
    if found is None:
        return None
    pairs = (pair.split(".") for pair in found[2].split("_"))
    return found[1], tuple(Span(int(start), int(end)) for start, end in pairs)


def source_html(document: Document, spans: Sequence[Span], blob: Callable[[], bytes]) -> str:
    """What stands at the spans, with its surroundings."""
    cell = _cell_at(document, spans)
    pieces = cell[1].pieces if cell else document.pieces(spans)
    citation = document.cite_cell(*cell) if cell else document.cite(pieces)
    parts = [_heading(document, citation)]
    if document.format in {"pdf", "image"}:
        parts += _page_images(pieces, blob())
    elif cell:
        parts.append(table_html(cell[0], marked=cell[1]))
    else:
        parts.append(_prose(document, spans))
    return f'<div class="mz-source" lang="zh">{"".join(parts)}</div>'


def _cell_at(document: Document, spans: Sequence[Span]) -> tuple[Table, Cell] | None:
    wanted = tuple((s.start, s.end) for s in spans)
    for table in document.tables:
        if table.start <= wanted[0][0] < table.end:
            for cell in table.cells:
                if tuple((p.start, p.end) for p in cell.pieces) == wanted:
                    return table, cell
    return None


def _heading(document: Document, citation: Citation) -> str:
    page = f"第 {citation.page} 页" if citation.page else html.escape(citation.place)
    section = html.escape(citation.section)
    quote = html.escape(" ".join(citation.quote.split()))
    return (
        f'<p class="mz-where"><b>{html.escape(document.name)}</b> {page}<br>{section}</p>'
        f"<blockquote>{quote}</blockquote>"
    )


def _page_images(pieces: Sequence[Piece], data: bytes) -> list[str]:
    boxes = [box for piece in pieces for box in piece.boxes]
    pages = sorted({box.page for box in boxes})
    return [
        f'<img class="mz-page" alt="第 {page} 页" data-page="{page}" '
        f'src="data:image/png;base64,{base64.b64encode(render_page(data, page, boxes)).decode()}">'
        for page in pages
    ]


def _prose(document: Document, spans: Sequence[Span]) -> str:
    section = document.section_at(spans[0].start)
    low, high = 0, len(document.text)
    if section is not None:
        low, high = document.sections[section].start, document.sections[section].end
    low = max(low, spans[0].start - CONTEXT)
    high = min(high, spans[-1].end + CONTEXT)
    parts, at = [], low
    for start, end in spans:
        parts.append(html.escape(document.text[at:start]))
        parts.append(f"<mark>{html.escape(document.text[start:end])}</mark>")
        at = end
    parts.append(html.escape(document.text[at : max(at, high)]))
    return f'<div class="mz-text">{"".join(parts)}</div>'
