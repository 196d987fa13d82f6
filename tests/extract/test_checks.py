"""Rules over a small budget: a clean one gives no alarm, one changed figure gives one finding."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.checks import RULES


def test_a_clean_budget_gives_no_alarm_and_most_rules_run(budget) -> None:
    findings = budget.findings()
    assert [f.message for f in findings if f.status == "broken"] == []
    skipped = {f.check for f in findings if f.status == "skipped"}
    assert len(skipped) < 66, skipped


def test_every_rule_says_something_about_every_document(prose_only) -> None:
    findings = prose_only("2024年部门预算收入 100.00 万元。").findings()
    assert {rule.id for rule in RULES} == {finding.check for finding in findings}


def test_a_rule_without_data_is_skipped_with_a_reason(prose_only) -> None:
    findings = prose_only("2024年部门预算收入 100.00 万元。").findings()
    skipped = [f for f in findings if f.check == "C07"]
    assert [(f.status, f.reason) for f in skipped] == [
        ("skipped", "缺少收支总表的收入总计和支出总计")
    ]


FAULTS = [
    ("收入总计 of one side", [("收入总计\t1,260.50", "收入总计\t1,260.60")], "C07"),
    ("本年收入合计", [("本年收入合计\t1,230.50", "本年收入合计\t1,203.50")], "C08"),
    ("a class of the balance", [("卫生健康支出\t40.00\n（", "卫生健康支出\t41.00\n（")], "C11"),
    (
        "basic of one row",
        [("行政运行\t560.00\t560.00\t0.00", "行政运行\t560.00\t506.00\t0.00")],
        "C12",
    ),
    ("an item of a group", [("奖金\t200.00\t200.00", "奖金\t202.00\t202.00")], "C15"),
    ("sangong total", [("2023年\t13.00", "2023年\t13.30")], "C18"),
    (
        "vehicles subtotal",
        [("1.00\t12.00\t0.00\t12.00\n2024", "1.00\t12.00\t0.00\t11.00\n2024")],
        "C19",
    ),
    ("income in text", [("预算收入 1,260.50 万元", "预算收入 1,206.50 万元")], "C54"),
    ("sangong in text", [("“三公”经费预算 12.80", "“三公”经费预算 12.40")], "C58"),
    ("procurement in text", [("总额 35.00 万元", "总额 53.00 万元")], "C61"),
    (
        "percent",
        [
            (
                "支出 1,260.50 万元，比2023年减少 139.50 万元，下降 9.96%",
                "支出 1,260.50 万元，比2023年减少 139.50 万元，下降 8.96%",
            )
        ],
        "C68",
    ),
    (
        "direction",
        [
            (
                "支出 1,260.50 万元，比2023年减少 139.50 万元，下降",
                "支出 1,260.50 万元，比2023年增加 139.50 万元，增长",
            )
        ],
        "C69",
    ),
    ("a doubled code", [("2080506\t机关事业单位职业年金", "2080505\t机关事业单位职业年金")], "C32"),
    ("a class under another name", [("213\t农林水支出", "213\t交通运输支出")], "C78b"),
    (
        "a template left in",
        [("机关运行经费预算 88.20 万元", "机关运行经费预算 88.20 万元，比上年增加（减少）XX万元")],
        "C82",
    ),
]


@pytest.mark.parametrize(
    ("changes", "check"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS]
)
def test_one_changed_figure_is_found(budget, changes, check) -> None:
    assert check in budget.with_(*changes).broken()


def test_a_finding_names_both_places_and_the_difference(budget) -> None:
    finding = next(
        f
        for f in budget.with_(("“三公”经费预算 12.80", "“三公”经费预算 12.40")).of("C58")
        if f.status == "broken"
    )
    assert finding.left.citation.quote.startswith("2024年“三公”经费预算 12.40 万元")
    assert finding.right[0].citation.quote == "12.80"
    assert finding.difference == Decimal("4000.00")
    assert "正文“三公”经费合计 12.40 万元" in finding.message
    assert "相差 0.40 万元" in finding.message


def test_one_wrong_class_total_is_one_finding(budget) -> None:
    changed = budget.with_(("工资福利支出\t640.00\t640.00", "工资福利支出\t604.00\t604.00"))
    assert [check for check in changed.broken() if check in ("C12", "C13", "C14", "C15")] == ["C15"]


def test_rounding_is_no_alarm(budget) -> None:
    changed = budget.with_(
        ("基本养老保险缴费支出\t107.00\t107.00", "基本养老保险缴费支出\t107.01\t107.01")
    )
    assert changed.broken() == []
    assert "rounding" in {finding.status for finding in changed.of("C14")}


def test_the_ratio_of_a_rounded_percentage_may_be_cut_off(budget) -> None:
    changed = budget.with_(("下降 9.96%", "下降 9.9%"))
    assert changed.broken() == []


def test_levels_that_are_not_printed_are_no_difference(budget) -> None:
    lines = [
        line
        for line in budget.text.split("\n")
        if not line.startswith(("20805\t", "21011\t", "21303\t"))
    ]
    assert type(budget)(budget.read, "\n".join(lines)).broken() == []


def test_a_total_with_operating_spending_needs_that_column(budget) -> None:
    changed = budget.with_(
        (
            "科目编码\t科目名称\t支出合计\t基本支出\t项目支出",
            "科目编码\t科目名称\t支出合计\t基本支出\t项目支出\t事业单位经营支出",
        ),
        (
            "2130301\t行政运行\t560.00\t560.00\t0.00",
            "2130301\t行政运行\t560.00\t500.00\t0.00\t60.00",
        ),
    )
    assert "C12" not in [
        f.check for f in changed.findings() if f.status == "broken" and "行政运行" in f.message
    ]


def test_an_increase_above_the_figure_itself_is_impossible(prose_only) -> None:
    text = "2024年政府性基金预算支出 0 万元，比2023年预算增加 142.30 万元。"
    assert "C71" in prose_only(text).broken()


def test_a_share_must_fit_some_total(prose_only) -> None:
    text = "本年支出合计 200.00 万元，其中：基本支出 150.00 万元，占 75.00%；项目支出 50.00 万元，占 24.00%。"
    assert prose_only(text).broken() == ["C56"]


ITEM = (
    "1.“农林水支出（类）水利（款）防汛（项）”{0}万元，主要用于防汛物资。2023年当年预算执行数为400.00万元，"
    "2024年预算安排{1}万元，比2023年预算执行数增加25.00%。主要原因是：防汛经费增加。"
)


def test_an_item_in_text_is_compared_with_its_row(budget) -> None:
    changed = budget.with_(
        (
            "### 五、其他",
            "### 五、支出内容\n\n" + ITEM.format("500.00", "500.00") + "\n\n### 六、其他",
        )
    )
    assert changed.broken() == []
    wrong = budget.with_(
        (
            "### 五、其他",
            "### 五、支出内容\n\n" + ITEM.format("550.00", "550.00") + "\n\n### 六、其他",
        )
    )
    assert "C57" in wrong.broken()


def test_headline_and_plan_of_one_item_agree(prose_only) -> None:
    assert prose_only(ITEM.format("490.00", "500.00")).broken() == ["C72"]


def test_the_direction_word_of_an_outturn_fits_its_figures(read, budget) -> None:
    text = (
        "# 云江市青岚区水务局2023年度部门决算\n\n## 五、支出决算情况\n\n"
        "1、农林水支出（类）水利（款）防汛（项）。年初预算为120.00万元，支出决算为130.00万元。决算数小于预算数的主要原因：节约开支。\n"
    )
    assert type(budget)(read, text).broken() == ["C75"]


def test_a_table_noted_as_empty_holds_no_figure(budget) -> None:
    changed = budget.with_(
        (
            "2024年\t12.80\t0.00\t0.80\t12.00\t0.00\t12.00\n",
            "2024年\t12.80\t0.00\t0.80\t12.00\t0.00\t12.00\n\n注：本部门无“三公”经费预算，故本表为空表。\n",
        )
    )
    assert "C52" in changed.broken()


def test_purchases_add_up_to_their_kind_where_codes_show_that_none_is_a_group(budget) -> None:
    listed = "A\t货物类\t20.00\nA020101\t计算机\t12.00\nA020204\t打印机\t8.00\n"
    assert budget.with_(("A\t货物类\t20.00\n", listed)).broken() == []
    assert budget.with_(("A\t货物类\t20.00\n", listed.replace("12.00", "13.00"))).broken() == [
        "C21"
    ]
    grouped = listed.replace("A020101\t", "\t").replace("A020204\t", "\t").replace("8.00", "12.00")
    assert budget.with_(("A\t货物类\t20.00\n", grouped)).broken() == []


@pytest.mark.parametrize(("said", "broken"), [("减少 1.00", False), ("减少 1.70", True)])
def test_a_change_is_held_against_last_years_budget_and_not_against_what_was_spent(
    budget, said: str, broken: bool
) -> None:
    table = (
        "项目\t2023年预算数\t2023年执行数\t2024年预算数\n合计\t13.80\t11.10\t12.80\n"
        "因公出国（境）费\t0.00\t0.00\t0.00\n公务接待费\t1.80\t0.60\t0.80\n"
        "公务用车购置及运行维护费\t12.00\t10.50\t12.00\n其中：公务用车购置费\t0.00\t0.00\t0.00\n"
        "公务用车运行维护费\t12.00\t10.50\t12.00\n"
    )
    start = budget.text.index("年度\t合计\t因公出国")
    old = budget.text[start : budget.text.index("\n表五", start)]
    made = budget.with_((old, table), ("比2023年减少 0.20", f"比2023年预算{said}"))
    assert ("C73" in made.broken()) is broken
