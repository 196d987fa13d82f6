"""What a clause before a figure is about."""

from __future__ import annotations

import pytest

from ingest.figures.subjects import subject_of
from tests.ingest.builders import info


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        ("2025年区水务局部门预算收入", ("部门预算收入",)),
        ("2025年本部门机关运行经费财政拨款预算", ("机关运行经费",)),
        ("区水务局2025年部门预算一般公共预算安排“三公”经费预算", ("三公经费",)),
        ("区水务局2025年一般公共预算安排支出", ("一般公共预算支出",)),
        ("一般公共预算财政拨款基本支出预算", ("基本支出",)),
        ("财政拨款基本支出", ("财政拨款基本支出",)),
        ("政府采购货物预算", ("政府采购货物",)),
        ("公务接待费支出决算", ("公务接待费",)),
        ("财政拨款收入（财政补助收入）", ("财政拨款收入",)),
        ("纳入2025年部门预算的政府采购项目", ("政府采购",)),
        ("2050803培训支出", ("培训支出",)),
        (
            "一般公共服务支出（类）财政事务（款）行政运行（项）",
            ("一般公共服务支出", "财政事务", "行政运行"),
        ),
        ("公共安全（类）支出", ("公共安全支出",)),
        ("本部门共有车辆", ("车辆",)),
        ("区水务局系统总编制", ("总编制",)),
        ("本年收入合计", ("本年收入合计",)),
        ("政府性基金预算", ("政府性基金预算",)),
        ("2025年预算数", ()),
        ("涉及预算金额", ()),
        ("年初预算为", ()),
    ],
)
def test_the_item_is_clean(clause: str, names: tuple[str, ...]) -> None:
    assert subject_of(clause, info()).names == names


def test_the_code_in_front_of_a_name_is_its_code() -> None:
    assert subject_of("2060101行政运行支出", info()).code == "2060101"


def test_a_bare_total_may_be_a_stage_of_what_was_said_before() -> None:
    assert subject_of("支出决算为", info()).lone
    assert not subject_of("基本支出", info()).lone


def test_talk_is_no_budget_item() -> None:
    assert subject_of("上年财政仅安排预留机动", info()).strength == 0
    assert subject_of("三公经费预算", info()).strength == 2
