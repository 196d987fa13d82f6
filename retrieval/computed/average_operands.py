"""What falls on each one of something, where money and count are each asked for alone.

Takes a Query that no lane answered, gives the money and the count as operands with the questions that ask
for them. Only where the question says what is shared and among what. Knows no lane and no figures.

    '某校在校学生算,预算合计平均到每个学生头上多少元'   ->  '预算合计是多少',  '在校学生有多少人'
    '采购的冷藏箱平均一个合多少万元'                    ->  '采购的冷藏箱多少钱',  '采购的冷藏箱有多少个'
    '某村的村干部平均每人报酬多少'                      ->  '某村的村干部报酬是多少', '某村的村干部有多少人'
"""

from __future__ import annotations

import re
from typing import NamedTuple

from retrieval.words.lexicon import lexicon

__all__ = ["AverageAsked", "average_asked"]

_COUNTERS = r"平方米|平米|平方公里|公里|千米|公顷|人次|批次|[个名位人台辆件套部间所户项张头床顿批次吨亩米处条座盏株棵份眼口块家村]"
_SHARED = r"(?:平均|均摊|平摊|分摊|摊|折合|折算)(?:下来|到|给|在|分到)?(?:的)?"
_EACH = re.compile(
    rf"[,的]*{_SHARED}(?:年末|年底|全年)?(?:每|一)一?(?P<counter>{_COUNTERS})(?P<noun>[\u4e00-\u9fff]{{0,8}}?)(?P<on>头上|身上|上)?,?"
    r"(?P<rest>[^,?。]{0,10}?)(?:大概|大约|约|合|摊|分|能|可|要|得|到|花|用|需|拿|共|是|为|有)*(?P<much>多少|几(?=[个万元千百]))"
    rf"|[,的]*每一?(?P<counter2>{_COUNTERS})(?P<noun2>[\u4e00-\u9fff]{{0,6}}?),?{_SHARED}(?P<rest2>[^,?。]{{0,10}}?)"
    r"(?:大概|大约|约|合|摊|分|能|可|要|得|到|花|用|需|拿|共|是|为|有)*(?P<much2>多少|几(?=[个万元千百]))"
)
_PER_HEAD = re.compile(
    r"(?P<before>[^,?]{2,})人均(?P<rest>[^,?。多少几]{1,10}?)(?:是|为|有|约|合)*(?:多少|几(?=[万元千百]))"
)
_BASE = re.compile(
    r"(?:按照?|(?<![所可难])以)(?P<base>[^,?。按]{2,14}?)(?:来)?(?:算下来|算|平均|均摊|平摊|分摊|摊|计算|折算)(?:的话)?,?"
)
_EDGES = re.compile(r"^(?:把|将|的|,|里|中|上|各)+|(?:的|,|是|为|里|中|上|各|之)+$")
_MONEY = re.compile(r"报酬|补助|工资|支出|经费|预算|资金|金额|费|薪|款|投资|拨款|决算")


_BUDGET_SAID = re.compile(r"按照?[^,]{0,8}(?:预算|决算|目标|人数|数)[^,平摊]{0,8},(?!平均|每)")
"""'按预算和目标人数,甲平均每个孩子多少元': where the two operands are found."""


class AverageAsked(NamedTuple):
    """What is shared and among what, as the question says them, and the counter."""

    money: str
    among: str
    counter: str


def average_asked(body: str) -> AverageAsked | None:
    """The two operands of an average; `body` is the question without its unit and year.

    What the money is of ('龙井村的…'), the count is of as well.
    """
    body = body.rpartition(",")[2] if _BUDGET_SAID.match(body) else body
    base = _BASE.search(body)
    rest = body[: base.start()] + body[base.end() :] if base else body
    match = _EACH.search(rest)
    if match is None:
        return _per_head(rest) if base is None else None
    groups = match.groupdict()
    counter = groups["counter"] or groups["counter2"]
    noun = groups["noun"] or groups["noun2"] or ""
    said = _EDGES.sub("", groups["rest"] or groups["rest2"] or "")
    before = _EDGES.sub("", rest[: match.start()])
    among = _EDGES.sub("", base["base"]) if base else noun or before
    money = _money(before, said)
    if not among or not money or "," in money:
        return None
    if among == before:
        return AverageAsked(money, among, counter)
    of = money.rpartition("的")[0]
    alone = money in lexicon().asked or money in lexicon().printed
    return AverageAsked(money, f"{of}{among}", counter) if of or alone else None


def _per_head(body: str) -> AverageAsked | None:
    """'某村的村干部人均报酬多少'."""
    match = _PER_HEAD.match(body)
    if match is None or not _MONEY.search(match["rest"]):
        return None
    who = _EDGES.sub("", match["before"])
    return AverageAsked(f"{who}{match['rest']}", who, "人") if who else None


def _money(before: str, said: str) -> str:
    """'村干部' and '报酬' of '村干部平均每人报酬'; what stands before 平均 where nothing is said behind."""
    if said and not _MONEY.search(said):
        return ""
    return f"{before}{said}" if said else before
