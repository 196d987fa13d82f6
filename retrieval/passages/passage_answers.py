"""Questions about prose: duties, institutions, projects, goals, reasons, definitions, single facts.

Takes an Understood and Sources, gives a Composed answer of verbatim sentences, list items and cells
in the document's order, each cited, or None where nothing is relevant enough. Every kind of question
has a file of its own; this one chooses the documents and the kind. Knows no figures.

    '什么是机关运行经费'   ->  the glossary's own sentence     '为什么三公经费减少'  ->  the sentence with 原因
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from retrieval.figures.lookup import has_figure
from retrieval.passages.asked_documents import (
    Reading,
    ask_which,
    likely,
    one_target,
    readings,
    rows_of,
)
from retrieval.passages.asked_form import (
    asks_parts,
    asks_table_unit,
    asks_tables,
    asks_to_write,
    parts,
    table_units,
    tables,
    to_write,
)
from retrieval.passages.definitions import definition, members, term_told
from retrieval.passages.free_questions import (
    accounted,
    explained,
    freely,
    nearest_first,
    of_kind,
)
from retrieval.passages.goals import asks_goals, goals
from retrieval.passages.institutions import asks_amount, asks_institutions, institutions
from retrieval.passages.kinds_told import names_a_firm
from retrieval.passages.near_numbers import counted
from retrieval.passages.near_sentences import asks_source, tells_kind
from retrieval.passages.none_notes import none_notes, says_none
from retrieval.passages.project_answers import (
    asks_planned,
    asks_project_list,
    named_project,
    of_project,
    only_project,
    planned_sentence,
    project_list,
    project_matter,
    project_matters,
    says_matter,
)
from retrieval.passages.purposes import asks_what_of, governing, purposes, spent_on
from retrieval.passages.quoted import MOST, quoted, short_lines
from retrieval.passages.reasons import reasons
from retrieval.passages.relevant import (
    about_topic,
    best_sentences,
    said_of_kind,
    section_asked,
    section_named,
)
from retrieval.passages.said_passages import asks_for_deeds
from retrieval.passages.set_up import set_up_for
from retrieval.passages.staff import staff_sentences
from retrieval.passages.terms_asked import term_asked
from retrieval.passages.topics_told import topic_told
from retrieval.printed.projects import projects
from retrieval.printed.prose import Kind, Line, Told, in_section
from retrieval.scope.scope import Listed
from retrieval.understand.focus import asked_term, loose_runs, runs
from retrieval.understand.question import Query, topic_of
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded
from retrieval.words.operation_words import HOW_MANY_OF
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import lead

__all__ = ["describes", "leading_passage_answer", "passage_answer", "term_answer"]

_DUTY = re.compile(
    r"负责|承担|职责|职能|职权|权限|方面.{0,6}(?:做|干|管)(?:些)?什么|管.{1,12}吗|管不管|(?:单位|部门|谁).{0,4}管(?!理)|归.{0,8}管(?!理)"
)
_DESCRIBES = re.compile(
    r"情况(?:说明|介绍|描述)?(?:是?怎么样的?|是?怎样的?|如何|是什么|怎么说的?|呢)?[?？。]*$|^(?:介绍|说说|说明|描述)"
)
_WHO = re.compile(r"(?:哪个|哪家|哪些|什么)(?:单位|部门|局|机构)|谁")
_RATE_ASKED = re.compile(
    r"[\u4e00-\u9fff]{2,}率(?:是|为|达到?|有|要达到)?(?:了)?(?:多少|百分之几|几成)"
)
"""'养老机构入住率是多少' asks for a rate: the section on 机构 says nothing of it."""

_Tell = Callable[[Reading, Query], Told | None]


def passage_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The answer in the document's own sentences, or None."""
    query = understood.query
    if query.topics and not query.items and _RATE_ASKED.search(query.asked):
        return None
    if query.asks("definition") and one_target(understood) is None:
        return _asked(understood, sources, _exactly) or _asked(understood, sources, _loosely)
    answer = _asked(understood, sources, _tell)
    denied = answer is not None and answer.kind == "none_stated" and _about_amount(query)
    return None if denied and has_figure(understood, query.items[-1]) else answer


