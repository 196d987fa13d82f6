"""What a calculation is of, asked one by one: where a question names its operands in its own words.

Takes a Query that no lane answered, gives for each operand the questions that ask for it alone, and puts
their answers together with the sum, difference or share. An operand counts only where its own question
is answered by one printed figure. Knows no lane and no figures of its own.

    '两癌检查和新生儿筛查两项合计多少'     ->  '两癌检查是多少', '新生儿筛查是多少'        sum
    '区级和市级两笔总部经济支持加起来多少'  ->  '区级总部经济支持…', '市级总部经济支持…'   sum
    '论坛占服务类采购的几成'              ->  '论坛是多少', '服务类采购是多少'            share
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from ingest.amount import Unit, plain
from retrieval.computed.average_operands import average_asked
from retrieval.computed.averages import averaged
from retrieval.computed.parts import together
from retrieval.understand.accounted import content
from retrieval.understand.question import Query
from retrieval.words.lexicon import folded, lexicon
from retrieval.words.operation_words import TOTALLED
from retrieval.writing.arithmetic import Computed, Operation, Term, compute, shown
from retrieval.writing.compose import Composed, Stated, Writer
from retrieval.writing.prompts import mark

__all__ = ["WHOSE", "Operands", "asked_operands", "not_worked_out", "operands_answer"]


class Operands(NamedTuple):
    """The operation, and for each operand its name and the questions that ask for it, best first.

    `noun`: said once for all of them. `asked`: the question, where it says how fine the result is wanted.
    """

    operation: Operation
    names: tuple[str, ...]
    questions: tuple[tuple[str, ...], ...]
    noun: str = ""
    asked: str = ""


_COUNTS = {"两": 2, "二": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_NUMBER = r"(?:[两二俩三四五六]|[2-6])"
_COUNT = rf"(?:这|那|的|共)?(?P<count>{_NUMBER})(?:个项目|个专项|[项笔个样块种类家者])(?!月|人|年)"
_ALL = rf"(?:{TOTALLED}|拢共|总(?=[额的]?多少))"
_AND = re.compile(r"、|以及|还有|[和与及跟]|加上")
_LIST = (
    r"[^,?。;:()和与及跟、]{2,20}(?:(?:、|以及|还有|[和与及跟]|加上)[^,?。;:()和与及跟、]{1,20})+"
)
_FILL = r"(?:的|经费|项目|支出|预算|费用|资金|专项|金额|钱|要|得|共|都|算|一共|总共|全部|安排|花|用|掉|了|有|需|拨|投入|,)*"
_SUM_OF_LIST = re.compile(
    rf"(?P<list>{_LIST}?),?(?:{_COUNT})(?P<noun>[\u4e00-\u9fff]*?){_FILL}(?:{_ALL}|多少)"
    rf"|(?P<plain>{_LIST}?){_FILL}{_ALL}"
)
_BRACKET = re.compile(
    r"\((?:含|包括|包含|即|分别是|就是|有)?(?P<list>[^()]+?)(?:都|全|也|均)?(?:算|含|要|在内|等)*\)"
)
_CONTEXT = re.compile(
    r"^(?P<context>.*(?:里面?|之中|当中|中(?![心学国小型央医])|内(?![部设控科])|方面|,))(?P<list>[^,]*)$"
)
_APART = re.compile(
    r"(?P<one>[^,?]{2,24}?)(?:比|较)(?P<other>[^,?]{2,24}?)(?:要|得|的)*(?:多|少|高|低|大)(?:出|了)*(?:多少|几)"
    r"|(?P<first>[^,?]{2,24}?)(?:[和与跟])(?P<second>[^,?]{2,24}?)(?:的钱|的)?,?(?:之间)?(?:相差|差)(?:了)?(?:多少|几)"
)
_SHARE = re.compile(
    r"(?P<one>[^,?]{2,24}?)占(?:了|到|去)?(?P<other>[^,?]{2,24}?)(?:的)?"
    r"(?:百分之(?:几|多少)|几成|多少成|多大|(?:比例|比重|份额|百分比)|百分比)"
)
_EDGES = re.compile(
    r"^(?:(?:要买|买|购买|购置)的?(?=..)|的|里面?|中|内|上|,|度|把|将|用在|用于|投到|投给|花在)+|(?:的|这|那|,)+$"
)
_SHORT_NOUN = re.compile(rf"^{_FILL}$")
_OTHER_YEAR = re.compile(r"上年|去年|同比|同期|前年|往年|每|平均|人均|哪")


WHOSE = frozenset({"机关", "单位", "部门", "行政", "行政单位", "事业单位"})
"""Whose money it is, and no name of an item: '机关和事业单位的医疗支出' is no 机关运行经费."""


def asked_operands(query: Query, turn: str) -> Operands | None:
    """The operands of a question of one unit and year; None where it names none, or more than that.

    `turn`: as it was asked, folded, with the brackets that other readers let go.
    """
    lead = _lead(query)
    if lead is not None and (shared := _average(query, lead)):
        return shared
    if lead is None or _OTHER_YEAR.search(query.text):
        return None
    body = _EDGES.sub("", content(query).replace("|", ""))
    if query.asks("share"):
        return _of_two(_SHARE.search(body), "share", lead)
    if query.asks("difference") and (match := _APART.search(body)):
        return _of_two(match, "difference", lead)
    bracketed = _BRACKET.search(turn) is not None
    if not bracketed:
        return _listed(body, lead)
    return _in_bracket(body if _BRACKET.search(body) else _unscoped(query, turn), lead)


def _average(query: Query, lead: str) -> Operands | None:
    """Money and what it is shared among, each asked for alone."""
    found = average_asked(_EDGES.sub("", content(query).replace("|", "")))
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
    if len(scope.years) != 1 or scope.relative or scope.source or scope.account == "执行数":
        return None
    unit = "".join(query.text[span.start : span.end] for span in scope.named)
    return f"{unit}{scope.years[0]}年{'决算' if scope.account == '决算' else ''}"


_ENDS = ("是多少", "多少钱")


_MONEY_OF = re.compile(r"公共预算|财政拨款|基金|国有资本|基本支出|项目支出|单位资金|收入|采购")
"""'一般公共预算里,A占B': which money both are of."""


def _of_two(match: re.Match[str] | None, operation: Operation, lead: str) -> Operands | None:
    if match is None:
        return None
    said = [part for part in match.groups() if part]
    names = [_EDGES.sub("", part) for part in said]
    within = _CONTEXT.match(names[0])
    context = within["context"] if within and within["list"] else ""
    before = match.string[: match.start()]
    context = f"{before}{context}" if _MONEY_OF.search(before) else context
    names[0] = within["list"] if within and within["list"] else names[0]
    if len(names) != 2 or min(map(len, names)) < 2:
        return None
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
    listed = match["list"] or match["plain"]
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
    key = re.sub(r"(?:支出|经费|费)$", "", listed)
    return any(key in label for label in lexicon().printed)


def _parts(listed: str) -> list[str]:
    names = [_EDGES.sub("", part) for part in _AND.split(listed)]
    return names if len(names) > 1 and all(names) else []


def _sum_of(names: Sequence[str], lead: str, context: str, noun: str, kind: str) -> Operands:
    """A noun said once for all belongs to each of them."""
    asked = tuple(
        tuple(
            f"{lead}{context}{wording}{end}"
            for wording in _wordings(name, noun, kind)
            for end in _ENDS
        )
        for name in names
    )
    return Operands("sum", tuple(names), asked, noun)


def _wordings(name: str, noun: str, kind: str) -> Iterator[str]:
    if kind:
        yield f"{noun}{name}{kind}"
    if noun:
        yield f"{name}{noun}"
    yield f"{noun}{name}"


def not_worked_out(query: Query, answer: Composed | None) -> bool:
    """Nothing was found, or figures are only set side by side, or asked back."""
    if answer is None or answer.kind == "not_found":
        return True
    several = answer.kind in ("found", "ambiguous") and len(answer.figures) > 1
    return several and not query.asks("each") and not any(f.formula for f in answer.figures)


def operands_answer(operands: Operands, ask: Callable[[str], Composed | None]) -> Composed | None:
    """The operands as they are printed and what they come to; None where one of them is not one figure."""
    answers: list[Composed] = []
    if WHOSE.intersection(operands.names) or _of_two_moneys(operands.names):
        return None
    for name, questions in zip(operands.names, operands.questions, strict=True):
        kind = ""
        if operands.operation == "average":
            kind = "count" if answers else "money"
        answered = (_single(_of_kind(ask(question), kind)) for question in questions)
        found = next((one for one in answered if one and _is_of(one, name, operands.noun)), None)
        if found is None:
            return None
        answers.append(found)
    both = together(answers)
    figures = _one_each(both.figures, len(answers))
    if operands.operation == "average":
        figures = _shared(both.figures)
    if not figures:
        return None
    return _computed(operands, both, figures)


def _of_two_moneys(names: Sequence[str]) -> bool:
    """'财政拨款基本支出和项目支出': the second is of 财政拨款 too, and not asked for of all money."""
    return any(_MONEY_OF.search(n) and not _COLUMN.fullmatch(n) for n in names) and any(
        _COLUMN.fullmatch(name) for name in names
    )


_COLUMN = re.compile(r"(?:基本支出|项目支出|人员经费|公用经费)")


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
    return answer if printed and figure.unit != "%" else None


_LEVELS = ("level", "target")
"""What is printed as an amount, or aimed at as one; a change or a share is no operand."""

_CORE = re.compile(r"[的了这那]|(?:支出|经费|费用|资金|项目|专项|预算|决算|金额|总额|钱|费)$")
_MOSTLY, _PARTLY = 3, 2
"""Of four characters of a name; of four of a noun that is said once for all."""


def _is_of(answer: Composed, name: str, noun: str) -> bool:
    """Whether what was found is called by the operand's own words, not only like them."""
    evidence = answer.draft.evidence[answer.figures[0].evidence - 1]
    printed = (answer.figures[0].item, evidence.citation.quote, evidence.citation.section)
    said = (statement.text for statement in answer.draft.statements)
    label = folded("".join((*printed, *evidence.labels, *said)))
    return _held(name, label, _MOSTLY) and _held(noun, label, _PARTLY)


