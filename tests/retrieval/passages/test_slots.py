"""Which ones, where, when, whom: the one sentence that fills what is asked for; others are refused."""

from __future__ import annotations

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

CULTURE = """
2025年沅口县文化局部门预算
## 第一部分 部门概况
### 一、主要职责
根据《沅口县机构改革方案》（沅发〔2024〕3号），沅口县文化局是县政府工作部门，为正科级，加挂县文物局牌子。
### 二、工作总结
（一）文艺创作出新。新编花鼓戏《采茶谣》入选省级精品工程，新增国家4A级景区1家。
（二）文物保护推进。完成望江楼、陈家祠等5处文物保护单位修缮，粮仓所在的老街总长度不低于1.2公里。
（三）在云台、石匣等6个乡镇开展送书试点。
## 第二部分 预算说明
### 一、三公经费
1.因公出国（境）费19.84万元。参加出国（境）团组2个，用于花鼓戏赴马来西亚、印度尼西亚交流演出。
### 二、其他事项
单位价值50万元以上通用设备0台，单位价值100万元以上专用设备2台，分别为恒湿展柜和分拣系统。
事业收入全部为文化馆收取的培训费。
局机关搬入县政务综合楼集中办公。
文化馆少儿培训不收取学费。
## 第三部分 名词解释
一、惠民书卡：指面向在校女生免费发放的借书卡。
（本部门预算于2025年2月14日在县政府门户网站公开，由计划财务股负责解释。）

表一
## 部门收支总表
单位：万元
收入	预算数	支出	预算数
事业收入	20.00	文化支出	20.00
收入总计	20.00	支出总计	20.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("slots"), CULTURE)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2025年因公出国去了哪几个国家？", "马来西亚"),
        ("的2025年预算是哪一天上网公开的？", "2月14日"),
        ("的预算由哪个股室负责解释？", "计划财务股"),
        ("2025年新编的花鼓戏叫什么？", "采茶谣"),
        ("2025年新增了哪级景区？", "4A"),
        ("在哪些乡镇开展送书试点？", "石匣"),
        ("的100万元以上专用设备是哪两台？", "恒湿展柜"),
        ("的事业收入是从哪来的？", "培训费"),
        ("搬到哪里集中办公了？", "政务综合楼"),
        ("少儿培训收不收学费？", "不收取"),
        ("加挂了哪块牌子？", "文物局"),
        ("是什么级别的单位？", "正科级"),
        ("2025年老街总长度要达到多少？", "1.2公里"),
    ],
)
def test_what_is_asked_for_is_filled(sources: Sources, question: str, said: str) -> None:
    told = ask(f"沅口县文化局{question}", sources)
    assert said in "".join((told.text, *(c.quote for c in told.citations)))
    assert len(told.citations) == 1


@pytest.mark.parametrize(
    "question",
    [
        "2025年新编的话剧叫什么？",
        "2025年修缮了哪些桥？",
        "在哪些学校开展送书试点？",
        "的50万元以上通用设备是哪两台？",
        "搬到哪里办展览了？",
        "的送书试点交给哪家机构？",
        "的门票收不收费？",
        "的局长叫什么？",
        "2025年老街总宽度要达到多少？",
        "2025年的捐赠是谁捐的？",
        "的电话是多少？",
    ],
)
def test_what_no_sentence_fills_is_refused(sources: Sources, question: str) -> None:
    assert ask(f"沅口县文化局{question}", sources).refused
