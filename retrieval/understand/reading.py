"""A conversation read against a library: which documents, which figures, or why not.

Takes turns and Sources, gives an Understood: the Query, for every unit and year the documents to
look in (best first), and a refusal where the unit or year named is not in the library. Knows
nothing of figures or wording.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from ingest.facts import Fact, Finding
from retrieval.printed.change_subjects import with_subjects
from retrieval.printed.unit_tables import with_units
from retrieval.scope.periods import Account
from retrieval.scope.scope import Listed, Scope, read_scope, unit_keys
from retrieval.scope.unit_names import is_short_for
from retrieval.understand.conversation import follow
from retrieval.understand.operations import BACKWARDS
from retrieval.understand.places import headed
from retrieval.understand.question import Labels, Query, label_index, read_question
from retrieval.understand.sources import Sources
from retrieval.understand.turns import merged, plain_turns
from retrieval.understand.unit_words import foreign_lead, stranger_turn, without_unit_words
from retrieval.understand.units_below import led_by_department
from retrieval.words.lexicon import folded

__all__ = ["Target", "Understood", "understand"]


MANY = 60
"""Documents in scope above which a question must name a unit: facts are read by document."""
FEW = 12
"""Units that a wording may fit ('水务局' fits one in every place) before it names none of them."""


@dataclass(frozen=True, slots=True)
class Target:
    """One unit and year to look up: `documents` of that year first, then the year after.

    `account` is set where the question names one for each year ('2025年预算比2024年决算').
    """

    unit: str
    year: int | None
    documents: tuple[Listed, ...]
    own: tuple[Listed, ...]
    account: Account | None = None


@dataclass(frozen=True)
class Understood:
    """What is asked and where to look.

    `problem` is (what is missing, what is there); `unreached` the same where a plan for that year
    is printed and may still answer; `broad`: too many units fit to look at all.
    """

    query: Query
    targets: tuple[Target, ...] = ()
    documents: tuple[Listed, ...] = ()
    facts: dict[str, tuple[Fact, ...]] = field(default_factory=dict)
    named_unit: bool = True
    named_year: bool = True
    problem: tuple[str, str] | None = None
    unreached: tuple[str, str] | None = None
    keys: dict[str, str] = field(default_factory=dict)
    broad: bool = False
    findings: Callable[[Collection[str]], Sequence[Finding]] = lambda _ids: ()

    def facts_of(self, documents: Iterable[Listed]) -> list[Fact]:
        """The facts of some documents, in their order."""
        return [fact for row in documents for fact in self.facts.get(row.doc_id, ())]

    @property
    def own_targets(self) -> list[Target]:
        """The targets that have documents of their own."""
        return [target for target in self.targets if target.own]

    @property
    def final_accounts(self) -> frozenset[str]:
        """The documents that say what was spent: 部门决算, 单位决算."""
        return frozenset(row.doc_id for row in self.documents if (row.kind or "").endswith("决算"))

    @property
    def fiscal(self) -> dict[str, int]:
        """The fiscal year of every document in scope."""
        return {row.doc_id: row.fiscal_year for row in self.documents if row.fiscal_year}


def understand(turns: Sequence[str], sources: Sources) -> Understood:
    """Read a conversation; its last turn is the question."""
    folded = plain_turns(turns, sources.catalogue)
    readings = [_bare(turn, sources) for turn in folded]
    query = readings[0]
    for later in readings[1:]:
        query = follow(query, later)
    problem = _problem(query.scope, sources.catalogue)
    several = not query.scope.units and len(_units(sources.catalogue)) > 1
    if (problem or several) and (led := led_by_department(folded[-1], query.scope, sources)):
        return understand((*folded[:-1], led), sources)
    planned = _with_plans(query.scope, sources) if problem else ()
    if problem and not planned:
        return Understood(query, problem=problem)
    documents = planned or _in_scope(query.scope, sources.catalogue)
    if len(documents) > MANY and not 0 < len(query.scope.units) <= FEW:
        return Understood(query, documents=documents, broad=True)
    facts = _facts(sources, documents)
    labels = _printed_labels(facts)
    query = merged(folded, sources.catalogue, labels)

    def text_of(doc_id: str) -> str:
        return sources.document(doc_id).text

    query = without_unit_words(query, documents, text_of)
    if lead := foreign_lead(query, documents, text_of) or stranger_turn(query, labels):
        return Understood(query, problem=(f"“{lead}”", "、".join(_units(sources.catalogue))))
    if documents and all(map(is_form, documents)) and _FIGURE_ASKED.search(query.asked):
        return Understood(query, problem=("填好数字", "空白表样"))
    facts = {row.doc_id: () if is_form(row) else facts[row.doc_id] for row in documents}
    if beyond := _beyond(readings[-1], facts):
        problem = f"“{beyond}”", "、".join(_units(sources.catalogue))
        return Understood(query, problem=problem)
    targets = _targets(query, documents, unit_keys(sources.catalogue))
    return Understood(
        query=query,
        unreached=problem,
        targets=_of_plans(query, targets, documents, facts),
        documents=documents,
        facts=facts,
        keys=unit_keys(sources.catalogue),
        findings=sources.findings,
        named_unit=bool(query.scope.units) or len(set(unit_keys(documents).values())) <= 1,
        named_year=bool(query.scope.years or query.scope.relative or query.scope.compared),
    )


def _bare(turn: str, sources: Sources) -> Query:
    return read_question(turn, read_scope(turn, sources.catalogue), {})


def _printed_labels(facts: dict[str, tuple[Fact, ...]]) -> Labels:
    """The labels that the documents in scope print."""
    return label_index({label for fs in facts.values() for f in fs for label in _labels(f)})


def _labels(fact: Fact) -> tuple[str, ...]:
    if fact.table is not None:
        return (*fact.row_path, *fact.column_path)
    project = headed(fact)
    return (*fact.row_path, project) if project else fact.row_path


def _facts(sources: Sources, documents: Sequence[Listed]) -> dict[str, tuple[Fact, ...]]:
    found: dict[str, list[Fact]] = {row.doc_id: [] for row in documents}
    for fact in sources.facts(list(found)):
        found[fact.doc_id].append(fact)
    return {doc_id: with_units(with_subjects(listed)) for doc_id, listed in found.items()}


# ── which documents ──────────────────────────────────────────────────────────────────────────


def _problem(scope: Scope, catalogue: Sequence[Listed]) -> tuple[str, str] | None:
    """A unit or year that the library does not have, and what it has instead."""
    if not catalogue:
        return "任何单位", "的是空文库"
    if scope.strangers:
        return f"“{scope.strangers[0]}”", "、".join(_units(catalogue))
    rows = _of_units(scope, catalogue)
    have = sorted({row.fiscal_year for row in rows if row.fiscal_year})
    reach = set(have) | {year - 1 for year in have}
    missing = [year for year in scope.years if year not in reach]
    if missing and len(missing) == len(scope.years):
        who = _names(scope, catalogue)
        return f"{who}{missing[0]}年", "、".join(f"{year}年" for year in have)
    return None


_BODY = re.compile(
    r"[\u4e00-\u9fff]{2,10}?(?:中心|研究所|监测站|管理站|服务站|支队|大队|总队|研究院|博物馆|图书馆|学校|学院)"
    r"(?=(?:19|20)\d\d年|今年|去年|上年|本年)"
)


_BELOW_IT = re.compile(r"^(?:下属|所属|下级|直属|局属)(?:的)?(?:(?:事业)?单位)?")


def _beyond(query: Query, facts: dict[str, tuple[Fact, ...]]) -> str:
    """A body named on behind the unit's name ('某局东北中心2024年') that no table prints; '' else."""
    text = query.asked or query.text
    for span in query.scope.named:
        match = _BODY.match(text, span.end)
        if match is None or re.match("和|与|及|跟|的", match[0]):
            continue
        printed = {label for listed in facts.values() for f in listed for label in _labels(f)}
        name, whole = _BELOW_IT.sub("", match[0]) or match[0], text[span.start : match.end()]
        if not any(
            name in (said := folded(label)) or is_short_for(whole, said) for label in printed
        ):
            return whole
    return ""


