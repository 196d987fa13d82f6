"""Scans are held against the Word prints of the samples: right, silently wrong, marked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.scans import scan_metrics, scan_score, scan_text

WORD, SCAN = Path("甲.docx"), Path("甲.pdf")


def table(*figures: str, doubtful: Sequence[str] = ()) -> dict[str, Any]:
    grid = [["项目", "预算数"], *([f"第{i}项", text] for i, text in enumerate(figures))]
    return {
        "table_title": "支出表",
        "header_rows": 1,
        "grid": grid,
        "uncertain": (),
        "doubtful": doubtful,
    }


def test_a_digit_misread_without_a_mark_is_silently_wrong() -> None:
    files = {WORD: [table("120.50", "7.00")], SCAN: [table("120.50", "1.00")]}
    score = scan_score("甲", WORD, SCAN, files.__getitem__)
    assert (score.numbers, score.right, score.doubted, len(score.silent)) == (2, 1, 0, 1)
    assert "7.00 → 1.00" in scan_text([score])


def test_a_digit_misread_and_marked_is_not_silent() -> None:
    files = {WORD: [table("120.50", "7.00")], SCAN: [table("120.50", "1.00", doubtful=["1.00"])]}
    score = scan_score("甲", WORD, SCAN, files.__getitem__)
    assert scan_metrics([score]) == {
        "scan_numbers_right": 0.5,
        "scan_numbers_silently_wrong": 0.0,
        "scan_numbers_marked": 0.5,
    }
