"""When everyday words may answer: one item asked for in words, and nothing that is named left out.

Takes an Understood that no other lane answered and Sources, gives the answer of the everyday words or None.
Knows no words: what they mean is `colloquial`'s.

    '某局东北中心的事业收入'   ->   None: the part of the 局 is not the 局
"""

from __future__ import annotations

import re
from collections.abc import Callable

from retrieval.computed.averages import asks_average
from retrieval.everyday.colloquial import colloquial_answer, names_several
from retrieval.everyday.items_meant import unscoped
from retrieval.everyday.printed_rows import is_own_name
from retrieval.everyday.rows_renamed import renamed_answer, renamed_or_asked
from retrieval.guard.answer_due import asks_money_or_open
from retrieval.passages.asked_documents import MOST_DOCUMENTS
from retrieval.rows.project_amounts import project_amount_answer
from retrieval.understand.pick_asked import names_asked
from retrieval.understand.question import Item, Query
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.words.contrast import said
from retrieval.words.lexicon import folded, label_key, lexicon
from retrieval.words.operation_words import TOTALLED
from retrieval.writing.compose import Composed

__all__ = ["Hearing", "heard_answer", "renamed"]

Hearing = Callable[[Understood, Sources], Composed | None]
"""A way to hear what a question means."""


_OF_SEVERAL = ("largest", "smallest", "rank", "count", "list")
"""Forms that one everyday word never answers: the question is of several figures."""
_ADDED = re.compile(rf"[和与及、].*{TOTALLED}")
_TWO_ITEMS = re.compile(
    r"[和与及、].*(?:[两二三四][项者笔](?!目)|之和|相加)"
    rf"|(?:^|\D)[两二三四五六七八九十2-9](?:个(?!月)|大?项|笔|大?类).*[、和与及].*{TOTALLED}"
)
_PROJECT_CODE = re.compile(r"(?<![a-z\d])(?=[a-z\d]*\d{6})[a-z\d]{9,}(?![a-z\d])")
_RATE_ASKED = re.compile(
    r"(?<!汇)(?<!利)(?<!费)率(?:要求|指标|目标)?(?:是|为|要|达到?|应)*.{0,3}(?:多少|几)"
)
_NAME = 5
"""Characters from which on words that a document prints so are a name and no everyday way of asking."""

_PLACE = 3
"""Characters of a row's label from which on it names a part, where '的' stands behind it."""

_TOTALS = frozenset({"total_income", "total_expenditure"})


def renamed(understood: Understood, sources: Sources) -> Composed | None:
    """What a row's name said in other words asks for; a project said in part is known by its own row."""
    query = understood.query
    if query.asked != query.text or not _of_one(understood) or names_asked(query.text):
        return None
    if not _is_read(query) and (project := project_amount_answer(understood, sources)):
        return project
    composed = renamed_answer(understood)
    if composed is None or _of_a_part_named(understood, composed):
        return None
    return composed


def _is_read(query: Query) -> bool:
    """Whether every word is read as one item of the field: 机关运转 is no project 机关信息化运维."""
    named = [item for item in query.items if not _TOTALS.intersection(item.concepts)]
    read = len(named) == 1 and named[0].concepts and not named[0].labels
    return bool(read) and not query.residue and "项目" not in query.text


def heard_answer(understood: Understood, sources: Sources) -> Composed | None:
    """What everyday words point at: never an item that is named itself, with others left unread.

    Why the figure lane did not answer for it is what the other words say.
    """
    if not _of_one(understood) or not asks_money_or_open(understood.query):
        return None
    if names_asked(understood.query.text):
        return None  # rows chosen by a word in their names are no item that the word may mean
    composed = colloquial_answer(understood)
    if composed is None and understood.query.asked == understood.query.text:
        composed = renamed_or_asked(understood)
    if composed is None or _names_its_own(understood, sources, composed):
        return None
    if _of_a_row_named(understood, composed):
        return None
    if _of_another_kind(understood, composed) or _of_a_part_named(understood, composed):
        return None
    if _of_another_name(understood.query, composed) or _of_a_fee(understood.query, composed):
        return None
    if composed.kind == "ambiguous" and _asks_back_what_is_named(understood.query, composed):
        return None
    query = understood.query
    answered = composed.figures if composed.kind != "ambiguous" else ()
    told = {label_key(figure.item) for figure in answered}
    named = [item for item in query.items if not _TOTALS.intersection(item.concepts)]
    more = [item for item in named if label_key(item.text) not in told]
    if any(_is_object(query, item) for item in more):
        return None
    return None if len(more) < len(named) and (more or query.residue) else composed


def _of_a_fee(query: Query, composed: Composed) -> bool:
    """'修缮的监理费' asks for a fee of its own: the whole of a project is none."""
    fees = [run for run in query.residue if len(run) > 2 and re.search(r"[^经]费$", run)]
    items = [label_key(figure.item) for figure in composed.figures]
    own = composed.kind == "found" and not any(item in lexicon().printed for item in items)
    return own and any(not any(fee in item for item in items) for fee in fees)


_NAMED_SO = re.compile(
    r"(?:补助|补贴|建设|服务|专项|设备|工作|事务|宣传|改造|管理|保护|工程|平台|车辆|购置|更新|维护|维修|运维|整治|治理|监测|检测|清疏|清淤|监理|评审|评估|审计|审计费用?|采购|租金|利息|尾款|试点|推广|研究|规划|普查|调查|救助|扶持|奖励|配套|运行|运营|运转|宿舍|业务)$"
)
_SPOKEN = re.compile(r"[给买吃坐请盖雇找搞喝跑让把的那这,\s]|(?<![开研])发(?!展)")
"""What people say when they do not know the name."""


