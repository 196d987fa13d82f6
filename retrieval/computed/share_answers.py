"""What share one figure is of another: as printed where the document says it, else computed.

Takes an Understood and items, gives a Composed answer or None. Knows nothing of changes.

    '占总支出的比例'  ->  the printed 占比, or part ÷ whole with the formula
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from ingest.amount import plain, printed_place
from retrieval.computed.parts import together
from retrieval.figures.cell_lines import lines_writer, who, writer
from retrieval.figures.elsewhere import say_elsewhere
from retrieval.figures.lookup import (
    Cell,
    asked_for_all,
    in_table_of,
    look_up,
    look_up_among,
    splits,
)
from retrieval.figures.one_money import money_of
from retrieval.printed.agreement import agree
from retrieval.understand.operands import implied
from retrieval.understand.operations import SHARE_ASKED, YEAR_BEFORE
from retrieval.understand.places import place_of
from retrieval.understand.question import Item, Query
from retrieval.understand.reading import Target, Understood
from retrieval.words.lexicon import folded, lexicon
from retrieval.writing.arithmetic import Computed, compute
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["beside_each_other", "part_within", "share_answer"]


def share_answer(understood: Understood, items: Sequence[Item]) -> Composed | None:
    """A share as printed, else computed from part and whole."""
    if len(parts := _parts_of_one(understood.query.text, items)) > 1:
        answers = [share_answer(understood, pair) for pair in parts]
        return together([a for a in answers if a]) if all(answers) else None
    targets = understood.targets if asked_for_all(understood) else understood.targets[-1:]
    if len({t.unit for t in understood.targets}) > 1 or len(targets) != 1:
        return None
    if _OF_ITS_ROW.search(understood.query.text) and len(items) == _ROW_COLUMN_WHOLE:
        return _share_of_row(understood, targets[0], items[1], items[0])
    part_item, whole_item = _part_and_whole(understood.query.text, items)
    if part_item is None or (whole_item and whole_item.concepts == part_item.concepts != ()):
        return None
    whole_item = whole_item or _spoken_of(understood.query.context, part_item)
    if whole_item is None and (_without_whole(understood.query) or _in_it(understood.query)):
        return None
    if whole_item and _narrowed(items, part_item, whole_item):
        return None
    target = targets[0]
    if whole_item and _splits_row(part_item, whole_item):
        return _share_of_row(understood, target, part_item, whole_item)
    printed = look_up(understood, target, part_item, (), "rate", "share")
    if whole_item is None and printed.hit:
        return _printedshare_answer(understood, printed)
    if whole_item is None and understood.query.later:
        whole_item = _spoken_of(understood.query.outer, part_item)
        if whole_item is None:
            return None
    part = part_within(understood, target, part_item, whole_item)
    whole = _beside_part(
        understood, part, _whole(understood, target, whole_item or _whole_of(part))
    )
    if part.hit and whole.hit and part.hit.fact.at == whole.hit.fact.at:
        return None
    if _paid_by_others_too(understood, target, part, whole):
        return None
    if not part.hit or not whole.hit:
        return _printedshare_answer(understood, printed) if _of_whole(printed, whole) else None
    write = lines_writer(understood, [part, whole])
    terms = [write.term(part.hit.fact), write.term(whole.hit.fact)]
    computed = compute("share", [t for t in terms if t]) if None not in terms else None
    if computed is None or computed.value > Decimal(100):
        return None
    if _says_so(printed, computed):
        return _printedshare_answer(understood, printed)
    write.kind = "computed"
    marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    text = f"{part.title}占{whole.title}的 {plain(computed.value)}%：{computed.formula}{marks}。"
    write.say(text, [computed], core=True)
    write.derive(computed, f"{part.title}占{whole.title}", "share", str(target.year))
    _printed_beside(write, part, printed, whole, computed)
    if fund := _fund_of(understood, part, whole):
        write.say(f"口径：{fund}。")
    say_elsewhere(write, [part.hit, whole.hit])
    return write.done()


def _whole(understood: Understood, target: Target, item: Item) -> Cell:
    """All that was spent in the year, where an account is asked of 支出: its 总计 holds what is left over too."""
    key = _OF_THE_YEAR.get(item.concepts[0]) if len(item.concepts) == 1 else None
    of_all = look_up(understood, target, item)
    doc = of_all.hit.fact.doc_id if of_all.hit else ""
    if key is None or doc not in understood.final_accounts or item.text.endswith(("总计", "总额")):
        return of_all
    of_year = look_up(understood, target, item._replace(concepts=(key,)))
    return of_year if of_year.hit else of_all


_OF_THE_YEAR = {"total_expenditure": "current_expenditure", "total_income": "current_income"}


def part_within(understood: Understood, target: Target, part: Item, whole: Item | None) -> Cell:
    """'商品和服务支出占基本支出': what 基本支出 pays of it, where that is printed apart."""
    funded = whole is not None and any(lexicon().concepts[k].fund for k in whole.concepts)
    column = whole is not None and (funded or (splits(whole) and not splits(part)))
    within = look_up(understood, target, part, (whole,)) if column and whole else None
    return within if within and within.hit else look_up(understood, target, part)


def _without_whole(query: Query) -> bool:
    """'X预算用掉了百分之几' says no whole; an item behind 占 is one, and no part of all money."""
    said = query.later or _SHARE_SAID.search(query.text)
    moved = YEAR_BEFORE.search(query.text) and "占" not in query.text
    return not said or bool(moved) or _named_as_whole(query.text, query.items)


def _in_it(query: Query) -> bool:
    """'里面X占几成' of a later turn: of what was spoken of, and never of all money."""
    return _POINTS_BACK.search(query.asked) is not None


_POINTS_BACK = re.compile(
    r"^(?:那么?|,)*(?:其中|(?:这|那|它|其)?里[面头边]|(?:这|那)(?:其中|里|当中)|当中)|占(?:了|到)?(?:它|其(?![他余它])|这)|在(?:它|其|这)?(?:里[面头边]|其?中|当中)"
)
_SHARE_SAID = re.compile(r"占|比重|比例|份额|构成|结构|权重|分量")


def _named_as_whole(text: str, items: Sequence[Item]) -> bool:
    """Whether an item behind 占 is the whole: alone it has no part, and is no part of all money."""
    return any(_IS_OF.search(text[: item.start]) for item in items) or bool(_OF_PLAN.search(text))


_OF_PLAN = re.compile(r"占(?:了|到)?(?:年初|全年|调整|当年)(?:的)?预算数?(?:的|多|百分|几|比)")
"""'决算占年初预算的百分比': of its own plan, and no part of all money."""


def _narrowed(items: Sequence[Item], part: Item, whole: Item) -> bool:
    """Whether a third item says which part or which whole: without it the share is of another one."""
    others = [item for item in items if item not in (part, whole)]
    return any(not implied(item, [part, whole]) for item in others)


def _splits_row(part: Item, whole: Item) -> bool:
    """'培训费里，项目支出占多少': a column of the row that is named, not the total of all rows."""
    concepts = lexicon().concepts
    kinds = [concepts[key] for key in whole.concepts]
    total = any(k.aspect or k.fund or k.key in _MONEY_OF_ALL for k in kinds)
    total = total or any(k.side and not k.key.startswith(_CLASS) for k in kinds)
    total = total or any(aspect in whole.text for aspect in _SPLIT)
    return splits(part) and not total and bool(kinds or whole.labels or whole.code)


_SPLIT = ("基本支出", "项目支出", "人员经费", "公用经费")
_MONEY_OF_ALL = frozenset({"fiscal_total"})
_CLASS = "f_"
"""How the keys of classes of spending begin: each is a row, and no total of all."""


def _share_of_row(
    understood: Understood, target: Target, part_item: Item, whole_item: Item
) -> Composed | None:
    """Both from one row of one table, so that the part is of this whole."""
    part = look_up(understood, target, whole_item, (part_item,))
    whole = look_up(understood, target, whole_item)
    if part.hit is None or part.hit.fact.table is None:
        return None
    whole = in_table_of(understood, whole, part) or whole
    if whole.hit is None or whole.hit.fact.row != part.hit.fact.row:
        return None
    write = lines_writer(understood, [part, whole])
    terms = [write.term(part.hit.fact), write.term(whole.hit.fact)]
    computed = compute("share", [t for t in terms if t]) if None not in terms else None
    if computed is None or computed.value > Decimal(100):
        return None
    write.kind = "computed"
    name = f"{whole.title}的{part_item.text}占{whole.title}"
    marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    text = f"{name}的 {plain(computed.value)}%：{computed.formula}{marks}。"
    write.say(text, [computed], core=True)
    write.derive(computed, name, "share", str(target.year))
    say_elsewhere(write, [part.hit, whole.hit])
    return write.done()


def _beside_part(understood: Understood, part: Cell, whole: Cell) -> Cell:
    """The whole in the table of the part where the same figure stands there: a row and its total."""
    beside = in_table_of(understood, whole, part)
    if beside is None or beside.hit is None or whole.hit is None:
        return _of_same_fund(understood, part, whole) if _of_another_fund(part, whole) else whole
    if not agree(beside.hit.fact, whole.hit.fact):
        return beside if _of_another_fund(part, whole) else whole
    others = tuple(p for p in (whole.hit.chosen, *whole.hit.same) if p != beside.hit.chosen)
    return replace(beside, hit=replace(beside.hit, same=others))


def _of_same_fund(understood: Understood, part: Cell, whole: Cell) -> Cell:
    """The whole of the part's fund, printed elsewhere; without a figure where only other money is."""
    assert part.hit is not None
    assert part.row is not None
    base, facts = part.hit.chosen.base, understood.facts_of([part.row])
    alike = [fact for fact in facts if money_of(place_of(fact)) == base]
    return look_up_among(understood, whole.target, whole.item, (), part.row, alike)


