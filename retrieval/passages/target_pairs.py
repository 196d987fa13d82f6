"""Several indicators side by side: which of two is higher, what each of a list came to, which were missed.

Takes an Understood and Sources, gives a Composed answer or None. Every indicator that is named must be found
alone, one row each. Knows not how a row is found.

    '遗传代谢病和听力哪个筛查率高'      ->   both rows,  '遗传代谢病筛查率高于听力筛查率：99.3% − 98.9% = 0.4 个百分点'
    '课程包、取证率实际各是多少'        ->   both rows with what was done
    '哪些指标没完成'                 ->   the rows of the project whose 完成值 falls short of the target
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.document import Document
from retrieval.figures.cell_lines import writer
from retrieval.passages.target_cells import (
    DONE,
    Told,
    aimed_and_done,
    done_of,
    say_apart,
    say_row,
    term_of,
    text_asked,
    without_columns,
)
from retrieval.passages.target_rows import AIMED, rows_meant, said_of
from retrieval.printed.form_targets import FormTarget, targets_of
from retrieval.scope.scope import Listed
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.understand.words_asked import words_asked
from retrieval.words.lexicon import folded
from retrieval.writing.compose import Composed

__all__ = ["missed", "target_pair_answer", "targets_missed_answer"]

_WHICH = re.compile(r"(?:哪一?[个项边方样]?|谁)的?")
_HIGHER = re.compile(r"更?[高低多少大小快慢长短]|要求")
_PAIR = re.compile(
    r"(?P<lead>(?:[^,?]*[,?里中])?)(?P<list>[^,?里]{2,40}?(?:[、和与及跟][^,?]{2,20}?)),?(?:[两二]者|相比|比起来|[两二]个|,)*(?:哪一?[个项边方样]?|谁)的?(?P<noun>[^,?]*)"
)
_EACH = re.compile(
    r"(?P<lead>(?:[^?]*[,?|])?)(?P<list>[^,?|]{2,60}?(?:[、和与及跟][^,?|、]{2,20}?))(?P<noun>)(?=(?:实际|目标|要求|应|计划|最后|完成|达到|做到|[的是都])*(?:各自?|分别)(?:是|为|有|要|完成|做到|达到|应)*(?:多少|几|什么))"
)
_AND = re.compile(r"[、和与及跟]")
_SAID_LAST = re.compile(
    r"(?:要求|目标|指标)?(?:定得|更|较|要|比较)*[高低多少大小快慢长短](?:一?些|一点)?.*$|(?:要求|目标).*$"
)
_MISSED = re.compile(
    r"(?:哪几?[些个项条]?|什么|几[个项条]|多少[个项条])(?:(?P<of>[^,?。|]{0,14}?)(?:指标|目标|任务))?(?:都|是)?(?:没有?|未|不)(?:能|有)?(?:完成|达标|达到|做到|实现)"
    r"|(?:没有?|未|不)(?:能|有)?(?:完成|达标|达到|做到|实现)(?:目标|年初目标|要求)?的?(?:绩效)?指标(?:有|是)?(?:哪|几|多少)"
)
_DOWN = re.compile(r"^(?:[≤<≦＜]|不超过|不高于|小于)")
_APART_FROM_AIM = re.compile(r"超|离|距|差得|差距|完成得|(?:比|较)(?:目标|计划|要求|上年|去年)")
"""'哪个超目标更多' sets two distances against each other, and not two indicators."""
_DAY = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日)?")


def target_pair_answer(understood: Understood, sources: Sources) -> Composed | None:
    """Two indicators compared, or a list of them told; None where one of them is not found alone."""
    query, own = understood.query, understood.own_targets
    if len(own) != 1 or query.later or query.asks("sum", "share", "reason", "ratio", "definition"):
        return None
    text = text_asked(query)
    compared = _WHICH.search(text) is not None and _HIGHER.search(text) is not None
    match = (_PAIR if compared else _EACH).search(text)
    if match is None or (compared and _APART_FROM_AIM.search(text)):
        return None
    for row in own[0].own:
        document = sources.document(row.doc_id)
        if found := _each_named(document, match, text):
            return _composed(understood, document, row, text, found, compared=compared)
    return None


def _each_named(document: Document, match: re.Match[str], text: str) -> list[FormTarget]:
    """The one row that each name of the list means, all of them different; else none."""
    noun = _SAID_LAST.sub("", match["noun"])
    lead = match["lead"] if "整体" in match["lead"] else ""
    tail = "|多少?" if AIMED.search(text) is None else "|要求多少?"
    found: list[FormTarget] = []
    for name in _AND.split(match["list"].strip(",的|")):
        asked = (f"{front}{name}的{noun}{tail}" for front in dict.fromkeys((match["lead"], lead)))
        rows = next(
            (rows for one in asked if (rows := rows_meant(document, without_columns(one)))), []
        )
        if len(rows) != 1 or rows[0] in found:
            return []
        found += rows
    return found if len(found) > 1 else []


def _composed(
    understood: Understood,
    document: Document,
    row: Listed,
    text: str,
    found: Sequence[FormTarget],
    *,
    compared: bool,
) -> Composed | None:
    write = writer(understood)
    told = [_column(target, text) for target in found]
    places = [
        say_row(write, document, row, target, one) for target, one in zip(found, told, strict=True)
    ]
    if not compared:
        return replace(write.done(), accounted=True)
    if len(found) != 2:
        return None
    terms = [term_of(one[-1], at) for one, at in zip(told, places, strict=True)]
    names = ["".join(target.name.text.split()) for target in found]
    if names[0] == names[1]:
        names = [f"“{target.project}”的{name}" for target, name in zip(found, names, strict=True)]
    return replace(write.done(), accounted=True) if say_apart(write, row, terms, names) else None


def _column(target: FormTarget, text: str) -> tuple[Told, ...]:
    """The target where it is asked for or nothing came of it yet; what was done where that is; both."""
    done, aims = done_of(target), AIMED.search(text)
    if done is None or (aims and not DONE.search(text)):
        return (Told("指标值", target.told),)
    return aimed_and_done(target) if aims else (done,)


# ── those that were missed ───────────────────────────────────────────────────────────────────


def targets_missed_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The indicators of a project, or of the unit's own form, that fall short; None where one is in doubt."""
    own, text = understood.own_targets, text_asked(understood.query)
    match = _MISSED.search(text)
    if match is None or len(own) != 1 or understood.query.later:
        return None
    for row in own[0].own:
        document = sources.document(row.doc_id)
        named = f"{text[: match.start()]}|{match['of'] or ''}|{text[match.end() :]}"
        rows = list(_of_form(document, named))
        rows = [target for target in rows if re.search(r"\d", target.told)]
        verdicts = [missed(target) for target in rows]
        if rows and None not in verdicts and any(verdicts):
            write = writer(understood)
            for target in (t for t, missed in zip(rows, verdicts, strict=True) if missed):
                say_row(write, document, row, target, aimed_and_done(target))
            return replace(write.done(), accounted=True)
    return None


