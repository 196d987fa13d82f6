"""Notes under tables: why one is empty, what it shows, how the note is worded."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

PAPER = """# 北河市云江区体育局2024年度部门决算

## 第一部分 部门概况

北河市云江区体育局是主管全区体育工作的区政府工作部门，为正处级，加挂北河市云江区足球运动管理办公室牌子。

北河市云江区体育局内设股室3个，分别为：办公室、群众体育科、场馆管理办公室。

## 第二部分 决算表

收入决算表
公开02表
单位：万元
项目	本年收入合计	财政拨款收入	其他收入
合计	330.00	320.00	10.00
体育场馆	330.00	320.00	10.00
注：本表反映部门本年度取得的各项收入情况。

政府性基金预算财政拨款收入支出决算表
公开07表
单位：万元
项目	年初结转和结余	本年收入	本年支出
合计
注：本表反映政府性基金收支情况。北河市云江区体育局2024年度没有政府性基金预算财政拨款收支，本表为空。

## 第三部分 名词解释

一、教育收费拨款（学员收费）：指业余体校收取的学员训练费上缴财政后核拨回来的资金。

二、其他保障类项目：指在日常公用定额之外安排的专项性支出。
"""


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return library(tmp_path, PAPER)


@pytest.mark.parametrize(
    "question",
    [
        "云江区体育局2024年决算里政府性基金那张表为什么一个数字都没有？",
        "云江区体育局2024年公开07表怎么是空的？",
        "云江区体育局2024年政府性基金决算表为啥空着？",
    ],
)
def test_an_empty_table_is_explained_by_the_note_under_it(question: str, sources: Sources) -> None:
    found = ask(question, sources)
    assert "没有政府性基金预算财政拨款收支，本表为空" in found.text


@pytest.mark.parametrize(
    "question",
    [
        "云江区体育局2024年收入决算表为什么是空的？",
        "云江区体育局2024年公开02表怎么一个数字都没有？",
        "云江区体育局2024年支出决算表为什么没有数据？",
    ],
)
def test_a_table_with_figures_is_never_called_empty(question: str, sources: Sources) -> None:
    assert ask(question, sources).refused


def test_what_a_table_shows_and_how_its_note_is_worded(sources: Sources) -> None:
    shows = ask("云江区体育局2024年收入决算表是反映什么的？", sources)
    assert "反映部门本年度取得的各项收入情况" in shows.text
    worded = ask("云江区体育局2024年政府性基金表底下的附注是怎么写的？", sources)
    assert "本表为空" in worded.text
    assert ask("云江区体育局2024年支出决算表反映什么？", sources).refused


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("云江区体育局是什么级别的单位？", "正处级"),
        ("云江区体育局是个什么样的单位？", "主管全区体育工作"),
        ("云江区体育局还挂着什么牌子？", "足球运动管理办公室牌子"),
    ],
)
def test_what_a_unit_is_told_by_the_sentence_about_it(
    question: str, said: str, sources: Sources
) -> None:
    assert said in ask(question, sources).text


@pytest.mark.parametrize("question", ["云江区体育局是哪年成立的？", "云江区体育局归谁管？"])
def test_what_is_not_said_of_a_unit_is_told_by_nothing_else(
    question: str, sources: Sources
) -> None:
    assert ask(question, sources).refused


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("云江区体育局的“教育收费拨款（学员收费）”是怎么来的钱？", "学员训练费上缴财政"),
        ("云江区体育局把一些项目列为“其他保障类”，这一类是指什么？", "日常公用定额之外"),
    ],
)
def test_a_term_is_found_by_its_name_without_its_ending(
    question: str, said: str, sources: Sources
) -> None:
    assert said in ask(question, sources).text


def test_the_columns_of_a_table_are_told_without_its_total(sources: Sources) -> None:
    found = ask("云江区体育局2024年收入决算表分成哪几栏？", sources)
    assert [c.quote for c in found.citations] == ["财政拨款收入", "其他收入"]
    assert ask("云江区体育局2024年收入决算表分成哪三栏？", sources).refused
