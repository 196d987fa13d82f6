"""The right record of a composed document: what its tables print, else what its text says.

Takes a Disclosure that `compose` made, gives fields and lists of the `departmental_budget` schema
in 万元, as `cases.RecordGold` reads them. A final account gives its 决算 figures.

    'basic_expenditure': {'value': '1872.17', 'state': 'value', 'quote': '1,872.17'}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from evals.synthesis.disclosure import Disclosure, Table
from evals.synthesis.faults_tables import Spot, spots
from evals.synthesis.records import FieldTruth, Row
from ingest.amount import plain

__all__ = ["composed_fields", "composed_lists", "level_spots"]

_MONEY = r"(?P<x>\d+(?:\.\d+)?)(?P<u>万元|亿元|元)"
_YUAN = {"元": Decimal(1), "万元": Decimal(10000), "亿元": Decimal(100000000)}


class _Wanted(NamedTuple):
    """Where a field stands: cells (table key, row, column) in order, else a paragraph."""

    field: str
    cells: tuple[tuple[str, str, str], ...]
    key: str = ""
    text: str = ""


_ALL = "合计|小计|总计|金额"
_WANTED = (
    _Wanted("total_income", (("balance", "^收入总计$", ""), ("income", "^合计$", "合计|总计")), "income", "总额为"),
    _Wanted("total_expenditure", (("balance", "^支出总计$", ""), ("expenditure", "^合计$", _ALL)), "expenditure", "总额为"),
    _Wanted("general_public_budget", (("balance", "一般公共预算$", ""), ("appropriation", "一般公共预算拨款", ""))),
    _Wanted("gov_fund_budget", (("balance", "政府性基金预算$", ""), ("appropriation", "政府性基金预算拨款", "")), "fund", "支出"),
    _Wanted("basic_expenditure", (("expenditure", "^合计$", "^基本支出"), ("economic", "^合计$", "^合计|^金额")), "expenditure", "基本支出"),
    _Wanted("project_expenditure", (("expenditure", "^合计$", "^项目支出"),), "expenditure", "项目支出"),
    _Wanted("personnel_expenditure", (("economic", "^合计$", "人员经费"),), "expenditure", "人员经费"),
    _Wanted("public_expenditure", (("economic", "^合计$", "公用经费"),), "expenditure", "公用经费"),
    _Wanted("individual_family_subsidy", (("economic", "对个人和家庭的补助", "合计|金额"),)),
    _Wanted("sangong_total", (("sangong", "^合计$", "数"), ("sangong", "^$|^{y}年$", "^合计")), "sangong", "“三公”经费"),
    _Wanted("sangong_abroad", (("sangong", "因公出国", ""), ("sangong", "^$|^{y}年$", "因公出国")), "abroad", "费"),
    _Wanted("sangong_reception", (("sangong", "公务接待", ""), ("sangong", "^$|^{y}年$", "公务接待")), "reception", "费"),
    _Wanted("sangong_vehicle_purchase", (("sangong", "购置费$", ""), ("sangong", "^$|^{y}年$", "购置费"))),
    _Wanted("sangong_vehicle_operation", (("sangong", "运行维护费$", ""), ("sangong", "^$|^{y}年$", "运行(?:维护)?费(?:（|$)"))),
    _Wanted("operating_expenses", (("sangong", "^$", "机关运行经费"),), "operating", "机关运行经费"),
    _Wanted("procurement_total", (("procurement", "^合计$", ""),), "procurement", "总额"),
    _Wanted("prior_year_carryover", (("balance", "^上年结转$", ""),), "income", "上年结转"),
)  # fmt: skip
_COUNTS = (
    ("staff_authorized", r"编制(\d+)人"), ("staff_actual", r"实有在职人员(\d+)人"),
    ("retirees", r"离退休人员(\d+)人"), ("vehicles", r"公务用车(\d+)辆"),
)  # fmt: skip


def level_spots(made: Disclosure, table: Table) -> Iterator[Spot]:
    """The figures of this year that the document is about: of the outturn in a final account."""
    account = made.kind.endswith("决算")
    for spot in spots(table):
        means = spot.cell.means
        if means is None or means.kind != "amount" or means.measure != "level":
            continue
        if means.year in (None, made.fiscal_year) and (means.stage == "决算") == account:
            yield spot


def composed_fields(made: Disclosure) -> dict[str, FieldTruth]:
    """All scalar fields."""
    year = str(made.fiscal_year)
    fields: dict[str, FieldTruth] = {
        "unit_name": _value(made.unit_name, made.unit_name),
        "fiscal_year": _value(year, f"{year}年"),
    }
    if made.kind.startswith("单位"):  # a 单位预算 may add （本级） to the name of its department
        fields["unit_name"]["alternative"] = f"{made.unit_name}（本级）"
    fields |= {wanted.field: _found(made, wanted) for wanted in _WANTED}
    return fields | _change(made) | _people(made)


def _value(value: str, quote: str) -> FieldTruth:
    return {"value": value, "state": "value", "quote": quote}


def _found(made: Disclosure, wanted: _Wanted) -> FieldTruth:
    told = _told(made, wanted)
    for key, item, measure in wanted.cells:
        spot = _spot(made, key, item.replace("{y}", str(made.fiscal_year)), measure)
        if spot:
            truth = _amount(spot.value * _YUAN[spot.table.unit], spot.cell.text)
            if told["value"] not in (None, truth["value"]):
                truth["alternative"] = told["value"]
            return truth
    return told


def _spot(made: Disclosure, key: str, item: str, measure: str) -> Spot | None:
    for table in (t for t in made.tables if t.key == key):
        for spot in level_spots(made, table):
            path = spot.cell.means.row_path if spot.cell.means else ()
            if re.search(item, "".join(path[-1:])) and re.search(measure, spot.measure):
                return spot if spot.cell.text != "-" else None
    return None


def _amount(yuan: Decimal, quote: str) -> FieldTruth:
    exact = yuan / 10000
    truth = _value(plain(exact.normalize() if exact else exact * 0), quote)
    if not yuan:
        truth = _value("0", quote) | {"alternative_state": "stated_none"}
    return truth


def _told(made: Disclosure, wanted: _Wanted) -> FieldTruth:
    """What the text says of it."""
    text = next((p.text for p in made.paragraphs if wanted.key and p.key == wanted.key), "")
    if wanted.key == "fund" and "没有使用" in text:
        return {"value": "0", "state": "stated_none", "quote": text}
    found = re.search(wanted.text + _MONEY, text) if text else None
    if not found:
        return {"value": None, "state": "not_stated", "quote": None}
    return _amount(Decimal(found["x"]) * _YUAN[found["u"]], found["x"] + found["u"])


def _change(made: Disclosure) -> dict[str, FieldTruth]:
    """The change of income as the text says it, with its sign."""
    text = next(p.text for p in made.paragraphs if p.key == "income")
    found = re.search(rf"比\d{{4}}年\S{{2}}(增加|减少){_MONEY}，\S{{2}}([\d.]+)%", text)
    if not found:
        flat: FieldTruth = {"value": "0", "state": "stated_none", "quote": "持平"}
        return {"income_change_amount": flat, "income_change_percent": flat}
    sign = "-" if found[1] == "减少" else ""
    amount = _amount(Decimal(found["x"]) * _YUAN[found["u"]], found["x"] + found["u"])
    return {
        "income_change_amount": amount | {"value": f"{sign}{amount['value']}"},
        "income_change_percent": _value(f"{sign}{found[4]}", f"{found[4]}%"),
    }


def _people(made: Disclosure) -> dict[str, FieldTruth]:
    text = next(p.text for p in made.paragraphs if p.key == "staff")
    found = {name: re.search(pattern, text) for name, pattern in _COUNTS}
    return {name: _value(match[1], match[0]) for name, match in found.items() if match}


def composed_lists(made: Disclosure) -> dict[str, list[Row] | None]:
    """`functional`, `economic`, `projects`; None where no table prints such a list with codes."""
    return {
        "functional": _coded(made, "expenditure", {"total": _ALL, "basic": "^基本", "project": "^项目"}),
        "economic": _coded(made, "economic", {"total": "合计|金额|总计", "basic": "合计|金额", "project": "项目支出"}),
        "projects": _projects(made),
    }  # fmt: skip


def _coded(made: Disclosure, key: str, parts: dict[str, str]) -> list[Row] | None:
    table = next((t for t in made.tables if t.key == key), None)
    if table is None:
        return None
    rows: dict[str, Row] = {}
    for spot in level_spots(made, table):
        means = spot.cell.means
        if means is None or not means.code:
            continue
        row = rows.setdefault(means.code, {"code": means.code, "name": means.row_path[-1]})
        if key == "expenditure":
            row["level"] = {3: "类", 5: "款", 7: "项"}[len(means.code)]
        for part, measure in parts.items():
            if re.search(measure, _head(spot, part)):
                row.setdefault(part, _amount(spot.value * _YUAN[table.unit], "")["value"])
    return list(rows.values()) or None


def _head(spot: Spot, part: str) -> str:
    """The header over a figure: the innermost, or the one above a bare 小计 ('基本支出' > '小计')."""
    path = spot.table.column_paths[spot.column]
    return path[-2] if part != "total" and len(path) > 1 and path[-1] == "小计" else spot.measure


def _projects(made: Disclosure) -> list[Row] | None:
    table = next((t for t in made.tables if t.key in ("projects", "goals")), None)
    if table is None:
        return None
    rows: dict[str, Row] = {}
    for spot in level_spots(made, table):
        name = spot.cell.means.row_path[-1] if spot.cell.means else ""
        if name != "合计":
            amount = _amount(spot.value * _YUAN[table.unit], "")["value"]
            rows.setdefault(name, {"name": name, "amount": amount})
    return list(rows.values())
