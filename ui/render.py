"""What people see on the terminal: lines, tables and progress, in Chinese.

读入  2025部门预算.pdf：云江区财政局 2025 部门预算，9 张表，812 个数
未变  2024部门预算.docx
失败  扫描件.pdf：第1页没有文字层。请改用……
"""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ingest.amount import plain
from ingest.document import SURE, Document, Table
from ingest.structure.tables import checksum_total

if TYPE_CHECKING:
    from ingest.facts import Finding, FindingSide
    from ingest.library import CatalogueRow
    from retrieval.answer import Answer
    from ui.wiring import Outcome

__all__ = [
    "answer_line",
    "answer_text",
    "between_text",
    "documents_table",
    "explained_text",
    "finding_text",
    "findings_text",
    "ingest_line",
    "ingest_summary",
    "progress",
    "rules_text",
    "table_line",
    "table_text",
]


@contextmanager
def progress(verb: str, total: int | None = None) -> Iterator[Callable[..., None]]:
    """A progress bar on a terminal, nothing in a pipe; yields step(name, total=None)."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn(verb),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[name]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(verb, total=total, name="")

        def step(name: str, of: int | None = None) -> None:
            bar.update(task, advance=1, name=name, total=of or total)

        yield step


def ingest_line(outcome: Outcome) -> str:
    """One line for one file."""
    if outcome.error is not None:
        return f"失败  {outcome.error}"
    if outcome.state == "unchanged":
        return f"未变  {outcome.name}"
    verb = "更新" if outcome.state == "changed" else "读入"
    what = " ".join(
        part for part in (outcome.unit_name, str(outcome.fiscal_year or ""), outcome.kind) if part
    )
    line = f"{verb}  {outcome.name}：{what or '未识别单位'}，{outcome.tables} 张表，{outcome.facts} 个数"
    return "\n".join([line, *(f"      注意：{warning}" for warning in outcome.warnings)])


def ingest_summary(outcomes: Sequence[Outcome], strangers: Mapping[str, int] = {}) -> str:
    """'共 5 份：读入 3，更新 0，未变 1，失败 1', and the files of other formats that were left out."""
    count = Counter("failed" if o.error is not None else o.state for o in outcomes)
    return (
        f"共 {len(outcomes)} 份：读入 {count['new']}，更新 {count['changed']}，"
        f"未变 {count['unchanged']}，失败 {count['failed']}"
    ) + (
        f"；另有 {sum(strangers.values())} 个文件不是能读的格式（{_counted(strangers)}），未读"
        if strangers
        else ""
    )


def _counted(strangers: Mapping[str, int]) -> str:
    return "、".join(f"{suffix} {count} 个" for suffix, count in strangers.items())


def documents_table(rows: Sequence[CatalogueRow]) -> str:
    """The library as an aligned list."""
    if not rows:
        return "文库是空的：用 mingzhang ingest 读入文件。"
    head = ("编号", "文件", "单位", "年度", "文种", "表", "数")
    body = [
        (
            row.doc_id[:8],
            row.display_name,
            row.unit_name or "—",
            str(row.fiscal_year or "—"),
            row.kind or "—",
            str(row.tables),
            str(row.facts),
        )
        for row in rows
    ]
    return _aligned([head, *body])


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(_width(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(text + " " * (widths[i] - _width(text)) for i, text in enumerate(row)).rstrip()
        for row in rows
    )


def answer_text(answer: Answer) -> str:
    """The answer, then where each mark points."""
    lines = [answer.text]
    for number, citation in enumerate(answer.citations, 1):
        place = f"第{citation.page}页" if citation.page else citation.place
        where = "，".join(part for part in (citation.doc, place, citation.section) if part)
        lines.append(f"  ［{number}］{where}：“{_short(citation.quote)}”")
    return "\n".join(lines)


def explained_text(answer: Answer) -> str:
    """How the answer came about, below it."""
    return "\n".join(["", "怎样得出：", *(f"  {line}" for line in answer.explain)])


def answer_line(answer: Answer, id: str | None, explain: bool = False) -> dict[str, Any]:
    """The public form of an answer; see design.md §4. `explain` adds how it came about."""
    line = answer.as_json() | {"id": id}
    return line | {"explain": list(answer.explain)} if explain else line


def _short(text: str, limit: int = 120) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def table_line(document: Document, table: Table) -> dict[str, Any]:
    """The public form of a table; see design.md §4."""
    return {
        "doc": document.name,
        "doc_id": document.doc_id,
        "table_title": table.title,
        "section": document.section_path(table.section),
        "pages": list(table.pages),
        "unit": table.unit.value if table.unit else None,
        "header_rows": table.header_rows,
        "columns": table.columns,
        "rows": table.rows,
        "checksum_total": checksum_total(table),
        "grid": [list(row) for row in table.grid],
    }


def table_text(document: Document, table: Table) -> str:
    """One table for the eye: name, size, rows."""
    where = f"第{'、'.join(map(str, table.pages))}页" if table.pages else table.sheet or ""
    unit = f"单位：{table.unit}" if table.unit else "未注明单位"
    head = f"{document.name}　{table.name or '（无标题）'}　{where}　{unit}　{table.rows} 行 {table.columns} 列"
    notes = [f"  注意：{note}" for note in table.uncertain]
    if doubtful := sum(cell.recognition < SURE for cell in table.cells):
        notes.append(f"  注意：{doubtful} 格识别存疑，请与原件核对")
    rows = (
        _aligned([[_short(cell, 30) for cell in row] for row in table.grid]) if table.height else ""
    )
    return "\n".join([head, *notes, rows, ""])


_SIGN = {"ties": "相符", "rounding": "四舍五入", "broken": "不符", "skipped": "未核"}
SIDES_SHOWN = 5
"""How many places of one finding the terminal shows."""

_WORST = {"error": 0, "warning": 1, "info": 2}


def findings_text(document: Document, findings: Sequence[Finding]) -> str:
    """The report for people: what breaks first, then how much ties and why the rest was skipped."""
    name = f"{document.name}：{document.info.unit_name or '未识别单位'} {document.info.fiscal_year or ''}"
    return _findings_text(name, findings)


def between_text(findings: Sequence[Finding]) -> str:
    """What several documents say of one another."""
    return _findings_text("文件之间", findings)


def rules_text(told: Sequence[Sequence[Finding]]) -> str:
    """Every rule with the number of documents it ran on, tied, rounded, broke in, and was left out of."""
    titles = {f.check: f.title for findings in told for f in findings}
    counts: dict[str, Counter[str]] = {check: Counter() for check in titles}
    for findings in told:
        for check, status in {(f.check, f.status) for f in findings}:
            counts[check][status] += 1
        for check in {f.check for f in findings if f.status != "skipped"}:
            counts[check]["ran"] += 1
    lines = ["编号\t规则\t核了\t相符\t四舍五入\t不符\t未核（份）"]
    for check in sorted(titles):
        own = counts[check]
        numbers = [own[s] for s in ("ran", "ties", "rounding", "broken", "skipped")]
        lines.append("\t".join([check, titles[check], *map(str, numbers)]))
    return "\n".join(lines)


def _findings_text(name: str, findings: Sequence[Finding]) -> str:
    count = Counter(finding.status for finding in findings)
    lines = [
        name,
        "  "
        + "，".join(f"{_SIGN[s]} {count[s]}" for s in ("broken", "rounding", "ties", "skipped")),
    ]
    broken = [f for f in findings if f.status == "broken"]
    for finding in sorted(broken, key=lambda f: _WORST[f.severity]):
        lines.append(finding_text(finding))
    for title, reason in dict.fromkeys(
        (f.title, f.reason or "") for f in findings if f.status == "skipped"
    ):
        lines.append(f"  未核　{title}：{reason}")
    return "\n".join(lines)


def finding_text(finding: Finding) -> str:
    """One finding: what is wrong, then both sides with their places."""
    word = {"error": "错误", "warning": "警告", "info": "提示"}[finding.severity]
    sides = [side for side in (finding.left, *finding.right) if side is not None]
    lines = [f"  {word}　{finding.title}：{finding.message}", *map(_side_line, sides[:SIDES_SHOWN])]
    if len(sides) > SIDES_SHOWN:
        lines.append(f"      ……另有 {len(sides) - SIDES_SHOWN} 处（--json 全部列出）")
    return "\n".join(lines)


def _side_line(side: FindingSide) -> str:
    value = side.text or (f"{plain(side.value)}{side.unit or ''}" if side.value is not None else "")
    if side.citation is None:
        return f"      {side.label} {value}"
    place = f"第{side.citation.page}页" if side.citation.page else side.citation.place
    return f"      {side.label} {value}　{place}　{side.citation.section}　“{_short(side.citation.quote, 60)}”"
