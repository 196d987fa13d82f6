"""Robustness and generated gold: what stays right stays right, and a stubborn answerer is found out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from evals.robustness import PARAPHRASES, run_robustness
from evals.synthetic import COMPOSED, drafted_anew, printed_documents, synthetic_suite


def test_the_generated_suite_is_the_same_for_a_seed_and_another_for_the_next(
    tmp_path: Path,
) -> None:
    folders = [tmp_path / name for name in "abc"]
    for folder in folders:
        folder.mkdir()
    one, again, other = (
        synthetic_suite(folder, seed, 3) for folder, seed in zip(folders, (1, 1, 2), strict=True)
    )
    assert one == again
    assert one.documents.isdisjoint(other.documents)
    assert {q.answer_type for q in one.questions} == {"figure", "refusal"}


def test_no_two_generated_documents_are_of_one_unit(tmp_path: Path) -> None:
    units = [one.made.unit_name for one in printed_documents(tmp_path, 3, len(COMPOSED))]
    assert len(units) == len(set(units)) == len(COMPOSED)


def test_a_document_drafted_anew_is_of_the_same_unit_with_other_figures(tmp_path: Path) -> None:
    some = list(printed_documents(tmp_path, 4, 2))
    others = list(drafted_anew(tmp_path, some))
    assert [o.made.unit_name for o in others] == [s.made.unit_name for s in some]
    assert {o.sha256 for o in others}.isdisjoint(s.sha256 for s in some)


def test_one_that_always_says_the_same_figure_fails_every_trial(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.robustness.FEW", 2)
    line: Mapping[str, Any] = {"answer": "1万元", "figures": [{"value": "1", "unit": "万元"}]}

    @contextmanager
    def library(_files: Sequence[Path]) -> Iterator[Any]:
        yield lambda _question: line

    found = run_robustness(tmp_path, 6, library)
    assert set(found.metrics.values()) == {0.0}
    assert found.measures["paraphrase"].n == len(PARAPHRASES) * found.measures["growth"].n
    assert "应为" in found.as_text()
