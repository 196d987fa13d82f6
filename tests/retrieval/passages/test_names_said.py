"""Names, ranks, agents and counts that one sentence of the prose tells; names that nobody tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

PAPER = """# 北河市云江区科技局2025年部门预算

## 第一部分 部门概况

### 一、主要职责

（一）负责全区创新创业工作，承办云梯创新创业大赛。

（二）力争发明专利申请量保持全市前三名位置，着重推动长川工程公司总部项目启动建设。

（三）政府部门不直接管理科研项目，委托项目管理专业机构开展评审、立项、验收等工作。

## 第二部分 预算说明

### 一、重点工作

6月风灾后，组织排险队伍46支，累计排查面积213万平方米。改造城镇老旧小区41个。

### 二、支出情况

一般公共预算财政拨款支出900.00万元，主要用于以下方面：科学技术支出800.00万元；住房保障支出100.00万元。

劳务费20.00万元，主要用于劳务费支出。上年结转65.00万元，是观测站改造工程尾款。捐赠收入来自校友会，专项用于奖学。

各站财务由区科技核算中心统一核算，对得分低于80分的项目核减预算10.00万元。校车服务改由区统一采购。

### 四、存在的主要问题

人才引进难、留不住的矛盾较突出；部分站房年久失修，改造资金缺口较大；信息化改造滞后。

### 三、“三公”经费情况

因公出国（境）费主要安排境外培训的国际旅费、住宿费等支出；公务接待费主要安排专业会议所需住宿费、交通费等支出；公务用车购置及运行费主要安排公务用车燃料费、维修费等支出。

## 第三部分 名词解释

一、创新联合体：指由龙头企业牵头，联合高校组成的研发组织。
"""


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return library(tmp_path, PAPER)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("云江区科技局2025年承办的是哪个创业比赛？", "云梯创新创业大赛"),
        ("云江区科技局2025年想推动哪家公司的总部动工？", "长川工程公司"),
        ("云江区科技局2025年想让发明专利申请量在全市保持什么名次？", "前三名"),
        ("云江区科技局2025年把科研项目的立项、验收交给谁干？", "项目管理专业机构"),
        ("云江区科技局2025年上年结转的65.00万元是什么钱？", "观测站改造工程尾款"),
        ("云江区科技局2025年捐赠收入来自哪里？", "来自校友会"),
        ("云江区科技局2025年各站财务由谁统一核算？", "区科技核算中心"),
        ("云江区科技局2025年对得分低于80分的项目怎么处理？", "核减预算"),
        ("云江区科技局2025年校车服务由谁采购？", "由区统一采购"),
        ("云江区科技局2025年创新联合体由谁牵头？", "龙头企业牵头"),
        ("云江区科技局2025年存在哪些主要问题？", "人才引进难"),
        ("云江区科技局2025年公务接待费都用在哪些开支上？", "专业会议所需住宿费"),
        ("云江区科技局2025年因公出国（境）费包括哪些开支？", "国际旅费"),
        ("云江区科技局2025年公务用车运行的钱包括哪些开支？", "燃料费、维修费"),
        ("云江区科技局2025年一般公共预算财政拨款支出分哪几类？", "住房保障支出100.00万元"),
    ],
)
def test_the_sentence_with_the_name_is_told(question: str, said: str, sources: Sources) -> None:
    assert said in ask(question, sources).text


@pytest.mark.parametrize(
    "question",
    [
        "云江区科技局2025年承办的是哪个音乐比赛？",
        "云江区科技局2025年想推动哪家银行的总部动工？",
        "云江区科技局2025年想让商标注册量在全市保持什么名次？",
        "云江区科技局2025年把物业交给谁干？",
        "云江区科技局2025年改造的是哪几个小区？",
        "云江区科技局2025年劳务费付给了什么人？",
        "云江区科技局2025年食堂由谁采购？",
        "云江区科技局2025年对企业有什么处罚？",
        "云江区科技局2025年利息收入来自哪里？",
        "云江区科技局2025年会议费包括哪些开支？",
    ],
)
def test_a_name_that_is_not_told_is_no_sentence_about_the_matter(
    question: str, sources: Sources
) -> None:
    assert ask(question, sources).refused


def test_a_later_turn_counts_something_else_of_the_same_sentence(sources: Sources) -> None:
    first = "云江区科技局2025年风灾后组织了多少支排险队伍？"
    assert "46" in ask(first, sources).text
    found = ask([first, "排查了多大面积？"], sources)
    assert [(str(f.value), f.unit) for f in found.figures] == [("213", "万平方米")]
    assert ask([first, "拆除了多大面积？"], sources).refused
