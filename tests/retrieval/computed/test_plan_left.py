"""What is left of a plan, and posts that are empty, of things named in one's own words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

PAPER = """# 2024年云江市社会福利院单位决算

表一
## 支出决算表
单位：云江市社会福利院
单位：万元
项目	本年支出合计	基本支出	项目支出
合计	900.00	600.00	300.00
社会保障和就业支出	900.00	600.00	300.00

表二
## 一般公共预算财政拨款支出决算表
单位：云江市社会福利院
单位：万元
项目	本年支出合计	基本支出	项目支出
合计	700.00	450.00	250.00
社会保障和就业支出	700.00	450.00	250.00

表三
## 项目支出执行情况表
单位：云江市社会福利院
单位：万元
项目名称	全年预算数	执行数
院区消防改造	178.00	136.29
护理床位更新	80.00	80.00

表四
## 单位人员情况表
单位名称	编制数	在职人数
云江市社会福利院	90	84
云江市老年护理中心	46	38

## 三公经费

2024年度“三公”经费年初预算42.70万元，支出决算37.10万元。
"""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("left"), PAPER)


@pytest.mark.parametrize(
    ("question", "worked_out"),
    [
        ("云江福利院院区消防改造项目2024年预算还剩多少万没花出去？", "41.71"),
        ("云江市社会福利院2024年院区消防改造有多少预算没用完？", "41.71"),
        ("云江市老年护理中心还空着几个编制？", "8"),
        ("云江福利院2024三公经费，预算减决算=？", "5.60"),
        ("云江福利院2024年三公经费实际花的跟预算比，是超了还是省了？差多少", "5.60"),
        ("云江福利院2024年基本支出中，不是一般公共预算财政拨款负担的有多少？", "150.00"),
    ],
)
def test_what_is_left_is_worked_out(question: str, worked_out: str, paper: Sources) -> None:
    found = ask(question, paper)
    assert found.kind == "computed", found.text
    assert found.figures[-1].value == Decimal(worked_out)


@pytest.mark.parametrize(
    "question",
    [
        "云江福利院食堂改造项目2024年预算还剩多少没花出去？",
        "云江福利院老年食堂还空着几个编制？",
    ],
)
def test_what_is_not_printed_is_not_told_by_something_else(question: str, paper: Sources) -> None:
    assert ask(question, paper).kind == "not_found"
