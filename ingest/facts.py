"""Facts: every printed number with what it is about, and the Findings about them.

    row_path     ('科学技术支出', '科学技术管理事务', '行政运行')
    column_path  ('2019年一般公共预算支出数', '基本支出')
    code '2060101'  kind amount  value Decimal('1211')  printed '1,211'  unit '万元'
    year 2019  stage 年初预算  measure level  side 支出  scope 部门  state printed
    citation     the cell (or the sentence) that carries it;  at: the span of the number itself

A final account has several stages of one year: a figure is year × stage, never "this year / last
year" alone. Knows nothing of questions or schemas.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from ingest.amount import Amount, Unit, plain
from ingest.citation import Citation
from ingest.document import Span

__all__ = [
    "FIGURES",
    "Fact",
    "Finding",
    "FindingSide",
    "Fund",
    "Kind",
    "Measure",
    "Scope",
    "Side",
    "Stage",
    "State",
]

Kind = Literal["amount", "percent", "count"]
Stage = Literal["年初预算", "调整预算", "执行数", "决算"]
Measure = Literal["level", "change", "rate", "target"]
FIGURES: tuple[Measure, ...] = ("level", "change", "rate")
"""What a budget prints of its money and heads; a target is an aim beside it."""

Side = Literal["收入", "支出"]
Fund = Literal["一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户", "单位资金"]
Scope = Literal["部门", "本级", "所属单位"]
State = Literal["printed", "stated_none", "blank", "dash"]


UNSTORED = {"stored": False}
"""Of a field that is known only while a document is worked on."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One printed (or expressly absent) figure; see the module docstring.

    - `value` is None only for state blank and dash; stated_none has value 0.
    - `unit` is a Unit value for amounts, '%' for percents, the counter word ('人', '辆') for counts.
    - `measure`: level is an amount in itself, change a signed difference, rate a signed percentage
      of change or a share, target the value that an indicator of performance aims at ('≥95%').
    - `item` is the innermost row label for tables, the subject for prose.
    - `recognition`: how sure its characters are where they were read from a picture; 1 elsewhere.
    """

    id: str
    doc_id: str
    table: int | None
    row: int | None
    column: int | None
    row_path: tuple[str, ...]
    column_path: tuple[str, ...]
    code: str | None
    kind: Kind
    value: Decimal | None
    printed: str
    unit: str | None
    year: int | None
    stage: Stage | None
    measure: Measure
    side: Side | None
    fund: Fund | None
    scope: Scope
    state: State
    confidence: float
    citation: Citation
    at: Span
    recognition: float = 1.0

    @property
    def item(self) -> str:
        """The innermost row label: '行政运行'."""
        return self.row_path[-1] if self.row_path else ""

    @property
    def amount(self) -> Amount | None:
        """The figure as money; None for percents, counts, blanks."""
        if self.kind != "amount" or self.value is None or self.unit is None:
            return None
        return Amount(self.value, Unit(self.unit), self.printed)


@dataclass(frozen=True, slots=True)
class FindingSide:
    """One side of a comparison: a value with its unit, or a text; always with its place if it has one."""

    label: str
    value: Decimal | None
    unit: str | None
    citation: Citation | None
    text: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The public form."""
        return {
            "label": self.label,
            "value": None if self.value is None else plain(self.value),
            "unit": self.unit,
            "text": self.text,
            "citation": self.citation.as_json() if self.citation else None,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found in one place; see design.md §4 for its public form."""

    doc_id: str
    doc: str
    check: str
    title: str
    status: Literal["ties", "rounding", "broken", "skipped"]
    severity: Literal["error", "warning", "info"]
    message: str
    left: FindingSide | None = None
    right: tuple[FindingSide, ...] = ()
    difference: Decimal | None = None
    tolerance: Decimal | None = None
    reason: str | None = None
    instead: tuple[Finding, ...] = field(default=(), metadata=UNSTORED)
    """The same comparison with other places that may be meant; told only while causes are looked for."""

    def as_json(self) -> dict[str, Any]:
        """The public form: one finding line."""
        return {
            "doc": self.doc,
            "doc_id": self.doc_id,
            "check": self.check,
            "title": self.title,
            "status": self.status,
            "severity": self.severity,
            "message": self.message,
            "left": self.left.as_json() if self.left else None,
            "right": [side.as_json() for side in self.right],
            "difference": None if self.difference is None else plain(self.difference),
            "tolerance": None if self.tolerance is None else plain(self.tolerance),
            "reason": self.reason,
        }
