"""Figures of the units below a department: one of them, two side by side, all of them together.

Takes an Understood and Sources, gives a Composed answer or None. Every word of the question must
stand in the unit's row, its column or the title of its table; cells that fit must agree. The
department's own figure never answers for a unit's.

    '图书馆的收入合计是多少'        ->  收入总表 | 某区图书馆 | 合计
    '三家下属单位的收入合计加在一起'  ->  each unit's row, and their sum
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from decimal import Decimal

from ingest.facts import Fact
from retrieval.figures.cell_fits import contrast_held
from retrieval.figures.cell_lines import writer
from retrieval.printed.agreement import agree
from retrieval.rows.sub_units import SubUnit, below, named_units, rows_of, targets_of
from retrieval.scope.scope import Listed
from retrieval.understand.cell_words import AskedText, asked_text, left_over, spans_of, title_spans
from retrieval.understand.places import BASES, Place, is_neutral, place_of
from retrieval.understand.question import Query
from retrieval.understand.reading import Target, Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded, label_key
from retrieval.words.operation_words import ADDED_UP
from retrieval.writing.arithmetic import Term, compute
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import figure_text, mark

__all__ = ["fitting_cell", "of_units_below", "setting_side_by_side", "sub_unit_answer"]

_NOT_FIGURES = ("reason", "definition", "purpose", "change", "rate", "contradiction", "average", "share")  # fmt: skip
_ALL = re.compile(
    r"(?:这|全部|所有|各)?([二两三四五六七八九十]|\d{1,2})?(?:家|个)?局?(?:下属|所属|下级|直属|局属|二级)(?:的)?"
    r"(?:这|各)?([二两三四五六七八九十]|\d{1,2})?(?:家|个)?(?:事业|预算|基层)*单位"
)
_AMOUNT = re.compile(
    r"多少|几何|合计|总和|之和|最[多大高少小低]|收入|支出|预算(?=各|分别|加|最|[哪谁])"
)
_WORDS = re.compile(
    r"加在?一起|加起来|合起来|之和|总和|一共|总共|共计|相差|差多少|差额|差了?多少|相比|[哪谁](?:个|家|一[个家])?(?:更|比较)?[大多高小少低]|[多少大小高低](?:出)?(?:了)?(?:多少|几)(?:个?[名人辆台]|个)?|比(?=\|)|(?<=\|)(?:比|和|与|跟|及|、)(?=\|)|(?:这|那)?[一两]?家(?:单位)?|[两三]者|各自|分别|本身|自己|单独|下属|所属|直属|局属|[最更][多大高少小低]|是?[哪谁]一?[家个](?:单位)?|谁|哪里|从[高大多][到往][低小少]|排[序名]|现有|现在|目前|(?<!多)[大多高小少低](?:一些|些)?(?=[,?])"
)
_ADDED = re.compile(rf"{ADDED_UP}|总和|一共|总共|共计")
_APART = re.compile(
    r"相差|差多少|差额|差了?多少|[哪谁][^,。?]{0,14}[更最]?[大多高小少低](?!少)|[多少高低大小]出(?:了)?(?:多少|几)|比.{2,20}[多少高低大小](?:出|了)?(?:多少|几)"
    r"|[多少高低大小](?:出(?:来)?|了)?(?:多少|几)(?=[万亿元个名人辆台,?。的钱]|$)"
)
_THINGS = re.compile(r"哪[些几](?!家|个?单位)|清单|名单")
"""'哪些采购是服务中心的' lists things of a unit, and asks for none of its totals."""
_BELOW = re.compile(r"下属|所属|直属|二级|事业单位|基层|附属")
_NUMBERS = {char: n for n, char in enumerate("零一二三四五六七八九十")} | {"两": 2}


def sub_unit_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The figure of every unit named, set side by side or added as the question asks."""
    query = understood.query
    targets = targets_of(understood)
    topics = set(query.topics) - {"organisation"}
    if len(targets) != 1 or query.asks(*_NOT_FIGURES) or topics or query.later:
        return None
    asked = asked_text(query)
    units = named_units(understood, sources, asked.text)
    every = None if units or not _AMOUNT.search(asked.text) else _ALL.search(asked.text)
    if (not units and every is None) or (units and _THINGS.search(asked.text)):
        return None
    target = _of_named_year(targets[0], query, asked.text)
    if target is None:
        return None
    for row in _of_account(target, query):
        facts = [f for f in understood.facts_of([row]) if _may_answer(f, target, row)]
        wanted = (
            [*_own_beside(query, asked.text, facts), *units] if units else _of_all(every, facts)
        )
        free = _free(asked, units, every)
        if re.fullmatch(r"[|,?那么的呢是有为多少几何钱万亿元]*", free.text):
            return None  # a turn that names a unit alone asks nothing of its own
        cells = [fitting_cell(unit.name, facts, free) for unit in wanted]
        found = [cell for cell in cells if cell is not None]
        if wanted and len(found) == len(wanted) and matter_held(asked.text, found):
            return _composed(understood, wanted, found)
    return None


