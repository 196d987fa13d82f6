"""Which notes say that a table is empty."""

from __future__ import annotations

import pytest

from ingest.figures.tables import table_facts
from tests.ingest.builders import ruled

EMPTY = """
科目编码 | 科目名称 | 合计 | 基本支出
 | 合计 | |
"""


@pytest.mark.parametrize(
    "note",
    [
        "注：本部门2025年无政府性基金预算支出，此表为空。",
        "说明：没有使用政府性基金安排的支出，故本表无数据。",
        "备注：无相关收支项目",
        "注：本表为空白表",
        "备注：本表无内容",
        "注：本单位不涉及该项内容",
        "说明：本年未发生该项支出",
    ],
)
def test_a_note_that_the_table_is_empty_states_a_nothing(note: str) -> None:
    document = ruled(EMPTY, notes=[note], title="政府性基金预算支出表")
    (fact,) = table_facts(document, document.tables[0])
    assert (fact.state, fact.value, fact.citation.quote) == ("stated_none", 0, note)


@pytest.mark.parametrize(
    "note", ["注：无数据的栏目不填列", "注：本表反映本年度的总收支和年末结转结余情况。"]
)
def test_a_note_on_how_tables_are_filled_in_states_nothing(note: str) -> None:
    document = ruled(EMPTY, notes=[note], title="政府性基金预算支出表")
    assert {fact.state for fact in table_facts(document, document.tables[0])} == {"blank"}
