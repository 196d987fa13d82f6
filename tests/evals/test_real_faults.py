"""A digit changed in a copy of a read document: told, and the original untouched."""

from __future__ import annotations

from pathlib import Path

from evals.real_faults import changed, covered_cells, digit_faults
from ingest.read import read_document
from ui.one_document import check_document

SAMPLES = Path(__file__).resolve().parents[2] / "evals" / "samples"


def test_text_and_table_change_alike_and_nothing_else_does() -> None:
    document = read_document(next(SAMPLES.glob("*2024*.pdf")))
    table, cell = covered_cells(document, check_document(document))[0]
    faulty = changed(document, table, cell, 0)
    other = faulty.tables[table.position].at(cell.row, cell.col)
    assert other is not None
    assert other.text != cell.text
    assert "".join(faulty.text[p.start : p.end] for p in other.pieces) == other.text
    assert sum(a != b for a, b in zip(document.text, faulty.text, strict=True)) == 1


def test_a_wrong_digit_that_a_total_covers_is_found() -> None:
    document = read_document(next(SAMPLES.glob("*2024*.pdf")))
    tried = list(digit_faults(document, check_document, 1))
    assert len(tried) >= 4
    assert all(one.findings for one in tried)
