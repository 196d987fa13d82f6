"""The scope in force: what a next question takes from the conversation, shown and chosen."""

from __future__ import annotations

from ingest.document import DocumentKind
from tests.retrieval.budgets import Row
from ui.page_scope import ANY, Choice, choice_of, chosen, kept_short, scope_line, units_of, years_of

KIND: DocumentKind = "部门预算"
ROWS = [
    Row("a", "甲.txt", "北河市云江区财政局", 2025, KIND, None),
    Row("b", "乙.txt", "北河市云江区财政局", 2024, KIND, None),
    Row("c", "丙.txt", "北河市云江区水务局", 2025, KIND, None),
]
MONEY, WATER = "北河市云江区财政局", "北河市云江区水务局"


def test_the_line_names_the_unit_and_year_that_a_next_question_takes() -> None:
    turns = ["云江区财政局2025年三公经费是多少", "其中公务接待费呢"]
    assert scope_line(choice_of(turns, ROWS)) == f"当前范围：{MONEY} 2025年"
    assert scope_line(choice_of([*turns, "水务局呢"], ROWS)) == f"当前范围：{WATER} 2025年"
    assert scope_line(choice_of([], ROWS)) == "当前范围：不限"


def test_the_lists_hold_the_units_and_years_of_the_library() -> None:
    assert set(units_of(ROWS)) == {MONEY, WATER}
    assert years_of(ROWS) == ["2025年", "2024年"]


def test_a_choice_is_said_as_a_turn_and_keeps_what_was_spoken_of() -> None:
    turns = chosen(["云江区财政局2025年三公经费是多少"], Choice(WATER, "2025年"), ROWS)
    assert turns == ["云江区财政局2025年三公经费是多少", f"{WATER}2025年"]
    assert choice_of(turns, ROWS) == Choice(WATER, "2025年")


def test_letting_go_of_the_unit_forgets_what_was_said_of_it() -> None:
    turns = chosen(["云江区财政局2025年三公经费是多少"], Choice(ANY, "2025年"), ROWS)
    assert turns == ["2025年"]
    assert choice_of(turns, ROWS) == Choice(ANY, "2025年")
    assert chosen(turns, Choice(), ROWS) == []


def test_the_scope_outlives_the_turns_that_named_it() -> None:
    turns = ["云江区财政局2025年收入总计", *["项目支出呢"] * 12]
    kept = kept_short(turns, ROWS)
    assert len(kept) == 8
    assert choice_of(kept, ROWS) == Choice(MONEY, "2025年")
