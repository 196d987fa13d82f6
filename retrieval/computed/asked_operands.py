"""A question about several things taken apart: what is to be done, and each thing with a question of its own.

Takes a Query of one unit and year that no lane answered, gives the operation and for each operand the
questions that ask for it alone, best first. An item's own name is never cut at its '和'. Knows no lane and
no figures.

    '两癌检查和新生儿筛查两项合计多少'      ->  sum         两癌检查,  新生儿筛查
    '区级和市级两笔总部经济支持加起来多少'   ->  sum         区级总部经济支持…,  市级总部经济支持…
    '论坛占服务类采购的几成'               ->  share       论坛,  服务类采购
    '公积金和购房补贴一共占住房保障的几成'   ->  share       公积金,  购房补贴,  住房保障
    '宣传和组织这两块,哪块多,多多少'        ->  difference  宣传,  组织
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.computed.asked_sums import BRACKET, in_bracket, listed_sum
from retrieval.computed.average_operands import average_asked
from retrieval.computed.operand_words import (
    ALL,
    AND,
    CONTEXT,
    EDGES,
    ENDS,
    HIDDEN,
    NUMBER,
    SHOWN,
    Operands,
    bare_name,
    parts_of_list,
)
from retrieval.computed.plan_left import of_posts, of_stages
from retrieval.computed.set_against import set_against
from retrieval.understand.accounted import content
from retrieval.understand.plain_operations import in_plain_operations
from retrieval.understand.question import Query
from retrieval.writing.arithmetic import Operation

__all__ = ["COLUMN", "MONEY_OF", "WHOSE", "Operands", "asked_operands"]


_PERCENT = r"(?:百分之(?:几|多少)|几成|多少成|多大|多少(?:比例|比重|份额|百分比)|(?:比例|比重|份额|百分比))"
_SHARE = re.compile(
    rf"(?P<parts>[^?]{{2,60}}?)占(?:了|到|去)*(?!多|百分|几|比)(?P<whole>[^,?占]{{2,24}}?)(?:的)?{_PERCENT}"
)
_INSIDE = re.compile(
    r"(?P<whole>[^,?]{2,24}?)(?:这[笔些块]?钱|这一?[项块])?(?:里面?|里头|之中|当中|中|内),?(?:有)?(?P<parts>[^?]{2,60}?)"
    rf"占(?:了|到|去|掉)*(?:{_PERCENT}|多少(?!钱|万|元|亿)|比(?:例|重)?(?:是|为|有|达)*(?:多少|多大|几))"
)
_ALL_OF_THEM = re.compile(
    rf"(?:,|的|这|那|各?部分|{NUMBER}大?[项块个笔样者类种]|钱|{ALL}|总计|共|都)+$"
)
"""What is said of several operands at once: '两项加起来', '这部分'."""
_OTHER_YEAR = re.compile(r"上年|去年|同比|同期|前年|往年|每|平均|人均")
_WHICH = re.compile(r"哪|谁")


MONEY_OF_FUND = r"一般公共预算(?:财政拨款)?|财政拨款|政府性?基金(?:预算)?"

WHOSE = frozenset({"机关", "单位", "部门", "行政", "行政单位", "事业单位"})
"""Whose money it is, and no name of an item: '机关和事业单位的医疗支出' is no 机关运行经费."""


def asked_operands(query: Query, turn: str) -> Iterator[Operands]:
    """The operands of a question of one unit and year, best reading first; none where it names none.

    `turn`: as it was asked, folded, with the brackets that other readers let go.
    """
    if staged := of_stages(query):
        yield staged
        return
    if years := _of_years(query):
        yield years
        return
    lead, body = _lead(query), _body(query)
    if lead is None:
        yield from _of_rates(query, body)
        return
    if shared := _average(query, lead) or of_posts(body, lead):
        yield shared
    elif query.asks("share"):
        if not _OTHER_YEAR.search(query.text):
            found = _of_share(_SHARE.search(body) or _INSIDE.search(body), lead)
            yield from [found] if found else []
    elif against := list(set_against(body, lead)):
        yield from against
    elif not _OTHER_YEAR.search(query.text) and not _WHICH.search(query.text):
        bracketed = BRACKET.search(turn) is not None
        if not bracketed:
            summed = listed_sum(body, lead)
        else:
            summed = in_bracket(body if BRACKET.search(body) else _unscoped(query, turn), lead)
        yield from [summed] if summed else []


def _of_rates(query: Query, body: str) -> Iterator[Operands]:
    """'跟2023年相比,是收入增得快还是支出增得快': two rates of the one year that is asked of."""
    scope = query.scope
    before = (scope.years[0] - 1,) if len(scope.years) == 1 else ()
    if len(scope.units) == 1 and before and scope.compared in ((), before) and not query.later:
        against = set_against(body, f"{scope.units[0]}{scope.years[0]}年")
        yield from (one for one in against if one.rate)


def _body(query: Query) -> str:
    """The question without its unit and year, every item in one piece."""
    text = content(query)
    for item in query.items:
        whole = text[item.start : item.end].translate(HIDDEN)
        text = text[: item.start] + whole + text[item.end :]
    return EDGES.sub("", in_plain_operations(text.replace("|", "").rstrip("?").replace("?", ",")))


def _of_years(query: Query) -> Operands | None:
    """'接待费比2024年少安排了多少': the year that is asked and the one it is set against."""
    scope = query.scope
    moved = query.asks("change", "difference") and not query.asks("share", "completion", "ratio")
    match = _AGAINST_YEAR.search(content(query)) if moved else None
    if match is None or len(scope.units) != 1 or len(scope.years) != 1:
        return None
    if scope.stages or scope.source or scope.base or scope.account == "执行数":
        return None
    name = EDGES.sub("", match["name"])
    year, unit = scope.years[0], scope.units[0]
    before = scope.compared[0] if scope.compared else year - 1
    if len(name) < 2 or AND.search(name) or year == before:
        return None
    asked = tuple(tuple(f"{unit}{one}年{name}{end}" for end in ENDS) for one in (year, before))
    return Operands("difference", (name, name), asked, years=(year, before))


_AGAINST_YEAR = re.compile(
    r"(?P<name>[^|,?]{2,24}?)(?:(?:是|有|为)?多少(?:钱|万元)?\??,)?(?:[比较]|[和与跟同])(?:上年|去年|上一年|前一年|\|+)(?:度|的)?(?:预算|决算)?(?:数)?(?:相?比)?,?"
)


def _average(query: Query, lead: str) -> Operands | None:
    """Money and what it is shared among, each asked for alone."""
    found = average_asked(_body(query).translate(SHOWN))
    if found is None:
        return None
    people = ("人", "名") if found.counter in "个名位人" else ()
    counters = dict.fromkeys((found.counter, *people))
    counts = [f"{lead}{found.among}{has}{c}" for c in counters for has in ("有多少", "多少")]
    if people:
        counts.append(f"{lead}{found.among}人数是多少")
    if _PERSONS.search(found.among):
        counts += [f"{lead}{found.money}{has}人" for has in ("有多少", "多少")]
    money = tuple(f"{lead}{found.money}{end}" for end in ENDS)
    return Operands("average", (found.money, found.among), (money, tuple(counts)), asked=query.text)


_PERSONS = re.compile(r"(?:孩子|儿童|学生|老人|病人|患者|群众|村民|居民|农户|对象|学员|选手)$")
"""Those a project is for, whom its own indicator counts in its own words."""


def _unscoped(query: Query, turn: str) -> str:
    """The turn without its unit and year."""
    for span in query.scope.named:
        turn = turn.replace(query.text[span.start : span.end], "", 1)
    for year in query.scope.years:
        turn = re.sub(rf"{year}年?度?", "", turn, count=1)
    return EDGES.sub("", turn)


def _lead(query: Query) -> str | None:
    """Unit, year and account, said before every operand."""
    scope = query.scope
    if (
        query.later
        or len(scope.named) > 1
        or len(scope.each) != 1
        or scope.stages
        or scope.compared
    ):
        return None
    if len(scope.years) > 1 or scope.relative or scope.source or scope.account == "执行数":
        return None
    said = "".join(query.text[span.start : span.end] for span in sorted(scope.taken))
    if not scope.named:  # a later turn of the unit spoken of
        said = "".join((*scope.units, *(f"{year}年" for year in scope.years)))
    return f"{said}{'决算' if scope.account == '决算' and '决算' not in said else ''}"


MONEY_OF = re.compile(r"公共预算|财政拨款|基金|国有资本|基本支出|项目支出|单位资金|收入|采购")
"""'一般公共预算里,A占B': which money both are of."""
COLUMN = re.compile(r"(?:基本支出|项目支出|人员经费|公用经费)")


def _of_share(match: re.Match[str] | None, lead: str) -> Operands | None:
    """Each part, then the whole; several parts only where all of them are meant together."""
    if match is None:
        return None
    context, parts = _money_of(match.string[: match.start()], match["parts"])
    within = _INSIDE.match(f"{match['parts']}占多少") if match.re is _SHARE else None
    if within and MONEY_OF.search(within["whole"]):
        context, parts = match["parts"][: within.start("parts")], within["parts"]
    together = _ALL_OF_THEM.search(parts)
    names = parts_of_list(parts[: together.start()] if together else parts)
    summed = together is not None and re.search(rf"{ALL}|总计|共|{NUMBER}", together[0])
    if names and not summed:
        summed = re.search("加", parts)
    if names and not summed:
        return None
    alone = parts[: together.start()] if together and not summed else parts
    whole = match["whole"]
    if said := _ALL_MONEY.match(whole):
        whole = "收入总计" if said["side"] == "收入" or alone.endswith("收入") else "支出总计"
    elif fund := _BY_FUND.match(whole):
        context, whole = f"{context}{fund['fund']}", fund["rest"]
    found = _named("share", [*(names or [alone]), whole], lead, context)
    return _of_its_money(found, lead) if found else None


_ALL_MONEY = re.compile(
    r"^(?:全年|年度|当年|本年|全部|整个|所有|单位|部门|全校|全院|全局|总)*(?:的)?(?P<side>收入|支出)?(?:总)?(?:预算|盘子|资金|开支|支出|钱)(?:总额|总数|总量|盘子)?$"
)
_BY_FUND = re.compile(rf"^按(?P<fund>{MONEY_OF_FUND})(?:口径)?(?:来?[看算说])?(?P<rest>.{{2,}})$")


def _of_its_money(found: Operands, lead: str) -> Operands:
    """'一般公共预算支出中,农林水占多少': of a fund a part is what that fund pays of it."""
    whole = found.names[-1]
    if not MONEY_OF.search(whole) or "总" in whole:
        return found
    parts = tuple(
        (f"{lead}{whole}里{name}{ENDS[0]}", *asked)
        for name, asked in zip(found.names[:-1], found.questions[:-1], strict=True)
    )
    return found._replace(questions=(*parts, found.questions[-1]), of=whole)


def _money_of(before: str, first: str) -> tuple[str, str]:
    """Which money all operands are of, said before the first; and the first without it."""
    within = CONTEXT.match(first)
    context = within["context"] if within and within["list"] else ""
    name = within["list"] if within and within["list"] else first
    return (f"{before}{context}" if MONEY_OF.search(before) else context), name


def _named(operation: Operation, said: Sequence[str], lead: str, context: str) -> Operands | None:
    """Each asked as it is said, then without what points at it: '社会福利这一款'."""
    said_as = [EDGES.sub("", part).translate(SHOWN) for part in said]
    names = [bare_name(part).translate(SHOWN) for part in said]
    if len(names) < 2 or min(map(len, names)) < 2:
        return None
    context = context.translate(SHOWN)
    asked = tuple(
        tuple(f"{lead}{context}{name}{end}" for name in dict.fromkeys(both) for end in ENDS)
        for both in zip(said_as, names, strict=True)
    )
    return Operands(operation, tuple(names), asked)
