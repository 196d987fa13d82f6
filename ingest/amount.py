"""Money and other printed numbers: a Decimal, its unit, and the text as printed.

Takes strings as printed in a cell or a sentence, gives exact values. Knows nothing of tables.
The law of the house: no float ever touches an amount; `number()` is the one way to make a value.

>>> a = Amount.parse("31,214,205.80", Unit.YUAN)
>>> a.value, a.to(Unit.WAN), a.place
(Decimal('31214205.80'), Decimal('3121.42058'), Decimal('0.01'))
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

__all__ = [
    "DASHES",
    "Amount",
    "Unit",
    "is_blank",
    "is_dash",
    "is_figure",
    "is_several",
    "number",
    "percent",
    "plain",
    "printed_place",
    "tolerance",
    "unit_in",
    "units_listed",
]


class Unit(StrEnum):
    """The units of account that disclosures print."""

    YUAN = "元"
    QIAN = "千元"
    WAN = "万元"
    BAIWAN = "百万元"
    YI = "亿元"

    @property
    def yuan(self) -> Decimal:
        """How many 元 one of this unit is: Unit.WAN.yuan == 10000."""
        return _YUAN[self]


_YUAN = {
    Unit.YUAN: Decimal(1),
    Unit.QIAN: Decimal(1000),
    Unit.WAN: Decimal(10000),
    Unit.BAIWAN: Decimal(1000000),
    Unit.YI: Decimal(100000000),
}

DASHES = frozenset("-－—–―─−/／")
"""Marks printed for "nothing here"; a cell of one or several of them is a dash, not a zero."""

_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)\s+(?=\d)")
_CUT_GROUP = re.compile(r"\d,(\d{1,2})$")
_REST_OF_GROUP = re.compile(r"(\d{1,2})(?!\d)")
_MONEY = r"(?:亿元|百万元|万元|千元|元)"
_COUNTER = r"(?:台\(套\)|平方米|人次|批次|[人名个辆台套架家项件批次户所处份]|公里|公顷|亩|%)(?![\u4e00-\u9fff(])"
_UNIT_STATED = re.compile(rf"(?:金额)?单位[:：]?(?:{_COUNTER}[、,/]){{0,6}}(?:人民币)?({_MONEY})")
_UNITS_LISTED = re.compile(
    rf"单位:((?:{_COUNTER}|{_MONEY})(?:[、,/](?:{_COUNTER}|{_MONEY}))*)(?![\u4e00-\u9fff])"
)


def _fold(text: str) -> str:
    """Full width to half width, minus signs to '-', no spaces: '－１，２３４' -> '-1,234'.

    A space that parts two numbers stays, so that they are never read as one: '12 13'.
    """
    folded = text if text.isascii() else _half_width(text)
    if len(folded.split()) < 2:
        return folded.strip()
    whole, *rest = _BETWEEN_DIGITS.split(folded)
    for part in rest:
        whole += part if _cuts_a_group(whole, part) else " " + part
    return " ".join("".join(part.split()) for part in _BETWEEN_DIGITS.split(whole))


def _half_width(text: str) -> str:
    """'△１２' and '－１２' -> '-12'."""
    folded = unicodedata.normalize("NFKC", text)
    if "△" in folded or "▲" in folded:
        folded = re.sub(r"^\s*[△▲](?=\s*\d)", "-", folded)
    return folded.replace("−", "-").replace("–", "-").replace("—", "-")


def _cuts_a_group(before: str, after: str) -> bool:
    """'1,2 34.56': the comma says that one digit group of three has been cut in two."""
    cut, rest = _CUT_GROUP.search(before), _REST_OF_GROUP.match(after)
    return bool(cut and rest and len(cut[1]) + len(rest[1]) == 3)


def is_several(text: str) -> bool:
    """True for a cell that holds two or more numbers, on lines of their own: '12\\n13'."""
    parts = _fold(text).split(" ") if len(text.split()) > 1 else []
    return len(parts) > 1 and all(map(_NUMBER.fullmatch, parts))


def number(text: str) -> Decimal | None:
    """The exact value of a text that is one number and nothing else, or None.

    '51,447' -> 51447; '-2.50', '(2.50)' and '△2.50' -> -2.50; '－' , '' , '2060101A' , '10%' -> None.
    A thousands separator in the wrong place ('1,23') is not a number, and two numbers are none
    ('12 13'); one that a column edge has cut is whole where its separators prove it ('1,2 34.56').
    """
    if text.isalpha():
        return None
    if _NUMBER.fullmatch(text):
        return Decimal(text.replace(",", ""))
    folded = _fold(text)
    if folded.startswith("(") and folded.endswith(")") and _NUMBER.fullmatch(folded[1:-1]):
        folded = "-" + folded[1:-1]
    folded = folded.removeprefix("¥").removeprefix("￥")
    if not _NUMBER.fullmatch(folded):
        return None
    return Decimal(folded.replace(",", ""))


def percent(text: str) -> Decimal | None:
    """The value of a printed percentage: '20.36%' -> Decimal('20.36'); None if it is not one."""
    folded = _fold(text)
    return number(folded[:-1]) if folded.endswith("%") else None


def is_blank(text: str) -> bool:
    """True for a cell in which nothing is printed."""
    return not text.strip()


def is_dash(text: str) -> bool:
    """True for a cell that prints only dashes: '—', '--', '－'."""
    stripped = text.strip()
    return bool(stripped) and set(stripped) <= DASHES


def is_figure(text: str) -> bool:
    """True for what a cell of figures prints, one number or dashes: '51,447', '—'; not '2060101A'."""
    return not text.isalpha() and (is_dash(text) or number(text) is not None)


def printed_place(text: str) -> Decimal:
    """The unit in the last printed place: '51,447' -> 1, '17.30' -> 0.01, '17.30万元' -> 0.01."""
    _, dot, after = _fold(text).partition(".")
    decimals = after[: len(after) - len(after.lstrip("0123456789"))]
    return Decimal(1).scaleb(-len(decimals)) if dot else Decimal(1)


def tolerance(place: Decimal, addends: int) -> Decimal:
    """The u-rule: half a printed unit for every addend and one for the total, 0.5·u·(n+1)."""
    return place * (addends + 1) / 2


def unit_in(text: str) -> Unit | None:
    """The unit of money a line states for what follows: '部门：X局  单位：万元' -> Unit.WAN; else None.

    It may stand behind others: '单位：辆、台、万元' -> Unit.WAN.
    """
    found = _UNIT_STATED.search(unicodedata.normalize("NFKC", "".join(text.split())))
    return Unit(found[1]) if found else None


def units_listed(text: str) -> tuple[str, ...]:
    """All units that a line states: '单位：辆、台（套）、万元' -> ('辆', '台(套)', '万元'); '单位：某局' -> ()."""
    found = _UNITS_LISTED.search(unicodedata.normalize("NFKC", "".join(text.split())))
    return tuple(re.split(r"[、,/]", found[1])) if found else ()


def plain(value: Decimal) -> str:
    """A Decimal as machines read it: no exponent, no separators, digits kept: '3121.42058'."""
    return format(value, "f")


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed sum of money.

    >>> a = Amount.parse("17.30", Unit.WAN)
    >>> a.value, a.unit, a.printed, a.yuan, a.place
    (Decimal('17.30'), <Unit.WAN: '万元'>, '17.30', Decimal('173000.00'), Decimal('0.01'))

    - `value` is exact and in `unit`; `printed` is the text as it stands on the page.
    - `place` is the unit in the last printed place, from which every tolerance comes.
    """

    value: Decimal
    unit: Unit
    printed: str

    @classmethod
    def parse(cls, printed: str, unit: Unit) -> Amount:
        """Read a printed number; ValueError when it is not one."""
        value = number(printed)
        if value is None:
            raise ValueError(f"not a number: {printed!r}")
        return cls(value, unit, printed)

    @property
    def yuan(self) -> Decimal:
        """The same sum in 元."""
        return self.value * self.unit.yuan

    @property
    def place(self) -> Decimal:
        """The unit in the last printed place, in `unit`."""
        return printed_place(self.printed)

    @property
    def place_yuan(self) -> Decimal:
        """The unit in the last printed place, in 元."""
        return self.place * self.unit.yuan

    def to(self, unit: Unit) -> Decimal:
        """The same sum in another unit, exact, without trailing zeros added."""
        return _trim(self.yuan / unit.yuan) if unit is not self.unit else self.value


def _trim(value: Decimal) -> Decimal:
    """3121.420580 -> 3121.42058, 1E+2 -> 100."""
    trimmed = value.normalize()
    return trimmed if int(trimmed.as_tuple().exponent) <= 0 else trimmed.quantize(Decimal(1))
