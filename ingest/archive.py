"""A ZIP archive is opened as a bounded list of files: nothing is unpacked to disk or without limit.

Takes the bytes of a .zip and its name, gives its members in order with their bytes or the reason why
they cannot be had. Names in GBK read as Chinese, archives inside are looked into one level deep. What
the members hold is none of its business.

    '2025年预算.zip' → Member('2025年预算.zip/附件/预算表.xlsx', '附件/预算表.xlsx', data, None)
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ingest.errors import (
    DamagedFile,
    EmptyFile,
    InputError,
    PasswordProtected,
    TooLarge,
    WrongFormat,
)

__all__ = ["ARCHIVES", "MAX_MEMBERS", "MAX_RATIO", "MAX_TOTAL", "Member", "members", "unread"]

ARCHIVES = frozenset((".zip",))
"""The suffixes of archives that are looked into."""
MAX_MEMBERS = 5_000
"""The most entries one archive may list; what a site offers has a few hundred."""
MAX_TOTAL = 1 << 30
"""The most bytes that the members to be read may unpack to, together."""
MAX_RATIO = 300
"""How many times its packed size a large member may unpack to; print and tables reach 60."""

_SMALL = 8 << 20
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
    struct.error,
    RuntimeError,
    MemoryError,
    AssertionError,
)
_BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Methods that can be unpacked piece by piece, so that no piece outgrows what was declared."""
_UTF8 = 0x800
_UNICODE_PATH = 0x7075
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_REPACK = "请解压后导入其中的文件"

IsWanted = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive. `name` is for people and starts with the archive's; `path` is inside it."""

    name: str
    path: str
    data: bytes = b""
    error: InputError | None = None


@dataclass(slots=True)
class _Limits:
    """What may still be unpacked."""

    each: int
    total: int = MAX_TOTAL


@dataclass(slots=True)
class _Entries:
    """The files an archive lists: those wanted, and how many of which other suffix."""

    wanted: list[tuple[str, zipfile.ZipInfo]] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)


def members(data: bytes, name: str, is_wanted: IsWanted, max_bytes: int) -> Iterator[Member]:
    """The wanted files of an archive, in order; a broken one is a Member with an error.

    `is_wanted` is asked with a suffix ('.pdf'). Raises an InputError where the archive itself cannot
    be opened or is not to be trusted.
    """
    return _members(data, name, "", is_wanted, _Limits(max_bytes), nested=False)


