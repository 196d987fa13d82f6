"""What one figure is of: its own subject under the open list, or the subject carried over.

Takes the clause of a figure and the Context before it; gives a Said and the qualifier words of its
column. Makes no facts.

    '其中:工资福利支出' 196万元          -> ('基本支出', '工资福利支出')
    '支出决算为' 15.11万元               -> the item of the list heading, stage 决算
    '内设' 9个 科室                      -> '内设科室'
    '价值' 500万元 after 房屋 1000平方米 -> ('房屋', '价值')
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from ingest.figures.clauses import cut_cue, split_names
from ingest.figures.context import BRACKET, Context, Said
from ingest.figures.periods import side_in
from ingest.figures.rows import clean_label
from ingest.figures.sentences import Token
from ingest.figures.subjects import COUNT_NOUN, GENERIC, Subject, subject_of

__all__ = ["Level", "compared_subject", "level_of", "placed"]

_RESPECTIVELY = re.compile(r"分别(?:为|是|安排)?$")
_CONCERNS = re.compile(r"^涉及(?!金额|资金|预算(?:金额|资金|总额)|项目(?:预算)?(?:金额|资金))")
_CHANGED_TO = re.compile(r"^(?:增加|减少|提高|下降|上升|降低|调整|增长)(?:到|至|为)$")
_FROM = re.compile(r"(?:由|从)(?=.{0,8}$)")
_AFTER_COUNT = re.compile(
    r"(?P<noun>[一-鿿()]{1,16}?)(?=[,。;:、(的]|$|纳入|开展|进行|编报|实行|均|已|为|是|及|和)"
)
_SETTING = re.compile(
    r"^(?:.*(?P<how>内设|下设|下属|所属|下辖)|.*(?:共有|现有|设有|包括|包含|涉及|编报|设置|设|共|有|含|其中"
    r"|新增|为|是|及|等|和|与|、|[本我](?:部门|单位|局|委|院)))?$"
)
_COUNTED = re.compile(r"项目|资产$|工程$|投资$|单位|机构|科室|处室|部门|中心|委员会|支队|大队|学校")
_OWNED = frozenset(["价值", "原值", "净值", "金额", "采购金额", "合同金额", "总价"])
_PURPOSE = re.compile(r"用于|经批准|由于")
_POST = re.compile(r"(?:行政|事业|工勤|参公).*编制?数?$")
_LEFT, _IN_OFFICE = re.compile(r"^(?:离|退休|遗属)"), re.compile(r"在职|在编|在岗|编制|实有")
_POSTS = {"人", "名", "个"}
_OF_EACH = 0.4
"""'各单位支出预算分别为3万元、4万元': no figure of these is of the whole."""


class Level(NamedTuple):
    """The subject of a figure, its column words, and where reading goes on if a noun was used."""

    said: Said
    words: tuple[str, ...]
    stop: int


def level_of(context: Context, text: str, token: Token, flat: str) -> Level:
    """The subject of a plain figure."""
    asunder, text = bool(_RESPECTIVELY.search(text)), _one_of_several(context, text)
    stop = token.stop
    behind = _counted(flat, text, token)
    if behind:
        text, stop = behind
    if _CONCERNS.match(text) and context.last:
        context.open_list("涉及")
        text = text.removeprefix("涉及")
    if token.kind == "amount":
        text = _FROM.sub("", text)
    subject = subject_of(text, context.document.info)
    words = (subject.said,) if subject.said else ()
    known = context.inherited
    if subject.names == ("接待",) and known and known.kind == "count":
        subject = replace(subject, names=())
    carried = subject.lone and known and not context.starts_own
    if not subject.names or (carried and known and not _other_side(known, subject)):
        return Level(_carried_over(context, known, subject, text, token), words, stop)
    context.buying = context.buying or subject.item.startswith("购置")
    said = placed(context, subject, token, text)
    if asunder and not context.several[1:]:
        said = replace(said, sure=min(said.sure, _OF_EACH))
    return Level(said, words, stop)


def _other_side(known: Said, subject: Subject) -> bool:
    """'收入预算100万元，支出预算100万元': the second is no stage of the first."""
    sides = side_in(known.path[-1]) if known.path else None, side_in(subject.item)
    return None not in sides and sides[0] != sides[1]


def compared_subject(context: Context, before: str, token: Token) -> Said:
    """What a change is of: the clause's own subject, else that of the change or level before."""
    opened, text = cut_cue(before)
    subject = subject_of(text, context.document.info)
    if opened:
        context.open_list("其中")
    known = context.changed or context.current
    if not subject.names or (known and _is_of(context, known, subject)):
        return known or Said((), None, None, None, token.kind, token.unit, 0.4)
    said = placed(context, subject, token)
    year = said.year or (known.year if known else None)
    return replace(said, year=year, sure=(0.5, 0.9, 0.95)[subject.strength])


def _is_of(context: Context, known: Said, subject: Subject) -> bool:
    """A mere '支出' is that of the subject in force; '支出预算' at the start of a sentence is the total."""
    own = context.starts_own and subject.item not in ("支出", "收入")
    return subject.lone and not own and not _other_side(known, subject)


