"""Plain questions that everybody asks of every budget, over papers printed in many ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, library

FINAL = """# 岭南县水务局2023年度部门决算

## 第二部分 2023年度部门决算情况说明

### 一、收入支出决算总体情况说明

岭南县水务局2023年度收入、支出决算总计均为1200.00万元。与2022年度相比，收、支总计各增加50.00万元，增长4.35%，主要原因是项目增加。

### 二、收入决算情况说明

2023年度收入合计1100.00万元，其中：财政拨款收入1080.00万元，占98.18%；其他收入20.00万元，占1.82%。

### 三、财政拨款“三公”经费支出决算情况说明

2023年度财政拨款“三公”经费支出全年预算为12.00万元，支出决算为9.00万元，完成全年预算的75.00%；与上年相比减少3.00万元，下降25.00%。
"""


@pytest.mark.parametrize("asked", ["和上年比怎么样", "与上年相比有什么变化", "比2022年变化如何"])
def test_how_something_stands_against_last_year_is_its_change(tmp_path: Path, asked: str) -> None:
    told = ask(f"岭南县水务局2023年收入{asked}？", library(tmp_path, FINAL)).text
    assert "增加 50.00 万元" in told


def test_the_total_with_what_was_carried_over_has_no_level_of_the_year_alone(
    tmp_path: Path,
) -> None:
    told = ask("岭南县水务局2023年收入和上年比怎么样？", library(tmp_path, FINAL)).text
    assert "1100.00" not in told


def test_a_plan_of_the_whole_year_is_no_part_of_the_name(tmp_path: Path) -> None:
    told = ask("岭南县水务局2023年三公经费比上年变化多少？", library(tmp_path, FINAL)).text
    assert "减少 3.00 万元" in told
