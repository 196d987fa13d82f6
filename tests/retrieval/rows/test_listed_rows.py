"""Rows of a table asked for by their size: the first few under a heading, those above an amount."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, budget, library

ECONOMIC = """

表四
## 一般公共预算基本支出表（按经济科目）
部门：北河市云江区财政局
单位：万元
科目编码	科目名称	合计	人员经费	公用经费
	合计	700.00	520.00	180.00
301	工资福利支出	520.00	520.00	0.00
30101	基本工资	300.00	300.00	0.00
30102	津贴补贴	220.00	220.00	0.00
302	商品和服务支出	180.00	0.00	180.00
30201	办公费	62.00	0.00	62.00
30211	差旅费	20.00	0.00	20.00
30213	维修（护）费	41.00	0.00	41.00
30228	工会经费	17.00	0.00	17.00
30299	其他商品和服务支出	40.00	0.00	40.00

表五
## 政府采购预算表
部门：北河市云江区财政局
单位：万元
采购项目	采购目录	目录编码	数量	单价	金额合计
合计					275.00
区财政局小计					275.00
数据平台	数据处理服务	C0203	1	150.00	150.00
公文印制	印刷服务	C0814	1	5.00	5.00
楼宇保障	物业管理服务	C1204	1	120.00	120.00
"""


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("云江区财政局2025年商品和服务支出里，超过40万元的是哪几款？", ["62.00", "41.00"]),
        ("2025年云江区财政局商品和服务支出中40万元以上的有哪些", ["62.00", "41.00", "40.00"]),
        ("云江区财政局2025年商品和服务支出里不到二十万元的款有哪些，各多少", ["17.00"]),
        ("云江区财政局2025年商品和服务支出里最高的三项是哪些、各多少？", ["62.00", "41.00", "40.00"]),
        ("云江区财政局2025年商品和服务支出中金额最小的两项", ["17.00", "20.00"]),
        ("云江区财政局2025年采购项目里金额上百万的有哪些，各多少？", ["150.00", "120.00"]),
        ("2025年云江区财政局政府采购表上，低于十万元的是哪些", ["5.00"]),
        ("云江区财政局2025年基本支出里花钱最多的两个项级科目是哪两个，金额各多少", ["600.00", "100.00"]),
    ],
)  # fmt: skip
def test_rows_are_chosen_by_their_size(tmp_path: Path, question: str, figures: list[str]) -> None:
    found = ask(question, library(tmp_path, budget() + ECONOMIC))
    printed = [f"{f.value:,.2f}" for f in found.figures]
    assert found.kind == "found", found.text
    assert printed == figures


@pytest.mark.parametrize(
    "question",
    [
        "云江区财政局2025年局长的商品和服务支出里，超过40万元的是哪几款？",
        "云江区财政局2025年资本性支出里，超过40万元的是哪几款？",
        "云江区财政局2025年商品和服务支出里，超过400万元的是哪几款？",
    ],
)
def test_rows_of_something_else_are_no_answer(tmp_path: Path, question: str) -> None:
    found = ask(question, library(tmp_path, budget() + ECONOMIC))
    assert not found.figures, found.text


def test_rows_that_do_not_add_up_to_the_printed_sum_are_not_listed(tmp_path: Path) -> None:
    short = (budget() + ECONOMIC).replace("30211	差旅费	20.00	0.00	20.00\n", "")
    found = ask(
        "云江区财政局2025年商品和服务支出里，低于30万元的是哪几款？", library(tmp_path, short)
    )
    assert not found.figures, found.text


def test_the_smallest_row_under_a_heading_is_not_the_smallest_of_all(tmp_path: Path) -> None:
    found = ask("云江区财政局2025年财政事务里金额最少的是哪项", library(tmp_path, budget()))
    assert [f.value for f in found.figures] == [300], found.text


def test_a_total_named_by_its_table_is_not_added_to_a_row(tmp_path: Path) -> None:
    asked = "云江区财政局2025年采购表里，印刷服务一共花多少"
    found = ask(asked, library(tmp_path, budget() + ECONOMIC))
    assert [f.value for f in found.figures] == [5], found.text
