"""A question in everyday words: what the money buys instead of what the item is called.

Takes an Understood whose strict reading found nothing, gives a Composed answer that says how the
question was taken, the question back where several items fit, or None. What the document prints
comes first: a row of its own that the question clearly speaks of (retrieval/everyday/printed_rows.py), then
the items of the classification by words and meaning (retrieval/nearest.py). One item that is
clearly ahead of all others is answered; one that is ahead but not printed is refused.

    '打电话、寄信、上网准备了多少钱'   ->  '按“邮电费”理解。' and the figure of 邮电费
    '电话和出差准备了多少钱'          ->  '可能问的是邮电费、差旅费，请指明是哪一项。'
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from retrieval.everyday.items_meant import (
    barred,
    is_name,
    is_one,
    is_printed,
    meant_by,
    own_names,
    unprinted_name,
    unscoped,
)
from retrieval.everyday.offered import MOST, which_of
from retrieval.everyday.plainly_ahead import plainly_ahead
from retrieval.everyday.printed_rows import (
    Row,
    abbreviated,
    finer_rows,
    goods_named,
    is_own_name,
    is_spelling,
    rows_like,
    rows_named,
    told_whole,
)
from retrieval.everyday.rows_accounted import rows_accounted
from retrieval.everyday.rows_meant import names_another, of_accounted_rows
from retrieval.everyday.sureness import sureness
from retrieval.everyday.taken_as import figure_of, row_of, taken
from retrieval.nearest import Near, nearest
from retrieval.understand.places import headed
from retrieval.understand.question import Query
from retrieval.understand.reading import Understood
from retrieval.words.contrast import Said, said
from retrieval.words.foreign_terms import (
    asks_earnings,
    is_by_definition_another,
    is_of_the_other_end,
)
from retrieval.words.lexicon import folded, label_key, lexicon
from retrieval.words.not_budget import asks_for_money, is_not_of_a_budget
from retrieval.words.other_names import all_told, words_left
from retrieval.words.project_words import rows_done
from retrieval.words.word_evidence import item_words
from retrieval.writing.compose import Composed

__all__ = ["colloquial_answer", "names_several"]

_COMPARES = ("reason", "definition", "contradiction", "share", "rate", "change", "completion", "difference", "compare", "ratio", "rank", "list")  # fmt: skip
_OF_AN_OFFICE = re.compile(
    r"(?:中心|所|局|站|大队|支队|公司|协会|委员会|办公室)[|的自己本级年]*(?:单位|部门)?(?:收入|支出|收支|预算|决算)+(?:总额|合计|总数)?(?:是|为|有)?多少"
)
"""All the money of an office that is not in the library."""

_CLASSIFIED = re.compile(r"^其他|支出$|费用$")
"""Names as those of the classification, which no project has."""

_OCCUPIED = re.compile(r"占(?:道|路|地|用)")
"""Words with 占 that ask for no share."""

SURE, PLAIN, OFFERED, BEHIND = 0.99, 0.97, 0.5, 0.4
"""How sure an answer must be, and where all that is said is explained; from which score on an item is offered in a question back, how far
behind the first."""

_SPOKEN, _MEANT, _NEARER, _UNTOLD, _PART_UNTOLD = 0.6, 0.65, 0.1, 12, 0.7
"""What answers for the only printed item: evidence of words, nearness in meaning, how far ahead of what is not printed,
how many characters and which part of them may stay unexplained (evals/LOG.md)."""

_LIKE, _ALIKE, _BESIDE = 0.6, 0.65, 0.1
"""How near in meaning a row under a name of its own is worth a question back, is meant where no
item is printed, and how far behind an item it may be to be meant as well as it."""

_LOOKED_AT = 60
"""Items looked at: many of them are not printed."""

LEAD, UNEXPLAINED = 0.08, 8
"""How far the first must be ahead in meaning alone, and how many characters of content may stand
beside its words (set on one author's phrases, measured on another's: evals/LOG.md)."""

PLAUSIBLE, WORDS = 0.65, 0.3
"""From which score and evidence of words on an item is worth a question back; else it is refused."""

UNPRINTED = 0.9
"""What a rival counts that the document does not print."""

_A_NAME = 4
"""Characters of its own from which on a row is named, whatever else is said."""

SAID_BY_IT, SAID_BY_ANOTHER = 0.6, 0.75
"""The share of what is said that a row must account for, and that another must to be meant as well."""

_OWN = 3
"""Characters of its own by which a printed row is meant before any item of the classification."""


def colloquial_answer(understood: Understood) -> Composed | None:
    """The figure of the one item that the everyday words point at, said to be taken so."""
    query = understood.query
    text = unscoped(query)
    forms = query.forms - {"share"} if _OCCUPIED.search(text) else query.forms
    if query.context or forms.intersection(_COMPARES) or not understood.targets:
        return None
    if not asks_for_money(query.text) or is_not_of_a_budget(text):
        return None
    heard = said(text)
    if not heard.asked or _says_it_all(query) or _OF_AN_OFFICE.search(text):
        return None
    labels = _printed(understood)
    if unprinted_name(heard.asked, labels):
        return None
    bought = goods_named(heard.asked, text, labels)
    if bought is None:
        return None
    if answer := _of_a_row(understood, heard, labels, bought):
        return answer
    own = [label for label in labels if is_own_name(label) and not _CLASSIFIED.search(label)]
    if answer := _of_a_project(understood, heard, own) or of_accounted_rows(understood, heard, own):
        return answer
    answer = _of_an_item(understood, heard, labels)
    if answer and answer.kind not in ("ambiguous", "not_found"):
        return answer
    meant = labels - _of_other_items(heard, labels)
    return _of_a_project(understood, heard, meant) or answer


# ── rows printed under names of their own ────────────────────────────────────────────────────


def _of_a_row(
    understood: Understood, heard: Said, labels: frozenset[str], bought: Sequence[str]
) -> Composed | None:
    """A project or a purchase that the question speaks of by a part of its name."""
    rows = rows_named(heard.asked, labels)
    named = [row.label for row in rows if row.own >= _reach(rows)]
    for meant in (bought, named):
        found = [one for one in map(row_of, meant) if figure_of(understood, one)]
        if meant is bought and not all(told_whole(heard.asked, one.title) for one in found):
            found = [one for one in found if not one.title.endswith("服务")]
        elif len(found) == 1 and meant is not bought and not _says_all(heard, found[0].title):
            continue
        elif len(found) == 1 and (
            meant is bought
            or _reach(rows) >= _A_NAME
            or _is_plain(understood, heard, labels, found[0].title)
        ):
            return taken(understood, found[0])
        elif len(found) == 1:
            continue
        if found and len(found) <= MOST:
            return which_of(understood, found)
    return None


def _says_all(heard: Said, label: str) -> bool:
    """Whether a row says every word, or a place in short: 援黔 for 去贵州支援."""
    return all_told(heard.asked, label) or any(one in label for one in abbreviated(heard.asked))


def _is_plain(understood: Understood, heard: Said, labels: frozenset[str], named: str) -> bool:
    """Whether a row accounts for most of what is said, and no other of the document's own for as much."""
    units = [folded(row.unit_name) for row in understood.documents if row.unit_name]
    own = [label for label in labels if is_own_name(label) and not _CLASSIFIED.search(label)]
    known = {one.label: one for one in rows_accounted(heard.asked, {*own, named}, units)}
    if named not in known or names_another(known[named]):
        return False
    shares = {label: one.share for label, one in known.items()}
    least = shares.pop(named)
    others = [label for label, share in shares.items() if share >= max(least, SAID_BY_ANOTHER)]
    rivals = (one for one in others if not is_spelling(one, named))
    return least >= SAID_BY_IT and not any(figure_of(understood, row_of(one)) for one in rivals)


