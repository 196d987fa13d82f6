"""Gold that people write: a case made from an answer, and a whole file checked against the documents.

A case made from an answer is a draft: a person compares it with the page before it counts.

    case_from(["收入总计是多少？"], answer_line, id="user-001", reason="…")
    problems(cases, text_of) -> ['user-001：证据不在文件中：“31,214,205.81”', …]
"""

from __future__ import annotations

import ast
import operator
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal, DivisionByZero, InvalidOperation
from typing import Any

from evals.cases import Question
from evals.scorers import fold, same_figure
from ingest.amount import number

__all__ = ["case_from", "computed", "free_id", "problems"]

_TYPES = {
    "found": "figure",
    "computed": "figure",
    "none_stated": "none_stated",
    "not_found": "refusal",
    "conflicting": "conflicting",
    "ambiguous": "refusal",
}
TextOf = Callable[[str], str | None]


def case_from(turns: Sequence[str], answer: Mapping[str, Any], *, id: str, reason: str) -> Question:
    """A draft case: what was asked, the figures answered, the places cited."""
    figures = [
        {
            "value": figure["value"],
            "unit": figure["unit"] or "",
            "item": figure["item"],
            "period": figure["period"] or "",
        }
        for figure in answer["figures"]
        if figure["value"] is not None
    ]
    kind = _TYPES[answer["kind"]]
    if kind == "figure" and not figures:
        kind = "text"
    cited = answer["citations"]
    return Question.model_validate(
        {
            "id": id,
            **({"turns": list(turns)} if len(turns) > 1 else {"question": turns[0]}),
            "kind": "follow_up" if len(turns) > 1 else kind,
            "documents": list(dict.fromkeys(c["doc_id"] for c in cited)),
            "answer_type": kind,
            "figures": figures if kind in {"figure", "conflicting"} else [],
            "keywords": [[c["quote"]] for c in cited] if kind == "text" else [],
            "evidence": [
                {"sha256": c["doc_id"], "page": c["page"], "quote": c["quote"]} for c in cited
            ],
            "formula": _formula(answer),
            "reason": reason,
        }
    )


def free_id(taken: Collection[str]) -> str:
    """The next number that no case has."""
    return next(name for i in range(1, len(taken) + 2) if (name := f"user-{i:03d}") not in taken)


def _formula(answer: Mapping[str, Any]) -> str | None:
    return next((f["formula"] for f in answer["figures"] if f.get("formula")), None)


def problems(cases: Sequence[Question], text_of: TextOf) -> list[str]:
    """What is wrong with gold, in words: each quote verbatim, each figure printed or derivable."""
    seen: set[str] = set()
    said = []
    for case in cases:
        if case.id in seen:
            said.append(f"{case.id}：编号重复")
        seen.add(case.id)
        said += [f"{case.id}：{wrong}" for wrong in _wrong(case, text_of)]
    return said


def _wrong(case: Question, text_of: TextOf) -> Iterator[str]:
    if not case.asked[-1].strip():
        yield "没有问题"
    if case.answer_type == "figure" and not case.figures:
        yield "要求数字，却没有给出数字"
    if case.answer_type in {"text", "list"} and not case.keywords:
        yield "要求文字，却没有给出要点"
    if case.answer_type not in {"refusal", "clarify"} and not case.evidence:
        yield "没有证据"
    for evidence in case.evidence:
        text = text_of(evidence.sha256)
        if text is not None and fold(evidence.quote) not in fold(text):
            yield f"证据不在文件中：“{evidence.quote[:40]}”"
    yield from _underivable(case)


def _underivable(case: Question) -> Iterator[str]:
    """A figure is printed in the evidence, or its formula gives it."""
    printed = list(_numbers(case))
    value = computed(case.formula) if case.formula else None
    if case.formula and value is None:
        yield f"算式算不出来：{case.formula}"
    for figure in case.figures if case.evidence else ():
        own = computed(figure.derived) if figure.derived else value
        if own is not None and _rounds_to(own, figure.value):
            continue
        if case.answer_type == "list" and figure.value == len(case.keywords):
            continue
        stands = any(
            same_figure(figure, n, figure.unit) for n in (*printed, *(-n for n in printed))
        )
        if not stands and figure.value != 0 and not _converted(figure.value, printed):
            yield f"{figure.value}{figure.unit} 既不在证据中，也不能由算式得出"


def _numbers(case: Question) -> Iterator[Decimal]:
    """Every number of the evidence, each quote for itself, and of the formula."""
    for quote in (*(evidence.quote for evidence in case.evidence), case.formula or ""):
        for text in re.findall(r"\d[\d,]*(?:\.\d+)?", unicodedata.normalize("NFKC", quote)):
            value = number(text)
            if value is not None:
                yield value


def _converted(value: Decimal, printed: Sequence[Decimal]) -> bool:
    """The same digits after a change of unit (元, 万元, 亿元)."""
    return any(
        abs(value) * scale == n or abs(value) == n * scale
        for n in printed
        for scale in (10**4, 10**8)
    )


def _rounds_to(value: Decimal, given: Decimal) -> bool:
    place = Decimal(1).scaleb(int(given.as_tuple().exponent))
    return (
        abs(abs(value) - abs(given)) <= place / 2 or abs(abs(value) * 100 - abs(given)) <= place / 2
    )


def computed(formula: str) -> Decimal | None:
    """The value of a formula of numbers, + - × ÷ ( ) and %; None where it is none."""
    plain = formula.split("=")[0].translate(str.maketrans("×÷－−（）", "*/--()")).replace(",", "")
    plain = re.sub(r"(?:亿|万)?元|\s", "", plain).replace("%", "/100")
    try:
        return _value(ast.parse(plain, mode="eval").body, plain)
    except (SyntaxError, ValueError, DivisionByZero, InvalidOperation, RecursionError):
        return None


def _value(node: ast.expr, text: str) -> Decimal:
    match node:
        case ast.Constant(value=int() | float()):
            return Decimal(ast.get_source_segment(text, node) or "")
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, text)
        case ast.BinOp(left=left, op=operation, right=right) if type(operation) in _OPERATIONS:
            return _OPERATIONS[type(operation)](_value(left, text), _value(right, text))
    raise ValueError(ast.dump(node))


_OPERATIONS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
