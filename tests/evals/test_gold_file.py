"""Gold that people write: made from an answer, and refused where it does not hold."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from evals.cases import Question
from evals.gold_file import case_from, computed, problems
from evals.scorers import CORRECT, score_answer

DOC = "d" * 64
TEXT = "表一 收支总表\n收入总计\t51,447\t支出总计\t51,400\n本单位无政府性基金预算支出。"


def answer(**more: Any) -> dict[str, Any]:
    return {
        "answer": "收入总计为 51,447 万元［1］。",
        "kind": "found",
        "refused": False,
        "figures": [
            {
                "value": "51447",
                "unit": "万元",
                "item": "收入总计",
                "period": "2019年",
                "formula": None,
            }
        ],
        "citations": [{"doc_id": DOC, "page": 7, "quote": "51,447", "pieces": []}],
        **more,
    }


def test_a_case_made_from_an_answer_holds_and_is_answered_by_it() -> None:
    case = case_from(["收入总计是多少？"], answer(), id="user-001", reason="末行总计")
    assert problems([case], {DOC: TEXT}.get) == []
    assert score_answer(case, answer()).value == CORRECT


def test_a_conversation_becomes_turns() -> None:
    case = case_from(["三公呢", "那去年呢"], answer(), id="u", reason="追问")
    assert case.turns == ("三公呢", "那去年呢")


def test_a_refusal_becomes_a_question_that_must_be_refused() -> None:
    refused = answer(kind="not_found", refused=True, figures=[], citations=[])
    assert case_from(["？"], refused, id="u", reason="无此表").answer_type == "refusal"


def gold(**more: Any) -> Question:
    base = case_from(["收入总计是多少？"], answer(), id="user-001", reason="末行总计")
    return Question.model_validate({**base.model_dump(), **more})


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"evidence": [{"sha256": DOC, "page": 7, "quote": "51,474"}]}, "证据不在文件中"),
        ({"figures": [{"value": "51474", "unit": "万元"}]}, "不能由算式得出"),
        ({"figures": []}, "没有给出数字"),
        ({"evidence": []}, "没有证据"),
        ({"formula": "51,447 − 万"}, "算式算不出来"),
        ({"question": " "}, "没有问题"),
    ],
)
def test_what_does_not_hold_is_said(changed: dict[str, Any], said: str) -> None:
    assert any(said in problem for problem in problems([gold(**changed)], {DOC: TEXT}.get))


def test_a_number_given_twice_is_said() -> None:
    assert "user-001：编号重复" in problems([gold(), gold()], {DOC: TEXT}.get)


def test_a_figure_may_follow_from_its_formula() -> None:
    derived = gold(
        figures=[{"value": "47", "unit": "万元"}],
        evidence=[{"sha256": DOC, "quote": "51,447"}, {"sha256": DOC, "quote": "51,400"}],
        formula="51,447 万元 − 51,400 万元",
    )
    assert problems([derived], {DOC: TEXT}.get) == []


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("51447 - 51400", "47"),
        ("(2.5＋1.5)×3", None),
        ("(2.5+1.5)×3", "12"),
        ("31214205.80 ÷ 2", "15607102.90"),
        ("1 ÷ 0", None),
        ("__import__('os')", None),
        ("2 ** 999999", None),
    ],
)
def test_a_formula_is_numbers_and_signs_and_nothing_else(formula: str, value: str | None) -> None:
    assert computed(formula) == (None if value is None else Decimal(value))
