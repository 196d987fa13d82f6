"""`mingzhang schema` and `extract --schema`, as typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ui.cli import app

SAMPLES = Path(__file__).resolve().parents[2] / "evals" / "samples"
TEXT = next(SAMPLES.glob("*.txt"))


def _run(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments))
    assert done.exit_code == 0, done.output
    return done.output


def test_the_example_is_written_checked_and_used(tmp_path: Path) -> None:
    mine, out = tmp_path / "我的.yaml", tmp_path / "结果.jsonl"
    _run("schema", "new", "--out", str(mine))
    tried = _run("schema", "check", str(mine), str(TEXT))
    assert "收入总计（total_income）：2111.39万元　已勾稽" in tried
    _run("extract", str(TEXT), "--schema", str(mine), "--out", str(out))
    line = json.loads(out.read_text(encoding="utf-8"))
    assert (line["total_income"]["value"], line["total_income"]["status"]) == ("2111.39", "已勾稽")
    assert len(line["rows"]) == 23


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    mine = tmp_path / "我的.yaml"
    mine.write_text("我写的", encoding="utf-8")
    assert CliRunner().invoke(app, ["schema", "new", "--out", str(mine)]).exit_code != 0
    assert mine.read_text(encoding="utf-8") == "我写的"


@pytest.mark.parametrize("workers", ["1", "2"])
def test_one_bad_file_never_stops_the_others(tmp_path: Path, workers: str) -> None:
    good, bad, out = tmp_path / "甲.txt", tmp_path / "乙.pdf", tmp_path / "结果.jsonl"
    good.write_bytes(TEXT.read_bytes())
    bad.write_bytes(b"%PDF-1.4 broken")
    done = CliRunner().invoke(
        app, ["extract", str(tmp_path), "--workers", workers, "--out", str(out)]
    )
    assert done.exit_code == 1
    assert len(out.read_text(encoding="utf-8").splitlines()) == 1
