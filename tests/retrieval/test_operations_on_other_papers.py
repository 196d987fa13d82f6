"""Changes, gaps, averages and vacancies as other places word them: the operation, or a refusal."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

FINAL = """# 2024年沙岬区渔业局部门决算

## 部门概况

2024年末编制人数 60 人，其中行政编制 20 人、事业编制 40 人；在职实有 52 人，退休人员 21 人。

## 决算情况说明

### 一、收入支出决算总体情况

与2023年度相比，收、支总计各减少 88.40 万元，下降 6.5%，主要原因是码头完工。

### 二、收入决算情况

2024年本年收入合计 1260.00 万元，与2023年度相比，本年收入合计减少 70.10 万元，下降 5.3%。

### 三、“三公”经费情况

“三公”经费财政拨款支出年初预算为 30.00 万元，支出决算为 24.40 万元，完成年初预算的 81.33%。

公务接待费支出年初预算为 4.00 万元，支出决算为 4.50 万元。国内公务接待 16 批次，接待人员 120 人次。
"""

BUDGET = """# 2025年礁口县航务局部门预算

## 部门预算情况说明

### 一、收支情况

2025年本部门预算收入 900.00 万元，其中一般公共预算拨款收入 860.00 万元、上年结转 40.00 万元，2025年本部门预算收入较上年增加 120.00 万元，增长 15.38%，主要是航标更新。

### 二、“三公”经费情况

2025年“三公”经费预算支出 18.00 万元，较上年减少 6.00 万元（25.00%），主要是不再购车。

公务接待费 3.00 万元。会议费预算 5.00 万元。
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("operations"), FINAL, BUDGET)


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("沙岬区渔业局2024年三公经费决算比年初预算省了多少？", "5.60", "万元"),
        ("沙岬区渔业局2024年三公经费没花完，比年初预算结余多少万元", "5.60", "万元"),
        ("沙岬区渔业局2024年公务接待费年初安排和年底实际花的比，超了多少？", "0.50", "万元"),
        ("沙岬区渔业局2024年平均每批次公务接待花了多少元（取整数）？", "2813", "元"),
        ("沙岬区渔业局2024年接待一次平均一人次花费多少元，保留整数", "375", "元"),
        ("沙岬区渔业局2024年编制空缺多少人？", "8", "人"),
        ("沙岬区渔业局2024年还空着几个编制没用", "8", "人"),
        ("沙岬区渔业局2024年满编还差几个人", "8", "人"),
        ("沙岬区渔业局2024年在职人员比编制少多少人", "8", "人"),
        ("沙岬区渔业局2024年公务接待费批均多少元，四舍五入到元", "2813", "元"),
        ("沙岬区渔业局2024年公务接待费实际支出较年初预算多多少", "0.50", "万元"),
        ("礁口县航务局2025年会议费花得多还是公务接待费花得多", "2.00", "万元"),
        ("沙岬区渔业局2024年编制还剩几个空额？", "8", "人"),
        ("沙岬区渔业局2024年按在职实有人数平均，每人公务接待费多少元", "865.38", "元"),
        ("按在职实有人数算，沙岬区渔业局2024年人均公务接待费多少元？", "865.38", "元"),
        ("礁口县航务局2025年会议费占部门全年预算收入的百分之几", "0.56", "%"),
    ],
)
def test_what_is_computed_is_of_the_operation_asked(
    question: str, value: str, unit: str, sources: Sources
) -> None:
    said = ask(question, sources)
    assert said.kind == "computed", said.text
    assert (said.figures[-1].value, said.figures[-1].unit) == (Decimal(value), unit), said.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("礁口县航务局2025年部门预算收入比上年变动多少？", "120.00"),
        ("礁口县航务局2025年三公经费较上年减少的金额", "-6.00"),
        ("礁口县航务局2025年三公经费比上年掉了多少，掉了百分之几", "-6.00"),
        ("礁口县航务局2025年三公经费跟上年比差多少万元，变化率多少？", "-6.00"),
        ("礁口县航务局2025年部门预算收入同比变化如何", "120.00"),
        ("沙岬区渔业局2024年收支总计跟2023年比是升是降，差多少万元", "-88.40"),
        ("沙岬区渔业局2024年总收支比2023年变化多少万元、百分之几？", "-88.40"),
    ],
)
def test_a_change_is_of_what_its_own_clause_names(
    question: str, value: str, sources: Sources
) -> None:
    said = ask(question, sources)
    assert said.kind == "found", said.text
    assert said.figures[0].value == Decimal(value), said.text


def test_a_rate_in_brackets_behind_a_decrease_is_its_rate(sources: Sources) -> None:
    said = ask("礁口县航务局2025年三公经费较上年减少的幅度", sources)
    assert [figure.value for figure in said.figures] == [Decimal("-25.00")], said.text


def test_what_was_carried_over_has_no_change_of_all_income(sources: Sources) -> None:
    said = ask("礁口县航务局2025年上年结转比上年增加多少？", sources)
    assert "120" not in said.text, said.text


@pytest.mark.parametrize(
    "question",
    [
        "礁口县航务局2025年公务接待费较上年减少的金额",
        "礁口县航务局2025年会议费比上年多了多少",
        "礁口县航务局2025年会议费比年初预算省了多少",
        "礁口县航务局2025年平均每批次公务接待费多少元",
        "礁口县航务局2025年编制空缺多少人",
        "礁口县航务局2025年会议费和培训费加起来多少",
        "礁口县航务局2025年会议费和岸电补贴两个项目加起来多少",
        "礁口县航务局2025年会议费决算比年初预算少支多少",
        "礁口县航务局2025年会议费占培训费的比例",
    ],
)
def test_a_level_alone_answers_no_operation(question: str, sources: Sources) -> None:
    said = ask(question, sources)
    assert not [figure for figure in said.figures if figure.measure == "level"], said.text


def test_of_a_change_the_per_cent_is_its_rate_in_a_later_turn(sources: Sources) -> None:
    turns = ["礁口县航务局2025年部门预算收入比上年变化了多少？", "折合百分比？"]
    said = ask(turns, sources)
    assert [figure.value for figure in said.figures] == [Decimal("15.38")], said.text


def test_another_unit_of_money_is_exact(sources: Sources) -> None:
    said = ask(["礁口县航务局2025年会议费多少？", "换算成元是多少"], sources)
    assert said.figures[-1].value == Decimal(50000), said.text
    assert said.figures[-1].unit == "元"


def test_another_item_takes_the_place_of_the_one_before(sources: Sources) -> None:
    said = ask(["礁口县航务局2025年会议费安排了多少？", "换成公务接待费呢？"], sources)
    assert [figure.value for figure in said.figures] == [Decimal("3.00")], said.text


CONFLICT = """# 2025年礁口县港监局部门预算

## 部门预算情况说明

### 一、收支预算总体情况

一般公共预算收入预算 800.00 万元，与上年相比增加 60.30 万元，增长 8%。

### 二、一般公共预算支出情况

一般公共预算财政拨款支出预算 800.00 万元，与上年相比增加 60.00 万元，增长 8%。
"""


def test_two_changes_said_of_one_amount_are_shown_as_conflicting(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    read = library(tmp_path_factory.mktemp("conflict"), CONFLICT)
    said = ask("礁口县港监局2025年一般公共预算比上年增加多少？", read)
    assert said.kind == "conflicting", said.text
    assert {Decimal("60.00"), Decimal("60.30")} <= {figure.value for figure in said.figures}
