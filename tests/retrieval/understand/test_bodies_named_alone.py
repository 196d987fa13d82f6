"""A body that only its department's paper prints is found by its name alone, whole or short."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from ingest.citation import Citation, Piece
from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

WATER = """# 2024年苇川省水利厅部门决算

## 表2 收入决算表（按单位）

单位：万元

| 单位名称 | 本年收入合计 | 财政拨款收入 |
|---|---|---|
| 苇川省水利厅本级 | 700.00 | 700.00 |
| 苇川省水文水资源中心 | 300.00 | 280.00 |
| 合计 | 1000.00 | 980.00 |
"""
FISHERY = """# 2024年苇港市渔政局部门决算

## 表1 收入支出决算总表

单位：万元

| 项目 | 决算数 |
|---|---|
| 本年收入合计 | 55.00 |
"""


@dataclass(frozen=True)
class Row:
    """A passage as a search gives it."""

    doc_id: str
    section: str
    text: str
    citation: Citation


def _searched(sources: Sources) -> Sources:
    """Every paper is found, the one that prints the words first."""

    def search(text: str, scope: Collection[str] | None, most: int) -> list[Row]:
        ids = [row.doc_id for row in sources.catalogue if scope is None or row.doc_id in scope]
        ids.sort(key=lambda doc_id: text[-4:] not in sources.document(doc_id).text)
        place = Citation("", "", "", None, (Piece(0, 1, ""),), "")
        return [Row(i, "", "", replace(place, doc_id=i)) for i in ids][:most]

    return replace(sources, search=search)


@pytest.mark.parametrize("name", ["苇川省水文水资源中心", "省水文水资源中心", "水文水资源中心"])
def test_a_body_named_alone_is_found_in_its_departments_paper(name: str, tmp_path: Path) -> None:
    sources = _searched(library(tmp_path, WATER, FISHERY))
    found = ask(f"{name}2024年财政拨款收入是多少？", sources)
    assert "280.00" in found.text


def test_a_body_that_no_paper_prints_is_not_found(tmp_path: Path) -> None:
    sources = _searched(library(tmp_path, WATER, FISHERY))
    assert ask("省防汛物资中心2024年财政拨款收入是多少？", sources).kind != "found"


CITY = """# 2025年苇川市汀洲区城市管理局部门预算

## 表2 收入总表（按单位）

单位：万元

| 单位名称 | 本年收入合计 | 财政拨款收入 |
|---|---|---|
| 汀洲区城市管理局（本级） | 700.00 | 700.00 |
| 汀洲区城市管理综合行政执法大队 | 300.00 | 280.00 |
| 合计 | 1000.00 | 980.00 |
"""


@pytest.mark.parametrize("name", ["汀洲区城管综合执法大队", "汀洲城管执法大队", "区城管执法大队"])
def test_a_body_below_is_known_by_a_short_form_behind_its_place(name: str, tmp_path: Path) -> None:
    sources = _searched(library(tmp_path, CITY, FISHERY))
    assert "280.00" in ask(f"{name}2025年财政拨款收入是多少？", sources).text


def test_a_body_of_another_place_is_refused(tmp_path: Path) -> None:
    sources = _searched(library(tmp_path, CITY, FISHERY))
    assert ask("南山区城管执法大队2025年财政拨款收入是多少？", sources).kind == "not_found"
