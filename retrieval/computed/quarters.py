"""What a project plans to spend quarter by quarter: one quarter, the largest, or all of them together.

Takes an Understood and Sources, gives a Composed answer or None where no project of the document, or
more than one, prints the quarters that are asked for. Knows no other parts of a year.

    sentence  第一季度用款计划25.00万元，第二季度用款计划35.00万元，第三季度…，第四季度…。
    asked     '新建服务中心工程四个季度用款计划一共多少'   ->  25.00 + 35.00 + … = 100.00 万元
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ingest.document import Document, Section
from ingest.facts import Fact
from retrieval.figures.cell_lines import say_computed, writer
from retrieval.figures.lookup import Cell
from retrieval.printed.prose import in_section, paragraphs
from retrieval.understand.accounted import content, unsaid
from retrieval.understand.question import Item
from retrieval.understand.reading import Target, Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded
from retrieval.words.operation_words import TOTALLED
from retrieval.writing.arithmetic import Term
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["asks_quarters", "quarters_answer"]

_QUARTER = re.compile(r"^第?(?P<n>[一二三四1-4])季度(?P<of>[\u4e00-\u9fff]*)$")
_ONE = re.compile(r"第?([一二三四1-4])季度")
_ALL = re.compile(r"(?:四|4)个季度|各(?:个)?季度|每(?:个|一)?季度|分季度|逐季")
_WHICH_ONE = re.compile(r"(?:哪|那)(?:一)?个?季度")
_WHICH = re.compile(r"(?:哪|那)(?:一)?个?季度[^?。]*?(?P<way>最多|最大|最高|最少|最小|最低)")
_TOTAL = re.compile(rf"{TOTALLED}|总[计的]?|全加|拢共|统共")
_PLANS = re.compile(r"用款计划|计划用款|用款安排")
_ASKED = re.compile(
    r"(?:是|有|为|共|排了?|列了?|安排了?|要|得)*(?:多少|几)(?:个)?(?:万元|亿元|元|万|钱)?"
    r"|(?:这|共)?[两二三四五]年|预算(?:文件|公开|书|说明)?(?:里|中|上)?|写的|列的|排的|安排的|分别|各"
)
_SPENDING = re.compile(
    r"用款(?:计划)?|计划用款|用钱|花钱|花费|用掉|花掉|支出|资金|经费|预算|工程|项目|的?钱|排名?|最[多大高少小低]|季"
)
_FORM = re.compile(r"预算安排|资金安排|用款|实施周期|预算情况|资金计划")
_OUTLINE = re.compile(r"项目概[况述]|项目概要|项目简介")
_ASIDE = re.compile(
    r"前[一二两三\d]个?季度|半年|累计|截[至止]|[一二三四1-4](?:、|和|与|及|到|至|-|—|~)+第?[一二三四1-4]季度|上年|去年|同比|增[加长]|减少|比例|占|平均|为什么|原因|做什么|干什么|实施周期"
)
"""Parts of a year put together otherwise, and what is not an amount."""
_NUMBER = {"1": "一", "2": "二", "3": "三", "4": "四"}


class _Group(NamedTuple):
    """The quarters of one project: their facts in order, and what is said around them."""

    facts: tuple[Fact, ...]
    texts: tuple[str, ...]


def asks_quarters(text: str) -> bool:
    """Whether money of one quarter, of each, of the largest or of all is asked for."""
    named = _ALL.search(text) or _WHICH.search(text) or _ONE.search(text)
    named = named or (_PLANS.search(text) and _TOTAL.search(text))
    return bool(named and re.search(r"多少|几(?!乎)|最|分别|各", text)) and not _ASIDE.search(text)


def quarters_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The quarters asked for, of the one project that the question names."""
    targets = understood.own_targets
    text = understood.query.text
    if not targets or len(targets) != len(understood.targets) or not asks_quarters(text):
        return None
    found = [_of_year(understood, target, sources) for target in targets]
    if any(group is None for group in found):
        return None
    groups = [group for group in found if group]
    leads = [f"{period(t.year)}{t.own[0].unit_name or ''}" for t in targets]
    if len(groups) == 1:
        return _composed(understood, groups[0], leads[0])
    years = len({target.year for target in targets}) == len(targets)
    return _over_years(understood, groups, leads) if years and _TOTAL.search(text) else None


def _of_year(understood: Understood, target: Target, sources: Sources) -> _Group | None:
    """The quarters of the one project that is named, in the first paper of the year that has any."""
    for row in target.own:
        document = sources.document(row.doc_id)
        facts = [f for f in understood.facts_of([row]) if _is_quarter(f)]
        groups = list(_groups(document, facts))
        fitting = [group for group in groups if not _unsaid(understood, group)]
        if len(fitting) == 1 or groups:
            return fitting[0] if len(fitting) == 1 else None
    return None


