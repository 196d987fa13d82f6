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
from evals.synthesis.catalogue import LAYOUTS, NAMES, disclosure
from evals.synthesis.disclosure import Disclosure
from evals.synthesis.formats import FORMATS, SLOW
from evals.synthesis.print_browser import browser
from ingest.amount import Unit
from ingest.document import Document, Table
from ingest.facts import Fact
from ingest.read import SUFFIXES, read_document
from ingest.read_facts import read_facts

DOCUMENTS = 1
"""How many documents of every layout are tried; a long run raises it."""

Known = dict[tuple[str, str], str]

KNOWN: Known = {}
"""(layout, format or '*'): what is not yet read as printed."""

KNOWN_FACTS: Known = {}
"""The same for what the figures mean."""

KNOWN_PATHS: Known = {}
"""The same for the rows above a figure, its code and its side."""

KNOWN_LINES: Known = {}
"""The same for tables without vertical rules."""

HABITS = ("html", "html_word", "html_site")
BOOKS = ("xlsx", "xlsx_stacked")
ALWAYS = ("pdf", "docx", "text", "markdown")


def formats(layout: str) -> list[str]:
    """The formats a layout is tried in: one habit of web pages and of workbooks, in a long run all."""
    at = NAMES.index(layout)
    habits = (HABITS[at % 3], BOOKS[at % 2]) if DOCUMENTS == 1 else (*HABITS, *BOOKS)
    return [name for name in (*ALWAYS, *habits) if FORMATS[name].suffix in SUFFIXES]


def cases(known: Known, only: str = "", *, meaning: bool = True) -> list[object]:
    """Every layout (that states what its figures mean) in its formats, known failures marked."""
    some: list[object] = []
    for layout in LAYOUTS if meaning else NAMES:
        for name in [only] if only else formats(layout):
            reason = known.get((layout, name)) or known.get((layout, "*"))
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
            some.append(pytest.param(layout, name, marks=marks, id=f"{layout}-{name}"))
    return some


@cache
def made(layout: str, seed: int) -> Disclosure:
    """The document that all formats print."""
    return disclosure(seed, layout)


@cache
def truth(layout: str, seed: int) -> list[TableKey]:
    return table_keys(made(layout, seed))


@cache
def read(layout: str, name: str, seed: int) -> Document:
    printed = FORMATS[name].print(made(layout, seed))
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a{FORMATS[name].suffix}"
        path.write_bytes(printed.data)
        return read_document(path)


@pytest.mark.skipif(browser() is None, reason="no Chromium is installed")
def test_what_a_browser_prints_is_the_same_table(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(SLOW["browser"].print(disclosure(1, "cliff")).data)
    assert [looks(t) for t in read_document(path).tables] == [looks(k) for k in truth("cliff", 1)]


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


@pytest.mark.parametrize(("layout", "name"), cases(KNOWN, meaning=False))
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
def test_every_figure_knows_the_rows_above_it_its_code_and_its_side(layout: str, name: str) -> None:
    for seed in range(1, DOCUMENTS + 1):
        found = figures(layout, name, seed)
        wanted = {
            (f.table, f.row, f.column): (
                tuple(map(bare, f.means.row_path)),
                f.means.code,
                f.means.side,
            )
            for key in truth(layout, seed)
            for f in key.figures
            if f.means.side and f.means.kind == "amount"
        }
        got = {
            at: (tuple(map(bare, f.row_path)), f.code, f.side)
            for at in wanted
            if (f := found.get(at))
        }
        assert got == wanted


@pytest.mark.parametrize(("layout", "name"), cases(KNOWN_LINES, "pdf_lines"))
def test_numbers_of_a_table_without_vertical_rules_are_right_or_marked(
    layout: str, name: str
) -> None:
    """At least 98 % under the right item and measure, and a wrong one only in a marked table."""
    document = read(layout, name, 1)
    found: dict[Place, set[tuple[str, bool]]] = {}
    for (table, _, _), fact in figures(layout, name, 1).items():
        read_as = document.tables[table]
        place = under(read_as.title, fact.item, fact.column_path)
        found.setdefault(place, set()).add((fact.printed, not read_as.uncertain))
    wanted: dict[Place, set[str]] = {}
    for key in truth(layout, 1):
        for figure in (f for f in key.figures if f.means.kind == "amount"):
            place = under(key.title, figure.item, figure.column_path)
            wanted.setdefault(place, set()).add(figure.printed)
    silent = [
        (place, texts, found[place])
        for place, texts in wanted.items()
        if len(texts) == 1
        and any(sure and text not in texts for text, sure in found.get(place, ()))
    ]
    every = [(place, text) for place, texts in wanted.items() for text in texts]
    right = sum(text in {t for t, _ in found.get(place, ())} for place, text in every)
    assert not silent
    assert right >= len(every) * 98 // 100


Place = tuple[str, str, str]


def under(title: str, item: str, path: tuple[str, ...]) -> Place:
    """Where a figure stands, without what other tests look at: unit in the title, code in the item."""
    named = re.sub(r"^[\[【]?\d{3,7}[\]】]?\s*", "", bare(item))
    return re.sub("（单位.*）", "", closed(title)), named, closed("".join(path[-1:]))
