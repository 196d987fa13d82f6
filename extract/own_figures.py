"""One field of a user's schema becomes a Figure: its label among the rows, columns and sentences.

Takes an OwnField and the Facts of a document, gives a Figure; a field that fits two rows with
different figures is not stated, with the reason. Knows no table by name.

    {label: 公务接待费, where: {tables: [三公]}}  ->  the cell of this year under 公务接待费
    two tables print 基本支出, 760.50 and 700.00  ->  not_stated，“基本支出”有 2 个不同的数：760.50（…）、700.00（…）
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extract.ground import Coverage
from extract.labels import fold, is_total
from extract.own_names import called
from extract.own_schema import OwnField
from extract.record import Alternative, Figure
from ingest.amount import Amount, Unit, number, printed_place
from ingest.document import Document
from ingest.facts import Fact

__all__ = ["Readings", "figure_of_label", "in_unit", "printed_amount", "says_done"]

_SURE = 0.8
_YEAR = re.compile(
    r"(?:(?:19|20)\d\d年?(?:度)?|本年(?:度)?|上年(?:度)?)?(?:年初|全年|调整后?)?(?:支出)?(?:预算|决算|执行)?数?"
)
_TABLE_OF = re.compile(r"^(?:部门|单位)|(?:预算|决算)?(?:情况|明细|汇总)?(?:总)?表$")
"""What a title says beside the thing its table is of: 2024年度“三公”经费支出决算表."""
_WHOLE = re.compile(r"合计|总计|小计")


@dataclass(frozen=True)
class Readings:
    """What is looked through: a document, its facts, and the checks that cover its places."""

    document: Document
    facts: Sequence[Fact]
    coverage: Coverage

    def title(self, fact: Fact) -> str:
        """The title of the table a fact stands in, folded."""
        return "" if fact.table is None else fold(self.document.tables[fact.table].name)


def figure_of_label(field: OwnField, readings: Readings, unit: Unit) -> Figure:
    """The value under the first of the field's names that is printed."""
    made = Figure(None, "not_stated")
    for name in field.names:
        made = _figure(field, name, readings, unit)
        if made.state != "not_stated" or made.reason or field.code:
            break
    return made


def _figure(field: OwnField, name: str, readings: Readings, unit: Unit) -> Figure:
    """The value where one row or sentence is meant, else not stated with the reason."""
    found = [fact for fact in readings.facts if _speaks_of(field, name, fact, readings)]
    printed = [fact for fact in found if fact.state == "printed" and fact.value is not None]
    table = _narrowed([fact for fact in printed if fact.table is not None], field)
    prose = [fact for fact in printed if fact.table is None]
    chosen = table or prose
    if not chosen:
        return _none(found, readings, field, unit)
    groups = _apart(chosen)
    if len(groups) > 1:
        groups = _apart(_of_all_money(chosen, field, readings)) or groups
    if len(groups) > 1:
        return Figure(None, "not_stated", reason=_ambiguous(field, groups, readings))
    best = min((*groups[0], *_agreeing(prose, groups[0])), key=_place)
    others = _apart([fact for fact in prose if not _same(fact, best)]) if table else []
    apart = tuple(
        Alternative(in_unit(group[0], unit), group[0].citation, "正文") for group in others
    )
    return Figure(
        value=in_unit(best, unit),
        state="value",
        evidence=best.citation,
        how="表格" if best.table is not None else "正文",
        checks=readings.coverage.of(best.citation),
        printed=best.printed,
        alternatives=apart,
        unit=_unit(field, unit),
    )


_ANY_TOTAL = re.compile(r"总计|合计|总额|总收入|总支出|收入$|支出$")
_FUNDS = ("财政拨款", "一般公共预算", "政府性基金", "国有资本", "基本支出", "项目支出")


def _of_all_money(facts: Sequence[Fact], field: OwnField, readings: Readings) -> list[Fact]:
    """A label that names no fund means the tables of all money: 收支总表, not 财政拨款收支总表."""
    named = fold("".join((*field.names, *field.where.tables, *field.where.columns)))
    narrow = [word for word in _FUNDS if word not in named]
    if not _ANY_TOTAL.search(named):
        return []
    return [f for f in facts if not any(word in readings.title(f) for word in narrow)]


def _unit(field: OwnField, unit: Unit) -> str | None:
    return {"amount": str(unit), "percent": "%"}.get(field.type)


def _none(found: Sequence[Fact], readings: Readings, field: OwnField, unit: Unit) -> Figure:
    """写明没有, where a sentence says so; else nothing."""
    said = next((fact for fact in found if fact.state == "stated_none"), None)
    if said is None:
        return Figure(None, "not_stated")
    how = "表格" if said.table is not None else "正文"
    marks = readings.coverage.of(said.citation)
    return Figure(
        Decimal(0), "stated_none", said.citation, how, marks, said.printed, unit=_unit(field, unit)
    )


def in_unit(fact: Fact, unit: Unit) -> Decimal:
    """An amount in the unit of the schema, exact; other figures as they are."""
    amount = fact.amount
    return (fact.value or Decimal(0)) if amount is None else amount.to(unit)


