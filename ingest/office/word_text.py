"""The paragraphs of a Word document: what they print, how they look, which heading they are.

Takes paragraph elements with the document's styles and lists, gives their printed lines. Leaves out
deleted, moved-away and hidden text, field codes and phonetic guides; reads inserted text, formulas
and text boxes (once, where two versions are stored). Knows nothing of tables or budgets.

    <w:p><w:pPr><w:pStyle w:val="2"/></w:pPr><w:r><w:t>一、收支总体情况</w:t></w:r></w:p>
    -> lines ('一、收支总体情况',), heading 1 when style "2" is named "heading 1"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.blocks import leading_blanks
from ingest.office.word_lists import Lists, W

__all__ = ["Look", "Styles", "Words", "contents_of_fields", "gone", "on", "text_boxes", "value"]

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_GONE = frozenset(W + tag for tag in ("del", "moveFrom"))
_SILENT = _GONE | {
    W + tag for tag in ("pPr", "rPr", "instrText", "delText", "rt", "sdtPr", "txbxContent", "tblPr")
}
_HALF_SIGN = 105
"""Twips of a half-width blank in print of 10.5 points."""
_HEADING_NAME = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|目录)\s*(?:\d|heading|标题)", re.IGNORECASE)
_SYMBOLS = {
    ("Wingdings", 0xFE): "☑",
    ("Wingdings", 0xA8): "□",
    ("Wingdings", 0x6F): "□",
    ("Wingdings", 0xFC): "√",
    ("Wingdings 2", 0x52): "☑",
    ("Wingdings 2", 0xA3): "□",
    ("Wingdings 2", 0x50): "√",
    ("Symbol", 0xA3): "≤",
    ("Symbol", 0xB0): "°",
    ("Symbol", 0xB1): "±",
    ("Symbol", 0xB3): "≥",
    ("Symbol", 0xB4): "×",
    ("Symbol", 0xB8): "÷",
}
_LONGEST_HEADING = 80


def value(node: etree._Element | None, path: str) -> str | None:
    """The w:val of a child: value(pPr, 'pStyle')."""
    found = None if node is None else node.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + "val")


def on(node: etree._Element | None, name: str) -> bool | None:
    """A switch such as w:b: True, False, or None where it is not given."""
    found = None if node is None else node.find(W + name)
    return None if found is None else found.get(W + "val") not in ("0", "false", "off", "none")


def gone(node: etree._Element) -> bool:
    """Tracked as deleted or moved away."""
    return node.tag in _GONE


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style with everything it inherits."""

    name: str = ""
    outline: int | None = None
    num_id: str | None = None
    num_level: int | None = None
    size: float | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks; `contents` marks lines of an automatic table of contents."""

    heading: int | None
    size: float | None
    bold: bool
    contents: bool


@dataclass
class Styles:
    """The paragraph styles of a document by id, inheritance resolved."""

    _nodes: dict[str, etree._Element] = field(default_factory=dict)
    _known: dict[str, _Style] = field(default_factory=dict)
    _plain: _Style = field(default_factory=_Style)

    @classmethod
    def read(cls, tree: etree._Element | None) -> Styles:
        """The styles of styles.xml; plain ones where the file has none."""
        self = cls()
        if tree is None:
            return self
        fallback = tree.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._plain = _Style(size=_size(fallback), bold=bool(on(fallback, "b")))
        for node in tree.iter(W + "style"):
            self._nodes[str(node.get(W + "styleId"))] = node
            if node.get(W + "type") == "paragraph" and node.get(W + "default") in ("1", "true"):
                self._nodes.setdefault("", node)
        return self

    def get(self, style_id: str | None, depth: int = 0) -> _Style:
        """A style with what it is based on; the default one for None or an unknown id."""
        key = style_id if style_id in self._nodes else ""
        if key not in self._known:
            self._known[key] = self._resolved(key, depth)
        return self._known[key]

    def _resolved(self, key: str, depth: int) -> _Style:
        node = self._nodes.get(key)
        if node is None or depth > 20:
            return self._plain
        parent = value(node, "basedOn")
        base = self.get(parent, depth + 1) if parent and parent != key else self._plain
        ppr, rpr = node.find(W + "pPr"), node.find(W + "rPr")
        outline, level = value(ppr, "outlineLvl"), value(ppr, "numPr/ilvl")
        bold, size = on(rpr, "b"), _size(rpr)
        return _Style(
            name=value(node, "name") or "",
            outline=int(outline) if outline else base.outline,
            num_id=value(ppr, "numPr/numId") or base.num_id,
            num_level=int(level) if level else base.num_level,
            size=base.size if size is None else size,
            bold=base.bold if bold is None else bold,
        )


@dataclass
class Words:
    """Paragraph elements in, printed lines out; counts automatic lists, so each one is read once."""

    styles: Styles
    numbering: Lists

    def lines(self, paragraph: etree._Element) -> list[str]:
        """The printed lines of a paragraph, its list number in front; tabs as spaces."""
        label = self._label(paragraph)
        text = label + "".join(_text(paragraph))
        lines = [re.sub(r"[ \t]*\t[ \t]*", "  ", line).strip() for line in text.split("\n")]
        return [line for line in lines if line]

    def indent(self, paragraph: etree._Element) -> int:
        """How many half-width blanks are typed, or set, before a paragraph's text."""
        return leading_blanks("".join(_text(paragraph))) + _set_in(paragraph.find(W + "pPr"))

    def look(self, paragraph: etree._Element, text: str) -> Look:
        """Heading level, size and weight of a paragraph that prints `text`."""
        ppr = paragraph.find(W + "pPr")
        style = self.styles.get(value(ppr, "pStyle"))
        size, bold = _run_look(paragraph, style)
        contents = bool(_CONTENTS_NAME.match(style.name)) or _links_to_headings(paragraph)
        heading = None if contents or len(text) > _LONGEST_HEADING else _level(ppr, style)
        return Look(heading, size, bold, contents)

    def _label(self, paragraph: etree._Element) -> str:
        ppr = paragraph.find(W + "pPr")
        style = self.styles.get(value(ppr, "pStyle"))
        num_id = value(ppr, "numPr/numId") or style.num_id
        if num_id is None or num_id == "0":
            return ""
        direct = value(ppr, "numPr/ilvl")
        tied = self.numbering.level_of_style(num_id, value(ppr, "pStyle") or "")
        level = int(direct) if direct else tied if tied is not None else style.num_level or 0
        return self.numbering.label(num_id, level)


