"""One cell of an answer: an item of one unit in one year, looked up in the right document.

Takes an Understood, a Target and an Item, gives a Cell. The document of the year goes first, the
prior-year column of the next year's document after it. Knows nothing of wording.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.facts import Measure
from retrieval.figures import Ask, Hit, agree, find
from retrieval.lexicon import label_key, lexicon
from retrieval.question import Item, Query
from retrieval.reading import Target, Understood
from retrieval.scope import Listed

__all__ = ["Cell", "look_up", "main_items", "separate"]

_GENERIC = frozenset({"total_income", "total_expenditure"})
_JOINED = re.compile(r"^(?:、|和|与|及|以及|跟|同|,|加|减|比|还是|或|除以|/|的?(?:和|与))")


@dataclass(frozen=True, slots=True)
class Cell:
    """What was found for one item, unit and year; `rival` is the other account of that year.

    `row` is the document that answers.
    """

    target: Target
    item: Item
    hit: Hit | None
    row: Listed | None = None
    rival: Hit | None = None

    @property
    def title(self) -> str:
        """What the item is called: the label printed where it was found, else the official title."""
        concepts = lexicon().concepts
        if self.hit and self.hit.fact.table is not None and not self.item.concepts:
            path = self.hit.fact.row_path
            named = next((label for label in path if label_key(label) in self.item.labels), None)
            return named or self.hit.fact.item or self.item.text
        if self.item.concepts:
            return concepts[self.item.concepts[0]].title
        return min(self.item.labels, key=len, default=self.item.text)


def look_up(
    understood: Understood,
    target: Target,
    item: Item,
    others: Sequence[Item] = (),
    measure: Measure = "level",
    rate: str | None = None,
) -> Cell:
    """The cell of an item in a target."""
    ask = Ask(
        item=item,
        year=target.year,
        account=understood.query.scope.account,
        others=tuple(others),
        measure=measure,
        rate=rate,
        residue=understood.query.residue,
        fiscal=understood.fiscal,
        own=understood.query.scope.own,
    )
    hits = [
        (row, hit) for row in target.documents if (hit := find(ask, understood.facts_of([row])))
    ]
    if not hits:
        return _fallen(understood, target, item, others, measure, rate)
    row, hit = hits[0]
    rival = None if understood.query.scope.account else _rival(row, hit, hits[1:], target)
    return Cell(target, item, hit, row, rival)


def _rival(row: Listed, hit: Hit, rest: Sequence[tuple[Listed, Hit]], target: Target) -> Hit | None:
    """The figure of the other account of the same year, where it differs."""
    for other, candidate in rest:
        accounts = (row.kind or "")[-2:], (other.kind or "")[-2:]
        if other in target.own and row in target.own and accounts[0] != accounts[1]:
            return None if agree(hit.fact, candidate.fact) else candidate
    return None


def _fallen(
    understood: Understood,
    target: Target,
    item: Item,
    others: Sequence[Item],
    measure: Measure,
    rate: str | None,
) -> Cell:
    """The item that stands in for one that is not printed: 本年收入合计 for 收入总计."""
    concepts = lexicon().concepts
    for key in item.concepts:
        for other in concepts[key].falls_to:
            second = Item(item.text, item.start, item.end, (other,))
            cell = look_up(understood, target, second, others, measure, rate)
            if cell.hit:
                return cell
    return Cell(target, item, None)


def main_items(query: Query) -> tuple[Item, ...]:
    """The items without general words that another item makes superfluous ('花了多少钱')."""
    items = query.items
    special = [item for item in items if not _GENERIC.intersection(item.concepts)]
    if special and not query.asks("share", "ratio", "compare", "difference", "sum"):
        kept = [i for i in items if i in special or i.text in ("收入总计", "支出总计")]
        return tuple(kept)
    return tuple(items)


def separate(query: Query, items: Sequence[Item]) -> bool:
    """Whether several items are asked for side by side, not one within the other."""
    if query.asks("sum", "difference", "ratio", "compare") and len(items) > 1:
        return True
    gaps = [query.text[a.end : b.start] for a, b in pairwise(items)]
    return bool(gaps) and all(_JOINED.match(gap) for gap in gaps)
