"""Clauses around a question that only tell where the asker looks, and those that narrow it."""

from __future__ import annotations

import pytest

from retrieval.scope.scope import read_scope
from retrieval.understand.asked_alone import asked_alone
from retrieval.understand.question import read_question
from retrieval.words.lexicon import folded


def _alone(question: str) -> str | None:
    text = folded(question)
    return asked_alone(read_question(text, read_scope(text, ()), {}))


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "2024年的收支总表把支出拆成人员和公用，住房保障支出对应多少？",
            "2024年,住房保障支出对应多少",
        ),
        (
            "我在核2024年度决算的附表：公务接待费填了几万元？",
            "我在核2024年度决算,公务接待费填了几万元",
        ),
        (
            "2023年公务接待费占三公经费的比例是多少？请按表里的数算。",
            "2023年公务接待费占三公经费的比例是多少",
        ),
    ],
)
def test_a_clause_that_only_tells_where_the_asker_looks_is_left_out(
    question: str, asked: str
) -> None:
    assert _alone(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "2024年基本支出里，公务接待费是多少？",
        "2024年不算局本级，公务接待费是多少？",
        "2024年付给房东的钱，基本支出列了多少？",
        "为了把旧卷宗收拾好，2024年留了多少万？",
        "2024年公务接待费多少？走的是项目支出",
        "2024年公务接待费多少，培训费多少？",
    ],
)
def test_a_clause_that_narrows_or_asks_is_never_left_out(question: str) -> None:
    assert _alone(question) is None
