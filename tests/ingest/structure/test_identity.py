"""What documents say of themselves, in the ways they are printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.amount import Unit
from ingest.assemble import assemble
from ingest.document import DocumentInfo
from ingest.plaintext import read_text
from ingest.structure.unit_names import region_of

TABLE = "项目\t金额\n行政运行\t12.00"


def info(*lines: str) -> DocumentInfo:
    text = "\n\n".join(lines) + "\n"
    return assemble(read_text(Path("样例.txt"), text.encode()), "d" * 64, "样例.txt").info


@pytest.mark.parametrize(
    ("cover", "name", "year", "kind"),
    [
        (["# 2025年青川市云水区水务局 部门预算报告"], "青川市云水区水务局", 2025, "部门预算"),
        (["青川市云水区水务局", "2024年度部门决算"], "青川市云水区水务局", 2024, "部门决算"),
        (
            ["青川市云水区2025年区级单位预算", "预算单位：云水区供水中心"],
            "云水区供水中心",
            2025,
            "单位预算",
        ),
        (
            ["青川市云水区2025年区级部门预算", "预算主管部门：云水区水务局"],
            "云水区水务局",
            2025,
            "部门预算",
        ),
        (["2023年云水区水务局（本级）部门预算"], "云水区水务局（本级）", 2023, "部门预算"),
        (["关于云水区水务局2022年部门决算的说明"], "云水区水务局", 2022, "部门决算"),
        (["云水区水务局二〇二一年部门预算"], "云水区水务局", 2021, "部门预算"),
    ],
)
def test_the_cover_names_unit_year_and_kind(
    cover: list[str], name: str, year: int, kind: str
) -> None:
    found = info(*cover, "一、部门职责", "负责水务工作，并承办其他事项。")
    assert (found.unit_name, found.fiscal_year, found.kind) == (name, year, kind)


def test_owner_lines_above_tables_are_believed_over_a_short_name_on_the_cover() -> None:
    found = info(
        "2025 年水务局预算公开有关事项的说明",
        "一、收支情况", "如下。",
        "收支总表", "编制单位：青川市云水区水务局", "单位：万元", TABLE,
    )  # fmt: skip
    assert found.unit_name == "青川市云水区水务局"
    assert (found.region, found.unit) == ("青川市云水区", Unit.WAN)


def test_a_document_of_sentences_counts_in_the_unit_they_print() -> None:
    said = info(
        "2024年青川县水务局部门预算",
        "一、收入支出预算总体情况",
        "2024年本部门收入预算120.50万元，比上年增加3.20万元，其中节约用电500元。",
    )
    assert said.unit is Unit.WAN


def test_whom_a_school_answers_to_is_not_whose_budget_it_is() -> None:
    said = info(
        "2024年",
        "青川县第二中学单位预算公开",
        "主管部门：青川县教育局",
        f"支出预算总表\n编制单位：青川县第二中学 单位：万元\n{TABLE}",
        f"项目绩效目标表\n主管部门：青川县教育局\n{TABLE}",
    )
    assert (said.unit_name, said.fiscal_year, said.kind) == ("青川县第二中学", 2024, "单位预算")
    assert said.contradictions == ()


def test_foreign_words_of_a_scraped_page_are_cut_off_the_signature() -> None:
    found = info(
        "一、单位概况",
        "根据云水区规划编制本区水务计划，推动云水区供水发展。",
        "二、2014年部门预算",
        "2014年预算收入12万元。",
        "某某体育web版登录入口水务局",
        "2014年3月18日",
    )
    assert found.unit_name == "云水区水务局"


def test_a_name_without_its_district_gets_the_one_the_document_speaks_of() -> None:
    found = info(
        "区水务局2021年部门预算编制说明",
        "一、主要职责",
        "负责指导云水开发区的水务工作，协调云水分园有关工作。",
    )
    assert (found.unit_name, found.region) == ("云水区水务局", "云水区")


def test_navigation_words_become_no_unit() -> None:
    assert info("首页", "登录", "返回", "版权所有", "本页面没有预算内容。").unit_name is None


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("青川市云水区水务局", "青川市云水区"),
        ("江南省人大常委会办公厅", "江南省"),
        ("云水区城市管理局", "云水区"),
        ("中共青川市委宣传部", "青川市"),
        ("青川高新技术产业开发区管委会", "青川高新技术产业开发区"),
        ("水务局", None),
        ("社区服务中心", None),
    ],
)
def test_the_region_is_how_a_name_begins(name: str, region: str | None) -> None:
    assert region_of(name) == region


def test_a_report_on_something_else_on_top_tells_no_year() -> None:
    found = info(
        "云水区2023年财政预算执行情况报告",
        "云水区水务局2024年部门预算公开报告",
        "一、收支情况", "如下。",
        "支出表", "单位：元", "科目\t2023年预算数\t2024年预算数\n行政运行\t12.00\t13.00",
    )  # fmt: skip
    assert (found.fiscal_year, found.title) == (2024, "云水区水务局2024年部门预算公开报告")


def test_a_title_over_two_lines_is_one() -> None:
    assert info("云水区水务局", "2024年度部门决算", "一、职能", "略。").title == (
        "云水区水务局2024年度部门决算"
    )


def test_headings_and_tables_of_another_year_contradict() -> None:
    found = info(
        "2025年云水区水务局部门预算",
        "一、2024年总体绩效目标", "完成三项任务。",
        "二、上年结转情况", "没有结转。",
        "2023年支出总表", "单位：万元", TABLE,
    )  # fmt: skip
    assert len(found.contradictions) == 2
    assert "2024年" in found.contradictions[0]
    assert "2023年支出总表" in found.contradictions[1]


def test_an_owner_of_another_name_contradicts() -> None:
    found = info(
        "2025年云水区水务局部门预算", "一、收支", "如下。",
        "收支总表", "编制部门：云水区教育委员会", "单位：万元", TABLE,
    )  # fmt: skip
    assert "教育委员会" in found.contradictions[0]


def test_listed_tables_that_are_not_printed_are_absent() -> None:
    found = info(
        "2025年云水区水务局部门预算",
        "目录", "一、收支情况", "二、收支总表", "三、政府采购预算表",
        "一、收支情况", "如下（详见表九）。",
        "表一", "收支总表", "单位：万元", TABLE,
    )  # fmt: skip
    assert found.absent_tables == ("政府采购预算表", "表九")


def test_a_table_said_to_be_empty_and_not_printed_is_absent() -> None:
    found = info(
        "2025年云水区水务局部门预算",
        "一、关于空表的说明",
        "本部门2025年政府性基金预算支出情况表为空表。",
        "附表:1、2025年部门预算收支总表",
    )
    assert set(found.absent_tables) == {"政府性基金预算支出情况表", "2025年部门预算收支总表"}


def test_the_empty_tables_of_two_funds_are_two_tables() -> None:
    found = info(
        "2025年云水区水务局部门预算",
        "一、关于空表的说明",
        "国有资本经营预算财政拨款支出表空表列示，政府基金预算财政拨款支出表空表列示。",
    )
    assert set(found.absent_tables) == {
        "国有资本经营预算财政拨款支出表",
        "政府基金预算财政拨款支出表",
    }


def test_a_printed_table_under_a_slightly_other_title_is_not_absent() -> None:
    found = info(
        "目录", "一、收支情况", "二、政府采购支出预算表",
        "一、收支情况", "如下。",
        "2025年政府采购预算表", "单位：万元", TABLE,
    )  # fmt: skip
    assert found.absent_tables == ()


def test_placeholders_and_empty_cells_make_a_blank_form() -> None:
    rows = "项目\t金额\n财政拨款\t\n支出\t"
    found = info(
        "XX局2025年部门预算",
        "一、主要职能",
        "XX局有行政单位XX家，事业单位XX家，预算XX万元，比上年增加XX万元。",
        "收支总表",
        "单位：万元",
        rows,
    )
    assert found.blank_form
    assert not info("2025年云水区水务局部门预算", "收支总表", "单位：万元", TABLE).blank_form


EXPECTED = {
    "jiangsu_npc_office_2017_budget": ("江苏省人大常委会办公厅", 2017, "部门预算"),
    "jiangsu_procuratorate_2018_budget": ("江苏省人民检察院", 2018, "部门预算"),
    "shanghai_blank_final_account_form": ("上海市XX局", 2024, "部门决算"),
    "shanghai_putuo_commerce_2025_budget": ("上海市普陀区商务委员会", 2025, "部门预算"),
    "shanghai_putuo_commerce_2025_unit_budget": ("上海市普陀区商务委员会", 2025, "单位预算"),
    "shanghai_putuo_finance_2024_final_account": ("上海市普陀区财政局", 2024, "部门决算"),
    "shanghai_putuo_finance_2025_budget": ("上海市普陀区财政局", 2025, "部门预算"),
    "shanghai_putuo_wanli_2023_budget": ("上海市普陀区人民政府万里街道办事处", 2023, "部门预算"),
    "shanghai_putuo_wanli_2024_budget": ("上海市普陀区人民政府万里街道办事处", 2024, "部门预算"),
    "shanghai_putuo_wanli_2025_budget": ("上海市普陀区人民政府万里街道办事处", 2025, "部门预算"),
}


def test_the_real_documents_are_known_for_what_they_are(real_pdfs: list[Path]) -> None:
    from ingest.read import read_document

    for path in real_pdfs:
        found = read_document(path).info
        assert (found.unit_name, found.fiscal_year, found.kind) == EXPECTED[path.stem]


def test_a_year_alone_on_the_cover_is_the_year_of_its_account() -> None:
    found = info("2025 年度", "青川市云水区水务局", "单位预算", "一、主要职责", "负责水务工作。")
    assert (found.fiscal_year, found.kind) == (2025, "单位预算")
    assert found.title == "青川市云水区水务局2025年度单位预算"


def test_year_and_unit_are_found_where_only_tables_say_them() -> None:
    found = info(
        "收支总表", "编制单位：[105001]青川市云水区水务局", "单位：万元",
        "项目\t2024年预算数\n行政运行\t12.00",
    )  # fmt: skip
    assert (found.unit_name, found.fiscal_year) == ("青川市云水区水务局", 2024)


def test_the_name_of_a_fund_is_no_kind_of_account() -> None:
    found = info(
        "一般公共预算财政拨款基本支出决算明细表", "部门：云水区水务局", "单位：万元", TABLE
    )
    assert found.kind == "部门决算"


def test_two_units_for_one_table_are_said() -> None:
    found = info("收支总表（单位：元）", "部门：云水区水务局 单位：万元", TABLE)
    assert any("单位写了两种" in said for said in found.contradictions)


def test_tables_named_as_attached_but_not_printed_are_absent() -> None:
    found = info(
        "云水区水务局2024年部门预算", "一、绩效情况", "详见附件《项目支出绩效目标表》。",
        "附件：1.部门收支总表", "2.部门收入总表",
    )  # fmt: skip
    assert found.absent_tables == ("项目支出绩效目标表", "部门收支总表", "部门收入总表")
