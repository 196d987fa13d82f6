"""Paragraphs become Facts: amounts, percentages and counts with their subject, period and sentence.

Takes a Document, gives the Facts of its prose in reading order. Knows no tables. What a clause is
about is read by `fact_subjects`, what it compares by `fact_changes`; this module carries subjects
from clause to clause, sentence to sentence and list heading to paragraph.

    （三）公务用车购置和运行维护费。2019年预算数15万元，比2018年减少2万元。
    -> row_path ('公务用车购置和运行维护费',) ('预算数',)    15 万元  level
       row_path ('公务用车购置和运行维护费',) ('比2018年',)  -2 万元  change
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ingest.document import READER_VERSION, Document, Paragraph, Span
from ingest.fact_changes import base_in, comparison_in, unchanged_in
from ingest.fact_clauses import Clause, clauses_in, cut_cue, opens_list, split_names
from ingest.fact_none import nothing_in
from ingest.fact_rows import clean_label, numbering_level, scope_of, unit_row
from ingest.fact_sentences import Flat, Token, flatten, sentence_bounds, tokens_in
from ingest.fact_subjects import COUNT_NOUN, GENERIC, Subject, subject_of
from ingest.facts import Fact, Fund, Kind, Measure, Scope, Side, Stage, State
from ingest.periods import default_stage, folded, fund_in, side_in

__all__ = ["prose_facts"]

_ASIDE = re.compile(
    r"名词解释|主要职能|主要职责|部门职责|工作目标|工作任务|目标任务|重点工作|绩效目标(?!管理|设置)|总体目标"
)
_REASON = re.compile(r"原因|由于|因为|主要是|主要为|主要系")
_TITLE_TAIL = re.compile(
    r"(?:支出|收入|收支)?(?:预算|决算)?(?:安排|总体|具体|支出|执行|增减变化)*(?:情况)?(?:说明)?$"
)
_AFTER_COUNT = re.compile(
    r"(?P<noun>[一-鿿()]{1,16}?)(?=[,。;:、(的]|$|纳入|开展|进行|编报|实行|均|已|为|是|及|和)"
)
_SETTING = re.compile(
    r"^(?:.*(?P<how>内设|下设|下属|所属|下辖)|.*(?:共有|现有|设有|包括|包含|涉及|编报|设置|设|共|有|含|其中|新增|为|是|及|等|和|与|、|[本我](?:部门|单位|局|委|院)))?$"
)
_COUNTED = re.compile(r"项目|单位|机构|科室|处室|部门|中心|委员会|支队|大队|学校")
_POSTS = {"人", "名", "个"}
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class _Said:
    """A subject in force: its full path and what came with it."""

    path: tuple[str, ...]
    year: int | None
    stage: Stage | None
    fund: Fund | None
    kind: Kind
    unit: str | None
    sure: float
    code: str | None = None


@dataclass
class _State:
    """What the text so far has said; changed while reading, one a document."""

    document: Document
    section: int | None = -1
    facts: list[Fact] = field(default_factory=list)
    position: int = 0
    topic: _Said | None = None
    heading: _Said | None = None
    main: _Said | None = None
    last: _Said | None = None
    levels: list[tuple[_Said | None, str]] = field(default_factory=list)
    carried: tuple[_Said | None, int | None, bool] | None = None
    names: list[str] = field(default_factory=list)
    year: int | None = None
    base: str | None = None
    reason: bool = False
    buying: bool = False
    consumed: int = 0
    fresh: bool = True
    scope: Scope = "部门"
    fund: Fund | None = None
    cap: float = 1.0


def prose_facts(document: Document, position: int = 0) -> tuple[Fact, ...]:
    """All facts of a document's paragraphs; ids count from `position`."""
    state = _State(document, position=position)
    for paragraph in document.paragraphs:
        _read_paragraph(state, paragraph)
    return tuple(state.facts)


def _read_paragraph(state: _State, paragraph: Paragraph) -> None:
    flat = flatten(state.document, paragraph.pieces)
    if not flat.text:
        return
    _enter(state, paragraph, flat)
    at = 0
    for token in tokens_in(flat):
        own = _read_lead(state, flat, at, token.start)
        _read_figure(state, flat, own, token)
        at = max(token.stop, state.consumed)
    tail = _read_lead(state, flat, at, len(flat.text))
    _read_statement(state, flat, tail)
    _leave(state, flat)


