"""One cause gives one finding.

A wrong cell breaks every sum and every comparison it stands in, by the same amount. Takes Findings,
gives them back with the broken ones of one cause told once; the one that is kept names the place
that they have in common. Knows no rules but the few whose sentences overlap.

    C13 合计 = Σ 类 misses by 36,000 元, C15 302 = Σ 款 misses by 36,000 元, both hold the cell 302
    -> C15, “…；“合计行等于各类之和”的不符同出一处，错的可能是《…》“商品和服务支出/合计””
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extract.checks.subsumed import Places, subsumed
from ingest.document import Document
from ingest.facts import Finding, FindingSide

__all__ = ["one_cause"]

Place = tuple[int, int]
_SUMS = frozenset({"C12", "C13", "C14", "C14b", "C15"})
_BY_ROW = frozenset({"C13", "C14", "C15", "C39"})
_OF_FIGURE = frozenset(
    {"C54", "C55b", "C55c", "C55d", "C55e", "C57", "C57b", "C58", "C59", "C61", "C72"}
)


def one_cause(findings: Sequence[Finding], document: Document) -> list[Finding]:
    """The findings with every cause told once."""
    broken = [finding for finding in findings if finding.status == "broken"]
    if not broken:
        return list(findings)
    places = Places(document)
    findings = [_as_meant(finding, broken) for finding in findings]
    broken = [finding for finding in findings if finding.status == "broken"]
    told = _overlapping_sentences(broken) | subsumed(broken, places)
    kept: dict[int, Finding] = {}
    for group in _groups([finding for finding in broken if id(finding) not in told], places):
        first = _most_telling(group)
        told |= {id(finding) for finding in group if finding is not first}
        kept[id(first)] = _with_others(first, group)
    return [kept.get(id(finding), finding) for finding in findings if id(finding) not in told]


def _as_meant(finding: Finding, broken: Sequence[Finding]) -> Finding:
    """Of several places that a comparison may mean, the one that another broken finding has in common."""
    ways = (replace(finding, instead=()), *finding.instead) if finding.instead else ()
    others = [other for other in broken if other is not finding]
    shared = (way for way in ways if any(_one(way, other) for other in others))
    return next(shared, ways[0] if ways else finding)


def _overlapping_sentences(broken: Sequence[Finding]) -> set[int]:
    """A sentence with a wrong figure or direction word also has a wrong percentage: said once."""
    figures = {_place(f.left) for f in broken if f.check in _OF_FIGURE} - {None}
    turned = [f for f in broken if f.check == "C69" and "方向相反" in f.message]
    figures |= {_place(side) for f in turned for side in f.right}
    moved = {
        id(f)
        for f in broken
        if f.check == "C70"
        and any(_overlap(_place(side), place) for side in _sides(f) for place in figures)
    }
    told = moved | {
        id(f)
        for f in broken
        if f.check in ("C56", "C68", "C71")
        and any(_overlap(_place(f.left), place) for place in figures)
    }
    spoilt = {_place(f.left) for f in broken if f.check == "C68" and id(f) not in told} | figures
    return told | {
        id(f)
        for f in broken
        if f.check == "C69" and f not in turned and {_place(s) for s in _sides(f)} & spoilt
    }


def _groups(broken: Sequence[Finding], places: Places) -> Iterator[list[Finding]]:
    """Findings that miss by the same amount and have a place in common, directly or by a third.

    Sums of one table that miss by the same amount belong together also without a common cell: the
    same figure is repeated in the columns beside.
    """
    rest = list(broken)
    while rest:
        group = [rest.pop(0)]
        for member in group:
            near = [
                other for other in rest if _one(member, other) or _one_row(member, other, places)
            ]
            group += near
            rest = [other for other in rest if other not in near]
        yield group


def _one(left: Finding, right: Finding) -> bool:
    if not left.difference or not right.difference:
        return False
    if not _alike(left, right):
        checks = {left.check, right.check}
        return bool(checks & _SUMS and checks & _OF_FIGURE and _places(left) & _places(right))
    if _places(left) & _places(right):
        return True
    return {left.check, right.check} <= _SUMS and _table(left) == _table(right) is not None


def _one_row(left: Finding, right: Finding, places: Places) -> bool:
    """Sums of one row in several columns: the rows under it are wrong, not one cell."""
    if not {left.check, right.check} <= _BY_ROW or left.left is None or right.left is None:
        return False
    row = places.row(left.left.citation)
    return row is not None and row == places.row(right.left.citation)


def _overlap(left: Place | None, right: Place | None) -> bool:
    return left is not None and right is not None and left[0] < right[1] and right[0] < left[1]


def _alike(left: Finding, right: Finding) -> bool:
    """The same gap, once in 元 and once in rounded 万元, or apart by what rounding allows."""
    one, other = left.difference or Decimal(0), right.difference or Decimal(0)
    rounding = (left.tolerance or Decimal(0)) + (right.tolerance or Decimal(0))
    return abs(one - other) <= max(max(one, other) / 100, min(rounding, min(one, other) / 4))


def _most_telling(group: Sequence[Finding]) -> Finding:
    """The sum whose total is a part of another: its total is the wrong cell; else the first."""

    def is_part(finding: Finding) -> int:
        own = _place(finding.left) if finding.check in _SUMS else None
        return sum(own in {_place(side) for side in other.right} for other in group if own)

    return max(group, key=is_part)


def _with_others(first: Finding, group: Sequence[Finding]) -> Finding:
    others = list(dict.fromkeys(f"“{f.title}”" for f in group if f.title != first.title))
    if not others:
        return first
    shared = Counter(place for finding in group for place in _places(finding))
    place, count = max(shared.items(), key=lambda item: (item[1], item[0] == _place(first.left)))
    side = next((s for finding in group for s in _sides(finding) if _place(s) == place), None)
    blame = f"，错的可能是{side.label}" if side and count > 1 else ""
    return replace(first, message=f"{first.message}；{'、'.join(others)}的不符同出一处{blame}")


def _sides(finding: Finding) -> tuple[FindingSide, ...]:
    return (finding.left, *finding.right) if finding.left else finding.right


def _places(finding: Finding) -> set[Place]:
    """Where the figures of a finding stand; figures that are zero are no common cause."""
    return {
        place
        for side in _sides(finding)
        if (place := _place(side)) and (side is finding.left or side.value != Decimal(0))
    }


def _place(side: FindingSide | None) -> Place | None:
    if side is None or side.citation is None or not side.citation.pieces:
        return None
    return side.citation.pieces[0].start, side.citation.pieces[-1].end


def _table(finding: Finding) -> str | None:
    return finding.left.citation.section if finding.left and finding.left.citation else None
