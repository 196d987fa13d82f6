"""Bytes of a text file → its text, without repairing anything.

UTF-8 (with or without a mark), UTF-16 and UTF-32 (with a mark or by their zero bytes), GB18030, and
files put together from two of them. A few broken bytes become '\ufffd', never a digit, and are said;
everything else is an UnreadableText that says what to do.

>>> decode("一、部门职责".encode("gb18030"), "a.txt").text
'一、部门职责'
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from ingest.errors import EmptyFile, UnreadableText

__all__ = ["Decoded", "decode"]

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BROKEN = "\ufffd"
_MOST_BROKEN = 500
"""One sign in so many may be unread."""
_REMEDY = "请用 UTF-8 或 GB18030 编码另存后再导入"


class Decoded(NamedTuple):
    """The text, and what should be said about its bytes."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """The text of a file's bytes; UnreadableText when no encoding we know fits."""
    decoded = _by_mark(data, name) or _utf16_by_zeros(data)
    if decoded is None:
        data = data.rstrip(b"\0")
        if data.count(b"\0") > max(3, len(data) // _MOST_BROKEN):
            raise UnreadableText(name, "这不是文本文件（里面有二进制内容）", "请确认文件格式")
        whole = None if b"\0" in data else _utf8(data) or _gb18030(data)
        decoded = whole or _mended(data)
    if decoded is None:
        raise UnreadableText(name, "文字编码认不出来（不是 UTF-8、UTF-16 或 GB18030）", _REMEDY)
    if not decoded.text.strip():
        raise EmptyFile(name, "文件里没有文字", "请重新下载后再导入")
    return decoded


def _by_mark(data: bytes, name: str) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name)
    return None


def _utf16_by_zeros(data: bytes) -> Decoded | None:
    """Spaces, digits and line ends of UTF-16 leave zero bytes; the side that reads well is right."""
    if b"\0" not in data:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = data[: len(data) // 2 * 2].decode(encoding, "replace")
        if "\0" not in text and _is_everyday(text):
            cut = ("文件末尾被截断，最后一个字不完整",) if len(data) % 2 else ()
            return _noted(text, cut)
    return None


def _noted(text: str, said: tuple[str, ...] = ()) -> Decoded:
    """The text, with how many of its signs could not be read."""
    broken = len(re.findall(f"{_BROKEN}+", text))
    more = (f"有{broken}处字节读不出，以“{_BROKEN}”代替，请核对原文",) if broken else ()
    return Decoded(text, (*said, *more))


def _mended(data: bytes) -> Decoded | None:
    """Line by line UTF-8 or GB18030; None where more than a few signs stay unread."""
    body = data.replace(b"\0", _BROKEN.encode())
    lines: list[str] = []
    foreign: list[str] = []
    native = False
    for line in body.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
            native = native or not line.isascii()
        except UnicodeDecodeError:
            lines.append(_least_broken(line))
            foreign.append(lines[-1])
    text = "\n".join(lines)
    rest = "".join(foreign).replace(_BROKEN, "")
    if text.count(_BROKEN) > max(3, len(text) // _MOST_BROKEN):
        return None
    if not rest.isascii() and not _is_everyday(rest):
        return None
    mixed = native and any(_BROKEN not in line for line in foreign)
    return _noted(text, ("文件里混有两种文字编码，已逐行识别",) if mixed else ())


def _least_broken(line: bytes) -> str:
    """The encoding that leaves the fewest signs unread or unusual; a run of them is one place."""
    tries = (line.decode(encoding, "replace") for encoding in ("utf-8", "gb18030"))
    return min(tries, key=_oddities)


def _oddities(text: str) -> int:
    signs = re.sub(f"{_BROKEN}+", _BROKEN, text)
    return sum(1 for sign in signs if ord(sign) > 127 and len(sign.encode("gb2312", "ignore")) != 2)


def _strict(data: bytes, encoding: str, name: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise UnreadableText(
            name,
            f"标明是 {encoding.upper()} 编码，但第 {error.start + 1} 个字节处读不下去",
            _REMEDY,
        ) from error


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start > 3:
            return Decoded(
                data[: error.start].decode("utf-8"), ("文件末尾被截断，最后一个字不完整",)
            )
        return None


def _gb18030(data: bytes) -> Decoded | None:
    """GB18030 accepts nearly any bytes: believe it only when the characters are everyday ones."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return Decoded(text) if _is_everyday(text) else None


def _is_everyday(text: str) -> bool:
    """Nine in ten signs beyond ASCII are in GB 2312, and there are no control signs."""
    sample = [char for char in text[:20000] if ord(char) > 127]
    everyday = sum(1 for char in sample if len(char.encode("gb2312", "ignore")) == 2)
    control = any(ord(char) < 32 and char not in "\t\r\n\f" for char in text[:20000])
    return bool(sample) and everyday >= 0.9 * len(sample) and not control
