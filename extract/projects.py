"""Projects with their amounts: rows of a table that names projects, else enumerations of prose.

    项目名称 社区老年食堂补助 | 功能科目 2081006 | 合计 86.00     -> {name '社区老年食堂补助', amount '86.00'}
    项目支出 146 万元：①老年食堂补助 86 万元；②适老化改造 60 万元   -> two projects

Takes a Sheet or the Prose, gives ListRows. Knows no other list and no schema file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from extract.kinds import Sheet
from extract.labels import fold, is_total
from extract.ledger import Column, Entry, Ledger, Row
from extract.narrative import Prose
from extract.project_lists import by_name
from extract.record import ListRow
from ingest.amount import Amount, Unit, number, plain
from ingest.facts import Fact
from ingest.figures.forms import is_form_table
from ingest.figures.sentences import Flat

__all__ = [
    "class_rows",
    "enumerations_of_projects",
    "form_amount",
    "project_forms",
    "project_row_names",
    "projects_of_forms",
    "projects_of_lines",
    "projects_of_table",
    "said_with_use",
]

_NAME_HEADS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:二级|三级|子|明细|具体)项目",
        r"项目名称|专项名称|项目支出名称|[(、/]项目\)(?:名称)?",
        r"^(?:支出)?项目$|>项目$|项目内容",
        r"一级项目|支出项目类别",
    )
)
_SPENT = re.compile(r"(?:全年|本年|项目|实际)?(?:预算)?(?:执行|支出|决算)(?:数|金额|额)")
_SUBTOTAL = re.compile(r"^(?:小计|合计|总计|其中:?)$|小计$")


def projects_of_table(sheet: Sheet) -> tuple[ListRow, ...]:
    """Every project, with the name of the column that is headed 项目名称."""
    ledger = sheet.ledger
    column = _amount_column(ledger)
    rows = []
    for row, name in project_row_names(ledger):
        entry = ledger.entry(row, column)
        amount = _wan(entry)
        if entry and amount is not None:
            rows.append(ListRow({"name": name, "amount": amount}, entry.fact.citation))
    total = _wan(ledger.entry(ledger.total_row, column))
    return by_name(rows, None if total is None else Decimal(total))


def _amount_column(ledger: Ledger) -> Column | None:
    """The column of a project's money: in a final account what was spent of it (全年执行数)."""
    if (ledger.document.info.kind or "").endswith("决算"):
        spent = (c for c in ledger.columns if _SPENT.fullmatch(c.name))
        if (found := next(spent, None)) is not None:
            return found
    return ledger.column("total")


def project_row_names(ledger: Ledger) -> list[tuple[Row, str]]:
    """The rows that stand for one project each; totals, units and subtotals are left out."""
    column = _name_column(ledger)
    rows = [row for row in ledger.rows if not row.total and not _is_unit(ledger, row, column)]
    if column is None:
        return [
            (row, row.path[-1]) for row in rows if row.label and not _SUBTOTAL.search(row.label)
        ]
    heads = class_rows(ledger)
    named = [(row, _name(ledger, row, column)) for row in rows if row.index not in heads]
    return [(row, name) for row, name in named if name and not _SUBTOTAL.search(fold(name))]


def class_rows(ledger: Ledger) -> set[int]:
    """The rows of items over their projects, by index: 2100401 疾控机构 126, then its projects 86 and 40.

    Every item of the table opens its run of rows with one code, prints fewer cells than they do, and
    most are the sum of theirs.
    """
    column = _amount_column(ledger)
    coded = [row for row in ledger.coded if not row.total]
    runs = [list(run) for _, run in groupby(coded, lambda row: row.code)]
    if column is None or not runs or any(len(run) < 2 for run in runs):
        return set()
    filled = Counter(cell.row for cell in ledger.table.cells if cell.text.strip())
    if any(filled[run[0].index] >= filled[row.index] for run in runs for row in run[1:]):
        return set()
    fitting = sum(_is_sum(ledger, column, *run) for run in runs)
    return {run[0].index for run in runs} if fitting * 2 > len(runs) else set()


def _is_sum(ledger: Ledger, column: Column, head: Row, *under: Row) -> bool:
    entries = [ledger.entry(row, column) for row in (head, *under)]
    whole, *parts = [e.yuan if e and e.printed else None for e in entries]
    amounts = [part for part in parts if part is not None]
    return whole is not None and len(amounts) == len(parts) and whole == sum(amounts)


def _is_unit(ledger: Ledger, row: Row, names: int | None) -> bool:
    """A unit's name over its projects; one that is numbered or coded like them is a project itself.

    A project's own row may name the unit in a column beside it: 项目名称 | 项目单位.
    """
    if not row.unit or names is None:
        return row.unit
    if (name := fold(_name(ledger, row, names))) and not fold(row.label).startswith(name):
        return False
    figures = {column.index for column in ledger.columns} | {names}
    others = (ledger.table.at(row.index, i) for i in range(*ledger.span) if i not in figures)
    return not any(
        cell and re.fullmatch(r"\d{1,3}|2\d{4}|2\d{6}", fold(cell.text)) for cell in others
    )


