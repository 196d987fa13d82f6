"""Tables that print no unit count in the one in which they repeat what the sentences say."""

from __future__ import annotations

from pathlib import Path

from tests.retrieval.budgets import ask, library

HOME = """
2025年北河市云江区福利院部门预算
## 一、收支情况
2025年收入总计1,312.08万元，其中财政拨款收入1,200.00万元，事业收入112.08万元。
## 绩效自评汇总
单位：万元
项目名称	预算数
护理服务	39.80
## 收支总表
项目	金额
财政拨款收入	12,000,000.00
事业收入	1,120,800.00
收入总计	13,120,800.00
取暖费	461,829.35
"""


def test_the_sentences_tell_the_unit_of_a_table_without_one(tmp_path: Path) -> None:
    found = ask("云江区福利院2025年取暖费是多少", library(tmp_path, HOME))
    assert "461,829.35 元" in found.text
