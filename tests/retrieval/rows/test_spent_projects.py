"""Projects of a final account are told by what was spent; what was budgeted only where it is asked."""

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, library

FINAL = """# 2023年北河市云江区民政局部门决算

## 第一部分 部门概况

本部门主要职责是救助困难群众。

## 项目支出决算明细表
部门：北河市云江区民政局
单位：万元
项目名称	全年预算数	全年执行数	执行率（%）	自评得分
敬老院修缮	520.00	470.20	90.42	91.5
困难群众救助	500.00	498.00	99.60	98.0
社工站运转	120.00	119.10	99.25	96.4
合计	1140.00	1087.30	95.38
"""
SPENT = ["困难群众救助：498.00", "敬老院修缮：470.20", "社工站运转：119.10"]
PLANNED = ["敬老院修缮：520.00", "困难群众救助：500.00", "社工站运转：120.00"]


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("花钱最多的两个项目是什么，各决算多少", SPENT[:2]),
        ("全年预算最多的两个项目是什么", PLANNED[:2]),
        ("花钱最多的项目是哪个", SPENT[:1]),
        ("实际支出超过400万元的项目有哪些", SPENT[:2]),
        ("有哪些项目，各花了多少", SPENT),
        ("各项目的全年预算分别是多少", PLANNED),
        ("自评得分在96分以上的是哪几个项目", ["困难群众救助：98.0", "社工站运转：96.4"]),
        ("执行率不到95%的项目有哪些", ["敬老院修缮：90.42%"]),
    ],
)
def test_the_column_asked_orders_and_lists(tmp_path: Path, question: str, lines: list[str]) -> None:
    found = ask(f"云江区民政局2023年{question}？", library(tmp_path, FINAL))
    told = [line.split(" ")[0].split("[")[0] for line in found.text.splitlines() if "[" in line]
    assert sorted(t for t in told if "：" in t)[:9] == sorted(lines), found.text