def _enter(state: _State, paragraph: Paragraph, flat: Flat) -> None:
    """A paragraph starts: a new section, a list heading, or a member of the list before."""
    document = state.document
    if paragraph.section != state.section:
        state.section, state.carried, state.main, state.last = paragraph.section, None, None, None
        state.heading, state.scope = None, "部门"
        path = document.section_path(paragraph.section)
        title = document.sections[paragraph.section].title if paragraph.section is not None else ""
        state.fund = fund_in(folded(title))
        state.cap = 0.5 if _ASIDE.search(path) else 1.0
        state.topic = _topic_of(state, _TITLE_TAIL.sub("", folded(title)), 0.85)
    state.consumed = 0
    state.levels, state.names, state.reason, state.fresh = [], [], False, True
    state.buying = False
    state.year, state.base = None, None
    level = numbering_level(flat.text)
    _continue_list(state, level)
    if level is not None:
        state.scope = _scope_in(state, flat.text)
        state.main = state.last = state.heading = None
        _read_heading(state, flat)


def _continue_list(state: _State, level: int | None) -> None:
    """Members of a list that '其中：' opened at the end of an earlier paragraph."""
    if not state.carried:
        return
    parent, child, known = state.carried
    if known and child != level:
        state.carried = None
        return
    state.carried = (parent, level, True)
    state.levels = [(parent, "carried")]


def _read_heading(state: _State, flat: Flat) -> None:
    """'（三）公务用车购置和运行维护费。' is what the sentences behind it are about."""
    found = re.match(r"[^,。:;]{2,70}[。:]|[^,。:;]{2,40}$", flat.text)
    if not found:
        return
    heading = _topic_of(state, _TITLE_TAIL.sub("", found[0].rstrip("。:")), 0.9)
    if not heading:
        return
    parent = state.levels[-1][0] if state.levels else None
    if parent and heading.path[-1] not in parent.path and len(heading.path) == 1:
        heading = replace(heading, path=(*parent.path, *heading.path))
    state.heading = heading


def _topic_of(state: _State, text: str, sure: float) -> _Said | None:
    subject = subject_of(text, state.document.info)
    if not subject.names or len(subject.item) > 30 or subject.strength < 1:
        return None
    return _Said(
        subject.names, subject.year, subject.stage, subject.fund, "amount", None, sure, subject.code
    )


def _scope_in(state: _State, text: str) -> Scope:
    """'2.某某中心行政编制数0人…': a list item that opens with a unit's name speaks of that unit."""
    info = state.document.info
    opening = clean_label(text[:48])
    found = re.match(
        r".{2,30}?(?:局|委|办|院|厅|中心|站|所|大队|支队|馆|学校|机关|政府)(?:\(?(?:本级|本部|机关)\)?)?(?=共?(?:行政编|事业编|编制|总编|实有|人员|在职|车辆|20\d\d年))",
        opening,
    )
    if not found:
        return "部门"
    if found[0].endswith(("本级", "本部", "机关", ")")):
        return "本级"
    return scope_of(found[0], info) if unit_row(found[0], info) else "所属单位"


def _leave(state: _State, flat: Flat) -> None:
    """'其中:' at the end of a paragraph opens a list of the paragraphs that follow."""
    *before, last, rest = [Clause("", 0, "。"), *clauses_in(flat.text, 0, len(flat.text))]
    if rest.text or last.mark not in ":。" or not opens_list(last):
        return
    alone = before and before[-1].mark == "。" and last.text.endswith("如下")
    parent = None if alone else state.main or state.last or state.heading
    state.carried = (parent, None, False)


def _read_lead(state: _State, flat: Flat, start: int, end: int) -> Clause:
    """Work through the clauses before a figure; returns the figure's own clause."""
    clauses = clauses_in(flat.text, start, end)
    for clause in clauses[:-1]:
        _read_statement(state, flat, clause)
        _read_mark(state, clause)
    return clauses[-1]


