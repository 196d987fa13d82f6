"""What another place of the same document contradicts: vehicles, years, units, changes of parts."""

from __future__ import annotations

import pytest

from tests.extract.conftest import TABLES


def _loud(budget, check: str) -> list[str]:
    return [f.status for f in budget.findings() if f.check == check and f.status == "broken"]


@pytest.mark.parametrize(
    ("check", "old", "new"),
    [
        ("C63b", "离退休 9 人。", "离退休 9 人；实有车辆 5 辆。"),
        ("C01", TABLES[TABLES.index("表五") :], TABLES[TABLES.index("表五") :].replace("单位：万元", "单位：元").replace("35.00", "35.00万元").replace("20.00", "20.00万元").replace("15.00", "15.00万元")),
    ],
)  # fmt: skip
def test_another_place_of_the_document_contradicts_it_once(budget, check, old, new) -> None:
    assert _loud(budget, check) == []
    assert _loud(budget.with_((old, new)), check) == ["broken"]


def test_a_cover_of_another_year_than_all_totals_is_told_once(budget) -> None:
    said = budget.with_(
        ("部门预算收入 1", "部门收入预算总额 1"), ("部门预算支出 1", "部门支出预算总额 1")
    )
    assert _loud(said, "C81b") == []
    other = said.with_(("# 2024年云江", "# 2022年云江"))
    assert _loud(other, "C81b") == ["broken"]
    assert _loud(other, "C81") == []


COMPARED = "\n".join(
    f"“三公”经费之{n}预算为 {n}.00 万元，比2023年减少 1.00 万元。\n" for n in range(2, 6)
)


@pytest.mark.parametrize(
    ("year", "more", "alarms"),
    [
        ("2024", "", []),
        ("2022", "", ["broken"]),
        ("2025", "2025年安排会议费 3.00 万元。", []),
    ],
)
def test_a_cover_of_another_year_than_all_comparisons_is_told(
    prose_only, year, more, alarms
) -> None:
    told = prose_only(f"{COMPARED}\n{more}")
    assert _loud(told.with_(("# 2024年云江", f"# {year}年云江")), "C81b") == alarms


WITH_UNITS = "一、行政运行支出 8.17 万元，用于人员。\n\n二、退休支出 3.15 万元，用于退休人员。\n\n三、住房支出 2.05 万元。\n\n"


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        (WITH_UNITS + "四、接待费 0.55 万元，与上年持平。", []),
        (WITH_UNITS + "四、接待费 0.55，与上年持平。", ["broken"]),
        (WITH_UNITS + "四、接待支出 26.84（详见表五）。", ["broken"]),
        ("单位：万元\n\n" + WITH_UNITS.replace(" 万元", "") + "四、接待费 0.55 万元。", []),
    ],
)
def test_an_amount_alone_in_its_paragraph_carries_a_unit_where_the_others_do(
    prose_only, text, alarms
) -> None:
    assert _loud(prose_only(text), "C83") == alarms


def test_vehicles_of_one_unit_are_not_held_against_all(budget) -> None:
    told = budget.with_(("离退休 9 人。", "离退休 9 人。\n\n水务监察大队本级实有车辆 1 辆。"))
    assert _loud(told, "C63b") == []


def test_all_of_a_total_was_no_more_than_the_total_last_year(prose_only) -> None:
    said = "2024年收入预算总额500.00万元，比2023年预算增加80.00万元。其中：财政拨款收入500.00万元，{}。"
    clean = prose_only(said.format("比2023年预算增加90.00万元"))
    assert {f.status for f in clean.findings() if f.check == "C70b"} == {"ties"}
    assert _loud(prose_only(said.format("与2023年预算持平")), "C70b") == ["broken"]


CHANGES = """
表六

## 一般公共预算支出表（按功能科目）

部门：云江市青岚区水务局

单位：万元

科目编码\t科目名称\t2023年预算数\t2024年预算数\t\t\t比上年增减
\t\t\t小计\t基本支出\t项目支出\t增减额
\t合计\t1,400.00\t1,260.50\t760.50\t500.00\t-139.50
208\t社会保障和就业支出\t170.00\t160.50\t160.50\t0.00\t-9.50
210\t卫生健康支出\t50.00\t40.00\t40.00\t0.00\t-10.00
213\t农林水支出\t1,180.00\t1,060.00\t560.00\t500.00\t-120.00
"""


def test_a_column_of_changes_is_this_year_less_last_year(budget) -> None:
    table = budget.with_(("表五", f"{CHANGES}\n表七"))
    assert {f.status for f in table.findings() if f.check == "C20b"} == {"ties"}
    wrong = table.with_(("50.00\t40.00\t40.00\t0.00\t-10.00", "50.00\t40.00\t40.00\t0.00\t-12.00"))
    told = [f.check for f in wrong.findings() if f.status == "broken" and f.severity == "error"]
    assert len(told) == 1


def test_a_wrong_total_is_told_with_the_comparison_that_means_it(budget) -> None:
    """The income of the next table equals 收入总计 where money was carried over, and 本年收入合计 where not."""
    from tests.extract.tables import INCOME

    both = budget.with_(("表五", f"{INCOME}\n表七"))
    clean = {f.message for f in both.findings() if f.status == "broken"}
    wrong = both.with_(("收入总计\t1,260.50", "收入总计\t1,390.50"))
    told = [f for f in wrong.findings() if f.status == "broken" and f.message not in clean]
    assert [f.check for f in told] == ["C07"]
    assert all(not f.instead for f in told)
