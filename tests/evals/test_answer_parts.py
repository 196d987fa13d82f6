"""Parts of an answer are scored apart: digits, unit, period, kind, lists, citations, ranks."""

from __future__ import annotations

from typing import Any

import pytest

from evals.answer_parts import Hits, citation_hits, parts_of, reciprocal_rank
from evals.cases import Evidence, Question

DOC = "d" * 64


def gold(answer_type: str = "figure", **more: Any) -> Question:
    return Question.model_validate(
        {
            "id": "q",
            "question": "？",
            "kind": "k",
            "documents": [DOC],
            "answer_type": answer_type,
            "reason": "测试",
            "figures": [{"value": "51447", "unit": "万元", "period": "2019"}],
            **more,
        }
    )


def answer(kind: str = "found", text: str = "", **more: Any) -> dict[str, Any]:
    refused = kind == "not_found"
    return {
        "answer": text,
        "kind": kind,
        "refused": refused,
        "citations": [],
        "figures": [],
        **more,
    }


def figure(value: str, unit: str, period: str | None = "2019年") -> dict[str, Any]:
    return {"value": value, "unit": unit, "period": period, "citation": 0, "formula": None}


@pytest.mark.parametrize(
    ("given", "value", "unit", "period"),
    [
        (figure("51447", "万元"), True, True, True),
        (figure("514470000", "元"), True, True, True),
        (figure("51447", "元"), True, False, True),
        (figure("51447", "万元", "2018年"), True, True, False),
        (figure("51447", "万元", None), True, True, False),
        (figure("51474", "万元"), False, None, None),
    ],
)
def test_digits_unit_and_period_are_right_or_wrong_each_for_itself(
    given: dict[str, Any], value: bool, unit: bool | None, period: bool | None
) -> None:
    parts = parts_of(gold(), answer(figures=[given]))
    assert (parts.value, parts.unit, parts.period) == (value, unit, period)


def test_without_a_figure_there_is_nothing_to_score() -> None:
    assert parts_of(gold(), answer())[:3] == (None, None, None)


@pytest.mark.parametrize(
    ("answer_type", "kind", "right"),
    [
        ("figure", "computed", True),
        ("figure", "not_found", False),
        ("none_stated", "none_stated", True),
        ("refusal", "not_found", True),
        ("refusal", "found", False),
        ("conflicting", "found", False),
    ],
)
def test_the_kind_of_answer_is_the_one_that_is_due(
    answer_type: str, kind: str, right: bool
) -> None:
    assert parts_of(gold(answer_type), answer(kind)).kind is right


def test_a_list_is_scored_for_what_it_holds_and_for_its_order() -> None:
    due = gold("list", keywords=[["甲科"], ["乙科", "乙处"], ["丙科"]], figures=[])
    whole = parts_of(due, answer(text="甲科、乙处、丙科"))
    assert (whole.complete, whole.ordered) == (1, 1)
    turned = parts_of(due, answer(text="丙科、甲科"))
    assert turned.complete == pytest.approx(2 / 3)
    assert turned.ordered == 0


EVIDENCE = [{"sha256": DOC, "page": 3, "quote": "51,447"}]


def cite(quote: str, page: int | None = 3, doc: str = DOC) -> dict[str, Any]:
    return {"doc_id": doc, "page": page, "quote": quote, "pieces": []}


def test_a_citation_of_the_right_page_and_another_cell_counts_for_the_page_only() -> None:
    hits = citation_hits(gold(evidence=EVIDENCE), answer(citations=[cite("51,447"), cite("9")]))
    assert hits["cell"] == Hits(2, 1, 1, 1)
    assert hits["page"] == Hits(2, 2, 1, 1)
    assert hits["cell"].f1 == pytest.approx(2 / 3)


def test_a_citation_of_another_document_counts_for_nothing() -> None:
    hits = citation_hits(gold(evidence=EVIDENCE), answer(citations=[cite("51,447", doc="e" * 64)]))
    assert hits["page"] == Hits(1, 0, 1, 0)


def test_the_rank_of_the_evidence_is_that_of_the_first_passage_that_holds_it() -> None:
    evidence = [Evidence(sha256=DOC, quote="比上年 减少")]
    passages = [
        {"doc_id": DOC, "text": "无关"},
        {"doc_id": DOC, "text": "公务接待费比上年减少3万元"},
    ]
    assert reciprocal_rank(evidence, passages) == 0.5
    assert reciprocal_rank(evidence, passages[:1]) == 0