def _read_mark(state: _State, clause: Clause) -> None:
    """What the end of a clause changes: lists open and close, sentences end."""
    base = base_in(clause.text, _fiscal(state))
    state.base = base or state.base
    if _REASON.search(clause.text):
        state.reason = True
    if state.fresh and not base and (year := subject_of(clause.text, state.document.info).year):
        state.year = year
    if opens_list(clause):
        state.levels.append((_whole(state), clause.mark))
        state.reason = False
        if clause.mark == "。":
            return
    elif clause.mark == "(":
        state.levels.append((None, "("))
    if clause.mark == ")":
        while state.levels and state.levels.pop()[1] != "(":
            pass
    elif clause.mark == ";":
        _close_inner(state)
    elif clause.mark in "。!?":
        _end_sentence(state)


def _close_inner(state: _State) -> None:
    """';' closes a list that was opened inside a member of another list."""
    state.reason, state.names = False, []
    open_lists = [i for i, (_, mark) in enumerate(state.levels) if mark not in ("(", "carried")]
    if len(open_lists) >= 2:
        del state.levels[open_lists[-1] :]


def _end_sentence(state: _State) -> None:
    state.levels = [level for level in state.levels if level[1] == "carried"]
    state.names, state.reason, state.fresh, state.year = [], False, True, None
    state.buying = False
    state.last = state.main or state.heading


def _current(state: _State) -> _Said | None:
    """The subject that a change refers to."""
    return _whole(state) or state.topic


def _whole(state: _State) -> _Said | None:
    """The subject that '其中' takes apart: never a mere section title."""
    return state.last or state.main or state.heading


def _fiscal(state: _State) -> int | None:
    return state.year or state.document.info.fiscal_year


# ------------------------------------------------------------------ figures


def _read_figure(state: _State, flat: Flat, clause: Clause, token: Token) -> None:
    """One figure: a change, a share, or a level."""
    opened, text = cut_cue(clause.text)
    if opened:
        state.levels.append((_whole(state), "其中"))
        state.reason = False
    state.base = base_in(text, _fiscal(state)) or state.base
    compared = comparison_in(text, percent=token.kind == "percent")
    if compared:
        said = _compared_subject(state, compared.before, token)
        column = compared.said or (state.base or "增减" if compared.form == "change" else "")
        measure: Measure = "rate" if token.kind == "percent" else "change"
        value = token.value if token.value < 0 and compared.sign > 0 else abs(token.value)
        value = value * compared.sign if compared.form == "change" else token.value
        sure = min(said.sure, compared.sure, 0.8 if state.reason else 1.0)
        _add(state, flat, token, replace(said, sure=sure), (column,), measure, value)
        state.fresh = False
        return
    if _REASON.search(text):
        state.reason = True
    _read_level(state, flat, text, token)
    state.fresh = False


def _compared_subject(state: _State, before: str, token: Token) -> _Said:
    """What a change is of: the clause's own subject, else the last level of the sentence."""
    opened, text = cut_cue(before)
    subject = subject_of(text, state.document.info)
    if opened:
        state.levels.append((_whole(state), "其中"))
    known = _current(state)
    if not subject.names or (subject.lone and known):
        return known or _Said((), None, None, None, token.kind, token.unit, 0.4)
    return replace(_placed(state, subject, token), sure=(0.5, 0.9, 0.95)[subject.strength])


def _read_level(state: _State, flat: Flat, text: str, token: Token) -> None:
    said, words = _level_subject(state, flat, text, token)
    if state.reason:
        said = replace(said, sure=min(said.sure, 0.6))
    measure: Measure = "rate" if token.kind == "percent" else "level"
    _add(state, flat, token, said, words, measure, token.value)
    state.last = said
    within = any(mark != "carried" for _, mark in state.levels)
    if said.path and not within and (state.fresh or state.main is None):
        state.main = said


