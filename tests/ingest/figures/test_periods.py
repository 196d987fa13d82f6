"""Year, stage, measure, fund and side words."""

from __future__ import annotations

import pytest

from ingest.figures.periods import (
    default_stage,
    folded,
    fund_in,
    measure_in,
    side_in,
    stage_in,
    year_in,
    years_in,
)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2019年预算数", 2019),
        ("二〇二四年预算", 2024),
        ("截至2018年末", 2018),
        ("上年决算数", 2024),
        ("上年结转", None),
        ("上年结余、结转", None),
        ("本年收入合计", 2025),
        ("比2024年增减", None),
        ("比上年增减额", None),
        ("《2019年预算办法》", None),
        ("深财规[2013]20号", None),
        ("2016年深化公务用车制度改革后", None),
        ("自2024年起", None),
        ("预算单位", None),
    ],
)
def test_a_year_is_that_of_the_figure(text: str, year: int | None) -> None:
    assert year_in(text, 2025) == year


def test_all_years_of_a_text_in_order() -> None:
    assert years_in("2024年和2025年") == (2024, 2025)


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("年初预算数", "年初预算"),
        ("2025年预算数", "年初预算"),
        ("全年预算数", "调整预算"),
        ("预算调整数", "调整预算"),
        ("2024年执行数", "执行数"),
        ("支出决算", "决算"),
        ("一般公共预算财政拨款支出", None),
        ("政府性基金预算", None),
        ("预算单位", None),
    ],
)
def test_a_stage_is_not_read_from_the_name_of_a_fund(text: str, stage: str | None) -> None:
    assert stage_in(text) == stage


def test_a_final_account_gives_outturn_unless_it_says_otherwise() -> None:
    assert default_stage("部门决算") == "决算"
    assert default_stage("单位预算") == "年初预算"
    assert default_stage(None) is None


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("增减变化金额", "change"),
        ("增减额", "change"),
        ("增减%", "rate"),
        ("增长率", "rate"),
        ("占比", "rate"),
        ("合计", None),
    ],
)
def test_measure_words(text: str, measure: str | None) -> None:
    assert measure_in(text) == measure


@pytest.mark.parametrize(
    ("text", "fund"),
    [
        ("一般公共预算拨款", "一般公共预算"),
        ("公共财政预算", "一般公共预算"),
        ("基金预算拨款", "政府性基金预算"),
        ("政府性基金", "政府性基金预算"),
        ("国有资本经营预算", "国有资本经营预算"),
        ("财政专户管理资金", "财政专户"),
        ("用事业基金弥补收支差额", None),
        ("一般公共预算、政府性基金预算", None),
    ],
)
def test_the_one_fund_a_text_names(text: str, fund: str | None) -> None:
    assert fund_in(text) == fund


def test_side_and_folding() -> None:
    assert side_in("本年收入") == "收入"
    assert side_in("收入支出总计") is None
    assert folded("２０１９ 年（预算）") == "2019年(预算)"
