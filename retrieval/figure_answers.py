"""Questions about figures: looked up, compared, computed; each form of question is one function.

Takes an Understood, gives a Composed answer or None where no figure fits the question (then the
passage lane is asked). Knows no passages.

    '项目支出占总支出的比例'  ->  share     '比上年减少多少'  ->  change     '分别是多少'  ->  several
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ingest.amount import plain, printed_place
from ingest.facts import Fact
from retrieval.arithmetic import Computed, Operation, compute, shown
from retrieval.compose import Composed, Writer, short_place
from retrieval.figures import Hit, agree
from retrieval.lexicon import folded, lexicon
from retrieval.lookup import Cell, look_up, main_items, separate
from retrieval.prompts import (
    change_text,
    figure_text,
    is_printed_number,
    mark,
    none_text,
    period,
    signed,
    value_text,
)
from retrieval.question import Item
from retrieval.reading import Target, Understood

__all__ = ["figure_answer"]

_PROSE_FORMS = ("definition", "reason", "purpose", "contradiction")


def figure_answer(understood: Understood) -> Composed | None:
    """The answer from figures, or None."""
    query = understood.query
    items = main_items(query)
    if not items or query.asks(*_PROSE_FORMS) or not understood.targets:
        return None
    if query.asks("share") and (answer := _share(understood, items)):
        return answer
    if len(items) > 1 and separate(query, items):
        return _side_by_side(understood, items)
    if query.asks("change", "rate", "difference", "ratio", "sum", "completion"):
        answer = _over_time(understood, items)
        if answer or query.asks("change", "rate", "completion"):
            return answer
    return _plain(understood, items)


# ── plain figures ────────────────────────────────────────────────────────────────────────────


def _cells(understood: Understood, items: Sequence[Item]) -> list[Cell]:
    """The cell of every target, with the item that can be found taken as the one asked for."""
    cells = [_one(understood, target, items) for target in understood.targets]
    return [cell for cell in cells if cell]


def _one(understood: Understood, target: Target, items: Sequence[Item]) -> Cell | None:
    for item in _in_order(items):
        others = tuple(other for other in items if other is not item)
        cell = look_up(understood, target, item, others)
        if cell.hit:
            return cell
    return None


def _in_order(items: Sequence[Item]) -> list[Item]:
    """The item to look up first: the last one that is not a way to split others."""
    concepts = lexicon().concepts

    def splits(item: Item) -> bool:
        return any(concepts[k].aspect or concepts[k].fund for k in item.concepts)

    return sorted(sorted(items, key=lambda item: -item.start), key=splits)


def _plain(understood: Understood, items: Sequence[Item]) -> Composed | None:
    cells = _cells(understood, items)
    if not cells:
        return None
    asked = len(understood.targets)
    if asked > 1 and not _asked_for_all(understood):
        return _ambiguous_or_one(understood, cells)
    if len(cells) == 1 and asked == 1:
        if understood.query.asks("largest", "smallest", "rank", "list", "count") and not _counted(
            cells[0]
        ):
            return None
        return _single(understood, cells[0])
    return _table(understood, [cells], items)


def _counted(cell: Cell) -> bool:
    return bool(cell.hit and cell.hit.fact.kind == "count")


def _asked_for_all(understood: Understood) -> bool:
    """Whether the question itself names every unit and year that is looked up."""
    scope = understood.query.scope
    years = {t.year for t in understood.targets}
    units = {t.unit for t in understood.targets}
    one_each = len(understood.targets) == len(units)
    named_years = (
        len(years) == 1 or one_each or bool(scope.years or scope.relative or scope.all_years)
    )
    named_units = len(units) == 1 or (
        all(len(mention) == 1 for mention in scope.each) and scope.each
    )
    return bool(named_years and named_units)


def _single(understood: Understood, cell: Cell) -> Composed:
    """One figure: the sentence, what limits it, where else it stands, or the contradiction."""
    hit = cell.hit
    assert hit is not None
    if cell.rival:
        return _accounts(understood, cell)
    write = _writer(understood)
    none = _none_stated(hit)
    if hit.against:
        _conflict(write, understood, cell)
    elif none:
        write.kind = "none_stated"
        numbers = [write.evidence(place) for place in none]
        write.say(none_text(_who(cell), cell.title, hit.fact.year, numbers), core=True)
        write.state(none[0], cell.title, numbers[0])
    else:
        number = write.evidence(hit.fact)
        write.say(_sentence(understood, cell, number), core=True)
        write.state(hit.fact, cell.title, number)
        _elsewhere(write, hit)
    _limits(write, understood, cell)
    return write.done()


def _sentence(understood: Understood, cell: Cell, number: int) -> str:
    hit = cell.hit
    assert hit is not None
    who = _who(cell)
    if not is_printed_number(hit.fact):
        return (
            f"{period(hit.fact.year)}{who}{cell.title}：{hit.fact.printed.strip()}{mark(number)}。"
        )
    return figure_text(who, _full_title(cell, understood.query.text), hit.fact, number)


def _full_title(cell: Cell, asked: str) -> str:
    """The item with the column it was asked for: '行政运行的基本支出'."""
    place = cell.hit.chosen if cell.hit else None
    title = cell.title
    if place and place.aspect and place.aspect not in title and place.aspect in asked:
        return f"{title}的{place.aspect}"
    return title


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
    lead = f"{period(hit.fact.year)}{_who(cell)}{_full_title(cell, understood.query.text)}在文件中前后不一致："
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


def _elsewhere(write: Writer, hit: Hit, most: int = 2) -> None:
    """Other places that print the same figure."""
    seen = {short_place(hit.fact.citation)}
    marks: list[str] = []
    for place in hit.same:
        title = short_place(place.fact.citation)
        if title in seen or len(marks) == most or not is_printed_number(place.fact):
            continue
        seen.add(title)
        marks.append(f"{title}{mark(write.evidence(place.fact))}")
    if marks:
        write.say("同一数字另见：" + "、".join(marks) + "。")


def _limits(write: Writer, understood: Understood, cell: Cell) -> None:
    """What the reader must know of the figure: its base, and whose document it comes from."""
    hit, row = cell.hit, cell.row
    assert hit is not None
    if hit.note:
        write.say(f"口径：{hit.note}。")
    if row and row.kind and cell.target.year and row.fiscal_year != cell.target.year:
        number = write.evidence(hit.fact)
        write.say(f"数字取自{row.fiscal_year}年{row.kind}中的上年数{mark(number)}。")
    if hit.fact.scope != "部门" and not understood.query.scope.own:
        write.say(f"该数字为{hit.fact.scope}口径。")
    elif row and row.kind and _both_levels(cell.target):
        write.say(f"未指明口径时取{row.kind}。")


def _both_levels(target: Target) -> bool:
    return len({(row.kind or "")[:2] for row in target.own}) > 1


def _accounts(understood: Understood, cell: Cell) -> Composed:
    """预算 and 决算 of the year are both there and differ: both are shown, the question goes back."""
    hit, rival = cell.hit, cell.rival
    assert hit is not None
    assert rival is not None
    write = _writer(understood)
    write.kind = "ambiguous"
    for one in (hit, rival):
        number = write.evidence(one.fact)
        who = _who(cell)
        write.say(figure_text(who, cell.title, one.fact, number), core=True)
        write.state(one.fact, cell.title, number)
    write.say("请指明要预算数还是决算数。")
    return write.done()


# ── several cells ────────────────────────────────────────────────────────────────────────────


def _ambiguous_or_one(understood: Understood, cells: Sequence[Cell]) -> Composed:
    """The unit or year is not named: one answer where all agree, else the options with values."""
    hits = [cell.hit for cell in cells if cell.hit]
    if len(cells) == 1 or all(_equal(hits[0].fact, hit.fact) for hit in hits[1:]):
        return _single(understood, cells[0]) if len(cells) == 1 else _lines(understood, cells)
    write = _lines_writer(understood, cells[:6])
    write.kind = "ambiguous"
    units = len({cell.target.unit for cell in cells}) > 1
    years = len({cell.target.year for cell in cells}) > 1
    what = "单位和年度" if units and years else "单位" if units else "年度"
    write.say(f"请指明{what}。")
    return write.done()


def _equal(one: Fact, other: Fact) -> bool:
    return one.unit == other.unit and one.value == other.value


def _lines(understood: Understood, cells: Sequence[Cell]) -> Composed:
    return _lines_writer(understood, cells).done()


def _lines_writer(understood: Understood, cells: Sequence[Cell]) -> Writer:
    """One line a cell; a cell that was not found says so."""
    write = _writer(understood)
    for cell in cells:
        if cell.hit is None:
            when = period(cell.target.year)
            write.say(f"{when}{_who(cell)}{cell.title}：未找到。")
            continue
        number = write.evidence(cell.hit.fact)
        write.say(_sentence(understood, cell, number), core=True)
        write.state(cell.hit.fact, cell.title, number)
    return write


def _table(
    understood: Understood, columns: Sequence[Sequence[Cell]], items: Sequence[Item]
) -> Composed | None:
    cells = [cell for column in columns for cell in column]
    found = {(cell.target.unit, cell.target.year) for cell in cells}
    missing = [t for t in understood.targets if (t.unit, t.year) not in found]
    write = _lines_writer(understood, [*cells, *(Cell(t, items[-1], None) for t in missing)])
    if understood.query.asks("compare", "largest", "smallest", "difference", "sum", "ratio"):
        _conclude(write, understood, cells)
    return write.done()


def _side_by_side(understood: Understood, items: Sequence[Item]) -> Composed | None:
    """Several items: each looked up on its own, then added, compared or just listed."""
    cells = [look_up(understood, t, item) for t in understood.targets for item in items]
    found = [cell for cell in cells if cell.hit]
    if not found or (len(found) < len(cells) and understood.query.asks("sum", "ratio")):
        return None
    if len(understood.targets) > 1 and not _asked_for_all(understood):
        understood_cells = [c for c in found if c.target == understood.targets[-1]]
        found = understood_cells or found
        cells = found
    write = _lines_writer(understood, cells)
    if understood.query.asks("sum", "difference", "ratio", "compare", "largest", "smallest"):
        _conclude(write, understood, found)
    return write.done()


def _conclude(write: Writer, understood: Understood, cells: Sequence[Cell]) -> None:
    """The computed line under several figures."""
    query = understood.query
    facts = [cell.hit.fact for cell in cells if cell.hit]
    terms = [term for fact in facts if (term := write.term(fact))]
    if len(terms) < 2 or len(terms) != len(facts):
        return
    if query.asks("sum"):
        _say_computed(write, "sum", terms, "合计", cells)
    elif len(terms) == 2:
        order = _order(cells)
        pair = [terms[i] for i in order]
        _say_computed(write, "ratio" if query.asks("ratio") else "difference", pair, "", cells)


def _order(cells: Sequence[Cell]) -> tuple[int, int]:
    """The later year minus the earlier; otherwise the first minus the second."""
    first, second = cells[0].target.year or 0, cells[1].target.year or 0
    return (1, 0) if second > first else (0, 1)


def _say_computed(
    write: Writer, operation: Operation, terms: Sequence[object], lead: str, cells: Sequence[Cell]
) -> None:
    computed = compute(operation, terms)  # type: ignore[arg-type]
    if computed is None:
        return
    write.kind = "computed"
    marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    names = {"sum": "合计", "difference": "差额", "ratio": "倍数"}
    text = f"{lead or names[operation]}：{computed.formula}{marks}。"
    write.say(text, [computed], core=True)
    when = {cell.target.year for cell in cells}
    title = "、".join(dict.fromkeys(cell.title for cell in cells))
    year = str(when.pop()) if len(when) == 1 else None
    write.derive(computed, title, operation, year)


# ── change, growth, share ────────────────────────────────────────────────────────────────────


def _over_time(understood: Understood, items: Sequence[Item]) -> Composed | None:
    """Change and growth: as printed where the document says it, else computed from two years."""
    query = understood.query
    targets = understood.targets
    years = sorted({t.year for t in targets if t.year})
    if query.asks("sum") and len(targets) > 1 and _asked_for_all(understood):
        return _table(understood, [_cells(understood, items)], items)
    if (
        len(targets) == 2
        and len(years) == 2
        and targets[0].unit == targets[1].unit
        and (query.scope.years or query.scope.relative)
    ):
        return _between(understood, sorted(targets, key=lambda t: t.year or 0), items)
    if len(targets) > 1 and not _asked_for_all(understood):
        targets = targets[-1:] if len({t.unit for t in targets}) == 1 else targets
    for target in targets[:1] if len({t.unit for t in targets}) == 1 else ():
        return _change(understood, target, items)
    if (
        len(targets) > 1
        and len({t.year for t in targets}) == 1
        and query.asks("difference", "ratio", "sum")
    ):
        return _table(understood, [_cells(understood, items)], items)
    return None


def _change(understood: Understood, target: Target, items: Sequence[Item]) -> Composed | None:
    query = understood.query
    for item in _in_order(items):
        others = tuple(o for o in items if o is not item)
        if query.asks("completion"):
            done = look_up(understood, target, item, others, "rate", "completion")
            return _printed_change(understood, [done]) if done.hit else None
        amount = look_up(understood, target, item, others, "change")
        rate = look_up(understood, target, item, others, "rate", "growth")
        wanted = [rate] if query.asks("rate") else [amount, rate]
        found = [cell for cell in wanted if cell.hit]
        if found and (found[0] is amount or query.asks("rate")):
            return _printed_change(understood, found)
    before = _year_before(understood, target)
    return _between(understood, (before, target), items) if before else None


def _year_before(understood: Understood, target: Target) -> Target | None:
    """The same unit one year earlier: its own document, and the prior-year column of this one."""
    if target.year is None:
        return None
    year = target.year - 1
    rows = [r for r in understood.documents if r.fiscal_year in (year, target.year)]
    same = [
        r
        for r in rows
        if any(r in t.documents for t in understood.targets if t.unit == target.unit)
    ]
    own = tuple(row for row in same if row.fiscal_year == year)
    later = tuple(row for row in (*target.own, *same) if row.fiscal_year == target.year)
    return Target(target.unit, year, (*own, *dict.fromkeys(later)), own)


def _printed_change(understood: Understood, cells: Sequence[Cell]) -> Composed:
    write = _writer(understood)
    parts = []
    for cell in cells:
        assert cell.hit is not None
        number = write.evidence(cell.hit.fact)
        parts.append(_change_part(cell.hit.fact) + mark(number))
        write.state(cell.hit.fact, cells[0].title, number)
    first = cells[0].hit
    assert first is not None
    completion = first.fact.measure == "rate" and understood.query.asks("completion")
    lead = "完成预算的" if completion else "比上年"
    who = _who(cells[0])
    write.say(
        f"{period(first.fact.year)}{who}{cells[0].title}{lead}{'，'.join(parts)}。", core=True
    )
    return write.done()


def _change_part(fact: Fact) -> str:
    text = " ".join(fact.column_path)
    return value_text(fact) if "完成" in text or "执行率" in text else change_text(fact)


def _between(
    understood: Understood, targets: Sequence[Target], items: Sequence[Item]
) -> Composed | None:
    """The difference, growth or ratio between two years, computed."""
    cells = [cell for target in targets if (cell := _one(understood, target, items))]
    if len(cells) < 2:
        return None
    early, late = cells
    write = _lines_writer(understood, [late, early])
    if not late.hit or not early.hit:
        return None
    terms = [write.term(late.hit.fact), write.term(early.hit.fact)]
    if None in terms:
        return None
    query = understood.query
    pair = [term for term in terms if term]
    if query.asks("ratio"):
        _say_computed(write, "ratio", pair, "", cells)
    else:
        _say_growth(write, understood, cells, pair)
    return write.done() if write.kind == "computed" else None


def _say_growth(
    write: Writer, understood: Understood, cells: Sequence[Cell], terms: Sequence[object]
) -> None:
    difference = compute("difference", terms)  # type: ignore[arg-type]
    growth = compute("growth", terms)  # type: ignore[arg-type]
    if difference is None:
        return
    write.kind = "computed"
    marks = mark(*(term.evidence for term in difference.terms))
    when = str(cells[1].target.year)
    if understood.query.asks("rate") and growth:
        write.say(
            f"{_verb(growth, '增长', '下降')}：{growth.formula}{marks}。", [growth], core=True
        )
        write.derive(growth, cells[1].title, "rate", when)
        return
    amount = f"{shown(abs(difference.value))} {difference.unit}" if difference.value else ""
    text = f"{_verb(difference, '增加', '减少')}{' ' + amount if amount else ''}：{difference.formula}{marks}"
    write.say(f"{text}。", [difference], core=True)
    write.derive(difference, cells[1].title, "change", when)
    if growth and growth.value:
        write.say(_growth_text(growth) + f"{marks}。", [growth])
        write.derive(growth, cells[1].title, "rate", when)


def _growth_text(growth: Computed) -> str:
    """'下降 20.87%：（37.91 万元 − 47.91 万元）÷ 47.91 万元 × 100% = -20.87%'."""
    rate = f" {plain(abs(growth.value))}%" if growth.value else ""
    return f"{_verb(growth, '增长', '下降')}{rate}：{growth.formula}"


def _verb(computed: Computed, up: str, down: str) -> str:
    return signed(computed.value, up, down)


def _share(understood: Understood, items: Sequence[Item]) -> Composed | None:
    """A share as printed, else computed from part and whole."""
    targets = understood.targets if _asked_for_all(understood) else understood.targets[-1:]
    if len({t.unit for t in understood.targets}) > 1 or len(targets) != 1:
        return None
    part_item, whole_item = _part_and_whole(items)
    if part_item is None:
        return None
    target = targets[0]
    plain_whole = whole_item is None or {"total_expenditure", "total_income"} & set(
        whole_item.concepts
    )
    if plain_whole:
        printed = look_up(understood, target, part_item, (), "rate", "share")
        if printed.hit:
            return _printed_share(understood, printed)
    printed = look_up(understood, target, part_item, (), "rate", "share")
    part = look_up(understood, target, part_item)
    whole = look_up(understood, target, whole_item or _whole_of(part))
    if not part.hit or not whole.hit:
        return None
    write = _lines_writer(understood, [part, whole])
    terms = [write.term(part.hit.fact), write.term(whole.hit.fact)]
    computed = compute("share", [t for t in terms if t]) if None not in terms else None
    if computed is None or computed.value > Decimal(100):
        return None
    write.kind = "computed"
    marks = mark(*(term.evidence for term in computed.terms))
    text = f"{part.title}占{whole.title}的 {plain(computed.value)}%：{computed.formula}{marks}。"
    write.say(text, [computed], core=True)
    write.derive(computed, f"{part.title}占{whole.title}", "share", str(target.year))
    _printed_beside(write, part, printed, whole, computed)
    return write.done()


def _printed_beside(
    write: Writer, part: Cell, printed: Cell, whole: Cell, computed: Computed
) -> None:
    """The share the document prints of the same whole, where it is another than the computed one."""
    if printed.hit is None:
        return
    fact = printed.hit.fact
    named = folded(whole.title) in folded(fact.citation.quote)
    place = printed_place(fact.printed)
    if not named or fact.value is None or abs(fact.value - computed.value) <= place:
        return
    number = write.evidence(fact)
    write.kind = "conflicting"
    write.say(
        f"文件正文写的占比是 {value_text(fact)}{mark(number)}，与按金额计算的不一致，请以原文核对。"
    )
    write.state(fact, part.title, number)


def _part_and_whole(items: Sequence[Item]) -> tuple[Item | None, Item | None]:
    if not items:
        return None, None
    return (items[0], items[1]) if len(items) > 1 else (items[0], None)


def _whole_of(part: Cell) -> Item:
    """The total of the same side, where the question names no whole."""
    side = part.hit.fact.side if part.hit else None
    key = "total_income" if side == "收入" else "total_expenditure"
    return Item("", 0, 0, (key,))


def _printed_share(understood: Understood, cell: Cell) -> Composed:
    assert cell.hit is not None
    write = _writer(understood)
    fact = cell.hit.fact
    number = write.evidence(fact)
    who = _who(cell)
    write.say(
        f"{period(fact.year)}{who}{cell.title}占比为 {value_text(fact)}{mark(number)}。", core=True
    )
    write.state(fact, cell.title, number)
    return write.done()


# ── shared ───────────────────────────────────────────────────────────────────────────────────


def _writer(understood: Understood) -> Writer:
    who = {
        row.doc_id: f"{row.unit_name or ''} {row.fiscal_year or ''}年 {row.kind or ''}"
        for row in understood.documents
    }
    return Writer(who=who)


def _who(cell: Cell) -> str:
    row = cell.row or (cell.target.documents[0] if cell.target.documents else None)
    return (row.unit_name or "") if row else ""
