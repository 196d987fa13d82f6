"""Several things, one row of a unit below, the sources of income: the same answer however it is put."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, library

PAPER = """# 2024年竹溪县广播电视局部门决算

## 第一部分 部门概况

竹溪县广播电视局下设1个单位：竹溪县电视台。

## 第二部分 决算表

表一
## 收入支出决算总表
部门：竹溪县广播电视局
单位：万元
收入		支出
项目	决算数	项目	决算数
一、一般公共预算财政拨款收入	800.00	一、文化旅游体育与传媒支出	900.00
二、事业收入	150.00	二、卫生健康支出	60.00
三、其他收入	10.00
本年收入合计	960.00	本年支出合计	960.00
收入总计	960.00	支出总计	960.00

表二
## 收入决算表
部门：竹溪县广播电视局
单位：万元
科目编码	科目名称	本年收入合计	财政拨款收入	事业收入	其他收入
	合计	960.00	800.00	150.00	10.00
207	文化旅游体育与传媒支出	900.00	740.00	150.00	10.00
20708	广播电视	900.00	740.00	150.00	10.00
2070801	行政运行	500.00	500.00	0.00	0.00
2070808	广播电视事务	400.00	240.00	150.00	10.00
210	卫生健康支出	60.00	60.00	0.00	0.00
21011	行政事业单位医疗	60.00	60.00	0.00	0.00
2101101	行政单位医疗	60.00	60.00	0.00	0.00

表三
## 国有资本经营预算财政拨款支出决算表
部门：竹溪县广播电视局
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
注：本部门2024年没有国有资本经营预算财政拨款支出，故本表无数据。

表四
## 财政拨款“三公”经费支出决算表
部门：竹溪县广播电视局
单位：万元
年度	合计	因公出国（境）费	公务接待费	公务用车购置及运行维护费
				小计	公务用车购置费	公务用车运行维护费
2024年	21.00	6.00	3.00	12.00	0.00	12.00
"""

UNIT = "竹溪县广播电视局2024年"


@pytest.mark.parametrize(
    "question",
    [
        "{}出国费、公车费、接待费各多少？",
        "{}的出国费、公车费、接待费实际各用了多少？",
        "{}出国费和用车费、招待费分别是多少？",
    ],
)
def test_the_three_are_told_together_by_their_short_names(question: str, tmp_path: Path) -> None:
    found = ask(question.format(UNIT), library(tmp_path, PAPER))
    assert [str(f.value) for f in found.figures][:3] == ["6.00", "12.00", "3.00"]


@pytest.mark.parametrize(
    "question",
    [
        "{}广播电视事务挣了多少事业收入？",
        "{}广播电视事务的事业收入收到多少？",
        "{}广播电视事务从事业收入里拿了多少？",
    ],
)
def test_what_a_row_earned_is_its_cell(question: str, tmp_path: Path) -> None:
    found = ask(question.format(UNIT), library(tmp_path, PAPER))
    assert [str(f.value) for f in found.figures] == ["150.00"]


@pytest.mark.parametrize(
    "question",
    [
        "{}的钱从哪几个渠道来，各多少？",
        "{}收入分哪几块，各有多少？",
        "{}有哪几种收入，各是多少？",
        "{}收入包括哪些？",
    ],
)
def test_the_sources_of_income_are_told_in_any_words(question: str, tmp_path: Path) -> None:
    found = ask(question.format(UNIT), library(tmp_path, PAPER))
    assert [str(f.value) for f in found.figures] == ["800.00", "150.00", "10.00", "960.00"]


@pytest.mark.parametrize(
    "question",
    ["{}有用国有资本经营收益安排的支出吗？", "{}列没列国有资本经营收益支出？"],
)
def test_nothing_of_the_capital_fund_is_told_by_its_note(question: str, tmp_path: Path) -> None:
    found = ask(question.format(UNIT), library(tmp_path, PAPER))
    assert found.kind == "none_stated"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("{}广播电视下面第二大的科目是哪个？", ["400.00"]),
        ("{}广播电视各科目中排在第一的是哪个，多少钱？", ["500.00"]),
    ],
)
def test_the_largest_and_the_second_subject_of_a_class(
    question: str, told: list[str], tmp_path: Path
) -> None:
    spending = PAPER.replace("收入决算表", "支出决算表").replace(
        "本年收入合计	财政拨款收入	事业收入	其他收入",
        "本年支出合计	基本支出	项目支出	经营支出",
    )
    found = ask(question.format(UNIT), library(tmp_path, spending))
    assert [str(f.value) for f in found.figures] == told


EMPTY_COLUMN = """# 2024年竹溪县广播电视局部门决算

