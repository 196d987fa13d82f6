"""Which one: the name of a contest, a firm, a place that one sentence says together with all else that is asked.

Takes a document's paragraphs and a Query, gives the one sentence that names a thing of the kind asked for, and
says every other word of the question itself; none where two do. Knows no figures.

    '承办的是哪个创业比赛'   ->   '…承办大梧桐创新创业大赛。'
    '承办的是哪个音乐比赛'   ->   nothing: no contest of music is named
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.document import Document
from retrieval.passages.kinds_told import Kind
from retrieval.passages.near_sentences import near_sentences, says_all
from retrieval.printed.prose import Passage
from retrieval.understand.question import Query
from retrieval.words.frame_words import tagged
from retrieval.words.prose_words import said_words

__all__ = ["name_said"]

_WHICH = re.compile(
    r"(?:哪|(?<![为凭])(?:什么|啥))(?:一)?(?:个|家|座|所|项|条|块|支|场|种|届|款|类|档|只|本|次)?(?P<noun>[\u4e00-\u9fff]{2,8}?)(?=的|[,?。|]|$)"
)
_GENERAL = frozenset(
    [
        "项目",
        "工作",
        "内容",
        "方面",
        "部门",
        "单位",
        "科目",
        "原因",
        "事项",
        "支出",
        "收入",
        "资金",
        "经费",
        "费用",
        "标准",
        "依据",
        "文件",
        "政策",
        "任务",
        "措施",
        "目标",
        "指标",
        "情况",
        "问题",
        "时候",
        "地方",
        "东西",
        "意思",
        "级别",
        "性质",
        "钱",
        "类型",
        "方式",
        "形式",
        "程度",
        "用途",
        "人员",
        "人",
        "数字",
        "金额",
        "月份",
        "日子",
        "做法",
        "办法",
        "结果",
        "成效",
        "效果",
        "作用",
        "事情",
        "机构",
        "科室",
        "处室",
        "表格",
        "栏目",
    ]
)
"""What every paper has many of: no name is asked for by these words."""

_EMPTY = re.compile(r"^(?:其他|其它|相关|有关|各类|各个|该|本|此|这些?|那些?|多家|等|的)+$")
_NOTHING = re.compile(r"(?!)")
_NEW = 2
"""Characters of a name that the question does not say."""


def name_said(document: Document, passages: Sequence[Passage], query: Query) -> list[Passage]:
    """The sentence that tells the name; see the module docstring."""
    found = [match for match in _WHICH.finditer(query.text) if query.text.endswith(query.asked)]
    if len(found) != 1 or not query.scope.units or query.asks("reason", "definition"):
        return []
    match = found[0]
    head, kind_of = (list(tagged(match["noun"])) or [("", "")])[-1]
    if len(head) < _NEW or head in _GENERAL or not re.match(r"n|vn", kind_of):
        return []
    start, end = match.start("noun"), match.end("noun") - len(head)
    chars = list(query.text)
    chars[match.start() : start] = "|" * (start - match.start())
    chars[end : match.end("noun")] = "|" * len(head)
    rest = replace(query, text="".join(chars))
    printed = {head, *(word for one in said_words(head) for word in one.printed)}
    kind = Kind("name", _NOTHING, _named(printed))
    told = near_sentences(document, passages, rest, kind)
    told = [one for one in told if says_all(one, rest, kind) and _tells(one, printed, query.text)]
    return told if len(told) == 1 else []


def _named(heads: set[str]) -> re.Pattern[str]:
    """A name that ends with one of the heads: '大梧桐创新创业大赛'."""
    ends = "|".join(map(re.escape, sorted(heads, key=len, reverse=True)))
    return re.compile(rf"(?P<name>[\u4e00-\u9fffa-z0-9“”\"·]{{2,24}}?)(?:{ends})")


def _tells(said: Passage, heads: set[str], asked: str) -> bool:
    """Whether a name of the sentence says something that the question does not."""
    for match in _named(heads).finditer(said.key):
        new = [c for c in re.sub(r"[^\u4e00-\u9fffa-z]", "", match["name"]) if c not in asked]
        if len(new) >= _NEW and not _EMPTY.match(match["name"]):
            return True
    return False
