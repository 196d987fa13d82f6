"""Reading is scored cell by cell, heading by heading, figure by figure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals.cases import FactGold, GridGold, InfoGold, SectionsGold
from evals.info_scorers import score_document_info
from evals.reading import ReadingSubject, reading_text, run_reading
from evals.reading_scorers import same_cells, score_fact, score_grid, score_sections

GRID = (("项目", "预算数"), ("基本支出", "12.30"), ("项目支出", "4.50"), ("合计", "16.80"))


def gold(**other: Any) -> GridGold:
    fields = {
        "sha256": "a" * 64,
        "page": 3,
        "title": "支出总表",
        "unit": "万元",
        "header_rows": 1,
        "columns": 2,
        "rows": 3,
        "column_paths": (("项目",), ("预算数",)),
        "grid": GRID,
    }
    return GridGold.model_validate({**fields, **other})


def table(**other: Any) -> dict[str, Any]:
    return {
        "table_title": "支出总表",
        "pages": [3],
        "unit": "万元",
        "header_rows": 1,
        "columns": 2,
        "column_paths": (("项目",), ("预算数",)),
        "grid": GRID,
        "uncertain": (),
        **other,
    }


def test_the_gold_grid_itself_is_exact() -> None:
    score = score_grid(gold(), [table()])
    assert score.exact
    assert (score.right, score.cells, score.paths_right) == (8, 8, 2)


def test_white_space_inside_a_cell_is_not_compared() -> None:
    spaced = (("项 目", "预算数"), *GRID[1:])
    assert score_grid(gold(), [table(grid=spaced)]).exact


def test_one_moved_digit_is_one_wrong_cell() -> None:
    moved = (*GRID[:2], ("项目支出", "4.05"), GRID[3])
    score = score_grid(gold(), [table(grid=moved)])
    assert (score.right, score.cells) == (7, 8)
    assert "4.05" in score.said[0]


def test_a_lost_row_does_not_spoil_the_rows_after_it() -> None:
    score = score_grid(gold(), [table(grid=(GRID[0], *GRID[2:]))])
    assert score.right == 6
    assert "缺一行" in score.said[0]


def test_an_invented_row_is_not_exact() -> None:
    score = score_grid(gold(), [table(grid=(*GRID, ("另", "1.00")))])
    assert score.right == 8
    assert not score.exact


def test_a_header_depth_that_differs_is_not_exact() -> None:
    assert not score_grid(gold(), [table(header_rows=0)]).exact


def test_another_table_is_not_taken_for_it() -> None:
    other = table(table_title="其他", pages=[9], grid=(("甲", "乙"),))
    assert score_grid(gold(), [other]).right == 0


def test_no_table_at_all_scores_nothing() -> None:
    assert score_grid(gold(), []).said == ("没有读到",)


def test_a_heading_under_another_parent_is_wrong() -> None:
    tree = SectionsGold.model_validate(
        {"sha256": "a", "sections": [{"path": ["第一部分"]}, {"path": ["第一部分", "一、职责"]}]}
    )
    assert score_sections(tree, [("第一部分",), ("第一部分", "一、职责")]).f1 == 1
    moved = score_sections(tree, [("第一部分",), ("一、职责",)])
    assert (moved.right, moved.false, moved.missed) == (1, 1, 1)


FACT = FactGold(
    sha256="a",
    quote="公务接待费3.2万元，比上年减少0.5万元。",
    printed="0.5",
    value="-0.5",
    unit="万元",
    item="公务接待费",
    measure="change",
    year=2024,
)


def fact(**other: Any) -> dict[str, Any]:
    return {
        "quote": "公务接待费3.2万元，比上年减少0.5万元。",
        "printed": "0.5",
        "value": "-0.5",
        "unit": "万元",
        "row_path": ("三公经费", "公务接待费"),
        "measure": "change",
        "year": 2024,
        **other,
    }


def test_a_fact_is_scored_attribute_by_attribute() -> None:
    score = score_fact(FACT, [fact()])
    assert score[:5] == (True, True, True, True, True)
    wrong = score_fact(FACT, [fact(value="0.5", measure="level")])
    assert (wrong.value, wrong.item, wrong.measure) == (False, True, False)
    assert "-0.5" in wrong.said


@pytest.mark.parametrize("facts", [[], [fact(quote="另一句。")], [fact(printed="3.2")]])
def test_a_figure_that_is_no_fact_is_not_found(facts: list[dict[str, Any]]) -> None:
    assert not score_fact(FACT, facts).found


def test_another_print_is_compared_number_by_number() -> None:
    lost = table(grid=(*GRID[:2], ("项目支出", "450"), GRID[3]))
    assert same_cells([table()], [table()])[:3] == (3, 3, 0)
    assert same_cells([table()], [lost])[:3] == (3, 2, 0)
    marked = {**lost, "uncertain": ("列的位置可能不对",)}
    assert same_cells([table()], [marked])[:3] == (3, 2, 1)


def test_a_document_that_is_not_there_is_unscored(tmp_path: Path) -> None:
    (tmp_path / "grids.jsonl").write_text(gold().model_dump_json(), encoding="utf-8")
    nothing = ReadingSubject(frozenset(), lambda _: [], lambda _: [], lambda _: [], lambda _: [])
    assert run_reading(tmp_path, nothing).metrics == {}
    there = ReadingSubject(
        frozenset({"a" * 64}), lambda _: [table()], lambda _: [], lambda _: [], lambda _: []
    )
    report = run_reading(tmp_path, there)
    assert report.metrics["grid_exact"] == 1
    assert "8/8" in reading_text("reading", report)


INFO = {
    "sha256": "b" * 64,
    "unit_name": "云江区科技局",
    "region": "南川省星渚市云江区",
    "fiscal_year": 2025,
    "kind": "部门预算",
    "title": "云江区科技局2025年部门预算",
    "money_unit": "万元",
    "blank_form": False,
}


def _info(**given: Any) -> dict[str, bool]:
    said = {name: value for name, value in INFO.items() if name != "sha256"}
    return dict(score_document_info(InfoGold.model_validate(INFO), {**said, **given}).parts)


def test_what_a_document_says_of_itself_is_scored_fact_by_fact() -> None:
    assert all(_info().values())
    wrong = _info(fiscal_year=2024, kind="单位预算", money_unit="元", title=None, blank_form=True)
    assert [name for name, right in wrong.items() if right] == ["unit_name", "region"]


@pytest.mark.parametrize(
    ("unit", "right"),
    [
        ("南川省星渚市云江区科技局", True),
        ("科技局", True),
        ("区科技局", True),
        ("星渚市科技局", False),
        ("云江区科 技局", True),
        ("云江区科技局（本级）", False),
        ("水江区科技局", False),
        ("局", False),
        (None, False),
    ],
)
def test_a_unit_may_stand_with_its_region_before_it_and_is_no_other_unit(
    unit: str | None, right: bool
) -> None:
    assert _info(unit_name=unit)["unit_name"] is right


@pytest.mark.parametrize(
    ("region", "right"),
    [("云江区", True), ("星渚市云江区", True), ("星渚市", False), (None, False)],
)
def test_the_divisions_above_a_region_may_be_left_out(region: str | None, right: bool) -> None:
    assert _info(region=region)["region"] is right


def test_a_fact_that_the_gold_does_not_tell_is_not_scored(tmp_path: Path) -> None:
    line = {name: INFO[name] for name in ("sha256", "fiscal_year")}
    (tmp_path / "info.jsonl").write_text(json.dumps(line), encoding="utf-8")
    subject = ReadingSubject(
        frozenset([INFO["sha256"]]), _none, _none, _none, _none, lambda _: {"fiscal_year": 2024}
    )
    report = run_reading(tmp_path, subject)
    assert report.measured["info_fiscal_year"] == (0, 1)
    assert "info_unit_name" not in report.measured
    assert "年度 应为 2025，得到 2024" in reading_text("reading", report)


def _none(_sha256: str) -> list[Any]:
    return []
