"""What the bundled embedding learns from and is measured on: pairs of a question and its passage.

Takes the folder of datasets (../shared/datasets) and our own paraphrases (evals/paraphrases.tsv),
gives pairs to train on and tests to measure with. What is measured on is never trained on: the
dev parts of CMRC 2018 and DRCD, the last way of asking of every topic, and every topic marked *.

    请客吃饭花了多少   公务接待费   因公出国…   ->  Pair('请客吃饭花了多少', '公务接待费预算数…', '公务接待费')
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["PARAPHRASES", "Pair", "Test", "Topic", "corpus", "tests", "topics", "training"]

PARAPHRASES = Path(__file__).resolve().parent / "paraphrases.tsv"


class Pair(NamedTuple):
    """Two texts that belong together; pairs of one group are never each other's wrong answer."""

    question: str
    passage: str
    group: str


class Topic(NamedTuple):
    """A line of the paraphrases, masks filled in."""

    terms: tuple[str, ...]
    passages: tuple[str, ...]
    questions: tuple[str, ...]
    held: bool


class Test(NamedTuple):
    """Questions, passages, and for both whose they are; a hit is a passage of the same owner."""

    name: str
    questions: list[str]
    asked: list[int]
    passages: list[str]
    owners: list[int]


def training(data: Path) -> dict[str, list[Pair]]:
    """The pairs to train on, by source."""
    read = {
        "cmrc2018": list(_squad(data / "cmrc2018/cmrc2018_trial.json")),
        "drcd": list(_squad(data / "drcd/DRCD_test.json")),
        "sohu": list(_sohu(data / "sohu")),
        "cflue": list(_cflue(data / "cflue/knowledge.json")),
        "disc_finllm": list(_disc(data / "disc_finllm/retriever_eval.json")),
        "budget": list(_budget(topics())),
    }
    bodies = dict.fromkeys(p.passage for name in read if name != "budget" for p in read[name])
    return read | {"neighbours": [pair for body in bodies for pair in _neighbours(body)]}


def corpus(pairs: dict[str, list[Pair]]) -> list[str]:
    """Every text once, in a fixed order, to count words in."""
    known = (text for name in pairs for pair in pairs[name] for text in pair[:2])
    return list(dict.fromkeys(known))


def tests(data: Path) -> list[Test]:
    """What is measured: two reading sets, and paraphrases of the budget field in two grades."""
    known = list(topics())
    passages = [(passage, n) for n, topic in enumerate(known) for passage in topic.passages]
    last = [(topic.questions[-1], n) for n, topic in enumerate(known) if not topic.held]
    unseen = [(q, n) for n, topic in enumerate(known) if topic.held for q in topic.questions]
    return [
        _reading("CMRC 2018 dev", data / "cmrc2018/cmrc2018_dev.json"),
        _reading("DRCD dev", data / "drcd/DRCD_dev.json"),
        _paraphrased("预算话题，没见过的问法", last, passages),
        _paraphrased("没见过的预算话题", unseen, passages),
    ]


def topics(path: Path = PARAPHRASES) -> Iterator[Topic]:
    """The lines of the paraphrase file."""
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            names, passages, questions = line.split("\t")
            yield Topic(
                terms=tuple(names.lstrip("*").split("|")),
                passages=tuple(map(_unmasked, re.split(r"(?<! )\|(?! )", passages))),
                questions=tuple(questions.split("|")),
                held=names.startswith("*"),
            )


def _unmasked(text: str) -> str:
    return text.replace("【单位】", "本部门").replace("【年】", "").replace("【数】", "")


def _budget(known: Iterator[Topic]) -> Iterator[Pair]:
    for topic in known:
        if not topic.held:
            ways = (*topic.questions[:-1], *topic.terms)
            targets = (*topic.passages, *topic.terms)
            for way in ways:
                for target in targets:
                    if way != target:
                        yield Pair(way, target, topic.terms[0])


def _neighbours(body: str) -> Iterator[Pair]:
    """A sentence and what stands around it."""
    sentences = [s for s in re.split(r"(?<=[。！？；])", body) if len(s) >= 10]
    for at, sentence in enumerate(sentences[:12]):
        around = "".join(sentences[max(0, at - 4) : at] + sentences[at + 1 : at + 5])
        if around:
            yield Pair(sentence, around, body)


# ── the datasets, each in its own form ───────────────────────────────────────────────────────


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _lines(path: Path) -> Iterator[Any]:
    return (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())


def _squad(path: Path) -> Iterator[Pair]:
    for article in _json(path)["data"]:
        for paragraph in article["paragraphs"]:
            for asked in paragraph["qas"]:
                yield Pair(asked["question"], paragraph["context"], paragraph["context"])


def _sohu(folder: Path) -> Iterator[Pair]:
    for triple in _lines(folder / "bge_finetune_data.jsonl"):
        yield Pair(triple["query"], triple["pos"][0], triple["pos"][0])
    for name in ("dc-test.jsonl", "dd-test.jsonl"):
        for row in _lines(folder / name):
            if row["label"] >= 3:
                yield Pair(row["sentence1"], row["sentence2"], row["sentence2"])


def _cflue(path: Path) -> Iterator[Pair]:
    for row in _json(path):
        if row["analysis"] and len(row["analysis"]) > 15:
            yield Pair(row["question"], row["analysis"], row["analysis"])


def _disc(path: Path) -> Iterator[Pair]:
    for row in _json(path):
        for reference in row["reference"]:
            yield Pair(row["question"], reference[0], row["question"])


def _reading(name: str, path: Path) -> Test:
    pairs = list(_squad(path))
    number = {text: n for n, text in enumerate(dict.fromkeys(p.passage for p in pairs))}
    asked = [number[pair.passage] for pair in pairs]
    return Test(
        name, [pair.question for pair in pairs], asked, list(number), list(range(len(number)))
    )


def _paraphrased(
    name: str, questions: Sequence[tuple[str, int]], passages: Sequence[tuple[str, int]]
) -> Test:
    return Test(
        name,
        [text for text, _ in questions],
        [owner for _, owner in questions],
        [text for text, _ in passages],
        [owner for _, owner in passages],
    )