def term_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The entry of the glossary, where nothing but the meaning of its term is asked."""
    query = understood.query
    if not query.scope.units or query.later or query.asks("purpose"):
        return None
    return _asked(understood, sources, _term)


def _term(reading: Reading, query: Query) -> Told | None:
    if asks_source(query) and (said := of_kind(reading, query)):
        return _told("section", short_lines(said))
    found = term_asked(reading.passages, query)
    return _told("definition", short_lines(found), term_told(found, query))


def leading_passage_answer(understood: Understood, sources: Sources) -> Composed | None:
    """Answers that no figure can give though the question names an item: projects, duties, sections."""
    return _asked(understood, sources, _tell_first)


# ── which documents ──────────────────────────────────────────────────────────────────────────


def _asked(understood: Understood, sources: Sources, tell: _Tell) -> Composed | None:
    """Ask the documents of the unit; where none is named those that the search finds best."""
    query = understood.query
    any_year = query.asks("definition") or (tell is _tell_first and bool(project_matters(query)))
    if rows := rows_of(understood, any_year=any_year):
        asked = list(readings(rows, query, sources))
        for reading in nearest_first(asked, query) if tell is _tell else asked:
            told = tell(reading, query)
            if told and _names_whom(told, query) and not _of_year_after(understood, reading, told):
                return quoted([(reading.row, told)])
        return None
    return _over_units(understood, sources, tell)


def _names_whom(told: Told, query: Query) -> bool:
    """Whether what is told names a firm or an office, where the question asks which one."""
    said = "".join(folded(line.text) for line in told.lines)
    return names_a_firm(query.asked or query.text, said)


def _of_year_after(understood: Understood, reading: Reading, told: Told) -> bool:
    """Lines of the next year's document that say nothing of the year asked for."""
    years = {target.year for target in understood.targets}
    if not years or None in years or reading.row.fiscal_year in years:
        return False
    if any(target.own for target in understood.targets):
        return False
    said = "".join(line.text for line in told.lines)
    return not any(f"{year}年" in folded(said) for year in years) and "上年" not in said


def _over_units(understood: Understood, sources: Sources, tell: _Tell) -> Composed | None:
    """No unit is named: one unit's answer, or the question back where several have one."""
    query = understood.query
    asked = query.topics or (query.items and query.asks("reason", "purpose", "list"))
    wide = understood.broad and query.items and not query.asks("definition")
    if not _specific(query) and (asked or wide):
        return None if tell is _tell_first else ask_which(understood.documents)
    first = query.asks("definition") or (tell is _tell and not _DUTY.search(query.text))
    told: dict[str, tuple[Listed, Told]] = {}
    for reading in readings(likely(understood, sources), query, sources):
        unit = understood.keys.get(reading.row.doc_id) or reading.row.unit_name or ""
        if unit not in told and (answer := tell(reading, query)):
            told[unit] = (reading.row, answer)
            if first:
                break
    return _of_units(list(told.values()), query)


def _of_units(told: Sequence[tuple[Listed, Told]], query: Query) -> Composed | None:
    if not told:
        return None
    if len(told) == 1 or _WHO.search(query.text):
        return quoted(told[:4])
    return ask_which([row for row, _ in told])


def _specific(query: Query) -> bool:
    """Whether the question carries words of its own beside topics and items of the field."""
    return bool(loose_runs(query)) or bool(project_matters(query) and query.items)


# ── what kind of question ────────────────────────────────────────────────────────────────────


def describes(query: Query) -> bool:
    """'政府采购情况如何': the section is asked for, not one figure."""
    bare = query.asks("change", "rate", "completion", "share", "reason", "sum", "compare", "list")
    return bool(_DESCRIBES.search(query.text)) and not bare and "多少" not in query.text


def _tell_first(reading: Reading, query: Query) -> Told | None:
    document, passages = reading.document, reading.passages
    if told := _of_the_paper(reading, query):
        return told
    if found := section_named(document, passages, query):
        return _told("section", short_lines(found))
    if told := _term(reading, query):
        return told
    if told := _matter(reading, query):
        return told
    if found := members(passages, query):
        return _told("section", short_lines(found))
    if asks_goals(query):
        known = projects(document, passages)
        if lines := goals(document, passages, known, query):
            return _told("topic", lines, "绩效目标")
    if asks_project_list(query):
        lines = project_list(document, projects(document, passages), query)
        return _told("projects", lines or short_lines(spent_on(passages)))
    if asks_institutions(query):
        lines = institutions(document, passages, query)
        return _told("topic", lines, topic_of("organisation").title)
    if asks_what_of(query):
        return _made_of(reading, query)
    if found := said_of_kind(passages, query, leading=True):
        return _told("section", short_lines(found))
    told_of_project = "项目" in query.text and project_matters(query)
    if (
        _DUTY.search(query.text)
        and runs(query)
        and not told_of_project
        and not query.asks("reason", "definition")
    ):
        return _duty(reading, query)
    if query.topics or re.search(r"多少|几[个项家]|金额", query.text):
        return None
    if asks_for_deeds(query) and (found := accounted(reading, query)):
        return _told("section", short_lines(found))
    if (describes(query) and query.items) or (loose_runs(query) and not query.forms):
        asked = section_asked(document, passages, query)
        kind: Kind = "none_stated" if says_none(asked) else "found"
        return Told(lead("section"), tuple(short_lines(asked)), kind) if asked else None
    return None


def _of_the_paper(reading: Reading, query: Query) -> Told | None:
    """Tables, their units, the parts of a section, what a form tells to write."""
    document, passages = reading.document, reading.passages
    if asks_tables(query):
        return _told("topic", tables(document), "表格")
    if asks_table_unit(query):
        return _told("section", table_units(document, query))
    if asks_parts(query) and (found := parts(document, passages, query)):
        return _told("section", found)
    if asks_to_write(document, query):
        return _told("section", short_lines(to_write(document, passages, query)))
    return None


