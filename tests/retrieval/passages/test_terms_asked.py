"""The entry of a glossary is told in whatever words its meaning is asked; more than its meaning is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

FARMS = """
2024年北河市云江区农业局部门预算
## 一、部门职责
负责种子管理。
## 二、收支情况说明
2024年单位预留机动经费预算数为20.00万元，比上年增加5.00万元。主要是将考核奖纳入了年度预算。
田间哨兵补助6.00万元，用于哨点巡查。
## 三、名词解释
1.基本支出：指保障机构正常运转的人员支出和公用支出。
2.田间哨兵：指由乡镇聘请、对病虫害进行巡查的村民。
3.“两区”划定：指划定粮食生产功能区和重要农产品保护区。
4.单位预留机动经费：指预留用于年度中不可预见支出的经费。
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("terms"), FARMS)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("云江区农业局2024年说的“田间哨兵”是什么人", "巡查的村民"),
        ("云江区农业局的田间哨兵具体是哪些人？", "巡查的村民"),
        ("田间哨兵是个什么东西（云江区农业局2024年）", "巡查的村民"),
        ("给我科普一下田间哨兵，云江区农业局2024年", "巡查的村民"),
        ("云江区农业局“两区”划定到底是哪两个区", "粮食生产功能区"),
        ("云江区农业局2024年的基本支出是怎么个说法", "保障机构正常运转"),
        ("云江区农业局2024年单位预留机动经费留着是干什么用的", "不可预见"),
    ],
)
def test_a_term_is_explained_in_whatever_words_it_is_asked(
    sources: Sources, question: str, said: str
) -> None:
    found = ask(question, sources)
    assert said in found.text
    assert "考核奖" not in found.text


@pytest.mark.parametrize(
    "question",
    [
        "云江区农业局2024年的田间哨兵怎么选出来的",
        "云江区农业局2024年田间哨兵是由什么部门培训的",
        "云江区农业局2024年田间哨兵有多少人",
    ],
)
def test_more_than_its_meaning_is_not_told_by_it(sources: Sources, question: str) -> None:
    assert "指由乡镇聘请" not in ask(question, sources).text


def test_an_amount_of_what_a_term_names_is_an_amount(tmp_path: Path) -> None:
    found = ask("云江区农业局2024年单位预留机动经费是多少", library(tmp_path, FARMS))
    assert "20.00 万元" in found.text
