"""The layouts that are data: every document ties, its record is printed in it, families agree."""

from __future__ import annotations

from decimal import Decimal

import pymupdf
import pytest

from evals.cases import Question, RecordGold
from evals.synthesis.answer_key import figures, table_keys
from evals.synthesis.catalogue import LAYOUTS, NAMES, disclosure
from evals.synthesis.composed_questions import composed_questions
from evals.synthesis.composed_records import composed_fields, composed_lists
from evals.synthesis.disclosure import Disclosure, Heading, Table
from evals.synthesis.families import family
from evals.synthesis.faults_tables import spots
from evals.synthesis.headings import numbered, numeral
from evals.synthesis.print_pdf import print_pdf
from evals.synthesis.print_scan import Scanner, print_scan, scanned_pages

EXACT, ROUNDED = 2, 3


def test_there_are_at_least_twenty_layouts_half_of_them_after_real_pages() -> None:
    assert len(NAMES) >= 22
    assert sum(bool(layout.modelled_on) for layout in LAYOUTS.values()) >= 10


def test_layouts_differ_in_every_dimension() -> None:
    every = LAYOUTS.values()
    assert {x.codes for x in every} == {"one", "three", "names", "joined"}
    assert {x.unit_place for x in every} == {"above", "title", "header", "prose"}
    assert {x.total for x in every} == {"first", "last", "none"}
    assert len({x.habit for x in every}) == 7
    assert len({x.narrative for x in every}) == 5
    assert {x.kind for x in every} == {"部门预算", "单位预算", "部门决算", "单位决算"}
    assert {(x.money.unit, x.money.places) for x in every} >= {
        ("元", 0),
        ("元", 2),
        ("万元", 0),
        ("万元", 1),
    }
    depths = {t.header_rows for name in LAYOUTS for t in disclosure(EXACT, name).tables}
    assert depths == {1, 2, 3, 4}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", [EXACT, ROUNDED])
def test_every_table_is_rectangular_and_its_spans_cover_what_they_claim(
    name: str, seed: int
) -> None:
    for table in disclosure(seed, name).tables:
        assert all(len(row) == table.columns for row in table.rows)
        covered = sum(c.across * c.down for row in table.rows for c in row if c)
        assert covered == len(table.rows) * table.columns, table.full_name


def by_code(table: Table, column: int) -> dict[str, Decimal]:
    """Values of a column by code; the total under ''."""
    return {
        s.cell.means.code or "": s.value
        for s in spots(table)
        if s.column == column and s.cell.means and s.cell.means.measure == "level"
    }


@pytest.mark.parametrize("name", LAYOUTS)
def test_classes_are_the_sums_of_their_parts_in_every_column(name: str) -> None:
    layout = LAYOUTS[name]
    if layout.money.unit == "万元" and layout.money.places < 2:
        pytest.skip("whole 万元 and tenths round")
    for table in disclosure(EXACT, name).tables:
        if table.key not in ("income", "expenditure", "general", "economic"):
            continue
        for column in range(table.columns):
            values = by_code(table, column)
            for code, value in values.items():
                parts = [v for c, v in values.items() if c[:-2] == code and len(c) > 3]
                assert not parts or len(code) < 3 or sum(parts) == value, (table.key, code)
            classes = [v for c, v in values.items() if len(c) == 3]
            assert "" not in values or not classes or values[""] == sum(classes), table.key


def test_the_same_seed_gives_the_same_document_and_another_seed_another() -> None:
    for name in NAMES:
        assert disclosure(4, name) == disclosure(4, name)
        assert disclosure(4, name) != disclosure(5, name)


def test_headings_are_numbered_as_the_habit_says() -> None:
    assert numbered("parts", (2,), "情况说明") == "第二部分 情况说明"
    assert numbered("parts", (2, 11), "采购") == "十一、采购"
    assert numbered("arabic", (3, 2), "采购") == "3.2 采购"
    assert numbered("dotted", (3, 2), "采购") == "(2) 采购"
    assert numbered("bold", (3, 2), "采购") == "采购"
    assert [numeral(n) for n in (1, 10, 12, 20, 21)] == ["一", "十", "十二", "二十", "二十一"]


def printed(made: Disclosure) -> str:
    cells = [cell for t in made.tables for row in t.grid for cell in row]
    return "\n".join([*cells, *(p.text for p in made.paragraphs), made.title])


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_field_of_the_record_quotes_what_is_printed(name: str) -> None:
    made = disclosure(EXACT, name)
    text = printed(made)
    fields = composed_fields(made)
    RecordGold.model_validate({"id": "r", "sha256": "", "fields": fields, **composed_lists(made)})
    assert sum(f["state"] != "not_stated" for f in fields.values()) >= 18
    for field, truth in fields.items():
        assert (truth["quote"] or "") in text, field


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_question_is_well_formed_and_its_evidence_is_printed(name: str) -> None:
    made = disclosure(EXACT, name)
    text = printed(made)
    questions = [Question.model_validate(q) for q in composed_questions(made, "0" * 64)]
    assert len(questions) >= 10
    assert len({q.id for q in questions}) == len(questions)
    assert all(e.quote in text for q in questions for e in q.evidence)
    assert {q.answer_type for q in questions} == {"figure", "refusal"}


def test_the_answer_key_names_the_section_and_the_figures_of_every_table() -> None:
    made = disclosure(EXACT, "delta")
    headings = {b.text for b in made.blocks if isinstance(b, Heading)}
    keys = table_keys(made)
    assert {k.section for k in keys} <= headings
    assert [k.number for k in keys][:3] == ["表一", "表二", "表三"]
    figure = next(f for f in figures(made) if f.means.code and len(f.means.code) == 7)
    assert figure.item == figure.means.row_path[-1]
    assert len(figure.means.row_path) == 3


def test_a_department_is_the_sum_of_its_units_and_follows_its_own_last_year() -> None:
    for seed in range(4):
        last, now, account, *units = family(seed)
        total = Decimal(composed_fields(now)["total_expenditure"]["value"] or 0)
        parts = [Decimal(composed_fields(u)["total_expenditure"]["value"] or 0) for u in units]
        assert total == sum(parts)
        assert len(units) >= 2
        assert last.fiscal_year == now.fiscal_year - 1
        change = Decimal(composed_fields(now)["income_change_amount"]["value"] or 0)
        assert total - Decimal(composed_fields(last)["total_income"]["value"] or 0) == change
        first = account.table("balance").grid[-1]
        assert Decimal(first[1].replace(",", "")) == total


def test_a_scan_has_pictures_and_no_text_and_the_same_specks_twice() -> None:
    made = disclosure(EXACT, "canyon")
    coarse = Scanner(dpi=72)
    scan = print_scan(made, coarse)
    assert scan.data == print_scan(made, coarse).data
    with pymupdf.open(stream=scan.data, filetype="pdf") as pdf:
        assert pdf.page_count == len(print_pdf(made).page_texts)
        assert not any(page.get_text().strip() for page in pdf)
        assert all(page.get_images() for page in pdf)
    assert next(scanned_pages(made, coarse)).startswith(b"\x89PNG")
