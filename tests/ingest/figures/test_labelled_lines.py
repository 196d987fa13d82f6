"""Lines of labels and values: the head of a form in a text conversion, under its project."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.read import read_document
from ingest.read_facts import read_facts

BOOK = "# 2024年云江市青岚区水务局部门预算\n\n## 绩效目标表\n\n{lines}\n"


def said(folder: Path, lines: str) -> list[tuple[str, str]]:
    path = folder / "budget.md"
    path.write_text(BOOK.format(lines=lines), encoding="utf-8")
    facts = read_facts(read_document(path))
    return [("/".join(fact.row_path), f"{fact.value}{fact.unit}") for fact in facts]


@pytest.mark.parametrize("blank", ["　　　　", "    "])
def test_money_in_a_line_of_labels_is_that_of_the_project_named_above(tmp_path, blank) -> None:
    lines = f"项目名称：河道保洁{blank}业务主管部门：青岚区水务局\n\n当年预算（万元）：162.00{blank}项目分类：一般性项目"
    assert said(tmp_path, lines) == [("河道保洁/当年预算", "162.00万元")]


def test_a_unit_may_stand_behind_the_value(tmp_path) -> None:
    assert said(
        tmp_path, "项目名称：河道保洁\n\n资金总额：80.00万元　　其中财政资金：60.00万元"
    ) == [
        ("河道保洁/资金总额", "80.00万元"),
        ("河道保洁/其中财政资金", "60.00万元"),
    ]


def test_a_line_that_says_more_than_labels_is_a_sentence(tmp_path) -> None:
    found = said(tmp_path, "“三公”经费预算：全年安排12.00万元，比上年减少3.00万元。")
    assert [figure for _, figure in found] == ["12.00万元", "-3.00万元"]
