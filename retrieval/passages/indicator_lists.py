"""The indicators of a class, or of a project, as a list: each with its target, in the form's order.

Takes an Understood and Sources, gives a Composed answer or None. The class, the project and the titles
must account for every word of the question. Knows not how a form prints its indicators.

    '送戏下乡的数量指标有哪些'   ->   '演出场次：≥124场[1]'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Document
from retrieval.figures.cell_lines import writer
from retrieval.passages.form_targets import FormTarget, targets_of
from retrieval.scope.scope import Listed
from retrieval.understand.cell_words import AskedText, asked_text, left_over, spans_of, title_spans
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import label_key
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import mark, period

__all__ = ["indicator_list_answer"]

_CLASS = re.compile(
    r"(?P<class>产出|数量|质量|时效|成本|(?:经济|社会|生态|环境)?效益|可持续(?:影响|发展)?|(?:服务对象)?满意度|绩效|考核)指标(?!值|体系|是否)"
)
_ALL = ("绩效", "考核")
_OTHER_FORMS = (
    "change", "rate", "share", "difference", "ratio", "compare", "largest", "smallest", "rank", "sum",
    "reason", "definition", "contradiction",
)  # fmt: skip
_HOW_MANY = re.compile(r"多少个?|几个|几项|数量指标(?:的)?数")
_ASKED = re.compile(
    r"有?哪些|哪几[个项条]?|都?有?(?:什么|啥)|各是多少|分别|怎么[设定]的?|设了|列了|具体"
)
_TITLES = "整体支出项目支出绩效目标表绩效指标指标值目标值预算部门单位年度三级二级一级"
_MOST = 60


def indicator_list_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The list; None where the question asks for something else or leaves a word over."""
    query = understood.query
    named = list(_CLASS.finditer(query.text))
    match = next((m for m in named if m["class"] not in _ALL), named[0] if named else None)
    targets = [target for target in understood.targets if target.own]
    if match is None or len(targets) != 1 or query.asks(*_OTHER_FORMS) or query.later:
        return None
    if query.asks("count") and (match["class"] != "数量" or _HOW_MANY.search(query.text)):
        return None
    asked = asked_text(query)
    for row in targets[0].own:
        document = sources.document(row.doc_id)
        found = _asked_for(document, asked, match["class"])
        if found and len(found) <= _MOST:
            return _composed(understood, row, match[0], found)
    return None


def _asked_for(document: Document, asked: AskedText, kind: str) -> list[FormTarget]:
    found = [
        target
        for table in document.tables
        if ("整体" not in asked.text or "整体" in table.title)
        for target in targets_of(document, table)
        if kind in _ALL or any(_is_of(kind, one) for one in target.classes)
    ]
    spans = [m.span() for pattern in (_CLASS, _ASKED) for m in pattern.finditer(asked.text)]
    spans += title_spans(_TITLES, asked.text)
    named = _of_project(found, asked)
    spans += [span for target in named for span in spans_of(_plain(target.project), asked.text)]
    return [] if left_over(asked, spans) else (named or found)


def _is_of(kind: str, printed: str) -> bool:
    """'效益' is also 社会效益, 经济效益; '满意度' also 服务对象满意度."""
    return label_key(printed).removesuffix("指标").endswith(kind.removesuffix("影响")) or label_key(
        printed
    ).startswith(kind)


def _of_project(found: Sequence[FormTarget], asked: AskedText) -> list[FormTarget]:
    """Those of the project that is named, of the longest name."""
    named = [t for t in found if t.project and spans_of(_plain(t.project), asked.text)]
    longest = max((len(t.project) for t in named), default=0)
    return [t for t in named if len(t.project) == longest]


def _plain(name: str) -> str:
    return re.sub(r"[“”\"《》\[\]]", "", name)


def _composed(
    understood: Understood, row: Listed, kind: str, found: Sequence[FormTarget]
) -> Composed:
    write = writer(understood)
    projects = list(dict.fromkeys(target.project for target in found))
    of_one = f"“{projects[0]}”的" if len(projects) == 1 and projects[0] else ""
    whose = (f"{row.fiscal_year}年", row.unit_name or "")
    said = ""
    for target in found:
        line = target.line
        labels = (*line.labels, target.project, *target.classes, *whose)
        number = write.cite(line.citation, line.unit, labels)
        if not write.statements:
            write.say(f"{period(row.fiscal_year)}{whose[1]}{of_one}{kind}如下：{mark(number)}")
        if len(projects) > 1 and target.project != said:
            said = target.project
            write.say(f"{said or '整体'}：{mark(number)}")
        write.say(f"{line.text}{mark(number)}", core=True)
    return write.done()