def placed(context: Context, subject: Subject, token: Token, raw: str = "") -> Said:
    """A subject of its own, under the list that is open."""
    parent = _parent(context, subject, token)
    return Said(
        path=_path(context, parent, subject, token, raw),
        year=subject.year or context.year or (parent.year if parent else None),
        stage=subject.stage,
        fund=subject.fund or (parent.fund if parent else None),
        kind=token.kind,
        unit=token.unit,
        sure=_sureness(subject, token, member=_is_member(context, parent, token)),
        code=subject.code,
    )


def _one_of_several(context: Context, text: str) -> str:
    """'A和B分别为1万元、2万元': each figure takes the next name."""
    if _RESPECTIVELY.search(text):
        named = split_names(_RESPECTIVELY.sub("", text)) or list(context.several) or [""]
        first, *context.names = named
        context.several, context.compared = tuple(named), None
        return first
    if context.names and re.fullmatch(r"[、,和及与]*", text):
        return context.names.pop(0)
    return text


def _carried_over(
    context: Context, known: Said | None, subject: Subject, text: str, token: Token
) -> Said:
    """A figure without a subject of its own: '2019年预算数15万元', '支出决算为15万元'."""
    if known is None:
        raw = clean_label(text)
        return Said((raw,) if raw else (), None, None, None, token.kind, token.unit, 0.4)
    year = subject.year or context.year or known.year
    if _CHANGED_TO.match(text):
        year = context.document.info.fiscal_year
    return replace(
        known,
        year=year,
        stage=subject.stage or known.stage,
        kind=token.kind,
        unit=token.unit,
        sure=_carried_sureness(context, known, subject, text, token),
    )


def _carried_sureness(
    context: Context, known: Said, subject: Subject, text: str, token: Token
) -> float:
    if token.kind == "percent":
        return min(known.sure, 0.6 if subject.said else 0.4)
    if not text and not context.fresh and known.kind != token.kind:
        return min(known.sure, 0.85)
    return known.sure if subject.said or subject.lone else min(known.sure, 0.4)


def _parent(context: Context, subject: Subject, token: Token) -> Said | None:
    """The whole that the figure is a part of; a noun like '价值' belongs to the figure before it."""
    if len(subject.names) > 1:
        return None
    if subject.item in _OWNED and context.last and context.near:
        return context.last
    parent = next((said for said, _ in reversed(context.levels) if said), None)
    return parent if parent and _alike(parent, token, subject) else None


def _is_member(context: Context, parent: Said | None, token: Token) -> bool:
    """A part of an enumeration; an amount in mere brackets may be anything."""
    bare = bool(context.levels) and context.levels[-1][1] == BRACKET and token.kind == "amount"
    return parent is not None and not bare


def _alike(parent: Said, token: Token, subject: Subject) -> bool:
    """People are no part of vehicles, nor the retired of those in office."""
    if _LEFT.search(subject.item) and _IN_OFFICE.search(parent.path[-1] if parent.path else ""):
        return False
    if token.kind != "count" or parent.kind != "count":
        return True
    return parent.unit == token.unit or {parent.unit, token.unit} <= _POSTS


def _path(
    context: Context, parent: Said | None, subject: Subject, token: Token, raw: str
) -> tuple[str, ...]:
    names = subject.names
    if parent and parent.path:
        again = token.kind == "count" and subject.item == parent.path[-1] and raw
        own = (clean_label(raw),) if again else names
        return (*parent.path, *(name for name in own if name not in parent.path))
    if context.last and _staffed(context, context.last, subject):
        return (context.last.path[-1], *names)
    if context.buying and token.kind == "count" and not subject.item.startswith("购置"):
        return ("购置" + subject.item,)
    return names


def _staffed(context: Context, last: Said, subject: Subject) -> bool:
    """'事业编制数4人，实有在编人数3人': the second figure belongs to the kind of post before it.

    Behind two kinds of posts ('行政编制32名，事业编制18名，实有48人') it is that of all.
    """
    if not _is_post(last) or not re.match(r"实有|在编|实际在", subject.item):
        return False
    return not (context.earlier and _is_post(context.earlier))


def _is_post(said: Said) -> bool:
    return said.kind == "count" and bool(said.path) and bool(_POST.search(said.path[-1]))


def _sureness(subject: Subject, token: Token, *, member: bool) -> float:
    listed = member and len(subject.item) <= 25
    if len(subject.item) > 30 or token.kind == "percent":
        return 0.6
    if token.kind == "count":
        return _count_sureness(subject, listed=listed)
    if subject.item in GENERIC:
        return 0.85 if member else 0.5
    return 0.95 if subject.strength else 0.85 if listed else 0.6


def _count_sureness(subject: Subject, *, listed: bool) -> float:
    if _PURPOSE.search(subject.item):
        return 0.5
    if subject.item in ("项目", "单位", "人", "部门"):
        return 0.6
    if COUNT_NOUN.search(subject.item) or subject.strength == 2:
        return 0.9
    return 0.85 if listed or _COUNTED.search(subject.item) else 0.5


def _counted(flat: str, text: str, token: Token) -> tuple[str, int] | None:
    """'设9个内设机构': what is counted stands behind the figure when nothing stands before it."""
    if token.kind != "count" or token.unit in ("人次", "批次"):
        return None
    found, noun = _SETTING.fullmatch(text), _AFTER_COUNT.match(flat, token.stop)
    if not found or not noun:
        return None
    return (found["how"] or "") + noun["noun"].strip("()"), noun.end("noun")
