"""One cell of an indicator table, asked for by its meaning: the target, what came of it, its score, why it fell short.

Takes an Understood and Sources, gives a Composed answer or None. The name of the indicator, the project it
stands under and small words must account for every word of the question, the value must be of the kind
asked for, and one row alone must say most of it. Knows not how a form prints its indicators.

    '窗口外包要求群众平均排队多久以内'   ->   '“窗口服务外包”的平均等候时间：≤15分钟[1]。'
    '信访量最后完成成什么样'           ->   '…的信访量：实际完成值下降12%[1]。'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.amount import number
from ingest.document import Cell, Document
from retrieval.figures.cell_lines import writer
from retrieval.passages.target_kinds import asks_value, counts, fits
from retrieval.printed.form_targets import FormTarget, targets_of
from retrieval.printed.prose import cell_line
from retrieval.scope.scope import Listed
from retrieval.understand.accounted import content
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.understand.words_asked import Words, said_words, words_asked
from retrieval.words.lexicon import folded
from retrieval.words.project_words import NEUTRAL
from retrieval.words.said_in_full import squeezed, without_name
from retrieval.words.words_said import said_by
from retrieval.writing.compose import Composed, Stated, Writer
from retrieval.writing.prompts import mark, period

__all__ = ["target_cell_answer"]

_OTHER_FORMS = ("change", "difference", "ratio", "compare", "rank", "sum", "definition", "contradiction", "each")  # fmt: skip
_LIGHT = re.compile(
    rf"{NEUTRAL.pattern}|业务|办完|工作|单位|部门|人员|全年|平均|标准|数量|时间|次数|那个|系统|全市|全县|全区"
)
"""Words that no row need say; what the row says beside them is enough."""
_TAIL = re.compile(
    r"(?:数量|人数|户数|次数|数目|时间|时限|比例|标准|长度|面积|价格|总数|数|率|量)$"
)
"""The last word of a name says only what kind of value it has."""
_CONTENTED = re.compile(r"满意(?:度|率|比例)?")
_COLUMNS = (
    ("why", re.compile(r"原因|为什么|为何|怎么(?:没|会)"), re.compile(r"偏差|原因|未完成")),
    ("score", re.compile(r"得分|得了?(?:多少|几)分|评了?(?:多少|几)分"), re.compile(r"得分$")),
    ("full", re.compile(r"分值|满分|权重|占(?:多少|几)分"), re.compile(r"分值|权重|满分")),
    ("done", re.compile(r"实际|完成(?:了|成|得|到|情况|多少)|[达做]到了|最后|最终|结果|(?:了|(?<!超)过)(?:多少|几|没)"), re.compile(r"实际|完成(?:值|情况)|达成")),
)  # fmt: skip
_AIMED = re.compile(r"要求|应|计划(?!生育)|目标|指标值|希望|必须|打算|预期|要(?:达到|做到|有|多)")
_WHICH = re.compile(r"哪(?!天|个?月|一天)|什么项目")
"""'哪个项目满意度最高': rows are asked for, not one row's value."""
_LEAST_TOLD, _LEAST_COUNTED = 0.4, 0.3
"""How much of its name must be said; less where its very thing is counted: '多少个社团'."""
_MOST_TOLD = 0.8
_STOCK = re.compile(r"(?<![要应达])(?:现有|共有|一共有|有)(?:多少|几)(?!人次)")
"""'全县有多少台电梯' asks for those that are there, not for those to be looked at."""
_MOST = 3
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


class _Row(NamedTuple):
    """A row that may be meant: how many characters of the question its name says, and how much of the name is said."""

    target: FormTarget
    said: int
    share: float


