"""Facts become columns and come back exactly."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ingest.citation import Box, Citation, Piece
from ingest.document import Span
from ingest.facts import Fact
from ingest.store.fact_record import COLUMNS, FactLoader, fact_columns, pieces_from, pieces_text

DOC = "ab" * 32
LABELS = st.text("科学技术 支出:1", max_size=4)
POINTS = st.floats(0, 900, allow_nan=False)
BOXES = st.builds(Box, st.integers(1, 99), POINTS, POINTS, POINTS, POINTS)
PIECES = st.lists(
    st.builds(Piece, st.integers(0), st.integers(0), LABELS, st.lists(BOXES).map(tuple)), max_size=3
).map(tuple)
CITED = st.builds(
    Citation, st.just("甲.pdf"), st.just(DOC), LABELS, st.none() | st.integers(), PIECES, LABELS
)
FACTS = st.builds(
    Fact,
    id=st.sampled_from([f"{DOC}:1:fact:3", "another"]),
    doc_id=st.just(DOC),
    table=st.none() | st.integers(0, 9),
    row=st.none() | st.integers(0, 9),
    column=st.none() | st.integers(0, 9),
    row_path=st.lists(LABELS, max_size=3).map(tuple),
    column_path=st.lists(LABELS, max_size=3).map(tuple),
    code=st.none() | st.just("2060101"),
    kind=st.just("amount"),
    value=st.none() | st.decimals(allow_nan=False, allow_infinity=False),
    printed=LABELS,
    unit=st.none() | st.just("万元"),
    year=st.none() | st.just(2024),
    stage=st.none() | st.just("决算"),
    measure=st.just("change"),
    side=st.none() | st.just("支出"),
    fund=st.none() | st.just("财政专户"),
    scope=st.just("本级"),
    state=st.just("blank"),
    confidence=st.floats(0, 1),
    citation=CITED,
    at=st.builds(Span, st.integers(0), st.integers(0)),
)


@given(FACTS)
def test_every_fact_comes_back_as_it_was(fact: Fact) -> None:
    row = fact_columns(fact)
    assert len(row) == len(COLUMNS)
    back = FactLoader().fact(DOC, "甲.pdf", row)
    assert back == fact
    assert str(back.value) == str(fact.value)


@given(PIECES)
def test_pieces_keep_their_boxes_to_the_last_digit(pieces: tuple[Piece, ...]) -> None:
    assert pieces_from(pieces_text(pieces)) == pieces


def test_equal_paths_are_kept_once() -> None:
    cited = Citation("甲.pdf", DOC, "第一部分", None, (Piece(0, 2, "第1行"),), "12")
    fact = Fact(
        f"{DOC}:1:fact:0", DOC, 0, 0, 0, ("支出", "合计"), ("预算数",), None, "amount",
        Decimal(12), "12", "元", 2024, None, "level", None, None, "部门", "printed", 1.0,
        cited, Span(0, 2),
    )  # fmt: skip
    loader, row = FactLoader(), fact_columns(fact)
    first, second = loader.fact(DOC, "甲.pdf", row), loader.fact(DOC, "甲.pdf", row)
    assert first.row_path is second.row_path


def test_a_fact_keeps_how_surely_it_was_recognised_and_older_rows_are_sure() -> None:
    cited = Citation("甲.pdf", DOC, "第一部分", None, (Piece(0, 2, "第1页"),), "12")
    fact = Fact(
        f"{DOC}:1:fact:0", DOC, 0, 0, 0, ("支出",), ("预算数",), None, "amount",
        Decimal(12), "12", "元", 2024, None, "level", None, None, "部门", "printed", 1.0,
        cited, Span(0, 2), 0.42,
    )  # fmt: skip
    row = fact_columns(fact)
    assert FactLoader().fact(DOC, "甲.pdf", row).recognition == 0.42
    assert FactLoader().fact(DOC, "甲.pdf", row[:-1]).recognition == 1.0