def _level_subject(
    state: _State, flat: Flat, text: str, token: Token
) -> tuple[_Said, tuple[str, ...]]:
    """The subject of a level and its qualifier words."""
    if text.endswith("分别为") or re.search(r"分别(?:为|是|安排)?$", text):
        names = split_names(re.sub(r"分别(?:为|是|安排)?$", "", text))
        text, state.names = names[0], names[1:]
    elif state.names and re.fullmatch(r"[、,和及与]*", text):
        text = state.names.pop(0)
    if token.kind == "count" and (after := _counted(state, flat, text, token)):
        text = after
    subject = subject_of(text, state.document.info)
    words = (subject.said,) if subject.said else ()
    known = _inherited(state)
    if not subject.names or (subject.lone and known and not _starts_own(state)):
        if known is None:
            raw = clean_label(text)
            return _Said(
                (raw,) if raw else (), None, None, None, token.kind, token.unit, 0.4
            ), words
        sure = known.sure if subject.said or subject.lone else min(known.sure, 0.4)
        if not text and not state.fresh and known.kind != token.kind != "percent":
            sure = min(known.sure, 0.85)
        elif token.kind == "percent":
            sure = min(sure, 0.6)
        own = replace(
            known,
            year=subject.year or state.year or known.year,
            stage=subject.stage or known.stage,
            kind=token.kind,
            unit=token.unit,
            sure=sure,
        )
        return own, words or ((subject.said,) if subject.said else ())
    state.buying = state.buying or subject.item.startswith("购置")
    return _placed(state, subject, token, text), words


def _starts_own(state: _State) -> bool:
    """'支出预算…' at the start of a sentence is a total of its own unless a list heading rules."""
    return state.fresh and not state.levels and state.heading is None


def _inherited(state: _State) -> _Said | None:
    """The subject in force: of this sentence, of the list heading, of the sentence before."""
    if not state.fresh and state.last:
        return state.last
    if state.levels and state.levels[-1][0] and state.levels[-1][1] != "carried":
        return state.levels[-1][0]
    return state.heading or state.main or state.topic


def _placed(state: _State, subject: Subject, token: Token, raw: str = "") -> _Said:
    """A subject of its own, under the list that is open."""
    parent = next((said for said, _ in reversed(state.levels) if said), None)
    if parent and (not _alike(parent, token) or len(subject.names) > 1):
        parent = None
    path = subject.names
    if parent and parent.path:
        again = token.kind == "count" and subject.item == parent.path[-1]
        own = (clean_label(raw),) if again and raw else path
        path = (*parent.path, *(name for name in own if name not in parent.path))
    elif _staffed(state.last, subject):
        path = (*(state.last.path[-1:] if state.last else ()), *path)
    elif state.buying and token.kind == "count" and not subject.item.startswith("购置"):
        path = ("购置" + subject.item,)
    return _Said(
        path,
        subject.year or state.year or (parent.year if parent else None),
        subject.stage,
        subject.fund,
        token.kind,
        token.unit,
        _sureness(subject, token, member=bool(state.levels)),
        subject.code,
    )


def _alike(parent: _Said, token: Token) -> bool:
    """People are no part of vehicles, nor the other way round."""
    if token.kind != "count" or parent.kind != "count":
        return True
    return parent.unit == token.unit or {parent.unit, token.unit} <= _POSTS


def _sureness(subject: Subject, token: Token, *, member: bool) -> float:
    listed = member and len(subject.item) <= 25
    if len(subject.item) > 30:
        return 0.6
    if token.kind == "percent":
        return 0.6
    if token.kind == "count":
        if subject.item in ("项目", "单位", "人", "部门"):
            return 0.6
        if COUNT_NOUN.search(subject.item) or subject.strength == 2:
            return 0.9
        return 0.85 if listed or _COUNTED.search(subject.item) else 0.5
    if subject.item in GENERIC and not member:
        return 0.5
    return 0.95 if subject.strength else 0.85 if listed else 0.6


def _staffed(last: _Said | None, subject: Subject) -> bool:
    """'事业编制数4人，实有在编人数3人': the second figure belongs to the kind of post before it."""
    if not last or last.kind != "count" or not re.match(r"实有|在编|实际在", subject.item):
        return False
    return bool(
        re.search(r"(?:行政|事业|工勤|参公).*编制?数?$", last.path[-1] if last.path else "")
    )


