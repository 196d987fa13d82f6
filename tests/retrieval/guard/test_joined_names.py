"""A project of two things is never told as the money of one of them without saying so."""

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, budget, library

PAPER = """

## 项目支出预算表
部门：北河市云江区财政局
单位：万元
项目名称	合计	一般公共预算
门岗安保及消防维保服务	58.40	58.40
票据印制	12.00	12.00
合计	70.40	70.40
"""


@pytest.mark.parametrize("asked", ["门岗安保花多少钱", "消防维保服务安排了多少钱"])
def test_one_of_two_things_is_not_told_the_money_of_both(tmp_path: Path, asked: str) -> None:
    said = ask(f"云江区财政局2025年{asked}？", library(tmp_path, budget() + PAPER))
    assert said.refused or "合在一起" in said.text, said.text


@pytest.mark.parametrize(
    "asked", ["门岗安保及消防维保服务花多少钱", "门岗安保和消防维保一共花多少钱"]
)
def test_both_things_together_are_told(tmp_path: Path, asked: str) -> None:
    said = ask(f"云江区财政局2025年{asked}？", library(tmp_path, budget() + PAPER))
    assert "58.40" in said.text, said.text
    assert "合在一起" not in said.text, said.text