def _of_another_fund(part: Cell, whole: Cell) -> bool:
    """'基本支出中人员经费占多少': a part that one fund pays is a part of what that fund pays.

    Of all money of the unit (支出总计) every part is a share as it stands.
    """
    if part.hit is None or whole.hit is None or _GRAND.intersection(whole.item.concepts):
        return False
    return part.hit.chosen.base != whole.hit.chosen.base and splits(part.item)


def _paid_by_others_too(understood: Understood, target: Target, part: Cell, whole: Cell) -> bool:
    """'支出里工资福利占多少' where only the part of the wages that 财政拨款 pays is printed, and other money pays too."""
    if part.hit is None or whole.hit is None or not _GRAND.intersection(whole.item.concepts):
        return False
    if not _BY_ECONOMY.search(part.hit.fact.code or "") or not part.hit.chosen.base:
        return False
    fiscal = look_up(understood, target, Item("", 0, 0, ("fiscal_expenditure",)))
    others = fiscal.hit is not None and not agree(fiscal.hit.fact, whole.hit.fact)
    return others and part.hit.chosen.base != whole.hit.chosen.base


_BY_ECONOMY = re.compile(r"^3\d\d")
"""Codes of what money is spent on: 301 wages, 302 goods and services."""


def _fund_of(understood: Understood, part: Cell, whole: Cell) -> str:
    """The fund that both are paid from, where the question names none and the whole has more of it."""
    if part.hit is None or whole.hit is None or not splits(part.item):
        return ""
    base = part.hit.chosen.base
    told = base and base == whole.hit.chosen.base and base not in understood.query.text
    plain = look_up(understood, whole.target, whole.item)
    fact = plain.hit.fact if plain.hit else None
    return base if told and fact and not agree(fact, whole.hit.fact) else ""


