"""No unsupported number leaves; every quote is verbatim; every marker resolves."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.citation import Citation, Piece
from retrieval.writing.arithmetic import Term, compute
from retrieval.writing.verify import (
    Draft,
    Evidence,
    Statement,
    numbers_in,
    quote_holds,
    statement_holds,
    supported,
    verified,
)

TEXT = "收入总计\t51,447\t支出总计\t31,214,200.00\n三公经费15万元，比上年减少2万元，下降11.8%。"


def cite(quote: str) -> Citation:
    start = TEXT.index(quote)
    return Citation(
        "预算.txt", "d", "表一", None, (Piece(start, start + len(quote), "第1行"),), quote
    )


CELL = Evidence(cite("51,447"), "万元", ("2019年", "收入总计"))
SENTENCE = Evidence(cite("三公经费15万元，比上年减少2万元，下降11.8%。"), None, ("2019年",))


@pytest.mark.parametrize(
    "number", ["51,447 万元", "51447万元", "５１，４４７万元", "514,470,000元"]
)
def test_a_number_is_supported_in_any_writing_of_the_same_quantity(number: str) -> None:
    assert supported(number, CELL.citation, "万元")


@pytest.mark.parametrize(
    "number", ["51,448万元", "51,447元", "5,1447.1万元", "51,447%", "-51,447万元"]
)
def test_another_digit_unit_or_sign_is_not_supported(number: str) -> None:
    assert not supported(number, CELL.citation, "万元")


def test_a_cell_in_yuan_supports_its_exact_value_in_wan_yuan() -> None:
    assert supported("3,121.42万元", cite("31,214,200.00"), "元")


@given(st.integers(0, 4), st.integers(0, 9))
def test_a_changed_digit_never_stands(place: int, digit: int) -> None:
    digits = list("51447")
    changed = digits[place] != str(digit)
    digits[place] = str(digit)
    statement = Statement(f"2019年收入总计为 {int(''.join(digits))} 万元[1]。", core=True)
    assert statement_holds(statement, [CELL]) is not changed


def test_a_year_may_come_from_the_label_but_an_amount_may_not() -> None:
    assert statement_holds(Statement("2019年为 51,447 万元[1]。"), [CELL])
    labelled = replace(CELL, labels=("88 万以上设备", "88"))
    assert not statement_holds(Statement("为 88 万元[1]。"), [labelled])


def test_a_marker_without_evidence_does_not_stand() -> None:
    assert not statement_holds(Statement("收入总计为 51,447 万元[2]。"), [CELL])


def test_a_number_beside_the_wrong_marker_does_not_stand() -> None:
    assert not statement_holds(Statement("收入总计为 51,447 万元[2]。"), [CELL, SENTENCE])


def test_a_quotation_must_be_in_the_cited_text() -> None:
    assert statement_holds(
        Statement("三公经费15万元，比上年减少2万元[1]", verbatim=True), [SENTENCE]
    )
    assert not statement_holds(Statement("三公经费减少2万元[1]", verbatim=True), [SENTENCE])


def test_a_formula_is_computed_again() -> None:
    terms = (Term(Decimal(15), "万元", "15", 2), Term(Decimal(51447), "万元", "51,447", 1))
    share = compute("share", terms)
    assert share is not None
    good = Statement(f"占 0.03%：{share.formula}[1][2]。", (share,))
    assert statement_holds(good, [CELL, SENTENCE])
    wrong = replace(share, value=Decimal("0.04"))
    assert not statement_holds(
        Statement(f"占 0.04%：{share.formula}[1][2]。", (wrong,)), [CELL, SENTENCE]
    )
    lifted = replace(share, terms=(terms[0]._replace(value=Decimal(16)), terms[1]))
    assert not statement_holds(replace(good, computed=(lifted,)), [CELL, SENTENCE])


def test_a_quote_that_is_not_in_the_document_is_refused() -> None:
    assert quote_holds(CELL.citation, TEXT)
    assert not quote_holds(replace(CELL.citation, quote="51,448"), TEXT)


def test_a_failed_core_statement_takes_the_answer_with_it() -> None:
    draft = Draft((Statement("收入总计为 51,448 万元[1]。", core=True),), (CELL,))
    assert verified(draft, lambda _: TEXT) is None


def test_a_failed_side_statement_goes_and_the_rest_is_renumbered() -> None:
    statements = (
        Statement("另见 99 万元[1]。"),
        Statement("三公经费为 15 万元[2]。", core=True),
    )
    kept = verified(Draft(statements, (CELL, SENTENCE)), lambda _: TEXT)
    assert kept is not None
    assert [s.text for s in kept.statements] == ["三公经费为 15 万元[1]。"]
    assert kept.evidence == (SENTENCE,)


def test_numbers_are_read_with_unit_and_sign_and_markers_are_none() -> None:
    found = numbers_in("2019年收入 51,447 万元[1]，下降－2.5%，表3-1")
    assert [(n.value, n.unit) for n in found] == [
        (Decimal(2019), "年"), (Decimal(51447), "万元"), (Decimal("-2.5"), "%"),
        (Decimal(3), None), (Decimal(1), None),
    ]  # fmt: skip


def test_neighbouring_cells_never_become_one_number() -> None:
    assert [n.value for n in numbers_in("1,211\t1,211")] == [Decimal(1211), Decimal(1211)]
