"""A figure printed otherwise than the rest of its column may have been read wrongly."""

from __future__ import annotations

import pytest

from ingest.scanned.forms import odd_ones


@pytest.mark.parametrize(
    ("texts", "odd"),
    [
        (["1,211.00", "629.00", "36.00", "58.00", "7.00"], set()),
        (["1,211.00", "629.00", "36.00", "58.00", "7.0"], {4}),
        (["1,211", "8,751", "6,373", "2,040", "2,040", "1211"], {5}),
        (["1,211", "8,751", "6,373", "2.040;"], {3}),
        (["201", "20101", "2010101", "2010102", "201010"], {4}),
        (["12.00", "3.00", "4.00", "5.00", "—", "0"], set()),
        (["12.00", "3.00", "4.00", "5.00", "6.00", "一"], {5}),
        (["541,117.", "34,429"], {0}),
        (["行政运行", "机关服务", "12"], set()),
    ],
)
def test_what_is_printed_otherwise_stands_out(texts, odd):
    assert odd_ones(dict(enumerate(texts))) == odd