_GRAND = frozenset({"total_expenditure", "total_income", "current_expenditure", "current_income"})


def _spoken_of(outer: Sequence[Item], part: Item) -> Item | None:
    """'政府采购多少? / 工程呢? / 占多大比例?', '住房保障支出多少? / 其中购房补贴占多大比例?': of what was asked."""
    of_part = (part.concepts, part.labels)
    others = (item for item in reversed(outer) if (item.concepts, item.labels) != of_part)
    return next(others, None)


def _says_so(printed: Cell, computed: Computed) -> bool:
    """Whether the printed share is the one of the whole asked for, not of another whole."""
    fact = printed.hit.fact if printed.hit else None
    if fact is None or fact.value is None:
        return False
    return abs(fact.value - computed.value) <= printed_place(fact.printed)


def _of_whole(printed: Cell, whole: Cell) -> bool:
    """Whether the sentence of a printed share names the whole."""
    quote = folded(printed.hit.fact.citation.quote) if printed.hit else ""
    return bool(quote) and folded(whole.title) in quote


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


def _parts_of_one(text: str, items: Sequence[Item]) -> list[tuple[Item, Item]]:
    """'A和B各占C多少': every part with the one whole behind 占."""
    whole = next((i for i in items if _IS_OF.search(text[: i.start])), None)
    parts = [item for item in items if whole and item.end <= whole.start]
    if whole is None or (len(parts) > 1 and not beside_each_other(text, parts)):
        return []
    return [(item, whole) for item in parts]


