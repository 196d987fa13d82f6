"""A later turn that names another row or column of the table just told from."""

from __future__ import annotations

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

PAPER = """# 2025年松峦市云岫区气象局部门预算

## 部门预算单位构成表
单位名称	编制人数	年末实有人数	离退休人数
松峦市云岫区气象局（本级）	30	28	9
松峦市云岫区气象探测中心	12	11	4
松峦市云岫区人工影响天气中心	9	8	2
合计	51	47	15

## 村级观测站运转经费分配表
单位：万元
村	户籍人口（人）	观测员人数（人）	分配金额
白石村	1109	4	16.90
青溪村	2306	6	25.10
合计	3415	10	42.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("turns"), PAPER)


@pytest.mark.parametrize(
    ("turns", "figure"),
    [
        (["云岫区气象局2025年白石村户籍人口多少", "青溪村呢"], "2306"),
        (["云岫区气象局2025年白石村户籍人口多少", "观测员有几个"], "4"),
        (["云岫区气象局2025年气象探测中心的编制人数", "离退休人数呢"], "4"),
        (["云岫区气象局2025年气象探测中心年末实有人数", "人工影响天气中心呢"], "8"),
    ],
)
def test_another_row_or_column_of_the_same_table_is_told(
    sources: Sources, turns: list[str], figure: str
) -> None:
    found = ask(turns, sources)
    assert [f"{f.value}" for f in found.figures] == [figure], found.text


def test_a_name_that_the_table_does_not_print_tells_nothing_of_it(sources: Sources) -> None:
    found = ask(["云岫区气象局2025年白石村户籍人口多少", "黑石村呢"], sources)
    assert found.kind == "not_found", found.text
