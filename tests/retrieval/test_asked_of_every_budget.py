"""Plain questions that everybody asks of every budget, over papers printed in many ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, library

FINAL = """# 岭南县水务局2023年度部门决算

## 第二部分 2023年度部门决算情况说明

### 一、收入支出决算总体情况说明

岭南县水务局2023年度收入、支出决算总计均为1200.00万元。与2022年度相比，收、支总计各增加50.00万元，增长4.35%，主要原因是项目增加。

### 二、收入决算情况说明

2023年度收入合计1100.00万元，其中：财政拨款收入1080.00万元，占98.18%；其他收入20.00万元，占1.82%。

### 三、财政拨款“三公”经费支出决算情况说明

2023年度财政拨款“三公”经费支出全年预算为12.00万元，支出决算为9.00万元，完成全年预算的75.00%；与上年相比减少3.00万元，下降25.00%。
"""


@pytest.mark.parametrize("asked", ["和上年比怎么样", "与上年相比有什么变化", "比2022年变化如何"])
def test_how_something_stands_against_last_year_is_its_change(tmp_path: Path, asked: str) -> None:
    told = ask(f"岭南县水务局2023年收入{asked}？", library(tmp_path, FINAL)).text
    assert "增加 50.00 万元" in told


def test_the_total_with_what_was_carried_over_has_no_level_of_the_year_alone(
    tmp_path: Path,
) -> None:
    told = ask("岭南县水务局2023年收入和上年比怎么样？", library(tmp_path, FINAL)).text
    assert "1100.00" not in told


def test_a_plan_of_the_whole_year_is_no_part_of_the_name(tmp_path: Path) -> None:
    told = ask("岭南县水务局2023年三公经费比上年变化多少？", library(tmp_path, FINAL)).text
    assert "减少 3.00 万元" in told


BUDGET = """# 岭南县教育局2025年部门预算

## 第二部分 2025年部门预算情况说明

### 八、政府采购情况

2025年政府采购预算80.00万元，其中货物类30.00万元、服务类50.00万元。

表一
## 部门收支总表
部门：岭南县教育局
单位：万元
收 入		支 出
收 入 项 目	预算数	支 出 项 目	预算数
一、财政拨款收入	900.00	一、教育支出	900.00
二、事业收入	60.00	二、住房保障支出	50.00
三、其他收入	0.00	三、其他支出	50.00
本年收入合计	960.00	本年支出合计	1000.00
上年结转	40.00	结转下年	0.00
收入总计	1000.00	支出总计	1000.00

表二
## 政府采购预算表
部门：岭南县教育局
单位：万元
采购项目	采购目录	数量	金额
合计			80.00
课桌椅更新	A货物	100	30.00
校园保安服务	C服务	1	50.00
"""


@pytest.mark.parametrize(
    "asked",
    ["收入由哪些部分构成", "收入来源有哪些，各多少", "收入构成情况怎样", "钱都从哪来的，各多少"],
)
def test_the_sources_of_income_are_told_with_their_amounts(tmp_path: Path, asked: str) -> None:
    found = ask(f"岭南县教育局2025年{asked}？", library(tmp_path, BUDGET))
    told = {figure.item: str(figure.value) for figure in found.figures}
    assert told == {
        "财政拨款收入": "900.00",
        "事业收入": "60.00",
        "上年结转": "40.00",
        "收入总计": "1000.00",
    }


def test_sources_that_do_not_add_up_to_a_printed_total_are_not_told(tmp_path: Path) -> None:
    odd = BUDGET.replace("二、事业收入	60.00", "二、事业收入	61.00")
    found = ask("岭南县教育局2025年收入来源有哪些，各多少？", library(tmp_path, odd))
    assert "61.00" not in found.text


@pytest.mark.parametrize(
    "asked", ["采购预算一共多少", "政府采购预算总额多少", "采购总共安排了多少"]
)
def test_a_total_that_is_printed_is_not_added_up_from_its_rows(tmp_path: Path, asked: str) -> None:
    found = ask(f"岭南县教育局2025年{asked}？", library(tmp_path, BUDGET))
    assert [str(figure.value) for figure in found.figures] == ["80.00"]


def test_a_row_that_nobody_filled_in_is_said_to_be_empty(tmp_path: Path) -> None:
    empty = BUDGET.replace("三、其他收入	0.00	", "三、其他收入		")
    found = ask("岭南县教育局2025年其他收入多少？", library(tmp_path, empty))
    assert (found.kind, "该栏为空" in found.text) == ("none_stated", True)


def test_an_item_with_an_amount_elsewhere_is_not_said_to_be_empty(tmp_path: Path) -> None:
    empty = BUDGET.replace("二、事业收入	60.00	", "二、事业收入		")
    said = empty.replace("服务类50.00万元。", "服务类50.00万元。事业收入预算60.00万元。")
    assert "该栏为空" not in ask("岭南县教育局2025年事业收入多少？", library(tmp_path, said)).text


def test_what_no_row_names_is_refused(tmp_path: Path) -> None:
    assert ask("岭南县教育局2025年经营收入多少？", library(tmp_path, BUDGET)).kind == "not_found"


COUNTED = (
    FINAL
    + """
