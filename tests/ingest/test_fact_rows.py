"""Row labels: cleaning, numbering, units."""

from __future__ import annotations

import pytest

from ingest.fact_columns import columns_of
from ingest.fact_rows import clean_label, numbering_level, row_labels, scope_of, unit_row
from tests.ingest.builders import info, ruled


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("（一） 一般公共 预算", "一般公共预算"),
        ("二十三、其他支出", "其他支出"),
        ("其中：财政拨款", "财政拨款"),
        ("1.财政拨款结余、结转", "财政拨款结余、结转"),
        ("2025年", "2025年"),
        ("因公出国（境）费", "因公出国（境）费"),
        ("<b>合计</b>", "合计"),
    ],
)
def test_a_label_is_what_is_left_of_numbering_and_markup(printed: str, label: str) -> None:
    assert clean_label(printed) == label


def test_levels_of_numbering() -> None:
    assert [numbering_level(t) for t in ("一、甲", "（一）甲", "1.甲", "(1)甲", "甲")] == [
        1,
        2,
        3,
        4,
        None,
    ]


def test_units_are_told_from_items() -> None:
    assert unit_row("青川市云水区水务服务中心", info())
    assert unit_row("青川市云水区水务局小计", info())
    assert not unit_row("社会保障和就业支出", info())
    assert scope_of("青川市云水区水务局", info()) == "部门"
    assert scope_of("青川市云水区水务局本级", info()) == "本级"
    assert scope_of("青川市云水区水务服务中心", info()) == "所属单位"


def test_of_which_rows_belong_to_the_row_above() -> None:
    document = ruled("""
        项目 | 预算数
        公务用车费 | 15
        其中：购置费 | 5
        公务接待费 | 3
    """)
    table = document.tables[0]
    labels = row_labels(table, columns_of(table, (0, 2), document.info), document.info)
    assert ["/".join(label.path) for _, label in labels] == [
        "公务用车费",
        "公务用车费/购置费",
        "公务接待费",
    ]


def test_a_lost_leading_zero_of_a_code_is_put_back() -> None:
    document = ruled("""
        类 | 款 | 科目名称 | 预算数
        301 |  | 工资福利支出 | 15
        301 | 2 | 津贴补贴 | 15
    """)
    table = document.tables[0]
    labels = row_labels(table, columns_of(table, (0, 4), document.info), document.info)
    assert [label.code for _, label in labels] == ["301", "30102"]
