"""Where the money of a unit comes from: the sources of its income, each with its amount.

Takes an Understood and Sources, gives a Composed answer or None. The parts are those of one table of all
money, as rows on its income side or as columns of its total row; they must add up to a total which that
table prints, so that none is missing and none is told twice. Knows nothing of prose.

    '收入来源有哪些，各多少'   ->   一般公共预算拨款收入 …，事业收入 …，上年结转 …
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ingest.facts import Fact
from retrieval.figures.cell_lines import say_shares, writer
from retrieval.rows.class_asked import SHARES, says_no_more
from retrieval.rows.picked_rows import free_text
from retrieval.understand.question import Query
from retrieval.understand.reading import Target, Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded, label_key
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["asks_income_sources", "income_sources_answer"]

_INCOME = re.compile(
    r"收入|进账|进项|[钱资金费](?:都|主要|是|全|分别|具体|一共|的)*(?:从|由|来自|哪(?:儿|里)?来)"
)
_WHICH = re.compile(
    r"构成|组成|来源|结构|明细|哪|什么|几(?:个)?(?:大)?(?:部分|类|项|块|种|渠道|方面)|各(?:是|有|为)?多少|分别"
)
_SAID = re.compile(
    r"(?:总|全部|全年|本年|年度)?收入(?:预算|决算|总计|合计|总额)?|进账|进项|来源|渠道|路子|门路|途径|从|来自|地方|来|总"
)
_OTHERS = re.compile(
    r"去|支出|开支|花|用[在于到]|投|财政拨款收入|拨款收入|事业收入|其他收入|经营收入"
)
_INCOMES = frozenset({"total_income", "current_income", "fiscal_income"})
_WHOLE_TABLE = re.compile(r"收支|收入支出|收入(?:预算|决算)?(?:总|情况|汇总|表)|预算总表|决算总表")
_NOT_WHOLE = re.compile(r"财政拨款|一般公共预算|政府性基金|国有资本|三公|采购|附属|所属单位|项目")
_NO_SOURCE = re.compile(r"(?:部门|单位|本年|当年)(?:预算|收入|预算收入)")
"""'一、部门预算' stands above the sources, and is none."""
_TOTAL = re.compile(
    r"(?:收入|本年收入|当年收入|本年|部门收入|单位收入|收入预算|收入决算)?(?:合计|总计|小计|总额)"
)


def asks_income_sources(query: Query) -> bool:
    """'收入由哪些部分构成', '钱都从哪来': of all income, not of one kind of it."""
    text = free_text(query) if query.text == query.asked else query.asked
    if query.asks("reason", "change", "rate", "difference", "count", "compare"):
        return False
    if query.asks("share") and not SHARES.search(text):
        return False
    text = SHARES.sub("各", text)
    if any(not set(item.concepts) <= _INCOMES or not item.concepts for item in query.items):
        return False
    asked = _INCOME.search(text) and _WHICH.search(text) and not _OTHERS.search(text)
    return bool(asked) and says_no_more(_SAID.sub("|", text))


def income_sources_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The sources with their amounts, and the total that they make."""
    target = _target(understood)
    if target is None or not asks_income_sources(understood.query):
        return None
    row = target.own[0]
    facts = [fact for fact in understood.facts_of([row]) if _fits(fact, target, row.kind or "")]
    for table in sources.document(row.doc_id).tables:
        title = folded(table.title)
        if not _WHOLE_TABLE.search(title) or _NOT_WHOLE.search(title):
            continue
        own = [fact for fact in facts if fact.table == table.position]
        if found := _adding_up(own):
            return _told(understood, target, found)
    return None


def _target(understood: Understood) -> Target | None:
    targets = understood.own_targets
    return targets[0] if len(targets) == 1 and len(targets[0].own) == 1 else None


def _fits(fact: Fact, target: Target, kind: str) -> bool:
    amount = fact.kind == "amount" and fact.measure == "level" and fact.table is not None
    stage = "决算" if (target.account or kind).endswith("决算") else "年初预算"
    when = fact.year == target.year and fact.stage in (stage, None) and not fact.code
    return amount and when and fact.scope == "部门" and fact.side == "收入"


def _adding_up(facts: Sequence[Fact]) -> tuple[tuple[Fact, ...], Fact] | None:
    """The first reading of a table in which the parts make up a total printed beside them."""
    for parts, totals in _readings(facts):
        added = sum((fact.value or Decimal(0) for fact in parts), Decimal(0))
        whole = next((fact for fact in totals if fact.value == added), None)
        if whole is not None and added and len({fact.unit for fact in (*parts, whole)}) == 1:
            return tuple(fact for fact in parts if fact.value), whole
    return None


def _readings(facts: Sequence[Fact]) -> Iterator[tuple[list[Fact], list[Fact]]]:
    """Rows of one column, outermost first; then columns of one row, innermost first."""
    for column in dict.fromkeys(fact.column for fact in facts):
        rows = [fact for fact in facts if fact.column == column]
        named = [(fact, fact.row_path) for fact in rows if fact.row_path]
        yield from _levels(named)
    for row in dict.fromkeys(fact.row for fact in facts):
        columns = [fact for fact in facts if fact.row == row and fact.column_path]
        named = [
            (fact, tuple(p for p in fact.column_path if not _year_or_unit(p))) for fact in columns
        ]
        yield from _levels([(fact, path) for fact, path in named if path])


def _year_or_unit(label: str) -> bool:
    return bool(re.fullmatch(r"\d{4}年(?:预算|决算)?数?|(?:预算|决算)数?|金额|收入", folded(label)))


def _levels(
    named: Sequence[tuple[Fact, tuple[str, ...]]],
) -> Iterator[tuple[list[Fact], list[Fact]]]:
    """The outermost names that have an amount, and the innermost ones."""
    totals = [fact for fact, path in named if _is_total(path[-1])]
    rest = [(fact, path) for fact, path in named if not _is_total(path[-1])]
    if not totals or not rest:
        return
    rest = [(fact, path) for fact, path in rest if not _NO_SOURCE.fullmatch(label_key(path[-1]))]
    heads = {path for fact, path in rest if fact.value is not None}
    yield [f for f, path in rest if not _inside(path, heads)], totals
    inner = {path for _, path in rest}
    yield [f for f, path in rest if not any(_inside(p, {path}) for p in inner)], totals


def _inside(path: tuple[str, ...], heads: Iterable[tuple[str, ...]]) -> bool:
    return any(len(path) > len(head) and path[: len(head)] == head for head in heads)


def _is_total(label: str) -> bool:
    return bool(_TOTAL.fullmatch(label_key(label)))


def _told(understood: Understood, target: Target, found: tuple[tuple[Fact, ...], Fact]) -> Composed:
    parts, whole = found
    write = writer(understood)
    unit = target.own[0].unit_name or ""
    write.say(f"{period(target.year)}{unit}收入构成如下：")
    by_row = len({fact.row for fact in parts}) == len(parts) and whole.row not in {
        fact.row for fact in parts
    }
    for fact in (*parts, whole):
        label = fact.row_path[-1] if by_row else _column_name(fact)
        number = write.evidence(fact)
        write.say(f"{label}：{value_text(fact)}{mark(number)}", core=True)
        write.state(fact, label_key(label), number)
    if SHARES.search(understood.query.text):
        say_shares(write, parts, whole)
    return write.done()


def _column_name(fact: Fact) -> str:
    """'上年结转 > 小计' is 上年结转."""
    path = [part for part in fact.column_path if not _year_or_unit(part)]
    inner = path[-1]
    return path[-2] if _is_total(inner) and len(path) > 1 else inner