def _name_column(ledger: Ledger) -> int | None:
    """The column of project names: the innermost level that is printed."""
    start, end = ledger.span
    figures = {column.index for column in ledger.columns}
    for pattern in _NAME_HEADS:
        for index in range(start, end):
            head = fold(">".join(ledger.table.column_paths[index]))
            if index not in figures and pattern.search(head):
                return index
    return None


def _name(ledger: Ledger, row: Row, column: int) -> str:
    cell = ledger.table.at(row.index, column)
    text = re.sub(r"\s+", "", cell.text) if cell else ""
    return "" if is_total(text) else text


def _wan(entry: Entry | None) -> str | None:
    """In 万元, exact; None where nothing is printed or no unit is known."""
    if entry is None or not entry.printed or entry.fact.amount is None:
        return None
    return plain(entry.fact.amount.to(Unit.WAN))


_FORM_AMOUNTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"^[本当全]?年度?(?:项目)?(?:资金|预算|金额)(?:申请|安排)?(?:总额|合计|金额|资金)?$",
        r"^(?:项目)?(?:资金|预算|金额)(?:总额|合计|总计)?$|^总额$",
    )
)
"""What a form calls the money of the year, then that of the whole project."""


def projects_of_lines(facts: Sequence[Fact]) -> Iterator[ListRow]:
    """One project of every head of a form that is printed in lines: '当年预算（万元）：162.00'."""
    named = [f for f in facts if f.table is None and len(f.row_path) == 2 and _in_line(f)]
    for project in dict.fromkeys(fact.row_path[0] for fact in named):
        own = [fact for fact in named if fact.row_path[0] == project]
        of_kind = (f for money in _FORM_AMOUNTS for f in own if money.search(fold(f.item)))
        found = next(of_kind, None)
        if found is not None and found.amount is not None:
            values = {"name": project, "amount": plain(found.amount.to(Unit.WAN))}
            yield ListRow(values, found.citation)


def _in_line(fact: Fact) -> bool:
    """Printed as label and value, not in a sentence."""
    label, colon, value = fold(fact.citation.quote).partition(":")
    return bool(colon) and label.startswith(fold(fact.item)) and value == fold(fact.printed)


def projects_of_forms(sheets: Sequence[Sheet]) -> Iterator[ListRow]:
    """One project of every form that is headed 项目名称: its money of the year, else its money."""
    for sheet in project_forms(sheets):
        amounts = (
            amount for kind in range(len(_FORM_AMOUNTS)) if (amount := form_amount(sheet, kind))
        )
        found = next(amounts, None)
        if found is not None and found.amount is not None:
            values = {"name": found.row_path[0], "amount": plain(found.amount.to(Unit.WAN))}
            yield ListRow(values, found.citation)


def project_forms(sheets: Sequence[Sheet]) -> Iterator[Sheet]:
    """The forms of one project each."""
    for sheet in sheets:
        if is_form_table(sheet.ledger.table) and re.search("项目名称", _texts(sheet.ledger)):
            yield sheet


def form_amount(sheet: Sheet, kind: int) -> Fact | None:
    """The money of the year (0) or of the whole project (1) that a form prints."""
    facts = [f for f in sheet.ledger.cells.values() if len(f.row_path) == 2 and f.amount]
    return next((f for f in facts if _FORM_AMOUNTS[kind].search(fold(f.row_path[1]))), None)


def _texts(ledger: Ledger) -> str:
    return "|".join(fold(cell.text) for cell in ledger.table.cells)


_MONEY = r"(?P<a>\d[\d,]*(?:\.\d+)?)(?P<u>万元|元)"
_ENUMERATES = re.compile(
    r"项目[^。]{0,80}。?(?:其中|包括|具体为):|项目支出[^。;:]{0,60}?(?:主要有|主要是|主要为|分别为|如下|元):"
    r"|(?:具体|主要|各)项目(?:支出|开支|经费|安排)?(?:情况|明细)?(?:分别|具体)?(?:有|为|是|包括|如下):"
)
_ITEM = re.compile(
    rf"(?P<name>[^,;。:]{{2,50}}?)(?:为|安排|预算|经费预算|:)?{_MONEY}(?=[,、;。]|$)"
)
_NO_PROJECT = re.compile(
    r"支出$|拨款|基金|(?:单位|自有|财政|专户|其他|专项|中央|省级|市级|区级|县级|本级)资金$|^其中|预算$|结转|收入"
    r"|^(?:货物|工程|服务)类?$|经费拨款|人员经费|公用经费|科目|^(?:本级|机关|本部)|共$|^[一二三]类"
)
_NUMBERED = re.compile(
    rf"\(?\d{{1,2}}[)、.]*(?P<name>[一-鿿“《][^,;。:\d]{{1,40}}?)(?:,|为|安排|预算|资金|:)*{_MONEY}"
)


