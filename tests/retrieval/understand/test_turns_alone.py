"""A later turn that asks something else of the one thing asked before is answered as the whole question is."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.turns_alone import asked_alone_of
from tests.retrieval.budgets import ask, budget, library

FIRST = "云江区财政局2025年泊位清淤是多少？"
LISTED = "云江区财政局2025年有哪些项目？"


@pytest.mark.parametrize(
    ("turns", "full"),
    [
        ([FIRST, "它占项目支出的百分之几？"], "泊位清淤占项目支出的比例是多少"),
        ([FIRST, "占总支出多少"], "泊位清淤占总支出的比例是多少"),
        ([FIRST, "绩效目标是什么？"], "泊位清淤的绩效目标是什么"),
        ([FIRST, "换成元是多少？"], "泊位清淤换算成元是多少"),
        ([FIRST, "差旅费呢？", "占总支出的百分之几？"], "差旅费占总支出的比例是多少"),
        ([LISTED, "花钱最多的是哪个？"], "金额最大的项目是哪个"),
        (["云江区财政局2025年差旅费比上年增加多少？", "会议费呢？"], "会议费比上年增加多少"),
        (["云江区财政局2025年三公经费是多少？", "都花在哪？"], "三公经费各项分别是多少"),
    ],
)
def test_the_turn_is_said_in_full_and_alone(turns: list[str], full: str, tmp_path: Path) -> None:
    catalogue = library(tmp_path, budget()).catalogue
    assert asked_alone_of(turns, catalogue) == (f"云江区财政局2025年{full}",)


@pytest.mark.parametrize(
    "turns",
    [
        [FIRST, "实际花了多少？"],
        [FIRST, "给外贸的是多少？"],
        [FIRST, "其中项目支出呢？"],
        [FIRST, "2024年呢？"],
        ["云江区财政局2025年基本工资多少", "津贴补贴呢", "两样合起来呢？"],
        ["云江区财政局2025年教育支出是多少？", "基本支出呢？"],
    ],
)
def test_a_turn_about_a_part_a_stage_or_another_year_keeps_its_conversation(
    turns: list[str], tmp_path: Path
) -> None:
    catalogue = library(tmp_path, budget()).catalogue
    assert asked_alone_of(turns, catalogue) == tuple(turns)


def test_the_parts_of_what_was_just_told_are_listed(tmp_path: Path) -> None:
    paper = library(tmp_path, budget())
    whole = ask("云江区财政局2025年三公经费各项分别是多少？", paper)
    turns = ask(["云江区财政局2025年三公经费是多少？", "各项分别是多少？"], paper)
    assert turns.text == whole.text
