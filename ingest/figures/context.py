"""What the prose so far has said: subjects in force, open lists, the year, the list heading.

Takes clauses and paragraphs in reading order, keeps one Context a document. Knows no figures and
makes no facts; `fact_levels` asks it what a clause without a subject of its own is about.

    section title      六、机关运行经费预算情况        topic, the last resort
    list heading       （二）公务接待费。              heading, for the sentences behind it
    '…支出140万元，其中：'                            whole: the subject that the list takes apart
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ingest.document import Document, Paragraph
from ingest.facts import Fund, Kind, Measure, Scope, Side, Stage
from ingest.figures.changes import base_in
from ingest.figures.clauses import Clause, clauses_in, opens_list
from ingest.figures.periods import folded, fund_in, side_in
from ingest.figures.rows import clean_label, numbering_level, scope_of, unit_row
from ingest.figures.subjects import subject_of
from ingest.structure.numbering import numbering

__all__ = ["BRACKET", "REASON", "Context", "Said"]

REASON = re.compile(r"原因|由于|因为|主要是|主要为|主要系")
_ASIDE = re.compile(
    r"名词解释|主要职能|主要职责|部门职责|工作目标|工作任务|目标任务|重点工作|绩效目标(?!管理|设置)|总体目标"
)
_STAFF = re.compile(r"机构|人员|编制|构成|基本情况|概况")
_TITLE_TAIL = re.compile(r"(?:总体|具体|安排|执行|增减变化|变动|构成)*(?:情况)?(?:的)?(?:说明)?$")
_UNIT_OPENING = re.compile(
    r".{2,30}?(?:局|委|办|院|厅|中心|站|所|大队|支队|馆|学校|机关|政府)(?:\(?(?:本级|本部|机关)\)?)?"
    r"(?=共?(?:行政编|事业编|编制|总编|实有|人员|在职|车辆|20\d\d年))"
)
_AS_OF = re.compile(r"截[至止]到?(\d{4})年")
_SIDE_LIST = re.compile(r"(?:本年)?(?P<side>收入|支出)(?:主要|具体)?(?:包括|包含)")
_CLASS = re.compile(
    r"(?:\(?[一二三四五六七八九十\d]{1,3}[)、.])?[^,。:;]{2,40}\((?:类|款|项)\)(?:支出)?"
)
_ITEM_WITHIN = re.compile(r"(?:\(?[一二三四五六七八九十\d]{1,2}[)、.]|[①-⑳])(?!\d)[^,。:;\d]{3,30}")
_HEADING = re.compile(r"[^,。:;]{2,70}[。:]|[^,。:;]{2,40}$")
CARRIED, BRACKET = "carried", "("
_DEEPEST = 12
"""So many lists within lists are kept; no document opens more."""


@dataclass(frozen=True, slots=True)
class Said:
    """A subject in force: its full path, what came with it, and how sure it is."""

    path: tuple[str, ...]
    year: int | None
    stage: Stage | None
    fund: Fund | None
    kind: Kind
    unit: str | None
    sure: float
    code: str | None = None


class _Carried(NamedTuple):
    """A list that the end of a paragraph opened: its whole, the numbering of its members, the last number."""

    whole: Said | None
    member: int | None
    last: int = 0


@dataclass
class Context:
    """Changed clause by clause.

    - `levels`: the open lists with the mark that opened them; `carried`: those that paragraphs left.
    - `fresh`: no figure yet in this sentence; `near`: nothing but a comma since the last figure.
    - `earlier`: the figure before the last one of the sentence.
    - `as_of`: the year of '截至2024年末', for what the section holds in stock.
    - `names`: those of '分别为' still to come, of `several`; `compared`: what '分别占' says of them.
    - `buying`: what is listed is bought, not held; `told`: a figure stands in this paragraph.
    - `cap`: the highest confidence in this section.
    """

    document: Document
    section: int | None = -1
    topic: Said | None = None
    heading: Said | None = None
    main: Said | None = None
    last: Said | None = None
    earlier: Said | None = None
    changed: Said | None = None
    levels: list[tuple[Said | None, str]] = field(default_factory=list)
    carried: list[_Carried] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    several: tuple[str, ...] = ()
    compared: tuple[str, Measure, int] | None = None
    year: int | None = None
    as_of: int | None = None
    base: str | None = None
    reason: bool = False
    buying: bool = False
    classed: bool = False
    told: bool = False
    fresh: bool = True
    near: bool = False
    scope: Scope = "部门"
    fund: Fund | None = None
    side: Side | None = None
    cap: float = 1.0

    @property
    def whole(self) -> Said | None:
        """The subject that '其中' takes apart: never a mere section title."""
        return self.last or self.main or self.heading

    @property
    def current(self) -> Said | None:
        """The subject that a change refers to."""
        return self.whole or self.topic

    @property
    def inherited(self) -> Said | None:
        """The subject of a figure without one: of its sentence, its list, its heading."""
        if not self.fresh and self.last:
            return self.last
        if self.levels and self.levels[-1][0] and self.levels[-1][1] != CARRIED:
            return self.levels[-1][0]
        return self.heading or self.main or self.topic

    @property
    def starts_own(self) -> bool:
        """'支出预算…' at the start of a sentence is a total unless a list heading rules."""
        return self.fresh and not self.levels and self.heading is None

    @property
    def fiscal(self) -> int | None:
        """The year '上年' is counted from: of this sentence, of its subject, of the document."""
        spoken = self.last.year if self.last else None
        return self.year or spoken or self.document.info.fiscal_year

    def enter(self, paragraph: Paragraph, text: str) -> None:
        """A paragraph starts: a new section, a list heading, or a member of the list before."""
        if paragraph.section != self.section:
            self._enter_section(paragraph.section)
        self.levels, self.base, self.told = [], None, False
        self._start_sentence()
        stated = _AS_OF.findall(text)
        self.as_of = int(stated[-1]) if stated else self.as_of
        level = numbering_level(text)
        self._continue_list(text, level)
        if level is not None:
            self.scope = self._scope(text)
            self.main = self.last = self.heading = None
            self._read_heading(text)

    def mark(self, clause: Clause) -> None:
        """What the end of a clause changes: lists open and close, sentences end."""
        behind = self.near and not clause.text
        self.near = behind and clause.mark in ",、"
        base = base_in(clause.text, self.fiscal)
        self.base = base or self.base
        self.reason = self.reason or bool(REASON.search(clause.text))
        if self.fresh and clause.mark in ":," and _CLASS.fullmatch(clause.text):
            self._read_class(clause.text)
        if clause.start and self.fresh and clause.mark == ":":
            self._enter_item(clause.text)
        if self.fresh and not base:
            self.year = subject_of(clause.text, self.document.info).year or self.year
        if opens_list(clause):
            self.open_list(clause.mark, self._side_taken_apart(clause.text))
        elif clause.mark == BRACKET:
            self.levels = [*self.levels[-_DEEPEST:], (self.last if behind else None, BRACKET)]
        elif clause.mark == ";":
            self._close_inner()
        elif clause.mark in ("。", "!", "?"):
            self._end_sentence()
        if clause.mark == ")":
            self._close_bracket()

    def open_list(self, mark: str, whole: Said | None = None) -> None:
        """'其中', '包括': what follows is part of the whole."""
        self.levels = [*self.levels[-_DEEPEST:], (whole or self.whole, mark)]
        self.reason = False

    def _side_taken_apart(self, text: str) -> Said | None:
        """'收入包括:' and '支出包括:' behind a total of both: each is a whole of its own."""
        found = _SIDE_LIST.fullmatch(text)
        whole = self.whole
        if not found or not whole or side_in(whole.path[-1] if whole.path else "") == found["side"]:
            return None
        return replace(whole, path=(found["side"],), code=None, sure=min(whole.sure, 0.85))

    def leave(self, text: str) -> None:
        """'其中:' at the end of a paragraph opens a list of the paragraphs that follow."""
        *before, last, rest = [Clause("", 0, "。"), *clauses_in(text, 0, len(text))]
        if rest.text in ("其中", "包括", "主要包括"):
            last, rest = rest._replace(mark=":"), last._replace(text="")
        titled = numbering_level(text) is not None and not self.told and len(text) <= 40
        if self.heading and titled and text.endswith(":"):
            self.carried.append(_Carried(self.heading, None))
            return
        if rest.text or last.mark not in ":。" or not opens_list(last):
            return
        alone = before and before[-1].mark == "。" and last.text.endswith("如下")
        self.carried.append(_Carried(None if alone else self.main or self.whole, None))

    def _enter_section(self, section: int | None) -> None:
        self.section, self.scope, self.as_of = section, "部门", None
        self.carried, self.several, self.compared = [], (), None
        self.main = self.last = self.heading = None
        path = () if section is None else self.document.sections[section].path
        title = folded(path[-1]) if path else ""
        self.classed = title.endswith("(类)")
        self.fund = fund_in(title)
        self.side = next((s for t in reversed(path) if (s := side_in(folded(t)))), None)
        self.cap = 0.5 if _is_aside(path) else 1.0
        self.topic = self._subject(title, 0.85)

    def _continue_list(self, text: str, level: int | None) -> None:
        """A paragraph is a member of the innermost list whose members are numbered like it."""
        member = level or 0
        value = found.value if (found := numbering(text)) else 0
        if self.carried and self.carried[-1].member is None:
            outer = [frame.member for frame in self.carried[:-1]]
            if member in outer:
                self.carried.pop()
            else:
                self.carried[-1] = self.carried[-1]._replace(member=member)
        if not member and self.carried and self.carried[-1].member:
            return
        while self.carried and not _goes_on(self.carried[-1], member, value):
            self.carried.pop()
        if self.carried:
            self.carried[-1] = self.carried[-1]._replace(last=value)
            self.levels = [(self.carried[-1].whole, CARRIED)]

    def _enter_item(self, text: str) -> None:
        """'…。2.公务接待费：2024年预算数…': an item of a list that runs on within a paragraph."""
        if _ITEM_WITHIN.fullmatch(text) and self._subject(clean_label(text), 0.9):
            self.main = self.last = self.heading = None
            self._read_heading(text)

    def _read_class(self, text: str) -> None:
        """'检察(款):' under '(一)公共安全支出(类)': what the sentences behind it are about."""
        named = subject_of(text, self.document.info)
        above = self.levels[-1][0] if self.levels else None
        if self.classed and "(款)" in text and len(named.names) == 1:
            above = above or self.topic
        if named.names:
            path = (*(above.path if above else ()), *named.names)
            self.heading = Said(
                path, named.year, named.stage, named.fund, "amount", None, 0.9, named.code
            )

    def _read_heading(self, text: str) -> None:
        """'（三）公务用车购置和运行维护费。' is what the sentences behind it are about."""
        found = _HEADING.match(text)
        heading = self._subject(found[0].rstrip("。:"), 0.9) if found else None
        if not heading:
            return
        parent = self.levels[-1][0] if self.levels else None
        if parent and heading.path[-1] not in parent.path and len(heading.path) == 1:
            heading = replace(heading, path=(*parent.path, *heading.path))
        self.heading = heading

    def _subject(self, title: str, sure: float) -> Said | None:
        named = subject_of(_TITLE_TAIL.sub("", title), self.document.info)
        if not named.names or len(named.item) > 30 or named.strength < 1:
            return None
        return Said(
            named.names, named.year, named.stage, named.fund, "amount", None, sure, named.code
        )

    def _scope(self, text: str) -> Scope:
        """'2.某某中心行政编制数0人…': a list item that opens with a unit speaks of that unit."""
        found = _UNIT_OPENING.match(clean_label(text[:48]))
        if not found:
            return "部门"
        if found[0].endswith(("本级", "本部", "机关", ")")):
            return "本级"
        info = self.document.info
        return scope_of(found[0], info) if unit_row(found[0], info) else "所属单位"

    def _start_sentence(self) -> None:
        self.names, self.reason, self.buying, self.fresh = [], False, False, True
        self.compared = None
        self.year = self.changed = self.earlier = None

    def _end_sentence(self) -> None:
        self.levels = [level for level in self.levels if level[1] == CARRIED]
        self.last = self.main or self.heading
        self._start_sentence()

    def _close_inner(self) -> None:
        """';' closes a list that was opened inside a member of another list."""
        self.reason, self.names, self.compared = False, [], None
        lists = [i for i, (_, mark) in enumerate(self.levels) if mark not in (BRACKET, CARRIED)]
        if len(lists) >= 2:
            del self.levels[lists[-1] :]

    def _close_bracket(self) -> None:
        """What was in brackets is over: the figure before them is in force again."""
        while self.levels:
            said, mark = self.levels.pop()
            if mark == BRACKET:
                self.last = said or self.last
                break


def _goes_on(frame: _Carried, member: int, value: int) -> bool:
    """The next member of a list: numbered like the others, and after them."""
    return frame.member == member and (not member or value > frame.last)


def _is_aside(path: tuple[str, ...]) -> bool:
    """Aims, duties and definitions: their figures are targets, laws and examples."""
    return any(_ASIDE.search(title) and not _STAFF.search(title) for title in map(folded, path))
