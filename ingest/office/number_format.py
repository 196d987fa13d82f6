"""A stored number becomes the string a spreadsheet shows for it, digit by digit, without floats.

Takes a Decimal (or a date) and a number format code, gives the displayed text. Rounds half up, as
spreadsheets do. Knows nothing of cells or sheets.

    1234.5   '#,##0.00'                       -> '1,234.50'
    -0.0825  '0.00%'                          -> '-8.25%'
    0        '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '  -> '-'
    51447    '0!.0000'                        -> '5.1447'      (元 shown as 万元)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

__all__ = ["exact", "show_date", "show_number", "show_text"]

_FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?'
    r"|[\\!](?P<escaped>.)"
    r"|_(?P<pad>.)"
    r"|\*(?P<fill>.)"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General|G/通用格式|常规)"
    r"|(?P<exponent>[eE][+-]0+)"
    r"|(?P<digit>[0#?])"
    r"|(?P<any>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
}
_CURRENCY = re.compile(r"\$([^-]*)")


def exact(stored: int | float | Decimal) -> Decimal:
    """The value a spreadsheet means: at most 15 significant digits; 0.30000000000000004 -> 0.3."""
    if isinstance(stored, int):
        return Decimal(stored)
    return _FIFTEEN.create_decimal(stored if isinstance(stored, Decimal) else repr(stored))


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of a format section: kind 'digit', 'point', 'comma', 'percent', 'general', 'text', 'literal' or 'exponent'."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the up to four parts of a format, between semicolons."""

    tokens: tuple[_Token, ...]
    condition: tuple[str, Decimal] | None

    @property
    def numeric(self) -> bool:
        return any(token.kind in ("digit", "general") for token in self.tokens)

    def holds(self, value: Decimal) -> bool:
        return self.condition is None or _COMPARE[self.condition[0]](value, self.condition[1])


def show_number(value: Decimal, code: str) -> str:
    """The displayed text of a number."""
    if code == "General":
        return general(value)
    sections = _sections(code)
    section, signed = _choose(sections, value)
    if section is None:
        return general(value)
    body = _render(section, abs(value))
    return ("-" if value < 0 and signed else "") + body.strip()


def show_text(text: str, code: str) -> str:
    """The displayed text of a text cell: only a fourth section, or a lone '@' one, changes it."""
    sections = _sections(code)
    last = sections[-1] if sections else None
    if last is None or not any(token.kind == "text" for token in last.tokens):
        return text
    shown = (text if token.kind == "text" else token.text for token in last.tokens)
    return "".join(shown) if any(t.kind == "literal" for t in last.tokens) else text


def general(value: Decimal) -> str:
    """A number without a format: every stored digit, no exponent, no trailing zeros."""
    return format(value.normalize(), "f") if value else "0"


def _choose(sections: tuple[_Section, ...], value: Decimal) -> tuple[_Section | None, bool]:
    """The section for a value, and whether a minus sign must be put before it."""
    numeric = [s for s in sections if not any(t.kind == "text" for t in s.tokens)]
    if not numeric:
        return None, False
    if any(section.condition for section in numeric):
        found = next((s for s in numeric if s.holds(value)), numeric[-1])
        return found, found.condition is None or found.condition[0][0] != "<"
    if value < 0 and len(numeric) > 1:
        return numeric[1], False
    if value == 0 and len(numeric) > 2:
        return numeric[2], False
    return numeric[0], True


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    """The sections of a format code; semicolons inside quotes or after a backslash do not part."""
    parts: list[list[_Token]] = [[]]
    conditions: list[tuple[str, Decimal] | None] = [None]
    for match in _TOKEN.finditer(code):
        if match["any"] == ";":
            parts.append([])
            conditions.append(None)
        elif match["bracket"] is not None:
            condition = _CONDITION.fullmatch(match["bracket"])
            if condition:
                conditions[-1] = condition[1], Decimal(condition[2])
            elif currency := _CURRENCY.match(match["bracket"]):
                parts[-1].append(_Token("literal", currency[1]))
        elif token := _token(match):
            parts[-1].append(token)
    return tuple(_Section(tuple(p), c) for p, c in zip(parts, conditions, strict=True))


def _token(match: re.Match[str]) -> _Token | None:
    if match["pad"] is not None or match["fill"] is not None:
        return None
    for kind in ("general", "exponent", "digit"):
        if match[kind] is not None:
            return _Token(kind, match[kind])
    for kind in ("quoted", "escaped"):
        if match[kind] is not None:
            return _Token("literal", match[kind])
    kinds = {".": "point", ",": "comma", "%": "percent", "@": "text"}
    return _Token(kinds.get(match["any"], "literal"), match["any"])


def _render(section: _Section, value: Decimal) -> str:
    """The text of a value without sign under one section."""
    tokens = list(section.tokens)
    value = _WIDE.scaleb(value, 2 * sum(token.kind == "percent" for token in tokens))
    if not section.numeric:
        return "".join(t.text for t in tokens if t.kind in ("literal", "percent", "point", "comma"))
    if any(token.kind == "general" for token in tokens):
        return "".join(general(value) if t.kind == "general" else t.text for t in tokens)
    if any(token.kind == "exponent" for token in tokens):
        return f"{value:.2E}"
    if any(t.kind == "literal" and t.text == "/" for t in tokens):
        return general(value)
    tokens, scale = _without_scaling_commas(tokens)
    return _fill(tokens, _WIDE.scaleb(value, -3 * scale))


