"""Running heads, page numbers and contents pages are furniture; titles and units are not."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "number", ["- 3 -", "3", "第 3 页", "第3页 共12页", "3/12", "— 3 —", "Ⅲ", "·3·"]
)
def test_a_page_number_at_the_foot_is_furniture(press, number):
    press.page()
    press.line("正文一段。", y=400)
    press.line(number, y=815, x=290)
    assert [line.furniture for line in press.lines()] == [False, True]


def test_a_number_in_the_text_is_no_page_number(press):
    press.page()
    press.line("其中：", y=400)
    press.line("35", y=420)
    press.line("以上为实有人数。", y=440)
    assert not any(line.furniture for line in press.lines())


def test_a_running_head_on_every_page_is_furniture(press):
    for page in range(4):
        press.page()
        press.line("云溪市档案馆2031年部门预算", y=40)
        press.line(f"第{page + 1}段正文，各页不同。", y=200)
    assert [line.furniture for line in press.lines()] == [True, False] * 4


def test_a_unit_line_above_every_table_is_not_furniture(press):
    for _ in range(4):
        press.page()
        press.line("单位：万元", y=60)
        press.line("正文。", y=300)
    assert not any(line.furniture for line in press.lines())


@pytest.mark.parametrize("leader", ["........", "……………", "________", "········"])
def test_contents_with_leaders_are_furniture_with_their_heading(press, leader):
    press.page()
    press.line("目 录", y=80, size=16)
    press.line(f"一、部门概况{leader}1", y=110)
    press.line("二、部门预算安排的总体情况和", y=130)
    press.line(f"分项说明{leader}2", y=150)
    press.line(f"三、名词解释{leader}9", y=170)
    press.line("第一部分 部门概况", y=220)
    assert [line.furniture for line in press.lines()] == [True] * 5 + [False]


def test_an_ellipsis_in_prose_is_no_contents(press):
    press.page()
    press.line("包括办公费、印刷费……", y=100)
    press.line("第二段。", y=120)
    assert not any(line.furniture for line in press.lines())


def test_a_foot_is_the_same_on_pages_that_stand_and_on_pages_that_lie(press):
    for page, (width, height) in enumerate([(595, 842), (842, 595)] * 3):
        press.page(width=width, height=height)
        press.line(f"第{page + 1}段正文，各页不同。", y=200)
        press.line("https://gongkai.example/print?org=7", y=height - 20)
    assert [line.furniture for line in press.lines()] == [False, True] * 6
