"""Year, stage, measure, fund and side words, as printed in headers, row labels and clauses.

Takes a short printed text and the fiscal year of its document, gives the typed reading of it, or
None where the text says nothing. Knows nothing of tables, sentences or documents.

    '2019年预算数'  -> year 2019, stage 年初预算       '上年决算数' (2025) -> 2024, 决算
    '增减变化金额'  -> measure change                 '一般公共预算拨款'  -> fund 一般公共预算
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ingest.document import DocumentKind
from ingest.facts import Fund, Measure, Side, Stage

__all__ = [
    "default_stage",
    "folded",
    "fund_in",
    "measure_in",
    "side_in",
    "stage_in",
    "year_in",
    "years_in",
]

_SHORT = 60
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)年|([一二][〇○零一二三四五六七八九]{3})年")
_NOT_A_PERIOD = re.compile(
    r"《[^》]*》|[〔\[(](?:19|20)\d\d[)\]〕]\d*号?|自\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?起"
    r"|\d{4}年(?:以前|以来|以后|之前|起|深化|[^,，。]{0,12}改革)"
)
_COMPARED = re.compile(r"(?:比|较|与|同)(?:\d{4}年|上一?年|去年)")
_COMPARED_WITH = re.compile(r"(?<=.)(?:比|较|与|同)(?:\d{4}年|上一?年|去年|年初|调整|预算|决算).*")
_LAST_YEAR = re.compile(r"(?:上一?年度?|上年度?|去年)(?!.{0,6}结[转余])")
_THIS_YEAR = re.compile(r"本年度?|当年度?|今年")

_STAGES: tuple[tuple[re.Pattern[str], Stage], ...] = (
    (re.compile(r"调整(?:后)?预算|预算调整|全年预算"), "调整预算"),
    (re.compile(r"年初预算"), "年初预算"),
    (re.compile(r"执行数|预计执行|实际执行|执行情况|完成数|^实际支出(?:数|额)?$"), "执行数"),
    (re.compile(r"决算"), "决算"),
    (re.compile(r"预算数|预算安排|预算金额|预算为|安排预算|预算总额"), "年初预算"),
    (re.compile(r"预算(?!内|外|单位|收入|拨款|财政|资金|绩效)"), "年初预算"),
)
_FUND_NAME = re.compile(r"(?:一般)?公共(?:财政)?预算|(?:政府性)?基金预算|国有资本经营预算")
_RATE = re.compile(r"%|增长率|增幅|降幅|占比|比重|比例|百分比|完成率|执行率|增减率|增长(?!额)")
_CHANGE = re.compile(r"增减|增加|减少|变[动化](?:额|金额|数|情况)|[+±]/?-|比上年")
_FUNDS: tuple[tuple[re.Pattern[str], Fund], ...] = (
    (re.compile(r"一般公共(?:财政)?(?:预算|服务拨款)|公共财政预算"), "一般公共预算"),
    (re.compile(r"政府性基金|(?<!事业)(?<!政府)基金预算"), "政府性基金预算"),
    (re.compile(r"国有资本(?:经营)?(?:预算|收益|金)?"), "国有资本经营预算"),
    (re.compile(r"财政专户"), "财政专户"),
    (re.compile(r"单位资金|单位自有资金"), "单位资金"),
)


def folded(text: str) -> str:
    """Half width and without any space: '２０１９ 年（预算）' -> '2019年(预算)'."""
    return _folded(text) if len(text) <= _SHORT else "".join(_half_width(text).split())


@lru_cache(maxsize=2048)
def _folded(text: str) -> str:
    """Labels are asked for once a figure."""
    return "".join(_half_width(text).split())


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def years_in(text: str) -> tuple[int, ...]:
    """Every year a folded text names as a period; titles, document numbers and reforms are none."""
    named = _YEAR.findall(_NOT_A_PERIOD.sub("", text))
    return tuple(int(digits or chinese.translate(_DIGITS)) for digits, chinese in named)


def year_in(text: str, fiscal: int | None) -> int | None:
    """The year a folded text speaks of: '2018年末' -> 2018, '上年预算数' -> fiscal - 1, else None.

    The year that something is compared with ('比2018年增加') is not the year of the figure.
    """
    text = _COMPARED.sub("", text)
    named = years_in(text)
    if named:
        return named[-1]
    if fiscal is not None and _LAST_YEAR.search(text):
        return fiscal - 1
    return fiscal if _THIS_YEAR.search(text) else None


def stage_in(text: str) -> Stage | None:
    """The stage a folded text names; '预算' within the name of a fund is none."""
    bare = _FUND_NAME.sub("", _COMPARED_WITH.sub("", text))
    return next((stage for words, stage in _STAGES if words.search(bare)), None)


def default_stage(kind: DocumentKind | None) -> Stage | None:
    """What a figure without a stage word is: 决算 in a final account, 年初预算 in a budget."""
    if kind is None:
        return None
    return "决算" if kind.endswith("决算") else "年初预算"


def measure_in(text: str) -> Measure | None:
    """change for '增减变化金额', rate for '增减%' and '占比', None for anything else."""
    if _RATE.search(text) and not text.endswith(("金额", "额", "数")):
        return "rate"
    return "change" if _CHANGE.search(text) else None


def fund_in(text: str) -> Fund | None:
    """The one fund a folded text names; None where it names none or several."""
    found = {fund for words, fund in _FUNDS if words.search(text)}
    return found.pop() if len(found) == 1 else None


def side_in(text: str) -> Side | None:
    """收入 or 支出 where the text names exactly one of them."""
    income, spending = "收入" in text, "支出" in text
    if income == spending:
        return None
    return "收入" if income else "支出"
