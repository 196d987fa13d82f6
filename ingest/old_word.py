"""A Word document of the years before 2007 (.doc, .wps, .rtf) is read through LibreOffice.

Takes the bytes, lets an installed LibreOffice write a .docx into a folder that is thrown away, and
gives what the reader of .docx makes of that. The office suite runs with a profile of its own, without
macros, links or network, and is stopped at a limit of time. Without it, the error says what to do.

    预算.doc -> soffice --convert-to docx -> RawDocument, warning '旧版 Word 文件经 LibreOffice 转换后读取'
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.blocks import RawDocument
from ingest.errors import DamagedFile, InputError, PasswordProtected, WrongFormat
from ingest.office.content import has_password
from ingest.word import read_docx

__all__ = ["MAX_SECONDS", "read_doc"]

MAX_SECONDS = 180
"""Longer conversions are given up; a disclosure of 100 pages takes under ten."""

_CONVERTED = "旧版 Word 文件经 LibreOffice 转换后读取，版式以原文件为准"
_BY_HAND = "用 Word 或 WPS 另存为 .docx 后再导入"
_ITEM = '<item oor:path="/org.openoffice.{0}"><prop oor:name="{1}" oor:op="fuse"><value>{2}</value></prop></item>'
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""No macros, no updates of links, and a proxy behind which nothing answers."""


def read_doc(path: Path, data: bytes) -> RawDocument:
    """Read an old Word document; raises an InputError that says what to do."""
    if has_password(data):
        raise PasswordProtected(
            path.name, "文件设有打开密码", "请在办公软件中打开并去掉密码后再导入"
        )
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise WrongFormat(
            path.name,
            "是旧版 Word 文件（.doc、.wps），要借助 LibreOffice 才能读",
            f"请安装 LibreOffice 后重试，或{_BY_HAND}",
        )
    raw = read_docx(path, _converted(office, path, data))
    return replace(raw, warnings=(_CONVERTED, *raw.warnings))


def _converted(office: str, path: Path, data: bytes) -> bytes:
    """The document as .docx."""
    with TemporaryDirectory(prefix="mingzhang-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, made = folder / "document.doc", folder / "made"
        source.write_bytes(data)
        _write_profile(folder / "profile" / "user")
        _run(_command(office, folder, source, made), path.name)
        result = made / "document.docx"
        if not result.is_file():
            raise _failed(path.name)
        return result.read_bytes()


def _write_profile(folder: Path) -> None:
    folder.mkdir(parents=True)
    items = "".join(_ITEM.format(*setting) for setting in _SETTINGS)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items '
        f'xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )


def _command(office: str, folder: Path, source: Path, made: Path) -> list[str]:
    return [
        office,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nolockcheck",
        "--convert-to",
        "docx",
        "--outdir",
        str(made),
        str(source),
    ]


def _run(command: list[str], name: str) -> None:
    """Runs to its end, or ends it with everything it started."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise WrongFormat(
            name, "LibreOffice 启动不了", f"请重新安装 LibreOffice，或{_BY_HAND}"
        ) from error
    try:
        process.wait(MAX_SECONDS)
    except BaseException as error:
        _stop(process)
        if not isinstance(error, subprocess.TimeoutExpired):
            raise
        raise DamagedFile(
            name, f"LibreOffice 在 {MAX_SECONDS} 秒内没有转换完", f"请{_BY_HAND}"
        ) from error


def _stop(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError, AttributeError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _failed(name: str) -> InputError:
    return DamagedFile(name, "LibreOffice 打不开这个文件（可能已损坏或设有密码）", f"请{_BY_HAND}")
