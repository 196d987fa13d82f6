"""retrieval/words/word_runs: what stands inside of words is found where a question has it."""

from __future__ import annotations

from retrieval.words.word_runs import WordRuns

RUNS = WordRuns([("加油", 0), ("加油费", 0), ("加班加点", 1), ("班车", 2), ("油", 3)])


def test_a_run_belongs_to_every_item_with_a_word_around_it() -> None:
    assert RUNS.owners("加油") == {0: 2}
    assert RUNS.owners("加班") == {1: 1}
    assert RUNS.owners("班车") == {2: 1}


def test_a_run_that_stands_twice_in_one_word_counts_once() -> None:
    assert WordRuns([("看看看", 4)]).owners("看看") == {4: 1}


def test_no_run_goes_from_one_word_into_the_next() -> None:
    assert RUNS.owners("费加") == {}
    assert RUNS.owners("费\n加") == {}


def test_one_character_and_what_no_word_holds_belong_to_nothing() -> None:
    assert RUNS.owners("油") == {}
    assert RUNS.owners("加油站") == {}
    assert RUNS.owners("") == {}
