"""What a calculation is of, asked one by one: where a question names its operands in its own words.

Takes operands with the questions that ask for each alone, and a way to ask them; puts their answers
together with the sum, difference or share. An operand counts only where its own question is answered by
one printed figure. Knows no lane and no figures of its own.

    '两癌检查是多少' 60.00,  '新生儿筛查是多少' 20.00   sum   ->   '合计：60.00 万元 + 20.00 万元 = 80.00 万元'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

from ingest.amount import Unit, plain
from retrieval.computed.asked_operands import COLUMN, MONEY_OF, WHOSE, Operands
from retrieval.computed.averages import averaged
from retrieval.computed.parts import together
from retrieval.understand.question import Query
from retrieval.words.lexicon import folded, lexicon
from retrieval.writing.arithmetic import Computed, Term, compute, shown
from retrieval.writing.compose import Composed, Stated, Writer
from retrieval.writing.prompts import mark, signed

__all__ = ["not_worked_out", "operands_answer"]


def not_worked_out(query: Query, answer: Composed | None) -> bool:
    """Nothing was found, or figures are only set side by side, or asked back."""
    if answer is None or answer.kind == "not_found":
        return True
    if answer.figures and all(figure.unit == "%" for figure in answer.figures):
        return query.asks("change", "difference") and not query.asks("rate", "share")
    several = answer.kind in ("found", "ambiguous") and len(answer.figures) > 1
    levels = all(f.measure in _LEVELS and not f.formula for f in answer.figures)
    return several and levels and not query.asks("each")


def operands_answer(operands: Operands, ask: Callable[[str], Composed | None]) -> Composed | None:
    """The operands as they are printed and what they come to; None where one of them is not one figure."""
    answers: list[Composed] = []
    if WHOSE.intersection(operands.names) or (not operands.of and _of_two_moneys(operands.names)):
        return None
    for name, questions in zip(operands.names, operands.questions, strict=True):
        kind = ""
        if operands.operation == "average":
            kind = "count" if answers else "money"
        one = _rate_told if operands.rate else _single
        answered = (one(_of_kind(ask(question), kind)) for question in questions)
        of = operands.of if operands.operation != "share" or name != operands.names[-1] else ""
        found = next(
            (one for one in answered if one and _is_of(one, name, operands) and _paid(one, of)),
            None,
        )
        if found is None:
            return None
        answers.append(found)
    both = together(answers)
    figures = _one_each(both.figures, len(answers))
    if operands.years:
        return _of_two_years(operands, both)
    if operands.operation == "average":
        figures = _shared(both)
    if not figures:
        return None
    if operands.each:
        return both
    if operands.one_place and not _in_one_place(both):
        return None
    return _computed(operands, both, figures)


def _of_two_years(operands: Operands, both: Composed) -> Composed | None:
    """How far one thing moved between two years that one document prints, or two of one kind."""
    figures = both.figures
    if [figure.period for figure in figures] != [str(year) for year in operands.years]:
        return None
    if len({_document(both, figure) for figure in figures}) > 1:
        return None
    terms = [Term(f.value, f.unit or "", shown(f.value), f.evidence) for f in figures]
    moved = compute("difference", terms)
    if moved is None:
        return None
    write = Writer("computed")
    write.statements, write.places = list(both.draft.statements), list(both.draft.evidence)
    write.figures = list(figures)
    marks = mark(*dict.fromkeys(term.evidence for term in terms))
    size = f" {shown(abs(moved.value))} {moved.unit}" if moved.value else ""
    said = f"{signed(moved.value, '增加', '减少')}{size}：{moved.formula}{marks}。"
    write.say(said, [moved], core=True)
    write.derive(moved, operands.names[0], "change", figures[0].period)
    return write.done()


def _in_one_place(both: Composed) -> bool:
    """Whether both figures are of one thing, in one table or under one heading."""
    cited = [both.draft.evidence[figure.evidence - 1].citation for figure in both.figures]
    return (
        len({(one.doc_id, one.section) for one in cited}) == 1
        and len({figure.item for figure in both.figures}) == 1
    )


def _document(composed: Composed, figure: Stated) -> str:
    return composed.draft.evidence[figure.evidence - 1].citation.doc_id


def _of_two_moneys(names: Sequence[str]) -> bool:
    """'财政拨款基本支出和项目支出': the second is of 财政拨款 too, and not asked for of all money."""
    return any(MONEY_OF.search(n) and not COLUMN.fullmatch(n) for n in names) and any(
        COLUMN.fullmatch(name) for name in names
    )


def _of_kind(answer: Composed | None, kind: str) -> Composed | None:
    """Of a row that prints money beside a count, the one that an average wants."""
    if answer is None or not kind or answer.kind not in ("found", "computed"):
        return answer
    wanted = [
        f
        for f in answer.figures
        if f.formula is None and f.unit and (f.unit in _UNITS) == (kind == "money")
    ]
    kept = [f for f in wanted if f.unit not in ("项", "%")]
    lines = [s for s in answer.draft.statements if not s.computed]
    draft = replace(answer.draft, statements=tuple(lines))
    return replace(answer, kind="found", figures=tuple(kept), draft=draft)


def _single(answer: Composed | None) -> Composed | None:
    """The answer where it gives one printed amount."""
    if answer is None or answer.kind != "found" or len(answer.figures) != 1:
        return None
    figure = answer.figures[0]
    printed = figure.measure in _LEVELS and figure.formula is None and figure.unit is not None
    return answer if printed else None


def _rate_told(answer: Composed | None) -> Composed | None:
    """The answer where it gives one printed rate of change or of what was done."""
    if answer is None or answer.kind != "found":
        return None
    rates = [f for f in answer.figures if f.unit == "%" and f.formula is None]
    return replace(answer, figures=tuple(rates)) if len(rates) == 1 else None


_LEVELS = ("level", "target")
"""What is printed as an amount, or aimed at as one; a change or a share is no operand."""

_CORE = re.compile(r"[的了这那]|(?:支出|经费|费用|资金|项目|专项|预算|决算|执行|金额|总额|钱|费)$")
_MOSTLY, _PARTLY = 3, 2
"""Of four characters of a name; of four of a noun that is said once for all."""


def _is_of(answer: Composed, name: str, operands: Operands) -> bool:
    """Whether what was found is called by the operand's own words, not only like them."""
    if lexicon().asked.get(folded(name)) and not (operands.each or operands.whole or operands.noun):
        return True
    evidence = answer.draft.evidence[answer.figures[0].evidence - 1]
    printed = (answer.figures[0].item, evidence.citation.quote, evidence.citation.section)
    said = (statement.text for statement in answer.draft.statements)
    label = folded("".join((*printed, *evidence.labels, *said)))
    if operands.whole and "整体" not in label:
        return False
    if not _said_before(name, answer.figures[0], evidence.citation.quote):
        return False
    return _held(name, label, _MOSTLY) and _held(operands.noun, label, _PARTLY)


