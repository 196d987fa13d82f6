"""An entry led by its class is found by its last level, and what money was used for is told, not how much."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

FARM = """
2025年沅口县农田局部门预算
## 第一部分 部门概况
### 一、2025年重点工作
一是补齐灌溉短板。疏通沟渠37公里，整治涝点9处。二是守牢粮食底线。扩种冬油菜400亩。
## 第二部分 预算说明
### 一、收支情况
2025年收入预算200.00万元，比上年增加3.00万元，增长1.50%，主要原因是新增水利基金支持的灌溉活动。
水利基金12.00万元，用于泵站修缮。
委托业务另行安排。
### 二、基本支出
公用经费20.00万元，主要包括办公费、差旅费等。
## 第三部分 名词解释
一、基本支出：指保障机构正常运转的支出，包括人员经费和公用经费。
二、农林水支出（类）农业农村（款）执法监管（项）：反映用于农业综合执法的支出。
三、农林水支出（类）农业农村（款）耕地利用（项）：指耕地轮作方面的支出。
四、使用非财政拨款结余（含专用结余）：指事业单位弥补收支差额的金额。

表一
## 部门收支总表
单位：万元
收入	预算数	支出	预算数
财政拨款收入	200.00	农林水支出	200.00
收入总计	200.00	支出总计	200.00

表二
## 一般公共预算支出表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
213	农林水支出	200.00	150.00	50.00
21301	农业农村	200.00	150.00	50.00
2130110	执法监管	50.00	0.00	50.00
2130101	行政运行	150.00	150.00	0.00
	合计	200.00	150.00	50.00

表三
## 重点项目绩效目标表
项目名称	绩效目标
泵站修缮	修缮泵站3座
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("glossary"), FARM)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("沅口县农田局2025年预算里“执法监管”这个科目是指什么？", "农业综合执法"),
        ("沅口县农田局2025年的执法监管反映什么支出？", "农业综合执法"),
        ("沅口县农田局2025年执法监管支出指的是什么？", "农业综合执法"),
        ("沅口县农田局预算里的耕地利用科目怎么解释？", "耕地轮作"),
        ("“基本支出”在沅口县农田局的预算里指的是哪些？", "保障机构正常运转"),
        ("基本支出这个名词，沅口县农田局预算怎么写的？", "保障机构正常运转"),
        ("沅口县农田局2025年预算讲的基本支出，到底是什么？", "保障机构正常运转"),
        ("请解释一下沅口县农田局2025年预算中的“使用非财政拨款结余”。", "弥补收支差额"),
        ("沅口县农田局2025年名词解释里，基本支出包括哪些？", "人员经费和公用经费"),
        ("按沅口县农田局预算的说法，基本支出是什么？", "保障机构正常运转"),
        ("沅口县农田局的预算里，基本支出究竟是什么东西？", "保障机构正常运转"),
        ("我不懂“基本支出”，沅口县农田局预算有没有说明？", "保障机构正常运转"),
        ("沅口县农田局2025年预算提到的“基本支出”，具体是怎么一回事？", "保障机构正常运转"),
        ("请解释沅口县农田局预算里执法监管这一科目。", "农业综合执法"),
        ("沅口县农田局2025年预算把执法监管解释成什么支出？", "农业综合执法"),
    ],
)
def test_a_subject_is_explained_by_its_last_level(
    sources: Sources, question: str, said: str
) -> None:
    told = ask(question, sources)
    assert said in told.text
    assert len(told.citations) == 1


@pytest.mark.parametrize(
    "question",
    [
        "请解释沅口县农田局预算里行政运行这一科目。",
        "沅口县农田局的预算里，行政运行究竟是什么东西？",
        "沅口县农田局预算里的行政运行科目怎么解释？",
        "沅口县农田局2025年的行政运行反映什么支出？",
    ],
)
def test_a_subject_that_the_glossary_has_not_is_refused(sources: Sources, question: str) -> None:
    assert ask(question, sources).refused


def test_what_was_done_with_money_is_told_and_no_reason_of_its_growth(sources: Sources) -> None:
    told = ask("沅口县农田局2025年用水利基金做了些什么？", sources).text
    assert "泵站修缮" in told
    assert "灌溉活动" not in told


def test_what_money_did_that_no_sentence_names_is_refused(sources: Sources) -> None:
    assert ask("沅口县农田局2025年委托业务费的钱做了些什么？", sources).refused


@pytest.mark.parametrize("question", ["补齐灌溉短板有哪些安排？", "在补齐灌溉短板方面打算做什么？"])
def test_the_title_of_a_point_is_told_with_what_it_is_the_title_of(
    sources: Sources, question: str
) -> None:
    told = ask(f"沅口县农田局2025年{question}", sources).text
    assert "疏通沟渠37公里" in told
    assert "冬油菜" not in told


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("想看沅口县农田局2025年重点项目的绩效目标，该翻哪张表？", "重点项目绩效目标表"),
        ("沅口县农田局2025年预算的收支在哪张表里？", "部门收支总表"),
        ("沅口县农田局2025年执法监管列在第几张表？", "一般公共预算支出表"),
    ],
)
def test_the_table_of_a_thing_is_named(sources: Sources, question: str, title: str) -> None:
    told = ask(question, sources)
    assert title in told.text
    assert len(told.citations) == 1


@pytest.mark.parametrize("thing", ["政府采购", "新增资产", "培训费"])
def test_the_table_of_a_thing_that_none_prints_is_refused(sources: Sources, thing: str) -> None:
    assert ask(f"沅口县农田局2025年{thing}列在哪张表里？", sources).refused


def test_a_table_with_figures_has_no_reason_to_be_empty(sources: Sources) -> None:
    assert ask("沅口县农田局2025年部门收支总表是空表，什么缘故？", sources).refused


@pytest.mark.parametrize(
    "question", ["的“收支情况”部分讲了什么？", "预算中“收支情况”一节写的是什么？"]
)
def test_a_section_is_told_that_is_asked_for_by_its_heading(
    sources: Sources, question: str
) -> None:
    told = ask(f"沅口县农田局2025年{question}", sources).text
    assert "水利基金" in told
    assert "人员经费" not in told


def test_a_section_that_the_paper_has_not_is_refused(sources: Sources) -> None:
    assert ask("沅口县农田局2025年预算的“卫星遥感”部分讲了什么？", sources).refused


def test_what_caused_a_rise_is_its_reason(sources: Sources) -> None:
    told = ask("造成沅口县农田局2025年收入增加的主要因素有哪些？", sources).text
    assert "水利基金支持的灌溉活动" in told


PLANS = """
2025年沅口县水文局部门预算
## 一、部门职责
负责水文测报。
## 二、名词解释
（一）财政拨款收入：指从本级财政取得的拨款。
（二）基本支出预算：是为保障机构正常运转编制的年度支出计划。
（三）项目支出预算：是为完成特定工作编制的年度支出计划。
"""


@pytest.mark.parametrize("asked", ["的名词解释里基本支出是怎么说的", "2025年基本支出是什么意思"])
def test_an_entry_of_a_plan_is_asked_by_the_name_of_what_is_planned(
    tmp_path: Path, asked: str
) -> None:
    told = ask(f"沅口县水文局{asked}", library(tmp_path, PLANS)).text
    assert "（二）基本支出预算" in told
    assert "财政拨款收入" not in told
    assert "特定工作" not in told
