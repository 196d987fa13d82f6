"""What one named item is used for is told by the sentence whose own subject it is."""

from __future__ import annotations

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

USES = """# 苇塘区城市管理局2025年部门预算

## 第二部分 部门预算情况说明

### 一、一般公共预算支出情况

1.卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）20.00万元，主要用于机关职工医疗保险缴费。

2.卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项）12.00万元，比上年增加1.00万元。主要用于环卫所职工医疗保险缴费。

### 二、项目支出情况

其中：夜景灯光维护 30.00 万元，主要用于堤岸灯带更换；公厕管护 18.00 万元，主要用于41座公厕保洁；

### 三、名词解释

1.公厕管护：指公共厕所的日常保洁和维修。

## 第三部分 部门预算表

### 项目支出预算表

单位：万元

| 单位 | 项目名称 | 合计 |
| --- | --- | --- |
| 局机关 | 夜景灯光维护 | 30.00 |
| 环卫所 | 公厕管护 | 18.00 |
"""


@pytest.fixture(scope="module")
def uses(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("uses"), USES)


@pytest.mark.parametrize(
    ("item", "own", "other"),
    [
        ("行政单位医疗", "机关职工", "环卫所职工"),
        ("事业单位医疗", "环卫所职工", "机关职工"),
        ("夜景灯光维护", "堤岸灯带更换", "公厕"),
        ("公厕管护", "41座公厕保洁", "灯带"),
    ],
)
@pytest.mark.parametrize("asks", ["主要用来干什么", "用在哪些方面", "主要用于什么", "花在哪里了"])
def test_a_use_is_told_by_the_sentence_of_its_own_subject(
    uses: Sources, item: str, own: str, other: str, asks: str
) -> None:
    text = ask(f"苇塘区城市管理局2025年{item}{asks}？", uses).text
    assert own in text
    assert other not in text
    assert "局机关" not in text


def test_the_use_of_something_else_is_not_told(uses: Sources) -> None:
    text = ask("苇塘区城市管理局2025年堤防加固主要用来干什么？", uses).text
    assert "41座公厕保洁" not in text
    assert "堤岸灯带" not in text
