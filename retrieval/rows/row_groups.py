"""Which rows a question means: those of one level, of one matter, of one table, of one sentence.

Takes an Understood or facts, gives a Group of places. Knows nothing of how rows are put into an answer.

    '按功能分类'  ->  rows with codes of 3 digits      '下面有哪几项'  ->  rows whose codes go on
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.facts import Fact
from retrieval.figures.lookup import look_up
from retrieval.rows.class_tree import class_trees
from retrieval.rows.classes_by_name import all_spending, classes_by_name
from retrieval.rows.enumerated import enumeration_of
from retrieval.understand.columns_asked import of_one_stage
from retrieval.understand.main_items import divides
from retrieval.understand.places import Place, matches, place_of
from retrieval.understand.question import Item, Query
from retrieval.understand.reading import Target, Understood
from retrieval.words.lexicon import label_key, lexicon

__all__ = ["Group", "amounts_of_year", "group_of", "parts_of_one", "subjects_with"]

_LENGTHS = {
    ("功能", "类"): 3,
    ("功能", "款"): 5,
    ("功能", "项"): 7,
    ("经济", "类"): 3,
    ("经济", "款"): 5,
}
_TOTAL_ITEM = re.compile(r"合计|总计|小计|本年|结转|收支差额|当年")


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one kind: what they are called, and the places that print them."""

    title: str
    counter: str
    places: tuple[Place, ...]


def group_of(understood: Understood, target: Target) -> Group | None:
    """The rows that the question means; None where it means none."""
    query = understood.query
    facts = [f for row in target.own or target.documents for f in understood.facts_of([row])]
    if query.residue and not all(_is_group_word(word) for word in query.residue):
        return _about(query, facts, target)
    listed = facts
    facts = amounts_of_year(understood, target)
    text = query.text
    for found in (
        _enumerated(query, listed, target),
        _about(query, listed, target),
        _below(query, facts) if query.asks("largest", "smallest", "rank") else None,
        _three(understood, target, facts),
        _purchases(text, facts),
        _projects(text, facts),
    ):
        if found:
            return found
    if _WHICH_PROJECT.search(text) and "科目" not in text:
        return None
    return _classified(query, facts, [f for f in listed if f.year in (target.year, None)])


_WHICH_PROJECT = re.compile(r"哪[一几]?个?项目|项目(?:里|中|当中)?(?:哪个|最|金额最)")
"""A project is asked for: no 科目 is an answer where the projects are not printed."""


def amounts_of_year(understood: Understood, target: Target) -> list[Fact]:
    """The amounts that tables of the first paper print of the year, of one scope and one stage."""
    query = understood.query
    facts = [f for row in (target.own or target.documents)[:1] for f in understood.facts_of([row])]
    account = target.account or query.scope.account
    final = bool({f.doc_id for f in facts} & understood.final_accounts)
    printed = of_one_stage(facts, query.text, account, final=final)  # an empty column is one too
    return _of_one_scope([f for f in printed if _is_row(f, target)])


_GROUP_WORDS = (
    "功能分类",
    "功能",
    "经济分类",
    "经济",
    "分类",
    "科目",
    "品目",
    "类级",
    "款级",
    "项级",
    "级",
)


def _is_group_word(word: str) -> bool:
    return not re.sub(
        "|".join((*_GROUP_WORDS, "采购", "工程", "项目", "花费", "名单", "名称", "事务", "开支")),
        "",
        word,
    )


def _is_row(fact: Fact, target: Target) -> bool:
    return (
        fact.table is not None
        and fact.value is not None
        and fact.kind == "amount"
        and fact.measure == "level"
        and (target.year is None or fact.year == target.year)
        and fact.state == "printed"
    )


def _enumerated(query: Query, facts: Sequence[Fact], target: Target) -> Group | None:
    """The parts that a sentence lists of the one item named."""
    named = [item for item in query.items if item.labels and not item.concepts]
    if len(named) != 1:
        return None
    own = [f for f in facts if target.year is None or f.year in (target.year, None)]
    found = enumeration_of(named[0], own)
    if found is None:
        return None
    places = tuple(replace(place_of(fact), item=name) for name, fact in found.parts)
    return Group(f"{named[0].text}的各部分", "项", places)


_LEAF = re.compile(r"2\d{6}|[35]\d{4}")