def _units(catalogue: Sequence[Listed], most: int = 6) -> list[str]:
    named = (row.unit_name for row in catalogue if row.unit_name)
    names = [name for name in dict.fromkeys(named) if not _BLANK.search(folded(name))]
    return [*names[: most - 1], f"{names[most - 1]}等"] if len(names) > most else names


def _names(scope: Scope, catalogue: Sequence[Listed]) -> str:
    if len(scope.units) != 1:
        return ""
    return next((row.unit_name or "" for row in _of_units(scope, catalogue)), "")


def _with_plans(scope: Scope, sources: Sources) -> tuple[Listed, ...]:
    """The latest papers of the one unit, where their tables plan each year asked for; else none."""
    rows = _of_units(scope, sources.catalogue)
    latest = max((row.fiscal_year or 0 for row in rows), default=0)
    if len(scope.units) != 1 or scope.account == "决算" or min(scope.years, default=0) <= latest:
        return ()
    kept = {row.doc_id: row for row in rows if row.fiscal_year == latest}
    printed = {f.year for f in sources.facts(list(kept)) if f.table is not None}
    return tuple(kept.values()) if set(scope.years) <= printed else ()


def _of_units(scope: Scope, catalogue: Sequence[Listed]) -> list[Listed]:
    keys, wanted = unit_keys(catalogue), frozenset(scope.units)
    return [row for row in catalogue if not wanted or keys[row.doc_id] in wanted]


