"""ask --explain: the reading, what came from the conversation, each lane, the choice, the check."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from retrieval.answer import answer
from retrieval.explain import LANES
from retrieval.understand.sources import Sources
from tests.retrieval.budgets import budget, budget_2024, library


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("years"), budget(), budget_2024())


def _lines(question: str | Sequence[str], sources: Sources) -> str:
    return "\n".join(answer(question, sources, explain=True).explain)


def test_nothing_is_explained_unless_it_is_asked_for(two_years: Sources) -> None:
    assert answer("2025年公务接待费", two_years).explain == ()


def test_the_reading_names_unit_year_item_and_form(two_years: Sources) -> None:
    said = _lines("云江财局2025年请客吃饭的钱比上年减少多少", two_years)
    assert "单位：北河市云江区财政局" in said
    assert "年度：2025" in said
    assert "词典中的“公务接待费”" in said
    assert "问法：增减额" in said


def test_what_came_from_the_conversation_is_said(two_years: Sources) -> None:
    said = _lines(["云江区财政局2025年三公经费是多少", "其中公务接待费呢"], two_years)
    assert "单位：北河市云江区财政局（取自前面的对话）" in said
    assert "年度：2025（取自前面的对话）" in said
    assert "项目：公务接待费" in said
    alone = _lines("云江区财政局2025年三公经费是多少", two_years)
    assert "取自前面的对话" not in alone


def test_the_winning_lane_the_chosen_place_and_the_places_passed_over(two_years: Sources) -> None:
    said = _lines("2025年行政运行的基本支出", two_years)
    assert "查法“数字查找”" in said
    assert "← 采用" in said
    assert "没有结果" in said
    assert "选用：行政运行的基本支出 600.00 万元" in said or "选用：行政运行 600.00 万元" in said
    assert "未用：" in said
    assert "核验：" in said


def test_a_refusal_says_what_each_way_of_looking_found(two_years: Sources) -> None:
    said = _lines("2025年会议费是多少", two_years)
    (empty,) = [line for line in said.splitlines() if line.startswith("没有结果的查法：")]
    assert empty.count("、") >= 3
    assert "如实说没有" in said
    missing = _lines("云江区财政局2016年收入总计", two_years)
    assert "不再查找" in missing


def test_words_that_nothing_accounts_for_are_listed(two_years: Sources) -> None:
    assert "没有解释的词：局长" in _lines("局长的工资是多少", two_years)


def test_every_way_of_looking_has_a_chinese_name() -> None:
    named = re.compile(r'(?:yield |Tried\(|_Drafted\(asked, \S+ )"([a-z -]+)"')
    files = (Path(__file__).parents[2] / "retrieval").rglob("*.py")
    lanes = {name for file in files for name in named.findall(file.read_text(encoding="utf-8"))}
    assert len(lanes) > 40
    assert lanes <= {*LANES, "refusal"}
    assert not [name for name in LANES.values() if re.search("[A-Za-z]", name)]
