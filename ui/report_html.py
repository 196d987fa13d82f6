"""The report of the checks as one HTML page: worst first, each difference with both places to see.

Takes documents with their findings and bytes, gives the page in parts. It needs nothing from outside
it; what a document holds is escaped: it is data, never HTML.

    错误  正文的“三公”经费与表一致（1 处）
      正文“三公”经费合计 19.53 万元 …  相差 0.40 万元
      [第 9 页, the sentence framed]   “2025年“三公”经费预算数为19.53万元，…”
"""

from __future__ import annotations

import base64
import html
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from extract.evidence_page import difference_unit
from ingest.citation import Citation
from ingest.document import Document
from ingest.facts import Finding, FindingSide
from ui.page_image import render_strip

__all__ = ["between_section", "document_section", "report_page"]

SIDES_SHOWN = 8
"""How many places of one finding are shown; a sum may have a hundred."""
PICTURES = 3
"""How many places of one finding are shown as pictures."""

_DEGREES = {"error": "错误", "warning": "警告", "info": "提示"}
_RESULTS = {"broken": "不符", "rounding": "四舍五入", "ties": "相符", "skipped": "未核"}
_PICTURED = frozenset({"pdf", "image"})

STYLE = """
body { font-family: "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; margin: 24px auto;
  max-width: 1080px; padding: 0 16px; color: #222; line-height: 1.55; }
h1 { font-size: 24px; } h2 { border-bottom: 2px solid #44546a; padding-bottom: 4px; margin-top: 40px; }
h3 { font-size: 16px; margin: 24px 0 8px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { border: 1px solid #ccc; padding: 4px 8px; text-align: left; vertical-align: top; }
th { background: #f2f4f7; } td.n { text-align: right; font-variant-numeric: tabular-nums; }
.mark { display: inline-block; border-radius: 3px; padding: 0 8px; margin-right: 8px; font-weight: 600; }
.error { background: #f4cccc; color: #8b0000; } .warning { background: #fff2cc; color: #7a5200; }
.info, .skipped { background: #eee; color: #444; } .ties { background: #d9ead3; color: #1e5b16; }
.rounding { background: #fff2cc; color: #7a5200; }
article { border: 1px solid #ddd; border-left: 5px solid #bbb; margin: 10px 0; padding: 8px 14px; }
article.is-error { border-left-color: #c00000; } article.is-warning { border-left-color: #e69100; }
.side { margin: 8px 0 8px 8px; } .side b { margin-right: 6px; }
.where { color: #666; font-size: 13px; } .why { color: #555; font-size: 13px; }
blockquote { margin: 4px 0; padding: 2px 10px; border-left: 3px solid #ddd; white-space: pre-wrap; }
img { max-width: 100%; border: 1px solid #bbb; display: block; margin: 4px 0; }
details { margin: 10px 0; } summary { cursor: pointer; }
@media print { article { break-inside: avoid; } }
"""


def report_page(
    told: Sequence[tuple[Document, Sequence[Finding]]], sections: Sequence[str]
) -> Iterator[str]:
    """The whole page; documents with the worst differences stand first, further sections last."""
    yield (
        '<!doctype html><html lang="zh"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>勾稽核对报告</title><style>{STYLE}</style></head><body><h1>勾稽核对报告</h1>"
    )
    order = sorted(range(len(told)), key=lambda i: _badness(told[i][1]), reverse=True)
    yield "<table><tr><th>文件</th><th>单位</th><th>年度</th><th>错误</th><th>警告</th><th>提示</th>"
    yield "<th>四舍五入</th><th>相符</th><th>未核</th></tr>"
    for position in order:
        yield _summary_row(*told[position])
    yield "</table>"
    for position in order:
        yield sections[position]
    yield from sections[len(told) :]
    yield "</body></html>\n"


def _badness(findings: Sequence[Finding]) -> tuple[int, int, int]:
    broken = Counter(f.severity for f in findings if f.status == "broken")
    return broken["error"], broken["warning"], broken["info"]


def _summary_row(document: Document, findings: Sequence[Finding]) -> str:
    info, count = document.info, Counter(f.status for f in findings)
    name = f'<a href="#{_anchor(document)}">{html.escape(document.name)}</a>'
    cells = [name, html.escape(info.unit_name or "未识别"), str(info.fiscal_year or "")]
    numbers = [*_badness(findings), count["rounding"], count["ties"], count["skipped"]]
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    return f"<tr>{row}{''.join(f'<td class=n>{number}</td>' for number in numbers)}</tr>"


def _anchor(document: Document) -> str:
    return f"d{document.doc_id[:16]}"