_BLANK = re.compile(r"[x×○〇*＊]{2,}|某(?:某|局|委|单位|部门|区|市|县|街道)|_{2,}")


def is_form(row: Listed) -> bool:
    """Whether a document is a form that nobody has filled in: its figures are no figures."""
    return _BLANK.search(folded(row.unit_name or "")) is not None


_FIGURE_ASKED = re.compile(
    r"(?:多少|几)(?:亿|万)?(?:元|钱|人|辆|台|万)?(?:整|呢|呀|啊)?[?。]*$|(?:多少|几)(?:亿元|万元|万|元)"
)
_FORM_ASKED = re.compile(r"空白|表样|样表|模板|范本|空表(?=[里中上])")


def _filled_in(scope: Scope, rows: list[Listed]) -> list[Listed]:
    """Without official forms that nobody filled in ('XX局'), unless one of them is named.

    '空白表样里…' asks for these forms alone, '部门决算模板' for that of the final account.
    """
    if _FORM_ASKED.search(scope.text):
        forms = [row for row in rows if is_form(row)]
        of_kind = [row for row in forms if (row.kind or "").endswith(scope.account or "")]
        return of_kind or forms or rows
    if scope.units:
        return rows
    return [row for row in rows if not is_form(row)] or rows


_MOVES = re.compile(r"增|减|涨|降|升|变|同比|环比|多|少|上年|去年")


def _in_scope(scope: Scope, catalogue: Sequence[Listed]) -> tuple[Listed, ...]:
    """Documents of the units and years asked for; each content once."""
    rows = _filled_in(scope, _of_units(scope, catalogue))
    years = (*scope.years, *scope.compared)
    wanted = {*years, *(year + 1 for year in years)}
    if scope.years and _MOVES.search(scope.text):
        wanted |= {year - 1 for year in scope.years}
    kept: dict[str, Listed] = {}
    for row in rows:
        if not wanted or row.fiscal_year is None or row.fiscal_year in wanted:
            kept.setdefault(row.doc_id, row)
    return tuple(kept.values())


_SET_SIDE_BY_SIDE = (
    "change",
    "rate",
    "difference",
    "compare",
    "each",
    "sum",
    "ratio",
    "completion",
)


def _targets(
    query: Query, documents: tuple[Listed, ...], keys: dict[str, str]
) -> tuple[Target, ...]:
    """Every unit and year asked for, in the order of the question."""
    scope = query.scope
    by_unit: dict[str, list[Listed]] = {}
    for row in documents:
        by_unit.setdefault(keys[row.doc_id], []).append(row)
    order = [u for u in scope.units if u in by_unit] or list(by_unit)
    wanted: list[tuple[str, int | None, Account | None]]
    if scope.pairs:
        wanted = [(unit, year, None) for units, year in scope.pairs for unit in units]
    else:
        wanted = [(u, y, a) for u in order for y, a in _periods(query, by_unit[u])]
    return tuple(
        target
        for unit, year, account in wanted
        if unit in by_unit
        and (target := _target(unit, year, by_unit[unit], scope, account)).documents
    )


_YEARS_BESIDE = re.compile(r"\d\d年?(?:和|与|及|以及|、|,|到|至|跟|-|~|—)+(?:20)?\d\d年")


