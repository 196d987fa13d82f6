"""A Disclosure as a web page: clean, as a word processor exports it, or inside a government site.

Takes a Disclosure and a habit, gives UTF-8 bytes. The 'site' habit surrounds the text with the
site's own navigation, links to other news and an advertisement, which belong to no disclosure.

    <td rowspan="2"><p class="MsoNormal"><span style="font-size:10.5pt">科目编码</span></p></td>
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Literal

from evals.synthesis.disclosure import (
    Block,
    Cell,
    Contents,
    Cover,
    Disclosure,
    Heading,
    Paragraph,
    Row,
    Table,
)
from evals.synthesis.printed import Printed

__all__ = ["HtmlHabit", "print_html"]

HtmlHabit = Literal["clean", "word", "site"]

_HEAD = '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>{style}</head>\n<body{body}>\n'
_STYLE = {
    "clean": "<style>table{border-collapse:collapse}td,th{border:1px solid #000}</style>",
    "word": "<style>p.MsoNormal{margin:0;text-align:justify;font-family:宋体}</style>",
    "site": '<link rel="stylesheet" href="/css/site.css"><script>var uid=20240118;</script>',
}
_ABOVE = """<div class="header"><a href="/">首页</a> <a href="/zwgk/">政务公开</a> <a href="/bsfw/">办事服务</a></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/zwgk/cz/">财政信息</a></div>
<div class="article"><h1>{title}</h1><div class="info">发布时间：{year}-02-08 09:30　来源：本站　浏览次数：<span id="hits">1386</span>次　字号：[大 中 小]</div>
<div id="zoom" class="TRS_Editor">
"""
_BELOW = """</div><div class="share">分享到：微信 微博</div></div>
<div class="side"><h3>热门推荐</h3><ul><li><a href="/a/1.html">春季消费券发放5000万元 3月1日开抢</a></li>
<li><a href="/a/2.html">澳洲游低至6,999元起 立减1,200元</a></li><li><a href="/a/3.html">best online casino bonus 100%</a></li></ul></div>
<div class="footer">主办单位：{region}人民政府办公室　网站标识码：3100000042　备案号：00012345号</div>
"""


def print_html(disclosure: Disclosure, habit: HtmlHabit = "clean") -> Printed:
    """The whole page."""
    page = _Page(habit)
    body = ' class="site"' if habit == "site" else ""
    title = escape(disclosure.title)
    parts = [_HEAD.format(title=title, style=_STYLE[habit], body=body)]
    if habit == "site":
        parts.append(_ABOVE.format(title=title, year=disclosure.fiscal_year))
    for block in disclosure.blocks:
        if not (habit == "site" and isinstance(block, Cover | Contents)):
            parts += page.block(block)
    if habit == "site":
        parts.append(_BELOW.format(region=escape(disclosure.region)))
    parts.append("</body></html>\n")
    return Printed("".join(parts).encode())


class _Page:
    """How one habit writes each block."""

    def __init__(self, habit: HtmlHabit) -> None:
        self.habit = habit

    def block(self, block: Block) -> Iterator[str]:
        """The lines of a block."""
        match block:
            case Cover():
                yield from (self._text(text, "center", 22) for text in block.lines)
            case Contents():
                yield self._text(block.title, "center", 16)
                yield from (self._text(entry.text) for entry in block.entries)
            case Heading():
                yield self._heading(block)
            case Paragraph():
                yield self._text(block.text)
            case Table():
                yield from self._table(block)
            case _:
                return

    def _heading(self, heading: Heading) -> str:
        if self.habit == "clean":
            return f"<h{heading.level + 1}>{escape(heading.text)}</h{heading.level + 1}>\n"
        return self._text(heading.text, "center" if heading.level == 1 else "left", 16, bold=True)

    def _text(self, text: str, align: str = "left", size: float = 12, *, bold: bool = False) -> str:
        """A paragraph; word processors cut it into spans, sites into bare paragraphs."""
        if self.habit == "word":
            half = 0 if bold else len(text) // 2
            first, rest = escape(text[:half]), escape(text[half:])
            inner = f"<b>{rest}</b>" if bold else f'{first}</span><span lang="EN-US">{rest}'
            span = f'<span style="font-size:{size}pt">{inner}</span>'
            return f'<p class="MsoNormal" align="{align}">{span}<o:p></o:p></p>\n'
        shown = f"<b>{escape(text)}</b>" if bold else escape(text)
        indent = "　　" if self.habit == "site" and align == "left" and not bold else ""
        return f'<p style="text-align:{align}">{indent}{shown}</p>\n'

    def _table(self, table: Table) -> Iterator[str]:
        if table.number_line:
            yield self._text(table.number_line)
        yield self._text(table.title_line, "center", 15, bold=True)
        if table.caption or table.unit_line:
            yield self._text(f"{table.caption}　　{table.unit_line}".strip("　"), "right")
        yield '<table border="1" cellspacing="0">\n'
        for number, row in enumerate(table.rows):
            yield self._row(row, number < table.header_rows)
        yield "</table>\n"
        if table.note:
            yield self._text(table.note)

    def _row(self, row: Row, header: bool) -> str:
        tag = "th" if header and self.habit == "clean" else "td"
        cells = (self._cell(cell, tag) for cell in row if cell is not None)
        return f"<tr>{''.join(cells)}</tr>\n"

    def _cell(self, cell: Cell, tag: str) -> str:
        spans = f' colspan="{cell.across}"' if cell.across > 1 else ""
        spans += f' rowspan="{cell.down}"' if cell.down > 1 else ""
        text = escape(cell.text) or ("&nbsp;" if self.habit != "clean" else "")
        text = "&nbsp;&nbsp;" * cell.indent + text
        if self.habit == "word":
            text = f'<p class="MsoNormal"><span style="font-size:10.5pt">{text}</span></p>'
        return f'<{tag}{spans} align="{cell.align}">{text}</{tag}>'
