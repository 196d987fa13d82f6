"""A Word document becomes lines and tables as it prints them.

Takes the bytes of a .docx, gives a RawDocument: a RawLine per printed line with the heading level
that its style states, the numbers of automatic lists before the text, merged cells as spans, places
like '段落12' and '表3行5列2'. Deleted and hidden text is left out and said, inserted text is read;
notes stand where they are referred to. Knows nothing of budgets; pages do not exist in the format.

    <w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>…收入…  -> RawCell(0, 0, '收入', col_span=2)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from ingest.blocks import RawDocument, RawLine, RawTable
from ingest.errors import DamagedFile, EmptyFile, InputError, NoTextLayer
from ingest.office.archive import Package, open_package
from ingest.office.word_lists import Lists, W
from ingest.office.word_notes import Notes, running_lines, unread
from ingest.office.word_table import (
    WordTable,
    continues,
    framed,
    join,
    read_table,
    table_blocks,
)
from ingest.office.word_text import (
    Styles,
    Words,
    contents_of_fields,
    gone,
    on,
    text_boxes,
    value,
)

__all__ = ["read_docx"]

_CONTINUED = re.compile(
    r"[（(]?(?:续表?|接上表)[一二三四五六七八九十\d]{0,3}[）)]?|.{0,40}表.{0,20}[（(]续[表一二三四五六七八九十\d]{0,3}[）)]"
)
_UNIT_AGAIN = re.compile(r"[（(]?(?:金额)?单位[:：](?:人民币)?(?:亿|百万|万|千)?元[）)]?")
_DAMAGED = "请用 Word 或 WPS 打开后另存一份再导入"


def read_docx(path: Path, data: bytes) -> RawDocument:
    """Read the body of a Word document; raises an InputError that says what to do."""
    package = open_package(path, data, "word")
    part = package.related("", "officeDocument") or "word/document.xml"
    root = package.tree(part)
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise DamagedFile(path.name, "文件里没有正文", _DAMAGED)
    try:
        words = _words(package, part)
        reader = _Body(words, Notes.read(package, part, words), contents_of_fields(body, "TOC"))
        reader.read(body)
        blocks = reader.finish()
        running = tuple(running_lines(package, part, words))
    except (ArithmeticError, LookupError, ValueError, RecursionError) as error:
        raise DamagedFile(path.name, "正文的结构已损坏", _DAMAGED) from error
    said = tuple(unread(body))
    if not blocks:
        raise _empty(path.name, said)
    return RawDocument("docx", (*blocks, *running), warnings=said)


def _empty(name: str, said: tuple[str, ...]) -> InputError:
    if any("图片" in warning for warning in said):
        return NoTextLayer(
            name, "正文里只有图片，没有文字", "请把图片另存为 .png 或 .jpg，或打印为 PDF 后再导入"
        )
    return EmptyFile(name, "正文里没有文字", "请确认文件没有下载错")


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
    notes: Notes
    listed: set[etree._Element]
    blocks: list[RawLine | RawTable] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    held: WordTable | None = None
    parted: bool = False
    cut: bool = False
    carried: str = ""
    aside: list[RawLine] = field(default_factory=list)

    def read(self, node: Iterable[etree._Element], contents: bool = False) -> None:
        """Read block elements; `contents` inside an automatic table of contents."""
        for child in node:
            if child.tag == W + "p":
                self.paragraphs += 1
                self._paragraph(child, f"段落{self.paragraphs}", contents or child in self.listed)
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
        if self.held is not None and lines and self._announces(lines):
            self.cut = True
            self.aside.extend(self._lines(node, lines, place, contents))
        elif lines:
            self._release()
            self.blocks.extend(self._lines(node, lines, place, contents))
        for line in self.notes.referred(node):
            self._release()
            self.blocks.append(line)
        for box in text_boxes(node):
            self._box(box, place + "文本框", contents)

    def _announces(self, lines: Sequence[str]) -> bool:
        """'续表' below the table held back, and the unit said again below that."""
        text = re.sub(r"\s+", "", "".join(lines))
        again = bool(self.aside and _CONTINUED.fullmatch(re.sub(r"\s+", "", self.aside[-1].text)))
        return bool(_CONTINUED.fullmatch(text) or (again and _UNIT_AGAIN.fullmatch(text)))

    def _box(self, node: Iterable[etree._Element], place: str, contents: bool) -> None:
        """What stands in a text box."""
        for child in node:
            if child.tag == W + "p":
                self._paragraph(child, place, contents)
            elif child.tag == W + "tbl":
                self._table(child)
            elif child.tag in _BLOCKS and not gone(child):
                self._box(child, place, contents)

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
        cells = framed(node)
        for cell in cells:
            self.read(cell)
        if cells:
            return
        self.tables += 1
        table = read_table(node, self.tables, self.words)
        near = self.cut or not self.parted
        if self.held is not None and near and continues(self.held, table):
            join(self.held, table)
            self.aside = [replace(line, furniture=True) for line in self.aside]
        else:
            self._release()
            self.held = table
        self.aside.extend(self._beside(node))
        self.parted = self.cut = False

    def _beside(self, table: etree._Element) -> Iterable[RawLine]:
        """Notes and text boxes that are anchored in a table stand below it."""
        yield from self.notes.referred(table)
        own = (p for p in table.iter(W + "p") if next(p.iterancestors(W + "tbl"), None) is table)
        for paragraph in own:
            for box in text_boxes(paragraph):
                for inside in box.iter(W + "p"):
                    yield from (
                        RawLine(text, f"表{self.tables}文本框", breaks=True)
                        for text in self.words.lines(inside)
                    )

    def _release(self) -> None:
        """The table held back is complete; what stands in or beside it follows."""
        table, aside = self.held, self.aside
        self.held, self.aside = None, []
        if table is None:
            return
        self.blocks.extend(table_blocks(table))
        for inner in table.nested:
            self._table(inner)
            self._release()
        self.blocks.extend(aside)


_CONTAINERS = frozenset(W + tag for tag in ("ins", "moveTo", "customXml", "sdtContent"))
_BLOCKS = _CONTAINERS | {W + "sdt"}


def _is_contents(node: etree._Element) -> bool:
    return value(node, "sdtPr/docPartObj/docPartGallery") == "Table of Contents"


def _ends_page(node: etree._Element) -> bool:
    """A page or section break in a paragraph."""
    breaks = (mark.get(W + "type") for mark in node.iter(W + "br"))
    properties = node.find(W + "pPr")
    before = bool(on(properties, "pageBreakBefore"))
    section = properties is not None and properties.find(W + "sectPr") is not None
    return before or section or "page" in breaks
