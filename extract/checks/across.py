"""勾稽 between documents: last year's figures, 年初预算, a department and its units.

    across = Across()
    across.check(document, facts)                  one document after the other: its own findings
    for finding in across.findings(): finding.check, finding.message
    'C77', '《2024部门预算.pdf》表八“2023年/合计” 17.00 万元，《2023部门预算.pdf》表八“2023年/合计” 17.20 万元，相差 0.20 万元'

Takes documents with their Facts and what the checks of each one found, gives Findings that name both
documents. Two documents are of one unit only where region and name are the same. What a document
already contradicts by itself is not told again; where most of last year's figures differ the basis
has changed, which is information.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extract.checks import run_checks
from extract.checks.between import same
from extract.checks.context import Context
from extract.checks.holdings import Key, Known, When, known_of
from extract.checks.kin import Department, budgets_of_accounts, departments, years_before
from extract.checks.rules import Rule, read_rules
from extract.checks.verdict import Outcome, Term, sum_up
from ingest.document import Document
from ingest.facts import Fact, Finding, FindingSide

__all__ = ["ACROSS", "Across"]

ACROSS = read_rules("across.yaml")
Place = tuple[str, int, int]


@dataclass
class Across:
    """The documents so far; see the module docstring."""

    known: list[Known] = field(default_factory=list)
    blamed: set[Place] = field(default_factory=set)
    _ids: set[str] = field(default_factory=set)

    def check(self, document: Document, facts: Sequence[Fact]) -> tuple[Finding, ...]:
        """The findings of one document by itself; what it says is kept for the comparison."""
        findings = run_checks(document, facts)
        self.add(document, facts, findings)
        return findings

    def add(self, document: Document, facts: Sequence[Fact], findings: Iterable[Finding]) -> None:
        """One more document, with what its own checks say."""
        if document.info.blank_form or document.doc_id in self._ids:
            return
        self._ids.add(document.doc_id)
        self.known.append(known_of(Context(document, facts)))
        self.blamed |= {
            place
            for finding in findings
            if finding.status == "broken" and finding.severity != "info"
            for side in (finding.left, *finding.right)
            if (place := _place(side))
        }

    def findings(self) -> tuple[Finding, ...]:
        """All rules over all documents; a rule that found no pair says what is missing."""
        if len(self.known) < 2:
            return ()
        return tuple(finding for rule in ACROSS for finding in self._of(rule))

    def _of(self, rule: Rule) -> Iterator[Finding]:
        outcomes = [(new, o) for new, o in _RULES[rule.run](self.known) if not self._told(o)]
        if not outcomes:
            yield _finding(rule, None, _Skipped(rule.needs))
        broken = _one_cause([(new, o) for new, o in outcomes if o.status == "broken"])
        yield from (_finding(rule, new, outcome) for new, outcome in broken)
        for status in ("ties", "rounding"):
            alike = [(new, o) for new, o in outcomes if o.status == status]
            for document in dict.fromkeys(new.doc_id for new, _ in alike):
                own = [(new, o) for new, o in alike if new.doc_id == document]
                new, first = own[0]
                more = f"；同组共 {len(own)} 处" if len(own) > 1 else ""
                yield _finding(rule, new, replace(first, told=first.message + more))

    def _told(self, outcome: Outcome) -> bool:
        """One of the places is already contradicted inside its own document."""
        if outcome.status != "broken" or outcome.left is None:
            return False
        sides = (outcome.left, *outcome.right)
        return any(_place(term.side()) in self.blamed for term in sides)


@dataclass(frozen=True)
class _Skipped:
    needs: str


def _place(side: FindingSide | None) -> Place | None:
    if side is None or side.citation is None or not side.citation.pieces:
        return None
    pieces = side.citation.pieces
    return side.citation.doc_id, pieces[0].start, pieces[-1].end


def _finding(rule: Rule, new: Known | None, outcome: Outcome | _Skipped) -> Finding:
    doc_id, doc = (new.doc_id, new.doc) if new else ("", "文件之间")
    if isinstance(outcome, _Skipped):
        reason = f"缺少{outcome.needs}"
        return Finding(
            doc_id, doc, rule.id, rule.title, "skipped", "info", f"未核：{reason}", reason=reason
        )
    broken = outcome.status == "broken"
    return Finding(
        doc_id=doc_id,
        doc=doc,
        check=rule.id,
        title=rule.title,
        status=outcome.status,
        severity=("info" if outcome.group == "口径" else rule.severity) if broken else "info",
        message=outcome.message,
        left=outcome.left.side() if outcome.left else None,
        right=tuple(term.side() for term in outcome.right),
        difference=outcome.difference,
        tolerance=outcome.tolerance,
        reason=rule.why if broken else None,
    )


def _one_cause(broken: Sequence[tuple[Known, Outcome]]) -> list[tuple[Known, Outcome]]:
    """Differences of one amount between the same documents, or at one place, are told once."""
    kept: list[tuple[Known, Outcome]] = []
    gaps: set[tuple[frozenset[str], Decimal | None]] = set()
    places: set[Place] = set()
    for new, outcome in broken:
        own = {place for term in _terms(outcome) if (place := _place(term.side()))}
        gap = frozenset(place[0] for place in own), outcome.difference
        if not own & places and gap not in gaps:
            kept.append((new, outcome))
        gaps.add(gap)
        places |= own
    return kept


def _terms(outcome: Outcome) -> tuple[Term, ...]:
    return (outcome.left, *outcome.right) if outcome.left else outcome.right


def _named(term: Term, known: Known) -> Term:
    """The term with the document in its label."""
    return term._replace(label=f"《{known.doc}》{term.label}")


def _compared(new: Known, when: When, old: Known) -> Iterator[tuple[Known, Outcome]]:
    """What one document says of the other's year = what the other says; most apart is another basis."""
    outcomes = [
        replace(same(_named(term, new), _named(old.figures["this"][key], old)), group=key[0])
        for key, term in new.figures[when].items()
        if key in old.figures["this"]
    ]
    broken = [outcome for outcome in outcomes if outcome.status == "broken"]
    if len(broken) > 3 and len(broken) * 2 > len(outcomes):
        message = f"{broken[0].message}；{len(outcomes)} 处中有 {len(broken)} 处不同，可能是口径或机构调整"
        yield new, replace(broken[0], told=message, group="口径")
        return
    yield from ((new, outcome) for outcome in outcomes)


