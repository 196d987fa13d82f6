"""Scorers of records and tables: an extraction line or table lines against gold. Pure.

Precision and recall by field: a value that agrees is right; a value where the gold has another is
both a miss and a false one; nothing where the gold has a value is a miss. A field whose gold is
marked ambiguous counts only when it agrees.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from evals.cases import Field_, RecordGold, TableGold, TablesGold
from evals.scorers import fold
from ingest.amount import number

__all__ = ["Counts", "TableScore", "score_info", "score_record", "score_rows", "score_tables"]

_TEXT_FIELDS = {"unit_name"}


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives and misses, with what went wrong in words."""

    right: int = 0
    false: int = 0
    missed: int = 0
    wrong: tuple[str, ...] = ()

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right,
            self.false + other.false,
            self.missed + other.missed,
            self.wrong + other.wrong,
        )

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 when nothing was due and nothing given."""
        total = 2 * self.right + self.false + self.missed
        return 2 * self.right / total if total else 1.0


def score_record(gold: RecordGold, record: Mapping[str, Any]) -> Counts:
    """Every scalar field of one record."""
    counts = Counts()
    for name, field in gold.fields.items():
        counts += _score_field(name, field, record.get(name))
    return counts


def _score_field(name: str, gold: Field_, given: Any) -> Counts:
    value, state = _given(given)
    if _agrees(name, gold, value, state):
        return Counts(right=1) if gold.state != "not_stated" else Counts()
    if gold.ambiguous:
        return Counts()
    said = f"{name}：应为 {gold.value or gold.state}，得到 {value or state}"
    if value is None:
        return Counts(missed=1, wrong=(said,))
    if gold.state == "not_stated":
        return Counts(false=1, wrong=(said,))
    return Counts(false=1, missed=1, wrong=(said,))


def _given(given: Any) -> tuple[str | None, str]:
    """Value and state of a field, whether it is {"value", "state"} or a bare value."""
    if isinstance(given, Mapping):
        value = given.get("value")
        return (None if value is None else str(value)), str(given.get("state"))
    return (None, "not_stated") if given is None else (str(given), "value")


def _agrees(name: str, gold: Field_, value: str | None, state: str) -> bool:
    if gold.state == "not_stated":
        return value is None and state == "not_stated"
    none_due = "stated_none" in (gold.state, gold.alternative_state)
    if none_due and (state == "stated_none" or (value is not None and number(value) == 0)):
        return True
    accepted = [v for v in (gold.value, gold.alternative) if v is not None]
    if value is None:
        return False
    if gold.must_not_contain and gold.must_not_contain in value:
        return False
    return any(_same_value(name, wanted, value) for wanted in accepted)


def _same_value(name: str, wanted: str, value: str) -> bool:
    if name in _TEXT_FIELDS:
        return fold(wanted) == fold(value)
    a, b = number(wanted), number(value)
    if a is None or b is None:
        return fold(wanted) == fold(value)
    return a == b


def score_rows(
    gold: Sequence[Mapping[str, str | None]], rows: Sequence[Mapping[str, Any]], key: str
) -> Counts:
    """Rows of a list, matched by their key; every other gold column must agree as a number or text."""
    given = {fold(str(row.get(key) or "")): row for row in rows}
    counts = Counts()
    for wanted in gold:
        row = given.pop(fold(str(wanted.get(key) or "")), None)
        counts += _score_row(wanted, row, key)
    return counts + Counts(false=len(given), wrong=tuple(f"多出 {k}" for k in given))


def _score_row(wanted: Mapping[str, str | None], row: Mapping[str, Any] | None, key: str) -> Counts:
    if row is None:
        return Counts(missed=1, wrong=(f"缺 {wanted.get(key)}",))
    bad = [
        n
        for n in ("total", "basic", "project", "amount")
        if not _same_cell(wanted.get(n), row.get(n))
    ]
    if not bad:
        return Counts(right=1)
    said = f"{wanted.get(key)}：{bad[0]} 应为 {wanted.get(bad[0])}，得到 {row.get(bad[0])}"
    return Counts(false=1, missed=1, wrong=(said,))


def _same_cell(wanted: str | None, given: Any) -> bool:
    a = number(wanted or "0")
    b = number(str(given) if given is not None else "0")
    return a == b


class TableScore(NamedTuple):
    """How one printed table was read."""

    title: str
    found: bool
    rows: bool
    columns: bool
    header: bool
    unit: bool
    total: bool
    said: str


def score_info(gold: TablesGold, info: Mapping[str, Any]) -> dict[str, bool]:
    """Unit name, fiscal year and kind; a blank form has no unit name, or its placeholder."""
    names = {fold(n) for n in (gold.unit_name, *gold.unit_name_alternatives) if n}
    name = info.get("unit_name")
    nameless = not names or gold.unit_name_is_placeholder or None in gold.unit_name_alternatives
    right_name = fold(name) in names if name else nameless
    return {
        "unit_name": right_name
        and not any(bad in (name or "") for bad in gold.unit_name_forbidden),
        "fiscal_year": info.get("fiscal_year") == gold.fiscal_year,
        "kind": info.get("kind") in (gold.kind, *gold.kind_alternatives),
    }


def score_tables(gold: TablesGold, tables: Sequence[Mapping[str, Any]]) -> list[TableScore]:
    """Align the printed tables with those read, in order, and compare each."""
    return [_score_table(wanted, given) for wanted, given in _align(gold.tables, tables)]


def _align(
    gold: Sequence[TableGold], tables: Sequence[Mapping[str, Any]]
) -> list[tuple[TableGold, Mapping[str, Any] | None]]:
    """Best pairing in which each read table serves once; likeness of title, pages, size, cells."""
    scored = sorted(
        ((_likeness(g, t), i, j) for i, g in enumerate(gold) for j, t in enumerate(tables)),
        reverse=True,
    )
    chosen: dict[int, int] = {}
    used: set[int] = set()
    for likeness, i, j in scored:
        if likeness >= 2 and i not in chosen and j not in used:
            chosen[i] = j
            used.add(j)
    return [(g, tables[chosen[i]] if i in chosen else None) for i, g in enumerate(gold)]


def _likeness(gold: TableGold, table: Mapping[str, Any]) -> float:
    titles = [fold(str(t)) for t in gold.accepted("title") if t]
    title = max(
        (SequenceMatcher(None, t, fold(table["table_title"])).ratio() for t in titles), default=0.5
    )
    rows = [tuple(map(fold, row)) for row in table["grid"]]
    edge = [tuple(map(fold, r)) for r in (gold.first_row, gold.last_row) if r]
    cells = sum(max((_row_likeness(e, r) for r in rows), default=0.0) for e in edge)
    page = 1.0 if gold.pages and set(gold.pages) & set(table["pages"]) else 0.0
    size = 1.0 if table["rows"] in gold.accepted("rows") else 0.0
    return 2 * title + cells + page + size / 2


def _row_likeness(a: Sequence[str], b: Sequence[str]) -> float:
    left, right = [c for c in a if c], [c for c in b if c]
    return 2 * len(set(left) & set(right)) / (len(left) + len(right)) if left or right else 0.0


def _score_table(gold: TableGold, table: Mapping[str, Any] | None) -> TableScore:
    title = gold.title or gold.number or "（无标题）"
    if table is None:
        return TableScore(title, False, False, False, False, False, False, "没有读到")
    checks = {
        "rows": table["rows"] in gold.accepted("rows"),
        "columns": table["columns"] in gold.accepted("columns"),
        "header": table["header_rows"] in gold.accepted("header_rows"),
        "unit": fold(str(table["unit"])) == fold(str(gold.unit)),
        "total": _same_total(gold, table["checksum_total"]),
    }
    said = "；".join(
        f"{name} 应为 {wanted} 得到 {got}"
        for name, wanted, got in (
            ("rows", gold.rows, table["rows"]),
            ("columns", gold.columns, table["columns"]),
            ("header", gold.header_rows, table["header_rows"]),
            ("unit", gold.unit, table["unit"]),
            ("total", gold.checksum_total, table["checksum_total"]),
        )
        if not checks[name]
    )
    return TableScore(title, True, **checks, said=said)


def _same_total(gold: TableGold, given: str | None) -> bool:
    accepted = gold.accepted("checksum_total")
    if given is None:
        return None in accepted
    return any(w is not None and number(str(w)) == number(given) for w in accepted)