def _about(query: Query, facts: Sequence[Fact], target: Target) -> Group | None:
    """科目 whose names carry the one word that is asked about: '医疗方面列了哪几个科目'."""
    words = [word for word in query.residue if not _is_group_word(word)]
    words += [item.text for item in query.items if not item.concepts and not item.code]
    named = any(item.concepts for item in query.items)
    if len(words) != 1 or len(words[0]) < 2 or "科目" not in query.text or named:
        return None
    ordered = subjects_with(words[0], facts, target.year)
    return Group(f"名称含“{words[0]}”的科目", "个", ordered) if ordered else None


_OTHER_NAMES = re.compile(r"项目(?!支出)|项目支出(?:预算|情况|明细)?表|绩效|采购")
"""Titles of tables that print projects beside the codes of 科目."""


def subjects_with(word: str, facts: Sequence[Fact], year: int | None) -> tuple[Place, ...]:
    """The innermost 科目 whose names carry a word, each once, as the paper prints them."""
    own = [
        f
        for f in facts
        if f.kind == "amount"
        and f.measure == "level"
        and f.state == "printed"
        and f.value is not None
        and (year is None or f.year == year)
        and _LEAF.fullmatch(f.code or "")
        and word in label_key(f.item)
        and not _OTHER_NAMES.search(f.citation.section.rsplit(">", 1)[-1])
    ]
    printed = [f for f in own if f.table is not None] or own
    rows: dict[str, Place] = {}
    for place in sorted(map(place_of, printed), key=lambda p: (p.base != "", bool(p.aspect))):
        if not place.odd and not place.aspect:
            rows.setdefault(place.fact.code or "", place)
    return tuple(sorted(rows.values(), key=lambda place: place.fact.at.start))


_INSIDE = re.compile(
    r"下面|底下|下级|下设|下分|之下|[里其]中|包括|包含|分为|分成|分哪|由哪|[里内]面?有|"
    r"有哪[些几](?!个?(?:大)?项目)|有什么(?!项目)|[里内],?哪|(?:花|用|投)[在到]了?(?:哪[些几]|几)个?大?[块类项款]|明细|细[项分]|各项(?:金额|数额|是?多少|分别)|构成|组成|(?:哪[些几]个?|什么)科目|各[款项](?!目)"
)


def _below(query: Query, facts: Sequence[Fact]) -> Group | None:
    """The rows one level below the one 科目 that is named, or of the level that is named."""
    items = [item for item in query.items if item.text not in ("支出", "支出项目")]
    frames = [item for item in items if divides(item)] if len(items) > 1 else []
    items = [item for item in items if item not in frames]
    if len(items) != 1 or not _INSIDE.search(query.text):
        return None
    item = items[0]
    coded = [place for place in map(place_of, facts) if place.fact.code]
    coded = [place for place in coded if all(_within(place, frame) for frame in frames)]
    heads = [p for p in coded if matches(p, item) == 0]
    heads = heads or [p for p in coded if p.item == item.text.removesuffix("支出")]
    heads = [p for p in heads if not p.odd and len(p.fact.code or "") < 7]
    heads = [p for p in heads if not p.aspect] or heads
    if query.scope.account == "决算":
        heads = [p for p in heads if p.fact.stage == "决算"]
    income = "收入" in query.text

    def order(place: Place) -> tuple[bool, bool, int, Decimal]:
        of_income = place.fact.side == "收入" and not income
        return (
            of_income,
            place.base != "",
            len(place.fact.code or ""),
            -(place.fact.value or Decimal(0)),
        )

    for head in sorted(heads, key=order):
        rows = _deeper(query.text, head.fact, facts)
        if len(rows) > 0:
            return Group(f"{head.fact.item}下的科目", "个", tuple(map(place_of, rows)))
    return None


def _within(place: Place, frame: Item) -> bool:
    """'基本支出里对个人和家庭的补助': its column, or the table that prints nothing else."""
    concepts = [lexicon().concepts[key] for key in frame.concepts]
    return any(
        (c.aspect and c.aspect == (place.aspect or place.table_aspect))
        or (c.fund and c.fund == place.base)
        for c in concepts
    )


def _deeper(text: str, head: Fact, facts: Sequence[Fact]) -> list[Fact]:
    """Rows of the table whose codes go on from a code, all of one length."""
    code = head.code or ""
    column = (head.doc_id, head.table, head.column)
    rows = [
        fact
        for fact in facts
        if (fact.doc_id, fact.table, fact.column) == column
        and (fact.code or "").startswith(code)
        and len(fact.code or "") > len(code)
    ]
    lengths = sorted({len(fact.code or "") for fact in rows})
    wanted = 7 if re.search(r"哪[一几些个]*项", text) and 7 in lengths else (lengths or [0])[0]
    return [fact for fact in rows if len(fact.code or "") == wanted]


