"""A wide table cut into a left and a right page is one table; other tables on the next page are not."""

from __future__ import annotations

from ingest.blocks import RawPart
from ingest.citation import Box
from ingest.ruled.fragments import Fragment, FragmentCell
from ingest.ruled.right_halves import beside, has_no_labels
from ingest.ruled.wide_pages import side_by_side

LEFT = [["项目", "合计"], ["教育支出", "5.00"], ["卫生支出", "2.00"], ["合计", "7.00"]]
RIGHT = [["基本支出", "项目支出"], ["3.00", "2.00"], ["1.00", "1.00"], ["4.00", "3.00"]]


def page(rows: list[list[str]], number: int, step: float = 17.0) -> Fragment:
    cells = [
        FragmentCell(r, c, 1, 1, (RawPart(text, "", number, box(number, r * step)),))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    xs = tuple(50.0 + 100 * i for i in range(len(rows[0]) + 1))
    return Fragment((number,), xs, len(rows), tuple(cells), 0.0, step * len(rows))


def box(number: int, top: float) -> Box:
    return Box(number, 50, top, 150, top + 10)


def test_columns_on_the_next_page_at_the_same_heights_belong_to_the_table() -> None:
    whole = beside(page(LEFT, 5), page(RIGHT, 6))
    assert whole is not None
    assert (whole.columns, whole.pages) == (4, (5, 6))
    assert [c.text for c in whole.cells if c.row == 1 and c.col > 1] == ["3.00", "2.00"]


def test_rows_at_other_heights_are_another_table() -> None:
    assert beside(page(LEFT, 5), page(RIGHT, 6, step=20.0)) is None


def test_a_table_with_labels_of_its_own_is_another_table() -> None:
    assert beside(page(LEFT, 5), page(LEFT, 6)) is None


def test_a_page_further_on_is_another_table() -> None:
    blocks = [page(LEFT, 5), page(RIGHT, 7)]
    assert side_by_side(blocks) == blocks


def test_figures_without_labels_are_told() -> None:
    assert has_no_labels(page(RIGHT, 6))
    assert not has_no_labels(page(LEFT, 5))
