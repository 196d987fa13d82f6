"""Rows of any table picked by a bound, an order, a word beside their names or a column that is filled."""

from __future__ import annotations

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

HARBOUR = """# 2025年沙岬县港务局部门预算

表一
## 部门项目支出表
单位：万元
单位名称	项目名称	项目类别	合计	一般公共预算	政府性基金预算
合计			1000.00	700.00	300.00
沙岬县港务局（机关）	航标灯更换	特定目标类	60.00	60.00
沙岬县港务局（机关）	港区绿化	其他运转类	40.00	40.00
沙岬县码头养护管理所	泊位清淤	特定目标类	500.00	200.00	300.00
沙岬县码头养护管理所	栈桥除锈	其他运转类	120.00	120.00
沙岬县引航服务中心	引航艇油料	其他运转类	280.00	280.00

表二
## 政府采购预算明细表
单位：万元
单位名称	采购目录编码	采购品目	计量单位	数量	单价	金额	资金来源
合计						176.00
沙岬县港务局（机关）	A02091002	航标灯	盏	30	1.20	36.00	一般公共预算
沙岬县码头养护管理所	A02030503	清淤泵	台	2	50.00	100.00	政府性基金预算
沙岬县引航服务中心	C13050100	船体检修服务	项	1	40.00	40.00	一般公共预算

附表3
## 所属单位人员和车辆情况表
单位名称	编制人数	年末实有人数	房屋面积（平方米）
沙岬县港务局（机关）	40	38	1200.00
沙岬县码头养护管理所	90	88	5600.00
沙岬县引航服务中心	25	21	800.00
合计	155	147	7600.00

附表4
## 项目支出绩效自评汇总表
单位：万元
项目名称	全年预算数	全年执行数	执行率	自评得分
航标灯更换	60.00	59.00	98.33%	97
港区绿化	40.00	38.00	95.00%	92
泊位清淤	500.00	400.00	80.00%	78
栈桥除锈	120.00	119.00	99.17%	95
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("picked"), HARBOUR)


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("自评得分最低的两个项目是哪几个，各多少分？", ["泊位清淤：78 分", "港区绿化：92 分"], ["航标灯", "栈桥"]),
        ("码头养护所有哪些项目，各多少钱？", ["泊位清淤：500.00", "栈桥除锈：120.00"], ["航标灯", "引航艇"]),
        ("其他运转类的项目一共多少万？", ["= 440.00 万元"], ["泊位清淤", "1000"]),
        ("单价超过30万元的采购品目有哪些？", ["清淤泵：50.00", "船体检修服务：40.00"], ["航标灯", "100.00"]),
        ("哪些单位的实有人数超过30人？", ["机关）：38 人", "管理所：88 人"], ["引航"]),
        ("房屋面积最大的单位是哪家", ["沙岬县码头养护管理所：5600.00 平方米"], ["7600"]),
        ("有多少个项目超过100万？", ["共 3 项"], ["航标灯", "绿化"]),
        ("引航中心要采购什么，各几个？", ["船体检修服务：40.00"], ["航标灯", "清淤"]),
        ("采购数量最多的是什么", ["航标灯：30 盏"], ["清淤", "36.00"]),
        ("用一般公共预算以外的钱安排的项目有哪些？", ["泊位清淤"], ["航标灯", "栈桥", "引航艇"]),
        ("排第二的采购项目是哪个？", ["船体检修服务：40.00"], ["清淤", "航标灯"]),
    ],
)  # fmt: skip
def test_the_rows_asked_for_are_told_and_no_others(
    question: str, told: list[str], untold: list[str], sources: Sources
) -> None:
    said = ask("沙岬县港务局2025年" + question, sources)
    assert all(words in said.text for words in told), said.text
    assert not [words for words in untold if words in said.text], said.text


@pytest.mark.parametrize(
    "question",
    [
        "质保期最长的两个项目是哪几个？",
        "灯塔站有哪些项目，各多少钱？",
        "用国有资本经营预算安排的项目有哪些？",
        "退休人数超过30人的单位有哪些？",
        "单价超过500万元的采购品目有哪些？",
        "污染最重的泊位是哪个？",
    ],
)
def test_rows_that_the_table_does_not_tell_apart_are_not_told(
    question: str, sources: Sources
) -> None:
    said = ask("沙岬县港务局2025年" + question, sources)
    assert said.kind in ("not_found", "ambiguous"), said.text


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("哪些项目的执行数低于全年预算数？", ["泊位清淤：400.00"], ["1000"]),
        ("哪些项目没花完预算", ["港区绿化：38.00"], ["引航艇"]),
        ("哪个单位的采购最多？", ["沙岬县码头养护管理所：100.00 万元"], ["引航"]),
        ("谁家的项目钱最多？", ["= 620.00 万元"], ["引航艇"]),
        ("花钱最多的两个项目，加起来多少", ["= 780.00 万元"], ["航标灯", "1,000"]),
        ("机关的项目合计多少万元", ["= 100.00 万元"], ["泊位"]),
        ("哪些项目的钱来自政府性基金", ["泊位清淤：300.00"], ["航标灯", "栈桥"]),
    ],
)
def test_rows_are_held_against_each_other_and_added_by_unit(
    question: str, told: list[str], untold: list[str], sources: Sources
) -> None:
    said = ask("沙岬县港务局2025年" + question, sources)
    assert all(words in said.text for words in told), said.text
    assert not [words for words in untold if words in said.text], said.text
