"""Numbers that are no money: a score, a share of something else, an area, an indicator's target.

Takes an Understood and Sources, gives a Composed answer or None. The sentence must say nearly all that
is asked, the word before the question word right before the number, and only one number may fit.

    '平均得了多少分'              ->  '…，平均得分99.43分（…）'
    '某面积的目标值是多少'         ->  the cell beside '某面积' in the table of indicators
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ingest.amount import number
from ingest.document import Cell, Document, Table
from retrieval.cell_lines import writer
from retrieval.compose import Composed, Stated
from retrieval.lexicon import folded, label_key
from retrieval.prompts import mark, period
from retrieval.prose import Line, Passage, cell_line, paragraphs, sentences
from retrieval.reading import Target, Understood
from retrieval.sources import Sources

__all__ = ["said_number_answer"]

_COUNTERS = "个百分点|平方米|平方公里|公里|万人次|人次|批次|分|家|%|场|篇|亩|吨|户|座|所|件|项|次"
_ASKED = re.compile(
    rf"(?P<noun>[^,;。?!]{{2,40}}?)(?:多少|几(?!乎|年))(?:个)?(?P<counter>{_COUNTERS})?"
)
_RATIO = re.compile(r"比重|比例|占比|[^频利税汇费功]率|百分之|增速|增幅")
_BREAK = re.compile(
    r"的|了|得|要|里面?|中|是|有|为|达到?|计划|目标|预计|一共|总共|多少|几|吗|呢|[^\u4e00-\u9fffa-z]+"
)
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_ENOUGH = 0.8
_INDICATOR = re.compile(r"目标值|指标值|指标|绩效目标|目标(?=是|为|多少)")
_SHORTEST_NAME = 5


class _Wanted(NamedTuple):
    """The words that must be said, the one right before the number, and the unit behind it."""

    pairs: tuple[str, ...]
    last: str
    counter: str


class _Said(NamedTuple):
    """One number that fits: its line, as printed, with its unit."""

    line: Line
    printed: str
    value: Decimal
    unit: str


def said_number_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The one number that is said of what is asked; None where none or several are."""
    targets = understood.targets
    if len(targets) != 1 or not (targets[0].own or targets[0].documents):
        return None
    target = targets[0]
    row = (target.own or target.documents)[0]
    document = sources.document(row.doc_id)
    found = list(_indicators(understood, document)) or list(_said(understood, target, document))
    values = {(said.value, said.unit) for said in found}
    if len(values) != 1:
        return None
    return _composed(understood, target, found[0])


# ── sentences ────────────────────────────────────────────────────────────────────────────────


def _said(understood: Understood, target: Target, document: Document) -> Iterator[_Said]:
    wanted = _wanted(understood)
    if wanted is None:
        return
    for passage in paragraphs(document):
        if wanted.last not in passage.key:
            continue
        for sentence in sentences(passage):
            yield from _numbers(sentence, wanted, target)


def _wanted(understood: Understood) -> _Wanted | None:
    """What must be said; None where no unit is asked for that is not money."""
    text = _unscoped(understood)
    match = _ASKED.search(text)
    if match is None:
        return None
    counter = match["counter"] or ("%" if _RATIO.search(match["noun"]) else "")
    before = [run for run in _BREAK.split(match["noun"]) if len(run) >= 2]
    runs = [run for run in _BREAK.split(text[: match.end("noun")]) if len(run) >= 2]
    pairs = tuple(run[i : i + 2] for run in runs for i in range(len(run) - 1))
    if not counter or not before or len(pairs) < 3:
        return None
    return _Wanted(pairs, before[-1][-2:], counter.replace("个百分点", "%"))


def _unscoped(understood: Understood) -> str:
    """The question without unit and year."""
    query = understood.query
    chars = list(query.text)
    for span in query.scope.taken:
        if span.end <= len(chars):
            chars[span.start : span.end] = "|" * (span.end - span.start)
    return "".join(chars)


def _numbers(sentence: Passage, wanted: _Wanted, target: Target) -> Iterator[_Said]:
    """Numbers of the wanted unit behind the wanted word, in a sentence that says nearly all."""
    key = sentence.key
    said = sum(pair in key for pair in wanted.pairs)
    years = {int(year) for year in re.findall(r"(?<!\d)((?:19|20)\d\d)年", key)}
    if said < _ENOUGH * len(wanted.pairs) or (years and target.year and target.year not in years):
        return
    pattern = re.compile(rf"({_NUMBER})(?:余|多)?{re.escape(wanted.counter)}")
    for match in pattern.finditer(key):
        before = re.split(rf"{_NUMBER}|[,;。]", key[: match.start()])[-1]
        value = number(match[1])
        if wanted.last in before and value is not None:
            yield _Said(sentence.line, match[1], value, wanted.counter)


# ── indicators ───────────────────────────────────────────────────────────────────────────────


def _indicators(understood: Understood, document: Document) -> Iterator[_Said]:
    """Targets beside the names of indicators, the longest name that the question says."""
    text = understood.query.text
    if not _INDICATOR.search(text):
        return
    found: list[tuple[int, _Said]] = []
    for table in document.tables:
        for cells in _rows(table):
            for name, value in pairwise(cells):
                key = label_key(name.text)
                if (
                    len(key) >= _SHORTEST_NAME
                    and key in text
                    and (said := _target(document, table, name, value))
                ):
                    found.append((len(key), said))
    longest = max((length for length, _ in found), default=0)
    yield from (said for length, said in found if length == longest)


def _rows(table: Table) -> list[list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(cell)
    return [sorted(cells, key=lambda cell: cell.col) for cells in rows.values()]


_TARGET = re.compile(rf"^[≥≤<>=]*({_NUMBER})\s*([^\d\s]{{0,6}})$")


def _target(document: Document, table: Table, name: Cell, value: Cell) -> _Said | None:
    """'≥10 场' beside '服务活动举办数量'; a bare number of a money table is none."""
    match = _TARGET.match(folded(value.text))
    amount = number(match[1]) if match else None
    if match is None or amount is None or not match[2]:
        return None
    line = cell_line(document, table, [name, value])
    return _Said(line, folded(value.text), amount, match[2])


# ── the answer ───────────────────────────────────────────────────────────────────────────────


def _composed(understood: Understood, target: Target, said: _Said) -> Composed:
    write = writer(understood)
    row = (target.own or target.documents)[0]
    whose = (f"{row.fiscal_year}年", row.unit_name or "")
    number_ = write.cite(said.line.citation, said.line.unit, (*said.line.labels, *whose))
    unit = "" if said.printed.endswith(said.unit) else said.unit
    lead = f"{period(target.year)}{row.unit_name or ''}"
    write.say(f"{lead}：{said.printed}{unit}{mark(number_)}。", core=True)
    write.say(f"{said.line.text}{mark(number_)}", verbatim=said.line.verbatim)
    when = str(target.year) if target.year else None
    write.figures.append(Stated(said.value, said.unit, "", "level", when, number_))
    return write.done()
