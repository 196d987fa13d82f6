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

__all__ = ["PARAPHRASES", "Pair", "Topic", "Trial", "corpus", "topics", "training", "trials"]

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


class Trial(NamedTuple):
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


def trials(data: Path) -> list[Trial]:
    """What is measured: two reading sets, and paraphrases of the budget field in two grades."""
    known = list(topics())
    passages = [
        (f"{ABOUT[n % len(ABOUT)]}\n{HEADINGS[0]}\n{passage}", n)
        for n, topic in enumerate(known)
        for passage in topic.passages
    ]
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


ABOUT = (
    "云江区财政局 2024年 部门预算",
    "青陵市水务局 2021年 部门决算",
    "南屏县教育局 2019年 单位预算",
    "海宁街道办事处 2025年 部门预算",
    "东岭省人民检察院 2018年 部门决算",
    "北川区科技创新局（本级） 2023年 单位预算",
    "临溪市卫生健康委员会 2022年 部门预算",
)
HEADINGS = (
    "第二部分 部门预算情况说明",
    "第三部分 2024年度部门预算情况说明 > {}情况说明",
    "第二部分 部门预算安排情况说明 > 四、一般公共预算支出情况 > {}",
    "其他相关情况说明 > 二、{}",
    "附表 > 表六 {}（单位：万元）\n科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出",
    "第三部分 情况说明 > 其他情况说明",
)
FILLERS = ("{}", "这个单位{}", "今年{}", "请问{}？", "这个部门{}呢", "去年和今年{}", "{}，我想知道")
"""How chunks begin and how people talk around what they ask: words that must come to weigh little."""


def _budget(known: Iterator[Topic]) -> Iterator[Pair]:
    for number, topic in enumerate(known):
        if not topic.held:
            yield from _ways(number, topic)


def _ways(number: int, topic: Topic) -> Iterator[Pair]:
    """Every way of asking with every target: the term, the passage, and the passage as a chunk."""
    group = topic.terms[0]
    for n, way in enumerate((*topic.questions[:-1], *topic.terms)):
        asked = FILLERS[(number + n) % len(FILLERS)].format(way)
        for m, target in enumerate((*topic.passages, *topic.terms)):
            if way != target:
                yield Pair(way, target, group)
                yield Pair(asked, _framed(target, group, number + 2 * n + 3 * m), group)


def _framed(text: str, term: str, number: int) -> str:
    """A passage as a chunk carries it: whose it is, the headings, the text."""
    heading = HEADINGS[number % len(HEADINGS)].format(term)
    return f"{ABOUT[number % len(ABOUT)]}\n{heading}\n{text}"


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


def _reading(name: str, path: Path) -> Trial:
    pairs = list(_squad(path))
    number = {text: n for n, text in enumerate(dict.fromkeys(p.passage for p in pairs))}
    asked = [number[pair.passage] for pair in pairs]
    return Trial(
        name, [pair.question for pair in pairs], asked, list(number), list(range(len(number)))
    )


def _paraphrased(
    name: str, questions: Sequence[tuple[str, int]], passages: Sequence[tuple[str, int]]
) -> Trial:
    return Trial(
        name,
        [text for text, _ in questions],
        [owner for _, owner in questions],
        [text for text, _ in passages],
        [owner for _, owner in passages],
    )
