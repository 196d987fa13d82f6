"""The same table, printed in every layout and every format, is read as the same table.

Generated documents with known truth: grids, header paths, titles, numbers and units must be what
the generator printed; the figures must mean the same in every format. DOCUMENTS says how many
seeds are tried. A case in KNOWN fails today and says why; it must be taken out when it passes.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from evals.synthesis.answer_key import FigureKey, TableKey, table_keys
from evals.synthesis.catalogue import NAMES, disclosure
from evals.synthesis.formats import FORMATS
from ingest.amount import Unit
from ingest.document import Document, Table
from ingest.facts import Fact
from ingest.read import SUFFIXES, read_document
from ingest.read_facts import read_facts

DOCUMENTS = 1
"""How many documents of every layout are tried; a long run raises it."""

KNOWN: dict[tuple[str, str], str] = {
    ("gorge", "*"): "a unit printed in the title line stays in the title",
}
"""(layout, format or '*'): what is not yet read as printed."""

KNOWN_FACTS: dict[tuple[str, str], str] = {
    ("gorge", "*"): "本年收入合计 under '2023年预算数' is taken for 2024",
}
"""The same for what the figures mean."""

KNOWN_PATHS: dict[tuple[str, str], str] = {}
"""The same for their whole paths, compared between formats."""

READ = [name for name, each in FORMATS.items() if each.suffix in SUFFIXES]


def cases(known: dict[tuple[str, str], str]) -> list[object]:
    """Every layout in every format, those in `known` expected to fail."""
    made = []
    for layout in NAMES:
        for name in READ:
            reason = known.get((layout, name)) or known.get((layout, "*"))
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
            made.append(pytest.param(layout, name, marks=marks, id=f"{layout}-{name}"))
    return made


@cache
def truth(layout: str, seed: int) -> list[TableKey]:
    return table_keys(disclosure(seed, layout))


@cache
def read(layout: str, name: str, seed: int) -> Document:
    printed = FORMATS[name].print(disclosure(seed, layout))
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a{FORMATS[name].suffix}"
        path.write_bytes(printed.data)
        return read_document(path)


def closed(text: str) -> str:
    """Without the spaces that only set a word wide: '收  入' is the word 收入."""
    return re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", text)


def grid(rows: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    return [[closed(cell) for cell in row] for row in rows]


def looks(table: Table | TableKey) -> dict[str, object]:
    """What of a table must be the same."""
    return {
        "title": closed(table.title),
        "number": table.number,
        "unit": str(table.unit or ""),
        "header_rows": table.header_rows,
        "paths": grid(table.column_paths if isinstance(table, Table) else table.paths),
        "grid": grid(table.grid),
    }


@pytest.mark.parametrize(("layout", "name"), cases(KNOWN))
def test_every_table_is_read_as_it_was_printed(layout: str, name: str) -> None:
    for seed in range(1, DOCUMENTS + 1):
        document = read(layout, name, seed)
        assert [looks(t) for t in document.tables] == [looks(k) for k in truth(layout, seed)]


NUMBERING = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*|其中[：:]?)+")


def bare(label: str) -> str:
    """A label without its numbering: '（一）一般公共预算' and '其中：一般公共预算' are one item."""
    return NUMBERING.sub("", closed(label))


def meant(figure: FigureKey) -> tuple[object, ...]:
    """What a figure means: value in 元, item, measure, year where it is a level."""
    level = figure.means.measure == "level"
    leaf = closed(figure.column_path[-1])
    return (figure.value.normalize(), bare(figure.item), leaf, figure.means.year if level else None)


def understood(fact: Fact) -> tuple[object, ...]:
    value = fact.value or Decimal(0)
    value = value * Unit(fact.unit).yuan if fact.kind == "amount" and fact.unit else value
    level = fact.measure == "level"
    leaf = closed(fact.column_path[-1]) if fact.column_path else ""
    return (value.normalize(), bare(fact.item), leaf, fact.year if level else None)


@cache
def figures(layout: str, name: str, seed: int) -> dict[tuple[int, int, int], Fact]:
    """The printed figures of the tables by their place."""
    return {
        (f.table, f.row, f.column): f
        for f in read_facts(read(layout, name, seed))
        if f.table is not None
        and f.row is not None
        and f.column is not None
        and f.state == "printed"
    }


@pytest.mark.parametrize(("layout", "name"), cases(KNOWN_FACTS))
def test_every_figure_means_what_was_printed(layout: str, name: str) -> None:
    for seed in range(1, DOCUMENTS + 1):
        found = figures(layout, name, seed)
        wanted = {
            (f.table, f.row, f.column): meant(f)
            for key in truth(layout, seed)
            for f in key.figures
            if f.means.kind == "amount"
        }
        got = {place: understood(found[place]) for place in wanted if place in found}
        assert got == wanted


@pytest.mark.parametrize(("layout", "name"), cases(KNOWN_PATHS))
def test_figures_have_the_same_paths_in_every_format(layout: str, name: str) -> None:
    def paths(which: str) -> dict[tuple[int, int, int], tuple[object, ...]]:
        found = figures(layout, which, 1)
        return {at: (f.row_path, f.column_path, f.code, f.year, f.side) for at, f in found.items()}

    assert paths(name) == paths(READ[0])