def unread(file: Path, is_wanted: IsWanted) -> Counter[str]:
    """How many files of which other suffix lie in an archive; empty where it cannot be opened."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _entries(archive, is_wanted).others
    except _BROKEN:
        return Counter()


def _members(
    data: bytes, name: str, inside: str, is_wanted: IsWanted, limits: _Limits, nested: bool
) -> Iterator[Member]:
    archive = _opened(data, name)
    with archive:
        entries = _entries(archive, is_wanted)
        _check(archive, entries, name, limits)
        for path, entry in entries.wanted:
            shown, where = f"{name}/{path}", inside + path
            try:
                unpacked = _unpacked(archive, entry, shown, limits)
                if PurePosixPath(path).suffix.lower() not in ARCHIVES:
                    yield Member(shown, where, unpacked)
                    continue
                if nested:
                    raise WrongFormat(shown, "压缩包里的压缩包里还有压缩包", _REPACK)
                yield from _members(unpacked, shown, where + "/", is_wanted, limits, nested=True)
            except InputError as error:
                yield Member(shown, where, error=error)


def _opened(data: bytes, name: str) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        listed = archive.namelist()
    except _BROKEN as error:
        raise DamagedFile(
            name, "压缩包不完整或已损坏", f"请重新下载；仍打不开时{_REPACK}"
        ) from error
    if "[Content_Types].xml" in listed:
        raise WrongFormat(
            name, "内容是 Word 或 Excel 文件，不是压缩包", "请把后缀改成 .docx 或 .xlsx 后再导入"
        )
    return archive


def _entries(archive: zipfile.ZipFile, is_wanted: IsWanted) -> _Entries:
    """What an archive lists, hidden files left aside; a name listed twice gets a number."""
    found = _Entries()
    seen: Counter[str] = Counter()
    for entry in archive.infolist()[: MAX_MEMBERS + 1]:
        path = _safe(_named(entry))
        if entry.is_dir() or not path or _is_hidden(path):
            continue
        suffix = PurePosixPath(path).suffix.lower()
        if not is_wanted(suffix) and suffix not in ARCHIVES:
            found.others[suffix or "无后缀"] += 1
            continue
        seen[path] += 1
        found.wanted.append((path if seen[path] == 1 else f"({seen[path]}){path}", entry))
    return found


def _check(archive: zipfile.ZipFile, entries: _Entries, name: str, limits: _Limits) -> None:
    """The declared sizes bound what zipfile will ever unpack, so they are what is checked."""
    wanted = [entry for _, entry in entries.wanted]
    if len(archive.infolist()) > MAX_MEMBERS:
        raise TooLarge(name, f"压缩包里的文件超过 {MAX_MEMBERS} 个", f"{_REPACK}，或分成几包")
    if not wanted:
        kinds = "、".join(f"{kind} {count} 个" for kind, count in sorted(entries.others.items()))
        what = f"压缩包里没有能读的文件（{kinds}）" if kinds else "压缩包是空的"
        raise EmptyFile(name, what, "请确认下载的是否完整")
    if all(entry.flag_bits & 1 for entry in wanted):
        raise PasswordProtected(name, "压缩包设有密码", _REPACK)
    total = sum(entry.file_size for entry in wanted)
    if total > limits.total:
        raise TooLarge(
            name, f"解压后有 {total >> 20} MB，超过 {MAX_TOTAL >> 20} MB 的上限", _REPACK
        )


def _unpacked(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, shown: str, limits: _Limits
) -> bytes:
    """The bytes of a member, within the limits."""
    if entry.flag_bits & 1:
        raise PasswordProtected(shown, "设有密码", _REPACK)
    if entry.file_size > limits.each:
        raise TooLarge(
            shown,
            f"解压后有 {entry.file_size >> 20} MB，超过 {limits.each >> 20} MB 的上限",
            "请用 --max-size 放宽上限",
        )
    if entry.file_size > max(_SMALL, MAX_RATIO * entry.compress_size):
        raise TooLarge(shown, "解压后的大小与压缩包不相称，像是压缩炸弹", "请确认文件来源")
    if entry.file_size > limits.total:
        raise TooLarge(shown, f"解压后的总量超过 {MAX_TOTAL >> 20} MB 的上限", _REPACK)
    limits.total -= entry.file_size
    if entry.compress_type not in _BOUNDED:
        raise DamagedFile(shown, "压缩方法不能识别", _REPACK)
    try:
        with archive.open(entry) as stream:
            return stream.read(entry.file_size + 1)
    except _BROKEN as error:
        raise DamagedFile(shown, "在压缩包中已损坏", f"请重新下载，或{_REPACK[1:]}") from error


def _named(entry: zipfile.ZipInfo) -> str:
    """The name as it was meant: UTF-8 where marked, else what its bytes read as, GBK included."""
    raw = entry.orig_filename
    if entry.flag_bits & _UTF8:
        return raw
    try:
        data = raw.encode("cp437")
    except UnicodeEncodeError:
        return raw
    stated = _unicode_path(entry.extra, data)
    for encoding in ("utf-8", "gb18030"):
        if stated is None:
            try:
                stated = data.decode(encoding)
            except UnicodeDecodeError:
                continue
    return raw if stated is None else stated


def _unicode_path(extra: bytes, name: bytes) -> str | None:
    """The name that some packers give in UTF-8 beside the one in GBK."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        body = extra[at + 4 : at + 4 + size]
        at += 4 + size
        if kind == _UNICODE_PATH and len(body) > 5:
            same = struct.unpack_from("<I", body, 1)[0] == zlib.crc32(name)
            return body[5:].decode("utf-8", "replace") if same else None
    return None


def _safe(name: str) -> str:
    """Only the names of folders and of the file: no root, no drive, no way up. Shown, never written."""
    parts = _CONTROL.sub("", name).replace("\\", "/").split("/")
    kept = [part.strip() for part in parts]
    return "/".join(p for p in kept if p not in ("", ".", "..") and not re.fullmatch(r"\w:", p))[
        -400:
    ]


def _is_hidden(path: str) -> bool:
    """Files that systems and office programs leave behind."""
    parts = path.split("/")
    return "__MACOSX" in parts or parts[-1].startswith((".", "~$"))
