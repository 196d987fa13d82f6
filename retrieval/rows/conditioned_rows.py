"""Projects by what a column of their table says of them: graded 优, paid by one kind of money only, least 得分.

Takes an Understood and Sources, gives a Composed answer or None. The column is named by the question and
stands in a table of projects; a list of all projects never answers where a condition is put. Knows
nothing of amounts above or below a bound.

    '评为“优”的项目有哪些'              ->  rows with 优 under 等级
    '不用财政拨款、全靠单位自有资金的项目'  ->  rows with nothing under the one, all under the other
    '自评得分最低的项目是哪个'            ->  the row with the least under 自评得分
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ingest.document import Document, Table
from ingest.facts import Fact
from retrieval.figures.cell_lines import writer
from retrieval.printed.prose import cell_line
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded, label_key
from retrieval.writing.arithmetic import compute
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["asks_conditioned_rows", "conditioned_rows_answer"]

_ITEMS = re.compile(r"项目(?!支出(?!表)|编|代码)|哪[些个几项]|任务")
_WHICH = re.compile(r"哪|有几|列出|什么")
_GRADED = re.compile(
    r"(?:评[为得定]?|等级[为是]?|结果[为是]?|得)[“\"']?(?P<grade>优秀|良好|合格|不合格|优|良|中|差)[”\"']?(?:等级)?(?=的|项|有|$|[,?。])"
)
_WITHOUT = re.compile(
    r"(?:不用|没有?用|不靠|不使用|不含|没花|不花|无需)(?:到)?(?P<money>[\u4e00-\u9fff]{3,12}?)(?=[、,]|的|而|全|只|$)"
)
_ONLY = re.compile(
    r"(?:全部?都?|只|仅|完全|纯)(?:是)?(?:靠|用|由|使用|来自)(?P<money>[\u4e00-\u9fff]{3,12}?)(?=[、,]|的|安排|解决|项目|$)"
)
_MOST = re.compile(
    r"(?P<column>得分|评分|分数|执行率|完成率|进度)(?P<by>最|更|比较)(?P<way>[高多大低少小])"
)
_BOUNDED = re.compile(
    r"(?P<column>得分|评分|分数|执行率|完成率|进度)(?:都|是|在|为|有|能)*(?P<over>超过了?|高于|大于|达到?|不低于|不少于|不?满|低于|不到|不足|少于|小于|不超过|没到|没有?达到)?(?P<bound>\d+(?:\.\d+)?)[分%](?P<end>及?以上|往上|及?以下|以内)?"
)
"""'自评得分在96分以上的项目', '执行率低于90%的'."""
_PAID = re.compile(
    r"(?:花|用|使用|动用|靠|由|从)(?:的是|了|到)?(?P<money>[\u4e00-\u9fff]{1,12}?(?:资金|拨款|预算|收入|基金|结转|专户))"
    r"(?:出|安排|列支|支付|解决|开支)?的(?:[那这]?(?:[几些]|[一二两三四五六七八九十\d]+)?[个项些]?)(?:项目)?[,]?(?:加起来|加在一起|加一起|合起来|合计|一共|总共|共计|之和|总和|全部)"
)
"""'项目里花财政专户资金的那几个加起来': the part of a column that the rows with it make up."""
_NAME = re.compile(r"项目名称|^项目$|任务名称")
_GRADE_HEAD = re.compile(r"等级|等次|结果|评价|评定")
_WHOLE = re.compile(r"^(?:合计|总计|小计|总额|预算数)$")
_SUM_ROW = re.compile(r"(?:合|总|小)\s*计")
MOST_ROWS = 30
_Facts = dict[tuple[int | None, int | None, int | None], Fact]


class _Row(NamedTuple):
    table: Table
    at: int
    name: str
    name_column: int


def asks_conditioned_rows(text: str) -> bool:
    """Whether projects are asked for by what a column says of them."""
    if _sums_money(text):
        return True
    if not _WHICH.search(text) or not _ITEMS.search(text):
        return False
    return any(words.search(text) for words in (_GRADED, _WITHOUT, _ONLY, _MOST, _BOUNDED))


def _sums_money(text: str) -> bool:
    asked = (
        "项目" in text
        and re.search(r"多少|几何|几万", text)
        and not re.search(r"占|比|有几|多少个", text)
    )
    return bool(asked and _PAID.search(text))


def conditioned_rows_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The projects that fulfil the condition; None where no table of projects has the column."""
    text = understood.query.asked or understood.query.text
    targets = understood.own_targets
    if len(targets) != 1 or not asks_conditioned_rows(text):
        return None
    for listed in targets[0].own:
        document = sources.document(listed.doc_id)
        facts: _Facts = {
            (f.table, f.row, f.column): f
            for f in understood.facts_of([listed])
            if f.table is not None
        }
        write = writer(understood)
        whose = f"{period(targets[0].year)}{listed.unit_name or ''}"
        tables = list(_tables(document))
        if (grade := _GRADED.search(text)) and _say_graded(
            write, document, tables, grade["grade"], whose
        ):
            return write.done()
        if _sums_money(text):
            if _say_sum(write, tables, facts, text, whose):
                return write.done()
            continue
        if _say_by_money(write, tables, facts, text, whose):
            return write.done()
        if (bound := _BOUNDED.search(text)) and _say_bounded(write, tables, facts, bound, whose):
            return write.done()
        if (most := _MOST.search(text)) and _say_ordered(write, tables, facts, most, whose):
            return write.done()
    return None


