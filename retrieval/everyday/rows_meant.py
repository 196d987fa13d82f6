"""The row of a document's own that a loose name is taken for, because it accounts for it and no other does.

Takes an Understood, what is said and the labels that may be meant, gives a Composed answer, a question back
between rows that account for it alike, or None. Rows of the classification are not the document's own.

    '种海椒的老乡的补助'   ->   '按“辣椒产业种植补贴”理解。' and its figure
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from retrieval.everyday.items_meant import is_printed, meant_by
from retrieval.everyday.offered import MOST, which_of
from retrieval.everyday.rows_accounted import Accounted, rows_accounted
from retrieval.everyday.taken_as import figure_of, row_of, taken
from retrieval.nearest import Near, nearest
from retrieval.understand.reading import Understood
from retrieval.words.contrast import Said
from retrieval.words.foreign_terms import asks_earnings
from retrieval.words.lexicon import folded, label_key
from retrieval.words.other_names import words_left
from retrieval.words.word_evidence import item_words
from retrieval.writing.compose import Composed

__all__ = ["names_another", "of_accounted_rows"]

_SURE, _LEAD = 0.6, 0.2
"""The share of what is said that the row must account for, and how far ahead of others it must be."""

_WORDS, _MEANT = 2.0, 0.9
"""From which evidence on an item of the classification may be meant as well."""

_COUNTED = re.compile(r"(?:人|户|次|批|台|车|宗|件|场|期|总)数$|数量$|率$|面积$|里程$")
"""Names of what is counted, which no money is for."""

_OF_ITS_OWN = re.compile(r"[^经]费$|^每|均$")
"""'修缮的监理费', '租赁补贴每平方米': another sum than that of the row."""

_CODED = re.compile(r"2\d{2}(?:\d{2})?|3[019]\d{1,3}")
"""Codes of 类 and 款, and of economic items: a project may bear the code of its 项."""


def of_accounted_rows(
    understood: Understood, heard: Said, labels: Collection[str]
) -> Composed | None:
    """The one row that accounts for what is said, or the question back between them."""
    if asks_earnings(heard.asked):
        return None
    classified = _classified(understood)
    units = [folded(row.unit_name) for row in understood.documents if row.unit_name]
    rows = [label for label in labels if label not in classified and not _is_unit(label, units)]
    found = [
        one for one in rows_accounted(heard.asked, rows, units) if not _COUNTED.search(one.label)
    ]
    found = [one for one in found if not names_another(one)]
    meant = [row_of(one.label) for one in _ahead(found)]
    meant = [one for one in meant if figure_of(understood, one)]
    if not meant:
        return None
    item = _as_well(heard, classified)
    if len(meant) > 1 or item:
        others = [meant_by(item.item)] if item else []
        return which_of(understood, [*meant, *others]) if len(meant) < MOST else None
    return taken(understood, meant[0])


def names_another(one: Accounted) -> bool:
    """Whether a word that the row leaves untold is one of an item of the classification, or a thing or a
    deed of its own: 出国 beside 特警实战训练, 供水 beside 排水管网清疏."""
    own = any(_OF_ITS_OWN.search(run) for run in one.untold)
    return own or bool(one.cut or words_left(one.untold)) or item_words().of_others(one.untold)


def _ahead(found: Sequence[Accounted]) -> list[Accounted]:
    best = found[0].share if found else 0.0
    return [one for one in found if one.share > best - _LEAD] if best >= _SURE else []


def _as_well(heard: Said, classified: frozenset[str]) -> Near | None:
    """An item of the classification that is printed and plainly speaks for itself."""
    near = nearest(heard.asked, 1, denied=heard.denied)
    first = near[0] if near else None
    if first is None or not is_printed(first, classified):
        return None
    return first if first.words >= _WORDS and first.meaning >= _MEANT else None


def _classified(understood: Understood) -> frozenset[str]:
    """The labels of rows that bear a code of the classification."""
    rows = {row.doc_id: row for target in understood.targets for row in target.own}
    facts = understood.facts_of(rows.values())
    return frozenset(
        label_key(fact.row_path[-1])
        for fact in facts
        if fact.row_path and fact.code and _CODED.fullmatch(fact.code)
    )


def _is_unit(label: str, units: Collection[str]) -> bool:
    return any(label in unit or unit in label for unit in units)
