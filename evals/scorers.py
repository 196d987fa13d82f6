"""Scorers: an output and its gold become a Score. Pure; no model judges anything.

Outputs are the public JSON forms (answer line, extraction line, table line), so that anything that
speaks them can be scored. Refused, wrong and unscored are three things:

    Score(CORRECT, wrong_number=False, explanation='51447 万元 = 514,470,000 元')
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from evals.cases import Evidence, Figure, Question
from ingest.amount import Unit, number, printed_place

__all__ = [
    "CORRECT",
    "REFUSED",
    "WRONG",
    "Score",
    "carried",
    "cited_rightly",
    "evidence_found",
    "same_figure",
    "score_answer",
]

CORRECT, WRONG, REFUSED = "correct", "wrong", "refused"

_FIGURE_IN_TEXT = re.compile(
    r"(?<![\d.,])([+-]?\d[\d,]*(?:\.\d+)?)\s*(亿元|百万元|万元|千元|元|%|个百分点|人|辆|个|台|家|项)"
)
_ABSENCE = re.compile(r"无|没有|未安排|不涉及|为零|为0|为空|空表|持平|相同|一致")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Score:
    """How one answer did; `wrong_number` is the worst that can happen."""

    value: str
    explanation: str
    wrong_number: bool = False


def fold(text: str) -> str:
    """Full width to half width, no white space: what a person would call the same text."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def same_figure(gold: Figure, value: str | Decimal, unit: str | None) -> bool:
    """Whether a printed figure is the gold one: exact after conversion, or its rounding.

    51447 万元 is 514,470,000 元; 3121.42 万元 is the rounding of 31,214,205.80 元; a sign must agree.
    """
    given = value if isinstance(value, Decimal) else number(value)
    if given is None:
        return False
    printed = [(gold.value, gold.unit), *((a.value, a.unit) for a in gold.alternatives)]
    return any(_close(value_, unit_, given, unit or unit_) for value_, unit_ in printed)


def _close(a: Decimal, a_unit: str, b: Decimal, b_unit: str) -> bool:
    a_scale, b_scale = _scale(a_unit), _scale(b_unit)
    if a_scale is None or b_scale is None:
        return a_scale == b_scale and a == b and _counter(a_unit) == _counter(b_unit)
    difference = abs(a * a_scale - b * b_scale)
    if a_scale == b_scale:
        return difference == 0
    coarse = max(_place(a) * a_scale, _place(b) * b_scale)
    return difference <= coarse / 2


def _scale(unit: str) -> Decimal | None:
    return Unit(unit).yuan if unit in set(Unit) else None


def _counter(unit: str) -> str:
    return {"个百分点": "%", "台（套）": "台", "台(套)": "台", "名": "人"}.get(unit, unit)


def _place(value: Decimal) -> Decimal:
    return printed_place(format(value, "f"))


def score_answer(gold: Question, answer: Mapping[str, Any]) -> Score:
    """Score one answer line against its gold, by the kind of answer that is due."""
    if gold.answer_type == "refusal":
        return _score_refusal(answer)
    if answer["refused"]:
        return Score(REFUSED, "文库中有答案，却说没有")
    return _SCORERS[gold.answer_type](gold, answer)


def _score_refusal(answer: Mapping[str, Any]) -> Score:
    if answer["refused"]:
        return Score(CORRECT, "如实说没有")
    return Score(WRONG, "文件中没有，却作了回答", wrong_number=bool(answer["figures"]))


def _score_figure(gold: Question, answer: Mapping[str, Any]) -> Score:
    shown = _shown(answer)
    if answer["kind"] == "ambiguous":
        return Score(WRONG, "反问，没有给出数字")
    if answer["kind"] == "none_stated" and all(f.value == 0 for f in gold.figures):
        return Score(CORRECT, "写明没有，即为 0")
    missing = [g for g in gold.figures if not any(same_figure(g, v, u) for v, u in shown)]
    if not missing:
        return Score(CORRECT, "、".join(f"{g.value}{g.unit}" for g in gold.figures))
    what = "缺 " + "、".join(f"{g.value}{g.unit}" for g in missing)
    return Score(WRONG, what, wrong_number=bool(shown) and len(missing) == len(gold.figures))