_REST = re.compile(
    r"实际|做到|完成|什么|程度|多少|各|分别|指标|绩效|自评|整体|里|有|项目|一共|列|出来|几|和|情况"
)


def _of_form(document: Document, text: str) -> Iterator[FormTarget]:
    """The rows of the project named; without a name those of the unit as a whole."""
    words = [span for span in words_asked(text) if not _REST.fullmatch(text[slice(*span)])]
    targets = [t for table in document.tables for t in targets_of(document, table)]
    for target in targets:
        project = folded(target.project)
        if (said_of(text, words, project) == words) if words else not project:
            yield target


def missed(target: FormTarget) -> bool | None:
    """Whether less was done than was aimed at; None where the two cannot be told apart."""
    done = done_of(target)
    if done is None or done.text == target.told:
        return None if done is None else False
    aimed, got = term_of(Told("", target.told), 1), term_of(done, 1)
    if aimed and got and aimed.unit == got.unit:
        return got.value > aimed.value if _DOWN.match(target.told) else got.value < aimed.value
    if _DAY.search(target.told) and _DAY.search(done.text):
        return _day(done.text) > _day(target.told)
    return None


def _day(text: str) -> tuple[int, int, int]:
    """'2024年10月底前' is the last day of its month."""
    match = _DAY.search(text)
    year, month, day = match.groups() if match else (None, None, None)
    return int(year or 0), int(month or 0), int(day or 31)