def _speaks_of(field: OwnField, name: str, fact: Fact, readings: Readings) -> bool:
    """The right kind, year and stage, and called so by its row, its column or its sentence."""
    if fact.kind != field.type or fact.confidence < _SURE or fact.scope != "部门":
        return False
    if "完成" in field.label and field.type == "percent" and not says_done(fact, readings.document):
        return False
    if fact.measure == "change" or (fact.measure == "rate" and field.type != "percent"):
        return False
    return (
        _timely(field, fact, readings.document)
        and _placed(field, fact, readings)
        and _called(field, name, fact, readings)
    )


def says_done(fact: Fact, document: Document) -> bool:
    """A percentage of what was to be done: '完成年初预算的 98.20%', or a column headed 完成率."""
    before = re.sub(r"\s", "", document.text[max(0, fact.at.start - 20) : fact.at.start])
    near = re.split(r"[，,。；;]", before)[-1]
    return "完成" in "".join(fact.column_path) if fact.table is not None else "完成" in near


def _timely(field: OwnField, fact: Fact, document: Document) -> bool:
    fiscal = document.info.fiscal_year
    wanted = None if fiscal is None else fiscal - (field.year == "last")
    if fact.year is not None and wanted is not None and fact.year != wanted:
        return False
    if field.type == "percent" and "完成" in field.label:
        return True
    if field.stage:
        return fact.stage == field.stage
    account = (document.info.kind or "").endswith("决算") and field.type == "amount"
    return not account or fact.stage in ("决算", None)


def _placed(field: OwnField, fact: Fact, readings: Readings) -> bool:
    where = field.where
    if fact.table is None:
        if where.tables and not where.sections:
            return False
        return not where.sections or _any(where.sections, fold(fact.citation.section))
    if (
        where.sections
        and not where.tables
        and not _any(where.sections, fold(fact.citation.section))
    ):
        return False
    if where.tables and not _any(where.tables, readings.title(fact)):
        return False
    return not where.columns or _any(where.columns, fold(">".join(fact.column_path)))


def _any(words: Sequence[str], text: str) -> bool:
    return any(fold(word) in text for word in words)


def _called(field: OwnField, name: str, fact: Fact, readings: Readings) -> bool:
    """By its row or sentence, by its column, or as the total of a table that is named so."""
    if field.code:
        return fact.code == field.code
    if called(name, fact.item):
        return True
    if fact.table is None or not (is_total(fact.item) or _YEAR.fullmatch(fold(fact.item))):
        return False
    heads = [
        head
        for head in map(fold, fact.column_path)
        if not (_WHOLE.fullmatch(head) or _YEAR.fullmatch(head) or head.startswith("完成"))
    ]
    if heads:
        return called(name, heads[-1])
    return called(name, _TABLE_OF.sub("", fold(readings.document.tables[fact.table].title)))


def _narrowed(facts: Sequence[Fact], field: OwnField) -> list[Fact]:
    """Of the columns of one row the one of the whole: 合计 before 基本支出 and 项目支出."""
    return [fact for row in _rows(facts) for fact in _whole(row, field)]


def _rows(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    rows: dict[tuple[int | None, int | None], list[Fact]] = {}
    for fact in facts:
        rows.setdefault((fact.table, fact.row), []).append(fact)
    yield from rows.values()


def _whole(row: list[Fact], field: OwnField) -> list[Fact]:
    whole = [fact for fact in row if any(_WHOLE.search(fold(head)) for head in fact.column_path)]
    return whole if len(row) > 1 and whole and not field.where.columns else row


def _place(fact: Fact) -> Decimal:
    amount = fact.amount
    return amount.place_yuan if amount else printed_place(fact.printed)


def _exact(fact: Fact) -> Decimal:
    amount = fact.amount
    return amount.yuan if amount else fact.value or Decimal(0)


def _same(one: Fact, other: Fact) -> bool:
    """Equal within half a printed place of the coarser."""
    return abs(_exact(one) - _exact(other)) * 2 <= max(_place(one), _place(other))


def _apart(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Facts that print the same figure together; more than one group means that they disagree."""
    groups: list[list[Fact]] = []
    for fact in sorted(facts, key=_place):
        group = next((group for group in groups if _same(group[0], fact)), None)
        if group is None:
            groups.append([fact])
        else:
            group.append(fact)
    return groups


def _agreeing(prose: Sequence[Fact], group: Sequence[Fact]) -> list[Fact]:
    return [fact for fact in prose if _same(fact, group[0])]


def _ambiguous(field: OwnField, groups: Sequence[Sequence[Fact]], readings: Readings) -> str:
    shown = [f"{group[0].printed}（{_where(group[0], readings)}）" for group in groups[:4]]
    more = f"等 {len(groups)} 个" if len(groups) > 4 else ""
    said = f"“{field.label}”有 {len(groups)} 个不同的数：{'、'.join(shown)}{more}"
    return f"{said}；请用 where 写明在哪张表、哪一列"


def _where(fact: Fact, readings: Readings) -> str:
    if fact.table is None:
        return fact.citation.place
    head = fold(fact.column_path[-1]) if fact.column_path else ""
    return "/".join(part for part in (readings.title(fact), head) if part)


def printed_amount(text: str, unit: Unit | None, wanted: Unit) -> Decimal | None:
    """The number of a cell in the wanted unit; None where it is none or no unit is known."""
    value = number(text)
    return None if value is None or unit is None else Amount(value, unit, text).to(wanted)
