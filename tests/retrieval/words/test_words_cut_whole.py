"""What is left of a question is whole words: a name of several words is not cut inside a word."""

from __future__ import annotations

from retrieval.scope.scope import read_scope
from retrieval.understand.question import read_question
from retrieval.words.lexicon import folded


def _residue(question: str) -> tuple[str, ...]:
    text = folded(question)
    return read_question(text, read_scope(text, ()), {}).residue


def test_a_word_that_holds_a_stop_word_stays_whole() -> None:
    assert "在编干警" in "".join(_residue("2024年有多少在编干警？"))
    assert "打电话" in "".join(_residue("2024年打电话花多少？"))


def test_the_name_of_a_centre_is_no_service_that_is_bought() -> None:
    text = folded("2024年便民服务中心新建在哪里？")
    items = [i.text for i in read_question(text, read_scope(text, ()), {}).items]
    assert "服务" not in items


def test_words_of_looking_and_degree_say_nothing() -> None:
    assert _residue("我核一下2024年专门安排的公务接待费是多少") == ()
