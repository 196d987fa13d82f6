"""Projects as rows, numbered items and sections; subtotals of units are none."""

from __future__ import annotations

from pathlib import Path

from ingest.read import read_document
from retrieval.printed.projects import projects
from retrieval.printed.prose import paragraphs
from tests.retrieval.narratives import HARBOUR, LIBRARY


def _names(folder: Path, text: str) -> list[tuple[str, str]]:
    path = folder / "budget.txt"
    path.write_text(text, encoding="utf-8")
    document = read_document(path)
    return [(p.form, p.name) for p in projects(document, list(paragraphs(document)))]


def test_rows_of_a_project_table_without_the_row_of_the_unit(tmp_path: Path) -> None:
    rows = [name for form, name in _names(tmp_path, HARBOUR) if form == "row"]
    assert rows == ["航道疏浚", "引航站改造"]


def test_numbered_items_and_sections_name_projects(tmp_path: Path) -> None:
    found = _names(tmp_path, LIBRARY)
    assert ("item", "文献购置") in found
    assert ("item", "阅读推广") in found
    assert ("section", "数字阅览专项") in found