def _shown(answer: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    """The figures an answer shows: the typed ones first, then those in its words."""
    typed = [(f["value"], f["unit"]) for f in answer["figures"] if f["value"] is not None]
    words = unicodedata.normalize("NFKC", answer["answer"])
    return typed + [(m[1], m[2]) for m in _FIGURE_IN_TEXT.finditer(words)]


def _score_keywords(gold: Question, answer: Mapping[str, Any]) -> Score:
    said = fold(answer["answer"] + "".join(c["quote"] for c in answer["citations"]))
    missing = [group for group in gold.keywords if not any(fold(word) in said for word in group)]
    if not missing:
        return Score(CORRECT, "要点齐全")
    return Score(WRONG, "缺要点 " + "、".join(group[0] for group in missing))


def _score_none(_gold: Question, answer: Mapping[str, Any]) -> Score:
    zero = [v for v, _ in _shown(answer) if number(str(v)) == 0]
    if answer["kind"] == "none_stated" or zero or _ABSENCE.search(answer["answer"]):
        return Score(CORRECT, "说明文件写明没有")
    return Score(WRONG, "文件写明没有，却给出了别的", wrong_number=bool(answer["figures"]))


def _score_conflicting(gold: Question, answer: Mapping[str, Any]) -> Score:
    if answer["kind"] != "conflicting":
        return Score(WRONG, "没有指出两处不一致")
    return _score_figure(gold, answer)


def _score_clarify(_gold: Question, answer: Mapping[str, Any]) -> Score:
    """A question that fits several units or years: ask back, or answer for each; never for one."""
    if answer["kind"] == "ambiguous":
        return Score(CORRECT, "问清楚再答")
    asked = {f["citation"] for f in answer["figures"]}
    documents = {answer["citations"][at]["doc_id"] for at in asked if at < len(answer["citations"])}
    if len(documents) > 1:
        return Score(CORRECT, "逐个单位、年度分别作答")
    return Score(WRONG, "没有问清单位或年度", wrong_number=bool(answer["figures"]))


_SCORERS: dict[str, Callable[[Question, Mapping[str, Any]], Score]] = {
    "figure": _score_figure,
    "text": _score_keywords,
    "list": _score_keywords,
    "none_stated": _score_none,
    "conflicting": _score_conflicting,
    "clarify": _score_clarify,
}


def cited_rightly(
    answer: Mapping[str, Any], text_of: Callable[[str], str | None]
) -> Sequence[tuple[bool, str]]:
    """For each citation: do its pieces stand in the document word for word, and say why not."""
    return [_verbatim(citation, text_of(citation["doc_id"])) for citation in answer["citations"]]


def carried(answer: Mapping[str, Any]) -> dict[int, bool]:
    """For each citation that a printed figure points at: does its quote print that figure.

    A computed figure stands in its formula, not in a quote; a stated nothing is carried by words.
    """
    found: dict[int, bool] = {}
    for figure in answer["figures"]:
        at = figure.get("citation")
        if figure.get("formula") or at is None or figure["value"] is None:
            continue
        quote = answer["citations"][at]["quote"] if at < len(answer["citations"]) else ""
        found[at] = found.get(at, True) and _prints(quote, Decimal(str(figure["value"])))
    return found


def _prints(quote: str, value: Decimal) -> bool:
    lines = " ".join(map(fold, quote.splitlines()))
    numbers = [
        Decimal(n.replace(",", "")) for text in (fold(quote), lines) for n in _NUMBER.findall(text)
    ]
    wanted = {abs(value) * scale for scale in (1, 10**4, 10**8)}
    wanted |= {abs(value) / scale for scale in (10**4, 10**8)}
    return any(n in wanted for n in numbers) or (value == 0 and bool(_ABSENCE.search(quote)))


def _verbatim(citation: Mapping[str, Any], text: str | None) -> tuple[bool, str]:
    if text is None:
        return False, "引用的文件不在文库中"
    joined = "".join(text[p["start"] : p["end"]] for p in citation["pieces"])
    if not joined or joined != citation["quote"]:
        return False, f"引文与原文不一致：{citation['quote'][:40]}"
    return True, ""


def evidence_found(evidence: Evidence, citations: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a citation lands on the evidence: same document, on its page, the quote inside."""
    wanted = fold(evidence.quote)
    return any(
        c["doc_id"] == evidence.sha256
        and (evidence.page is None or c["page"] is None or evidence.page in _pages(c))
        and (wanted in fold(c["quote"]) or fold(c["quote"]) in wanted)
        for c in citations
    )


def _pages(citation: Mapping[str, Any]) -> set[int]:
    """A sentence cut by the end of a page stands on two."""
    return {citation["page"], *(box[0] for box in citation.get("boxes", ()))}
