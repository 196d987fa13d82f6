"""Numbers that are no money, said in a sentence or beside an indicator; never a number that is near."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, library

SAID = """
## 附：预算绩效情况

2025年绩效自评的灯塔项目4个，涉及预算金额598.42万元，平均得分97.43分（其中优3个）。力争使全区航标完好占全部航标的比重达到98.6%。

2025年计划渔港园区完成投资3亿元，入驻企业210家左右。

表九
## 整体支出绩效目标表
一级指标	二级指标	三级指标	目标值
产出指标	数量指标	灯塔展期租赁面积	204 平方米
产出指标	数量指标	灯塔巡查次数	≥12 次
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("said"), budget() + SAID)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("云江区财政局2025年绩效自评的灯塔项目平均得了多少分？", "97.43"),
        ("云江区财政局2025年的目标里，全区航标完好占全部航标的比重要达到多少？", "98.6"),
        ("云江区财政局2025年全区航标完好占全部航标多大比重？", "98.6"),
        ("云江区财政局2025年整体支出绩效目标里，灯塔展期租赁面积的目标值是多少？", "204"),
        ("云江区财政局2025年入驻多少家企业？", "210"),
    ],
)
def test_a_number_is_found_where_it_is_said(question: str, value: str, sources: Sources) -> None:
    assert [figure.value for figure in ask(question, sources).figures] == [Decimal(value)]


@pytest.mark.parametrize(
    "question",
    [
        "云江区财政局2025年绩效自评的灯塔项目最低得了多少分？",
        "云江区财政局2025年全区雾笛完好占全部雾笛的比重要达到多少？",
        "云江区财政局2025年灯塔航标完好占全部航标的比重要达到多少？",
        "云江区财政局2025年灯塔展期布展面积的目标值是多少？",
        "云江区财政局2024年绩效自评的灯塔项目平均得了多少分？",
    ],
)
def test_a_number_of_something_else_is_no_answer(question: str, sources: Sources) -> None:
    shown = [figure.value for figure in ask(question, sources).figures]
    assert not {Decimal("97.43"), Decimal("98.6"), Decimal("204")} & set(shown)


SCHOOL = """
2025年白石市第二职业学校单位预算
## 一、单位概况
本单位设有学生处、总务处。开设护理等12个专业，在校生3860人。
## 二、国有资产占有使用情况
截至2024年12月31日，本单位固定资产金额9864.37万元，其中：房屋38460平方米，车辆2辆，45.60万元；应急用车1辆、其他用车3辆，其他用车主要是山区巡查车。2025年拟购置固定资产386.00万元。
## 三、公务接待
国内公务接待19批次，152人次，共支出2.14万元。
## 四、名词解释
1.学籍：指学生的身份。
"""


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("白石市第二职业学校在校学生多少人？", "3860"),
        ("白石市第二职业学校2025年固定资产总共多少钱", "9864.37"),
        ("白石市第二职业学校2025年准备买多少钱的固定资产？", "386.00"),
        ("白石市第二职业学校山区巡查等其他用车有几辆", "3"),
        ("白石市第二职业学校2025年国内公务接待一共多少批次？", "19"),
        ("白石市第二职业学校房屋面积多少平方米？", "38460"),
        ("查一下白石市第二职业学校25年预算，截至2024年底车辆价值一共多少万元？", "45.60"),
    ],
)
def test_a_number_of_prose_is_that_of_its_own_word(
    question: str, value: str, tmp_path: Path
) -> None:
    answer = ask(question, library(tmp_path, SCHOOL))
    assert [figure.value for figure in answer.figures] == [Decimal(value)]


@pytest.mark.parametrize(
    "question",
    [
        "白石市第二职业学校招聘教师多少人？",
        "白石市第二职业学校截至2023年底固定资产总共多少钱",
        "白石市第二职业学校报废了多少钱的固定资产？",
        "白石市第二职业学校外事接待一共多少批次？",
    ],
)
def test_a_number_of_another_thing_is_none(question: str, tmp_path: Path) -> None:
    assert not ask(question, library(tmp_path, SCHOOL)).figures


BECAME = """
## 灯塔巡检情况

2025年灯塔巡检平均用时由48小时缩短至15小时，2024年组织对灯塔巡检开展部门评价，得分81.5分，2023年得分77分。

本年度更新购置巡检用车7辆，2024年度未购置车辆，惠及渔民3120人。

驻港巡检点由6个调整为4个，新增潮汐观测位130个，渔民健康体检2.13万人次。

补渔补助（项）：反映直接发放给渔民个人的补渔支出。
"""


@pytest.fixture(scope="module")
def became(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("became"), budget() + BECAME)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("云江区财政局2025年灯塔巡检平均从48小时降到多少小时？", "15"),
        ("云江区财政局2024年灯塔巡检部门评价得了几分？（2025年预算公开）", "81.5"),
        ("云江区财政局2025年买了几辆巡检车？", "7"),
        ("云江区财政局2025年惠及渔民多少人？", "3120"),
        ("云江区财政局2025年驻港巡检点调整成几个？", "4"),
        ("云江区财政局2025年新增多少个潮汐观测位？", "130"),
        ("云江区财政局2025年渔民健康体检多少人次？", "2.13"),
    ],
)
def test_what_became_of_a_number_is_told_in_the_words_of_the_document(
    question: str, value: str, became: Sources
) -> None:
    assert [figure.value for figure in ask(question, became).figures] == [Decimal(value)]


