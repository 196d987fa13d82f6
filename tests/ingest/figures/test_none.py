"""Clauses that deny."""

from __future__ import annotations

import pytest

from ingest.figures.none import nothing_in


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        ("2019年本部门无政府性基金预算支出", ["政府性基金预算支出"]),
        (
            "无政府性基金预算财政拨款收入和支出",
            ["政府性基金预算财政拨款收入", "政府性基金预算财政拨款支出"],
        ),
        ("没有使用政府性基金预算拨款安排的支出", ["政府性基金预算拨款支出"]),
        ("国有资本经营预算财政拨款支出表空表列示", []),
        ("因公出国(境)费用未安排", ["因公出国(境)费用"]),
        ("会议费、培训费均未安排", ["会议费", "培训费"]),
        ("上年公务接待费未安排", []),
        ("该项经费未安排", []),
        ("本部门无其他情况说明", []),
        ("无形资产摊销支出", []),
        ("与上年相比无增减变化", []),
        ("无二级预算单位纳入部门预算编制范围", []),
    ],
)
def test_only_money_that_is_denied_counts(clause: str, names: list[str]) -> None:
    assert [denied.name for denied in nothing_in(clause)] == names


@pytest.mark.parametrize("clause", ["无", "本单位不涉及", "本部门2025年无此项支出"])
def test_a_lone_denial_is_about_the_topic(clause: str) -> None:
    assert [denied.name for denied in nothing_in(clause, ("国有资本经营预算支出",))] == [
        "国有资本经营预算支出"
    ]
    assert nothing_in(clause) == []
