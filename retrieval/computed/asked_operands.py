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
from typing import NamedTuple

from retrieval.computed.average_operands import average_asked
from retrieval.understand.accounted import content
from retrieval.understand.plain_operations import in_plain_operations
from retrieval.understand.question import Query
from retrieval.words.lexicon import lexicon
from retrieval.words.operation_words import TOTALLED
from retrieval.writing.arithmetic import Operation

__all__ = ["COLUMN", "MONEY_OF", "WHOSE", "Operands", "asked_operands"]


class Operands(NamedTuple):
    """The operation, and for each operand its name and the questions that ask for it, best first.

    `noun`: said once for all of them. `asked`: the question, where it says how fine the result is wanted.
    `years`: the year of each, where they are two years of one thing. `of`: the money that each part
    must be of, where the whole is all of it. `each`: they are told side by side, and not worked out.
    """

    operation: Operation
    names: tuple[str, ...]
    questions: tuple[tuple[str, ...], ...]
    noun: str = ""
    asked: str = ""
    years: tuple[int, ...] = ()
    of: str = ""
    each: bool = False


_COUNTS = {"两": 2, "二": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_NUMBER = r"(?:[两二俩三四五六]|[2-6])"
_COUNT = rf"(?:这|那|的|共)?(?P<count>{_NUMBER})(?:个项目|个专项|[项笔个样块种类家者])(?!月|人|年)"
_ALL = rf"(?:{TOTALLED}|拢共|总(?=[额的]?多少))"
_JOINED = r"(?:、|以及|还有|[和与及跟]|再?加上?(?![装强固快工大油盟挂班]))"
_AND = re.compile(_JOINED)
_LIST = rf"[^,?。;:()和与及跟、]{{2,20}}(?:,?{_JOINED}[^,?。;:()和与及跟、]{{1,20}})+"
_FILL = r"(?:的|经费|项目|支出|预算|费用|资金|专项|金额|钱|要|得|共|都|算|一共|总共|全部|安排|花|用|掉|了|有|需|拨|投入|,)*"
_SUM_OF_LIST = re.compile(
    rf"(?P<list>{_LIST}?),?(?:{_COUNT})(?P<noun>[\u4e00-\u9fff]*?){_FILL}(?:{_ALL}|多少)"
    rf"|(?P<plain>{_LIST}?){_FILL}(?:{_ALL}|总计|(?<!一)共计?)"
    rf"|(?P<added>[^,?。;:()和与及跟、]{{2,20}}(?:,?再?加上?[^,?。;:()和与及跟、]{{2,20}}?)+){_FILL}(?:等于|是|得|为|有)*(?:多少|几)"
)
_BRACKET = re.compile(
    r"\((?:含|包括|包含|即|分别是|就是|有)?(?P<list>[^()]+?)(?:都|全|也|均)?(?:算|含|要|在内|等)*\)"
)
_CONTEXT = re.compile(
    r"^(?P<context>.*(?:里面?|之中|当中|中(?![心学国小型央医])|内(?![部设控科])|方面(?!的?(?:支出|经费|钱|资金|费用|开支))|,))(?P<list>[^,]*)$"
)
_TWO = (
    r"(?:的(?:钱|支出|经费|预算))?(?:这|那)?(?:[两二俩2][项块个笔者样种])?(?:的(?:钱|支出|预算))?,?"
)
_APART = re.compile(
    r"(?P<one>[^,?]{2,24}?)(?:比|较)(?P<other>[^,?]{2,24}?)(?:要|得|的)*(?:多|少|高|低|大)(?:出|了|花|安排|用)*(?:来)?(?:多少|几)"
    rf"|(?P<first>[^,?]{{2,24}}?)(?:[和与跟、])(?P<second>[^,?、]{{2,24}}?){_TWO}(?:比起来|相比|之间)?,?"
    r"(?:[哪谁][^,?]{0,10}?[多少高低大小](?:些|一些)?)?(?:谁[多少高低大小])?,?(?:的)?(?:差额|差距|相差|差|多出|高出|[多大高]|少|低)(?:了|出)?(?:是|有|为)?(?:多少|几|多大)"
)
_PERCENT = r"(?:百分之(?:几|多少)|几成|多少成|多大|多少(?:比例|比重|份额|百分比)|(?:比例|比重|份额|百分比))"
_SHARE = re.compile(
    rf"(?P<parts>[^?]{{2,60}}?)占(?:了|到|去)*(?!多|百分|几|比)(?P<whole>[^,?占]{{2,24}}?)(?:的)?{_PERCENT}"
)
_INSIDE = re.compile(
    r"(?P<whole>[^,?]{2,24}?)(?:这[笔些块]?钱|这一?[项块])?(?:里面?|里头|之中|当中|中|内),?(?:有)?(?P<parts>[^?]{2,60}?)"
    rf"占(?:了|到|去|掉)*(?:{_PERCENT}|多少(?!钱|万|元|亿))"
)
_ALL_OF_THEM = re.compile(
    rf"(?:,|的|这|那|各?部分|{_NUMBER}大?[项块个笔样者类种]|钱|{_ALL}|总计|共|都)+$"
)
"""What is said of several operands at once: '两项加起来', '这部分'."""
_EDGES = re.compile(
    r"^(?:(?:要买|买|购买|购置)的?(?!房)(?=..)|的|里面?|中|内|上|,|度|把|将|看|用在|用于|投到|投给|花在)+|(?:的|这|那|,)+$"
)
_SHORT_NOUN = re.compile(rf"^{_FILL}$")
_OTHER_YEAR = re.compile(r"上年|去年|同比|同期|前年|往年|每|平均|人均")
_WHICH = re.compile(r"哪|谁")


WHOSE = frozenset({"机关", "单位", "部门", "行政", "行政单位", "事业单位"})
"""Whose money it is, and no name of an item: '机关和事业单位的医疗支出' is no 机关运行经费."""


def asked_operands(query: Query, turn: str) -> Operands | None:
    """The operands of a question of one unit and year; None where it names none, or more than that.

    `turn`: as it was asked, folded, with the brackets that other readers let go.
    """
    if years := _of_years(query):
        return years
    lead = _lead(query)
    if lead is None:
        return None
    if shared := _average(query, lead):
        return shared
    if _OTHER_YEAR.search(query.text):
        return None
    body = _body(query)
    if query.asks("share"):
        return _of_share(_SHARE.search(body) or _INSIDE.search(body), lead)
    if query.asks("difference") and (match := _APART.search(body)):
        return _of_two(match, lead)
    if _WHICH.search(query.text):
        return None
    bracketed = _BRACKET.search(turn) is not None
    if not bracketed:
        return _listed(body, lead)
    return _in_bracket(body if _BRACKET.search(body) else _unscoped(query, turn), lead)


_JOINTS = {
    "和": "\ue000",
    "与": "\ue001",
    "及": "\ue002",
    "跟": "\ue003",
    "、": "\ue004",
    "占": "\ue005",
}
_HIDDEN = str.maketrans(_JOINTS)
_SHOWN = str.maketrans({hidden: joint for joint, hidden in _JOINTS.items()})
"""'对个人和家庭的补助' is one name: its own '和' joins nothing."""


def _body(query: Query) -> str:
    """The question without its unit and year, every item in one piece."""
    text = content(query)
    for item in query.items:
        whole = text[item.start : item.end].translate(_HIDDEN)
        text = text[: item.start] + whole + text[item.end :]
    return _EDGES.sub("", in_plain_operations(text.replace("|", "").rstrip("?").replace("?", ",")))


def _of_years(query: Query) -> Operands | None:
    """'接待费比2024年少安排了多少': the year that is asked and the one it is set against."""
    scope = query.scope
    moved = query.asks("change", "difference") and not query.asks("share", "completion", "ratio")
    match = _AGAINST_YEAR.search(content(query)) if moved else None
    if match is None or len(scope.units) != 1 or len(scope.years) != 1:
        return None
    if scope.stages or scope.source or scope.base or scope.account == "执行数":
        return None
    name = _EDGES.sub("", match["name"])
    year, unit = scope.years[0], scope.units[0]
    before = scope.compared[0] if scope.compared else year - 1
    if len(name) < 2 or _AND.search(name) or year == before:
        return None
    asked = tuple(tuple(f"{unit}{one}年{name}{end}" for end in _ENDS) for one in (year, before))
    return Operands("difference", (name, name), asked, years=(year, before))


_AGAINST_YEAR = re.compile(
    r"(?P<name>[^|,?]{2,24}?)(?:(?:是|有|为)?多少(?:钱|万元)?\??,)?(?:[比较]|[和与跟同])(?:上年|去年|上一年|前一年|\|+)(?:度|的)?(?:预算|决算)?(?:数)?(?:相?比)?,?"
)


def _average(query: Query, lead: str) -> Operands | None:
    """Money and what it is shared among, each asked for alone."""
    found = average_asked(_body(query).translate(_SHOWN))
    if found is None:
        return None
    people = ("人", "名") if found.counter in "个名位人" else ()
    counters = dict.fromkeys((found.counter, *people))
    counts = [f"{lead}{found.among}{has}{c}" for c in counters for has in ("有多少", "多少")]
    if people:
        counts.append(f"{lead}{found.among}人数是多少")
    money = tuple(f"{lead}{found.money}{end}" for end in _ENDS)
    return Operands("average", (found.money, found.among), (money, tuple(counts)), asked=query.text)


def _unscoped(query: Query, turn: str) -> str:
    """The turn without its unit and year."""
    for span in query.scope.named:
        turn = turn.replace(query.text[span.start : span.end], "", 1)
    for year in query.scope.years:
        turn = re.sub(rf"{year}年?度?", "", turn, count=1)
    return _EDGES.sub("", turn)


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


_ENDS = ("是多少", "多少钱")


MONEY_OF = re.compile(r"公共预算|财政拨款|基金|国有资本|基本支出|项目支出|单位资金|收入|采购")
"""'一般公共预算里,A占B': which money both are of."""
COLUMN = re.compile(r"(?:基本支出|项目支出|人员经费|公用经费)")


def _of_two(match: re.Match[str], lead: str) -> Operands | None:
    """'A比B多多少', 'A和B相差多少', with the money that both are of."""
    said = [part for part in match.groups() if part]
    context, said[0] = _money_of(match.string[: match.start()], said[0])
    return _named("difference", said, lead, context)


def _of_share(match: re.Match[str] | None, lead: str) -> Operands | None:
    """Each part, then the whole; several parts only where all of them are meant together."""
    if match is None:
        return None
    context, parts = _money_of(match.string[: match.start()], match["parts"])
    within = _INSIDE.match(f"{match['parts']}占多少") if match.re is _SHARE else None
    if within and MONEY_OF.search(within["whole"]):
        context, parts = match["parts"][: within.start("parts")], within["parts"]
    together = _ALL_OF_THEM.search(parts)
    names = _parts(parts[: together.start()] if together else parts)
    summed = together is not None and re.search(rf"{_ALL}|总计|共|{_NUMBER}", together[0])
    if names and not summed:
        summed = re.search("加", parts)
    if names and not summed:
        return None
    alone = parts[: together.start()] if together and not summed else parts
    found = _named("share", [*(names or [alone]), match["whole"]], lead, context)
    return _of_its_money(found, lead) if found else None


def _of_its_money(found: Operands, lead: str) -> Operands:
    """'一般公共预算支出中,农林水占多少': of a fund a part is what that fund pays of it."""
    whole = found.names[-1]
    if not MONEY_OF.search(whole) or "总" in whole:
        return found
    parts = tuple(
        (f"{lead}{whole}里{name}{_ENDS[0]}", *asked)
        for name, asked in zip(found.names[:-1], found.questions[:-1], strict=True)
    )
    return found._replace(questions=(*parts, found.questions[-1]), of=whole)


def _money_of(before: str, first: str) -> tuple[str, str]:
    """Which money all operands are of, said before the first; and the first without it."""
    within = _CONTEXT.match(first)
    context = within["context"] if within and within["list"] else ""
    name = within["list"] if within and within["list"] else first
    return (f"{before}{context}" if MONEY_OF.search(before) else context), name


def _named(operation: Operation, said: Sequence[str], lead: str, context: str) -> Operands | None:
    names = [_EDGES.sub("", part).translate(_SHOWN) for part in said]
    if len(names) < 2 or min(map(len, names)) < 2:
        return None
    context = context.translate(_SHOWN)
    asked = tuple(tuple(f"{lead}{context}{name}{end}" for end in _ENDS) for name in names)
    return Operands(operation, tuple(names), asked)


def _in_bracket(body: str, lead: str) -> Operands | None:
    """'四个专项(甲、乙、丙、丁)合计', '支持总部经济的钱(区级和市级都算)一共'."""
    match = _BRACKET.search(body)
    if match is None or not re.search(_ALL, body) or not _AND.search(match["list"]):
        return None
    names = _parts(match["list"])
    counted = re.search(_COUNT, body[: match.start()]) or re.search(_COUNT, body[match.end() :])
    if not names or (counted and _COUNTS.get(counted["count"], 0) not in (0, len(names))):
        return None
    before = _TOLD.sub("", body[: match.start()])
    kind = _KIND.search(before) if counted or "几个" in before else None
    head = before if kind is None else re.split(rf"{_COUNT}|几个", before)[0]
    noun = "" if _SAID_OF_ALL.search(head) else _EDGES.sub("", head)
    within = _CONTEXT.match(noun)
    noun = within["list"] if within else noun
    return _sum_of(names, lead, "", noun, kind[0] if kind else "")


_TOLD = re.compile(r"(?:的(?:钱|资金|说明|介绍|情况)|资金|经费|的)$")
_KIND = re.compile(r"(?:专项|项目|工程|活动)$")
_SAID_OF_ALL = re.compile(r"^$|说明|后面|附|写|列|文件|预算|决算")
"""Words before a list that say where it stands, and nothing of what is listed."""


def _listed(body: str, lead: str) -> Operands | None:
    match = _SUM_OF_LIST.search(body)
    if match is None:
        return None
    listed = match["list"] or match["plain"] or match["added"]
    within = _CONTEXT.match(listed)
    context = within["context"] if within and _AND.search(within["list"]) else ""
    names = _parts(listed[len(context) :])
    count = _COUNTS.get(match["count"] or "", 0)
    if not names or (count and count != len(names)) or _is_one(listed[len(context) :]):
        return None
    noun = match["noun"] or ""
    return _sum_of(names, lead, context, "" if _SHORT_NOUN.fullmatch(noun) else noun, "")


def _is_one(listed: str) -> bool:
    """'社会保障和就业' names one item."""
    key = re.sub(r"(?:支出|经费|费)$", "", listed.translate(_SHOWN))
    return any(key in label for label in lexicon().printed)


def _parts(listed: str) -> list[str]:
    names = [_EDGES.sub("", part) for part in _AND.split(listed)]
    return names if len(names) > 1 and all(names) else []


def _sum_of(names: Sequence[str], lead: str, context: str, noun: str, kind: str) -> Operands:
    """A noun said once for all belongs to each of them."""
    asked = tuple(
        tuple(
            f"{lead}{context}{wording}{end}".translate(_SHOWN)
            for wording in _wordings(name, noun, kind)
            for end in _ENDS
        )
        for name in names
    )
    return Operands("sum", tuple(name.translate(_SHOWN) for name in names), asked, noun)


def _wordings(name: str, noun: str, kind: str) -> Iterator[str]:
    if kind:
        yield f"{noun}{name}{kind}"
    if noun:
        yield f"{name}{noun}"
    yield f"{noun}{name}"
