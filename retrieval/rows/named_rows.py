"""Projects asked for by a part of their names where more than one figure is needed.

Takes an Understood and Sources, gives a Composed answer or None: several projects added, one as a
share of all projects, one in two years. A part of a name must fit one row of the table and no other;
where one operand is not found there is no answer. Knows nothing of single figures.

    '公厕维护和照明电费两项合计多少'       ->  the two rows, added
    '灌区改造项目比2023年少安排多少'        ->  the row of each year's document, and the difference
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.amount import plain
from ingest.document import Table
from ingest.facts import Fact
from retrieval.figures.cell_lines import writer
from retrieval.rows.classed_rows import NamedRow, project_rows
from retrieval.scope.scope import Listed
from retrieval.understand.question import Query
from retrieval.understand.reading import Target, Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded, label_key
from retrieval.writing.arithmetic import Operation, compute
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["named_rows_answer"]

_ADDED = re.compile(
    r"(?P<names>[^,?。]{4,60}?)(?:这)?(?:[两二三四][项个笔者])?(?:项目)?(?:一共|总共|共计|合计|加起来|之和|相加|总和)[^,?。]{0,12}[?。]*$"
)
_OF_ALL = re.compile(
    r"(?P<name>[^,?。]{3,40}?)(?:项目|经费|支出|资金)?占(?:了|到)?(?:全部|所有|整个)?(?:项目支出|项目)(?:预算|支出)?(?:总额|合计|总数|总量|总计)?(?:的)?(?:比重|比例|占比|多少|百分之|几成|[?。]|$)"
)
_BETWEEN = re.compile(
    r"(?P<name>[^,?。(]{3,40}?)(?:项目|经费|资金)?(?:比|较|和|与)\|+(?:年度?)?(?:的)?(?:相比)?(?:[多少增减](?:安排|加|少|支出|投入|列支)?|变化|相差|差)(?:了)?(?:多少|几)"
)
_FORM = re.compile(r"\([^()]*\)")
_FUND = re.compile(r"一般公共预算|政府性基金|国有资本经营")
_JOINER = re.compile(r"、|和|与|以及|及|加上?|跟")
_ENDS = re.compile(
    r"^(?:的|年度?|预算|安排|里|中|\|)+|(?:的|项目|经费|支出|预算|安排|资金|这|各|\|)+$"
)


class _Found(NamedTuple):
    """A row with the document and the table it is of."""

    row: NamedRow
    table: Table
    listed: Listed


def named_rows_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The sum, the share or the difference of projects named by parts of their names."""
    query = understood.query
    text = _FORM.sub("", _free(query))
    if not query.residue or query.asks("reason") or query.topics:
        return None
    if query.asks("sum") and (match := _ADDED.search(text)):
        return _sum(understood, sources, match["names"])
    if query.asks("share") and (match := _OF_ALL.search(text)):
        return _share(understood, sources, match["name"])
    if query.asks("difference", "change") and (match := _BETWEEN.search(text)):
        return _difference(understood, sources, match["name"])
    return None


def _free(query: Query) -> str:
    """The question with a stroke for every unit and year."""
    chars = list(query.asked or query.text)
    for span in query.scope.taken:
        chars[span.start : span.end] = "|" * (span.end - span.start)
    return "".join(chars)


# ── which rows ───────────────────────────────────────────────────────────────────────────────


def _bare(name: str) -> str:
    return _ENDS.sub("", label_key(name.strip("|")).strip("|"))


def _rows_named(
    understood: Understood, sources: Sources, listed: Listed, year: int | None, names: Sequence[str]
) -> list[_Found]:
    """The row of each name, all of one table; none where a name fits no row or several."""
    facts = [f for f in understood.facts_of([listed]) if f.year in (year, None)]
    if (listed.kind or "").endswith("决算"):
        facts = [f for f in facts if f.stage in ("决算", None)]
    for table, rows in project_rows(sources.document(listed.doc_id), facts):
        found = [_one(rows, name) for name in names]
        kept = [_Found(row, table, listed) for row in found if row]
        if len(kept) == len(names) and len({f.row.name for f in kept}) == len(names):
            return kept
    return []


def _one(rows: Sequence[NamedRow], name: str) -> NamedRow | None:
    """The only row whose name holds all of the words, in their order."""
    if len(name) < 3:
        return None
    keys = [(label_key(row.name), row) for row in rows]
    whole = [row for key, row in keys if name in key]
    loose = [row for key, row in keys if key.startswith(name[:2]) and _in_order(name, key)]
    fitting = whole or (loose if len(name) > 3 else [])
    return fitting[0] if len(fitting) == 1 else None


