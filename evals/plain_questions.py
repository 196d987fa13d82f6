"""The plain suite: what everybody asks of every budget, put in several ways, over generated documents.

Takes a folder and a seed, writes one file a layout, gives the Suite over them: for every field of the
truth that prints a figure, each of its wordings. The wordings are those of people, not of the forms.

    'total_income'  ->  '{u}{y}年总收入多少？', '{u}{y}年一共收入多少钱？', …
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from evals.cases import Question
from evals.run import Suite
from evals.synthesis.composed_records import composed_fields
from evals.synthetic import Printed, printed_documents

__all__ = ["WORDINGS", "plain_suite"]

WORDINGS: dict[str, tuple[str, ...]] = {
    "total_income": ("{u}{y}年收入总计是多少？", "{u}{y}年总收入多少？", "{u}{y}年一共收入多少钱？", "{y}年{u}的收入{k}总额是多少？"),
    "total_expenditure": ("{u}{y}年支出总计是多少？", "{u}{y}年总支出多少？", "{y}年{u}支出{k}总额是多少？", "{u}{y}年{k}总支出多少万元"),
    "basic_expenditure": ("{u}{y}年基本支出多少？", "{u}{y}年用于基本支出的钱是多少？", "{u}{y}年支出里基本支出多少？", "{u}的基本支出{y}年安排了多少？"),
    "project_expenditure": ("{u}{y}年项目支出多少？", "{u}{y}年支出里项目支出多少？", "{y}年{u}用在项目上的钱一共多少？"),
    "personnel_expenditure": ("{u}{y}年人员经费多少？", "{u}{y}年基本支出中人员经费多少？", "{u}{y}年人头费多少？"),
    "public_expenditure": ("{u}{y}年公用经费多少？", "{u}{y}年基本支出里的公用经费是多少？", "{u}{y}年日常公用经费多少？"),
    "sangong_total": ("{u}{y}年三公经费一共多少？", "{u}{y}年“三公”经费总额是多少？", "{u}{y}年三公多少钱？", "{u}{y}年“三公”经费{k}数是多少万元？", "{u}{y}年三公经费合计"),
    "sangong_abroad": ("{u}{y}年因公出国（境）费多少？", "{u}{y}年出国花多少？", "{u}{y}年出国费用多少？"),
    "sangong_reception": ("{u}{y}年公务接待费多少？", "{u}{y}年招待费多少？", "{u}{y}年三公里的公务接待是多少？"),
    "sangong_vehicle_purchase": ("{u}{y}年公车购置费多少？", "{u}{y}年买车花多少钱？", "{u}{y}年公务用车购置支出是多少？"),
    "sangong_vehicle_operation": ("{u}{y}年公车运行维护费多少？", "{u}{y}年公务用车运行费多少？", "{u}{y}年养车花多少钱？", "{u}{y}年公车运维费用是多少"),
    "operating_expenses": ("{u}{y}年机关运行经费多少？", "{u}{y}年机关运行经费{k}是多少？", "{u}{y}年机关运转花多少钱？"),
    "procurement_total": ("{u}{y}年政府采购总额多少？", "{u}{y}年政府采购{k}多少？", "{u}{y}年政府采购花了多少钱？", "{u}{y}年采购{k}一共多少？"),
    "prior_year_carryover": ("{u}{y}年上年结转多少？", "{u}{y}年上年结转结余是多少？", "{u}{y}年去年结转过来多少钱？"),
    "staff_authorized": ("{u}编制多少？", "{u}{y}年编制数是多少？"),
    "staff_actual": ("{u}{y}年有多少人？", "{u}{y}年在职人员多少人？", "{u}{y}年实有人数是多少？"),
    "retirees": ("{u}离退休人员多少？", "{u}{y}年离退休人员有多少人？"),
    "vehicles": ("{u}有多少辆公务用车？", "{u}{y}年有几辆车？", "{u}车辆总数？"),
}  # fmt: skip
_UNITS = {"staff_authorized": "人", "staff_actual": "人", "retirees": "人", "vehicles": "辆"}


def plain_suite(folder: Path, seed: int, most: int | None = None) -> Suite:
    """Write the documents and give what is asked of each."""
    printed = list(printed_documents(folder, seed, most))
    return Suite("plain", tuple(question for one in printed for question in _questions(one)), ())


def _questions(one: Printed) -> Iterator[Question]:
    made = one.made
    told = {"u": made.unit_name, "y": made.fiscal_year, "k": made.kind[-2:]}
    for name, truth in composed_fields(made).items():
        if name not in WORDINGS or truth["state"] != "value" or not Decimal(str(truth["value"])):
            continue
        figure = {
            "value": truth["value"],
            "unit": _UNITS.get(name, "万元"),
            "item": name,
            "period": str(made.fiscal_year),
        }
        for number, wording in enumerate(WORDINGS[name], 1):
            yield Question.model_validate(
                {
                    "id": f"plain-{one.sha256[:8]}-{name}-{number}",
                    "question": wording.format(**told),
                    "kind": name,
                    "documents": [one.sha256],
                    "answer_type": "figure",
                    "figures": [figure],
                    "keywords": [],
                    "evidence": [],
                    "formula": None,
                    "reason": "asked of every budget",
                }
            )
