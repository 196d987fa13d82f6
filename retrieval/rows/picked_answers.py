"""Rows picked from a table become an answer: each with its figure, how many they are, what they add up to.

Takes an Understood and Sources, gives a Composed answer or None. Knows not how rows were picked.

    '自评得分最低的三个项目'   ->   three lines, the lowest first, each cited
"""

from __future__ import annotations

import re

from retrieval.figures.cell_lines import writer
from retrieval.rows.picked_rows import Picked, free_text, picked_rows
from retrieval.rows.records import Record
from retrieval.understand.main_items import divides
from retrieval.understand.pick_asked import pick_asked
from retrieval.understand.places import matches, place_of
from retrieval.understand.question import Item
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded, label_key, lexicon
from retrieval.writing.arithmetic import compute
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["picked_answer", "picked_said"]

_DIGITS = "一二三四五六七八九十"
_PLAIN = re.compile(r"(?:合计|小计|总计|金额|数量|预算数|决算数)")
_NO_SUM = re.compile(r"单价|得分|评分|率|比重|分值")


def picked_answer(
    understood: Understood, sources: Sources, *, units: bool = False
) -> Composed | None:
    """The rows that the question picks, told; None where it picks none for sure.

    `units`: only where it picks units, which no list of projects answers.
    """
    picked = picked_rows(understood, sources)
    if units and (picked is None or picked.pick.kind != "unit"):
        return None
    if picked is None or not (picked.narrowed or _listed(understood, picked)):
        return None
    if _one_named(understood, picked) or _known_each(understood, picked):
        return None
    if _of_all_money(understood, picked):
        return None
    if _SPENT_MOST.search(understood.query.asked) and not _is_money(picked):
        return None
    return picked_said(understood, picked)


def _one_named(understood: Understood, picked: Picked) -> bool:
    """'公务接待费多少' names one row, which is looked up as any figure is."""
    pick, items = picked.pick, understood.query.items
    if pick.bound or pick.order or pick.named:
        return False
    plain = not _ROWS_ASKED.search(understood.query.asked or understood.query.text)
    named = [item for item in items if not divides(item)] or list(items)
    if plain and named and all(_printed_whole(understood, picked, item) for item in named):
        return True
    if pick.summed:
        return False
    if plain and items and all(item.concepts for item in items):
        return True
    if len(picked.rows) > 1:
        return False
    name = label_key(picked.rows[0].name)
    concepts = lexicon().concepts
    return any(
        name in item.labels or any(name in concepts[key].labels for key in item.concepts)
        for item in understood.query.items
    )


_OF_PROJECTS = re.compile(r"项目|采购|绩效|自评|政府购买")
_GRAND = frozenset({"total_expenditure", "total_income", "current_expenditure", "current_income"})


def _of_all_money(understood: Understood, picked: Picked) -> bool:
    """'某中心总共支出多少' is not told by the projects of the unit."""
    query = understood.query
    total = any(_GRAND.intersection(item.concepts) for item in query.items)
    return (
        total
        and not _OF_PROJECTS.search(query.text)
        and not _ROWS_ASKED.search(query.asked or query.text)
        and _OF_PROJECTS.search(picked.sheet.table.title) is not None
    )


def _printed_whole(understood: Understood, picked: Picked, item: Item) -> bool:
    """Whether a row of its own prints what the rows picked are part of: '一般行政管理事务'."""
    beside = pick_asked(free_text(understood.query).replace(item.text, "|"))
    if beside is not None and beside.kind:
        return False
    table, rows = picked.sheet.table.position, {record.row for record in picked.rows}
    return any(
        fact.value is not None
        and fact.table is not None
        and not (fact.table == table and fact.row in rows)
        and fact.kind == "amount"
        and matches(place_of(fact), item) == 0
        for fact in understood.facts_of([picked.listed])
    )


_ROWS_ASKED = re.compile(r"哪|什么|啥|谁|分别|各|清单|明细|列出|每|[几多][个项家笔种台款件]")


_SPENT_MOST = re.compile(
    r"(?:花钱?|花费|用钱?|投入|资金|金额|经费)(?:得|掉|的)?最|最(?:花|费|烧)钱"
)


def _is_money(picked: Picked) -> bool:
    """'花钱最多的三个自评项目' are not those with the best marks."""
    return all(
        (fact := row.figures.get(picked.column)) is not None and fact.kind == "amount"
        for row in picked.rows
    )


def _known_each(understood: Understood, picked: Picked) -> bool:
    """'采购总额，以及货物、工程、服务各多少' asks for totals that forms print, not for rows."""
    pick, query = picked.pick, understood.query
    chosen = pick.bound or pick.order or pick.named or pick.summed
    items = [item for item in query.items if item.concepts]
    listed = re.search(r"哪|清单|明细|名单|列表", query.asked)
    return not (chosen or listed) and len(items) > 2 and len(items) == len(query.items)


