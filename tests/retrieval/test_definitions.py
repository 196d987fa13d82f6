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


ENTRIES = """# 2025年岚岛市汀洲区气象局部门预算

## 一、收支情况

其他资金收入预算 2.00 万元，比上年减少 1.00 万元，主要是因捐赠减少。

## 二、名词解释

1.部门预算。是指各部门依法编制的综合收支计划。

2.机关运行费：行政单位使用财政拨款安排的日常公用经费支出。

3.其他资金：包括事业收入、捐赠收入等。
"""


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("entries"), ENTRIES)


def test_an_entry_is_found_by_its_own_term_in_the_question(entries: Sources) -> None:
    text = ask("汀洲区气象局2025年说明里“部门预算”怎么解释的？", entries).text
    assert "是指各部门依法编制的综合收支计划" in text


def test_an_entry_with_a_near_name_is_found(entries: Sources) -> None:
    text = ask("汀洲区气象局对“机关运行经费”的解释是什么？", entries).text
    assert "日常公用经费支出" in text


def test_what_an_item_includes_is_told_from_the_glossary(entries: Sources) -> None:
    text = ask("汀洲区气象局2025年“其他资金”包括什么？", entries).text
    assert "事业收入、捐赠收入" in text
    assert "主要是因" not in text
