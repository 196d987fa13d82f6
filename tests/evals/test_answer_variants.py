"""Answers worded in many ways are scored as a person would score them."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from evals.cases import Question, load
from evals.scorers import CORRECT, REFUSED, WRONG, score_answer

DOC = "d" * 64
SAMPLES = Path(__file__).resolve().parents[2] / "evals" / "gold" / "samples" / "questions.jsonl"


def gold(answer_type: str = "figure", **more: Any) -> Question:
    fields: dict[str, Any] = {
        "id": "q",
        "question": "？",
        "kind": "k",
        "documents": [DOC],
        "answer_type": answer_type,
        "reason": "测试",
    }
    return Question.model_validate(fields | more)


def said(
    text: str, kind: str = "found", figures: tuple[tuple[str, str], ...] = ()
) -> dict[str, Any]:
    return {
        "answer": text,
        "kind": kind,
        "refused": kind == "not_found",
        "citations": [],
        "figures": [{"value": v, "unit": u, "citation": 0} for v, u in figures],
    }


INCOME = [{"value": "34429567.20", "unit": "元"}]
TWO = [{"value": "17.30", "unit": "万元"}, {"value": "15.00", "unit": "万元"}]
SHARE = [{"value": "42.94", "unit": "%"}]
DOWN = [{"value": "-5.60", "unit": "万元"}]
STAFF = [{"value": "36", "unit": "人"}]

FIGURES = [
    # thousands separators, full width, blanks
    (INCOME, "收入总计为 34,429,567.20 元［1］。", True),
    (INCOME, "收入总计为34429567.20元。", True),
    (INCOME, "收入总计为３４，４２９，５６７．２０元。", True),
    (INCOME, "收入总计为34,429,567.2元。", True),
    (INCOME, "收入总计： 34,429,567.20  元", True),
    # other units, rounded to what is shown
    (INCOME, "收入总计为3,442.95672万元。", True),
    (INCOME, "收入总计为3442.96万元。", True),
    (INCOME, "收入总计约3443万元。", True),
    (INCOME, "收入总计为0.34亿元。", True),
    (INCOME, "收入总计为0.3443亿元。", True),
    (INCOME, "收入总计为3442.95万元。", False),
    (INCOME, "收入总计为3442.97万元。", False),
    (INCOME, "收入总计为0.35亿元。", False),
    (INCOME, "收入总计为34,429,567.20万元。", False),
    (INCOME, "收入总计为3442.96元。", False),
    (INCOME, "收入总计为34,429,576.20元。", False),
    (INCOME, "收入总计为34,429,567.30元。", False),
    (INCOME, "收入总计为34,429.20元。", False),
    (INCOME, "三千四百四十二万元", False),
    (INCOME, "收入总计为3442.96。", False),
    # two figures: both, in either order, with words between
    (TWO, "2018年17.30万元，2019年15.00万元。", True),
    (TWO, "2019年15万元，2018年17.3万元。", True),
    (TWO, "由17.30万元减至15.00万元，减少2.30万元。", True),
    (TWO, "2018年173,000元，2019年150,000元。", True),
    (TWO, "2019年15.00万元。", False),
    (TWO, "减少2.30万元。", False),
    (TWO, "2018年17.03万元，2019年15.00万元。", False),
    # percents and points
    (SHARE, "占42.94%。", True),
    (SHARE, "占４２．９４％。", True),
    (SHARE, "占42.9%。", False),
    (SHARE, "占42.94万元。", False),
    (SHARE, "占0.4294。", False),
    (SHARE, "占42.95%。", False),
    # signs
    (DOWN, "变化 -5.60 万元。", True),
    (DOWN, "变化 -56,000 元。", True),
    (DOWN, "增加 5.60 万元。", False),
    # counts
    (STAFF, "实有36人。", True),
    (STAFF, "实有 36 人［1］", True),
    (STAFF, "实有３６人", True),
    (STAFF, "实有36辆。", False),
    (STAFF, "实有63人。", False),
    (STAFF, "实有37人。", False),
]  # fmt: skip


@pytest.mark.parametrize(("figures", "text", "right"), FIGURES)
def test_a_figure_in_words(figures: list[dict[str, str]], text: str, right: bool) -> None:
    assert (score_answer(gold(figures=figures), said(text)).value == CORRECT) is right


TYPED = [
    (INCOME, (("34429567.20", "元"),), True),
    (INCOME, (("3442.95672", "万元"),), True),
    (INCOME, (("3442.96", "万元"),), True),
    (INCOME, (("34429567", "元"),), False),
    (INCOME, (("1", "元"), ("34429567.20", "元")), True),
    (TWO, (("15", "万元"), ("17.3", "万元")), True),
    (TWO, (("15", "万元"),), False),
    (SHARE, (("42.94", "%"),), True),
    (SHARE, (("42.94", "个百分点"),), True),
    (DOWN, (("-5.6", "万元"),), True),
    (DOWN, (("5.6", "万元"),), False),
    (STAFF, (("36", "人"),), True),
    (STAFF, (("36", "个"),), False),
]


@pytest.mark.parametrize(("figures", "typed", "right"), TYPED)
def test_a_typed_figure(
    figures: list[dict[str, str]], typed: tuple[tuple[str, str], ...], right: bool
) -> None:
    assert (score_answer(gold(figures=figures), said("", figures=typed)).value == CORRECT) is right


LIST = [["办公室"], ["预算科", "预算股"], ["国库科"]]
TEXTS = [
    ("办公室、预算科、国库科", True),
    ("国库科；预算股；办公室", True),
    ("内设 办 公 室 、预算科 和国库科", True),
    ("办公室、预算科", False),
    ("", False),
    ("共3个科室", False),
]


@pytest.mark.parametrize(("text", "right"), TEXTS)
def test_a_list_in_words(text: str, right: bool) -> None:
    assert (score_answer(gold("list", keywords=LIST), said(text)).value == CORRECT) is right


NONE = [
    ("写明没有政府性基金预算支出", "none_stated", (), True),
    ("政府性基金预算支出为 0 万元", "found", (("0", "万元"),), True),
    ("该表为空表", "found", (), True),
    ("政府性基金预算支出为 12 万元", "found", (("12", "万元"),), False),
    ("文件中没有找到", "not_found", (), False),
]


@pytest.mark.parametrize(("text", "kind", "figures", "right"), NONE)
def test_a_stated_nothing(
    text: str, kind: str, figures: tuple[tuple[str, str], ...], right: bool
) -> None:
    answer = said(text, kind, figures)
    assert (score_answer(gold("none_stated"), answer).value == CORRECT) is right


def test_there_are_at_least_sixty_variants() -> None:
    assert len(FIGURES) + len(TYPED) + len(TEXTS) + len(NONE) >= 60


# what must score everything, and what must score nothing


def due() -> list[Question]:
    return [q for q in load(SAMPLES, Question) if q.answer_type == "figure"]


def own(case: Question) -> dict[str, Any]:
    return said("", figures=tuple((str(f.value), f.unit) for f in case.figures))


def right(cases: list[Question], answers: list[dict[str, Any]]) -> float:
    scores = [score_answer(case, answer) for case, answer in zip(cases, answers, strict=True)]
    return sum(score.value == CORRECT for score in scores) / len(scores)


def test_gold_as_output_scores_everything() -> None:
    cases = due()
    assert right(cases, [own(case) for case in cases]) == 1


def test_shuffled_gold_and_another_questions_gold_score_almost_nothing() -> None:
    cases = due()
    answers = [own(case) for case in cases]
    assert right(cases, [*answers[1:], answers[0]]) < 0.1
    random.Random(7).shuffle(answers)
    assert right(cases, answers) < 0.15


def test_shifted_figures_score_nothing_and_are_wrong_numbers() -> None:
    cases = due()
    shifted = [
        said("", figures=tuple((str(f.value * 10 + 1), f.unit) for f in case.figures))
        for case in cases
    ]
    assert right(cases, shifted) == 0
    assert all(score_answer(c, a).wrong_number for c, a in zip(cases, shifted, strict=True))


def test_empty_answers_are_wrong_and_refusing_is_refused() -> None:
    cases = due()
    zero = [c for c in cases if all(f.value == 0 for f in c.figures)]
    for case in cases:
        empty = score_answer(case, said(""))
        assert (empty.value, empty.wrong_number) == (WRONG, False)
        assert score_answer(case, said("", "not_found")).value == REFUSED
    assert len(zero) < len(cases)


def test_always_refusing_scores_the_unanswerable_and_nothing_else() -> None:
    cases = list(load(SAMPLES, Question))
    hits = [score_answer(case, said("", "not_found")).value == CORRECT for case in cases]
    assert sum(hits) == sum(case.answer_type == "refusal" for case in cases)
