"""A document becomes a record: table first, prose second, three results apart."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from extract.run import extract_record
from ingest.read import read_document
from ingest.read_facts import read_facts

FIGURES = {
    "total_income": "1260.50",
    "total_expenditure": "1260.50",
    "general_public_budget": "1230.50",
    "gov_fund_budget": "0.00",
    "basic_expenditure": "760.50",
    "project_expenditure": "500.00",
    "personnel_expenditure": "640.00",
    "public_expenditure": "88.20",
    "individual_family_subsidy": "32.30",
    "sangong_total": "12.80",
    "sangong_abroad": "0.00",
    "sangong_reception": "0.80",
    "sangong_vehicle_purchase": "0.00",
    "sangong_vehicle_operation": "12.00",
    "operating_expenses": "88.20",
    "procurement_total": "35.00",
    "prior_year_carryover": "30.00",
    "income_change_amount": "-139.50",
    "income_change_percent": "-9.96",
    "staff_authorized": "40",
    "staff_actual": "36",
    "retirees": "9",
    "vehicles": "4",
}


def test_every_field_is_found_in_a_full_budget(budget) -> None:
    line = budget.record().as_json()
    assert {name: line[name]["value"] for name in FIGURES} == FIGURES


def test_every_evidence_is_verbatim_and_carries_the_figure(budget) -> None:
    text = budget.document.text
    for name, figure in budget.record().figures.items():
        evidence = figure.evidence
        assert evidence is not None, name
        assert evidence.quote == "".join(text[p.start : p.end] for p in evidence.pieces)
        printed = figure.printed or str(abs(figure.value))
        assert printed in evidence.quote, name


def test_the_document_says_its_name_and_year(budget) -> None:
    line = budget.record().as_json()
    assert line["fiscal_year"]["value"] == "2024"
    assert line["unit_name"]["evidence"]["quote"].replace(" ", "") == line["unit_name"]["value"]


def test_functional_rows_have_level_and_split(budget) -> None:
    rows = [dict(row.values) for row in budget.record().lists["functional"]]
    assert len(rows) == 11
    assert rows[-1] == {
        "code": "2130314",
        "name": "防汛",
        "level": "项",
        "total": "500.00",
        "basic": "0.00",
        "project": "500.00",
    }


def test_economic_rows_come_from_the_table_with_economic_codes(budget) -> None:
    rows = budget.record().lists["economic"]
    assert [row.values["code"] for row in rows][:3] == ["301", "30101", "30103"]


def test_yuan_becomes_exact_wan(budget) -> None:
    changed = budget.with_(("收入总计\t1,260.50", "收入总计\t12,605,043.21"))
    text = changed.text.replace(
        "## 部门收支总表\n\n部门：云江市青岚区水务局\n\n单位：万元", "## 部门收支总表\n\n单位：元"
    )
    record = type(budget)(budget.read, text).record()
    assert record.figures["total_income"].value == Decimal("1260.504321")


def test_the_more_precise_statement_is_the_value(budget) -> None:
    changed = budget.with_(("政府采购预算总额 35.00 万元", "政府采购预算总额 35.0042 万元"))
    figure = changed.record().figures["procurement_total"]
    assert (str(figure.value), figure.how) == ("35.0042", "正文")


def test_printed_zero_stated_none_and_not_stated_are_three_results(prose_only) -> None:
    record = prose_only(
        "2024年部门预算收入 100.00 万元，其中：一般公共预算拨款收入 100.00 万元。\n\n"
        "2024年公务接待费 0 万元。2024年本部门无政府性基金预算支出。"
    ).record()
    states = {
        name: record.figures[name].state
        for name in ("sangong_reception", "gov_fund_budget", "vehicles")
    }
    assert states == {
        "sangong_reception": "value",
        "gov_fund_budget": "stated_none",
        "vehicles": "not_stated",
    }


@pytest.mark.parametrize(
    ("sentence", "field", "value"),
    [
        ("2024年收入、支出预算总计 321.50 万元。", "total_income", "321.50"),
        ("本年支出合计 99.10 万元，其中：基本支出 40.00 万元。", "total_expenditure", "99.10"),
        ("其中：人员经费 30.00 万元；日常公用经费 10.00 万元。", "public_expenditure", "10.00"),
        (
            "公务用车购置及运行维护费 5.00 万元，其中：公务用车购置费 3.00 万元。",
            "sangong_vehicle_purchase",
            "3.00",
        ),
        ("2024年安排政府采购项目 3 个，涉及金额 18.20 万元。", "procurement_total", "18.20"),
        ("核定编制数 25 名，在职人员 20 名，离退休人员 7 名。", "staff_authorized", "25"),
        ("离休 1 人，退休 6 人。", "retirees", "7"),
        ("截至2023年末，本部门共有车辆 2 辆。2024年计划购置车辆 1 辆。", "vehicles", "2"),
        ("2024年“三公”经费预算 2.5 万元，比2023年预算减少 0.5 万元。", "sangong_total", "2.5"),
        ("上年结转资金 12.00 万元。", "prior_year_carryover", "12.00"),
        (
            "2024年本部门机关运行经费当年一般公共预算拨款 153.33 万元，比2023年预算增加 3.85 万元。",
            "operating_expenses",
            "153.33",
        ),
        ("本单位为事业单位，不涉及机关运行经费。", "operating_expenses", "0"),
        (
            "公务用车购置及运行维护费：预算 4.20 万元，其中购置费 1.00 万元；运行维护费 3.20 万元。",
            "sangong_vehicle_purchase",
            "1.00",
        ),
        (
            "公务用车购置及运行维护费：预算 4.20 万元，其中购置费 1.00 万元；运行维护费 3.20 万元。",
            "sangong_vehicle_operation",
            "3.20",
        ),
    ],
)
def test_a_figure_is_read_from_its_own_sentence(prose_only, sentence, field, value) -> None:
    assert prose_only(sentence).record().as_json()[field]["value"] == value


@pytest.mark.parametrize(
    ("sentence", "field"),
    [
        ("2023年“三公”经费决算 3.10 万元。", "sangong_total"),
        ("事业收入 12.00 万元，其他收入 3.00 万元。", "total_income"),
        ("其他商品和服务支出 13.55 万元。", "public_expenditure"),
        ("2024年计划购置车辆 1 辆。", "vehicles"),
        ("实有人数 39 人，其中行政编制 17 人，事业编制 23 人。", "staff_authorized"),
        ("主要原因是增加基本支出 20.00 万元。", "total_expenditure"),
    ],
)
def test_a_figure_of_something_else_is_not_taken(prose_only, sentence, field) -> None:
    assert prose_only(sentence).record().figures[field].state == "not_stated"


def test_a_final_account_gives_the_outturn(read, budget) -> None:
    text = (
        "# 云江市青岚区水务局2023年度部门决算\n\n## 七、财政拨款“三公”经费支出决算情况说明\n\n"
        "“三公”经费财政拨款支出年初预算为 9.50 万元，支出决算为 8.10 万元，完成预算的 85.26%。\n"
    )
    record = type(budget)(read, text).record()
    assert (record.document_kind, str(record.figures["sangong_total"].value)) == (
        "部门决算",
        "8.10",
    )


def test_a_total_that_holds_meetings_is_not_the_sangong_total(budget) -> None:
    table = (
        "\n表四\n\n## 一般公共预算“三公”经费、会议费、培训费支出表\n\n单位：万元\n\n"
        "合计\t因公出国（境）费\t公务接待费\t公务用车运行维护费\t会议费\t培训费\n"
        "30.80\t0.00\t0.80\t12.00\t8.00\t10.00\n"
    )
    head, tail = budget.text.split("表四", 1)
    rest = tail.split("表五", 1)[1]
    text = head.replace("2024年“三公”经费预算 12.80 万元，", "") + table + "\n表五" + rest
    figures = type(budget)(budget.read, text).record().figures
    assert figures["sangong_total"].state == "not_stated"
    assert str(figures["sangong_reception"].value) == "0.80"


def test_a_figure_names_the_checks_that_cover_it(budget) -> None:
    marks = {mark.check for mark in budget.record().figures["total_income"].checks}
    assert {"C07", "C08", "C54"} <= marks


def test_projects_are_read_from_an_enumeration(prose_only) -> None:
    record = prose_only(
        "2024年编报绩效目标的项目共 2 个，涉及项目预算资金 58.00 万元。其中：河道养护经费 40.00 万元，防汛物资储备 18.00 万元。"
    ).record()
    assert [dict(row.values) for row in record.lists["projects"]] == [
        {"name": "河道养护经费", "amount": "40.00"},
        {"name": "防汛物资储备", "amount": "18.00"},
    ]


def test_an_amount_with_its_unit_behind_it_in_the_cell_is_that_amount(tmp_path: Path) -> None:
    rows = ["项目\t2024年预算", "本年收入合计\t3,556.66万元", "收入总计\t3,556.66万元"]
    path = tmp_path / "a.txt"
    path.write_text(
        "云汀市水务局2024年部门预算\n表一 部门收入总表\n" + "\n".join(rows) + "\n", encoding="utf-8"
    )
    document = read_document(path)
    figure = extract_record(document, read_facts(document)).as_json()["total_income"]
    assert (figure["value"], figure["state"]) == ("3556.66", "value")
