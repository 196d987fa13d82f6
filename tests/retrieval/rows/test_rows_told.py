"""A later turn about the rows that the answer before it told, and about no others."""

from __future__ import annotations

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library
from tests.retrieval.rows.test_picked_rows import HARBOUR


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("told"), HARBOUR)


@pytest.mark.parametrize(
    ("turns", "told", "untold"),
    [
        (["花钱最多的两个项目是哪些？", "它们加起来多少？"], ["= 780.00 万元"], ["1000"]),
        (["自评得分最低的两个项目是哪几个？", "这两个一共花了多少钱？"], ["= 438.00 万元"], ["得分"]),
        (["码头养护所有哪些项目？", "里面最贵的是哪个？", "它是哪个单位的"], ["沙岬县码头养护管理所"], ["引航"]),
        (["码头养护所有哪些项目？", "其中其他运转类的是哪个？"], ["栈桥除锈：120.00"], ["泊位", "绿化"]),
        (["采购单价最高的是什么？", "要买几台？", "总共多少钱"], ["清淤泵：100.00 万元"], ["176"]),
        (["单价超过30万元的采购品目有哪些？", "一共几个？"], ["共 2 项"], ["航标灯"]),
        (["采购单价最高的是什么？", "钱从哪来？"], ["资金来源：政府性基金预算"], ["一般公共"]),
        (["执行率最低的项目是哪个？", "它得了多少分"], ["泊位清淤：78 分"], ["97"]),
        (["房屋面积最大的单位是哪家", "编制人数呢"], ["90 人"], ["155"]),
        (["执行率最低的项目是哪个？", "还剩多少没花"], ["= 100.00 万元"], ["1000"]),
        (["采购里最贵的是什么？", "占采购总额多少"], ["56.82%"], []),
        (["采购里最贵的是什么，占采购总额多大比例？"], ["清淤泵：100.00", "56.82%"], []),
        (["得分最低的是哪个项目，花了多少钱？"], ["78 分", "400.00"], []),
        (["金额在100万到300万之间的项目有哪些？"], ["栈桥除锈", "引航艇油料"], ["泊位", "绿化"]),
    ],
)  # fmt: skip
def test_a_turn_about_rows_told_is_answered_of_these_rows(
    turns: list[str], told: list[str], untold: list[str], sources: Sources
) -> None:
    said = ask([f"沙岬县港务局2025年{turns[0]}", *turns[1:]], sources)
    assert all(words in said.text for words in told), said.text
    assert not [words for words in untold if words in said.text], said.text


@pytest.mark.parametrize(
    "turns",
    [
        ["码头养护所有哪些项目？", "其中得分高于99分的是哪个？"],
        ["花钱最多的两个项目是哪些？", "这三个一共多少钱？"],
        ["单价超过30万元的采购品目有哪些？", "其中质保期最长的是哪个"],
    ],
)
def test_what_rows_told_do_not_answer_is_not_asked_of_all_rows(
    turns: list[str], sources: Sources
) -> None:
    said = ask([f"沙岬县港务局2025年{turns[0]}", *turns[1:]], sources)
    assert said.kind in ("not_found", "ambiguous"), said.text
