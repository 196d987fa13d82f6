"""Which text is the number of a page and nothing else.

Takes one text. Knows nothing of where it stands.

>>> is_page_number("- 6 -"), is_page_number("第 6 页 共 20 页"), is_page_number("一6ー"), is_page_number("6 个单位")
(True, True, True, False)
"""

from __future__ import annotations

import re

__all__ = ["is_page_number"]

_PAGE_NUMBER = re.compile(
    r"[-—–－─~·.\s]*(?:第\s*)?(?:\d{1,4}|[IVXivxⅠ-ⅿ]{1,6}|[一二三四五六七八九十]{1,4})(?:\s*页)?"
    r"(?:\s*[/，,、]?\s*共?\s*\d{1,4}(?:\s*页)?)?[-—–－─~·.\s]*"
    r"|[-—–－─ー一]\s*\d{1,4}\s*[-—–－─ー一]"
)
"""The dashes beside a number on a scan may be read as '一' or 'ー'."""


def is_page_number(text: str) -> bool:
    """'- 6 -', '第 6 页 共 20 页', '6'."""
    return _PAGE_NUMBER.fullmatch(text) is not None
