"""What a question of the classification names: a row by its name or code, the money of a column.

Takes the text of a question without unit and year, and ClassTrees; gives Heads with what is left of the
text, and the Money said. Told holds what an answer is made from. Knows nothing of answers.

    '财政拨款基本支出里,给个人和家庭的补助有哪几项'   ->   Head 303, Money 财政拨款 基本支出
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.facts import Fact
from retrieval.rows.class_asked import Asked
from retrieval.rows.class_tree import ClassTree
from retrieval.understand.question import Item, Query
from retrieval.understand.reading import Target, Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded, label_key, lexicon
from retrieval.writing.prompts import period

__all__ = ["Head", "Money", "Told", "heads", "money_said", "name_of", "trees_of", "without_place"]

_FUNDS = (
    ("一般公共预算", re.compile(r"一般公共预算(?:财政)?(?:拨款)?")),
    ("政府性基金预算", re.compile(r"政府性基金(?:预算)?(?:财政)?(?:拨款)?")),
    ("国有资本经营预算", re.compile(r"国有资本经营(?:预算)?(?:财政)?(?:拨款)?")),
    ("财政拨款", re.compile(r"财政(?:预算)?拨款")),
)
_ASPECT = re.compile(r"基本支出|项目支出|人员经费|公用经费")
_CARRIED = re.compile(
    r"(?:(?:上年|去年|上一年|以前年度)(?:度)?)?结转(?!下年|明年|到|至)(?:下来|过来|资金|结余|和|的)*"
)
_CARRIED_LABEL = re.compile(r"上年结转|结转资金")


@dataclass(frozen=True, slots=True)
class Head:
    """What the question names: a row by its codes, or a column; and what is left of the text."""

    name: str
    codes: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class Money:
    """The fund, kinds of spending and carried-over money that the question names, and what is left."""

    fund: str
    aspects: frozenset[str]
    carried: bool
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """What every kind of answer is made from."""

    understood: Understood
    target: Target
    sources: Sources
    head: Head
    money: Money
    asked: Asked
    facts: Sequence[Fact]

    @property
    def who(self) -> str:
        """'2025年某局'."""
        row = self.target.own[0]
        return f"{period(self.target.year)}{row.unit_name or ''}"


def without_place(text: str, unit: str) -> str:
    """'…是什么科目?(澜峪县)': a bracket that only says again where the unit is."""
    name = folded(unit)
    return _BRACKET.sub(lambda m: "|" * len(m[0]) if m[1] in name else m[0], text)


_BRACKET = re.compile(r"\(([\u4e00-\u9fff]{2,8})\)")


def heads(
    query: Query, text: str, trees: Sequence[ClassTree], codes: Sequence[str]
) -> Iterator[Head]:
    """The rows named, the longest name first; last of all no row, but the whole of a column."""
    for code in codes:
        said = text.replace(code, "|" * len(code))
        for name in (tree.rows[code].item for tree in trees if code in tree.rows):
            said = said.replace(name, "|" * len(name)) if name else said
        yield Head(code, frozenset({code}), said)
    if codes:
        return
    names: dict[str, set[str]] = {}
    for tree in trees:
        for code, place in tree.rows.items():
            for wording in _wordings(place.fact.item):
                if wording in text:
                    names.setdefault(wording, set()).add(code)
            for item in query.items:
                if label_key(place.fact.item) in _labels(item) and item.text in text:
                    names.setdefault(item.text, set()).add(code)
    for name in sorted(names, key=len, reverse=True)[:2]:
        yield Head(name, frozenset(names[name]), text.replace(name, "|" * len(name), 1))
    yield Head("", frozenset(), text)


def _labels(item: Item) -> frozenset[str]:
    """How an item that people call otherwise is printed: '给个人和家庭的补助'."""
    concepts = [lexicon().concepts[key] for key in item.concepts]
    plain = [c for c in concepts if not c.aspect and not c.fund and not c.totals]
    return item.labels | {label for concept in plain for label in concept.labels}


def _wordings(label: str) -> Iterator[str]:
    """A label as printed and as its key, with and without 支出 at its end."""
    key = label_key(label)
    yield key
    yield re.sub(r"\s", "", folded(label))
    if key.endswith("支出") and len(key) > 4:
        yield key.removesuffix("支出")
    elif key and not key.endswith("支出"):
        yield f"{key}支出"


def money_said(text: str) -> Money:
    """The fund and the kinds of spending that a text names."""
    fund = next((name for name, pattern in _FUNDS if pattern.search(text)), "")
    carried = _CARRIED.search(text) is not None
    aspects = frozenset(_ASPECT.findall(text))
    for pattern in (*(p for _, p in _FUNDS), _CARRIED, _ASPECT):
        text = pattern.sub(lambda m: "|" * len(m[0]), text)
    return Money(fund, aspects, carried, text)


def trees_of(trees: Sequence[ClassTree], money: Money) -> list[ClassTree]:
    """The columns of the money that is named."""
    return [tree for tree in trees if _of_money(tree, money)]


def _of_money(tree: ClassTree, money: Money) -> bool:
    """Whether a column is of the money that is named, and of no narrower column than is named."""
    columns = "".join(tree.of.columns)
    if money.carried or _CARRIED_LABEL.search(columns):
        return money.carried and bool(_CARRIED_LABEL.search(columns)) and not money.fund
    if tree.of.odd or (money.fund and money.fund not in (tree.base, _of_title(tree))):
        return False
    return money.aspects <= tree.aspects


def _of_title(tree: ClassTree) -> str:
    """财政拨款 where a table of 基本支出 has it in its title: no other fund pays for that."""
    title = tree.of.where.rsplit(">", 1)[-1]
    return "财政拨款" if tree.of.table_aspect == "基本支出" and "财政拨款" in title else ""


def name_of(fact: Fact) -> str:
    """The label of a row without blanks."""
    return re.sub(r"\s+", "", fact.item)
