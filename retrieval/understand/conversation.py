"""A later turn takes from the turns before what it leaves out.

Takes two Queries, gives one. Knows no documents and no figures.

    '2025年三公经费是多少' / '其中公务接待费呢' / '2024年呢'   ->   公务接待费, 2024
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.scope.periods import Account, Taken
from retrieval.scope.scope import Scope
from retrieval.understand.operations import LEFT_OVER, PLAN_SAID
from retrieval.understand.question import Item, Query
from retrieval.understand.spoken_items import named_items, part_of, spoken_of

__all__ = ["follow", "spelled_out"]

_KIND = r"(?:行政|事业)单位"
_KIND_ALONE = re.compile(rf"(?:那么?|再问)?(?P<kind>{_KIND})的?呢?[?。]*")
_OF_KIND = re.compile(
    rf"{_KIND}(?P<item>(?!人员|编制)[\u4e00-\u9fff]{{2,8}}?)(?=(?:支出)?(?:预算|决算|金额)|支出|经费|是|有|为|多少|[,?。])"
)


def spelled_out(turns: Sequence[str]) -> tuple[str, ...]:
    """'事业单位医疗是多少' / '行政单位的呢' -> '行政单位医疗呢': the half of a name that is left out."""
    turns = [_AHEAD.sub(_gap_alone, turn) for turn in turns]
    said: list[str] = list(turns[:1])
    for turn in turns[1:]:
        alone, named = _KIND_ALONE.fullmatch(turn), _OF_KIND.search(said[-1])
        said.append(f"{alone['kind']}{named['item']}呢" if alone and named else turn)
    return tuple(said)


_AHEAD = re.compile(
    r"(?<=[,?])(?P<who>[\u4e00-\u9fff]{2,6}?)(?P<gap>(?:多|少|高|低)(?:出|了)(?:多少|几))"
)


def _gap_alone(match: re.Match[str]) -> str:
    """'甲区和乙区各花多少,甲区多出多少': the answer says itself which one has more."""
    before = match.string[: match.start()]
    named = match["who"] in before or match["who"] in ("前者", "后者")
    spoken = named and re.search(r"各|分别|[和与跟]", before)
    return match["gap"] if spoken else match[0]


def follow(earlier: Query, last: Query) -> Query:
    """A later turn with what it leaves out taken from the turns before."""
    merged = _merged(earlier, last)
    named = last.scope.years[0] if len(last.scope.years) == 1 else None
    return replace(merged, trail=_trail(earlier, last, merged), anchor=named or _anchor(earlier))


def _anchor(query: Query) -> int | None:
    """The year that was named last, '去年' and the like left out."""
    years = query.scope.years
    return query.anchor or (years[0] if len(years) == 1 else None)


_FURTHER = re.compile(r"再(?:往)?[上前]")
"""'再上一年呢': the one before the one just spoken of."""


_BARE_NAME = re.compile(
    r"^(?:那么?|还有|再|又)+|(?:是|有|花了?|安排了?)*(?:多少|几)(?:钱|万?元)?[?。]*$|的?呢?[?。]*$"
)
"""'水电费' of '那水电费呢': what was said where not all of it was understood."""


def _trail(earlier: Query, last: Query, merged: Query) -> tuple[str, ...]:
    """What the turns so far asked of, side by side: of another unit or year it is no neighbour."""
    own = (_BARE_NAME.sub("", last.text),) if last.residue else spoken_of(last)
    if _INSIDE.match(last.text):
        return own
    one = named if len(named := named_items(last)) == 1 else ()
    wholes = {i.text for i in earlier.items for part in one if part_of(part, i)}
    before = earlier.trail or (
        () if earlier.later or earlier.before or earlier.beside else spoken_of(earlier)
    )
    if merged.later:
        return () if merged.before or merged.beside else before
    return tuple(dict.fromkeys((*(name for name in before if name not in wholes), *own)))


def _merged(earlier: Query, last: Query) -> Query:
    last = _of_the_plan(earlier, _of_the_move(earlier, _of_same_item(earlier, last)))
    silent = not last.items and not last.topics
    scope = last.scope
    beside = earlier.beside
    if not scope.each and silent and beside and last.asks(*_BETWEEN):
        scope = replace(scope, each=(*beside, *earlier.scope.each))
    if not scope.each and not scope.strangers:
        here, slips = scope.here or earlier.scope.here, earlier.scope.slips
        scope = replace(scope, each=earlier.scope.each, here=here, slips=slips)
    before = earlier.before
    if not (scope.years or scope.relative or scope.all_years):
        years = _years_spoken_of(earlier, last) if silent else earlier.scope.years
        if silent and before and last.asks(*_BETWEEN):
            years = tuple(dict.fromkeys((*before, *years)))
        scope = replace(scope, years=years, relative=earlier.scope.relative)
    elif silent and scope.years and earlier.scope.years and _from_before(last):
        scope = replace(scope, years=tuple(dict.fromkeys((*earlier.scope.years, *scope.years))))
    elif scope.relative and not scope.years and len(earlier.scope.years) == 1:
        shown = earlier.scope.years[0]
        base = shown if _FURTHER.search(last.text) else _anchor(earlier) or shown
        scope = replace(scope, years=tuple(base + r for r in scope.relative), relative=())
    if scope.account is None and not _COUNTS.search(last.text):
        spent = silent and earlier.scope.account == "预算" and _PAST.search(last.text)
        account: Account | None = "决算" if spent else earlier.scope.account
        scope = replace(scope, account=account, own=scope.own or earlier.scope.own)
    since = _SINCE.search(last.text) is not None
    if silent and since and earlier.stage_before:
        scope = replace(scope, account=earlier.stage_before)
    elif silent and last.asks(*_BETWEEN) and (stages := _stages(earlier)):
        scope = replace(scope, stages=stages, account=None)
    if silent and (pair := _two_spoken_of(earlier, last)):
        text = f"{pair[0].text}和{pair[1].text},{last.text}"
        return replace(last, scope=scope, items=pair, text=text, forms=last.forms - {"change"})
    if last.asks("share") and last.items and _only_whole(last):
        if _TWO.search(last.text[: last.items[0].start]):
            return _two_of_whole(earlier, last, scope)
        moved = len(earlier.text) + 1
        whole = [i._replace(start=i.start + moved, end=i.end + moved) for i in last.items]
        text = f"{earlier.text},{last.text}"
        return replace(last, scope=scope, items=(*earlier.items, *whole), text=text)
    if _AGAINST.match(last.text) and len(last.items) == 1 and earlier.items:
        moved = len(earlier.text) + 1
        other = [i._replace(start=i.start + moved, end=i.end + moved) for i in last.items]
        text = f"{earlier.text},{last.text}"
        forms = (last.forms - {"change", "rate"}) | {"difference"}
        items = (*earlier.items[:1], *other)
        return replace(last, scope=scope, items=items, text=text, forms=forms)
    if not silent:
        forms = last.forms or (_handed_on(earlier, last) if _elliptic(last.text) else last.forms)
        part = _INSIDE.match(last.text) is not None
        context = (*earlier.context, *earlier.items) if part else last.context
        beside_it = not part and earlier.context and _elliptic(last.text)
        outer = earlier.context if beside_it else earlier.items
        return replace(last, scope=scope, forms=forms, context=context, outer=outer)
    before_it = _without_stage(earlier.text) if _STAGE.search(last.text) else earlier.text
    moved = len(earlier.text) + 1
    later = (Taken(t.start + moved, t.end + moved) for t in last.scope.taken)
    scope = replace(scope, taken=(*earlier.scope.taken, *later))
    return replace(
        last,
        scope=scope,
        items=_still_spoken_of(earlier, last),
        outer=earlier.outer,
        later=True,
        context=earlier.context,
        topics=earlier.topics,
        forms=last.forms or (frozenset() if _level_asked(earlier, last) else earlier.forms),
        residue=(*earlier.residue, *last.residue),
        beside=earlier.scope.each if scope.each != earlier.scope.each else beside,
        before=earlier.scope.years if scope.years != earlier.scope.years else before,
        stage_before=_other_stage(earlier, scope.account),
        text=f"{before_it},{last.text}",
    )


def _still_spoken_of(earlier: Query, last: Query) -> tuple[Item, ...]:
    """After '甲占乙的多少' a turn without a name goes on about 甲."""
    at = earlier.text.rfind("占")
    if at < 0 or not earlier.asks("share") or last.asks("share", *_BETWEEN):
        return earlier.items
    parts = tuple(item for item in earlier.items if item.end <= at)
    return parts[-1:] or earlier.items


_LEVEL = re.compile(r"(?:是|为|有|花了?|用了?|安排了?|支出了?|年)(?:多少|几(?=[万亿]))")


def _level_asked(earlier: Query, last: Query) -> bool:
    """Whether an amount is asked, not once more what was asked before: 'X比上年多多少 / 上年是多少'."""
    if _AMOUNT.search(last.text):
        return True
    since = set(last.scope.years) & set(earlier.scope.compared) or last.scope.relative == (-1,)
    return bool(since) and earlier.asks(*_BETWEEN) and _LEVEL.search(last.text) is not None


def _from_before(last: Query) -> bool:
    """'2025年呢,多了多少' goes on from the years before; '2025比2023少了多少' names both itself."""
    return last.asks(*_BETWEEN) and not last.scope.compared


_FOUR_DIGITS = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")


def _years_spoken_of(earlier: Query, last: Query) -> tuple[int, ...]:
    """2025 after '2025年X上年是多少 / 增幅多大': a change is one up to the year that is named."""
    years = earlier.scope.years
    named = {int(year) for year in _FOUR_DIGITS.findall(earlier.text)}
    before = len(years) == 1 and named == {years[0] + 1}
    return tuple(named) if before and last.asks("change", "rate") else years


def _only_whole(last: Query) -> bool:
    """'占总支出几成', '它在全部支出里占多少': what it is a share of; what has the share went before."""
    before, behind = last.text[: last.items[0].start], last.text[last.items[-1].end :]
    if re.search(
        r"占(?:了|到|去)?(?:全部|整个|全年|当年|本年|年度|总体|全局|全部门|单位)?(?:的)?$", before
    ):
        return True
    within = _OF_WHOLE.search(before) is not None and _IN_WHOLE.match(behind) is not None
    return within or (_ITSELF.match(before) is not None and _IN_WHOLE.match(behind) is not None)


_OF_WHOLE = re.compile(r"在[^,。]{0,8}$")
_IN_WHOLE = re.compile(
    r"(?:支出|预算|经费|资金|总额)?(?:之?中|里头?|内|当中|里面|的)[^,]{0,4}(?:占|百分之|几成|比)"
)
_ITSELF = re.compile(r"(?:那么?)?(?:它|其|这(?:个|项|笔|块|部分)|该项?)(?:是|占)[^,]{0,4}$")
_TWO = re.compile(
    r"[两二俩](?:个|者|项|笔|样|块)?|加(?:起来|在一起|一起)|合(?:计|起来)|相加|之和|总和|相差|差(?:多少|几|了|额|距)|倍"
)


_YEAR = re.compile(r"上年|去年|同比|同期|年初|预算数?|决算|\d{4}")


def _two_of_whole(earlier: Query, last: Query, scope: Scope) -> Query:
    """'工会经费 / 福利费呢 / 两项加起来占公用经费百分之几': both parts; without both, no part at all."""
    pair = _two_before(earlier, last)
    lead = f"{pair[0].text}和{pair[1].text}," if pair else ""
    whole = [i._replace(start=i.start + len(lead), end=i.end + len(lead)) for i in last.items]
    text = f"{lead}{last.text}"
    return replace(last, scope=scope, items=(*pair, *whole), text=text, asked=text)


def _two_spoken_of(earlier: Query, last: Query) -> tuple[Item, ...]:
    """'公务接待费多少 / 会议费呢 / 两个加起来多少': the items of the two turns before."""
    asked = last.asks("sum", "difference", "ratio", "compare") and _TWO.search(last.text)
    return _two_before(earlier, last) if asked else ()


def _two_before(earlier: Query, last: Query) -> tuple[Item, ...]:
    """The one item of each of the two turns before, where nothing else changed between them."""
    moved = earlier.before or earlier.beside or earlier.later
    several = len(earlier.items) != 1 or len(earlier.outer) != 1
    if moved or several or _YEAR.search(last.text) or re.search(r"[三四五六七八九\d]项", last.text):
        return ()
    first, second = earlier.outer[0], earlier.items[0]
    at = len(first.text) + 1
    return (
        first._replace(start=0, end=len(first.text)),
        second._replace(start=at, end=at + len(second.text)),
    )


def _other_stage(earlier: Query, account: Account | None) -> Account | None:
    """决算 where the turn before asked for it and this one asks for the 预算."""
    before = earlier.scope.account
    if before is None and account == "预算" and _SPENT_ASKED.search(earlier.text):
        before = "决算"
    if before and account and before != account:
        return before
    return earlier.stage_before


def _stages(earlier: Query) -> tuple[tuple[int | None, Account], ...]:
    """'2024年决算多少 / 2025年预算呢 / 差多少': each year with the account it was asked in."""
    account, before = earlier.scope.account, earlier.stage_before
    years = earlier.scope.years
    if not account or not before or account == before or len(years) != 1:
        return ()
    first = earlier.before[-1] if earlier.before else years[0]
    return ((first, before), (years[0], account))


_SINCE = re.compile(r"[比较同跟与和](?:上年|去年|上一年)|同比")
_STAGE = re.compile(
    r"(?:年初|全年|调整后?的?|年中调整)?预算(?:调整)?|决算|执行数|实际(?:支出|花)|[年期][初末](?:数|余额)"
)


def _without_stage(text: str) -> str:
    """'年初预算是多少,全年预算呢': the stage of the turn before no longer counts; places stay where they are."""
    return _STAGE_ASKED.sub(lambda m: "·" * len(m[0]), text)


_STAGE_ASKED = re.compile(
    r"(?:(?:年初|全年|调整后?的?|年中调整)预算|决算|执行|[年期][初末])(?:数|金额|余额)?(?=是?多少|呢|为)"
)
_SPENT_ASKED = re.compile(r"(?:花|用|支出|支付|花费|开支)(?:了|掉|出去)")
_COUNTS = re.compile(r"(?:多少|几)(?:个)?(?:分(?!之)|人|名|户|盏|平方米|公里|吨|场|次|天|辆)")
"""A score or a head count has no stage of a budget."""
_PAST = re.compile(r"(?:花|用)了多少")
"""What was spent, after what was planned."""
_INSIDE = re.compile(r"(?:这|那|它)?(?:其中|里[面头边]?|当中|之中)")


_AGAINST = re.compile(
    r"(?:它|那|这)?(?:比|与|和|跟)(?!上年|去年|\d)[^,?]{2,14}?(?:相?比)?(?:多|少|高|低|大|小)"
)
"""'比出国费多还是少': the item of the turn before is set against this one."""


def _of_same_item(earlier: Query, last: Query) -> Query:
    """'实际花了多少?' after '三公经费年初预算是多少?' is about 三公经费, not about all spending."""
    spoken = bool(last.items) and all(
        item.text in _SPOKEN or _ONLY_STAGE.fullmatch(item.text) or _only_asks(item)
        for item in last.items
    )
    named = any(set(i.concepts) - _TOTALS or i.labels or i.code for i in earlier.items)
    if not (spoken and named) or last.scope.each or last.topics:
        return last
    return replace(last, items=())


def _of_the_move(earlier: Query, last: Query) -> Query:
    """'变化了多少 / 折合百分比呢': of a change the per cent is its rate, not a share."""
    moved = earlier.asks("change", "rate") and not last.items
    if not moved or not (last.asks("share") or _PERCENT.search(last.text)):
        return last
    if re.search(r"占|比重|份额", last.text):
        return last
    return replace(last, forms=(last.forms - {"share"}) | {"rate"})


def _of_the_plan(earlier: Query, last: Query) -> Query:
    """'完成预算百分之几 / 省下多少': what was saved is what is left of the plan spoken of."""
    saved = LEFT_OVER.search(last.text) and not last.items and not last.forms
    spent = earlier.asks("completion") or _SPENT_SAID.search(earlier.text)
    planned = PLAN_SAID.search(earlier.text) and spent
    forms = frozenset({"difference"})
    return replace(last, forms=forms, residue=()) if saved and planned else last


_SPENT_SAID = re.compile(r"执行|实际|决算|花了|用了|支出了|用掉|花掉")


def _only_asks(item: Item) -> bool:
    """'花出去多少', '批了多少' ask for all money only where nothing was spoken of before."""
    general = bool(item.concepts) and set(item.concepts) <= _TOTALS and not item.labels
    return general and re.search(r"多少|几", item.text) is not None


_PERCENT = re.compile(r"百分(?:比|率|之)|几成|幅度")
_ONLY_STAGE = re.compile(r"(?:预算|决算)(?:金额|数)?(?:是|为|有)?多少")
_SPOKEN = frozenset(
    {
        "花了多少",
        "花多少钱",
        "花了多少钱",
        "用了多少",
        "花掉多少",
        "支出了多少",
        "要花多少钱",
        "支出",
    }
)
_TOTALS = frozenset({"total_income", "total_expenditure"})
_BETWEEN = ("difference", "compare", "change", "rate", "sum", "ratio")
_AMOUNT = re.compile(r"金额|(?:资金|经费|预算)多少|多少(?:钱|万|元|亿)|几(?:万|元|亿)")


_IN_WORDS = frozenset({"purpose", "reason", "definition"})
_HOW_MANY = re.compile(r"多少|几(?!乎)|金额")


def _handed_on(earlier: Query, last: Query) -> frozenset[str]:
    """'都花在哪儿了 / 那他们现在有几辆车': who asks how many asks for no words as before."""
    return earlier.forms - _IN_WORDS if _HOW_MANY.search(last.text) else earlier.forms


def _elliptic(text: str) -> bool:
    return text.startswith(("那", "再", "还有")) or text.rstrip("?。!").endswith("呢")
