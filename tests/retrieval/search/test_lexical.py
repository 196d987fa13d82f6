"""retrieval/search/lexical: bigrams, words and numbers are found however they are printed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import retrieval.search.lexical as lexical
from retrieval.search.lexical import Postings, best_rows, post, scores, words

TEXTS = [
    "三公经费预算数12.5万元，比上年减少3万元",
    "公务接待费1,211万元，接待来访人员",
    "部门主要职责：拟订 科 学 技 术 规划",
    "公务用车购置及运行维护费，车辆3辆，PPP项目",
]


def _first(question: str, texts: list[str] = TEXTS) -> int | None:
    ranked = best_rows(np.concatenate(scores(post(texts), question)), 1)
    return ranked[0][0] if ranked else None


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("三公经费是多少", 0),
        ("接待费", 1),
        ("科学技术规划", 2),  # printed with spaces inside the word
        ("1211", 1),  # printed with a thousands separator
        ("１２．５万元", 0),  # asked in full width
        ("ppp项目", 3),  # asked in small letters
    ],
)
def test_the_row_that_holds_the_words_comes_first(question: str, row: int) -> None:
    assert _first(question) == row


def test_words_that_stand_nowhere_find_nothing() -> None:
    assert _first("幼儿园") is None
    assert _first("") is None


def test_a_number_is_found_whole_or_not_at_all() -> None:
    assert _first("12") is None
    assert _first("5") is None


def test_a_word_does_not_reach_over_a_mark_or_a_line() -> None:
    printed = words("经费，预算\n收入")
    assert not np.isin(words("费预"), printed).any()
    assert not np.isin(words("算收"), printed).any()


def test_a_text_that_holds_the_whole_question_covers_about_all_of_it() -> None:
    cover = np.concatenate(scores(post(TEXTS), "公务接待费"))
    assert 0.8 < cover[1] < 1.4
    assert cover[3] < 0.6 * cover[1]


def test_unknown_words_lower_the_cover() -> None:
    parts = post(TEXTS)
    assert scores(parts, "公务接待费")[0][1] > scores(parts, "公务接待费幼儿园食堂")[0][1]


def test_rows_outside_the_scope_are_left_out() -> None:
    cover = np.concatenate(scores(post(TEXTS), "公务"))
    only = np.array([True, True, True, False])
    assert [row for row, _ in best_rows(cover, 5)] == [1, 3]
    assert [row for row, _ in best_rows(cover, 5, only)] == [1]


def test_equal_rows_keep_their_order() -> None:
    cover = np.concatenate(scores(post(["预算收入"] * 5), "收入"))
    assert [row for row, _ in best_rows(cover, 3)] == [0, 1, 2]


def test_blocks_give_the_same_scores_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = np.concatenate(scores(post(TEXTS), "公务接待费 三公经费"))
    monkeypatch.setattr(lexical, "BLOCK", 3)
    parts = post(TEXTS)
    assert len(parts) == 2
    assert np.concatenate(scores(parts, "公务接待费 三公经费")) == pytest.approx(whole)


def test_saved_postings_score_the_same(tmp_path: Path) -> None:
    (part,) = post(TEXTS)
    part.save(tmp_path)
    again = Postings.load(tmp_path)
    assert scores([again], "公务接待费")[0] == pytest.approx(scores([part], "公务接待费")[0])


def test_texts_without_any_word_are_rows_too() -> None:
    (part,) = post(["", "——", "预算"])
    assert part.lengths.tolist() == [0, 0, 1]
    assert post([]) == ()
