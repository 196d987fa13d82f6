"""A unit said once in prose holds for the tables behind it, up to the end of their part."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.amount import Unit
from ingest.assemble import assemble
from ingest.plaintext import read_text
from ingest.structure.stated_units import counts_things, stated_for_tables

ROWS = "科目编码\t金额\n201\t12.00\n\n"


def units(text: str) -> list[Unit | None]:
    raw = read_text(Path("样例.txt"), text.encode())
    return [table.unit for table in assemble(raw, "d" * 64, "样例.txt").tables]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("以下各表金额单位均为万元。", Unit.WAN),
        ("本部分所有表格的金额单位统一为元。", Unit.YUAN),
        ("各附表数据均以万元为单位。", Unit.WAN),
        ("办公用房出租单位10家，收入3万元。", None),
        ("本表单位负责人签字。", None),
    ],
)
def test_a_sentence_gives_a_unit_to_the_tables_behind_it(text: str, unit: Unit | None) -> None:
    assert stated_for_tables(text) is unit


def test_the_unit_holds_for_the_part_and_a_table_may_state_its_own() -> None:
    text = (
        "# 一、预算表\n\n以下各表金额单位均为万元。\n\n表一 收支总表\n\n"
        + ROWS
        + "表二 收入总表\n\n单位：元\n\n"
        + ROWS
        + "# 二、绩效表\n\n表三 绩效总表\n\n"
        + ROWS
    )
    assert units(text) == [Unit.WAN, Unit.YUAN, None]


def test_a_unit_said_in_a_part_without_tables_is_that_of_the_next_part() -> None:
    text = (
        "# 一、编制说明\n\n以下各表金额单位均为万元。\n\n# 二、预算表\n\n表一 收支总表\n\n" + ROWS
    )
    assert units(text) == [Unit.WAN]


def test_the_unit_of_a_line_above_holds_for_all_tables_where_a_sentence_says_so() -> None:
    text = (
        "编制单位：某县水务局　　金额单位：元\n\n各表内金额单位与上述一致，各表不再逐一标注。\n\n"
        "# 一、收入\n\n表一 收入总表\n\n" + ROWS + "# 二、支出\n\n表二 支出总表\n\n" + ROWS
    )
    assert units(text) == [Unit.YUAN, Unit.YUAN]


def test_a_line_with_a_unit_holds_for_no_table_where_nothing_says_so() -> None:
    text = (
        "编制单位：某县水务局　　金额单位：元\n\n本表册由各科室汇编。\n\n"
        "# 一、收入\n\n表一 收入总表\n\n" + ROWS
    )
    assert units(text) == [None]


def test_the_unit_of_money_is_not_that_of_a_table_of_posts() -> None:
    text = (
        "# 一、情况\n\n以下各表金额单位均为元。\n\n表一 人员编制情况表\n\n"
        "单位名称\t行政编制\t实有人数\n某县水务局\t12\t11\n某县水文站\t7\t7\n\n表二 收支总表\n\n"
        + ROWS
    )
    assert units(text) == [None, Unit.YUAN]


@pytest.mark.parametrize(
    ("title", "labels", "things"),
    [
        ("重点项目绩效目标表", ["三级指标", "单元工程合格率"], True),
        ("项目绩效目标表", ["项目资金（万元）", "三级指标"], False),
        ("人员经费预算表", ["科目", "支出数"], False),
        ("收支总表", ["项目", "本年"], False),
    ],
)
def test_labels_of_money_tell_tables_of_money(title: str, labels: list[str], things: bool) -> None:
    assert counts_things(title, labels) is things