def _without_scaling_commas(tokens: list[_Token]) -> tuple[list[_Token], int]:
    """Commas right behind the last digit of the whole part divide by 1000 each."""
    point = next((i for i, t in enumerate(tokens) if t.kind == "point"), len(tokens))
    whole = [i for i, t in enumerate(tokens[:point]) if t.kind == "digit"]
    every = [i for i, t in enumerate(tokens) if t.kind == "digit"]
    drop: list[int] = []
    for last in {whole[-1] if whole else every[-1], every[-1]}:
        following = last + 1
        while following < len(tokens) and tokens[following].kind == "comma":
            drop.append(following)
            following += 1
    return [t for i, t in enumerate(tokens) if i not in drop], len(drop)


def _fill(tokens: list[_Token], value: Decimal) -> str:
    """Digits put into the placeholders: whole part from the right, decimals from the left."""
    point = next((i for i, t in enumerate(tokens) if t.kind == "point"), len(tokens))
    places = sum(token.kind == "digit" for token in tokens[point:])
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_WIDE)
    whole, _, decimals = format(rounded, "f").partition(".")
    left = _whole_part(tokens[:point], whole.lstrip("0"))
    return left + _decimal_part(tokens[point:], decimals)


def _whole_part(tokens: list[_Token], digits: str) -> str:
    slots = [i for i, token in enumerate(tokens) if token.kind == "digit"]
    grouped = any(t.kind == "comma" for t in tokens[slots[0] : slots[-1]]) if slots else False
    out: list[str] = []
    used = 0
    for i in range(len(tokens) - 1, -1, -1):
        token = tokens[i]
        if token.kind != "digit":
            out.append("" if token.kind == "comma" and grouped else token.text)
            continue
        rest = len(digits) - used if i == slots[0] else min(1, len(digits) - used)
        taken = digits[len(digits) - used - rest : len(digits) - used] if rest > 0 else ""
        taken = taken or ("0" if token.text == "0" else "")
        for digit in reversed(taken):
            out.append("," if grouped and used and used % 3 == 0 else "")
            out.append(digit)
            used += 1
    return "".join(reversed(out))


def _decimal_part(tokens: list[_Token], decimals: str) -> str:
    """The point and what follows; '#' and '?' drop trailing zeros, the point stays."""
    slots = [token.text for token in tokens if token.kind == "digit"]
    keep = len(slots)
    while keep and slots[keep - 1] != "0" and decimals[keep - 1] == "0":
        keep -= 1
    out, used = "", 0
    for token in tokens:
        if token.kind != "digit":
            out += token.text
        elif used < keep:
            out += decimals[used]
            used += 1
    return out


_DATE_TOKEN = re.compile(
    r'"([^"]*)"?|[\\!](.)|_.|\*.|\[\$[^\]]*\]|\[(dbnum\d)\]|\[(h+|m+|s+)\]|\[[^\]]*\]'
    r"|(am/pm|a/p|上午/下午)|(y+|e|m+|d+|a{3,4}|h+|s+(?:\.0+)?|@)|(.)",
    re.IGNORECASE | re.DOTALL,
)
_CHINESE = "〇一二三四五六七八九"
_WEEKDAYS = "一二三四五六日"


def show_date(value: datetime | date | time | timedelta, code: str) -> str:
    """The displayed text of a date or time: 'yyyy"年"m"月"' -> '2024年3月'."""
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    moment = _moment(value)
    first = code.split(";")[0]
    chinese = "dbnum" in first.lower()
    noon = bool(re.search(r"am/pm|a/p|上午/下午", first, re.IGNORECASE))
    out: list[str] = []
    before = ""
    matches = list(_DATE_TOKEN.finditer(first))
    for i, match in enumerate(matches):
        unit = (match[4] or match[6] or "").lower()
        if unit:
            after = next((m[6].lower()[0] for m in matches[i + 1 :] if m[6]), "")
            minute = unit[0] == "m" and (before == "h" or after == "s")
            out.append(_date_part(moment, unit, minute, noon, chinese))
            before = unit[0]
        elif match[5]:
            out.append("上午" if moment.hour < 12 else "下午")
        else:
            out.append(match[1] or match[2] or match[7] or "")
    return "".join(out).strip()


def _moment(value: datetime | date | time) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, time):
        return datetime.combine(date(1900, 1, 1), value)
    return datetime.combine(value, time())


def _date_part(moment: datetime, unit: str, minute: bool, noon: bool, chinese: bool) -> str:
    """One unit of a date: 'yyyy' -> '2024', 'm' -> '3', 'mm' -> '03'."""
    if unit.startswith("a"):
        return ("星期" if len(unit) == 4 else "") + _WEEKDAYS[moment.weekday()]
    if unit == "@":
        return ""
    numbers = {"y": moment.year, "e": moment.year, "d": moment.day, "s": moment.second}
    hour = (moment.hour % 12 or 12) if noon else moment.hour
    number = numbers.get(unit[0], hour if unit[0] == "h" else moment.month)
    number = moment.minute if minute else number
    if unit[0] in "ye":
        digits = f"{number:04}"[-2 if unit[0] == "y" and len(unit) <= 2 else 0 :]
        return "".join(_CHINESE[int(d)] for d in digits) if chinese else digits
    if chinese:
        return _counted(number)
    return f"{number:02}" if len(unit) > 1 else str(number)


def _counted(number: int) -> str:
    """1 to 59 as counted in Chinese: 12 -> 十二, 20 -> 二十."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _CHINESE[ones]
    return ("" if tens == 1 else _CHINESE[tens]) + "十" + (_CHINESE[ones] if ones else "")
