"""What the operands of a compound question are made of: their type, their edges, the words that join them.

Gives the type Operands, the questions' ends and the cutting of a list into names. Knows no question.

    '甲、乙和丙'   ->   '甲', '乙', '丙'
"""

from __future__ import annotations

import re
from typing import NamedTuple

from retrieval.words.operation_words import TOTALLED
from retrieval.writing.arithmetic import Operation

__all__ = [
    "ALL",
    "AND",
    "CONTEXT",
    "EDGES",
    "ENDS",
    "HIDDEN",
    "JOINED",
    "NUMBER",
    "SHOWN",
    "Operands",
    "bare_name",
    "parts_of_list",
]


class Operands(NamedTuple):
    """The operation, and for each operand its name and the questions that ask for it, best first.

    `noun`: said once for all of them. `asked`: the question, where it says how fine the result is wanted.
    `years`: the year of each, where they are two years of one thing. `of`: the money that each part
    must be of, where the whole is all of it. `each`: they are told side by side, and not worked out.
    `way`: which of two is asked for, 多 or 少. `rate`: their rates are set against each other. `whole`:
    they are aims of the unit as a whole, and of no project. `one_place`: both stand in one table or
    sentence; `growth`: also by how many per cent the second differs.
    """

    operation: Operation
    names: tuple[str, ...]
    questions: tuple[tuple[str, ...], ...]
    noun: str = ""
    asked: str = ""
    years: tuple[int, ...] = ()
    of: str = ""
    each: bool = False
    way: str = ""
    rate: bool = False
    whole: bool = False
    one_place: bool = False
    growth: bool = False


NUMBER = r"(?:[两二俩三四五六]|[2-6])"
ALL = rf"(?:{TOTALLED}|拢共|总(?=[额的]?多少))"
JOINED = r"(?:、|以及|还有|[和与及跟]|再?加上?(?!工(?!程)|[装强固快大油盟挂班]))"
AND = re.compile(JOINED)
CONTEXT = re.compile(
    r"^(?P<context>.*(?:里面?|之中|当中|中(?![心学国小型央医])|内(?![部设控科])|方面(?!的?(?:支出|经费|钱|资金|费用|开支))|,))(?P<list>[^,]*)$"
)
EDGES = re.compile(
    r"^(?:(?:要买|买|购买|购置)的?(?!房)(?=..)|的|里面?|中|内|上|,|度|把|将|看|用在|用于|投到|投给|花在)+|(?:的|这|那|,)+$"
)
_JOINTS = {
    "和": "\ue000",
    "与": "\ue001",
    "及": "\ue002",
    "跟": "\ue003",
    "、": "\ue004",
    "占": "\ue005",
}
HIDDEN = str.maketrans(_JOINTS)
SHOWN = str.maketrans({hidden: joint for joint, hidden in _JOINTS.items()})
"""'对个人和家庭的补助' is one name: its own '和' joins nothing."""


ENDS = ("是多少", "多少钱")


def parts_of_list(listed: str) -> list[str]:
    """The names of a list; nothing where it is none."""
    names = [EDGES.sub("", part) for part in AND.split(listed)]
    return names if len(names) > 1 and all(names) else []


_TAIL = re.compile(
    r"(?:[这那]一?|一)[款项块类笔种个边](?:科目|支出)?(?=的|上|$)|(?:上|里)?的(?:钱|资金|支出|经费|数额?|金额)?$|上$|(?:相比|比起来|比较|之间|两者|二者|这?两[项个样家块])+$|,$"
)
_HEAD = re.compile(
    r"^(?:(?:花|用|投|安排|列)(?:在|到|给|于)|买|购买|购置|搞|用于|用来|在(?![职校编岗册建])|把|将|要|和|与|跟|同|是|下属的?|所属的?|(?:本|全)?(?:单位|医院|学校|局|院|校)的|的)+(?=..)"
)


def bare_name(name: str) -> str:
    """A name without the verbs before it and what points at it behind: '花在司法这一款上的钱'."""
    before = ""
    while name != before:
        before = name
        name = _HEAD.sub("", _TAIL.sub("", EDGES.sub("", name)))
    return name
