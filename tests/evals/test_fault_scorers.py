"""The suite of planted faults: what a checker finds is counted by kind, and clean documents apart."""

from __future__ import annotations

from collections.abc import Sequence

from evals.fault_scorers import Job, Score, fault_metrics, fault_text, score
from ingest.facts import Finding


def _finding(message: str) -> Finding:
    return Finding("0" * 64, "a.docx", "C07", "收支平衡", "broken", "error", message)


def _crying_wolf(_: bytes, __: str) -> Sequence[Finding]:
    return (_finding("总是这一条"),)


def _blind(_: bytes, __: str) -> Sequence[Finding]:
    return ()


def test_a_checker_that_says_the_same_of_every_document_has_found_nothing() -> None:
    scores = score(Job("delta", 0, "text"), _crying_wolf)
    assert len(scores) > 40
    assert fault_metrics(scores) == {
        "faults_found": 0.0,
        "faults_found_once": 0.0,
        "clean_without_alarm": 0.0,
    }


def test_a_checker_that_says_nothing_has_no_false_alarm() -> None:
    scores = score(Job("delta", 0, "text"), _blind)
    assert fault_metrics(scores)["clean_without_alarm"] == 1.0


def test_two_findings_for_one_fault_are_found_but_not_once() -> None:
    scores = [Score("", "delta", ()), Score("sign_changed", "delta", ("C14 甲", "C13 乙"))]
    figures = fault_metrics(scores)
    assert (figures["faults_found"], figures["faults_found_once"]) == (1.0, 0.0)
    assert "sign_changed" in fault_text(scores)
