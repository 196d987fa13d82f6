"""The first of two rows that are named with one tail: '行政和事业单位医疗' are two rows.

Takes a folded question, its items and the printed labels, gives an item for each name whose tail is said
only behind the next one, where just one printed row is called so. Knows no figures.

    '机关和事业单位离退休两项'   ->   '机关' is the row 行政单位离退休
    '水和电费'                 ->   '水' is the row 水费
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.understand.item import Item
from retrieval.words.label_wordings import Labels
from retrieval.words.lexicon import lexicon

__all__ = ["shared_tails"]

_AND = re.compile(r"(?P<head>[\u4e00-\u9fff]{1,8})(?:和|与|及|以及|跟|、)$")
_ALSO = {"机关": "行政单位"}
"""'机关和事业单位': whose rows print 行政单位."""
_OWNERS = frozenset({"机关", "行政", "行政单位", "事业单位"})
"""Whose rows they are: by themselves the name of no row, whatever is printed so."""
_SHORTEST = 2


def shared_tails(question: str, items: Sequence[Item], labels: Labels) -> Iterator[Item]:
    """An item for each name before '和' that lacks the tail of the row named behind it."""
    printed = {label for listed in labels.values() for label in listed}
    for item in items:
        before = _AND.search(question[: item.start])
        if before is None or not item.labels:
            continue
        start, end = before.span("head")
        for at in range(start, end):
            head = question[at:end]
            if any(o.start < end and at < o.end and o.text not in _OWNERS for o in items):
                continue
            if head not in _OWNERS and (head in labels or head in lexicon().asked):
                break
            if len(found := _rows(head, item, printed)) == 1:
                concepts = lexicon().asked.get(next(iter(found)), ())
                yield Item(head, at, end, concepts, frozenset(found))
                break


def _rows(head: str, item: Item, printed: set[str]) -> set[str]:
    """The printed rows that begin as the head and end as the row named behind."""
    stem = _ALSO.get(head, head)
    tails = {label.removeprefix(stem) for label in printed if label.startswith(stem)}
    return {
        f"{stem}{tail}"
        for tail in tails
        for label in item.labels
        if label != tail and label.endswith(tail) and (len(tail) >= _SHORTEST or len(label) == 2)
    }
