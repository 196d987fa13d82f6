"""Why something changed: complete, of the item asked, and nothing where no reason is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library
from tests.retrieval.narratives import HARBOUR, LIBRARY


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("reasons"), HARBOUR, LIBRARY)


def test_a_reason_in_points_is_told_with_all_of_them(sources: Sources) -> None:
    text = ask("港务局2024年收支增加的主要原因是什么", sources).text
    assert "一是航道疏浚任务增加" in text
    assert "三公里增至五公里" in text
    assert "二是人员工资政策性调整" in text
    assert "接待" not in text


def test_a_reason_comes_with_the_sentence_that_says_of_what(sources: Sources) -> None:
    text = ask("港务局机关运行经费为什么减少", sources).text
    assert "比2023年减少 6.00 万元。主要原因是压减会议。" in text
    assert "车辆" not in text


def test_a_reason_in_the_next_paragraph_is_found(sources: Sources) -> None:
    found = ask("港务局2024年公务接待费为什么大幅下降", sources)
    assert "厉行节约，压减外来接待批次。" in "".join(c.quote for c in found.citations)


def test_a_project_in_prose_has_its_own_reason(sources: Sources) -> None:
    text = ask("云岫区图书馆阅读推广为什么减少", sources).text
    assert "讲座场次减少" in text
    assert "开放时间" not in text


def test_reasons_of_the_parts_stand_in_for_that_of_the_whole(sources: Sources) -> None:
    text = ask("港务局三公经费减少的原因", sources).text
    assert "公务接待费" in text
    assert "车辆数不变" not in text


def test_a_reason_that_is_not_printed_is_refused(sources: Sources) -> None:
    assert ask("港务局政府采购为什么增加", sources).refused


def test_a_figure_and_its_reason_come_in_one_answer(sources: Sources) -> None:
    found = ask("港务局2024年机关运行经费是多少，为什么减少", sources)
    assert "60.00 万元" in found.text
    assert "压减会议" in found.text
    assert [str(figure.value) for figure in found.figures] == ["60.00"]


def test_a_figure_without_a_reason_says_so(sources: Sources) -> None:
    text = ask("港务局2024年政府采购预算是多少，为什么增加", sources).text
    assert "30.00 万元" in text
    assert "没有在文件中找到变动的原因" in text


ZERO = """
2025年北河市云江区粮食局部门预算
## 一、部门职责
负责粮食储备。
## 二、“三公”经费预算情况
（一）因公出国（境）费用。2025年预算数0万元，与2024年相比无增减。为进一步规范出国经费管理，全区出国经费由财政统一预留，因此本局2025年因公出国（境）经费为零。
（二）公务接待费。2025年预算数3万元，比2024年增加2万元，增长200%。此项增加的原因是承办全市粮食会议。
"""


def test_the_reason_of_a_zero_is_the_sentence_behind_it(tmp_path: Path) -> None:
    text = ask("粮食局2025年因公出国（境）经费为什么是零", library(tmp_path, ZERO)).text
    assert "由财政统一预留" in text
    assert "粮食会议" not in text


def test_a_rise_told_as_a_multiple_has_the_reason_of_its_item(tmp_path: Path) -> None:
    text = ask("粮食局2025年公务接待费为什么比2024年多出两倍", library(tmp_path, ZERO)).text
    assert "承办全市粮食会议" in text
    assert "统一预留" not in text


def test_a_figure_and_its_reason_are_told_together(sources: Sources) -> None:
    text = ask("港务局2024年收入总计比上一年增加了多少，为什么", sources).text
    assert "一是航道疏浚任务增加" in text


WHOLE = """# 2025年岚岛市汀洲区气象局部门预算

## 一、收支总体情况

2025年汀洲区气象局收入预算 90.00 万元，比2024年增加 9.00 万元。

财政拨款收入支出增加的主要原因是新建雷达站和人员经费增加。

## 二、机关运行经费情况

2025年机关运行经费 12.00 万元，比2024年减少 8.00 万元。主要原因是统计口径不同。2024年将雷达维护中的差旅费纳入了本表，2025年未纳入。

2025年安排办公费 3.00 万元。

## 三、“三公”经费情况

（一）因公出国（境）费0万元，与2024年持平，主要原因是此部分由区外办统一安排。

（二）公务接待费1.00万元，与2024年持平，主要原因是接待任务不变。

## 四、名词解释

1.部门预算。是指各部门依法编制的综合收支计划。

2.机关运行费：行政单位使用财政拨款安排的日常公用经费支出。

