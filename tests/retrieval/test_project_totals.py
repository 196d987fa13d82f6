"""Totals of projects that only the heading above names, and shares and sums of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, library


def _project(name: str, total: str, parts: str) -> str:
    return f"""
## {name}经费情况说明

### 一、项目概述

支持企业发展。

### 六、年度预算安排

2025年度项目总预算{total}万元，其中{parts}。
"""


PROJECTS = _project(
    "灯塔创新专项", "200.00", "支持灯塔修缮120.00万元，支持雾笛更新80.00万元"
) + _project("潮汐发展专项", "50.00", "支持验潮站建设50.00万元")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("projects"), budget() + PROJECTS)


def test_a_total_is_of_the_project_its_heading_names(sources: Sources) -> None:
    found = ask("云江区财政局2025年灯塔创新专项总预算多少", sources)
    assert [figure.value for figure in found.figures] == [Decimal("200.00")]


def test_a_share_is_of_the_project_it_stands_in(sources: Sources) -> None:
    found = ask("云江区财政局2025年灯塔创新专项里，支持雾笛更新占多大比例", sources)
    assert found.figures[-1].value == Decimal("40.00")


def test_projects_named_side_by_side_are_added(sources: Sources) -> None:
    found = ask("云江区财政局2025年灯塔创新、潮汐发展两个专项经费加起来是多少", sources)
    assert found.figures[-1].value == Decimal("250.00")