def _three(understood: Understood, target: Target, facts: Sequence[Fact]) -> Group | None:
    """The parts of 三公经费, also one that a sentence of their chapter says there is none of."""
    if "三公" not in understood.query.text:
        return None
    concepts = lexicon().concepts
    places = [place_of(f) for f in facts if "三公" in f.citation.section]
    found: list[Place] = []
    for key in ("abroad", "reception", "vehicle_buy", "vehicle_run"):
        place = next((p for p in places if p.item in concepts[key].labels), None)
        found += [place] if place else _said_none(understood, target, key)
    return Group("“三公”经费各项", "项", tuple(found)) if len(found) > 1 else None


def _said_none(understood: Understood, target: Target, key: str) -> list[Place]:
    """'2025年未安排因公出国（境）费用预算' among the parts of 三公经费."""
    hit = look_up(understood, target, Item(lexicon().concepts[key].title, 0, 0, (key,))).hit
    none = hit is not None and hit.fact.value == 0 and "三公" in hit.fact.citation.section
    return [hit.chosen] if hit and none else []


def _purchases(text: str, facts: Sequence[Fact]) -> Group | None:
    if "采购" not in text or re.search(r"货物|工程|服务", text):
        return None
    places = _of_title(facts, r"采购")
    classes = re.compile(r"(?:货物|工程|服务)(?:类)?[abcABC]?|[abcABC]")
    rows = [p for p in places if not classes.fullmatch(p.item)]
    return Group("政府采购项目", "项", tuple(rows)) if rows else None


def _projects(text: str, facts: Sequence[Fact]) -> Group | None:
    if "项目" not in text.replace("项目支出", "") and "项目支出" not in text:
        return None
    if re.search(r"科目|功能|经济|采购|购买", text) or _PAID_BY.search(text):
        return None
    places = _of_title(facts, r"项目")
    places = [p for p in places if "绩效" not in p.where.rsplit(">", 1)[-1]] or places
    rows = [p for p in places if not (p.fact.code or "").isdigit() or len(p.fact.code or "") > 7]
    rows = rows or _named_otherwise(places, facts)
    rows = [p for p in rows if "采购" not in p.where.rsplit(">", 1)[-1]]
    rows = [p for p in rows if not _MONEY_OF_FORM.search(p.item)]
    table = _largest_table(rows)
    if len({p.fact.item for p in table}) * 2 < len(table):
        return None  # the rows go by their units, not by names of projects
    return Group("项目", "个", table) if table else None


_PAID_BY = re.compile(
    r"(?:用|靠|由|花|动用|使用|来自)[^,?。]{0,12}(?:预算|基金|资金|拨款|收入|专户|的钱)[^,?。]{0,6}的项目|项目[^,?。]{0,4}(?:钱|资金)(?:是)?(?:来自|出自|由|用)"
)
"""'用政府性基金安排的项目': not every project is one of them."""


_MONEY_OF_FORM = re.compile(
    r"资金总额$|^(?:其中)?(?:财政拨款|其他资金|单位资金|自有资金|上年结转)$"
)
"""Labels of the form of one project are no projects."""


def _named_otherwise(places: Sequence[Place], facts: Sequence[Fact]) -> list[Place]:
    """Rows of a project table that carry the code of a 科目, but not its name."""
    tables = {place.fact.table for place in places}
    classes = {label_key(f.item) for f in facts if f.code and f.table not in tables}
    return [place for place in places if classes and place.item not in classes]


def _of_title(facts: Sequence[Fact], word: str) -> list[Place]:
    """Rows of tables whose title or header has a word, each with the total of its row."""
    places = [place_of(f) for f in facts]
    kept = [
        p
        for p in places
        if not p.on_column
        and p.item
        and not _TOTAL_ITEM.search(p.item)
        and (
            re.search(word, p.where.rsplit(">", 1)[-1])
            or re.search(word + "名称", "".join(p.columns))
        )
    ]
    return _first_column(kept)


def _first_column(places: Iterable[Place]) -> list[Place]:
    """Of every row the first total column; columns that split it are left out."""
    seen: dict[tuple[int | None, int | None], Place] = {}
    for place in places:
        if place.odd or place.aspect:
            continue
        seen.setdefault((place.fact.table, place.fact.row), place)
    return list(seen.values())


def _largest_table(places: Sequence[Place]) -> tuple[Place, ...]:
    tables: dict[int | None, list[Place]] = {}
    for place in places:
        tables.setdefault(place.fact.table, []).append(place)
    best: list[Place] = max(tables.values(), key=lambda rows: len(rows), default=[])
    return tuple(best)


