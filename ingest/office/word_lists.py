"""The numbers that Word prints before the paragraphs of automatic lists.

Takes numbering.xml, gives for every paragraph in order the label a reader sees on paper ('一、',
'（二）', '1.'), which stands in no text run. Counts as Word does: a deeper level starts again under
each higher one. Knows nothing of headings or tables.

    numFmt chineseCountingThousand, lvlText '（%2）', second paragraph of level 1 -> '（二）'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

__all__ = ["Lists", "W", "counted"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_CLOSED = "、）．。，"


def counted(n: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """A counted number: 12 -> 十二, 20 -> 二十, 105 -> 一百〇五."""
    if n <= 0 or n > 9999:
        return str(n)
    out, gap = "", False
    for power in range(3, -1, -1):
        digit = n // 10**power % 10
        if not digit:
            gap = bool(out)
            continue
        out += (digits[0] if gap else "") + digits[digit] + (units[power - 1] if power else "")
        gap = False
    return out[1:] if 10 <= n < 20 and digits is _DIGITS else out


def _letters(n: int) -> str:
    return chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1)


def _roman(n: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        out += letters * (n // value)
        n %= value
    return out


def _circled(n: int) -> str:
    return chr(0x2460 + n - 1) if 1 <= n <= 20 else f"({n})"


def _wide(n: int) -> str:
    return "".join(chr(0xFF10 + int(digit)) for digit in str(n))


def _spelled(n: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(n))


def _legal(n: int) -> str:
    return counted(n, _LEGAL, "拾佰仟")


_SHAPES: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "decimalHalfWidth": str,
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda n: f"({n})",
    "decimalEnclosedFullstop": lambda n: f"{n}.",
    "chineseCounting": counted,
    "chineseCountingThousand": counted,
    "japaneseCounting": counted,
    "taiwaneseCounting": counted,
    "taiwaneseCountingThousand": counted,
    "ideographDigital": _spelled,
    "japaneseDigitalTenThousand": _spelled,
    "taiwaneseDigital": _spelled,
    "ideographEnclosedCircle": lambda n: chr(0x3280 + n - 1) if 1 <= n <= 10 else counted(n),
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": lambda n: _STEMS[(n - 1) % 10],
    "ideographZodiac": lambda n: _BRANCHES[(n - 1) % 12],
    "lowerLetter": _letters,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperRoman": _roman,
    "none": lambda _n: "",
}


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: '%1、' counted in chineseCounting from 1."""

    shape: str
    text: str
    start: int
    suffix: str
    legal: bool
    restart: int | None
    style: str | None


@dataclass
class Lists:
    """All automatic lists of a document and how far each has counted.

    `label(num_id, level)` counts one paragraph and gives what is printed before its text.
    """

    _abstract: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _lists: dict[str, tuple[str, dict[int, _Level]]] = field(default_factory=dict)
    _starts: dict[tuple[str, int], int] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def read(cls, tree: etree._Element | None) -> Lists:
        """The lists of numbering.xml; none where the file has no such part."""
        self = cls()
        if tree is None:
            return self
        links: dict[str, str] = {}
        styles: dict[str, str] = {}
        for node in tree.iter(W + "abstractNum"):
            key = str(node.get(W + "abstractNumId"))
            self._abstract[key] = dict(_levels(node))
            if style := _value(node, "numStyleLink"):
                links[key] = style
            if style := _value(node, "styleLink"):
                styles[style] = key
        for key, style in links.items():
            self._abstract[key] = self._abstract.get(styles.get(style, ""), {})
        for node in tree.iter(W + "num"):
            self._add_list(node)
        return self

    def _add_list(self, node: etree._Element) -> None:
        """A list uses an abstract one, with levels or starts of its own."""
        num_id, abstract = str(node.get(W + "numId")), _value(node, "abstractNumId") or ""
        levels = dict(self._abstract.get(abstract, {}))
        for override in node.findall(W + "lvlOverride"):
            level = int(override.get(W + "ilvl") or 0)
            levels.update(_levels(override))
            if start := _value(override, "startOverride"):
                self._starts[num_id, level] = int(start)
        self._lists[num_id] = abstract, levels

    def level_of_style(self, num_id: str, style: str) -> int | None:
        """The level that a list ties to a paragraph style."""
        levels = self._lists.get(num_id, ("", {}))[1]
        return next((i for i, level in levels.items() if level.style == style), None)

    def label(self, num_id: str, level: int) -> str:
        """Count a paragraph of a list and return the printed label, '' for none."""
        abstract, levels = self._lists.get(num_id, ("", {}))
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        self._count(num_id, counts, levels, level)
        rule = levels[level]
        if rule.shape == "bullet":
            return "".join(char for char in rule.text if not "\ue000" <= char <= "\uf8ff")

        def shown(match: re.Match[str]) -> str:
            return _shown(counts, levels, rule, int(match[1]) - 1)

        text = re.sub(r"%(\d)", shown, rule.text)
        return text + _suffix(rule, text)

    def _count(
        self, num_id: str, counts: dict[int, int], levels: dict[int, _Level], level: int
    ) -> None:
        """One further at this level, or from its start; the deeper levels begin again."""
        fresh = (num_id, level) in self._starts and (num_id, level) not in self._started
        self._started.add((num_id, level))
        if fresh:
            counts[level] = self._starts[num_id, level]
        else:
            counts[level] = counts[level] + 1 if level in counts else levels[level].start
        for deeper in [i for i in counts if i > level and _restarts(levels.get(i), level)]:
            del counts[deeper]


def _shown(counts: dict[int, int], levels: dict[int, _Level], rule: _Level, level: int) -> str:
    """How far a level has counted, in its own shape, or in digits under a legal rule."""
    other = levels.get(level)
    if other is None:
        return ""
    n = counts.setdefault(level, other.start)
    return str(n) if rule.legal else _SHAPES.get(other.shape, str)(n)


def _restarts(level: _Level | None, above: int) -> bool:
    """lvlRestart 0 never starts again; n starts again only under the levels above n."""
    if level is None or level.restart is None:
        return True
    return level.restart > above


def _suffix(rule: _Level, text: str) -> str:
    """A tab or space stands behind the label; '一、' and '（一）' read on without one."""
    return "" if rule.suffix == "nothing" or not text or text[-1] in _CLOSED else " "


def _levels(node: etree._Element) -> Iterator[tuple[int, _Level]]:
    for level in node.findall(W + "lvl"):
        restart = _value(level, "lvlRestart")
        yield (
            int(level.get(W + "ilvl") or 0),
            _Level(
                shape=_value(level, "numFmt") or "decimal",
                text=_value(level, "lvlText") or "",
                start=int(_value(level, "start") or 0),
                suffix=_value(level, "suff") or "tab",
                legal=level.find(W + "isLgl") is not None,
                restart=int(restart) if restart is not None else None,
                style=_value(level, "pStyle"),
            ),
        )


def _value(node: etree._Element, name: str) -> str | None:
    found = node.find(W + name)
    return None if found is None else found.get(W + "val")
