"""Questions typed freely: every word of year, measure and share counts, and an answer reads well."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.periods import read_periods
from tests.retrieval.budgets import ask, budget, budget_2024, library


def test_last_year_s_figure_of_a_named_year_is_of_the_year_before() -> None:
    assert read_periods("云江财局2025年行政运行的上年数").years == (2024,)
    assert read_periods("云江财局2025年行政运行，去年的行政运行呢").years == (2025, 2024)


@pytest.mark.parametrize("word", ["去年数", "上年预算数", "上年数"])
def test_this_year_s_figure_never_stands_for_last_year_s(tmp_path: Path, word: str) -> None:
    found = ask(f"云江财局2025年行政运行支出的{word}", library(tmp_path, budget()))
    assert found.refused


def test_a_year_without_a_figure_is_said_to_be_missing(tmp_path: Path) -> None:
    found = ask("云江财局2024年和2025年行政运行各是多少", library(tmp_path, budget()))
    assert "600.00 万元" in found.text
    assert "2024年北河市云江区财政局行政运行：未找到。" in found.text


@pytest.mark.parametrize("per", ["每人", "每辆", "平均每个月"])
def test_a_whole_is_no_figure_for_each(tmp_path: Path, per: str) -> None:
    found = ask(f"云江财局2025年公务用车运行维护费{per}多少钱", library(tmp_path, budget()))
    assert found.refused


def test_a_trend_over_three_years_is_a_line_a_year_and_the_steps_between(tmp_path: Path) -> None:
    years = library(tmp_path, budget(), budget_2024(), budget(**NUMBERS_2023))
    found = ask("云江财局三年来的机关运行经费变化情况", years)
    assert found.kind == "computed"
    lines = found.text.splitlines()
    assert [line[:5] for line in lines[:3]] == ["2023年", "2024年", "2025年"]
    assert "2025年比2024年增加：80.00 万元 − 70.00 万元 = 10.00 万元" in found.text
    assert "2024年比2023年增加：70.00 万元 − 60.00 万元 = 10.00 万元" in found.text


NUMBERS_2023 = {"year": "2023", "before": "2022", "running": "60.00"}


def test_a_premise_that_the_document_denies_is_said_to_be_wrong(tmp_path: Path) -> None:
    sources = library(tmp_path, budget())
    wrong = ask("云江财局2025年三公经费为什么增加了这么多？", sources)
    assert "比上年减少 2.00 万元[1]，没有说它增加" in wrong.text
    right = ask("云江财局2025年三公经费为什么减少？", sources)
    assert "没有说它" not in right.text
    assert "严格控制公务接待" in right.text
