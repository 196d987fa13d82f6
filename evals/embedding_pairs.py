"""What the bundled embedding learns from and is measured on: pairs of a question and its passage.

Takes the folder of datasets (../shared/datasets), our own paraphrases (evals/paraphrases.tsv) and
the everyday names of items (retrieval/everyday.tsv), gives pairs to train on and tests to measure
with. What is measured on is never trained on: the dev parts of CMRC 2018 and DRCD, the last way
of asking of every topic, every topic marked *, and evals/everyday_{held,unseen,blind,blind2}.tsv.

    请客吃饭花了多少   公务接待费   因公出国…   ->  Pair('请客吃饭花了多少', '公务接待费预算数…', '公务接待费')
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from evals.embedding_prints import LAYOUTS, printed_items
from retrieval.words.everyday import Everyday, everyday
from retrieval.words.lexicon import traditional_pairs

__all__ = [
    "BLIND",
    "HELD",
    "PARAPHRASES",
    "UNSEEN",
    "Held",
    "Pair",
    "Topic",
    "Trial",
    "corpus",
    "held",
    "topics",
    "training",
    "trials",
]

PARAPHRASES = Path(__file__).resolve().parent / "paraphrases.tsv"
HELD = Path(__file__).resolve().parent / "everyday_held.tsv"
UNSEEN = Path(__file__).resolve().parent / "everyday_unseen.tsv"
BLIND = Path(__file__).resolve().parent / "everyday_blind.tsv"
LAST_BLIND = BLIND.with_name("everyday_blind2.tsv")


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


class Held(NamedTuple):
    """An everyday way of asking and the printed items it may mean; none where it means no item.

    `kind`: economic, functional or total, where the file says so.
    """

    way: str
    titles: tuple[str, ...]
    kind: str = "-"


class Trial(NamedTuple):
    """Questions, passages, and for both whose they are; a hit is a passage of one asked for.

    `among`: the owners that each question is asked of; none where it is asked of all.
    """

    name: str
    questions: list[str]
    asked: list[tuple[int, ...]]
    passages: list[str]
    owners: list[int]
    among: tuple[frozenset[int], ...] = ()


def training(data: Path) -> dict[str, list[Pair]]:
    """The pairs to train on, by source."""
    read = {
        "cmrc2018": list(_squad(data / "cmrc2018/cmrc2018_trial.json")),
        "drcd": list(_squad(data / "drcd/DRCD_test.json")),
        "sohu": list(_sohu(data / "sohu")),
        "cflue": list(_cflue(data / "cflue/knowledge.json")),
        "disc_finllm": list(_disc(data / "disc_finllm/retriever_eval.json")),
        "budget": list(_budget(topics())),
        "everyday": list(_everyday(everyday())),
    }
    ours = {"budget", "everyday"}
    bodies = dict.fromkeys(p.passage for name in read if name not in ours for p in read[name])
    read["neighbours"] = [pair for body in bodies for pair in _neighbours(body)]
    simple = [*read["cmrc2018"], *read["sohu"], *read["budget"], *read["neighbours"][::2]]
    return read | {"traditional": [_rewritten(pair, n) for n, pair in enumerate(simple)]}


def corpus(pairs: dict[str, list[Pair]]) -> list[str]:
    """Every text once, in a fixed order, to count words in; framed texts would count the frames."""
    known = (text for name in pairs for pair in pairs[name] for text in pair[:2])
    return [text for text in dict.fromkeys(known) if "\n" not in text]


def held(path: Path = HELD) -> Iterator[Held]:
    """The everyday ways of asking that are only measured with."""
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            way, titles, *kind = line.split("\t")
            yield Held(way, () if titles == "-" else tuple(titles.split("|")), *kind)


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
        _items("口头说法，与科目没有相同的词", everyday(), list(held())),
        _items("同上，训练之后才写的", everyday(), list(held(UNSEEN))),
        blind := _items("从没看过的另一人写的", everyday(), list(held(BLIND))),
        _own_rows(blind, everyday()),
        last_blind := _items("第二位没看过的人写的，只跑一次", everyday(), list(held(LAST_BLIND))),
        _own_rows(last_blind, everyday()),
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
PLACES = tuple("东西南北安宁平和清临长永新华江河湖山阳川云桥林石白金青乐兴德")
TABLES = (
    "一般公共预算支出表",
    "部门支出总表",
    "基本支出表",
    "收支总表",
    "政府性基金表",
    "支出决算表",
)
SPENDING = ("{}", "{}要花多少钱", "今年{}安排了多少", "花在{}上的钱", "{}的开支", "给{}准备了多少经费", "{}一年要多少", "{}有多少钱")  # fmt: skip
TOGETHER = (
    "{}、{}花了多少",
    "{}，也算上{}，用了多少",
    "{}还有{}，一年安排多少",
    "{}，{}这些拨了多少",
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
    return f"{_somebody(number)}\n{heading}\n{text}"


def _somebody(number: int) -> str:
    """An invented unit of an invented place, another one each time: names must not become signal."""
    first, second = PLACES[number * 7 % len(PLACES)], PLACES[(number * 13 + 5) % len(PLACES)]
    about = ABOUT[number % len(ABOUT)]
    return about if number % 4 == 0 else f"{first}{second}{about[2:]}"


# ── everyday names of items ──────────────────────────────────────────────────────────────────


def _everyday(known: Sequence[Everyday]) -> Iterator[Pair]:
    """Every way with the name, with a row that prints it, and with another way."""
    groups = _groups(known)
    for number, item in enumerate(known):
        group = groups[item.title]
        for n, way in enumerate((*item.ways, *item.names)):
            asked = SPENDING[(number + 3 * n) % len(SPENDING)].format(way)
            if way != item.title:
                yield Pair(way, item.title, group)
            yield Pair(asked, _row(item, number + n), group)
            if len(item.ways) > 1:
                other = item.ways[(n + 1 + number) % len(item.ways)]
                yield Pair(way, other, group)
                yield Pair(TOGETHER[n % len(TOGETHER)].format(way, other), item.title, group)
                yield Pair(asked, f"{other}，{item.names[n % len(item.names)]}", group)


def _groups(known: Sequence[Everyday]) -> dict[str, str]:
    """Items that share a way are no wrong answers for each other."""
    leader = {item.title: item.title for item in known}
    owner: dict[str, str] = {}
    for item in known:
        for text in (*item.ways, *item.names):
            first = leader[owner.setdefault(text, item.title)]
            leader = {title: first if now == leader[item.title] else now for title, now in leader.items()}  # fmt: skip
    return leader


def _row(item: Everyday, number: int) -> str:
    """A row of a table as a chunk prints it."""
    name = item.names[number % len(item.names)]
    return _framed(f"{''.join(item.codes[:1])} | {name} | {number * 37 % 900}.00", TABLES[number % len(TABLES)], number)  # fmt: skip


def _items(name: str, known: Sequence[Everyday], asked: Sequence[Held]) -> Trial:
    """Questions without one word of the printed name, against a row for every item."""
    order = {label: n for n, item in enumerate(known) for label in item.names}
    meant = [q for q in asked if q.titles]
    return Trial(
        name,
        [SPENDING[-1].format(q.way) for q in meant],
        [tuple(order[title] for title in q.titles) for q in meant],
        [_row(item, 4 * n) for n, item in enumerate(known)],
        list(range(len(known))),
    )


def _own_rows(test: Trial, known: Sequence[Everyday]) -> Trial:
    """The same, each question asked only of what one drawn document prints, and of its own items."""
    order = {item.title: n for n, item in enumerate(known)}
    drawn = [frozenset(order[title] for title in printed_items(n)) for n in range(LAYOUTS)]
    among = tuple(drawn[n % LAYOUTS].union(asked) for n, asked in enumerate(test.asked))
    return test._replace(name="同上，只在一份文件自己印的科目里找", among=among)


def _neighbours(body: str) -> Iterator[Pair]:
    """A sentence and what stands around it."""
    sentences = [s for s in re.split(r"(?<=[。！？；])", body) if len(s) >= 10]
    for at, sentence in enumerate(sentences[:12]):
        around = "".join(sentences[max(0, at - 4) : at] + sentences[at + 1 : at + 5])
        if around:
            yield Pair(sentence, around, body)


def _rewritten(pair: Pair, number: int) -> Pair:
    """In traditional characters: both texts, or only one, so that both scripts mean the same."""
    asked, told = (text.translate(_TRADITIONAL) for text in pair[:2])
    return Pair(asked if number % 3 else pair.question, told if number % 3 != 1 else pair.passage, pair.group)  # fmt: skip


_TRADITIONAL = {ord(simple): complex for complex, simple in traditional_pairs()}


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
    asked: list[tuple[int, ...]] = [(number[pair.passage],) for pair in pairs]
    return Trial(
        name, [pair.question for pair in pairs], asked, list(number), list(range(len(number)))
    )


def _paraphrased(
    name: str, questions: Sequence[tuple[str, int]], passages: Sequence[tuple[str, int]]
) -> Trial:
    return Trial(
        name,
        [text for text, _ in questions],
        [(owner,) for _, owner in questions],
        [text for text, _ in passages],
        [owner for _, owner in passages],
    )
