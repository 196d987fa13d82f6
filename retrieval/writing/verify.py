"""No unsupported number leaves: every number of an answer is checked against what it cites.

Takes a Draft (statements with numbered evidence) and the text of the cited documents, gives the
Draft without what failed. Knows nothing of how an answer was found or worded, or by whom.

A statement stands when
- every marker [n] in it names a piece of evidence whose quote is verbatim in its document,
- every number in it is printed in the quote it cites (units and full width brought together), or
  in the row and column labels of that place, or is a formula over such numbers, recomputed here,
- and, if it claims to be a quotation, its words are in the quote.

    statement  '2019年收入总计为 51,447 万元[1]。'      evidence 1: cell '51,447', unit 万元
    refused    '2019年收入总计为 51,448 万元[1]。'      no such number in the cell
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from ingest.amount import Unit
from ingest.citation import Citation
from retrieval.writing.arithmetic import Computed, compute, in_unit

__all__ = [
    "Draft",
    "Evidence",
    "Printed",
    "Statement",
    "markers",
    "numbers_in",
    "quote_holds",
    "statement_holds",
    "supported",
    "verified",
]

_MARK = re.compile(r"\[(\d{1,3})\]")
_UNITS = (
    "亿元|百万元|万元|千元|元|%|人次|批次|人|名|辆|台套|台|套|个|家|项|件|次|倍|平方米|年|月|日"
)
_NUMBER = re.compile(
    rf"(?<![\d.])(?P<sign>[-+−]?)(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?P<unit>{_UNITS})?"
)
_MONEY = frozenset(unit.value for unit in Unit)


class Printed(NamedTuple):
    """A number in a text: '-2,115.67万元' -> value -2115.67, unit 万元."""

    value: Decimal
    unit: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a statement may lean on: a citation, the unit of a bare number in it, and its labels.

    - `unit` is the unit the table or heading states for a cell that prints the number alone.
    - `labels` are printed around the place: row and column path, table title, heading, code, year.
    """

    citation: Citation
    unit: str | None = None
    labels: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """All that is printed in the place, over it and around it, as one text."""
        return "".join((self.citation.quote, self.citation.section, *self.labels))


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or line of an answer; `core` means: without it there is no answer.

    `verbatim` claims that the words before the marker are printed so in the evidence; `missing`
    says only that something was not found: the year in it is the question's.
    """

    text: str
    computed: tuple[Computed, ...] = ()
    verbatim: bool = False
    core: bool = False
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before it is checked; markers [n] count the evidence from 1."""

    statements: tuple[Statement, ...]
    evidence: tuple[Evidence, ...]


def _folded(text: str) -> str:
    """Half width without spaces; a minus sign of any kind becomes '-'."""
    half = re.sub(r"(?<=\d)\s+(?=\d)", "|", unicodedata.normalize("NFKC", text))
    return re.sub(r"\s+", "", half).replace("−", "-").replace("－", "-")


def numbers_in(text: str) -> tuple[Printed, ...]:
    """Every number of a text with the unit behind it; citation markers are none."""
    return tuple(_numbers(_MARK.sub("", _folded(text))))


def _numbers(text: str) -> Iterator[Printed]:
    for match in _NUMBER.finditer(text):
        value = Decimal(match["digits"].replace(",", ""))
        joined = match["sign"] in ("-", "−") and not _is_dash(text, match.start())
        yield Printed(-value if joined else value, match["unit"], match.start(), match.end())


def _is_dash(text: str, at: int) -> bool:
    """'2019-2021' and '表3-1' hold no negative numbers."""
    before = text[at - 1 : at]
    return (before.isascii() and before.isalnum()) or before in (")", "年")


def markers(text: str) -> tuple[int, ...]:
    """The citation markers of a text: 'A[1]，B[2]' -> (1, 2)."""
    return tuple(int(n) for n in _MARK.findall(text))


def supported(number: str, citation: Citation, unit: str | None = None) -> bool:
    """Whether the cited sentence or cell itself carries a number; `unit` is that of a bare cell.

    '3,121.42万元' is supported by the cell '31,214,200.00' of a table in 元, and by no other digits.
    """
    wanted = numbers_in(number)
    have = numbers_in(citation.quote)
    return bool(wanted) and all(any(_same(w, h, unit) for h in have) for w in wanted)


def _same(wanted: Printed, have: Printed, unit: str | None) -> bool:
    """The same quantity: equal after bringing units together; a sign may be said in words."""
    have_unit = have.unit or unit
    if wanted.unit is None or have_unit is None or wanted.unit == have_unit:
        return abs(wanted.value) == abs(have.value) and _sign_fits(wanted, have)
    if wanted.unit in _MONEY and have_unit in _MONEY:
        converted = in_unit(abs(have.value), have_unit, wanted.unit)
        return converted == abs(wanted.value) and _sign_fits(wanted, have)
    if wanted.unit in _MONEY or have_unit in _MONEY or "%" in (wanted.unit, have_unit):
        return False
    return abs(wanted.value) == abs(have.value)


def _sign_fits(wanted: Printed, have: Printed) -> bool:
    """A printed positive never supports a negative claim in digits; '减少 5' may rest on '-5'."""
    return wanted.value >= 0 or have.value < 0