def _said_before(name: str, figure: Stated, quote: str) -> bool:
    """Of several amounts in a sentence that names no item, the one right behind the name is its."""
    said = folded(quote)
    amounts = [match.start() for match in re.finditer(r"\d[\d,.]*(?:万|亿)?元", said)]
    if figure.item or len(amounts) < _SEVERAL:
        return True
    at = next((n for n in amounts if said.startswith(plain(figure.value), n)), None)
    before = max((n for n in amounts if at is not None and n < at), default=0)
    clause = re.split(r"[,;。:]", said[before:at])[-1] if at is not None else ""
    return _held(name, clause, _MOSTLY) and not re.search(r"结转|结余|其中", clause)


_SEVERAL = 2


def _paid(answer: Composed, of: str) -> bool:
    """Whether a figure is of a money: the same number stands where the paper speaks of it."""
    money = _MONEY.search(of)
    if money is None:
        return not of
    said = "".join("".join((e.citation.section, *e.labels)) for e in answer.draft.evidence)
    return re.search(_PLACES.get(money[0], re.escape(money[0])), folded(said)) is not None


_MONEY = re.compile(r"公共预算|财政拨款|政府性?基金|国有资本|基本支出|项目支出|单位资金|收入|采购")
_PLACES = {"财政拨款": "财政拨款|公共预算", "基本支出": "基本支出|人员经费|公用经费"}
"""What the general budget pays of an item whose figure is of all money is paid by 财政拨款."""


