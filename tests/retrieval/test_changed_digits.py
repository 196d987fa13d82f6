"""A figure whose digit was changed after reading never leaves; an invented figure is never confirmed."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from ingest.amount import number
from ingest.facts import Fact
from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, budget_2024, library

CHANGES, INVENTED = 200, 100
ITEMS = ("收入总计", "支出总计", "基本支出", "项目支出", "行政运行", "财政事务", "住房公积金", "住房改革支出",
         "财政委托业务支出", "公务接待费", "公务用车运行维护费", "“三公”经费", "机关运行经费", "政府性基金预算支出")  # fmt: skip


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("changed"), budget(), budget_2024())


def _changed(fact: Fact, draw: random.Random) -> Fact | None:
    """The fact with one of its digits another one, as a store that was tampered with holds it."""
    places = [at for at, char in enumerate(fact.printed) if char.isdigit()]
    if not places or not fact.value:
        return None
    at = draw.choice(places)
    digit = draw.choice([d for d in "123456789" if d != fact.printed[at]])
    printed = fact.printed[:at] + digit + fact.printed[at + 1 :]
    value = number(printed)
    return replace(fact, printed=printed, value=value) if value is not None else None


def _tampered(sources: Sources, draw: random.Random) -> Iterator[tuple[Sources, Fact, Fact]]:
    facts = list(sources.facts([row.doc_id for row in sources.catalogue]))
    told = [f for f in facts if f.kind == "amount" and f.value and f.item in ITEMS]
    while True:
        fact = draw.choice(told)
        other = _changed(fact, draw)
        if other is None or other.value == fact.value:
            continue
        # every place of the figure is changed alike, so that no other place puts it right
        swapped = [
            replace(f, printed=other.printed, value=other.value)
            if (f.item, f.value, f.year) == (fact.item, fact.value, fact.year)
            else f
            for f in facts
        ]
        by_id = {
            row.doc_id: [f for f in swapped if f.doc_id == row.doc_id] for row in sources.catalogue
        }
        store = replace(sources, facts=partial(_of, by_id))
        yield store, fact, other


def _of(by_id: dict[str, list[Fact]], ids: Collection[str]) -> list[Fact]:
    return [fact for doc_id in ids for fact in by_id[doc_id]]


def test_no_changed_digit_of_200_gets_through(sources: Sources) -> None:
    draw = random.Random(5)
    through = []
    for _, (store, fact, other) in zip(range(CHANGES), _tampered(sources, draw), strict=False):
        question = f"云江区财政局{fact.year}年{fact.item}是多少"
        found = ask(question, store)
        if any(figure.value == other.value for figure in found.figures):
            through.append((question, other.printed, found.text))
    assert not through


def test_no_invented_figure_of_100_is_confirmed(sources: Sources) -> None:
    draw = random.Random(6)
    printed = {f.value for f in sources.facts([row.doc_id for row in sources.catalogue])}
    confirmed = []
    for _ in range(INVENTED):
        invented = Decimal(draw.randrange(100_000, 999_999)) / 100
        item = draw.choice(ITEMS)
        found = ask(f"云江区财政局2025年{item}是{invented}万元，对吗？", sources)
        given = invented not in printed and any(f.value == invented for f in found.figures)
        if given or ("一致" in found.text and "不一致" not in found.text):
            confirmed.append((item, invented, found.text))
    assert not confirmed


def test_a_question_in_five_wordings_has_one_answer(tmp_path: Path) -> None:
    kept = library(tmp_path, budget())
    wordings = (
        "云江区财政局2025年{}是多少？", "请问2025年云江区财政局的{}有多少", "2025年度，云江区财政局{}多少钱？",
        "查一下云江区财政局2025年的{}", "我想知道云江区财政局在2025年{}为多少。",
    )  # fmt: skip
    for item in ("收入总计", "基本支出", "公务接待费", "机关运行经费", "住房公积金"):
        told = {
            tuple(f.value for f in ask(wording.format(item), kept).figures[:1])
            for wording in wordings
        }
        assert len(told) == 1, item
        assert told != {()}, item


def test_the_order_of_reading_changes_no_answer(tmp_path: Path) -> None:
    texts = [budget(), budget_2024(), budget().replace("云江区", "临塘县")]
    for question in ("云江区财政局2025年基本支出是多少", "临塘县财政局2025年机关运行经费是多少"):
        orders = (texts, texts[::-1], [texts[1], texts[2], texts[0]])
        told = {ask(question, library(tmp_path, *order)).text for order in orders}
        assert len(told) == 1