def _own_beside(query: Query, text: str, facts: Sequence[Fact]) -> list[SubUnit]:
    """'本级比防治所多几人', '本级和防治所各多少': the department's own row is one of the two."""
    if query.scope.own != "本级" or not (_APART.search(text) or re.search("各|分别", text)):
        return []
    own = (f.row_path[0] for f in facts if f.scope == "本级" and f.row_path)
    name = next((re.sub(r"\s", "", folded(label)) for label in own), "")
    return [SubUnit(name, "", 0, 0)] if name else []


_MATTER = re.compile(r"(?<!基建)项目(?!支出|经费|预算|资金|库)|采购")


def matter_held(text: str, cells: Sequence[Fact]) -> bool:
    """Whether figures are of the projects or purchases that are asked for, and not of all money."""
    said = (f"{f.citation.section}|{'|'.join((*f.row_path, *f.column_path))}" for f in cells)
    words = set(_MATTER.findall(text))
    return all(word in labels for labels in said for word in words)


_TWO_YEARS = re.compile(r"[和与及跟、比较]|各|分别|差|变|增|减|多少年")


def _of_named_year(target: Target, query: Query, text: str) -> Target | None:
    """'2025年预算里,林场2024年的接待费': the column of the year before in the paper that is named."""
    others = [year for year in query.scope.years if year != target.year]
    if not others:
        return target
    return None if len(others) > 1 or _TWO_YEARS.search(text) else replace(target, year=others[0])


def of_units_below(understood: Understood, composed: Composed) -> bool:
    """Whether an answer keeps to the units below where all of these are asked for."""
    asked = asked_text(understood.query)
    names = {name for f in understood.facts.values() for name in below(f)}
    if _of_the_whole(asked.text, composed, names):
        return False
    if not (_ALL.search(asked.text) and _AMOUNT.search(asked.text)) or not composed.figures:
        return True
    evidence = composed.draft.evidence
    said = [folded("".join((e.citation.quote, *e.labels))) for e in evidence]
    told = [_BELOW.search(text) is not None or any(n in text for n in names) for text in said]
    own = (_OWN_ROW.search(text) for text in said)
    return all(told) or (sum(told) > 1 and all(one or o for one, o in zip(told, own, strict=True)))


_OWN_ROW = re.compile(r"本级|机关|本部")
"""The row of the department itself, told among those of all its units."""
_INSTITUTIONS = re.compile(r"(?:下属|所属|直属)(?:的)?事业单位")


def _of_the_whole(asked: str, composed: Composed, names: Set[str]) -> bool:
    """'下属事业单位有几辆车' is not answered by '所属各预算单位共有车辆3辆,其中…下属事业单位2辆'."""
    if not _INSTITUTIONS.search(asked):
        return False
    evidence = composed.draft.evidence
    for figure in composed.figures:
        one = evidence[figure.evidence - 1]
        if any(name in label for label in map(folded, one.labels) for name in names):
            continue
        number = re.search(rf"(?<![\d.]){figure.value.normalize():f}(?![\d])", one.citation.quote)
        before = one.citation.quote[: number.start()] if number else one.citation.quote
        if "事业" not in folded(before + "".join(one.labels)):
            return True
    return False


