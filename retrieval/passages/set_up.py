"""Why a project is there at all: what its own section says that it is for.

Takes a Reading's document, its paragraphs and a Query, gives the lines with the name of the part they stand
in, or none: only for one project that the question names. What moved its money is another question.

    '为什么要设科技专项经费'   ->   '一、项目概述'  '加快推动本区企业创新驱动发展，促进企业加快成果转化。'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Document
from retrieval.passages.project_answers import named_project, project_matter
from retrieval.printed.projects import projects
from retrieval.printed.prose import Line, Passage, Told
from retrieval.understand.question import Query
from retrieval.writing.prompts import lead

__all__ = ["set_up_for"]

_SET_UP = re.compile(
    r"为(?:什么|何|啥)(?:要|会|得)?(?:去|再)?(?:专门|新)?(?:设立?|新?建|搞|做|办|开展|实施|安排|立项|修|买|购)"
    r"|(?:设立|新建|开展|实施|立项)[^,?。]{0,20}(?:是)?(?:为了?(?:什么|啥)|(?:目的|初衷|意义)(?:是|在于)?(?:什么|啥|哪))"
)
_PARTS = ("项目概况", "立项依据", "绩效目标")
_AIMS = (re.compile(r"为了|目的|旨在|以便"), re.compile(r"加快|促进|解决|满足|提升|推动|保障"))
"""What says an aim plainly, and what may."""


def set_up_for(document: Document, passages: Sequence[Passage], query: Query) -> Told | None:
    """The aim of the one project named; of its parts the one that says an aim most plainly."""
    if not _SET_UP.search(query.text):
        return None
    places = named_project(projects(document, passages), query)
    parts = [(part, project_matter(document, passages, places, part)) for part in _PARTS]
    for aim in _AIMS if places else ():
        for part, lines in parts:
            if any(aim.search(line.text) for line in lines):
                return Told(lead("matter", places[0].name, part), tuple(_kept(lines, aim)))
    return None


def _kept(lines: Sequence[Line], aim: re.Pattern[str]) -> list[Line]:
    return [line for line in lines if aim.search(line.text)]
