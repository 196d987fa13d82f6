"""A cited place that a check found wrong is marked, and the warning is verified like all lines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ingest.facts import Finding, FindingSide
from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, library


def _with_finding(sources: Sources, title: str, question: str) -> Sources:
    cited = ask(question, sources).citations[0]
    fact = next(f for f in sources.facts([cited.doc_id]) if f.citation == cited)
    side = FindingSide(label="收入总计", value=fact.value, unit=fact.unit, citation=cited)
    finding = Finding(
        doc_id=cited.doc_id,
        doc=cited.doc,
        check="income",
        title=title,
        status="broken",
        severity="error",
        message="不符",
        left=side,
        right=(),
    )
    return replace(sources, findings=lambda _ids: (finding,))


def test_the_warning_cites_the_place(tmp_path: Path) -> None:
    question = "收入总计是多少"
    sources = _with_finding(library(tmp_path, budget()), "收入等于支出", question)
    last = ask(question, sources).text.splitlines()[-1]
    assert last.startswith("注意：所引之处有核对不符的地方（收入等于支出）")
    assert last.endswith("[1]。")


def test_a_number_in_the_warning_that_nothing_supports_is_left_out(tmp_path: Path) -> None:
    question = "收入总计是多少"
    sources = _with_finding(library(tmp_path, budget()), "应为 98765 万元", question)
    last = ask(question, sources).text.splitlines()[-1]
    assert last.startswith("注意：")
    assert "98765" not in last
