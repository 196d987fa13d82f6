"""Two purchases by their ordinary names, and things counted in a row with who uses them."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

BUDGET = """# 2025年汐州市盐务局部门预算

## 政府采购预算表
单位：万元
项目名称	采购品目	数量	单价	采购金额
合计				61.50
智慧盐仓建设	教学设备（交互式大屏）	4	6.00	24.00
智慧盐仓建设	台式计算机	20	0.50	10.00
日常公用	速印机	1	7.50	7.50
日常公用	模拟复印机	1	8.00	8.00
日常公用	数码复印机	1	12.00	12.00

## 一般公共预算基本支出表
单位：万元
科目编码	科目名称	合计
310	资本性支出	30.00
31002	办公设备购置	30.00

## 国有资产占有使用情况
用途	数量（辆）	使用单位
应急保障用车	3	汐州市盐务局（本级）
执法执勤用车	5	汐州市盐业稽查支队
合计	8
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    folder: Path = tmp_path_factory.mktemp("purchases")
    return library(folder, BUDGET)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("智慧盐仓项目里，买大屏和买电脑的采购预算合起来多少钱", "34.00 万元"),
        ("采购清单里，台式电脑和速印机哪个预算高，高多少", "2.50 万元"),
    ],
)
def test_two_purchases_are_added_or_compared_by_their_ordinary_names(
    sources: Sources, asked: str, told: str
) -> None:
    assert told in ask(f"汐州市盐务局2025年{asked}？", sources).text


def test_a_purchase_that_is_not_listed_is_no_other_item(sources: Sources) -> None:
    said = ask("汐州市盐务局2025年采购速印机和空调一共多少钱？", sources)
    assert said.refused, said.text
    assert "30.00" not in said.text


def test_cars_are_told_with_who_uses_them(sources: Sources) -> None:
    said = ask("汐州市盐务局有几辆执法执勤车，是哪个单位在用？", sources)
    assert "5 辆" in said.text
    assert "汐州市盐业稽查支队" in said.text
    assert ask("汐州市盐务局有几辆救护车，是哪个单位在用？", sources).refused
