"""Tables named by their number, however it is printed and said."""

from dataclasses import dataclass
from typing import cast

import pytest

from ingest.document import Table
from retrieval.figures.numbered_tables import table_said


@dataclass
class _Table:
    position: int
    number: str | None
    title: str = ""


NATIONAL = [
    _Table(0, "公开01表"),
    _Table(1, "公开02表"),
    _Table(2, "附表1"),
    _Table(3, None, "GK03表"),
]
NUMERALS = [_Table(0, "表一"), _Table(1, "表二"), _Table(2, "表十二")]


@pytest.mark.parametrize(
    ("text", "tables", "positions"),
    [
        ("|公开02表其他收入一栏", NATIONAL, {1}),
        ("|决算2表总计", NATIONAL, {1}),
        ("|附表1固定资产", NATIONAL, {2}),
        ("|公开01表总计", NATIONAL, {0}),
        ("|决算gk03表总计", NATIONAL, {3}),
        ("|gk01表总计", NATIONAL, set()),
        ("|预算表二,补助小计", NUMERALS, {1}),
        ("|表十二补助", NUMERALS, {2}),
        ("|表七补助", NUMERALS, set()),
    ],
)
def test_only_the_table_of_the_number_that_is_said_may_answer(
    text: str, tables: list[_Table], positions: set[int]
) -> None:
    said = table_said(text, cast("list[Table]", tables))
    assert said is not None
    assert said.positions == positions


@pytest.mark.parametrize(
    "text", ["|收入总表合计", "|表三个项目", "|2025年12月报表3张", "|表一和表二"]
)
def test_other_numbers_are_no_number_of_a_table(text: str) -> None:
    assert table_said(text, cast("list[Table]", NUMERALS)) is None
