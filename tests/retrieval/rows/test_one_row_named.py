"""A question that names one row is looked up as any figure is, in whatever table the row stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, library

PAPER = """# 2025年礁口县航务局部门预算

## 附表5 “三公”经费预算表

单位：万元

| 项目 | 2024年预算数 | 2025年预算数 |
|---|---|---|
| 合计 | 9.00 | 8.00 |
| 1.因公出国（境）费 | 2.00 | 1.50 |
| 2.公务接待费 | 3.00 | 2.50 |
| 3.公务用车购置及运行费 | 4.00 | 4.00 |
"""


@pytest.mark.parametrize(
    ("asked", "told"), [("公务接待费多少", "2.50 万元"), ("因公出国（境）费多少", "1.50 万元")]
)
def test_the_figure_of_the_row_is_told(tmp_path: Path, asked: str, told: str) -> None:
    said = ask(f"礁口县航务局2025年{asked}？", library(tmp_path, PAPER))
    assert told in said.text
