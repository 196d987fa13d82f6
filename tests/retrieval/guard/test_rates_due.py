"""The rate of a deed is not told by a share of money."""

from __future__ import annotations

from pathlib import Path

from tests.retrieval.budgets import ask, budget, library


def test_a_rate_of_repayment_is_no_share_of_all_spending(tmp_path: Path) -> None:
    sources = library(tmp_path, budget())
    assert ask("云江区财政局2025年公积金提取比例是多少？", sources).refused
    assert ask("云江区财政局2025年住房公积金占支出的比例是多少？", sources).kind == "computed"
