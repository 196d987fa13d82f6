"""Questions about projects: which there are, and what is said of one of them.

Takes a document's Projects and a Query, gives lines: every project with its amount, or the cells or
paragraphs that carry the goal, the ground, the term of the project named.

    '有哪些项目支出'        ->  '科普活动：140.00 万元' …
    '科普活动的绩效目标'     ->  the cell under 绩效目标 in its row
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.document import Cell, Document, Table
from retrieval.passages.counters import MONEY, wanted_number
from retrieval.passages.project_prose import said_of_project
from retrieval.printed.form_targets import form_targets, targets_of
from retrieval.printed.projects import Project, beside, projects
from retrieval.printed.prose import (
    Line,
    Passage,
    bare,
    cell_line,
    heading_line,
    in_section,
    paragraphs,
    sentences,
)
from retrieval.understand.accounted import content
from retrieval.understand.cell_words import asked_text, left_over, title_spans
from retrieval.understand.focus import coverage, runs
from retrieval.understand.question import Query
from retrieval.understand.size_asked import LISTING, bounded
from retrieval.understand.words_asked import said_words, words_asked
from retrieval.words.lexicon import folded, label_key

__all__ = [
    "asks_planned",
    "asks_project_list",
    "named_project",
    "of_project",
    "only_project",
    "planned_sentence",
    "project_list",
    "project_matter",
    "project_matters",
    "says_matter",
]

_MATTERS = (
    ("绩效目标", r"绩效(?:总体)?目标|年度(?:总体)?(?:绩效)?目标|总体目标|预期(?:目标|效益|效果)|[想要]?(?:达到|做到|办成|干成)什么(?:效果|目标|样|程度|水平)", r"绩效目标|年度(?:总体)?目标|总体目标|项目总目标|预期.{0,12}(?:效益|目标)|个性化.*指标"),
    ("绩效指标", r"绩效指标|考核指标|指标值|评价标准", r"绩效指标|指标|评价标准"),
    ("立项依据", r"立项的?依据|申报依据|设立依据|依据(?:是|有)?什么|立项的?(?:必要性|理由)|(?:凭|依|据|根据|依据|按照?)(?:的)?(?:是)?(?:哪些?|什么|啥)(?!流程|程序|步骤|标准|比例|方式|顺序)(?:文件|规定|政策|办法|精神)?|(?:立项|设立|申报).{0,6}(?:依据|根据|文件)|(?:哪些|什么|啥)(?:文件|政策|规定).{0,4}(?:立项|设立|为依据)", r"立项依据|申报依据|设立依据|项目依据|依据"),
    ("资金来源", r"(?:资金|经费)(?:的)?来源|(?:钱|资金|经费)(?:是)?(?:从|由)(?:哪里?|何处|什么地方)(?:来|出)", r"(?:资金|经费)来源$"),
    ("实施周期", r"实施周期|实施期|周期|起止时间|什么时候(?:开始|完成)|多长时间", r"实施周期|周期|实施期限|起止"),
    ("实施主体", r"实施主体|实施单位|谁(?:来)?(?:实施|负责)|由谁(?!承接|供[货应]|监理|验收|考核|审计|使用)|由哪[些几]?个?(?:科室|处室|部门|单位)", r"实施主体|实施单位|主管部门"),
    ("实施方案", r"实施方案|怎么实施|如何实施|实施计划|(?:什么|怎样的?|哪些)(?:流程|程序|步骤)", r"实施方案|实施计划|保证.*措施"),
    ("项目概况", r"项目概[况述]|(?:主要|项目)内容|概况|是做什么|干什么|内容是什么", r"项目概[况述]|内容描述|主要内容|项目内容|内容"),
    ("年度预算安排", r"年度预算安排|预算安排情况|怎么安排", r"年度预算安排|预算安排|资金安排"),
)  # fmt: skip
_OWN_MATTERS = ("绩效", "立项", "实施")
"""Matters that are asked for by their own word; '怎么安排' may be answered by any sentence of it."""
_ROWS = ("row", "activity")
_ASKS_LIST = re.compile(
    r"哪些|是哪|哪个|包括|包含|列出|清单|一览|名单|有什么|哪几|列一下|逐项|都有|明细|分别"
)
_BARE = re.compile(r"(?<![支收一二])项目(?:支出)?(?:情况|明细|都有啥|有啥)?[?。]?$")
_NO_LIST = re.compile(
    r"由哪|(?:用来|拿来|准备|打算|要|去)(?:做|干|办|搞)(?:什么|啥|哪)|(?:做|干|办|搞)(?:了|些)?(?:哪些|什么|啥|哪几[件项])(?:事|活|工作)|科室|不足|问题|短板|毛病|补救|整改|科目|功能|经济分类|采购|的绩效目标|绩效目标(?:是|为|有)|品目|指标|依据|用途|用于|三公"
)
_CLASS = re.compile(
    r"(?:产出|效益|满意度|成本|数量|质量|时效|社会效益|经济效益|生态效益|可持续影响|服务对象满意度)(?:指标)?"
)
_FORM_LABELS = re.compile(
    r"^(?:项目|主管|实施|计划|联系|填报|负责|资金|单位|年度|立项|评分|一级|二级|三级|指标|产出|效益|满意度|成本|备注|其中)"
)


def asks_project_list(query: Query) -> bool:
    """'有哪些项目支出', '项目支出包括哪些一级项目': the names of projects are asked for."""
    text = query.text
    aggregate = query.asks(
        "largest", "smallest", "rank", "count", "sum", "share", "change", "reason"
    )
    aggregate = aggregate or (len(query.scope.each) > 1 and query.asks("compare", "difference"))
    bare = bool(_BARE.search(text)) and not query.items and not query.topics
    return (
        "项目" in text
        and (bare or bool(_ASKS_LIST.search(text)))
        and not _NO_LIST.search(text)
        and not aggregate
        and not _narrowed(query)
    )


_ANY_PROJECT = "编报填报绩效目标重点绩效一级项目二级项目支出情况项目资金项目经费后面附分成要求模板负责空白样表预算安排部分清单名单一览明细列出"
_OTHER_THAN = re.compile(
    r"(?:以外|之外|除了?[^,?。]{2,12}外)的?|跨年|新增|[没未](?:有)?(?:花|用|执行|支出)(?:完|光|掉)|(?:花|用|执行|支出)(?:完|光|掉)|超支|超预算|(?:有|用|靠|由|来自|使用)[^,?。]{0,8}(?:结转|资金|拨款|收入|基金|预算)[^,?。]{0,6}的|不是|并非|非本级|(?:钱|资金)(?:是)?(?:来自|出自)"
)


def _narrowed(query: Query) -> bool:
    """Whether the question wants some of the projects, by a word that a list of all does not tell."""
    chars = list(query.text)
    for span in query.scope.taken:
        chars[span.start : span.end] = "|" * (span.end - span.start)
    free = LISTING.sub(lambda m: "|" * len(m[0]), "".join(chars))
    asked = asked_text(replace(query, text=free))
    left = left_over(asked, title_spans(_ANY_PROJECT, asked.text))
    telling = [w for w in left if len(w) > 1 or w in "优良差超"]
    some = telling or _OTHER_THAN.search(free) or bounded(query)
    return bool(some) and not query.later


def asks_planned(query: Query) -> bool:
    """Whether the money planned for a project may be asked: no storeys, no kilometres of it."""
    if not re.search(r"多少|金额|预算|资金|经费|花", query.text):
        return False
    wanted = wanted_number(content(query))
    return not query.asks("share", "change", "sum") and not (
        wanted and MONEY not in wanted.units[0]
    )


def project_matters(query: Query) -> list[str]:
    """What is asked about a project: '绩效目标', '立项依据', …; none where nothing is."""
    return [title for title, asked, _ in _MATTERS if re.search(asked, query.text)]


# ── the list ─────────────────────────────────────────────────────────────────────────────────


def project_list(document: Document, found: Sequence[Project], query: Query) -> list[Line]:
    """Every project of the best list in the document."""
    groups = _groups(_of_kind(found, query))
    best = max(groups, key=lambda group: (_rank(group), len(group)), default=[])
    if query.scope.account == "预算":
        best = [replace(p, amount=p.planned) if p.planned else p for p in best]
    return [_list_line(document, project) for project in best] if best and _rank(best) else []


def _of_kind(found: Sequence[Project], query: Query) -> list[Project]:
    """'重点项目' asks for a list that calls itself so, '一级项目' for a column of that name."""
    for word in ("重点", "专项", "一级项目", "二级项目"):
        if word in query.text:
            kept = [
                p
                for p in found
                if word in p.title
                or (p.table and word in _header(p.table, p.cell))
                or (word == "专项" and word in p.name)
            ]
            if kept:
                return kept
    return list(found)


def _header(table: Table, cell: Cell | None) -> str:
    return "".join(table.column_paths[cell.col]) if cell else ""


def _groups(found: Sequence[Project]) -> list[list[Project]]:
    """Rows of one table, all forms, all numbered items, all sections: each is a list."""
    groups: dict[tuple[str, int], dict[tuple[str, str], Project]] = {}
    for project in found:
        position = project.table.position if project.form in _ROWS and project.table else -1
        split = project.amount.text.strip() if project.form == "row" and project.amount else ""
        group = groups.setdefault((project.form, position), {})
        group.setdefault((project.key, split), project)
    return [list(group.values()) for group in groups.values()]


def _rank(group: Sequence[Project]) -> int:
    """A project table before forms, these before prose; activities are hardly projects."""
    first = group[0]
    if first.form == "row":
        if not any(p.amount for p in group):
            return 1
        named = re.search(r"项目支出(?!绩效)", first.title)
        return 5 if named else 4 if "项目" in first.title else 3
    return {"form": 3, "sentence": 3, "item": 4 if len(group) > 1 else 1, "section": 2}.get(
        first.form, 0
    )


def _list_line(document: Document, project: Project) -> Line:
    if project.table and project.cell:
        cells = [project.cell, *([project.amount] if project.amount else [])]
        if project.amount and re.search(r"[\d.,]$", project.name):
            cells = [project.amount]
        text = re.sub(r"\s+", "", project.name)
        if project.amount:
            unit = f" {project.table.unit.value}" if project.table.unit else ""
            text = f"{text}：{project.amount.text.strip()}{unit}"
        line = cell_line(document, project.table, cells, text)
        return replace(line, labels=(*line.labels, project.name))
    if project.passage:
        return project.passage.line
    assert project.section is not None
    return _heading(document, project)


def _heading(document: Document, project: Project) -> Line:
    """The project's name with the sentence that says its budget; else its heading."""
    section = project.section
    assert section is not None
    inside = in_section(list(paragraphs(document)), section)
    if planned := planned_sentence(document, project):
        line = planned.line
        return replace(line, text=f"{project.name}：{line.text}", verbatim=False)
    if inside and project.key[:4] not in label_key(section.title):
        return sentences(inside[0])[0].line
    return heading_line(document, section)


