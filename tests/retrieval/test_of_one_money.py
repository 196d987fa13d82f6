"""What is set against each other, shared or added is of one kind of money, one stage and the people named."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

ACCOUNT = """# 2024年沐川县水务局部门决算

## 第一部分 部门概况

截至2024年底，实有在职人员 50 人，离退休人员 9 人。

## 第二部分 部门决算情况说明

### 一、一般公共预算财政拨款支出决算情况说明

（一）财政拨款支出决算具体情况

1.农林水支出（类）水利（款）行政运行（项）。年初预算为 400.00 万元，支出决算为 420.00 万元，完成年初预算的 105.00%。

2.农林水支出（类）水利（款）防汛（项）。年初预算为 90.00 万元，支出决算为 80.00 万元，完成年初预算的 88.89%。

（二）财政拨款基本支出 500.00 万元，其中：公用经费 50.00 万元，占基本支出的 10.00%，主要包括差旅费、水费、电费。

### 二、“三公”经费情况

2024年公务接待费支出 2.00 万元，全年接待来访团组 20 个、来宾 200 人次。新招聘水文监测员比2023年增加 4 人。

表一
## 支出决算表
单位：万元
科目编码	科目名称	本年支出合计	基本支出	项目支出
	合计	1000.00	700.00	300.00
208	社会保障和就业支出	100.00	100.00	0.00
20805	行政事业单位养老支出	100.00	100.00	0.00
2080501	行政单位离退休	40.00	40.00	0.00
2080502	事业单位离退休	60.00	60.00	0.00
213	农林水支出	900.00	600.00	300.00
21303	水利	900.00	600.00	300.00
2130301	行政运行	500.00	500.00	0.00
2130314	防汛	400.00	100.00	300.00

表二
## 一般公共预算财政拨款支出决算表
单位：万元
科目编码	科目名称	本年支出合计	基本支出	项目支出
	合计	600.00	500.00	100.00
208	社会保障和就业支出	100.00	100.00	0.00
20805	行政事业单位养老支出	100.00	100.00	0.00
2080501	行政单位离退休	40.00	40.00	0.00
2080502	事业单位离退休	60.00	60.00	0.00
213	农林水支出	500.00	400.00	100.00
21303	水利	500.00	400.00	100.00
2130301	行政运行	420.00	400.00	20.00
2130314	防汛	80.00	0.00	80.00

表三
## 一般公共预算财政拨款基本支出决算表
单位：万元
科目编码	科目名称	合计
	合计	500.00
301	工资福利支出	430.00
30113	住房公积金	430.00
302	商品和服务支出	50.00
30205	水费	20.00
30206	电费	30.00
303	对个人和家庭的补助	20.00
30301	离休费	5.00
30302	退休费	15.00

表四
## 政府性基金预算财政拨款收入支出决算表
单位：万元
科目编码	科目名称	年初结转和结余	本年收入	本年支出	年末结转和结余
	合计	30.00	70.00	60.00	40.00
213	农林水支出	30.00	70.00	60.00	40.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("money"), ACCOUNT)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("沐川县水务局2024年行政运行决算比年初预算多出多少？", ["20.00"]),
        ("沐川县水务局2024年行政运行决算比年初预算多出多少，超了百分之几？", ["20.00", "5.00"]),
        ("沐川县水务局2024年行政运行决算比年初预算多出百分之几？", ["5.00"]),
        ("沐川县水务局2024年防汛决算比年初预算少多少？", ["10.00"]),
        ("沐川县水务局2024年一般公共预算里，行政运行占水利支出的百分之几？", ["84.00"]),
        ("沐川县水务局2024年财政拨款里，防汛占水利的比重是多少？", ["16.00"]),
        ("沐川县水务局2024年行政运行占水利支出的百分之几？", ["55.56"]),
        ("沐川县水务局2024年防汛的项目支出占它全部支出的多少？", ["75.00"]),
        ("沐川县水务局2024年财政拨款支出里水费和电费一共多少？", ["50.00"]),
        ("沐川县水务局2024年机关和事业单位离退休两项加起来多少？", ["100.00"]),
        ("沐川县水务局2024年行政和事业单位离退休相差多少？", ["20.00"]),
        ("沐川县水务局2024年公务接待费摊到每个人头上是多少元？", ["100.00"]),
        ("沐川县水务局2024年公务接待费平均每批多少元？", ["1000.00"]),
        ("沐川县水务局一共50人，2024年基本支出平均到每个人是多少万元？", ["14.00"]),
    ],
)
def test_what_is_worked_out_is_of_the_money_that_is_named(
    sources: Sources, question: str, values: list[str]
) -> None:
    found = ask(question, sources)
    worked_out = [figure.value for figure in found.figures if figure.formula]
    assert [abs(value) for value in worked_out] == [Decimal(value) for value in values], found.text


