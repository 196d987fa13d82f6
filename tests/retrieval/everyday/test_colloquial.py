"""Questions that say what the money buys are answered for the one item they point at."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, library

ECONOMIC = """
表四
## 一般公共预算基本支出表（按经济科目）
部门：北河市云江区财政局
单位：万元
科目编码	科目名称	金额
	合计	60.00
30201	办公费	9.00
30207	邮电费	11.00
30211	差旅费	13.00
30224	被装购置费	27.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("everyday"), budget() + ECONOMIC)


@pytest.mark.parametrize(
    ("question", "title", "wanted"),
    [
        ("云江财局2025年打电话、寄信、上网准备了多少钱", "邮电费", "11.00"),
        ("云江财局2025年给工作人员买火车票、住旅馆的钱有多少", "差旅费", "13.00"),
        ("云江财局2025年买纸张、订报纸、添文具要多少", "办公费", "9.00"),
        ("云江财局2025年做制服、发帽子的钱是多少", "被装购置费", "27.00"),
    ],
)
def test_everyday_words_of_one_item_give_its_figure_and_say_so(
    question: str, title: str, wanted: str, sources: Sources
) -> None:
    found = ask(question, sources)
    assert f"按“{title}”理解" in found.text
    assert [figure.value for figure in found.figures] == [Decimal(wanted)]


def test_everyday_words_of_two_items_are_asked_back_with_the_figure_of_each(
    sources: Sources,
) -> None:
    found = ask("云江财局2025年寄信、坐飞机准备了多少钱", sources)
    assert found.kind == "ambiguous"
    assert {figure.item: figure.value for figure in found.figures} == {
        "邮电费": Decimal("11.00"),
        "差旅费": Decimal("13.00"),
    }
    shown = [found.citations[figure.citation].quote for figure in found.figures]
    assert sorted(shown) == ["11.00", "13.00"]


def test_items_offered_with_one_and_the_same_amount_are_told_at_once(tmp_path: Path) -> None:
    text = budget() + ECONOMIC.replace("13.00", "11.00")
    found = ask("云江财局2025年寄信、坐飞机准备了多少钱", library(tmp_path, text))
    assert found.kind == "found"
    assert [figure.value for figure in found.figures] == [Decimal("11.00")]


def test_an_item_is_offered_without_a_figure_of_another_stage(sources: Sources) -> None:
    found = ask("云江财局2025年寄信、坐飞机实际花了多少钱", sources)
    assert not found.figures


@pytest.mark.parametrize(
    "question",
    [
        "云江财局2025年局长坐飞机、住旅馆花多少钱",
        "云江财局2025年张三的车票和住宿多少钱",
        "云江财局2025年股票赚了多少",
        "云江财局2025年人均打电话、寄信花多少",
    ],
)
def test_everyday_words_of_one_person_or_of_nothing_here_are_refused(
    question: str, sources: Sources
) -> None:
    assert ask(question, sources).refused


def test_a_printed_name_that_is_missing_is_not_taken_for_another(tmp_path: Path) -> None:
    found = ask("云江财局2025年印刷费和电话多少钱", library(tmp_path, budget() + ECONOMIC))
    assert "理解" not in found.text


PURCHASES = """
表五
## 政府采购预算表
部门：北河市云江区财政局
单位：万元
品目编码	品目名称	金额
	合计	8.50
A	货物类	8.50
A030205	碎纸机	1.60
A030801	速印机	6.90
"""


@pytest.mark.parametrize(
    "question",
    ["云江财局2025年买碎纸机花多少钱", "云江财局2025年政府采购预算里，购买碎纸机准备花多少钱"],
)
def test_a_thing_printed_by_its_own_name_is_no_everyday_word(question: str, tmp_path: Path) -> None:
    found = ask(question, library(tmp_path, budget() + ECONOMIC + PURCHASES))
    assert [figure.value for figure in found.figures] == [Decimal("1.60")]
    assert "理解" not in found.text


def test_buying_nothing_in_particular_is_refused(sources: Sources) -> None:
    assert ask("云江财局2025年买东西花多少钱", sources).refused


def test_who_travels_is_not_who_pays(sources: Sources) -> None:
    found = ask("云江财局2025年给职工出差准备了多少钱", sources)
    assert [figure.value for figure in found.figures] == [Decimal("13.00")]


