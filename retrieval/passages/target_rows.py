"""Which rows of indicator tables a question means, by what their names, projects and forms say of its words.

Takes a Document and the question without unit and year, gives the FormTargets that say most of it: one, or
one of each project where none is named. Knows no columns and no wording of answers.

    '窗口外包要求群众平均排队多久以内'   ->   平均等候时间, under 窗口服务外包
    '养一名辅警一年最多多少钱'         ->   人均年保障标准, under 警务辅助人员经费
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.document import Document, Table
from retrieval.passages.target_kinds import asks_cost_of_one, counts, fits
from retrieval.printed.form_targets import FormTarget, targets_of
from retrieval.understand.words_asked import Words, said_words, words_asked
from retrieval.words.frame_words import tagged
from retrieval.words.lexicon import folded
from retrieval.words.project_words import NEUTRAL
from retrieval.words.said_in_full import squeezed, without_name
from retrieval.words.words_said import said_by

__all__ = ["AIMED", "MOST", "projects_of", "rows_meant", "said_of"]

AIMED = re.compile(
    r"要求|应|计划(?!生育)|目标|指标值|希望|必须|打算|预期|原定|年初定|要(?:达到|做到|有|多)"
)
"""Words that ask what is aimed at."""
MOST = 3
_LIGHT = re.compile(
    rf"{NEUTRAL.pattern}|业务|办完|工作|单位|部门|人员|全年|平均|标准|数量|时间|次数|那个|系统|全市|全县|全区|控制|任务|达标|实有|情况|规定|自己"
)
"""Words that no row need say; what the row says beside them is enough."""
_TAIL = re.compile(
    r"(?:数量|人数|户数|次数|数目|时间|时限|比例|标准|长度|面积|价格|总数|数|率|量)$"
)
"""The last word of a name says only what kind of value it has."""
_QUALIFIED = re.compile(r"\d+岁(?:及?以[上下])?|\d+[-—~至]\d+岁?|及?以[上下]")
_CONTENTED = re.compile(r"满意(?:度|率|比例)?")
_PEOPLE = re.compile(
    r"[人员众民生师属户客者友手]$|家长|父母|企业|职工|老人|孩子|用户|对象|社会|单位|公众|市民|商家|学校|业主"
)
_LEAST_TOLD, _LEAST_COUNTED, _LEAST_BY_GOAL = 0.4, 0.3, 0.5
"""How much of its name must be said; less where its very thing is counted, more where the goal says a word."""
_MOST_TOLD = 0.8
_STOCK = re.compile(r"(?<![要应达])(?:现有|共有|一共有|有)(?:多少|几)(?!人次)")
"""'全县有多少台电梯' asks for those that are there, not for those to be looked at."""
_GRADED = re.compile(r"优.*良.*差")
_SENTENCE = 12
_COST_OF_ONE = re.compile(r"每|单|[人户生次亩头套件辆]均|标准|成本|价|一[名个套台件辆户]")
_OF_MONEY = re.compile(r"\d\s*(?:万|亿)?元")
_ONE_OF = re.compile(
    r"一[\u4e00-\u9fff]|每[\u4e00-\u9fff]+|单[方位套台件]|人均|成本|单价|价格|上限"
)
_ASKS = re.compile(r"多少|几(?!乎)|多[大高长久]|百分之|什么|哪")


class _Row(NamedTuple):
    """A row that may be meant: how much of the question it says, and how much of its name is said."""

    target: FormTarget
    said: int
    share: float


class _Form(NamedTuple):
    """What a form says beside its rows: its goals, and the names of all its rows."""

    table: Table
    goals: str
    names: str


def rows_meant(document: Document, text: str) -> list[FormTarget]:
    """The rows that say most of the question; none where no row accounts for it, or several do."""
    if found := _named_in_full(document, text):
        return found
    words = words_asked(text)
    rows = list(_rows(document, text, words)) if words else []
    named = {row.target.project for row in rows if row.target.project}
    whole = any(
        len(said_of(text, words, folded(name))) == len(words) for name in projects_of(document)
    )
    rows = [row for row in rows if row.target.project] if whole or named else rows
    most = max((row.said for row in rows), default=0)
    rows = [row for row in rows if row.said == most]
    best = max((row.share for row in rows), default=0.0)
    found = [row.target for row in rows if row.share == best]
    return found if len({target.project for target in found}) == len(found) <= MOST else []


def projects_of(document: Document) -> set[str]:
    """The projects whose indicators are printed."""
    found = (target.project for table in document.tables for target in targets_of(document, table))
    return {name for name in found if name}


def said_of(text: str, words: Words, project: str) -> list[tuple[int, int]]:
    """The words that a project's name says, in full or cut down to its first characters: 世赛."""
    said = set(said_words(text, words, project))
    return [span for span in words if span in said or _cut_down(text[slice(*span)], project)]