def document_section(
    document: Document, findings: Sequence[Finding], blob: Callable[[], bytes]
) -> Iterator[str]:
    """One document: what breaks, worst first and by rule, then what ties and what was not checked."""
    yield f'<h2 id="{_anchor(document)}">{html.escape(document.name)}</h2>'
    broken = any(finding.status == "broken" for finding in findings)
    yield from _told(findings, blob() if broken and document.format in _PICTURED else b"")


def between_section(findings: Sequence[Finding]) -> Iterator[str]:
    """What several documents say of one another; nothing for a single document."""
    if findings:
        yield "<h2>文件之间</h2>"
        yield from _told(findings, b"")


def _told(findings: Sequence[Finding], data: bytes) -> Iterator[str]:
    broken = [finding for finding in findings if finding.status == "broken"]
    if not broken:
        yield "<p>没有发现不符。</p>"
    for severity in _DEGREES:
        titles = dict.fromkeys(f.title for f in broken if f.severity == severity)
        for title in titles:
            same = [f for f in broken if (f.severity, f.title) == (severity, title)]
            yield _rule_heading(severity, title, len(same))
            yield from (_article(finding, data) for finding in same)
    for status in ("rounding", "ties", "skipped"):
        yield _folded(status, [f for f in findings if f.status == status])


def _rule_heading(severity: str, title: str, number: int) -> str:
    mark = f'<span class="mark {severity}">{_DEGREES[severity]}</span>'
    return f"<h3>{mark}{html.escape(title)}（{number} 处）</h3>"


def _article(finding: Finding, data: bytes) -> str:
    sides = [side for side in (finding.left, *finding.right) if side is not None]
    shown = "".join(_places(sides[:SIDES_SHOWN], data))
    more = len(sides) - SIDES_SHOWN
    rest = f'<p class="where">……另有 {more} 处</p>' if more > 0 else ""
    why = f'<p class="why">依据：{html.escape(finding.reason)}</p>' if finding.reason else ""
    allowed = ""
    if finding.tolerance is not None:
        unit = difference_unit(finding)
        tolerance = f"{finding.tolerance:,f}{' ' if unit else ''}{unit}"
        allowed = f'<p class="why">容差 {tolerance}（由印出的位数得出）</p>'
    return (
        f'<article class="is-{finding.severity}"><p>{html.escape(finding.message)}</p>'
        f"{shown}{rest}{allowed}{why}</article>"
    )


def _places(sides: Sequence[FindingSide], data: bytes) -> Iterator[str]:
    """Both sides; a place that several of them cite is shown once, under the last of them."""
    groups: dict[tuple[int, int], list[FindingSide]] = {}
    for number, side in enumerate(sides):
        pieces = side.citation.pieces if side.citation else ()
        key = (pieces[0].start, pieces[-1].end) if pieces else (-1, number)
        groups.setdefault(key, []).append(side)
    for position, (*others, last) in enumerate(groups.values()):
        yield from (f'<div class="side">{_head(other)}</div>' for other in others)
        yield _side(last, data if position < PICTURES else b"")


def _head(side: FindingSide) -> str:
    value = side.text or ("" if side.value is None else f"{side.value:,f}{side.unit or ''}")
    return f"<b>{html.escape(side.label)}</b>{html.escape(value)}"


def _side(side: FindingSide, data: bytes) -> str:
    head, cited = _head(side), side.citation
    if cited is None:
        return f'<div class="side">{head}</div>'
    place = f"第 {cited.page} 页" if cited.page else cited.place
    where = "　".join(part for part in (place, cited.section) if part)
    return (
        f'<div class="side">{head} <span class="where">{html.escape(where)}</span>'
        f"<blockquote>{html.escape(cited.quote.strip())}</blockquote>{_pictures(cited, data)}</div>"
    )


def _pictures(citation: Citation, data: bytes) -> str:
    if not data:
        return ""
    pages = sorted({box.page for box in citation.boxes})
    return "".join(
        f'<img alt="第 {page} 页" src="data:image/png;base64,'
        f'{base64.b64encode(render_strip(data, page, citation.boxes)).decode()}">'
        for page in pages
    )


def _folded(status: str, findings: Sequence[Finding]) -> str:
    """A list that opens with a click: the message of every tie, the reason of every check left out."""
    if not findings:
        return ""
    said = dict.fromkeys(
        (f.title, (f.reason if status == "skipped" else f.message) or "") for f in findings
    )
    rows = "".join(
        f"<tr><td>{html.escape(title)}</td><td>{html.escape(text)}</td></tr>"
        for title, text in said
    )
    mark = f'<span class="mark {status}">{_RESULTS[status]}</span>'
    return f"<details><summary>{mark}{len(findings)} 处</summary><table>{rows}</table></details>"
