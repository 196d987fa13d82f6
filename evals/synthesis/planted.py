"""Faults planted on purpose: a Disclosure that ties becomes one that contradicts itself.

Each planting changes exactly one place, raises when it does not find it, and says what it did:

    Planted('sangong_total', rules=(54, 58), left='20.08万元' in the text, right='20.48' in the table)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from evals.synthesis.disclosure import (
    Block,
    Cell,
    Contents,
    Disclosure,
    Entry,
    Paragraph,
    Table,
    figure,
)

__all__ = ["Place", "Planted", "list_absent_table", "misstate", "stale_total"]


@dataclass(frozen=True, slots=True)
class Place:
    """One side of a contradiction as printed; `where` is a table title or a heading."""

    where: str
    quote: str
    value: Decimal | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Planted:
    """A contradiction: `rules` are numbers of the cross-check catalogue, `family` its group."""

    id: str
    family: str
    rules: tuple[int, ...]
    message: str
    left: Place
    right: tuple[Place, ...]


def misstate(disclosure: Disclosure, key: str, right: str, wrong: str) -> Disclosure:
    """Replace the first `right` in the paragraph `key` by `wrong`."""

    def change(block: Block) -> Block:
        if not (isinstance(block, Paragraph) and block.key == key):
            return block
        if right not in block.text:
            raise ValueError(f"{right!r} is not in paragraph {key!r}")
        return replace(block, text=block.text.replace(right, wrong, 1))

    return _changed(disclosure, change)


def stale_total(
    disclosure: Disclosure, key: str, row_label: str, columns: tuple[int, ...], by: Decimal
) -> Disclosure:
    """Lower some cells of one row of a table by an amount: a total nobody updated."""

    def change(block: Block) -> Block:
        if not (isinstance(block, Table) and block.key == key):
            return block
        rows = [
            tuple(
                _lowered(cell, by) if column in columns else cell for column, cell in enumerate(row)
            )
            if any(cell and cell.text == row_label for cell in row)
            else row
            for row in block.rows
        ]
        return replace(block, rows=tuple(rows))

    return _changed(disclosure, change)


def _lowered(cell: Cell | None, by: Decimal) -> Cell:
    if cell is None or cell.value is None or cell.style is None:
        raise ValueError("only a figure can be lowered")
    return figure(cell.value - by, cell.style)


def list_absent_table(disclosure: Disclosure, after: str, text: str, title: str) -> Disclosure:
    """Add a table to the contents, behind the entry that points to `after`, and do not print it."""

    def change(block: Block) -> Block:
        if not isinstance(block, Contents):
            return block
        at = 1 + max(i for i, entry in enumerate(block.entries) if entry.target == after)
        entries = (*block.entries[:at], Entry(2, text, title), *block.entries[at:])
        return replace(block, entries=entries)

    changed = _changed(disclosure, change)
    return replace(changed, absent_tables=(*disclosure.absent_tables, title))


def _changed(disclosure: Disclosure, change: Callable[[Block], Block]) -> Disclosure:
    """The document with one block changed; ValueError when none was."""
    blocks = [change(block) for block in disclosure.blocks]
    if all(new is old for new, old in zip(blocks, disclosure.blocks, strict=True)):
        raise ValueError("nothing was changed")
    return disclosure.with_blocks(blocks)
