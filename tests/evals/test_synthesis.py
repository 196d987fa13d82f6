"""The generator: drawn figures tie in 元, layouts print them so, printers lose nothing."""

from __future__ import annotations

import io
import re
from decimal import Decimal

import docx
import openpyxl
import pdfplumber
import pytest

from evals.synthesis.budget import Budget
from evals.synthesis.coastal import coastal
from evals.synthesis.disclosure import Disclosure, Style, Table
from evals.synthesis.draw import draw, draw_years
from evals.synthesis.planted import list_absent_table, misstate, stale_total
from evals.synthesis.print_docx import print_docx
from evals.synthesis.print_pdf import Paper, print_pdf
from evals.synthesis.print_text import print_text
from evals.synthesis.print_xlsx import print_xlsx
from evals.synthesis.profile import UnitProfile
from evals.synthesis.southern import southern
from evals.synthesis.units import CULTURE, EMERGENCY, UNITS, VETERANS, WATER
from evals.synthesis.wording import change
from ingest.amount import number

STEPS = (Decimal("0.10"), Decimal(1), Decimal(100))


def southern_sample() -> Disclosure:
    before, now = draw(WATER, 2024, 11, Decimal(100))
    return southern(now, before, Style(2))


def coastal_sample() -> Disclosure:
    before, now = draw(CULTURE, 2024, 11)
    return coastal(now, before, Style(0))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.short)
@pytest.mark.parametrize("seed", range(5))
def test_basic_expenditure_is_the_same_by_function_and_by_economic_class(
    unit: UnitProfile, seed: int
) -> None:
    for step in STEPS:
        for budget in draw_years(unit, 2022, 3, seed, step):
            assert budget.basic_total == budget.personnel + budget.public
            assert budget.project_total == sum(p.amount for p in budget.projects)
            assert all(sum(p.economic.values()) == p.amount for p in budget.projects)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.short)
def test_contributions_are_the_same_sums_in_both_classifications(unit: UnitProfile) -> None:
    now = draw(unit, 2024, 3)[1]
    by_function = {c: now.sum(lambda x: x.basic, c) for c in now.codes()}
    assert by_function["2080505"] == now.basic["30108"]
    assert by_function["2080506"] == now.basic["30109"]
    assert by_function["2210201"] == now.basic["30113"]
    assert by_function["21011"] == now.basic["30110"] + now.basic["30111"]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.short)
def test_the_three_public_expenses_are_their_economic_items(unit: UnitProfile) -> None:
    for now in draw_years(unit, 2023, 3, 5):
        s = now.sangong
        assert s.total == s.abroad + s.reception + s.purchase + s.operation
        assert now.basic.get("30212", Decimal(0)) == s.abroad
        assert now.basic["30217"] == s.reception
        assert now.basic["30231"] == s.operation
        assert now.economic("31013", project=True) == s.purchase


def test_drawing_twice_gives_the_same_and_another_seed_another_budget() -> None:
    assert draw(CULTURE, 2024, 7) == draw(CULTURE, 2024, 7)
    assert draw(CULTURE, 2024, 7) != draw(CULTURE, 2024, 8)


def totals(table: Table, column: int) -> dict[str, Decimal]:
    """Code (or 合计) to figure of a column; three code columns are joined."""
    found = {}
    for row in table.grid[table.header_rows :]:
        code = "".join(cell for cell in row[:3] if re.fullmatch(r"[\d]{2,7}", cell))
        found[code or "合计"] = number(row[column]) or Decimal(0)
    return found


def assert_levels_add_up(figures: dict[str, Decimal], lengths: tuple[int, ...] = (3, 5, 7)) -> None:
    for upper, lower in zip((0, *lengths), lengths, strict=False):
        for code in figures:
            length = 0 if code == "合计" else len(code)
            if length != upper:
                continue
            parts = [
                v
                for c, v in figures.items()
                if c != "合计" and len(c) == lower and c.startswith("" if upper == 0 else code)
            ]
            assert figures[code] == sum(parts), code


@pytest.mark.parametrize("made", [coastal_sample(), southern_sample()], ids=["coastal", "southern"])
@pytest.mark.parametrize("key", ["income", "expenditure", "general"])
def test_printed_totals_are_the_sums_of_their_printed_parts(made: Disclosure, key: str) -> None:
    table = made.table(key)
    for column in range(4 if made.tables[0].number is None else 2, table.columns):
        assert_levels_add_up(totals(table, column))


@pytest.mark.parametrize("made", [coastal_sample(), southern_sample()], ids=["coastal", "southern"])
def test_economic_classes_are_the_sums_of_their_items(made: Disclosure) -> None:
    table = made.table("economic")
    for column in range(3 if made.tables[0].number is None else 2, table.columns):
        assert_levels_add_up(totals(table, column), (3, 5))


@pytest.mark.parametrize("made", [coastal_sample(), southern_sample()], ids=["coastal", "southern"])
def test_income_and_expenditure_total_the_same_in_every_table(made: Disclosure) -> None:
    last = made.table("balance").grid[-1]
    assert last[1] == last[3]
    assert totals(made.table("income"), 4 if made.tables[0].number is None else 2)[
        "合计"
    ] == number(last[1])


def test_every_printed_percentage_follows_from_the_printed_operands() -> None:
    pattern = re.compile(
        r"当年执行数为([\d.]+)万元，2024年预算安排([\d.]+)万元，比2023年执行数(?:增加|减少)[\d.]+万元，(?:增长|下降)([\d.]+)%"
    )
    found = [m for p in coastal_sample().paragraphs for m in pattern.finditer(p.text)]
    assert len(found) > 8
    for m in found:
        old, new, printed = map(Decimal, m.groups())
        half = Decimal("0.005")
        low, high = (
            (abs(new - old) - 2 * half) * 100 / (old + half),
            (abs(new - old) + 2 * half) * 100 / (old - half),
        )
        assert low - half <= printed <= high + half


