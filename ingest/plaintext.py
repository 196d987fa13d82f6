"""Text and Markdown conversions → lines and tables with offsets into the source.

Takes the bytes of a .txt or .md file; the canonical text is the decoded source, unrepaired: line
ends, stray markup and all. A RawLine's text leaves marks out at both ends only, so that
`text[start:start + len(line.text)] == line.text` always holds. Lines with tabs or pipes become
tables (`ingest.tabbed.tab_tables`), tables in markup too (`ingest.tabbed.markup_tables`). Knows
nothing of budgets.

    '### **三、2019 年主要工作目标**'  →  RawLine('三、2019 年主要工作目标', heading=3, bold=True)
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.blocks import RawDocument, RawLine, RawTable
from ingest.tabbed.decoding import decode
from ingest.tabbed.markup_tables import MarkupTable, joined, markup_tables
from ingest.tabbed.tab_rows import SourceLine, is_page_number
from ingest.tabbed.tab_tables import join_tables

__all__ = ["read_text"]

_MARKDOWN = re.compile(r"(?P<hashes>#{1,6})[ \t]+|(?:[-*+]|>)[ \t]+")
_BOLD = re.compile(
    r"\*\*(?P<star>.+?)\*\*|<(?P<tag>b|strong|p|h[1-6])>(?P<inner>.+?)</(?P=tag)>", re.S
)
_LEADERS = re.compile(r"[.．·…。‥]{4,}|…{2,}")
_RULE = re.compile(r"[-=*_]{3,}|!\[.*\]\(.*\)|<!--.*-->")
_TABLE_RULE = re.compile(r"\s*\|[\s|:-]+\|\s*")
_MARKUP_SIGN = re.compile(r"[^\r\n\f]")
_HARD_BREAK = "  "


def read_text(path: Path, data: bytes) -> RawDocument:
    """Read a text conversion."""
    decoded = decode(data, path.name)
    tables = markup_tables(decoded.text)
    lines = list(_source_lines(_without(decoded.text, tables)))
    blocks = tuple(_blocks(lines, tables))
    return RawDocument("text", blocks, decoded.text, warnings=decoded.warnings)


def _without(text: str, tables: Sequence[MarkupTable]) -> str:
    """The text with blanks in the place of tables in markup; offsets and line numbers stay."""
    parts, at = [], 0
    for table in tables:
        inside = _MARKUP_SIGN.sub(" ", text[table.start + 1 : table.end - 1])
        parts += [text[at : table.start], "\f", inside, "\f"]
        at = table.end
    return "".join(parts) + text[at:] if parts else text


def _blocks(
    lines: Sequence[SourceLine], tables: Sequence[MarkupTable]
) -> Iterator[RawLine | RawTable]:
    """Lines and tables in the order of the source."""
    at = 0
    for table in [*joined(tables, lines), None]:
        end = bisect_left(lines, table.start, key=_start) if table else len(lines)
        yield from (_block(item) for item in join_tables(lines[at:end]))
        yield from table.blocks() if table else ()
        at = end


def _start(line: SourceLine) -> int:
    return line.start


def _source_lines(text: str) -> Iterator[SourceLine]:
    """The lines that carry something; a form feed is a line end too."""
    blank_before = True
    number = 0
    for found in re.finditer(r"([^\r\n\f]*)(\r\n|\r|\n|\f|\Z)", text):
        number += 1
        body = found[1]
        if body.strip() and not _TABLE_RULE.fullmatch(body):
            yield SourceLine(body, found.start(), f"第{number}行", blank_before)
        blank_before = not body.strip()
        if found[2] == "\f":
            number, blank_before = number - 1, True


def _block(item: SourceLine | RawTable) -> RawLine | RawTable:
    return item if isinstance(item, RawTable) else _line(item)


def _line(source: SourceLine) -> RawLine:
    """A source line without the marks at its ends."""
    body, start = _stripped(source.body, source.start)
    mark = _MARKDOWN.match(body)
    heading = len(mark["hashes"]) if mark and mark["hashes"] else None
    if mark:
        body, start = _stripped(body[mark.end() :], start + mark.end())
    body, start, bold = _unwrapped(body, start)
    return RawLine(
        text=body,
        place=source.place,
        bold=bold,
        heading=heading,
        furniture=_is_furniture(body),
        breaks=source.blank_before,
        start=start,
    )


def _is_furniture(body: str) -> bool:
    """Contents lines, rules, pictures, page numbers."""
    return bool(_LEADERS.search(body) or _RULE.fullmatch(body)) or is_page_number(body)


def _stripped(body: str, start: int) -> tuple[str, int]:
    """Without white space at the ends; a Markdown hard break (two spaces) is kept."""
    hard = body.endswith(_HARD_BREAK)
    left = body.lstrip()
    start += len(body) - len(left)
    right = left.rstrip()
    return (left[: len(right) + 2] if hard else right), start


def _unwrapped(body: str, start: int) -> tuple[str, int, bool]:
    """Without a wrapper around the whole line: '**…**', '<b>…</b>', '<p>…</p>'."""
    found = _BOLD.fullmatch(body)
    if found is None:
        return body, start, False
    group = "star" if found["star"] is not None else "inner"
    if _BOLD.search(found[group]) and found["star"] is not None:
        return body, start, True
    inner, moved, _ = _unwrapped(
        found[group].strip(), start + found.start(group) + _lead(found[group])
    )
    return inner, moved, group == "star" or found["tag"] != "p"


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip())
