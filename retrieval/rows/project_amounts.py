"""What one project costs, where the question says its name in part or in like words.

Takes an Understood and Sources, gives a Composed answer or None. The project's name must account for every word
of the question, what is left being said by its goal; one project alone must say most, and every place
that prints its amount must agree. Knows no purchase: what is bought for a project is no amount of it.

    '房产大厅窗口外包花多少钱'   ->   '房产交易大厅窗口服务外包（预算）为 112.10 万元[1]。'
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.document import Document
from ingest.facts import Fact
from retrieval.figures.cell_lines import writer
from retrieval.printed.projects import Project, projects
from retrieval.printed.prose import paragraphs
from retrieval.scope.scope import Listed
from retrieval.understand.accounted import content
from retrieval.understand.question import Query
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.understand.words_asked import Words, said_words, words_asked
from retrieval.words.joined_names import names_one_of_them
from retrieval.words.lexicon import folded, label_key, lexicon
from retrieval.words.not_budget import asks_for_money
from retrieval.words.project_words import NEUTRAL
from retrieval.words.words_said import said_by
from retrieval.writing.arithmetic import in_unit
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import OF_BOTH, figure_text, taken_as
from retrieval.writing.verify import Statement

__all__ = ["project_amount_answer"]

_ONE = frozenset({"purpose", "sum"})
_MONEY = re.compile(
    r"(?:一共|总共|共计|合计|全部)?(?:准备|安排|打算|计划|拿出|投入?|要|得)*(?:了)?(?:花费?|用|拨付?|支出|列支)?(?:了|掉|出来?)?(?:多少|几)(?:万|亿)?(?:块?钱|元|经费|资金|预算)?"
    r"|(?:项目)?(?:资金|预算|经费|金额)(?:的)?(?:总额|总数|数额|数)?(?:一共|总共)?(?:是|为|有|安排)*(?=多少|[?。,|]|$)|的钱|经费|资金|费用|预算|总额|总共|一共"
)
_NO_AMOUNT = re.compile(
    r"采购|买|单价|每[\u4e00-\u9fff]|人均|户均|哪|为什么|原因|增|减|结转|执行|占|比|剩|合同|中标|工资"
)
_LIGHT = re.compile(rf"{NEUTRAL.pattern}|业务|工作|事情|方面|给|维持|保持|用来|专门|今年|参加|参与")
_LEAST, _FEWEST = 0.4, 4
"""How much of its name the question must say, and how many characters of it at least."""
_ENDS = re.compile(r"(?:项目|经费|资金|支出|专项|费用)+$")
_CALLED = re.compile(r"(?<![类各性])项目(?:经费|资金)?$")
_SENTENCE = 12


class _Named(NamedTuple):
    """A project as it is named, the fact that prints its amount, and the sentences of its goal."""

    name: str
    fact: Fact
    goals: tuple[str, ...] = ()

    @property
    def core(self) -> str:
        """The name without its last words: 高交会 of 高交会项目经费."""
        name = re.sub(r"^\d+[、.．]", "", folded(self.name))
        return _ENDS.sub("", name) or name


class _Place(NamedTuple):
    """A project and how well the question names it: by how many characters, by what share of its name."""

    named: _Named
    said: int
    share: float


def project_amount_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The amount; None where no project, or more than one, is meant."""
    query = understood.query
    targets = understood.own_targets
    if len(targets) != 1 or query.forms - _ONE or query.context or query.later or query.topics:
        return None
    text = _MONEY.sub(lambda match: "|" * len(match[0]), content(query))
    if not asks_for_money(query.text) or _NO_AMOUNT.search(text):
        return None
    for row in targets[0].own:
        if (row.kind or "").endswith("决算"):
            continue
        places = list(_places(understood, sources.document(row.doc_id), row, text))
        if found := _meant(places, query, text):
            return _composed(understood, row, found)
    return None


