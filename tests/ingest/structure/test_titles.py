from __future__ import annotations

from pathlib import Path

import pytest

from ingest.amount import Unit
from ingest.assemble import assemble
from ingest.document import Table
from ingest.plaintext import read_text
from ingest.structure.titles import header_unit, is_table_title, owner_in, split_number

ROWS = "\n\n科目编码\t金额\n201\t12.00\n"


def captioned(*lines: str, after: str = "") -> Table:
    raw = read_text(Path("样例.txt"), ("\n\n".join(lines) + ROWS + after).encode())
    return assemble(raw, "d" * 64, "样例.txt").tables[0]


@pytest.mark.parametrize(
    ("lines", "number", "title", "unit"),
    [
        (
            ["表一", "## 部门收支总表", "部门：云水区水务局", "单位：万元"],
            "表一",
            "部门收支总表",
            Unit.WAN,
        ),
        (["表二：收入总表", "单位:元"], "表二", "收入总表", Unit.YUAN),
        (
            ["公开01表", "收支预算总表", "编制部门：水务局 单位：元"],
            "公开01表",
            "收支预算总表",
            Unit.YUAN,
        ),
        (["附表3-1", "支出总表", "金额单位：亿元"], "附表3-1", "支出总表", Unit.YI),
        (["收支总表（单位：万元）"], None, "收支总表", Unit.WAN),
        (["收支总表 单位：万元"], None, "收支总表", Unit.WAN),
        (["收支总表", "云水区水务局　　　　单位：万元"], None, "收支总表", Unit.WAN),
        (["收支总表", "云水区青石街道　　（单位：万元）"], None, "收支总表", Unit.WAN),
        (["表三", "收支总表", "云水区水务局 金额单位：元"], "表三", "收支总表", Unit.YUAN),
        (["# 收支总表", "2024年收支情况　　　单位：万元"], None, "收支总表", Unit.WAN),
        (
            [
                "# 2024年部门预算表",
                "表9",
                "基本支出表-人员经费（工资福利支出）（按政府预算经济分类）",
            ],
            "表9",
            "基本支出表-人员经费（工资福利支出）（按政府预算经济分类）",
            None,
        ),
        (["收支总表（按科目）（万元）"], None, "收支总表（按科目）", Unit.WAN),
        (["预算公开表1", "单位收支总表", "单位：万元"], "预算公开表1", "单位收支总表", Unit.WAN),
        (["公开表2", "收入总表", "单位：万元"], "公开表2", "收入总表", Unit.WAN),
        (
            ["支出决算表", "GK03表", "编制单位：云水区水务局 金额单位：万元"],
            "GK03表",
            "支出决算表",
            Unit.WAN,
        ),
        (["附表", "表2-1", "项目绩效目标表（续）"], "表2-1", "项目绩效目标表（续）", None),
        (
            [
                "表十",
                "项目绩效目标表",
                "项目名称：河道保洁　　业务主管部门：水务局",
                "当年预算（万元）：162.00",
                "当年绩效目标：保持河道整洁，全年清运，不留死角。",
            ],
            "表十",
            "项目绩效目标表",
            None,
        ),
        (["附件1-1", "收入总表", "单位：万元"], "附件1-1", "收入总表", Unit.WAN),
        (["预决算公开01表", "收入总表", "单位：万元"], "预决算公开01表", "收入总表", Unit.WAN),
        (["一、收入决算表", "2025年度", "单位：万元"], None, "收入决算表", Unit.WAN),
        (["1. 2025年支出总表", "单位：万元"], None, "2025年支出总表", Unit.WAN),
        (
            ["政府采购预算表", "306 云水区水务局", "（2025年度）", "单位：万元"],
            None,
            "政府采购预算表",
            Unit.WAN,
        ),
    ],
)
def test_number_title_and_unit_stand_above_a_table(
    lines: list[str], number: str | None, title: str, unit: Unit
) -> None:
    table = captioned("本部门情况如下，详见附表。", *lines)
    assert (table.number, table.title, table.unit) == (number, title, unit)


def test_a_table_without_a_title_goes_by_its_heading() -> None:
    table = captioned("（二）部门机构设置情况：", "纳入预算编制范围的单位如下，共一个。")
    assert (table.title, table.title_span) == ("部门机构设置情况", None)


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("具体安排详见下表（部门收支总表）：", "部门收支总表"),
        ("《部门收支总表》如下：", "部门收支总表"),
        ("较上年增加，见附表（部门收支总表）的说明。", "收支情况"),
    ],
)
def test_a_sentence_right_above_names_a_table_without_a_title(sentence: str, title: str) -> None:
    assert captioned("# 一、收支情况", sentence).title == title
    assert captioned("# 一、收支情况", sentence, "收入总表").title == "收入总表"


