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
