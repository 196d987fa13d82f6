"""What a printer hands back: the bytes, and on which physical page everything came to stand.

Also fixes the dates inside zipped formats, so that the same Disclosure gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["FIXED_DATE", "Printed", "repacked"]

FIXED_DATE = "2025-01-20T09:00:00Z"
"""The date written into every printed file."""

_STAMP = (2025, 1, 20, 9, 0, 0)
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")


@dataclass(frozen=True)
class Printed:
    """`row_pages[table key][row]` and `page_texts` are empty where a format has no pages."""

    data: bytes
    row_pages: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    page_texts: tuple[str, ...] = ()

    def pages(self, key: str) -> list[int]:
        """The physical pages a table stands on."""
        return sorted(set(self.row_pages.get(key, ())))

    def page_of(self, quote: str) -> int | None:
        """The first page whose text, without white space, holds a quote; None without pages."""
        wanted = "".join(quote.split())
        for number, text in enumerate(self.page_texts, 1):
            if wanted in text:
                return number
        return None


def repacked(data: bytes) -> bytes:
    """A zipped document with fixed dates, its parts in the same order."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _DATES.sub(rb"\g<1>" + FIXED_DATE.encode() + rb"\g<2>", part)
            new.writestr(info, part)
    return out.getvalue()
