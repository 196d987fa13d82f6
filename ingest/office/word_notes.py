"""What a Word document prints beside its body, and what it carries without printing it.

Takes the package of a .docx, gives the lines of footnotes and endnotes where they are referred to, of
headers and footers as furniture, and says what is not read: tracked deletions, hidden text, comments,
pictures, embedded documents. Knows nothing of budgets.

    … <w:footnoteReference w:id="2"/> … -> RawLine('含上年结转。', '脚注2')
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.blocks import RawLine
from ingest.errors import InputError
from ingest.office.archive import Package
from ingest.office.word_lists import W
from ingest.office.word_text import Words, contents_of_fields, gone, on

__all__ = ["Notes", "running_lines", "unread"]

_KINDS = {"footnote": "脚注", "endnote": "尾注"}
_REFERENCES = {W + kind + "Reference": kind for kind in _KINDS}


@dataclass(frozen=True)
class Notes:
    """Footnotes and endnotes by kind and id."""

    nodes: dict[tuple[str, str], etree._Element]
    words: Words
    printed: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def read(cls, package: Package, part: str, words: Words) -> Notes:
        """The notes of a document; separators and other marks without text say nothing anyway."""
        nodes = {
            (kind, str(node.get(W + "id"))): node
            for kind in _KINDS
            for node in _children(package, package.related(part, kind + "s"))
        }
        return cls(nodes, words)

    def referred(self, node: etree._Element) -> Iterator[RawLine]:
        """The lines of the notes that a paragraph or table refers to, each note once."""
        for mark in node.iter(*_REFERENCES):
            kind, number = key = _REFERENCES[str(mark.tag)], str(mark.get(W + "id"))
            note = self.nodes.get(key)
            if note is None or key in self.printed or any(map(gone, mark.iterancestors())):
                continue
            self.printed.add(key)
            for paragraph in note.iter(W + "p"):
                for text in self.words.lines(paragraph):
                    yield RawLine(text, f"{_KINDS[kind]}{number}", breaks=True)


def _children(package: Package, part: str | None) -> Iterator[etree._Element]:
    """The elements of a part; one that is broken costs nothing of the body."""
    if part is None:
        return
    try:
        tree = package.tree(part)
    except InputError:
        return
    yield from () if tree is None else tree


def running_lines(package: Package, part: str, words: Words) -> Iterator[RawLine]:
    """The lines of headers and footers, each once; page numbers are fields and no text of theirs."""
    seen: set[str] = set()
    for kind, name in (("header", "页眉"), ("footer", "页脚")):
        for found in package.all_related(part, kind):
            for node in _children(package, found):
                if node.tag != W + "p" or contents_of_fields(node, "PAGE"):
                    continue
                for text in words.lines(node):
                    if text not in seen:
                        seen.add(text)
                        yield RawLine(text, name, furniture=True, breaks=True)


def unread(body: etree._Element) -> Iterator[str]:
    """What a document carries and does not print, or prints as a picture."""
    if any(_has_text(node, "delText") for node in body.iter(W + "del", W + "moveFrom")):
        yield "文档里有修订：删除的文字没有读取，插入的文字已读取"
    elif any(_has_text(node, "t") for node in body.iter(W + "ins", W + "moveFrom")):
        yield "文档里有未接受的修订，插入的文字已读取"
    hidden = (run.getparent() for run in body.iter(W + "rPr") if on(run, "vanish"))
    if any(run is not None and _has_text(run, "t") for run in hidden):
        yield "文档里有隐藏文字，没有读取"
    if next(body.iter(W + "commentReference"), None) is not None:
        yield "文档里有批注，没有读取"
    if next(body.iter(W + "altChunk"), None) is not None:
        yield "文档里嵌入了另一份文档，没有读取"
    pictures = sum(1 for _ in body.iter("{*}pic", "{urn:schemas-microsoft-com:vml}imagedata"))
    if pictures:
        yield f"文档里有{pictures}张图片，没有读取"


def _has_text(node: etree._Element, tag: str) -> bool:
    return any(text.text and text.text.strip() for text in node.iter(W + tag))