def last_year(known: Sequence[Known]) -> Iterator[tuple[Known, Outcome]]:
    """Last year's column of a document = this year's column of last year's document."""
    for new, old in years_before(known):
        yield from _compared(new, "last", old)


def budget_in_account(known: Sequence[Known]) -> Iterator[tuple[Known, Outcome]]:
    """年初预算 in a final account = the budget of that year."""
    for account, budget in budgets_of_accounts(known):
        yield from _compared(account, "budget", budget)


def _units_with(family: Department, key: Key) -> list[Term] | None:
    """The units' figures under a name; None where a unit prints no such table."""
    if not all(key[:2] in unit.sheets for unit in family.units):
        return None
    return [
        _named(unit.figures["this"][key], unit)
        for unit in family.units
        if key in unit.figures["this"]
    ]


def sum_of_units(known: Sequence[Known]) -> Iterator[tuple[Known, Outcome]]:
    """A department = Σ its units, where all of them are there."""
    for family in departments(known):
        for key, term in family.whole.figures["this"].items() if family.complete else ():
            parts = _units_with(family, key)
            if parts and (term.yuan or any(part.yuan for part in parts)):
                yield family.whole, _summed(_named(term, family.whole), parts, key[0])


def _summed(total: Term, parts: Sequence[Term], group: str) -> Outcome:
    """Documents may print to different places: every figure may be off by half a unit of its own."""
    outcome = sum_up(total, parts, group=group)
    allowed = sum((term.place / 2 for term in (total, *parts)), Decimal(0))
    rounded = outcome.status == "broken" and abs(outcome.difference or Decimal(0)) <= allowed
    return replace(outcome, status="rounding", tolerance=allowed) if rounded else outcome


def units_within(known: Sequence[Known]) -> Iterator[tuple[Known, Outcome]]:
    """A unit ≤ its department, where not all units are there."""
    for family in departments(known):
        for unit in family.units if not family.complete else ():
            for key, term in unit.figures["this"].items():
                whole = family.whole.figures["this"].get(key)
                if whole is not None and (term.yuan or whole.yuan):
                    yield family.whole, _within(_named(whole, family.whole), _named(term, unit))


def _within(whole: Term, part: Term) -> Outcome:
    outcome = same(whole, part)
    fits = outcome.status != "broken" or part.yuan < whole.yuan
    return replace(outcome, status="ties" if fits else "broken", group="单位")


_RULES: dict[str, Callable[[Sequence[Known]], Iterator[tuple[Known, Outcome]]]] = {
    "across.last_year": last_year,
    "across.budget_in_account": budget_in_account,
    "across.sum_of_units": sum_of_units,
    "across.units_within": units_within,
}
