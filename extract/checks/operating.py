"""Rules about 机关运行经费 in prose: the parts that a sentence lists, and what it says it is used for.

Each function takes a Context and gives Outcomes; nothing at all means that no such sentence is there.
They are named in rules.yaml.

    机关运行经费 88.20 万元，其中：办公费 30.00 万元、水费 8.20 万元、其他交通费用 52.00 万元  -> broken
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.checks.context import Context
from extract.checks.verdict import Outcome, sum_up
from extract.items import MONEY, money_in
from extract.labels import same_name
from ingest.facts import FindingSide

__all__ = ["named_items_have_money", "operating_parts"]

_BARE = r"-?\d[\d,]*(?:\.\d+)?(?:亿元|万元|千元|元|万)"
_SENTENCE = re.compile(
    rf"机关运行(?:经费)?(?:财政拨款|预算|支出|决算|安排|共计|共|为|数|:)*{MONEY}[,;:。]?(?:其中|包括|分别为|具体为)[:,]?(?P<rest>[^。]+)"
)
_ONE = re.compile(
    rf"(?P<name>[一-鿿（）()]{{2,20}}?)(?:支出|预算|安排|为|:)*{MONEY}(?:[,;、和及]|$)"
)


def operating_parts(context: Context) -> Iterator[Outcome]:
    """机关运行经费 = Σ of the parts listed in its sentence, where every number in it is one of them."""
    for flat in context.prose.flats:
        for found in _SENTENCE.finditer(flat.text):
            whole = money_in(found)
            rest, start = found["rest"], found.start("rest")
            parts = list(_ONE.finditer(flat.text, start, found.end("rest")))
            if re.search(r"比上年|比\d{4}|增加|减少|增长|下降|等$|等[,;]", rest):
                continue
            if whole is None or len(parts) < 2 or len(parts) != len(re.findall(r"[\d,.]*\d", rest)):
                continue
            terms = [context.said(flat, p["name"], m) for p in parts if (m := money_in(p))]
            yield sum_up(context.said(flat, "机关运行经费", whole), terms)


_USED = re.compile(
    rf"机关运行(?:经费)?[^。;]{{0,12}}{_BARE}[^。]{{0,60}}?[,。;]主要(?:用于|包括|是)(?P<list>[^。;]{{4,200}})"
)


def named_items_have_money(context: Context) -> Iterator[Outcome]:
    """What the money is said to be used for is not printed as 0 in the table of economic items."""
    zero, paid = _economic_names(context)
    if not paid:
        return
    for flat in context.prose.flats:
        for found in _USED.finditer(flat.text):
            names = [
                n
                for n in re.split(r"[、,和及]", found["list"])
                if re.fullmatch(r"\S{2,12}费(?:用)?", n)
            ]
            unpaid = [n for n in names if any(same_name(n, z) for z in zero)]
            cite = context.prose.cite(flat, found.start("list"), found.end("list"))
            side = FindingSide("正文“机关运行经费用途”", None, None, cite, found["list"])
            if unpaid:
                message = f"正文写机关运行经费用于{'、'.join(unpaid)}，表中该科目为 0"
                yield Outcome("broken", message, sides=(side,))
            elif names:
                yield Outcome(
                    "ties", "机关运行经费的用途在表中都有金额", sides=(side,), group="用途"
                )


def _economic_names(context: Context) -> tuple[set[str], set[str]]:
    """The 302 items that are printed as 0 in every table, and those with money in one."""
    zero: set[str] = set()
    paid: set[str] = set()
    for sheet in [*context.of_kind("economic"), *context.of_kind("operating")]:
        for row in sheet.ledger.coded:
            if (row.code or "").startswith("302") and len(row.code or "") > 3:
                money = any(entry.yuan for _, entry in sheet.ledger.entries(row))
                (paid if money else zero).add(row.label)
    return zero - paid, paid
