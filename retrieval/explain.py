"""How an answer came about, as lines for people: the reading, the lanes, the choice, the check.

Takes what was understood, what each lane gave and the drafts before and after verification; gives
Chinese lines. Decides nothing, and is only called where somebody asks (`ask --explain`).

    年度：2025（前面的对话）
    项目：公务接待费（词典中的“公务接待费”）
    数字查找：找到 1 个数字，2 处出处  ← 采用
    选用：公务接待费 1.55 万元，“…‘三公’经费…预算表”第 22 页，行列：2025年“三公”经费预算数 > 公务接待费
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ingest.amount import plain
from ingest.facts import Fact
from retrieval.scope.scope import Listed, Scope, read_scope
from retrieval.understand.question import Item, as_folded
from retrieval.understand.reading import Understood
from retrieval.words.lexicon import label_key, lexicon
from retrieval.writing.compose import Composed, Stated, short_place
from retrieval.writing.prompts import value_text
from retrieval.writing.verify import Draft

__all__ = ["Tried", "checked", "explained"]

LANES = {
    "all but one": "除某行以外的各行",
    "cell by all words": "与各词都相符的格子",
    "classification": "科目所属的类款项",
    "columns of a table": "表有哪些栏",
    "count and user of a row": "一行的数量和使用单位",
    "count of a row": "一行的数量",
    "department and unit": "部门与本级",
    "everyday words": "口语词猜测",
    "fields of a named thing": "点名事物的各栏",
    "figure": "数字查找",
    "income sources": "收入来源",
    "inconsistency": "核对不符",
    "indicator": "绩效指标",
    "indicator by meaning": "按意思找绩效指标",
    "indicators beside each other": "并列的几项绩效指标",
    "indicators missed": "没有完成的绩效指标",
    "reason of a form": "自评表末写明的原因",
    "indicators listed": "列出绩效指标",
    "leading passage": "点名的章节",
    "named cell": "点名的行和列",
    "named otherwise": "名称换了说法的行",
    "named rows": "点名的几行",
    "none stated": "写明没有",
    "note of a table": "表下的说明",
    "nothing said": "写明没有的事",
    "number said": "句中的数字",
    "numbers said together": "句中的几个数字",
    "operands": "逐个查找再计算",
    "part by name": "点名的其中项",
    "parts": "一问多项",
    "parts by size": "按金额排的其中项",
    "parts listed": "列出其中项",
    "passage": "文字段落",
    "premise": "问题中的前提",
    "printed names": "换成文件中的名称再查",
    "projects by size": "按金额排的项目",
    "projects of a whole table": "整张项目表",
    "projects with goals": "设有目标的项目",
    "quarters": "分季度的数字",
    "reason": "变动原因",
    "row left blank": "留空的行",
    "rows added by unit": "按单位相加的行",
    "rows by a condition": "符合条件的行",
    "rows by size": "按金额挑出的行",
    "rows compared": "行与行比较",
    "rows of a class": "一类之下的行",
    "rows picked": "挑出的行",
    "rows told before": "上一回答中的行",
    "score of a self-evaluation": "自评得分",
    "section described": "概述一个章节",
    "share of a unit": "单位所占的比重",
    "subjects by a word": "名称带某词的科目",
    "table": "多单位、多年度或整表",
    "term": "名词解释",
    "things counted": "数一数有几个",
    "things listed": "列出事物",
    "two purchases": "几项采购",
    "unit below": "下属单位",
    "unit described": "介绍单位",
    "units in order": "单位排序",
    "units picked": "挑出的单位",
    "use said": "用途",
    "what it takes in": "包括的内容",
    "which table": "哪张表",
    "which unit": "问清是哪个单位",
    "whole printed": "写明的合计",
    "without asides": "略去附带的话再查",
    "words of a cell": "格子里的文字",
}
"""What each way of looking is called to a reader."""
_FORMS = {
    "change": "增减额", "rate": "增减幅度", "completion": "完成率", "share": "占比", "sum": "求和",
    "difference": "求差", "ratio": "倍数", "largest": "取最大", "smallest": "取最小", "rank": "排名",
    "each": "分别列出", "compare": "比较", "count": "计数", "reason": "原因", "list": "列出",
    "definition": "名词解释", "purpose": "用途", "contradiction": "核对",
}  # fmt: skip
_SHOWN = 4


class Tried(NamedTuple):
    """A lane that was asked, and what it gave."""

    lane: str
    composed: Composed | None


def explained(
    turns: Sequence[str],
    understood: Understood,
    tried: Sequence[Tried],
    catalogue: Sequence[Listed],
) -> tuple[str, ...]:
    """The reading of the question, where was looked, what each lane found and why one won."""
    lines = [f"问题：{turns[-1].strip()}", *_read(turns, understood, catalogue)]
    lines.append(_searched(understood))
    if understood.problem:
        what, there = understood.problem
        return (*lines, f"文库中没有{what}的文件，有{there}的：不再查找")
    lines += _lanes(tried)
    won = tried[-1].composed if tried else None
    if won is None:
        return (*lines, "各种查法都没有找到同时符合单位、年度、项目和口径的内容：如实说没有")
    lines.append(_why(tried))
    return (*lines, *_chosen(won, understood))


def checked(before: Draft, after: Draft | None) -> tuple[str, ...]:
    """What verification said of a draft."""
    said, cited = len(before.statements), len(before.evidence)
    if after is None:
        return (f"核验：{said} 句没有通过（数字、算式或引文与出处不符），回答已撤回",)
    gone = said - len(after.statements)
    left_out = f"，撤去 {gone} 句与出处不符的附注" if gone else ""
    return (
        f"核验：{cited} 处引文与原文逐字一致，{said - gone} 句中的数字、算式都有出处{left_out}",
    )


# ── how the question was read ────────────────────────────────────────────────────────────────


def _read(turns: Sequence[str], understood: Understood, catalogue: Sequence[Listed]) -> list[str]:
    query, scope = understood.query, understood.query.scope
    own = read_scope(as_folded(turns)[-1], catalogue) if len(turns) > 1 else scope
    carried_items = bool(query.items) and not any(i.text in query.asked for i in query.items)
    return [
        f"单位：{_units(scope, understood)}{_carried(len(turns) > 1 and not own.each and scope.each)}",
        f"年度：{_years(scope, understood)}{_carried(scope.years and not (own.years or own.relative))}",
        f"项目：{'；'.join(map(_item, query.items)) or '没有认出'}"
        f"{_carried(len(turns) > 1 and carried_items)}",
        *([f"上下文：属于{'、'.join(i.text for i in query.context)}"] if query.context else []),
        *([f"章节：{'、'.join(query.topics)}"] if query.topics else []),
        f"口径：{_account(scope)}",
        f"问法：{'、'.join(_FORMS.get(form, form) for form in sorted(query.forms)) or '查一个数或一段话'}"
        + (f"，取前 {query.top}" if query.top else "")
        + (f"，按{query.unit_wanted}" if query.unit_wanted else ""),
        *(["按相近的写法改正了错字"] if query.typo else []),
        f"没有解释的词：{'、'.join(query.residue) or '无'}",
    ]


def _carried(really: object) -> str:
    return "（取自前面的对话）" if really else ""


def _units(scope: Scope, understood: Understood) -> str:
    if scope.strangers:
        return f"“{scope.strangers[0]}”，文库中没有"
    if not scope.units:
        return "没有指明" + ("" if understood.named_unit else "，文库中有多个单位")
    names = {understood.keys.get(row.doc_id): row.unit_name for row in understood.documents}
    return "、".join(names.get(unit) or unit for unit in scope.units[:_SHOWN])


def _years(scope: Scope, understood: Understood) -> str:
    said = [*map(str, scope.years), *(f"相对年份 {n:+d}" if n else "本年" for n in scope.relative)]
    if scope.all_years:
        said.append("所有年度")
    taken = sorted({str(t.year) for t in understood.targets if t.year})
    shown = "、".join(said) or "没有指明"
    return shown if not taken or taken == sorted(said) else f"{shown}，按 {'、'.join(taken)} 年查"


def _item(item: Item) -> str:
    concepts = lexicon().concepts
    means = [f"词典中的“{concepts[key].title}”" for key in item.concepts[:_SHOWN]]
    printed = sorted(item.labels - {item.text})[:_SHOWN]
    means += [f"文件中的“{label}”" for label in printed]
    means += [f"编码 {item.code}"] if item.code else []
    return f"{item.text}（{'、'.join(means)}）" if means else item.text


def _account(scope: Scope) -> str:
    return "、".join(part for part in (scope.account, scope.own) if part) or "没有指明"


# ── where was looked, and what was found ─────────────────────────────────────────────────────


def _searched(understood: Understood) -> str:
    rows = understood.documents
    names = "、".join(f"{row.name}" for row in rows[:_SHOWN])
    more = f"等 {len(rows)} 份" if len(rows) > _SHOWN else ""
    facts = sum(map(len, understood.facts.values()))
    return f"查找范围：{names}{more}（{facts} 个数字）" if rows else "查找范围：没有符合的文件"


def _lanes(tried: Sequence[Tried]) -> Iterator[str]:
    """A line for each lane that gave something; those without a result stand in one line between."""
    for empty, together in groupby(enumerate(tried, 1), lambda one: one[1].composed is None):
        if empty:
            yield f"没有结果的查法：{'、'.join(LANES.get(one.lane, one.lane) for _, one in together)}"
        else:
            yield from (_found(one, last=number == len(tried)) for number, one in together)


def _found(tried: Tried, *, last: bool) -> str:
    composed = tried.composed
    assert composed is not None
    found = f"{len(composed.draft.statements)} 句、{len(composed.figures)} 个数字、{len(composed.draft.evidence)} 处出处"
    return f"查法“{LANES.get(tried.lane, tried.lane)}”：{found}（{_KINDS[composed.kind]}）{'  ← 采用' if last else ''}"


_KINDS = {
    "found": "找到", "computed": "算得", "none_stated": "写明没有", "not_found": "没有找到",
    "conflicting": "前后不一致", "ambiguous": "需要问清",
}  # fmt: skip


def _why(tried: Sequence[Tried]) -> str:
    if sum(one.composed is not None for one in tried) > 1:
        return "采用的理由：一问多项，逐项作答后合在一起"
    before = "排在前面的查法没有结果" if len(tried) > 1 else "这种问法先用它"
    return f"采用的理由：{before}，它的单位、年度、项目和口径都与问题相符"


def _chosen(won: Composed, understood: Understood) -> list[str]:
    """The place of every figure, and the figures of the same name that were passed over."""
    lines = []
    facts = [fact for listed in understood.facts.values() for fact in listed]
    for figure in won.figures[:_SHOWN]:
        if figure.formula:
            lines.append(f"算式：{figure.formula}")
            continue
        citation = won.draft.evidence[figure.evidence - 1].citation
        here = [f for f in facts if f.citation == citation and f.value == figure.value]
        lines.append(_place("选用", figure, here))
        lines += _passed_over(here, facts)
    return lines


def _place(word: str, figure: Stated, here: Sequence[Fact]) -> str:
    said = f"{word}：{figure.item} {plain(figure.value)} {figure.unit or ''}".rstrip()
    return f"{said}，{_where(here[0])}" if here else said


def _where(fact: Fact) -> str:
    path = " > ".join(part for part in (*fact.row_path, *fact.column_path) if part)
    page = f"第 {fact.citation.page} 页" if fact.citation.page else fact.citation.place
    kind = "行列" if fact.table is not None else "句中的主语"
    return f"“{short_place(fact.citation)}”{page}，{kind}：{path}"


def _passed_over(here: Iterable[Fact], facts: Sequence[Fact]) -> list[str]:
    """Figures of the same row and year that are not the one chosen: other columns, other tables."""
    chosen = next(iter(here), None)
    if chosen is None or not chosen.item:
        return []
    name = label_key(chosen.item)
    others = {
        (fact.value, fact.unit): fact
        for fact in reversed(facts)
        if fact.value is not None
        and fact.measure == chosen.measure
        and fact.year == chosen.year
        and label_key(fact.item) == name
        and fact.amount != chosen.amount
    }
    shown = list(others.values())[:_SHOWN]
    return [f"  未用：{fact.item} {value_text(fact)}，{_where(fact)}" for fact in shown]