def _tables(document: Document) -> Iterator[tuple[Table, list[_Row]]]:
    """The tables with a column of project names, each with its rows that are no sums."""
    for table in document.tables:
        heads = [folded("".join(path[-1:])) for path in table.column_paths]
        column = next((c for c, head in enumerate(heads) if _NAME.search(head)), None)
        if column is None:
            continue
        rows = []
        for at in range(table.header_rows, table.height):
            cell = table.at(at, column)
            name = re.sub(r"\s+", "", cell.text) if cell else ""
            if name and not _SUM_ROW.fullmatch(name):
                rows.append(_Row(table, at, name, column))
        if rows:
            yield table, rows


def _text(row: _Row, column: int) -> str:
    cell = row.table.at(row.at, column)
    return folded(cell.text).strip() if cell else ""


# ── by a word ────────────────────────────────────────────────────────────────────────────────


def _say_graded(
    write: Writer,
    document: Document,
    tables: Sequence[tuple[Table, list[_Row]]],
    grade: str,
    whose: str,
) -> bool:
    """The rows with the grade in their cell: '优' and '优秀' are one."""
    for table, rows in tables:
        heads = ["".join(path[-1:]) for path in table.column_paths]
        for column in (c for c, head in enumerate(heads) if _GRADE_HEAD.search(head)):
            chosen = [row for row in rows if _text(row, column)[:1] == grade[:1]]
            if not chosen or any(not _text(row, column) for row in rows):
                continue
            write.say(f"{whose}{heads[column]}为“{_text(chosen[0], column)}”的项目如下：")
            for row in chosen[:MOST_ROWS]:
                cells = [table.at(row.at, row.name_column), table.at(row.at, column)]
                line = cell_line(document, table, [cell for cell in cells if cell])
                number = write.cite(line.citation, line.unit, (*line.labels, whose))
                write.say(f"{row.name}：{_text(row, column)}{mark(number)}", core=True)
            return True
    return False


# ── by the money that pays it ────────────────────────────────────────────────────────────────


def _say_by_money(
    write: Writer,
    tables: Sequence[tuple[Table, list[_Row]]],
    facts: _Facts,
    text: str,
    whose: str,
) -> bool:
    """The rows with nothing in the columns left out, and all of their money in the one that is named."""
    without = [match["money"] for match in _WITHOUT.finditer(text)]
    only = [match["money"] for match in _ONLY.finditer(text)]
    if not without and not only:
        return False
    for table, rows in tables:
        none = [_column(table, money) for money in without]
        full = [_column(table, money) for money in only]
        whole = next(
            (c for c, p in enumerate(table.column_paths) if p and _WHOLE.match(label_key(p[-1]))),
            None,
        )
        if whole is None or None in none or None in full:
            continue
        chosen = [
            fact
            for row in rows
            if (fact := facts.get((table.position, row.at, whole))) and fact.value
            and all(not _amount(facts, row, column) for column in none)
            and all(_amount(facts, row, column) == fact.value for column in full)
        ]  # fmt: skip
        if not chosen:
            continue
        words = "、".join((*(f"不用{m}" for m in without), *(f"全部用{m}" for m in only)))
        write.say(f"{whose}{words}的项目如下：")
        names = {row.at: row.name for row in rows}
        for fact in chosen[:MOST_ROWS]:
            number = write.evidence(fact)
            name = names[fact.row or 0]
            write.say(f"{name}：{value_text(fact)}{mark(number)}", core=True)
            write.state(fact, name, number)
        return True
    return False


def _say_sum(
    write: Writer,
    tables: Sequence[tuple[Table, list[_Row]]],
    facts: _Facts,
    text: str,
    whose: str,
) -> bool:
    """What the projects with an amount under the money named have of it, and the sum of it."""
    paid = _PAID.search(text)
    for table, rows in tables:
        column = _column(table, paid["money"]) if paid else None
        named = label_key("".join(table.column_paths[rows[0].name_column][-1:]))
        if named == "项目":  # '项目 | 预算数' of income and expenditure: its rows are no projects
            continue
        if paid is None or column is None:
            continue
        amounts = ((row, facts.get((table.position, row.at, column))) for row in rows)
        chosen = [(row, fact) for row, fact in amounts if fact and fact.value]
        totals = [
            f
            for (t, at, c), f in facts.items()
            if (t, c) == (table.position, column) and _of_sum(f)
        ]
        whole = sum((fact.value or Decimal(0) for _, fact in chosen), Decimal(0))
        if len(chosen) < 2 or any(total.value != whole for total in totals):
            continue
        head = "".join(table.column_paths[column][-1:])
        terms = []
        for row, fact in chosen:
            number = write.evidence(fact)
            write.say(f"{row.name}{head}：{value_text(fact)}{mark(number)}", core=True)
            terms += [term] if (term := write.term(fact)) else []
        computed = compute("sum", terms) if len(terms) == len(chosen) else None
        if computed is None:
            return False
        write.kind = "computed"
        marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
        write.say(f"{whose}项目的{head}合计：{computed.formula}{marks}。", [computed], core=True)
        year = chosen[0][1].year
        write.derive(computed, f"项目{head}合计", "sum", str(year) if year else None)
        return True
    return False


