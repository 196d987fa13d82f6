"""All facts of a document; the seeds' own totals are the oracle."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.document import Document
from ingest.facts import Fact
from ingest.read import read_document
from ingest.read_facts import read_facts
from tests.ingest.builders import ruled


@pytest.fixture(scope="module")
def read_seeds(seeds: list[Path]) -> list[tuple[Document, tuple[Fact, ...]]]:
    documents = [read_document(path) for path in seeds]
    return [(document, read_facts(document)) for document in documents]


def test_ids_count_through_tables_and_prose() -> None:
    facts = read_facts(
        ruled("""
        项目 | 预算数
        公务接待费 | 3
        会议费 | 4
    """)
    )
    assert [fact.id.split(":")[-2:] for fact in facts] == [["fact", "0"], ["fact", "1"]]


def test_every_quote_of_the_seeds_is_verbatim(
    read_seeds: list[tuple[Document, tuple[Fact, ...]]],
) -> None:
    for document, facts in read_seeds:
        assert facts
        for fact in facts:
            pieces = fact.citation.pieces
            assert "".join(document.text[p.start : p.end] for p in pieces) == fact.citation.quote


def test_items_add_up_to_their_group_in_every_coded_table_of_the_seeds(
    read_seeds: list[tuple[Document, tuple[Fact, ...]]],
) -> None:
    checked = 0
    for _, facts in read_seeds:
        for parts, whole in _families(facts):
            place = Decimal(1) if "." not in whole.printed else Decimal("0.01")
            total = sum((part.value or Decimal(0) for part in parts), Decimal(0))
            assert abs(total - (whole.value or 0)) <= place * (len(parts) + 1) / 2, whole
            checked += 1
    assert checked > 300


def _families(facts: tuple[Fact, ...]) -> list[tuple[list[Fact], Fact]]:
    """Each 类 and 款 with its 款 and 项, by table, column and unit."""
    columns: dict[tuple[object, ...], dict[str, Fact]] = defaultdict(dict)
    for fact in facts:
        if fact.code and fact.code.isdigit() and len(fact.code) in (3, 5, 7):
            unit = fact.row_path[0] if fact.scope != "部门" else ""
            columns[fact.table, fact.column, unit].setdefault(fact.code, fact)
    return [
        (parts, whole)
        for column in columns.values()
        for code, whole in column.items()
        if (parts := [f for c, f in column.items() if c[:-2] == code])
    ]
