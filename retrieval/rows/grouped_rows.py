"""Which unit has most of the projects or purchases: the rows of each unit added, the sums set in order.

Takes an Understood and Sources, gives a Composed answer or None. The table prints the unit beside every row
and its rows make up the printed sum; every word of the question is accounted for. Knows no tables of units.

    '哪个单位的采购最多'   ->   码头养护所：清淤泵 100.00 + 护栏 20.00 = 120.00 万元
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from retrieval.figures.cell_lines import writer
from retrieval.rows.picked_rows import free_text
from retrieval.rows.record_columns import measured_column
from retrieval.rows.records import Record, Sheet, adds_up, sheets
from retrieval.understand.cell_words import asked_text, left_over, title_spans
from retrieval.understand.pick_asked import Pick, pick_asked
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded
from retrieval.writing.arithmetic import compute
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import mark, period

__all__ = ["grouped_answer"]

_THINGS = (
    (re.compile(r"采购"), re.compile(r"采购")),
    (re.compile(r"项目(?!支出)"), re.compile(r"项目(?!绩效)")),
)
_UNIT = re.compile(r"单位|机构|主体|部门")
_WHOSE = re.compile(
    r"谁(?:手里|手上|家|名下|那里|那儿)?|(?:哪|几)?[一两二三四五]?[个家](?:下属|所属|直属|预算)?(?:单位|机构|部门)|(?:下属|所属)?(?:单位|部门|机构)"
)
_OF_ROWS = re.compile(r"的?(?:[一二两三四五\d]+个)?(?:采购)?项目|的?采购")
_NOT = ("share", "change", "rate", "difference", "ratio", "reason", "definition")


def grouped_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The units with most, or least, of the rows added; None where a word or a row is left over."""
    query = understood.query
    targets = understood.own_targets
    if len(targets) != 1 or query.asks(*_NOT) or query.later or not _WHOSE.search(query.text):
        return None
    text = free_text(query)
    pick = pick_asked(text)
    titles = next((titles for asked, titles in _THINGS if asked.search(text)), None)
    if pick is None or pick.order is None or pick.bound or titles is None:
        return None
    if _OF_ROWS.match(text[pick.order.end :]):
        return None  # '排第三的项目是哪个单位的' orders projects, not units
    left = _WHOSE.sub(lambda m: "|" * len(m[0]), pick.text)
    asked = asked_text(replace(query, text=re.sub(r"项目|采购|钱", "|", left)))
    for listed in targets[0].own:
        facts = [f for f in understood.facts_of([listed]) if f.year in (targets[0].year, None)]
        final = listed.doc_id in understood.final_accounts
        for sheet in sheets(sources.document(listed.doc_id), facts):
            title = folded(sheet.table.title)
            if not titles.search(title) or _UNIT.search(sheet.head) or "购买服务" in title:
                continue
            column = measured_column(sheet, pick, (), (), text, final=final)
            groups = _groups(sheet) if column is not None else {}
            whole = column is not None and adds_up(sheet, column)
            if len(groups) < 2 or not whole or left_over(asked, title_spans(title, asked.text)):
                continue
            whose = f"{period(listed.fiscal_year)}{listed.unit_name or ''}"
            return _composed(
                understood, groups, column or 0, pick, f"{whose}“{sheet.table.title.strip()}”"
            )
    return None


def _groups(sheet: Sheet) -> dict[str, list[Record]]:
    """The records of every unit; none where a record names no unit."""
    columns = [c for c, path in enumerate(sheet.table.column_paths) if path and _UNIT.search(folded(path[-1]))]  # fmt: skip
    found: dict[str, list[Record]] = {}
    for record in sheet.records:
        name = next((record.words[c][0] for c in columns if c in record.words), "")
        if not name:
            return {}
        found.setdefault(name, []).append(record)
    return found


def _composed(
    understood: Understood, groups: dict[str, list[Record]], column: int, pick: Pick, lead: str
) -> Composed | None:
    order = pick.order
    sums = {name: sum((r.figures[column].value or Decimal(0) for r in rows if column in r.figures), Decimal(0)) for name, rows in groups.items()}  # fmt: skip
    if order is None or any(
        r.figures.get(column) is None for rows in groups.values() for r in rows
    ):
        return None
    names = sorted(sums, key=lambda name: sums[name], reverse=not order.least)
    shown = names[order.nth - 1 : order.nth] if order.nth else names[: order.count or len(names)]
    tied = [n for n in names if n not in shown and shown and sums[n] == sums[shown[-1]]]
    if not shown or tied:
        return None
    write = writer(understood)
    write.say(f"{lead}按单位相加，{'从少到多' if order.least else '从多到少'}：")
    return write.done() if all(_say(write, name, groups[name], column) for name in shown) else None


def _say(write: Writer, name: str, rows: Sequence[Record], column: int) -> bool:
    facts = [record.figures[column] for record in rows]
    terms = [term for fact in facts if (term := write.term(fact))]
    if len(terms) != len(facts):
        return False
    if len(terms) == 1:
        number = write.evidence(facts[0])
        write.say(f"{name}：{terms[0].printed} {terms[0].unit}{mark(number)}", core=True)
        write.state(facts[0], name, number)
        return True
    computed = compute("sum", terms)
    if computed is None:
        return False
    write.kind = "computed"
    marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    write.say(f"{name}：{computed.formula}{marks}。", [computed], core=True)
    write.derive(computed, name, "sum", None)
    return True
