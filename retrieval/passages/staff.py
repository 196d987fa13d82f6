"""Heads and posts that no figure answers: the sentences that print them as the document counts them.

Takes a document's passages and a Query, gives the sentences with 编制, 实有, 退休 and their numbers,
or nothing. A total that is not printed is never made up from its kinds.

    '编制人数'  ->  '编制内实有人数39人，其中行政编制17个，事业编制23个'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.printed.prose import Passage, sentences
from retrieval.understand.accounted import content, unsaid
from retrieval.understand.question import Query

__all__ = ["staff_sentences"]

_FAMILIES = {
    "staff_authorized": r"编制|编外|定编",
    "staff_actual": r"实有|在职|在编|在岗|编制内",
    "staff_admin": r"行政编制",
    "staff_institution": r"事业编制",
    "retirees": r"离退休|退休|离休",
    "leave_retirees": r"离休",
    "hired": r"雇员",
    "temporary": r"临聘",
}
_HEADS = r"[^，,。；;\d]{0,12}\d+\s*(?:人|名|个|位)"
_MONEY = re.compile(r"钱|元|费|花|发[的了]|补贴|补助|支出|工资|资金")
_SAID_OTHERWISE = (
    "单位|部门|机关|本级|人员|人数|职工|员工|干部|编制|在编|在职|在岗|实有|现有|多少人"
)
"""What heads are called, whatever the document calls them; a body or a kind of its own is none."""
MOST = 4
"""Sentences of one answer."""


def staff_sentences(passages: Sequence[Passage], query: Query, unit: str) -> list[Passage]:
    """The sentences that count the people asked for; [] where the question is of something else."""
    keys = {key for item in query.items for key in item.concepts}
    if not keys or not keys <= set(_FAMILIES) or any(not item.concepts for item in query.items):
        return []
    if _MONEY.search(query.text):
        return []
    words = "|".join(_FAMILIES[key] for key in sorted(keys))
    wanted = re.compile(rf"(?:{words}){_HEADS}")
    found = [
        said for passage in passages for said in sentences(passage) if wanted.search(said.text)
    ]
    known = (unit, _SAID_OTHERWISE, *(item.text for item in query.items if item.concepts))
    asked = content(query)
    found = [said for said in found if not unsaid(asked, (said.key, said.titles, *known))]
    once = {re.sub(r"\s", "", said.text): said for said in reversed(found)}
    return list(once.values())[::-1][:MOST]
