"""A later turn about the rows that the answer before it told: their sum, the largest, another column of them.

Takes the turns of a conversation, Sources and a way to have turns answered, gives the turn as understood
with a Composed answer, or None where the turn says more than the table of those rows accounts for, names a
unit or a year, or where no rows were told. Knows not how they were found.

    '自评得分最低的三个项目' / '这三个一共花了多少'   ->   the sum of their 执行数
    '单价最贵的设备是什么' / '要买几台'              ->   the 数量 of that row
    '甲村的运转经费多少' / '其中办公经费多少'         ->   the 办公经费 of that row
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.amount import plain
from ingest.document import Document
from ingest.facts import Fact
from retrieval.printed.prose import cell_line
from retrieval.rows.column_versus import plan_and_spent
from retrieval.rows.picked_answers import picked_said
from retrieval.rows.picked_rows import Picked, fitting
from retrieval.rows.records import Record, Sheet, sheets
from retrieval.scope.scope import Listed, read_scope
from retrieval.understand.pick_asked import Pick, pick_asked
from retrieval.understand.question import Query
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded, label_key
from retrieval.writing.arithmetic import compute
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import mark, period, value_text
from retrieval.writing.verify import Draft

__all__ = ["about_rows", "rows_told_answer"]

Answered = tuple[Understood, Composed | None]

_THEM = r"(?:它们?|他们|这些|那些|以上|上面|前面|这里面?|这里头|[这那](?:俩|仨|些)|(?:[这那][几一两二三四五六七八九十\d]?)(?:个|项|笔|家|台|样|块|件|条|套|所)?(?:项目|单位|采购|设备|东西|村|学校|科目|钱)?)"
_LEADS = re.compile(
    rf"(?:那么?|哦|嗯|好的?|再问|请问|,)*(?:{_THEM}|其中|里[面头边]|当中|之中)(?:的|里面?|中|当中|各自|分别|各)*|(?:那么?)(?=加|一共|总共|合计|最|哪|各|分别|单价|数量|得分)"
)
_BARE = re.compile(
    r"(?:全部|都)?(?:加起来|加在一起|合起来|加总|一共|总共|合计|共计|总计|共(?=多少|几))|(?:金额)?最[大多高贵小少低便]|哪[一个项]*(?:更|比较)?[最贵多大高少小低](?:一?[些点])?|(?:要|准备|打算)?(?:买|采购)(?:了)?多少(?:呢)?[?。]*$|各(?:自|是)|分别|占(?:了|到)?(?:全部|总|采购|项目)|(?:那么?)?(?:还|又)?(?:剩|省|结余)(?:下|了)?(?:的)?多少|(?:自评|评价)?得分|(?:要|得|需要|打算|准备)?(?:买|采购|购置|配)?(?:了)?(?:多少|几)(?:个)?[台套辆件个张把](?:呢)?[?。]*$"
)
_OF_ALL = re.compile(r"为什么|为何|原因|比上年|去年|上年|全年|单位(?:总|一共)")
_OTHER = re.compile(
    r"项目支出(?!里|中)|基本支出|总支出|总收入|全年|全部(?:支出|收入)|(?<!个)单位(?:总|一共)|为什么|为何|原因|比上年|去年|上年"
)
_OWN_AMOUNT = re.compile(r"多少钱|花(?:了)?多少|金额|总价|总共|一共|合计|多少万")
_CELLS = (
    (re.compile(r"(?:哪|什么)一?[个家]?(?:单位|部门|机构|科室|处室|中心)|谁(?:来|在|去|家)?(?:负责|实施|承担|牵头|管|干|做|用)|归谁"), re.compile(r"单位|部门|机构|主体|责任")),
    (re.compile(r"(?:资金|钱|经费)(?:的)?来源|钱(?:是)?(?:从)?哪[里儿来]|谁出(?:的)?钱|什么钱|哪里的钱|用的?(?:是)?(?:什么|哪)(?:钱|资金)"), re.compile(r"来源|资金性质")),
    (re.compile(r"(?:什么|哪一?)(?:类|类别|类型|种类)"), re.compile(r"类别|类型|种类|性质")),
    (re.compile(r"等级|等次|评[为了](?:什么|几)|(?:什么|哪一?)(?:等|级|档)"), re.compile(r"等级|等次")),
    (re.compile(r"(?:什么|哪一?个?)科目|列在哪"), re.compile(r"科目名称|功能科目|^科目$|名称$")),
    (re.compile(r"干什么|做什么|干嘛|干啥|做啥|用途|派什么用|用来"), re.compile(r"用途|内容|概况")),
    (re.compile(r"(?:什么|哪)?依据|凭什么|根据什么"), re.compile(r"依据")),
    (re.compile(r"几年|期限|周期|什么时候|跨年"), re.compile(r"期限|周期|年限|起止")),
)  # fmt: skip
"""What is asked in words, and the heads of the columns that say it."""


class _Told(NamedTuple):
    """Rows of one sheet that were told, with the column and the paper they are of."""

    listed: Listed
    sheet: Sheet
    column: int
    figured: frozenset[int]


def rows_told_answer(
    turns: Sequence[str], sources: Sources, ask: Callable[[Sequence[str]], Answered]
) -> tuple[Understood, Composed] | None:
    """The last turn answered from the rows told before it; None where it is not about them."""
    if len(turns) < 2:
        return None
    last = folded(turns[-1])
    scope = read_scope(last, sources.catalogue)
    if not _leans(last) or scope.each or scope.years or scope.strangers:
        return None
    before = turns[:-1]
    understood, composed = rows_told_answer(before, sources, ask) or ask(before)
    found = about_rows(understood, composed, last, sources)
    return (_again(understood, last, sources), found) if found else None


def about_rows(
    understood: Understood, composed: Composed | None, last: str, sources: Sources
) -> Composed | None:
    """What a folded turn, or a clause, asks of the rows that an answer told; None where it asks nothing of them."""
    told = _told(understood, composed, sources) if composed and _leans(last) else None
    if told is None:
        return None
    again = _again(understood, last, sources)
    found = (
        _left(told, last)
        or _share(told, last)
        or _in_words(told, last, sources)
        or _of_rows(again, told, last)
    )
    if found is None and len(told.sheet.records) > 1 and _AMONG.match(last) and _picks(last):
        return Composed("not_found", Draft((), ()))
    return found


def _again(understood: Understood, last: str, sources: Sources) -> Understood:
    scope = read_scope(last, sources.catalogue)
    return replace(understood, query=Query(text=last, asked=last, scope=scope))


_AMONG = re.compile(rf"(?:那么?|,)*(?:{_THEM}|其中|里[面头边]|当中)")
"""Of rows told, and of no others: what they do not answer is not asked of all rows of the paper."""


def _picks(text: str) -> bool:
    pick = pick_asked(text, told=True)
    return pick is not None and bool(pick.bound or pick.order or pick.summed or pick.counted)


_ANY_COLUMN = re.compile(
    r"(?:那么?|它的?|其)?(?:单价|总价|总金额|金额|数量|人数|(?:自评)?得分|执行率|完成率|面积|编制(?:数|人数)?|实有(?:人数)?)(?:呢|(?:是|有|得)?(?:多少|几)(?:个)?(?:[人台套辆件分元]|万元?|平方米)?)(?:呢)?[?。]*"
)
"""Columns that are no money: a turn that names one of them alone asks it of the rows just told."""


def _leans(text: str) -> bool:
    """Whether a turn points at what was told, or only asks for an operation."""
    led = _LEADS.match(text) is not None or _BARE.match(text) is not None
    short = len(text) <= 14 and any(words.search(text) for words, _ in _CELLS)
    column = _ANY_COLUMN.fullmatch(text) is not None
    of_them = _LEADS.match(text) is not None and _OF_ALL.search(text) is None
    return (led or short or column) and (of_them or _OTHER.search(text) is None)


# ── what was told ────────────────────────────────────────────────────────────────────────────


def _told(understood: Understood, composed: Composed, sources: Sources) -> _Told | None:
    """The rows that an answer told: all of one table and one column."""
    if composed.kind not in ("found", "computed"):
        return None
    facts = list(
        dict.fromkeys(_facts_of(understood, composed) or _facts_cited(understood, composed))
    )
    if not facts or len({(f.doc_id, f.table) for f in facts}) != 1:
        return None
    listed = next((row for row in understood.documents if row.doc_id == facts[0].doc_id), None)
    if listed is None:
        return None
    known = understood.facts_of([listed])
    found = [s for s in sheets(sources.document(listed.doc_id), known) if s.table.position == facts[0].table]  # fmt: skip
    named = {label_key(figure.item) for figure in composed.figures}
    best = max(found, key=lambda s: _named(s, named, facts), default=None)
    at = {fact.row for fact in facts}
    if best is None or len([r for r in best.records if r.row in at]) != len(at):
        return None
    first = {fact.row: fact.column for fact in reversed(facts)}
    columns = set(first.values())
    rows = tuple(r for r in best.records if r.row in at)
    if len(columns) != 1 or None in columns:
        return None
    column = next(c for c in columns if c is not None)
    figured = frozenset(c for r in best.records for c in r.figures)
    return _Told(listed, replace(best, records=rows), column, figured)


def _facts_cited(understood: Understood, composed: Composed) -> list[Fact]:
    """The amounts in the cells that an answer of quoted rows cites."""
    spans = [(e.citation.doc_id, p.start, p.end) for e in composed.draft.evidence for p in e.citation.pieces]  # fmt: skip
    facts = [f for row in understood.documents for f in understood.facts_of([row])]
    cited = [f for f in facts if f.table is not None and f.kind == "amount"]
    return [
        f
        for f in cited
        if any(d == f.doc_id and a <= f.at.start and f.at.end <= b for d, a, b in spans)
    ]


def _facts_of(understood: Understood, composed: Composed) -> list[Fact]:
    """The printed facts of the figures that an answer states, in their order."""
    found: list[Fact] = []
    evidence = composed.draft.evidence
    for figure in composed.figures:
        if figure.formula or figure.measure == "count":
            continue
        place = evidence[figure.evidence - 1].citation
        for row in understood.documents:
            same = (f for f in understood.facts_of([row]) if f.table is not None)
            found += [f for f in same if f.citation == place and f.value == figure.value]
    return found


def _named(sheet: Sheet, items: set[str], facts: Sequence[Fact]) -> tuple[int, int]:
    """How many of the rows told this column of names names, and how many names it has."""
    at = {fact.row for fact in facts}
    said = sum(any(label_key(r.name) in i or i in label_key(r.name) for i in items) for r in sheet.records if r.row in at)  # fmt: skip
    return said, len({r.name for r in sheet.records})


# ── what is asked of it ──────────────────────────────────────────────────────────────────────


def _of_rows(understood: Understood, told: _Told, last: str) -> Composed | None:
    lead = _LEADS.match(last)
    text = "|" * (lead.end() if lead else 0) + last[lead.end() if lead else 0 :]
    stated = _STATED.search(last[: lead.end()]) if lead else None
    if stated and _number(stated["n"]) not in (0, len(told.sheet.records)):
        return None
    pick = pick_asked(text, told=True)
    if pick is None:
        return None
    query = replace(understood.query, text=text)
    final = told.listed.doc_id in understood.final_accounts
    picked = fitting(told.listed, told.sheet, pick, query, final=final, column=told.column)
    if picked is None or not _says_more(picked, told, pick, text):
        return None
    return picked_said(understood, picked)


_STATED = re.compile(r"(?P<n>[两二三四五六七八九十]|\d{1,2})")


def _number(said: str) -> int:
    return int(said) if said.isdigit() else "零一二三四五六七八九十".index(said.replace("两", "二"))


def _says_more(picked: Picked, told: _Told, pick: Pick, text: str) -> bool:
    """Whether something is asked of the rows that was not told, or of some of them."""
    if len(told.sheet.records) > 1:
        fewer = len(picked.rows) < len(told.sheet.records)
        return fewer or bool(pick.summed or pick.counted or picked.more) or picked.column != told.column  # fmt: skip
    if picked.more and not _OWN_AMOUNT.search(text):
        return True
    return picked.column != told.column or (pick.summed and _OWN_AMOUNT.search(text) is not None)


def _in_words(told: _Told, last: str, sources: Sources) -> Composed | None:
    """What the cells of another column say of the rows: whose they are, who pays, which class."""
    wanted = next((heads for asked, heads in _CELLS if asked.search(last)), None)
    if wanted is None or len(told.sheet.records) > _MOST:
        return None
    if len(told.sheet.records) > 1 and (one := _one_of(told, last)):
        told = told._replace(sheet=replace(told.sheet, records=(one,)))
    told = _with_column(told, wanted, sources)
    table = told.sheet.table
    columns = [
        c for c, path in enumerate(table.column_paths)
        if path and c not in told.figured and wanted.search(folded(path[-1])) and folded(path[-1]) != told.sheet.head
    ]  # fmt: skip
    if len(columns) != 1:
        return _under_head(told, wanted)
    document = sources.document(told.listed.doc_id)
    write = Writer(who={told.listed.doc_id: told.listed.unit_name or ""})
    whose = f"{period(told.listed.fiscal_year)}{told.listed.unit_name or ''}"
    head = folded(table.column_paths[columns[0]][-1])
    for record in told.sheet.records:
        if not _say_cell(write, document, told.sheet, record, columns[0], f"{whose}{{}}的{head}"):
            return None
    return write.done()


def _one_of(told: _Told, last: str) -> Record | None:
    """'第二名是哪个单位的', '最贵的是谁的': the one of the rows told that the turn means."""
    pick = pick_asked(last, told=True)
    order = pick.order if pick else None
    if order is None or (order.count > 1 and not order.nth):
        return None
    by = told.column
    rows = sorted(told.sheet.records, key=lambda r: r.figures[by].value or 0, reverse=not order.least)  # fmt: skip
    at = (order.nth or 1) - 1
    return rows[at] if at < len(rows) else None


def _with_column(told: _Told, wanted: re.Pattern[str], sources: Sources) -> _Told:
    """The rows where another table of the paper has the column that is asked for; else as they are."""
    if any(path and wanted.search(folded(path[-1])) and folded(path[-1]) != told.sheet.head for path in told.sheet.table.column_paths):  # fmt: skip
        return told
    names = [label_key(r.name) for r in told.sheet.records]
    facts = sources.facts([told.listed.doc_id])
    for sheet in sheets(sources.document(told.listed.doc_id), facts):
        if not any(path and wanted.search(folded(path[-1])) for path in sheet.table.column_paths):
            continue
        rows = [r for r in sheet.records if label_key(r.name) in names]
        if len(rows) == len(names):
            figured = frozenset(c for r in sheet.records for c in r.figures)
            column = min(rows[0].figures)
            return _Told(told.listed, replace(sheet, records=tuple(rows)), column, figured)
    return told


_MOST = 12
_SUMS = ("合计", "小计", "总计")


_LEFT = re.compile(
    r"(?:还|又)?(?:剩|省|结余|余)(?:下|了|着)?(?:的)?(?:是|有)?(?:多少|几)|(?:多少|几)(?:钱|万元?)?(?:没|未)(?:有)?(?:花|用|支|执行)|(?:没|未)(?:花|用|执行)(?:完|掉|出去)?(?:的)?(?:还)?(?:有|是)?多少"
)


def _left(told: _Told, last: str) -> Composed | None:
    """What a row told has left: its last budget of the year less what was spent of it."""
    columns = plan_and_spent(told.sheet) if _LEFT.search(last) else None
    if columns is None or len(told.sheet.records) != 1:
        return None
    record = told.sheet.records[0]
    facts = [record.figures[c] for c in columns if c in record.figures]
    write = Writer(who={told.listed.doc_id: told.listed.unit_name or ""})
    terms = [term for fact in facts if (term := write.term(fact))]
    computed = compute("difference", terms) if len(terms) == 2 else None
    if computed is None or computed.value < 0:
        return None
    write.kind = "computed"
    marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    write.say(f"{record.name}剩余：{computed.formula}{marks}。", [computed], core=True)
    year = facts[0].year
    write.derive(computed, record.name, "difference", str(year) if year else None)
    return write.done()


_SHARE = re.compile(
    r"占(?:了|到|去)?(?:全部|所有|整个|总的?|这张表)?(?:的)?(?P<what>[\u4e00-\u9fff]{0,6}?)(?:预算|支出|经费|资金|金额)?(?P<sum>总额|总数|总量|总计|合计|全部|总预算|大盘|总的|总金额|总价)?(?:的)?(?:百分之)?(?:多少|几成?|几|比例|比重|多大)"
)


def _share(told: _Told, last: str) -> Composed | None:
    """What share the rows told have of what their table prints as the sum of their column."""
    match = _SHARE.search(last)
    whole = told.sheet.totals.get(told.column)
    if match is None or whole is None or whole.value is None:
        return None
    title = folded(told.sheet.table.title + told.sheet.head)
    if not (match["what"] or match["sum"]) or match["what"] not in title:
        return None
    write = Writer(who={told.listed.doc_id: told.listed.unit_name or ""})
    terms = []
    for fact in (*(r.figures[told.column] for r in told.sheet.records), whole):
        terms += [term] if (term := write.term(fact)) else []
    computed = compute("share", terms) if len(terms) == len(told.sheet.records) + 1 else None
    if computed is None or computed.value > 100:
        return None
    write.kind = "computed"
    names = "、".join(record.name for record in told.sheet.records)
    marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    write.say(f"{names}占合计的 {plain(computed.value)}%：{computed.formula}{marks}。", [computed], core=True)  # fmt: skip
    year = told.sheet.records[0].figures[told.column].year
    write.derive(computed, names, "share", str(year) if year else None)
    return write.done()


def _under_head(told: _Told, wanted: re.Pattern[str]) -> Composed | None:
    """What stands in the columns under a head: the money of each fund under 资金来源."""
    paths = told.sheet.table.column_paths
    columns = [
        c
        for c in sorted(told.figured)
        if any(wanted.search(folded(label)) for label in paths[c][:-1])
        and label_key(paths[c][-1]) not in _SUMS
    ]
    write = Writer(who={told.listed.doc_id: told.listed.unit_name or ""})
    for record in told.sheet.records:
        for fact in (record.figures[c] for c in columns if c in record.figures):
            if fact.value:
                number = write.evidence(fact)
                head = folded(fact.column_path[-1])
                write.say(f"{record.name}的{head}：{value_text(fact)}{mark(number)}", core=True)
                write.state(fact, f"{record.name}{head}", number)
    return write.done() if write.figures else None


def _say_cell(
    write: Writer, document: Document, sheet: Sheet, record: Record, column: int, lead: str
) -> bool:
    cell = sheet.table.at(record.row, column)
    said = re.sub(r"\s+", "", cell.text) if cell else ""
    if cell is None or not said:
        return False
    line = cell_line(document, sheet.table, [cell])
    number = write.cite(line.citation, line.unit, (*line.labels, record.name, lead))
    write.say(f"{lead.format(record.name)}：{said}{mark(number)}", core=True)
    return True
