"""A Disclosure as Markdown: headings with marks, tables with pipes, header spans lost.

Takes a Disclosure, gives UTF-8 bytes; only the first header row is above the dashes, as Markdown
has no other.

    | 科目编码 | 科目名称 | 2024年预算数 |  |
    | --- | --- | --- | --- |
"""

from __future__ import annotations

from collections.abc import Iterator

from evals.synthesis.disclosure import (
    Block,
    Contents,
    Cover,
    Disclosure,
    Heading,
    Paragraph,
    Table,
)
from evals.synthesis.print_text import set_in
from evals.synthesis.printed import Printed

__all__ = ["print_markdown"]


def print_markdown(disclosure: Disclosure) -> Printed:
    """The whole text."""
    lines = (line for block in disclosure.blocks for line in _block(block))
    return Printed(("\n\n".join(lines) + "\n").encode())


def _block(block: Block) -> Iterator[str]:
    match block:
        case Cover():
            yield from (f"# {text}" for text in block.lines)
        case Contents():
            yield f"**{block.title}**"
            yield "\n".join(f"- {entry.text}" for entry in block.entries)
        case Heading():
            yield f"{'#' * (block.level + 1)} {block.text}"
        case Paragraph():
            yield block.text
        case Table():
            yield from _table(block)
        case _:
            return


def _table(table: Table) -> Iterator[str]:
    if table.number_line:
        yield table.number_line
    yield f"**{table.title_line}**"
    if table.caption or table.unit_line:
        yield f"{table.caption}    {table.unit_line}".strip()
    first, *rest = [f"| {' | '.join(row)} |" for row in set_in(table)]
    yield "\n".join([first, "|" + " --- |" * table.columns, *rest])
    if table.note:
        yield table.note