def planned_sentence(document: Document, project: Project) -> Passage | None:
    """The first sentence under '年度预算安排' of a project with a section of its own."""
    section = project.section
    if section is None:
        return None
    inner = [s for s in document.sections if s.parent == section.position]
    planned = [s for s in inner if re.search(r"预算安排|资金安排|项目预算|预算金额", s.title)]
    inside = in_section(list(paragraphs(document)), planned[0]) if planned else []
    said = [part for p in inside for part in sentences(p) if re.search(r"\d", part.text)]
    return said[0] if said else None


# ── one project ──────────────────────────────────────────────────────────────────────────────


def named_project(found: Sequence[Project], query: Query) -> list[Project]:
    """The places of the project that the question names; the longest name that fits."""
    text = re.sub(r"[()]", "", folded(query.text))
    graded = [(grade, p) for p in found if (grade := _named(p, text, query))]
    best = max((grade for grade, _ in graded), default=0.0)
    return [p for grade, p in graded if grade == best] or _accounting(found, query)


def _accounting(found: Sequence[Project], query: Query) -> list[Project]:
    """The places of the one project whose name says every word: 励学楼外墙修缮 for '要修励学楼'."""
    text = content(query)
    for _, asked, _ in _MATTERS:
        text = re.sub(rf"的?(?:{asked})", "|", text)
    words = words_asked(text)
    said = sum(end - start for start, end in words)
    named = [p for p in found if said > 2 and len(said_words(text, words, p.key)) == len(words)]
    return named if len({p.key for p in named}) == 1 else []


