"""`mingzhang tables --html`: each table as read beside the page it was printed on, for people to check.

Takes read documents and their bytes, gives one HTML page that needs nothing from outside it. The
table's frame is marked on the page; resting on a cell shows its header path and its place. What a
document holds is escaped: it is data, never HTML.

    第 6 页 [picture, the table framed]  |  表一 部门收支总表（单位：万元）  30 行 4 列  表头 2 行
"""

from __future__ import annotations

import base64
import html
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ingest.citation import Box
from ingest.document import Cell, Document, Table
from ingest.errors import UsageError
from ui.page_image import render_page
from ui.table_html import TABLE_STYLE, table_html

__all__ = ["HEAD", "TAIL", "document_html", "written_page"]

DPI = 80
STYLE = (
    """
body { font-family: "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; margin: 16px; color: #222; }
h2 { border-bottom: 2px solid #d93300; padding-bottom: 4px; }
nav a { margin-right: 12px; white-space: nowrap; }
section { display: flex; gap: 16px; align-items: flex-start; border-top: 1px solid #ccc; padding: 12px 0; }
section > div { overflow: auto; }
.pages { flex: 0 0 46%; } .pages img { width: 100%; box-sizing: border-box; border: 1px solid #bbb; margin-bottom: 8px; }
.read { flex: 1 1 54%; }
.warn { color: #b00020; } .small { color: #666; font-size: 12px; }
"""
    + TABLE_STYLE
)

HEAD = (
    '<!doctype html><html lang="zh"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    f"<title>表格核对</title><style>{STYLE}</style></head><body>"
    "<h1>表格核对</h1><p class='small'>左边是原页，框出读到的表；右边是读出的表格。"
    "把鼠标停在格子上，显示它的表头路径和位置。</p>"
)
TAIL = "</body></html>\n"


Add = Callable[[Document, Callable[[], bytes]], None]


@contextmanager
def written_page(path: Path) -> Iterator[Add]:
    """Documents added inside stand in the file afterwards; `-` is standard output.

    The file appears when all is written, and not at all when nothing was added or it broke off.
    """
    if str(path) == "-":
        sys.stdout.write(HEAD)
        yield _adder(sys.stdout)
        sys.stdout.write(TAIL)
        return
    if not path.absolute().parent.is_dir():
        raise UsageError(str(path), "所在文件夹不存在", "请先建好文件夹，或换一个位置")
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.absolute().parent, suffix=".html", delete=False
    ) as stream:
        whole = False
        try:
            stream.write(HEAD)
            start = stream.tell()
            yield _adder(stream)
            whole = stream.tell() > start
            stream.write(TAIL)
        finally:
            stream.close()
            written = Path(stream.name)
            if whole:
                written.chmod(0o644)
                written.replace(path)
            else:
                written.unlink()


def _adder(stream: IO[str]) -> Add:
    def add(document: Document, blob: Callable[[], bytes]) -> None:
        for part in document_html(document, blob):
            stream.write(part)

    return add


def document_html(document: Document, blob: Callable[[], bytes]) -> Iterator[str]:
    """One document: its name, what it says of itself, then table after table."""
    anchor = document.doc_id[:16]
    yield f"<h2>{html.escape(document.name)}</h2>{_said(document)}"
    links = (
        f'<a href="#t{anchor}-{t.position}">{html.escape(t.name or "（无标题）")}</a>'
        for t in document.tables
    )
    yield f"<nav>{' '.join(links)}</nav>"
    data = blob() if document.format in _PICTURED and document.tables else b""
    for table in document.tables:
        pages = "".join(_pages(document, table, data))
        picture = f'<div class="pages">{pages}</div>' if pages else ""
        read = f'<div class="read">{_read(document, table)}</div>'
        yield f'<section id="t{anchor}-{table.position}">{picture}{read}</section>'


_PICTURED = frozenset({"pdf", "image"})


def _said(document: Document) -> str:
    info = document.info
    parts = [info.unit_name or "未识别单位", str(info.fiscal_year or "未识别年度"), info.kind or ""]
    said = [f"<p>{html.escape('　'.join(filter(None, parts)))}　{len(document.tables)} 张表</p>"]
    notes = [f"列有“{title}”，文件中没有这张表" for title in info.absent_tables]
    said += [f'<p class="warn">{html.escape(note)}</p>' for note in (*notes, *document.warnings)]
    return "".join(said)


def _pages(document: Document, table: Table, data: bytes) -> Iterator[str]:
    if not data:
        return
    for page in table.pages:
        frame = _frame(table, page)
        png = render_page(data, page, [frame] if frame else [], DPI, filled=False)
        code = base64.b64encode(png).decode()
        yield f'<img alt="{html.escape(document.name)} 第 {page} 页" src="data:image/png;base64,{code}">'


def _frame(table: Table, page: int) -> Box | None:
    """Everything of the table that is printed on one page."""
    boxes = [
        box
        for cell in table.cells
        for piece in cell.pieces
        for box in piece.boxes
        if box.page == page
    ]
    if not boxes:
        return None
    return Box(
        page,
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def _read(document: Document, table: Table) -> str:
    where = (
        f"第 {'、'.join(map(str, table.pages))} 页" if table.pages else table.sheet or _at(table)
    )
    facts = [
        where,
        document.section_path(table.section),
        f"{table.rows} 行 {table.columns} 列，表头 {table.header_rows} 行",
        f"单位：{table.unit}" if table.unit else "未注明单位",
    ]
    line = f'<p class="small">{html.escape("　".join(filter(None, facts)))}</p>'
    doubts = "".join(f'<p class="warn">注意：{html.escape(note)}</p>' for note in table.uncertain)
    notes = "".join(f'<p class="small">{html.escape(note)}</p>' for note in table.notes)
    return line + doubts + table_html(table, title=_hint(table)) + notes


def _at(table: Table) -> str:
    first: Sequence[Cell] = [cell for cell in table.cells if cell.pieces]
    return first[0].pieces[0].place if first else ""


def _hint(table: Table) -> Callable[[int, int], str]:
    """The header path of a cell and where it stands."""

    def said(row: int, col: int) -> str:
        cell = table.at(row, col)
        place = cell.pieces[0].place if cell and cell.pieces else ""
        path = " > ".join(table.column_paths[col]) if row >= table.header_rows else "表头"
        return "　".join(part for part in (path, place) if part)

    return said
