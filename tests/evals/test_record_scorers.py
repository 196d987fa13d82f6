"""Records and tables are scored field by field and table by table."""

from __future__ import annotations

from typing import Any

from evals.cases import RecordGold, TablesGold
from evals.record_scorers import score_info, score_record, score_rows, score_tables

GOLD = RecordGold.model_validate(
    {
        "id": "r",
        "sha256": "d" * 64,
        "fields": {
            "unit_name": {"value": "云江区财政局", "state": "value"},
            "total_income": {"value": "3121.42058", "state": "value"},
            "gov_fund_budget": {"value": None, "state": "stated_none"},
            "vehicles": {"value": None, "state": "not_stated"},
        },
    }
)


def record(**fields: Any) -> dict[str, Any]:
    given = {
        "unit_name": {"value": "云江区财政局", "state": "value"},
        "total_income": {"value": "3121.420580", "state": "value"},
        "gov_fund_budget": {"value": None, "state": "stated_none"},
        "vehicles": {"value": None, "state": "not_stated"},
    }
    return {**given, **fields}


def test_gold_as_output_scores_one() -> None:
    assert score_record(GOLD, record()).f1 == 1


def test_a_rounded_amount_is_not_the_exact_one() -> None:
    counts = score_record(GOLD, record(total_income={"value": "3121.42", "state": "value"}))
    assert (counts.right, counts.false, counts.missed) == (2, 1, 1)
    assert "total_income" in counts.wrong[0]


def test_a_value_where_nothing_is_stated_is_a_false_one() -> None:
    counts = score_record(GOLD, record(vehicles={"value": "3", "state": "value"}))
    assert (counts.false, counts.missed) == (1, 0)


def test_nothing_where_a_value_is_due_is_a_miss() -> None:
    counts = score_record(GOLD, record(total_income={"value": None, "state": "not_stated"}))
    assert (counts.false, counts.missed) == (0, 1)


def test_an_empty_record_scores_nothing_right() -> None:
    assert score_record(GOLD, {}).right == 0


def test_rows_are_matched_by_code_and_compared_by_amount() -> None:
    gold = [{"code": "2010601", "total": "10.00"}, {"code": "2010602", "total": "5.00"}]
    given = [{"code": "2010601", "total": "10.0"}, {"code": "2010699", "total": "5.00"}]
    counts = score_rows(gold, given, "code")
    assert (counts.right, counts.false, counts.missed) == (1, 1, 1)


TABLES = TablesGold.model_validate(
    {
        "sha256": "d" * 64,
        "unit_name": "云江区财政局",
        "fiscal_year": 2025,
        "kind": "部门预算",
        "tables": [
            {
                "title": "收支总表",
                "pages": [3],
                "unit": "元",
                "header_rows": 2,
                "columns": 4,
                "rows": 9,
                "checksum_total": "100.00",
                "first_row": ["一、财政拨款", "100.00", "一、教育支出", "100.00"],
                "last_row": ["收入总计", "100.00", "支出总计", "100.00"],
            }
        ],
    }
)


def line(**more: Any) -> dict[str, Any]:
    return {
        "table_title": "2025年收支总表",
        "pages": [3],
        "unit": "元",
        "header_rows": 2,
        "columns": 4,
        "rows": 9,
        "checksum_total": "100.00",
        "grid": [["收入总计", "100.00", "支出总计", "100.00"]],
        **more,
    }


def test_a_table_is_found_by_likeness_and_compared() -> None:
    [score] = score_tables(TABLES, [line()])
    assert score[1:7] == (True,) * 6


def test_a_lost_row_is_said() -> None:
    [score] = score_tables(TABLES, [line(rows=8)])
    assert score.found
    assert not score.rows
    assert "rows 应为 9 得到 8" in score.said


def test_a_table_that_was_not_read_is_not_found() -> None:
    [score] = score_tables(TABLES, [])
    assert not score.found


def test_the_document_must_be_named_rightly() -> None:
    info = {"unit_name": "云江区财政局", "fiscal_year": 2024, "kind": "部门预算"}
    assert score_info(TABLES, info) == {"unit_name": True, "fiscal_year": False, "kind": True}
