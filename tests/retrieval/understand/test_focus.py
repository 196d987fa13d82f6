"""What a question is about, beyond unit, year and form."""

from __future__ import annotations

import pytest

from retrieval.scope.scope import read_scope
from retrieval.understand.focus import asked_term, coverage, runs
from retrieval.understand.question import Query, read_question
from retrieval.words.lexicon import folded


def _query(text: str) -> Query:
    return read_question(folded(text), read_scope(folded(text), ()), {})


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("负责救援队伍方面的什么工作", ("救援队伍",)),
        ("在安全生产方面承担什么职责", ("安全生产",)),
        ("管不管台风？", ("台风",)),
        ("主要职责是什么", ()),
    ],
)
def test_runs_are_the_words_that_carry_the_question(question: str, words: tuple[str, ...]) -> None:
    assert runs(_query(question)) == words


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("什么是项目支出？", "项目支出"),
        ("文件里行政经费指什么", "行政经费"),
        ("部门预算是指什么", "部门预算"),
        ("机关运行经费是怎么定义的", "机关运行经费"),
    ],
)
def test_the_term_of_a_definition(question: str, term: str) -> None:
    assert asked_term(_query(question)) == term


def test_coverage_is_the_share_of_pairs() -> None:
    assert coverage(("食品安全",), "承担安全生产监督") == pytest.approx(1 / 3)
    assert coverage((), "安全") == 0.0
