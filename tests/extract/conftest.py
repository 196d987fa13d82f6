"""Small budgets of invented units as text conversions, read by our own reader.

`TABLES` is one budget in 万元 with one code column: totals tie, rounding does not occur. Tests
change one line of it and look at what happens.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from extract.checks import run_checks
from extract.record import Record
from extract.run import extract_record
from ingest.document import Document
from ingest.facts import Fact, Finding
from ingest.read import read_document
from ingest.read_facts import read_facts

PROSE = """# 2024年云江市青岚区水务局部门预算

## 第一部分 部门概况

### 一、部门机构设置和人员情况

青岚区水务局系统总编制 40 人，实有人数 36 人；离退休 9 人。截至2023年12月31日，共有车辆 4 辆，其中：一般公务用车 4 辆。

## 第二部分 部门预算安排情况说明

### 一、收支总体情况

2024年青岚区水务局部门预算收入 1,260.50 万元，比2023年减少 139.50 万元，下降 9.96%。

2024年青岚区水务局部门预算支出 1,260.50 万元，比2023年减少 139.50 万元，下降 9.96%。其中：基本支出 760.50 万元，项目支出 500.00 万元。

### 二、“三公”经费支出情况

2024年“三公”经费预算 12.80 万元，比2023年减少 0.20 万元。其中：因公出国（境）费 0 万元；公务接待费 0.80 万元；公务用车购置费 0 万元；公务用车运行维护费 12.00 万元。

### 三、政府采购情况

2024年政府采购预算总额 35.00 万元，其中：货物 20.00 万元、工程 0 万元、服务 15.00 万元。

### 四、机关运行经费

2024年机关运行经费预算 88.20 万元。

### 五、其他

2024年本部门无政府性基金预算支出。
"""

TABLES = """
表一

## 部门收支总表

部门：云江市青岚区水务局

单位：万元

收 入\t\t支 出\t
收入项目\t2024年预算\t支出项目\t2024年预算
一、财政拨款收入\t1,230.50\t一、社会保障和就业支出\t160.50
（一）一般公共预算\t1,230.50\t二、卫生健康支出\t40.00
（二）政府性基金预算\t0.00\t三、农林水支出\t1,060.00
二、其他收入\t0.00\t四、其他支出\t0.00
本年收入合计\t1,230.50\t本年支出合计\t1,260.50
上年结转\t30.00\t结转下年\t0.00
收入总计\t1,260.50\t支出总计\t1,260.50

表二

## 部门支出总表（按功能科目）

部门：云江市青岚区水务局

单位：万元

科目编码\t科目名称\t支出合计\t基本支出\t项目支出
\t合计\t1,260.50\t760.50\t500.00
208\t社会保障和就业支出\t160.50\t160.50\t0.00
20805\t行政事业单位养老支出\t160.50\t160.50\t0.00
2080505\t机关事业单位基本养老保险缴费支出\t107.00\t107.00\t0.00
2080506\t机关事业单位职业年金缴费支出\t53.50\t53.50\t0.00
210\t卫生健康支出\t40.00\t40.00\t0.00
21011\t行政事业单位医疗\t40.00\t40.00\t0.00
2101101\t行政单位医疗\t40.00\t40.00\t0.00
213\t农林水支出\t1,060.00\t560.00\t500.00
21303\t水利\t1,060.00\t560.00\t500.00
2130301\t行政运行\t560.00\t560.00\t0.00
2130314\t防汛\t500.00\t0.00\t500.00

表三

## 一般公共预算支出表（按经济科目）

部门：云江市青岚区水务局

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t1,260.50\t760.50\t500.00
301\t工资福利支出\t640.00\t640.00\t0.00
30101\t基本工资\t440.00\t440.00\t0.00
30103\t奖金\t200.00\t200.00\t0.00
302\t商品和服务支出\t588.20\t88.20\t500.00
30201\t办公费\t88.20\t88.20\t0.00
30227\t委托业务费\t500.00\t0.00\t500.00
303\t对个人和家庭的补助\t32.30\t32.30\t0.00
30302\t退休费\t32.30\t32.30\t0.00

表四

## 一般公共预算“三公”经费支出表

部门：云江市青岚区水务局

单位：万元

年度\t合计\t因公出国（境）费\t公务接待费\t公务用车购置及运行维护费\t\t
\t\t\t\t小计\t公务用车购置费\t公务用车运行维护费
2023年\t13.00\t0.00\t1.00\t12.00\t0.00\t12.00
2024年\t12.80\t0.00\t0.80\t12.00\t0.00\t12.00

表五

## 政府采购预算表

部门：云江市青岚区水务局

单位：万元

品目编码\t品目名称\t金额
\t合计\t35.00
A\t货物类\t20.00
C\t服务类\t15.00
"""


@dataclass
class Budget:
    """A budget text that was read; `with_` gives the same budget with one text changed."""

    read: Callable[[str], tuple[Document, tuple[Fact, ...]]]
    text: str = PROSE + TABLES
    _read: tuple[Document, tuple[Fact, ...]] | None = field(default=None, repr=False)

    def with_(self, *changes: tuple[str, str]) -> Budget:
        """Replace texts; every one must be there."""
        text = self.text
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        return Budget(self.read, text)

    @property
    def parts(self) -> tuple[Document, tuple[Fact, ...]]:
        """The document and its facts."""
        if self._read is None:
            self._read = self.read(self.text)
        return self._read

    @property
    def document(self) -> Document:
        """The document."""
        return self.parts[0]

    def record(self) -> Record:
        """Its record, checks included."""
        return extract_record(*self.parts, run_checks(*self.parts))

    def findings(self) -> tuple[Finding, ...]:
        """What the checks say."""
        return run_checks(*self.parts)

    def broken(self) -> list[str]:
        """The ids of the broken checks."""
        return [finding.check for finding in self.findings() if finding.status == "broken"]

    def of(self, check: str) -> list[Finding]:
        """The findings of one check."""
        return [finding for finding in self.findings() if finding.check == check]


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], tuple[Document, tuple[Fact, ...]]]:
    """Read a text as a document with its facts."""

    def _read(text: str) -> tuple[Document, tuple[Fact, ...]]:
        path = tmp_path / "预算.txt"
        path.write_text(text, encoding="utf-8")
        document = read_document(path)
        return document, read_facts(document)

    return _read


@pytest.fixture
def budget(read: Callable[[str], tuple[Document, tuple[Fact, ...]]]) -> Budget:
    """The budget of this file's docstring."""
    return Budget(read)


@pytest.fixture
def prose_only(read: Callable[[str], tuple[Document, tuple[Fact, ...]]]) -> Callable[[str], Budget]:
    """A budget of prose alone."""
    head = "# 2024年云江市青岚区水务局部门预算\n\n## 一、部门预算情况说明\n\n"
    return lambda text: Budget(read, head + text + "\n")
