"""How many of a thing there are, by the number behind its own name in a sentence."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

SAID = """# 2025年沙岬区人民医院单位预算

## 一、机构设置
沙岬区人民医院为二级甲等综合医院。设职能科室17个、临床科室29个，编制床位480张，实际开放床位523张。

## 二、收支总体情况
2025年收支总预算9100.00万元。
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    folder: Path = tmp_path_factory.mktemp("things")
    return library(folder, SAID)


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        ("有多少临床科室", ["29"]),
        ("实际开放床位多少", ["523"]),
        ("有多少张床位", ["480", "523"]),
        ("职能科室有几个", ["17"]),
    ],
)
def test_a_thing_is_counted_where_the_number_stands_behind_its_name(
    sources: Sources, asked: str, values: list[str]
) -> None:
    said = ask(f"沙岬区人民医院{asked}？", sources)
    assert [f.value for f in said.figures] == list(map(Decimal, values))


def test_a_thing_that_is_not_counted_is_not_told(sources: Sources) -> None:
    assert ask("沙岬区人民医院有多少救护车？", sources).kind == "not_found"
