"""Duties on a topic and sections asked for: what carries the question's words, else nothing."""

from __future__ import annotations

import pytest

from retrieval.sources import Sources
from tests.retrieval.budgets import ask, library
from tests.retrieval.narratives import HARBOUR, LIBRARY


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("relevant"), HARBOUR, LIBRARY)


@pytest.mark.parametrize(
    ("question", "duty"),
    [
        ("港务局负责引航方面的什么工作", "引航站点的调度和值守"),
        ("港务局在渔民转产方面承担什么职责", "发放转产补助"),
        ("港务局管不管安全生产", "安全生产监督管理"),
    ],
)
def test_only_the_duty_asked_about_is_told(sources: Sources, question: str, duty: str) -> None:
    found = ask(question, sources)
    assert duty in found.text
    assert len(found.citations) == 1


def test_a_duty_that_is_not_printed_is_refused(sources: Sources) -> None:
    assert ask("港务局负责食品安全方面的什么工作", sources).refused


def test_who_does_it_is_answered_with_the_unit(sources: Sources) -> None:
    assert "图书馆" in ask("哪个单位负责保护地方文献", sources).text


def test_a_section_is_told_whole_when_its_title_is_asked_for(sources: Sources) -> None:
    text = ask("港务局机关运行经费情况如何", sources).text
    assert "60.00 万元" in text
    assert "办公费、差旅费和会议费" in text
