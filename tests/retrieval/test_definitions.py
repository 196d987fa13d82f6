"""What a term means: the glossary's own words, the term as asked before its other names."""

from __future__ import annotations

import pytest

from retrieval.sources import Sources
from tests.retrieval.budgets import ask, library
from tests.retrieval.narratives import HARBOUR, LIBRARY


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("definitions"), HARBOUR, LIBRARY)


@pytest.mark.parametrize(
    ("question", "meaning"),
    [
        ("什么是机关运行经费", "日常公用经费支出"),
        ("结余资金是什么意思", "项目完成后剩余的财政资金"),
        ("港务局文件里部门预算是指什么", "综合收支计划"),
        ("港务局文件中机关运行经费的定义", "日常公用经费支出"),
    ],
)
def test_a_term_is_explained_in_the_documents_words(
    sources: Sources, question: str, meaning: str
) -> None:
    assert meaning in ask(question, sources).text


def test_a_term_that_no_glossary_has_is_refused(sources: Sources) -> None:
    assert ask("什么是区块链", sources).refused
