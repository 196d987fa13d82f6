"""What a question in everyday words says beside the thing itself: exclusions, and which column.

Takes the folded question without unit and year, gives the words that say what is meant, the words
that say what is not meant, and leaves out those that only pick a column or a table. Knows no items.

    '退休人员的钱（不算离休）'   ->   Said('退休人员的钱', '离休')
    '出差的钱（日常公用部分）'   ->   Said('出差的钱', '')
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Said", "said"]

_FRAME = re.compile(
    r"(?:今年|本年|全年|整年|一年下来|一年里?|一整年|总共|一共|总的|拢共|合计|大概|到底|究竟|大约|要|准备|预备|安排|打算|计划|花费|花|用|有|是|为|了|的|实际|"
    r"开支|支出|费用|金额|数额|钱|经费|资金|预算|决算|预算数|决算数|列支|列|留|拨|(?<![演支])出|得|会|需要|需|共|总额|掉|去|下|备|才|,)*"
    r"(?:多少|好多|几(?=[万亿元何多钱]|个钱)[何多]?)(?:个)?(?:钱|元|万元|亿元|万|资金|经费|预算|费用|开支)*"
)
_ASKING = re.compile(
    r"^[|\W]*(?:年度?(?=[|\W])|请问一?下?|想问一?下?|我想知道|想知道|麻烦|帮我查一?下?|查一?下?|部门预算|单位预算|部门决算|单位决算|[里中,])+"
)
_NOT = re.compile(
    r"[((]?(?:不算|不含|不包括|不包含|不计|不要|而不是|不是指|剔除|扣除|扣掉|刨去|刨掉)([^,()、?|]{1,12})[))]?"
)
_BUT = re.compile(r"(?:除了|除去|除开|除掉)([^,()?|]{1,12}?)(?:以外|之外|外)?(?=[,的|])")
_COLUMN = re.compile(
    r"[((](?:[^()]{0,6}(?:口径|日常公用(?:部分)?|基本支出(?:里|中)?|项目支出(?:里|中)?|财政拨款(?:里|中)?|三公(?:里|表)?|公用(?:部分|经费)?|预算|决算|全口径))[))]"
    r"|(?:日常)?公用(?:经费)?(?:部分|里面?|中|那块)|机关运行(?:经费|费用|的钱)?(?:部分|里面?|中|那块)|(?:基本|项目)支出(?:里面?|中|部分|那块)|三公(?:经费)?(?:口径|表)?(?:里面?|中)?"
    r"|(?:通过)?(?:政府)?采购(?:预算)?(?:里面?|中|表里?)|(?:通过|走)政府(?:统一|集中)?(?:采购|购买)|(?:一般公共预算|财政拨款|部门预算|单位预算|部门决算|单位决算)(?:里面?|中)"
)
_MARKS = re.compile(r"[|?。,，、!！()()“”\"'\s]+")


class Said(NamedTuple):
    """What is asked after, and what is said not to be meant."""

    asked: str
    denied: str = ""


def said(text: str) -> Said:
    """The words of a question that say what is meant: '请问种树有多少钱' -> '种树'."""
    denied = [match[1] for pattern in (_NOT, _BUT) for match in pattern.finditer(text)]
    bare = _BUT.sub("|", _NOT.sub("|", text))
    rest = _words(_COLUMN.sub("|", bare))
    return Said(rest if len(rest) > 1 else _words(bare), " ".join(denied))


_BESIDE = re.compile(
    r"(?:年初|全年|调整|最后)?(?:预算|决算)数?(?:里头?|里面|中)?(?:给|拨|留|列|批|安排)?(?=[,|]|$)"
    r"|实际上?|最后|最终|究竟|到底|真金白银|实打实|(?:准备|预备|打算|计划)(?!费|金)(?=[,|掏花用拿出添买购换给修]|$)"
    r"|(?:的)?(?:开销|花销|花费|开支)(?=[,|]|$)|要(?=[,|]|$)|这[类种些](?:活儿?|事儿?|开销)?|那[类种些](?:活儿?|事儿?|开销)?"
)
"""Words of time and of planning beside the thing itself."""


def _words(text: str) -> str:
    bare = _BESIDE.sub("|", _FRAME.sub("|", text))
    rest = _MARKS.sub(" ", _ASKING.sub("", bare)).strip()
    return (
        rest if len(rest) > 1 else _MARKS.sub(" ", _ASKING.sub("", _FRAME.sub("|", text))).strip()
    )
