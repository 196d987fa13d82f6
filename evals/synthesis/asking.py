"""How a gold question is put together: figures looked up where they are printed, with evidence.

Takes Samples, gives lines of questions.jsonl. A lookup that finds nothing, or a quote that the
document does not hold, raises: gold cannot drift away from the documents.

    Asker(culture_2024).cell('general', '群众文化', '项目支出') -> Seen(figure, evidence)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from evals.synthesis.disclosure import Table
from evals.synthesis.samples import Sample
from ingest.amount import plain

__all__ = ["Asker", "Question", "Seen"]

Json = dict[str, Any]


@dataclass(frozen=True)
class Seen:
    """A figure or a statement where it stands; `figure` is None for a statement."""

    evidence: Json
    figure: Json | None = None

    @property
    def value(self) -> Decimal:
        """The number; ValueError for a statement."""
        if self.figure is None:
            raise ValueError("a statement has no value")
        return Decimal(self.figure["value"])


@dataclass(frozen=True)
class Question:
    """One line of questions.jsonl, without its id."""

    ask: str | tuple[str, ...]
    kind: str
    answer_type: str
    reason: str
    seen: Sequence[Seen] = ()
    figures: Sequence[Json] | None = None
    keywords: Sequence[Sequence[str]] = ()
    formula: str | None = None
    documents: Sequence[str] = field(default=())
    absence: str | None = None

    def line(self, number: int) -> Json:
        """The JSON form; figures default to those seen, documents to those of the evidence."""
        asked = {"question": self.ask} if isinstance(self.ask, str) else {"turns": list(self.ask)}
        evidence = [seen.evidence for seen in self.seen]
        figures = self.figures
        if figures is None:
            figures = [seen.figure for seen in self.seen if seen.figure]
        return {
            "id": f"samples-q-{number:03d}",
            **asked,
            "kind": self.kind,
            "documents": list(self.documents) or sorted({e["sha256"] for e in evidence}),
            "answer_type": self.answer_type,
            "figures": list(figures),
            "keywords": [list(group) for group in self.keywords],
            "evidence": evidence,
            "formula": self.formula,
            "reason": self.reason,
            **({"absence": self.absence} if self.absence else {}),
        }


@dataclass(frozen=True)
class Asker:
    """Looks things up in one sample."""

    sample: Sample

    @property
    def year(self) -> str:
        """The fiscal year."""
        return str(self.sample.now.year)

    def cell(self, key: str, row: str, column: int, *, item: str = "", period: str = "") -> Seen:
        """The figure in the first data row that prints `row` in one of its cells."""
        table = self.sample.disclosure.table(key)
        number = _row(table, row)
        cell = table.rows[number][column]
        if cell is None or cell.value is None:
            raise ValueError(f"no figure in {key} {row} {column}")
        pages = self.sample.printed.row_pages.get(key)
        figure = {
            "value": plain(cell.value),
            "unit": table.unit,
            "item": item or row,
            "period": period or self.year,
        }
        return Seen(self._evidence(cell.text, pages[number] if pages else None), figure)

    def said(
        self, key: str, quote: str, value: str = "", unit: str = "万元", item: str = ""
    ) -> Seen:
        """A statement in the paragraph `key`, with the figure it makes, if any."""
        text = next(p.text for p in self.sample.disclosure.paragraphs if p.key == key)
        if quote not in text:
            raise ValueError(f"{quote!r} is not in {text!r}")
        figure = {"value": value, "unit": unit, "item": item, "period": self.year}
        seen = self._evidence(quote, self.sample.printed.page_of(quote))
        return Seen(seen, figure if value else None)

    def note(self, key: str) -> Seen:
        """The note under an empty table."""
        note = self.sample.disclosure.table(key).note
        return Seen(self._evidence(note, self.sample.printed.page_of(note)))

    def _evidence(self, quote: str, page: int | None) -> Json:
        return {"sha256": self.sample.sha256, "page": page, "quote": quote}


def _row(table: Table, label: str) -> int:
    for number, row in enumerate(table.rows):
        if number >= table.header_rows and any(cell and cell.text == label for cell in row):
            return number
    raise ValueError(f"no row {label!r} in {table.title!r}")
