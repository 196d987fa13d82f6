"""A Document becomes its Facts: those of its tables, then those of its prose; its targets apart.

Takes a Document, gives every printed figure as a typed Fact with a citation. Knows no file format
and no question. Figures that are looked up come from facts with a confidence of 0.8 and more.
What indicators of performance aim at is no figure of the budget and is read by itself.

    '2060101  行政运行  1,211'           -> a fact of a table cell
    '机关运行经费财政拨款预算208万元'    -> a fact of a sentence
    '质量指标 | 水质达标率 | ≥95%'       -> a target
"""

from __future__ import annotations

from dataclasses import replace

from ingest.document import Document
from ingest.facts import Fact
from ingest.figures.prose import prose_facts
from ingest.figures.silent_units import unit_by_sentences
from ingest.figures.tables import table_facts
from ingest.figures.targets import target_facts

__all__ = ["read_facts", "read_targets"]


def read_facts(document: Document) -> tuple[Fact, ...]:
    """All facts of a document, in the order of its tables and then of its paragraphs."""
    facts: list[Fact] = []
    unit = unit_by_sentences(document)
    for table in document.tables:
        stated = table if table.unit else replace(table, unit=unit)
        facts.extend(table_facts(document, stated, len(facts)))
    facts.extend(prose_facts(document, len(facts)))
    return tuple(_recognised(document, fact) for fact in facts)


def read_targets(document: Document, position: int = 0) -> tuple[Fact, ...]:
    """The numeric targets of all indicators, of measure 'target'; ids count from `position`."""
    facts: list[Fact] = []
    for table in document.tables:
        facts.extend(target_facts(document, table, position + len(facts)))
    return tuple(_recognised(document, fact) for fact in facts)


def _recognised(document: Document, fact: Fact) -> Fact:
    """The fact with how sure its characters are: a scan may be hard to read."""
    spans = [(piece.start, piece.end) for piece in fact.citation.pieces]
    sure = document.recognition([*spans, (fact.at.start, fact.at.end)])
    return fact if sure == fact.recognition else replace(fact, recognition=sure)
