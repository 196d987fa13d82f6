"""A web page becomes lines and tables as a browser shows them, the site around it set aside.

Takes the bytes of an .html or .htm file (or of an .mht archive), gives a RawDocument with places like
'段落12' and '表3行4列2'. Lines of the site (menus, paths, footers, foreign words) stay in the text as
furniture. Nothing is fetched, run or resolved. Knows nothing of budgets but which words speak of them.

    <td colspan=2>收入</td>  →  RawCell(0, 0, '收入', col_span=2)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.blocks import RawDocument, RawLine, RawTable
from ingest.errors import EmptyFile
from ingest.label_rows import is_caption_line, is_title
from ingest.unswept import unswept
from ingest.web.charset import decode_page
from ingest.web.flow import Text, flow
from ingest.web.main_part import main_part
from ingest.web.mhtml import pages_of
from ingest.web.shells import shell_error
from ingest.web.site import is_foreign, is_kept_outside, is_list_of_links, is_site_line
from ingest.web.table_blocks import continues, joined, table_blocks
from ingest.web.table_grid import WebTable, caption_of, first_rows, is_data, read_table
from ingest.web.tree import Node, Page, parse_page

__all__ = ["read_html", "read_mht"]

_CONTINUED = re.compile(r"[（(]?(?:续表?|接上表|第\s*\d+\s*页)[）)]?")
_CENTRED_HEADING = re.compile(r"[^。；：，:,;]{4,40}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WEEKS = ("日一二三四五六", "一二三四五六日")
_DISCLOSES = re.compile(r"20\d{2}\s*年.*(?:预算|决算)")
_ABOUT = re.compile(r"索\s*引\s*号|信息索引")


def read_html(path: Path, data: bytes) -> RawDocument:
    """Read a web page; raises an InputError that says what to do."""
    source, warnings = decode_page(data, path.name)
    with unswept():
        return _read([parse_page(source)], path.name, warnings)


def read_mht(path: Path, data: bytes) -> RawDocument:
    """Read the pages of a single-file web archive in their order."""
    parts = [decode_page(part, path.name) for part in pages_of(data, path.name)]
    warnings = tuple(dict.fromkeys(said for part in parts for said in part.warnings))
    with unswept():
        return _read([parse_page(part.text) for part in parts], path.name, warnings)


def _read(pages: Sequence[Page], name: str, warnings: tuple[str, ...]) -> RawDocument:
    reader = _Reader()
    errors = []
    for page in pages:
        blocks = list(flow(page.body, is_data))
        said = "".join(block.line.text for block in blocks if isinstance(block, Text))
        tables = any(isinstance(block, Node) for block in blocks)
        error = None if tables else shell_error(page, name, said)
        if error is None:
            reader.read(blocks)
        errors.append(error)
    made = reader.finish()
    if not any(isinstance(block, RawTable) or not block.furniture for block in made):
        raise next((error for error in errors if error), None) or EmptyFile(
            name, "网页里没有正文", "请确认下载的是公开文件的正文页，或下载其附件后导入"
        )
    hidden = sum(page.hidden_tables for page in pages)
    if hidden:
        warnings = (*warnings, f"网页中有 {hidden} 个隐藏的表格，没有读入")
    return RawDocument("html", tuple(made), warnings=warnings)


@dataclass
class _Reader:
    """Blocks of pages in order; holds a table back until it is clear that it ends."""

    made: list[RawLine | RawTable] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    held: WebTable | None = None
    aside: list[RawLine] = field(default_factory=list)

    def read(self, blocks: Sequence[Text | Node]) -> None:
        """Read one page."""
        main = main_part(blocks)
        titled = main is not None and any(_is_title(block, main) for block in blocks)
        chinese = any(isinstance(b, Text) and _HAN.search(b.line.text) for b in blocks)
        for block in blocks:
            if isinstance(block, Node):
                self._table(block)
            else:
                outside = main is not None and id(block.owner) not in main
                self._line(block, _is_site(block, outside, titled, chinese))

    def finish(self) -> list[RawLine | RawTable]:
        """All blocks, the last table included."""
        self._release()
        return self.made

    def _line(self, text: Text, site: bool) -> None:
        self.paragraphs += text.first
        line = _raw_line(text, f"段落{self.paragraphs}", site)
        if self.held is not None and (line.furniture or _CONTINUED.fullmatch(line.text)):
            self.aside.append(line)
            return
        self._release()
        self.made.append(line)

    def _table(self, node: Node) -> None:
        if _is_about(node) or _is_calendar(node) or _is_menu(node):
            self._about(node)
            return
        self.tables += 1
        caption = caption_of(node)
        table = read_table(node, self.tables)
        if self.held is not None and not caption and continues(self.held, table):
            self.held = joined(self.held, table)
            return
        self._release()
        for line in caption:
            plain = is_caption_line(line.text) or is_title(line.text)
            place = f"表{self.tables}标题"
            self.made.append(
                RawLine(line.text, place, bold=True, heading=None if plain else 6, breaks=True)
            )
        self.held = table

    def _about(self, node: Node) -> None:
        """The site's record card, calendar or menu: kept in the text, no table of the document."""
        self._release()
        for text in flow(node, lambda _: False, whole_page=False):
            if isinstance(text, Text):
                self.paragraphs += text.first
                self.made.append(_raw_line(text, f"段落{self.paragraphs}", site=True))

    def _release(self) -> None:
        """The table held back is complete; what stood beside its parts follows."""
        if self.held is not None:
            self.made.extend(table_blocks(self.held))
        self.made.extend(self.aside)
        self.held, self.aside = None, []