def test_the_year_before_is_told_as_that_years_own_document_tells_it() -> None:
    first, second, third = draw_years(CULTURE, 2023, 3, 7)
    then = coastal(second, first, Style(0)).table("sangong").grid[-1][0]
    delta = third.sangong.total - second.sangong.total
    text = next(p.text for p in coastal(third, second, Style(0)).paragraphs if p.key == "sangong")
    assert f"{abs(delta) / 10000:.2f}万元" in text
    assert number(then) == second.sangong.total / 10000


def test_no_change_is_told_as_no_change_and_nothing_before_has_no_rate() -> None:
    same, zero = Decimal(120000), Decimal(0)
    assert change(same, same, "2023年预算") == "与2023年预算持平"
    assert (
        change(same, zero, "2023年预算")
        == "比2023年预算增加12.00万元（2023年预算为0.00万元，不计算增幅）"
    )


@pytest.mark.parametrize("made", [coastal_sample(), southern_sample()], ids=["coastal", "southern"])
def test_every_table_is_rectangular_and_its_spans_cover_what_they_claim(made: Disclosure) -> None:
    for table in made.tables:
        assert all(len(row) == table.columns for row in table.rows)
        covered = sum(c.across * c.down for row in table.rows for c in row if c)
        assert covered == len(table.rows) * table.columns, table.full_name


@pytest.mark.parametrize(
    "printer", [print_pdf, print_docx, print_xlsx, print_text], ids=lambda p: p.__name__
)
@pytest.mark.parametrize("made", [coastal_sample(), southern_sample()], ids=["coastal", "southern"])
def test_any_layout_prints_in_any_format_and_twice_the_same(made: Disclosure, printer) -> None:
    first = printer(made)
    assert len(first.data) < 400_000
    assert printer(made).data == first.data


def test_pdf_cells_are_where_another_reader_finds_them() -> None:
    made = coastal_sample()
    printed = print_pdf(made)
    table = made.table("general")
    with pdfplumber.open(io.BytesIO(printed.data)) as pdf:
        pages = [pdf.pages[n - 1].extract_tables()[0] for n in printed.pages("general")]
    rows = [
        [(cell or "").replace("\n", "") for cell in row]
        for row in pages[0] + pages[1][table.header_rows :]
    ]
    assert rows == table.grid


def test_a_pdf_table_over_pages_repeats_its_header_or_does_not() -> None:
    made = coastal_sample()
    printed = print_pdf(made, Paper(padding=14))
    repeated, plain = (printed.pages(key)[1] for key in ("general", "economic"))
    assert "功能分类科目编码" in printed.page_texts[repeated - 1]
    assert "经济分类科目编码" not in printed.page_texts[plain - 1]


def test_docx_cells_are_really_merged() -> None:
    made = coastal_sample()
    word = docx.Document(io.BytesIO(print_docx(made).data))
    header = word.tables[1].rows[0].cells
    assert [cell.text for cell in header] == ["项目"] * 4 + ["收入预算"] * 5
    assert header[0]._tc is header[3]._tc


def test_xlsx_figures_are_numbers_with_the_format_that_prints_them() -> None:
    book = openpyxl.load_workbook(io.BytesIO(print_xlsx(southern_sample()).data))
    sheet = book["表五"]
    cell = sheet["C6"]
    assert isinstance(cell.value, int | float)
    assert cell.number_format == "#,##0.00"
    assert "A4:B4" in {str(area) for area in sheet.merged_cells.ranges}


def test_text_conversion_loses_spans_and_cuts_a_sentence_at_a_page_end() -> None:
    before, now = draw(VETERANS, 2024, 7, Decimal(100))
    text = print_text(southern(now, before, Style(2))).data.decode()
    assert "科目编码\t科目名称\t收入合计\t上年结转\t本年收入\t\t\t\t\n" in text
    assert re.search(r"[\u4e00-\u9fff]\n\n[\u4e00-\u9fff]+[，,。]", text.split("第二部分")[2])


def test_a_misstatement_changes_one_paragraph_and_nothing_else() -> None:
    clean = coastal_sample()
    key = next(p for p in clean.paragraphs if p.key == "sangong")
    amount = re.search(r"[\d.]+万元", key.text)
    assert amount
    told = misstate(clean, "sangong", amount[0], "99.99万元")
    assert sum(a != b for a, b in zip(clean.blocks, told.blocks, strict=True)) == 1


def test_a_stale_total_no_longer_equals_its_items() -> None:
    stale = stale_total(coastal_sample(), "economic", "商品和服务支出", (3, 5), Decimal(36000))
    with pytest.raises(AssertionError, match="合计"):
        assert_levels_add_up(totals(stale.table("economic"), 3), (3, 5))


def test_planting_in_a_place_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ValueError, match="is not in paragraph"):
        misstate(coastal_sample(), "sangong", "没有这句话", "99.99万元")
    with pytest.raises(ValueError, match="nothing was changed"):
        stale_total(coastal_sample(), "没有这张表", "合计", (3,), Decimal(1))


def test_a_listed_table_that_is_not_printed_stands_in_the_contents_only() -> None:
    clean = coastal_sample()
    made = list_absent_table(
        clean, clean.tables[-1].title, "10. 2024年部门项目支出预算表", "2024年部门项目支出预算表"
    )
    assert made.absent_tables == ("2024年部门项目支出预算表",)
    assert made.tables == clean.tables


def test_a_budget_without_other_income_has_only_fiscal_money() -> None:
    now: Budget = draw(EMERGENCY, 2025, 7)[1]
    assert now.total == now.fiscal == now.general_income
