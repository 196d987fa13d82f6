"""How many of a thing there are, where a sentence prints the number right behind the thing's own name.

Takes an Understood and Sources, gives a Composed answer or None. The question is nothing but the thing
and 'how many'; a thing that is printed with more before its name is told under that longer name.

    '有多少临床科室'   ->   '临床科室38个'
    '有多少张床位'     ->   '编制床位960张', '实际开放床位1042张': both
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.amount import number
from retrieval.figures.cell_lines import writer
from retrieval.printed.prose import Line, paragraphs, sentences
from retrieval.scope.scope import Listed
from retrieval.understand.accounted import content
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.writing.compose import Composed, Stated
from retrieval.writing.prompts import mark, period

__all__ = ["counted_thing_answer"]

_COUNTER = "[张个名人辆台套家间所座栋条处项件户支艘架亩级]|公里|平方米|平方公里|公顷|人次|批次"
_THING = "[\u4e00-\u9fff]{2,10}?"
_MANY = rf"(?:多少|几)(?P<counter>{_COUNTER})?"
_ASKED = (
    re.compile(
        rf"[|,的]*(?:现在|目前|一?共|总共|现)?(?:设?有|设置?了?|开设了?)?{_MANY}(?P<thing>{_THING})[|?。吗呢]*"
    ),
    re.compile(
        rf"[|,的]*(?P<thing>{_THING})(?:的?(?:数量|人数|总数|数))?(?:一?共|总共)?(?:有|是|为|达)?{_MANY}[|?。吗呢]*"
    ),
)
_MONEY = re.compile(
    r"费|钱|资金|经费|收入|支出|预算|拨款|工资|补助|补贴|金额|结余|结转|增|减|占|比"
)
_BEFORE = r"(?P<before>[\u4e00-\u9fff“”]{0,8})"
_MOST = 4


class _Told(NamedTuple):
    name: str
    printed: str
    unit: str
    line: Line


def counted_thing_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The numbers behind the thing's name; None where it is named nowhere so, or too often."""
    targets = understood.own_targets
    asked = content(understood.query)
    match = next((m for pattern in _ASKED if (m := pattern.fullmatch(asked))), None)
    if match is None or len(targets) != 1 or understood.query.later:
        return None
    if _MONEY.search(match["thing"]):
        return None
    for row in targets[0].own:
        told = _told_in(sources, row, match["thing"], match["counter"] or "")
        if 0 < len({(one.name, one.printed) for one in told}) <= _MOST:
            return _composed(understood, row, told)
    return None


def _told_in(sources: Sources, row: Listed, thing: str, counter: str) -> list[_Told]:
    unit = re.escape(counter) if counter else _COUNTER
    pattern = re.compile(
        rf"{_BEFORE}{re.escape(thing)}(?:数量|人数|总数|数)?(?:共计?|约?为|有|达到?|约)?"
        rf"(?P<printed>\d[\d,]*(?:\.\d+)?)(?P<unit>{unit})(?![\u4e00-\u9fff])"
    )
    found: dict[tuple[str, str], _Told] = {}
    for paragraph in paragraphs(sources.document(row.doc_id)):
        for said in sentences(paragraph):
            for match in pattern.finditer(said.key):
                name = re.sub(r"^.*?(?:设有?|内设|下设|共有?|拥有|其中|现有)", "", match["before"])
                one = _Told(f"{name}{thing}", match["printed"], match["unit"], said.line)
                found.setdefault((one.name, one.printed), one)
    return list(found.values())


def _composed(understood: Understood, row: Listed, told: list[_Told]) -> Composed:
    write = writer(understood)
    dated = any("截至" in one.line.text or "截止" in one.line.text for one in told)
    who = f"{'' if dated else period(row.fiscal_year)}{row.unit_name or ''}"
    whose = (f"{row.fiscal_year}年", row.unit_name or "")
    cited: dict[str, int] = {}
    for one in told:
        at = write.cite(one.line.citation, one.line.unit, (*one.line.labels, *whose))
        write.say(f"{who}{one.name}为 {one.printed} {one.unit}{mark(at)}。", core=True)
        cited.setdefault(one.line.text, at)
        if (value := number(one.printed)) is not None:
            when = str(row.fiscal_year) if row.fiscal_year else None
            write.figures.append(Stated(value, one.unit, one.name, "level", when, at))
    for text, at in cited.items():
        write.say(f"{text}{mark(at)}", verbatim=True)
    return write.done()
