"""Numbers, codes and counters of a question in the forms that documents print.

Takes a folded turn, gives it with the same meaning. Knows no documents and no vocabulary.

    '单价一百万元以上的设备有几台(套)'   ->   '单价100万元以上的设备有几台'
    '科目212-01-01'                  ->   '科目2120101'
    '除基本支出外列作项目支出的'        ->   '列作项目支出的'
"""

from __future__ import annotations

import re

from ingest.structure.numbering import chinese_number

__all__ = ["as_printed"]

_HAN = "一二两三四五六七八九十百千"
_AMOUNT = re.compile(
    rf"(?<![{_HAN}几数多好\d.第])(?P<han>[{_HAN}]+)(?P<unit>亿元|万元|元|亿(?!万)|万(?![{_HAN}]))(?=[以及(的,。?!]|钱|块|$|[\u4e00-\u9fff])"
)
_CODE = re.compile(
    r"(?<![\d.\-])(?P<a>[235]\d\d)(?P<mark>[-—–_]|\.(?=\d\d\.))(?P<b>\d\d)(?:(?P=mark)(?P<c>\d\d))?(?![\d\-—–_/.%]|万|元|亿)"
)
_COUNTER = re.compile(
    r"(?<=[多几][台件个辆部套])\((?:套|件|台|辆|组|部)\)|(?<=[多几]少[台件个辆部套])\((?:套|件|台|辆|组|部)\)|(?<=[台件个辆部套])/[套件台辆组部]"
)
_COUNT_FIRST = re.compile(
    r"(?P<verb>购买|购置|购进|采购|新购|新买|添置|配置|添|买|购)(?P<many>(?:了|过)?(?:多少|几)[台套部件架艘])(?P<thing>(?![^,?。]*车(?:[,?。]|$))[\u4e00-\u9fffa-z0-9()]{2,18}?)(?=[,?。]|$)"
)
"""'买几台麻醉工作站' asks for the count of the row 麻醉工作站."""
_SPLIT = "基本支出|项目支出|人员经费|公用经费|人员支出|公用支出"
_BESIDE = re.compile(
    rf"除(?:去|了|开)?(?:{_SPLIT})(?:以|之)?外[,的]?(?=[^,。?]{{0,8}}(?:{_SPLIT}))"
)
"""'除基本支出外列作项目支出的': the other column is named only to set it apart."""


def as_printed(turn: str) -> str:
    """The turn with amounts in digits, codes in one piece, one counter, and the column that is meant."""
    turn = _AMOUNT.sub(_in_digits, turn)
    turn = _CODE.sub(lambda m: m["a"] + m["b"] + (m["c"] or ""), turn)
    turn = _BESIDE.sub("", _COUNTER.sub("", turn))
    return _COUNT_FIRST.sub(r"\g<verb>\g<thing>\g<many>", turn)


def _in_digits(match: re.Match[str]) -> str:
    number = chinese_number(match["han"])
    return f"{number}{match['unit']}" if number else match[0]
