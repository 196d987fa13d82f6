"""The words that a cell prints, by its row and its column; a row's amount is no answer to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

ROWS = """# 2025年沙岬区海洋局部门预算

## 项目支出表
单位：万元
项目名称	项目单位	资金来源	金额
海堤巡护	沙岬区海堤管理所	一般公共预算	120.00
浮标更新	沙岬区海洋站	政府性基金预算	80.00
合计			200.00

## 政府采购预算表
单位：万元
采购项目	采购方式	金额
浮标更新	公开招标	75.00
巡护船艇	竞争性磋商	40.00
合计		115.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    folder: Path = tmp_path_factory.mktemp("cells")
    return library(folder, ROWS)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("海堤巡护的项目单位是什么", "沙岬区海堤管理所"),
        ("海堤巡护由哪个单位实施", "沙岬区海堤管理所"),
        ("浮标更新的资金来源", "政府性基金预算"),
        ("巡护船艇怎么采购", "竞争性磋商"),
        ("浮标更新的采购方式是什么", "公开招标"),
    ],
)
def test_the_words_of_a_column_are_told_of_the_row_that_is_named(
    sources: Sources, asked: str, words: str
) -> None:
    said = ask(f"沙岬区海洋局2025年{asked}？", sources)
    assert words in said.text
    assert said.figures == ()


def test_an_amount_asked_of_a_row_is_no_word_of_it(sources: Sources) -> None:
    said = ask("沙岬区海洋局2025年海堤巡护多少钱？", sources)
    assert "120.00" in said.text


def test_a_column_that_no_table_has_is_not_told_by_another(sources: Sources) -> None:
    said = ask("沙岬区海洋局2025年海堤巡护的项目负责人是谁？", sources)
    assert said.kind == "not_found"
