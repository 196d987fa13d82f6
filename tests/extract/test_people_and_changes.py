"""Staff, retirees and vehicles by kind or in small tables; changes with last year's figure printed."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "field", "value"),
    [
        ("政法专项编制148名，工勤编制6名；在职实有人数143人。", "staff_authorized", "154"),
        ("行政编制32名，事业编制18名，实有在职48人。", "staff_authorized", "50"),
        ("核定事业编制420人，年末实有在职人员396人。", "staff_authorized", "420"),
        ("行政编制46人，实有43人；事业编制168人，实有161人。", "staff_authorized", "214"),
        ("行政编制46人，实有43人；事业编制168人，实有161人。", "staff_actual", "204"),
        ("实有人员编制86人，其中：事业编制86人；在职在编实有事业人员79人。", "staff_actual", "79"),
        ("实有行政人员12人，实有事业人员79人。", "staff_actual", "91"),
        (
            "1.机关运行经费。2024年一般公共预算财政拨款运行经费241.79万元。",
            "operating_expenses",
            "241.79",
        ),
        ("年末编制人数228人，实有在职教职工219人。", "staff_actual", "219"),
        ("编制45名，其中行政编制30名、事业编制15名。", "staff_authorized", "45"),
        ("在职实有人数143人，其中公务员138人；离休1人，退休76人。", "retirees", "77"),
        ("退休人员38人。", "retirees", "38"),
        ("离退休人员19名，其中离休2人、退休17人。", "retirees", "19"),
        ("年末公务用车4辆。", "vehicles", "4"),
        ("截至2023年末，本局有公务用车2辆。", "vehicles", "2"),
    ],
)
def test_people_and_cars_are_counted_as_printed(prose_only, sentence, field, value) -> None:
    assert prose_only(sentence).record().as_json()[field]["value"] == value


def test_kinds_that_are_added_are_all_cited(prose_only) -> None:
    figure = prose_only("行政编制32名，事业编制18名。").record().figures["staff_authorized"]
    assert figure.how == "正文合计"
    assert figure.evidence is not None
    assert figure.evidence.quote == "行政编制32名，事业编制18名。"


@pytest.mark.parametrize(
    "sentence",
    [
        "机关行政编制32名。\n\n服务中心行政编制8名，事业编制12名。",
        "实有人数39人，其中行政编制17人，事业编制23人。",
    ],
)
def test_kinds_of_units_or_of_another_number_are_not_added(prose_only, sentence) -> None:
    assert prose_only(sentence).record().figures["staff_authorized"].state == "not_stated"


def test_a_small_table_gives_staff(budget) -> None:
    table = "# 2024年云江市青岚区水务学校单位预算\n\n## 人员情况\n\n类别\t编制数\t实有数\n事业编制\t186\t179\n聘用人员\t—\t32\n退休人员\t—\t61\n"
    figures = type(budget)(budget.read, table).record().figures
    assert (str(figures["staff_authorized"].value), str(figures["retirees"].value)) == ("186", "61")
    assert figures["staff_actual"].state == "not_stated"


def test_people_who_came_this_year_are_not_all_of_them(prose_only) -> None:
    figures = prose_only("新增退休人员3名，新增在职人员2人。").record().figures
    assert (figures["retirees"].state, figures["staff_actual"].state) == ("not_stated",) * 2


def test_a_column_of_the_retired_gives_them_where_no_other_kind_stands_beside_it(budget) -> None:
    rows = "单位名称\t编制数\t{more}退休人数\n局机关\t22\t{one}26\n河道站\t24\t{one}31\n合计\t46\t{one}57\n"
    head = "# 2024年云江市青岚区水务局部门预算\n\n## 人员情况\n\n"
    alone = type(budget)(budget.read, head + rows.format(more="", one=""))
    beside = type(budget)(budget.read, head + rows.format(more="离休人数\t", one="1\t"))
    assert str(alone.record().figures["retirees"].value) == "57"
    assert beside.record().figures["retirees"].state == "not_stated"


def test_small_tables_name_the_retired_under_a_head_and_count_cars_in_a_lone_column(budget) -> None:
    table = (
        "# 2024年云江市水务学校单位预算\n\n表一 人员编制情况表\n\n"
        "|单位名称|人员编制|实有人数||\n|---|---|---|---|\n|||在职人员|退休人员|\n"
        "|水务学校|24|22|19|\n|水文站|11|9|4|\n|合计|35|31|23|\n\n"
        "表二 2023年末国有资产占有使用情况表\n\n资产类别\t计量单位\t数量\t账面原值\n"
        "车辆\t辆\t3\t16.98\n图书\t册\t400\t2.35\n"
    )
    figures = type(budget)(budget.read, table).record().figures
    assert [str(figures[name].value) for name in ("retirees", "vehicles")] == ["23", "3"]


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("其中：因公出国（境）费用未安排；公务接待费5.01万元。", "stated_none"),
        ("上年因公出国（境）费用未安排；公务接待费5.01万元。", "not_stated"),
    ],
)
def test_a_nothing_said_behind_its_name_is_stated(prose_only, sentence, state) -> None:
    assert prose_only(sentence).record().figures["sangong_abroad"].state == state


@pytest.mark.parametrize(("title", "amount"), [("收入", "139.79"), ("财政拨款收入", None)])
def test_a_final_accounts_chapter_on_income_tells_its_change(budget, title, amount) -> None:
    text = (
        "# 2024年云江市青岚区水务局部门决算\n\n## 第二部分 情况说明\n\n"
        f"### 一、{title}决算情况说明\n\n2024年度收入合计2457.65万元。\n\n"
        "与上年相比，收入合计增加139.79万元，增长6.03%。主要原因是项目增加。\n"
    )
    assert (
        type(budget)(budget.read, text).record().as_json()["income_change_amount"]["value"]
        == amount
    )


@pytest.mark.parametrize(
    ("sentence", "amount", "percent"),
    [
        ("2024年收支总预算817.00万元，比上年预算760.00万元增加57.00万元，增长7.50%。", "57.00", "7.50"),
        ("2024年收支总预算817.00万元，同比减少57.00万元，下降6.52%。", "-57.00", "-6.52"),
        ("2024年度收、支总计均为817.00万元。与2023年度的760.00万元相比，收、支总计各增加57.00万元，增长7.50%。", "57.00", "7.50"),
        ("2024年收入总预算817.00万元，支出总预算817.00万元。与2023年预算数760.00万元相比，增加57.00万元，增长7.50%。", "57.00", "7.50"),
        ("2024年收入预算817.00万元，其中：其他收入15.00万元（含工作经费）。收入较去年增加57.00万元，增长7.50%，主要是项目增加。", "57.00", "7.50"),
        ("2024年度收入、支出总计均为817.00万元。与年初预算相比，收、支总计各增加9.00万元，主要是追加；与2023年度相比，收、支总计各增加57.00万元，增长7.50%。", "57.00", "7.50"),
        ("2024年总收入817.00万元，其中：一般公共预算697.00万元，单位资金120.00万元。与上年预算760.00万元相比增加57.00万元，增长7.50%。", "57.00", "7.50"),
    ],
)  # fmt: skip
def test_the_change_of_income_is_read(prose_only, sentence, amount, percent) -> None:
    read = prose_only(sentence)
    record = read.record().as_json()
    assert record["income_change_amount"]["value"] == amount
    assert record["income_change_percent"]["value"] == percent
    assert read.broken() == []


def test_the_change_of_a_part_of_income_is_not_that_of_all(prose_only) -> None:
    said = "2024年收入预算817.00万元。其他收入较去年增加5.00万元，增长2.00%。"
    assert prose_only(said).record().figures["income_change_amount"].state == "not_stated"


def test_last_years_figure_and_the_change_lead_to_this_year(prose_only) -> None:
    said = "2024年收支总预算817.00万元，比上年预算760.00万元增加67.00万元。"
    assert prose_only(said).broken() == ["C68"]