@pytest.mark.parametrize(
    "question",
    ["云江财局2025年居民交的物业有多少钱", "云江财局2025年职工自己掏的车票多少钱"],
)
def test_what_others_pay_is_no_figure_of_the_budget(question: str, sources: Sources) -> None:
    assert ask(question, sources).refused


def test_two_words_of_one_item_outweigh_what_stays_unexplained(sources: Sources) -> None:
    found = ask("云江财局2025年跑一趟外地坐火车住旅馆预备多少钱", sources)
    assert "按“差旅费”理解" in found.text


OWN_ROWS = """
表六
## 项目支出预算表
部门：北河市云江区财政局
单位：万元
项目名称	金额
	55.00
云江少儿皮影戏排演经费	21.00
援黔干部工作经费	34.00
"""


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("云江财局2025年排那个皮影戏要花多少钱", "21.00"),
        ("云江财局2025年派去贵州支援的干部安排了多少钱", "34.00"),
    ],
)
def test_a_row_printed_under_a_name_of_its_own_is_found_by_a_part_of_it(
    question: str, wanted: str, tmp_path: Path
) -> None:
    found = ask(question, library(tmp_path, budget() + ECONOMIC + OWN_ROWS))
    assert [figure.value for figure in found.figures] == [Decimal(wanted)]


@pytest.mark.parametrize(
    "question",
    [
        "云江财局2025年停车费怎么交，多少钱",
        "云江财局2025年猪肉多少钱一斤",
        "云江财局2025年公积金贷款能贷多少",
        "云江财局2025年冬天烧锅炉要多少钱",
        "云江财局2025年采购打印机花多少钱",
    ],
)
def test_prices_formalities_and_what_is_not_printed_are_refused(
    question: str, sources: Sources
) -> None:
    assert ask(question, sources).refused


def test_what_is_said_not_to_be_meant_is_not_offered(sources: Sources) -> None:
    found = ask("云江财局2025年寄信打电话的钱有多少（不算出差）", sources)
    assert [figure.value for figure in found.figures] == [Decimal("11.00")]


def test_a_row_narrowed_by_a_word_of_the_question_goes_before_the_general_one(
    tmp_path: Path,
) -> None:
    text = budget() + ECONOMIC + "30217\t公务接待费\t5.00\n\t国内接待费\t3.00\n\t外事接待费\t2.00\n"
    found = ask("云江财局2025年给国内来的客人摆饭局、吃饭住宿花了多少", library(tmp_path, text))
    assert "国内接待费" in found.text
    assert {figure.value for figure in found.figures} <= {Decimal("3.00")}
    assert "外事接待费" not in found.text


def test_a_purchase_is_not_taken_for_one_that_only_shares_a_word(tmp_path: Path) -> None:
    bought = ECONOMIC.replace("按经济科目", "政府采购").replace("被装购置费", "电信服务")
    library_of_it = library(tmp_path, budget() + bought)
    found = ask("云江财局2025年网络运维采购预算是多少", library_of_it)
    assert not found.figures
    assert "电信服务" not in found.text


def test_a_long_question_that_one_word_only_touches_is_not_answered(sources: Sources) -> None:
    found = ask("云江财局2025年两百人齐聚宾馆研究工作，酒店账单合计多少", sources)
    assert not found.figures


@pytest.mark.parametrize(
    "question",
    [
        "云江财局2025年打办事电话一次多少",
        "云江财局2025年邮票去哪买多少合适",
        "云江财局2025年私家车一年加油多少",
        "云江财局2025年举报电话是多少？",
    ],
)
def test_a_price_a_place_or_a_private_thing_is_refused_not_asked_back(
    question: str, sources: Sources
) -> None:
    found = ask(question, sources)
    assert not found.figures
    assert found.kind != "ambiguous"


@pytest.mark.parametrize(
    ("question", "title", "wanted"),
    [
        ("云江财局2025年领导跑外地开座谈住招待所的预算", "差旅费", "13.00"),
        ("云江财局2025年做统一的工作服要花几万", "被装购置费", "27.00"),
    ],
)
def test_the_only_printed_item_near_the_words_is_answered_as_an_assumption(
    question: str, title: str, wanted: str, sources: Sources
) -> None:
    found = ask(question, sources)
    assert f"按“{title}”理解" in found.text
    assert [figure.value for figure in found.figures] == [Decimal(wanted)]


