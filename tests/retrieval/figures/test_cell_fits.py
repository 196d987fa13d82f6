"""Any cell of any table: rows of units and villages, scores, heads, changes, columns that need no name."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

PAPER = """# 2025年松峦市云岫区气象局部门预算

## 下属单位人员及预算情况表
单位：万元
单位名称	编制人数（人）	实有人数（人）	空编数（人）	预算合计	基本支出	项目支出
松峦市云岫区气象局本级	30	28	2	600.00	400.00	200.00
松峦市云岫区气象探测中心	12	11	1	180.00	120.00	60.00
松峦市云岫区人工影响天气中心	9	9	0	120.00	90.00	30.00
合计	51	48	3	900.00	610.00	290.00

## 村级观测站运转经费分配表
单位：万元
村	户籍人口（人）	观测员人数（人）	观测员报酬	分配金额
白石村	1109	4	14.40	16.90
青溪村	2306	6	21.60	25.10

## 一般公共预算支出对比表
单位：万元
科目名称	2024年预算数	2025年预算数	增减额	增减%
气象事务	650.00	700.00	50.00	7.69
气象服务	150.00	120.00	-30.00	-20.00

## 一般公共预算基本支出决算明细表
单位：万元
人员经费	人员经费	公用经费	公用经费
科目名称	金额	科目名称	金额
基本工资	210.00	工会经费	9.30
津贴补贴	88.00	差旅费	4.60

## 项目支出绩效自评情况汇总表
单位：万元
项目名称	全年预算数	全年执行数	自评得分	自评等级
雷达维护	60.00	58.20	96.77	优
观测站改造	40.00	31.00	88.10	良

## 项目支出表
单位：万元
项目名称	合计	一般公共预算	单位资金
雷达维护（单位资金）	35.00	0.00	35.00
观测站改造	40.00	40.00	0.00
"""

PRICES = """# 2025年松峦市云岫区气象局部门预算

## 政府采购预算表
单位：万元
采购项目	计量单位	数量	单价	金额
探空气球	个	40	0.30	12.00
办公设备更新（台式计算机）	台	6	0.52	3.12
合计				15.12

## 国有资产占用情况表
单位：万元
项目	固定资产小计	单价100万元（含）以上大型设备	其他固定资产
合计	300.00	210.00	90.00

## 学员情况表
年级	教学班数	学员人数	住校学员人数
高一年级	2	80	33
高二年级	2	76	31

## 人员情况表
单位：人
单位名称	行政编制	事业编制	在职事业
松峦市云岫区气象探测中心		12	11
松峦市云岫区人工影响天气中心		9	8

## 项目支出绩效自评情况汇总表
单位：万元
项目名称	全年预算数	自评得分
观测场无障碍改造	40.00	88.10
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("cells"), PAPER)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("云岫区气象局2025年气象探测中心的编制人数是多少？", "12"),
        ("云岫区气象局的探测中心，2025年项目支出为多少万元", "60.00"),
        ("云岫区气象局2025年人工影响天气中心空编数多少", "0"),
        ("云岫区气象局2025年村级观测站运转经费分配表里，白石村的户籍人口是多少？", "1109"),
        ("2025年云岫区气象局青溪村观测员有多少人？", "6"),
        ("云岫区气象局2025年气象服务的增减额是多少？", "-30.00"),
        ("云岫区气象局2025年气象事务增减%是百分之几", "7.69"),
        ("云岫区气象局2025年基本支出决算明细里，工会经费是多少？", "9.30"),
        ("云岫区气象局2025年绩效自评表里，雷达维护得了几分？", "96.77"),
        ("观测站改造自评得分那一列填的多少？（云岫区气象局2025年）", "88.10"),
        ("云岫区气象局2025年项目支出表里雷达维护（单位资金），合计是多少？", "35.00"),
    ],
)
def test_a_cell_is_told_by_its_row_and_column(sources: Sources, question: str, figure: str) -> None:
    found = ask(question, sources)
    assert found.kind in ("found", "none_stated"), found.text
    assert figure in found.text
    assert len({f.value for f in found.figures}) == 1, found.text


