"""What the rules look at: the document, its sheets, its prose and the values found for each field.

Takes a Document and its Facts, gives each view once, when a rule first asks for it. Knows no rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from extract.changes import Change, Money, read_changes
from extract.checks.units import with_units
from extract.checks.verdict import Term, money_term
from extract.ground import Found, find_field
from extract.items import Item, read_items
from extract.kinds import Fund, Sheet, SheetKind, read_sheets
from extract.narrative import Prose, read_prose
from extract.schema import built_in
from ingest.document import Document
from ingest.facts import Fact, Side
from ingest.figures.sentences import Flat

__all__ = ["Context"]


@dataclass(frozen=True, eq=False)
class Context:
    """One document under check; each is itself alone, so that what a rule works out of it can be kept."""

    document: Document
    facts: Sequence[Fact]

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Every column group of every table, recognised."""
        return read_sheets(self.document, with_units(self.facts))

    @cached_property
    def prose(self) -> Prose:
        """The paragraphs."""
        return read_prose(self.document)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The sentences that compare with another year."""
        return read_changes(self.prose)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The classification items of the prose, with their amounts."""
        return read_items(self.prose)

    def said(self, flat: Flat, label: str, money: Money) -> Term:
        """An amount of prose as a term, cited where it stands."""
        return money_term(
            f"正文“{label}”", money, lambda: self.prose.cite(flat, money.start, money.end)
        )

    @cached_property
    def _found(self) -> dict[str, Found]:
        return {}

    def found(self, name: str) -> Found:
        """Everything printed for a field of the built-in schema or of the ones only compared."""
        if name not in self._found:
            field = next(
                field
                for schema in (built_in(), built_in("reconciliation"))
                for field in schema.fields
                if field.name == name
            )
            self._found[name] = find_field(field, self.sheets, self.prose)
        return self._found[name]

    def of_kind(self, kind: SheetKind, *funds: Fund, side: Side | None = None) -> Iterator[Sheet]:
        """The sheets of a kind, restricted to funds and a side."""
        for sheet in self.sheets:
            fits = sheet.kind == kind and (not funds or sheet.fund in funds)
            if fits and (side is None or sheet.side == side):
                yield sheet

    def first(self, kind: SheetKind, *funds: Fund, side: Side | None = None) -> Sheet | None:
        """The first such sheet."""
        return next(self.of_kind(kind, *funds, side=side), None)
