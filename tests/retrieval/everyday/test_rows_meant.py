"""A row under a name of its own is found by words of every field, and by nothing that leaves a thing unsaid."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.everyday.rows_accounted import rows_accounted
from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

ACCOUNT = """# 2025年石桥市公安局部门决算

## 第一部分 部门概况

负责全市治安。

表四
## 一般公共预算财政拨款基本支出决算表
单位：万元
科目编码	科目名称	决算数
302	商品和服务支出	99.00
30208	取暖费	9.00
31003	专用设备购置	30.00
31006	大型修缮	60.00

表六
## 项目支出绩效自评情况表
单位：万元
项目名称	全年预算数	全年执行数
打击治理电信网络新型违法犯罪专项	330.00	310.00
被监管人员给养及医疗	430.00	421.00
特警实战训练	60.00	55.00
特警单警装备购置	365.00	365.00
信息系统等级保护改造	93.60	90.00
城区交通信号灯及标线维护	580.00	570.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("rows"), ACCOUNT)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("石桥市公安局2025年抓电信诈骗那块全年预算是多少？", "330.00"),
        ("石桥市公安局2025年犯人吃饭看病的预算给了多少？", "430.00"),
        ("石桥市公安局2025年特警练兵的全年预算是几万？", "60.00"),
        ("石桥市公安局2025年修红绿灯、划马路标线花了多少？", "570.00"),
        ("石桥市公安局2025年大楼翻修支出多少钱？", "60.00"),
        ("石桥市公安局2025年特警实战训练花了多少？", "55.00"),
        ("石桥市公安局2025年冬天烧暖气一共支出多少（基本支出）？", "9.00"),
    ],
)
def test_a_loose_name_finds_its_row(question: str, value: str, sources: Sources) -> None:
    said = ask(question, sources)
    assert [f.value for f in said.figures] == [Decimal(value)], said.text


@pytest.mark.parametrize(
    "question",
    [
        "石桥市公安局2025年给警犬看病花了多少？",
        "石桥市公安局2025年修射击场的预算是多少？",
        "石桥市公安局2025年报废了多少钱的信号灯？",
        "石桥市公安局2025年城东新区的校车标线花了多少？",
        "石桥市公安局2025年给村里的老人做饭花了多少？",
    ],
)
def test_what_leaves_a_thing_unsaid_finds_none(question: str, sources: Sources) -> None:
    assert ask(question, sources).refused


def test_a_row_accounts_for_what_is_said_by_its_own_words_and_by_everyday_ones() -> None:
    rows = ["辣椒产业种植补贴", "社区网格员补助"]
    best, *_ = rows_accounted("种海椒的补助", rows)
    assert best.label == "辣椒产业种植补贴"
    assert not rows_accounted("补助", rows)


TOWN = """# 2025年石桥镇人民政府部门决算

## 第一部分 部门概况

负责全镇事务。

表一
## 收入支出决算总表
单位：万元
收入		支出
项目	金额	项目	金额
财政拨款收入	900.00	一、一般公共服务支出	940.00
事业收入	30.00
其他收入	14.60
本年收入合计	944.60	本年支出合计	940.00

表二
## 收入决算表
单位：万元
科目名称	本年收入合计	财政拨款收入	事业收入	其他收入
合计	944.60	900.00	30.00	14.60

表十一
## 村（社区）运转经费分配表
单位：万元
村（社区）	村干部报酬	合计
云塘社区	17.40	29.79
龙井村	15.00	25.10

表十二
## 项目支出表
单位：万元
项目名称	金额
社区网格员补助	42.84
农村道路交通安全劝导站	21.90
通组公路硬化工程	143.27
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("town"), TOWN)


def test_a_part_named_is_not_answered_by_the_whole(town: Sources) -> None:
    assert ask("石桥镇2025年云塘社区的网格员补助是多少万元？", town).refused


def test_a_deed_alone_does_not_choose_between_rows(town: Sources) -> None:
    said = ask("石桥镇2025年修组里的水泥路花多少？", town)
    assert Decimal("143.27") in [f.value for f in said.figures], said.text


@pytest.mark.parametrize(
    "question",
    [
        "石桥镇2025年除了财政给的，别的渠道进账多少钱？",
        "石桥镇2025年财政拨款以外的收入有多少？",
    ],
)
def test_what_comes_in_beside_the_treasury_is_worked_out(question: str, town: Sources) -> None:
    said = ask(question, town)
    assert Decimal("44.60") in [f.value for f in said.figures], said.text
