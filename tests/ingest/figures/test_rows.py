"""Row labels: cleaning, numbering, units."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.assemble import assemble
from ingest.document import Document
from ingest.figures.columns import columns_of
from ingest.figures.rows import clean_label, numbering_level, row_labels, scope_of, unit_row
from ingest.figures.tables import table_facts
from ingest.plaintext import read_text
from tests.ingest.builders import info, ruled


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("（一） 一般公共 预算", "一般公共预算"),
        ("二十三、其他支出", "其他支出"),
        ("其中：财政拨款", "财政拨款"),
        ("1.财政拨款结余、结转", "财政拨款结余、结转"),
        ("2025年", "2025年"),
        ("因公出国（境）费", "因公出国（境）费"),
        ("<b>合计</b>", "合计"),
    ],
)
def test_a_label_is_what_is_left_of_numbering_and_markup(printed: str, label: str) -> None:
    assert clean_label(printed) == label


def test_levels_of_numbering() -> None:
    assert [numbering_level(t) for t in ("一、甲", "（一）甲", "1.甲", "(1)甲", "甲")] == [
        1,
        2,
        3,
        4,
        None,
    ]


def test_units_are_told_from_items() -> None:
    assert unit_row("青川市云水区水务服务中心", info())
    assert unit_row("青川市云水区水务局小计", info())
    assert not unit_row("社会保障和就业支出", info())
    assert scope_of("青川市云水区水务局", info()) == "部门"
    assert scope_of("青川市云水区水务局本级", info()) == "本级"
    assert scope_of("青川市云水区水务服务中心", info()) == "所属单位"


def test_of_which_rows_belong_to_the_row_above() -> None:
    document = ruled("""
        项目 | 预算数
        公务用车费 | 15
        其中：购置费 | 5
        公务接待费 | 3
    """)
    table = document.tables[0]
    labels = row_labels(table, columns_of(table, (0, 2), document.info), document.info)
    assert ["/".join(label.path) for _, label in labels] == [
        "公务用车费",
        "公务用车费/购置费",
        "公务接待费",
    ]


def test_a_lost_leading_zero_of_a_code_is_put_back() -> None:
    document = ruled("""
        类 | 款 | 科目名称 | 预算数
        301 |  | 工资福利支出 | 15
        301 | 2 | 津贴补贴 | 15
    """)
    table = document.tables[0]
    labels = row_labels(table, columns_of(table, (0, 4), document.info), document.info)
    assert [label.code for _, label in labels] == ["301", "30102"]


@pytest.mark.parametrize("mark", ["-", " ", ""])
def test_a_code_before_the_name_in_one_cell_is_the_code(mark: str) -> None:
    document = ruled(
        f"""
        科目                 | 合计
        合计                 | 12.00
        204{mark}公共安全支出     | 12.00
        20405{mark}法院           | 12.00
        2040504{mark}案件审判     | 12.00
        """
    )
    facts = table_facts(document, document.tables[0])
    assert [fact.code for fact in facts] == [None, "204", "20405", "2040504"]
    assert facts[-1].row_path == ("公共安全支出", "法院", "案件审判")


def test_a_coded_subject_beside_a_project_is_its_code_and_not_its_name() -> None:
    document = ruled(
        """
        项目名称       | 功能科目         | 金额
        审判装备购置   | 2040504-案件审判 | 8.00
        12345热线运行  | 2040502-一般事务 | 4.00
        """
    )
    facts = table_facts(document, document.tables[0])
    assert [(fact.code, fact.row_path) for fact in facts] == [
        ("2040504", ("审判装备购置",)),
        ("2040502", ("12345热线运行",)),
    ]


def test_columns_of_which_are_known_by_their_own_names() -> None:
    document = ruled(
        """
        科目编码 | 科目名称 | 合计 | 其中：基本支出 | 其中：项目支出
        201 | 一般公共服务支出 | 12.00 | 8.00 | 4.00
        """
    )
    facts = table_facts(document, document.tables[0])
    assert [fact.column_path[-1] for fact in facts] == ["合计", "基本支出", "项目支出"]


def test_labels_set_in_by_blanks_stand_under_the_row_above() -> None:
    text = """