def target_cell_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The cell that is asked for; None where no row accounts for the question, or several do."""
    query = understood.query
    targets = understood.own_targets
    if len(targets) != 1 or query.asks(*_OTHER_FORMS) or query.later:
        return None
    text = content(query)
    if not asks_value(text) or (query.asks("largest", "smallest") and _WHICH.search(text)):
        return None
    for row in targets[0].own:
        if found := _meant(sources.document(row.doc_id), text):
            return _composed(understood, sources.document(row.doc_id), row, text, found)
    return None


def _meant(document: Document, text: str) -> list[FormTarget]:
    """The rows that say most of the question: one, or one of each project where none is named."""
    if found := _named_in_full(document, text):
        return found
    words = words_asked(text)
    rows = list(_rows(document, text, words)) if words else []
    named = {row.target.project for row in rows if row.target.project}
    whole = any(
        len(said_words(text, words, folded(name))) == len(words) for name in _names(document)
    )
    rows = [row for row in rows if row.target.project] if whole or named else rows
    most = max((row.said for row in rows), default=0)
    rows = [row for row in rows if row.said == most]
    best = max((row.share for row in rows), default=0.0)
    found = [row.target for row in rows if row.share == best]
    projects = {target.project for target in found}
    return found if len(projects) == len(found) <= _MOST else []


def _named_in_full(document: Document, text: str) -> list[FormTarget]:
    """The rows whose names the question says whole, with their project or with nothing else."""
    graded: list[tuple[int, FormTarget]] = []
    plain = squeezed(text)
    for table in document.tables:
        for target in targets_of(document, table):
            behind = without_name(target.project, plain) if target.project else None
            rest = without_name(target.name.text, plain if behind is None else behind)
            if rest is None or _GRADED.search(target.told) or not fits(text, target.told):
                continue
            if not words_asked(_LIGHT.sub("|", rest)):
                graded.append((len(plain) - len(rest), target))
    most = max((said for said, _ in graded), default=0)
    found = [target for said, target in graded if said == most]
    return found if len({target.project for target in found}) == len(found) <= _MOST else []


def _names(document: Document) -> set[str]:
    """The projects whose indicators are printed."""
    found = (target.project for table in document.tables for target in targets_of(document, table))
    return {name for name in found if name}


def _rows(document: Document, text: str, words: Words) -> Iterator[_Row]:
    for table in document.tables:
        goals = "|".join(folded(cell.text) for cell in table.cells if len(cell.text) > _SENTENCE)
        for target in targets_of(document, table):
            if _GRADED.search(target.told):
                continue  # one value a grade: which of them is asked, `indicators` tells
            name, project = folded(target.name.text), folded(target.project)
            own = said_words(text, words, name + _unit_said(target))
            over = {*own, *said_words(text, words, project)}
            over.update(said_words(text, words, "".join((*target.classes, table.title))))
            left = [span for span in words if span not in over]
            left = [span for span in left if not _LIGHT.fullmatch(text[slice(*span)])]
            if project and not _CONTENTED.search(text):
                left = [span for span in left if not _served(text[slice(*span)], goals)]
            alone = [s for s in own if s not in said_words(text, words, project)]
            thing = _thing_behind(text, words)
            if thing is not None and thing not in own:
                continue
            counted_of = thing or _counted_of(text, words)
            counted = counted_of in own
            told = any(_tells(text[slice(*span)]) for span in alone)
            if left or not (told or counted or (counts(text) and len(own) > 1 and not counted_of)):
                continue
            if not fits(text, f"{target.told}{_in_brackets(name)}") or not _of_people(text, name):
                continue
            share = _share_told(name, text)
            if _STOCK.search(text) and not _AIMED.search(text) and share < _MOST_TOLD:
                continue  # how many there are is no aim
            if share >= (_LEAST_COUNTED if counted else _LEAST_TOLD):
                yield _Row(target, sum(end - start for start, end in own), share)


_GRADED = re.compile(r"优.*良.*差")
_SENTENCE = 12


def _served(word: str, goals: str) -> bool:
    """Whether a word says whom a project serves, as its goal does: 渔民 in '缩短渔民办事等候'."""
    return _PEOPLE.search(word) is not None and word in goals


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


def _tells(word: str) -> bool:
    """Whether a word tells one row from another."""
    return not _LIGHT.fullmatch(word)


def _unit_said(target: FormTarget) -> str:
    """'元/人·年' is said too by who asks for what each one gets every year."""
    return "".join(re.findall(r"元/[\w·]+", target.told))


def _in_brackets(name: str) -> str:
    return "".join(re.findall(r"\([^()\d]{1,4}\)$", name))


def _share_told(name: str, text: str) -> float:
    """How much of a name the question says, but for the last word that only says its kind."""
    core = _TAIL.sub("", re.sub(r"[\W_]|\([^()]*\)$", "", name)) or name
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


_PEOPLE = re.compile(
    r"[人员众民生师属户客者友]$|家长|父母|企业|职工|老人|孩子|用户|对象|社会|单位|公众|市民|商家|学校"
)


# ── the cell ─────────────────────────────────────────────────────────────────────────────────


class _Told(NamedTuple):
    """What is told of a row: the head of the column, its cells and their text."""

    head: str
    text: str
    cell: Cell | None = None


def _columns(target: FormTarget, text: str) -> list[_Told]:
    """The columns that are asked for; the target, with what came of it, where none is named."""
    for kind, asked, head in _COLUMNS:
        of_name = kind == "score" and "得分" in target.name.text
        if asked.search(text) and not of_name and not (head.search("实际") and _AIMED.search(text)):
            return [_Told(h, _bare(cell), cell) for h, cell in target.behind if head.search(h)][:1]
    aimed = _Told("指标值", target.told)
    done = [_Told(h, _bare(c), c) for h, c in target.behind if _COLUMNS[-1][2].search(h)][:1]
    return [aimed] if _AIMED.search(text) or not done else [aimed, *done]


def _bare(cell: Cell) -> str:
    return re.sub(r"\s+", "", cell.text)


def _composed(
    understood: Understood, document: Document, row: Listed, text: str, found: Sequence[FormTarget]
) -> Composed | None:
    write = writer(understood)
    who = f"{period(row.fiscal_year)}{row.unit_name or ''}"
    for target in found:
        told = _columns(target, text)
        if not told:
            return None
        name = _bare(target.name)
        of = f"“{target.project}”的" if target.project else ""
        heads = "，".join(f"{one.head}{one.text}" for one in told)
        if len(told) == 1:
            heads = f"{told[0].head}：{told[0].text}" if told[0].cell else told[0].text
        cells = [one.cell for one in told if one.cell]
        numbers = [_cite(write, document, row, target, cells, aimed=len(cells) < len(told))]
        joint = "的" if told[0].cell else "："
        write.say(f"{who}{of}{name}{joint}{heads}{mark(*numbers)}。", core=True)
        for one in told:
            _state(write, row, name, one, numbers[0])
    return write.done()


def _cite(
    write: Writer, document: Document, row: Listed, target: FormTarget, cells: list[Cell], *, aimed: bool
) -> int:  # fmt: skip
    """The citation of the row: its name, its target where that is told, and the other cells told."""
    line = cell_line(document, target.table, [target.name, *cells])
    citation = line.citation
    if aimed:
        pieces = (*target.line.citation.pieces, *citation.pieces[len(target.name.pieces) :])
        quote = "".join(document.text[p.start : p.end] for p in pieces)
        citation = replace(citation, pieces=pieces, quote=quote)
    labels = (target.project, *target.classes, f"{row.fiscal_year}年", row.unit_name or "")
    return write.cite(citation, line.unit, (*line.labels, *labels))


def _state(write: Writer, row: Listed, name: str, told: _Told, at: int) -> None:
    """The figure of a cell that prints one number and no day."""
    found = _NUMBER.findall(told.text)
    value = number(found[0]) if len(found) == 1 else None
    if value is None or re.search(r"\d[年月日]|季|[前底]$", told.text):
        return
    unit = re.sub(r"[()]", "", told.text[told.text.index(found[0]) + len(found[0]) :])
    year = str(row.fiscal_year) if row.fiscal_year else None
    money = unit.split("/")[0] if "元" in unit else unit
    write.figures.append(Stated(value, money or None, name, "target", year, at))
