"""Units below a department that have tables of their own: told for the unit, never for the whole."""

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, library

HEALTH = """# 2025年云江市卫生健康局部门预算

## 第一部分 部门概况

部门预算单位包括局本级、市人民医院、市疾控中心。

表一
## 收入总表
部门：云江市卫生健康局
单位：万元
单位名称	合计	财政拨款收入	事业收入
合计	1500.00	900.00	600.00
云江市卫生健康局本级	500.00	500.00	0.00
云江市人民医院	800.00	200.00	600.00
云江市疾病预防控制中心	200.00	200.00	0.00

表二-1
## 单位支出明细表（云江市人民医院）
部门：云江市卫生健康局
单位：万元
科目编码	科目名称	合计	人员经费	公用经费	项目支出
合计	合计	800.00	500.00	180.00	120.00
210	卫生健康支出	800.00	500.00	180.00	120.00

表二-2
## 单位支出明细表（云江市疾病预防控制中心）
部门：云江市卫生健康局
单位：万元
科目编码	科目名称	合计	人员经费	公用经费	项目支出
合计	合计	200.00	120.00	50.00	30.00
210	卫生健康支出	200.00	120.00	50.00	30.00
"""


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("云江市卫生健康局2025年疾控中心的公用经费是多少", "50.00"),
        ("云江市卫生健康局下属的市人民医院2025年支出预算多少", "800.00"),
        ("云江市卫生健康局2025年市人民医院卫生健康支出里项目支出是多少", "120.00"),
    ],
)
def test_the_table_of_a_unit_answers_for_it(tmp_path: Path, question: str, figure: str) -> None:
    found = ask(f"{question}？", library(tmp_path, HEALTH))
    assert f"为 {figure} 万元" in found.text
    assert "卫生健康局" not in found.text.split("为")[0]


def test_two_units_are_set_side_by_side(tmp_path: Path) -> None:
    found = ask(
        "云江市卫生健康局2025年市人民医院和疾控中心谁的支出预算大？大多少万元？",
        library(tmp_path, HEALTH),
    )
    assert "800.00 万元 − 200.00 万元 = 600.00 万元" in found.text, found.text


def test_a_table_of_one_unit_is_not_told_for_the_department(tmp_path: Path) -> None:
    found = ask("云江市卫生健康局2025年公用经费是多少？", library(tmp_path, HEALTH))
    assert "180.00" not in found.text.splitlines()[0] or "人民医院" in found.text


JUSTICE = """# 2025年云江市司法局部门预算

## 第一部分 部门概况

纳入部门预算编制范围的预算单位共3个，见下表。

表一
## 预算单位情况表
单位名称	单位性质	单位规格	编制人数（人）	在职人数（人）	离退休（人）
云江市司法局本级	行政	正处级	36	34	29
云江市法律援助中心	参公事业	正科级	14	13	3
云江市强制隔离戒毒所	行政	副处级	26	24	6
合计			76	71	38

## 第二部分 预算表

表二
## 部门收入总表
部门：云江市司法局
单位：万元
单位名称	合计	上年结转	一般公共预算拨款	事业收入
合计	900.00	40.00	830.00	30.00
云江市司法局本级	500.00	40.00	460.00	0.00
云江市法律援助中心	150.00	0.00	150.00	0.00
云江市强制隔离戒毒所	250.00	0.00	220.00	30.00

表三
## 部门支出总表
部门：云江市司法局
单位：万元
单位名称	支出合计	基本支出	项目支出
合计	900.00	600.00	300.00
云江市司法局本级	500.00	320.00	180.00
云江市法律援助中心	150.00	100.00	50.00
云江市强制隔离戒毒所	250.00	180.00	70.00

表四
## 功能分类支出表
部门：云江市司法局
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	900.00	600.00	300.00
204	公共安全支出	900.00	600.00	300.00
20406	司法	900.00	600.00	300.00
2040601	行政运行	600.00	600.00	0.00
2040605	普法宣传	132.00	0.00	132.00
2040610	社区矫正	168.00	0.00	168.00

表五
## 项目支出表
部门：云江市司法局
单位：万元
单位名称	项目名称	金额	一般公共预算	上年结转
合计		300.00	260.00	40.00
云江市司法局本级	云江市司法局本级	180.00	140.00	40.00
云江市司法局本级	法治宣传阵地维护	132.00	132.00	0.00
云江市司法局本级	司法所改造	48.00	8.00	40.00
云江市法律援助中心	云江市法律援助中心	50.00	50.00	0.00
云江市法律援助中心	援助案件补贴	50.00	50.00	0.00
云江市强制隔离戒毒所	云江市强制隔离戒毒所	70.00	70.00	0.00
云江市强制隔离戒毒所	戒毒人员伙食	70.00	70.00	0.00
"""