def _part_and_whole(text: str, items: Sequence[Item]) -> tuple[Item | None, Item | None]:
    """'B占A的比重', 'A中B占多少', '采购里货物类占多少': which is the part and which the whole."""
    if len(items) < 2:
        return (items[0] if items else None), None
    behind = next((i for i in items if _IS_OF.search(text[: i.start])), None)
    if behind is not None:
        before = [item for item in items if item.end <= behind.start]
        return (before[-1] if before else items[-1]), behind
    first, second = items[0], items[-1]
    asked = SHARE_ASKED.search(text)
    between = text[first.end : second.start]
    if beside_each_other(text, items) and _EACH.search(text):
        return None, None
    if _AGAINST.search(between) or (
        _IN.search(text[: second.start]) and _INSIDE.match(text[second.end :])
    ):
        return first, second
    if asked and asked.end() <= first.start and _IS.search(between):
        return second, first
    return (first, second) if asked and asked.start() < second.start else (second, first)


def beside_each_other(text: str, items: Sequence[Item]) -> bool:
    """'A和B各占多少', 'A、B的占比': each has a share of its own; 'A，B占多少' is B in A."""
    gaps = [text[one.end : other.start] for one, other in pairwise(items)]
    return bool(gaps) and all(_SIDE_BY_SIDE.fullmatch(gap) for gap in gaps)


_OF_ITS_ROW = re.compile(r"占(?:了|到)?(?:其|它|本身|自己|自身)的?(?:全部|总)(?:收入|支出)")
_ROW_COLUMN_WHOLE = 3
"""'乡镇卫生院 事业收入 占其 总收入': a row, a column, and what stands in the row in all."""
_IS_OF = re.compile(r"占(?:了|到|去|掉)?[^,?。;占多少几百]{0,8}$")
_SIDE_BY_SIDE = re.compile(r"(?:的|支出|收入|经费)?(?:、|和|与|及|以及|跟|还有)")
_EACH = re.compile(r"占|比重|份额|各|分别")
_AGAINST = re.compile(r"(?:与|和|跟|同|对|比|相对于?|相比于?|除以)[^,。]{0,4}$")
_IN = re.compile(r"在[^,。在]{0,6}$")
_INSIDE = re.compile(r"(?:支出|预算|经费)?(?:之?中|里头?|内|当中|里面)")
_IS = re.compile(r"^(?:的)?(?:钱)?(?:是|属于|用于|用在|用到|花在|花到|给|归|来自)")


def _whole_of(part: Cell) -> Item:
    """The total of the same side, where the question names no whole."""
    side = part.hit.fact.side if part.hit else None
    key = "total_income" if side == "收入" else "total_expenditure"
    return Item("", 0, 0, (key,))


def _printedshare_answer(understood: Understood, cell: Cell) -> Composed:
    assert cell.hit is not None
    write = writer(understood)
    fact = cell.hit.fact
    number = write.evidence(fact)
    name = who(cell)
    write.say(
        f"{period(fact.year)}{name}{cell.title}占比为 {value_text(fact)}{mark(number)}。", core=True
    )
    write.state(fact, cell.title, number)
    return write.done()
