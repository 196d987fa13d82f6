"""What prose says of a thing, asked in other words: how many, from what to what, why it failed, who pays."""

from __future__ import annotations

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

CENTRE = """# 云坪县疾病预防控制中心2024年单位决算

## 第一部分 单位概况
### 一、主要职责
云坪县疾病预防控制中心是县卫生健康局下属的公益一类事业单位，内设办公室、检验科等4个科室。
1.负责全县传染病监测、病媒生物防制工作。
2.负责机动泵站和饮水机房的水质抽检。

### 二、人员
组建28人的灾后消杀小分队，实际开放留观床位46张，与县人民医院等7家医疗机构实现数据直报。
医疗废物处置单价由每吨2600元调整为每吨2900元。

## 第二部分 决算说明
### 一、支出
基本支出中使用事业收入21.60万元用于编外聘用人员工资，使用其他收入3.15万元弥补公用经费不足。
其他收入中含红十字会拨付的急救培训补助1.20万元。
抚恤支出5.00万元，主要用于发放4名遗属的生活困难补助。
检测车辆购置费在实验室能力提升项目中列支。
项目支出主要包括实验室能力提升、接种门诊运营补贴、水质监测等，共310.00万元。
接种收费窗口为中心内设窗口，不单独编制决算。
完成老旧机井封填14眼、农村饮水点改造23处。
病媒消杀由每季度2次提高到5次。
注：上年结转为冷库扩容工程未支付的合同尾款。
因涉及国家秘密，生物安全样本库的经费不予公开。

### 二、绩效
<table>
<tr><td>项目名称</td><td colspan="3">儿童接种门诊数字化</td></tr>
<tr><td>年度资金总额</td><td colspan="3">80.00</td></tr>
<tr><td>偏差原因及改进措施</td><td colspan="3">叫号设备招标流标，到货延迟，已于次年三月完成安装。</td></tr>
</table>

注：本表金额转换为万元时，因四舍五入可能存在尾差。

## 收支总表
单位：万元
收入	决算数	支出	决算数
事业收入	90.00	卫生健康支出	90.00
收入总计	90.00	支出总计	90.00
"""
CITY = """# 云坪县文化局2024年部门决算

## 收支总表
单位：万元
收入	决算数	支出	决算数
财政拨款收入	40.00	文化支出	40.00
收入总计	40.00	支出总计	40.00
"""
WHO = "云坪县疾控"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("near_numbers"), CENTRE, CITY)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("中心灾后消杀小分队有多少人？", "28人"),
        ("中心有多少张病床在用？", "46张"),
        ("跟几家医院直接传数据？", "7家"),
        ("中心的医疗废物处置一吨从多少钱涨到了多少钱？", "2900元"),
        ("中心编外人员的工资从哪里出？", "21.60万元"),
        ("中心公用经费不够的部分拿什么钱补？", "3.15万元"),
        ("中心急救培训的补助是谁拨的？", "红十字会"),
        ("中心遗属补助发给几个人？", "4名"),
        ("中心样本库的经费为什么不公开？", "国家秘密"),
        ("中心儿童接种门诊的设备为什么没买齐？", "流标"),
        ("中心儿童接种门诊数字化遇到什么问题，怎么解决的？", "流标"),
        ("中心算不算公益一类？", "公益一类"),
        ("中心的收费窗口自己编不编决算？", "不单独编制"),
        ("中心改造了多少处饮水点、封填了多少眼机井？", "14眼"),
        ("中心病媒消杀每季度提高到几次？原来几次？", "2次"),
        ("中心收支总表里的上年结转是什么项目留下的？", "冷库扩容"),
        ("中心的结转资金说白了是什么钱？", "合同尾款"),
        ("中心数字化接种门诊的钱为什么没花完？", "流标"),
    ],
)
def test_what_prose_says_is_told_in_other_words(sources: Sources, question: str, said: str) -> None:
    answer = ask(f"{WHO}{question}", sources)
    assert said in "".join(citation.quote for citation in answer.citations), answer.text


@pytest.mark.parametrize(
    "question",
    [
        "中心门诊大楼有多少层？",
        "中心灾后消杀小分队有几辆车？",
        "中心跟几家药店直接传数据？",
        "中心接种门诊运营补贴是多少万元？",
        "中心留观床位为什么没增加？",
        "中心编外人员的奖金从哪里出？",
        "中心遗属的住房发给几套？",
        "中心急救培训是谁讲的课？",
        "中心的冷库扩容是哪家公司施工的？",
        "中心灾后消杀小分队里女同志有多少人？",
        "中心给遗属的慰问发给几个人？",
        "中心的检验科自己编不编决算？",
    ],
)
def test_what_prose_does_not_say_is_refused(sources: Sources, question: str) -> None:
    answer = ask(f"{WHO}{question}", sources)
    assert answer.kind in ("not_found", "ambiguous"), answer.text