def test_the_caption_is_no_prose_and_no_section() -> None:
    raw = read_text(
        Path("样例.txt"), ("一、总体情况\n\n见下表。\n\n表一\n\n## 收支总表" + ROWS).encode()
    )
    document = assemble(raw, "d" * 64, "样例.txt")
    assert [section.title for section in document.sections] == ["一、总体情况"]
    assert [document.text[s.start : s.end] for p in document.paragraphs for s in p.pieces] == [
        "见下表。"
    ]


def test_the_title_span_is_the_printed_title() -> None:
    raw = read_text(Path("样例.txt"), ("表一：收支总表" + ROWS).encode())
    document = assemble(raw, "d" * 64, "样例.txt")
    span = document.tables[0].title_span
    assert span is not None
    assert document.text[span.start : span.end] == "表一：收支总表"


def test_notes_under_a_table_are_its_notes_and_stay_readable() -> None:
    note = "注：本部门无政府性基金预算，故本表为空表。"
    table = captioned("基金预算表", after=f"\n{note}\n")
    assert table.notes == (note,)


def test_a_unit_in_the_header_is_the_unit_of_the_table() -> None:
    assert header_unit(["项目", "预算数（万元）", "结转(万元)"]) is Unit.WAN
    assert header_unit(["数量（个）", "预算数（万元）", "资产（元）"]) is None


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("部门：云水区水务局", "云水区水务局"),
        ("编制部门：云水区水务局 单位：元", "云水区水务局"),
        ("预算主管部门：云水区水务局", "云水区水务局"),
        ("单位名称:云水区水务局（本级）", "云水区水务局（本级）"),
        ("单位：万元", None),
        ("部门：", None),
        ("本部门：云水区水务局", None),
    ],
)
def test_the_owner_line_names_the_unit(text: str, owner: str | None) -> None:
    assert owner_in(text) == owner


def test_numbers_of_tables_are_told_from_their_titles() -> None:
    assert split_number("附件1-2 收支总表") == ("附件1-2", "收支总表")
    assert split_number("表十四：绩效目标表") == ("表十四", "绩效目标表")
    assert split_number("表彰奖励") == (None, "表彰奖励")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("一般公共预算支出表（按经济科目）", True),
        ("“三公”经费、会议费、培训费支出预算表", True),
        ("基本支出表-人员经费（工资福利支出）（按政府预算经济分类）", True),
        ("项目支出绩效目标表（2031年度）续", True),
        ("详见附表。", False),
        ("附表", False),
        ("续表", False),
        ("收入来源，支出去向，详见本表", False),
    ],
)
def test_what_ends_as_table_titles_do(text: str, title: bool) -> None:
    assert is_table_title(text) is title


@pytest.mark.parametrize(
    "lines",
    [
        ["收入支出决算总表", "公开01表", "部门：云水区水务局 金额单位：元"],
        ["收入支出决算总表  公开01表", "部门：云水区水务局", "金额单位：元"],
        ["公开01表 收入支出决算总表", "部门：云水区水务局 金额单位：元"],
        ["收入支出决算总表", "公开01表 部门：云水区水务局 金额单位：元"],
        ["三、收入支出决算总表（公开01表）", "金额单位：元"],
        ["收入支出决算总表", "部门：云水区水务局  公开01表", "金额单位：元"],
    ],
)
def test_number_owner_and_unit_lines_in_any_order_belong_to_the_caption(lines: list[str]) -> None:
    table = captioned(*lines)
    assert (table.number, table.title, table.unit) == ("公开01表", "收入支出决算总表", Unit.YUAN)


@pytest.mark.parametrize("note", ["（此表为空）", "本部门无此类支出，故本表无数据。"])
def test_a_line_that_says_the_table_is_empty_is_a_note_of_it(note: str) -> None:
    assert captioned("表一 支出表", after=f"\n{note}\n").notes == (note,)


UNDER = "\n单位：万元"


@pytest.mark.parametrize(
    ("after", "unit"),
    [
        (UNDER, Unit.WAN),
        (UNDER + "\n\n支出总表\n单位：元\n项目\t金额\n运行\t1", Unit.WAN),
        (UNDER + "\n\n项目\t金额\n运行\t1", None),
        (UNDER + "\n支出总表\n项目\t金额\n运行\t1", None),
    ],
    ids=["alone", "the next has its own", "the next begins", "a title and the next"],
)
def test_a_unit_under_a_table_is_its_own_unless_it_may_be_the_next_ones(
    after: str, unit: Unit | None
) -> None:
    assert captioned("收支总表", after=after).unit is unit
