"""One cell of a table asked for by its row, its column, its table or its code, in many words."""

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, budget, library

PURCHASES = """

## 政府采购预算表
部门：北河市云江区财政局
单位：万元
采购项目	采购目录	目录编码	组织形式	数量	单价	金额合计
云平台租用	电信服务	C0301	部门集中采购	1	40.00	40.00
云平台租用	运行维护服务	C0203	分散采购	2	6.00	12.00
楼宇保障	物业管理服务	C1204	部门集中采购	1	33.00	33.00
楼宇保障	物业管理服务	C1204	分散采购	1	7.00	7.00
办公设备	便携式计算机（20万以下）	A0201	分散采购	4	0.60	2.40
合计					94.40	94.40

## 国有资产占用情况表
部门：北河市云江区财政局
单位：元
项目	年初数	年末数
流动资产	3,100.00	4,200.00
固定资产	9,100.00	9,700.00
"""


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("云江区财政局2025年行政运行科目中列在基本支出一栏的金额", "600.00"),
        ("云江区财政局2025年2010608那个科目，项目支出栏里填的是多少？", "300.00"),
        ("看云江区财政局2025年部门支出总表，财政委托业务支出那一行的项目支出是几万元？", "300.00"),
        ("2025年云江区财政局一般公共服务支出里，有多少是从项目支出里出的？", "300.00"),
        ("翻云江区财政局2025年按功能科目列的那张表，2010601行政运行归到基本支出的有几万？", "600.00"),
        ("云江区财政局2025年部门支出总表中，财政事务一共900万元，里头走基本支出的是多少？", "600.00"),
        ("云江区财政局2025年三公经费支出表，公车购置及运行维护费的小计是多少万元？", "12.00"),
        ("云江区财政局2025年政府采购，目录编码C0301对应的金额是多少", "40.00"),
        ("云江区财政局2025年采购物业管理服务，其中走部门集中采购的是多少", "33.00"),
        ("云江区财政局2025年采购表上的便携式计算机花多少", "2.40"),
        ("2025年云江区财政局政府采购里买笔记本（便携式计算机）花多少？", "2.40"),
        ("云江区财政局2025年国有资产占用表里，年初的流动资产是多少元？", "3,100.00"),
    ],
)  # fmt: skip
def test_a_cell_is_found_by_all_that_names_it(tmp_path: Path, question: str, figure: str) -> None:
    found = ask(question, library(tmp_path, budget() + PURCHASES))
    assert found.kind in ("found", "none_stated"), found.text
    assert f"为 {figure} " in found.text.splitlines()[0]


@pytest.mark.parametrize(
    "question",
    [
        "云江区财政局2025年行政运行列在结余一栏的金额",
        "云江区财政局2025年局长的行政运行列在基本支出一栏的金额",
        "云江区财政局2025年收入总表里，行政运行那一行的项目支出是多少？",
        "云江区财政局2025年政府采购，目录编码C0999对应的金额是多少",
        "云江区财政局2025年采购物业管理服务，其中走单一来源的是多少",
        "云江区财政局2025年采购表上的扫描仪花多少",
    ],
)
def test_a_cell_that_leaves_a_word_open_is_no_answer(tmp_path: Path, question: str) -> None:
    assert ask(question, library(tmp_path, budget() + PURCHASES)).refused
