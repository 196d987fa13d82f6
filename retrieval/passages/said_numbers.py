"""Numbers that a sentence says: a score, an area, heads, an amount that no table prints.

Takes an Understood and Sources, gives a Composed answer or None. The sentence must account for every
word of the question, the number must be of the kind asked for, and only one may fit.

    '平均得了多少分'              ->  '…，平均得分99.43分（…）'
    '计划开几期干部培训班'         ->  '举办11期干部培训班'
    '某面积的目标值是多少'         ->  the cell beside '某面积' in the table of indicators
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from ingest.document import Document
from retrieval.figures.cell_lines import writer
from retrieval.passages.counters import (
    Said,
    Wanted,
    each_counted,
    fitting,
    head_pairs,
    wanted_number,
)
from retrieval.passages.indicators import indicators
from retrieval.passages.row_numbers import row_numbers
from retrieval.printed.prose import Passage, paragraphs, sentences
from retrieval.scope.scope import Listed
from retrieval.understand.accounted import content, held, pair_weights, pairs_of, unsaid
from retrieval.understand.question import Query
from retrieval.understand.reading import Target, Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded
from retrieval.words.prose_words import said_words
from retrieval.writing.compose import Composed, Stated
from retrieval.writing.prompts import mark, period

__all__ = ["said_number_answer", "several_counted"]

OWN = 0.5
"""The weighted share of the question that the sentence of the number says itself."""

OWN_HEAD = 0.25
"""The same where it names what the number is of."""

CLOSE = 0.95
"""Sentences this near to the best one may hold the number as well."""

_FEWEST = 2
_TAKEN_IN = re.compile(r"(?<=[\u4e00-\u9fff])(?:收了|收回来?|收到了?|进账)(?=多少(?:钱|万元?|元))")
"""'处置报废车辆收了多少钱' asks for the income of it."""
_ADDED = re.compile(r"[和与、加]|(?<!涉)及|[两二三四五六七八九十几各每]个|分别")
_AGAINST = re.compile(r"比|较|差|和|与|跟|高出|低于|超")
_HEADS = frozenset({"名", "位", "个人"})
_PEOPLE_OF = (("公安", "警方"), ("检察院", "检方"), ("学校", "校方"), ("法院", "院方"))
"""What people call those who work in an office of a kind."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!\d{1,2}月)")


