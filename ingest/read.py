"""A file becomes a Document: the recipe.

Checks size, emptiness, suffix and first bytes, hands the bytes to the reader of the format, and
what that reader gives to `assemble`. The file's name never means anything but its suffix.

>>> read_document(Path("预算.txt")).info.unit_name   # doctest: +SKIP
'深圳市龙岗区科技创新局'
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from ingest.archive import ARCHIVES, Member, members
from ingest.assemble import assemble
from ingest.blocks import RawDocument
from ingest.document import Document
from ingest.errors import EmptyFile, InputError, MissingFile, TooLarge, WrongFormat
from ingest.office.content import kind_of
from ingest.unswept import unswept
from ingest.web.kinds import web_suffix

__all__ = ["MAX_BYTES", "SUFFIXES", "file_bytes", "is_read", "read_document"]

MAX_BYTES = 64 << 20
"""Larger files are refused unless the caller says otherwise."""

Reader = Callable[[Path, bytes], RawDocument]

_OFFICE = frozenset((".docx", ".xlsx", ".xlsm", ".doc", ".xls", ".wps", ".et"))
"""Read by content; sites also give web pages as these: '另存为 .xls'."""
_IMAGES = frozenset((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"))
"""Read whichever of them the bytes are: a JPEG named .png is shown by every viewer."""
_READERS = {
    ".pdf": ("ingest.pdf", "read_pdf"),
    **dict.fromkeys(_OFFICE, ("ingest.office_file", "read_office")),
    **dict.fromkeys(_IMAGES, ("ingest.scan", "read_image")),
    ".txt": ("ingest.plaintext", "read_text"),
    ".md": ("ingest.plaintext", "read_text"),
    ".html": ("ingest.html", "read_html"),
    ".htm": ("ingest.html", "read_html"),
    ".mht": ("ingest.html", "read_mht"),
    ".mhtml": ("ingest.html", "read_mht"),
}
SUFFIXES = frozenset(_READERS) | ARCHIVES
"""The suffixes that are read."""

_MAGIC: tuple[tuple[bytes, str, set[str]], ...] = (
    (b"%PDF-", "PDF", {".pdf"}),
    (b"PK\x03\x04", "ZIP 包（Word、Excel 等）", {*_OFFICE, *ARCHIVES}),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "旧版 Office 文件（.doc、.xls）或加密文件",
        {*_OFFICE},
    ),
    (b"\x89PNG", "PNG 图片", {*_IMAGES}),
    (b"\xff\xd8\xff", "JPEG 图片", {*_IMAGES}),
    (b"Rar!", "RAR 压缩包", set()),
    (b"\x1f\x8b", "GZIP 压缩包", set()),
    (b"7z\xbc\xaf\x27\x1c", "7Z 压缩包", set()),
)
_REMEDIES = {
    ".xlsb": "请用 Excel 或 WPS 另存为 .xlsx 后再导入",
    ".ods": "请用 Excel 或 WPS 另存为 .xlsx 后再导入",
    ".odt": "请用 Word 或 WPS 另存为 .docx 后再导入",
    ".rtf": "请用 Word 或 WPS 另存为 .docx 后再导入",
    **dict.fromkeys(
        (".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz"), "请先解压，再导入其中的文件"
    ),
}
_BINARY = {
    ".pdf": "PDF",
    ".docx": "Word 文档",
    ".xlsx": "Excel 工作簿",
    **dict.fromkeys(_IMAGES, "图片"),
}


def is_read(suffix: str) -> bool:
    """Whether a suffix ('.pdf', in lower case) is one of those read."""
    return suffix in SUFFIXES


def read_document(
    path: Path,
    *,
    max_bytes: int = MAX_BYTES,
    name: str | None = None,
    data: bytes | None = None,
) -> Document:
    """Read one file; raises an InputError that names the file and the remedy.

    `data` are its bytes where the path is only a name, as in an archive.
    """
    shown = name or path.name
    data = file_bytes(path, max_bytes, shown) if data is None else _checked(data, max_bytes, shown)
    suffix = _read_as(data, path.suffix.lower())
    _check_format(data, suffix, shown)
    if suffix in ARCHIVES:
        only = _only_member(data, shown, max_bytes)
        return read_document(Path(only.path), max_bytes=max_bytes, name=only.name, data=only.data)
    module, function = _READERS[suffix]
    reader: Reader = getattr(import_module(module), function)
    with unswept():
        try:
            document = assemble(reader(path, data), hashlib.sha256(data).hexdigest(), shown)
        except InputError as error:
            raise type(error)(shown, error.what, error.remedy) from error
    return document


def _only_member(data: bytes, shown: str, max_bytes: int) -> Member:
    """The one file of an archive; several are several documents."""
    found: list[Member] = []
    for member in members(data, shown, is_read, max_bytes):
        found.append(member)
        if len(found) > 1:
            raise WrongFormat(
                shown, "压缩包里不止一份文件", "请用 mingzhang ingest 导入整个压缩包，或解压后再读"
            )
    if not found:
        raise EmptyFile(shown, "压缩包里没有能读的文件", "请确认下载的是否完整")
    if found[0].error is not None:
        raise found[0].error
    return found[0]


def _read_as(data: bytes, suffix: str) -> str:
    """The suffix whose reader the bytes want: a web page is one under an office file's name too."""
    return (web_suffix(data) or suffix) if suffix in _OFFICE else suffix


