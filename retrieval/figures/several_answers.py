"""Several figures in one answer: options to choose from, units and years side by side, items in a row.

Takes an Understood and Cells, gives a Composed answer with a line a cell (or why it is missing) and,
where asked, the sum, the difference, the ratio or the largest, computed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.facts import Fact
from retrieval.figures.cell_lines import full_title, lines_writer, say_computed, who
from retrieval.figures.elsewhere import say_elsewhere
from retrieval.figures.lookup import WHICH, Cell, asked_for_all, cells_of, look_up, splits, within
from retrieval.understand.operands import implied
from retrieval.understand.question import Item
from retrieval.understand.reading import Target, Understood
from retrieval.writing.arithmetic import Term, compute
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["ambiguous", "several", "side_by_side", "totalled"]


def ambiguous(understood: Understood, cells: Sequence[Cell]) -> Composed:
    """Several units or years fit: the options with their figures; no question back where all agree."""
    write = lines_writer(understood, cells[:6])
    facts = [cell.hit.fact for cell in cells if cell.hit]
    if all(_equal(facts[0], fact) for fact in facts[1:]):
        return write.done()
    write.kind = "ambiguous"
    units = len({cell.target.unit for cell in cells}) > 1
    years = len({cell.target.year for cell in cells}) > 1
    what = "单位和年度" if units and years else "单位" if units else "年度"
    write.say(f"请指明{what}。")
    return write.done()


def _equal(one: Fact, other: Fact) -> bool:
    return one.unit == other.unit and one.value == other.value


def several(understood: Understood, items: Sequence[Item]) -> Composed | None:
    """One line for every unit and year asked for, and the conclusion the question wants."""
    cells = cells_of(understood, items)
    if not cells:
        return None
    found = {(cell.target.unit, cell.target.year, cell.target.account) for cell in cells}
    missing = [t for t in understood.targets if (t.unit, t.year, t.account) not in found]
    write = lines_writer(understood, [*cells, *(Cell(t, items[-1], None) for t in missing)])
    if _wants_extreme(understood) and len(cells) > 1:
        _say_extreme(write, understood, cells)
        if len(cells) == 2 and not understood.query.asks("sum", "ratio", "rate"):
            _conclude(write, understood, cells)
    elif understood.query.asks("compare", "difference", "sum", "ratio", "rate"):
        _conclude(write, understood, cells)
    say_elsewhere(write, [cell.hit for cell in cells if cell.hit])
    return write.done()


def _wants_extreme(understood: Understood) -> bool:
    """'哪年三公多', '哪个单位最少': one of several is to be named."""
    query = understood.query
    named = WHICH.search(query.text) is not None and re.search(r"[多高大少低小]", query.text)
    return query.asks("largest", "smallest") or bool(named)


def _say_extreme(write: Writer, understood: Understood, cells: Sequence[Cell]) -> None:
    """Which of several units or years has most or least."""
    facts = [(cell, cell.hit.fact) for cell in cells if cell.hit and cell.hit.fact.amount]
    if len(facts) < 2:
        return
    if len(facts) > 2 and understood.query.asks("difference"):
        _say_spread(write, cells)
        return
    few = re.search(r"[少低小]", understood.query.text) and "多少" not in understood.query.text
    smallest = understood.query.asks("smallest") or bool(few)
    ordered = sorted(facts, key=lambda pair: pair[1].amount.yuan if pair[1].amount else 0)
    cell, fact = ordered[0] if smallest else ordered[-1]
    word = "最少" if smallest else "最多"
    name = f"{period(fact.year)}{who(cell)}"
    write.say(f"其中{word}的是{name}，{value_text(fact)}{mark(write.evidence(fact))}。")


def _say_spread(write: Writer, cells: Sequence[Cell]) -> None:
    """The most, the least and what lies between: '哪年最高,哪年最低,相差多少'."""
    facts = [(cell, cell.hit.fact) for cell in cells if cell.hit and cell.hit.fact.amount]
    ordered = sorted(facts, key=lambda pair: pair[1].amount.yuan if pair[1].amount else 0)
    (least, low), (most, high) = ordered[0], ordered[-1]
    terms = [term for fact in (high, low) if (term := write.term(fact))]
    computed = compute("difference", terms) if len(terms) == 2 else None
    if computed is None or computed.value <= 0 or len(facts) != len(cells):
        return
    for word, cell, fact in (("最多", most, high), ("最少", least, low)):
        name = _apart(cell, cells)
        write.say(f"{word}的是{name}，{value_text(fact)}{mark(write.evidence(fact))}。")
    say_computed(write, "difference", terms, "最多与最少相差", [most, least])


def _apart(cell: Cell, cells: Sequence[Cell]) -> str:
    """What tells a cell from the others: its year, its unit or its item."""
    units = len({one.target.unit for one in cells}) > 1
    years = len({one.target.year for one in cells}) > 1
    name = f"{period(cell.target.year) if years else ''}{who(cell) if units else ''}"
    return name or cell.title


def side_by_side(
    understood: Understood, items: Sequence[Item], context: Sequence[Item] = ()
) -> Composed | None:
    """Several items: each looked up on its own, then added, compared or just listed."""
    cells = [
        _in_context(understood, t, item, context) for t in understood.targets for item in items
    ]
    found = [cell for cell in cells if cell.hit]
    if not found or any(cell.item.code and not cell.hit for cell in cells):
        return None
    if not understood.named_unit and len({cell.target.unit for cell in found}) > 1:
        return ambiguous(understood, found)
    if len(understood.targets) > 1 and not asked_for_all(understood):
        cells = [cell for cell in cells if cell.target == understood.targets[-1]]
        found = [cell for cell in cells if cell.hit]
        if not found:
            return None
    write = lines_writer(understood, cells)
    computes = ("sum", "difference", "ratio", "rate", "compare", "largest", "smallest")
    if not understood.query.asks(*computes, "each", "change") and _as_one(understood, items):
        understood = replace(
            understood, query=replace(understood.query, forms=understood.query.forms | {"sum"})
        )
    if understood.query.asks(*computes) and len(found) == len(cells):
        _conclude(write, understood, found)
    elif understood.query.asks("sum", "difference", "ratio", "rate"):
        write.say("有一项未找到，不作计算。")
    say_elsewhere(write, [cell.hit for cell in found if cell.hit])
    return write.done()


_ALL_OF = re.compile(
    r"(?P<count>[两二俩三四五六2-6])(?:项|样|笔|块|种|者|类|个(?=[^\u4e00-\u9fff]|要|花|多|一|共|是|得))"
    r"(?:费用|支出|经费|开支|资金|钱)?(?:预算|决算)?(?:要|花|用|有|是|得|安排|支出|列|共)*了?(?:多少|几[万元])"
    r"|(?<![这那哪每此该])一[块起道](?:要|花|用|是|有|算|得)*了?(?:多少|几[万元])"
)
"""'水费和电费两项多少钱', '水费跟电费一块多少': all of them in one sum."""
_MANY = {"两": 2, "二": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6}


def _as_one(understood: Understood, items: Sequence[Item]) -> bool:
    """Whether one amount is asked for all the items that are named."""
    match = _ALL_OF.search(understood.query.asked or understood.query.text)
    if match is None or len(understood.targets) != 1:
        return False
    count = match["count"]
    return count is None or _MANY.get(count, int(count) if count.isdigit() else 0) == len(items)


def _in_context(
    understood: Understood, target: Target, item: Item, context: Sequence[Item]
) -> Cell:
    """The item in its context; without it where the context is its known whole."""
    if splits(item):
        for row in (c for c in context if not splits(c)):
            cell = look_up(understood, target, row, (item, *(c for c in context if c is not row)))
            if cell.hit:
                return cell
    cell = within(understood, target, item, tuple(context))
    needed = tuple(other for other in context if not implied(other, [item]))
    if cell.hit or len(needed) == len(context):
        return cell
    return look_up(understood, target, item, needed)


def totalled(understood: Understood, wanted: Sequence[Item]) -> bool:
    """'人员经费和公用经费合计', '两年的公用经费合计': the total is of all, though a row may print 公用经费合计."""
    if understood.query.asks("difference", "compare", "ratio", "largest", "smallest"):
        return False
    last, ends = wanted[-1], ("合计", "总计", "总额")
    one, many = len(wanted) == 1, len(understood.targets) > 1 and asked_for_all(understood)
    if not (one and many):
        return not one and last.text.endswith(ends) and not wanted[0].text.endswith(ends)
    return last.text.endswith(ends) and "分别" not in understood.query.text


def _conclude(write: Writer, understood: Understood, cells: Sequence[Cell]) -> None:
    """The computed line under several figures."""
    query = understood.query
    cells = _years_set_against(query.text, cells) if query.asks("ratio", "rate") else cells
    facts = [cell.hit.fact for cell in cells if cell.hit]
    terms = [term for fact in facts if (term := write.term(fact))]
    if len(terms) < 2 or len(terms) != len(facts):
        return
    if query.asks("sum"):
        say_computed(write, "sum", terms, "合计", cells)
    elif len(terms) == 2:
        order = _larger_first(understood, terms, _order(cells))
        pair = [terms[i] for i in order]
        if query.asks("ratio"):
            say_computed(write, "ratio", pair, "", cells)
        elif query.asks("rate"):
            pair = [terms[i] for i in _order(cells)]
            say_computed(write, "growth", pair, "前者比后者的增减", cells)
        else:
            say_computed(
                write,
                "difference",
                pair,
                _larger(understood, pair, [cells[i] for i in order]),
                cells,
            )
    elif query.asks("compare", "largest", "smallest", "difference"):
        _say_extreme(write, understood, cells)


_SET_AGAINST = re.compile(
    r"((?:19|20)\d\d)年度?[^,。?!年]{0,10}?(?:是|为|相当于|达到?|比|较)[^,。?!年]{0,3}?((?:19|20)\d\d)年"
)


def _years_set_against(text: str, cells: Sequence[Cell]) -> Sequence[Cell]:
    """'2023、2024、2025年…,2025年是2023年的多少倍': of more than two years, the two that are compared."""
    match = _SET_AGAINST.search(text)
    if match is None or len(cells) < 3 or len({c.target.year for c in cells}) < len(cells):
        return cells
    pair = [next((c for c in cells if str(c.target.year) == year), None) for year in match.groups()]
    return [c for c in pair if c] if all(pair) else cells


def _larger(understood: Understood, pair: Sequence[Term], cells: Sequence[Cell]) -> str:
    """'基本支出较多，差额': which of two figures is the larger one."""
    computed = compute("difference", pair)
    if computed is None or computed.value == 0:
        return ""
    more, less = cells if computed.value > 0 else (cells[1], cells[0])
    names = [f"{period(c.target.year)}{who(c)}{c.title}" for c in (more, less)]
    titles = [full_title(c, understood.query.text) for c in (more, less)]
    if titles[0] != titles[1]:
        apart = more.target.unit != less.target.unit
        names = names if apart else titles
    elif more.target.unit == less.target.unit:
        names = [period(c.target.year) + (c.target.account or "") for c in (more, less)]
    return f"{names[0]}多于{names[1]}，差额"


def _larger_first(
    understood: Understood, terms: Sequence[Term], order: tuple[int, int]
) -> tuple[int, int]:
    """'相差多少' has no sign: the smaller is taken from the larger, and which is which is said."""
    computed = compute("difference", [terms[i] for i in order])
    if computed is None or computed.value >= 0 or understood.query.asks("ratio"):
        return order
    return order[1], order[0]


def _order(cells: Sequence[Cell]) -> tuple[int, int]:
    """The later year minus the earlier; otherwise the first minus the second."""
    first, second = cells[0].target.year or 0, cells[1].target.year or 0
    if cells[0].target.unit != cells[1].target.unit or cells[0].title != cells[1].title:
        return (0, 1)
    return (1, 0) if second > first else (0, 1)
