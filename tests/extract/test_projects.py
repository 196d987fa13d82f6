"""Projects: rows of tables that name them in a column of their own, and enumerations of prose."""

from __future__ import annotations

import pytest

HEAD = "# 2024年云江市青岚区水务局部门预算\n\n## 第三部分 部门预算表\n\n"

CODED = """项目支出预算表

单位：万元

序号\t项目名称\t科目编码\t金额\t备注
\t合计\t\t96.00\t
1\t老年食堂补助\t2081006\t36.00\t
2\t村道保洁外包\t2120501\t40.00\t
3\t中转站维护\t2120501\t20.00\t
"""

TWO_LEVELS = """项目支出表

单位：万元

一级项目\t二级项目\t功能科目\t合计\t一般公共预算\t单位资金
水利管理\t河道养护\t2130306-水利工程运行与维护\t40.00\t40.00\t
\t泵站更新\t2130305-水利工程建设\t26.00\t6.00\t20.00
防汛\t防汛物资\t2130314-防汛\t30.00\t30.00\t
合计\t\t\t96.00\t76.00\t20.00
"""


def doc(budget, table: str):
    return type(budget)(budget.read, HEAD + table)


def projects(budget) -> list[tuple[str | None, str | None]]:
    return [(r.values["name"], r.values["amount"]) for r in budget.record().lists["projects"]]


def test_a_code_beside_each_project_makes_no_table_of_items(budget) -> None:
    read = doc(budget, CODED)
    assert projects(read) == [
        ("老年食堂补助", "36.00"),
        ("村道保洁外包", "40.00"),
        ("中转站维护", "20.00"),
    ]
    assert read.broken() == []


def test_the_innermost_project_level_gives_the_names(budget) -> None:
    assert projects(doc(budget, TWO_LEVELS)) == [
        ("河道养护", "40.00"),
        ("泵站更新", "26.00"),
        ("防汛物资", "30.00"),
    ]


@pytest.mark.parametrize("table", [CODED, TWO_LEVELS])
def test_projects_add_up_to_the_total_above_or_below(budget, table) -> None:
    assert doc(budget, table.replace("\t40.00\t", "\t41.00\t")).broken()[:1] == ["C23"]


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年安排项目支出66.00万元：①河道养护40.00万元；②泵站更新26.00万元。",
        "2024年安排项目支出66.00万元：（1）河道养护40.00万元；（2）泵站更新26.00万元。",
        "项目支出主要有：河道养护40.00万元，泵站更新26.00万元。",
    ],
)
def test_projects_are_read_from_numbered_sentences(prose_only, sentence) -> None:
    assert projects(prose_only(sentence)) == [("河道养护", "40.00"), ("泵站更新", "26.00")]


@pytest.mark.parametrize(
    "sentence",
    [
        "项目支出66.00万元，其中：一般公共预算拨款40.00万元，政府性基金26.00万元。",
        "项目支出66.00万元，其中：商品和服务支出40.00万元，资本性支出26.00万元。",
        "项目支出66.00万元，其中：河道养护40.00万元，泵站更新36.00万元。",
    ],
)
def test_funds_classes_and_more_than_the_whole_are_no_projects(prose_only, sentence) -> None:
    assert projects(prose_only(sentence)) == []