def _places(understood: Understood, document: Document, row: Listed, text: str) -> Iterator[_Place]:
    words = words_asked(text)
    facts = [f for f in understood.facts_of([row]) if f.value is not None and f.kind == "amount"]
    for named in (*_listed(document, facts), *_called_projects(facts)) if words else ():
        own = said_words(text, words, folded(named.name))
        left = [span for span in words if span not in own]
        if not own or _untold(text, left, named.goals):
            continue
        said = sum(end - start for start, end in own)
        told = said_by(named.core, text)
        share = sum(told) / len(told)
        if share >= _LEAST and (said >= _FEWEST or share == 1.0):
            yield _Place(named, said, share)


def _listed(document: Document, facts: Sequence[Fact]) -> Iterator[_Named]:
    """The projects of the document with their amounts."""
    at = {fact.citation.pieces: fact for fact in facts}
    found = [p for p in projects(document, paragraphs(document)) if p.amount and p.table and p.cell]
    for project in found:
        fact = at.get(project.amount.pieces) if project.amount else None
        if fact is not None:
            yield _Named(project.name, fact, tuple(_goals(project, found)))


def _called_projects(facts: Sequence[Fact]) -> Iterator[_Named]:
    """Rows that call themselves a project: '高交会项目'; of each row its first amount."""
    rows: set[tuple[int | None, int | None]] = set()
    for fact in facts:
        label = fact.row_path[-1] if fact.row_path else ""
        place = (fact.table, fact.row)
        if _CALLED.search(label) and (fact.table is None or place not in rows):
            rows.add(place)
            yield _Named(label, fact)


def _untold(text: str, left: Words, goals: Sequence[str]) -> bool:
    """Whether a word is said neither by the goal nor by what needs no saying."""
    words = [span for span in left if not _LIGHT.fullmatch(text[slice(*span)])]
    return not all(any(said_words(text, [span], goal) for goal in goals) for span in words)


def _goals(project: Project, others: Sequence[Project]) -> list[str]:
    """The sentences beside a project: those of its row, and those of its form."""
    texts = []
    for one in others:
        if one.key != project.key or one.table is None or one.cell is None:
            continue
        rows = range(one.cell.row, one.cell.row + one.cell.row_span)
        texts += [
            folded(cell.text)
            for cell in one.table.cells
            if len(cell.text) > _SENTENCE and (one.form == "form" or cell.row in rows)
        ]
    return texts


def _meant(places: Sequence[_Place], query: Query, text: str) -> _Place | None:
    """The project that says most, where its places agree; none where it is read as printed elsewhere."""
    if not places:
        return None
    best = max((place.said, place.share) for place in places)
    found = [place for place in places if (place.said, place.share) == best]
    found = [place for place in found if place.named.fact.unit] or found
    facts = [place.named.fact for place in found]
    amounts = {in_unit(f.value, f.unit or "", "元") for f in facts if f.value is not None}
    names = {place.named.core for place in found}
    one = len(names) == 1 and len(amounts) == 1 and not _is_item(query, text, names)
    return found[0] if one else None


def _is_item(query: Query, text: str, projects: Collection[str]) -> bool:
    """Whether one item that is printed so, or that the field knows, is all that the question names."""
    words = words_asked(text)
    named = [
        item
        for item in query.items
        if item.text in item.labels or label_key(item.text) in lexicon().printed
    ]
    return any(
        _ENDS.sub("", item.text) not in projects
        and all(item.start <= a and b <= item.end for a, b in words)
        for item in named
    )


def _composed(understood: Understood, row: Listed, place: _Place) -> Composed:
    write = writer(understood)
    number = write.evidence(place.named.fact)
    name = re.sub(r"\s+|^\d+[、.．]", "", place.named.name)
    write.say(figure_text(row.unit_name or "", name, place.named.fact, number), core=True)
    write.state(place.named.fact, name, number)
    composed = write.done()
    text = folded(understood.query.text)
    if label_key(name) in text:
        return composed
    both = names_one_of_them(name, text)
    note = Statement(f"“{name}”{OF_BOTH}。" if both else taken_as(name))
    draft = replace(composed.draft, statements=(note, *composed.draft.statements))
    return replace(composed, draft=draft)