def _of_plans(
    query: Query,
    targets: tuple[Target, ...],
    documents: Sequence[Listed],
    facts: dict[str, tuple[Fact, ...]],
) -> tuple[Target, ...]:
    """A year after that of the document is looked up in its plan, never answered by its own year.

    '2025年…2027年是多少': the first year says whose paper it is, the second which column.
    '2026、2027两年各打算给多少', '2025到2027年一共': each year is a column of the plan.
    """
    units = {target.unit for target in targets} or set(query.scope.units)
    latest = max((row.fiscal_year or 0 for row in documents), default=0)
    ahead = [year for year in query.scope.years if year > latest > 0]
    rows = tuple(row for row in documents if row.fiscal_year == latest)
    listed = [f for row in rows for f in facts.get(row.doc_id, ()) if f.table is not None]
    if ahead and len(units) == 1 and {f.year for f in listed} >= set(ahead):
        unit = next(iter(units))
        plans = [t if t.year not in ahead else Target(unit, t.year, rows, ()) for t in targets]
        known = {t.year for t in plans}
        plans += [Target(unit, year, rows, ()) for year in ahead if year not in known]
        if len(ahead) > 1 or len(query.scope.years) == 1:
            return tuple(plans)
    if len(units) != 1 or len(ahead) != 1 or len(query.scope.years) != 2:
        return targets
    beside = _YEARS_BESIDE.search(query.text) or query.asks(*_SET_SIDE_BY_SIDE)
    if query.scope.account == "决算" or beside:
        return targets
    if not any(fact.year == ahead[0] for fact in listed):
        return targets if not query.items else ()
    return (Target(next(iter(units)), ahead[0], rows, ()),)


_BOTH_STAGES = re.compile(
    r"(?:预算|决算)(?:数|金额)?(?:和|与|及|跟|、|还有)(?:它的|其)?(?:年初|全年)?(?:预算|决算)(?:数|金额)?(?:[^\u4e00-\u9fff]|是|为|分别|各|多少|$)"
)


def _periods(query: Query, rows: Sequence[Listed]) -> Sequence[tuple[int | None, Account | None]]:
    """The years of one unit, each with its account where the question pairs them."""
    scope = query.scope
    years = _years(query, rows)
    both = _BOTH_STAGES.search(query.text) is not None
    if scope.stages and not scope.relative and (both or query.asks(*_SET_SIDE_BY_SIDE)):
        alone = years[0] if len(years) == 1 else None
        staged = [(year or alone, account) for year, account in scope.stages]
        if all(year for year, _ in staged):
            return staged
    return [(year, None) for year in years]


def _worked_back(query: Query, have: Sequence[int]) -> tuple[int, ...]:
    """'2023年接待费,2022年倒推是多少': the first year says whose paper, only the other one is asked."""
    years = sorted({*query.scope.years, *query.scope.compared})
    pair = len(years) == 2 and years[1] == years[0] + 1 and years[1] in have
    back = pair and years[0] not in have and BACKWARDS.search(query.text)
    return (years[0],) if back and _only_worked_back(query, years[0]) else ()


def _only_worked_back(query: Query, year: int) -> bool:
    """Nothing is set against the year, or only in words before: '只写了比上年增加多少,请倒推2017年的'."""
    if not query.asks(*_SET_SIDE_BY_SIDE):
        return True
    last = re.split(r"[,;。?!]", query.text.rstrip(",;。?!"))[-1]
    named = str(year) in last or re.search(r"上年|去年|上一年|前一年", last)
    return bool(BACKWARDS.match(last.removeprefix("请")) and named and not _SET.search(last))


_SET = re.compile(r"差|多出|少了|增|减|涨|降|比")


def _years(query: Query, rows: Sequence[Listed]) -> Sequence[int | None]:
    scope = query.scope
    have = sorted({row.fiscal_year for row in rows if row.fiscal_year})
    years = list(_worked_back(query, have) or scope.years)
    years += [have[-1] + offset for offset in scope.relative if have]
    if scope.compared and not years and not scope.all_years:
        return [scope.compared[0] + 1]
    if scope.all_years or not years:
        return have or [None]
    return list(dict.fromkeys(years))


def _target(
    unit: str,
    year: int | None,
    rows: Sequence[Listed],
    scope: Scope,
    account: Account | None = None,
) -> Target:
    scope = replace(scope, account=account or scope.account)
    own = [row for row in rows if row.fiscal_year == year or year is None]
    later = [row for row in rows if year is not None and row.fiscal_year == year + 1]
    own = _preferred(own, scope)
    if scope.source:
        own, later = [], [row for row in rows if row.fiscal_year == scope.source]
    return Target(unit, year, (*own, *_preferred(later, scope)), tuple(own), account)


def _preferred(rows: Sequence[Listed], scope: Scope) -> list[Listed]:
    """部门 before 单位 unless 本级 is asked; the account asked for first."""

    def order(row: Listed) -> tuple[bool, bool]:
        kind = row.kind or ""
        account = scope.account is not None and not kind.endswith(scope.account)
        level = kind.startswith("单位") if scope.own != "本级" else kind.startswith("部门")
        return account, level

    return sorted(rows, key=order)
