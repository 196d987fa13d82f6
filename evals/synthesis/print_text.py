"""A Disclosure as the text that a converter makes of a printed file: structure half lost.

Cells become tab-separated, header spans become empty cells, the contents keep stray tags, and
where a page ended there is a gap in the middle of a sentence or of a table.

    科目编码\t科目名称\t收入合计\t上年结转\t本年收入\t\t\t\t
"""

from __future__ import annotations

import re
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

__all__ = ["print_text", "set_in"]

_PAGE_ROWS = 24
_PAGE_CHARACTERS = 640
_HALF_WIDTH = str.maketrans("，：；（）", ",:;()")
_BEFORE_UNIT = re.compile(r"(\d)(年|万元|个|人|辆)")
_PLAIN = re.compile(r"[\u4e00-\u9fff]{2}")


def print_text(disclosure: Disclosure) -> Printed:
    """UTF-8 text."""
    chunks: list[str] = []
    room = _PAGE_CHARACTERS
    for block in disclosure.blocks:
        match block:
            case Paragraph():
                pieces = _cut(_converted(block.text), room)
                room = (room if len(pieces) == 1 else _PAGE_CHARACTERS) - len(pieces[-1])
                chunks += pieces
            case PageBreak():
                room = _PAGE_CHARACTERS
            case _:
                chunks += _structure(block)
    return Printed(("\n\n".join(chunks) + "\n").encode())


def _converted(text: str) -> str:
    """What conversion does to some sentences: half-width marks, or spaces around numbers."""
    quirk = zlib.crc32(text.encode()) % 3
    if quirk == 0:
        return text.translate(_HALF_WIDTH)
    return _BEFORE_UNIT.sub(r"\1 \2", text) if quirk == 1 else text


def _cut(text: str, room: int) -> list[str]:
    """A paragraph in two where the page ends inside it: between two characters, not in a number."""
    between = (at for at in range(min(room, len(text)), 0, -1) if _PLAIN.match(text, at - 1))
    at = 0 if len(text) <= room else next(between, 0)
    return [text[:at], text[at:]] if at else [text]


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


def _table(table: Table) -> Iterator[str]:
    if table.number_line:
        yield table.number_line
    yield f"## {table.title_line}"
    yield from filter(None, (table.caption, table.unit_line))
    rows = ["\t".join(row) for row in set_in(table)]
    for start in range(0, len(rows), _PAGE_ROWS):
        yield "\n".join(rows[start : start + _PAGE_ROWS])
    if table.note:
        yield table.note


def set_in(table: Table) -> Iterator[list[str]]:
    """The grid with two full-width spaces for every level that a cell is set in."""
    body = [
        row for row in table.rows[table.header_rows :] if any(cell and cell.text for cell in row)
    ]
    for row in (*table.rows[: table.header_rows], *body):
        yield ["　　" * cell.indent + cell.text if cell else "" for cell in row]
