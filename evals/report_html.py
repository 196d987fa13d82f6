"""A Report as one HTML page: the figures with their intervals, then every wrong case, readable.

Needs nothing from outside the page; everything that comes out of a document is escaped.

    real-q-020 [wrong] 问：… 应答：… 实答：… 证据：第12页 “…” 说明：缺要点 …
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from evals.metrics import measured
from evals.report import asked_back, label, spent, tally
from evals.run import Case, Report
from evals.scorers import CORRECT

__all__ = ["Told", "as_html"]

STYLE = """
body { font-family: "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; margin: 20px auto; max-width: 1100px; color: #222; line-height: 1.6; }
table { border-collapse: collapse; } th, td { border: 1px solid #bbb; padding: 3px 10px; text-align: left; }
pre { white-space: pre-wrap; font-family: inherit; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
details { border: 1px solid #ccc; border-left: 5px solid #d98c00; margin: 8px 0; padding: 4px 12px; }
details.bad { border-left-color: #b00020; } details.ok { border-left-color: #2e7d32; }
dt { font-weight: bold; } dd { margin: 0 0 6px 1em; white-space: pre-wrap; }
"""


class Told(NamedTuple):
    """A suite that has no questions: its name, and its report in lines."""

    suite: str
    text: str


def as_html(reports: Sequence[Report | Told], changes: Iterable[str] = ()) -> str:
    """The page over several suites; `changes` are the differences to an earlier run, in words."""
    body = "".join(
        part
        for report in reports
        for part in (_told(report) if isinstance(report, Told) else _report(report))
    )
    said = "".join(f"<li>{html.escape(change)}</li>" for change in changes)
    changed = f"<h2>与先前相比</h2><ul>{said}</ul>" if said else ""
    return (
        '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>评测报告</title>'
        f"<style>{STYLE}</style></head><body><h1>评测报告</h1>{changed}{body}</body></html>\n"
    )


def _told(one: Told) -> Iterator[str]:
    yield f"<h2>{html.escape(one.suite)}</h2><pre>{html.escape(one.text)}</pre>"


def _report(report: Report) -> Iterator[str]:
    yield f"<h2>{html.escape(report.suite)}</h2>"
    yield "<table><tr><th>指标</th><th>值</th><th>n</th><th>95% 区间</th></tr>"
    for name, measure in measured(report).items():
        low, high = measure.interval
        yield (
            f"<tr><td>{html.escape(label(name))}</td><td class=n>{measure.value:.3f}</td>"
            f"<td class=n>{measure.n}</td><td class=n>{low:.3f} – {high:.3f}</td></tr>"
        )
    yield "</table>"
    yield f"<p>{html.escape(tally(report))}</p><p>{html.escape(asked_back(report))}</p>"
    yield f"<p>{html.escape(spent(report))}</p>"
    wrong = [case for case in report.cases if _is_wrong(case)]
    yield f"<h3>有问题的 {len(wrong)} 题</h3>"
    for case in sorted(wrong, key=lambda c: not c.score.wrong_number):
        yield from _case(case)
    others = [
        *report.scalars.wrong,
        *report.rows.wrong,
        *(t.title + "：" + t.said for t in report.tables if t.said),
    ]
    if others:
        yield "<h3>提取与表格</h3><ul>"
        yield from (f"<li>{html.escape(said)}</li>" for said in others)
        yield "</ul>"
    if report.unscored:
        yield f"<p>未评分（文件不在）：{html.escape('、'.join(report.unscored))}</p>"


def _is_wrong(case: Case) -> bool:
    return case.score.value != CORRECT or bool(case.bad_citations or case.empty_citations)


def _case(case: Case) -> Iterator[str]:
    gold = case.gold
    mark = "错数" if case.score.wrong_number else case.score.value
    state = "bad" if case.score.wrong_number else ""
    yield f'<details open class="{state}"><summary>{html.escape(f"{gold.id} [{mark}] {gold.kind}")}</summary><dl>'
    evidence = "\n".join(f"{_page(e.page)}“{e.quote}”" for e in gold.evidence)
    cited = "\n".join(
        f"[{i}] {_page(c['page'])}{c['section']}“{c['quote']}”"
        for i, c in enumerate(case.answer["citations"], 1)
    )
    for term, text in (
        ("问", " ／ ".join(gold.asked)),
        ("标准答案", _due(case)),
        ("标准证据", evidence),
        ("回答", case.answer["answer"]),
        ("引文", cited),
        ("说明", "\n".join([case.score.explanation, *case.bad_citations, *case.empty_citations])),
        ("为何有此题", gold.reason),
        ("文件", "、".join(sha[:12] for sha in gold.documents)),
    ):
        if text:
            yield f"<dt>{term}</dt><dd>{html.escape(text)}</dd>"
    yield "</dl></details>"


def _page(page: Any) -> str:
    return f"第{page}页 " if page else ""


def _due(case: Case) -> str:
    gold = case.gold
    figures = [f"{f.value}{f.unit}（{f.item} {f.period}）" for f in gold.figures]
    words = [" 或 ".join(group) for group in gold.keywords]
    formula = [f"算式：{gold.formula}"] if gold.formula else []
    return "\n".join([*figures, *words, *formula]) or json.dumps(gold.answer_type)