@pytest.mark.parametrize(
    "question",
    [
        "云岫区气象局2025年白石村的探测站数是多少？",
        "云岫区气象局2025年气象服务的执行率是多少？",
        "云岫区气象局2025年雷达维护的数量是多少？",
        "云岫区气象局2025年黑石村的户籍人口是多少？",
    ],
)
def test_a_cell_that_is_not_printed_is_not_told(sources: Sources, question: str) -> None:
    assert ask(question, sources).kind == "not_found"


def test_a_figure_of_a_unit_below_bears_its_name(sources: Sources) -> None:
    assert "气象探测中心" in ask("云岫区气象局2025年探测中心的基本支出", sources).text


def test_a_row_of_a_table_that_is_not_there_is_not_told(tmp_path: Path) -> None:
    alone = library(tmp_path, PAPER.split("## 村级")[0])
    assert ask("云岫区气象局2025年青溪村的户籍人口是多少？", alone).kind == "not_found"


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("云岫区气象局2025年探空气球要买几个，单价多少", "0.30"),
        ("云岫区气象局2025年台式计算机一台多少万元？", "0.52"),
        ("云岫区气象局2025年台式计算机采购单价多少", "0.52"),
        ("云岫区气象局2025年单价100万以上大型设备值多少万元？", "210.00"),
        ("云岫区气象局2025年高二年级有多少住校学员？", "31"),
        ("云岫区气象局2025年高一有几个学员", "80"),
        ("云岫区气象局2025年气象探测中心事业编制多少名", "12"),
        ("云岫区气象局2025年无障碍改造那个项目自评打了多少分？", "88.10"),
    ],
)
def test_prices_years_of_school_posts_and_scores_as_people_say_them(
    tmp_path: Path, question: str, figure: str
) -> None:
    found = ask(question, library(tmp_path, PRICES))
    assert figure in [f"{f.value}" for f in found.figures], found.text


BY_UNIT = """# 2025年松峦市云岫区气象局部门预算

## 部门收入总体情况表
单位：元
单位名称	合计	本年收入	本年收入
单位名称	合计	一般公共预算	事业收入
松峦市云岫区气象局本级	900.00	880.00	20.00
松峦市云岫区气象探测中心	400.00	350.00	50.00
合计	1,300.00	1,230.00	70.00

## 财政拨款“三公”经费支出表
单位：元
单位名称	2024年预算数	2024年预算数	2025年预算数	2025年预算数
单位名称	合计	公务接待费	合计	公务接待费
松峦市云岫区气象局本级	90.00	40.00	80.00	30.00
松峦市云岫区气象探测中心	60.00	36.00	50.00	32.00
合计	150.00	76.00	130.00	62.00

## 收入支出决算表
单位：元
项目	年初结转和结余	本年支出
其他支出	3.00	91.00
教育支出	5.00	60.00
合计	8.00	151.00
"""


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("云岫区气象局本级2025年一般公共预算是多少", "880.00"),
        ("云岫区气象局2025年气象探测中心的事业收入是多少", "50.00"),
        ("云岫区气象局2025年探测中心2024年的公务接待费是多少", "36.00"),
        ("云岫区气象局2025年探测中心的公务接待费是多少", "32.00"),
    ],
)
def test_the_row_of_the_unit_and_the_year_named_are_told(
    tmp_path: Path, question: str, figure: str
) -> None:
    found = ask(question, library(tmp_path, BY_UNIT))
    assert [f"{f.value}" for f in found.figures] == [figure], found.text


def test_a_row_and_its_column_are_never_told_as_two_figures(tmp_path: Path) -> None:
    question = "云岫区气象局2025年其他支出，年初结转和结余是多少？"
    found = ask(question, library(tmp_path, BY_UNIT))
    assert {f"{f.value}" for f in found.figures} <= {"3.00"}, found.text
