"""A column that is asked by name is answered from that column, never from the one beside it."""

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, library

FINAL = """# 2023年北河市云江区民政局部门决算

## 第一部分 部门概况

本部门主要职责是救助困难群众。

## 支出决算总表
部门：北河市云江区民政局
单位：万元
项目	年初预算数	全年预算数	决算数
社会保障和就业支出	820.00	905.00	880.50
住房保障支出	60.00	61.00	60.40
支出合计	880.00	966.00	940.90

## 国有资产占用情况表
部门：北河市云江区民政局
单位：元
项目	年初数	年末数
流动资产	3,100.00	4,200.00
"""


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("社会保障和就业支出的全年预算数是多少", ["905.00"]),
        ("决算总表里，社会保障和就业支出调整后的预算是多少", ["905.00"]),
        ("社会保障和就业支出年初预算是多少", ["820.00"]),
        ("社会保障和就业支出的决算数是多少", ["880.50"]),
        ("社会保障和就业支出年初预算和全年预算各多少", ["820.00", "905.00"]),
        ("社会保障和就业支出全年预算和决算各是多少", ["905.00", "880.50"]),
        ("资产表里流动资产的年初数是多少", ["3,100.00"]),
        ("流动资产年初账面是多少元", ["3,100.00"]),
        ("流动资产年底是多少", ["4,200.00"]),
        ("流动资产有多少", ["4,200.00"]),
    ],
)
def test_the_column_asked_is_the_column_answered(
    tmp_path: Path, question: str, figures: list[str]
) -> None:
    found = ask(f"云江区民政局2023年{question}？", library(tmp_path, FINAL))
    assert found.kind == "found", found.text
    said = found.text.splitlines()[: len(figures)]
    assert all(f"为 {f} " in line for f, line in zip(figures, said, strict=True)), found.text


EQUIPMENT = """# 2025年北河市云江区民政局部门预算

## 第一部分 部门概况

本部门主要职责是救助困难群众。

## 国有资产占用情况

截至2024年12月31日，共有单价100万元以上设备3台（套）。2025年部门预算安排购置单价100万元以上设备1台（套）。
"""


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("截至2024年底单价一百万元以上的设备有几台（套）", "3 台(套)"),
        ("2025年打算买单价100万元以上的设备几台", "1 台(套)"),
    ],
)
def test_what_is_bought_is_no_stock(tmp_path: Path, question: str, count: str) -> None:
    found = ask(f"云江区民政局{question}？", library(tmp_path, EQUIPMENT))
    assert f"为 {count}" in found.text, found.text


HOUSES = """# 2025年北河市云江区民政局部门预算

## 第一部分 部门概况

本部门主要职责是救助困难群众。

## 2024年末国有资产占有使用情况表
部门：北河市云江区民政局
项目	计量单位	数量
办公用房	平方米	3120.50
公务用车	辆	3
"""


@pytest.mark.parametrize("question", ["办公用房面积多少", "办公用房的面积是多少平方米"])
def test_an_area_is_told_in_square_metres(tmp_path: Path, question: str) -> None:
    found = ask(f"云江区民政局2024年末{question}？", library(tmp_path, HOUSES))
    assert "3120.50 平方米" in found.text, found.text
