"""Paragraphs as flat strings and their figures."""

from __future__ import annotations

import pytest

from ingest.figures.sentences import flatten, sentence_bounds, tokens_in
from ingest.read_facts import read_facts
from tests.ingest.builders import prose


def tokens(text: str) -> list[str]:
    document = prose(text)
    flat = flatten(document, document.paragraphs[0].pieces)
    return [f"{t.value}{t.unit}" for t in tokens_in(flat)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("经费 1,234.50 万元", ["1234.50万元"]),
        ("经费１２万元", ["12万元"]),
        ("增长13.2\\%，", ["13.2%"]),
        ("总预算1720.00万，其中", ["1720.00万元"]),
        ("乡镇诊疗人次58.4万，占全县的52.7%", ["52.7%"]),
        ("单价50万元以上的设备2台（套）", ["2台(套)"]),
        ("单价100万元（含）以上设备", []),
        ("满意度≥90%，不少于5家", []),
        ("增加-0.12万元", ["-0.12万元"]),
        ("第3项职责，2025年1月，20个工作日", []),
        ("办公费5.84万元、物业费14.72、差旅费0.74万元", ["5.84万元", "14.72万元", "0.74万元"]),
        ("经费预算数为零，比上年减少2万元", ["0万元", "2万元"]),
        ("《办法》第12条、[2013]20号", []),
        ("公务接待费 12 13万元", []),
    ],
)
def test_only_figures_with_a_unit_count(text: str, found: list[str]) -> None:
    assert tokens(text) == found


def test_the_way_back_is_exact_over_cut_lines() -> None:
    document = prose("预算 1\n6.5 万元")
    flat = flatten(document, document.paragraphs[0].pieces)
    (token,) = tokens_in(flat)
    span = flat.canonical(token.start, token.end)
    assert document.text[span.start : span.end] == "1\n6.5"


def test_a_sentence_ends_at_its_full_stop() -> None:
    assert sentence_bounds("甲1。乙2。丙", 4) == (3, 6)


def test_what_is_flattened_twice_is_that_of_its_own_document() -> None:
    first, second = prose("预算6.5万元"), prose("决算7.5万元")
    texts = [flatten(d, d.paragraphs[0].pieces).text for d in (first, second, first, first)]
    assert texts == ["预算6.5万元", "决算7.5万元", "预算6.5万元", "预算6.5万元"]


def test_a_text_too_long_to_keep_flattened_has_the_same_figures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paragraphs = [f"{year}年公务接待费支出{year - 2000}.5万元。" for year in range(2015, 2025)]
    whole = read_facts(prose(*paragraphs))
    monkeypatch.setattr("ingest.figures.sentences.MOST_KEPT", 40)
    assert len(whole) == 10
    assert read_facts(prose(*paragraphs)) == whole