def _of_a_project(understood: Understood, heard: Said, labels: Collection[str]) -> Composed | None:
    """A project by everyday words for what it does, before services that are bought for it; rows
    with one and the same figure are one."""
    if asks_earnings(heard.asked):
        return None
    units = [folded(row.unit_name) for row in understood.documents if row.unit_name]
    rows = [label for label in labels if not any(label in unit or unit in label for unit in units)]
    known = [one for one in rows_accounted(heard.asked, rows, units) if not names_another(one)]
    shares = {one.label: one.share for one in known}
    done = [label for label in rows_done(heard.asked, rows, units) if label in shares]
    least = max((shares[label] for label in done), default=1.0)
    alike = [one for one, share in shares.items() if done and share >= least and is_own_name(one)]
    meant = [row_of(label) for label in dict.fromkeys((*done, *alike))]
    found = [(one, figure) for one in meant if (figure := figure_of(understood, one))]
    owned = [(one, figure) for one, figure in found if not one.title.endswith("服务")]
    found = owned or found
    sums = {frozenset((f.value, f.unit) for f in figure.figures) for _, figure in found}
    if len(sums) == 1:
        return taken(understood, found[0][0])
    titles = [one for one, _ in found]
    return which_of(understood, titles) if len(found) <= MOST else None


