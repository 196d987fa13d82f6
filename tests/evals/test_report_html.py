"""The report as a page: figures with n and interval, every wrong case readable, nothing as HTML."""

from __future__ import annotations

from typing import Any

from evals.cases import Question
from evals.report_html import Told, as_html
from evals.run import Subject, Suite, run_suite

DOC = "d" * 64


def page(value: str, text: str = "") -> str:
    gold = Question.model_validate(
        {
            "id": "q1",
            "question": "<b>收入总计</b>？",
            "kind": "table_cell",
            "documents": [DOC],
            "answer_type": "figure",
            "figures": [{"value": "51447", "unit": "万元", "item": "收入总计", "period": "2019"}],
            "evidence": [{"sha256": DOC, "page": 7, "quote": "51,447"}],
            "reason": "末行总计",
        }
    )
    line: dict[str, Any] = {
        "answer": text or f"{value}万元",
        "kind": "found",
        "refused": False,
        "figures": [{"value": value, "unit": "万元"}],
        "citations": [],
    }
    subject = Subject(lambda _: line, lambda _: {}, lambda _: [], lambda _: {}, {DOC: "x"}.get)
    return as_html([run_suite(Suite("real", (gold,)), subject)], ["q1：correct → wrong"])


def test_a_wrong_case_shows_question_gold_evidence_answer_and_why() -> None:
    shown = page("51474")
    for part in (
        "收入总计",
        "51447万元",
        "第7页 “51,447”",
        "51474万元",
        "末行总计",
        "错数",
        "缺 51447万元",
    ):
        assert part in shown


def test_a_right_case_is_not_listed() -> None:
    assert "有问题的 0 题" in page("51447")


def test_every_figure_has_its_n_and_interval() -> None:
    assert "<td>可答题正确率</td><td class=n>1.000</td><td class=n>1</td>" in page("51447")


def test_what_changed_since_an_earlier_run_is_said() -> None:
    assert "<li>q1：correct → wrong</li>" in page("51447")


def test_text_of_gold_and_answer_is_never_html() -> None:
    shown = page("1", "<script>alert(1)</script>")
    assert "<script>" not in shown
    assert "<b>收入" not in shown


def test_a_suite_without_questions_is_shown_in_its_lines_and_never_as_html() -> None:
    shown = as_html([Told("reading", "表格 <b>收支总表</b>：缺一行")])
    assert "<h2>reading</h2>" in shown
    assert "&lt;b&gt;收支总表" in shown
