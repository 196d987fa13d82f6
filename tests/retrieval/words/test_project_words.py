"""Projects asked for by everyday words for what they do, never by a part of what is said."""

from __future__ import annotations

import pytest

from retrieval.understand.sources import Sources
from retrieval.words.project_words import rows_done
from tests.retrieval.budgets import ask, budget, library

LABELS = [
    "公厕管护",
    "公厕建设",
    "道路清扫保洁",
    "古树名木保护复壮",
    "林业有害生物防治",
    "公交运营补贴",
    "保安服务",
]

PROJECTS = """
表九
## 项目支出表
部门：北河市云江区财政局
单位：万元
项目名称	2025年预算
公厕管护	31.00
公厕建设	57.00
道路清扫保洁	83.00
古树名木保护复壮	19.00
"""


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("茅房日常打理", "公厕管护"),
        ("新盖厕所", "公厕建设"),
        ("扫大街", "道路清扫保洁"),
        ("给老树看病", "古树名木保护复壮"),
        ("林子里除虫", "林业有害生物防治"),
        ("大巴亏本", "公交运营补贴"),
        ("看大门", "保安服务"),
    ],
)
def test_a_project_is_meant_whose_words_account_for_all_that_is_said(
    asked: str, wanted: str
) -> None:
    assert rows_done(asked, LABELS) == [wanted]


@pytest.mark.parametrize(
    "asked",
    [
        "茅房里装摄像头",
        "大巴车站的垃圾",
        "老庙里的古树打药",
        "幼儿园老师体检和看大门",
        "下乡",
        "买办公桌",
    ],
)
def test_a_project_is_not_meant_where_a_word_is_left_untold(asked: str) -> None:
    assert rows_done(asked, LABELS) == []


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("projects"), budget() + PROJECTS)


def test_the_answer_says_how_the_words_were_taken(sources: Sources) -> None:
    found = ask("云江财局2025年给老树治病续命准备花多少钱", sources)
    assert found.kind == "found"
    assert "按“古树名木保护复壮”理解" in found.text
    assert "19.00" in found.text


def test_two_projects_that_are_meant_are_asked_back(sources: Sources) -> None:
    found = ask("云江财局2025年厕所的钱有多少", sources)
    assert found.kind == "ambiguous"
    assert "公厕管护" in found.text
    assert "公厕建设" in found.text


def test_a_count_is_never_answered_by_the_money_of_a_project(sources: Sources) -> None:
    assert ask("云江财局2025年打扫多少吨垃圾", sources).kind == "not_found"
