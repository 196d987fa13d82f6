"""What a question denies is worked out or refused, never told as what it asks."""

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, budget, library

RESERVED = """

### 六、政府采购情况

2025年云江区财政局政府采购预算400.00万元。面向中小企业预留采购份额150.00万元，占政府采购预算的37.50%。
"""


@pytest.mark.parametrize(
    "question",
    [
        "政府采购预算里，没有预留给中小企业的那部分有多少",
        "未预留给中小企业的采购有多少",
        "采购预算除去预留给中小企业的还剩多少",
    ],
)
def test_what_is_not_reserved_is_worked_out(tmp_path: Path, question: str) -> None:
    found = ask(f"云江区财政局2025年{question}？", library(tmp_path, budget() + RESERVED))
    assert "400.00 万元 − 150.00 万元 = 250.00 万元" in found.text, found.text


def test_what_is_reserved_is_told(tmp_path: Path) -> None:
    found = ask(
        "云江区财政局2025年预留给中小企业的采购是多少？", library(tmp_path, budget() + RESERVED)
    )
    assert "为 150.00 万元" in found.text, found.text


def test_what_was_done_is_not_told_for_what_was_not(tmp_path: Path) -> None:
    found = ask(
        "云江区财政局2025年还没支付的公务接待费是多少？", library(tmp_path, budget() + RESERVED)
    )
    assert found.refused, found.text