3.其他资金：包括事业收入、捐赠收入等。
"""


@pytest.fixture(scope="module")
def weather(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("weather"), WHOLE)


def test_the_reason_of_income_and_expenditure_as_a_whole_is_found(weather: Sources) -> None:
    for asked in ("收支预算增加的主要原因？", "财政拨款收支为什么大幅增加？"):
        text = ask(f"汀洲区气象局2025年{asked}", weather).text
        assert "新建雷达站和人员经费增加" in text
        assert "外办" not in text


def test_a_reason_goes_on_in_the_sentence_that_explains_it(weather: Sources) -> None:
    text = ask("汀洲区气象局2025年机关运行经费为什么下降", weather).text
    assert "2024年将雷达维护中的差旅费纳入了本表" in text
    assert "办公费" not in text


def test_why_an_item_is_zero_is_told(weather: Sources) -> None:
    text = ask("汀洲区气象局2025年出国费为啥是0？", weather).text
    assert "由区外办统一安排" in text
    assert "接待" not in text


ACCOUNT = """# 2024年岚岛市汀洲区气象局部门决算

## 一、财政拨款收入支出决算情况

2024年财政拨款支出 90.00 万元，与2023年度相比减少 5.00 万元，主要原因是人员退休。

## 二、一般公共预算财政拨款支出决算情况

