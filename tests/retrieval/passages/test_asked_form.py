"""Questions about the paper itself: tables, their units, parts of a section, blank forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library
from tests.retrieval.narratives import HARBOUR

BLANK = """# 岚岛市汀洲区2026年区级部门预算

预算主管部门：岚岛市汀洲区XX局

目  录

1. 2026年部门收支预算总表 ………………… 3

2. 2026年部门支出预算表 ………………… 4

3. 2026年部门“三公”经费预算表 ………………… 5

## 第一部分 编制说明

2026年XX局收入预算XXX万元，比2025年增加（减少）XXX万元。

## 第二部分 其他情况说明

### 一、机关运行经费预算

2026年XX（部门）机关运行经费预算为XXX万元。（若无，则写“本部门无机关运行经费。”）

### 二、政府采购预算

2026年本部门政府采购预算XXX万元。

（无政府采购预算的部门，作下述说明：XX部门2026年未安排政府采购预算。）

### 三、支出变动情况

各科目依次说明到项级，与上年相同的不用说明变动原因。

## 第三部分 项目情况说明

### 一、项目概况

（说明项目的总体情况）

### 二、立项依据

（说明立项依据的文件）

### 三、绩效目标

（说明预期产出）

2026年部门收支预算总表
单位：元
项目\t预算数\t项目\t预算数
一、财政拨款收入\t\t一、教育支出\t
收入总计\t\t支出总计\t

2026年部门“三公”经费预算表
单位：万元
合计\t因公出国（境）费\t公务接待费\t公务用车购置费
\t\t\t
"""

DUTIES = """# 2024年岚岛市汀洲区文物局部门预算

## 一、部门职责、机构设置

### （一）部门职责

#### 1、文物保护与修缮

负责不可移动文物的保护和修缮。

#### 2、考古勘探管理

组织建设工程考古勘探。

#### 3、博物馆行业指导

指导博物馆业务工作。

### （二）机构设置

文物局内设办公室、文保科，共2个科室。

## 二、收支情况

2024年文物局收入预算 80.00 万元。
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("forms"), BLANK, DUTIES, HARBOUR)


def test_a_blank_form_lists_the_tables_to_fill_in(sources: Sources) -> None:
    found = ask("汀洲区2026年部门预算空白表样要填哪几张表？", sources)
    assert "部门收支预算总表" in found.text
    assert "部门支出预算表" in found.text
    assert "“三公”经费预算表" in found.text
    assert found.text.index("支出预算表") < found.text.index("三公")


def test_a_blank_form_says_what_to_write_where_there_is_none(sources: Sources) -> None:
    text = ask("按汀洲区2026年部门预算空白表样，没有机关运行经费的部门怎么写？", sources).text
    assert "若无，则写“本部门无机关运行经费。”" in text
    text = ask("汀洲区2026年部门预算样表里，没有政府采购的部门如何说明？", sources).text
    assert "未安排政府采购预算" in text
    assert "机关运行" not in text


def test_a_blank_form_says_what_need_not_be_explained(sources: Sources) -> None:
    text = ask("汀洲区2026年部门预算模板里，与上年相同的科目要不要说明原因？", sources).text
    assert "与上年相同的不用说明变动原因" in text


def test_the_parts_of_a_section_are_its_headings(sources: Sources) -> None:
    text = ask("汀洲区2026年部门预算空白表样的“项目情况说明”要写哪几部分？", sources).text
    assert [word in text for word in ("项目概况", "立项依据", "绩效目标")] == [True] * 3
    assert "总体情况" not in text


def test_duties_in_blocks_are_the_headings_of_the_blocks(sources: Sources) -> None:
    text = ask("汀洲区文物局2024年的职责分哪几大块？", sources).text
    assert [w in text for w in ("文物保护与修缮", "考古勘探管理", "博物馆行业指导")] == [True] * 3
    assert "机构设置" not in text


def test_the_unit_of_a_table_is_the_one_printed_over_it(sources: Sources) -> None:
    text = ask("汀洲区2026年部门预算空白表样的“三公”经费预算表用什么单位？", sources).text
    assert "单位为万元" in text


def test_a_form_is_not_asked_where_a_unit_is(sources: Sources) -> None:
    assert "港政科" in ask("沙岬区港务局下设哪些科室？", sources).text


def test_what_a_section_of_a_form_wants_is_the_whole_section(sources: Sources) -> None:
    text = ask("汀洲区2026年部门预算空白表样里政府采购要写哪些内容？", sources).text
    assert "2026年本部门政府采购预算XXX万元" in text
    assert "未安排政府采购预算" in text


def test_the_heading_of_the_tables_is_no_table(tmp_path: Path) -> None:
    told = library(tmp_path, BLANK.replace("目  录\n", "目  录\n\n五、部门预算表 ………… 2\n"))
    text = ask("汀洲区2026年部门预算空白表样要填哪几张表？", told).text
    assert "五、部门预算表" not in text
    assert "部门支出预算表" in text