def only_project(found: Sequence[Project], query: Query, matter: str) -> list[Project]:
    """The project of a document that explains just one, where the question names none."""
    sections = [p for p in found if p.form == "section" and "duties" not in query.topics]
    asked = next(wording for title, wording, _ in _MATTERS if title == matter)
    more = [run for run in runs(query) if not re.search(asked, run) and "项目" not in run]
    goal = matter in ("绩效目标", "绩效指标")
    return sections if len(sections) == 1 and not more and not goal else []


def _named(project: Project, text: str, query: Query) -> float:
    """How well the question names a project: its name in the question, or most of its characters."""
    key = re.sub(r"[()]", "", project.key)
    for name in (key, re.sub(r"(?:项目)?(?:经费|资金|支出|项目|专项)$", "", key)):
        if len(name) >= 3 and name in text:
            return 100.0 + len(name)
    asked = [run for run in runs(query) if len(run) >= 3]
    share = coverage((key,), "|".join(asked)) if asked and len(key) > 3 else 0.0
    whole = max((coverage((run,), key) for run in asked), default=0.0)
    return max(share, whole) if max(share, whole) >= 0.75 and min(share, whole) >= 0.25 else 0.0


def project_matter(
    document: Document, passages: Sequence[Passage], places: Sequence[Project], matter: str
) -> list[Line]:
    """The goal, ground, term … of a project, from the first kind of place that says it."""
    pattern = re.compile(next(p for title, _, p in _MATTERS if title == matter))
    found: list[Line] = []
    if matter == "绩效指标" and (lines := _targets(document, places)):
        return lines
    for project in places:
        found += _said(document, passages, project, pattern)
    forms = [place for place in places if place.form == "form"]
    if not found and matter == "绩效目标":
        found = [
            line for form in forms if form.table for line in form_targets(document, form.table)
        ]
    if not found and places:
        found = [p.line for p in _in_prose(document, passages, places[0].key, pattern)]
    return list({re.sub(r"\s", "", line.text): line for line in reversed(found)}.values())[::-1]