def _held(words: str, label: str, of_four: int) -> bool:
    core = _CORE.sub("", folded(words)) or folded(words)
    return 4 * sum(char in label for char in core) >= of_four * len(core)


def _one_each(figures: Sequence[Stated], count: int) -> list[Stated]:
    """The figures of one year; nothing where two of them are one and the same amount.

    '桥梁检测比隧道检测多多少': both words may find the one project of both.
    """
    places = {(figure.value, figure.unit) for figure in figures}
    years = {figure.period for figure in figures}
    return list(figures) if len(places) == len(figures) == count and len(years) == 1 else []


def _shared(figures: Sequence[Stated]) -> list[Stated]:
    """Money and a count; the count may be that of the end of the year before."""
    if len(figures) != 2:
        return []
    money, count = figures
    years = [int(f.period) for f in figures if f.period and f.period.isdigit()]
    near = len(years) < 2 or years[1] in (years[0], years[0] - 1)
    fits = money.unit in _UNITS and count.unit not in (*_UNITS, "%", None)
    return [money, count] if near and fits else []


_UNITS = tuple(unit.value for unit in Unit)


def _computed(operands: Operands, both: Composed, figures: Sequence[Stated]) -> Composed | None:
    terms = [Term(f.value, f.unit or "", shown(f.value), f.evidence) for f in figures]
    if operands.operation == "difference" and terms[0].value < terms[1].value:
        same = len({term.unit for term in terms}) == 1
        terms = terms[::-1] if same else terms
    average = operands.operation == "average"
    computed = averaged(operands.asked, terms) if average else compute(operands.operation, terms)
    if computed is None or (computed.operation == "share" and not 0 < computed.value < 100):
        return None
    write = Writer("computed")
    write.statements, write.places = list(both.draft.statements), list(both.draft.evidence)
    write.figures = list(figures)
    marks = mark(*dict.fromkeys(term.evidence for term in terms))
    write.say(f"{_lead_text(operands, computed)}{computed.formula}{marks}。", [computed], core=True)
    write.derive(computed, "、".join(operands.names), operands.operation, figures[0].period)
    return write.done()


def _lead_text(operands: Operands, computed: Computed) -> str:
    if operands.operation == "sum":
        return "合计："
    if operands.operation == "average":
        return "平均："
    if operands.operation == "share":
        return f"{operands.names[0]}占{operands.names[1]}的 {plain(computed.value)}%："
    return "差额：" if computed.value >= Decimal(0) else "相差："
