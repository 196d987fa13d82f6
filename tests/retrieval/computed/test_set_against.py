"""Two things set against each other in ordinary words are each looked up and compared, or nothing is told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

PAPER = """# 2024年云江县人民医院单位决算

## 一、收支情况

2024年度本年收入合计900.00万元，比上年增加100.00万元，增长12.50%；本年支出合计880.00万元，比上年增加60.00万元，增长7.32%。

## 二、一般公共预算支出情况

1.公立医院年初预算为500.00万元，支出决算为490.00万元，完成年初预算的98.00%。

2.公共卫生年初预算为100.00万元，支出决算为70.00万元，完成年初预算的70.00%。

## 三、人员情况

本院在职人员210人，退休人员35人。

表三
## 支出决算表
单位：云江县人民医院
单位：万元
科目编码	科目名称	本年支出合计	基本支出	项目支出
合计	合计	880.00	600.00	280.00
210	卫生健康支出	880.00	600.00	280.00
21002	公立医院	780.00	600.00	180.00
21004	公共卫生	100.00	0.00	100.00

表五
## 一般公共预算财政拨款支出决算表
单位：云江县人民医院
单位：万元
科目编码	科目名称	本年支出合计	基本支出	项目支出
合计	合计	560.00	420.00	140.00
210	卫生健康支出	560.00	420.00	140.00
21002	公立医院	490.00	420.00	70.00
21004	公共卫生	70.00	0.00	70.00

表六
## 项目支出表
单位：云江县人民医院
单位：万元
项目名称	合计	一般公共预算
合计	150.00	150.00
影像设备更新	60.00	60.00
信息系统运行维护	25.00	25.00
"""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("against"), PAPER)


@pytest.mark.parametrize(
    ("question", "worked_out", "first"),
    [
        (
            "只看一般公共预算财政拨款，云江县医院2024年公立医院这一款是公共卫生的多少倍？",
            "7.00",
            "公立医院",
        ),
        (
            "云江县医院2024年影像设备更新和信息系统运行维护这两块，哪块花得多，差多少？",
            "35.00",
            "影像设备",
        ),
        ("云江县医院2024年买影像设备和维护信息系统，哪样贵，贵多少？", "35.00", "影像设备"),
        ("跟2023年相比，云江县医院2024年是收入增得快还是支出增得快？", "5.18", "收入"),
    ],
)
def test_which_is_more_in_ordinary_words(
    question: str, worked_out: str, first: str, paper: Sources
) -> None:
    found = ask(question, paper)
    assert found.kind == "computed", found.text
    assert found.figures[-1].value == Decimal(worked_out)
    assert first in found.text


def test_rates_apart_are_in_points_and_no_money(paper: Sources) -> None:
    found = ask("跟2023年相比，云江县医院2024年是收入增得快还是支出增得快？", paper)
    assert found.figures[-1].unit == "百分点"
    assert "12.50% − 7.32% = 5.18 个百分点" in found.text


@pytest.mark.parametrize(
    "question",
    [
        "云江县医院2024年影像设备更新和食堂改造，哪个花得多？",
        "云江县医院2024年公立医院和食堂哪个完成年初预算的程度更低？",
        "只看政府性基金，云江县医院2024年公立医院是公共卫生的多少倍？",
    ],
)
def test_one_side_that_is_not_printed_leaves_it_untold(question: str, paper: Sources) -> None:
    assert ask(question, paper).kind in ("not_found", "none_stated")


def test_a_fund_said_first_narrows_what_is_asked(paper: Sources) -> None:
    found = ask("只看一般公共预算财政拨款，云江县医院2024年公立医院花了多少？", paper)
    assert [figure.value for figure in found.figures] == [Decimal("490.00")]


def test_a_part_of_what_a_fund_spends(paper: Sources) -> None:
    found = ask("云江县医院2024年一般公共预算财政拨款支出当中，基本支出占几成（百分比）？", paper)
    assert found.figures[-1].value == Decimal("75.00")


def test_a_later_share_is_of_all_that_the_column_holds(paper: Sources) -> None:
    turns = (
        "云江县医院2024年项目支出总额是多少？",
        "其中用在公共卫生上的项目支出呢？",
        "占项目支出的比重是多少？",
    )
    assert ask(turns, paper).figures[-1].value == Decimal("35.71")
