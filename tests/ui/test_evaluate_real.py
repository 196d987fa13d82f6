"""The real documents are answered and read as well as before: every question, held to the baseline."""

from __future__ import annotations

import pytest

from ui.evaluate import run_suites


@pytest.mark.timeout(600)
@pytest.mark.usefixtures("shared_documents")
@pytest.mark.parametrize("suite", ["real", "reading"])
def test_real_documents_are_answered_as_well_as_before(
    suite: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_suites(suite, None) == 0
    assert "低于基线" not in capsys.readouterr().out
