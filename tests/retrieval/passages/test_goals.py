"""Lists asked for freely: projects and goals are never the contents page."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library
from tests.retrieval.narratives import HARBOUR, LIBRARY


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("goals"), HARBOUR, LIBRARY)


@pytest.mark.parametrize("question", ["港务局2024年有哪些项目？", "港务局2024年项目清单"])
def test_projects_are_no_parts_of_the_paper(sources: Sources, question: str) -> None:
    found = ask(question, sources)
    assert "航道疏浚：80.00 万元" in found.text
    assert "第一部分" not in found.text


def test_goals_of_a_unit_are_those_of_every_project_with_its_name(sources: Sources) -> None:
    found = ask("港务局2024年项目绩效目标有哪些", sources)
    assert "航道疏浚：疏浚五公里，验收合格率100%[1]" in found.text
    assert "引航站改造：改造站房两处[2]" in found.text


def test_what_project_spending_is_mentioned_for_is_no_list_of_projects(tmp_path: Path) -> None:
    text = LIBRARY.replace("项目支出 40.00 万元，具体包括：", "项目支出 40.00 万元。")
    text = text.replace(
        "1. 文献购置 30.00 万元，用于购买图书和数据库。与2023年持平。",
        "文化支出 40.00 万元，用于日常和项目支出。",
    )
    text = text.replace(
        "2. 阅读推广 10.00 万元，用于讲座和展览。较2023年减少 2.00 万元，主要原因是讲座场次减少。",
        "",
    )
    found = ask("云岫区图书馆2024年项目支出用途", library(tmp_path, text))
    assert "日常和项目支出" not in found.text


def test_goals_of_the_unit_in_a_sentence_are_told_and_never_the_glossary(tmp_path: Path) -> None:
    told = """
2024年北河市云江区河岸镇人民政府部门预算
## 一、部门职责
负责镇村管理。
## 二、预算绩效
2024年实行绩效目标管理的项目7个。整体绩效目标：保障两级组织运转；垃圾收运覆盖率达到95%以上；全年不发生较大事故。
## 三、名词解释
1.基本支出：指保障机构正常运转、完成日常工作任务而发生的支出。
"""
    sources = library(tmp_path, told)
    for question in ("整体绩效目标都定了些什么", "总体目标是什么", "整体上要达到哪些绩效目标"):
        text = ask(f"云江区河岸镇2024年{question}", sources).text
        assert "覆盖率达到95%以上" in text
        assert "不发生较大事故" in text
        assert "日常工作任务" not in text
