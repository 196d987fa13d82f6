"""A single-file web archive (.mht) → the bytes of the pages in it, in their order.

Takes the bytes, gives the HTML parts with their charset declared in front where the archive states
one; pictures and style sheets are left aside. Knows nothing of what pages say.

    Content-Type: text/html; charset="gb2312"   →  b'<meta charset=gb2312>…'
"""

from __future__ import annotations

import email
import email.policy
from email.errors import MessageError

from ingest.errors import DamagedFile, EmptyFile

__all__ = ["pages_of"]

_MOST_PARTS = 2000


def pages_of(data: bytes, name: str) -> list[bytes]:
    """The HTML parts; EmptyFile where the archive has none."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = [part for _, part in zip(range(_MOST_PARTS), message.walk(), strict=False)]
        pages = [_page(part) for part in parts if part.get_content_type() == "text/html"]
    except (MessageError, ValueError, LookupError, TypeError, RecursionError) as error:
        raise DamagedFile(
            name, "网页归档已损坏", "请在浏览器中打开原网页，另存为 .html 后再导入"
        ) from error
    found = [page for page in pages if page.strip()]
    if not found:
        raise EmptyFile(name, "网页归档里没有网页", "请在浏览器中打开原网页，另存为 .html 后再导入")
    return found


def _page(part: email.message.Message) -> bytes:
    payload = part.get_payload(decode=True)
    body = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    named = charset.encode("ascii", "ignore") if charset else b""
    return b"<meta charset=" + named + b">" + body if named else body
