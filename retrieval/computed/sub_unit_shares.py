"""What share a unit below has of its department: both cells stand in one table, the unit's row and the sum's.

Takes an Understood and Sources, gives the computed share or None where the unit's cell or the whole is not
found with every word of its side. Knows nothing of units with documents of their own.

    '交警支队的支出占全局本年支出的百分之几'  ->  2,991.07 万元 ÷ 15,661.76 万元 × 100% = 19.10%
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.amount import plain
from ingest.facts import Fact
from retrieval.figures.cell_lines import writer
from retrieval.rows.sub_unit_answers import fitting_cell
from retrieval.rows.sub_units import SubUnit, named_units, targets_of
from retrieval.understand.cell_words import AskedText, asked_text
from retrieval.understand.operations import SHARE_ASKED
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import label_key
from retrieval.writing.arithmetic import Term, compute
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import figure_text, mark

__all__ = ["sub_unit_share_answer"]

_OF = re.compile(r"(?:要|大[概约])?占(?:了|到|去)?")
_ALL = re.compile(
    r"(?:整个|全部|所有|全)?(?:部门|全局|全系统|全厅|全委|全办|单位)|全部|总额|总数|总量|比重|比例|百分比|份额|百分之(?:几|多少)|几成|多少|多大"
)
_INSIDE = re.compile(r"(?:支出|收入|经费|预算|决算)(?:里面?|中|当中|之中)")
"""'体彩中心的支出当中,项目支出占…': what is asked of is inside the unit's own money."""
_SUMS = ("合计", "总计", "部门合计")


def sub_unit_share_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The share with both figures; None where the question is no such one or a side is missing."""
    query = understood.query
    targets = targets_of(understood)
    if len(targets) != 1 or not query.asks("share") or query.later:
        return None
    if query.asks("reason", "completion", "difference", "change", "rate", "sum", "each"):
        return None
    asked = asked_text(query)
    units = named_units(understood, sources, asked.text)
    match = _OF.search(asked.text, units[0].end) if len(units) == 1 else None
    if match is None or _INSIDE.search(asked.text[units[0].end : match.start()]):
        return None
    part_said, whole_said = _sides(asked, units[0], match)
    for row in targets[0].own:
        facts = [
            f
            for f in understood.facts_of([row])
            if f.table is not None and f.value and f.measure == "level"
            and (targets[0].year is None or (f.year or row.fiscal_year) == targets[0].year)
        ]  # fmt: skip
        if (part := _cell(units[0].name, facts, part_said)) is None:
            continue
        whole = _whole(part, facts, whole_said)
        return _composed(understood, units[0], part, whole, row.unit_name or "") if whole else None
    return None


def _sides(asked: AskedText, unit: SubUnit, of: re.Match[str]) -> tuple[AskedText, AskedText]:
    """What is said of the part, and of the whole."""
    text = asked.text
    left = text[: unit.start] + "|" + text[unit.end : of.start()]
    right = _ALL.sub("|", SHARE_ASKED.sub("|", text[of.end() :]))
    return replace(asked, text=left, tables=()), replace(asked, text=right, tables=())


_SIDE = re.compile(r"[|,。\s]*(?P<side>支出|收入)[|,。?!\s]*")


def _cell(name: str, facts: Sequence[Fact], said: AskedText) -> Fact | None:
    """The cell of a row; '支出' alone is all of the year's, as its column is called."""
    if found := fitting_cell(name, facts, said):
        return found
    side = _SIDE.fullmatch(said.text)
    if side is None:
        return None
    wordings = (f"本年{side['side']}", f"{side['side']}合计", f"{side['side']}总计", "合计", "总计")
    cells = (fitting_cell(name, facts, replace(said, text=words)) for words in wordings)
    return next((cell for cell in cells if cell and side["side"] == cell.side), None)


def _whole(part: Fact, facts: Sequence[Fact], said: AskedText) -> Fact | None:
    """The sum's cell of the part's table: of the column that is said, else of the part's own."""
    sums = [
        f
        for f in facts
        if f.table == part.table and f.scope == "部门" and len(f.row_path) == 1
        and label_key(f.row_path[0]) in _SUMS
    ]  # fmt: skip
    own = [f for f in sums if f.column == part.column]
    if not re.sub(r"[|,。?!\s]", "", said.text):
        return own[0] if len(own) == 1 else None
    names = dict.fromkeys(label_key(f.row_path[0]).removesuffix("合计") for f in sums)
    for name in names:
        if found := _cell(name, own, said) or _cell(name, sums, said):
            return found
    return None


def _composed(
    understood: Understood, unit: SubUnit, part: Fact, whole: Fact, department: str
) -> Composed | None:
    write = writer(understood)
    terms: list[Term] = []
    sides: list[str] = []
    for who, fact in ((unit.name, part), (department, whole)):
        number = write.evidence(fact)
        title = label_key(next(c for c in reversed(fact.column_path) if label_key(c)))
        title = f"{fact.side or ''}{title}" if title in _SUMS else title
        sides.append(f"{who}{title}")
        write.say(figure_text(who, title, fact, number), core=True)
        write.state(fact, f"{who}{title}", number)
        terms += [term] if (term := write.term(fact)) else []
    computed = compute("share", terms) if len(terms) == 2 else None
    if computed is None or computed.value > Decimal(100):
        return None
    write.kind = "computed"
    name = "占".join(sides)
    marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    text = f"{name}的 {plain(computed.value)}%：{computed.formula}{marks}。"
    write.say(text, [computed], core=True)
    write.derive(computed, name, "share", str(part.year) if part.year else None)
    return write.done()