def _of_other_items(heard: Said, labels: frozenset[str]) -> frozenset[str]:
    """Names of the classification that words of projects must not choose: another item is nearer."""
    near = nearest(heard.asked, 1, denied=heard.denied)
    if not near or near[0].score < PLAUSIBLE:
        return frozenset()
    first = set(map(label_key, near[0].item.names))
    return frozenset(label for label in labels if not is_own_name(label)) - first


def _reach(rows: Sequence[Row]) -> int:
    """Rows with the most characters of the question to themselves."""
    return max((row.own for row in rows), default=_OWN)


def _printed(understood: Understood) -> frozenset[str]:
    """The labels of the rows in scope, as they are compared."""
    rows = {row.doc_id: row for target in understood.targets for row in target.own}
    facts = understood.facts_of(rows.values())
    amounts = (fact for fact in facts if fact.kind == "amount" and fact.row_path)
    named = ((*fact.row_path[-2:], headed(fact)) for fact in amounts)
    return frozenset(filter(None, (label_key(label) for path in named for label in path)))


# ── items of the classification ──────────────────────────────────────────────────────────────


def _of_an_item(understood: Understood, heard: Said, labels: frozenset[str]) -> Composed | None:
    found = nearest(heard.asked, _LOOKED_AT, denied=heard.denied)
    near = [one for one in found if not is_by_definition_another(heard.asked, one.item)]
    near = [one for one in near if not is_of_the_other_end(understood.query.text, one.item)]
    if not near or barred(understood.query, heard, near[0]):
        return None
    first = near[0]
    finer = [row_of(label) for label in finer_rows(heard.asked, first.item.names, labels)]
    meant = meant_by(first.item)
    if finer and first.words >= WORDS:
        return which_of(understood, [*finer, meant])
    like = rows_like(heard.asked, labels, _LIKE)
    items = _plausible(near, labels)
    told = bool(items) or any(all_told(heard.asked, row) for row in like)
    if like and told and (answer := _of_rows_like(understood, like, items)):
        return answer
    same = [one for one in near[1:] if is_one(first, one)]
    rivals = [_weighed(one, labels) for one in near[1:] if one not in same]
    if (
        own_names(heard, first, labels)
        or _leaves_words(heard, (first, *same))
        or not _witnessed(heard.asked, sureness(first, rivals), first, same, rivals)
    ):
        return _of_the_printed(understood, heard, near, labels)
    if answer := taken(understood, meant):
        return answer
    views = [two for one in same if figure_of(understood, two := meant_by(one.item))]
    return taken(understood, views[0]) if len(set(views)) == 1 else which_of(understood, views)


def _of_the_printed(
    understood: Understood, heard: Said, near: Sequence[Near], labels: frozenset[str]
) -> Composed | None:
    """What the document prints of the items that may be meant: one alone is answered, said to be
    taken so; several are asked back with all of them."""
    ahead = plainly_ahead(understood.query, heard, near, labels)
    if (
        ahead
        and not _leaves_words(heard, (ahead,))
        and (answer := taken(understood, meant_by(ahead.item)))
    ):
        return answer
    close = _plausible(near, labels)
    if not close or barred(understood.query, heard, close[0]):
        return None
    first = close[0]
    meant = list(dict.fromkeys(meant_by(one.item) for one in close))
    own = [row_of(label) for label in own_names(heard, first, labels)]
    alone = not own and all(is_one(first, one) for one in close) and not _leaves_words(heard, close)
    if alone and (_told_apart(heard, first) or _stands_alone(heard.asked, first, near)):
        return taken(understood, meant[0]) or which_of(understood, meant[1:])
    return which_of(understood, [*meant[: MOST - 2], *own, *meant[MOST - 2 :]])


