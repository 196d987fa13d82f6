"""Units below a department that have tables of their own: told for the unit, never for the whole."""

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, library

HEALTH = """# 2025年云江市卫生健康局部门预算

## 第一部分 部门概况

部门预算单位包括局本级、市人民医院、市疾控中心。

表一
## 收入总表
部门：云江市卫生健康局
单位：万元
单位名称	合计	财政拨款收入	事业收入
合计	1500.00	900.00	600.00
云江市卫生健康局本级	500.00	500.00	0.00
云江市人民医院	800.00	200.00	600.00
云江市疾病预防控制中心	200.00	200.00	0.00

表二-1
## 单位支出明细表（云江市人民医院）
部门：云江市卫生健康局
单位：万元
科目编码	科目名称	合计	人员经费	公用经费	项目支出
合计	合计	800.00	500.00	180.00	120.00
210	卫生健康支出	800.00	500.00	180.00	120.00

表二-2
## 单位支出明细表（云江市疾病预防控制中心）
部门：云江市卫生健康局
单位：万元
科目编码	科目名称	合计	人员经费	公用经费	项目支出
合计	合计	200.00	120.00	50.00	30.00
210	卫生健康支出	200.00	120.00	50.00	30.00
"""


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("云江市卫生健康局2025年疾控中心的公用经费是多少", "50.00"),
        ("云江市卫生健康局下属的市人民医院2025年支出预算多少", "800.00"),
        ("云江市卫生健康局2025年市人民医院卫生健康支出里项目支出是多少", "120.00"),
    ],
)
def test_the_table_of_a_unit_answers_for_it(tmp_path: Path, question: str, figure: str) -> None:
    found = ask(f"{question}？", library(tmp_path, HEALTH))
    assert f"为 {figure} 万元" in found.text
    assert "卫生健康局" not in found.text.split("为")[0]


def test_two_units_are_set_side_by_side(tmp_path: Path) -> None:
    found = ask(
        "云江市卫生健康局2025年市人民医院和疾控中心谁的支出预算大？大多少万元？",
        library(tmp_path, HEALTH),
    )
    assert "800.00 万元 − 200.00 万元 = 600.00 万元" in found.text, found.text


def test_a_table_of_one_unit_is_not_told_for_the_department(tmp_path: Path) -> None:
    found = ask("云江市卫生健康局2025年公用经费是多少？", library(tmp_path, HEALTH))
    assert "180.00" not in found.text.splitlines()[0] or "人民医院" in found.text
