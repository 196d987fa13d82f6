"""Ways to ask only for an amount, in a later turn: which stage is meant, and nothing else.

Takes a folded turn and the parts of it that name a unit or year, gives the turn in plain words, or as it
is where it names anything besides. Knows no documents and no vocabulary of items.

    '那年初给它批的是多少'      ->  '年初预算是多少'
    '2024年实际花出去多少'      ->  '2024年决算是多少'
    '最后花出去多少'            ->  '决算是多少'
    '那全年的呢'                ->  unchanged: of what the whole year is, nobody says
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from retrieval.scope.periods import Taken

__all__ = ["asks_plainly", "said_plainly"]

Stage = Literal["年初预算", "调整预算", "预算", "决算", "执行数", "花了", "全年预算", ""]

_IT = r"(?:它|其|这|那|该|此)(?:一)?(?:个|项|笔|块|部分|份|样|些|件事)?(?:科目|项目|专项|钱|费用|资金|经费|支出)?(?:的)?"
_LEAD = r"那么|那|再|又|还|也|请问|顺便|另外|然后|接着|所以|不过|可是|可|但是|但|且|而|就|只|都|则|才|先|问下|问一下|想知道"
_GIVEN = r"(?:安排|批复|批准|批|下达|核定|给|定|计划|打算|预备|准备|预计|预定|编报|编制|编列|编|列|申报|申请|报|留|拨付|拨)(?:下来|下|出来|出|好)?(?:了|的)?"
_SPENT = r"(?:花费|开销|开支|支出|支付|执行|使用|花|用|支|付|掏|完成|发生|落实|砸)(?:出去|下去|出|掉|去|完|了|进去)*(?:的|了)?"
_PAST = (
    r"(?:花|用|掏|付)(?:出去|掉|完|去|出)(?:了|的)?|支出去了?|(?:花|用|支出|花费|开支|支付|付|掏)了"
)
_START = r"年初|年头|开年|当初|起初|最初|原先|原来|原本|原定|一开始|开始时?|开头|本来|事先"
_END = r"实际上|实际|真正|真实|最后|最终|到头来|到底(?=花|用|支|执行|付)|年底|年终|后来|全年(?=花|用|支|执行|实际)|事实上"
_STAGES: tuple[tuple[str, Stage], ...] = (
    (
        r"(?:年中)?调整(?:以|之)?后?(?:的)?预算(?:数)?|预算调整数?|(?:追加|调整)(?:以|之)?后(?:的)?",
        "调整预算",
    ),
    (
        rf"(?:{_START})(?:的)?(?:时候?|时)?(?:{_IT})?(?:{_GIVEN})?(?:{_IT})?(?:{_GIVEN})?(?:预算)(?:数|额|安排)?",
        "年初预算",
    ),
    (rf"(?:{_START})(?:的)?(?:时候?|时)?(?:{_IT})?(?:{_GIVEN})(?:{_IT})?", "年初预算"),
    (r"全年(?:的)?预算(?:数)?", "全年预算"),
    (r"执行数(?:额)?", "执行数"),
    (rf"(?:{_END})+(?:{_IT})?(?:一共|总共|共|又)?(?:{_SPENT})", "决算"),
    (r"(?:那)?(?:实际|真实|最终)(?:数|金额)?(?=的?(?:呢|是?多少|有多少|为多少))", "决算"),
    (rf"决算(?:数|额|金额)?(?:{_SPENT})?", "决算"),
    (r"(?:实际)?执行(?:完)?(?:了|的)?", "执行数"),
    (_PAST, "花了"),
    (rf"(?:{_GIVEN})?预算(?:数|额|金额)?(?:是|为)?(?:{_GIVEN})?", "预算"),
    (rf"(?:{_GIVEN})", "预算"),
)
_AMOUNT = r"多少(?:个)?|几(?:多|何)?"
_UNIT = r"钱|亿元|万元|块钱|块|元|万|亿|资金|经费"
_REST = r"是多少|大概|大约|大致|具体|一共|总共|合计|共|究竟|到底|分别|各|是|为|有|要|得|需要?|算|数字?|金额|数额|数目|情况|的|了|呢|啊|呀|吗|嘛|吧|啦|给|上|时候|那时|当时|同样"
_STAGE_AT = tuple((re.compile(pattern), stage) for pattern, stage in _STAGES)
_OTHER_AT = re.compile(
    rf"(?:{_AMOUNT})|(?:{_UNIT})|(?:{_IT})|(?:{_LEAD})|(?:{_REST})|[,?。!;:\x00]"
)
_BACK = re.compile(r"(?:那么?)?(?:(?:这|那|该|此)(?:一)?(?:个|项|笔|块|部分|些)|它|其(?!中))")
_ASKED = re.compile(rf"(?:{_AMOUNT})|呢")


def said_plainly(turn: str, taken: Sequence[Taken]) -> str:
    """The turn with its way of asking in plain words, where it says nothing else."""
    stage = _read(turn, taken)
    if not stage:
        return turn
    kept = "".join(turn[span.start : span.end] for span in sorted(taken))
    back = "这项" if _BACK.match(turn) else ""
    return f"{back}{kept}{stage}多少" if stage == "花了" else f"{back}{kept}{stage}是多少"


def asks_plainly(turn: str, taken: Sequence[Taken] = ()) -> bool:
    """Whether a turn asks for an amount of what was spoken of, and for nothing else."""
    return _read(turn, taken) is not None


def _read(turn: str, taken: Sequence[Taken]) -> Stage | None:
    """The stage that is meant, '' for none; None where other words are left."""
    chars = list(turn)
    for span in taken:
        chars[span.start : span.end] = "\x00" * (span.end - span.start)
    text = "".join(chars)
    at = 0
    stage: Stage = ""
    while at < len(text):
        found = _stage_at(text, at)
        if found and stage not in ("", "花了", found[0]) and found[0] not in ("预算", "花了"):
            return None
        if found:
            stage = found[0] if stage in ("", "花了") else stage
        end = found[1] if found else _end_of_word(text, at)
        if end == at:
            return None
        at = end
    return stage if _ASKED.search(text) else None


def _stage_at(text: str, at: int) -> tuple[Stage, int] | None:
    for pattern, stage in _STAGE_AT:
        match = pattern.match(text, at)
        if match and match.end() > at:
            return stage, match.end()
    return None


def _end_of_word(text: str, at: int) -> int:
    match = _OTHER_AT.match(text, at)
    return match.end() if match else at
