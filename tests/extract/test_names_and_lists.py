"""Names of codes in several tables, lists of offices, contents printed as a table, columns changed about."""

from __future__ import annotations

import pytest

from extract.checks import run_checks
from ingest.figures.tables import table_facts
from tests.ingest.builders import ruled

HEAD = "# 2024年云江市青岚区水务局部门预算\n\n## 第三部分 部门预算表\n\n"
PROSE = "# 2024年云江市青岚区水务局部门预算\n\n## 第二部分 情况说明\n\n"
CODED = """{title}

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t1,060.00\t560.00\t500.00
213\t农林水支出\t1,060.00\t560.00\t500.00
21303\t水利\t1,060.00\t560.00\t500.00
2130301\t行政运行\t560.00\t560.00\t0.00
2130314\t{name}\t500.00\t0.00\t500.00

"""


def doc(budget, text: str, head: str = PROSE):
    return type(budget)(budget.read, head + text)


def three_tables(*names: str) -> str:
    titles = ("部门支出总表", "一般公共预算支出表", "财政拨款支出表")
    return "".join(CODED.format(title=t, name=n) for t, n in zip(titles, names, strict=True))


def test_a_code_bears_the_name_that_the_other_tables_give_it(budget) -> None:
    assert doc(budget, three_tables("防汛", "防汛", "防汛"), HEAD).broken() == []
    assert doc(budget, three_tables("防汛", "抗旱", "防汛"), HEAD).broken() == ["C78c"]


def test_a_name_that_is_cut_off_is_the_same_name(budget) -> None:
    assert doc(budget, three_tables("防汛抗旱", "防汛", "防汛抗旱"), HEAD).broken() == []


LISTED = "部门预算由局本级预算和{n}个下属单位预算组成。纳入2024年度部门预算编制范围的二级预算单位包括：1.青岚区河道管理站；2.青岚区水利工程质量监督站；3.青岚区移民服务中心。"


@pytest.mark.parametrize(
    "text",
    [
        LISTED,
        "纳入部门预算编制范围的二级预算单位共有{n}个：青岚区河道管理站、青岚区水利工程质量监督站、青岚区移民服务中心。",
        "青岚区水务局下属二级单位{n}个，其中行政单位0个，其他事业单位3个。主要包括：青岚区河道管理站、青岚区水利工程质量监督站、青岚区移民服务中心。",
        "部门预算包括局本级预算和所属{n}个单位预算，具体是：1.青岚区河道管理站；2.青岚区水利工程质量监督站；3.青岚区移民服务中心。",
    ],
)
def test_the_number_of_offices_is_the_number_of_names_in_whatever_words(budget, text) -> None:
    assert {f.status for f in doc(budget, text.format(n=3)).of("C65")} == {"ties"}
    assert doc(budget, text.format(n=5)).broken() == ["C65"]


def test_the_department_itself_may_head_the_list_of_its_offices(budget) -> None:
    text = LISTED.replace("1.青岚区河道", "1.青岚区水务局本级；2.青岚区河道")
    text = text.replace("；2.青岚区水利", "；3.青岚区水利").replace(
        "；3.青岚区移民", "；4.青岚区移民"
    )
    assert doc(budget, text.format(n=3)).broken() == []


def test_a_placeholder_in_place_of_a_reason_is_found(budget) -> None:
    said = "2024年机关运行经费148.36万元，比2023年减少9.72万元，下降6.15%，主要原因是XX。"
    assert doc(budget, said).broken() == ["C82"]


CONTENTS = """2024年部门预算

目 录

一、收入预算安排情况说明......2
二、支出预算安排情况说明......3
三、财政拨款支出预算情况说明......4
四、政府采购预算情况说明......5
{more}
青岚区水务局公开如下。

## 一、收入预算安排情况说明

见下。

## 二、支出预算安排情况说明

见下。

## 三、财政拨款支出预算情况说明

见下。

## 四、政府采购预算情况说明

见下。
"""


def test_a_part_listed_among_others_of_like_names_is_missed(budget) -> None:
    assert "C84b" not in doc(budget, CONTENTS.format(more=""), "").broken()
    more = "五、国有资本经营预算支出情况说明......6\n"
    assert doc(budget, CONTENTS.format(more=more), "").broken() == ["C84b"]


SANGONG = """财政拨款“三公”经费支出决算表

单位：万元

项目\t预算数\t决算数
合计\t9.50\t8.10
1.因公出国（境）费\t0.00\t0.00
2.公务用车运行维护费\t8.00\t7.00
3.公务接待费\t1.50\t1.10
"""
ACCOUNT = "# 云江市青岚区水务局2023年度部门决算\n\n## 第三部分 情况说明\n\n2023年度“三公”经费支出决算为8.10万元，其中：公务用车运行维护费支出决算为7.00万元；公务接待费支出决算为1.10万元。\n\n## 第二部分 2023年度部门决算表\n\n"


def test_two_columns_that_changed_places_are_one_finding(budget) -> None:
    assert doc(budget, SANGONG, ACCOUNT).broken() == []
    turned = SANGONG.replace("预算数\t决算数", "决算数\t预算数")
    found = doc(budget, turned, ACCOUNT)
    assert found.broken() == ["C58"]


FORM = """
项目名称 | 防汛物资储备 | 项目类别 | 特定目标类
主管部门 | 云水区水务局 | 联系电话 | 65110000
项目资金（元） | 项目资金总额 | 180,000.00 |
 | 其中：财政资金 | 150,000.00 |
 | 其他资金 | {other} |
"""


def test_the_money_of_a_form_is_that_of_its_sources() -> None:
    for other, status in (("30,000.00", "ties"), ("40,000.00", "broken")):
        document = ruled(FORM.format(other=other), header_rows=0, unit=None)
        found = run_checks(document, tuple(table_facts(document, document.tables[0])))
        assert {f.status for f in found if f.check == "C26b"} == {status}


def test_a_small_table_of_a_fund_names_a_code_as_the_large_one_does(budget) -> None:
    rows = [f"21303{n:02}\t水利第{n}项\t10.00\t10.00\t0.00" for n in range(1, 17)]
    land = "2120804\t农村基础设施建设支出\t20.00\t0.00\t20.00"
    head = "单位：万元\n\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
    tables = [
        ("部门支出总表", [*rows, land]),
        ("一般公共预算支出表", rows),
        ("政府性基金预算支出表", [land]),
    ]

    def broken(*names: str) -> list[str]:
        text = "".join(f"{title}\n\n{head}" + "\n".join(body) + "\n\n" for title, body in tables)
        return doc(budget, text.replace(*names) if names else text, HEAD).broken()

    assert "C78c" not in broken()
    last = f"政府性基金预算支出表\n\n{head}2120804\t农村基础设施建设支出"
    assert "C78c" in broken(last, last.replace("农村基础设施", "城市"))
