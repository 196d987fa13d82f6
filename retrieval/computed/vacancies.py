"""How many posts are not filled: the posts of a unit less the people in them, both as printed.

Takes an Understood that asks for vacant posts, gives a Composed answer or None where one of the two
counts is not printed or is not the only one. A part of the posts is never set against all people.

    '编制空缺多少人'  ->  编制人数 156 人 − 在职实有 142 人 = 14 人
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from ingest.facts import Fact
from retrieval.figures.cell_lines import who, writer
from retrieval.figures.lookup import Cell
from retrieval.understand.question import Item, Query
from retrieval.understand.reading import Target, Understood
from retrieval.words.lexicon import folded, label_key, lexicon
from retrieval.writing.arithmetic import Term, compute
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["asks_vacancy", "of_everybody", "vacancy_answer"]

_VACANT = re.compile(
    r"空缺|空编|用满|(?:还)?(?:剩|余)(?:下)?(?:多少|几)(?:个|名)|缺编|缺员|空着|空出|空余|空额|空几|空多少|缺(?:了)?(?:多少|几)|没占|还剩(?:多少|几)|余编|富余|没(?:有)?(?:用(?!车)|满|配齐|补齐)|未(?:用(?!车)|满|配齐|补齐)|不满编"
    r"|满编(?:还)?(?:差|缺)|(?:还)?(?:能|可以?|可)再?(?:进|招|录|补)(?:用|录)?(?:多少|几)|超编|(?:差|缺)(?:了)?(?:多少|几)(?:个)?(?:人|名|位)"
    r"|(?:编制|在编|在职|实有)[^,?。]{0,12}(?:比|和|与|跟)[^,?。]{0,8}(?:编制|在编|在职|实有)[^,?。]{0,8}(?:多|少|差)"
    r"|(?:编制|在编|在职|实有)[^,?。]{0,8}?(?:多于|少于|低于|高于|不足)[^,?。]{0,6}(?:编制|在编|在职|实有)"
)
_POSTS = re.compile(r"编制(?!部门|单位|范围|预算|的)|定编|编外")
_POST = re.compile(r"编制|满编|空编|缺编|余编|超编|定编")
_IN_POST = re.compile(r"实有|在职|在编|在岗|现有")
_GONE = re.compile(r"离休|退休|离退|遗属|雇员|临聘|聘用|编外|工资")
_KINDS = ("行政", "事业", "参公", "工勤")
_HEADS = "人名个位"


def asks_vacancy(query: Query) -> bool:
    """'空编几名', '编制还有多少没用', '满编还差几人'."""
    text = query.asked or query.text
    return bool(_VACANT.search(text) and _POST.search(text)) and not re.search(r"元|万|钱|车", text)


def vacancy_answer(understood: Understood) -> Composed | None:
    """The difference of posts and people in post."""
    targets = understood.own_targets or list(understood.targets)
    if len(targets) != 1 or not targets[0].documents:
        return None
    target = targets[0]
    if row := _row_asked(understood, target):
        return _of_a_row(understood, target, row)
    if _strange(understood, target):
        return None
    kind = next((k for k in _KINDS if f"{k}编" in understood.query.text), "")
    heads = _heads(understood, target)
    posts = _only([f for f in heads if _is_posts(f) and _of_kind(f, kind)])
    people = _only([f for f in heads if _is_people(f) and _of_kind(f, kind)])
    if posts is None and people is not None and not kind:
        posts = _sole_kind(heads, people)
    if posts is None or people is None or posts.value is None or people.value is None:
        return None if kind else _of_a_row(understood, target, _TOTAL)
    return _composed(understood, target, posts, people)


_TOTAL = frozenset({"合计", "总计"})


def _row_asked(understood: Understood, target: Target) -> frozenset[str]:
    """The one unit below that a table of heads has a row of and the question names."""
    query = understood.query
    said = [*query.residue, *(item.text for item in query.items)]
    whole = folded(target.documents[0].unit_name or "")
    bare = [_POST.sub("", _VACANT.sub("", folded(word))) for word in said]
    words = [word for word in bare if len(word) > 2 and word not in whole]
    rows = {fact.item for fact in _cells(understood, target)}
    named = [row for row in rows if any(word in folded(row) for word in words)]
    return frozenset(named) if len(named) == 1 else frozenset()


def _cells(understood: Understood, target: Target) -> list[Fact]:
    """Heads in the columns of a table whose rows are units: '编制数 244', '在职人数 227'."""
    return [
        fact
        for fact in understood.facts_of(target.own or target.documents)
        if fact.kind == "count" and fact.table is not None and fact.column_path and fact.value
    ]


def _of_a_row(understood: Understood, target: Target, rows: Set[str]) -> Composed | None:
    """Posts and people in post of one row; of all units in the row of their sum."""
    cells = [fact for fact in _cells(understood, target) if fact.item in rows]
    named = [(fact, fact.column_path[-1]) for fact in cells]
    posts = _only([f for f, head in named if _POSTS.search(head) and not _IN_POST.search(head)])
    people = _only([f for f, head in named if _IN_POST.search(head) and not _GONE.search(head)])
    if posts is None or people is None or posts.table != people.table:
        return None
    return _composed(understood, target, posts, people)


def _strange(understood: Understood, target: Target) -> bool:
    """Whether the question names something beside the posts: an office, a centre of its own."""
    query = understood.query
    concepts = lexicon().concepts
    whole = folded(target.documents[0].unit_name or "")
    others = (
        item
        for item in query.items
        if not any(concepts[key].kind == "count" for key in item.concepts)
        and item.text not in whole
        and not _POST.search(item.text)
        and not _IN_POST.search(item.text)
    )
    words = (_POST.sub("", _VACANT.sub("", word)) for word in query.residue)
    return any(others) or any(len(word) > 1 and word not in whole for word in words)


def _heads(understood: Understood, target: Target) -> list[Fact]:
    years = (target.year, (target.year or 0) - 1, None) if target.own else (target.year,)
    found = [
        fact
        for fact in understood.facts_of(target.own or target.documents)
        if fact.kind == "count"
        and fact.measure == "level"
        and fact.value
        and fact.year in years
        and (fact.unit or "x")[:1] in _HEADS
        and not _GONE.search(fact.item)
    ]
    return [fact for fact in found if fact.scope == "部门"] or found


def _is_posts(fact: Fact) -> bool:
    return bool(_POSTS.search(fact.item)) and not _IN_POST.search(fact.item)


def _is_people(fact: Fact) -> bool:
    return bool(_IN_POST.search(fact.item))


def _of_kind(fact: Fact, kind: str) -> bool:
    """The posts of the kind asked for; else of all kinds, where the paper does not split them."""
    named = [k for k in _KINDS if k in folded(fact.item)]
    return named == [kind] if kind else not named and of_everybody(fact)


def of_everybody(fact: Fact) -> bool:
    """A count of its own, or the people said behind the posts: '编制98名,其中…;实有在职93人'."""
    path = fact.row_path
    behind = len(path) == 2 and _is_people(fact) and bool(_POSTS.search(path[0]))
    return len(path) == 1 or behind


def _sole_kind(heads: Sequence[Fact], people: Fact) -> Fact | None:
    """'事业编制212名,在职人员198人': the one kind of posts that stands beside all people."""
    posts = [fact for fact in heads if _is_posts(fact) and len(fact.row_path) == 1]
    beside = [fact for fact in posts if fact.citation == people.citation]
    return _only(beside) if len({fact.item for fact in posts}) == 1 else None


def _only(facts: Sequence[Fact]) -> Fact | None:
    return facts[0] if facts and len({fact.value for fact in facts}) == 1 else None


def _composed(understood: Understood, target: Target, posts: Fact, people: Fact) -> Composed | None:
    write = writer(understood)
    for fact in (posts, people):
        _say(write, target, fact)
    terms = [_as_heads(term) for fact in (posts, people) if (term := write.term(fact))]
    if len(terms) != 2:
        return None
    ordered = sorted(terms, key=lambda term: term.value, reverse=True)
    computed = compute("difference", ordered)
    if computed is None:
        return None
    write.kind = "computed"
    lead = "超编" if terms[1].value > terms[0].value else "空编"
    marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    write.say(f"{lead}：{computed.formula}{marks}。", [computed], core=True)
    write.derive(computed, f"{lead}人数", "difference", str(target.year) if target.year else None)
    return write.done()


def _as_heads(term: Term) -> Term:
    """'名' and '人' are heads alike."""
    return term._replace(unit="人")


def _say(write: Writer, target: Target, fact: Fact) -> None:
    number = write.evidence(fact)
    name = who(Cell(target, Item(fact.item, 0, 0), None))
    called = fact.item
    if fact.table is not None and fact.column_path and not _POSTS.search(called):
        head = re.sub(r"[（(].*", "", fact.column_path[-1])
        called = head if _IN_POST.search(called) is None else called
        name = name if fact.item in _TOTAL else fact.item
    text = f"{period(fact.year)}{name}{called}为 {value_text(fact)}{mark(number)}。"
    write.say(text, core=True)
    write.state(fact, label_key(called), number)
