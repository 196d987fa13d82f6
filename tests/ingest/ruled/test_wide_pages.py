"""Left and right pages of one wide table, in whatever order they are printed, are one table."""

from __future__ import annotations

from dataclasses import replace

from ingest.blocks import RawLine, RawPart
from ingest.citation import Box
from ingest.ruled.fragments import Fragment, FragmentCell
from ingest.ruled.joining import joined
from ingest.ruled.wide_pages import side_by_side

NAMES = ("教育支出", "卫生支出", "农林支出", "住房支出")
LEFT = [["项目", "合计"], *([name, f"{n}.00"] for n, name in enumerate(NAMES, 3))]
MORE = [["续建支出", "7.00"], ["其他支出", "8.00"], ["交通支出", "9.00"], ["合计", "24.00"]]
RIGHT = [["基本支出", "项目支出"], *([f"{n}.10", f"{n}.20"] for n in range(4))]
REST = [[f"{n}.30", f"{n}.40"] for n in range(4, 8)]
THIRD = [["上级补助", "其他收入"], *([f"{n}.50", f"{n}.60"] for n in range(4))]
LAST = [[f"{n}.70", f"{n}.80"] for n in range(4, 8)]
FIGURES = ("其他收入", "1.00", "2.00", "3.00")


def page(rows: list[list[str]], number: int, foot: float = 200.0) -> Fragment:
    cells = [
        FragmentCell(at, c, 1, 1, (RawPart(text, "", number, box(number, r * 17.0)),))
        for at, (r, row) in enumerate((r, row) for r, row in enumerate(rows) if any(row))
        for c, text in enumerate(row)
    ]
    xs = tuple(50.0 + 100 * i for i in range(len(rows[0]) + 1))
    return Fragment((number,), xs, sum(map(any, rows)), tuple(cells), 0.0, foot)


def box(number: int, top: float) -> Box:
    return Box(number, 50, top, 150, top + 10)


def line(text: str, number: int, *, furniture: bool = False) -> RawLine:
    return RawLine(text, f"第{number}页", number, box(number, -20), furniture=furniture)


def grid(block: object) -> list[list[str]]:
    rows = [[""] * block.columns for _ in range(block.height)]
    for cell in block.cells:
        rows[cell.row][cell.col] = cell.text
    return rows


def test_all_left_pages_before_all_right_pages_are_one_table() -> None:
    pages = [LEFT, MORE, RIGHT, REST, THIRD, LAST]
    (whole,) = joined([page(rows, n) for n, rows in enumerate(pages, 1)])
    assert grid(whole) == [
        a + b + c for a, b, c in zip(LEFT + MORE, RIGHT + REST, THIRD + LAST, strict=True)
    ]


def test_three_pages_beside_each_other_are_one_table() -> None:
    pages = [LEFT, RIGHT, THIRD, MORE, REST, LAST]
    (whole,) = joined([page(rows, n) for n, rows in enumerate(pages, 1)])
    assert grid(whole) == [
        a + b + c for a, b, c in zip(LEFT + MORE, RIGHT + REST, THIRD + LAST, strict=True)
    ]


def test_a_row_that_the_right_page_leaves_blank_stays_blank() -> None:
    holes = [RIGHT[0], RIGHT[1], ["", ""], *RIGHT[3:]]
    (whole,) = joined([page(LEFT, 1), page(holes, 2)])
    assert grid(whole) == [a + b for a, b in zip(LEFT, holes, strict=True)]


def test_a_unit_over_the_last_columns_stands_over_the_table() -> None:
    title, unit, number = line("支出表", 1), line("单位：万元", 2), line("1", 1, furniture=True)
    blocks = side_by_side([title, page(LEFT, 1), number, unit, page(RIGHT, 2)])
    assert [b.text for b in blocks if isinstance(b, RawLine)] == ["支出表", "单位：万元", "1"]
    assert [b.columns for b in blocks if isinstance(b, Fragment)] == [4]


def test_pages_of_figures_that_fit_no_page_before_are_told_and_never_its_next_rows() -> None:
    lower = page(RIGHT, 2, foot=300.0)
    first, second = joined([page(LEFT, 1), lower])
    assert (first.height, second.height) == (5, 5)
    assert second.uncertain


def test_a_page_of_one_column_of_figures_makes_the_table_before_it_doubtful() -> None:
    column = [
        replace(line(text, 2), box=Box(2, 60, y, 90, y + 8)) for y, text in enumerate(FIGURES)
    ]
    (whole, *_) = joined([page(LEFT, 1), *column])
    assert whole.uncertain == ("第2页只印着一列数字，可能是本表右边的一列",)


def test_prose_with_figures_after_a_table_says_nothing_of_it() -> None:
    (whole, *_) = joined([page(LEFT, 1), *(line(f"共{text}万元。", 2) for text in FIGURES)])
    assert whole.uncertain == ()
