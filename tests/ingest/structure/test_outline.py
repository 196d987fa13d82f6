"""Which lines are headings, and what stands under them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.assemble import assemble
from ingest.document import Document
from ingest.plaintext import read_text
from ingest.structure.numbering import chinese_number, numbering
from ingest.structure.outline import is_heading_text


def read(*lines: str) -> Document:
    text = "\n\n".join(lines) + "\n"
    return assemble(read_text(Path("样例.txt"), text.encode()), "d" * 64, "样例.txt")


def paths(*lines: str) -> list[str]:
    document = read(*lines)
    return [document.section_path(section.position) for section in document.sections]


@pytest.mark.parametrize(
    ("text", "rank", "value", "title"),
    [
        ("第二部分 部门预算", 10, 2, "部门预算"),
        ("第十一章：附则", 10, 11, "附则"),
        ("一、部门职责", 20, 1, "部门职责"),
        ("二十一、其他", 20, 21, "其他"),
        ("（三）收入情况", 30, 3, "收入情况"),
        ("(十) 支出情况", 30, 10, "支出情况"),
        ("1. 预算准备金", 40, 1, "预算准备金"),
        ("4．支出总表", 40, 4, "支出总表"),
        ("12、科普工作", 40, 12, "科普工作"),
        ("（2）购置费", 50, 2, "购置费"),
        ("③ 运行费", 60, 3, "运行费"),
    ],
)
def test_every_numbering_habit_has_its_rank(text: str, rank: int, value: int, title: str) -> None:
    found = numbering(text)
    assert found is not None
    assert (found.rank, found.value, found.title) == (rank, value, title)


@pytest.mark.parametrize("text", ["12.5万元", "2025年预算", "一般公共预算", "十堰市水务局", "1.5%"])
def test_numbers_and_words_are_no_numbering(text: str) -> None:
    assert numbering(text) is None


def test_chinese_numbers_are_read() -> None:
    assert [chinese_number(t) for t in ("十", "十四", "二十", "九十九", "7")] == [10, 14, 20, 99, 7]


def test_headings_nest_by_their_numbering_with_and_without_markdown() -> None:
    assert paths(
        "## **第一部分 部门概况**",
        "### 一、主要职能",
        "负责水务工作。",
        "#### 第二部分 预算说明",
        "一、收支总体情况",
        "（一）收入情况",
        "本年收入 12 万元。",
        "二、三公经费",
    ) == [
        "第一部分 部门概况",
        "第一部分 部门概况 > 一、主要职能",
        "第二部分 预算说明",
        "第二部分 预算说明 > 一、收支总体情况",
        "第二部分 预算说明 > 一、收支总体情况 > （一）收入情况",
        "第二部分 预算说明 > 二、三公经费",
    ]


def test_a_section_runs_to_the_next_heading_of_its_rank() -> None:
    document = read("一、甲", "甲文。", "（一）乙", "乙文。", "二、丙", "丙文。")
    first, inner, second = document.sections
    assert (first.end, inner.end) == (second.start, second.start)
    assert second.end == len(document.text)


@pytest.mark.parametrize(
    "text",
    [
        "贯彻执行国家有关法律、法规，并组织实施。",
        "科学技术支出 8751 万元，占 17%；",
        "财政拨款收入：是指财政部门核拨给单位的资金",
        "其中：人员经费",
        "项目支出 14,270.33 万元，具体包括：",
        "",
    ],
)
def test_enumerated_prose_is_no_heading(text: str) -> None:
    assert not is_heading_text(text)


def test_a_list_of_short_items_is_no_run_of_headings() -> None:
    assert paths("二、机构设置", "1. 水务局本级", "2. 供水中心", "3. 防汛站", "三、编制") == [
        "二、机构设置",
        "三、编制",
    ]


def test_a_numbered_item_whose_forerunners_are_prose_is_no_heading() -> None:
    assert paths("（一）内设机构", "18.办公室；", "19.规划科", "（二）下属单位") == [
        "（一）内设机构",
        "（二）下属单位",
    ]


def test_the_contents_page_is_no_section_with_dot_leaders_or_without() -> None:
    wanted = ["第一部分 概况", "第一部分 概况 > 一、职能", "第二部分 说明"]
    body = ["第一部分 概况", "一、职能", "负责水务。", "第二部分 说明", "如下。"]
    dotted = ["目  录", "第一部分 概况.....\t1", "一、职能……………1", "第二部分 说明.....\t2"]
    plain = ["## 目录", "- 第一部分 概况", "一、职能", "第二部分 说明"]
    assert paths(*dotted, *body) == wanted
    assert paths(*plain, *body) == wanted


def test_a_title_that_only_the_contents_number_is_a_section() -> None:
    assert paths(
        "目录",
        "一、部门主要职能",
        "二、名词解释",
        "水务局主要职能",
        "负责水务。",
        "名词解释",
        "略。",
    ) == ["水务局主要职能", "名词解释"]


def test_the_number_of_a_part_on_its_own_line_belongs_to_the_title_below() -> None:
    assert paths("第一部分", "部门概况", "负责水务。") == ["第一部分 部门概况"]


def test_the_documents_own_title_is_no_section() -> None:
    assert paths("# 2025年云水区水务局部门预算", "一、部门职责", "负责水务。") == ["一、部门职责"]


def test_numbered_tables_after_the_last_heading_do_not_stand_under_it() -> None:
    document = read(
        "一、名词解释", "基本支出：指保障运转的支出。", "表一：收支总表", "项目\t金额\n甲\t1"
    )
    assert document.tables[0].section is None
    assert document.sections[0].end <= document.tables[0].start


def test_listed_tables_stand_where_the_contents_say() -> None:
    document = read(
        "目录", "第一部分 概况", "第二部分 预算表", "一、收支总表", "第三部分 说明",
        "第一部分 概况", "负责水务。",
        "第二部分 预算表", "收支总表", "项目\t金额\n甲\t1",
        "第三部分 说明", "如下。",
    )  # fmt: skip
    assert document.section_path(document.tables[0].section) == "第二部分 预算表"


def test_an_appendix_heading_holds_its_tables_and_a_list_of_tables_is_no_section() -> None:
    document = read(
        "一、名词解释", "略。", "附表：", "表一：收支总表", "表二：收入总表",
        "表一", "收支总表", "项目\t金额\n甲\t1",
    )  # fmt: skip
    assert [section.title for section in document.sections] == ["一、名词解释", "附表"]
    assert document.section_path(document.tables[0].section) == "附表"


def test_chapters_hold_sections_and_contents_without_dots_hold_nothing() -> None:
    contents = ["目录", "第一章 部门概况", "第一节 主要职责", "第二章 预算说明"]
    body = [
        "第一章 部门概况",
        "第一节 主要职责",
        "负责水资源的统一管理。",
        "第二章 预算说明",
        "收入1万元。",
    ]
    assert paths("云水区水务局2024年部门预算", *contents, *body) == [
        "第一章 部门概况",
        "第一章 部门概况 > 第一节 主要职责",
        "第二章 预算说明",
    ]


def test_decimal_numbers_make_a_tree() -> None:
    found = paths(
        "云水区水务局2024年部门决算",
        *("1 部门概况", "1.1 主要职责", "负责水资源的统一管理。", "2 收支情况", "2.1 支出决算情况"),
        *("2.1.1 基本支出", "基本支出6万元。", "2.1.2 项目支出", "项目支出4万元。"),
    )
    assert found == [
        "1 部门概况",
        "1 部门概况 > 1.1 主要职责",
        "2 收支情况",
        "2 收支情况 > 2.1 支出决算情况",
        "2 收支情况 > 2.1 支出决算情况 > 2.1.1 基本支出",
        "2 收支情况 > 2.1 支出决算情况 > 2.1.2 项目支出",
    ]


def test_a_heading_closed_like_a_sentence_is_one_and_a_duty_is_none() -> None:
    found = paths(
        "云水区水务局2024年部门预算",
        *("一、主要职责", "（一）职能简介。", "负责水资源。", "（二）承担防汛工作情况。"),
    )
    assert found == ["一、主要职责", "一、主要职责 > （一）职能简介。"]
