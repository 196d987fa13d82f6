"""Words that ask nothing of a document: a greeting, thanks, 'what can you do'; and what to ask instead.

Takes a folded turn and the catalogue, gives the line that the reader sees, or ''. Knows no figures.

    '你好'  ->  '您好。可以问部门预算、决算公开文件里的内容，例如：……2025年“三公”经费是多少？'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.scope.scope import Listed

__all__ = ["examples", "greeting"]

_HELLO = r"你好|您好|你们好|大家好|hi|hello|嗨|哈喽|在吗|在不在|早上好|上午好|下午好|晚上好|早"
_THANKS = r"谢谢你?|感谢|多谢|好的|好|明白了?|知道了|再见|拜拜|辛苦了"
_ABLE = r"你是谁|你叫什么(?:名字)?|你是(?:什么|干什么的|做什么的)|你能(?:做什么|干什么|干嘛|回答什么|帮我(?:做什么|干什么))|(?:有什么|什么)功能|(?:怎么|如何)(?:使?用)(?:你|这个)?|可以问(?:你)?(?:什么|哪些)|能问(?:什么|哪些)|帮助|help"
_WHOLE = re.compile(rf"(?:(?:{_HELLO}|{_THANKS}|{_ABLE})[,.!?~。、呀啊吗呢哦了]*)+")
_THANKED = re.compile(rf"(?:(?:{_THANKS})[,.!?~。、呀啊吗呢哦了]*)+")
_BLANK = re.compile(r"[xX×〇○*]{2,}|某")


def greeting(turn: str, catalogue: Sequence[Listed]) -> str:
    """The line in answer to a turn that is only politeness; '' for a question."""
    if not _WHOLE.fullmatch(turn):
        return ""
    lead = "不客气" if _THANKED.fullmatch(turn) else "您好"
    return f"{lead}。{examples(catalogue)}"


def examples(catalogue: Sequence[Listed]) -> str:
    """What may be asked, of the newest document that names its unit."""
    known = [row for row in catalogue if row.unit_name and row.fiscal_year]
    known = [row for row in known if not _BLANK.search(row.unit_name or "")]
    if not known:
        return "请先读入部门预算、决算公开文件，再问其中的内容。"
    row = max(known, key=lambda one: one.fiscal_year or 0)
    who = f"{row.unit_name}{row.fiscal_year}年"
    return (
        "可以问已读入的部门预算、决算公开文件里的内容，例如："
        f"{who}“三公”经费是多少？有哪些项目？收入比上年增加多少，为什么？"
    )
