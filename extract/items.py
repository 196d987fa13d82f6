"""Classification items of prose: names or code, and the amounts printed for them.

Takes the Prose of a document, gives Items in reading order. Knows no tables.

    7.“社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）”87.70万元，主要用于…
    -> names ('社会保障和就业支出', '行政事业单位养老支出', '行政单位离退休'), headline 87.70 万元
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.changes import Money
from extract.narrative import Prose
from ingest.amount import Unit, number, printed_place
from ingest.citation import Citation
from ingest.figures.sentences import Flat

__all__ = ["MONEY", "Item", "money_in", "read_items"]

MONEY = r"(?P<a>-?\d[\d,]*(?:\.\d+)?)(?P<u>亿元|万元|千元|元|万)"
"""An amount with its unit as prose prints it: groups a and u, read by money_in."""
_NAME = r"[^\d,。;:()“”\"]{2,30}(?:\([^类款项()]{1,8}\)[^\d,。;:()]{0,12})?"
_BY_NAMES = re.compile(
    rf"(?P<one>{_NAME})\(类\)(?:支出)?(?P<two>{_NAME})\(款\)(?:支出)?(?P<three>{_NAME})\(项\)[”\"]?"
)
_BY_CODE = re.compile(
    r"(?<![\d.,])(?P<code>2\d{6})(?P<name>(?![万元亿人个辆年])[一-鿿()、]{2,40}?)(?=\d)"
)
_BY_ITEM = re.compile(rf"(?P<three>{_NAME})\(项\)(?=[”\"]?(?:科目|支出|预算|安排|共|为|:)*{MONEY})")
_HEADLINE = re.compile(rf"[”\"]?(?:科目|支出|预算|安排|共|为|:)*{MONEY}")
_BUDGET = re.compile(rf"年初预算(?:数)?为?{MONEY}")
_ACCOUNT = re.compile(rf"(?:支出)?决算(?:数)?为?{MONEY}")
_PRIOR = re.compile(rf"执行数(?:为)?{MONEY}")
_PLANNED = re.compile(rf"(?P<year>20\d\d)年预算安排(?:数)?(?:为)?{MONEY}")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list; `text` is what is said of it, up to the next item."""

    prose: Prose
    flat: Flat
    start: int
    end: int
    names: tuple[str, ...]
    code: str | None
    headline: Money | None
    budget: Money | None
    account: Money | None
    prior: Money | None
    planned: Money | None

    @property
    def text(self) -> str:
        """What is said of the item."""
        return self.flat.text[self.start : self.end]

    @property
    def name(self) -> str:
        """How messages name it."""
        return "/".join(self.names) if len(self.names) > 1 else f"{self.code or ''}{self.names[-1]}"

    @property
    def figure(self) -> Money | None:
        """The amount the document is about: 决算 in a final account, else the headline."""
        return self.account or self.headline

    def cite(self, money: Money | None = None) -> Citation:
        """The sentence that carries an amount of the item, or the item's first sentence."""
        start, end = (money.start, money.end) if money else (self.start, self.start + 1)
        return self.prose.cite(self.flat, start, end)


def read_items(prose: Prose) -> tuple[Item, ...]:
    """Every item of the prose."""
    return tuple(item for flat in prose.flats for item in _items(prose, flat))


def _items(prose: Prose, flat: Flat) -> Iterator[Item]:
    found = _found(flat.text)
    for position, match in enumerate(found):
        end = found[position + 1].start() if position + 1 < len(found) else len(flat.text)
        parts = match.groupdict()
        names = tuple(parts[key] for key in ("one", "two", "three", "name") if parts.get(key))
        headline = _HEADLINE.match(flat.text, match.end(), end)
        yield Item(
            prose=prose,
            flat=flat,
            start=match.start(),
            end=end,
            names=tuple(_lead(name) for name in names),
            code=parts.get("code"),
            headline=money_in(headline),
            budget=money_in(_BUDGET.search(flat.text, match.end(), end)),
            account=money_in(_ACCOUNT.search(flat.text, match.end(), end)),
            prior=money_in(_PRIOR.search(flat.text, match.end(), end)),
            planned=money_in(_PLANNED.search(flat.text, match.end(), end)),
        )


def _found(text: str) -> list[re.Match[str]]:
    """Items by names or by code; an item alone ('行政运行(项)支出3万元') where no class is named with it."""
    if "(项)" not in text:
        return list(_BY_CODE.finditer(text))
    whole = [*_BY_NAMES.finditer(text), *_BY_CODE.finditer(text)]
    ends = {match.end() for match in whole}
    alone = [m for m in _BY_ITEM.finditer(text) if m.end() not in ends]
    return sorted([*whole, *alone], key=lambda match: match.start())


def _lead(name: str) -> str:
    """The name without a list number in front: '、一般公共服务支出' -> '一般公共服务支出'."""
    return name.lstrip('、.．)”"“')


def money_in(found: re.Match[str] | None) -> Money | None:
    """The amount of a match with groups a and u."""
    value: Decimal | None = number(found["a"]) if found else None
    if found is None or value is None:
        return None
    unit = Unit("万元" if found["u"] == "万" else found["u"])
    place = printed_place(found["a"]) * unit.yuan
    return Money(value * unit.yuan, place, unit.value, found["a"], found.start("a"), found.end("u"))