def picked_said(understood: Understood, picked: Picked) -> Composed | None:
    """Rows picked, told with what is asked of them; None where they cannot be added."""
    write = writer(understood)
    write.say(_lead(picked))
    for record in picked.rows:
        _say(write, picked, record)
    if picked.pick.counted:
        _say_count(write, picked)
    if picked.pick.summed and not _say_sum(write, picked):
        return None
    return write.done()


def _listed(understood: Understood, picked: Picked) -> bool:
    """All rows of a table are asked for one by one: purchases, or a column of every unit."""
    each = re.search(r"哪|什么|分别|各|清单|明细|列出|每", understood.query.asked)
    kind = picked.pick.kind
    leaf = folded(picked.sheet.leaf(picked.column))
    side = re.search(r"(?<!基本)(?<!项目)(支出|收入)", understood.query.text)
    named = picked.by_name or bool(side and side[1] in leaf)
    return each is not None and (kind in _THINGS or (kind == "unit" and named))


_THINGS = ("goods", "assets", "services")


def _lead(picked: Picked) -> str:
    pick = picked.pick
    by = "、".join(
        dict.fromkeys((*picked.words, *((f"名称含“{pick.named}”",) if pick.named else ())))
    )
    table = re.sub(r"\s+", "", picked.sheet.table.title)
    who = f"{period(picked.listed.fiscal_year)}{picked.listed.unit_name or ''}"
    return f"{who}“{table}”中{f'{by}各项的' if by else ''}{_how(picked)}："


def _how(picked: Picked) -> str:
    """By which column the rows told were picked, and how."""
    head, order, bound = _head(picked, picked.column), picked.pick.order, picked.pick.bound
    if bound is not None:
        limit = "所问金额" if bound.money else "所问的数"
        head = f"{head}{_SIDES[bound.side]}{limit}{'之间' if bound.upper else ''}的"
    if order is None:
        return head
    if order.nth:
        return f"{head}{'倒数' if order.least else ''}第{_DIGITS[order.nth - 1]}的"
    if len(picked.rows) == 1:
        return f"{head}最{'低' if order.least else '高'}的是{picked.rows[0].name}"
    few = order.count == len(picked.rows) <= len(_DIGITS)
    first = f"，前{_DIGITS[order.count - 1]}项" if few else ""
    return f"{head}从{'低到高' if order.least else '高到低'}{first}"


_SIDES = {"above": "超过", "from": "达到", "below": "低于", "to": "不超过", "between": "在"}


def _head(picked: Picked, column: int) -> str:
    path = picked.sheet.table.column_paths[column]
    named = [folded(label) for label in path]
    return re.sub(r"\(.*?\)", "", named[-1]) if named else ""


def _say(write: Writer, picked: Picked, record: Record) -> None:
    fact = record.figures[picked.column]
    number = write.evidence(fact)
    said = tuple(w for words in record.words.values() for w in words if w in picked.words)
    write.cite(fact.citation, write.places[number - 1].unit, said)  # whose row it is
    line = f"{_name(picked, record)}：{value_text(fact)}{mark(number)}"
    name = label_key(record.name)
    head = _head(picked, picked.column)
    told = [(fact, name if _PLAIN.fullmatch(head) else f"{name}{head}", number)]
    for column in picked.more:
        beside = record.figures.get(column)
        if beside is None or beside.value is None:
            continue
        number = write.evidence(beside)
        line += f"，{_head(picked, column)} {value_text(beside)}{mark(number)}"
        told.append((beside, f"{name}{_head(picked, column)}", number))
    write.say(line, core=True)
    for figure, item, at in told:
        write.state(figure, item, at)


def _name(picked: Picked, record: Record) -> str:
    """The name, with what stands beside it where another row has the same."""
    if sum(r.name == record.name for r in picked.rows) == 1:
        return record.name
    beside = next((words[-1] for _, words in sorted(record.words.items())), "")
    return f"{beside} > {record.name}" if beside else record.name


def _say_count(write: Writer, picked: Picked) -> None:
    terms = [t for r in picked.rows if (t := write.term(r.figures[picked.column]))]
    computed = compute("count", terms) if len(terms) == len(picked.rows) else None
    if computed is None:
        return
    marks = mark(*dict.fromkeys(term.evidence for term in terms))
    write.say(f"共 {len(terms)} 项{marks}。", [computed], core=True)
    write.kind = "computed"
    write.derive(computed, "项数", "count", None)


def _say_sum(write: Writer, picked: Picked) -> bool:
    """Their sum; False where figures of the column are not to be added, or one is not printed."""
    facts = [r.figures[picked.column] for r in picked.rows]
    if _NO_SUM.search(_head(picked, picked.column)) or any(f.kind == "percent" for f in facts):
        return False
    terms = [term for fact in facts if (term := write.term(fact))]
    if len(terms) != len(facts):
        return False
    if len(terms) == 1:
        return True
    computed = compute("sum", terms)
    if computed is None:
        return False
    write.kind = "computed"
    marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    write.say(f"合计：{computed.formula}{marks}。", [computed], core=True)
    write.derive(computed, "所问各行合计", "sum", None)
    return True
