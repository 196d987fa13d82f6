"""Titles, unit lines and notes are told from the rows of a table."""

from __future__ import annotations

import pytest

from ingest.label_rows import Printed, is_label_row, is_note, is_title, split


@pytest.mark.parametrize(
    "texts",
    [
        ["单位：万元"],
        ["公开01表"],
        ["附表 1-2"],
        ["编制部门：某区某局", "单位：元"],
        ["部门名称：某局", "2024年度", "金额单位：人民币万元"],
        ["填报单位：", "填报日期："],
        ["（单位：万元）"],
    ],
)
def test_a_row_of_labels_belongs_above_the_table(texts: list[str]) -> None:
    assert is_label_row(texts)


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["项目", "预算数"],
        ["科目", "预算数（单位：万元）"],
        ["单位编码", "单位名称"],
        ["收入总计", "51,447"],
        ["其中：基本支出", "12"],
        ["教育支出"],
    ],
)
def test_a_row_of_the_table_is_no_row_of_labels(texts: list[str]) -> None:
    assert not is_label_row(texts)


def test_titles_are_named_like_tables() -> None:
    assert is_title("2024年部门收入预算总表")
    assert is_title("一般公共预算支出表（按功能分类科目）")
    assert is_title("表 十一")
    assert is_title("一般公共预算基本支出表——公用经费（商品和服务支出）")
    assert not is_title("2024年预算数")
    assert not is_title(
        "本单位按规定填报了上述各项内容，并对其真实性、完整性和准确性负责，现予以公开，详细情况见下列表"
    )


def test_notes_begin_with_their_name() -> None:
    assert is_note(["注：本表反映部门本年度的总收支。"])
    assert is_note(["说明：1.本表含上年结转。"])
    assert not is_note(["备注"])
    assert not is_note(["注册会计师费", "3"])


def _rows(*rows: str) -> list[list[Printed]]:
    """Rows as 'a|b', a row of one text over both columns as 'a|'."""
    made = []
    for row in rows:
        texts = row.split("|")
        if texts[-1] == "":
            made.append([Printed(texts[0], 0, 2)])
        else:
            made.append([Printed(text, col, 1) for col, text in enumerate(texts)])
    return made


def test_a_grid_is_split_into_lines_and_tables() -> None:
    rows = _rows(
        "收支总表|", "单位：元|", "项目|金额", "收入|1", "注：含结转。|",
        "支出总表|", "单位：元|", "项目|金额", "支出|1",
    )  # fmt: skip
    assert list(split(rows)) == [
        (False, 0, 2), (True, 2, 4), (False, 4, 5), (False, 5, 7), (True, 7, 9),
    ]  # fmt: skip


def test_a_title_below_its_labels_is_found_and_a_wide_header_stays() -> None:
    assert list(split(_rows("公开01表|", "收支总表|", "项目|金额", "收入|1"))) == [
        (False, 0, 2), (True, 2, 4),
    ]  # fmt: skip
    assert list(split(_rows("2024年预算|", "项目|金额", "收入|1"))) == [(True, 0, 3)]
    assert list(split(_rows("收支总表|", "单位：元|", "2024年预算|", "项目|金额"))) == [
        (False, 0, 2), (True, 2, 4),
    ]  # fmt: skip
