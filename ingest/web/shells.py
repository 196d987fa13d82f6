"""Pages that hold no document: frames, shells for scripts, login pages, error pages, pictures.

Takes what was met on a page and how much it prints, gives the error that says so and what to do, or
None for a page worth reading.

    <frameset><frame src="sheet001.htm">…   →  '网页只是一个框架，内容在别的文件里'
"""

from __future__ import annotations

import re

from ingest.errors import EmptyFile, InputError, NoTextLayer, WrongFormat
from ingest.web.tree import Page

__all__ = ["shell_error"]

_LITTLE = 60
_MISSING = re.compile(
    r"\b40[34]\b|\b50[0234]\b|Not\s+Found|Forbidden|页面不存在|页面没有找到|找不到(?:该|此|您)?(?:页面|网页|文件)|"
    r"(?:页面|网页|文章|信息|内容)(?:已)?(?:被)?(?:删除|不存在|丢失|失效|过期)|无法访问|访问(?:被)?(?:拒绝|受限|异常|禁止)|出错了|"
    r"系统(?:繁忙|维护)|人机验证|安全验证|验证码",
    re.I,
)
_LOGIN = re.compile(r"登\s*录|用户名|密\s*码|账\s*号|统一身份认证")
_BROWSER = "请在浏览器中打开原网页，等内容显示完整后打印为 PDF，或另存为完整网页后再导入"


def shell_error(page: Page, name: str, printed: str) -> InputError | None:
    """Why a page that prints only this is no document; None where there is enough to read."""
    counts = page.body.counts
    if counts.figures >= 3 or len(printed) > 600:
        return None
    little = len(printed) < _LITTLE and counts.words < 3
    missing = _MISSING.search(page.title) or (len(printed) < 300 and _MISSING.search(printed))
    if missing and counts.words < 6:
        return WrongFormat(
            name, "这是网站的出错或验证页面，不是公开文件", "请重新下载原文件后再导入"
        )
    if not little:
        return None
    if page.passwords or (_LOGIN.search(printed) and page.scripts):
        return WrongFormat(name, "这是登录页面，不是公开文件", "请登录后打开原网页，另存后再导入")
    if page.attachments:
        named = "、".join(dict.fromkeys(page.attachments[:3]))
        return EmptyFile(name, f"网页里没有正文，内容在附件中（{named}）", "请下载附件后导入")
    if page.frames:
        return EmptyFile(
            name, "网页只是一个框架，内容在别的文件里", f"请导入框架内的页面，{_BROWSER[1:]}"
        )
    if counts.images and not printed:
        return NoTextLayer(name, "网页内容是图片，没有文字", "请下载图片后导入，或先做文字识别")
    if page.scripts:
        return EmptyFile(name, "网页里没有正文，内容要由脚本载入", _BROWSER)
    return None if printed else EmptyFile(name, "网页里没有文字", "请重新下载后再导入")
