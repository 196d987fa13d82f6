"""A stored value and its number format become the text that the cell displays.

Takes a value as stored, gives the displayed text; knows the built-in formats as the Chinese edition
shows them, and which formats make a date of a number. Knows nothing of files or sheets.

    Decimal('45292'), format 31 -> '2024年1月1日';  Decimal('0.2036'), '0.00%' -> '20.36%'
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from ingest.office.number_format import exact, show_date, show_number, show_text
from ingest.office.stored import Stored

__all__ = ["ERRORS", "cell_text", "format_code", "parsed_number"]

ERRORS = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"}
)
"""What a cell shows where its formula failed."""

_MOST_DIGITS = 310
_ACCOUNTING = '_ {0}* #,##0{1}_ ;_ {0}* \\-#,##0{1}_ ;_ {0}* "-"{2}_ ;_ @_ '
_BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"\\-#,##0',
    6: '"¥"#,##0;"¥"\\-#,##0',
    7: '"¥"#,##0.00;"¥"\\-#,##0.00',
    8: '"¥"#,##0.00;"¥"\\-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);(#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);(#,##0.00)",
    41: _ACCOUNTING.format("", "", ""),
    42: _ACCOUNTING.format('"¥"', "", ""),
    43: _ACCOUNTING.format("", ".00", "??"),
    44: _ACCOUNTING.format('"¥"', ".00", "??"),
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
# Built-in dates of the Chinese edition: the file has only their number; 14 and 22 by locale.
_CHINESE_DATES = {
    14: "yyyy/m/d",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
_SILENT = re.compile(r'"[^"]*"?|[\\!_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]|E[+-]', re.I | re.S)
_DURATION = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_DATE_SIGNS = re.compile(r"[ymdhs]|aaa|(?<![a-z])e(?![a-z])", re.IGNORECASE)


def format_code(number_id: int, own: str | None) -> str:
    """The format with a number: the file's own text, but the Chinese one for built-in dates."""
    if number_id in _CHINESE_DATES:
        return _CHINESE_DATES[number_id]
    return own or _BUILT_IN.get(number_id, "General")


def parsed_number(text: str) -> Decimal | None:
    """A number as a file spells it: '31214205.8', '1.2E-3'; None for what is none, or endless."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value.adjusted()) > _MOST_DIGITS:
        return None
    return value if value == value.to_integral_value() and "E" not in text.upper() else exact(value)


def cell_text(value: Stored | None, code: str, zeros: bool = True, from_1904: bool = False) -> str:
    """The text a cell displays; '' for a blank one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal):
        return _number_text(value, code, zeros, from_1904)
    if isinstance(value, (datetime, date, time)):
        return show_date(value, code if _is_date(code) else "yyyy/m/d")
    return show_text(value, code).replace("\r\n", "\n").replace("\r", "\n").strip()


def _number_text(value: Decimal, code: str, zeros: bool, from_1904: bool) -> str:
    moment = _moment(value, code, from_1904) if _is_date(code) else None
    if moment is not None:
        return show_date(moment, code)
    return "" if not value and not zeros else show_number(value, code)


@lru_cache(maxsize=512)
def _is_date(code: str) -> bool:
    """Year, month, day or time signs outside quotes make a date of a number."""
    return bool(_DATE_SIGNS.search(_SILENT.sub("", code.split(";")[0]).replace("General", "")))


def _moment(value: Decimal, code: str, from_1904: bool) -> datetime | time | timedelta | None:
    """Days since 1900 (whose 29 February is counted) or 1904; None outside the calendar."""
    seconds = (value % 1 * 86400).to_integral_value(rounding=ROUND_HALF_UP)
    days, within = int(value // 1), timedelta(seconds=int(seconds))
    if value < 0 or days > 2_958_465:
        return None
    if _DURATION.search(code):
        return timedelta(days=days) + within
    if days == 0 and not from_1904:
        return (_midnight(1900, 1) + within).time()
    first = _midnight(1904, 1) if from_1904 else _midnight(1900, -1 if days >= 60 else 0)
    return first + timedelta(days=days) + within


def _midnight(year: int, day: int) -> datetime:
    return datetime.combine(date(year, 1, 1), time()) + timedelta(days=day - 1)
