"""A Disclosure as the text that a converter makes of a printed file: structure half lost.

Cells become tab-separated, header spans become empty cells, the contents keep stray tags, and
where a page ended there is a gap in the middle of a sentence or of a table.

    科目编码\t科目名称\t收入合计\t上年结转\t本年收入\t\t\t\t
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from evals.synthesis.disclosure import (
    Contents,
    Cover,
    Disclosure,
    Heading,
    PageBreak,
    Paragraph,
    Table,
)
from evals.synthesis.printed import Printed

__all__ = ["print_text"]

_PAGE_ROWS = 24
_PAGE_CHARACTERS = 900


def print_text(disclosure: Disclosure) -> Printed:
    """UTF-8 text."""
    chunks: list[str] = []
    room = _PAGE_CHARACTERS
    for block in disclosure.blocks:
        if isinstance(block, Paragraph):
            pieces = _cut(block.text, room)
            room = room - len(block.text) if len(pieces) == 1 else _PAGE_CHARACTERS
            chunks += pieces
        else:
            chunks += _structure(block)
            room = _PAGE_CHARACTERS if isinstance(block, PageBreak) else room
    return Printed(("\n\n".join(chunks) + "\n").encode())


def _structure(block: object) -> Iterator[str]:
    match block:
        case Cover():
            yield from (f"# {text}" for text in block.lines)
        case Contents():
            yield f"## {block.title}"
            yield "\n".join(_entries(block))
        case Heading():
            yield _heading(block)
        case Table():
            yield from _table(block)


def _entries(contents: Contents) -> Iterator[str]:
    """Widest entries in bold tags, dot leaders, a page number that points anywhere."""
    for number, entry in enumerate(contents.entries, 1):
        page = 1 + number // 3
        if entry.level == 1:
            yield f"<b>{entry.text}.....</b>\t<b>{page}</b>"
        else:
            yield f"{entry.text}.....\t{page}"


def _heading(heading: Heading) -> str:
    """A converter's marks, not the same everywhere: '## **第二部分 …**' and '## 一、…'."""
    marks = "#" * (heading.level + 1)
    bold = zlib.crc32(heading.text.encode()) % 3 == 0
    return f"{marks} **{heading.text}**" if bold else f"{marks} {heading.text}"


def _cut(text: str, room: int) -> list[str]:
    """A paragraph in two where the page ends inside it."""
    if len(text) <= room or room < 20:
        return [text]
    return [text[:room], text[room:]]


def _table(table: Table) -> Iterator[str]:
    if table.number:
        yield table.number
    yield f"## {table.title}"
    yield table.caption
    yield f"单位：{table.unit}"
    rows = ["\t".join(row) for row in table.grid]
    for start in range(0, len(rows), _PAGE_ROWS):
        yield "\n".join(rows[start : start + _PAGE_ROWS])
    if table.note:
        yield table.note
