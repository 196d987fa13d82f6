"""Rules about the words of a sentence: a unit left out, words doubled, no reason, a year that is not this one.

Each function takes a Context and gives Outcomes; nothing at all means that there is no prose. They
are named in rules.yaml. Sides carry texts, not values.

    比2023年预算增加358.86，增长11.17%  -> broken, the amount has no unit
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from extract.checks.context import Context
from extract.checks.verdict import Outcome
from extract.items import MONEY, money_in
from ingest.amount import Unit
from ingest.facts import FindingSide
from ingest.figures.sentences import Flat

__all__ = [
    "doubled_words",
    "empty_reasons",
    "units_left_out",
    "year_compared_with",
    "year_of_totals",
    "years_of_totals",
]


def _told(context: Context, flat: Flat, start: int, end: int, message: str) -> Outcome:
    citation = context.prose.cite(flat, start, end)
    side = FindingSide("正文", None, None, citation, flat.text[start:end])
    return Outcome("broken", message, sides=(side,))


def _looked(context: Context, what: str) -> Iterator[Outcome]:
    if context.prose.flats:
        yield Outcome("ties", f"查过 {len(context.prose.flats)} 段正文，{what}", group="用词")


_BARE = re.compile(
    r"(?P<word>收入|支出|费|经费|总额|合计|总计|预算数?|决算数?|拨款|资金|结转|补助|补贴|公积金|增加|减少|\)[”\"]?|[”\"])(?:为|共|数|约)*"
    r"(?P<n>\d[\d,]*\.\d+|\d{2,}(?:,\d{3})*)(?=[,。;、)和比较与]|$|(?:[,、])?(?:占|主要)|\((?:详?见|其中|含)[^)]*\))"
)
_SERIES = re.compile(r"分别|依次|各为|如下|序号|编号|编码|科目|第")


def units_left_out(context: Context) -> Iterator[Outcome]:
    """An amount in a paragraph or section that prints the others with their unit carries one too."""
    careful = _sections_with_units(context)
    for flat, section in zip(context.prose.flats, context.prose.sections, strict=True):
        for found in _BARE.finditer(flat.text):
            begun = max(flat.text.rfind(stop, 0, found.start()) for stop in "。;") + 1
            sentence = re.split(r"[。;]", flat.text[begun:])[0]
            following = flat.text[found.end() : found.end() + 3]
            if _SERIES.search(flat.text[begun : found.start()]) or re.match(
                r"[、和,]\d", following
            ):
                continue
            whole = "." not in found["n"] and (
                (len(found["n"]) == 4 and found["n"].startswith("20")) or found["word"][0] in ')”"'
            )
            if whole or not (section in careful or re.search(MONEY, sentence + flat.text)):
                continue
            yield _told(
                context, flat, found.start(), found.end(), f"正文“{found[0]}”没有写金额单位"
            )
    yield from _looked(context, "金额都有单位")


def _sections_with_units(context: Context) -> set[int | None]:
    """Sections in which amounts carry their unit, but for one in four at most."""
    prose = context.prose
    bare, money = Counter[int | None](), Counter[int | None]()
    for flat, section in zip(prose.flats, prose.sections, strict=True):
        bare[section] += sum(1 for _ in _BARE.finditer(flat.text))
        money[section] += sum(1 for _ in re.finditer(MONEY, flat.text))
    return {section for section, count in money.items() if count >= 3 * max(bare[section], 1)}


_DOUBLED = re.compile(
    r"(?P<w>[一-鿿]{3,8})(?P=w)|(?P<s>主要|用于|比上|较上|增加|减少|增长|下降|其中|万元|为了|以及)(?P=s)"
)


def doubled_words(context: Context) -> Iterator[Outcome]:
    """The same words do not stand twice in a row."""
    for flat in context.prose.flats:
        for found in _DOUBLED.finditer(flat.text):
            word = found["w"] or found["s"]
            if len(set(word)) < 2 or _set_apart(context, flat, found):
                continue
            yield _told(context, flat, found.start(), found.end(), f"正文“{word}”连写了两次")
    yield from _looked(context, "没有词语连写两次")


def _set_apart(context: Context, flat: Flat, found: re.Match[str]) -> bool:
    """A space or tab is printed between the words: they stand in two columns."""
    spans = flat.pieces(found.start(), found.end())
    return bool(re.search("[ \t\u3000]", "".join(context.document.text[a:b] for a, b in spans)))


_NO_REASON = re.compile(r"(?:主要)?原因(?:是|为|:|主要是)+[,:]?(?=[。;]|$)")


def empty_reasons(context: Context) -> Iterator[Outcome]:
    """'主要原因是。' gives no reason."""
    for flat in context.prose.flats:
        for found in _NO_REASON.finditer(flat.text):
            follows = flat.text[found.end() :]
            if not follows or (found[0].endswith((":", "是", "为")) and follows[:1] not in "。;"):
                continue
            yield _told(context, flat, found.start(), found.end(), f"正文“{found[0]}”后没有写原因")
    yield from _looked(context, "没有空着的原因")


_TOTAL_OF = re.compile(
    rf"(?P<y>20\d\d)年(?:度)?[^。;:\d比较与]{{0,30}}?(?P<side>收入|支出)(?:预算|决算)?(?:总额|总计|合计|总预算|总收入|总支出)?(?:为|共|:)*{MONEY}"
)


def years_of_totals(context: Context) -> Iterator[Outcome]:
    """This year's total stands under this year: '2022年收入预算总额为…' in a budget of 2024 is a slip."""
    fiscal = context.document.info.fiscal_year
    totals = {
        candidate.value
        for name in ("total_income", "total_expenditure")
        for candidate in context.found(name).table
    }
    if fiscal is None or not totals:
        return
    outcomes = list(_years(context, fiscal, totals))
    wrong = [outcome for outcome in outcomes if outcome.status == "broken"]
    if len(wrong) > 1 and len(wrong) == len(outcomes):
        yield wrong[0]  # the text agrees with itself: one cause
    else:
        yield from outcomes


