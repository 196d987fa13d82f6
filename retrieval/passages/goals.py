"""The performance goals of a whole document: those of the unit where it has its own, else of every project.

Takes a document's passages and Projects, gives lines: one a project, its name before its goal, each
cited, in the document's order. A goal of a project that the question names is `project_answers`.

    '绩效目标有哪些'  ->  '科普活动：举办科普活动12场…' [1]  '站房修缮：…' [2]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.document import Document
from retrieval.passages.points import with_points
from retrieval.passages.project_answers import project_matter
from retrieval.printed.projects import Project
from retrieval.printed.prose import Line, Passage, in_section, sentences
from retrieval.understand.accounted import pairs_of
from retrieval.understand.focus import runs
from retrieval.understand.question import Query
from retrieval.words.lexicon import label_key

__all__ = ["asks_goals", "goals"]

_ASKS = re.compile(r"绩效目标")
_ASKS_ANY = re.compile(r"绩效目标|(?:整体|总体|年度)(?:上|的)?目标")
_ONE_FIGURE = re.compile(r"多少|几|占|涉及|表|指标|为什么|管理")
_GENERAL = re.compile(r"绩效|目标|项目|年度|总体|整体|部门|单位|各个?|全部|所有|列|设置|设定|情况")
_DEFINES = re.compile(r"(?:[:：]|是)指")
"""An entry of the glossary that stands right behind, under no heading of its own."""
_TITLE = re.compile(r"绩效目标")
_ONLY_COUNTS = re.compile(r"编报|编制了?(?:20\d\d年)?.{0,8}绩效目标|开展了|设置并编报")


def asks_goals(query: Query) -> bool:
    """'绩效目标有哪些': the goals themselves, of no project in particular."""
    if not _ASKS_ANY.search(query.text) or _ONE_FIGURE.search(query.text) or query.items:
        return False
    left = (_GENERAL.sub("|", run) for run in (*runs(query), *query.residue))
    return not any(pairs_of(run) for run in left)


def goals(
    document: Document, passages: Sequence[Passage], known: Sequence[Project], query: Query
) -> list[Line]:
    """The unit's own goals under their heading, else the goal of every project."""
    if "项目" not in query.text and (own := _own(document, passages) or _said(passages)):
        return own
    if not _ASKS.search(query.text):
        return []
    best: dict[str, Line] = {}
    for project in known:
        if project.key in best or project.form not in ("row", "form"):
            continue
        said = project_matter(document, passages, [project], "绩效目标")
        if said:
            first = said[0]
            name = re.sub(r"\s+", "", project.name)
            text = f"{name}：{first.text}"
            best[project.key] = replace(first, text=text, verbatim=False, labels=(project.name,))
    return list(best.values())


def _said(passages: Sequence[Passage]) -> list[Line]:
    """The unit's own goals where a sentence prints them: '整体绩效目标：保障…；完成…。'"""
    for passage in passages:
        for part in sentences(passage) if "名词" not in passage.titles else ():
            if _LEADS.search(part.key) and not _OF_ONE.search(part.key):
                return [with_points(part, passages).line]
    return []


_LEADS = re.compile(
    r"(?:整体|总体|年度|部门)(?:支出)?(?:年度)?(?:绩效)?目标(?:是|为|包括|如下)?:.{6,}"
)
_OF_ONE = re.compile(r"项目[^,;。]{0,20}目标(?:是|为|包括)?:")


def _own(document: Document, passages: Sequence[Passage]) -> list[Line]:
    """What stands under a heading of 绩效目标 and is more than how many projects have one."""
    for section in document.sections:
        title = label_key(section.title)
        if not _TITLE.search(title) or re.search(r"指标|表$|项目", title):
            continue
        beside = [s.title for s in document.sections if s.parent == section.parent]
        if any(re.search(r"立项依据|项目概[况述]|实施主体", other) for other in beside):
            continue
        inner = [s for s in document.sections if s.parent == section.position]
        inside = [
            p
            for p in in_section(passages, section)
            if not any(p in in_section(passages, s) for s in inner)
        ]
        told = [p for p in inside if not _ONLY_COUNTS.search(p.key)]
        told = [p for p in told if not _DEFINES.search(p.key)]
        if told and not inner:
            return [p.line for p in told]
    return []