def _is_about(node: Node) -> bool:
    """'索引号 | … | 发布机构 | …'."""
    first = next((cell for row in first_rows(node, 1) for cell in row), None)
    said = _texts(first) if first is not None else ""
    return bool(_ABOUT.match(said)) and node.counts.figures < 4


def _is_calendar(node: Node) -> bool:
    """A row of week days over numbers of days."""
    said = ("".join(map(_texts, row)) for row in first_rows(node, 3))
    return any(re.sub(r"星期|周", "", text) in _WEEKS for text in said)


def _is_menu(node: Node) -> bool:
    """A row of links and nothing else: the navigation, laid out as a table."""
    rows = first_rows(node, 2)
    return len(rows) == 1 and not node.counts.figures and is_list_of_links(node.counts)


def _texts(node: Node) -> str:
    texts = flow(node, lambda _: False, whole_page=False)
    return "".join(text.line.text for text in texts if isinstance(text, Text)).strip()


def _is_title(block: Text | Node, main: set[int]) -> bool:
    """The document's own title inside its main part: nothing around that part is needed for it."""
    if isinstance(block, Node) or block.heading not in (1, 2) or id(block.owner) not in main:
        return False
    return bool(_DISCLOSES.search(block.line.text))


def _is_site(text: Text, outside: bool, titled: bool, chinese: bool) -> bool:
    """Menus, paths, foreign words; and beside a document with its title what else is on the page."""
    said = text.line.text
    if text.site or is_site_line(said) or (chinese and is_foreign(said)):
        return True
    return outside and text.heading is None and (titled or not is_kept_outside(said))


def _raw_line(text: Text, place: str, site: bool) -> RawLine:
    line = text.line
    heading = None if site or text.contents else _heading(text)
    return RawLine(
        line.text,
        place,
        size=line.size,
        bold=line.bold,
        heading=heading,
        furniture=site or text.contents,
        breaks=text.first,
    )


def _heading(text: Text) -> int | None:
    """The level the page states, or that of a short bold line in the middle."""
    if text.heading is not None:
        return text.heading
    said = text.line.text
    stands_out = text.line.bold and text.centred and _CENTRED_HEADING.fullmatch(said)
    return 2 if stands_out and _HAN.search(said) and not is_caption_line(said) else None
