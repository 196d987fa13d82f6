"""Two purchases by their ordinary names, added or set against each other: '台式电脑和速印机哪个预算高'.

Takes an Understood, gives a Composed answer or None. Each name must fit one row of one table of purchases and no
other, by all of its words; what else is said must stand in those rows or in the title. Knows no prose.

    '买大屏和买电脑合起来多少钱'   ->   the row of 教学设备（交互式大屏） and that of 台式计算机, added
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.facts import Fact
from retrieval.figures.cell_lines import writer
from retrieval.understand.accounted import content
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.understand.words_asked import left_unsaid, words_asked
from retrieval.words.lexicon import folded, label_key
from retrieval.words.words_said import said_by
from retrieval.writing.arithmetic import compute
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["buys_one_unlisted", "purchases_named_answer"]

_BUYING = re.compile(r"采购|[买购]|添置")
_PAIR = re.compile(
    r"(?P<one>[^,|?。、]{2,20}?)(?:和|与|跟|及|、|还是)(?P<two>[^,|?。、]{2,20}?)(?:这?两[项样个种])?,?"
    r"(?=的?(?:采购)?(?:预算|金额)?(?:金额)?(?:一共|总共|共|合计|合起来|加起来|加在一起|哪[个项样种]|谁|相差|差|[?。]))(?P<rest>.*)"
)
_SUM = re.compile(r"一共|总共|合计|合起来|加起来|加在一起|共")
_MORE = re.compile(r"哪[个项样种]|谁|相差|差多少|[高多贵少低][出了]?多少|还是")
_FRAME = re.compile(
    r"采购|购买|购置|添置|[买购]|清单|预算|金额|安排|项目|里面?|上|[花用]了?|打算|计划|(?:一共|总共|合计|合起来|加起来|加在一起|共)|多少钱?|哪[个项样种]|谁|高|多|贵|少|低|钱|出|相差|差"
)
_AMOUNT = re.compile(r"金额|总[计价额]|合计")
_TOTAL = re.compile(r"合计|总计|小计")


class _Row(NamedTuple):
    """A purchase: the amount with all that its row prints."""

    fact: Fact
    path: tuple[str, ...]
    title: str

    @property
    def said(self) -> str:
        """All that the row and its table say."""
        return "|".join((*map(folded, self.path), self.title))

    @property
    def leaf(self) -> str:
        """What is bought, by its own name."""
        return folded(self.path[-1])


def purchases_named_answer(understood: Understood, _sources: Sources) -> Composed | None:
    """The sum, or the greater of the two with the difference."""
    query = understood.query
    targets = understood.own_targets
    text = content(query)
    pair = _PAIR.search(text)
    if len(targets) != 1 or pair is None or not _BUYING.search(text) or query.asks("share"):
        return None
    added = _SUM.search(pair["rest"]) is not None
    if added == (_MORE.search(pair["rest"]) is not None):
        return None
    for row in targets[0].own:
        kept = _found(understood.facts_of([row]), pair)
        if len(kept) == 2 and kept[0].fact != kept[1].fact:
            told = _all_said(text, kept)
            return _composed(understood, row.unit_name or "", kept, added=added) if told else None
    return None


def buys_one_unlisted(understood: Understood) -> bool:
    """Whether one of two purchases is listed and the other is not: no other item stands in for that."""
    text = content(understood.query)
    pair = _PAIR.search(text) if _BUYING.search(text) else None
    rows = [row for target in understood.targets for row in target.own]
    return pair is not None and len(_found(understood.facts_of(rows), pair)) == 1


def _found(facts: Sequence[Fact], pair: re.Match[str]) -> list[_Row]:
    rows = list(_rows(facts))
    found = (_one(rows, pair[name]) for name in ("one", "two"))
    return [one for one in found if one is not None]


def _rows(facts: Sequence[Fact]) -> Iterator[_Row]:
    """The rows of tables of purchases, each with the first amount of its own."""
    told: set[tuple[int | None, int | None]] = set()
    for fact in facts:
        title = folded(fact.citation.section.rsplit(">", 1)[-1])
        head = label_key(fact.column_path[-1]) if fact.column_path else ""
        bought = fact.table is not None and "采购" in title and _AMOUNT.search(head)
        if not bought or fact.kind != "amount" or not fact.value or (fact.table, fact.row) in told:
            continue
        if fact.row_path and not _TOTAL.search(fact.row_path[-1]):
            told.add((fact.table, fact.row))
            yield _Row(fact, fact.row_path, title)


def _one(rows: Sequence[_Row], said: str) -> _Row | None:
    """The one row that says every word of a name; of several the one whose own name is said in full."""
    text = _FRAME.sub("|", said)
    words = words_asked(text)
    found = [row for row in rows if words and not left_unsaid(text, words, [row.said])]
    if len(found) > 1:
        found = [row for row in found if _share(row.leaf, text) == 1.0]
    return found[0]._replace(path=_called(found[0], text)) if len(found) == 1 else None


def _called(row: _Row, text: str) -> tuple[str, ...]:
    """The labels of a row up to the one that the question says."""
    best = max(range(len(row.path)), key=lambda at: (_share(folded(row.path[at]), text), at))
    return row.path[: best + 1]


def _share(name: str, text: str) -> float:
    bare = re.sub(r"\([^()]*\)|[\W_]", "", name) or name
    told = said_by(bare, text)
    return sum(told) / len(told)


def _all_said(text: str, rows: Sequence[_Row]) -> bool:
    """Whether the two rows say every other word of the question."""
    rest = _FRAME.sub("|", text)
    return not left_unsaid(rest, words_asked(rest), [row.said for row in rows])


def _composed(
    understood: Understood, unit: str, rows: Sequence[_Row], *, added: bool
) -> Composed | None:
    write = writer(understood)
    for row in rows:
        _say(write, unit, row)
    ordered = rows if added else sorted(rows, key=lambda row: -(row.fact.value or 0))
    terms = [term for row in ordered if (term := write.term(row.fact))]
    computed = compute("sum" if added else "difference", terms) if len(terms) == 2 else None
    if computed is None:
        return None
    write.kind = "computed"
    marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    first, second = (_name(row) for row in ordered)
    lead = "合计" if added else f"{first}多于{second}，差额" if computed.value else "两项相同，差额"
    write.say(f"{lead}：{computed.formula}{marks}。", [computed], core=True)
    write.derive(computed, f"{first}、{second}", "sum" if added else "difference", None)
    return write.done()


def _name(row: _Row) -> str:
    return re.sub(r"\s+", "", row.path[-1])


def _say(write: Writer, unit: str, row: _Row) -> None:
    number = write.evidence(row.fact)
    write.say(
        f"{period(row.fact.year)}{unit}{_name(row)}（采购）为 {value_text(row.fact)}{mark(number)}。",
        core=True,
    )
    write.state(row.fact, _name(row), number)
