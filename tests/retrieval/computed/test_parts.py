"""Several questions in one: taken apart where each asks, left whole where one needs the other."""

from __future__ import annotations

import pytest

from retrieval.computed.parts import parts_of


def parts(question: str) -> list[str]:
    return [turns[-1] for turns in parts_of((question,))]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("三公经费是多少，比上年增长多少", ["三公经费是多少", "比上年增长多少"]),
        ("编制多少人，其中行政编制几名", ["编制多少人", "其中行政编制几名"]),
        ("收入预算及增幅是多少", ["收入预算", "增幅是多少"]),
        (
            "公用多少，其中水费多少，电费多少",
            ["公用多少", "其中水费多少", "其中电费多少"],
        ),
    ],
)
def test_clauses_that_ask_are_parts(question: str, asked: list[str]) -> None:
    assert parts(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "一般公共预算中，基本支出比项目支出多多少",
        "甲局和乙局的基本支出各是多少，哪个更多",
        "水费和电费分别多少，合计多少",
        "2025年三公经费是多少",
    ],
)
def test_a_clause_that_needs_the_other_is_no_part(question: str) -> None:
    assert parts(question) == []