其中：1.因公出国（境）团组2个，累计9人次。2.公务用车运行维护费支出6.00万元，比上年减少1.00万元，主要原因是报废车辆1辆。3.公务接待费支出3.00万元，国内接待64批次587人次，其中：外事接待0批次，0人次，主要是接待检查组。

### 四、一般公共预算财政拨款支出决算情况说明

2023年度一般公共预算财政拨款支出年初预算为1000.00万元，支出决算为1050.00万元，完成年初预算的105.00%。
"""
)


def test_two_counts_asked_together_are_both_told(tmp_path: Path) -> None:
    sources = library(tmp_path, COUNTED)
    abroad = ask("岭南县水务局2023年因公出国团组几个、多少人次？", sources)
    guests = ask("岭南县水务局2023年国内公务接待多少批次、多少人次？", sources)
    assert [str(f.value) for f in (*abroad.figures, *guests.figures)] == ["2", "9", "64", "587"]


def test_why_cars_cost_less_is_told_of_the_part_that_is_explained(tmp_path: Path) -> None:
    told = ask("岭南县水务局2023年公车费用为什么增加或减少？", library(tmp_path, COUNTED)).text
    assert "报废车辆1辆" in told


def test_what_money_was_spent_on_is_no_reason_of_a_change(tmp_path: Path) -> None:
    told = ask("岭南县水务局2023年公务接待费变动的原因是什么？", library(tmp_path, COUNTED))
    assert "接待检查组" not in told.text


def test_how_far_the_three_were_spent_says_nothing_of_all_spending(tmp_path: Path) -> None:
    alone = COUNTED[: COUNTED.index("### 四、")]
    asked = "岭南县水务局2023年财政拨款支出完成年初预算的百分之几？"
    assert ask(asked, library(tmp_path, alone)).kind == "not_found"


def test_the_name_of_a_fund_does_not_hide_that_an_amount_was_planned(tmp_path: Path) -> None:
    asked = "岭南县水务局2023年一般公共预算财政拨款支出年初预算是多少？"
    assert "（年初预算）" in ask(asked, library(tmp_path, COUNTED)).text.replace(
        "（预算）", "（年初预算）"
    )


def test_what_was_awarded_to_small_firms_is_not_what_was_reserved_for_them(tmp_path: Path) -> None:
    awarded = FINAL + "\n2023年度政府采购支出总额80.00万元。授予中小企业合同金额60.00万元。\n"
    sources = library(tmp_path, awarded)
    told = ask("岭南县水务局2023年政府采购授予中小企业的金额是多少？", sources)
    reserved = ask("岭南县水务局2023年政府采购中面向中小企业预留多少？", sources)
    everyday = ask("岭南县水务局2023年预留给中小企业的采购有多少？", sources)
    assert "60.00" in told.text
    assert {reserved.kind, everyday.kind} == {"not_found"}


@pytest.mark.parametrize(
    "said",
    [
        "2025年实行绩效目标管理的项目11个，涉及预算600.00万元。",
        "2025年本部门11个项目全部编制绩效目标，涉及预算600.00万元。",
        "2025年对全部项目支出实行绩效目标管理，涉及项目11个，公开绩效目标的项目2个。",
    ],
)
def test_how_many_projects_have_goals_is_told_as_the_document_says(
    tmp_path: Path, said: str
) -> None:
    found = ask(
        "岭南县教育局2025年有多少个项目编了绩效目标？", library(tmp_path, f"{BUDGET}\n{said}\n")
    )
    assert [str(figure.value) for figure in found.figures] == ["11"]


@pytest.mark.parametrize("said", ["组织对11个项目开展绩效自评。", "公开绩效目标的项目1个。"])
def test_projects_evaluated_or_published_are_not_those_with_goals(
    tmp_path: Path, said: str
) -> None:
    sources = library(tmp_path, f"{BUDGET}\n{said}\n")
    assert ask("岭南县教育局2025年纳入绩效目标管理的项目有几个？", sources).kind == "not_found"


PROJECTS = (
    BUDGET
    + """
