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

from ingest.document import Document
from ingest.facts import Fact
from retrieval.printed.prose import cell_line
from retrieval.rows.picked_answers import picked_said
from retrieval.rows.picked_rows import Picked, fitting
from retrieval.rows.records import Record, Sheet, sheets
from retrieval.scope.scope import Listed, read_scope
from retrieval.understand.pick_asked import Pick, pick_asked
from retrieval.understand.question import Query
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded, label_key
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import mark, period, value_text
from retrieval.writing.verify import Draft

__all__ = ["rows_told_answer"]

Answered = tuple[Understood, Composed | None]

_THEM = r"(?:它们?|他们|这些|那些|以上|上面|前面|这里面?|这里头|(?:[这那][几一两二三四五六七八九十\d]?)(?:个|项|笔|家|台|样|块|件|条|套|所)?(?:项目|单位|采购|设备|东西|村|学校|科目|钱)?)"
_LEADS = re.compile(
    rf"(?:那么?|哦|嗯|好的?|再问|请问|,)*(?:{_THEM}|其中|里[面头边]|当中|之中)(?:的|里面?|中|当中|各自|分别|各)*|(?:那么?)(?=加|一共|总共|合计|最|哪|各|分别|单价|数量|得分)"
)
_BARE = re.compile(
    r"(?:全部|都)?(?:加起来|加在一起|合起来|加总|一共|总共|合计|共计|总计|共(?=多少|几))|(?:金额)?最[大多高贵小少低便]|哪[一个项]*最|各(?:自|是)|分别|(?:自评|评价)?得分|(?:要|得|需要|打算|准备)?(?:买|采购|购置|配)?(?:了)?(?:多少|几)(?:个)?[台套辆件个张把](?:呢)?[?。]*$"
)
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
    told = _told(understood, composed, sources) if composed else None
    if told is None:
        return None
    again = replace(understood, query=Query(text=last, asked=last, scope=scope))
    found = _in_words(told, last, sources) or _of_rows(again, told, last)
    if found is None and len(told.sheet.records) > 1 and _AMONG.match(last) and _picks(last):
        found = Composed("not_found", Draft((), ()))
    return (again, found) if found else None


_AMONG = re.compile(rf"(?:那么?|,)*(?:{_THEM}|其中|里[面头边]|当中)")
"""Of rows told, and of no others: what they do not answer is not asked of all rows of the paper."""


def _picks(text: str) -> bool:
    pick = pick_asked(text, told=True)
    return pick is not None and bool(pick.bound or pick.order or pick.summed or pick.counted)


_ANY_COLUMN = re.compile(
    r"(?:那么?|它的?|其)?(?:单价|数量|人数|(?:自评)?得分|执行率|完成率|面积|编制(?:数|人数)?|实有(?:人数)?)(?:呢|(?:是|有|得)?(?:多少|几)(?:个)?(?:[人台套辆件分元]|万元?|平方米)?)(?:呢)?[?。]*"
)
"""Columns that are no money: a turn that names one of them alone asks it of the rows just told."""


def _leans(text: str) -> bool:
    """Whether a turn points at what was told, or only asks for an operation."""
    led = _LEADS.match(text) is not None or _BARE.match(text) is not None
    short = len(text) <= 14 and any(words.search(text) for words, _ in _CELLS)
    column = _ANY_COLUMN.fullmatch(text) is not None
    return (led or short or column) and _OTHER.search(text) is None


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
    table = told.sheet.table
    if wanted is None or len(told.sheet.records) > _MOST:
        return None
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


_MOST = 12
_SUMS = ("合计", "小计", "总计")


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
