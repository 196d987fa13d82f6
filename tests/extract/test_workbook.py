"""The workbook as its reader finds it: frozen heads, links that lead somewhere, colours with words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from extract.export import write_records


@pytest.fixture
def book(budget, tmp_path: Path) -> Any:
    apart = budget.with_(
        ("公务接待费 0.80 万元", "公务接待费 0.95 万元"),
        ("防汛\t500.00", "=1+1\t500.00"),
        ("2024年机关运行经费预算 88.20 万元。", "本年没有变化。"),
    )
    path = tmp_path / "记录.xlsx"
    write_records([apart.record()], path, apart.findings())
    return openpyxl.load_workbook(path)


def _cells(book: Any) -> list[Any]:
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row]


def test_every_sheet_has_a_frozen_filtered_header_over_every_column(book) -> None:
    assert book.sheetnames == ["记录", "明细", "勾稽", "出处"]
    for sheet in book:
        assert sheet.freeze_panes.endswith("2"), sheet.title
        heads = [cell.value for cell in sheet[1]]
        assert all(heads), (sheet.title, heads)
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"


def test_every_link_leads_to_the_quote_of_its_figure(book) -> None:
    links = [cell for cell in _cells(book) if cell.hyperlink]
    assert len(links) > 40
    for cell in links:
        sheet, place = cell.hyperlink.location.rsplit("!", 1)
        row = book[sheet.strip("'")][place].row
        assert book["出处"].cell(row=row, column=5).value
    total = next(c for c in book["记录"][1] if c.value.startswith("收入总计"))
    figure = book["记录"].cell(row=2, column=total.column)
    row = int(figure.hyperlink.location.rsplit("A", 1)[1])
    assert (figure.value, book["出处"].cell(row=row, column=5).value) == (1260.5, "1,260.50")


def test_the_status_is_a_word_and_a_colour_and_an_other_figure_is_named(book) -> None:
    records = book["记录"]
    shown = {
        head.value.split("（万元")[0]: records.cell(row=2, column=head.column + 1)
        for head in records[1]
        if head.value != "核对"
    }
    reception = next(cell for head, cell in shown.items() if head.startswith("公务接待费"))
    assert "有冲突" in reception.value
    assert "另见 0.95" in reception.value
    assert reception.fill.fgColor.rgb.endswith("F4CCCC")
    assert "已勾稽" in shown["收入总计"].value
    assert shown["收入总计"].fill.fgColor.rgb.endswith("D9EAD3")
    assert shown["机关运行经费"].value.startswith("没有写")
    assert shown["机关运行经费"].fill.fgColor.rgb.endswith("EEEEEE")


def test_numbers_are_numbers_and_no_cell_is_a_formula(book) -> None:
    cells = _cells(book)
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert any(cell.value == "=1+1" and cell.data_type == "s" for cell in cells)
    amounts = [c for c in _cells({"明细": book["明细"]}.values()) if isinstance(c.value, float)]
    assert amounts
    assert all(cell.number_format.startswith("#,##0.00") for cell in amounts)
