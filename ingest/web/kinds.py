"""Whether bytes are a web page or a web archive, whatever the file's name says.

Government sites often offer a page saved "as .xls" or "as .doc". Takes the first bytes; reads nothing.

    b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>…'  →  '.html'
"""

from __future__ import annotations

import re

__all__ = ["web_suffix"]

_MARKUP = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<table[\s>]|<meta\s|<div[\s>]|<style[\s>]",
    re.I,
)
_OTHER_XML = re.compile(rb"<(?:\w+:)?(?:Workbook|wordDocument|package|FictionBook|svg)[\s>]")
_ARCHIVE = re.compile(
    rb"(?:[A-Za-z-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){0,12}MIME-Version:", re.I
)
_HEAD = 8192


def web_suffix(data: bytes) -> str | None:
    """'.html' for a page, '.mht' for an archive of pages, None for anything else."""
    head = data[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith(b"<"):
        page = _MARKUP.search(head) and not _OTHER_XML.search(head)
        return ".html" if page else None
    return ".mht" if _ARCHIVE.match(head) else None
