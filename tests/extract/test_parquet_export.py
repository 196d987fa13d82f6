"""Records as Parquet: exact amounts, the three states, lists of rows and rows inside rows."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extract.checks import run_checks
from extract.export import write_records
from extract.own_record import extract_own
from extract.own_schema import schema_of
from extract.record import Record

parquet = pytest.importorskip(
    "pyarrow.parquet", reason="需要 pyarrow：pip install 'mingzhang[bulk]'"
)

TARGETS = """
表六

## 项目支出绩效目标表

单位：万元

项目名称\t项目金额\t一级指标\t三级指标\t指标值
河道清淤\t320.00\t产出指标\t清淤长度\t≥12公里
\t\t效益指标\t投诉件数\t5
防汛物资\t180.50\t产出指标\t采购沙袋\t≥5000个
"""
SCHEMA = """
name: mine
fields:
  - {name: reception, label: 公务接待费, where: {tables: [三公]}}
  - {name: nothing, label: 彩票公益金}
  - name: targets
    label: 绩效目标
    type: rows
    where: {tables: [绩效目标]}
    fields:
      - {name: project, label: 项目名称, type: text, required: true}
      - {name: amount, label: 项目金额}
      - name: indicators
        label: 指标
        type: rows
        fields:
          - {name: what, label: 三级指标, type: text, required: true}
          - {name: target, label: 指标值, type: text}
"""


def _read(records: list[Record], folder: Path) -> list[dict[str, Any]]:
    path = folder / "记录.parquet"
    write_records(records, path)
    rows: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return rows


def _own(budget) -> Record:
    document, facts = budget.parts
    schema = schema_of(SCHEMA, "字段表.yaml")
    return extract_own(document, facts, run_checks(document, facts), schema)


def test_amounts_are_exact_decimals_with_state_place_and_quote(budget, tmp_path: Path) -> None:
    (row,) = _read([budget.record()], tmp_path)
    assert row["total_income"] == Decimal("1260.50")
    assert row["income_change_amount"] == Decimal("-139.50")
    assert (row["total_income_state"], row["total_income_quote"]) == ("value", "1,260.50")
    assert row["fiscal_year"] == "2024"


def test_zero_none_and_not_stated_are_three_results(prose_only, tmp_path: Path) -> None:
    sentences = (
        "2024年公务接待费预算 0 万元。",
        "2024年本部门无公务接待费预算。",
        "2024年收入预算 10 万元。",
    )
    rows = [_read([prose_only(sentence).record()], tmp_path)[0] for sentence in sentences]
    assert [(row["sangong_reception"], row["sangong_reception_state"]) for row in rows] == [
        (Decimal(0), "value"),
        (Decimal(0), "stated_none"),
        (None, "not_stated"),
    ]


def test_lists_are_lists_of_rows_with_their_amounts(budget, tmp_path: Path) -> None:
    (row,) = _read([budget.record()], tmp_path)
    first = row["functional"][0]
    assert (first["code"], first["level"]) == ("208", "类")
    assert first["total"] == Decimal("160.50")
    assert first["place"]


def test_rows_inside_rows_of_a_users_schema_stay_inside(budget, tmp_path: Path) -> None:
    record = _own(budget.with_(("表五\n", TARGETS + "\n表五\n")))
    (row,) = _read([record], tmp_path)
    assert row["reception"] == Decimal("0.80")
    assert (row["nothing"], row["nothing_state"]) == (None, "not_stated")
    dredging, goods = row["targets"]
    assert (dredging["project"], dredging["amount"]) == ("河道清淤", Decimal("320.00"))
    assert [one["what"] for one in dredging["indicators"]] == ["清淤长度", "投诉件数"]
    assert [one["target"] for one in dredging["indicators"]] == ["≥12公里", "5"]
    assert goods["amount"] == Decimal("180.50")


def test_documents_without_rows_beside_documents_with_rows(budget, tmp_path: Path) -> None:
    with_rows = _own(budget.with_(("表五\n", TARGETS + "\n表五\n")))
    rows = _read([_own(budget), with_rows], tmp_path)
    assert [len(row["targets"]) for row in rows] == [0, 2]
