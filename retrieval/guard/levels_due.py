"""Whether what is told is of the level of school that is asked: 初中 is never told for 高中.

Takes a Query and a Composed answer. Knows no document.

    '高中课后服务多少钱'   ->   '初中课后服务补助…': no
"""

from __future__ import annotations

import re

from retrieval.understand.question import Query
from retrieval.writing.compose import Composed

__all__ = ["of_asked_level"]

_LEVELS = re.compile(r"幼儿园|学前|小学|初中|高中|中职|职高|大学")


def of_asked_level(query: Query, composed: Composed) -> bool:
    """Whether every figure that names a level names one that the question names."""
    asked = set(_LEVELS.findall(query.asked or query.text))
    told = {level for figure in composed.figures for level in _LEVELS.findall(figure.item)}
    return not asked or not told or composed.kind != "found" or bool(asked & told)
