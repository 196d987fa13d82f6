"""Free questions in other words than the document's: the nearest sentences, and nothing beside the matter."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

DOCK = """
2025年北河市云江区港航局部门预算
## 一、主要职能
（一）拟订港航发展规划并组织实施。
（二）负责港口债务的管理和风险预警。
（三）处理群众来信来访，化解矛盾纠纷。
（四）组织开展引航服务，承办云江杯帆船赛。
## 二、2025年主要工作任务
1.推进智慧码头建设。逐步建成调度、会商系统，实现船舶进出港全程同步记录。
2.打击非法采砂。开展专项行动，严惩非法采砂、偷运砂石行为。
3.做好与国外港口的互访工作，接待来访的外国港口代表团。
4.加强干部队伍。举办业务学习。
5.普及航运知识，举办6讲航运讲座，办好3期航标培训。
## 三、绩效情况
第三方对“智慧码头”项目进行评价。存在的主要问题：一是部分船舶未接入；二是运维经费未落实。
## 四、港口服务中心新建工程情况说明
### （一）项目概况
港口服务中心新建工程位于北江路与柳巷路路口，东至北江路，南至公共绿地。建筑抗震设防烈度为7度。
### （二）立项依据
根据云府规〔2024〕16号文《关于港口服务中心新建工程的批复》进行建设。
### （三）实施主体
办公室、规划科、航道科。
### （四）绩效目标
建成后作为船员事务受理、港史展览场所。
## 五、其他说明
工程投资3000万元及以下的竣工决算审计由区财政局负责。
法律顾问费：为我局提供法律咨询，协助处理法律事务。
决算公开信息反馈电话：010-55501186。
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("near"), DOCK)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("云江区港航局2025年那个港口服务中心盖好以后拿来做什么", "港史展览场所"),
        ("云江区港航局2025年新建的港口服务中心在哪两条路的路口", "北江路与柳巷路路口"),
        ("云江区港航局2025年港口服务中心工程由哪些科室来做", "规划科、航道科"),
        ("云江区港航局2025年智慧码头评价时挑出了什么毛病", "运维经费未落实"),
        ("云江区港航局2025年请法律顾问是要他们干哪些事", "法律咨询"),
        ("云江区港航局2025年打算怎样对付偷运砂石", "严惩非法采砂"),
        ("云江区港航局2025年跟外国港口打交道有什么安排", "互访"),
        ("云江区港航局对港口欠债有什么职责", "债务"),
        ("老百姓写信上访，云江区港航局管吗", "来信来访"),
        ("云江区港航局2025年智慧码头能派什么用场", "全程同步记录"),
        ("云江区港航局2025年什么规模的工程，竣工决算审计由区里做", "3000万元及以下"),
        ("云江区港航局2025年决算公开有疑问打哪个电话", "55501186"),
    ],
)
def test_a_free_question_is_told_by_the_sentence_of_its_kind(
    question: str, told: str, sources: Sources
) -> None:
    text = ask(question, sources).text
    assert told in text
    assert "组织开展引航服务" not in text
    assert "举办业务学习" not in text


@pytest.mark.parametrize(
    "question",
    [
        "云江区港航局2025年港口服务中心是哪家设计院设计的",
        "云江区港航局2025年请的法律顾问是哪位律师",
        "云江区港航局2025年对农药残留检测有什么安排",
        "云江区港航局2025年养老服务中心盖好以后拿来做什么",
        "云江区港航局2025年打算怎样对付环境税争议",
        "云江区港航局2025年灯塔博物馆建在哪两条路的路口",
        "云江区港航局2025年跟外国大学打交道有什么安排",
        "云江区港航局2025年在白鱀豚保护上安排了哪些活儿",
        "云江区港航局2025年夜间经济专项主要支持哪些方向",
        "云江区港航局2025年帆船赛评价时挑出了什么毛病",
    ],
)
def test_a_thing_or_a_name_that_is_not_said_is_refused(question: str, sources: Sources) -> None:
    assert ask(question, sources).refused


def test_a_number_of_a_measure_no_table_counts_in_is_told_by_its_sentence(
    sources: Sources,
) -> None:
    assert "6讲航运讲座" in ask("云江区港航局2025年航运讲座要办几讲", sources).text
    assert ask("云江区港航局2025年消防讲座要办几讲", sources).refused


@pytest.mark.parametrize(
    "question",
    [
        "云江区港航局2025年引航服务归它管吗",
        "云江区港航局2025年港口服务中心在什么地方",
    ],
)
def test_a_duty_or_a_place_is_never_told_by_an_amount(question: str, sources: Sources) -> None:
    found = ask(question, sources)
    assert not found.figures
    assert found.kind == "found"


def test_points_of_one_sentence_are_told_whole_and_once(sources: Sources) -> None:
    text = ask("云江区港航局2025年智慧码头评价查出来哪些问题", sources).text
    assert text.count("运维经费未落实") == 1
    assert "部分船舶未接入" in text


FOUND_FAULT = """
2024年北河市云江区市场局部门决算
## 一、部门职责
负责市场监管。组织实施食品安全战略。
## 二、绩效情况
市财政局委托第三方对“食品抽检”项目开展绩效评价。
主要问题：一是抽检计划下达较晚；二是对农村集市的食品抽检覆盖不足；三是考核结果未与结算挂钩。
下一步改进措施：每年2月底前下达抽检计划；将农村抽检占比提高到35%以上；建立扣款机制。
公务接待费9.17万元，主要用于接待外区县来访学习发生的支出。
授予中小企业合同金额96.00万元。
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("第三方给云江区市场局2024年食品抽检挑出了哪些问题", ("下达较晚", "覆盖不足", "结算挂钩")),
        ("食品抽检云江区市场局2024年接下来准备怎么改进", ("2月底", "35%", "扣款机制")),
        ("云江区市场局2024年公务接待的对象主要是谁", ("外区县来访",)),
    ],
)
def test_points_of_a_list_are_told_together(
    tmp_path: Path, question: str, told: tuple[str, ...]
) -> None:
    text = ask(question, library(tmp_path, FOUND_FAULT)).text
    assert [word for word in told if word not in text] == []


def test_what_only_the_section_says_is_not_told_by_a_sentence(tmp_path: Path) -> None:
    found = ask("云江区市场局2024年查处了哪些食品企业", library(tmp_path, FOUND_FAULT))
    assert found.refused


def test_a_time_is_told_by_a_sentence_that_says_one(tmp_path: Path) -> None:
    sources = library(
        tmp_path,
        "2024年北河市云江区港务局部门预算\n## 一、部门职责\n负责港口。\n## 二、项目概况\n"
        "群艺码头新建工程位于柳巷路路口，用地约4000平方米。\n",
    )
    assert ask("云江区港务局2024年群艺码头新建工程什么时候完成", sources).refused