@pytest.mark.parametrize(
    "question",
    [
        "云江财局2025年给退伍兵找工作用了多少",
        "云江财局2025年修乡下的水渠花多少钱",
        "云江财局2025年孩子念书的补助多少钱",
    ],
)
def test_the_nearest_that_is_printed_does_not_stand_in_for_what_is_not(
    question: str, sources: Sources
) -> None:
    assert not ask(question, sources).figures


OWN_UPKEEP = """
表六
## 项目支出预算表
部门：北河市云江区财政局
单位：万元
项目名称	金额
	55.00
电子政务平台日常维护经费	21.00
援黔干部工作经费	34.00
"""


def test_a_project_of_the_document_is_asked_back_beside_the_item_of_the_same_words(
    tmp_path: Path,
) -> None:
    text = budget() + ECONOMIC + "30213\t维修（护）费\t4.00\n" + OWN_UPKEEP
    found = ask("云江财局2025年维护电脑和网上平台要多少钱", library(tmp_path, text))
    assert found.kind == "ambiguous"
    offered = [figure.value for figure in found.figures]
    assert offered == [Decimal("21.00"), Decimal("4.00")]


def test_an_item_is_not_taken_where_the_rest_of_the_words_is_a_project(tmp_path: Path) -> None:
    rows = OWN_UPKEEP + "皮影节参展经费\t5.00\n皮影节评奖经费\t6.00\n"
    found = ask(
        "云江财局2025年去皮影节坐火车住旅馆要多少钱", library(tmp_path, budget() + ECONOMIC + rows)
    )
    assert found.kind == "ambiguous"


def test_a_project_of_the_document_is_meant_where_no_item_is_printed(tmp_path: Path) -> None:
    rows = OWN_UPKEEP.replace("电子政务平台日常维护经费", "农村厕所改造补助")
    found = ask("云江财局2025年乡下茅房改建补多少", library(tmp_path, budget() + ECONOMIC + rows))
    assert {figure.value for figure in found.figures} <= {Decimal("21.00")}


def test_a_row_named_by_its_printed_words_is_not_left_untold_by_an_item(tmp_path: Path) -> None:
    """'服务中心' holds an item of the lexicon: the name around it is printed, and is what is asked."""
    rows = "表五\n## 项目情况说明\n滨江社区公共服务中心工程拟于明年开工。\n表六\n## 功能科目表\n单位：万元\n科目编码\t科目名称\t金额\n21201\t城乡社区管理事务\t90.00\n"
    library_ = library(tmp_path, budget() + ECONOMIC + rows)
    found = ask("云江财局2025年社区公共服务中心这个工程要用多少钱", library_)
    assert not found.figures


def test_what_the_office_gives_staff_to_buy_is_of_a_budget(tmp_path: Path) -> None:
    rows = ECONOMIC + "30299\t购房补贴\t8.00\n"
    found = ask("云江财局2025年补给职工买房子的钱是多少", library(tmp_path, budget() + rows))
    assert [figure.value for figure in found.figures] == [Decimal("8.00")]


def test_the_thing_behind_its_examples_is_what_is_asked(tmp_path: Path) -> None:
    """'…这类改造': rows printed 改造 are meant, and no item that is near to the examples."""
    rows = OWN_UPKEEP.replace("电子政务平台日常维护经费", "敬老院危房改造")
    asked = "云江财局2025年{}花了多少钱"
    sources = library(tmp_path, budget() + ECONOMIC + rows)
    found = ask(asked.format("出差坐车住旅馆这类改造"), sources)
    assert not {figure.item for figure in found.figures} & {"差旅费"}
    assert ask(asked.format("出差坐车住旅馆这类开销"), sources).figures


def test_money_earned_is_no_project_that_is_paid_for(tmp_path: Path) -> None:
    projects = "\n表九\n## 项目支出表\n单位：万元\n项目名称\t金额\n妇女看病救治中心建设\t118.00\n合计\t118.00\n"
    found = ask("云江财局2025年看病挣的钱有多少", library(tmp_path, budget() + projects))
    assert "118" not in found.text
    assert "事业收入" in found.text
