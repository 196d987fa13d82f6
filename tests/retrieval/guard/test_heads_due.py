"""Posts and the people in them are two counts."""

from __future__ import annotations

from pathlib import Path

from tests.retrieval.budgets import ask, library

UNITS = """# 2024年北河市云江区水利局部门决算

表一
## 部门决算单位构成及人员情况表
部门：北河市云江区水利局
单位：人
序号	单位名称	编制人数	年末实有人数
1	云江区水利局（本级）	30	28
2	云江区堤防管护大队	24	22
合计		54	50
"""


def test_posts_are_never_given_for_the_people_in_them(tmp_path: Path) -> None:
    sources = library(tmp_path, UNITS)
    for unit in ("堤防大队", "云江区堤防管护大队"):
        posts = ask(f"云江区水利局2024年{unit}编制多少人？", sources)
        assert {f.value for f in posts.figures} <= {24}, posts.text
        there = ask(f"云江区水利局2024年{unit}实有多少人？", sources)
        assert {f.value for f in there.figures} <= {22}, there.text


def test_the_heads_of_one_unit_stay_those_of_that_unit(tmp_path: Path) -> None:
    turns = ["云江区水利局2024年云江区堤防管护大队编制人数多少？", "实有呢？"]
    said = ask(turns, library(tmp_path, UNITS))
    assert {f.value for f in said.figures} <= {22}, said.text
