"""Services that a unit buys: the rows of its table of 政府购买服务, all of them, with their count and sum.

Takes an Understood, gives a Composed answer or None. The rows add up to the printed sum of their table;
no word of the question is left over. Knows no purchases of other tables.

    '政府购买服务具体买哪些，各多少'   ->   every row of 政府购买服务预算表
    '列了几项购买服务，合计多少'      ->   the rows, how many they are, the sum as printed
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.facts import Fact
from retrieval.figures.cell_lines import writer
from retrieval.understand.cell_words import asked_text, left_over
from retrieval.understand.reading import Understood
from retrieval.understand.size_asked import bounded
from retrieval.words.lexicon import folded, label_key
from retrieval.writing.arithmetic import Term, compute
from retrieval.writing.compose import Composed, Writer, short_place
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["bought_services_answer"]

_BUYING = re.compile(
    r"(?:由|靠|通过|用)?政府(?:向)?(?:社会(?:力量|组织|机构)?)?(?:购买|买)(?:的|了)?服务(?:的?(?:项目|事项|内容|预算|支出|经费|资金|表|里面?|中|方面|那块|这块|的事))*"
    r"|向社会(?:力量|组织|机构)?(?:购买|买)(?:的|了)?服务(?:的?(?:项目|事项|内容))*"
)
_WHICH = re.compile(
    r"哪|几[项个种样]|什么|啥|分别|各(?:是|有|要|花)?多少|明细|清单|列出|都买|一项项|逐项"
)
_COUNT = re.compile(r"几[项个种样](?!是)|多少[项个种]")
_SUM = re.compile(r"合计|一共|总共|共计|加起来|总额")
_SAYING = re.compile(
    r"(?:都|要|具体|打算|准备|计划|主要)*(?:买|购买|列|安排|有|包括|涉及|做)(?:了|的|到)?(?:哪|几|什么|啥)[些几项个种样两三四五六七八九十]*(?:服务|事项|项目|内容|事)?|哪[些几两三四五六七八九十]+[项个种样]?(?:服务|事项|项目|内容|事)?|(?:每|各|分别|都|具体|明细|清单|逐项|一项项)[一项个种样]*|(?:的)?(?:事|事项|服务|内容|项目)(?=[,?。|]|$)|几[项个种样]"
)
_SUM_ROW = re.compile(r".*(?:合|总|小)\s*计")
_NOT = ("change", "rate", "share", "difference", "ratio", "reason", "definition", "largest", "smallest", "rank")  # fmt: skip
MOST_ROWS = 40


def bought_services_answer(understood: Understood) -> Composed | None:
    """Every row of the table, or its sum; None where a word is left over or a row is in doubt."""
    query = understood.query
    asked = query.asked or query.text
    targets = understood.own_targets
    if not _BUYING.search(query.text) or len(targets) != 1 or query.asks(*_NOT) or bounded(query):
        return None
    if not (_WHICH.search(asked) or _AMOUNT.search(asked)) or _more_asked(understood):
        return None
    account = targets[0].account or query.scope.account
    for row in targets[0].own:
        if account and not (row.kind or "").endswith(account):
            continue
        facts = [f for f in understood.facts_of([row]) if f.year in (targets[0].year, None)]
        if table := _table(facts):
            whose = f"{period(targets[0].year)}{row.unit_name or ''}"
            return _composed(understood, *table, whose, asked)
    return None


_AMOUNT = re.compile(r"多少|几何|金额|几万")


def _more_asked(understood: Understood) -> bool:
    """Whether the question has words beside those that ask for the list."""
    query = understood.query
    for pattern in (_BUYING, _SAYING, _SUM):
        text = pattern.sub(lambda m: "|" * len(m[0]), query.text)
        query = replace(query, text=text)
    return bool(left_over(asked_text(query), ()))


def _table(facts: Sequence[Fact]) -> tuple[list[Fact], Fact | None] | None:
    """The rows of the table of services with the row of their sum."""
    inside = [
        fact
        for fact in facts
        if fact.table is not None
        and fact.kind == "amount"
        and fact.measure == "level"
        and re.search("购买服务", folded(fact.citation.section).rsplit(">", 1)[-1])
        and "采购" not in folded(fact.citation.section).rsplit(">", 1)[-1]
        and fact.row_path
    ]
    if not inside:
        return None
    table, column = inside[0].table, inside[0].column
    own = [f for f in inside if (f.table, f.column) == (table, column)]
    total = next((f for f in own if _SUM_ROW.fullmatch(f.row_path[-1].strip())), None)
    rows = [f for f in own if f.value and not _SUM_ROW.fullmatch(f.row_path[-1].strip())]
    added = sum((f.value for f in rows if f.value), Decimal(0))
    whole = total is None or added == total.value
    return (rows, total) if whole and 0 < len(rows) <= MOST_ROWS else None


def _composed(
    understood: Understood, rows: Sequence[Fact], total: Fact | None, whose: str, text: str
) -> Composed:
    write = writer(understood)
    listed = _WHICH.search(text) is not None
    if listed:
        numbers = [write.evidence(fact) for fact in rows]
        write.say(f"{whose}政府购买服务列示如下（“{short_place(rows[0].citation)}”）：")
        for fact, number in zip(rows, numbers, strict=True):
            name = " > ".join(re.sub(r"\s+", "", label) for label in fact.row_path)
            write.say(f"{name}：{value_text(fact)}{mark(number)}", core=True)
            write.state(fact, label_key(name), number)
        _say_count(write, rows, text)
    if _SUM.search(text) or not listed:
        _say_sum(write, rows, total, whose)
    return write.done()


def _say_count(write: Writer, rows: Sequence[Fact], text: str) -> None:
    if not _COUNT.search(text):
        return
    terms = [Term(f.value, f.unit or "", f.printed, write.evidence(f)) for f in rows if f.value]
    if computed := compute("count", terms):
        marks = mark(*dict.fromkeys(term.evidence for term in terms))
        write.say(f"表中列有 {len(rows)} 项{marks}。", [computed], core=True)


def _say_sum(write: Writer, rows: Sequence[Fact], total: Fact | None, whose: str) -> None:
    """The sum as its table prints it, else added up."""
    if total is not None:
        number = write.evidence(total)
        write.say(f"{whose}政府购买服务合计为 {value_text(total)}{mark(number)}。", core=True)
        write.state(total, "政府购买服务合计", number)
        return
    terms = [term for fact in rows if (term := write.term(fact))]
    if computed := compute("sum", terms):
        marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
        write.say(f"合计：{computed.formula}{marks}。", [computed], core=True)