def said_number_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The one number that is said of what is asked; None where none or several are."""
    target = _target(understood)
    if target is None:
        return None
    asked = _plainly(content(understood.query))
    if both := _AND_MONEY.search(asked):
        asked = asked[: both.start()] + asked[both.end() :]
        forms = understood.query.forms - {"sum"}
        understood = replace(understood, query=replace(understood.query, forms=forms))
    for row in target.own or target.documents:
        document = sources.document(row.doc_id)
        asked = _as_printed(asked, document)
        if one_by_one := each_counted(asked):
            sides = [_said(understood, target, row, document, part) for part in one_by_one]
            return _together(understood, target, row, sides)
        found = list(indicators(understood, document))
        found = found or _said_beside(understood, target, row, document, asked)
        found = found or _said(understood, target, row, document, asked)
        found = found or _in_rows(understood, target, row, document, asked)
        if found and both:
            found = [said for said in found if _MONEY_SAID.search(said.line.text)]
        if found:
            return _composed(understood, target, row, found[:1]) if _one(found) else None
    return None


_AND_MONEY = re.compile(
    r"(?<=[\u4e00-\u9fff])[,、](?:一共|总共|合计|共计?)(?:是|有|要|花|需要)?(?:了)?多少(?:钱|万元|元|资金)(?=[?。]*$)"
)
"""'几个采购项目,总共多少钱': the sentence that counts them says what they come to."""
_MONEY_SAID = re.compile(r"\d\s*(?:万|亿)?元")


def _plainly(asked: str) -> str:
    """The question in the forms that sentences print: '每周几次', '服务采购'."""
    asked = _TAKEN_IN.sub("的收入是", asked)
    asked = re.sub(r"一(?=[周月季]|个月|星期|季度)(?=.{0,4}(?:几|多少))", "每", asked)
    return re.sub(r"(?<=服务|货物|工程)类(?=采购|支出)", "", asked)


def _as_printed(asked: str, document: Document) -> str:
    """'国内公务接待' where the document speaks of 国内接待 under 公务接待费, and never in the long form."""
    if "国内公务接待" not in asked or "国内公务接待" in folded(document.text):
        return asked
    return asked.replace("国内公务接待", "国内接待")


def several_counted(query: Query) -> bool:
    """'接待多少批次、多少人次': two counts that one sentence tells together."""
    return len(each_counted(_plainly(content(query)))) > 1


def _unsaid_otherwise(asked: str, around: Sequence[str]) -> bool:
    """Whether a word is left that the place says neither as such nor as prose prints it."""
    text = "|".join(around)
    return any(not _said_otherwise(run, text) for run in unsaid(asked, around))


def _said_otherwise(run: str, text: str) -> bool:
    words = said_words(run)
    return bool(words) and all(any(told in text for told in word.printed) for word in words)


def _in_rows(
    understood: Understood, target: Target, row: Listed, document: Document, asked: str
) -> list[Said]:
    """What a row of a table says in words, asked at once or after a question about it."""
    if _of_several(understood):
        return []
    of_year = partial(_of_year, target=target, row=row)
    last, unit = understood.query.asked or asked, row.unit_name or ""
    if found := row_numbers(document, asked, "", unit, of_year):
        return found
    if len(last) >= len(understood.query.text) or not understood.query.text.endswith(last):
        return []
    return row_numbers(document, asked[-len(last) :], asked[: -len(last)], unit, of_year)


def _one(found: Sequence[Said]) -> bool:
    return len({(said.value, said.unit) for said in found}) == 1


def _together(
    understood: Understood, target: Target, row: Listed, sides: Sequence[Sequence[Said]]
) -> Composed | None:
    """'多少批次、多少人': each has one number, and one sentence says them all."""
    if not all(_one(side) for side in sides) or len({side[0].line.text for side in sides}) > 1:
        return None
    return _composed(understood, target, row, [side[0] for side in sides])


def _target(understood: Understood) -> Target | None:
    """The one unit and year; of '24年预算，截至2023年底…' the year that a document is of.

    '2025年评价得了几分（2026年预算）': the year that only the sentence can be of, in that document.
    """
    targets = understood.targets
    own = [target for target in targets if target.own]
    if len(targets) == 2 and len(own) == 1 and targets[0].unit == targets[1].unit:
        other = next(target for target in targets if not target.own)
        if not _AS_OF.search(understood.query.text):
            return replace(own[0], year=other.year)
    if (
        len(targets) > 1
        and len({target.unit for target in targets}) == 1
        and _AS_OF.search(understood.query.text)
    ):
        targets = tuple(target for target in targets if target.own)
    if len(targets) != 1 or not (targets[0].own or targets[0].documents):
        return None
    return targets[0]


def _said(
    understood: Understood, target: Target, row: Listed, document: Document, asked: str
) -> list[Said]:
    """The numbers of the sentences that say most of the question, and leave no word unsaid."""
    wanted = wanted_number(asked)
    if wanted is None or _of_several(understood):
        return []
    listed = paragraphs(document)
    weights = pair_weights(pairs_of(wanted.rest), [p.key for p in listed])
    worth = "价值" in wanted.rest
    exact = len(weights) < _FEWEST or worth
    least = OWN_HEAD if exact or wanted.short else OWN
    pool = [
        (p, s)
        for p in listed
        if held(weights, p.key + _named_before(p, listed)) >= least
        or (wanted.short and wanted.short in p.key)
        for s in sentences(p)
    ]
    graded: list[tuple[float, list[Said]]] = []
    for paragraph, said in pool:
        lead = _named_before(paragraph, listed)
        own = {pair: weight for pair, weight in weights.items() if pair not in lead}
        share = held(own, said.key)
        short = bool(wanted.short) and wanted.short in said.key
        around = [said.key, paragraph.key, paragraph.titles, row.unit_name or ""]
        around += [lead]
        around += [wanted.head] if short else []
        around += ["价值"] if worth else []
        around += ["面积"] if "平方米" in wanted.units else []
        around += ["比例"] if "%" in wanted.units and "率" in said.key else []
        around += [people for office, people in _PEOPLE_OF if office in (row.unit_name or "")]
        if (
            (share < (OWN_HEAD if _says_head(said, wanted, weights) else OWN) and not short)
            or _unsaid_otherwise(wanted.rest, around)
            or not _of_the_day(said, understood.query)
            or ("三公" in said.key and not _OF_THREE.search(asked))
        ):
            continue
        of_year = partial(_of_year, target=target, row=row)
        if numbers := fitting(said, wanted, weights, exact=exact, stands=of_year):
            graded.append((1.0 if short else share, numbers))
    best = max((share for share, _ in graded), default=0.0)
    return [one for share, numbers in graded if share >= CLOSE * best for one in numbers]


def _said_beside(
    understood: Understood, target: Target, row: Listed, document: Document, asked: str
) -> list[Said]:
    """What a later turn counts by itself, in a sentence that speaks of what was asked before it."""
    last = understood.query.asked or asked
    if len(last) >= len(asked) or not understood.query.text.endswith(last):
        return []
    before = pairs_of(asked[: -len(last)])
    weights = pair_weights(before, [p.key for p in paragraphs(document)])
    found = _said(understood, target, row, document, asked[-len(last) :])
    return [said for said in found if weights and held(weights, said.line.text) >= OWN]


_OF_THREE = re.compile(r"三公|接待|出国|出境|车")
"""'“三公”经费财政拨款支出…完成预算的77.33%' says nothing of all 财政拨款支出."""


def _named_before(paragraph: Passage, listed: Sequence[Passage]) -> str:
    """What '本工程' and '该项目' of a paragraph stand for: the paragraphs before it under its heading."""
    if paragraph.section is None or not _SAME_THING.search(paragraph.key):
        return ""
    before = [p for p in listed if p.section == paragraph.section and p.start < paragraph.start]
    return "|".join(p.key for p in before[-_NEAR:])


_SAME_THING = re.compile(r"^(?:本|该|此)(?:工程|项目|专项|建筑)")
_NEAR = 2


def _says_head(said: Passage, wanted: Wanted, weights: Mapping[str, float]) -> bool:
    """Whether a sentence names all that the number is of; its paragraph may say the rest."""
    head = head_pairs(wanted, weights)
    return len(head) >= _FEWEST and all(pair in said.key for pair in head)


def _of_several(understood: Understood) -> bool:
    """Whether one number said in a sentence can be no answer: figures are set against each other."""
    forms = (
        "largest",
        "smallest",
        "rank",
        "ratio",
        "compare",
        "reason",
        "list",
    )
    asked = content(understood.query)
    added = understood.query.asks("sum") and _ADDED.search(asked)
    against = understood.query.asks("difference") and _AGAINST.search(asked)
    return bool(added or against) or understood.query.asks(*forms)


def _of_year(said: str, target: Target, row: Listed) -> bool:
    """What follows a year is of that year; what follows none, of its document's.

    '2024年得80分,2025年得90分' says 90 of 2025 only; '2024年、2025年各3场' says 3 of both. Why a year
    moved is said of that year: '2023年未安排，主要原因是新设监测点14处'.
    """
    said = said.rpartition("原因是")[2]
    years = _years(_AS_OF_SAID.sub("", re.sub(r"\([^()]*\)", "", said)))
    return target.year is None or target.year in (years or [row.fiscal_year or 0])


def _of_the_day(said: Passage, query: Query) -> bool:
    """What stands at the end of a year that the question names, stands at the end of that year."""
    asked = _AS_OF.search(query.text)
    return not asked or asked["year"] in _AS_OF_SAID.findall(said.key)


def _years(text: str) -> Sequence[int]:
    """The last years that a text names; what it is compared with ('比2024年增加') is none of them."""
    found = [m for m in _YEAR.finditer(text) if text[: m.start()][-1:] not in _THAN]
    last: list[re.Match[str]] = found[-1:]
    while (before := found[: -len(last)][-1:]) and _JOINED.fullmatch(
        text[before[0].end() : last[0].start()]
    ):
        last = [*before, *last]
    return [int(match[1]) for match in last]


_JOINED = re.compile(r"度?[、和与及至到—~-]+")


_AS_OF = re.compile(r"(?:截[至止]到?)?(?P<year>(?:19|20)\d\d)年(?:底|末|12月(?:31日|底|末))")
_AS_OF_SAID = re.compile(r"(?:截[至止]到?)?((?:19|20)\d\d)年(?:度?期?[底末]|12月(?:31日|底|末))")
"""Stocks are told as of the end of a year; the budget of the next year prints them."""
_THAN = ("比", "较", "与", "同")


def _composed(
    understood: Understood, target: Target, row: Listed, found: Sequence[Said]
) -> Composed:
    write = writer(understood)
    line = found[0].line
    whose = (f"{row.fiscal_year}年", row.unit_name or "")
    number_ = write.cite(line.citation, line.unit, (*line.labels, *whose))
    year = target.year if target.year == row.fiscal_year else None
    lead = f"{period(year)}{row.unit_name or ''}"
    printed = "，".join(_with_unit(said) for said in found)
    write.say(f"{lead}：{printed}{mark(number_)}。", core=True)
    write.say(f"{line.text}{mark(number_)}", verbatim=line.verbatim)
    when = str(target.year) if target.year else None
    for said in found:
        write.figures.append(Stated(said.value, _counted(said), "", "level", when, number_))
    return write.done()


def _counted(said: Said) -> str:
    return "人" if said.unit in _HEADS else said.unit


def _with_unit(said: Said) -> str:
    return said.printed if said.printed.endswith(said.unit) else f"{said.printed} {_counted(said)}"
