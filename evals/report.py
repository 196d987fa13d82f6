"""A Report for people: a table of figures with n and interval, then every wrong case, readable.

answerable_accuracy   0.976  n=41  [0.874, 0.996]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evals.metrics import latency, measured, metrics_of, offered, outcomes, worded
from evals.run import Case, Report
from evals.scorers import CORRECT

__all__ = ["LABELS", "as_json", "as_text", "asked_back", "label", "spent", "tally"]

LABELS = {
    "answerable_accuracy": "可答题正确率",
    "false_refusals": "误拒率",
    "wrong_number_rate": "错数率",
    "refusal_accuracy": "该拒即拒率",
    "refusal_precision": "拒答精确率",
    "figure_value": "数字：数值",
    "figure_unit": "数字：单位",
    "figure_period": "数字：年度",
    "kind_accuracy": "答案种类",
    "list_completeness": "列举完整率",
    "list_order": "列举顺序",
    "number_support": "数字在所引处",
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


_STEMS = {
    "accuracy": "正确率",
    "false_refusals": "误拒率",
    "refusal_recall": "该拒即拒率",
    "evidence_precision": "引证落在标准证据上（精确）",
    "evidence_recall": "引证落在标准证据上（召回）",
    "evidence_f1": "引证落在标准证据上（F1）",
    "mrr": "检索 MRR",
}


_ABSENCES = {
    "unit": "没有这个单位",
    "year": "没有这一年或这种文件",
    "item": "文件没有这一项",
    "reason": "文件没写原因",
    "outside": "不属预决算公开",
    "blank": "空白样表",
}


def label(name: str) -> str:
    """What people read for the name of a figure: 'accuracy[list]' -> '正确率[list]'."""
    stem, bracket, rest = name.partition("[")
    if stem == "refusal_recall":
        rest = _ABSENCES.get(rest.rstrip("]"), rest.rstrip("]")) + "]"
    if stem.startswith("recall@"):
        return f"检索召回{stem[6:]}[{rest}"
    return LABELS.get(name) or (_STEMS.get(stem, stem) + bracket + rest)


def as_text(report: Report) -> str:
    """The whole report in lines."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield f"评测 {report.suite}"
    for name, measure in measured(report).items():
        low, high = measure.interval
        yield (f"  {label(name)}：{measure.value:.3f}  n={measure.n}  [{low:.3f}, {high:.3f}]")
    if report.cases or report.unscored:
        yield f"  {tally(report)}"
    if report.cases:
        yield f"  {asked_back(report)}"
        yield f"  {spent(report)}"
    for case in report.cases:
        if case.score.value != CORRECT or case.bad_citations or case.empty_citations:
            yield from _case(case)
    yield from (f"  提取 {said}" for said in (*report.scalars.wrong, *report.rows.wrong))
    for who, info in report.infos:
        bad = [name for name, right in info.items() if not right]
        if bad:
            yield f"  文件 {who}：{'、'.join(LABELS['info_' + b] for b in bad)} 不对"
    yield from (f"  表格 {t.title}：{t.said}" for t in report.tables if t.said)
    yield from (f"  应报缺表 {said}" for said in report.absent_missed)


def tally(report: Report) -> str:
    """Right, wrong, refused and unscored in one line."""
    ends = outcomes(report)
    return f"答对 {ends.right}，答错 {ends.wrong}，误拒 {ends.refused}，未评分（文件不在）{ends.unscored}"


def asked_back(report: Report) -> str:
    """How often a question back, which counts as no answer, shows the right figure; no scorer asks."""
    share = offered(report.cases)
    said = f"{round(share.value * share.n)}（{share.value:.3f}）" if share.n else "—"
    return f"反问 {share.n} 题；反问中列出标准答案的数字 {said}"


def spent(report: Report) -> str:
    """Latency and cost in one line."""
    seconds = "，".join(f"{name} {value:.3f} 秒" for name, value in latency(report.cases).items())
    return f"每题用时：{seconds or '—'}；大模型措辞 {worded(report.cases)} 题"


def _case(case: Case) -> Iterator[str]:
    mark = "错数" if case.score.wrong_number else case.score.value
    yield f"  [{mark}] {case.gold.id} {case.gold.kind}：{' / '.join(case.gold.asked)}"
    yield f"      {case.score.explanation}"
    yield f"      答：{case.answer['answer'][:200]!r}"
    yield from (f"      引文：{why}" for why in (*case.bad_citations, *case.empty_citations))


def as_json(report: Report) -> dict[str, Any]:
    """The figures and every case, for machines."""
    return {
        "suite": report.suite,
        "metrics": metrics_of(report),
        "measured": {name: list(measure) for name, measure in measured(report).items()},
        "outcomes": outcomes(report)._asdict(),
        "offered_in_questions_back": list(offered(report.cases)) if report.cases else [],
        "latency": latency(report.cases),
        "worded_by_model": worded(report.cases),
        "cases": [
            {
                "id": c.gold.id,
                "kind": c.gold.kind,
                "score": c.score.value,
                "wrong_number": c.score.wrong_number,
                "explanation": c.score.explanation,
                "answer": c.answer["answer"],
                "seconds": round(c.seconds, 4),
                "citations": c.answer["citations"],
            }
            for c in report.cases
        ],
        "unscored": list(report.unscored),
    }