def _held(words: str, label: str, of_four: int) -> bool:
    core = _CORE.sub("", folded(words)) or folded(words)
    return 4 * sum(char in label for char in core) >= of_four * len(core)


def _one_each(figures: Sequence[Stated], count: int) -> list[Stated]:
    """The figures of one year; nothing where two of them are one amount of one name.

    '桥梁检测比隧道检测多多少': both words may find the one project of both.
    """
    years = {figure.period for figure in figures}
    apart = all(_are_two(one, other) for one, other in combinations(figures, 2))
    return list(figures) if apart and len(figures) == count and len(years) == 1 else []


def _are_two(one: Stated, other: Stated) -> bool:
    if (one.value, one.unit) != (other.value, other.unit):
        return True
    return one.item != other.item and one.evidence != other.evidence


def _shared(both: Composed) -> list[Stated]:
    """Money and a count; the count may be that of the end of the year before.

    None where the sentence prints several counts of the kind: '963人次,其中外事接待15人次'.
    """
    if len(both.figures) != 2:
        return []
    money, count = both.figures
    quote = folded(both.draft.evidence[count.evidence - 1].citation.quote)
    if len(re.findall(rf"\d{re.escape(count.unit or '%')}", quote)) > 1:
        return []
    years = [int(f.period) for f in both.figures if f.period and f.period.isdigit()]
    near = len(years) < 2 or years[1] in (years[0], years[0] - 1)
    fits = money.unit in _UNITS and count.unit not in (*_UNITS, "%", None)
    return [money, count] if near and fits else []


_UNITS = tuple(unit.value for unit in Unit)


def _computed(operands: Operands, both: Composed, figures: Sequence[Stated]) -> Composed | None:
    if operands.operation != "average" and not _are_alike(operands, figures):
        return None
    names, terms = list(operands.names), [_term(figure) for figure in figures]
    if operands.operation == "difference" and _falls_short(terms):
        names, terms = names[::-1], terms[::-1]
    average = operands.operation == "average"
    computed = averaged(operands.asked, terms) if average else compute(operands.operation, terms)
    if computed is None or (computed.operation == "share" and not 0 < computed.value <= 100):
        return None
    write = Writer("computed")
    write.statements, write.places = list(both.draft.statements), list(both.draft.evidence)
    write.figures = list(figures)
    marks = mark(*dict.fromkeys(term.evidence for term in terms))
    lead = _lead_text(operands, names, computed)
    write.say(f"{lead}{computed.formula}{marks}。", [computed], core=True)
    write.derive(computed, "、".join(operands.names), operands.operation, figures[0].period)
    by_rate = compute("growth", [_term(f) for f in figures[::-1]]) if operands.growth else None
    if by_rate:
        write.say(f"增减幅度：{by_rate.formula}{marks}。", [by_rate], core=True)
        write.derive(by_rate, "、".join(operands.names), "rate", figures[0].period)
    return write.done()


def _term(figure: Stated) -> Term:
    return Term(figure.value, figure.unit or "", shown(figure.value), figure.evidence)


def _falls_short(terms: Sequence[Term]) -> bool:
    """Whether the second is the larger of the two, in whatever units of money they are printed."""
    apart = compute("difference", terms)
    return apart is not None and apart.value < 0


def _are_alike(operands: Operands, figures: Sequence[Stated]) -> bool:
    """Whether all are of one measure; a per cent is never added to, nor a part of, anything."""
    percents = [figure.unit == "%" for figure in figures]
    if any(percents) and not (all(percents) and operands.operation == "difference"):
        return False
    return len({figure.measure for figure in figures}) == 1


def _lead_text(operands: Operands, names: Sequence[str], computed: Computed) -> str:
    if operands.operation == "sum":
        return "合计："
    if operands.operation == "average":
        return "平均："
    if operands.operation == "share":
        *parts, whole = operands.names
        together = f"{'与'.join(parts)}{'合计' if len(parts) > 1 else ''}"
        return f"{together}占{whole}的 {plain(computed.value)}%："
    if operands.operation == "ratio":
        return f"{names[0]}是{names[1]}的倍数："
    if computed.value == 0:
        return f"{names[0]}与{names[1]}相等，差额："
    more = "高于" if computed.unit == "百分点" else "多于"
    return f"{names[0]}{more}{names[1]}，差额："
