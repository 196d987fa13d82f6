"""Figures that another place contradicts, and questions whether figures agree: both sides are shown."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from ingest.facts import Fact, Finding, FindingSide
from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, budget_2024, library


def _broken(sources: Sources, check: str, left: Fact, right: Fact) -> Sources:
    """The library with one stored check that sets two facts against each other."""
    sides = [
        FindingSide(f"正文“{fact.item}”", fact.value, fact.unit, fact.citation)
        for fact in (left, right)
    ]
    finding = Finding(
        doc_id=left.doc_id,
        doc="",
        check=check,
        title="两处的数一致",
        status="broken",
        severity="error",
        message="不符",
        left=sides[0],
        right=(sides[1],),
    )
    return replace(sources, findings=lambda _ids: (finding,))


def _fact(sources: Sources, **wanted: object) -> Fact:
    ids = [row.doc_id for row in sources.catalogue]
    return next(
        fact
        for fact in sources.facts(ids)
        if all(getattr(fact, name) == value for name, value in wanted.items())
    )


def test_a_figure_that_a_check_found_otherwise_elsewhere_shows_both(tmp_path: Path) -> None:
    plain = library(tmp_path, budget())
    running = _fact(plain, item="机关运行经费", measure="level")
    other = _fact(plain, item="住房公积金", printed="100.00")
    sources = _broken(plain, "C72", running, other)
    found = ask("云江区财政局2025年机关运行经费是多少", sources)
    assert found.kind == "conflicting"
    assert {figure.value for figure in found.figures} == {Decimal("80.00"), Decimal("100.00")}


def test_a_side_may_be_called_by_another_name_of_its_item(tmp_path: Path) -> None:
    plain = library(tmp_path, budget())
    running = _fact(plain, item="机关运行经费", measure="level")
    other = _fact(plain, item="住房公积金", printed="100.00")
    sources = _broken(plain, "C54", running, other)
    (finding,) = sources.findings(())
    assert finding.left is not None
    named = replace(finding, left=replace(finding.left, label="正文“财政拨款机关运行费”"))
    sources = replace(sources, findings=lambda _ids: (named,))
    found = ask("云江区财政局2025年机关运行经费是多少", sources)
    assert found.kind == "conflicting"


def test_a_sum_that_does_not_tie_is_no_second_value_of_its_total(tmp_path: Path) -> None:
    plain = library(tmp_path, budget())
    running = _fact(plain, item="机关运行经费", measure="level")
    other = _fact(plain, item="住房公积金", printed="100.00")
    sources = _broken(plain, "C07", running, other)
    assert ask("云江区财政局2025年机关运行经费是多少", sources).kind == "found"


def test_a_change_that_a_check_denies_shows_both_sides(tmp_path: Path) -> None:
    plain = library(tmp_path, budget())
    change = _fact(plain, measure="change", kind="amount", printed="200.00")
    level = _fact(plain, printed="1,000.00", table=None)
    sources = _broken(plain, "C71", level, change)
    found = ask("云江区财政局2025年部门预算收入比上年增加多少", sources)
    assert found.kind == "conflicting"
    assert Decimal("1000.00") in [figure.value for figure in found.figures]


def test_a_change_is_not_denied_by_the_level_of_its_neighbour(tmp_path: Path) -> None:
    plain = library(tmp_path, budget())
    change = _fact(plain, measure="change", kind="amount", printed="200.00")
    level = _fact(plain, item="住房公积金", printed="100.00")
    sources = _broken(plain, "C71", level, change)
    found = ask("云江区财政局2025年部门预算收入比上年增加多少", sources)
    assert found.kind == "found"
    assert Decimal("200.00") in [figure.value for figure in found.figures]


def test_a_row_is_held_against_the_rows_below_it(tmp_path: Path) -> None:
    text = budget().replace("22102\t住房改革支出\t100.00", "22102\t住房改革支出\t100.01")
    more = text.replace(
        "2210201\t住房公积金\t100.00",
        "2210202\t提租补贴\t40.00\t40.00\t0.00\n2210201\t住房公积金\t60.00",
    )
    found = ask(
        "云江区财政局2025年住房改革支出（22102）的金额，和下面两项加起来一样吗",
        library(tmp_path, more),
    )
    assert found.kind == "conflicting"
    values = [figure.value for figure in found.figures]
    assert Decimal("100.01") in values
    assert Decimal("100.00") in values


def test_a_change_of_the_one_part_that_is_all_of_it_is_said_as_printed(tmp_path: Path) -> None:
    said = (
        "2025年，云江区财政局收入预算1,000.00万元，其中：财政拨款收入1,000.00万元，"
        "比2024年预算增加201.00万元；事业收入0.00万元。"
    )
    text = budget().replace(
        "2025年云江区财政局部门预算收入 1,000.00 万元，比2024年增加 200.00 万元，增长 25%。", said
    )
    found = ask("云江区财政局2025年收入预算比2024年预算增加多少万元", library(tmp_path, text))
    assert Decimal("201.00") in [figure.value for figure in found.figures]
    assert "财政拨款收入" in found.text


def test_parts_named_by_the_asker_are_added_and_no_contradiction(tmp_path: Path) -> None:
    question = "云江区财政局2025年行政运行和住房公积金加起来等于支出总计吗"
    found = ask(question, library(tmp_path, budget()))
    assert found.kind == "computed"
    assert "不相等" in found.text
    assert Decimal("700.00") in [figure.value for figure in found.figures]


def test_two_bases_that_move_apart_are_both_said(tmp_path: Path) -> None:
    said = (
        "主要用于日常运转。2024年当年预算执行数为1,200.00万元，2025年预算安排600.00万元，"
        "比2024年预算执行数减少50.00%。\n"
    )
    item = "（一）“一般公共服务支出（类）财政事务（款）行政运行（项）”600.00万元。"
    text = budget().replace("### 三、政府性", f"{item}{said}\n### 三、政府性")
    both = library(tmp_path, text, budget_2024())
    found = ask("云江区财政局2025年行政运行的经费是增加还是减少", both)
    assert "50.00%" in found.text
    assert "520.00" in found.text


def test_a_quotation_that_prints_a_figure_twice_and_otherwise_says_so(tmp_path: Path) -> None:
    said = "（二）住房保障支出 100.00 万元，占 10%；2025年预算安排 120.00 万元，用于缴存公积金。"
    plain = library(tmp_path, budget().replace("（二）住房保障支出 100.00 万元，占 10%。", said))
    first = _fact(plain, printed="100.00", unit="万元", table=None)
    again = _fact(plain, printed="120.00", unit="万元", table=None)
    sources = _broken(plain, "C72", first, again)
    (finding,) = sources.findings(())
    told = replace(finding, message="正文“住房保障支出”两处不符")
    sources = replace(sources, findings=lambda _ids: (told,))
    found = ask("云江区财政局2025年住房保障支出用来做什么", sources)
    assert found.kind == "conflicting", found.text
    assert {figure.value for figure in found.figures} == {Decimal("100.00"), Decimal("120.00")}
