"""No sum of a row and of the class that it stands in, where the class only stands in for another row."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

BOUGHT = """# 2025年沙岬区海洋局部门预算

## 政府采购预算表
单位：万元
采购大类	采购品目	金额
办公设备购置		30.00
办公设备购置	台式计算机	10.00
办公设备购置	便携式计算机	14.00
办公设备购置	复印机	6.00
合计		30.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    folder: Path = tmp_path_factory.mktemp("class")
    return library(folder, BOUGHT)


def test_two_kinds_of_one_class_are_not_added_as_one_and_the_class(sources: Sources) -> None:
    said = ask("沙岬区海洋局2025年采购台式电脑和笔记本电脑一共多少钱？", sources)
    assert Decimal("40.00") not in {figure.value for figure in said.figures}


def test_two_rows_that_are_named_are_added(sources: Sources) -> None:
    said = ask("沙岬区海洋局2025年采购台式计算机和复印机一共多少钱？", sources)
    assert said.figures[-1].value == Decimal("16.00")
