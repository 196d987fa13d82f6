"""Planted faults: every kind changes one thing, says so truly, and says it the same way twice."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest

from evals.synthesis.catalogue import NAMES, disclosure
from evals.synthesis.disclosure import Contents, Cover, Disclosure, Heading, Paragraph, Table
from evals.synthesis.faults import FAULTS, NotHere, applicable, plant, plant_all

SEED = 2


def printed(made: Disclosure) -> str:
    """Everything that a document prints."""
    texts: list[str] = []
    for block in made.blocks:
        match block:
            case Cover():
                texts += block.lines
            case Contents():
                texts += [entry.text for entry in block.entries]
            case Heading() | Paragraph():
                texts.append(block.text)
            case Table():
                texts += [block.title_line, block.number_line, block.unit_line, block.caption]
                texts += [block.note, *(cell for row in block.grid for cell in row)]
    return "\n".join(texts)


def hosts(kind: str) -> list[str]:
    """The layouts that have a place for a kind of fault."""
    return [name for name in NAMES if kind in applicable_in(name)]


@cache
def applicable_in(name: str) -> list[str]:
    return applicable(disclosure(SEED, name))


def test_there_are_more_than_forty_kinds_and_every_one_breaks_a_rule() -> None:
    assert len(FAULTS) >= 40
    assert all(1 <= rule <= 85 for fault in FAULTS.values() for rule in fault.rules)
    assert all(fault.rules for fault in FAULTS.values())


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_changes_what_it_says_and_can_be_planted_again(kind: str) -> None:
    where = hosts(kind)
    assert where, "no layout has a place for it"
    for name in where[:3]:
        clean = disclosure(SEED, name)
        wrong, planted = plant(clean, kind, 5)
        assert plant(clean, kind, 5) == (wrong, planted)
        assert printed(wrong) != printed(clean)
        assert planted.id == kind
        assert planted.left.quote in printed(wrong)
        assert all(place.quote in printed(clean) for place in planted.right)


@pytest.mark.parametrize("name", NAMES[2:])
def test_a_fault_touches_one_block_or_two(name: str) -> None:
    clean = disclosure(SEED, name)
    for kind in applicable_in(name):
        wrong, _ = plant(clean, kind, 9)
        gone = [b for b in clean.blocks if b not in wrong.blocks]
        come = [b for b in wrong.blocks if b not in clean.blocks]
        assert len(gone) <= 2
        assert len(come) <= 1, kind


def test_most_kinds_have_a_place_in_most_layouts() -> None:
    assert min(len(applicable_in(name)) for name in NAMES[2:]) >= 40


def test_two_faults_stand_in_one_document() -> None:
    clean = disclosure(SEED, "delta")
    wrong, planted = plant_all(clean, ("income_text", "class_total_wrong"), 3)
    assert [one.id for one in planted] == ["income_text", "class_total_wrong"]
    assert sum(a != b for a, b in zip(clean.blocks, wrong.blocks, strict=True)) == 2


def test_a_fault_without_a_place_is_refused() -> None:
    with pytest.raises(NotHere):
        FAULTS["price_wrong"].plant(disclosure(SEED, "delta"), Random(1))
