"""A figure of the whole is never told for each part of it, nor for whom it goes to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, budget, library


@pytest.mark.parametrize(
    "question",
    [
        "住房保障支出在每个科室各多少？",
        "住房保障支出各个街道分别是多少？",
        "机关运行经费按月各多少？",
        "住房保障支出由谁花，各花多少？",
        "财政事务是谁批的？",
        "一般公共服务支出里最大的科目占多少？",
    ],
)
def test_the_whole_is_not_told_for_each(question: str, tmp_path: Path) -> None:
    found = ask(f"云江区财政局2025年{question}", library(tmp_path, budget()))
    assert not found.figures


def test_the_whole_itself_is_still_told(tmp_path: Path) -> None:
    found = ask("云江区财政局2025年住房保障支出是多少？", library(tmp_path, budget()))
    assert [str(f.value) for f in found.figures] == ["100.00"]
