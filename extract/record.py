"""The Record of a document: figures, each with value, state, evidence, how it was found and its checks.

    total_income  {"value": "3121.42058", "state": "value", "evidence": {…}, "how": "表格", "checks": […]}

A frozen value; `as_json` is the public form (design.md §4). Knows nothing of where values come from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from ingest.amount import plain
from ingest.citation import Citation

__all__ = ["CheckMark", "Figure", "ListRow", "Record", "State"]

State = Literal["value", "stated_none", "not_stated"]


class CheckMark(NamedTuple):
    """A check that covers a value, and how it came out."""

    check: str
    status: str

    def as_json(self) -> dict[str, str]:
        """The public form."""
        return {"check": self.check, "status": self.status}


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of a record; amounts are in 万元, exact, without trailing zeros added."""

    value: Decimal | str | None
    state: State
    evidence: Citation | None = None
    how: str | None = None
    checks: tuple[CheckMark, ...] = ()
    printed: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The public form."""
        return {
            "value": plain(self.value) if isinstance(self.value, Decimal) else self.value,
            "state": self.state,
            "evidence": self.evidence.as_json() if self.evidence else None,
            "how": self.how,
            "checks": [mark.as_json() for mark in self.checks],
        }


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list: names and amounts as strings, and the cell or sentence that carries it."""

    values: Mapping[str, str | None]
    evidence: Citation | None

    def as_json(self) -> dict[str, Any]:
        """The public form."""
        return {**self.values, "evidence": self.evidence.as_json() if self.evidence else None}


@dataclass(frozen=True, slots=True)
class Record:
    """What was extracted from one document."""

    doc: str
    doc_id: str
    document_kind: str | None
    unit_name: Figure
    fiscal_year: Figure
    figures: Mapping[str, Figure]
    lists: Mapping[str, tuple[ListRow, ...]]

    def as_json(self) -> dict[str, Any]:
        """One extraction line."""
        return {
            "doc": self.doc,
            "doc_id": self.doc_id,
            "document_kind": self.document_kind,
            "unit_name": self.unit_name.as_json(),
            "fiscal_year": self.fiscal_year.as_json(),
            **{name: figure.as_json() for name, figure in self.figures.items()},
            **{name: [row.as_json() for row in rows] for name, rows in self.lists.items()},
        }