def _made_of(reading: Reading, query: Query) -> Told | None:
    """What an item is spent on; where nothing says so, the entry of the glossary that lists it."""
    found = purposes(reading.passages, query)
    entry = [] if found else definition(reading.passages, query, exact=False)
    if entry and re.search(r"包括|包含|含|由|用于", entry[0].text):
        return _told("definition", short_lines(entry), query.items[-1].text)
    return _told("purpose", short_lines(found), query.items[-1].text)


def _matter(reading: Reading, query: Query) -> Told | None:
    """The goal, ground, term … of a project that the question names."""
    matters = project_matters(query)
    if not matters:
        return None
    known = projects(reading.document, reading.passages)
    places = named_project(known, query) or only_project(known, query, matters[0])
    lines = [
        line
        for matter in matters
        for line in project_matter(reading.document, reading.passages, places, matter)
    ]
    return _told("matter", lines, places[0].name, "、".join(matters)) if places else None


def _planned(reading: Reading, query: Query) -> Told | None:
    """The budget of a project that has a section of its own and no amount in any table."""
    if not asks_planned(query):
        return None
    known = projects(reading.document, reading.passages)
    for project in named_project(known, query):
        if said := planned_sentence(reading.document, project):
            return _told("matter", [said.line], project.name, "年度预算安排")
    return None


def _duty(reading: Reading, query: Query) -> Told | None:
    """The duties about what the question names; 职责 is looked through before the rest."""
    sections = reading.document.sections
    duties = [s for s in sections if re.search(r"职责|职能", s.title)]
    duties = duties or [s for s in sections if re.search(r"概况|概述", s.title)]
    inside = list({p.start: p for s in duties for p in in_section(reading.passages, s)}.values())
    found = about_topic(inside or reading.passages, query, reading.favoured)
    return _told("duty", short_lines(found), "、".join(runs(query)))


def _exactly(reading: Reading, query: Query) -> Told | None:
    found = definition(reading.passages, query, exact=True)
    return _told("definition", short_lines(found), asked_term(query))


def _loosely(reading: Reading, query: Query) -> Told | None:
    found = definition(reading.passages, query, exact=False)
    return _told("definition", short_lines(found), term_told(found, query))


def _tell(reading: Reading, query: Query) -> Told | None:
    """What the kind of question finds; else the passages that account for all of its words."""
    if told := set_up_for(reading.document, reading.passages, query):
        return told
    if query.asks("reason") and (meant := term_asked(reading.passages, query)):
        return _told("definition", short_lines(meant), term_told(meant, query))
    if found := counted(reading, query):
        return Told(lead("section"), tuple(short_lines(found)), accounted=True)
    if found := of_kind(reading, query):
        return _told("section", short_lines(found))
    if told := _tell_kind(reading, query):
        return told
    if meant := term_asked(reading.passages, query, spent=True):
        return _told("definition", short_lines(meant), term_told(meant, query))
    return _told("section", short_lines(freely(reading, query)))


def _tell_kind(reading: Reading, query: Query) -> Told | None:
    passages = reading.passages
    if asks_to_write(reading.document, query):
        return _of_the_paper(reading, query)
    if query.asks("definition"):
        return _exactly(reading, query) or _loosely(reading, query)
    if query.asks("reason"):
        found = reasons(passages, query) or explained(reading, query)
        return _told("reason", short_lines(found))
    if (
        query.items
        and query.asks("purpose", "list")
        and "多少" not in query.text
        and not query.topics
    ):
        query = governing(query)
        found = purposes(passages, query)
        return _told("purpose", short_lines(found), query.items[-1].text) or _none(reading, query)
    if found := said_of_kind(passages, query):
        return _told("section", short_lines(found))
    if "organisation" in query.topics and asks_amount(query):
        return None
    if query.topics and not _about_amount(query):
        return topic_told(reading, query)
    if planned := _planned(reading, query):
        return planned
    if staff := staff_sentences(passages, query, reading.row.unit_name or ""):
        return _told("staff", short_lines(staff))
    if _about_amount(query) or query.asks(
        "contradiction", "largest", "smallest", "rank", "sum", "difference", "share", "purpose"
    ):
        return _none(reading, query)
    asked = section_asked(reading.document, passages, query)
    short = sum(len(p.text) for p in asked) <= MOST
    nearest = best_sentences(passages, query, reading.favoured)
    found = asked if asked and short else [said for said in nearest if tells_kind(said, query)]
    found = [p for p in found if says_matter(p, query)]
    found = of_project(found, reading.document, passages, query)
    return _told("section", short_lines(found))


def _none(reading: Reading, query: Query) -> Told | None:
    """The notes that say there is nothing of the item."""
    notes = none_notes(reading.document, reading.passages, query)
    return Told(lead("none", query.items[-1].text), tuple(notes), "none_stated") if notes else None


def _about_amount(query: Query) -> bool:
    """A question for the amount of a known item: a sentence beside it is no answer."""
    counted = query.asks("list", "count") or HOW_MANY_OF.search(query.text) is not None
    return bool(query.items) and not counted and not query.topics


def _told(kind: str, lines: Sequence[Line], *words: str) -> Told | None:
    return Told(lead(kind, *words), tuple(lines)) if lines else None
