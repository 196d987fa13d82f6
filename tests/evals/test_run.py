"""A suite runs over functions it is handed; a baseline catches every fall."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from evals.baseline import worse
from evals.cases import Question
from evals.metrics import interval, metrics_of
from evals.report import as_json, as_text
from evals.run import Report, Subject, Suite, run_suite

DOC = "d" * 64
TEXT = "收入总计\t51,447"


def suite(documents: tuple[str, ...] = (DOC,)) -> Suite:
    gold = Question.model_validate(
        {
            "id": "q1",
            "question": "收入总计？",
            "kind": "table_cell",
            "documents": documents,
            "answer_type": "figure",
            "figures": [{"value": "51447", "unit": "万元"}],
            "evidence": [{"sha256": DOC, "page": None, "quote": "51,447"}],
            "reason": "测试",
        }
    )
    return Suite("t", questions=(gold,))


def subject(value: str) -> Subject:
    line: dict[str, Any] = {
        "answer": f"{value}万元［1］",
        "kind": "found",
        "refused": False,
        "figures": [{"value": value, "unit": "万元"}],
        "citations": [
            {
                "doc_id": DOC,
                "page": None,
                "quote": "51,447",
                "pieces": [{"start": 5, "end": 11, "place": ""}],
            }
        ],
    }
    return Subject(
        answer=lambda _turns: line,
        extract=lambda _sha: {},
        tables=lambda _sha: [],
        info=lambda _sha: {},
        text_of={DOC: TEXT}.get,
    )


def test_a_right_answer_scores_one_and_says_so() -> None:
    report = run_suite(suite(), subject("51447"))
    assert metrics_of(report)["answerable_accuracy"] == 1
    assert metrics_of(report)["citation_recall"] == 1
    assert "可答题正确率：1.000  n=1" in as_text(report)


@pytest.mark.parametrize(("value", "share"), [("51447", "1（1.000）"), ("51474", "0（0.000）")])
def test_a_question_back_is_no_right_answer_and_its_figures_are_counted_apart(
    value: str, share: str
) -> None:
    plain = subject(value)
    back = replace(plain, answer=lambda turns: {**plain.answer(turns), "kind": "ambiguous"})
    report = run_suite(suite(), back)
    assert metrics_of(report)["answerable_accuracy"] == 0
    assert f"反问 1 题；反问中列出标准答案的数字 {share}" in as_text(report)


def test_a_wrong_answer_is_shown_with_question_and_explanation() -> None:
    report = run_suite(suite(), subject("51474"))
    assert metrics_of(report)["wrong_number_rate"] == 1
    assert "[错数] q1" in as_text(report)
    assert as_json(report)["cases"][0]["wrong_number"] is True


def test_a_case_about_a_document_that_is_absent_is_unscored() -> None:
    report = run_suite(suite(("e" * 64,)), subject("51447"))
    assert report.unscored == ("q1",)
    assert report.cases == ()


@pytest.mark.parametrize(
    ("name", "now", "fell"),
    [
        ("answerable_accuracy", 0.89, True),
        ("answerable_accuracy", 0.91, False),
        ("wrong_number_rate", 0.01, True),
        ("wrong_number_rate", 0.0, False),
    ],
)
def test_a_fall_below_the_baseline_is_said(name: str, now: float, fell: bool) -> None:
    accepted = {"answerable_accuracy": 0.9, "wrong_number_rate": 0.0}
    assert bool(worse({name: now}, accepted)) is fell


def test_the_interval_narrows_with_more_cases() -> None:
    few, many = interval(0.9, 10), interval(0.9, 1000)
    assert many[1] - many[0] < few[1] - few[0]


def test_an_empty_report_has_no_figures() -> None:
    assert metrics_of(Report("t")) == {}


def _refusing(kind: str, absence: str | None) -> Question:
    return Question.model_validate(
        {
            "id": f"{kind}-{absence}",
            "question": "局长的电话？",
            "kind": kind,
            "answer_type": "refusal" if absence else "figure",
            "figures": [] if absence else [{"value": "1", "unit": "万元"}],
            "absence": absence,
            "reason": "测试",
        }
    )


def test_refusals_are_told_apart_by_why_nothing_is_there_and_by_what_was_asked() -> None:
    refused = {"answer": "没有", "kind": "not_found", "refused": True, "figures": []}
    lines = {
        "unit": {**refused, "citations": []},
        "year": {**refused, "refused": False, "kind": "found", "citations": []},
    }
    golds = (
        _refusing("unanswerable", "unit"),
        _refusing("unanswerable", "year"),
        _refusing("table_cell", None),
    )
    answers = [lines["unit"], lines["year"], {**refused, "citations": []}]
    product = replace(subject("1"), answer=lambda _turns: answers.pop(0))
    report = run_suite(Suite("t", questions=golds), product)
    figures = metrics_of(report)
    assert (figures["refusal_recall[unit]"], figures["refusal_recall[year]"]) == (1, 0)
    assert figures["false_refusals[table_cell]"] == 1
    assert "答对 1，答错 1，误拒 1，未评分（文件不在）0" in as_text(report)
    assert "该拒即拒率[没有这一年或这种文件]：0.000  n=1" in as_text(report)
    assert worse({"false_refusals[list]": 0.1}, {"false_refusals[list]": 0.0})


def test_what_a_model_worded_is_counted_as_the_cost() -> None:
    product = subject("51447")
    line = {**product.answer(()), "model": "qwen"}
    report = run_suite(suite(), replace(product, answer=lambda _turns: line))
    assert "大模型措辞 1 题" in as_text(report)
    assert as_json(report)["worded_by_model"] == 1
