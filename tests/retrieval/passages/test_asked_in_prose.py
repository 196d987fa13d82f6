"""What prose says of a noun, a deed, a count: whole, of the thing asked for, and nothing beside it."""

from __future__ import annotations

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

GRAIN = """
2025年北河市云江区粮食局部门预算
## 一、主要职能
一、加强党的建设。落实党建责任制。
二、管理粮油储备。负责区级储备粮的轮换。
## 二、机构设置
云江区粮食局内设办公室、储备科2个科室。
（一）下属事业单位
1.云江区粮油质量站
2.云江区储备库
（二）派出机构
1.东仓派驻组
2.西仓派驻组
从预算单位构成看，纳入编制范围的预算单位共2家，包括：云江区粮食局本级、云江区储备库。
## 三、有关情况说明
2025年处置报废车辆2辆，处置收入4.16万元，已上缴国库。
2025年收入增加的主要原因是中介机构服务费增加。
财政委托业务（项）41.80万元，主要用于委托中介机构开展各类审计。
通过委托中介机构参与项目评审，促进履行职责。
公务接待费2.60万元，比上年减少0.60万元，主要原因是严控陪餐人数。
适龄粮库库存粮质量达标率98.6%。上年结转12.00万元，系粮情监测系统运维项目跨年度实施结转资金。
年末结转结余14.00万元，主要是仓库改造尾款待次年支付。
全年国内公务接待7批次，共62人次，无外宾接待。
云江区粮食局2025年没有使用政府性基金预算拨款安排的支出。
支出包括：粮油物资储备支出、住房保障支出。
重点项目：仓库屋面更新改造补贴85.00万元。立项依据为区政府会议纪要；实施主体为储备科；实施周期为2025年1月至12月；年度绩效目标为：更新屋面不少于8500平方米，带动仓容提高。
开设粮食检验、仓储管理、粮油加工等3个专业，学员86人。粮情超限率控制在1%以内。
2025年粮库维修补助3个项目，其中：屋面维修补助85.00万元，资金直接下达乡镇。
项目名称：粮库虫害防治　　业务主管部门：云江区粮食局
当年预算（万元）：16.00　　项目分类：一般性项目
当年绩效目标：全年熏蒸粮库12座。
表三
## 项目支出表
单位：万元
项目名称	合计
仓库屋面更新改造补贴	85.00
粮情监测系统运维	12.00
## 四、名词解释
（一）上年结转：指2024年仓库改造项目未完工、结转到2025年支付的工程款。
（二）事业收入：指开展业务活动取得的收入，本单位主要为检测收入。
（三）单位预留机动经费：指预算单位年初预留的经费。
（四）基本支出：指为保障机构正常运转而发生的支出。
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("prose"), GRAIN)


def test_what_somebody_does_is_told_by_sentences_with_a_deed_in_them(sources: Sources) -> None:
    text = ask("云江区粮食局2025年请中介机构做哪些工作", sources).text
    assert "开展各类审计" in text
    assert "参与项目评审" in text
    assert "收入增加" not in text
    assert "储备科" not in text


def test_offices_are_still_asked_for_by_their_word(sources: Sources) -> None:
    assert "办公室、储备科" in ask("云江区粮食局有哪些内设机构", sources).text
    assert "储备科" in ask("云江区粮食局的机构有哪些", sources).text


def test_what_an_office_is_there_for_in_everyday_words(sources: Sources) -> None:
    text = ask("云江区粮食局平时主要管些什么", sources).text
    assert "加强党的建设" in text
    assert "储备粮的轮换" in text


def test_which_money_a_term_is(sources: Sources) -> None:
    text = ask("云江区粮食局2025年预算说的“上年结转”具体指哪笔钱", sources).text
    assert "对“上年结转”的解释" in text
    assert "仓库改造项目未完工" in text


def test_two_counts_of_one_sentence_are_both_told(sources: Sources) -> None:
    found = ask("云江区粮食局2025年公务接待了多少批次、多少人", sources)
    assert [(str(f.value), f.unit) for f in found.figures] == [("7", "批次"), ("62", "人次")]
    one = ask("云江区粮食局2025年公务接待了多少人次", sources)
    assert [(str(f.value), f.unit) for f in one.figures] == [("62", "人次")]


def test_two_counts_are_refused_where_one_is_not_said(sources: Sources) -> None:
    assert ask("云江区粮食局2025年公务接待了多少批次、多少公里", sources).refused


def test_what_prose_says_of_a_project_is_found_behind_its_name(sources: Sources) -> None:
    goal = ask("云江区粮食局2025年仓库屋面更新改造补贴项目的年度绩效目标是怎么写的", sources).text
    assert "不少于8500平方米，带动仓容提高" in goal
    assert "实施主体" not in goal
    term = ask("云江区粮食局2025年仓库屋面更新改造补贴项目的实施周期", sources).text
    assert "1月至12月" in term
    assert "储备科" not in term


@pytest.mark.parametrize("matter", ["绩效目标是什么", "立项依据是什么", "由谁实施"])
def test_what_is_not_said_of_a_project_is_not_taken_from_another(
    matter: str, sources: Sources
) -> None:
    assert ask(f"云江区粮食局2025年粮情监测系统运维项目的{matter}", sources).refused


def test_what_a_fund_is_spent_on_is_nothing_where_there_is_none(sources: Sources) -> None:
    found = ask("云江区粮食局2025年政府性基金安排了哪些支出", sources)
    assert found.kind == "none_stated"
    assert "没有使用政府性基金" in found.text


def test_the_goal_over_a_form_is_that_of_its_project(sources: Sources) -> None:
    assert "熏蒸粮库12座" in ask("云江区粮食局2025年粮库虫害防治项目的绩效目标是什么", sources).text


@pytest.mark.parametrize(
    "question",
    [
        "云江区粮食局2025年事业收入增加是因为什么",
        "云江区粮食局2025年进口粮质量达标率是多少",
        "云江区粮食局2025年公务接待费用在哪些方面",
        "云江区粮食局2025年仓库屋面更新改造补贴要带动多少粮食消费",
    ],
)
def test_a_passage_beside_the_matter_is_refused(question: str, sources: Sources) -> None:
    assert ask(question, sources).refused


def test_what_money_a_remainder_is(sources: Sources) -> None:
    assert "改造尾款" in ask("云江区粮食局2025年年末结转结余主要是什么钱", sources).text


def test_a_list_in_a_sentence_is_told_whole(sources: Sources) -> None:
    text = ask("云江区粮食局2025年有哪些专业", sources).text
    assert "粮食检验、仓储管理、粮油加工等3个专业" in text


def test_a_rate_kept_within_a_bound_is_that_bound(sources: Sources) -> None:
    assert "1 %" in ask("云江区粮食局2025年粮情超限率要控制在多少以内", sources).text


def test_which_places_is_no_question_for_the_sentence_beside_them(sources: Sources) -> None:
    assert ask("云江区粮食局2025年哪些乡镇得到了屋面维修补助资金", sources).refused


@pytest.mark.parametrize(
    ("question", "printed", "other"),
    [
        ("云江区粮食局有哪几个派出机构", "东仓派驻组", "储备库"),
        ("云江区粮食局的直属事业单位是哪几家", "粮油质量站", "预留机动经费"),
    ],
)
def test_what_stands_under_its_own_heading_is_the_list(
    question: str, printed: str, other: str, sources: Sources
) -> None:
    text = ask(question, sources).text
    assert printed in text
    assert other not in text


def test_what_was_taken_in_is_the_income_of_the_sale(sources: Sources) -> None:
    assert "4.16 万元" in ask("云江区粮食局2025年处置报废车辆收了多少钱", sources).text
    assert ask("云江区粮食局2025年处置报废电脑收了多少钱", sources).refused