def file_bytes(path: Path, max_bytes: int, shown: str) -> bytes:
    """The file's bytes, never more than the limit."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise MissingFile(
                shown,
                "这是文件夹，不是文件",
                "请给出其中的文件，或用 mingzhang ingest 导入整个文件夹",
            )
        _check_size(size, max_bytes, shown)
        data = path.read_bytes()
    except OSError as error:
        raise MissingFile(
            shown, f"文件打不开（{error.strerror or '不存在'}）", "请检查路径和读取权限"
        ) from error
    return _checked(data, max_bytes, shown)


def _check_size(size: int, max_bytes: int, shown: str) -> None:
    if size > max_bytes:
        whole = -(-size // (1 << 20))
        raise TooLarge(
            shown,
            f"文件有 {whole} MB，超过 {max_bytes >> 20} MB 的上限，没有读入",
            f"请拆成几份再读，或用 mingzhang ingest --max-size {whole} 放宽上限",
        )


def _checked(data: bytes, max_bytes: int, shown: str) -> bytes:
    """The bytes, when they are neither too many nor nothing."""
    _check_size(len(data), max_bytes, shown)
    if not data.strip(b" \t\r\n\0"):
        raise EmptyFile(shown, "文件是空的", "请重新下载后再导入")
    return data


def _check_format(data: bytes, suffix: str, shown: str) -> None:
    """The suffix must be one we read, and the bytes must be what it says."""
    if suffix not in SUFFIXES:
        known = f"现在能读 {'、'.join(sorted(SUFFIXES))}"
        remedy = f"{_REMEDIES[suffix]}；{known}" if suffix in _REMEDIES else known
        raise WrongFormat(shown, f"不认识的文件类型“{suffix or '没有后缀'}”", remedy)
    for magic, kind, suffixes in _MAGIC:
        if data.startswith(magic) and suffix not in suffixes:
            raise WrongFormat(
                shown, f"后缀是“{suffix}”，内容却是{kind}", "请改成正确的后缀后再导入"
            )
    if suffix in _BINARY and not _looks_binary(data, suffix):
        raise WrongFormat(
            shown,
            f"后缀是“{suffix}”，内容却不是{_BINARY[suffix]}",
            "请确认文件没有下载错（常见的是网页被存成了这个名字）",
        )


def _looks_binary(data: bytes, suffix: str) -> bool:
    if suffix in _IMAGES:
        return data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM"))
    if suffix == ".pdf":
        return b"%PDF-" in data[:1024]
    return data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0") or kind_of(data) != "other"
