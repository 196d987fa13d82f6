"""The robustness suite: the same question put otherwise, asked of another order, of more documents,
of documents whose figures were changed. The right answer must stay, or change with the document.

Is handed `library(files) -> ask`, builds no product; the documents are generated, the figures known.

    paraphrase      five ways to ask, one figure        order    three orders of reading, one figure
    counterfactual  a changed figure is the answer      growth   several times the documents, one figure
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from evals.cases import Figure
from evals.metrics import Measure
from evals.scorers import same_figure
from evals.synthesis.composed_records import composed_fields
from evals.synthetic import Printed, drafted_anew, printed_documents

__all__ = ["ORDERS", "PARAPHRASES", "Robustness", "run_robustness"]

Ask = Callable[[str], Mapping[str, Any]]
Library = Callable[[Sequence[Path]], AbstractContextManager[Ask]]

PARAPHRASES = (
    "{unit}{year}年{word}是多少？",
    "请问{year}年{unit}的{word}有多少",
    "{year}年度，{unit}{word}多少钱？",
    "查一下{unit}{year}年的{word}",
    "我想知道{unit}在{year}年{word}为多少。",
)
ORDERS = 3
WORDS = {
    "total_income": "收入总计",
    "basic_expenditure": "基本支出",
    "project_expenditure": "项目支出",
    "sangong_total": "“三公”经费合计",
    "operating_expenses": "机关运行经费",
    "procurement_total": "政府采购总额",
}
FEW = 8
"""Documents in the small library; the grown one holds several times as many."""


class _Asked(NamedTuple):
    """A question about one figure of one document, to be worded in several ways."""

    unit: str
    year: int
    word: str
    gold: Figure

    def said(self, paraphrase: int) -> str:
        """The question in one of its wordings."""
        return PARAPHRASES[paraphrase].format(unit=self.unit, year=self.year, word=self.word)


@dataclass(frozen=True)
class Robustness:
    """Shares of answers that are right, by kind, and what went wrong in words."""

    measures: Mapping[str, Measure]
    wrong: tuple[str, ...]

    @property
    def metrics(self) -> dict[str, float]:
        """Flat figures, 0 to 1."""
        return {name: measure.value for name, measure in self.measures.items()}

    def as_text(self) -> str:
        """The figures with n and interval, then every failure."""
        lines = ["评测 robustness"]
        for name, measure in self.measures.items():
            low, high = measure.interval
            lines.append(
                f"  {_LABELS[name]}：{measure.value:.3f}  n={measure.n}  [{low:.3f}, {high:.3f}]"
            )
        return "\n".join([*lines, *(f"  {said}" for said in self.wrong)])


_LABELS = {
    "paraphrase": "五种问法同一答案",
    "order": "三种读入次序同一答案",
    "counterfactual": "改了数的文件答改后的数",
    "growth": "文库增到数倍答案不变",
}


def run_robustness(folder: Path, seed: int, library: Library) -> Robustness:
    """Generate the documents, ask, and compare with the figures that they print."""
    some = list(printed_documents(_made(folder / "some"), seed, FEW))
    files = [one.path for one in some]
    asked = [question for one in some for question in _questions(one)]
    trials = {
        "paraphrase": _paraphrased(library, files, asked),
        "order": _reordered(library, files, asked, seed),
        "counterfactual": _counterfactual(folder, library, some),
        "growth": _grown(folder, library, files, asked, seed),
    }
    found = {name: list(results) for name, results in trials.items()}
    measures = {
        name: Measure(sum(not said for said in results) / max(1, len(results)), len(results))
        for name, results in found.items()
    }
    wrong = [
        f"{_LABELS[name]}　{said}" for name, results in found.items() for said in results if said
    ]
    return Robustness(measures, tuple(wrong))


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _questions(one: Printed) -> Iterator[_Asked]:
    """The fields of the record that the document prints a value for, as questions."""
    fields = composed_fields(one.made)
    for name, word in WORDS.items():
        truth = fields[name]
        if truth["state"] != "value" or truth["value"] is None:
            continue
        alternative = truth.get("alternative")
        gold = Figure.model_validate(
            {
                "value": truth["value"],
                "unit": "万元",
                "alternatives": [{"value": alternative, "unit": "万元"}] if alternative else [],
            }
        )
        yield _Asked(one.made.unit_name, one.made.fiscal_year, word, gold)


def _result(question: str, gold: Figure, answer: Mapping[str, Any]) -> str:
    """Empty when the answer holds the figure, else what is wrong."""
    figures = answer["figures"]
    if any(same_figure(gold, str(f["value"]), f["unit"]) for f in figures):
        return ""
    return f"{question} 应为 {gold.value}{gold.unit}，答：{answer['answer'][:80]!r}"


def _paraphrased(library: Library, files: Sequence[Path], asked: Sequence[_Asked]) -> Iterator[str]:
    with library(files) as ask:
        for one in asked:
            for number in range(len(PARAPHRASES)):
                question = one.said(number)
                yield _result(question, one.gold, ask(question))


def _reordered(
    library: Library, files: Sequence[Path], asked: Sequence[_Asked], seed: int
) -> Iterator[str]:
    draw = random.Random(seed)
    for _ in range(ORDERS):
        order = list(files)
        draw.shuffle(order)
        with library(order) as ask:
            for one in asked:
                question = one.said(0)
                yield _result(question, one.gold, ask(question))


def _counterfactual(folder: Path, library: Library, some: Sequence[Printed]) -> Iterator[str]:
    """The same units in the same layouts with other figures: the document is read, not remembered."""
    others = list(drafted_anew(_made(folder / "other"), some))
    with library([one.path for one in others]) as ask:
        for one in others:
            for asked in _questions(one):
                question = asked.said(0)
                yield _result(question, asked.gold, ask(question))


def _grown(
    folder: Path, library: Library, files: Sequence[Path], asked: Sequence[_Asked], seed: int
) -> Iterator[str]:
    """More documents of other units around the same ones."""
    own = {one.unit for one in asked}
    crowd = printed_documents(_made(folder / "crowd"), seed + 2, 4 * FEW)
    more = [one.path for one in crowd if one.made.unit_name not in own]
    with library([*files, *more]) as ask:
        for one in asked:
            question = one.said(0)
            yield _result(question, one.gold, ask(question))