def _targets(document: Document, places: Sequence[Project]) -> list[Line]:
    """The indicators printed under a project, each with its target."""
    keys = {project.key for project in places}
    found = (target for table in document.tables for target in targets_of(document, table))
    return [target.line for target in found if label_key(target.project) in keys]


def _in_prose(
    document: Document, passages: Sequence[Passage], name: str, pattern: re.Pattern[str]
) -> list[Passage]:
    """What stands behind the project's name in prose."""
    others = {p.key for p in projects(document, passages) if len(p.key) > 3 and p.key != name}
    return said_of_project(passages, name, others, pattern) if len(name) > 3 else []


def of_project(
    found: Sequence[Passage], document: Document, passages: Sequence[Passage], query: Query
) -> list[Passage]:
    """Of passages found by their words those that are of the project named, not of another."""
    if not found or not project_matters(query):
        return list(found)
    named = {p.key for p in named_project(projects(document, passages), query)}
    return [p for p in found if not named or any(k in bare(f"{p.key}|{p.titles}") for k in named)]


def says_matter(passage: Passage, query: Query) -> bool:
    """Whether a sentence speaks of what is asked of a project: its goal, ground, term."""
    asked = [t for t in project_matters(query) if t[:2] in _OWN_MATTERS and t[-2:] in query.text]
    text = f"{passage.key}|{passage.titles}"
    return not asked or any(re.search(said, text) for title, _, said in _MATTERS if title in asked)


def _said(
    document: Document, passages: Sequence[Passage], project: Project, pattern: re.Pattern[str]
) -> list[Line]:
    if project.form in _ROWS and project.table and project.cell:
        return _in_row(document, project.table, project.cell, pattern)
    if project.form == "form" and project.table:
        return _in_form(document, project.table, pattern)
    if project.section:
        inner = [
            s
            for s in document.sections
            if s.parent == project.section.position and pattern.search(s.title)
        ]
        inside = [p for s in inner for p in in_section(passages, s)]
        return [p.line for p in inside if not re.match(r"\s*(?:详见|见).{0,20}(?:表|附件)", p.text)]
    return []


def _in_row(document: Document, table: Table, name: Cell, pattern: re.Pattern[str]) -> list[Line]:
    columns = [
        c
        for c, path in enumerate(table.column_paths)
        if pattern.search("".join(path)) and c != name.col
    ]
    cells: list[Cell] = []
    for row in range(name.row, name.row + name.row_span):
        for column in columns:
            cell = table.at(row, column)
            if cell and cell.pieces and cell.text.strip() and cell not in cells:
                cells.append(cell)
    return [cell_line(document, table, [cell]) for cell in cells]


def _in_form(document: Document, table: Table, pattern: re.Pattern[str]) -> list[Line]:
    """The content beside the labels that name the matter, or under them."""
    found: list[Cell] = []
    rows: list[Line] = []
    for label in table.cells:
        name = re.sub(r"\s", "", label.text)
        if len(name) > 24 or not pattern.search(label_key(name)) or not _is_label(name):
            continue
        if label.row_span > 2:
            rows += _indicator_rows(document, table, label)
            continue
        right = [c for c in beside(table, label) if not _is_label(re.sub(r"\s", "", c.text))]
        below = table.at(label.row + label.row_span, label.col)
        content = right or ([below] if below and len(below.text.strip()) > 8 else [])
        found += [c for c in content if c not in found and c.pieces]
    return [*(cell_line(document, table, [cell]) for cell in found), *rows]


def _indicator_rows(document: Document, table: Table, label: Cell) -> list[Line]:
    """One line an indicator: its name and its value, the innermost two cells of the row."""
    found = []
    for row in range(label.row, label.row + label.row_span):
        cells = dict.fromkeys(
            cell
            for col in range(label.col + label.col_span, table.columns)
            if (cell := table.at(row, col)) and cell.row == row and cell.pieces
        )
        named = [c for c in cells if not _CLASS.fullmatch(re.sub(r"\s", "", c.text))][-2:]
        if named:
            text = "：".join(re.sub(r"\s+", "", c.text) for c in named)
            found.append(cell_line(document, table, named, text))
    return found


def _is_label(text: str) -> bool:
    return (
        len(text) <= 24
        and not re.search(r"[。；;，,]", text)
        and bool(
            _FORM_LABELS.search(text)
            or text.endswith(("目标", "指标", "依据", "内容", "方案", "名称"))
        )
    )
