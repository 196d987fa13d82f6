"""Invented budgets as text, read the way users' files are, and a library of them in memory.

>>> sources = library(tmp_path, BUDGET_2025, BUDGET_2024)
>>> answer("云江财局2025年收入总计是多少？", sources).text
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest.document import Document, DocumentKind
from ingest.facts import Fact
from ingest.read import read_document
from ingest.read_facts import read_facts
from retrieval.answer import Answer, answer
from retrieval.understand.sources import Sources

BUDGET = """# {year}年北河市云江区财政局部门预算

## 第一部分 部门概况

### 一、主要职责

云江区财政局的主要职责是：

（一）拟订全区财政发展规划并组织实施。

（二）管理区级各项财政收支。

### 二、机构设置情况

云江区财政局内设5个科室，总编制 32 人，实有人数 30 人；离退休 4 人。共有车辆 3 辆。

## 第二部分 部门预算安排情况说明

### 一、收支总体情况

{year}年云江区财政局部门预算收入 {income} 万元，比{before}年增加 {more} 万元，增长 {rate}%。

### 二、一般公共预算支出情况

（一）一般公共服务支出 {general} 万元，占 90%；

（二）住房保障支出 {housing} 万元，占 10%。

### 三、政府性基金预算支出情况

{year}年本部门无政府性基金预算支出。

### 四、“三公”经费情况

{year}年“三公”经费预算 {sangong} 万元，比{before}年减少 2.00 万元，主要原因是严格控制公务接待。

### 五、机关运行经费情况

{year}年机关运行经费预算 {running} 万元。

## 第三部分 名词解释

一、机关运行经费：指行政单位使用一般公共预算安排的日常公用经费支出。

二、基本支出：指为保障机构正常运转而发生的支出。

表一
## 部门收支总表
部门：北河市云江区财政局
单位：万元
收 入		支 出
收 入 项 目	{year}年预算	支 出 项 目	{year}年预算
一、财政拨款收入	{income}	一、一般公共服务支出	{general}
二、事业收入	0.00	二、住房保障支出	{housing}
本年收入合计	{income}	本年支出合计	{income}
上年结转	0.00	结转下年	0.00
收入总计	{income}	支出总计	{income}

表二
## 部门支出总表（按功能科目）
部门：北河市云江区财政局
单位：万元
科目编码	科目名称	支出合计	基本支出	项目支出
	合计	{income}	{basic}	{project}
201	一般公共服务支出	{general}	{general_basic}	{project}
20106	财政事务	{general}	{general_basic}	{project}
2010601	行政运行	{general_basic}	{general_basic}	0.00
2010608	财政委托业务支出	{project}	0.00	{project}
221	住房保障支出	{housing}	{housing}	0.00
22102	住房改革支出	{housing}	{housing}	0.00
2210201	住房公积金	{housing}	{housing}	0.00

表三
## 一般公共预算“三公”经费支出表
部门：北河市云江区财政局
单位：万元
年度	合计	因公出国（境）费	公务接待费	公务用车购置及运行维护费
				小计	公务用车购置费	公务用车运行维护费
{before}年	{sangong_before}	0.00	5.00	{run_before}	0.00	{run_before}
{year}年	{table_sangong}	0.00	3.00	{run}	0.00	{run}
"""

NUMBERS_2025 = {
    "year": "2025", "before": "2024", "income": "1,000.00", "more": "200.00", "rate": "25",
    "general": "900.00", "housing": "100.00", "basic": "700.00", "project": "300.00",
    "general_basic": "600.00", "sangong": "15.00", "table_sangong": "15.00",
    "sangong_before": "17.00", "run": "12.00", "run_before": "12.00", "running": "80.00",
}  # fmt: skip
NUMBERS_2024 = NUMBERS_2025 | {
    "year": "2024", "before": "2023", "income": "800.00", "more": "50.00", "rate": "6.67",
    "general": "720.00", "housing": "80.00", "basic": "600.00", "project": "200.00",
    "general_basic": "520.00", "sangong": "17.00", "table_sangong": "17.00",
    "sangong_before": "19.00", "running": "70.00",
}  # fmt: skip


def budget(**changed: str) -> str:
    """The budget of 2025; the numbers named are printed otherwise."""
    return BUDGET.format_map(NUMBERS_2025 | changed)


def budget_2024() -> str:
    """The budget of the year before."""
    return BUDGET.format_map(NUMBERS_2024)


@dataclass(frozen=True)
class Row:
    """A catalogue row."""

    doc_id: str
    name: str
    unit_name: str | None
    fiscal_year: int | None
    kind: DocumentKind | None
    region: str | None


@lru_cache(maxsize=32)
def _read(folder: Path, text: str) -> tuple[Document, tuple[Fact, ...]]:
    path = folder / f"{abs(hash(text))}.txt"
    path.write_text(text, encoding="utf-8")
    document = read_document(path)
    return document, read_facts(document)


def library(folder: Path, *texts: str) -> Sources:
    """A library of texts, in memory."""
    read = [_read(folder, text) for text in texts]
    return sources_of(read)


def sources_of(read: Sequence[tuple[Document, tuple[Fact, ...]]]) -> Sources:
    """A library of documents that were read, in memory."""
    documents = {document.doc_id: document for document, _ in read}
    facts = {document.doc_id: facts for document, facts in read}
    rows = [
        Row(d.doc_id, d.name, d.info.unit_name, d.info.fiscal_year, d.info.kind, d.info.region)
        for d in documents.values()
    ]
    return Sources(
        catalogue=rows,
        facts=lambda ids: [fact for doc_id in ids for fact in facts[doc_id]],
        document=documents.__getitem__,
    )


def ask(question: str | Sequence[str], sources: Sources) -> Answer:
    """The answer, after its citations were found verbatim in the documents."""
    found = answer(question, sources)
    for citation in found.citations:
        text = sources.document(citation.doc_id).text
        assert "".join(text[p.start : p.end] for p in citation.pieces) == citation.quote
    return found
