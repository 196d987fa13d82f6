"""Records become files that open rightly and never run as formulas."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from extract.export import export_records, write_records
from ingest.errors import UsageError


def test_jsonl_is_one_line_a_document(budget, tmp_path: Path) -> None:
    path = tmp_path / "记录.jsonl"
    write_records([budget.record(), budget.record()], path)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line["total_income"]["value"] for line in lines] == ["1260.50", "1260.50"]


def test_csv_opens_in_a_spreadsheet_with_one_row_a_document(budget, tmp_path: Path) -> None:
    path = tmp_path / "记录.csv"
    write_records([budget.record()], path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["total_income"], row["income_change_amount"]) == ("1260.50", "-139.50")
    assert row["gov_fund_budget.state"] == "value"


def test_lists_go_to_files_of_their_own(budget, tmp_path: Path) -> None:
    path = tmp_path / "记录.csv"
    write_records([budget.record()], path)
    with (tmp_path / "记录.functional.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["code"] for row in rows[:2]] == ["208", "20805"]


def test_no_cell_can_run_as_a_formula(budget, tmp_path: Path) -> None:
    changed = budget.with_(("防汛\t500.00", "=HYPERLINK(1)\t500.00"))
    path = tmp_path / "记录.csv"
    write_records([changed.record()], path)
    assert "'=HYPERLINK(1)" in (tmp_path / "记录.functional.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("name", ["记录.txt", "记录", "没有的文件夹/记录.csv"])
def test_a_place_we_cannot_write_is_refused_before_the_work(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        export_records(tmp_path / name)


def test_a_failed_write_leaves_the_old_file(budget, tmp_path: Path) -> None:
    path = tmp_path / "记录.jsonl"
    path.write_text("旧的", encoding="utf-8")
    broken = budget.record()
    object.__setattr__(broken, "figures", None)
    with pytest.raises(TypeError):
        write_records([broken], path)
    assert path.read_text(encoding="utf-8") == "旧的"
    assert list(tmp_path.iterdir()) == [path] or {p.name for p in tmp_path.iterdir()} == {
        "记录.jsonl",
        "预算.txt",
    }