def enumerations_of_projects(prose: Prose) -> tuple[tuple[ListRow, ...], ...]:
    """Those inside the paragraphs of a section, numbered paragraphs too, section by section."""
    sections: dict[int | None, list[ListRow]] = {}
    for position, flat in enumerate(prose.flats):
        opening = _ENUMERATES.search(flat.text)
        found = sections.setdefault(prose.sections[position], [])
        if opening and opening.end() < len(flat.text):
            found += _enumerated(prose, flat, opening)
        elif opening:
            found += _numbered(prose, position)
    return tuple(tuple(rows) for rows in sections.values())


def _enumerated(prose: Prose, flat: Flat, opening: re.Match[str]) -> Iterator[ListRow]:
    start = opening.end()
    stop = flat.text.find("。", start)
    end = stop if stop >= 0 else len(flat.text)
    found = list(_ITEM.finditer(flat.text, start, end))
    names = [_bare(match["name"], place) for place, match in enumerate(found, 1)]
    if len(found) < 2 or any(not name or _NO_PROJECT.search(name) for name in names):
        return
    if _more_than_stated(flat, opening, found):
        return
    for match, name in zip(found, names, strict=True):
        yield _row(prose, flat, match, name)


def _more_than_stated(flat: Flat, opening: re.Match[str], found: Sequence[re.Match[str]]) -> bool:
    """The items come to more than the 项目支出 that the sentence states."""
    stated = list(re.finditer(_MONEY, flat.text[opening.start() : opening.end()]))
    if not stated:
        return False
    return sum(map(_yuan, found), Decimal(0)) > _yuan(stated[-1]) * Decimal("1.001")


def _yuan(found: re.Match[str]) -> Decimal:
    return (number(found["a"]) or Decimal(0)) * Unit(found["u"]).yuan


def _bare(name: str, place: int) -> str:
    """The name without its list mark: '2.老年食堂', '(2)老年食堂', '②老年食堂' (folded to '2老年食堂')."""
    marked = re.match(rf"[、和及\s]*(?:\({place}\)|{place}(?!\d)[.、)]?)", name)
    bare = name[marked.end() :] if marked else name
    return re.sub(r"^(?:、|和|及|以及|其中)+", "", bare).strip('“”"、')


def _numbered(prose: Prose, opening: int) -> Iterator[ListRow]:
    """Paragraphs '1.…', '（2）…' of the same section that follow a sentence ending in a colon."""
    rows = []
    for flat, section in zip(
        prose.flats[opening + 1 :], prose.sections[opening + 1 :], strict=True
    ):
        match = _NUMBERED.match(flat.text) if section == prose.sections[opening] else None
        if match is None or _NO_PROJECT.search(match["name"]):
            break
        rows.append(_row(prose, flat, match, match["name"]))
    if len(rows) >= 2:
        yield from rows


_SPLIT_OF_PROJECTS = re.compile(
    rf"(?<![一-鿿])项目支出(?:[^。;,\d]{{0,12}}?(?:20\d\d年)?[^。;,\d]{{0,10}}?){_MONEY}[^;\d]{{0,80}}?其中:"
)
_WITH_USE = re.compile(
    rf"(?P<name>[^\d,;。:]{{3,50}}?)(?:支出|经费|资金)?{_MONEY}(?:,[^;。\d]*(?:\d[^;。]*)?)?[;。]"
)


_UNQUOTED = re.compile(r"^[“\"]([^“”\"]*)[”\"]$")


def said_with_use(prose: Prose, classes: Collection[str]) -> tuple[tuple[ListRow, ...], ...]:
    """'项目支出434.50万元…其中：甲支出186.50万元，主要用于…；乙支出248.00万元，主要用于…。'

    Only where the items make up the 项目支出 that the sentence states, and none is a class of a table.
    """
    lists = []
    for flat in prose.flats:
        if opening := _SPLIT_OF_PROJECTS.search(flat.text):
            items = [
                found
                for found in _WITH_USE.finditer(flat.text, opening.end())
                if "其中" not in found["name"]
            ]
            names = [_UNQUOTED.sub(r"\1", found["name"]) for found in items]
            whole = sum(map(_yuan, items), Decimal(0)) == _yuan(opening)
            plain_names = not any(name in classes or f"{name}支出" in classes for name in names)
            if len(items) > 1 and whole and plain_names:
                rows = zip(items, names, strict=True)
                lists.append(tuple(_row(prose, flat, found, name) for found, name in rows))
    return tuple(lists)


def _row(prose: Prose, flat: Flat, found: re.Match[str], name: str) -> ListRow:
    amount = Amount(number(found["a"]) or Decimal(0), Unit(found["u"]), found["a"])
    cited = prose.document.cite_spans(flat.pieces(found.start(), found.end()))
    return ListRow({"name": name, "amount": plain(amount.to(Unit.WAN))}, cited)
