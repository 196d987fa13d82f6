"""A project of two things is told for one of them: '校园安保' of 校园安保及消防维保服务.

Takes a Query and a Composed answer, says whether its one amount is of a name that joins several things and nothing
says so. Knows no document.

    '校园安保花多少'   told of '校园安保及消防维保服务'   ->   True: what the guard alone costs is not printed
"""

from __future__ import annotations

import re

from retrieval.understand.accounted import content
from retrieval.understand.question import Query
from retrieval.words.joined_names import names_one_of_them
from retrieval.words.lexicon import folded
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import OF_BOTH

__all__ = ["told_for_one_of_them"]

_OF_PROJECTS = re.compile(r"项目|采购|购买服务|绩效|专项")


def told_for_one_of_them(query: Query, composed: Composed) -> bool:
    """Whether the amount told is of more than the question names, and the answer does not say so."""
    if len(composed.figures) != 1 or composed.kind not in ("found", "computed"):
        return False
    if any(OF_BOTH in statement.text for statement in composed.draft.statements):
        return False
    evidence = composed.draft.evidence[composed.figures[0].evidence - 1]
    if not _OF_PROJECTS.search(evidence.citation.section.rsplit(">", 1)[-1]):
        return False
    return names_one_of_them(composed.figures[0].item, folded(content(query)))
