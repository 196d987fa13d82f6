"""All printers by name: one Disclosure, the same tables in every format.

Takes nothing, gives FORMATS: a name, the suffix of the file, and what prints it.

>>> sorted(FORMATS)[:3]
['docx', 'html', 'html_site']
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Literal, NamedTuple

from evals.synthesis.disclosure import Disclosure
from evals.synthesis.print_browser import print_browser
from evals.synthesis.print_docx import print_docx
from evals.synthesis.print_html import print_html
from evals.synthesis.print_markdown import print_markdown
from evals.synthesis.print_pdf import Paper, print_pdf
from evals.synthesis.print_scan import print_scan
from evals.synthesis.print_text import print_text
from evals.synthesis.print_xlsx import print_xlsx
from evals.synthesis.printed import Printed

__all__ = ["FORMATS", "SLOW", "Format"]


class Format(NamedTuple):
    """A way to put a Disclosure into a file."""

    suffix: str
    print: Callable[[Disclosure], Printed]


_LANDSCAPE = Paper()
_PORTRAIT = Paper(width=595, height=842, margin=50, body=11, cell=8, padding=7)


def _pdf(disclosure: Disclosure, rules: Literal["grid", "three"] = "grid") -> Printed:
    """On the paper that the layout prints on."""
    paper = _PORTRAIT if disclosure.portrait else _LANDSCAPE
    return print_pdf(disclosure, replace(paper, rules=rules))


FORMATS: dict[str, Format] = {
    "pdf": Format(".pdf", _pdf),
    "pdf_lines": Format(".pdf", partial(_pdf, rules="three")),
    "docx": Format(".docx", print_docx),
    "xlsx": Format(".xlsx", print_xlsx),
    "xlsx_stacked": Format(".xlsx", partial(print_xlsx, stacked=True)),
    "html": Format(".html", print_html),
    "html_word": Format(".html", partial(print_html, habit="word")),
    "html_site": Format(".html", partial(print_html, habit="site")),
    "text": Format(".txt", print_text),
    "markdown": Format(".md", print_markdown),
}
"""Every format that takes no time to print."""

SLOW: dict[str, Format] = {
    "scan": Format(".pdf", partial(print_scan, printer=_pdf)),
    "browser": Format(".pdf", print_browser),
}
"""Pictures of pages, and what a browser prints where one is installed."""
