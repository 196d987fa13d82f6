"""Names cut to one character in a list are spelled out; words that only begin alike are not."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.short_lists import listed_in_full
from tests.retrieval.budgets import ask, library

LABELS = ("水费", "电费", "邮电费", "会议费", "培训费", "公务接待费", "差旅费")


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("水电两项合起来多少", "水费和电费两项合起来多少"),
        ("水、电、邮三样一共几万", "水费、电费、邮电费三样一共几万"),
        ("水电费要多少钱", "水费和电费一共要多少钱"),
        ("会和训两项总共多少", "会议费和培训费两项总共多少"),
        ("水费电费各多少", "水费、电费各多少"),
        ("出国、车、接待加起来", "出国、公务用车购置及运行维护费、接待加起来"),
    ],
)
def test_a_list_of_shortened_names_is_spelled_out(asked: str, meant: str) -> None:
    assert listed_in_full(asked, LABELS) == meant


@pytest.mark.parametrize(
    "asked",
    [
        "农村水电三项工程多少钱",
        "水电改造项目多少钱",
        "水利和电力两项多少",
        "小水电两项多少",
        "水电三项一共多少",
        "公车和接待一共多少",
    ],
)
def test_what_is_no_list_of_such_names_stays(asked: str) -> None:
    assert listed_in_full(asked, LABELS) == asked


def test_a_printed_name_of_the_whole_stays() -> None:
    assert listed_in_full("水电费一共多少", (*LABELS, "水电费")) == "水电费一共多少"


PAPER = """# 2025年北河市云江区档案局部门预算

表六
## 一般公共预算基本支出表
部门：北河市云江区档案局
单位：万元
科目编码	科目名称	合计	人员经费	公用经费
302	商品和服务支出	20.00		20.00
30205	水费	2.10		2.10
30206	电费	7.40		7.40
30207	邮电费	3.50		3.50
30211	差旅费	7.00		7.00
"""


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("云江区档案局2025年水电两项要多少钱？", "9.50"),
        ("云江区档案局2025年水、电、邮三样加起来多少？", "13.00"),
        ("云江区档案局2025年水费和差旅费两项多少万元？", "9.10"),
        ("云江区档案局2025年电费跟邮电费一块多少", "10.90"),
    ],
)
def test_all_that_is_counted_is_added(question: str, total: str, tmp_path: Path) -> None:
    found = ask(question, library(tmp_path, PAPER))
    assert found.kind == "computed"
    assert found.figures[-1].value == Decimal(total)


def test_a_part_that_is_not_printed_leaves_no_sum(tmp_path: Path) -> None:
    found = ask("云江区档案局2025年水暖两项一共多少？", library(tmp_path, PAPER))
    assert not any(figure.formula for figure in found.figures)