财政拨款支出年初预算为 80.00 万元，支出决算为 90.00 万元，决算数大于预算数的主要原因是追加雷达维修经费。
"""


def test_why_the_outturn_passed_the_budget_is_not_why_it_moved_over_the_year(
    tmp_path: Path,
) -> None:
    told = library(tmp_path, ACCOUNT)
    text = ask("汀洲区气象局2024年财政拨款支出决算数大于预算数的原因？", told).text
    assert "追加雷达维修经费" in text
    assert "人员退休" not in text
    text = ask("汀洲区气象局2024年财政拨款支出比上年减少的原因？", told).text
    assert "人员退休" in text


PARK = """
2025年白石市西岭区园林绿化局部门预算
## 一、部门职责
负责公园管理，组织绿化工作任务。
## 二、“三公”经费预算情况
2025年“三公”经费预算60万元，比2024年增加16万元。其中：公务用车购置费25万元，比2024年增加25万元，主要原因是更新防火巡查车1辆；公务用车运行维护费35万元，比2024年减少9万元，主要原因是新能源车用电省油；公务接待费0万元，与2024年持平。
## 三、支出情况
基本支出500万元，比2024年增长2.73%，主要原因是缴费基数调整。
"""


def test_a_reason_is_that_of_the_item_and_never_of_its_neighbour(tmp_path: Path) -> None:
    store = library(tmp_path, PARK)
    bought = ask("白石西岭区园林绿化局25年公车购置费怎么一下子多出25万", store).text
    assert "防火巡查车" in bought
    assert "省油" not in bought
    run = ask("西岭区园林绿化局2025年公车运行维护费为啥少了9万？", store).text
    assert "省油" in run
    assert "防火巡查车" not in run


def test_only_the_reason_is_asked_after_the_amount(tmp_path: Path) -> None:
    store = library(tmp_path, PARK)
    first = "西岭区园林绿化局2025年基本支出增长了百分之几？"
    for second in ("是什么原因造成的？", "为何？", "怎么会涨呢"):
        assert "缴费基数调整" in ask([first, second], store).text


def test_a_reason_that_is_not_given_is_not_taken_from_the_whole(tmp_path: Path) -> None:
    answer = ask("西岭区园林绿化局2025年工作任务为什么没完成？", library(tmp_path, PARK))
    assert answer.kind == "not_found"


def test_parts_are_no_reason(tmp_path: Path) -> None:
    answer = ask("西岭区园林绿化局2025年基本支出由哪些部分组成？", library(tmp_path, PARK))
    assert "缴费基数" not in answer.text


MISSED = """
2024年北河市云江区粮食局部门决算
## 一、三公经费说明
2024年度“三公”经费决算数小于年初预算数的主要原因是从严控制接待。
与上年相比，2024年度“三公”经费支出决算减少3.00万元。其中：公务用车运行维护费支出决算减少2.40万元；公务接待费支出决算减少0.60万元。减少的主要原因是一辆冷链车报废停驶。
## 二、支出说明
1.粮油事务（款）行政运行（项）。年初预算为60.00万元，支出决算为48.00万元。决算数小于年初预算数的主要原因是两人调出。
3.与上年相比，支出合计增加183.00万元。其中：基本支出减少6.00万元；项目支出增加189.00万元。基本支出变动的主要原因是两名职工退休；项目支出变动的主要原因是购置烘干设备。
2.粮油事务（款）粮油储备（项）1260.00万元，比上年减少230.00万元，主要原因是上年为集中投入年。
"""


@pytest.fixture(scope="module")
def missed(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("missed"), MISSED)


def test_why_an_item_fell_over_the_year_is_not_why_it_missed_its_budget(missed: Sources) -> None:
    yearly = ask("云江区粮食局2024年三公经费比上年减少是什么原因", missed).text
    assert "冷链车报废" in yearly
    assert "减少3.00万元。其中" in yearly
    assert "从严控制接待" not in yearly
    against = ask("云江区粮食局2024年三公经费决算为什么低于年初预算", missed).text
    assert "从严控制接待" in against
    assert "冷链车" not in against


def test_a_reason_over_the_year_is_refused_where_only_the_budget_is_explained(
    missed: Sources,
) -> None:
    asked = "云江区粮食局2024年行政运行（2220101）"
    assert "两人调出" in ask(f"{asked}决算数为什么小于年初预算", missed).text
    assert "两人调出" not in ask(f"{asked}比上年减少是什么原因", missed).text


def test_whose_money_an_item_is_needs_no_saying_beside_its_reason(missed: Sources) -> None:
    asked = ["云江区粮食局2024年粮油储备的当年拨款是多少", "为什么减这么多"]
    assert "上年为集中投入年" in ask(asked, missed).text


def test_each_of_two_reasons_belongs_to_the_item_it_names(missed: Sources) -> None:
    projects = ask("云江区粮食局2024年项目支出比上年增加的原因呢", missed).text
    assert "烘干设备" in projects
    assert "退休" not in projects
    basic = ask("云江区粮食局2024年基本支出为什么变动", missed).text
    assert basic.count("两名职工退休") == 1
    assert "烘干设备" not in basic


def test_a_reason_over_the_year_is_none_against_the_budget(missed: Sources) -> None:
    assert ask("云江区粮食局2024年粮油储备比年初预算减少的原因是什么", missed).refused


GOES_ON = """
2024年北河市云江区档案局部门决算
## 一、部门职责
负责档案保管。
## 二、支出决算情况说明
1.档案事务（款）档案馆（项）。年初预算为40.00万元，支出决算为40.00万元，完成年初预算的100.00%。决算数与年初预算数持平。较上年决算数30.00万元增加10.00万元，主要原因是数字化加工岗位由3个增至4个。
2.档案事务（款）行政运行（项）。年初预算为90.00万元，支出决算为89.00万元。决算数小于预算数的主要原因：一名职工调出。
## 三、政府性基金情况说明
2024年使用政府性基金安排支出15.00万元，全部用于乡村档案室建设，比上年减少5.00万元，减少的原因是建设点由8处减为6处。
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("archive"), GOES_ON)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("云江区档案局2024年档案馆的决算为什么比上年涨了", "3个增至4个"),
        ("云江区档案局2024年乡村档案室建设的钱为什么比上年减少了", "8处减为6处"),
        ("云江区档案局2024年行政运行决算比预算少了一点，是怎么解释的", "一名职工调出"),
        ("云江区档案局2024年档案馆怎么比前一年略多了一点", "3个增至4个"),
    ],
)
def test_how_a_change_is_told_or_printed_hides_no_reason(
    archive: Sources, question: str, said: str
) -> None:
    assert said in ask(question, archive).text


PARTED = """
2024年北河市云江区第二中学单位预算
## 一、单位职责
负责高中教学。
## 二、支出情况说明
2024年支出900.00万元，比上年增加20.00万元。其中：高中教育700.00万元，比上年增加5.00万元；其他普通教育支出146.00万元，比上年增加15.00万元，增加的原因是考点监控设备到期更换；学生资助54.00万元，上年未安排。
公务接待费9.00万元。较年初预算数减少3.00万元，主要原因是压缩陪餐人数。较上年支出数增加1.00万元，主要原因是外校来访批次增加。
培训费6.00万元，比上年增加2.00万元，主要原因是线下班次恢复。
"""


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("parted"), PARTED)