def _of_account(target: Target, query: Query) -> list[Listed]:
    """The documents of the account that is asked for: a 决算 is never told from the 预算."""
    account = target.account or query.scope.account
    return [row for row in target.own if not account or (row.kind or "").endswith(account)]


def _of_all(every: re.Match[str] | None, facts: Sequence[Fact]) -> list[SubUnit]:
    """All units below the department; none where the question counts them otherwise."""
    names = below(facts)
    said = (every[1] or every[2]) if every else None
    count = None if said is None else _NUMBERS.get(said) or (int(said) if said.isdigit() else None)
    if count not in (None, len(names)):
        return []
    return [SubUnit(name, "", 0, 0) for name in names]


def _may_answer(fact: Fact, target: Target, row: Listed) -> bool:
    if fact.table is None or fact.value is None or fact.measure != "level":
        return False
    return target.year is None or (fact.year or row.fiscal_year) == target.year


def _free(asked: AskedText, units: Sequence[SubUnit], every: re.Match[str] | None) -> AskedText:
    """The question without the units and without the words for setting them side by side."""
    chars = list(asked.text)
    spans = [every.span()] if every else [(unit.start, unit.end) for unit in units]
    for start, end in spans:
        chars[start:end] = "|" * (end - start)
    return setting_side_by_side(replace(asked, text="".join(chars), tables=()))


def setting_side_by_side(asked: AskedText) -> AskedText:
    """The question without the words that only set units beside each other."""
    return replace(asked, text=_WORDS.sub(lambda m: "|" * len(m[0]), asked.text))


# ── the cell of one unit ─────────────────────────────────────────────────────────────────────


def fitting_cell(unit: str, facts: Sequence[Fact], asked: AskedText) -> Fact | None:
    """The unit's own figure that accounts for every word; None where several fit and differ."""
    fits: list[tuple[tuple[int, ...], Fact]] = []
    heads = {(fact.table, fact.column_path) for fact in facts}
    inner = Counter((table, path[-1]) for table, path in heads if path)
    for position, fact in enumerate(rows_of(unit, facts)):
        alone = inner[fact.table, "".join(fact.column_path[-1:])] == 1
        rank = _fit(unit, place_of(fact), asked, alone=alone)
        if rank is not None:
            fits.append(((*rank, position), fact))
    if not fits:
        return None
    fits.sort(key=lambda pair: pair[0])
    (first, best), *others = fits
    alike = [fact for rank, fact in others if rank[:-1] == first[:-1]]
    return best if all(agree(best, fact) for fact in alike) else None


_SIDES = ("收入", "支出")
_GROUP_HEAD = re.compile(r"情况$")
"""'资产情况' over '公务用车' need not be said."""
_SPENT = re.compile(r"花(?:了|掉|费)?(?:多少|几)|开支|开销|花费")
_HEADS = re.compile(r"编制(?:数|人数)|(?:多少|几)个?编制|人数|在职|实有|车辆")
"""What no amount of money answers."""


def _fit(unit: str, place: Place, asked: AskedText, *, alone: bool) -> tuple[int, ...] | None:
    """How well a cell fits; a head over a column that is `alone` in its table need not be said."""
    fact, text = place.fact, asked.text
    if (fact.kind == "amount" and _HEADS.search(text)) or not contrast_held(text, place):
        return None
    spans = [*title_spans(place.where, text)]
    spans += [span for label in fact.row_path if _total(label) for span in spans_of(label, text)]
    inner = [label for label in fact.row_path if unit not in folded(label) and not _total(label)]
    inner = inner[-1:] if fact.code else inner  # headings over a 科目 need not be said
    over = fact.column_path[:-1] if alone and spans_of(fact.column_path[-1], text) else ()
    spans += [span for label in over for span in spans_of(label, text)]
    for label in (*inner, *fact.column_path[len(over) :]):
        named = spans_of(label, text)
        spans += named
        neutral = label not in inner and (_total(label) or is_neutral(label_key(label)))
        neutral = neutral or (
            label not in inner and _GROUP_HEAD.search(label_key(label)) is not None
        )
        if not named and not neutral:
            return None
    said = [side for side in _SIDES if side in text] or ["支出"] * bool(_SPENT.search(text))
    if len(said) == 1 and fact.side not in (said[0], None):
        return None
    if left_over(asked, spans):
        return None
    base = BASES.index(place.base) if place.base in BASES else 0
    unsaid = base if not any(spans_of(label, text) for label in fact.column_path) else 0
    part = 0 if not place.table_aspect or place.table_aspect in text else 1
    matter = _MATTERS.search(place.where.rsplit(">", 1)[-1])
    other = int(matter is not None and matter[0] not in text)
    outer = sum(not _total(label) and not spans_of(label, text) for label in fact.column_path)
    special = 1 if place.special and place.special not in text else 0
    return (part + other, unsaid, special, outer)


