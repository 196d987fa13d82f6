"""Questions about figures: looked up, compared, computed; each form of question is one function.

Takes an Understood, gives a Composed answer or None where no figure fits the question (then the
passage lane is asked). Knows no passages.

    '项目支出占总支出的比例'  ->  share     '比上年减少多少'  ->  change     '分别是多少'  ->  several
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.facts import Fact
from retrieval.computed.agreeing import agreeing_answer
from retrieval.computed.averages import asks_average, average_answer
from retrieval.computed.change_answers import across_asked, change_answer, compared_years
from retrieval.computed.combined_shares import combined_share, combined_share_answer
from retrieval.computed.exclusions import left_out, rest_answer
from retrieval.computed.funded import other_money_answer
from retrieval.computed.parts import together
from retrieval.computed.share_answers import beside_each_other, share_answer
from retrieval.computed.shares_beside import shares_beside
from retrieval.computed.stage_gaps import stage_gap_answer
from retrieval.computed.stock_changes import stock_change_answer
from retrieval.computed.trends import trend_answer
from retrieval.computed.two_sides import sides_answer, two_sides
from retrieval.computed.unit_shares import asks_unit_share, unit_share_answer
from retrieval.computed.vacancies import asks_vacancy, vacancy_answer
from retrieval.computed.year_before import beside_year_before, year_before
from retrieval.figures.budgets_beside import budgets_beside
from retrieval.figures.cell_columns import cell_of_row
from retrieval.figures.cell_lines import (
    full_title,
    lines_writer,
    say_computed,
    sentence,
    who,
    writer,
)
from retrieval.figures.contradicted import otherwise, say_sides
from retrieval.figures.elsewhere import say_elsewhere
from retrieval.figures.found import Hit
from retrieval.figures.lookup import (
    Cell,
    asked_for_all,
    cells_of,
    look_up,
    main_items,
    one_of,
    separate,
)
from retrieval.figures.rankings import ranking_answer
from retrieval.figures.several_answers import ambiguous, several, side_by_side, totalled
from retrieval.printed.agreement import agree
from retrieval.understand.cell_words import asked_text
from retrieval.understand.main_items import divides, without_totals
from retrieval.understand.operands import joined, operands
from retrieval.understand.operations import CONVERTED, unit_wanted
from retrieval.understand.question import Item, Query
from retrieval.understand.reading import Target, Understood
from retrieval.words.lexicon import label_key
from retrieval.writing.arithmetic import Term, compute, in_unit, shown
from retrieval.writing.compose import Composed, Stated, Writer, short_place
from retrieval.writing.prompts import figure_text, mark, none_text, period, value_text

__all__ = ["figure_answer"]

_PROSE_FORMS = ("definition", "reason")
_HOW_MUCH = re.compile(r"多少|几[万亿个元]|金额|数额")
_BASE = re.compile(r"上年|去年|上一年|前一年|往年|年初|同期|同比|两年")


def figure_answer(understood: Understood) -> Composed | None:
    """The answer from figures, or None."""
    query = understood.query
    items = main_items(query)
    if asks_average(query) and understood.targets:
        return average_answer(understood)
    if asks_vacancy(query):
        return vacancy_answer(understood)
    if not items or not understood.targets or query.asks(*_PROSE_FORMS):
        return None
    if out := left_out(query, items):
        items = tuple(item for item in items if item not in out)
        rest = rest_answer(understood, (*items, *out), out)
        if rest or not [i for i in items if not i.concepts or i.text not in ("支出", "收入")]:
            return rest
    if query.asks("purpose") and not _HOW_MUCH.search(query.asked or query.text):
        return None
    of_share = query.asks("share") and not query.asks("completion")
    if of_share and (beside := shares_beside(understood, items, share_answer)):
        return beside
    if of_share and asks_unit_share(understood):
        return unit_share_answer(understood)
    if of_share and (combined := combined_share(query.text, without_totals(query))):
        return combined_share_answer(understood, combined)
    if of_share and (answer := share_answer(understood, items)):
        return answer
    if (shares := _shares_each(understood, items)) or _only_share(query):
        return shares
    if rest := other_money_answer(understood, items):
        return rest
    if prior := year_before(understood, items, _plain):
        return prior
    if sides := two_sides(query):
        return sides_answer(understood, sides)
    if agreeing := agreeing_answer(understood, items):
        return agreeing
    wanted, context = operands(query, items)
    if not context and len(wanted) < len(items):
        items = wanted
    if totalled(understood, wanted) and not query.asks("each") and "占" not in query.text:
        understood = replace(understood, query=replace(query, forms=query.forms | {"sum"}))
    of_each = joined(query, wanted) or not any(divides(item) for item in wanted)
    moved_each = query.asks("change", "rate") or (
        query.asks("difference") and _EACH.search(query.asked)
    )
    if len(wanted) > 1 and of_each and moved_each and compared_years(query):
        moves = [change_answer(understood, [item]) for item in wanted]
        return together([move for move in moves if move]) if all(moves) else None
    if beside := budgets_beside(understood, items):
        return beside
    if answer := _since_start(understood, items) or stage_gap_answer(understood, items):
        return answer
    moved = query.asks("change") and not joined(query, wanted)
    if not moved and (met := cell_of_row(understood, wanted)):
        return _single(understood, met) if met.hit else None
    if len(wanted) > 1 and not moved and (context or separate(query, wanted)):
        return side_by_side(understood, wanted, context)
    if answer := ranking_answer(understood, items) or trend_answer(understood, items):
        return answer
    if across_asked(understood) and (answer := change_answer(understood, items)):
        return answer
    if query.asks("change", "rate", "completion") or _compared(understood):
        return change_answer(understood, items) or stock_change_answer(understood, items)
    return _plain(understood, items)


_EACH = re.compile(r"各|分别")
_AMOUNT = re.compile(r"多少(?:钱|万|亿|元|资金|经费)|几(?:万|亿|元)|金额|各多少|分别")


def _only_share(query: Query) -> bool:
    """Only a share is asked for: where none can be said, the amount alone is no answer."""
    forms = query.forms - {"share", "each"}
    return query.asks("share") and not forms and not _AMOUNT.search(query.asked or query.text)


def _shares_each(understood: Understood, items: Sequence[Item]) -> Composed | None:
    """'基本支出和项目支出分别占多少': the share of each in the whole, all of them or none."""
    if not understood.query.asks("share") or understood.query.asks("completion") or len(items) < 2:
        return None
    if not (beside_each_other(understood.query.text, items) or understood.query.asks("each")):
        return None
    answers = [
        share_answer(understood, [item]) for item in operands(understood.query, items).wanted
    ]
    found = [answer for answer in answers if answer]
    return together(found) if len(found) == len(answers) > 1 else None


def _compared(understood: Understood) -> bool:
    """A difference of one figure needs something to differ from: '和上年相差多少', '比2024年多多少'."""
    query = understood.query
    asks = query.asks("difference", "ratio")
    return (
        asks
        and bool(query.scope.compared or _BASE.search(query.text))
        and len(understood.targets) == 1
    )


_START = re.compile(r"[比较]年初|[与和跟同]年初(?:数)?相?比|年初年末|年末年初")


def _since_start(understood: Understood, items: Sequence[Item]) -> Composed | None:
    """'年末结转和结余比年初多多少': the same item as it stood at the start of the year."""
    if not _START.search(understood.query.text) or len(understood.targets) != 1:
        return None
    target = understood.targets[0]
    ends = [item for item in items if "年初" not in item.text]
    end = one_of(understood, target, ends or items)
    fact = end.hit.fact if end and end.hit else None
    if end is None or fact is None or "年末" not in fact.item:
        return None
    label = label_key(fact.item).replace("年末", "年初", 1)
    start = Item(label, 0, 0, (), frozenset({label}))
    first = look_up(understood, target, start)
    if first.hit is None:
        return None
    write = lines_writer(understood, [end, first])
    terms = [term for one in (fact, first.hit.fact) if (term := write.term(one))]
    less = (fact.value or 0) < (first.hit.fact.value or 0)
    lead = "年末比年初减少" if less else "年末减年初"
    say_computed(write, "difference", terms[::-1] if less else terms, lead, [end])
    say_elsewhere(write, [cell.hit for cell in (end, first) if cell.hit])
    return write.done() if write.kind == "computed" else None


def _plain(understood: Understood, items: Sequence[Item]) -> Composed | None:
    cells = cells_of(understood, items)
    if not cells:
        return None
    asked = len(understood.targets)
    if asked > 1 and not asked_for_all(understood):
        return _one_or_options(understood, cells)
    if len(cells) == 1 and asked == 1:
        if understood.query.asks("largest", "smallest", "rank", "list", "count") and not _counted(
            cells[0]
        ):
            return None
        return _single(understood, cells[0])
    return beside_year_before(understood, items, cells, _plain) or several(understood, items)


def _one_or_options(understood: Understood, cells: Sequence[Cell]) -> Composed:
    """The unit or year is not named: one answer where only one fits, else the options."""
    return _single(understood, cells[0]) if len(cells) == 1 else ambiguous(understood, cells)


def _counted(cell: Cell) -> bool:
    return bool(cell.hit and cell.hit.fact.kind == "count")


def _single(understood: Understood, cell: Cell) -> Composed:
    """One figure: the sentence, what limits it, where else it stands, or the contradiction."""
    hit = cell.hit
    assert hit is not None
    if cell.rival:
        return _accounts(understood, cell)
    if hit.siblings:
        return _siblings(understood, cell)
    write = writer(understood)
    none = _none_stated(hit)
    if hit.against:
        _conflict(write, understood, cell)
    elif none:
        write.kind = "none_stated"
        numbers = [write.evidence(place) for place in none]
        write.say(none_text(who(cell), cell.title, hit.fact.year, numbers), core=True)
        write.state(none[0], cell.title, numbers[0])
    else:
        number = write.evidence(hit.fact)
        write.say(sentence(understood, cell, number), core=True)
        write.state(hit.fact, cell.title, number)
        if denied := otherwise(understood, hit):
            say_sides(write, denied, cell.title, hit.fact.year)
        else:
            say_elsewhere(write, [hit])
    _limits(write, understood, cell)
    _say_converted(write, understood, cell)
    _say_unreached(write, understood, cell)
    return write.done()


def _say_unreached(write: Writer, understood: Understood, cell: Cell) -> None:
    """A year that is named and that no paper here reaches: '2026年三公经费2023年是多少'."""
    scope = understood.query.scope
    reached = {target.year for target in understood.targets}
    for year in scope.years if len(scope.years) == 2 and not scope.source else ():
        if year not in reached and not scope.pairs:
            write.miss(f"{period(year)}{who(cell)}{cell.title}：未找到。")


def _say_converted(write: Writer, understood: Understood, cell: Cell) -> None:
    """'换算成元是多少': the figure once more, exact, in the unit asked for."""
    asked = CONVERTED.search(understood.query.asked or understood.query.text)
    fact = cell.hit.fact if cell.hit else None
    if asked is None or fact is None or fact.value is None or fact.unit is None:
        return
    unit = unit_wanted(asked["unit"] or asked["as_unit"])
    value = in_unit(fact.value, fact.unit, unit)
    if value is None or unit == fact.unit or fact.kind != "amount":
        return
    number = write.evidence(fact)
    write.say(f"换算为{unit}：{shown(value)} {unit}{mark(number)}。", core=True)
    when = str(fact.year) if fact.year else None
    write.figures.append(Stated(value, unit, cell.title, fact.measure, when, number))


def _siblings(understood: Understood, cell: Cell) -> Composed:
    """Several rows of one table carry the name: all are shown, and added where they have no codes."""
    hit = cell.hit
    assert hit is not None
    write = writer(understood)
    facts = [place.fact for place in (hit.chosen, *hit.siblings)]
    tables = {place.fact.table for place in (hit.chosen, *hit.siblings)}
    several = "有多行" if len(tables) == 1 else "各有一项"
    lead = f"{period(hit.fact.year)}{who(cell)}" if len(tables) > 1 else who(cell)
    write.say(f"{lead}“{short_place(hit.fact.citation)}”中名为“{cell.title}”的{several}：")
    for fact in facts:
        number = write.evidence(fact)
        path = " ".join((fact.code or "", " > ".join(fact.row_path))).strip()
        write.say(f"{path}：{value_text(fact)}{mark(number)}", core=True)
        write.state(fact, cell.title, number)
    if any(fact.code for fact in facts):
        write.kind = "ambiguous"
        write.say("请指明要哪一行。")
        return write.done()
    terms = [term for fact in facts if (term := write.term(fact))]
    if len(terms) == len(facts):
        say_computed(write, "sum", terms, "合计", [cell])
        if understood.query.asks("difference"):
            _say_difference(write, understood, cell, terms)
    return write.done()


def _say_difference(
    write: Writer, understood: Understood, cell: Cell, terms: Sequence[Term]
) -> None:
    """By how much their sum differs from the amount that the asker says and the paper prints."""
    stated = asked_text(understood.query).stated
    rows = [cell.row] if cell.row else []
    said = [
        fact
        for fact in understood.facts_of(rows)
        if fact.table is None and fact.amount and (fact.printed, fact.unit) in stated
    ]
    term = write.term(said[0]) if len(stated) == 1 and said else None
    if term is None:
        return
    taken = term._replace(value=-term.value, printed=f"-{term.printed}")
    computed = compute("sum", [*terms, taken])
    if computed is None:
        return
    marks = mark(*dict.fromkeys(one.evidence for one in computed.terms))
    lead = f"与所写的 {term.printed} {term.unit} 相差"
    result = f"{shown(abs(computed.value))} {computed.unit}"
    write.say(f"{lead} {result}{marks}。", [computed], core=True)
    write.state(said[0], said[0].item, term.evidence)


def _none_stated(hit: Hit) -> list[Fact]:
    """The sentence that says there is none, and a printed zero beside it."""
    if hit.fact.value != 0:
        return []
    stated = [p.fact for p in (hit.chosen, *hit.same) if p.fact.state == "stated_none"]
    zero = [hit.fact] if stated and hit.fact.state != "stated_none" else []
    return [*stated[:1], *zero]


def _conflict(write: Writer, understood: Understood, cell: Cell) -> None:
    """Two places of one document that disagree: both are shown, neither is chosen."""
    hit = cell.hit
    assert hit is not None
    write.kind = "conflicting"
    first = write.evidence(hit.fact)
    lead = f"{period(hit.fact.year)}{who(cell)}{full_title(cell, understood.query.text)}在文件中前后不一致："
    parts = [f"“{short_place(hit.fact.citation)}”为 {value_text(hit.fact)}{mark(first)}"]
    write.state(hit.fact, cell.title, first)
    shown_values: list[Fact] = [hit.fact]
    for place in hit.against:
        if any(agree(place.fact, known) for known in shown_values):
            continue
        number = write.evidence(place.fact)
        parts.append(
            f"“{short_place(place.fact.citation)}”为 {value_text(place.fact)}{mark(number)}"
        )
        write.state(place.fact, cell.title, number)
        shown_values.append(place.fact)
    write.say(lead + "；".join(parts) + "。请以原文核对。", core=True)


def _limits(write: Writer, understood: Understood, cell: Cell) -> None:
    """What the reader must know of the figure: its base, and whose document it comes from."""
    hit, row = cell.hit, cell.row
    assert hit is not None
    if hit.note:
        write.say(f"口径：{hit.note}。")
    if row and row.kind and cell.target.year and row.fiscal_year != cell.target.year:
        number = write.evidence(hit.fact)
        of = "上年数" if (row.fiscal_year or 0) > cell.target.year else "规划数"
        write.say(f"数字取自{row.fiscal_year}年{row.kind}中的{of}{mark(number)}。")
    if hit.fact.scope != "部门":
        write.say(f"该数字为{hit.fact.scope}口径。")
    elif row and row.kind and not understood.query.scope.own and _both_levels(cell.target):
        write.say(f"未指明口径时取{row.kind}。")


def _both_levels(target: Target) -> bool:
    return len({(row.kind or "")[:2] for row in target.own}) > 1


def _accounts(understood: Understood, cell: Cell) -> Composed:
    """预算 and 决算 of the year are both there and differ: both are shown, the question goes back."""
    hit, rival = cell.hit, cell.rival
    assert hit is not None
    assert rival is not None
    write = writer(understood)
    write.kind = "ambiguous"
    for one in (hit, rival):
        number = write.evidence(one.fact)
        name = who(cell)
        write.say(figure_text(name, cell.title, one.fact, number), core=True)
        write.state(one.fact, cell.title, number)
    write.say("请指明要预算数还是决算数。")
    return write.done()
