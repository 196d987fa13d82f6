"""A Word document becomes lines and tables as it prints them.

Takes the bytes of a .docx, gives a RawDocument: a RawLine per printed line with the heading level
that its style states, the numbers of automatic lists before the text, merged cells as spans, places
like '段落12' and '表3行5列2'. Deleted and hidden text is left out, inserted text is read. Knows
nothing of budgets; page numbers do not exist in the format.

    <w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>…收入…  -> RawCell(0, 0, '收入', col_span=2)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from ingest.blocks import RawDocument, RawLine, RawTable
from ingest.errors import DamagedFile, EmptyFile
from ingest.office.archive import Package, open_package
from ingest.office.word_lists import Lists, W
from ingest.office.word_table import (
    WordTable,
    continues,
    joined,
    only_cell,
    read_table,
    table_blocks,
)
from ingest.office.word_text import Styles, Words, gone, on, text_boxes, value

__all__ = ["read_docx"]

_DAMAGED = "请用 Word 或 WPS 打开后另存一份再导入"


def read_docx(path: Path, data: bytes) -> RawDocument:
    """Read the body of a Word document; raises an InputError that says what to do."""
    package = open_package(path, data, "word")
    part = package.related("", "officeDocument") or "word/document.xml"
    root = package.tree(part)
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise DamagedFile(path.name, "文件里没有正文", _DAMAGED)
    reader = _Body(_words(package, part))
    try:
        reader.read(body)
    except (ValueError, RecursionError) as error:
        raise DamagedFile(path.name, "正文的结构已损坏", _DAMAGED) from error
    blocks = reader.finish()
    if not blocks:
        raise EmptyFile(path.name, "正文里没有文字", "如果内容是图片，请先做文字识别再导入")
    return RawDocument("docx", tuple(blocks))


def _words(package: Package, part: str) -> Words:
    styles, numbering = package.related(part, "styles"), package.related(part, "numbering")
    return Words(
        Styles.read(package.tree(styles) if styles else None),
        Lists.read(package.tree(numbering) if numbering else None),
    )


@dataclass
class _Body:
    """Walks the body once, in order; holds a table back until it is clear that it ends.

    `parted`: a paragraph stands below the table held back; `cut`: a page ends below it.
    """

    words: Words
    blocks: list[RawLine | RawTable] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    held: WordTable | None = None
    parted: bool = False
    cut: bool = False
    carried: str = ""

    def read(self, node: Iterable[etree._Element], contents: bool = False) -> None:
        """Read block elements; `contents` inside an automatic table of contents."""
        for child in node:
            if child.tag == W + "p":
                self.paragraphs += 1
                self._paragraph(child, f"段落{self.paragraphs}", contents)
            elif child.tag == W + "tbl":
                self._table(child)
            elif child.tag == W + "sdt":
                self.read(child.findall(W + "sdtContent"), contents or _is_contents(child))
            elif child.tag in _CONTAINERS and not gone(child):
                self.read(child, contents)

    def finish(self) -> list[RawLine | RawTable]:
        """All blocks, the last table included."""
        self._release()
        return self.blocks

    def _paragraph(self, node: etree._Element, place: str, contents: bool) -> None:
        lines = self.words.lines(node)
        if self.carried and lines:
            lines[0] = self.carried + lines[0]
            self.carried = ""
        if node.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            self.carried += "".join(lines)
            return
        self.parted, self.cut = True, self.cut or _ends_page(node)
        if lines:
            self._release()
            self.blocks.extend(self._lines(node, lines, place, contents))
        for box in text_boxes(node):
            for paragraph in box.iter(W + "p"):
                self._paragraph(paragraph, place + "文本框", contents)

    def _lines(
        self, node: etree._Element, lines: list[str], place: str, contents: bool
    ) -> Iterable[RawLine]:
        look = self.words.look(node, "".join(lines))
        texts = [" ".join(lines)] if look.heading else lines
        for i, text in enumerate(texts):
            yield RawLine(
                text,
                place,
                size=look.size,
                bold=look.bold,
                heading=None if contents else look.heading,
                furniture=contents or look.contents,
                breaks=i == 0,
            )

    def _table(self, node: etree._Element) -> None:
        frame = only_cell(node)
        if frame is not None:
            self.read(frame)
            return
        self.tables += 1
        table = read_table(node, self.tables, self.words)
        near = self.cut or not self.parted
        if self.held is not None and near and continues(self.held, table):
            self.held = joined(self.held, table)
        else:
            self._release()
            self.held = table
        self.parted = self.cut = False

    def _release(self) -> None:
        """The table held back is complete."""
        if self.held is not None:
            self.blocks.extend(table_blocks(self.held))
        self.held = None


_CONTAINERS = frozenset(W + tag for tag in ("ins", "moveTo", "customXml", "sdtContent"))


def _is_contents(node: etree._Element) -> bool:
    return value(node, "sdtPr/docPartObj/docPartGallery") == "Table of Contents"


def _ends_page(node: etree._Element) -> bool:
    """A page or section break in a paragraph."""
    breaks = (mark.get(W + "type") for mark in node.iter(W + "br"))
    properties = node.find(W + "pPr")
    before = bool(on(properties, "pageBreakBefore"))
    section = properties is not None and properties.find(W + "sectPr") is not None
    return before or section or "page" in breaks