def _in_order(name: str, key: str) -> bool:
    """'灌区改造' in '灌区续建与改造': its characters one after another, and half of the name."""
    rest = iter(key)
    return all(char in rest for char in name) and len(name) * 2 >= len(key)


def _single(understood: Understood) -> Target | None:
    targets = understood.own_targets
    return targets[0] if len(targets) == 1 else None


# ── answers ──────────────────────────────────────────────────────────────────────────────────


def _sum(understood: Understood, sources: Sources, said: str) -> Composed | None:
    names = [_bare(part) for part in _JOINER.split(said)]
    target = _single(understood)
    if target is None or len(names) < 2:
        return None
    found = _rows_named(understood, sources, target.own[0], target.year, names)
    return _computed(understood, found, "sum", "合计") if found else None


def _share(understood: Understood, sources: Sources, said: str) -> Composed | None:
    target = _single(understood)
    if target is None:
        return None
    listed = target.own[0]
    found = _rows_named(understood, sources, listed, target.year, [_bare(said)])
    if not found:
        return None
    whole = _total(understood.facts_of([listed]), found[0])
    if whole is None:
        return None
    row = NamedRow("项目支出合计", whole, (), ())
    return _computed(understood, [*found, _Found(row, found[0].table, listed)], "share", "占比")


def _total(facts: Sequence[Fact], found: _Found) -> Fact | None:
    """The total of the table's column, where the table is of all projects and not of one fund."""
    title = folded(found.table.title)
    if re.search(r"一般公共|政府性基金|国有资本|转移支付|专项(?!业务)", title):
        return None
    column = (found.row.fact.table, found.row.fact.column)
    totals = [f for f in facts if (f.table, f.column) == column and f.value]
    totals = [f for f in totals if label_key(f.item) in ("合计", "总计")]
    return totals[0] if totals else None


def _difference(understood: Understood, sources: Sources, said: str) -> Composed | None:
    """The project in the documents of two years, each in the table of the same title."""
    rows = _of_two_years(understood)
    name = _bare(said)
    found = [
        found
        for row in rows
        for found in _rows_named(understood, sources, row, row.fiscal_year, [name])
    ]
    same = len(found) == 2 and _title(found[0].table) == _title(found[1].table)
    return _computed(understood, found, "difference", "差额") if same else None


def _of_two_years(understood: Understood) -> list[Listed]:
    """One unit's documents of the same kind of two years, the later first; none where there are more."""
    targets = understood.own_targets
    if not targets or len({t.unit for t in targets}) > 1:
        return []
    first = max(targets, key=lambda t: t.year or 0).own[0]
    scope = understood.query.scope
    years = {t.year for t in targets} | set(scope.compared)
    others = [
        row
        for row in understood.documents
        if (row.unit_name, row.kind) == (first.unit_name, first.kind)
        and row.fiscal_year in years - {first.fiscal_year}
    ]
    return [first, *others] if len(others) == 1 else []


def _title(table: Table) -> str:
    return re.sub(r"\d+年度?|\d{4}", "", folded(table.title))


def _computed(
    understood: Understood, found: Sequence[_Found], operation: Operation, lead: str
) -> Composed | None:
    write = writer(understood)
    for one in found:
        _say(write, one)
    terms = [term for one in found if (term := write.term(one.row.fact))]
    computed = compute(operation, terms) if len(terms) == len(found) else None
    if computed is None or (operation == "share" and computed.value > 100):
        return None
    write.kind = "computed"
    marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    text = f"{lead}：{computed.formula}{marks}。"
    if operation == "share":
        text = (
            f"{found[0].row.name}占项目支出的 {plain(computed.value)}%：{computed.formula}{marks}。"
        )
    write.say(text, [computed], core=True)
    names = "、".join(dict.fromkeys(one.row.name for one in found))
    write.derive(computed, names, operation, None)
    return write.done()


def _say(write: Writer, found: _Found) -> None:
    fact = found.row.fact
    number = write.evidence(fact)
    fund = _FUND.search(folded(found.table.title))
    of = f"（{fund[0]}）" if fund else ""
    lead = f"{period(fact.year)}{found.listed.unit_name or ''}{found.row.name}{of}"
    write.say(f"{lead}为 {value_text(fact)}{mark(number)}。", core=True)
    write.state(fact, label_key(found.row.name), number)