def _counted(state: _State, flat: Flat, text: str, token: Token) -> str | None:
    """'设9个内设机构': what is counted stands behind the figure when nothing stands before it."""
    found = _SETTING.fullmatch(text)
    noun = _AFTER_COUNT.match(flat.text, token.stop)
    if not found or not noun or token.unit in ("人次", "批次"):
        return None
    state.consumed = noun.end("noun")
    return (found["how"] or "") + noun["noun"].strip("()")


# ------------------------------------------------------------------ statements without a figure


def _read_statement(state: _State, flat: Flat, clause: Clause) -> None:
    """'与上年持平' is a change of 0; '无政府性基金预算支出' states a zero."""
    if not clause.text:
        return
    unchanged = unchanged_in(clause.text)
    if unchanged:
        _add_unchanged(state, flat, clause, *unchanged)
        return
    if not state.reason and not _REASON.search(clause.text):
        _add_nothing(state, flat, clause)


def _add_unchanged(
    state: _State, flat: Flat, clause: Clause, word: str, before: str, sure: float
) -> None:
    start = clause.start + clause.text.find(word)
    base = base_in(clause.text, _fiscal(state)) or state.base
    kind, unit = (state.last.kind, state.last.unit) if state.last else ("amount", "万元")
    kind, unit = ("amount", "万元") if kind == "percent" else (kind, unit or "万元")
    token = Token(start, start + len(word), start + len(word), kind, unit, Decimal(0))
    said = _compared_subject(state, before, token)
    if base is None or not said.path:
        return
    said = replace(said, sure=min(said.sure, sure, 0.6 if state.reason else 1.0))
    _add(state, flat, token, said, (base,), "change", Decimal(0))


def _add_nothing(state: _State, flat: Flat, clause: Clause) -> None:
    topic = state.heading or state.topic
    for name, start, end in nothing_in(clause.text, topic.path if topic else ()):
        subject = subject_of(name, state.document.info)
        if not subject.names:
            continue
        token = Token(
            clause.start + start,
            clause.start + end,
            clause.start + end,
            "amount",
            "万元",
            Decimal(0),
        )
        said = replace(_placed(state, subject, token), sure=0.9)
        _add(state, flat, token, said, (), "level", Decimal(0), "stated_none")


# ------------------------------------------------------------------ the fact


def _add(
    state: _State,
    flat: Flat,
    token: Token,
    said: _Said,
    words: tuple[str, ...],
    measure: Measure,
    value: Decimal,
    printed_as: State = "printed",
) -> None:
    document = state.document
    at = flat.canonical(token.start, token.end)
    item = folded(said.path[-1]) if said.path else ""
    year = said.year or state.year or document.info.fiscal_year
    position = state.position + len(state.facts)
    state.facts.append(
        Fact(
            id=f"{document.doc_id}:{READER_VERSION}:fact:{position}",
            doc_id=document.doc_id,
            table=None,
            row=None,
            column=None,
            row_path=said.path,
            column_path=tuple(word for word in words if word),
            code=said.code,
            kind=token.kind,
            value=value,
            printed="".join(document.text[at.start : at.end].split()),
            unit=token.unit,
            year=year,
            stage=_stage(state, said, token.kind, year),
            measure=measure,
            side=side_in(item) or _spent(item),
            fund=said.fund or state.fund,
            scope=state.scope,
            state=printed_as,
            confidence=round(min(said.sure if said.path else 0.3, state.cap), 2),
            citation=document.cite_spans(_sentence(flat, token)),
            at=at,
        )
    )


def _stage(state: _State, said: _Said, kind: Kind, year: int | None) -> Stage | None:
    if said.stage:
        return said.stage
    if kind == "count" or year != state.document.info.fiscal_year:
        return None
    return default_stage(state.document.info.kind)


def _spent(item: str) -> Side | None:
    return "支出" if re.search(r"(?:经费|费用?|采购.*)$", item) else None


def _sentence(flat: Flat, token: Token) -> list[Span]:
    """The sentence around a figure; a long one is cut to the part between ';'."""
    start, end = sentence_bounds(flat.text, token.start)
    if end - start > _LONGEST:
        start = max(start, flat.text.rfind(";", start, token.start) + 1)
        stop = flat.text.find(";", token.stop, end)
        end = stop + 1 if stop >= 0 else end
    return flat.pieces(start, end)
