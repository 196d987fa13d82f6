"""A part that one fund pays is a share of what that fund pays, never of all money."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.retrieval.budgets import ask, library

INSTITUTE = """# 2025年岚山水文研究所单位预算

表一
## 单位支出总表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	1,500.00	1,000.00	500.00
206	科学技术支出	1,500.00	1,000.00	500.00

表二
## 一般公共预算支出表
单位：万元
科目编码	科目名称	合计	基本支出			项目支出
			小计	人员经费	公用经费
	合计	1,000.00	800.00	600.00	200.00	200.00
206	科学技术支出	1,000.00	800.00	600.00	200.00	200.00
"""


def test_the_whole_is_of_the_fund_of_the_part(tmp_path: Path) -> None:
    found = ask("岚山水文研究所2025年基本支出中人员经费占多少", library(tmp_path, INSTITUTE))
    shares = [figure.value for figure in found.figures if figure.unit == "%"]
    assert shares == [Decimal("75.00")], found.text