def _narrower(query: Query) -> bool:
    """One matter is named ('公积金方面'): the rows of all spending are no answer to it."""
    concepts = lexicon().concepts
    whole = {"total_expenditure", "current_expenditure", "fiscal_expenditure"}
    if any(i.labels and not i.concepts and not _is_group_word(i.text) for i in query.items):
        return True
    return any(
        item.concepts
        and not whole & set(item.concepts)
        and not any(
            concepts[key].aspect in ("基本支出", "项目支出") or concepts[key].fund
            for key in item.concepts
        )
        for item in query.items
    )


def _unscoped(query: Query) -> str:
    """The question without unit, year and form: '单位预算' asks for no 单位."""
    chars = list(query.text)
    concepts = lexicon().concepts
    funds = [i for i in query.items if any(concepts[key].fund for key in i.concepts)]
    spans = [(span.start, span.end) for span in query.scope.taken]
    spans += [(item.start, item.end) for item in funds if "收入" not in item.text]
    for start, end in spans:
        chars[start:end] = "|" * (end - start)
    return "".join(chars)


def _fund(query: Query) -> str | None:
    """The one fund that is named: its rows only, never those of all money."""
    concepts = lexicon().concepts
    funds = (concepts[key].fund for item in query.items for key in item.concepts)
    return next((fund for fund in funds if fund), None)


def _classified(query: Query, facts: Sequence[Fact], listed: Sequence[Fact]) -> Group | None:
    """Rows with classification codes: functional unless 经济 or 费用 is said."""
    text = query.text
    if not re.search(
        r"科目|支出|花|费用|功能|经济|开销|开支|大头|哪[一]?类|哪[一]?款|哪[一]?项", text
    ):
        return None
    if re.search(r"收入|拨款|单位|年度|哪年|哪一年", _unscoped(query)) or _narrower(query):
        return None
    if any(item.code for item in query.items):
        return None  # one row is named by its code
    kind = "经济" if re.search(r"经济|费用|哪项费", text) else "功能"
    level = next(
        (x for x in ("类", "款", "项") if re.search(f"(?:按|哪[一几个大]*|[到的]){x}|{x}级", text)),
        "",
    )
    level = level or ("类" if kind == "功能" else "款")
    aspect = next((a for a in ("基本支出", "项目支出") if a in text), None)
    fund = _fund(query)
    rows = _of_trees(facts, kind, level, aspect, fund)
    whole = (kind, level, aspect, fund) == ("功能", "类", None, None)
    if (not rows or (whole and not all_spending(rows, facts))) and (kind, level) == ("功能", "类"):
        named = tuple(classes_by_name(facts, listed, fund, aspect))
        rows = named if not rows or all_spending(named, facts) else rows
    title = f"{fund or ''}支出{kind}分类{level}级科目" + (f"的{aspect}" if aspect else "")
    if whole and rows and not all_spending(rows, facts):
        title = f"“{rows[0].where.rsplit('>', 1)[-1].strip()}”中的{title}"
    return Group(title, "个", rows) if rows else None


def _of_trees(
    facts: Sequence[Fact], kind: str, level: str, aspect: str | None, fund: str | None
) -> tuple[Place, ...]:
    """The classes of one level in the column of the widest money that prints most of them."""
    length = _LENGTHS.get((kind, level), _LENGTHS[kind, "款"])
    trees = [
        tree
        for tree in class_trees(fact for fact in facts if fact.side != "收入")
        if tree.kind.endswith(kind) and not tree.of.odd and (not fund or tree.base == fund)
    ]
    own = [tree for tree in trees if tree.aspect == aspect]
    levels = [tree.level(length) for tree in (own or ([] if aspect else trees))]
    bases = [rows[0].base for rows in levels if rows]
    best = min(bases, key=lambda base: (base != "", base), default="")
    fitting = [rows for rows in levels if rows and rows[0].base == best]
    most = max((len(rows) for rows in fitting), default=0)
    return tuple(next((rows for rows in fitting if len(rows) == most), []))


def parts_of_one(understood: Understood, target: Target) -> Group | None:
    """What one named thing is made of: its sentence's parts, or the rows below its row."""
    query = understood.query
    if any(len(word) > 1 for word in query.residue):
        return None
    listed = [f for row in target.own or target.documents for f in understood.facts_of([row])]
    return _enumerated(query, listed, target)


def _of_one_scope(facts: Sequence[Fact]) -> list[Fact]:
    """The rows of the whole department, or those of its own level where there are no others."""
    whole = [fact for fact in facts if fact.scope == "部门"]
    return whole or [fact for fact in facts if fact.scope == "本级"]