表三
## 项目支出预算表
部门：岭南县教育局
单位：万元
单位（项目）名称	项目金额	项目简介
合计	300.00
营养改善计划	150.00	学生用餐
校舍维修	90.00	维修改造
教师培训	40.00	暑期培训
教师培训	20.00	寒假培训

表四
## 项目绩效目标表
部门：岭南县教育局
单位：万元
项目名称	预算金额	绩效目标
校舍维修	90.00	完成维修
营养改善计划	150.00	覆盖全部学生
"""
)


def test_the_list_of_projects_is_that_of_the_table_with_all_of_them(tmp_path: Path) -> None:
    told = ask("岭南县教育局2025年有哪些项目？", library(tmp_path, PROJECTS)).text
    assert [amount for amount in ("150.00", "90.00", "40.00", "20.00") if amount not in told] == []


@pytest.mark.parametrize("asked", ["支出主要用在哪些方面", "支出按功能科目分各是多少"])
def test_what_is_spent_by_function_is_listed(tmp_path: Path, asked: str) -> None:
    told = ask(f"岭南县教育局2025年{asked}？", library(tmp_path, BUDGET))
    assert [str(f.value) for f in told.figures] == ["900.00", "50.00", "50.00"]


def test_a_sentence_on_money_from_the_treasury_does_not_contradict_all_money(
    tmp_path: Path,
) -> None:
    said = BUDGET.replace(
        "### 八、", "### 七、财政拨款支出情况\n\n教育支出700.00万元，占70%。\n\n### 八、"
    )
    found = ask("岭南县教育局2025年教育支出多少？", library(tmp_path, said))
    assert found.kind == "found"


def test_a_unit_under_the_total_does_not_contradict_it(tmp_path: Path) -> None:
    units = (
        BUDGET
        + """
表三
## 部门收入总表
部门：岭南县教育局
单位：万元
单位名称	收入总计	一般公共预算	上年结转
合计	1000.00	960.00	40.00
岭南县教育局	700.00	660.00	40.00
岭南县第一小学	300.00	300.00	0.00
"""
    )
    found = ask("岭南县教育局2025年收入总计是多少？", library(tmp_path, units))
    assert found.kind == "found"


def test_the_largest_class_is_one_of_all_money(tmp_path: Path) -> None:
    fund = (
        BUDGET
        + """
表三
## 一般公共预算支出表（按功能分类）
部门：岭南县教育局
单位：万元
科目编码	科目名称	合计
	合计	750.00
205	教育支出	690.00
221	住房保障支出	60.00
"""
    )
    told = ask("岭南县教育局2025年哪类功能支出最多，多少钱？", library(tmp_path, fund)).text
    assert "690.00" not in told
