"""Bytes of a web page → its text: marks, declarations and plain evidence, in that order of trust.

Takes the bytes and the file's name (for messages). What a page declares is often wrong (gb2312 over
GBK, gb2312 over UTF-8), so a declaration only says what is tried first. Knows nothing of tags
beyond `<meta charset>` and `<?xml encoding?>`.

>>> decode_page('<meta charset=gb2312><p>一、部门职责</p>'.encode("gb18030"), "a.html").text[21:]
'<p>一、部门职责</p>'
"""

from __future__ import annotations

import codecs
import re

from ingest.errors import UnreadableText
from ingest.tabbed.decoding import Decoded, decode

__all__ = ["decode_page"]

_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w-]+)""",
    re.I,
)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHINESE = {"gb2312", "gbk", "gb18030", "x-gbk", "gb-2312", "gb_2312-80", "cn-gb", "hz-gb-2312"}
_HEAD = 8192
_SAMPLE = 200_000
_FEW = 1000
_BROKEN = "网页里有 {} 处字节读不出，显示为 �"


def decode_page(data: bytes, name: str) -> Decoded:
    """The text of a page; UnreadableText when no encoding fits."""
    if data.startswith(_MARKS) or b"\0" in data[:_HEAD]:
        return decode(data, name)
    for encoding in _candidates(data):
        text = _strict(data, encoding)
        if text is not None and _reads_well(text):
            return Decoded(text)
    return _with_gaps(data) or _any(data, name)


def _candidates(data: bytes) -> list[str]:
    """UTF-8 first: no other encoding of Chinese passes as UTF-8 by chance and still reads well."""
    found = _DECLARED.search(data[:_HEAD])
    named = (found[1] or found[2]).decode("ascii", "replace").lower() if found else ""
    named = "gb18030" if named in _CHINESE else named
    return ["utf-8", *([named] if _is_known(named) else []), "gb18030", "big5"]


def _is_known(name: str) -> bool:
    try:
        return bool(name) and codecs.lookup(name)._is_text_encoding
    except (LookupError, ValueError):
        return False


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, ValueError):
        return None


def _reads_well(text: str) -> bool:
    """What is beyond ASCII is mostly Chinese, its marks and full-width signs; plain ASCII is fine."""
    signs = [char for char in text[:_SAMPLE] if ord(char) > 127]
    usual = sum(1 for char in signs if _is_usual(char))
    return 10 * usual >= 8 * len(signs)


def _is_usual(char: str) -> bool:
    code = ord(char)
    if 0x4E00 <= code <= 0x9FFF:
        return True
    return 0x3000 <= code <= 0x303F or 0xFF00 <= code <= 0xFFEF or char in _SIGNS


_SIGNS = frozenset("“”‘’…—–·•\xa0\u2003\u2002℃×÷√□☑■●○◆★※→←↑↓≥≤±①②③④⑤⑥⑦⑧⑨⑩〇Ⅰ Ⅱ Ⅲ Ⅳ\u200b\ufeff")


def _with_gaps(data: bytes) -> Decoded | None:
    """A page with a few broken bytes: the gaps stay visible and are said."""
    tried = [(data.decode(name, "replace"), name) for name in ("utf-8", "gb18030")]
    text, _ = min(tried, key=lambda pair: pair[0].count("\ufffd"))
    gaps = text.count("\ufffd")
    few = gaps * _FEW <= len(text) + 4 * _FEW
    return Decoded(text, (_BROKEN.format(gaps),)) if few and _reads_well(text) else None


def _any(data: bytes, name: str) -> Decoded:
    """A page in another language that is plainly UTF-8; else it cannot be read."""
    text = _strict(data, "utf-8")
    if text is None:
        raise UnreadableText(
            name,
            "网页的文字编码认不出来（不是 UTF-8、UTF-16、GB18030 或 Big5）",
            "请在浏览器中打开后另存为 UTF-8 编码的网页，或打印为 PDF 后再导入",
        )
    return Decoded(text)