_MATTERS = re.compile(r"三公|采购|购买服务|专项|绩效|资产|项目")
"""Tables of one matter: what a unit has in all is never told by them."""


def _total(label: str) -> bool:
    return re.fullmatch(r"(?:合|总|小)\s*计|合计数|总额", label.strip()) is not None


# ── the answer ───────────────────────────────────────────────────────────────────────────────


def _composed(
    understood: Understood, units: Sequence[SubUnit], facts: Sequence[Fact]
) -> Composed | None:
    query = understood.query
    several = len(facts) > 1
    if not several and query.asks("difference", "largest", "smallest", "rank", "compare"):
        return None
    pairs = list(zip(units, facts, strict=True))
    if several and query.asks("largest", "smallest", "rank"):
        pairs.sort(key=lambda pair: _yuan(pair[1]), reverse=not query.asks("smallest"))
    write = writer(understood)
    terms: list[Term] = []
    for unit, fact in pairs:
        number = write.evidence(fact)
        title = _title(unit, fact)
        write.say(figure_text("", title, fact, number), core=True)
        write.state(fact, title, number)
        terms += [term] if (term := write.term(fact)) else []
    if several and len(terms) == len(facts):
        _derive(write, understood, pairs, terms)
    return write.done()


def _derive(
    write: Writer, understood: Understood, pairs: Sequence[tuple[SubUnit, Fact]], terms: list[Term]
) -> None:
    """The sum, or which of two is larger and by how much."""
    query = understood.query
    text = query.asked or query.text
    if _APART.search(text):
        if len(pairs) != 2:
            return
        apart = compute("difference", terms)
        order = (1, 0) if apart and apart.value < 0 else (0, 1)
        larger, smaller = (pairs[n] for n in order)
        computed = compute("difference", [terms[n] for n in order])
        lead = f"{larger[0].name}多于{smaller[0].name}，差额"
    elif query.asks("sum") or _ADDED.search(text):
        computed, lead = compute("sum", terms), "合计"
    else:
        return
    if computed is None:
        return
    write.kind = "computed"
    marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    write.say(f"{lead}：{computed.formula}{marks}。", [computed], core=True)
    names = "、".join(unit.name for unit, _ in pairs)
    year = pairs[0][1].year
    write.derive(computed, names, computed.operation, str(year) if year else None)


def _title(unit: SubUnit, fact: Fact) -> str:
    """'某区图书馆收入合计', '某市公路局专项业务经费支出'."""
    rows = [label for label in fact.row_path if unit.name not in label and not _total(label)]
    columns = [c for c in fact.column_path if not _total(c) and not is_neutral(label_key(c))]
    base = next((c for c in reversed(fact.column_path) if not _total(c) and label_key(c)), "")
    what = base if columns or _fund(fact) else f"{fact.side or ''}合计"
    return unit.name + "".join(rows[-1:]) + _UNIT_BEHIND.sub("", re.sub(r"\s+", "", what))


_UNIT_BEHIND = re.compile(r"[（(](?:平方米|万?元|[人个名辆台套/]+)[)）]$")


def _fund(fact: Fact) -> bool:
    return bool(place_of(fact).base)


def _yuan(fact: Fact) -> Decimal:
    return fact.amount.yuan if fact.amount else Decimal(0)
