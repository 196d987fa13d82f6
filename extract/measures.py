"""What a column or a row of a budget table measures, told by its printed words alone.

Takes header texts and labels, gives a measure ('basic', 'sangong_abroad', …). Knows nothing of
table numbers, regions or column order.

>>> measure_of(("2019年一般公共预算支出数", "基本支出"))
'basic'
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.labels import fold, plain_label

__all__ = ["is_column_number", "measure_of", "sangong_item"]

_MEASURES: tuple[tuple[str, str], ...] = (
    ("rate", r"%|占比|比重|增长率|完成率|幅度"),
    ("of_which", r"中小企业|小微企业|小型微型"),
    ("upward", r"上缴上级"),
    ("subsidy", r"对?附属单位补助"),
    ("operating_spending", r"经营支出"),
    ("reserve", r"预留机动|机动经费"),
    ("next_year", r"结转下年|下年结转|年末(?:财政拨款)?结转"),
    ("carryover", r"(?:上年|年初|以前年度|历年)\S{0,8}(?:结转|结余)"),
    ("reserve_fund", r"事业基金|非财政拨款结余|专用结余|弥补收支"),
    ("meeting", r"会议费"),
    ("training", r"培训费"),
    ("operating", r"机关运行经费"),
    ("basic", r"人员经费(?:支出)?(?:及|和|与|、)(?:日常)?公用经费"),
    ("personnel", r"人员(?:经费|支出)"),
    ("public", r"公用(?:经费|支出)"),
    ("wages", r"工资福利支出"),
    ("goods", r"商品和服务支出"),
    ("family", r"对个人和家庭的?补助"),
    ("capital", r"资本性支出"),
    ("basic", r"基本支出"),
    ("project", r"项目支出|专项业务(?:经)?费|^项目(?:经费|合计|小计)$"),
    ("gov_fund", r"政府性基金|(?<!事业)(?<!专用)基金预算"),
    ("state_capital", r"国有资本"),
    ("general_public", r"一般公共预算|公共财政(?:预算|拨款)|公共预算"),
    ("special_account", r"财政专户|专户管理|教育收费"),
    ("affiliate_income", r"附属单位(?:上缴|缴款)"),
    ("superior_income", r"上级补助"),
    ("business_operation", r"经营(?:收入)?$"),
    ("business_income", r"事业收入"),
    ("other_income", r"其他(?:收入|资金|来源)|经营及其他收入"),
    ("unit_funds", r"单位(?:自有)?资金"),
    ("fiscal", r"(?:财政|政府)(?:预算)?拨款|财政性资金|财政补助"),
    ("total", r"合计|总计|小计|总额|总价|金额|预算数?$|决算数?$|年度?$|支出数?$|收入数?$|资金$"),
)
_MEASURE_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _MEASURES)

_SANGONG: tuple[tuple[str, str], ...] = (
    ("meeting", r"会议费"),
    ("training", r"培训费"),
    ("operating", r"机关运行(?:经)?费"),
    ("sangong_abroad", r"出国"),
    ("sangong_reception", r"公?务?接待费?"),
    ("sangong_vehicle", r"购置(?:费)?(?:及|和|与|、)|用车(?:费用?)?$|车辆(?:费用?)?$"),
    ("sangong_vehicle_purchase", r"购置"),
    ("sangong_vehicle_operation", r"运行|维护"),
)
_SANGONG_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _SANGONG)
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?(?:=[\d+\-()]+)?|[-—]+|栏次")
_UNIT = re.compile(r"\((?:单位:?)?(?:亿元|百万元|万元|千元|元)\)$")
_SUBTOTAL = re.compile(r"小计|合计|总计|总额")


@lru_cache(maxsize=8192)
def measure_of(path: tuple[str, ...]) -> str:
    """The measure a header path names; the innermost header that says more than 小计 decides.

    ('合计', '其中：政府采购') is a part; ('其中', '基本支出') is the 基本支出 that a bare 其中 stands over.
    """
    if any(_of_which(fold(text)) for text in path):
        return "of_which"
    total = False
    for text in reversed(path):
        label = _UNIT.sub("", plain_label(text))
        found = next((name for name, pattern in _MEASURE_PATTERNS if pattern.search(label)), None)
        if found and found != "total":
            return found
        total = total or found == "total"
    return "total" if total else "unknown"


def _of_which(folded: str) -> bool:
    return folded.startswith("其中") and len(folded.rstrip(":")) > 2


@lru_cache(maxsize=8192)
def is_column_number(text: str) -> bool:
    """True for the number of a column (栏次) printed under its header: '7', '(7)', '7=8+9', '—'."""
    return bool(_COLUMN_NUMBER.fullmatch(fold(text)))


@lru_cache(maxsize=8192)
def sangong_item(path: tuple[str, ...]) -> str | None:
    """The 三公 item of a header path or a row label; None when it names none.

    ('“三公”经费', '公务用车购置及运行维护费', '小计') -> 'sangong_vehicle';
    ('“三公”经费', '小计') -> 'sangong_total'; ('合计',) -> 'total', which may hold 会议费 as well.
    """
    folded = [plain_label(text) for text in path]
    for position, label in reversed(list(enumerate(folded))):
        for name, pattern in _SANGONG_PATTERNS:
            if pattern.search(label):
                return name
        if "三公" in label and position <= len(folded) - 1:
            return "sangong_total"
        if _SUBTOTAL.search(label) and not any(_names_item(upper) for upper in folded[:position]):
            return "sangong_total" if any("三公" in upper for upper in folded) else "total"
    return None


def _names_item(label: str) -> bool:
    return any(pattern.search(label) for _, pattern in _SANGONG_PATTERNS)
