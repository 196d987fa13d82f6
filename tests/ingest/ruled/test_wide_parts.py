"""Pages of one wide table that print the row labels again are one table, under all that they say."""

from __future__ import annotations

import pytest

from ingest.blocks import RawLine, RawPart, RawTable
from ingest.citation import Box
from ingest.ruled.fragments import Fragment, FragmentCell
from ingest.ruled.joining import joined
from ingest.ruled.wide_parts import parts_together

LABELS = [
    ["科目", "名称"],
    ["合计", ""],
    ["205", "教育支出"],
    ["210", "卫生支出"],
    ["213", "农林支出"],
]
ONE = [["总额", "基本"], *([f"{n}.00", f"{n}.10"] for n in range(3, 7))]
TWO = [["项目", "其他"], ["", ""], *([f"{n}.20", f"{n}.30"] for n in range(4, 7))]
NEXT = [["221", "住房支出"], ["229", "其他支出"], ["230", "转移支出"]]


def beside(*parts: list[list[str]]) -> list[list[str]]:
    return [[text for part in rows for text in part] for rows in zip(*parts, strict=True)]


def page(rows: list[list[str]], number: int, heads: int = 1) -> Fragment:
    cells = [
        FragmentCell(r, c, 1, 1, (RawPart(text, "", number, box(number, r)),))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    xs = tuple(50.0 + 60 * i for i in range(len(rows[0]) + 1))
    return Fragment((number,), xs, len(rows), tuple(cells), 0.0, 200.0)


def box(number: int, row: int) -> Box:
    return Box(number, 50, row * 12, 150, row * 12 + 10)


def line(text: str, number: int, *, furniture: bool = False) -> RawLine:
    return RawLine(text, f"第{number}页", number, box(number, -2), furniture=furniture)


def grids(blocks: list[RawLine | Fragment]) -> list[list[list[str]]]:
    found = []
    for block in blocks:
        if isinstance(block, Fragment):
            rows = [[""] * block.columns for _ in range(block.height)]
            for cell in block.cells:
                rows[cell.row][cell.col] = cell.text
            found.append(rows)
    return found


def test_a_part_with_the_labels_again_stands_beside_the_one_before_it() -> None:
    first, second = page(beside(LABELS, ONE), 1), page(beside(LABELS, TWO), 2)
    assert grids(parts_together([first, second])) == [beside(LABELS, ONE, TWO)]


def test_number_and_unit_over_a_later_part_stand_over_the_table() -> None:
    blocks = [
        line("支出决算明细表", 1),
        page(beside(LABELS, ONE), 1),
        line("公开07表", 2),
        line("单位：万元", 2),
        page(beside(LABELS, TWO), 2),
    ]
    out = parts_together(blocks)
    texts = [block.text for block in out if isinstance(block, RawLine)]
    assert texts == ["支出决算明细表", "公开07表", "单位：万元"]
    assert isinstance(out[-1], Fragment)


@pytest.mark.parametrize("down_first", [True, False])
def test_parts_over_several_pages_join_page_by_page(*, down_first: bool) -> None:
    more = [[f"{n}.40", f"{n}.50"] for n in range(3)]
    rest = [[f"{n}.60", f"{n}.70"] for n in range(3)]
    parts = [beside(LABELS, ONE), beside(NEXT, more), beside(LABELS, TWO), beside(NEXT, rest)]
    order = parts if down_first else [parts[0], parts[2], parts[1], parts[3]]
    out = parts_together([page(rows, number) for number, rows in enumerate(order, 1)])
    assert grids(out) == [beside(LABELS, ONE, TWO), beside(NEXT, more, rest)]


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("收入决算表", beside(LABELS, TWO)),
        ("", beside(LABELS, [ONE[0], *TWO[1:]])),
        ("支出决算明细表", [["科目", "某项目"], ["205", "卫生支出"]]),
        ("“三公”经费预算表", beside(LABELS, TWO)),
    ],
    ids=["another_title", "the_same_heads", "a_form_again", "a_title_over_the_later_alone"],
)
def test_another_table_of_the_same_rows_stays_another_table(
    title: str, rows: list[list[str]]
) -> None:
    over = "各单位公用经费情况" if "三公" in title else "支出决算明细表"
    blocks = [line(over, 1), page(beside(LABELS, ONE), 1)]
    blocks += [line(title, 2)] if title else []
    assert len(grids(parts_together([*blocks, page(rows, 2)]))) == 2


def test_a_part_whose_labels_nearly_agree_is_told_and_not_joined() -> None:
    labels = [*LABELS, *NEXT]
    figures = [["项目", "其他"], *([f"{n}.20", f"{n}.30"] for n in range(7))]
    first = page(beside(labels, [["总额", "基本"], *figures[1:]]), 1)
    second = page(beside([*labels[:-1], ["231", "债务支出"]], figures), 2)
    out = parts_together([first, second])
    assert [bool(b.uncertain) for b in out if isinstance(b, Fragment)] == [False, True]


def test_a_head_over_several_columns_cut_by_the_page_end_is_one_head() -> None:
    first = headed(("商品和服", 2, (4.0, 0.1)), [["水费", "电费"], *ONE[1:]], 1)
    second = headed(("服务支出", 2, (0.1, 4.0)), [["差旅费", "会议费"], *TWO[1:]], 2)
    (whole,) = [b for b in parts_together([first, second]) if isinstance(b, Fragment)]
    (head,) = [cell for cell in whole.cells if cell.row == 0 and cell.col == 2]
    assert (head.text, head.col_span) == ("商品和服务支出", 4)


def headed(
    head: tuple[str, int, tuple[float, float]], rows: list[list[str]], number: int
) -> Fragment:
    text, span, gaps = head
    under = page(beside(LABELS, rows), number)
    cells = [cell.moved(1) for cell in under.cells]
    cells.append(FragmentCell(0, 0, 1, 2, (RawPart("项目", ""),)))
    cells.append(FragmentCell(0, 2, 1, span, (RawPart(text, ""),), gaps=gaps))
    return Fragment(under.pages, under.xs, under.height + 1, tuple(cells), 0.0, 200.0)


def test_parts_of_other_page_lengths_are_one_table_row_by_row() -> None:
    left = [page(beside(LABELS, ONE), 1), page(beside(NEXT, [["7", "8"]] * 3), 2)]
    right = page(beside([*LABELS, *NEXT], [*TWO, *([["1.10", "1.20"]] * 3)]), 3)
    tables = [
        b
        for b in joined([line("支出表", 1), *left, line("支出表（续）", 3), right])
        if isinstance(b, RawTable)
    ]
    assert [(table.height, table.columns) for table in tables] == [(8, 6)]


def test_a_title_cut_at_its_column_is_the_same_title() -> None:
    blocks = [line("2024年支出决算明细表", 1), page(beside(LABELS, ONE), 1)]
    blocks += [line("2024年支出决算明", 2), page(beside(LABELS, TWO), 2)]
    assert grids(parts_together(blocks)) == [beside(LABELS, ONE, TWO)]