@pytest.mark.parametrize(
    "question",
    [
        "云江区财政局2025年灯塔巡检平均从48小时升到多少小时？",
        "云江区财政局2022年灯塔巡检部门评价得了几分？（2025年预算公开）",
        "云江区财政局2024年买了几辆巡检车？",
        "云江区财政局2025年买了几辆救援车？",
        "云江区财政局2025年惠及牧民多少人？",
        "云江区财政局2025年一般公共服务支出得了多少分？",
    ],
)
def test_the_other_way_another_year_and_another_thing_have_no_number(
    question: str, became: Sources
) -> None:
    assert not ask(question, became).figures


def test_what_an_item_reflects_is_its_definition(became: Sources) -> None:
    answer = ask("云江区财政局2025年补渔补助（项）反映什么？", became)
    assert not answer.figures
    assert "直接发放给渔民个人" in answer.text


WETLAND = """
2024年北河市云江区湿地局部门预算
## 一、部门职责
负责湿地巡护。
## 二、支出情况
1.监测支出2024年预算6.00万元，2023年未安排预算，主要原因是新设水质监测点14处。
2.巡护支出2024年预算9.00万元，比上年增加1.00万元，主要原因是湖区巡护频次由每周2次增加到3次，抽检批次由每千人4.5批次提高到5批次。
## 三、其他
本单位有巡护船2艘。完成妇女体检1.6万人。管网施工受雨季影响，工期滞后42天。预计接待12批次、95人次。
房屋建筑面积18.64万平方米，其中宿舍4.35万平方米。
"""


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("云江区湿地局2024年新设了多少个水质监测点", "14 处"),
        ("云江区湿地局2024年湖区巡护一周几次", "3 次"),
        ("云江区湿地局2024年有几条巡护船", "2 艘"),
        ("云江区湿地局2024年给多少妇女做体检", "1.6 万人"),
        ("云江区湿地局2024年管网施工的工期晚了几天", "42 天"),
        ("云江区湿地局2024年打算接待多少批客人、多少人次", "12 批次，95 人次"),
    ],
)
def test_a_number_is_told_whatever_it_is_counted_with(
    tmp_path: Path, question: str, number: str
) -> None:
    assert number in ask(question, library(tmp_path, WETLAND)).text


@pytest.mark.parametrize(
    "question",
    [
        "云江区湿地局2024年一共做了多少批次抽检",
        "云江区湿地局2024年有几架巡护飞机",
        "云江区湿地局2024年给多少老人做体检",
        "云江区湿地局2024年给多少妇女做体检补助",
    ],
)
def test_a_rate_or_the_count_of_another_thing_is_no_answer(tmp_path: Path, question: str) -> None:
    assert ask(question, library(tmp_path, WETLAND)).refused


HALL = """
2024年北河市云江区文化馆单位预算
## 一、单位职责
负责群众文化。
## 二、项目情况
由云江区文化馆建设的群艺中心新建工程，位于柳巷路路口。
本工程为二类高层建筑，建筑高度为29.8米，抗震设防烈度为7度，拟制定和修改11件馆规。
第一季度用款计划15万元，第二季度用款计划16万元。
"""


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("云江区文化馆2024年群艺中心新建工程有多高", "29.8 米"),
        ("云江区文化馆群艺中心新建工程抗震设防烈度几度（2024年预算）", "7 度"),
        ("云江区文化馆2024年打算制定和修改多少件馆规", "11 件"),
    ],
)
def test_this_project_is_the_one_named_before_it(
    tmp_path: Path, question: str, number: str
) -> None:
    assert number in ask(question, library(tmp_path, HALL)).text


def test_money_planned_is_no_number_of_storeys(tmp_path: Path) -> None:
    found = ask("云江区文化馆2024年群艺中心新建工程多少层", library(tmp_path, HALL))
    assert "用款计划" not in found.text


def test_the_sentence_that_counts_things_says_what_they_come_to(tmp_path: Path) -> None:
    told = """
2024年北河市云江区检测所单位预算
## 一、单位职责
负责检测。
## 二、采购与绩效
2024年共安排采购包7个，涉及金额1050万元。本单位共5个项目实行绩效目标管理，涉及财政性资金合计5086万元。
"""
    sources = library(tmp_path, told)
    both = ask("云江区检测所2024年安排了几个采购包，总共多少钱", sources).text
    assert "7 个" in both
    assert "1050万元" in both
    whole = ask("云江区检测所2024年实行绩效目标管理的5个项目，总共涉及多少财政资金", sources)
    assert "5086" in whole.text


def test_a_mean_score_that_is_printed_is_a_number_of_marks(tmp_path: Path) -> None:
    told = """
2024年北河市云江区检测所单位决算
## 一、单位职责
负责检测。
## 二、预算绩效情况
绩效自评的2024年度项目4个，涉及预算金额598.42万元，平均得分96.25分。
"""
    found = ask("云江区检测所2024年项目绩效自评平均得分是多少？", library(tmp_path, told))
    assert [(f.value, f.unit) for f in found.figures] == [(Decimal("96.25"), "分")]
