"""Questions typed freely: every word of year, measure and share counts, and an answer reads well."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.scope.periods import read_periods
from tests.retrieval.budgets import ask, budget, budget_2024, library
from tests.retrieval.narratives import LIBRARY


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


def test_a_unit_s_name_with_the_year_in_its_middle_is_one_unit(tmp_path: Path) -> None:
    other = budget(year="2025").replace("北河市云江区", "南河市远山县")
    sources = library(tmp_path, budget(), other)
    found = ask("云江2025年财政局机关运行经费是多少", sources)
    assert "2025年北河市云江区财政局机关运行经费（预算）为 80.00 万元" in found.text
    assert "远山" not in found.text


def test_a_stranger_is_named_in_full(tmp_path: Path) -> None:
    found = ask("请问北河市云江区教育局2025年预算", library(tmp_path, budget()))
    assert "没有“北河市云江区教育局”的文件" in found.text


def test_heads_counted_by_kind_are_told_in_the_sentence_that_counts_them(tmp_path: Path) -> None:
    text = budget().replace(
        "总编制 32 人，实有人数 30 人；离退休 4 人",
        "编制内实有人数 30 人，其中行政编制 20 个，事业编制 11 个",
    )
    found = ask("云江财局2025年编制人数", library(tmp_path, text))
    assert "行政编制 20 个，事业编制 11 个" in found.text
    assert not found.figures
    assert ask("云江财局2025年退休人员要花多少钱", library(tmp_path, text)).refused


def test_a_department_s_and_a_unit_s_document_are_set_side_by_side(tmp_path: Path) -> None:
    unit = budget(income="900.00", running="70.00").replace("部门预算", "单位预算")
    sources = library(tmp_path, budget(), unit)
    found = ask("云江财局2025年单位预算和部门预算的机关运行经费差额是多少", sources)
    assert "部门预算减单位预算：80.00 万元 − 70.00 万元 = 10.00 万元" in found.text


def test_units_are_set_in_order_by_one_figure(tmp_path: Path) -> None:
    other = budget(running="95.00").replace("北河市云江区", "南河市远山县")
    found = ask("2025年机关运行经费最高的单位是哪个", library(tmp_path, budget(), other))
    assert found.text.splitlines()[0].startswith("2025年机关运行经费最高的是南河市远山县财政局")
    order = [line.split("：")[1] for line in found.text.splitlines()[1:3]]
    assert order == ["95.00 万元[1]", "80.00 万元[2]"]


def test_shares_of_several_parts_are_each_worked_out(tmp_path: Path) -> None:
    found = ask("云江财局2025年基本支出和项目支出分别占多少", library(tmp_path, budget()))
    assert "基本支出占支出总计的 70.00%" in found.text
    assert "项目支出占支出总计的 30.00%" in found.text


def test_a_rate_that_is_not_printed_is_worked_out_from_the_printed_change(tmp_path: Path) -> None:
    text = budget().replace("比2024年增加 200.00 万元，增长 25%", "比2024年减少 200.00 万元")
    found = ask("云江财局2025年收入预算降幅多少", library(tmp_path, text))
    assert found.kind == "computed"
    assert "下降 16.67%" in found.text


def test_a_budget_that_moved_without_an_item_is_all_of_it(tmp_path: Path) -> None:
    found = ask("云江财局2025年比2024年预算增加了多少", library(tmp_path, budget(), budget_2024()))
    assert "1,000.00 万元 − 800.00 万元 = 200.00 万元" in found.text


def test_what_is_left_out_never_answers(tmp_path: Path) -> None:
    sources = library(tmp_path, budget())
    found = ask("云江财局2025年不属于基本支出的支出是多少", sources)
    assert "1,000.00 万元 − 700.00 万元 = 300.00 万元" in found.text
    assert (
        "1,000.00 万元 − 300.00 万元 = 700.00 万元"
        in ask("云江财局2025年除了项目支出还有多少", sources).text
    )


def test_the_largest_amount_is_not_the_largest_change(tmp_path: Path) -> None:
    sources = library(tmp_path, LIBRARY)
    found = ask("云岫区图书馆2024年较上年减少最多的项目是哪个", sources)
    assert "阅读推广：减少 2.00 万元" in found.text
    assert "文献购置" not in found.text


def test_a_share_without_its_particle_is_a_share(tmp_path: Path) -> None:
    found = ask("云江财局2025年项目支出占总支出比例", library(tmp_path, budget()))
    assert "30.00%" in found.text


def test_key_words_with_blanks_between_them_are_a_list(tmp_path: Path) -> None:
    sources = library(tmp_path, budget(), budget_2024())
    found = ask("云江财局 机关运行经费 2024 2025", sources)
    assert "70.00 万元" in found.text
    assert "80.00 万元" in found.text


def test_a_later_turn_sets_its_item_against_the_one_before(tmp_path: Path) -> None:
    sources = library(tmp_path, budget())
    found = ask(["云江财局2025年公务接待费多少", "比公务用车运行维护费多还是少"], sources)
    assert "12.00 万元 − 3.00 万元 = 9.00 万元" in found.text


def test_whether_there_are_cars_is_a_count(tmp_path: Path) -> None:
    found = ask("云江财局2025年有没有公务用车", library(tmp_path, budget()))
    assert "3 辆" in found.text


def test_another_unit_in_a_later_part_is_compared_with(tmp_path: Path) -> None:
    other = budget(running="95.00").replace("北河市云江区", "南河市远山县")
    sources = library(tmp_path, budget(), other)
    found = ask("云江财局2025年机关运行经费多少？跟远山县财政局比谁高？", sources)
    assert "95.00 万元 − 80.00 万元 = 15.00 万元" in found.text


def test_a_row_never_answers_for_a_column_it_does_not_have(tmp_path: Path) -> None:
    assert ask("云江财局2025年财政事务的人员经费是多少", library(tmp_path, budget())).refused
