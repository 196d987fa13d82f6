"""The schema `final_account`: 年初预算, 决算 and 完成率 apart, from tables and from sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.checks import run_checks
from extract.own_record import extract_own
from extract.own_schema import own_schema
from extract.record import Record
from ingest.read import read_document
from ingest.read_facts import read_facts

HEAD = "# 2024年云江市青岚区水务局部门决算\n\n"
SIDE_BY_SIDE = """## 财政拨款“三公”经费支出决算表

单位：万元

预算数\t\t\t决算数\t\t
合计\t因公出国（境）费\t公务接待费\t合计\t因公出国（境）费\t公务接待费
1.60\t\t1.60\t1.30\t\t1.30
"""
BELOW = """## “三公”经费支出决算表

单位：万元

项目\t年初预算数\t决算数\t完成预算%
合计\t20.54\t20.24\t98.54
1.因公出国（境）费\t0.00\t0.00\t
2.公务接待费\t1.60\t1.30\t81.25
"""
SPENDING = """## 一般公共预算财政拨款支出决算表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
合计\t\t90.00\t60.00\t30.00
213\t农林水支出\t90.00\t60.00\t30.00
21303\t水利\t90.00\t60.00\t30.00
2130301\t行政运行\t60.00\t60.00\t
2130314\t防汛\t30.00\t\t30.00
"""


def _record(tmp_path: Path, body: str) -> Record:
    path = tmp_path / "决算.txt"
    path.write_text(HEAD + body, encoding="utf-8")
    document = read_document(path)
    facts = read_facts(document)
    return extract_own(document, facts, run_checks(document, facts), own_schema("final_account"))


def _shown(record: Record, *names: str) -> list[str]:
    return [record.figures[name].shown for name in names]


def test_budget_and_outturn_in_columns_beside_each_other(tmp_path: Path) -> None:
    record = _record(tmp_path, SIDE_BY_SIDE)
    assert _shown(record, "sangong_budget", "sangong_final") == ["1.60", "1.30"]
    assert _shown(record, "reception_budget", "reception_final") == ["1.60", "1.30"]
    assert record.figures["abroad_budget"].state == "not_stated"


def test_the_total_row_of_a_table_is_of_what_its_title_names(tmp_path: Path) -> None:
    record = _record(tmp_path, BELOW)
    names = ("sangong_budget", "sangong_final", "sangong_rate", "reception_rate")
    assert _shown(record, *names) == ["20.54", "20.24", "98.54", "81.25"]
    spent = _record(tmp_path, SPENDING).figures["fiscal_spending_final"]
    assert (spent.shown, spent.how) == ("90.00", "表格")


@pytest.mark.parametrize("broken", ["完成年初预算的 93.75%", "完\n成年初预算的 93.75%"])
def test_the_rate_of_a_sentence_is_found_also_over_the_end_of_a_line(
    tmp_path: Path, broken: str
) -> None:
    said = f"一般公共预算财政拨款支出年初预算为 96.00 万元，支出决算为 90.00 万元，{broken}。"
    record = _record(tmp_path, f"## 一、支出决算情况\n\n{said}\n")
    names = ("fiscal_spending_budget", "fiscal_spending_final", "fiscal_spending_rate")
    assert _shown(record, *names) == ["96.00", "90.00", "93.75"]


def test_a_growth_is_no_rate_of_completion(tmp_path: Path) -> None:
    said = "公务接待费支出决算为 1.30 万元，比2023年减少 0.10 万元，下降 7.14%。"
    record = _record(tmp_path, f"## 一、“三公”经费支出决算情况\n\n{said}\n")
    assert _shown(record, "reception_final", "reception_rate") == ["1.30", ""]


def test_each_item_has_its_budget_its_outturn_and_its_rate(tmp_path: Path) -> None:
    said = (
        "1.农林水支出（类）水利（款）行政运行（项）。年初预算为 64.00 万元，"
        "支出决算为 60.00 万元，完成年初预算的 93.75%。"
    )
    record = _record(tmp_path, SPENDING + f"\n## 二、具体情况\n\n{said}\n")
    rows = {row.values["code"]: row.values for row in record.lists["functional"]}
    assert (rows["2130301"]["budget"], rows["2130301"]["rate"]) == ("64.00", "93.75")
    assert (rows["2130314"]["final"], rows["2130314"]["budget"]) == ("30.00", None)
