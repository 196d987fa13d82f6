"""What was found becomes a draft: statements with numbered evidence, and the figures in them.

Takes Hits, computed figures and passages one after another, gives a Composed answer. Knows the
wording (through `prompts`), not how anything was found; verification comes after it.

    write = Writer('computed')
    n = write.evidence(fact)                       -> 1
    write.say('2019年…为 51,447 万元[1]。', core=True)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from ingest.citation import Citation
from ingest.facts import Fact
from retrieval.writing.arithmetic import Computed, Term
from retrieval.writing.verify import Draft, Evidence, Statement

__all__ = ["AnswerKind", "Composed", "Stated", "Writer", "not_found", "short_place"]

AnswerKind = Literal[
    "found", "computed", "none_stated", "not_found", "conflicting", "ambiguous", "failed"
]
"""'failed': a fault of the program, which says nothing of the documents."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of the answer: its value, what it is, and its evidence (from 1)."""

    value: Decimal
    unit: str | None
    item: str
    measure: str
    period: str | None
    evidence: int
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """An answer before verification; of one that is not found, `nearest` names what is
    nearest, and `absent` the sides of a comparison that are missing.

    `accounted`: one row's own name accounts for every word of the question, in like words too.
    """

    kind: AnswerKind
    draft: Draft
    figures: tuple[Stated, ...] = ()
    nearest: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    accounted: bool = False


def not_found(*nearest: str) -> Composed:
    """A refusal that names what is nearest."""
    return Composed("not_found", Draft((), ()), nearest=nearest)


@dataclass
class Writer:
    """Collects statements and evidence; every place is cited once."""

    kind: AnswerKind = "found"
    who: dict[str, str] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    places: list[Evidence] = field(default_factory=list)
    figures: list[Stated] = field(default_factory=list)

    def evidence(self, fact: Fact) -> int:
        """The number of a fact's citation; a sentence says its units itself, a cell does not."""
        labels = (
            *fact.row_path,
            *fact.column_path,
            fact.code or "",
            f"{fact.year}年" if fact.year else "",
            *_titles(fact.citation),
            self.who.get(fact.doc_id, ""),
        )
        return self.cite(fact.citation, fact.unit if fact.table is not None else None, labels)

    def cite(self, citation: Citation, unit: str | None = None, labels: Sequence[str] = ()) -> int:
        """The number of a citation, a new one where it was not cited yet."""
        for number, known in enumerate(self.places, 1):
            if (known.citation, known.unit) == (citation, unit):
                self.places[number - 1] = Evidence(
                    citation, unit, tuple(dict.fromkeys((*known.labels, *labels)))
                )
                return number
        self.places.append(Evidence(citation, unit, tuple(labels)))
        return len(self.places)

    def say(
        self,
        text: str,
        computed: Sequence[Computed] = (),
        *,
        core: bool = False,
        verbatim: bool = False,
    ) -> None:
        """Add a statement."""
        self.statements.append(Statement(text, tuple(computed), verbatim, core))

    def miss(self, text: str) -> None:
        """Say that something asked for was not found."""
        self.statements.append(Statement(text, missing=True))

    def state(self, fact: Fact, item: str, number: int) -> None:
        """Add a figure as printed."""
        if fact.value is not None:
            when = str(fact.year) if fact.year else None
            self.figures.append(Stated(fact.value, fact.unit, item, fact.measure, when, number))

    def derive(self, computed: Computed, item: str, measure: str, when: str | None) -> None:
        """Add a computed figure; it stands on its first term."""
        self.figures.append(
            Stated(
                computed.value,
                computed.unit,
                item,
                measure,
                when,
                computed.terms[0].evidence,
                computed.formula or None,
            )
        )

    def term(self, fact: Fact) -> Term | None:
        """A fact as a term of a formula; None for a fact without a printed number."""
        if fact.value is None or fact.unit is None:
            return None
        printed = _digits(fact)
        return Term(fact.value, fact.unit, printed, self.evidence(fact)) if printed else None

    def done(self) -> Composed:
        """The composed answer."""
        draft = Draft(tuple(self.statements), tuple(self.places))
        return Composed(self.kind, draft, tuple(self.figures))


def _digits(fact: Fact) -> str:
    match = re.search(r"[-−－+]?\d[\d,]*(?:\.\d+)?", fact.printed.translate(_WIDE))
    return match[0] if match else ""


_WIDE = {0xFF10 + i: ord("0") + i for i in range(10)} | {0xFF0C: ord(","), 0xFF0E: ord(".")}


def _titles(citation: Citation) -> tuple[str, ...]:
    return tuple(part.strip() for part in citation.section.split(">") if part.strip())


def short_place(citation: Citation) -> str:
    """Where a figure stands, for people: the innermost heading or table, and the page."""
    titles = _titles(citation)
    title = re.sub(r"[#*]+", "", titles[-1]).strip() if titles else ""
    return title if len(title) <= 40 else title[:38] + "…"
