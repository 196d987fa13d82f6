"""A question becomes an Answer: every kind, over invented budgets read as users' files are."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from retrieval.writing.prompts import REFUSAL
from tests.retrieval.budgets import ask, budget, budget_2024, library

OTHER = (
    budget()
    .replace("北河市云江区财政局", "北河市明湖区水务局")
    .replace("云江区财政局", "明湖区水务局")
)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("one"), budget())


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("years"), budget(), budget_2024())


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2025年收入总计是多少？", "1000.00"),
        ("云江财局2025年一共花了多少钱", "1000.00"),
        ("项目支出是多少", "300.00"),
        ("行政运行的基本支出", "600.00"),
        ("科目2010608的预算", "300.00"),
        ("公积金多少", "100.00"),
        ("接待费是多少", "3.00"),
        ("公車運行維護費", "12.00"),
        ("２０２５年三公经费", "15.00"),
        ("机关运转经费", "80.00"),
        ("编制多少人", "32"),
        ("有几辆车", "3"),
        ("去年三公经费是多少", "17.00"),
    ],
)
def test_a_figure_is_found_by_its_official_or_usual_name(
    one: Sources, question: str, value: str
) -> None:
    found = ask(question, one)
    assert (found.kind, found.figures[0].value) == ("found", Decimal(value)), found.text


def test_the_text_prints_the_figure_with_its_unit_and_marks(one: Sources) -> None:
    found = ask("2025年收入总计是多少？", one)
    assert "为 1,000.00 万元[1]。" in found.text
    assert found.citations[0].quote == "1,000.00"


def test_the_answer_line_has_the_public_keys_and_counts_citations_from_zero(one: Sources) -> None:
    line = ask("项目支出是多少", one).as_json()
    assert list(line) == [
        "id", "answer", "kind", "refused", "citations", "figures", "checks", "model", "seconds",
    ]  # fmt: skip
    figure = line["figures"][0]
    assert figure["value"] == "300.00"
    assert line["citations"][figure["citation"]]["quote"] == "300.00"


def test_an_item_stated_as_none_is_an_answer_of_zero(one: Sources) -> None:
    found = ask("政府性基金预算支出是多少", one)
    assert (found.kind, found.refused) == ("none_stated", False)
    assert found.figures[0].value == 0


def test_a_printed_change_is_taken_from_its_sentence(one: Sources) -> None:
    found = ask("收入比上年增加多少", one)
    assert "增加 200.00 万元" in found.text
    assert "增长 25%" in found.text


def test_a_difference_between_two_years_is_computed_with_its_formula(two_years: Sources) -> None:
    found = ask("2025年和2024年的基本支出相差多少", two_years)
    assert found.kind == "computed"
    assert "700.00 万元 − 600.00 万元 = 100.00 万元" in found.text
    assert "增长 16.67%" in found.text


def test_a_share_is_computed_when_none_is_printed(one: Sources) -> None:
    found = ask("项目支出占总支出的比例", one)
    assert (found.kind, found.figures[-1].value) == ("computed", Decimal("30.00"))


def test_two_items_are_added(one: Sources) -> None:
    found = ask("基本支出和项目支出之和", one)
    assert found.figures[-1].value == Decimal("1000.00")


def test_each_of_two_items_is_a_line_without_arithmetic(one: Sources) -> None:
    found = ask("基本支出和项目支出分别是多少", one)
    assert [f.value for f in found.figures] == [Decimal("700.00"), Decimal("300.00")]


def test_the_largest_row_is_named_with_its_cell(one: Sources) -> None:
    found = ask("支出最大的功能科目是哪个", one)
    assert "一般公共服务支出：900.00 万元" in found.text


def test_two_places_that_disagree_are_both_shown(tmp_path: Path) -> None:
    sources = library(tmp_path, budget(sangong="51.00"))
    found = ask("三公经费是多少", sources)
    assert found.kind == "conflicting"
    assert {figure.value for figure in found.figures} == {Decimal("15.00"), Decimal("51.00")}


def test_an_unnamed_year_goes_back_as_a_question_with_the_options(two_years: Sources) -> None:
    found = ask("三公经费是多少", two_years)
    assert (found.kind, found.refused) == ("ambiguous", False)
    assert "请指明年度" in found.text


def test_an_unnamed_unit_goes_back_only_where_values_differ(tmp_path: Path) -> None:
    sources = library(tmp_path, budget(), OTHER)
    assert ask("2025年住房公积金", sources).kind == "found"
    differs = library(tmp_path, budget(), OTHER.replace("1,000.00", "1,200.00"))
    assert ask("2025年收入总计", differs).kind == "ambiguous"


def test_a_later_turn_takes_what_it_leaves_out_from_the_earlier(two_years: Sources) -> None:
    turns = ["2025年三公经费是多少", "其中公务接待费呢", "2024年呢"]
    assert ask(turns[:2], two_years).figures[0].value == Decimal("3.00")
    assert ask(turns, two_years).figures[0].period == "2024"


def test_duties_come_complete_in_order_and_verbatim(one: Sources) -> None:
    found = ask("这个局的主要职责是什么", one)
    assert found.text.index("（一）拟订") < found.text.index("（二）管理")


def test_a_definition_is_the_glossarys_own_sentence(one: Sources) -> None:
    found = ask("什么是机关运行经费", one)
    assert "指行政单位使用一般公共预算安排的日常公用经费支出" in found.text


def test_a_reason_is_quoted_from_the_sentence_that_gives_it(one: Sources) -> None:
    assert "严格控制公务接待" in ask("三公经费为什么减少", one).text


@pytest.mark.parametrize(
    "question",
    [
        "今天天气怎么样",
        "局长的工资是多少",
        "南山区财政局2025年收入总计",
        "云江区税务局2025年收入",
        "2016年收入总计",
        "会议费是多少",
        "住房公积金缴存比例是多少",
        "税收收入是多少",
    ],
)
def test_what_the_documents_do_not_hold_is_refused(one: Sources, question: str) -> None:
    found = ask(question, one)
    assert (found.kind, found.refused) == ("not_found", True), found.text
    assert found.text.startswith(REFUSAL)
    assert not found.figures


def test_a_year_that_is_not_there_is_named_with_the_years_that_are(one: Sources) -> None:
    assert "2016年的文件，有2025年的" in ask("云江区财政局2016年收入", one).text
