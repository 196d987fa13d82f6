"""Rules about what moves: 增加 with 增长, the parts' changes with the whole's, 大于 with the figures.

Each function takes a Context and gives Outcomes; nothing at all means that no sentence of the needed
form is printed. They are named in rules.yaml.

    比2023年预算增加358.86万元，下降11.17%  -> broken: 增加 and 下降 contradict each other
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extract.changes import Change
from extract.checks.context import Context
from extract.checks.verdict import Outcome, Status, Term, money_term, sum_up
from ingest.facts import FindingSide

__all__ = ["amount_and_percent_move_together", "part_no_more_than_whole", "parts_move_with_whole"]

_MOST_PARTS = 40
"""So many changes behind a total are looked at for its parts."""


def amount_and_percent_move_together(context: Context) -> Iterator[Outcome]:
    """增加…万元 goes with 增长…%, 减少…万元 with 下降…%."""
    for change in context.changes:
        if not change.way or change.amount is None or not change.direction:
            continue
        same = change.way == change.direction or not change.percent or not change.amount.yuan
        text = change.flat.text[change.start : change.end]
        side = FindingSide(f"正文“{change.word}”", None, None, change.citation, text)
        if same:
            yield Outcome("ties", f"正文“{text}”的增减方向一致", sides=(side,), group="方向")
        else:
            yield Outcome("broken", f"正文“{text}”：金额与百分比的增减方向相反", sides=(side,))


def parts_move_with_whole(context: Context) -> Iterator[Outcome]:
    """Σ 各项增减 = 总增减, where the figures of the items behind a total add up to it."""
    changes = [c for c in context.changes if _amount(c) is not None and c.level is not None]
    sections = _sections(context)
    for index, whole in enumerate(changes):
        following = changes[index + 1 : index + 1 + _MOST_PARTS]
        parts = _parts(whole, _same_section(sections, whole, following))
        if len(parts) < 2:
            continue
        total, terms = _delta(whole), [_delta(part) for part in parts]
        if any(not _same_base(whole, part) or _beside(whole, part) for part in parts):
            continue
        without = _without_money(whole, parts, changes[index + 1 :])
        nothing = [_delta(part) for part in without]
        outcomes = [_moved(total, way) for way in (terms, [*terms, *nothing])]
        outcome = next((o for o in outcomes if o.status != "broken"), outcomes[0])
        fell = outcome.status == "broken" and total.yuan < sum((t.yuan for t in terms), Decimal(0))
        if not (fell and _purchase_left_out(whole, [*parts, *without])):
            yield outcome


def part_no_more_than_whole(context: Context) -> Iterator[Outcome]:
    """What is all of a total this year was no more than the total last year."""
    for whole, part in pairwise(context.changes):
        if whole.flat is not part.flat or whole.level is None or part.level is None:
            continue
        moved = (_amount(whole), _amount(part))
        between = whole.flat.text[whole.end : part.level.start]
        if None in moved or whole.level.yuan != part.level.yuan or not whole.level.yuan:
            continue
        if not re.match(r"[,;。]?其中", between) or not _same_base(whole, part):
            continue
        left, right = _delta(whole), _delta(part)
        slack = (left.place + right.place) / 2 + whole.level.place
        gap = left.yuan - right.yuan
        message = f"{right.label} {right.shown}，{left.label} {left.shown}：本年两者相同，部分的上年数却大于总数的上年数"
        status: Status = "broken" if gap > slack else "ties"
        yield Outcome(
            status, message, right, (left,), abs(gap), slack, "" if gap > slack else "增减"
        )


def _amount(change: Change) -> Decimal | None:
    """The signed change; 0 for 持平, None where no amount is printed."""
    if change.direction == 0:
        return Decimal(0)
    return change.direction * change.amount.yuan if change.amount else None


def _parts(whole: Change, following: Sequence[Change]) -> list[Change]:
    """The changes behind a total whose figures add up to it: only then is the list complete."""
    left = whole.level.yuan if whole.level else Decimal(0)
    added, parts, own = Decimal(0), [], 0
    for at, change in enumerate(following):
        if own:
            own -= 1
            continue
        if change.level is None or change.level.yuan > left:
            return []
        if _TOTAL.search(_subject(change)):
            return []
        own = _own_parts(change, following[at + 1 :])
        parts.append(change)
        added += change.level.yuan
        slack = change.level.place * (len(parts) + 1) / 2
        if len(parts) > 1 and abs(added - left) <= slack:
            return parts
        if added > left + slack:
            return []
    return []


_TOTAL = re.compile(r"总额|总计|合计|总收入|总支出")
"""A total is no part of another figure."""


def _own_parts(change: Change, following: Sequence[Change]) -> int:
    """How many changes straight behind a part are its own: '公务用车费18万元…。其中：购置费0万元…；运行费18万元…'."""
    level, added, end = change.level, Decimal(0), change.end
    for count, below in enumerate(following, 1):
        if level is None or below.level is None or below.flat is not change.flat:
            return 0
        between = change.flat.text[end : below.level.start]
        if (count == 1 and "其中" not in between) or (count > 1 and "。" in between):
            return 0
        added, end = added + below.level.yuan, below.end
        if count > 1 and abs(added - level.yuan) <= level.place * (count + 1) / 2:
            return count
    return 0


def _moved(total: Term, parts: Sequence[Term]) -> Outcome:
    """What is said to have stayed the same may have moved by less than is printed."""
    outcome = sum_up(total, parts, group="增减")
    allowed = sum((term.place / 2 for term in (total, *parts)), Decimal(0))
    rounded = outcome.status == "broken" and abs(outcome.difference or Decimal(0)) <= allowed
    return replace(outcome, status="rounding", tolerance=allowed) if rounded else outcome


def _sections(context: Context) -> dict[int, int | None]:
    """The section of every paragraph."""
    flats, sections = context.prose.flats, context.prose.sections
    return {id(flat): section for flat, section in zip(flats, sections, strict=True)}


def _same_section(
    sections: Mapping[int, int | None], whole: Change, following: Sequence[Change]
) -> Sequence[Change]:
    """The changes up to the next section: what stands there is of another subject."""
    own = sections[id(whole.flat)]
    end = (i for i, change in enumerate(following) if sections[id(change.flat)] != own)
    return following[: next(end, len(following))]


def _without_money(
    whole: Change, parts: Sequence[Change], following: Sequence[Change]
) -> list[Change]:
    """Items behind the parts that have no money this year and did have some: they moved as well."""
    behind = following[len(parts) :]
    end = next(
        (
            i
            for i, c in enumerate(behind)
            if c.flat is not whole.flat or c.level is None or c.level.yuan
        ),
        len(behind),
    )
    return list(behind[:end])


_BOUGHT = re.compile(r"购置(?!及|和|与|、)")


def _purchase_left_out(whole: Change, parts: Sequence[Change]) -> bool:
    """A text on 三公 gives as a reason what was bought, and 购置 has no figure among its parts."""
    named = "".join(_subject(change) for change in parts)
    return (
        "三公" in _subject(whole) and "购置" not in named and bool(_BOUGHT.search(whole.flat.text))
    )


_NAMED_LEVEL = re.compile(r"\((类|款|项)\)")


def _beside(whole: Change, part: Change) -> bool:
    """A 类 is made of 款 and 项 alone: what is behind it may add up to it by chance."""
    level = [
        _NAMED_LEVEL.findall(c.flat.text[: c.level.start].rpartition("。")[2]) if c.level else []
        for c in (whole, part)
    ]
    if _subject(whole) == _subject(part):
        return True
    return bool(level[0]) and (not level[1] or level[1][-1] == level[0][-1])


def _subject(change: Change) -> str:
    """The words before the figure, without years and ordinals."""
    end = change.level.start if change.level else change.start
    start = max(change.flat.text.rfind(stop, 0, end) for stop in "。;；,，:") + 1
    return re.sub(r"[\d().、年]", "", change.flat.text[start:end])


def _same_base(left: Change, right: Change) -> bool:
    """Both compare with the same year and stage, or one says no more than 上年."""
    return left.base == right.base or "上年" in (left.base, right.base)


def _delta(change: Change) -> Term:
    money = change.amount or change.level
    assert money is not None
    start = max(change.flat.text.rfind(stop, 0, money.start) for stop in "。;；,，:") + 1
    named = change.level.start if change.level else start
    begun = max(change.flat.text.rfind(stop, 0, named) for stop in "。;；,，:") + 1
    label = change.flat.text[begun:named].lstrip("0123456789.、()（）一二三四五六七八九十")
    term = money_term(f"正文“{label}{change.word}”", money, lambda: change.citation)
    value = _amount(change) or Decimal(0)
    return Term(term.label, value, money.place, money.unit, term.cite)
