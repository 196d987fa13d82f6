"""Politeness is answered politely; what is no question of a budget says what may be asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.greetings import greeting
from tests.retrieval.budgets import ask, budget, library


@pytest.mark.parametrize("turn", ["你好", "您好！", "谢谢", "你能做什么？"])
def test_a_greeting_is_no_question(tmp_path: Path, turn: str) -> None:
    found = ask(turn, library(tmp_path, budget()))
    assert "例如：北河市云江区财政局2025年“三公”经费是多少？" in found.text
    assert "没有找到" not in found.text


def test_a_question_behind_a_greeting_is_a_question(tmp_path: Path) -> None:
    sources = library(tmp_path, budget())
    assert greeting("你好,云江财局2025年收入总计", sources.catalogue) == ""
    assert "1,000.00 万元" in ask("你好，云江财局2025年收入总计是多少", sources).text


def test_what_is_outside_of_budgets_says_what_may_be_asked(tmp_path: Path) -> None:
    found = ask("帮我写一首诗", library(tmp_path, budget()))
    assert found.refused
    assert found.text.endswith("为什么？")
    assert "已查" not in found.text
