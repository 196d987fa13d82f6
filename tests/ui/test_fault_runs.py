"""The suite `faults` runs the product's own reading and checks."""

from __future__ import annotations

from ui.fault_runs import fault_scores


def test_most_planted_faults_of_a_layout_are_found_and_the_clean_document_is_silent() -> None:
    scores = fault_scores(layouts=["harbour"])
    clean = next(one for one in scores if not one.kind)
    faults = [one for one in scores if one.kind]
    assert clean.findings == ()
    assert sum(bool(one.findings) for one in faults) >= 0.9 * len(faults)
