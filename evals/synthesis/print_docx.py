"""A Disclosure as a Word document with really merged cells (gridSpan and vMerge).

Takes a Disclosure, gives bytes; Word decides about pages, so there are none in the result.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from evals.synthesis.disclosure import (
    Cell,
    Contents,
    Cover,
    Disclosure,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Table,
)
from evals.synthesis.printed import Printed, repacked

__all__ = ["print_docx"]

_TWIPS = 13000


def print_docx(disclosure: Disclosure) -> Printed:
    """The whole document."""
    word = docx.Document()
    _set_up(word, disclosure.title)
    if disclosure.running_header:
        word.sections[0].header.paragraphs[0].text = disclosure.running_header
    for block in disclosure.blocks:
        match block:
            case Cover():
                for i, text in enumerate(block.lines):
                    _line(word, text, 26 if i == 0 else 16, "center", bold=i == 0)
            case Contents():
                _contents(word, block)
            case Heading():
                _heading(word, block)
            case Paragraph():
                _prose(word, block.text)
            case PageBreak():
                word.add_page_break()
            case Table():
                _table(word, block)
    out = io.BytesIO()
    word.save(out)
    return Printed(repacked(out.getvalue()))


def _set_up(word: Word, title: str) -> None:
    """Landscape pages, a Chinese font, a page number below."""
    word.core_properties.title = title
    word.core_properties.author = ""
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = word.styles[name]
        style.font.name = "宋体"
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    word.styles["Normal"].font.size = Pt(12)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    section.footer.paragraphs[0]._p.append(field)


def _line(word: Word, text: str, size: float, align: str, *, bold: bool = False) -> None:
    paragraph = word.add_paragraph()
    properties = paragraph._p.get_or_add_pPr()
    properties.append(_element("w:jc", val=align))
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.bold = bold


def _prose(word: Word, text: str) -> None:
    word.add_paragraph(text).paragraph_format.first_line_indent = Pt(24)


def _heading(word: Word, heading: Heading) -> None:
    """Word's own style for the widest level, plain bold lines below it."""
    if heading.level == 1:
        added = word.add_heading(heading.text, 1)
        if heading.centered:
            added._p.get_or_add_pPr().append(_element("w:jc", val="center"))
    else:
        _line(word, heading.text, 13, "left", bold=True)


def _contents(word: Word, contents: Contents) -> None:
    word.add_page_break()
    _line(word, contents.title, 18, "center", bold=True)
    for entry in contents.entries:
        indent = "    " * (entry.level - 1)
        word.add_paragraph(f"{indent}{entry.text}{'…' * 12}")


def _table(word: Word, table: Table) -> None:
    if table.number_line:
        _line(word, table.number_line, 11, "left")
    _line(word, table.title_line, 15, "center", bold=True)
    if table.caption or table.unit_line:
        _caption(word, table)
    word.element.body.insert(len(word.element.body) - 1, _grid(table))
    if table.note:
        _line(word, table.note, 10, "left")


def _caption(word: Word, table: Table) -> None:
    """The unit of the budget at the left, the unit of account at the right."""
    caption = word.add_paragraph(f"{table.caption}\t{table.unit_line}".rstrip("\t"))
    tabs = OxmlElement("w:tabs")
    tabs.append(_element("w:tab", val="right", pos=str(_TWIPS)))
    caption._p.get_or_add_pPr().append(tabs)


def _element(tag: str, **attributes: str) -> OxmlElement:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _grid(table: Table) -> OxmlElement:
    """The w:tbl element."""
    widths = [int(w * _TWIPS / sum(table.widths)) for w in table.widths]
    made = OxmlElement("w:tbl")
    properties = OxmlElement("w:tblPr")
    properties.append(_element("w:tblStyle", val="TableGrid"))
    properties.append(_element("w:tblW", w=str(_TWIPS), type="dxa"))
    made.append(properties)
    grid = OxmlElement("w:tblGrid")
    for width in widths:
        grid.append(_element("w:gridCol", w=str(width)))
    made.append(grid)
    above: dict[int, tuple[Cell, int]] = {}
    for number, row in enumerate(table.rows):
        repeats = number < table.header_rows and table.head_repeats
        made.append(_row(row, above, widths, repeats))
    return made


def _row(
    row: Row, above: dict[int, tuple[Cell, int]], widths: Sequence[int], repeats: bool
) -> OxmlElement:
    """A w:tr; `above` holds the cells that reach down into it, with the rows still to come."""
    made = OxmlElement("w:tr")
    if repeats:
        properties = OxmlElement("w:trPr")
        properties.append(OxmlElement("w:tblHeader"))
        made.append(properties)
    column = 0
    while column < len(row):
        cell = row[column]
        if cell is None:
            cell, left = above[column]
            above[column] = (cell, left - 1)
            made.append(_cell(cell, widths[column : column + cell.across], "continue"))
        else:
            above[column] = (cell, cell.down - 1)
            merge = "restart" if cell.down > 1 else ""
            made.append(_cell(cell, widths[column : column + cell.across], merge))
        column += cell.across
    return made


def _cell(cell: Cell, widths: Sequence[int], merge: str) -> OxmlElement:
    made = OxmlElement("w:tc")
    properties = OxmlElement("w:tcPr")
    properties.append(_element("w:tcW", w=str(sum(widths)), type="dxa"))
    if cell.across > 1:
        properties.append(_element("w:gridSpan", val=str(cell.across)))
    if merge:
        properties.append(_element("w:vMerge", **({"val": merge} if merge == "restart" else {})))
    made.append(properties)
    made.append(_cell_text(cell, "" if merge == "continue" else cell.text))
    return made


def _cell_text(cell: Cell, text: str) -> OxmlElement:
    paragraph = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    if cell.indent:
        properties.append(_element("w:ind", left=str(200 * cell.indent)))
    properties.append(_element("w:jc", val=cell.align))
    paragraph.append(properties)
    if text:
        run = OxmlElement("w:r")
        size = OxmlElement("w:rPr")
        size.append(_element("w:sz", val="18"))
        run.append(size)
        written = OxmlElement("w:t")
        written.text = text
        run.append(written)
        paragraph.append(run)
    return paragraph
