"""A recognised table after a second look: read again, agreed on, or marked."""

from __future__ import annotations

import pytest

from ingest.blocks import RawCell, RawPart, RawTable
from ingest.document import SURE
from ingest.scanned.recogniser import Reading
from ingest.scanned.review import reviewed

ROWS = [
    ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    ["", "合计", "1,300.00", "900.00", "400.00"],
    ["201", "一般公共服务支出", "1,200.00", "800.00", "400.00"],
    ["20101", "行政事务", "1,200.00", "800.00", "400.00"],
    ["2010101", "行政运行", "800.00", "800.00", "0.00"],
    ["2010102", "专项业务", "400.00", "0.00", "400.00"],
    ["221", "住房保障支出", "100.00", "100.00", "0.00"],
]


def table(changes=(), unsure=()):
    """The table as recognised: `changes` are wrong texts, `unsure` how sure single cells are."""
    changes, unsure = dict(changes), dict(unsure)
    cells = [
        RawCell(
            r,
            c,
            (RawPart(changes.get((r, c), text), "第1页", 1),),
            recognition=unsure.get((r, c), 0.99),
        )
        for r, row in enumerate(ROWS)
        for c, text in enumerate(row)
        if text
    ]
    return RawTable(tuple(cells), len(ROWS), 5, (1,))


def reader(*texts, sure=0.99):
    """A second look that reads these texts, whatever the cell."""
    return lambda cell: [Reading(t, (sure,) * len(t), (0.5,) * len(t)) for t in texts]


def blind(cell):
    return []


def cell(made, row, col):
    return next(c for c in made.cells if (c.row, c.col) == (row, col))


def test_a_table_that_adds_up_is_left_alone_and_sure():
    made = reviewed(table(), blind)
    assert [c.text for c in made.cells] == [c.text for c in table().cells]
    assert min(c.recognition for c in made.cells) >= SURE


def test_totals_confirm_a_figure_that_was_hard_to_read():
    made = reviewed(table(unsure={(4, 2): 0.4}), blind)
    assert cell(made, 4, 2).recognition >= SURE


def test_a_wrong_digit_is_found_by_its_totals_and_read_again():
    again = reader("800.00", "800.00", "800.00", "300.00")
    made = reviewed(
        table({(4, 2): "300.00"}, {(4, 2): 0.9}),
        lambda c: again(c) if c.col == 2 and c.row == 4 else [],
    )
    assert cell(made, 4, 2).text == "800.00"
    assert cell(made, 4, 2).recognition >= SURE


def test_a_digit_is_never_changed_to_fit_a_sum_but_marked():
    made = reviewed(table({(4, 2): "300.00"}, {(4, 2): 0.9}), blind)
    assert cell(made, 4, 2).text == "300.00"
    assert cell(made, 4, 2).recognition < SURE


def test_what_the_document_itself_prints_wrongly_is_no_doubt_of_recognition():
    same = lambda c: [Reading(c.text, (0.99,) * len(c.text), ()) for _ in range(4)]  # noqa: E731
    made = reviewed(table({(4, 2): "300.00"}), same)
    assert cell(made, 4, 2).text == "300.00"
    assert cell(made, 4, 2).recognition >= SURE


@pytest.mark.parametrize("wrong", ["100.0", "100.00.", "1OO.OO", "100;00"])
def test_a_figure_printed_otherwise_than_its_column_is_marked_when_it_cannot_be_read_again(wrong):
    made = reviewed(table({(6, 2): wrong}), blind)
    assert cell(made, 6, 2).text == wrong
    assert cell(made, 6, 2).recognition < SURE


def test_dirt_behind_a_figure_goes_when_one_reading_without_it_adds_up():
    again = reader("100.00.", "100.00", "100.00.", "100.00.")
    made = reviewed(
        table({(6, 2): "100.00."}), lambda c: again(c) if (c.row, c.col) == (6, 2) else []
    )
    assert cell(made, 6, 2).text == "100.00"
    assert cell(made, 6, 2).recognition >= SURE


def test_a_dash_in_a_column_of_figures_is_no_numeral():
    made = reviewed(table({(4, 4): "一"}), blind)
    assert cell(made, 4, 4).text == "—"
