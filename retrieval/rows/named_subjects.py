"""科目 chosen by a word in their names, told and added: '名称里带医疗的四个科目合起来多少'.

Takes an Understood, gives a Composed answer or None. All innermost 科目 of the paper with the word are told;
where the question says how many there are, there must be as many. Knows no projects.

    '跟医疗沾边的科目有四个，合起来多少'   ->   行政单位医疗, …, each cited, and their sum
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.figures.cell_lines import writer
from retrieval.rows.picked_rows import free_text
from retrieval.rows.row_groups import subjects_with
from retrieval.understand.cell_words import asked_text, left_over
from retrieval.understand.pick_asked import Pick, pick_asked
from retrieval.understand.places import Place
from retrieval.understand.question import Query
from retrieval.understand.reading import Understood
from retrieval.words.lexicon import label_key
from retrieval.writing.arithmetic import compute
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["named_subjects_answer"]

_SUBJECTS = re.compile(r"科目|款项|支出项|[类款项]级")
_SAYING = re.compile(r"科目|款项|支出项|名称|功能|经济|分类|支出|[类款项]级|[里中]|有|的")
_NOT = ("share", "change", "rate", "difference", "ratio", "reason", "definition", "largest", "smallest", "rank")  # fmt: skip


def named_subjects_answer(understood: Understood) -> Composed | None:
    """The 科目 with the word in their names; None where a word of the question is left over."""
    query = understood.query
    targets = understood.own_targets
    if len(targets) != 1 or query.asks(*_NOT) or query.later or not _SUBJECTS.search(query.text):
        return None
    pick = pick_asked(free_text(query))
    if pick is None or not pick.named or pick.bound or pick.order or _more(pick, query):
        return None
    row = targets[0].own[0]
    facts = [f for f in understood.facts_of([row]) if f.side != "收入"]
    final = (row.kind or "").endswith("决算") and query.scope.account != "预算"
    facts = [f for f in facts if (f.stage in ("决算", None)) == final or f.stage is None]
    rows = subjects_with(pick.named, facts, targets[0].year)
    if not rows or (pick.stated and len(rows) != pick.stated):
        return None
    write = writer(understood)
    write.say(f"{period(row.fiscal_year)}{row.unit_name or ''}名称含“{pick.named}”的科目：")
    for place in rows:
        number = write.evidence(place.fact)
        write.say(f"{place.item}：{value_text(place.fact)}{mark(number)}", core=True)
        write.state(place.fact, label_key(place.item), number)
    if pick.summed and len(rows) > 1 and not _say_sum(write, pick.named, rows):
        return None
    return write.done()


def _say_sum(write: Writer, word: str, rows: Sequence[Place]) -> bool:
    terms = [term for place in rows if (term := write.term(place.fact))]
    computed = compute("sum", terms) if len(terms) == len(rows) else None
    if computed is None:
        return False
    write.kind = "computed"
    marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    write.say(f"合计：{computed.formula}{marks}。", [computed], core=True)
    year = rows[0].fact.year
    write.derive(computed, f"名称含“{word}”的科目合计", "sum", str(year) if year else None)
    return True


def _more(pick: Pick, query: Query) -> list[str]:
    """Words of the question beside the one that the names have."""
    text = _SAYING.sub(lambda m: "|" * len(m[0]), pick.text)
    return left_over(asked_text(replace(query, text=text)), [])
