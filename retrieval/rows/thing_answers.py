"""What is printed beside the name of a thing that the question names: one cell, or several of them.

Takes an Understood and Sources, gives a Composed answer or None. The name of one thing, the project over it
and the wish must account for every word of the question. Knows not how tables print things.

    '渔政巡护由哪个单位实施'        ->   '“渔政巡护”的实施单位：县执法大队[1]。'
    '茶园奖补的钱从哪来，各多少'     ->   '“茶园奖补”的资金来源：一般公共预算 265.00 万元[1]，…'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.document import Cell, Document
from retrieval.figures.cell_lines import writer
from retrieval.printed.things import Field, Thing, things
from retrieval.rows.sub_units import named_units
from retrieval.rows.thing_asked import FRAME, FUNDS, WORKED, Wish, told_by, wishes_in
from retrieval.rows.thing_lines import Place, called, said_field
from retrieval.scope.unit_names import places_of
from retrieval.understand.accounted import content
from retrieval.understand.places import is_unit_row
from retrieval.understand.question import Query
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.understand.words_asked import said_words, words_asked
from retrieval.words.frame_words import tagged
from retrieval.words.lexicon import folded, label_key
from retrieval.words.project_words import NEUTRAL
from retrieval.words.said_in_full import squeezed, wordings
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import period

__all__ = ["thing_answer"]

_OF_UNITS = frozenset({"posts", "staff", "retired", "class", "level", "support"})
_OF_SUMS = frozenset({"posts", "staff", "retired"})
_OF_INDICATORS = frozenset({"score", "full", "reason"})
_AMOUNTS = frozenset(
    {"amount", "spent", "planned", "first", "number", "price", "funds", "value", "said"}
)
_TURNED = re.compile(
    r"每|[人户均]均|平均|剩|结余|超出?|增|减|预留|中小|小微|合同|中标|成交|支付|[欠还退]|以[上下]|[\d一二三四五六七八九十]+[个项年月次台]|其中|之外|以外|除了?"
)
"""Words that turn an amount into another one."""
_BESIDE_AMOUNT = re.compile(r"新增|新配|增加?配置?")
"""'新增台式电脑' is asked of assets that are added."""
_BESIDE_ANOTHER = re.compile(r"\|(?:以?及|和|与|跟)[^|]|[^|](?:以?及|和|与|跟)\|")
"""'A和B': what is told of one of them is no answer for both."""
_KEPT = re.compile(r"执行|权重|决算|预算")
_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,6}?(?:自治州|省|市|县|区|州|旗)(?=[\u4e00-\u9fff]{3})")
_OWN = re.compile(r"\((?:本级|机关|本部)\)$|机关$")
_OF_EACH = re.compile(r"各|分别|每|哪|最|[二两三四五六七八九十]家")
_OWN_SAID = re.compile(r"本级|机关(?!事业)|本部")
_SHORTEST = 3


class _Named(NamedTuple):
    """A thing that the question names, by how many characters, and the question without its name."""

    thing: Thing
    said: int
    rest: str


def thing_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The cells that are asked for; None where no thing and no wish account for the question."""
    query = understood.query
    targets = understood.own_targets
    if len(targets) != 1 or query.asks("contradiction") or query.later:
        return None
    text = squeezed(_asked(query))
    for unit in named_units(understood, sources, text):
        if unit.name not in text and not unit.shared:
            text = text.replace(unit.said, unit.name)  # '环卫所' is printed in full
    for row in targets[0].own:
        if any(year != row.fiscal_year for year in query.scope.years):
            return None
        document = sources.document(row.doc_id)
        own = _OWN_SAID.search(query.text) is not None
        final = (row.kind or "").endswith("决算")
        if found := _asked_for(document, text, own=own, final=final):
            facts = {fact.citation.pieces: fact for fact in understood.facts_of([row])}
            return _composed(understood, Place(row, document, facts), found)
    return None


def _asked(query: Query) -> str:
    """The question without its units and years, but with what it says of stages: '执行了多少'."""
    chars = list(content(query))
    for span in query.scope.taken:
        said = query.text[span.start : span.end]
        if _KEPT.search(said) and span not in query.scope.named:
            chars[span.start : span.end] = said
    return "".join(chars)


# ── which thing, which cells ─────────────────────────────────────────────────────────────────


class _Found(NamedTuple):
    """A thing with the fields that tell each wish."""

    thing: Thing
    wish: Wish
    fields: tuple[Field, ...]


def _asked_for(document: Document, text: str, *, own: bool, final: bool) -> list[_Found]:
    """The fields that tell the wishes, of the thing that is named most fully; none where in doubt."""
    named = [one for thing in things(document) for one in _named(thing, text, own=own)]
    if not any(one.said for one in named):
        named = list(_by_words(document, text)) or named
    most = max((one.said for one in named), default=0)
    found: dict[str, list[_Found]] = {}
    wanted: list[str] = []
    for one in (one for one in named if one.said == most):
        wishes, rest = wishes_in(one.thing, one.rest)
        if not wishes or _untold(wishes, rest):
            continue
        wanted = wanted or [wish.kind for wish in wishes]
        for wish in wishes:
            if _may_tell(one.thing, wish.kind) and (
                fields := told_by(one.thing, wish, final=final)
            ):
                found.setdefault(wish.kind, []).append(_Found(one.thing, wish, tuple(fields)))
    told = [_agreed(found.get(kind, [])) for kind in wanted]
    return [one for one in told if one] if told and all(told) else []