## 第一部分 部门概况

竹溪县广播电视局内设2个股室。

## 第二部分 决算情况说明

### 一、“三公”经费支出决算情况

2024年“三公”经费财政拨款支出年初预算为0.95万元，支出决算为0.00万元，其中：因公出国（境）费决算为0.00万元；公务接待费支出决算为0.00万元。

表一
## 财政拨款“三公”经费支出决算表
部门：竹溪县广播电视局
单位：万元
合计	合计	因公出国（境）费	因公出国（境）费	公务接待费	公务接待费
预算数	决算数	预算数	决算数	预算数	决算数
0.95				0.95
"""


def test_a_budget_is_not_told_where_the_column_of_the_outturn_is_empty(tmp_path: Path) -> None:
    found = ask(f"{UNIT}三公经费由哪几项组成，各多少？", library(tmp_path, EMPTY_COLUMN))
    assert all(f.value == 0 for f in found.figures)


UNITS_BELOW = """# 2025年临江县棠溪镇人民政府部门预算

## 第一部分 部门概况

临江县棠溪镇人民政府下设1个单位：棠溪镇农业农村综合服务中心。

表一
## 部门收入预算表
部门：临江县棠溪镇人民政府
单位：万元
单位名称	总计	本年收入	本年收入	本年收入	上年结转
	总计	合计	一般公共预算	政府性基金预算	上年结转
合计	500.00	480.00	420.00	60.00	20.00
临江县棠溪镇人民政府（机关）	300.00	300.00	240.00	60.00
棠溪镇农业农村综合服务中心	200.00	180.00	180.00	0.00	20.00

表二
## 部门项目支出预算表
部门：临江县棠溪镇人民政府
单位：万元
项目名称	项目单位	合计	一般公共预算	政府性基金预算
合计		90.00	30.00	60.00
农业农村生态环境整治	临江县棠溪镇人民政府（机关）	60.00	0.00	60.00
农技推广	棠溪镇农业农村综合服务中心	30.00	30.00	0.00
"""


@pytest.mark.parametrize(
    "question",
    [
        "棠溪镇农业农村综合服务中心2025年收入预算合计是多少？",
        "棠溪镇农业农村综合服务中心2025年预算一共多少？",
        "棠溪镇2025年农业农村综合服务中心预算多少？",
    ],
)
def test_what_a_unit_below_has_in_all_is_its_row_and_not_its_projects(
    question: str, tmp_path: Path
) -> None:
    found = ask(question, library(tmp_path, UNITS_BELOW))
    assert [str(f.value) for f in found.figures] == ["200.00"]


OF_TWO_MONEYS = """# 2025年云屏县职业学校单位预算

## 第一部分 单位概况

云屏县职业学校设4个部门。

表一
## 单位支出总表
单位：云屏县职业学校
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	900.00	700.00	200.00
205	教育支出	800.00	600.00	200.00
20503	职业教育	800.00	600.00	200.00
2050302	中等职业教育	800.00	600.00	200.00
221	住房保障支出	100.00	100.00	0.00
22102	住房改革支出	100.00	100.00	0.00
2210201	住房公积金	100.00	100.00	0.00

表二
## 财政拨款收支总表
单位：云屏县职业学校
单位：万元
收入		支出
项目	预算数	项目	合计	一般公共预算	政府性基金预算
一、本年收入	620.00	一、本年支出	620.00	590.00	30.00
（一）一般公共预算拨款	590.00	（一）教育支出	520.00	490.00	30.00
（二）政府性基金预算拨款	30.00	（二）住房保障支出	100.00	100.00	0.00
收入总计	620.00	支出总计	620.00	590.00	30.00
"""


@pytest.mark.parametrize(
    "question",
    [
        "云屏县职业学校2025年财政拨款的教育支出是多少？",
        "云屏县职业学校2025年靠财政拨款安排的教育支出有多少？",
        "财政拨款这块，云屏县职业学校2025年投到教育支出上的是多少？",
        "云屏县职业学校2025年财政拨款支出中，教育支出多少钱？",
        "云屏县职业学校2025年财政拨款支出里教育支出占了多少钱？",
    ],
)
def test_what_one_money_pays_of_a_class_is_its_own_column(question: str, tmp_path: Path) -> None:
    found = ask(question, library(tmp_path, OF_TWO_MONEYS))
    assert [str(f.value) for f in found.figures] == ["520.00"]
