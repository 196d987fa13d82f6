"""The button "存为标准答案": what becomes of an answer, and when nothing does."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.cases import Question, load
from ui.gold_page import NO_ANSWER, NO_REASON, drafted, written

CITED = {"doc_id": "9f2c", "page": 8, "quote": "34,429,567"}
FIGURE = {
    "value": "34429567",
    "unit": "元",
    "item": "收入总计",
    "period": "2025",
    "citation": 0,
    "formula": None,
}
ANSWER = {"kind": "found", "figures": [FIGURE], "citations": [CITED]}
OTHER = {"kind": "found", "figures": [{**FIGURE, "value": "1"}], "citations": [CITED]}


def _never(_turns: Sequence[str]) -> dict[str, Any]:
    raise AssertionError("一问一答不用再问")


def test_an_answer_becomes_a_case_with_its_figure_its_place_and_the_reason(tmp_path: Path) -> None:
    draft = drafted(["收入总计是多少？"], ANSWER, " 末行总计 ", (), _never)
    (case,) = load(Path(written(draft.lines)), Question)
    assert (case.id, case.question, case.reason) == ("user-001", "收入总计是多少？", "末行总计")
    assert str(case.figures[0].value) == "34429567"
    assert case.evidence[0].page == 8
    assert "草稿" in draft.said


def test_the_second_case_has_the_next_number() -> None:
    first = drafted(["收入总计是多少？"], ANSWER, "末行总计", (), _never)
    second = drafted(["支出总计是多少？"], ANSWER, "末行总计", first.lines, _never)
    assert [json.loads(line)["id"] for line in second.lines] == ["user-001", "user-002"]


def test_without_an_answer_or_a_reason_nothing_is_kept() -> None:
    assert drafted([], None, "末行总计", (), _never) == (NO_ANSWER, ())
    assert drafted(["收入总计？"], ANSWER, "  ", (), _never) == (NO_REASON, ())


def test_a_follow_up_keeps_its_conversation_only_where_it_needs_it() -> None:
    turns = ["收入总计是多少？", "2024年呢？"]
    needs = drafted(turns, ANSWER, "追问", (), lambda _asked: OTHER)
    alone = drafted(turns, ANSWER, "追问", (), lambda _asked: ANSWER)
    assert json.loads(needs.lines[0])["turns"] == turns
    assert json.loads(alone.lines[0])["question"] == "2024年呢？"
