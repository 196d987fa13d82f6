"""An Office file is opened as a bounded set of parts: nothing unpacks without limit or reaches out.

Takes a path (for messages) and the bytes of a .docx or .xlsx, gives a Package whose parts are read
on demand. Refuses what asks for a password, is cut off, is another format, unpacks to a flood, or
carries a document type definition (the door for entity bombs). Knows nothing of words or sheets.

    open_package(path, data, "word") -> Package with 'word/document.xml', 'word/styles.xml', …
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lxml import etree

from ingest.errors import (
    DamagedFile,
    EmptyFile,
    InputError,
    PasswordProtected,
    TooLarge,
    WrongFormat,
)

__all__ = ["MAX_PARTS", "MAX_UNPACKED", "Package", "PackageKind", "open_package"]

PackageKind = Literal["word", "xl"]

MAX_UNPACKED = 256 * 1024 * 1024
"""The most bytes that the XML parts of one file may unpack to."""
MAX_PARTS = 10_000
"""The most parts one file may have; real disclosures have 10 to 300."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NAMES = {"word": "Word 文档（.docx）", "xl": "Excel 工作簿（.xlsx）", "ppt": "演示文稿（.pptx）"}
_STRICT = b"http://purl.oclc.org/ooxml/"
_COMMON = b"http://schemas.openxmlformats.org/"
_STRICT_NAMES = (
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"spreadsheetml/main", b"spreadsheetml/2006/main"),
    (b"drawingml/main", b"drawingml/2006/main"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"officeDocument/math", b"officeDocument/2006/math"),
)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True)
class Package:
    """The parts of one Office file, by name without a leading slash."""

    name: str
    archive: zipfile.ZipFile

    @property
    def parts(self) -> list[str]:
        """The names of all parts."""
        return self.archive.namelist()

    def read(self, part: str) -> bytes | None:
        """The bytes of a part, None where the file has no such part."""
        try:
            data = self.archive.read(part)
        except KeyError:
            return None
        except (*_BROKEN, RuntimeError) as error:
            raise _damaged(self.name) from error
        if _has_doctype(data):
            raise DamagedFile(
                self.name, f"{part} 里有不允许的实体定义", "请用办公软件打开后另存一份再导入"
            )
        return _common_names(data) if _STRICT in data else data

    def tree(self, part: str) -> etree._Element | None:
        """A part as an XML tree; no entity is resolved, nothing is fetched."""
        data = self.read(part)
        if data is None:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise _damaged(self.name) from error

    def related(self, part: str, kind: str) -> str | None:
        """The first internal part that `part` points to with a relationship of a kind ('styles')."""
        return next(self.all_related(part, kind), None)

    def all_related(self, part: str, kind: str) -> Iterator[str]:
        """The internal parts that `part` points to; nothing outside the file is ever followed."""
        folder, base = posixpath.split(part)
        tree = self.tree(posixpath.join(folder, "_rels", base + ".rels"))
        for link in () if tree is None else tree.iter(_RELS):
            internal = link.get("TargetMode") != "External"
            if internal and str(link.get("Type", "")).endswith("/" + kind):
                yield posixpath.normpath(posixpath.join("/", folder, str(link.get("Target"))))[1:]


def open_package(path: Path, data: bytes, kind: PackageKind) -> Package:
    """Open an Office file of a kind, or say in Chinese why it cannot be."""
    if not data:
        raise EmptyFile(path.name, "文件是空的", "请重新下载后再导入")
    if data.startswith(_OLE):
        raise _ole_error(path, data, kind)
    if not data.startswith(b"PK"):
        raise WrongFormat(
            path.name,
            f"内容不是 {_NAMES[kind]}，而是{_described(data)}",
            "请按实际格式改回扩展名，或用办公软件另存为所需格式",
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise _damaged(path.name) from error
    _check_kind(path, archive, kind)
    _check_size(path, archive)
    return Package(path.name, archive)


def _common_names(data: bytes) -> bytes:
    """The strict variant of the format differs from the common one in its names only."""
    for strict, common in _STRICT_NAMES:
        data = data.replace(_STRICT + strict, _COMMON + common)
    return data


def _check_kind(path: Path, archive: zipfile.ZipFile, kind: PackageKind) -> None:
    names = archive.namelist()
    found = next((k for k in _NAMES if any(n.startswith(k + "/") for n in names)), None)
    if found != kind:
        what = f"而是{_NAMES[found]}" if found else "而是别的压缩包"
        raise WrongFormat(
            path.name, f"内容不是 {_NAMES[kind]}，{what}", "请按实际格式改回扩展名后再导入"
        )
    if "xl/workbook.bin" in names:
        raise WrongFormat(path.name, "是二进制工作簿（.xlsb）", "请另存为 .xlsx 后再导入")


def _check_size(path: Path, archive: zipfile.ZipFile) -> None:
    """The declared sizes bound what zipfile will ever unpack, so they are what is checked."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED:
        raise TooLarge(
            path.name,
            f"解压后有 {unpacked // 2**20} MB、{len(parts)} 个部件，超过上限",
            "请确认文件来源，或拆分后再导入",
        )
    if any(part.flag_bits & 1 for part in parts):
        raise PasswordProtected(path.name, "压缩包设有密码", "请去掉密码后再导入")


def _ole_error(path: Path, data: bytes, kind: PackageKind) -> InputError:
    """An OLE container is an encrypted Office file, or one of the years before 2007."""
    if _ENCRYPTED in data:
        return PasswordProtected(
            path.name, "文件设有打开密码", "请在办公软件中打开并去掉密码后再导入"
        )
    suffix = ".docx" if kind == "word" else ".xlsx"
    return WrongFormat(
        path.name, "是旧版（97-2003）Office 文件", f"请用办公软件另存为 {suffix} 后再导入"
    )


def _described(data: bytes) -> str:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"%pdf"):
        return " PDF"
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        return "网页或 XML 文本"
    return "别的格式"


def _damaged(name: str) -> DamagedFile:
    return DamagedFile(name, "文件不完整或内部已损坏", "请重新下载，或用办公软件修复后另存")


def _has_doctype(data: bytes) -> bool:
    """Office parts never carry a DTD; UTF-16 is looked through as well."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return True
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00<" in data[:8] or b"<\x00" in data[:8]
    return wide and b"<!" in data.replace(b"\x00", b"") and b"DOCTYPE" in data.replace(b"\x00", b"")
