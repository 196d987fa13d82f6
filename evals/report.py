"""A Report for people: a table of figures with n and interval, then every wrong case, readable.

answerable_accuracy   0.976  n=41  [0.874, 0.996]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evals.run import Case, Report, interval
from evals.scorers import CORRECT

__all__ = ["as_json", "as_text"]

_LABELS = {
    "answerable_accuracy": "可答题正确率",
    "false_refusals": "误拒率",
    "wrong_number_rate": "错数率",
    "refusal_accuracy": "该拒即拒率",
    "citation_verbatim": "引文逐字率",
    "citation_precision": "引证精确率",
    "citation_recall": "引证召回率",
    "scalar_f1": "提取标量 F1",
    "rows_f1": "提取明细 F1",
    "info_unit_name": "单位名称",
    "info_fiscal_year": "年度",
    "info_kind": "文种",
    "tables_found": "表格读到率",
    "tables_rows": "行数一致率",
    "tables_columns": "列数一致率",
    "tables_header": "表头行数一致率",
    "tables_unit": "单位一致率",
    "tables_total": "合计一致率",
}


def as_text(report: Report) -> str:
    """The whole report in lines."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield f"评测 {report.suite}"
    for name, value in report.metrics.items():
        n = _n(report, name)
        low, high = interval(value, n) if value <= 1 else (value, value)
        yield f"  {_LABELS.get(name, name)}：{value:.3f}  n={n}  [{low:.3f}, {high:.3f}]"
    for case in report.cases:
        if case.score.value != CORRECT or case.bad_citations or case.empty_citations:
            yield from _case(case)
    yield from (f"  提取 {said}" for said in (*report.scalars.wrong, *report.rows.wrong))
    for who, info in report.infos:
        bad = [name for name, right in info.items() if not right]
        if bad:
            yield f"  文件 {who}：{'、'.join(_LABELS['info_' + b] for b in bad)} 不对"
    yield from (f"  表格 {t.title}：{t.said}" for t in report.tables if t.said)
    yield from (f"  应报缺表 {said}" for said in report.absent_missed)
    if report.unscored:
        yield f"  未评分（文件不在）：{len(report.unscored)} 题"


def _case(case: Case) -> Iterator[str]:
    mark = "错数" if case.score.wrong_number else case.score.value
    yield f"  [{mark}] {case.gold.id} {case.gold.kind}：{' / '.join(case.gold.asked)}"
    yield f"      {case.score.explanation}"
    yield f"      答：{case.answer['answer'][:200]!r}"
    yield from (f"      引文：{why}" for why in (*case.bad_citations, *case.empty_citations))


def _n(report: Report, name: str) -> int:
    due = [c for c in report.cases if c.gold.answer_type != "refusal"]
    if name.startswith("accuracy["):
        kind = name.removeprefix("accuracy[").removesuffix("]")
        return sum(c.gold.kind == kind for c in report.cases)
    if name.startswith("tables_"):
        return len(report.tables)
    if name.startswith("info_"):
        return len(report.infos)
    counts = {"scalar_f1": report.scalars, "rows_f1": report.rows}
    if name in counts:
        return counts[name].right + counts[name].missed
    return {
        "wrong_number_rate": len(report.cases),
        "refusal_accuracy": len(report.cases) - len(due),
        "citation_verbatim": sum(c.citations for c in report.cases),
        "citation_precision": sum(c.citations for c in report.cases),
        "citation_recall": sum(len(c.gold.evidence) for c in due),
    }.get(name, len(due))


def as_json(report: Report) -> dict[str, Any]:
    """The figures and every case, for machines."""
    return {
        "suite": report.suite,
        "metrics": report.metrics,
        "cases": [
            {
                "id": c.gold.id,
                "kind": c.gold.kind,
                "score": c.score.value,
                "wrong_number": c.score.wrong_number,
                "explanation": c.score.explanation,
                "answer": c.answer["answer"],
                "seconds": round(c.seconds, 4),
            }
            for c in report.cases
        ],
        "unscored": list(report.unscored),
    }