def text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The contents of text boxes anchored in a paragraph; the fallback copy is left out."""
    for box in paragraph.iter(W + "txbxContent"):
        inside = [up.tag for up in box.iterancestors()]
        own = inside[: inside.index(W + "p")] if W + "p" in inside else inside
        if _MC + "Fallback" not in own and W + "txbxContent" not in own:
            yield box


def contents_of_fields(node: etree._Element, name: str) -> set[etree._Element]:
    """The paragraphs under a node that a finished field of a kind ('TOC', 'PAGE') prints."""
    found: set[etree._Element] = set()
    open_fields: list[tuple[bool, list[etree._Element]]] = []
    for item in node.iter(W + "p", W + "fldChar", W + "instrText", W + "fldSimple"):
        if item.tag == W + "p":
            for _, inside in open_fields:
                inside.append(item)
        elif item.tag == W + "fldSimple" and _is_field(item.get(W + "instr"), name):
            found.update(item.iterancestors(W + "p"))
        elif item.tag == W + "instrText" and open_fields and _is_field(item.text, name):
            open_fields[-1] = True, [*open_fields[-1][1], *item.iterancestors(W + "p")]
        elif item.get(W + "fldCharType") == "begin":
            open_fields.append((False, []))
        elif item.get(W + "fldCharType") == "end" and open_fields:
            named, inside = open_fields.pop()
            found.update(inside if named else ())
    return found


def _is_field(instruction: str | None, name: str) -> bool:
    return (instruction or "").split()[:1] == [name]


def _text(node: etree._Element) -> Iterator[str]:
    """The printed characters under a node, '\\n' for line breaks, '\\t' for tabs."""
    for child in node:
        tag = child.tag
        if tag in (W + "t", _M + "t"):
            yield child.text or ""
        elif tag in (W + "tab", W + "ptab"):
            yield "\t"
        elif tag == W + "cr" or (
            tag == W + "br" and child.get(W + "type") in (None, "textWrapping")
        ):
            yield "\n"
        elif tag == W + "noBreakHyphen":
            yield "-"
        elif tag == W + "sym":
            yield _symbol(child)
        elif tag == W + "r" and on(child.find(W + "rPr"), "vanish"):
            continue
        elif tag == _MC + "AlternateContent":
            yield from _alternative(child)
        elif isinstance(tag, str) and tag not in _SILENT:
            yield from _text(child)


def _alternative(node: etree._Element) -> Iterator[str]:
    chosen = node.find(_MC + "Choice")
    chosen = node.find(_MC + "Fallback") if chosen is None else chosen
    if chosen is not None:
        yield from _text(chosen)


def _symbol(node: etree._Element) -> str:
    try:
        code = int(node.get(W + "char") or "", 16) & 0xFF
    except ValueError:
        return ""
    return _SYMBOLS.get((node.get(W + "font") or "", code), "")


def _run_look(paragraph: etree._Element, style: _Style) -> tuple[float | None, bool]:
    """Size and weight of the run that prints most of the paragraph."""
    runs = [(len("".join(_text(run))), run.find(W + "rPr")) for run in paragraph.iter(W + "r")]
    length, rpr = max(runs, key=lambda run: run[0], default=(0, None))
    if not length:
        return style.size, style.bold
    size, bold = _size(rpr), on(rpr, "b")
    return (style.size if size is None else size), (style.bold if bold is None else bold)


def _size(rpr: etree._Element | None) -> float | None:
    """w:sz counts half points."""
    half = value(rpr, "sz")
    try:
        return None if half is None else float(half) / 2
    except ValueError:
        return None


def _set_in(ppr: etree._Element | None) -> int:
    """Half-width blanks of w:ind: counted in hundredths of a sign where stated, else in twips."""
    found = None if ppr is None else ppr.find(W + "ind")
    if found is None:
        return 0
    signs = sum(
        _whole(found.get(W + name)) for name in ("leftChars", "startChars", "firstLineChars")
    )
    twips = sum(_whole(found.get(W + name)) for name in ("left", "start", "firstLine"))
    return max(0, min(16, round(signs / 50) if signs else round(twips / _HALF_SIGN)))


def _whole(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else 0


def _level(ppr: etree._Element | None, style: _Style) -> int | None:
    """Outline level 0 to 8 is heading 1 to 9; 9 is body text."""
    direct = value(ppr, "outlineLvl")
    outline = int(direct) if direct and direct.isdigit() else style.outline
    if outline is not None:
        return outline + 1 if outline < 9 else None
    named = _HEADING_NAME.fullmatch(style.name)
    return int(named[1]) if named else None


def _links_to_headings(paragraph: etree._Element) -> bool:
    """Lines of a table of contents link to '_Toc…' bookmarks, whatever their style."""
    links = paragraph.iter(W + "hyperlink")
    return any(str(link.get(W + "anchor") or "").startswith("_Toc") for link in links)