def _of_sum(fact: Fact) -> bool:
    return bool(fact.row_path) and _SUM_ROW.fullmatch(fact.row_path[-1].strip()) is not None


def _column(table: Table, money: str) -> int | None:
    """The one column that the words name: 单位自有资金, 财政拨款(含上年结转), 财政专户(管理)资金."""
    plain = [label_key(path[-1]) if path else "" for path in table.column_paths]
    named = [c for c, head in enumerate(plain) if head and (head in money or money in head)]
    if not named and len(money) > 3:
        named = [c for c, head in enumerate(plain) if _in_order(money, head)]
    return named[0] if len(named) == 1 else None


def _in_order(short: str, name: str) -> bool:
    """Whether a name has the characters of another in its order, and begins and ends with them."""
    rest = iter(name)
    return name[:2] == short[:2] and name[-1:] == short[-1:] and all(c in rest for c in short)


def _amount(facts: _Facts, row: _Row, column: int | None) -> Decimal:
    fact = facts.get((row.table.position, row.at, column))
    return (fact.value if fact else None) or Decimal(0)


# ── by the size of a column ──────────────────────────────────────────────────────────────────


def _say_ordered(
    write: Writer,
    tables: Sequence[tuple[Table, list[_Row]]],
    facts: _Facts,
    most: re.Match[str],
    whose: str,
) -> bool:
    """The row with most or least under the column; every row where two are compared."""
    for table, rows in tables:
        columns = [
            c for c, path in enumerate(table.column_paths) if path and most["column"] in path[-1]
        ]
        found = [
            (row, fact)
            for row in rows
            if len(columns) == 1 and (fact := facts.get((table.position, row.at, columns[0])))
        ]
        if len(found) < 2 or len(found) < len(rows):
            continue
        least = most["way"] in "低少小"
        found.sort(key=lambda pair: pair[1].value or Decimal(0), reverse=not least)
        shown = found if most["by"] != "最" else found[:1]
        tied = [p for p in found[len(shown) :] if p[1].value == shown[-1][1].value]
        head = "".join(table.column_paths[columns[0]][-1:])
        order = "从低到高" if least else "从高到低"
        said = order if most["by"] != "最" else f"最{most['way']}的项目"
        write.say(f"{whose}{head}{said}：")
        for row, fact in (*shown, *tied):
            number = write.evidence(fact)
            write.say(f"{row.name}：{value_text(fact)}{mark(number)}", core=True)
            write.state(fact, f"{row.name}{head}", number)
        return True
    return False


def _say_bounded(
    write: Writer,
    tables: Sequence[tuple[Table, list[_Row]]],
    facts: _Facts,
    asked: re.Match[str],
    whose: str,
) -> bool:
    """The rows on the side of the bound; where there is none, that is said of no table."""
    for table, rows in tables:
        heads = ["".join(path[-1:]) for path in table.column_paths]
        columns = [c for c, head in enumerate(heads) if asked["column"] in folded(head)]
        found = [
            (row, fact)
            for row in rows
            if len(columns) == 1 and (fact := facts.get((table.position, row.at, columns[0])))
        ]
        if len(found) < max(len(rows), 2):
            continue
        chosen = [(row, fact) for row, fact in found if _holds(fact.value or Decimal(0), asked)]
        if not chosen:
            continue
        write.say(f"{whose}{heads[columns[0]]}符合所问的项目如下：")
        for row, fact in chosen[:MOST_ROWS]:
            number = write.evidence(fact)
            write.say(f"{row.name}：{value_text(fact)}{mark(number)}", core=True)
            write.state(fact, f"{row.name}{heads[columns[0]]}", number)
        return True
    return False


_BELOW = re.compile(r"低于|不到|不足|少于|小于|不满|没到|没有?达到")


def _holds(value: Decimal, asked: re.Match[str]) -> bool:
    bound, over, end = Decimal(asked["bound"]), asked["over"] or "", asked["end"] or ""
    if "下" in end or "内" in end or over == "不超过":
        return value <= bound
    if _BELOW.fullmatch(over):
        return value < bound
    if over in ("超过", "超过了", "高于", "大于") and not end:
        return value > bound
    return value >= bound if over or end else value == bound
