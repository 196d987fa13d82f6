"""Figures of the year before: worked out where asked for, printed stages kept apart."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.scope.periods import read_periods
from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, library

STAGES = """
（一）“一般公共服务支出（类）财政事务（款）行政运行（项）”600.00万元。2024年当年预算执行数为555.50万元，2025年预算安排600.00万元，主要用于日常运转。
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(
        tmp_path_factory.mktemp("prior"),
        budget().replace("### 三、政府性", STAGES + "\n### 三、政府性"),
    )


@pytest.mark.parametrize(
    "question",
    [
        "按云江区财政局2025年预算说明推算，2024年预算收入是多少",
        "云江区财政局2024年的收入预算推算下来是多少",
    ],
)
def test_last_years_figure_is_worked_out_of_the_printed_change(
    question: str, sources: Sources
) -> None:
    found = ask(question, sources)
    assert found.kind == "computed"
    assert found.figures[-1].value == Decimal("800.00")
    assert found.figures[-1].formula == "1,000.00 万元 − 200.00 万元 = 800.00 万元"


@pytest.mark.parametrize(
    "question",
    [
        "云江区财政局2024年部门预算收入是多少",
        "云江区财政局2024年预算收入有多少？手头只有2025年的",
        "库里只有云江区财政局2025年预算，2024年的预算收入是多少",
        "根据云江区财政局2025年预算，上一年的预算收入应当是多少",
    ],
)
def test_the_year_before_is_never_answered_by_this_years_figure(
    question: str, sources: Sources
) -> None:
    found = ask(question, sources)
    assert [figure.value for figure in found.figures] == [Decimal("800.00")]
    assert "1,000.00 万元 − 200.00 万元 = 800.00 万元" in found.text


def test_the_outturn_is_not_worked_out_of_two_budgets(sources: Sources) -> None:
    found = ask("云江区财政局2024年预算收入的决算数是多少", sources)
    assert found.refused


def test_the_outturn_asked_for_is_never_answered_by_a_budget(sources: Sources) -> None:
    found = ask("云江区财政局2025年预算说明里，行政运行2024年的预算执行数是多少", sources)
    assert [figure.value for figure in found.figures] == [Decimal("555.50")]


def test_an_outturn_that_is_not_printed_is_refused(sources: Sources) -> None:
    found = ask("云江区财政局2025年预算说明里，住房公积金2024年的预算执行数是多少", sources)
    assert found.refused


def test_the_year_of_the_document_is_not_the_year_asked_for() -> None:
    periods = read_periods("某局2025年部门预算的三公经费表里,2024年那一行的合计")
    assert (periods.years, periods.source) == ((2024,), 2025)


def test_a_share_that_cannot_be_said_is_not_answered_by_the_amount(tmp_path: Path) -> None:
    found = ask("云江区财政局2025年星河工程里，住房公积金占多大比例", library(tmp_path, budget()))
    assert Decimal("100.00") not in [figure.value for figure in found.figures]


def test_a_figure_to_be_worked_out_is_not_answered_by_a_check_that_was_run(
    sources: Sources,
) -> None:
    found = ask("云江区财政局倒推的2024年预算和决算里写的年初预算对得上吗，差多少？", sources)
    assert found.kind != "conflicting"


@pytest.mark.parametrize(
    "question",
    [
        "云江区财政局2025年预算只写了收入比上年增加多少，请倒推2024年的预算收入",
        "云江区财政局2025年预算收入比2024年多了200万元，倒推2024年的预算收入。",
    ],
)
def test_a_change_named_before_the_year_to_be_worked_back_is_not_the_answer(
    question: str, sources: Sources
) -> None:
    found = ask(question, sources)
    assert found.figures[-1].formula == "1,000.00 万元 − 200.00 万元 = 800.00 万元"


def test_a_printed_change_is_told_with_what_it_came_to(sources: Sources) -> None:
    found = ask("云江区财政局2025年三公经费比上年减少多少？", sources)
    told = [(figure.measure, figure.value) for figure in found.figures]
    assert told[0] == ("change", Decimal("-2.00"))
    assert told[-1][0] == "level"


def test_the_year_itself_beside_a_named_year_is_that_year() -> None:
    periods = read_periods("某局2023年项目资金总额和其中的当年财政拨款各是多少")
    assert (periods.years, periods.relative) == ((2023,), ())