def _own_words(text: str, words: Words, name: str) -> list[tuple[int, int]]:
    """The words that the name of an indicator says, or the first characters of two of its words: 初验."""
    said = set(said_words(text, words, name))
    pairs = {a[:1] + b[:1] for a, b in pairwise(word for word, _ in tagged(name))}
    return [span for span in words if span in said or text[slice(*span)] in pairs]


def _cut_down(word: str, name: str) -> bool:
    """Whether a word is the first character of a name and others of it, in their order."""
    at = iter(name)
    return 1 < len(word) <= 4 and word[0] == name[:1] and all(char in at for char in word)


def _of_level(targets: Sequence[FormTarget], text: str) -> Iterator[FormTarget]:
    """Only those of the unit's own form where the question says 整体."""
    yield from (target for target in targets if not (target.project and "整体" in text))


def _named_in_full(document: Document, text: str) -> list[FormTarget]:
    """The rows whose names the question says whole, with their project or with nothing else."""
    graded: list[tuple[int, FormTarget]] = []
    plain = squeezed(text)
    for table in document.tables:
        for target in _of_level(targets_of(document, table), text):
            behind = without_name(target.project, plain) if target.project else None
            rest = without_name(target.name.text, plain if behind is None else behind)
            if rest is None or _GRADED.search(target.told) or not fits(text, target.told):
                continue
            if not words_asked(_LIGHT.sub("|", rest)):
                graded.append((len(plain) - len(rest), target))
    most = max((said for said, _ in graded), default=0)
    found = [target for said, target in graded if said == most]
    return found if len({target.project for target in found}) == len(found) <= MOST else []


def _rows(document: Document, text: str, words: Words) -> Iterator[_Row]:
    for table in document.tables:
        targets = targets_of(document, table)
        ends = max((target.name.row for target in targets), default=0)
        long = (cell for cell in table.cells if len(cell.text) > _SENTENCE and cell.row <= ends)
        goals = "|".join(folded(cell.text) for cell in long)
        names = "|".join(folded(target.name.text) for target in targets)
        for target in _of_level(targets, text):
            if _GRADED.search(target.told):
                continue  # one value a grade: which of them is asked, `indicators` tells
            if row := _row(target, _Form(table, goals, names), text, words):
                yield row


def _row(target: FormTarget, form: _Form, text: str, words: Words) -> _Row | None:
    """The row with how much it says; None where a word of the question is left."""
    name, project = folded(target.name.text), folded(target.project)
    if not fits(text, f"{target.told}{_in_brackets(name)}") or not _of_people(text, name):
        return None
    own = _own_words(text, words, name + _unit_said(target))
    of_project = said_of(text, words, project) if project else []
    over = {*own, *of_project}
    over.update(said_words(text, words, "".join((*target.classes, form.table.title))))
    left = [span for span in words if span not in over]
    left = [span for span in left if not _LIGHT.fullmatch(text[slice(*span)])]
    if project and not _CONTENTED.search(text):
        served = form.goals + form.names
        left = [span for span in left if not _served(text[slice(*span)], served)]
    share = _share_told(name, text)
    said = sum(end - start for start, end in {*own, *of_project})
    if asks_cost_of_one(text) and _is_cost_of_one(target, name):
        left = [span for span in left if not _ONE_OF.fullmatch(text[slice(*span)])]
        known = said_words(text, left, form.goals)
        told = any(not _ONE_OF.fullmatch(text[slice(*span)]) for span in (*own, *of_project))
        return _Row(target, said, share) if told and len(known) == len(left) else None
    by_goal = share >= _LEAST_BY_GOAL and not _CONTENTED.search(text)
    if left and by_goal and _asked_of(text, words) not in left:
        known = said_words(text, left, form.goals)
        left = [span for span in left if span not in known]
    if of_project and set(own) <= set(of_project) and counts(text) and _does(text, name):
        known = said_words(text, left, form.goals)
        return _Row(target, said, share) if len(known) == len(left) else None
    alone = [span for span in own if span not in of_project]
    thing = _thing_behind(text, words)
    if left or (thing is not None and thing not in own):
        return None
    counted_of = thing or _counted_of(text, words)
    counted = counted_of in own
    telling = any(not _LIGHT.fullmatch(text[slice(*span)]) for span in alone)
    if not (telling or counted or (counts(text) and len(own) > 1 and not counted_of)):
        return None
    if _STOCK.search(text) and not AIMED.search(text) and share < _MOST_TOLD:
        return None  # how many there are is no aim
    return _Row(target, said, share) if share >= _least(own, words, counted=counted) else None


