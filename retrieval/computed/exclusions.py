"""What is left of the whole without a part: '除了项目支出还有多少', '不属于基本支出的支出'.

Takes a Query and items, says which of them are named only to be left out; gives the whole less those
parts, computed, or None. A figure of what is left out never answers.

    '不属于基本支出的支出是多少'  ->  支出总计 − 基本支出, both cited
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.figures.cell_lines import lines_writer, say_computed
from retrieval.figures.lookup import look_up, splits
from retrieval.understand.operands import implied
from retrieval.understand.question import Item, Query
from retrieval.understand.reading import Understood
from retrieval.words.lexicon import lexicon
from retrieval.writing.arithmetic import Term
from retrieval.writing.compose import Composed

__all__ = ["left_out", "rest_answer"]

_BEFORE = re.compile(
    r"(?:不属于|不(?:包括|包含|含|算)|除(?:了|去|开)?|扣除|扣掉|剔除|减掉|去掉|抛开|非)(?:掉)?$"
)
_WHOLE = Item("支出总计", 0, 0, ("total_expenditure",))
_PROCUREMENT = Item("政府采购金额", 0, 0, ("procurement",))
_RESERVED = frozenset({"sme_reserved", "micro_reserved"})
_NOT_DONE = re.compile(r"(?<!有)(?:并没有|没有|没|并未|未|不)(?:专门|单独)?$")
"""'没有预留给中小企业的': what is done with a part is denied; '没有接待费' denies the item itself."""
_TOTALS = frozenset({"total_expenditure", "current_expenditure", "total_income"})
_BEHIND = re.compile(r"^(?:收入|拨款|的钱)?(?:以外|之外|除外)")
_INCOME = Item("本年收入合计", 0, 0, ("current_income",))
_FISCAL = Item("财政拨款收入", 0, 0, ("fiscal_income",))
_OTHER_INCOME = (
    "business_income", "operating_income", "other_income", "superior_grant", "subordinate_income", "special_account",
)  # fmt: skip
"""Money that comes in and is no 财政拨款."""
_COMES_IN = re.compile(r"收入|进账|进项|来源|来路|渠道|到账|入账|收来")


def left_out(query: Query, items: Sequence[Item]) -> tuple[Item, ...]:
    """The items right behind a word that takes them out."""
    return tuple(item for item in items if _taken_out(query.text, item))


def _taken_out(text: str, item: Item) -> bool:
    before = text[: item.start]
    denied = _RESERVED & set(item.concepts) and _NOT_DONE.search(before)
    return bool(denied or _BEFORE.search(before) or _BEHIND.match(text[item.end :]))


def rest_answer(
    understood: Understood, items: Sequence[Item], out: Sequence[Item]
) -> Composed | None:
    """The total of expenditure without a part of it; None where the whole is another one."""
    reserved = len(out) == 1 and _RESERVED & set(out[0].concepts)
    if reserved and all("procurement" in i.concepts for i in items if i not in out):
        return _less(understood, _PROCUREMENT, out[0], f"{out[0].text}以外的采购")
    if len(out) == 1 and "fiscal_income" in out[0].concepts:
        return _other_income(understood, [i for i in items if i not in out])
    others = [i for i in items if i not in out and not _TOTALS & set(i.concepts)]
    if len(others) == len(out) == 1 and implied(others[0], (others[0], out[0])):
        return _less(understood, others[0], out[0], f"{out[0].text}以外的{others[0].text}")
    if others or len(understood.targets) != 1 or len(out) != 1 or _more(understood.query):
        return None
    part = out[0]
    classes = any((lexicon().concepts[key].code or "").startswith("2") for key in part.concepts)
    if not (splits(part) or classes) or "人员" in part.text or "公用" in part.text:
        return None
    return _less(understood, _WHOLE, part, "")


def _other_income(understood: Understood, others: Sequence[Item]) -> Composed | None:
    """All that comes in less 财政拨款, where the other kinds of income that are printed come to just that."""
    known = {"other_income", "total_income", "current_income"}
    plain = all(known.intersection(i.concepts) or i.text in ("其他", "别的") for i in others)
    if not plain or not _COMES_IN.search(understood.query.text) or len(understood.targets) != 1:
        return None
    rest = _less(understood, _INCOME, _FISCAL, "财政拨款以外的收入")
    target = understood.targets[0]
    asked = replace(understood, query=replace(understood.query, residue=(), forms=frozenset()))
    cells = (look_up(asked, target, Item(key, 0, 0, (key,))) for key in _OTHER_INCOME)
    facts = [cell.hit.fact for cell in cells if cell.hit and cell.row]
    kinds = {(fact.item, fact.value): fact for fact in facts if fact.value}
    terms = [(fact.value or 0, fact.unit) for fact in kinds.values()]
    told = rest.figures[-1] if rest and rest.figures else None
    units = {unit for _, unit in terms}
    if told is None or len(units) > 1 or (units and units != {told.unit}):
        return None
    return rest if sum(value for value, _ in terms) == told.value else None


def _less(understood: Understood, whole: Item, part: Item, named: str) -> Composed | None:
    """One figure less another of the same document, with the formula; `named`: what is left."""
    if len(understood.targets) != 1 or _more(understood.query):
        return None
    target = understood.targets[0]
    query = replace(understood.query, residue=(), forms=frozenset[str]())
    understood = replace(understood, query=query)
    cells = [look_up(understood, target, whole), look_up(understood, target, part)]
    if any(cell.hit is None or cell.row != cells[0].row for cell in cells):
        return None
    write = lines_writer(understood, cells)
    terms: list[Term] = [t for c in cells if c.hit and (t := write.term(c.hit.fact))]
    if len(terms) == 2:
        say_computed(write, "difference", terms, named or f"{cells[1].title}以外的支出", cells)
    return write.done() if write.kind == "computed" else None


def _more(query: Query) -> bool:
    """Whether the question carries words beside those that leave something out."""
    return any(_OUT_WORDS.sub("", run) for run in query.residue)


_OUT_WORDS = re.compile(
    r"别的?|渠道|途径|来路|来源|其他|其它|进账|不|属于|包括|包含|含|算|除|了|去|开|扣|掉|剔|减|抛|非|以外|之外|外|剩下|剩余|剩|其余|余下|没有?|未|并|专门|单独|部分?|还|的"
)
