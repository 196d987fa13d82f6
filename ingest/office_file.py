"""An office file is read by what it is, whatever its suffix says.

Takes the bytes of a .docx, .xlsx, .xlsm, .doc, .xls, .wps or .et and hands them to the reader of
their real format: a workbook named .doc is a workbook, a text with tabs named .xls is a text. Says in
Chinese what it is where it cannot be read. Knows nothing of what is inside.

    '预算.xls' that begins with 'PK' -> the reader of .xlsx
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from ingest.blocks import RawDocument
from ingest.errors import PasswordProtected, UnreadableText, WrongFormat
from ingest.office.content import Kind, kind_of
from ingest.plaintext import read_text

__all__ = ["read_office"]

Reader = Callable[[Path, bytes], RawDocument]

_READERS: dict[Kind, tuple[str, str]] = {
    "docx": ("ingest.word", "read_docx"),
    "xlsx": ("ingest.workbook", "read_xlsx"),
    "doc": ("ingest.old_word", "read_doc"),
    "rtf": ("ingest.old_word", "read_doc"),
    "xls": ("ingest.old_workbook", "read_xls"),
}
_BY_SUFFIX: dict[str, Kind] = {
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".doc": "doc",
    ".wps": "doc",
    ".xls": "xls",
    ".et": "xls",
}
"""What a file of no known content is taken for: its reader says what is wrong with it."""


def read_office(path: Path, data: bytes) -> RawDocument:
    """Read an office file; raises an InputError that says what to do."""
    suffix, kind = path.suffix.lower(), kind_of(data)
    if kind == "encrypted":
        raise PasswordProtected(
            path.name, "文件设有打开密码", "请在办公软件中打开并去掉密码后再导入"
        )
    if kind == "other" and data.startswith(b"%PDF"):
        raise WrongFormat(path.name, f"后缀是“{suffix}”，内容却是 PDF", "请改成正确的后缀后再导入")
    if kind == "other" and suffix not in (".docx", ".xlsx", ".xlsm"):
        with suppress(UnreadableText):
            return read_text(path, data)
    module, function = _READERS[_BY_SUFFIX[suffix] if kind == "other" else kind]
    reader: Reader = getattr(import_module(module), function)
    return reader(path, data)
