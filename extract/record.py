"""The Record of a document: figures, each with value, state, evidence, how it was found and its checks.

    total_income  {"value": "3121.42058", "state": "value", "evidence": {…}, "how": "表格",
                   "checks": […], "status": "已勾稽"}

`status` says what the checks make of it: 已勾稽 a check that covers it ties, 有出处 no check covers it,
有冲突 a check that covers it is broken; `alternatives` are other figures printed for the same thing.

A frozen value; `as_json` is the public form (design.md §4). Knows nothing of where values come from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from ingest.amount import plain
from ingest.citation import Citation

__all__ = [
    "Alternative",
    "CheckMark",
    "Figure",
    "ListRow",
    "Record",
    "State",
    "Status",
    "status_of",
]

State = Literal["value", "stated_none", "not_stated"]
Status = Literal["已勾稽", "有出处", "有冲突"]


class CheckMark(NamedTuple):
    """A check that covers a value, and how it came out."""

    check: str
    status: str
    severity: str = "error"

    def as_json(self) -> dict[str, str]:
        """The public form."""
        return {"check": self.check, "status": self.status}


def status_of(marks: Sequence[CheckMark]) -> Status:
    """What the checks that cover a printed value make of it; a hint is no conflict."""
    if any(mark.status == "broken" and mark.severity != "info" for mark in marks):
        return "有冲突"
    return "已勾稽" if any(mark.status in ("ties", "rounding") for mark in marks) else "有出处"


class Alternative(NamedTuple):
    """Another figure that the document prints for the same thing, and the check that says so."""

    value: Decimal
    evidence: Citation
    how: str
    check: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The public form."""
        return {
            "value": plain(self.value),
            "evidence": self.evidence.as_json(),
            "how": self.how,
            "check": self.check,
        }


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of a record; amounts are in the unit of the schema (万元), exact, no zeros added.

    `reason` says why nothing is given where something was printed: two rows that could both be meant.
    """

    value: Decimal | str | None
    state: State
    evidence: Citation | None = None
    how: str | None = None
    checks: tuple[CheckMark, ...] = ()
    printed: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    reason: str | None = None
    unit: str | None = None

    @property
    def status(self) -> Status | None:
        """What the checks make of it; None where nothing is printed."""
        if self.state == "not_stated":
            return None
        return "有冲突" if self.alternatives else status_of(self.checks)

    @property
    def shown(self) -> str:
        """The value as text, empty where there is none."""
        return plain(self.value) if isinstance(self.value, Decimal) else self.value or ""

    def as_json(self) -> dict[str, Any]:
        """The public form; `alternatives` and `reason` only where there are any."""
        line: dict[str, Any] = {
            "value": plain(self.value) if isinstance(self.value, Decimal) else self.value,
            "state": self.state,
            "evidence": self.evidence.as_json() if self.evidence else None,
            "how": self.how,
            "checks": [mark.as_json() for mark in self.checks],
            "status": self.status,
        }
        if self.alternatives:
            line["alternatives"] = [other.as_json() for other in self.alternatives]
        return line | {"reason": self.reason} if self.reason else line


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list: names and amounts as strings, and the cell or sentence that carries it.

    `cells` are the places of all its figures; `rows` are lists of rows inside the row.
    """

    values: Mapping[str, str | None]
    evidence: Citation | None
    cells: tuple[Citation, ...] = ()
    checks: tuple[CheckMark, ...] = ()
    rows: Mapping[str, tuple[ListRow, ...]] = field(default_factory=dict)

    @property
    def status(self) -> Status | None:
        """What the checks that cover one of its figures make of it."""
        return status_of(self.checks) if self.evidence else None

    def as_json(self) -> dict[str, Any]:
        """The public form."""
        inner = {name: [row.as_json() for row in rows] for name, rows in self.rows.items()}
        evidence = self.evidence.as_json() if self.evidence else None
        return {**self.values, **inner, "evidence": evidence, "status": self.status}


@dataclass(frozen=True, slots=True)
class Record:
    """What was extracted from one document; `labels` are the Chinese names of its fields.

    `reasons` say why a list is empty where something was printed.
    """

    doc: str
    doc_id: str
    document_kind: str | None
    unit_name: Figure
    fiscal_year: Figure
    figures: Mapping[str, Figure]
    lists: Mapping[str, tuple[ListRow, ...]]
    labels: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def scalars(self) -> dict[str, Figure]:
        """Every single value, with whose and of which year the document is."""
        return {"unit_name": self.unit_name, "fiscal_year": self.fiscal_year, **self.figures}

    def as_json(self) -> dict[str, Any]:
        """One extraction line."""
        said = {"reasons": dict(self.reasons)} if self.reasons else {}
        return {
            "doc": self.doc,
            "doc_id": self.doc_id,
            "document_kind": self.document_kind,
            **{name: figure.as_json() for name, figure in self.scalars.items()},
            **{name: [row.as_json() for row in rows] for name, rows in self.lists.items()},
            **said,
        }