ASKED = "云江市司法局2025年"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("各预算单位分别有多少在职人员", ["34 人", "13 人", "24 人"]),
        ("三家单位的编制数各是多少", ["36 人", "14 人", "26 人"]),
        ("哪家单位的在职职工最多", ["本级：34 人"]),
        ("各单位的收入分别是多少", ["500.00", "150.00", "250.00"]),
        ("各家单位花了多少钱，分别列一下", ["500.00", "150.00", "250.00"]),
        ("各单位项目支出分别是多少", ["180.00", "50.00", "70.00"]),
        ("戒毒所的离退休老同志有多少", ["6 人"]),
        ("法律援助中心是什么规格", ["正科级"]),
    ],
)
def test_a_column_is_told_of_every_unit_or_of_one(
    tmp_path: Path, question: str, told: list[str]
) -> None:
    found = ask(f"{ASKED}{question}？", library(tmp_path, JUSTICE))
    assert all(words in found.text for words in told), found.text
    assert "合计的" not in found.text


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("法律援助中心收入多少，其中上年结转多少", "150.00", "40.00"),
        ("强制隔离戒毒所收入多少，其中事业收入多少", "30.00", "900.00"),
        ("法律援助中心收入多少，支出多少", "150.00", "900.00"),
        ("法律援助中心编制几个，现在在职几个", "13 人", "71"),
        ("普法宣传多少，其中上年结转多少", "132.00", "40.00"),
        ("204类06款10项叫什么，安排了多少", "168.00", "900.00"),
    ],
)
def test_the_second_half_is_of_what_the_first_spoke_of(
    tmp_path: Path, question: str, told: str, untold: str
) -> None:
    found = ask(f"{ASKED}{question}？", library(tmp_path, JUSTICE))
    assert told in found.text, found.text
    assert untold not in found.text


def test_the_line_of_a_unit_between_projects_is_no_budget_of_it(tmp_path: Path) -> None:
    found = ask("云江市法律援助中心2025年预算多少钱？", library(tmp_path, JUSTICE))
    assert "150.00" in found.text, found.text


@pytest.mark.parametrize(
    "question",
    ["哪家单位的三公经费最多", "各单位的采购金额分别是多少", "各单位的办公面积分别多大", "哪家单位车辆最多", "项目里事业收入安排了多少", "机关运转要花多少"],
)  # fmt: skip
def test_what_no_table_of_units_prints_is_not_told(tmp_path: Path, question: str) -> None:
    assert ask(f"{ASKED}{question}？", library(tmp_path, JUSTICE)).refused


COURT = """# 2026年云江县人民法院部门预算

## 第一部分 部门概况

云江县人民法院为一级预算单位。

表一
## 人员、车辆及资产情况表
部门：云江县人民法院
项目	计量单位	2024年末	2025年末
在职人员	人	71	74
退休人员	人	28	29
聘用制书记员	人	22	24
公务用车	辆	12	11
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [("聘用制书记员多少人", "24 人"), ("公务用车几辆", "11 辆")],
)
def test_a_column_of_one_day_answers_for_that_day(tmp_path: Path, question: str, told: str) -> None:
    found = ask(f"云江县人民法院2025年末{question}？", library(tmp_path, COURT))
    assert told in found.text, found.text
