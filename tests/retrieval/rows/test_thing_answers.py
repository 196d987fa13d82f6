"""What stands beside the name of a thing is told: who does it, whose money, its class, its score."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, library

PAPER = """

## 部门构成
单位：人
单位名称	单位性质	编制数	实有在职人数	退休人数
北河市云江区财政局（本级）	行政单位	41	39	31
北河市云江区票据管理所	公益一类事业单位	12	11	6
合计		53	50	37

## 项目支出预算表
部门：北河市云江区财政局
单位：万元
项目类型	项目名称	实施单位	合计	一般公共预算	单位资金	上年结转
	合计		90.00	70.00	5.00	15.00
特定目标类	票据电子化及库房消防维保服务	票据管理所	40.00	25.00		15.00
其他运转类	财税宣传	财政局（本级）	50.00	45.00	5.00

## 政府采购预算表
部门：北河市云江区财政局
单位：万元
项目名称	采购内容	采购类别	数量	计量单位	单价	金额
合计						33.00
票据电子化及库房消防维保服务	高速扫描仪	货物	12	台	0.50	6.00
财税宣传	宣传册印刷	服务	1	批	27.00	27.00

## 新增资产配置表
部门：北河市云江区财政局
单位：万元
资产名称	计量单位	数量	金额	配置理由
档案柜	组	6	1.20	库房扩建后存放凭证

## 公务用车情况
单位：辆
车辆用途	数量（辆）	使用单位
机要通信用车	1	局本级
应急保障用车	3	票据管理所
合计	4

## 项目支出绩效自评表
部门：北河市云江区财政局
单位：万元
项目名称	全年预算数	全年执行数	执行率	自评得分	等级
国库支付运维	80.00	76.00	95.00%	93.60	良
会计考试组织	20.00	20.00	100.00%	98.10	优
"""
NAME = "票据电子化及库房消防维保服务"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("things"), budget() + PAPER)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        (f"{NAME}由哪个单位实施", ["票据管理所"]),
        (f"是下面哪个单位在做{NAME}", ["票据管理所"]),
        (f"{NAME}属于哪一类项目", ["特定目标类"]),
        (f"{NAME}的钱从哪来", ["一般公共预算", "上年结转"]),
        (f"{NAME}的资金构成，各多少", ["25.00", "15.00"]),
        ("财税宣传里单位资金有多少", ["5.00"]),
        ("高速扫描仪属于货物、工程还是服务", ["货物"]),
        ("高速扫描仪是给哪个项目买的", [NAME]),
        ("一台高速扫描仪多少钱", ["0.50"]),
        ("要买多少台高速扫描仪", ["12"]),
        ("为什么要配档案柜", ["库房扩建后存放凭证"]),
        ("应急保障用车由哪些单位使用", ["票据管理所"]),
        ("国库支付运维的得分和等级分别是什么", ["93.60", "良"]),
        ("国库支付运维自评得了多少分，是什么等级", ["93.60", "良"]),
        ("国库支付运维的钱花出去了多大比例", ["95.00%"]),
        ("国库支付运维全年执行了多少", ["76.00"]),
        ("票据管理所有多少编制", ["12"]),
        ("局本级实有多少人", ["39"]),
        ("编制合计多少人", ["53"]),
        ("票据管理所的单位性质是什么", ["公益一类事业单位"]),
        ("高速扫描仪一台多少钱？买多少台", ["0.50", "12"]),
        ("票据管理所编制几个？现在在职几个", ["12", "11"]),
        ("国库支付项目的执行率是多少", ["95.00%"]),
        ("票据电子化维保项目由哪个单位实施", ["票据管理所"]),
    ],
)
def test_what_stands_beside_a_name_is_told(
    question: str, held: list[str], sources: Sources
) -> None:
    said = ask(f"云江区财政局2025年{question}？", sources)
    assert all(word in said.text for word in held), said.text


@pytest.mark.parametrize(
    "question",
    [
        f"{NAME}的立项依据是什么",
        f"{NAME}自评得了多少分",
        "高速扫描仪由哪家公司供货",
        "高速扫描仪为什么要买",
        "档案柜是什么品牌",
        "应急保障用车一年跑多少公里",
        "国库支付运维的主管部门是谁",
        "国库支付运维的项目负责人是谁",
        "票据管理所有多少编外人员",
        "国库现金管理项目的执行率是多少",
        "财税宣传里政府性基金有多少",
    ],
)
def test_what_no_column_prints_is_refused(question: str, sources: Sources) -> None:
    assert ask(f"云江区财政局2025年{question}？", sources).refused


def test_the_price_of_one_is_never_the_price_of_all(sources: Sources) -> None:
    assert "6.00" not in ask("云江区财政局2025年一台高速扫描仪多少钱？", sources).text


def test_the_heads_of_the_office_itself_are_not_those_of_all(sources: Sources) -> None:
    assert "50" not in ask("云江区财政局2025年局本级在职多少人？", sources).text


ASSETS = """

## 国有资产信息
部门：北河市云江区财政局
单位：万元
项目	数量	价值
资产总额	—	412.37
1.房屋（平方米）	1860	238.60
其中：办公用房（平方米）	1420	189.30
2.车辆（台、辆）	2	36.90
"""


@pytest.mark.parametrize(
    ("asked", "told"), [("办公用房账面净值多少", "189.3"), ("办公用房有多少平方米", "1420")]
)
def test_an_asset_is_told_by_its_value_and_its_size(asked: str, told: str, tmp_path: Path) -> None:
    said = ask(f"云江区财政局2025年{asked}？", library(tmp_path, budget() + ASSETS))
    assert told in said.text, said.text
    assert "238" not in said.text, said.text
