"""A figure that another place of its document contradicts: both are shown, neither is chosen.

Takes an Understood and what is about to be answered, gives the stored Findings that say the same
figure stands otherwise elsewhere, and adds their sides to a draft. Knows no rules: which checks
compare one figure with itself is a list of their numbers.

    C72   正文“住房公积金”标题数 350.35 万元   正文“住房公积金”预算安排 352.67 万元
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ingest.amount import Unit, plain
from ingest.citation import Citation
from ingest.facts import Fact, Finding, FindingSide
from retrieval.figures.found import Hit
from retrieval.figures.inconsistencies import touching
from retrieval.understand.reading import Understood
from retrieval.words.lexicon import label_key, lexicon
from retrieval.writing.arithmetic import Operation, Term, compute, shown
from retrieval.writing.compose import Composed, Stated, Writer
from retrieval.writing.prompts import mark

__all__ = [
    "changes_denied",
    "of_others",
    "otherwise",
    "quoted_otherwise",
    "say_denied",
    "say_sides",
]

_SAME_FIGURE = frozenset(
    {"C33", "C34", "C39", "C41", "C42", "C54", "C57", "C57b", "C58", "C59", "C61", "C61c", "C72"}
)
"""Checks whose two sides print one figure in two places."""

_CHANGES = frozenset({"C20", "C68", "C69", "C71", "C73"})
"""Checks of a change against the figures it is a change of."""


def otherwise(understood: Understood, hit: Hit) -> tuple[Finding, ...]:
    """Broken checks that set the figure of a hit against one other place that prints it."""
    places = [hit.fact, *(place.fact for place in hit.same)]
    found = touching(understood.findings({hit.fact.doc_id}), [place.citation for place in places])
    return tuple(
        finding
        for finding in found
        if finding.check in _SAME_FIGURE
        and len(finding.right) == 1
        and any(
            _is_side(side, fact) and _is_of(side, fact)
            for side in _sides(finding)
            for fact in places
        )
    )


def quoted_otherwise(understood: Understood, composed: Composed | None) -> Composed | None:
    """A quotation that prints one figure twice and otherwise, with both figures said."""
    if composed is None or composed.kind != "found" or composed.figures:
        return composed
    cited = [evidence.citation for evidence in composed.draft.evidence]
    found = touching(understood.findings({c.doc_id for c in cited}), cited)
    wanted = {w for item in understood.query.items for w in (item.text, *item.labels)}
    within = [
        f
        for f in found
        if f.check in _SAME_FIGURE
        and any(word in f.message for word in wanted)
        and all(any(_overlap(s.citation, c) for c in cited) for s in _sides(f) if s.citation)
    ]
    if not within:
        return composed
    write = Writer(composed.kind)
    write.statements, write.places = list(composed.draft.statements), list(composed.draft.evidence)
    item = next((item.text for item in understood.query.items), "")
    say_sides(write, within, item, understood.targets[0].year if understood.targets else None)
    return write.done()


def _is_of(side: FindingSide, fact: Fact) -> bool:
    """Whether a side names no other item of the field than the fact's own."""
    said, own = label_key(side.label), set(lexicon().printed.get(label_key(fact.item), ()))
    if label_key(fact.item) in said:
        return True
    named = [k for label, k in lexicon().printed.items() if len(label) > 3 and label in said]
    return not named or any(own.intersection(keys) for keys in named)


def changes_denied(understood: Understood, facts: Sequence[Fact]) -> tuple[Finding, ...]:
    """Broken checks of the sentences or cells that print a change."""
    ids = {fact.doc_id for fact in facts}
    found = touching(understood.findings(ids), [fact.citation for fact in facts])
    items = [fact.item for fact in facts]
    return tuple(f for f in found if f.check in _CHANGES and not of_others(f, items))


def of_others(finding: Finding, items: Sequence[str]) -> bool:
    """Whether the level that the change is held against is that of an item of its own.

    '单位资金' 0 万元 is no level of '收入': its neighbour in the sentence before.
    """
    level = finding.left
    if finding.check != "C71" or level is None:
        return False
    said = label_key(level.label.removeprefix("正文").strip("“”"))
    return bool(said) and not any(_names_one(said, label_key(item)) for item in items)


def _names_one(one: str, other: str) -> bool:
    """Whether two labels may be of one item: one within the other, or of one concept."""
    printed = lexicon().printed
    shared = set(printed.get(one, ())) & set(printed.get(other, ()))
    return one in other or other in one or bool(shared)


def say_sides(write: Writer, findings: Iterable[Finding], item: str, year: int | None) -> None:
    """Both sides of every finding, each with its place; the answer becomes a conflicting one."""
    for finding in findings:
        parts = [_side(write, side, item, year) for side in _sides(finding)]
        text = "；".join(part for part in parts if part)
        if text:
            write.kind = "conflicting"
            write.say(f"文件前后不一致（{finding.title}）：{text}。请以原文核对。")


def say_denied(write: Writer, findings: Iterable[Finding], item: str, year: int | None) -> None:
    """As `say_sides`, and what the rate of a change comes to by its own figures."""
    listed = list(findings)
    say_sides(write, listed, item, year)
    for finding in listed:
        _say_rate(write, finding, item, year)


def _say_rate(write: Writer, finding: Finding, item: str, year: int | None) -> None:
    if finding.check != "C68" or len(_sides(finding)) != 2:
        return
    terms = [term for side in _sides(finding) if (term := _term(write, side))]
    if len(terms) != 2:
        return
    moved = finding.right[0].label
    operation: Operation = "growth" if "上年" in moved else "change_rate"
    if "减少" in moved:
        terms[1] = terms[1]._replace(value=-abs(terms[1].value))
    computed = compute(operation, terms)
    if computed is None:
        return
    marks = mark(*dict.fromkeys(term.evidence for term in terms))
    text = f"按所写的金额计算，增减幅为 {shown(computed.value)}%：{computed.formula}{marks}。"
    write.say(text, [computed])
    write.derive(computed, item, "rate", str(year) if year else None)


def _term(write: Writer, side: FindingSide) -> Term | None:
    if side.value is None or side.citation is None or side.unit is None:
        return None
    return Term(side.value, side.unit, shown(side.value), write.cite(side.citation, side.unit))


def _sides(finding: Finding) -> tuple[FindingSide, ...]:
    return (*((finding.left,) if finding.left else ()), *finding.right)


def _is_side(side: FindingSide, fact: Fact) -> bool:
    """Whether a side of a check is the place of a fact, with its value."""
    if side.citation is None or side.value is None or fact.value is None:
        return False
    return _overlap(side.citation, fact.citation) and _yuan(side.value, side.unit) == _yuan(
        fact.value, fact.unit
    )


def _yuan(value: Decimal, unit: str | None) -> Decimal:
    return value * Unit(unit).yuan if unit in {u.value for u in Unit} else value


def _overlap(one: Citation, other: Citation) -> bool:
    if one.doc_id != other.doc_id:
        return False
    return any(a.start < b.end and b.start < a.end for a in one.pieces for b in other.pieces)


def _side(write: Writer, side: FindingSide, item: str, year: int | None) -> str:
    if side.citation is None:
        return ""
    said = side.unit and side.unit in side.citation.quote
    unit = None if said else side.unit
    number = write.cite(side.citation, unit, (side.label, side.citation.section))
    if side.value is None:
        return f"{side.label}“{side.text or side.citation.quote[:60]}”{mark(number)}"
    when = str(year) if year else None
    write.figures.append(Stated(side.value, side.unit, item, "level", when, number))
    return f"{side.label}为 {plain(side.value)} {side.unit or ''}{mark(number)}"
