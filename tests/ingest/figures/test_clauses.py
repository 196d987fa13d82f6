"""Text between figures cut into clauses."""

from __future__ import annotations

from ingest.figures.clauses import clauses_in, cut_cue, opens_list, split_names


def cut(text: str) -> list[tuple[str, str]]:
    return [(clause.text, clause.mark) for clause in clauses_in(text, 0, len(text))]


def test_brackets_without_figures_stay_inside_a_clause() -> None:
    assert cut(",因公出国(境)费") == [("", ","), ("因公出国(境)费", "")]


def test_a_bracket_that_stays_open_is_a_mark() -> None:
    assert cut("(包括:一般公共预算") == [("", "("), ("包括", ":"), ("一般公共预算", "")]


def test_a_pause_mark_divides_only_right_after_a_figure() -> None:
    assert cut("、公用经费") == [("", "、"), ("公用经费", "")]
    assert cut("收、支总计") == [("收、支总计", "")]


def test_cues_open_a_list() -> None:
    assert [opens_list(c) for c in clauses_in("其中:人员经费", 0, 7)] == [True, False]
    assert cut_cue("其中人员经费") == (True, "人员经费")
    assert cut_cue("人员经费") == (False, "人员经费")


def test_names_are_split_and_a_bare_side_is_completed() -> None:
    assert split_names("政府性基金预算收入和支出") == ["政府性基金预算收入", "政府性基金预算支出"]
