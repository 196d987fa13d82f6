"""A page's text → a tree of what it shows, with counts of what stands in every part.

Takes the decoded source, gives a Node; parsed with lxml as a stream of tags, so no depth is too deep
and nothing is fetched or resolved. Scripts, styles, comments, form fields and everything styled as
hidden are left out. Knows tags and styles; knows nothing of tables' grids or budgets.

    '<p>收入<span style="display:none">x</span></p>'  →  Node('p', children ['收入'])
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from lxml import etree

from ingest.web.styles import Look, Styles

__all__ = ["Counts", "Node", "Page", "parse_page"]

_SILENT = re.compile(
    "script|style|noscript|template|title|xml|object|embed|applet|audio|video|canvas|svg|math|map|"
    "select|option|optgroup|datalist|textarea|button|input|iframe|frame|frameset|noframes|rt|rp|"
    "col|colgroup|marquee|del"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORDS = re.compile(
    r"预算|决算|支出|收入|经费|拨款|万元|财政|采购|单位\s*[:：]\s*(?:人民币)?\s*[百千亿]?元"
)
_STOPS = re.compile(r"[。；]")
_FIGURE = re.compile(r"\s*[-－]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?\s*[%％]?\s*")
_LATIN_CONTROLS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}


@dataclass(slots=True)
class Counts:
    """What stands in a part of the page: signs, Chinese signs, and what kind of part it is."""

    signs: int = 0
    han: int = 0
    linked: int = 0
    anchored: int = 0
    links: int = 0
    stops: int = 0
    words: int = 0
    figures: int = 0
    tables: int = 0
    blocks: int = 0
    headings: int = 0
    images: int = 0

    def add(self, other: Counts) -> None:
        """Take in the counts of a part of this part; written out because every element does it."""
        self.signs += other.signs
        self.han += other.han
        self.linked += other.linked
        self.anchored += other.anchored
        self.links += other.links
        self.stops += other.stops
        self.words += other.words
        self.figures += other.figures
        self.tables += other.tables
        self.blocks += other.blocks
        self.headings += other.headings
        self.images += other.images


_PLAIN_LOOK = Look()
_NO_ATTRS: dict[str, str] = {}


class Node:
    """An element that is shown. `own_figures`: figures in a table that are in no table inside it."""

    __slots__ = ("attrs", "children", "counts", "look", "own_figures", "parent", "tag")

    def __init__(self, tag: str, attrs: Mapping[str, str], look: Look, parent: Node | None) -> None:
        self.tag = tag
        self.attrs = attrs
        self.look = look
        self.parent = parent
        self.children: list[Node | str] = []
        self.counts = Counts()
        self.own_figures = 0

    def inside(self, *tags: str) -> Iterator[Node]:
        """The nearest parts of some kinds: rows of a table, not those of a table inside it."""
        stack: list[Node | str] = list(reversed(self.children))
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                continue
            if node.tag in tags:
                yield node
            elif node.tag != "table":
                stack.extend(reversed(node.children))


@dataclass(slots=True)
class Page:
    """The tree of a page, and what was met beside its text."""

    body: Node
    hidden_tables: int = 0
    frames: int = 0
    scripts: int = 0
    passwords: int = 0
    title: str = ""
    attachments: list[str] = field(default_factory=list)


def parse_page(source: str) -> Page:
    """Parse the source of a page; broken markup is read as far as a browser would."""
    builder = _Builder(Styles(source))
    parser = etree.HTMLParser(
        target=cast(Any, builder), encoding="utf-8", huge_tree=True, no_network=True, recover=True
    )
    try:
        parser.feed(source.encode("utf-8", "replace"))
        parser.close()
    except etree.LxmlError:
        pass
    return builder.finish()


class _Builder:
    """Takes tags as they come; keeps what is shown."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._open: list[tuple[Node | None, str]] = []
        self._node = Node("body", {}, _PLAIN_LOOK, None)
        self._page = Page(self._node)
        self._tables: list[Node] = []
        self._hidden = 0
        self._hidden_tables: list[int] = []
        self._links = 0
        self._anchors = 0
        self._cells = 0
        self._in_title = False
        self._sizes: list[float | None] = [None]

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        """An element opens."""
        tag = tag.lower() if isinstance(tag, str) else ""
        attrs = dict(attrs) if attrs else _NO_ATTRS
        self._note(tag, attrs)
        look = _PLAIN_LOOK if self._hidden else self._styles.look(tag, attrs)
        if self._hidden or look.hidden or _SILENT.fullmatch(tag):
            if tag == "table":
                self._hidden_tables.append(0)
            self._hidden += 1
            self._open.append((None, tag))
            return
        node = Node(tag, attrs, look, self._node)
        self._node.children.append(node)
        self._node = node
        self._open.append((node, tag))
        self._sizes.append(self._sizes[-1] if look.size is None else look.size)
        self._count_start(node)

    def end(self, tag: str) -> None:
        """An element closes; the parser keeps starts and ends in pairs."""
        self._in_title = False
        if not self._open or self._open[-1][1] != tag:
            return
        node, opened = self._open.pop()
        if node is None:
            self._hidden -= 1
            if opened == "table" and self._hidden_tables:
                self._page.hidden_tables += self._hidden_tables.pop() >= 4
            return
        self._close(node)

    def data(self, data: str | bytes) -> None:
        """Characters."""
        text = data if isinstance(data, str) else data.decode("utf-8", "replace")
        if self._in_title:
            self._page.title = (self._page.title + text)[:200]
        if self._hidden:
            if self._hidden_tables and _FIGURE.fullmatch(text):
                self._hidden_tables[-1] += 1
            return
        if self._sizes[-1] == 0:
            return
        text = text.translate(_LATIN_CONTROLS)
        self._node.children.append(text)
        self._count_text(text)

    def comment(self, text: str | bytes) -> None:
        """Comments, the conditional ones of Office included, are not shown."""

    def pi(self, target: str | bytes, data: str | bytes | None = None) -> None:
        """Processing instructions are not shown."""

    def close(self) -> None:
        """The end of the source."""

    def finish(self) -> Page:
        """The page; elements that were never closed are closed."""
        while self._open:
            node, _ = self._open.pop()
            if node is not None:
                self._close(node)
        return self._page

    def _close(self, node: Node) -> None:
        self._sizes.pop()
        parent = node.parent
        if node.tag == "a":
            self._links -= _leads_away(node)
            self._anchors -= _leads_inside(node)
        if node.tag in ("td", "th"):
            self._cells -= 1
        if node.tag == "table" and self._tables:
            self._tables.pop()
        if parent is not None:
            parent.counts.add(node.counts)
            self._node = parent

    def _note(self, tag: str, attrs: Mapping[str, str]) -> None:
        page = self._page
        self._in_title = False
        if not attrs and tag not in ("title", "script"):
            return
        page.scripts += tag == "script"
        page.frames += tag in ("frame", "iframe", "frameset")
        page.passwords += tag == "input" and attrs.get("type", "").lower() == "password"
        self._in_title = tag == "title" and not page.title
        link = attrs.get("href") or attrs.get("src") or attrs.get("data") or ""
        found = _ATTACHED.search(link[:2000]) if link else None
        if found and len(page.attachments) < 20:
            page.attachments.append(found[1])

    def _count_start(self, node: Node) -> None:
        counts, tag = node.counts, node.tag
        if tag == "a":
            self._links += _leads_away(node)
            self._anchors += _leads_inside(node)
            counts.links += _leads_away(node)
        elif tag == "table":
            counts.tables += 1
            self._tables.append(node)
        elif tag in ("td", "th"):
            self._cells += 1
        elif tag in ("p", "div", "li"):
            counts.blocks += 1
        elif tag in ("h1", "h2", "h3", "h4"):
            counts.headings += 1
        elif tag == "img":
            counts.images += 1

    def _count_text(self, text: str) -> None:
        counts = self._node.counts
        signs = len(text.strip())
        counts.signs += signs
        counts.anchored += signs if self._anchors else 0
        han = len(_HAN.findall(text))
        counts.han += han
        if self._links:
            counts.linked += han
            return
        if han:
            counts.stops += len(_STOPS.findall(text))
            counts.words += len(_WORDS.findall(text))
        elif self._cells and self._tables and _FIGURE.fullmatch(text):
            counts.figures += 1
            self._tables[-1].own_figures += 1


_ATTACHED = re.compile(
    r"([^/\\?#=&]{1,120}\.(?:pdf|docx?|xlsx?|wps|et|zip|rar|7z))(?:$|[?#&])", re.I
)


def _leads_away(node: Node) -> bool:
    """A link to another page; a link inside the page belongs to its contents."""
    target = node.attrs.get("href", "")
    return bool(target) and not target.startswith("#")


def _leads_inside(node: Node) -> bool:
    """An entry of the page's own contents; a bare '#' is a button."""
    return len(node.attrs.get("href", "")) > 1 and node.attrs["href"].startswith("#")
