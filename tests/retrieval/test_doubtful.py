"""An answer that rests on characters which were hard to read on a scan says so beside the figure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.document import Document
from ingest.read import read_document
from ingest.read_facts import read_facts
from retrieval.answer import answer
from retrieval.understand.sources import Sources
from tests.retrieval.budgets import budget, sources_of

DOUBT = "（识别存疑，请与原件核对）"


def scanned(document: Document, *texts: str) -> Document:
    """The same document as if these figures had been hard to read, in tables and in prose."""
    tables = tuple(
        replace(
            table,
            cells=tuple(
                cell._replace(recognition=0.4) if cell.text in texts else cell
                for cell in table.cells
            ),
        )
        for table in document.tables
    )
    lines = tuple(
        line._replace(recognition=0.4)
        if any(text in document.text[line.start : line.end] for text in texts)
        else line
        for line in document.lines
    )
    return replace(document, tables=tables, lines=lines)


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    path = tmp_path / "预算.txt"
    path.write_text(budget(), encoding="utf-8")
    document = scanned(read_document(path), "15.00", "32 人")
    return sources_of([(document, read_facts(document))])


def test_a_doubtful_figure_is_answered_with_the_doubt_beside_it(sources: Sources) -> None:
    found = answer("2025年三公经费是多少？", sources)
    assert found.kind == "found"
    assert f"15.00 万元[1]。{DOUBT}" in found.text


def test_a_doubtful_line_of_prose_says_so_too(sources: Sources) -> None:
    assert DOUBT in answer("编制多少人", sources).text


def test_a_figure_that_was_read_surely_says_nothing(sources: Sources) -> None:
    assert "存疑" not in answer("2025年收入总计是多少？", sources).text
