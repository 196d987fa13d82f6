"""The figure lane: labels and question must account for each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.facts import Fact
from retrieval.figures.found import find
from retrieval.printed.agreement import agree
from retrieval.understand.asking import Ask
from retrieval.understand.places import place_of
from retrieval.understand.question import Item
from retrieval.writing.arithmetic import Term, compute
from tests.retrieval.budgets import budget, library


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> list[Fact]:
    sources = library(tmp_path_factory.mktemp("figures"), budget())
    return list(sources.facts([row.doc_id for row in sources.catalogue]))


def wanted(concept: str = "", label: str = "") -> Item:
    return Item("", 0, 0, (concept,) if concept else (), frozenset({label} if label else ()))


def printed(facts: list[Fact], ask: Ask) -> str | None:
    hit = find(ask, facts)
    return hit.fact.printed if hit else None


def test_an_item_on_the_column_axis_is_found(facts: list[Fact]) -> None:
    assert printed(facts, Ask(wanted("reception"), 2025)) == "3.00"
    assert printed(facts, Ask(wanted("reception"), 2024)) == "5.00"


def test_the_total_column_is_meant_unless_a_part_is_asked(facts: list[Fact]) -> None:
    row = wanted(label="一般公共服务支出")
    assert printed(facts, Ask(row, 2025)) == "900.00"
    assert printed(facts, Ask(row, 2025, others=(wanted("project"),))) == "300.00"


def test_the_total_of_a_table_belongs_to_what_its_title_names(facts: list[Fact]) -> None:
    assert printed(facts, Ask(wanted("sangong"), 2025)) == "15.00"


def test_a_table_cell_goes_before_the_sentence_that_says_the_same(facts: list[Fact]) -> None:
    hit = find(Ask(wanted("sangong"), 2025), facts)
    assert hit is not None
    assert hit.fact.table is not None
    assert any(place.fact.table is None for place in hit.same)


def test_a_word_nothing_explains_gives_no_figure(facts: list[Fact]) -> None:
    assert find(Ask(wanted("sangong"), 2025, residue=("缴存",)), facts) is None


def test_a_year_that_is_not_printed_gives_no_figure(facts: list[Fact]) -> None:
    assert find(Ask(wanted("reception"), 2020), facts) is None


def test_an_item_beside_it_must_stand_in_the_same_place(facts: list[Fact]) -> None:
    ask = Ask(wanted(label="住房公积金"), 2025, others=(wanted("sangong"),))
    assert find(ask, facts) is None


def test_rounded_figures_agree_and_other_figures_do_not(facts: list[Fact], tmp_path: Path) -> None:
    income = next(f for f in facts if f.item == "收入总计")
    other = next(f for f in facts if f.item == "财政委托业务支出")
    assert agree(income, income)
    assert not agree(income, other)


def test_a_total_of_the_year_contradicts_no_grand_total(tmp_path: Path) -> None:
    text = budget().replace("部门预算收入 1,000.00 万元，", "收入合计 900.00 万元，")
    assert text != budget()
    sources = library(tmp_path, text)
    facts = list(sources.facts([row.doc_id for row in sources.catalogue]))
    hit = find(Ask(wanted("total_income")._replace(text="收入总计"), 2025), facts)
    assert hit is not None
    assert not hit.against


def test_the_place_of_a_fact_reads_item_and_aspect(facts: list[Fact]) -> None:
    fact = next(f for f in facts if f.code == "2010601" and "基本支出" in f.column_path)
    place = place_of(fact)
    assert (place.item, place.aspect, place.odd) == ("行政运行", "基本支出", "")


def test_units_are_brought_together_before_anything_is_added() -> None:
    from decimal import Decimal

    terms = (
        Term(Decimal("31214205.80"), "元", "31,214,205.80", 1),
        Term(Decimal("1.00"), "万元", "1.00", 2),
    )
    total = compute("sum", terms)
    assert total is not None
    assert (total.value, total.unit) == (Decimal("3122.42"), "万元")
    assert total.formula.endswith("≈ 3,122.42 万元")


def test_counts_and_money_are_never_added() -> None:
    from decimal import Decimal

    terms = (Term(Decimal(3), "人", "3", 1), Term(Decimal(1), "万元", "1", 2))
    assert compute("sum", terms) is None


def test_nothing_is_divided_by_zero() -> None:
    from decimal import Decimal

    terms = (Term(Decimal(3), "万元", "3", 1), Term(Decimal(0), "万元", "0", 2))
    assert compute("growth", terms) is None
