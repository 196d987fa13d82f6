"""Small Documents by hand: a few lines of budget prose, or one table written as lines of cells.

>>> document = prose("机关运行经费预算 208 万元。", title="一、机关运行经费")
>>> document = ruled('''
...     科目编码 | 科目名称 | 2025年预算数
...     201      | 一般公共服务支出 | 12.00
... ''')

In a table `^` repeats the cell on its left (a header cell over several columns).
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.amount import Unit
from ingest.citation import Piece
from ingest.document import Cell, Document, DocumentInfo, Line, Paragraph, Section, Span, Table

__all__ = ["prose", "ruled"]

UNIT_NAME = "青川市云水区水务局"


def info(**stated: object) -> DocumentInfo:
    """What the invented document says of itself."""
    known: dict[str, object] = {
        "unit_name": UNIT_NAME,
        "fiscal_year": 2025,
        "kind": "部门预算",
        "unit": Unit.WAN,
    }
    return DocumentInfo(**{**known, **stated})  # type: ignore[arg-type]


def prose(*paragraphs: str, title: str = "", **stated: object) -> Document:
    """One section of paragraphs; a line break inside a paragraph is a printed line end."""
    text = title + "\n"
    spans: list[Span] = []
    for paragraph in paragraphs:
        spans.append(Span(len(text), len(text) + len(paragraph)))
        text += paragraph + "\n"
    lines = tuple(Line(s.start, s.end, f"第{i + 2}行") for i, s in enumerate(spans))
    sections = (Section(0, title, 1, (title,), 0, len(text)),) if title else ()
    where = 0 if title else None
    return Document(
        doc_id="d" * 64,
        name="样例.txt",
        format="text",
        text=text,
        lines=lines,
        paragraphs=tuple(Paragraph((span,), where) for span in spans),
        sections=sections,
        info=info(**stated),
    )


def ruled(
    drawing: str,
    *,
    title: str = "部门支出总表",
    unit: Unit | None = Unit.WAN,
    header_rows: int = 1,
    groups: Sequence[tuple[int, int]] = (),
    notes: Sequence[str] = (),
    **stated: object,
) -> Document:
    """One table: a line a row, cells between '|', `^` for a cell that continues to the right."""
    rows = [[c.strip() for c in line.split("|")] for line in drawing.strip().splitlines()]
    text = f"{title}\n"
    title_span, start = Span(0, len(title)), len(text)
    cells: list[Cell] = []
    for row, printed in enumerate(rows):
        for col, content in enumerate(printed):
            if content == "^":
                continue
            width = next((i for i, t in enumerate(printed[col + 1 :]) if t != "^"), None)
            width = len(printed) - col - 1 if width is None else width
            piece = Piece(len(text), len(text) + len(content), f"第{row + 2}行")
            if content:
                cells.append(Cell(row, col, content, (piece,), 1, width + 1))
            else:
                cells.append(Cell(row, col, ""))
            text += content + "\t"
        text += "\n"
    end = len(text)
    text += "".join(note + "\n" for note in notes)
    table = Table(
        position=0,
        title=title,
        number=None,
        unit=unit,
        section=None,
        pages=(),
        start=start,
        end=end,
        header_rows=header_rows,
        columns=len(rows[0]),
        height=len(rows),
        cells=tuple(cells),
        column_paths=_column_paths(rows[:header_rows]) if header_rows else ((),) * len(rows[0]),
        groups=tuple(groups),
        notes=tuple(notes),
        title_span=title_span,
    )
    return Document(
        doc_id="d" * 64,
        name="样例.txt",
        format="text",
        text=text,
        tables=(table,),
        info=info(**stated),
    )


def _column_paths(header: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    paths: list[tuple[str, ...]] = []
    for col in range(len(header[0])):
        path: list[str] = []
        for row in header:
            at = col
            while row[at] == "^":
                at -= 1
            if row[at] and row[at] not in path:
                path.append(row[at])
        paths.append(tuple(path))
    return tuple(paths)
