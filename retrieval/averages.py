"""What falls on each one of something counted: money or heads over a count, both of them cited.

Takes an Understood that asks '平均每…', gives a Composed answer or None where the figure or the count
is not printed, or where several counts fit. Knows nothing of heads without a noun (人均).

    '平均每辆车的公务用车运行维护费'    ->  187.00 万元 ÷ 92 辆 = 2.03 万元
    '公务接待平均每人次花多少元'        ->  18,600 元 ÷ 168 人次 = 110.71 元
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.facts import Fact
from retrieval.arithmetic import compute
from retrieval.cell_lines import full_title, lines_writer, who, writer
from retrieval.compose import Composed, Writer
from retrieval.lexicon import label_key, lexicon
from retrieval.lookup import Cell, main_items, one_of
from retrieval.prompts import mark, period, value_text
from retrieval.question import Item, Query
from retrieval.reading import Target, Understood

__all__ = ["asks_average", "average_answer"]

_EACH = re.compile(
    r"平均(?:到|下来|摊到)?(?:的)?(?:每|一)(?:一)?(?:(?P<times>人次|批次|次)|(?P<car>辆|台|部)(?:公务)?(?:用)?车?|(?P<one>[个名位所家户人])(?P<noun>[\u4e00-\u9fff]{0,8}?))"
    r"(?=[的,有要能]|平均|花|用|是|多少|需|安排|支出|开支|$)"
)
_HOW_MANY = re.compile(r"有?多少[个名位人]?(?P<noun>[\u4e00-\u9fff]{2,6})?[?。吗]*$")
_MONEY = re.compile(r"钱|元|万|亿|资金|经费")


def asks_average(query: Query) -> bool:
    """'平均每辆车', '平均每个教学班': one of something counted."""
    return _EACH.search(query.asked or query.text) is not None


def average_answer(understood: Understood) -> Composed | None:
    """The average with its formula; None where an operand is missing or not the only one."""
    query = understood.query
    match = _EACH.search(query.text)
    targets = [t for t in understood.targets if t.own]
    if match is None or len(targets) != 1:
        return None
    target = targets[0]
    counts = _counts(understood, target)
    count = _divisor(query, match, counts)
    if count is None:
        return None
    if cell := _money(understood, target, match):
        return _composed(understood, target, cell, count)
    heads = _heads(query, match, counts)
    return _of_heads(understood, target, heads, count) if heads else None


def _counts(understood: Understood, target: Target) -> list[Fact]:
    """Counts of the year, or of the end of the year before, in the documents of the year."""
    years = (target.year, (target.year or 0) - 1, None)
    return [
        fact
        for fact in understood.facts_of(target.own)
        if fact.kind == "count" and fact.value and fact.year in years and fact.table is None
    ]


def _divisor(query: Query, match: re.Match[str], counts: Sequence[Fact]) -> Fact | None:
    """The one count that the question divides by."""
    if match["times"]:
        about = "接待" if "接待" in query.text else ""
        found = [f for f in counts if f.unit == match["times"] and about in label_key(f.item)]
        return _only(found)
    if match["car"]:
        return _cars(counts)
    return _only(_named(counts, match["noun"])) if match["noun"] else None


def _cars(counts: Sequence[Fact]) -> Fact | None:
    """All cars: those kept for official use where they are counted, else all vehicles."""
    labels = {label_key(label) for label in lexicon().concepts["vehicles"].labels}
    whole = [f for f in counts if len(f.row_path) == 1 and (f.unit or "")[:1] in "辆台部"]
    kept = [f for f in whole if re.search(r"用车(?:保有量?)?$", label_key(f.item))]
    return _only(kept or [f for f in whole if label_key(f.item) in labels])


def _named(counts: Sequence[Fact], noun: str) -> list[Fact]:
    """Counts of a thing by its name: 学生 is counted as 在校学生."""
    same = [f for f in counts if label_key(f.item) == noun]
    return same or [f for f in counts if label_key(f.item).endswith(noun) and len(noun) > 1]


def _only(facts: Sequence[Fact]) -> Fact | None:
    """The fact, where all that fit say the same."""
    return facts[0] if facts and len({(f.value, f.unit) for f in facts}) == 1 else None


def _money(understood: Understood, target: Target, match: re.Match[str]) -> Cell | None:
    """The figure that is divided, where it is an amount of money; nothing else may be asked."""
    query = understood.query
    counted = match["noun"] or ""
    rest = [w for w in query.residue if w not in match[0] and w != counted]
    kept = tuple(i for i in query.items if not _is_divisor(i, match))
    if rest or not kept:
        return None
    plain = replace(understood, query=replace(query, residue=(), items=kept))
    cell = one_of(plain, target, main_items(plain.query))
    return cell if cell and cell.hit and cell.hit.fact.kind == "amount" else None


def _is_divisor(item: Item, match: re.Match[str]) -> bool:
    return match.start() <= item.start and item.end <= match.end()


def _heads(query: Query, match: re.Match[str], counts: Sequence[Fact]) -> Fact | None:
    """'平均每个教学班有多少学生': another count is divided."""
    asked = _HOW_MANY.search(query.text, match.end())
    if asked is None or not asked["noun"] or _MONEY.search(asked[0]):
        return None
    return _only(_named(counts, asked["noun"]))


# ── the answer ───────────────────────────────────────────────────────────────────────────────


def _composed(understood: Understood, target: Target, cell: Cell, count: Fact) -> Composed | None:
    assert cell.hit is not None
    write = lines_writer(understood, [cell])
    title = full_title(cell, understood.query.text)
    return _divided(write, target, cell.hit.fact, title, count)


def _of_heads(understood: Understood, target: Target, heads: Fact, count: Fact) -> Composed | None:
    write = writer(understood)
    _say_count(write, target, heads)
    return _divided(write, target, heads, heads.item, count)


def _say_count(write: Writer, target: Target, fact: Fact) -> None:
    number = write.evidence(fact)
    name = who(Cell(target, Item(fact.item, 0, 0), None))
    write.say(
        f"{period(fact.year)}{name}{fact.item}为 {value_text(fact)}{mark(number)}。", core=True
    )
    write.state(fact, label_key(fact.item), number)


def _divided(write: Writer, target: Target, fact: Fact, title: str, count: Fact) -> Composed | None:
    _say_count(write, target, count)
    terms = [term for one in (fact, count) if (term := write.term(one))]
    computed = compute("average", terms) if len(terms) == 2 else None
    if computed is None:
        return None
    write.kind = "computed"
    marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    write.say(f"平均：{computed.formula}{marks}。", [computed], core=True)
    write.derive(computed, f"平均每{count.unit}{title}", "average", str(target.year))
    return write.done()