def _named(thing: Thing, text: str, *, own: bool) -> Iterator[_Named]:
    """Where the text names a thing, with the project over it where that is said too."""
    if thing.kind in ("item", "project") and _is_unit(label_key(thing.name.text)):
        return
    if thing.kind == "sum":
        if not own and not _OF_EACH.search(text):
            yield _Named(thing, 0, text)
        return
    if thing.kind == "unit" and own:
        if _OWN.search(re.sub(r"\s", "", folded(thing.name.text))):
            yield _Named(thing, 2, _OWN_SAID.sub("|", text))
        return
    over = squeezed(thing.over)
    behind = text.replace(over, "|", 1) if len(over) >= _SHORTEST else text
    for name in _wordings(thing):
        for whole in dict.fromkeys((behind, text)):
            if name in whole:
                said = len(name) + (len(over) if whole is not text else 0)
                yield _Named(thing, said, whole.replace(name, "|", 1))
                return


def _by_words(document: Document, text: str) -> Iterator[_Named]:
    """The one project whose name says every word that is left beside the wish: 康复训练室建设的执行率."""
    found: list[_Named] = []
    for thing in (one for one in things(document) if one.kind == "project"):
        wishes, rest = wishes_in(thing, text)
        if not wishes or not (_OF_PROJECT.search(text) or {w.kind for w in wishes} <= _SURE):
            continue
        words = [span for span in words_asked(rest) if not FRAME.fullmatch(rest[slice(*span)])]
        said = said_words(rest, words, folded(thing.name.text))
        length = sum(end - start for start, end in said)
        if len(said) == len(words) and length >= _SHORTEST:
            left = text
            for start, end in words:
                left = f"{left[:start]}{'|' * (end - start)}{left[end:]}"
            found.append(_Named(thing, length, left))
    most = max((one.said for one in found), default=0)
    best = [one for one in found if one.said == most]
    if len({label_key(one.thing.name.text) for one in best}) == 1:
        yield from best


_SURE = frozenset({"rate", "score", "grade", "who", "chief", "person", "basis", "document"})
"""What only projects have: an amount may be that of a class of the same name."""
_OF_PROJECT = re.compile(r"项目")


def _is_unit(name: str) -> bool:
    """Whether a line between projects is that of a unit, with its place: no project is called so."""
    return is_unit_row(name) and bool(places_of(name)[0])


def _wordings(thing: Thing) -> tuple[str, ...]:
    """How a name may be said: in full, without brackets, a unit without its place."""
    forms = wordings(thing.name.text, 2 if thing.kind == "item" else _SHORTEST)
    if thing.kind != "unit":
        return forms
    bare = [_PLACE.sub("", form) for form in forms]
    barer = [_PLACE.sub("", form) for form in bare]
    return tuple(dict.fromkeys((*forms, *bare, *barer)))


def _may_tell(thing: Thing, kind: str) -> bool:
    if thing.kind == "unit":
        return kind in _OF_UNITS
    if thing.kind == "sum":
        return kind in _OF_SUMS
    return (kind in _OF_INDICATORS) == (thing.kind == "indicator") or kind in ("score", "reason")


def _untold(wishes: Sequence[Wish], rest: str) -> bool:
    """Whether a word of content is left beside name and wish, or one that turns an amount."""
    amount = any(wish.kind in _AMOUNTS and wish.kind != "price" for wish in wishes)
    rest = _BESIDE_AMOUNT.sub("|", rest)
    if WORKED.search(rest):
        return True
    if amount and (_TURNED.search(rest) or FUNDS.search(rest)):
        return True
    if _BESIDE_ANOTHER.search(rest):
        return True
    return _WHOLE_FRAME.fullmatch(rest) is None and any(_left(rest))


def _left(rest: str) -> Iterator[str]:
    """The words of content that are no words of the frame, nor made of such: 具体|实施|了."""
    for start, end in words_asked(rest):
        parts = (part for part, _ in tagged(rest[start:end]))
        yield from (p for p in parts if not FRAME.fullmatch(p) and not NEUTRAL.fullmatch(p))


_WHOLE_FRAME = re.compile(rf"(?:{FRAME.pattern}|{NEUTRAL.pattern}|\||一{{1,2}})*")


def _agreed(found: Sequence[_Found]) -> _Found | None:
    """What tells a wish: the surest head; figures of several places must be one."""
    if not found:
        return None
    best = min(found, key=_rank)
    same = [one for one in found if _rank(one) == _rank(best)]
    values = {"|".join(_value(field.cell) for field in one.fields) for one in same}
    if best.wish.kind not in _AMOUNTS:
        shortest = min(values, key=len)
        return best if all(shortest in value for value in values) else None
    return best if len(values) == 1 else None


def _rank(one: _Found) -> int:
    """How sure the head is, the surest 0."""
    head = one.fields[0].head
    return next((at for at, wording in enumerate(one.wish.heads) if wording.search(head)), 9)


def _value(cell: Cell) -> str:
    """What a cell prints, for comparison: a number without its separators and zeros."""
    text = re.sub(r"\s|,", "", folded(cell.text))
    return re.sub(r"\.0+$|(?<=\.\d)0$", "", text)


# ── the answer ───────────────────────────────────────────────────────────────────────────────


def _composed(understood: Understood, place: Place, found: Sequence[_Found]) -> Composed:
    write = writer(understood)
    who = f"{period(place.row.fiscal_year)}{place.row.unit_name or ''}"
    much = re.search(r"多少|几|各", understood.query.text) is not None
    for one in found:
        funds = one.wish.kind == "funds"
        said = [said_field(write, place, one.thing, field, of=funds) for field in one.fields]
        if funds and not much:
            write.figures.clear()
        head = "资金来源" if funds else _bare(one.fields[0])
        write.say(f"{who}{called(one.thing)}的{head}：{'，'.join(said)}。", core=True)
    return write.done()


def _bare(field: Field) -> str:
    return re.sub(r"\([^()]*\)$", "", field.head)
