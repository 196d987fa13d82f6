"""The suite `faults` runs the product's own reading and checks."""

from __future__ import annotations

from ui.fault_runs import fault_scores

KINDS = ["digit_changed", "total_not_updated", "income_text", "direction_wrong", "placeholder"]


def test_planted_faults_are_told_once_and_the_clean_document_is_silent(monkeypatch) -> None:
    monkeypatch.setattr("evals.fault_scorers.applicable", lambda *_: KINDS)
    found = {one.kind: len(one.findings) for one in fault_scores(layouts=["harbour"])}
    assert found == {"": 0, **dict.fromkeys(KINDS, 1)}
