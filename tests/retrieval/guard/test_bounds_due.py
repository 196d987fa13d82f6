"""What is counted from one price on is never told of another price."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, library

PAPER = """# 2025年礁口县航务局部门预算

## 第一部分 国有资产占用情况

截至2024年底，礁口县航务局共有车辆9辆；单价50万元以上通用设备3台（套），{more}。
"""


@pytest.mark.parametrize(
    ("more", "told"),
    [("单位价值100万元以上大型设备2台（套）", "2 台"), ("单价20万元以上设备17台（套）", "")],
)
def test_another_price_is_no_answer(tmp_path: Path, more: str, told: str) -> None:
    said = ask(
        "礁口县航务局2025年单价100万元以上的设备有几台？",
        library(tmp_path, PAPER.format(more=more)),
    )
    assert (told in said.text) if told else said.kind == "not_found", said.text
    assert "3 台" not in said.text
    assert "17 台" not in said.text