def test_the_reason_of_one_part_is_not_that_of_another(school: Sources) -> None:
    asked = "云江区第二中学2024年{}为什么增加"
    assert "考点监控" not in ask(asked.format("高中教育"), school).text
    assert "考点监控" in ask(asked.format("其他普通教育支出"), school).text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("培训费偏高的原因", "线下班次恢复"),
        ("培训费这一项多了2万多，是因为什么", "线下班次恢复"),
        ("培训费涨了，钱多花在哪了", "线下班次恢复"),
        ("培训费增长靠的是什么", "线下班次恢复"),
    ],
)
def test_why_is_asked_in_many_words(school: Sources, question: str, said: str) -> None:
    assert said in ask(f"云江区第二中学2024年{question}", school).text


def test_both_reasons_are_told_where_both_are_asked(school: Sources) -> None:
    asked = "云江区第二中学2024年公务接待费较上年多了但比年初预算少，原因各是什么"
    text = ask(asked, school).text
    assert "压缩陪餐" in text
    assert "外校来访" in text


def test_the_reason_of_all_money_goes_before_that_of_a_part_of_it(tmp_path: Path) -> None:
    told = """
2024年北河市云江区教育局部门预算
## 一、部门职责
负责教育。
## 二、收支情况说明
2024年收支总预算900.00万元，比2023年收支预算总数880.00万元增加20.00万元，主要原因是绩效工资提标。
2024年财政拨款收支总预算增加10.00万元，主要原因是人员经费增支。
"""
    text = ask("云江区教育局2024年收支增加的原因是啥", library(tmp_path, told)).text
    assert "绩效工资提标" in text
    assert "人员经费增支" not in text


CHAINS = """# 苇湾县水务局2024年度部门决算

## 一、一般公共预算财政拨款支出决算情况说明

2024年度一般公共预算财政拨款支出 900.00 万元，较上年决算数增加 40.00 万元；较年初预算数增加 60.00 万元，增长 7.14%，主要原因是追加堤防抢险资金。

1.卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。年初预算为 20.00 万元，支出决算为 21.00 万元。决算数大于年初预算数的主要原因是缴费比例提高。

2.卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项）。年初预算为 12.00 万元，支出决算为 11.00 万元。决算数小于年初预算数的主要原因是两名职工调出。

3.一般公共服务支出（类）其他一般公共服务支出（款）其他一般公共服务支出（项）6.00 万元，较年初预算数增加 1.00 万元，主要原因是增加档案整理。

## 二、“三公”经费支出决算情况说明

2024年度“三公”经费支出共计 9.00 万元，较年初预算数减少 1.00 万元，主要原因是控制接待。较上年支出数减少 2.00 万元，主要原因是维修次数减少。

## 三、机关运行经费支出情况

2024年度一般公共预算机关运行经费支出 50.00 万元，比上年增加 5.00 万元，主要原因是物业续签。

## 四、收入决算情况说明

2024年部门财务总收入 950.00 万元，其中：一般公共预算 900.00 万元，事业收入 50.00 万元。与上年对比增加 42.00 万元，主要原因分析：水费收入增加。
"""


@pytest.fixture(scope="module")
def chains(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("chains"), CHAINS)


@pytest.mark.parametrize(
    ("item", "own", "other"),
    [
        ("行政单位医疗", "缴费比例提高", "职工调出"),
        ("事业单位医疗", "两名职工调出", "缴费比例"),
    ],
)
def test_the_innermost_name_of_a_chain_says_of_what_a_reason_is(
    chains: Sources, item: str, own: str, other: str
) -> None:
    text = ask(f"苇湾县水务局2024年{item}决算与预算有差异的原因是什么", chains).text
    assert own in text
    assert other not in text


def test_a_change_over_the_year_is_not_explained_by_the_budget_missed(chains: Sources) -> None:
    found = ask("苇湾县水务局2024年三公经费为什么比上年减少", chains)
    assert "维修次数减少" in found.text


def test_a_clause_that_only_compares_goes_on_with_its_item(chains: Sources) -> None:
    text = ask("苇湾县水务局2024年一般公共预算财政拨款支出决算为什么大于预算", chains).text
    assert "追加堤防抢险资金" in text
    assert "档案整理" not in text


def test_an_item_paid_by_a_fund_is_no_reason_of_the_fund(chains: Sources) -> None:
    text = ask("苇湾县水务局2024年一般公共预算财政拨款支出为什么增加", chains).text
    assert "物业续签" not in text


def test_a_total_under_its_own_name_has_its_own_reason(chains: Sources) -> None:
    text = ask("苇湾县水务局2024年部门财务总收入为什么增加", chains).text
    assert "水费收入增加" in text
    assert "接待" not in text
