"""A later turn that only names another column of a purchase asks it of the same purchase.

Takes the turns of a conversation, gives them with such a turn said in full: the question before it with
the other column in place of the one it asked for. Turns that say more are left. Knows no documents.

    '监控设备采购几套' / '单价呢' / '那这几套总共要花多少'   ->   … / '监控设备单价是多少' / '监控设备多少钱'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.words.lexicon import folded

__all__ = ["of_other_columns"]

_COUNTER = "[台套件辆部个把批项张册艘架顶床只支]"
_ASKED = re.compile(
    rf"(?:[要需]?(?:采购|购置|购买|配置|配备|买)了?)?(?:多少|几)个?{_COUNTER}"
    r"|(?:数量|单价|总?金额|总价|总额)(?:[是为有]?多少)?(?:万?元)?|(?:一共|总共|要花?)?多少钱"
)
_COLUMN = re.compile(
    r"(?:那么?)?(?:它们?的?|其)?(?P<column>单价|数量|总?金额|总价|总额)(?:呢|[是为有]?多少(?:万?元|钱)?)?[?。]*"
)
_EACH = re.compile(
    rf"(?:那么?)?(?:它们?的?)?(?:每|一){_COUNTER}(?:要|是|合|得|卖|花)*(?:多少|几)(?:块?钱|万?元|万)(?:呢)?[?。]*"
)
_WHOLE = re.compile(
    rf"(?:那么?)?[这那](?:[几些]|[一两二三四五六七八九十\d]+)?{_COUNTER}?(?:设备|东西)?(?:总共|一共|合计|加起来|全部)?[要得]?(?:花|买下来)?(?:多少(?:万?元|钱)?)[?。]*"
)


def of_other_columns(turns: Sequence[str]) -> tuple[str, ...]:
    """The turns, each that names a column alone said in full."""
    said = [*turns[:1]]
    for turn in turns[1:]:
        said.append(_in_full(folded(said[-1]), folded(turn)) or turn)
    return tuple(said)


def _in_full(before: str, turn: str) -> str | None:
    column, whole = _COLUMN.fullmatch(turn), _WHOLE.fullmatch(turn)
    each = _EACH.fullmatch(turn)
    asked = list(_ASKED.finditer(before))
    if not (column or whole or each) or len(asked) != 1:
        return None
    name = column["column"] if column else "单价" if each else "金额"
    wanted = f"{name}是多少" if name in ("单价", "数量") else "多少钱"
    return before[: asked[0].start()] + wanted + before[asked[0].end() :]
