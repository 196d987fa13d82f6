"""A title over a table wider than a page is read whole, from all pages that print a piece of it."""

from __future__ import annotations

import pytest

from ingest.blocks import RawLine, RawPart
from ingest.citation import Box
from ingest.ruled.cut_titles import titles_whole
from ingest.ruled.fragments import Fragment, FragmentCell

LEFT, RIGHT = 50.0, 450.0


def table(number: int) -> Fragment:
    cells = tuple(FragmentCell(0, c, 1, 1, (RawPart("科目", ""),)) for c in range(4))
    return Fragment((number,), (LEFT, 150.0, 250.0, 350.0, RIGHT), 1, cells, 80.0, 200.0)


def line(text: str, number: int, x0: float, x1: float) -> RawLine:
    return RawLine(text, "", number, Box(number, x0, 60.0, x1, 74.0), size=14.0)


def said(first: RawLine, *others: RawLine) -> list[list[str]]:
    pages = [[one, table(number)] for number, one in enumerate((first, *others), 1)]
    return [[b.text for b in page if isinstance(b, RawLine)] for page in titles_whole(pages)]


def test_the_pieces_of_a_title_are_one_line_and_a_sign_on_the_edge_counts_once() -> None:
    first, second = line("2024年一般公", 1, 360, RIGHT), line("公共预算支", 2, 150, RIGHT)
    assert said(first, second, line("出明细表", 3, 150, 210)) == [
        ["2024年一般公共预算支出明细表"],
        [],
        [],
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("部门收支总表", 360, RIGHT), ("部门收入总表", 150, 250)),
        (("某市水务局", 200, 300), ("部门收入总表", 150, 250)),
        (("某市水务局", 360, RIGHT), ("部门收入总表", 200, 300)),
    ],
    ids=["a_title_already", "ends_before_the_edge", "begins_at_no_edge"],
)
def test_lines_of_two_pages_stay_two(
    first: tuple[str, float, float], second: tuple[str, float, float]
) -> None:
    one, other = line(first[0], 1, *first[1:]), line(second[0], 2, *second[1:])
    assert said(one, other) == [[first[0]], [second[0]]]
