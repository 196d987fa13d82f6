"""Several figures in one ruled row: rows without rules, or one number broken in a narrow column."""

from __future__ import annotations

from ingest.ruled.glyphs import TextLine
from ingest.ruled.rules import grids
from ingest.ruled.strokes import Rule, Rules
from ingest.ruled.text_rows import several_figures, split_rows


def lines(*texts, left=5.0):
    return [
        TextLine(text, (left, left + 5 * len(text)), y - 9, y, y, 9, False, 5 * len(text))
        for y, text in zip(range(15, 200, 15), texts, strict=False)
    ]


def one_row(*columns):
    xs = [100 * index for index in range(len(columns) + 1)]
    [grid] = grids(Rules([Rule(y, 0, xs[-1]) for y in (0, 60)], [Rule(x, 0, 60) for x in xs]))
    return grid, [lines(*column) for column in columns]


def test_figures_under_each_other_are_rows():
    grid, cells = one_row(["行政运行", "机构运行"], ["1,211", "629"])
    split = split_rows(grid, cells)
    assert len(split.ys) == 3
    assert len(split.cells) == 4


def test_a_number_broken_in_a_narrow_column_is_one_number():
    grid, cells = one_row(["产业与科技", "专项资金"], ["4200", "0"])
    assert split_rows(grid, cells) is grid
    assert not several_figures(lines("4200", "0"))
    assert not several_figures(lines("31,214,", "205.80"))


def test_a_label_of_two_lines_beside_one_figure_is_one_row():
    grid, cells = one_row(["机关事业单位", "职业年金"], ["77.10"])
    assert split_rows(grid, cells) is grid


def test_a_figure_missing_in_one_column_does_not_hide_the_row():
    grid, cells = one_row(["甲", "乙", "丙"], ["1.00", "2.00", "3.00"], ["", "", ""])
    cells[2] = lines("1.00")
    assert len(split_rows(grid, cells).ys) == 4


def test_two_figures_in_a_cell_are_several():
    assert several_figures(lines("1,211 629"))
    assert several_figures(lines("1,211.00", "629.00"))
    assert not several_figures(lines("2031年", "预算数"))
