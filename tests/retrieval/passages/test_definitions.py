"""What a term means: the glossary's own words, the term as asked before its other names."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
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


MUSEUMS = """
2025年白石市西岭区文化局部门决算
## 一、单位概况
白石市西岭区文化局所属单位：西岭区军休干部疗养所。2025年末，编制人数74人，实有人数69人，退休人员48人。
西岭区文化馆新建工程位于青石路，东至青石路，北至柳巷。
## 二、绩效情况
“古塔修缮”项目自评得分97.6分，全年修缮石碑312座。“讲解员技能培训”项目自评得分88.4分，存在的问题是参训率未达到90%的目标。
## 三、名词解释
一、“三馆”免费开放：指图书馆、文化馆、美术馆免费提供服务。
二、双师型教师：指同时具备理论教学和实践教学能力的教师。
"""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("西岭区文化局说的“三馆”免费开放，三馆是哪三个？", "图书馆、文化馆、美术馆"),
        ("西岭区文化局2025年的三馆包括哪几家", "图书馆、文化馆、美术馆"),
        ("西岭区文化局说的双师型教师是啥意思", "理论教学和实践教学"),
        ("西岭区文化局2025年讲解员技能培训自评发现了什么问题？", "参训率未达到90%"),
        ("西岭区文化局文化馆新建工程的位置四至", "北至柳巷"),
    ],
)
def test_what_a_document_says_is_found_in_everyday_words(
    question: str, said: str, tmp_path: Path
) -> None:
    assert said in ask(question, library(tmp_path, MUSEUMS)).text


@pytest.mark.parametrize(
    "question",
    [
        "西岭区文化局2025年军休干部疗养所有几名工作人员？",
        "西岭区文化局2025年古塔修缮项目自评有什么问题？",
        "西岭区文化局2025年古塔修缮单独安排了多少经费？",
    ],
)
def test_a_sentence_beside_the_matter_is_no_answer(question: str, tmp_path: Path) -> None:
    assert ask(question, library(tmp_path, MUSEUMS)).kind == "not_found"
