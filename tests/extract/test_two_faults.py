"""Two faults in different places of one invented document give two findings."""

from __future__ import annotations

from pathlib import Path

from evals.synthesis.catalogue import disclosure
from evals.synthesis.faults import applicable, plant_all
from evals.synthesis.formats import FORMATS
from extract.checks import run_checks
from ingest.read import read_document
from ingest.read_facts import read_facts

PAIRS = (
    ("sangong_text", "economic_item_wrong"),
    ("sangong_text", "direction_wrong"),
    ("economic_item_wrong", "placeholder"),
    ("digit_changed", "sangong_text"),
    ("percent_wrong", "economic_item_wrong"),
    ("procurement_text", "digit_changed"),
)
LAYOUTS = ("delta", "harbour", "lagoon", "fjord", "southern", "coastal")


def _alarms(layout: str, pair: tuple[str, str]) -> int:
    made, _ = plant_all(disclosure(0, layout), pair, 0)
    document = read_document(Path("d.txt"), data=FORMATS["text"].print(made).data, name="d.txt")
    findings = run_checks(document, read_facts(document))
    return sum(f.status == "broken" and f.severity != "info" for f in findings)


def test_two_faults_in_one_document_are_two_findings() -> None:
    told = {
        (layout, *pair): _alarms(layout, pair)
        for layout in LAYOUTS
        for pair in PAIRS
        if set(pair) <= set(applicable(disclosure(0, layout)))
    }
    assert len(told) >= 15
    wrong = {case: number for case, number in told.items() if number != 2}
    assert len(wrong) <= len(told) * 0.05, wrong
