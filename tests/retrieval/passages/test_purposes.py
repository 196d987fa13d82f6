"""What money is spent on, with the sentence that names the item."""

from __future__ import annotations

from pathlib import Path

from tests.retrieval.budgets import ask, library
from tests.retrieval.narratives import HARBOUR


def test_what_an_item_is_spent_on_is_told_with_the_item(tmp_path: Path) -> None:
    text = ask("港务局机关运行经费主要包括什么", library(tmp_path, HARBOUR)).text
    assert "机关运行经费预算 60.00 万元" in text
    assert "主要用于办公费、差旅费和会议费。" in text


PARTED = """# 2025年苇塘区企业服务局部门预算

一、项目支出情况
1.产业扶持资金800.00万元，主要包括：研发补贴500.00万元，用于企业研发投入补贴等；厂房租赁补贴200.00万元，用于初创企业租房等；展会补贴100.00万元，用于参展企业展位费等。较上年预算减少20.00万元。
"""


def test_a_list_of_purposes_is_told_to_its_end(tmp_path: Path) -> None:
    text = ask("苇塘区企业服务局2025年产业扶持资金用到什么地方", library(tmp_path, PARTED)).text
    assert "企业研发投入补贴" in text
    assert "初创企业租房" in text
    assert "参展企业展位费" in text


def test_one_of_a_list_of_purposes_is_told_alone(tmp_path: Path) -> None:
    text = ask("苇塘区企业服务局2025年厂房租赁补贴用于什么", library(tmp_path, PARTED)).text
    assert "初创企业租房" in text
    assert "展位费" not in text
