"""Values go to JSON and come back exactly."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.amount import Unit
from ingest.citation import Box, Citation, Piece
from ingest.document import Document
from ingest.facts import Finding, FindingSide
from ingest.read import read_document
from ingest.store.serial import codec, from_json, to_json


class Pair(NamedTuple):
    left: Decimal | None
    right: tuple[int, ...]


@dataclass(frozen=True)
class Record:
    name: str
    unit: Unit | None
    pairs: tuple[Pair, ...]
    span: tuple[int, str] = (0, "")


def _again(kind: type, value: object) -> object:
    return codec(kind).load(from_json(to_json(codec(kind).dump(value))))


def test_decimals_keep_their_digits_and_enums_their_type() -> None:
    record = Record("表一", Unit.WAN, (Pair(Decimal("1211.00"), (1, 2)), Pair(None, ())), (3, "是"))
    back = _again(Record, record)
    assert back == record
    assert isinstance(back, Record)
    assert str(back.pairs[0].left) == "1211.00"
    assert back.unit is Unit.WAN


@given(st.decimals(allow_nan=False, allow_infinity=False), st.lists(st.integers()), st.text())
def test_every_value_comes_back_as_it_was(value: Decimal, numbers: list[int], name: str) -> None:
    record = Record(name, None, (Pair(value, tuple(numbers)),))
    back = _again(Record, record)
    assert back == record
    assert isinstance(back, Record)
    assert str(back.pairs[0].left) == str(value)


def test_a_finding_keeps_both_sides_with_their_places() -> None:
    piece = Piece(1, 7, "第7页", (Box(7, 1.5, 2.25, 3.125, 4.0),))
    cited = Citation("甲.pdf", "ab" * 32, "第一部分 > 表一", 7, (piece,), "51,447")
    side = FindingSide("收入总计", Decimal("51447"), "万元", cited)
    finding = Finding(
        "ab" * 32, "甲.pdf", "income", "收支相等", "broken", "error", "相差 1", side,
        (side, FindingSide("名称", None, None, None, "甲局")), Decimal("1"), Decimal("0"),
    )  # fmt: skip
    assert _again(Finding, finding) == finding


def test_json_is_compact_and_chinese_is_readable() -> None:
    assert to_json(codec(Record).dump(Record("表一", None, ()))) == (
        '{"name":"表一","unit":null,"pairs":[],"span":[0,""]}'
    )


def test_a_type_without_a_json_form_is_refused_when_the_codec_is_made() -> None:
    with pytest.raises(TypeError, match="no JSON form"):
        codec(bytes)


def test_a_real_document_comes_back_equal(real_pdfs: list[Path]) -> None:
    document = read_document(min(real_pdfs, key=lambda path: path.stat().st_size))
    assert _again(Document, document) == document


def test_a_text_document_comes_back_equal(seeds: list[Path]) -> None:
    document = read_document(seeds[0])
    written = codec(Document).dump(document)
    assert codec(Document).load(json.loads(json.dumps(written))) == document
