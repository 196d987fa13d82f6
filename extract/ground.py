"""A field of the schema and a document give a Figure: table first, prose second, else not stated.

Takes the Sheets and the Prose of a document, gives for each field all Candidates in order and the
one that is its value. A value without a quote does not exist. Knows no YAML and no file.

    35.10 万元 in the table, 35 万元 in prose  -> 35.10, how '表格': the more precise one is the value
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.candidate import Candidate
from extract.changes import Change
from extract.kinds import Sheet
from extract.narrative import (
    Prose,
    none_candidates,
    prose_candidates,
    summed_candidates,
)
from extract.record import Alternative, CheckMark, Figure, ListRow
from extract.schema import Field
from extract.tabular import table_candidates
from ingest.amount import Amount, Unit, number
from ingest.citation import Citation
from ingest.facts import Finding, FindingSide

__all__ = ["Coverage", "Found", "figure_of", "find_field"]


@dataclass(frozen=True, slots=True)
class Found:
    """Everything printed for one field: in tables, in prose, and sentences that say there is none."""

    field: Field
    table: tuple[Candidate, ...]
    prose: tuple[Candidate, ...]
    none: tuple[Candidate, ...]

    @property
    def best(self) -> Candidate | None:
        """The value: the table's, unless prose prints the same figure more precisely or the whole of it."""
        if not self.table:
            return next(iter(self.prose), None)
        first = self.table[0]
        whole = next((c for c in self.prose if _whole_of(first, c)), None)
        if whole:
            return whole
        finer = (c for c in self.prose if c.place < first.place)
        return next((c for c in finer if abs(c.value - first.value) < first.place), first)


def _whole_of(part: Candidate, said: Candidate) -> bool:
    """Prose prints a larger figure for what a table prints without carry-over or of one fund only."""
    wider = (part.basis, said.basis) == ("year", "grand") or part.basis == "part"
    return wider and said.value > part.value + said.place


def find_field(field: Field, sheets: Sequence[Sheet], prose: Prose) -> Found:
    """All candidates of a field; its fallback sources only where nothing else is printed."""
    table = tuple(table_candidates(field.table, sheets))
    said = tuple(prose_candidates(field.prose, field, prose))
    said = said or tuple(summed_candidates(field, prose))
    if not table and not said:
        table = tuple(table_candidates(field.fallback, sheets))
        said = tuple(prose_candidates(field.fallback_prose, field, prose))
    return Found(field, table, said, tuple(none_candidates(field, prose)))


class Coverage:
    """Which checks cover a place of the text, and how they came out."""

    def __init__(
        self, findings: Iterable[Finding], tied: Iterable[tuple[CheckMark, Citation]] = ()
    ) -> None:
        self._marks: dict[_Key, dict[CheckMark, None]] = {}
        self._apart: dict[_Key, list[tuple[Finding, FindingSide]]] = {}
        for finding in findings:
            if finding.status != "skipped":
                self._add(finding)
        for mark, citation in tied:
            self._marks.setdefault(_key(citation), {}).setdefault(mark)

    def _add(self, finding: Finding) -> None:
        sides = [
            s for s in (finding.left, *finding.right) if s and s.citation and s.citation.pieces
        ]
        mark = CheckMark(finding.check, finding.status, finding.severity)
        for side in sides:
            if side.citation:
                self._marks.setdefault(_key(side.citation), {})[mark] = None
        if finding.status == "broken" and finding.severity != "info" and len(sides) == 2:
            for side, other in (sides, sides[::-1]):
                if side.citation:
                    self._apart.setdefault(_key(side.citation), []).append((finding, other))

    def of(self, citation: Citation | None) -> tuple[CheckMark, ...]:
        """The checks with a side at this place."""
        return tuple(self._marks.get(_key(citation), ())) if citation else ()

    def of_row(self, row: ListRow) -> ListRow:
        """A row with the checks that cover any of its figures."""
        cells = row.cells or ((row.evidence,) if row.evidence else ())
        marks = dict.fromkeys(mark for cell in cells for mark in self.of(cell))
        return replace(row, checks=tuple(marks))

    def contradicts(self, one: Citation, other: Citation) -> str | None:
        """The check that compares two places and found them apart."""
        for finding, side in self._apart.get(_key(one), ()):
            if side.citation and _key(side.citation) == _key(other):
                return finding.check
        return None


_Key = tuple[int, int]


def _key(citation: Citation) -> _Key:
    return citation.pieces[0].start, citation.pieces[-1].end


def figure_of(found: Found, coverage: Coverage, change: Change | None) -> Figure:
    """The Figure of a field; changes of income come from the sentence that compares."""
    if found.field.change:
        return _change_figure(found.field, change, coverage)
    best = found.best
    if best is None:
        none = next(iter(found.none), None)
        if none is None:
            return Figure(None, "not_stated")
        unit = _UNITS.get(found.field.type)
        return Figure(Decimal(0), "stated_none", none.citation, none.how, unit=unit)
    others = tuple(_others(found, best, coverage))
    finer = min((c for c, _ in others), key=lambda c: c.place, default=best)
    if finer.place < best.place:  # the more precise of two that disagree is the value
        best, others = finer, ((best, others[0][1]),)
    citation = best.citation
    apart = tuple(
        Alternative(_value(other, found.field), other.citation, other.how, check)
        for other, check in others
    )
    return Figure(
        value=_value(best, found.field),
        state="value",
        evidence=citation,
        how=best.how,
        checks=coverage.of(citation),
        printed=best.printed,
        alternatives=apart,
        unit=_UNITS.get(found.field.type),
    )


_UNITS = {"amount": "万元", "percent": "%"}


def _others(
    found: Found, best: Candidate, coverage: Coverage
) -> Iterator[tuple[Candidate, str | None]]:
    """What text or table prints for the field instead, where a check found the two apart."""
    seen = {best.value}
    for other in (*found.prose, *found.table):
        if other.value not in seen and (check := _apart(best, other, coverage)):
            seen.add(other.value)
            yield other, check


def _apart(best: Candidate, other: Candidate, coverage: Coverage) -> str | None:
    if {best.how, other.how} == {"表格"}:
        return None
    return coverage.contradicts(best.citation, other.citation)


def _value(candidate: Candidate, field: Field) -> Decimal:
    """In 万元 as printed where 万元 is printed, else exact without trailing zeros."""
    if field.type != "amount":
        return candidate.value
    printed = number(candidate.printed)
    if printed is None:  # '3,556.66万元' in one cell, a dash, a blank: the value that was read
        return Amount(candidate.value, Unit.YUAN, candidate.printed).to(Unit.WAN)
    return Amount(printed, Unit(candidate.unit), candidate.printed).to(Unit.WAN)


def _change_figure(field: Field, change: Change | None, coverage: Coverage) -> Figure:
    if change is None:
        return Figure(None, "not_stated")
    value = change.signed_wan if field.change == "amount" else change.signed_percent
    if value is None:
        return Figure(None, "not_stated")
    citation = change.citation
    unit = _UNITS.get(field.type)
    return Figure(value, "value", citation, "正文", coverage.of(citation), unit=unit)