def quote_holds(citation: Citation, text: str) -> bool:
    """Whether every piece of a citation prints its part of the quote in the document's text."""
    parts = "".join(text[piece.start : piece.end] for piece in citation.pieces)
    return bool(citation.pieces) and bool(parts.strip()) and parts == citation.quote


def statement_holds(statement: Statement, evidence: Sequence[Evidence]) -> bool:
    """Whether a statement stands on its evidence; quotes are checked before (`quote_holds`)."""
    marks = markers(statement.text)
    if any(not 1 <= mark <= len(evidence) for mark in marks):
        return False
    cited = [evidence[mark - 1] for mark in marks]
    if not all(_computed_holds(c, evidence) for c in statement.computed):
        return False
    if statement.verbatim and not _is_verbatim(statement.text, cited):
        return False
    rest = _without_formulas(statement)
    if not marks and statement.missing:
        return not numbers_in(_YEARS.sub("", rest))
    if not marks:
        labels = [label for source in evidence for label in source.labels]
        return all(any(_labelled(n, label) for label in labels) for n in numbers_in(rest))
    return all(_number_holds(n, cited, statement.computed) for n in numbers_in(rest))


_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d年")


def _is_verbatim(text: str, cited: Sequence[Evidence]) -> bool:
    bare = _folded(_MARK.sub("", text)).strip("·•- ")
    return any(bare in _folded(e.citation.quote) for e in cited)


def _computed_holds(computed: Computed, evidence: Sequence[Evidence]) -> bool:
    """Every term is printed where it says, and the operation gives the value again."""
    for term in computed.terms:
        if not 1 <= term.evidence <= len(evidence):
            return False
        source = evidence[term.evidence - 1]
        wanted = Printed(term.value, term.unit, 0, 0)
        have = numbers_in(source.citation.quote)
        if computed.operation != "count" and not any(_term_same(wanted, h, source) for h in have):
            return False
    again = compute(computed.operation, computed.terms)
    return again is not None and again.value == computed.value and again.formula == computed.formula


def _term_same(wanted: Printed, have: Printed, source: Evidence) -> bool:
    """As `_same`; a decrease said in words ('减少 5 万元') carries a negative term."""
    positive = wanted._replace(value=abs(wanted.value))
    return _same(positive, have, source.unit)


def _without_formulas(statement: Statement) -> str:
    text = statement.text
    for computed in statement.computed:
        text = text.replace(computed.formula, "") if computed.formula else text
    return text


def _number_holds(number: Printed, cited: Sequence[Evidence], computed: Sequence[Computed]) -> bool:
    if any(_equals(number, c) for c in computed):
        return True
    for source in cited:
        if any(_same(number, have, source.unit) for have in numbers_in(source.citation.quote)):
            return True
        if any(_labelled(number, label) for label in source.labels):
            return True
    return False


def _equals(number: Printed, computed: Computed) -> bool:
    """A derived value, as it is or without its sign where the words say the direction."""
    unit_fits = number.unit in (computed.unit, None) or computed.operation == "count"
    return unit_fits and abs(number.value) == abs(computed.value)


def _labelled(number: Printed, label: str) -> bool:
    """A year, code or ordinal of a label: never a sum of money, a percentage or a count."""
    if number.unit in _MONEY or number.unit == "%":
        return any((n.value, n.unit) == (number.value, number.unit) for n in numbers_in(label))
    return any(n.value == number.value for n in numbers_in(label))


def verified(draft: Draft, text_of: Callable[[str], str]) -> Draft | None:
    """The draft without what does not stand; None when a core statement fails or nothing is left."""
    sound = [quote_holds(e.citation, text_of(e.citation.doc_id)) for e in draft.evidence]
    kept = []
    for statement in draft.statements:
        marks = markers(statement.text)
        rests = all(1 <= m <= len(sound) and sound[m - 1] for m in marks)
        terms = all(
            1 <= t.evidence <= len(sound) and sound[t.evidence - 1]
            for c in statement.computed
            for t in c.terms
        )
        if rests and terms and statement_holds(statement, draft.evidence):
            kept.append(statement)
        elif statement.core:
            return None
    if draft.evidence and not any(markers(statement.text) for statement in kept):
        return None
    if not kept:
        return None
    return _renumbered(Draft(tuple(kept), draft.evidence))


def _renumbered(draft: Draft) -> Draft:
    """Evidence that nothing cites goes; what stays is numbered in order of appearance."""
    order: dict[int, int] = {}
    for statement in draft.statements:
        for mark in (*markers(statement.text), *_terms(statement)):
            order.setdefault(mark, len(order) + 1)
    statements = tuple(_remark(statement, order) for statement in draft.statements)
    return Draft(statements, tuple(draft.evidence[mark - 1] for mark in order))


def _terms(statement: Statement) -> Iterable[int]:
    return (term.evidence for computed in statement.computed for term in computed.terms)


def _remark(statement: Statement, order: dict[int, int]) -> Statement:
    text = _MARK.sub(lambda m: f"[{order[int(m[1])]}]", statement.text)
    computed = tuple(
        replace(c, terms=tuple(t._replace(evidence=order[t.evidence]) for t in c.terms))
        for c in statement.computed
    )
    return replace(statement, text=text, computed=computed)
