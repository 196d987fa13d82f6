"""Names that are cut to one character in a list said together: '水电两项', '出国、车、接待'.

Takes a folded turn and the labels printed in scope, gives the turn with the names spelled out, so that
every other reader knows them. A list whose own name is printed ('水电费') stays as it is, and so does a
character that the question does not clearly list.

    '水电两项合起来多少'     ->  '水费和电费两项合起来多少'
    '水、电、邮三样一共几万'  ->  '水费、电费、邮电费三样一共几万'
"""

from __future__ import annotations

import re
from collections.abc import Container

from retrieval.words.lexicon import lexicon
from retrieval.words.operation_words import TOTALLED

__all__ = ["listed_in_full"]

_NAMES = {
    "水": "水费",
    "电": "电费",
    "气": "燃气费",
    "暖": "取暖费",
    "邮": "邮电费",
    "印": "印刷费",
    "会": "会议费",
    "训": "培训费",
    "差": "差旅费",
    "车": "公务用车购置及运行维护费",
}
_WORDS = frozenset({"暖气", "电气", "水气", "水暖"})
"""What is a word of its own: '烧暖气要多少' lists nothing."""
_COUNTS = {"两": 2, "二": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_ALL = "".join(_NAMES)
_NUMBER = "".join(_COUNTS)
_THINGS = r"(?:[项样笔块种者个类](?!工程|项目|建设|改造|设施|目)|费用?|开支|支出)"
_ASKED = rf"(?:{TOTALLED}|总|拢共|各|分别|共|凑)"
_RUN = re.compile(
    rf"(?<![小农供排污用下节饮])(?P<run>[水电气暖邮]{{2,4}})(?P<fee>费)?(?:用|支出|开支)?"
    rf"(?=(?:这|那|的)?(?P<count>[{_NUMBER}]){_THINGS}|{_ASKED}|(?:预算|决算)?(?:是|要|花|有|得|安排|支出|用)*了?(?:多少|几[万元]))"
)
"""'水电两项', '水电气一共', '水电费多少': as many characters as are counted, if any."""
_BEFORE = r"(?:(?<=[、和与及跟,:;的里中上内年])|(?<=[局委院办处道心校会厅馆所站])|^)"
_MARK = r"[、和与及跟]"
_BEHIND = rf"(?={_MARK}|(?:这|那|的)?[{_NUMBER}]{_THINGS}|{_ASKED}|哪|谁|相?差)"
_ONE = re.compile(rf"{_BEFORE}(?P<one>[{_ALL}])(?P<fee>费)?{_BEHIND}")
_SIDE_BY_SIDE = re.compile(
    r"(?P<one>[\u4e00-\u9fff]{1,6}费)(?=(?P<other>[\u4e00-\u9fff]{1,7}费)(?!用))"
)
"""'水费电费各多少': two printed names without a mark between them."""
_LISTED = re.compile(rf"{_MARK}[\u4e00-\u9fff]|[\u4e00-\u9fff]{_MARK}")


def listed_in_full(turn: str, labels: Container[str]) -> str:
    """The turn with every name of such a list in full."""
    turn = _RUN.sub(lambda match: _run(match, labels), turn)
    turn = _SIDE_BY_SIDE.sub(lambda match: _apart(match, labels), turn)
    if not _summed(turn):
        return turn
    return _ONE.sub(_one, turn)


def _run(match: re.Match[str], labels: Container[str]) -> str:
    """The names of characters written together, where the count agrees and none is a name of its own."""
    run, count = match["run"], match["count"]
    known = f"{run}费" in labels or f"{run}费用" in labels or len(set(run)) < len(run)
    known = known or (run in _WORDS and not count)
    if (
        known
        or (count and _COUNTS[count] != len(run))
        or not (count or match["fee"] or len(run) > 1)
    ):
        return match[0]
    names = [_NAMES[char] for char in run]
    if not any(name in labels for name in names):
        return match[0]
    together = "" if count or re.match(_ASKED, match.string[match.end() :]) else "一共"
    return "和".join(("、".join(names[:-1]), names[-1])) + together


def _apart(match: re.Match[str], labels: Container[str]) -> str:
    """Two names that are printed, with a mark between them; the first may end a longer run of words.

    '水费公用经费' names a row and its column, and lists nothing.
    """
    one, other = match["one"], match["other"]
    if any(lexicon().concepts[key].aspect for key in lexicon().asked.get(other, ())):
        return one
    ends = any(one[at:] in labels for at in range(len(one) - 1))
    return f"{one}、" if ends and other in labels and one + other not in labels else one


def _one(match: re.Match[str]) -> str:
    """The name of one character of a list with marks between, where it stands beside another name."""
    text, name = match.string, _NAMES[match["one"]]
    behind = re.match(_MARK, text[match.end() :]) is not None
    before = re.search(rf"{_MARK}$", text[: match.start()]) is not None
    return name if before or behind else match[0]


_TOTAL = re.compile(rf"{TOTALLED}|拢共|各|分别|凑|[{_NUMBER}]{_THINGS}|相?差(?:多少|几)|哪|谁")


def _summed(turn: str) -> bool:
    return _TOTAL.search(turn) is not None and _LISTED.search(turn) is not None