def year_of_totals(context: Context) -> int | None:
    """The year under which the text gives total income and total spending, where it is always the same."""
    said = [
        (int(found["y"]), found["side"])
        for flat in context.prose.flats
        for found in _TOTAL_OF.finditer(flat.text)
        if re.search(r"总|合计", found[0])
    ]
    years, sides = {year for year, _ in said}, {side for _, side in said}
    return years.pop() if len(years) == 1 and len(sides) == 2 else None


_BASE_YEAR = re.compile(r"(?:比|较|与)(?P<y>20\d\d)年(?!末|底|初|\d)(?P<plan>[^,。;]{0,6}预算)?")


def year_compared_with(context: Context) -> int | None:
    """The year that the text compares with, three times or more and no other; in 决算 not its own plan."""
    of_account = context.prose.of_account
    said = [
        int(found["y"])
        for flat in context.prose.flats
        for found in _BASE_YEAR.finditer(flat.text)
        if not (of_account and found["plan"])
    ]
    return said[0] if len(said) >= 3 and len(set(said)) == 1 else None


def _years(context: Context, fiscal: int, totals: set[Decimal]) -> Iterator[Outcome]:
    for flat in context.prose.flats:
        for found in _TOTAL_OF.finditer(flat.text):
            money, year = money_in(found), int(found["y"])
            if money is None or len(money.printed.strip("0").replace(".", "")) < 4:
                continue
            same = any(abs(money.yuan - total) < money.place for total in totals)
            if not same or _printed_of(context, year, money.yuan, money.place):
                continue
            if year == fiscal:
                yield Outcome("ties", f"正文“{found[0]}”的年份是本年度", group="年份")
            else:
                message = f"正文“{found[0]}”是 {fiscal} 年的数，却写 {year} 年"
                yield _told(context, flat, found.start(), found.end(), message)


def _printed_of(context: Context, year: int, yuan: Decimal, place: Decimal) -> bool:
    """A table prints the same amount for that other year."""
    fiscal = context.document.info.fiscal_year
    if year == fiscal:
        return False
    return any(
        fact.year == year
        and fact.amount is not None
        and abs(fact.amount.to(Unit.YUAN) - yuan) < place
        for fact in context.facts
        if fact.table is not None
    )
