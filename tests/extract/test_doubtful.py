"""A figure that was hard to read on a scan: records and findings say so, and never cry error."""

from __future__ import annotations

from dataclasses import replace

from extract.checks import run_checks
from extract.run import extract_record
from ingest.document import Document
from ingest.read_facts import read_facts

DOUBT = "识别存疑，请与原件核对"


def blurred(document: Document, text: str) -> Document:
    """The same document as if one figure had been hard to read wherever a table prints it."""
    tables = tuple(
        replace(
            table,
            cells=tuple(
                cell._replace(recognition=0.4) if cell.text == text else cell
                for cell in table.cells
            ),
        )
        for table in document.tables
    )
    return replace(document, tables=tables)


def test_a_record_says_which_of_its_figures_are_doubtful(budget):
    document = blurred(budget.document, "1,260.50")
    record = extract_record(document, read_facts(document)).as_json()
    assert DOUBT in record["total_income"]["how"]
    assert DOUBT not in record["gov_fund_budget"]["how"]


def test_a_fact_carries_how_surely_its_cell_was_recognised(budget):
    facts = read_facts(blurred(budget.document, "1,260.50"))
    assert {f.recognition for f in facts if f.printed == "1,260.50" and f.table is not None} == {
        0.4
    }
    assert {f.recognition for f in facts if f.printed == "640.00"} == {1.0}


def test_a_broken_check_over_a_doubtful_figure_is_a_warning_and_says_why(budget):
    wrong = budget.with_(("收入总计\t1,260.50", "收入总计\t1,268.50"))
    assert severities(wrong.document) == {"error"}
    document = blurred(wrong.document, "1,268.50")
    assert severities(document) == {"warning"}
    messages = [f.message for f in run_checks(document, read_facts(document)) if f.check == "C07"]
    assert all(DOUBT in message for message in messages)


def severities(document: Document) -> set[str]:
    findings = run_checks(document, read_facts(document))
    return {f.severity for f in findings if f.check == "C07" and f.status == "broken"}