@pytest.mark.parametrize(
    "question",
    [
        "沐川县水务局2024年基本支出平摊到外包人员身上每人多少？",
        "沐川县水务局2024年防汛平摊到水文监测员身上每人多少？",
        "沐川县水务局2024年政府性基金里，行政运行占水利支出的百分之几？",
        "沐川县水务局2024年一般公共预算里，事业收入占本年收入的百分之几？",
        "沐川县水务局2024年机关和事业单位的体检支出一共多少？",
        "沐川县水务局2024年财政拨款基本支出和项目支出相差多少？",
        "沐川县水务局2024年差旅费里，基本支出占多少？",
    ],
)
def test_other_people_and_other_money_are_refused(sources: Sources, question: str) -> None:
    assert ask(question, sources).kind == "not_found"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("沐川县水务部门2024年电费是多少？", "30.00"),
        ("沐川县水务系统2024年防汛花了多少钱？", "400.00"),
        ("沐川县水务局2024年县防汛的项目支出是多少？", "300.00"),
        ("沐川县水务局2024年要替职工缴多少住房公积金？", "430.00"),
        ("沐川县水务局2024年到年底政府性基金还剩多少没用完？", "40.00"),
    ],
)
def test_the_branch_and_the_own_county_name_the_unit(
    sources: Sources, question: str, value: str
) -> None:
    assert [f.value for f in ask(question, sources).figures] == [Decimal(value)]


def test_another_branch_or_place_is_not_this_unit(sources: Sources) -> None:
    assert ask("沐川县教育部门2024年电费是多少？", sources).kind == "not_found"
    assert ask("沐川县水务局2024年省防汛的项目支出是多少？", sources).kind == "not_found"


@pytest.mark.parametrize(
    ("question", "values"),
    [
        (
            "沐川县水务局2024年基本支出里对个人和家庭的补助由哪些款项构成，分别多少？",
            ["5.00", "15.00"],
        ),
        ("沐川县水务局2024年水利支出都花在哪几块，各多少？", ["500.00", "400.00"]),
        ("沐川县水务局2024年一般公共预算里水利由哪几项组成，各多少？", ["420.00", "80.00"]),
        ("沐川县水务局2024年社会保障和就业支出里，哪一类事务花钱最多？", ["100.00"]),
        (
            "沐川县水务局2024年给离退休老同志的离休费、退休费加起来有多少？",
            ["5.00", "15.00", "20.00"],
        ),
    ],
)
def test_a_class_is_told_by_its_rows_of_the_money_named(
    sources: Sources, question: str, values: list[str]
) -> None:
    found = ask(question, sources)
    assert [figure.value for figure in found.figures] == list(map(Decimal, values)), found.text


def test_a_comparison_set_off_by_a_comma_compares_only_its_two(sources: Sources) -> None:
    found = ask("沐川县水务局2024年财政拨款，行政运行和防汛哪个多，差多少？", sources)
    assert [f.value for f in found.figures if f.formula] == [Decimal("340.00")]


@pytest.mark.parametrize(
    "question",
    [
        "沐川县水务局2024年要替临时工缴多少住房公积金？",
        "沐川县水务局2024年退休职工的住房公积金是多少？",
        "沐川县水务局2024年到年底国有资本还剩多少没用完？",
    ],
)
def test_other_people_and_funds_are_not_told_by_those_printed(
    sources: Sources, question: str
) -> None:
    assert ask(question, sources).kind in ("not_found", "none_stated")
