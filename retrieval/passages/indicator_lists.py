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
from retrieval.printed.form_targets import FormTarget, targets_of
from retrieval.scope.scope import Listed
from retrieval.understand.accounted import content
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.understand.words_asked import Words, said_words, words_asked
from retrieval.words.lexicon import label_key
from retrieval.words.said_in_full import squeezed, without_name
from retrieval.words.words_said import said_by
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import mark, period

__all__ = ["indicator_list_answer"]

_CLASS = re.compile(
    r"(?P<class>产出|数量|质量|时效|(?:经济|社会|生态环境)?成本|(?:经济|社会|生态|环境)?效益|可持续(?:影响|发展)?|(?:服务对象)?满意度|绩效|考核|哪些|什么)指标(?!值|体系|是否)"
)
_BARE_CLASS = re.compile(
    r"(?P<class>全部|所有|各项?|的)指标(?=和(?:指标|目标)值|都?(?:有|是)|分别|各|清单|[?。]|$)"
)
"""'X的指标和指标值分别是什么': all of a project that is named in full."""
_ALL = ("全部", "所有", "各", "各项", "的", "绩效", "考核", "哪些", "什么")
_ASKED_BARE = ("哪些", "什么")
"""'有哪些指标' asks for all of a project's; without one it says too little."""
_OTHER_FORMS = (
    "change", "rate", "share", "difference", "ratio", "compare", "largest", "smallest", "rank", "sum",
    "reason", "definition", "contradiction",
)  # fmt: skip
_HOW_MANY = re.compile(r"多少个?|几个|几项|数量指标(?:的)?数")
_LISTED = re.compile(r"哪|分别|各是|都[是有]?(?:什么|啥)|列出|列一下|清单")
_ASKED = re.compile(
    r"有?哪些|哪几[个项条]?|都?有?(?:什么|啥)|各是多少|分别|怎么[设定]的?|设了|列了|具体|几[个项条]|多少[个项条]|考核|设置|一共|列出|列一下|清单|全部|(?:目标|指标)值?|和"
)
_FORM = re.compile(
    r"整体(?:支出)?|项目支出|绩效目标表|指标值|目标值|部门|单位|年度|[一二三]级|预算|各?要?(?:做到|达到)|还?定了|还|程度|要求|工作|事项"
)
_TAIL = re.compile(r"(?<=..)(?:人数|数量|数)$")
_BESIDES = re.compile(r"除了?([^,?。|]{2,14}?)(?:[之以]?外)?(?=[,|])")
_MISSED = re.compile(r"[没未不](?:有|能)?(?:完成|达标|达到|做到|实现)|超额")
"""'哪些指标没完成' is not answered by all of them."""
_MOST = 60


def indicator_list_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The list; None where the question asks for something else or leaves a word over."""
    query = understood.query
    named = list(_CLASS.finditer(query.text))
    named = named or list(_BARE_CLASS.finditer(query.text))
    match = next((m for m in named if m["class"] not in _ALL), named[0] if named else None)
    targets = understood.own_targets
    if match is None or len(targets) != 1 or query.asks(*_OTHER_FORMS) or query.later:
        return None
    if _MISSED.search(query.text):
        return None
    only_count = query.asks("count") and not _LISTED.search(query.text)
    if only_count and (match["class"] != "数量" or _HOW_MANY.search(query.text)):
        return None
    text = content(query)
    for row in targets[0].own:
        document = sources.document(row.doc_id)
        found = _asked_for(document, text, match["class"])
        if found and len(found) <= _MOST:
            return _composed(understood, row, match[0], found)
    return None


def _asked_for(document: Document, text: str, kind: str) -> list[FormTarget]:
    """The indicators of the class; of the project alone that accounts for every other word."""
    besides = _BESIDES.search(text)
    found = [
        target
        for table in document.tables
        if ("整体" not in text or "整体" in table.title)
        for target in targets_of(document, table)
        if kind in _ALL or any(_is_of(kind, one) for one in target.classes)
        if not (besides and _says_most(besides[1], target))
    ]
    rest = _BESIDES.sub("|", text)
    for pattern in (_CLASS, _ASKED, _FORM):
        rest = pattern.sub("|", rest)
    if whole := _named_in_full(found, rest):
        return whole
    words = words_asked(rest)
    if kind in _ALL[:5]:
        return []
    if not words:
        return found if kind not in _ASKED_BARE else []
    return _of_project(found, rest, words)


def _named_in_full(found: Sequence[FormTarget], text: str) -> list[FormTarget]:
    """Those of the project whose name the question says whole, and nothing else."""
    plain = squeezed(text)
    rests = {name: without_name(name, plain) for name in {t.project for t in found if t.project}}
    said = {name: rest for name, rest in rests.items() if rest is not None}
    longest = min(said, key=lambda name: len(said[name]), default="")
    if not longest or words_asked(said[longest]):
        return []
    return [target for target in found if target.project == longest]


def _says_most(text: str, target: FormTarget) -> bool:
    """Whether an indicator is the one that is set aside: '除了外包人数'."""
    told = said_by(_TAIL.sub("", text), label_key(target.name.text))
    return 3 * sum(told) >= 2 * len(told)


def _is_of(kind: str, printed: str) -> bool:
    """'效益' is also 社会效益, 经济效益; '满意度' also 服务对象满意度."""
    return label_key(printed).removesuffix("指标").endswith(kind.removesuffix("影响")) or label_key(
        printed
    ).startswith(kind)


def _of_project(found: Sequence[FormTarget], text: str, words: Words) -> list[FormTarget]:
    """Those of the one project whose name says every word; of two such the one named more fully."""
    graded = []
    for target in found:
        name = label_key(target.project)
        if name and len(said_words(text, words, name)) == len(words):
            told = said_by(name, text)
            graded.append((sum(told) / len(told), target))
    best = max((grade for grade, _ in graded), default=0.0)
    return [target for grade, target in graded if grade == best]


def _composed(
    understood: Understood, row: Listed, kind: str, found: Sequence[FormTarget]
) -> Composed:
    write = writer(understood)
    projects = list(dict.fromkeys(target.project for target in found))
    projects = [_bare(project) for project in projects]
    of_one = f"“{projects[0]}”的" if len(projects) == 1 and projects[0] else ""
    whose = (f"{row.fiscal_year}年", row.unit_name or "")
    said = ""
    for target in found:
        line = target.line
        labels = (*line.labels, target.project, *target.classes, *whose)
        number = write.cite(line.citation, line.unit, labels)
        if not write.statements:
            whole = kind[:2] in _ASKED_BARE or kind.removesuffix("指标") in _ALL
            kind = "绩效指标" if whole else kind
            write.say(f"{period(row.fiscal_year)}{whose[1]}{of_one}{kind}如下：{mark(number)}")
        if len(projects) > 1 and target.project != said:
            said = target.project
            write.say(f"{_bare(said) or '整体'}：{mark(number)}")
        write.say(f"{line.text}{mark(number)}", core=True)
    return write.done()


def _bare(project: str) -> str:
    """A project without the number before its name."""
    return re.sub(r"^\d+[、.．]", "", project)
