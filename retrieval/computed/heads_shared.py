"""Whose heads a sum is shared among: those in post, the posts, as many as are said, or others that are named.

Takes the counts that documents print and a Query, gives the one count that the question divides by, or None
where none or several fit. Knows no amounts.

    '按年末实有人数算,人均…'   ->   133 人        '按退休人员算,每人…'   ->   97 人
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.facts import Fact
from retrieval.computed.vacancies import of_everybody
from retrieval.understand.question import Query
from retrieval.understand.reading import Target, Understood
from retrieval.words.lexicon import folded, label_key

__all__ = ["all_heads", "counts_of", "of_others", "only", "people", "stated_heads"]

_STATED = re.compile(r"(?<![\d.])(\d{1,6})(?:个|名|位)?(?:人|职工|员工|干部)")
_VISITS = re.compile(r"(?<![\d.])(\d{1,6})人次")
_RETIRED = re.compile(r"离休|退休|离退|遗属|雇员|临聘|学生|购置")
_BASE = re.compile(
    r"(?:按照?|(?<![所可难])以)(?P<base>[^,?。按]{1,16}?)(?:来)?(?:算|平均|均摊|平摊|分摊|摊|计算|折算|计(?!划))"
)
_ON_WHOM = re.compile(
    r"(?:平均|均摊|平摊|分摊|摊|分)(?:到|给|在)(?:每一?)?[个名位]?(?P<base>[\u4e00-\u9fff]{2,12}?)(?:的)?(?:身上|头上|人头)"
    r"|(?:平均|均摊|平摊|分摊|摊)(?:到|给|在|下来)?每一?[个名位](?!人)(?P<each>[\u4e00-\u9fff]{2,8}?)(?=要|能|可|大?约|合|分|摊|是|有|多少|几|,|$)"
)
_ANYBODY = re.compile(
    r"实有|在职|在编|在岗|在册|现有|年末|年底|年度?|全部|全体|所有|核定|编制数?|机关|单位|全局|全院|总|人数|人员|人头|职工|员工|干部|\d+|[的个名位人数每]"
)
"""'按退休人员算' is over others than those who are paid."""
_OF_STAFF = re.compile(r"编制|实有|在职|在编|在岗|在册|人员|职工|员工|干部|人数|教师|医护|民警")
"""'新增社区工作者14名' are not those among whom the money of a unit is shared."""
_IN_POST = re.compile(r"实有|在职|在编|在岗|现有|在册")


def counts_of(understood: Understood, target: Target) -> list[Fact]:
    """Counts of the year, or of the end of the year before, in the documents of the year."""
    years = (target.year, (target.year or 0) - 1, None)
    counts = [
        fact
        for fact in understood.facts_of(target.own)
        if fact.kind == "count" and fact.measure == "level" and fact.value and fact.year in years
    ]
    said = [fact for fact in counts if fact.table is None]
    staff = [fact for fact in all_heads(said) if _OF_STAFF.search(fact.item)]
    return said if staff else [*said, *_totals_of_heads(counts)]


def _totals_of_heads(counts: Sequence[Fact]) -> list[Fact]:
    """The heads of all units as the last row of their table adds them up, named by their column."""
    totals = [
        fact
        for fact in counts
        if fact.table is not None and fact.scope == "部门" and fact.unit == "人"
        and [label_key(label) for label in fact.row_path] in (["合计"], ["总计"])
    ]  # fmt: skip
    return [
        replace(fact, row_path=("".join(map(label_key, fact.column_path)),))
        for fact in totals
        if len(fact.column_path) == 1 or label_key(fact.column_path[-1]) in ("合计", "小计")
    ]


def people(query: Query, counts: Sequence[Fact]) -> Fact | None:
    """The heads meant: as many as the question states, those in post or the posts, or the only ones."""
    heads = all_heads(counts)
    if others := of_others(query):
        heads = [f for f in counts if (f.unit or "x")[:1] in "人名位"]
        return only([f for f in heads if _ANYBODY.sub("", folded(f.item)) == others])
    if visits := _VISITS.search(query.text):
        return only([f for f in counts if f.unit == "人次" and f.value == int(visits[1])])
    if "接待" in query.text and not _OF_STAFF.search(query.asked):
        return only([f for f in counts if f.unit == "人次" and "接待" in f.citation.quote])
    if stated := _STATED.search(query.text):
        return only([f for f in heads if f.value == int(stated[1])])
    heads = [f for f in heads if _OF_STAFF.search(f.item)]
    whole = [f for f in heads if f.scope == "部门"] or heads
    if _IN_POST.search(query.text):
        return only([f for f in whole if _IN_POST.search(f.item)])
    if "编制" in query.text:
        return only([f for f in whole if "编制" in f.item and not _IN_POST.search(f.item)])
    posts = [f for f in whole if "编制" in f.item and not _IN_POST.search(f.item)]
    return only(
        [f for f in whole if f not in posts and _IN_POST.search(f.item)] if posts else whole
    )


def of_others(query: Query) -> str:
    """Whom the question divides by, where those are others than the people of the unit."""
    base = _BASE.search(query.text) or _ON_WHOM.search(query.text)
    return _ANYBODY.sub("", _whom(base)) if base else ""


def _whom(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return groups["base"] or groups.get("each") or ""


def _heads_of(counts: Sequence[Fact]) -> list[Fact]:
    return [f for f in counts if (f.unit or "x")[:1] in "人名位" and f.unit != "人次"]


def all_heads(counts: Sequence[Fact]) -> list[Fact]:
    """The heads of the whole paper: no parts of a count, nobody who has left, nobody who visits."""
    heads = _heads_of(counts)
    return [f for f in heads if of_everybody(f) and not _RETIRED.search(f.item)]


def stated_heads(query: Query) -> str:
    """'27' of '按27人算'."""
    stated = _STATED.search(query.text)
    return stated[1] if stated else ""


def only(facts: Sequence[Fact]) -> Fact | None:
    """The fact, where all that fit say the same."""
    return facts[0] if facts and len({(f.value, f.unit) for f in facts}) == 1 else None
