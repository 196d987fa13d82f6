"""The passage lane: the document's own sentences, or silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, library
from tests.retrieval.narratives import HARBOUR


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("passages"), budget())


def test_every_line_of_a_passage_is_cited_and_printed_so(sources: Sources) -> None:
    found = ask("主要职责有哪些", sources)
    lines = found.text.splitlines()[1:]
    assert len(lines) == len(found.citations) == 3
    for line, citation in zip(lines, found.citations, strict=True):
        assert line.rsplit("[", 1)[0] in citation.quote


def test_how_many_departments_is_answered_by_the_sentence(sources: Sources) -> None:
    assert "内设5个科室" in ask("内设几个科室", sources).text


def test_a_definition_of_a_term_that_is_not_explained_is_refused(sources: Sources) -> None:
    assert ask("什么是国库集中支付", sources).refused


def test_a_reason_that_is_not_given_is_refused(sources: Sources) -> None:
    assert ask("住房公积金为什么增加", sources).refused


def test_a_sentence_near_the_amount_asked_for_is_no_answer(sources: Sources) -> None:
    assert ask("会议费是多少", sources).refused


def test_only_a_question_without_any_hit_is_said_to_be_outside_the_field(
    tmp_path: Path,
) -> None:
    told = library(tmp_path, HARBOUR)
    text = ask("沙岬区港务局2024年的渔民转产考试几点开门？", told).text
    assert "没有找到答案" in text
    assert "不在部门预算" not in text
    assert "不在部门预算" in ask("沙岬区港务局2024年门口的红绿灯几秒变色？", told).text
