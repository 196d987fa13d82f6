"""A suite runs over functions it is handed; a baseline catches every fall."""

from __future__ import annotations

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
