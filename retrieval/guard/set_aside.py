"""Whether what a question sets aside is no part of what is answered: '养老保险(不算年金)' is 养老保险 as printed.

Takes an Understood, the words set aside and a Composed answer, says whether the figure stands without them:
what is set aside is a row of its own, neither in the row that is answered nor around it. Knows no lanes.

    养老保险缴费, set aside 年金        ->   True      三公经费, set aside 公务接待费   ->   False
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from decimal import Decimal

from ingest.facts import Fact
from retrieval.nearest import nearest
from retrieval.understand.reading import Understood
from retrieval.words.everyday import everyday
from retrieval.words.lexicon import folded, label_key, lexicon
from retrieval.writing.compose import Composed

__all__ = ["stands_without"]

_WORDS, _MEANT = 0.9, 0.7
"""How plainly words must speak for an item of the classification."""

_PAPER = re.compile(
    r"(?:局|本|区|县|市|镇)?(?:本级|机关)|(?:部门|单位)(?:预算|决算)|.*(?:预算|决算)(?:表|文件|本子)?"
)
_LEVELS = ("本级", "机关", "部门")


def stands_without(understood: Understood, denied: Sequence[str], composed: Composed) -> bool:
    """Whether every figure is of something that holds nothing of what is set aside."""
    titles = {figure.item for figure in composed.figures}
    return all(_apart(understood, word, title, composed) for word in denied for title in titles)


def _apart(understood: Understood, word: str, title: str, composed: Composed) -> bool:
    if _PAPER.fullmatch(folded(word)):
        return _of_another_level(composed)
    if _TABLE.search(word):
        return _of_another_table(word, composed)
    names = _named(understood, word)
    codes = _codes(names)
    if not names or _is_whole(title):
        return False
    facts = [f for f in understood.facts_of(understood.documents) if f.row_path]
    rows = [f for f in facts if label_key(f.row_path[-1]) in names]
    own = [f for f in facts if label_key(f.row_path[-1]) == label_key(title)]
    if any(_within(one, title) or any(_coded_within(one, o) for o in own) for one in rows):
        return False
    if rows:
        return label_key(title) not in names
    here = _codes({label_key(title)}) | {fact.code for fact in own if fact.code}
    return bool(here and codes) and not any(_nested(a, b) for a in here for b in codes)


def _codes(names: Set[str]) -> set[str]:
    """The codes of items with some names."""
    return {
        code
        for one in everyday()
        for code in one.codes
        if not names.isdisjoint(map(label_key, one.names))
    }


def _named(understood: Understood, word: str) -> set[str]:
    """The printed names of what is set aside."""
    keys = lexicon().asked.get(folded(word), ())
    concepts = [lexicon().concepts[key] for key in keys]
    names = {label for one in concepts for label in one.labels}
    printed = {
        label_key(f.row_path[-1]) for f in understood.facts_of(understood.documents) if f.row_path
    }
    names |= {label_key(word)} & printed
    near = nearest(word, 1)
    if near and near[0].words >= _WORDS and near[0].meaning >= _MEANT:
        names |= set(map(label_key, near[0].item.names))
    return names


def _of_another_level(composed: Composed) -> bool:
    """'不算局本级', where the figure is of a unit below: its place says whose it is."""
    places = ("".join(e.labels) for e in composed.draft.evidence)
    return not any(level in place for place in places for level in _LEVELS)


_TABLE = re.compile(r"(?P<table>[\u4e00-\u9fff]{2,12}表)(?:[里中上]|的|那|$)")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def _of_another_table(word: str, composed: Composed) -> bool:
    """'不要基本支出表里那个230', where the figure is another one, in another table."""
    table = _TABLE.search(word)
    numbers = {Decimal(number.replace(",", "")) for number in _NUMBER.findall(word)}
    places = [folded("".join((*e.labels, e.citation.section))) for e in composed.draft.evidence]
    named = table["table"].removesuffix("表") if table else ""
    same = any(figure.value in numbers for figure in composed.figures)
    return not same and not any(named in place for place in places)


def _is_whole(title: str) -> bool:
    """Whether an item is one that others are added up in: 支出总计, 基本支出, “三公”经费."""
    concepts = [lexicon().concepts[key] for key in lexicon().printed.get(label_key(title), ())]
    whole = any(one.aspect or one.totals or one.fund for one in concepts)
    return (
        whole or re.search(r"合计|总计|总额|小计|三公|^支出$|^收入$", label_key(title)) is not None
    )


def _within(fact: Fact, title: str) -> bool:
    """Whether a row stands under the row that is answered."""
    return any(label_key(label) == label_key(title) for label in fact.row_path[:-1])


def _coded_within(one: Fact, other: Fact) -> bool:
    return bool(one.code and other.code) and _nested(one.code or "", other.code or "")


def _nested(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
