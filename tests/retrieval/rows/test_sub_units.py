"""Units below a department: their own rows answer for them, never the department's or a 科目's."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, library

CULTURE = """# 2024年沙岬市文化局部门预算

## 一、部门预算单位构成

纳入编制范围的二级预算单位共3个：沙岬市图书馆、沙岬市非物质文化遗产保护中心、沙岬市美术馆。

表一
## 部门收入总表
单位：万元
单位代码	单位名称	合计	一般公共预算拨款收入	单位资金
	合计	1,000.00	970.00	30.00
351001	沙岬市文化局（机关）	400.00	400.00	0.00
351901	沙岬市图书馆	300.00	280.00	20.00
351902	沙岬市非物质文化遗产保护中心	180.00	170.00	10.00
351903	沙岬市美术馆	120.00	120.00	0.00

表二
## 部门支出总表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	1,000.00	700.00	300.00
2070101	行政运行	400.00	400.00	0.00
2070104	图书馆	250.00	150.00	100.00
2070109	群众文化	350.00	150.00	200.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("below"), CULTURE)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("沙岬市文化局2024年预算里图书馆的收入合计是多少？", "300.00"),
        ("沙岬市文化局2024年收入总表中美术馆合计多少", "120.00"),
        ("沙岬市文化局2024年图书馆收入里单位资金多少", "20.00"),
        ("沙岬市文化局下属的保护中心2024年一般公共预算拨款收入多少", "170.00"),
        ("沙岬市文化局2024年图书馆支出多少", "250.00"),
    ],
)
def test_a_unit_is_answered_from_its_own_row(question: str, value: str, sources: Sources) -> None:
    said = ask(question, sources)
    assert [figure.value for figure in said.figures][:1] == [Decimal(value)]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("沙岬市文化局2024年三家下属单位的收入合计加在一起是多少？", "600.00"),
        ("沙岬市文化局2024年图书馆和美术馆的收入相差多少，哪个大", "180.00"),
        ("沙岬市文化局2024年美术馆、保护中心两家收入一共多少", "300.00"),
    ],
)
def test_units_are_set_side_by_side_and_added(question: str, value: str, sources: Sources) -> None:
    said = ask(question, sources)
    assert said.kind == "computed"
    assert Decimal(value) in [figure.value for figure in said.figures]


@pytest.mark.parametrize(
    "question",
    [
        "沙岬市文化局2024年图书馆一家的支出预算是多少？",
        "沙岬市文化局2024年美术馆的基本支出是多少",
        "沙岬市文化局2024年五家下属单位的收入合计加在一起是多少？",
        "沙岬市文化局2024年保护中心有几名工作人员？",
    ],
)
def test_what_is_not_printed_of_a_unit_is_not_told_of_the_department(
    question: str, sources: Sources
) -> None:
    said = ask(question, sources)
    assert said.refused


ROADS = """# 2025年沙岬县交通运输局部门预算

表一
## 预算单位情况表
单位：万元
单位名称	编制数	在职人数	支出合计	基本支出	项目支出
沙岬县交通运输局（本级）	22	20	300.00	200.00	100.00
沙岬县公路养护站	28	25	500.00	250.00	250.00
沙岬县运输管理所	20	19	200.00	150.00	50.00
合计	70	64	1,000.00	600.00	400.00
"""


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("沙岬县交通运输局2025年哪家单位的编制数最多？", ["28", "22", "20"]),
        ("沙岬县交通运输局2025年三家预算单位中，哪家的项目支出最多，是多少", ["250", "100", "50"]),
        (
            "沙岬县交通运输局2025年项目支出哪个单位安排得最多，比最少的单位多多少？",
            ["250", "100", "50", "200"],
        ),
        ("沙岬县交通运输局2025年五家预算单位中，哪家的项目支出最多", []),
        ("沙岬县交通运输局2025年公路养护站的编制数", ["28"]),
        ("沙岬县交通运输局2025年哪些采购是公路养护站的？", []),
    ],
)
def test_the_units_of_one_table_are_set_in_order(
    question: str, values: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    said = ask(question, library(tmp_path_factory.mktemp("order"), ROADS))
    assert [figure.value for figure in said.figures] == [Decimal(value) for value in values]


WORKS = """# 2026年沙岬区市政管理局部门预算

表一
## 部门收入总表
单位：万元
单位名称	合计	一般公共预算	单位资金
沙岬区市政管理局（机关）	300.00	300.00	0.00
沙岬区环境卫生管理所	500.00	480.00	20.00
沙岬区道路设施养护中心	200.00	150.00	50.00
合计	1,000.00	930.00	70.00

表二
## 国有资产占用情况表
单位名称	车辆（辆）	车辆（辆）	房屋面积（平方米）
单位名称	一般公务用车	特种专业技术用车	房屋面积（平方米）
沙岬区市政管理局（机关）	3	0	1,860.00
沙岬区环境卫生管理所	1	52	5,210.00
沙岬区道路设施养护中心	2	9	2,980.60
合计	6	61	10,050.60

表三
## 政府采购预算表
单位：万元
单位名称	采购品目	计量单位	数量	单价	金额
沙岬区环境卫生管理所	垃圾压缩设备	套	4	96.50	386.00
沙岬区道路设施养护中心	移动泵车	台	2	28.50	57.00
合计					443.00
"""

FIRST = "沙岬区环境卫生管理所现有特种专业技术用车几辆（2026年预算公开）？"
BOUGHT = "沙岬区市政管理局2026年垃圾压缩设备采购几套？"


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        ((FIRST,), "52"),
        ((FIRST, "那道路设施养护中心呢？"), "9"),
        ((FIRST, "那道路设施养护中心呢？", "这家中心的房屋有多少平方米？"), "2980.60"),
        (("沙岬区市政管理局2026年收入合计是多少？", "那环卫所呢？"), "500.00"),
        ((BOUGHT,), "4"),
        ((BOUGHT, "单价呢？"), "96.50"),
        ((BOUGHT, "单价呢？", "那这几套总共要花多少？"), "386.00"),
        (("沙岬区市政管理局2026年三公经费是多少？", "那环卫所呢？"), None),
        (("沙岬区市政管理局2026年垃圾压缩设备采购几台？",), None),
    ],
)
def test_a_turn_that_changes_the_unit_or_the_column_keeps_the_rest(
    turns: tuple[str, ...], value: str | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    said = ask(turns, library(tmp_path_factory.mktemp("turns"), WORKS))
    assert [figure.value for figure in said.figures] == ([Decimal(value)] if value else [])


def test_the_larger_of_two_units_is_told_with_the_difference(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    sources = library(tmp_path_factory.mktemp("larger"), WORKS)
    said = ask("沙岬区环卫所和养护中心，2026年哪个单位的收入预算大？各是多少？", sources)
    assert [f.value for f in said.figures] == [Decimal(500), Decimal(200), Decimal(300)]


def test_cars_of_all_are_not_those_of_the_institutions_below(tmp_path: Path) -> None:
    text = budget().replace(
        "共有车辆 3 辆。",
        "所属各预算单位共有车辆 3 辆，其中：局机关保留车辆 1 辆、下属事业单位实有车辆 2 辆。",
    )
    found = ask("云江区财政局2025年下属事业单位有几辆车？", library(tmp_path, text))
    assert Decimal(3) not in [figure.value for figure in found.figures]
