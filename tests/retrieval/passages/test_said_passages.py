"""Free questions: the sentences that account for every word, and silence where a word is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.accounted import unsaid
from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, library

MORE = """
## 灯塔改造专项经费情况说明

### 一、项目概况

云江区灯塔改造工程由云江区财政局建设，位于海堤路，用地面积约为3000.5平方米。本工程规划建筑面积约为8000平方米，其中地上建筑面积为5000平方米，地下建筑面积为3000平方米。

本工程为二类建筑，设计使用年限为70年，抗震设防烈度为6度，抗震类别为乙类。

### 二、立项依据

1、《云江区航标管理办法》（云规〔2023〕1号）。

2、《云江区灯塔保护实施意见》（云规〔2023〕3号）。

### 三、主要工作

（一）加强航标员培训。举办9期航标员培训班；举办4期潮汐讲座。

（二）建设雾情预警云平台。逐步建成观测系统，实现雾情自动播报和海图自动更新。

（三）做好粮食流通和应急物资储备管理。负责粮食市场价格监测和应急供应。

航标员退休金改由社保机构发放，这一因素较上年减少支出165万元。同时新增在岗人员津贴，增加支出146万元。
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("told"), budget() + MORE)


@pytest.mark.parametrize(
    ("question", "printed"),
    [
        ("灯塔改造工程的设计使用年限、抗震设防是怎么定的？看云江区财政局2025年预算", "70年"),
        ("云江区财政局2025年说要建的雾情预警云平台是干什么用的？", "海图自动更新"),
        ("云江区财政局2025年灯塔改造专项是依据哪些文件立项的？", "灯塔保护实施意见"),
        ("应急物资储备这一块，云江区财政局2025年怎么安排的？", "粮食市场价格监测"),
        ("云江区财政局2025年的雾情预警云平台要建哪几个系统？", "观测系统"),
    ],
)
def test_the_place_that_says_every_word_is_told(
    question: str, printed: str, sources: Sources
) -> None:
    assert printed in ask(question, sources).text


@pytest.mark.parametrize(
    "question",
    [
        "云江区财政局2025年灯塔改造工程的消防验收是怎么定的？",
        "云江区财政局2025年说要建的语音翻译云平台是干什么用的？",
        "云江区财政局2025年渔港改造专项是依据哪些文件立项的？",
    ],
)
def test_a_word_that_nothing_accounts_for_refuses(question: str, sources: Sources) -> None:
    assert ask(question, sources).refused


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("云江区财政局2025年计划开几期航标员培训班？", "9"),
        ("云江区财政局2025年潮汐讲座要办几期？", "4"),
        ("云江区财政局2025年灯塔改造工程用地面积大约几平方米？", "3000.5"),
        ("云江区财政局2025年灯塔改造工程的规划建筑面积有多大？", "8000"),
        ("云江区财政局2025年因为航标员退休金改由社保发放，支出少了多少？", "165"),
    ],
)
def test_the_number_of_the_kind_and_of_the_thing_is_told(
    question: str, value: str, sources: Sources
) -> None:
    assert [str(figure.value) for figure in ask(question, sources).figures] == [value]


@pytest.mark.parametrize(
    "question",
    [
        "云江区财政局2025年计划开几期会计培训班？",
        "云江区财政局2025年灯塔改造工程的绿化面积有多大？",
        "云江区财政局2025年因为航标员退休金改由社保发放，支出多了多少？",
        "云江区财政局2025年下半年举办几期航标员培训班？",
    ],
)
def test_a_number_of_another_kind_or_thing_is_not(question: str, sources: Sources) -> None:
    assert not ask(question, sources).figures


def test_function_words_need_not_be_said_and_others_must() -> None:
    said = ("举办11期人大干部培训班",)
    assert unsaid("计划开几期人大干部培训班", said) == ()
    assert unsaid("计划开几期图书管理培训班", said)
    assert unsaid("最长的人大干部培训班", said)


CELLS = """
表九
## 专项工作表
工作	内容	单位
雾笛宣传	充分利用航标日、海图日等纪念日，采取形式多样的方式，面向渔民和社区居民做好雾笛知识的宣传活动	航道科
"""


def test_sentences_in_a_cell_are_told_as_well(tmp_path: Path) -> None:
    told = library(tmp_path, budget() + CELLS)
    text = ask("云江区财政局2025年做雾笛宣传，会借哪些纪念日？", told).text
    assert "航标日、海图日" in text
    assert ask("云江区财政局2025年做潮汐宣传，会借哪些纪念日？", told).refused


def test_what_is_done_is_told_in_sentences_not_in_money(sources: Sources) -> None:
    found = ask("云江区财政局2025年航标员培训有什么打算？", sources)
    assert "举办9期航标员培训班" in found.text
    assert not found.figures


def test_a_count_in_a_sentence_without_a_year_stands_on_its_paper(sources: Sources) -> None:
    found = ask("云江区财政局2025年潮汐讲座有几期？", sources)
    assert "4 期" in found.text