def _over_years(
    understood: Understood, groups: Sequence[_Group], leads: Sequence[str]
) -> Composed | None:
    """The quarters of several years, added up."""
    write = writer(understood)
    for group, lead in zip(groups, leads, strict=True):
        for fact in group.facts:
            _say(write, lead, fact)
    facts = [fact for group in groups for fact in group.facts]
    terms = [term for fact in facts if (term := write.term(fact))]
    if len(terms) != len(facts):
        return None
    _say_total(write, understood.targets[-1], groups[0], terms, "各年合计")
    return write.done() if write.kind == "computed" else None


def _is_quarter(fact: Fact) -> bool:
    plain = fact.kind == "amount" and fact.measure == "level" and fact.value is not None
    return plain and _QUARTER.match(folded(fact.item)) is not None


def _groups(document: Document, facts: Sequence[Fact]) -> Iterable[_Group]:
    """Four quarters that stand together, with the headings and sentences of their project."""
    by_place: dict[tuple[int | None, int, str], list[Fact]] = {}
    for fact in facts:
        section = _project_section(document, fact)
        key = (fact.table, section.position if section else -1, _tail(fact))
        by_place.setdefault(key, []).append(fact)
    for group in by_place.values():
        numbers = [_number(fact) for fact in group]
        if sorted(numbers) == sorted("一二三四"):
            ordered = sorted(group, key=lambda f: "一二三四".index(_number(f)))
            yield _Group(tuple(ordered), tuple(_around(document, ordered[0])))


def _tail(fact: Fact) -> str:
    match = _QUARTER.match(folded(fact.item))
    return match["of"] if match else ""


def _number(fact: Fact) -> str:
    match = _QUARTER.match(folded(fact.item))
    return _NUMBER.get(match["n"], match["n"]) if match else ""


def _project_section(document: Document, fact: Fact) -> Section | None:
    """The section of the project: the one over 年度预算安排, 实施周期 and the like."""
    inside = [s for s in document.sections if s.start <= fact.at.start < s.end]
    inner = max(inside, key=lambda s: s.level, default=None)
    if inner is None or inner.parent is None or not _FORM.search(inner.title):
        return inner
    outlines = [
        s for s in document.sections if s.parent == inner.parent and _OUTLINE.search(s.title)
    ]
    above = next((s for s in document.sections if s.position == inner.parent), None)
    return above if len(outlines) < 2 else None


def _around(document: Document, fact: Fact) -> Iterable[str]:
    """The item itself, the rows over it, the heading of its project and what introduces it."""
    yield from (folded(label) for label in (*fact.row_path, *fact.column_path))
    section = _project_section(document, fact)
    if section is None or fact.table is not None:
        return
    yield folded(section.title)
    said = in_section(list(paragraphs(document)), section)
    yield from (passage.key for passage in said[:2])


def _unsaid(understood: Understood, group: _Group) -> tuple[str, ...]:
    """The words of the question that nothing around the quarters says."""
    asked = content(understood.query)
    for pattern in (_WHICH_ONE, _ALL, _ONE, _TOTAL, _ASKED, _SPENDING):
        asked = pattern.sub(lambda match: "|" * len(match[0]), asked)
    return unsaid(asked, group.texts)


def _composed(understood: Understood, group: _Group, lead: str) -> Composed | None:
    text = understood.query.text
    write = writer(understood)
    which = _WHICH.search(text)
    single = _ONE.search(text) if not which and not _ALL.search(text) else None
    if single:
        numbers = {_NUMBER.get(n, n) for n in _ONE.findall(text)}
        for fact in (f for f in group.facts if _number(f) in numbers):
            _say(write, lead, fact)
        return write.done() if len(numbers) == 1 else None
    if which:
        return _extreme(write, group, lead, least=which["way"][-1] in "少小低")
    for fact in group.facts:
        _say(write, lead, fact)
    if _TOTAL.search(text):
        terms = [term for fact in group.facts if (term := write.term(fact))]
        if len(terms) != len(group.facts):
            return None
        _say_total(write, understood.targets[0], group, terms, "四个季度合计")
    return write.done()


def _say_total(
    write: Writer, target: Target, group: _Group, terms: Sequence[Term], lead: str
) -> None:
    cells = [Cell(target, Item(_tail(group.facts[0]), 0, 0), None)]
    say_computed(write, "sum", terms, lead, cells)


def _extreme(write: Writer, group: _Group, lead: str, *, least: bool) -> Composed | None:
    """The quarter with most or with least; none where two are alike."""
    ordered = sorted(group.facts, key=lambda f: f.amount.yuan if f.amount else 0)
    first, second = (ordered[0], ordered[1]) if least else (ordered[-1], ordered[-2])
    if not first.amount or not second.amount or first.amount.yuan == second.amount.yuan:
        return None
    number = write.evidence(first)
    word = "最少" if least else "最多"
    write.say(f"{lead}{word}的是{first.item}，{value_text(first)}{mark(number)}。", core=True)
    write.state(first, first.item, number)
    for fact in (f for f in group.facts if f is not first):
        _say(write, lead, fact)
    return write.done()


def _say(write: Writer, lead: str, fact: Fact) -> None:
    number = write.evidence(fact)
    write.say(f"{lead}{fact.item}为 {value_text(fact)}{mark(number)}。", core=True)
    write.state(fact, fact.item, number)
