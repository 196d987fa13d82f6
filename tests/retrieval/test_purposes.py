"""What money is spent on, with the sentence that names the item."""

from __future__ import annotations

from pathlib import Path

from tests.retrieval.budgets import ask, library
from tests.retrieval.narratives import HARBOUR


def test_what_an_item_is_spent_on_is_told_with_the_item(tmp_path: Path) -> None:
    text = ask("港务局机关运行经费主要包括什么", library(tmp_path, HARBOUR)).text
    assert "机关运行经费预算 60.00 万元" in text
    assert "主要用于办公费、差旅费和会议费。" in text
