"""Sums, differences, shares and changes that everybody asks, in the words that people use for them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

HALL = """# {year}年沙岬县文化馆部门预算

## 单位概况

截至{before}年底，核定编制 50 名，实有在职人员 40 人。共有车辆 7 辆，其中应急保障用车 4 辆、特种专业技术用车 2 辆、其他用车 1 辆。

## 政府采购情况

{year}年政府采购预算 {bought} 万元。

表一
## 部门支出总表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	900.00	700.00	200.00
207	文化旅游体育与传媒支出	800.00	600.00	200.00
20701	文化和旅游	800.00	600.00	200.00
2070101	行政运行	600.00	600.00	0.00
2070109	群众文化	150.00	0.00	150.00
2070110	文化和旅游交流与合作	50.00	0.00	50.00
221	住房保障支出	100.00	100.00	0.00

表二
## 一般公共预算支出表
单位：万元
科目编码	科目名称	{before}年预算数	{year}年预算数
	合计	850.00	900.00
221	住房保障支出	80.00	100.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    years = (("2023", "2022", "10.00"), ("2024", "2023", "30.00"))
    texts = [HALL.format(year=year, before=before, bought=bought) for year, before, bought in years]
    return library(tmp_path_factory.mktemp("arithmetic"), *texts)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("文化馆2024年应急保障用车和特种专业技术用车差多少？", "2"),
        ("文化馆2024年应急保障用车和其他用车哪个多？", "3"),
        ("文化馆2024年群众文化加文化和旅游交流与合作占文化和旅游百分之几？", "25.00"),
        ("文化馆2023年和2024年政府采购一共多少？", "40.00"),
        ("文化馆2024年群众文化超过住房保障支出多少钱？", "50.00"),
        ("文化馆2024年群众文化是不是比住房保障支出多？", "50.00"),
        ("文化馆2024年群众文化减去住房保障支出是多少？", "50.00"),
        ("比较文化馆2024年的群众文化和住房保障支出", "50.00"),
        ("文化馆2024年群众文化和住房保障支出哪一项大？", "50.00"),
        ("文化馆2024年群众文化是文化和旅游的百分之几？", "18.75"),
        ("文化馆2024年群众文化加上住房保障支出等于多少？", "250.00"),
        ("文化馆2024年文化和旅游有几成是群众文化", "18.75"),
        ("文化馆2024年文化旅游体育与传媒支出占基本支出的比例是多少？", "85.71"),
        ("文化馆2024年文化旅游体育与传媒支出和住房保障支出合计占基本支出的比例", "100.00"),
        ("文化馆2024年行政运行按在职人数平均是多少元？", "150000.00"),
    ],
)
def test_what_is_asked_is_worked_out(question: str, value: str, sources: Sources) -> None:
    said = ask(question, sources)
    assert [abs(f.value) for f in said.figures if f.formula] == [Decimal(value)], said.text


@pytest.mark.parametrize(
    "question",
    ["文化馆2024年文化和旅游花得最多的是什么？", "文化馆2024年文化和旅游中占比最大的是哪一项？"],
)
def test_the_largest_part_is_named(question: str, sources: Sources) -> None:
    said = ask(question, sources)
    assert "行政运行" in said.text
    assert "群众文化" not in said.text


def test_a_name_under_which_only_cars_are_counted_is_no_money(sources: Sources) -> None:
    said = ask("文化馆2024年应急保障用车是多少？", sources)
    assert [(f.value, f.unit) for f in said.figures] == [(Decimal(4), "辆")], said.text


def test_how_far_a_row_moved_is_told_from_the_table_of_both_years(sources: Sources) -> None:
    said = ask("2022年到2023年文化馆住房保障支出变化了多少？", sources)
    assert Decimal("20.00") in [abs(f.value) for f in said.figures if f.formula], said.text


@pytest.mark.parametrize(
    "question",
    [
        "文化馆2024年群众文化预算用掉了百分之多少",
        "文化馆2024年群众文化决算是年初预算的百分之几？",
        "文化馆2024年群众文化预算执行差额是多少？",
    ],
)
def test_a_per_cent_of_its_own_plan_is_no_share_of_all_money(
    question: str, sources: Sources
) -> None:
    assert not ask(question, sources).figures


def test_how_much_less_in_per_cent_is_no_share(sources: Sources) -> None:
    said = ask("文化馆2024年群众文化较上年下降比例是多少？", sources)
    assert [f.measure for f in said.figures if f.unit == "%"] in ([], ["rate"]), said.text
