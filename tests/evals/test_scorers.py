"""The scorers score what a person would: gold is right, shifted gold is wrong, refusing is refusing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from evals.cases import Evidence, Figure, Question
from evals.scorers import (
    CORRECT,
    REFUSED,
    WRONG,
    carried,
    cited_rightly,
    evidence_found,
    same_figure,
    score_answer,
)

DOC = "d" * 64
TEXT = "收入总计\t51,447\n本单位无政府性基金预算支出。"


def question(answer_type: str = "figure", **more: Any) -> Question:
    return Question.model_validate(
        {
            "id": "q",
            "question": "收入总计是多少？",
            "kind": "table_cell",
            "documents": [DOC],
            "answer_type": answer_type,
            "reason": "测试",
            "figures": [{"value": "51447", "unit": "万元"}] if answer_type == "figure" else [],
            **more,
        }
    )


def answer(text: str = "", *, kind: str = "found", **more: Any) -> dict[str, Any]:
    return {
        "answer": text,
        "kind": kind,
        "refused": kind == "not_found",
        "citations": [],
        "figures": [],
        **more,
    }


def figure(value: str, unit: str) -> dict[str, Any]:
    return {"value": value, "unit": unit}


@pytest.mark.parametrize(
    ("value", "unit", "right"),
    [
        ("51447", "万元", True),
        ("51,447", "万元", True),
        ("５１４４７", "万元", True),
        ("514470000", "元", True),
        ("514,470,000.00", "元", True),
        ("5.1447", "亿元", True),
        ("5.14", "亿元", True),
        ("5.15", "亿元", False),
        ("51446", "万元", False),
        ("51448", "万元", False),
        ("51447", "元", False),
        ("-51447", "万元", False),
        ("5144.7", "万元", False),
        ("", "万元", False),
        ("无", "万元", False),
    ],
)
def test_a_figure_is_the_gold_one_in_any_unit_and_no_other(
    value: str, unit: str, right: bool
) -> None:
    gold = Figure(value=Decimal("51447"), unit="万元")
    assert same_figure(gold, value, unit) is right


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("收入总计为 51,447 万元［1］。", True),
        ("共51447万元", True),
        ("为５１，４４７万元", True),
        ("5.1447亿元", True),
        ("51,474 万元", False),
        ("约5万元", False),
    ],
)
def test_a_figure_in_the_words_of_an_answer_counts(words: str, right: bool) -> None:
    assert (score_answer(question(), answer(words)).value == CORRECT) is right


def test_gold_as_output_is_correct() -> None:
    score = score_answer(question(), answer(figures=[figure("51447", "万元")]))
    assert score.value == CORRECT
    assert not score.wrong_number


def test_a_shifted_figure_is_a_wrong_number() -> None:
    score = score_answer(question(), answer(figures=[figure("51474", "万元")]))
    assert score.value == WRONG
    assert score.wrong_number


def test_an_empty_answer_is_wrong_but_no_wrong_number() -> None:
    score = score_answer(question(), answer(""))
    assert (score.value, score.wrong_number) == (WRONG, False)


def test_refusing_what_is_there_is_refused_not_wrong() -> None:
    assert score_answer(question(), answer(kind="not_found")).value == REFUSED


def test_refusing_what_is_not_there_is_correct() -> None:
    assert score_answer(question("refusal"), answer(kind="not_found")).value == CORRECT


def test_a_figure_for_what_is_not_there_is_a_wrong_number() -> None:
    score = score_answer(question("refusal"), answer("1万元", figures=[figure("1", "万元")]))
    assert score.wrong_number


def test_one_of_two_figures_is_wrong_without_being_a_wrong_number() -> None:
    gold = question(figures=[{"value": "1", "unit": "万元"}, {"value": "2", "unit": "万元"}])
    score = score_answer(gold, answer(figures=[figure("1", "万元")]))
    assert (score.value, score.wrong_number) == (WRONG, False)


def test_stated_none_is_a_right_zero() -> None:
    gold = question(figures=[{"value": "0", "unit": "万元"}])
    assert score_answer(gold, answer("写明没有", kind="none_stated")).value == CORRECT


@pytest.mark.parametrize(
    ("said", "right"),
    [("办公室、人事科", True), ("办公室和综合科", False), ("办公室、组织人事科", True)],
)
def test_every_keyword_group_must_be_met_by_one_of_its_words(said: str, right: bool) -> None:
    gold = question("list", keywords=[["办公室"], ["人事科", "人事处"]])
    assert (score_answer(gold, answer(said)).value == CORRECT) is right


def citation(start: int, end: int, quote: str) -> dict[str, Any]:
    return {
        "doc_id": DOC,
        "page": None,
        "quote": quote,
        "pieces": [{"start": start, "end": end, "place": ""}],
    }


@pytest.mark.parametrize(
    ("start", "end", "quote", "right"),
    [
        (5, 11, "51,447", True),
        (5, 11, "51,474", False),
        (4, 10, "51,447", False),
        (5, 5, "", False),
    ],
)
def test_a_citation_is_right_only_word_for_word_in_its_place(
    start: int, end: int, quote: str, right: bool
) -> None:
    given = answer(citations=[citation(start, end, quote)])
    [(ok, _)] = cited_rightly(given, {DOC: TEXT}.get)
    assert ok is right


def test_a_citation_of_a_document_that_is_not_there_is_wrong() -> None:
    [(ok, why)] = cited_rightly(answer(citations=[citation(5, 11, "51,447")]), lambda _: None)
    assert not ok
    assert "不在文库" in why


@pytest.mark.parametrize(
    ("value", "quote", "right"),
    [
        ("51447", "51,447", True),
        ("51447", "收入总计 514470000 元", True),
        ("51447", "51,474", False),
        ("-12.5", "减少12.50万元", True),
        ("0", "本单位无政府性基金预算支出", True),
        ("0", "收入总计 51,447", False),
    ],
)
def test_a_figure_must_stand_in_the_quote_it_points_at(value: str, quote: str, right: bool) -> None:
    given = answer(
        figures=[{"value": value, "unit": "万元", "citation": 0, "formula": None}],
        citations=[citation(0, 1, quote)],
    )
    assert carried(given) == {0: right}


def test_evidence_is_found_on_its_own_page_only() -> None:
    there = {**citation(5, 11, "51,447"), "page": 3}
    assert evidence_found(Evidence(sha256=DOC, page=3, quote="51,447"), [there])
    assert not evidence_found(Evidence(sha256=DOC, page=4, quote="51,447"), [there])
    assert not evidence_found(Evidence(sha256="e" * 64, page=3, quote="51,447"), [there])


def test_people_are_counted_in_persons_whichever_counter_is_printed() -> None:
    assert same_figure(Figure(value=Decimal(274), unit="人"), "274", "名")
    assert not same_figure(Figure(value=Decimal(274), unit="人"), "274", "辆")
