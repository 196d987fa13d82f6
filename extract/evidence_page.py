"""The sheet 出处: every cited place once, numbered, for other sheets to link to.

    出处 | 文件 | 页或格 | 章节 | 原文
      12 | 预算.pdf | 第8页 | 2025年部门收支预算总表 | 34,429,567

Takes Citations, gives Links; Findings become the rows of the sheet 勾稽 with links to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extract.workbook import Colour, Link, Number, Page, Text, Value
from ingest.amount import Unit
from ingest.citation import Citation
from ingest.facts import Finding, FindingSide

__all__ = ["EvidencePage", "difference_unit", "findings_page", "place_of"]

TITLE = "出处"
_Key = tuple[str, tuple[tuple[int, int], ...]]


class EvidencePage:
    """Collects the places that other sheets cite."""

    def __init__(self) -> None:
        self._rows: dict[_Key, tuple[int, Citation]] = {}

    def link(self, citation: Citation | None) -> Link | None:
        """Where the place stands on the sheet; it is added when it is new."""
        if citation is None:
            return None
        key = (citation.doc_id, tuple((p.start, p.end) for p in citation.pieces))
        row, _ = self._rows.setdefault(key, (len(self._rows) + 2, citation))
        return Link(TITLE, row)

    def page(self) -> Page:
        """The sheet, when all others are made."""
        heads = ("出处", "文件", "页或格", "章节", "原文")
        rows: list[list[Value]] = [
            [
                Number(Decimal(row - 1)),
                Text(citation.doc),
                Text(place_of(citation)),
                Text(citation.section),
                Text(citation.quote),
            ]
            for row, citation in self._rows.values()
        ]
        return Page(TITLE, heads, rows, widest=70)


def place_of(citation: Citation) -> str:
    """'第8页', or the cell or line where there are no pages."""
    return f"第{citation.page}页" if citation.page else citation.place


_RESULT: dict[str, tuple[str, Colour]] = {
    "broken": ("不符", "red"),
    "rounding": ("四舍五入", "yellow"),
    "ties": ("相符", "green"),
    "skipped": ("未核", "grey"),
}
_DEGREE: dict[str, tuple[str, Colour | None]] = {
    "error": ("错误", "red"),
    "warning": ("警告", "yellow"),
    "info": ("提示", None),
}
_ORDER = {"broken": 0, "rounding": 1, "skipped": 3, "ties": 2}
_WORST = {"error": 0, "warning": 1, "info": 2}
_HEADS = (
    *("文件", "结果", "程度", "规则", "编号", "说明"),
    *(
        "一边",
        "数值",
        "位置",
        "另一边",
        "数值",
        "位置",
        "其余各处",
        "相差",
        "容差",
        "相差的单位",
        "为什么",
    ),
)


def findings_page(findings: Sequence[Finding], evidence: EvidencePage) -> Page:
    """The sheet 勾稽, what breaks worst first."""
    ordered = sorted(findings, key=lambda f: (_ORDER[f.status], _WORST[f.severity], f.doc, f.check))
    rows = [_finding(finding, evidence) for finding in ordered]
    return Page("勾稽", _HEADS, rows, fixed=2)


def _finding(finding: Finding, evidence: EvidencePage) -> list[Value]:
    result, colour = _RESULT[finding.status]
    degree, degree_colour = _DEGREE[finding.severity]
    broken = finding.status == "broken"
    sides = [side for side in (finding.left, *finding.right) if side is not None]
    more = "；".join(f"{side.label} {_said(side)}" for side in sides[2:])
    return [
        Text(finding.doc),
        Text(result, colour),
        Text(degree, degree_colour) if broken else None,
        Text(finding.title),
        Text(finding.check),
        Text(finding.message),
        *_side(sides[0] if sides else None, evidence),
        *_side(sides[1] if len(sides) > 1 else None, evidence),
        Text(more) if more else None,
        Number(finding.difference) if finding.difference is not None else None,
        Number(finding.tolerance) if finding.tolerance is not None else None,
        Text(difference_unit(finding)) if finding.difference is not None else None,
        Text(finding.reason) if finding.reason else None,
    ]


def difference_unit(finding: Finding) -> str:
    """'元' where the difference is that of the amounts on both sides; '' where it is of something else."""
    left, right = _yuan(finding.left), [_yuan(side) for side in finding.right]
    if finding.difference is None or left is None or not right or None in right:
        return ""
    amounts = [value for value in right if value is not None]
    apart = {abs(left - amounts[0]), abs(left - sum(amounts))}
    return "元" if abs(finding.difference) in apart else ""


def _yuan(side: FindingSide | None) -> Decimal | None:
    if side is None or side.value is None or side.unit not in set(Unit):
        return None
    return side.value * Unit(side.unit).yuan


def _side(side: FindingSide | None, evidence: EvidencePage) -> list[Value]:
    if side is None:
        return [None, None, None]
    link = evidence.link(side.citation)
    place = Text(place_of(side.citation), link=link) if side.citation else None
    said = Text(_said(side)) if side.value is not None or side.text else None
    return [Text(side.label), said, place]


def _said(side: FindingSide) -> str:
    if side.value is None:
        return side.text or ""
    return f"{side.value:,f}{side.unit or ''}"