def _leaves_words(heard: Said, meant: Sequence[Near]) -> bool:
    """Whether a purpose is narrowed by a thing or a deed that it has no word for: 训练 of 巡警训练 beside 公安."""
    words = item_words()
    numbers = {words.items.index(one.item) for one in meant}
    if not any(code.startswith("2") for one in meant for code in one.item.codes):
        return False  # what is bought or paid is asked for by any use of it
    return bool(words_left(words.untold(folded(heard.asked), numbers)))


def _told_apart(heard: Said, first: Near) -> bool:
    """Whether only one that is another thing by definition was nearer, or near, in the same words."""
    ahead = nearest(heard.asked, 2, denied=heard.denied)
    apart = [one for one in ahead if is_by_definition_another(heard.asked, one.item)]
    close = any(one.item == first.item for one in ahead)
    return bool(apart) and close and first.meaning >= _MEANT and first.words >= _SPOKEN


def _plausible(near: Sequence[Near], labels: frozenset[str]) -> list[Near]:
    """The printed items that may be meant: the nearest and those close behind it."""
    printed = [one for one in near if is_printed(one, labels)]
    if not printed or printed[0].score < PLAUSIBLE or printed[0].words < WORDS:
        return []
    return [one for one in printed if one.score >= max(OFFERED, printed[0].score - BEHIND)]


def _of_rows_like(
    understood: Understood, rows: Mapping[str, float], items: Sequence[Near]
) -> Composed | None:
    """The document's own names beside the items of the classification, on equal terms."""
    best = max(rows.values())
    close = [row_of(label) for label, share in rows.items() if share >= best - _BESIDE]
    if not items:
        alone = len(close) == 1 and best >= _ALIKE
        return taken(understood, close[0]) if alone else which_of(understood, close)
    if best < max(one.meaning for one in items) - _BESIDE:
        return None
    return which_of(understood, [*close, *(meant_by(one.item) for one in items)])


def _stands_alone(asked: str, first: Near, near: Sequence[Near]) -> bool:
    """Whether the only one printed is ahead of all that is not, in words and in meaning."""
    text, words = folded(asked), item_words()
    others = [one for one in near if not is_one(first, one)]
    untold = words.untold(text, {words.items.index(first.item)})
    left = sum(map(len, untold))
    return (
        first.meaning >= _MEANT
        and not words.of_others(untold)
        and first.words >= _SPOKEN
        and first.score - max((one.score for one in others), default=0.0) >= _NEARER
        and first.meaning >= max((one.meaning for one in others), default=0.0)
        and left <= min(_UNTOLD, _PART_UNTOLD * words.unexplained(text, ()))
    )


def _witnessed(
    asked: str, sure: float, first: Near, same: Sequence[Near], rivals: Sequence[Near]
) -> bool:
    """Whether a word of its own and nearness in meaning both speak for the first item.

    And whether little is said that its words do not account for: with nothing left, less is asked.
    """
    words, text = item_words(), folded(asked)
    numbers = {words.items.index(one.item) for one in (first, *same)}
    own, left = words.own(text, numbers), words.unexplained(text, numbers)
    if not own and not numbers & words.paired(text):
        return False
    ahead = first.meaning - max((one.meaning for one in rivals), default=0.0)
    least = PLAIN if own and not left else SURE
    return sure >= least and ahead >= LEAD and left <= UNEXPLAINED


def _weighed(rival: Near, labels: frozenset[str]) -> Near:
    """An item that the document does not print is a weaker rival, but still one."""
    if is_printed(rival, labels):
        return rival
    return rival._replace(
        score=rival.score * UNPRINTED,
        words=rival.words * UNPRINTED,
        meaning=rival.meaning * UNPRINTED,
    )


def _says_it_all(query: Query) -> bool:
    """Whether only printed names are used: where the strict reading finds nothing, there is none."""
    concepts = lexicon().concepts
    called = (
        item.code or any(item.text in concepts[key].labels for key in item.concepts)
        for item in query.items
    )
    return bool(query.items) and not query.residue and all(called)


def names_several(query: Query) -> bool:
    """Whether several items are called by the names they are printed under."""
    return sum(is_name(item) for item in query.items) > 1