def _of_another_name(query: Query, composed: Composed) -> bool:
    """'排水管网清疏' is a name, as projects have them, and no everyday word for '集镇污水管网改造'."""
    name = re.sub(r"^[的在]|上$", "", said(unscoped(query)).asked)
    head = _NAMED_SO.search(name)
    if head is None or len(name) < _PLACE + 1 or _SPOKEN.search(name):
        return False
    pairs = [name[at : at + 2] for at in range(head.start() - 1)]
    told = [folded(figure.item) for figure in composed.figures]
    return not any(head[0] in one and any(pair in one for pair in pairs) for one in told)


def _asks_back_what_is_named(query: Query, composed: Composed) -> bool:
    """'奖金中用于维修轮胎的': who says 奖金 does not ask whether 奖金 is meant, but for less than it."""
    offered = {label_key(figure.item) for figure in composed.figures}
    named = (item for item in query.items if item.text not in ("支出", "收入"))
    return any(offered & _names(item) for item in named)


def _names(item: Item) -> set[str]:
    """What an item is printed as, where a question calls it by a printed name; else nothing."""
    concepts = [lexicon().concepts[key] for key in item.concepts]
    stand_ins = [lexicon().concepts[key] for concept in concepts for key in concept.falls_to]
    labels = {label for concept in concepts for label in concept.labels}
    key = label_key(item.text)
    if key not in labels and key not in {label_key(label) for label in item.labels}:
        return set()
    return {key, *item.labels, *labels, *(label for one in stand_ins for label in one.labels)}


def _is_object(query: Query, item: Item) -> bool:
    """'安排了多少三公经费': what is named right behind 多少 is what is asked, and nothing else."""
    return query.text[max(item.start - 2, 0) : item.start] == "多少"


def _names_its_own(understood: Understood, sources: Sources, composed: Composed) -> bool:
    """Whether words are the document's own name of something that the answer does not speak of."""
    told = folded("".join(statement.text for statement in composed.draft.statements))
    free = folded(unscoped(understood.query))
    words = [word for word in understood.query.residue if folded(word) in free]
    some = understood.documents[:MOST_DOCUMENTS] if words else ()
    for text in (folded(sources.document(row.doc_id).text) for row in some):
        names = (_longest(folded(word), free, text) for word in words)
        if any(len(name) >= _NAME and name not in told for name in names):
            return True
    return False


_OF_THAT_KIND = re.compile(
    r"(?:这一?[类种项些]|之类的?)(?P<noun>[\u4e00-\u9fff]{2,6}?)(?=[花用有是要投列]|安排|准备|预算|支出|[,?。]|$)"
)


def _of_another_kind(understood: Understood, composed: Composed) -> bool:
    """'装坡道扶手这类改造花了多少': 改造 is the thing, and rows that the answer is none of are named so."""
    match = _OF_THAT_KIND.search(understood.query.text)
    noun = match["noun"] if match else ""
    if noun not in understood.query.residue:
        return False
    told = {label for one in composed.draft.evidence for label in one.labels}
    facts = understood.facts_of(understood.documents)
    rows = {label for fact in facts for label in fact.row_path if noun in label}
    return bool(rows) and not any(noun in label for label in told)


def _of_a_part_named(understood: Understood, composed: Composed) -> bool:
    """'云塘社区的网格员补助': the row of one place is named, and a figure is of something else."""
    free = folded(unscoped(understood.query))
    facts = understood.facts_of(understood.documents)
    labels = {label_key(fact.row_path[-1]) for fact in facts if fact.row_path and fact.table}
    parts = [label for label in labels if len(label) >= _PLACE and f"{label}的" in free]
    evidence = composed.draft.evidence
    shown = [evidence[figure.evidence - 1].labels for figure in composed.figures]
    said = [folded("|".join(labels)) for labels in shown]
    return any(is_own_name(one) and not all(one in place for place in said) for one in parts)


def _of_a_row_named(understood: Understood, composed: Composed) -> bool:
    """'给村干部开工资': a row begins with the very word (村干部基本报酬), and a figure is of another one."""
    free = folded(unscoped(understood.query))
    words = [word for word in understood.query.residue if len(word) >= _PLACE and word in free]
    if not words or composed.kind == "ambiguous":
        return False
    facts = understood.facts_of(understood.documents)
    rows = {label_key(fact.row_path[-1]) for fact in facts if fact.row_path and fact.table}
    told = {label_key(figure.item) for figure in composed.figures}
    named = [word for word in words if any(row.startswith(word) for row in rows)]
    return any(not any(word in item for item in told) for word in named)


def _longest(word: str, asked: str, printed: str) -> str:
    """The longest run of the question around a word that is printed so: '社区公' of 社区公共服务中心."""
    if word not in printed:
        return ""
    start = asked.find(word)
    end = start + len(word)
    while end < len(asked) and asked[start : end + 1] in printed:
        end += 1
    while start > 0 and asked[start - 1 : end] in printed:
        start -= 1
    return asked[start:end]


def _of_one(understood: Understood) -> bool:
    """Whether one item is asked for in words: no list, no sum, no rate, no code printed nowhere."""
    query = understood.query
    several = len(query.items) > 1 and _ADDED.search(query.text) and names_several(query)
    shapes = (_TWO_ITEMS, _PROJECT_CODE, _RATE_ASKED)
    shaped = several or asks_average(query) or any(shape.search(query.text) for shape in shapes)
    return not shaped and not query.asks(*_OF_SEVERAL)