项目\t金额
一、上年结转\t5.00
　　一般公共预算\t3.00
　　　专项\t1.00
　　政府性基金\t2.00
年末结转\t4.00
　　一般公共预算\t4.00
　　　　合　计\t9.00
""".lstrip()
    document = assemble(read_text(Path("样例.txt"), text.encode()), "d" * 64, "样例.txt")
    facts = table_facts(document, document.tables[0])
    assert ["/".join(fact.row_path) for fact in facts] == [
        "上年结转",
        "上年结转/一般公共预算",
        "上年结转/一般公共预算/专项",
        "上年结转/政府性基金",
        "年末结转",
        "年末结转/一般公共预算",
        "合计",
    ]


def paths_of(document: Document) -> list[str]:
    table = document.tables[0]
    columns = columns_of(table, (0, table.columns), document.info)
    return ["/".join(label.path) for _, label in row_labels(table, columns, document.info)]


def test_numbers_that_begin_again_under_a_plain_label_are_parts_of_it() -> None:
    document = ruled("""
        项目 | 决算数
        一、一般公共预算财政拨款 | 12
        二、政府性基金预算财政拨款 | 0
        本年收入合计 | 12
        年初财政拨款结转和结余 | 3
        一、一般公共预算财政拨款 | 3
        总计 | 15
    """)
    assert paths_of(document)[3:] == [
        "年初财政拨款结转和结余",
        "年初财政拨款结转和结余/一般公共预算财政拨款",
        "总计",
    ]


def test_numbers_that_begin_again_behind_a_total_are_not_of_it() -> None:
    document = ruled("""
        项目 | 预算数
        一、本年收入 | 12
        收入合计 | 12
        一、本年支出 | 12
    """)
    assert paths_of(document)[-1] == "本年支出"


def test_what_follows_of_which_without_a_number_is_a_part_too() -> None:
    document = ruled("""
        项目 | 数量
        1.车辆（辆） | 12
        其中：机要通信用车 | 2
        应急保障用车 | 3
        2.设备（台、套） | 4
        上年结转 | 1
    """)
    assert paths_of(document) == [
        "车辆（辆）",
        "车辆（辆）/机要通信用车",
        "车辆（辆）/应急保障用车",
        "设备（台、套）",
        "上年结转",
    ]


def test_names_in_three_columns_are_carried_down_and_totals_are_not() -> None:
    document = ruled("""
        采购大类 | 专项名称 | 采购物品名称 | 总计
        合计 |  |  | 9
        货物 |  |  | 5
         | 办公设备购置费 |  | 5
         |  | 台式计算机 | 3
         |  | 复印机 | 2
        服务 |  |  | 4
    """)
    assert paths_of(document) == [
        "合计",
        "货物",
        "货物/办公设备购置费",
        "货物/办公设备购置费/台式计算机",
        "货物/办公设备购置费/复印机",
        "服务",
    ]


def test_the_code_before_a_unit_is_not_of_its_name() -> None:
    document = ruled("""
        单位名称 | 项目名称 | 合计
        [105001]青川市云水区水文站 |  | 9
         | 校舍维修 | 9
    """)
    assert paths_of(document) == ["青川市云水区水文站", "青川市云水区水文站/校舍维修"]


def test_a_project_with_a_code_is_no_unit_though_its_name_ends_as_one() -> None:
    document = ruled("""
        项目名称 | 科目编码 | 预算数
        义务消防队 | 2240204 | 18
        文化站开放 | 2070109 | 5
    """)
    assert paths_of(document) == ["义务消防队", "文化站开放"]


def test_what_is_carried_over_stands_beside_the_total_of_the_year_though_it_is_set_in() -> None:
    text = (
        "云水区水务局2024年部门决算\n\n表一 收支总表\n\n单位：万元\n\n项目\t决算数\n"
        "本年收入合计\t9.00\n　　使用非财政拨款结余\t1.00\n　　年初结转和结余\t2.00\n总计\t12.00\n"
    )
    document = assemble(read_text(Path("样例.txt"), text.encode()), "d" * 64, "样例.txt")
    table = document.tables[0]
    columns = columns_of(table, (0, 2), document.info)
    labels = [label.path for _, label in row_labels(table, columns, document.info, document.text)]
    assert labels == [("本年收入合计",), ("使用非财政拨款结余",), ("年初结转和结余",), ("总计",)]


def test_a_column_printed_in_every_row_says_nothing_where_it_is_blank() -> None:
    document = ruled("""
        类型 | 单位（项目名称） | 预算数
         | 青川市云水区水文站 | 50
        特定目标类 | 测站改造 | 30
        特定目标类 | 河道整治 | 20
        特定目标类 | 堤防加固 | 10
         | 青川市云水区供水站 | 40
        特定目标类 | 管网更新 | 25
        特定目标类 | 水质监测 | 15
    """)
    facts = table_facts(document, document.tables[0])
    assert [fact.row_path for fact in facts][4:6] == [
        ("青川市云水区供水站",),
        ("青川市云水区供水站", "特定目标类", "管网更新"),
    ]


def test_parts_that_each_begin_with_of_which_stand_beside_each_other() -> None:
    document = ruled("""
        项目 | 计量单位 | 2025年末
        在职人员 | 人 | 74
        其中：员额法官 | 人 | 27
        其中：法官助理 | 人 | 21
        退休人员 | 人 | 29
    """)
    facts = table_facts(document, document.tables[0])
    assert ["/".join(fact.row_path) for fact in facts] == [
        "在职人员",
        "在职人员/员额法官",
        "在职人员/法官助理",
        "退休人员",
    ]