def _least(own: Words, words: Words, *, counted: bool) -> float:
    """How much of the name must be said: less where it says two words, and every word there is."""
    return _LEAST_COUNTED if counted or (len(own) == len(words) > 1) else _LEAST_TOLD


def _does(text: str, name: str) -> bool:
    """Whether the one verb before the number stands in the name: 征 in '要征多少亩地', 征收土地面积."""
    match = re.search(r"([\u4e00-\u9fff])[了过]?(?:多少|几)", text)
    return match is not None and match[1] in name and match[1] not in "有来做要达是到共为"


def _is_cost_of_one(target: FormTarget, name: str) -> bool:
    return _COST_OF_ONE.search(name) is not None and _OF_MONEY.search(target.told) is not None


def _asked_of(text: str, words: Words) -> tuple[int, int] | None:
    """The word right before what is asked: 流失率 in '人员年流失率控制在多少'."""
    match = _ASKS.search(text)
    return max((span for span in words if match and span[1] <= match.start()), default=None)


def _served(word: str, said: str) -> bool:
    """Whether a word says whom a project serves, as its goal or another row does: 渔民 in '缩短渔民办事等候'."""
    return _PEOPLE.search(word) is not None and word in said


def _thing_behind(text: str, words: Words) -> tuple[int, int] | None:
    """The thing that is counted: 社团 in '开多少个社团'."""
    match = _HOW_MANY.search(text)
    return next((span for span in words if match and span[0] == match.end()), None)


def _counted_of(text: str, words: Words) -> tuple[int, int] | None:
    """What the number is of, before it: 外包 in '窗口外包项目外包多少人'."""
    match = _HOW_MANY.search(text)
    return next((span for span in words if match and span[1] == match.start()), None)


_HOW_MANY = re.compile(
    r"(?:了|过|要|的)?(?:多少|几)(?!块?钱|元|万|分)个?[家户处支名位台套部辆艘场次项座条所件张篇册本]?"
)


def _unit_said(target: FormTarget) -> str:
    """'元/人·年' is said too by who asks for what each one gets every year."""
    return "".join(re.findall(r"元/[\w·]+", target.told))


def _in_brackets(name: str) -> str:
    return "".join(re.findall(r"\([^()\d]{1,4}\)$", name))


def _share_told(name: str, text: str) -> float:
    """How much of a name the question says, but for ages and the last word that only says its kind."""
    bare = _QUALIFIED.sub("", re.sub(r"[\W_]|\([^()]*\)$", "", name))
    core = _TAIL.sub("", bare) or bare or name
    told = said_by(core, text)
    return sum(told) / len(told)


def _of_people(text: str, name: str) -> bool:
    """Who is to be content is said by the name: 家长满意度 answers nothing about 教师."""
    match = _CONTENTED.search(text)
    if match is None:
        return True
    before = [span for span in words_asked(text[: match.start()]) if span[1] == match.start()]
    who = [span for span in before if _PEOPLE.search(text[slice(*span)])]
    return _CONTENTED.search(name) is not None and all(said_words(text, [s], name) for s in who)
