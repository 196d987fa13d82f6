"""The units of one department with a column of its own table, in its order or by size: '哪家单位的项目支出最多'.

Takes an Understood of one unit, gives a Composed answer or None: every unit with a row in the table, where
one is asked for that one first, and by how much the ends differ where that is asked. The rows must add up to what the
table prints as their sum, so that no unit is missing. Knows nothing of units with documents of their own.

    '各单位的项目支出分别是多少'                    ->  four rows
    '公务接待费哪个单位安排得最多，比最少的单位多多少元'  ->  four rows in order, 9,500.00 − 2,500.00
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from ingest.facts import Fact
from ingest.structure.numbering import chinese_number
from retrieval.figures.cell_lines import writer
from retrieval.rows.sub_unit_answers import fitting_cell, matter_held, setting_side_by_side
from retrieval.rows.sub_units import targets_of
from retrieval.understand.cell_words import AskedText, asked_text
from retrieval.understand.places import is_neutral
from retrieval.understand.reading import Understood
from retrieval.words.lexicon import folded, label_key
from retrieval.writing.arithmetic import compute
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["unit_ranking_answer"]

_UNITS = r"(?:预算|基层|下属|所属|直属|二级|事业)*(?:单位|机构)"
_WHICH = re.compile(
    rf"[哪谁]一?(?:个|家)?(?:{_UNITS})?|(?:这|各|全部|所有)?(?:(?P<n>[二两三四五六七八九十]|\d{{1,2}})(?:家|个))?{_UNITS}(?:当?中|里)?"
)
_ASKS_WHICH = re.compile(rf"[哪谁]一?(?:家|个{_UNITS})|谁|最[多高大少低小]的?(?:是[哪谁]|{_UNITS})")
_ASKS_EACH = re.compile(
    rf"(?:(?:各|每)(?:个|家)?|[二两三四五六七八九十\d](?:家|个)){_UNITS}[^,。?]{{0,24}}(?:分别|各|多少|几)"
)
_OF_OTHERS = re.compile(
    r"最[多高大少低小贵]的?是哪一?[项笔台件]|^(?!.*(?:单位|机构|家)).*(?:项目(?!支出)|采购|科目|设备|品目)"
)
"""Rows that are no units: '采购预算最大的是哪项'."""
_END = re.compile(r"最[多高大少低小](?:的)?")
_LEAST = re.compile(r"最[少低小]")
_GAP = re.compile(r"比最?|相差|差(?:多少|几|额)|[多少高低](?:出|了)?(?:多少|几)")
_SAYING = re.compile(r"安排|得|花|用|排名|排序")
_NOT = ("reason", "definition", "purpose", "change", "rate", "contradiction", "average", "share", "sum")  # fmt: skip


class _Row(NamedTuple):
    unit: str
    fact: Fact


def unit_ranking_answer(understood: Understood) -> Composed | None:
    """The units in order; None where the question does not ask which unit has most or least."""
    query = understood.query
    targets = targets_of(understood)
    text = query.asked or query.text
    if len(targets) != 1 or query.asks(*_NOT) or query.later or (query.top or 1) > 1:
        return None
    ordered = _ASKS_WHICH.search(text) and _END.search(text) and not _OF_OTHERS.search(text)
    if not ordered and not (_ASKS_EACH.search(text) and not _END.search(text)):
        return None
    asked, count = _free(asked_text(query))
    for row in targets[0].own:
        facts = [
            f
            for f in understood.facts_of([row])
            if f.table is not None and f.value is not None and f.measure == "level"
            and (targets[0].year is None or (f.year or row.fiscal_year) == targets[0].year)
        ]  # fmt: skip
        tables = [rows for rows in _of_tables(facts, asked) if count in (None, len(rows))]
        tables = [rows for rows in tables if matter_held(text, [r.fact for r in rows])]
        if tables:
            return _composed(understood, max(tables, key=len), text)
    return None


def _free(asked: AskedText) -> tuple[AskedText, int | None]:
    """The question without the words that ask which unit, and how many units it says there are."""
    said = next((m["n"] for m in _WHICH.finditer(asked.text) if m["n"]), None)
    text = asked.text
    for words in (_WHICH, _END, _GAP, _SAYING):
        text = words.sub(lambda m: "|" * len(m[0]), text)
    count = None if said is None else int(said) if said.isdigit() else chinese_number(said)
    return setting_side_by_side(replace(asked, text=text, tables=())), count


def _of_tables(facts: Sequence[Fact], asked: AskedText) -> Iterator[list[_Row]]:
    """Of each table the column that accounts for the question, where every unit has a cell in it."""
    for table in dict.fromkeys(fact.table for fact in facts):
        inside = [fact for fact in facts if fact.table == table]
        names = dict.fromkeys(
            folded(f.row_path[0]).replace(" ", "")
            for f in inside
            if f.scope != "部门" and f.row_path
        )
        cells = [(name, fitting_cell(name, inside, asked)) for name in names]
        rows = [_Row(name, cell) for name, cell in cells if cell is not None]
        if len(rows) < 2 or len(rows) < len(cells):
            continue
        if len({row.fact.column for row in rows}) == 1 and _whole(rows, inside):
            yield rows


def _whole(rows: Sequence[_Row], inside: Sequence[Fact]) -> bool:
    """The units make up the total that the column prints, where it prints one."""
    column = rows[0].fact.column
    totals = [
        f for f in inside if f.column == column and f.scope == "部门" and f.row_path and _sum_row(f)
    ]
    return not totals or totals[0].value == sum((_value(row) for row in rows), Decimal(0))


def _sum_row(fact: Fact) -> bool:
    return len(fact.row_path) == 1 and label_key(fact.item) in ("合计", "总计", "部门合计")


def _value(row: _Row) -> Decimal:
    return row.fact.value or Decimal(0)


def _composed(understood: Understood, rows: Sequence[_Row], text: str) -> Composed:
    first_end = _END.search(text)
    least = first_end is not None and _LEAST.match(first_end[0]) is not None
    ordered = sorted(rows, key=_value, reverse=not least) if first_end else list(rows)
    write = writer(understood)
    numbers = [write.evidence(row.fact) for row in ordered]
    at_top = [row.unit for row in ordered if _value(row) == _value(ordered[0])]
    column = [label_key(label) for label in ordered[0].fact.column_path]
    whole = f"{ordered[0].fact.side or ''}合计"
    what = next((key for key in reversed(column) if not is_neutral(key)), whole)
    what = re.sub(r"\(.*?\)", "", what)
    word, way = ("最少", "从少到多") if least else ("最多", "从多到少")
    lead = f"{period(ordered[0].fact.year)}{what}{word}的是{'、'.join(at_top)}"
    each = f"{period(ordered[0].fact.year)}各单位的{what}："
    write.say(f"{lead}；各单位{way}：" if first_end else each)
    for row, number in zip(ordered, numbers, strict=True):
        write.say(f"{row.unit}：{value_text(row.fact)}{mark(number)}", core=True)
        write.state(row.fact, f"{row.unit}{what}", number)
    if re.search(r"相差|差(?:多少|几|额)|比最", text):
        _say_gap(write, ordered)
    return write.done()


def _say_gap(write: Writer, ordered: Sequence[_Row]) -> None:
    """By how much the largest lies above the smallest."""
    ends = sorted((ordered[0], ordered[-1]), key=_value, reverse=True)
    terms = [term for row in ends if (term := write.term(row.fact))]
    computed = compute("difference", terms) if len(terms) == 2 else None
    if computed is None:
        return
    write.kind = "computed"
    marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    write.say(f"最多与最少相差：{computed.formula}{marks}。", [computed], core=True)
    year = ends[0].fact.year
    names = "、".join(row.unit for row in ends)
    write.derive(computed, names, computed.operation, str(year) if year else None)
