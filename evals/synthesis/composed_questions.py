"""Gold questions over a composed document: every answer is a figure it prints, or follows from two.

Takes a Disclosure and a seed, gives question lines as `cases.Question` reads them; the caller adds
the sha256 of the file. Deterministic by seed.

    '青汀市云埠区水务局2024年水利工程运行与维护的基本支出是多少？' -> 1,234.50 万元
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import Any

from evals.synthesis.composed_records import composed_fields, level_spots
from evals.synthesis.disclosure import Disclosure
from evals.synthesis.faults_tables import Spot
from ingest.amount import plain

__all__ = ["composed_questions"]

Json = dict[str, Any]

_ASKED = {
    "total_income": "收入总计", "total_expenditure": "支出总计", "basic_expenditure": "基本支出",
    "project_expenditure": "项目支出", "sangong_total": "“三公”经费合计", "operating_expenses": "机关运行经费",
    "procurement_total": "政府采购总额", "personnel_expenditure": "人员经费",
}  # fmt: skip
_ABSENT = ("债务还本支出", "援助其他地区支出的具体项目", "境外培训人数", "食堂承包合同金额")


def composed_questions(made: Disclosure, sha256: str, seed: int = 0) -> list[Json]:
    """About a dozen: cells, text, a sum, a share, the year before, and what is not there."""
    draw = Random(f"questions:{seed}:{made.title}")
    lines = [
        *_cells(made, sha256, draw),
        *_told(made, sha256),
        *_shares(made, sha256),
        *_absent(made, draw),
    ]
    return [{"id": f"synthetic-q-{sha256[:8]}-{i:02d}"} | line for i, line in enumerate(lines, 1)]


def _name(made: Disclosure) -> str:
    word = "决算" if made.kind.endswith("决算") else "预算"
    return f"{made.unit_name}{made.fiscal_year}年{word}中"


def _line(question: str, kind: str, answer_type: str, reason: str, **more: Any) -> Json:
    empty: Json = {"documents": [], "figures": [], "keywords": [], "evidence": [], "formula": None}
    head: Json = {"question": question, "kind": kind, "answer_type": answer_type, "reason": reason}
    return head | empty | more


def _figure(value: Decimal, unit: str, item: str, made: Disclosure) -> Json:
    return {"value": plain(value), "unit": unit, "item": item, "period": str(made.fiscal_year)}


def _cells(made: Disclosure, sha256: str, draw: Random) -> Iterator[Json]:
    """Items of the classification, one in each of several tables."""
    for table in (t for t in made.tables if t.key in ("expenditure", "general", "economic")):
        found = [s for s in level_spots(made, table) if s.value > 0 and _item(s) != "合计"]
        for spot in draw.sample(found, min(2, len(found))):
            text = f"{_name(made)}，《{table.title}》里{_item(spot)}的{spot.measure}是多少？"
            yield _line(
                text, "table_cell", "figure", "表中一格",
                documents=[sha256],
                figures=[_figure(spot.value, table.unit, _item(spot), made)],
                evidence=[{"sha256": sha256, "page": None, "quote": spot.cell.text}],
            )  # fmt: skip


def _item(spot: Spot) -> str:
    return spot.cell.means.row_path[-1] if spot.cell.means and spot.cell.means.row_path else ""


def _told(made: Disclosure, sha256: str) -> Iterator[Json]:
    """The fields of the record that a user asks for first."""
    fields = composed_fields(made)
    for name, word in _ASKED.items():
        truth = fields[name]
        if truth["state"] != "value" or truth["value"] is None:
            continue
        figure = _figure(Decimal(truth["value"]), "万元", word, made)
        if truth.get("alternative"):
            figure["alternatives"] = [{"value": truth["alternative"], "unit": "万元"}]
        yield _line(
            f"{_name(made)}{word}是多少？", "text_lookup", "figure", "总数，表中或文中",
            documents=[sha256], figures=[figure],
            evidence=[{"sha256": sha256, "page": None, "quote": truth["quote"]}],
        )  # fmt: skip


def _shares(made: Disclosure, sha256: str) -> Iterator[Json]:
    """A share that is computed from two figures."""
    fields = composed_fields(made)
    part, whole = fields["project_expenditure"], fields["total_expenditure"]
    if part["value"] is None or whole["value"] is None:
        return
    a, b = Decimal(part["value"]), Decimal(whole["value"])
    value = (a * 100 / b).quantize(Decimal("0.01"))
    yield _line(
        f"{_name(made)}项目支出占支出总计的百分之几？", "calculation", "figure", "两数相除",
        documents=[sha256], figures=[_figure(value, "%", "项目支出占比", made)], formula=f"{a}/{b}",
        evidence=[{"sha256": sha256, "page": None, "quote": x["quote"]} for x in (part, whole)],
    )  # fmt: skip


def _absent(made: Disclosure, draw: Random) -> Iterator[Json]:
    """What no disclosure of ours says."""
    for word in draw.sample(_ABSENT, 2):
        yield _line(
            f"{_name(made)}{word}是多少？", "unanswerable", "refusal", "文中没有", absence="item"
        )
