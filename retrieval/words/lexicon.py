"""The words of the field: what an item is called when it is printed and when it is asked for.

Takes `lexicon.yaml` beside it, gives Concepts, word lists and the two foldings that make printed
labels and typed questions comparable. Knows nothing of one document or of any unit.

    concept   key 'reception'  title '公务接待费'  code '30217'
    labels    ('公务接待费', '公务接待费用', …)      as tables and sentences print it
    words     ('接待费', '招待', …)                 as people ask for it

- `totals`: title words of tables whose 合计 is this item ('三公' → the 合计 of the 三公 table).
- `labels_loose`: labels that mean the item only where no stricter label is printed.
- `falls_to`: items that stand in for it when a document does not print it (收入总计 → 本年收入合计).
- `within`: a word that must stand in the path, title or heading ('货物' only inside 采购).
- `of_form`, `rows_of_form`: a form by words of its title, and the rows of it that are this item ('本年收入'
  of 财政拨款收支总表 is 财政拨款收入).
- `narrow`: paid from one kind of money only, so a heading that names it changes nothing (三公).
- `cues`: everyday words for what a 科目 covers, for questions that name no item.
- `aspect`, `fund`: the item is also a way to split other items (基本支出, 一般公共预算).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

import yaml

__all__ = ["Concept", "Lexicon", "Topic", "folded", "label_key", "lexicon", "traditional_pairs"]

Counted = Literal["amount", "count"]

_ENUMERATOR = re.compile(
    r"^(?:第?[一二三四五六七八九十百]+[、.:]|[(][一二三四五六七八九十\d]{1,3}[)]|"
    r"\d{1,2}(?:[、)]|\.(?!\d)|:)|[一二三四五六七八九十]{1,3}是|[①-⑳]|其中:?|减:|加:|其中)+"
)
_QUOTES = re.compile(r"[\s\"'“”‘’「」『』《》〈〉*#_`　]+")
_LED_BY_YEAR = re.compile(r"^(?:19|20)\d\d年度?(?=[^\d预决执数]{2})")
_OWN = re.compile(r"^(?:本部门|本单位|我部门|我单位|全系统|本系统)(?:共有|共)?(?=[^的]{2})")
_PLAN_NUMBER = re.compile(r"(?<=..)(支出|收入|经费)(?:预算|决算)?数$")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")


@dataclass(frozen=True, slots=True)
class Concept:
    """An item of the field; see the module docstring."""

    key: str
    title: str
    labels: tuple[str, ...]
    words: tuple[str, ...]
    labels_loose: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    falls_to: tuple[str, ...] = ()
    side: str | None = None
    code: str | None = None
    fund: str | None = None
    aspect: str | None = None
    within: str | None = None
    of_form: tuple[str, ...] = ()
    rows_of_form: tuple[str, ...] = ()
    kind: Counted = "amount"
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """Something asked of the prose: the headings it stands under, the words that ask for it."""

    key: str
    title: str
    headings: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All of `lexicon.yaml`, folded and ready to look up."""

    concepts: dict[str, Concept]
    asked: dict[str, tuple[str, ...]]
    printed: dict[str, tuple[str, ...]]
    topics: tuple[Topic, ...]
    words: dict[str, tuple[str, ...]]
    neutral: frozenset[str]
    aspects: tuple[str, ...]
    stop: frozenset[str]
    cues: dict[str, tuple[str, ...]]


def traditional_pairs() -> list[tuple[str, str]]:
    """Traditional characters that are written otherwise, each with its simplified form."""
    pairs = str(_data()["traditional"])
    return [(pairs[i], pairs[i + 1]) for i in range(0, len(pairs) - 1, 2)]


@lru_cache(maxsize=1)
def _traditional() -> dict[int, str]:
    return {ord(complex_form): simple for complex_form, simple in traditional_pairs()}


@lru_cache(maxsize=1)
def _data() -> dict[str, object]:
    source = Path(__file__).with_name("lexicon.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return cast("dict[str, object]", yaml.load(source, Loader=loader))


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """A question or label to compare: half width, simplified, no spaces or quotes.

    '２０１９年「三公」經費 ？' -> '2019年三公经费?'
    """
    half = unicodedata.normalize("NFKC", text).translate(_traditional())
    return _QUOTES.sub("", half).lower()


@lru_cache(maxsize=65536)
def label_key(label: str) -> str:
    """What a printed label names, without numbering, brackets, quotes and a leading year.

    '（一）因公出国（境）费用' -> '因公出国费用'; '其中：行政运行（项）' -> '行政运行'.
    """
    key = _ENUMERATOR.sub("", folded(label))
    bare = _BRACKETS.sub("", key)
    named = _ENUMERATOR.sub("", bare or key).strip(":;,.、。；，：")
    return _PLAN_NUMBER.sub(r"\1", _LED_BY_YEAR.sub("", _OWN.sub("", named)))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data = _data()
    rows = cast("list[dict[str, object]]", data["concepts"])
    concepts = {str(row["key"]): _concept(row) for row in rows}
    topics = cast("list[dict[str, object]]", data["topics"])
    words = cast("dict[str, list[str]]", data["words"])
    return Lexicon(
        concepts=concepts,
        asked=_asked(concepts),
        printed=_printed(concepts),
        topics=tuple(_topic(row) for row in topics),
        words={key: _by_length(listed) for key, listed in words.items()},
        neutral=frozenset(map(label_key, cast("list[str]", data["neutral"]))),
        aspects=tuple(cast("list[str]", data["aspects"])),
        stop=frozenset(map(folded, cast("list[str]", data["stop"]))),
        cues=_cues(concepts, cast("dict[str, list[str]]", data["cues"])),
    )


def _concept(row: dict[str, object]) -> Concept:
    texts = {
        name: tuple(label_key(str(text)) for text in cast("list[str]", row.get(name, [])))
        for name in ("labels", "labels_loose", "totals", "of_form", "rows_of_form")
    }
    return Concept(
        key=str(row["key"]),
        title=str(row["title"]),
        words=tuple(folded(str(w)) for w in cast("list[str]", row.get("words", []))),
        falls_to=tuple(cast("list[str]", row.get("falls_to", []))),
        side=cast("str | None", row.get("side")),
        code=cast("str | None", row.get("code")),
        fund=cast("str | None", row.get("fund")),
        aspect=cast("str | None", row.get("aspect")),
        within=cast("str | None", row.get("within")),
        kind=cast("Counted", row.get("kind", "amount")),
        narrow=bool(row.get("narrow")),
        **texts,
    )


def _topic(row: dict[str, object]) -> Topic:
    return Topic(
        str(row["key"]),
        str(row["title"]),
        tuple(label_key(text) for text in cast("list[str]", row["headings"])),
        tuple(folded(text) for text in cast("list[str]", row["words"])),
    )


def _cues(
    concepts: dict[str, Concept], everyday: dict[str, list[str]]
) -> dict[str, tuple[str, ...]]:
    """An everyday word -> the concepts it points at: those words and the wordings of questions."""
    found: dict[str, list[str]] = {}
    for key, listed in everyday.items():
        for word in dict.fromkeys((*map(folded, listed), *concepts[key].words)):
            if len(word) >= 2:
                found.setdefault(word, []).append(key)
    return {word: tuple(keys) for word, keys in found.items()}


def _asked(concepts: dict[str, Concept]) -> dict[str, tuple[str, ...]]:
    """Every wording of a question -> concept keys: words, labels and the title itself."""
    found: dict[str, list[str]] = {}
    for concept in concepts.values():
        wordings = {label_key(concept.title), *concept.words, *concept.labels}
        for wording in sorted(wordings):
            found.setdefault(wording, []).append(concept.key)
    return {wording: tuple(keys) for wording, keys in found.items()}


def _printed(concepts: dict[str, Concept]) -> dict[str, tuple[str, ...]]:
    """Every printed label -> concept keys, strict labels only."""
    found: dict[str, list[str]] = {}
    for concept in concepts.values():
        for label in dict.fromkeys(concept.labels):
            found.setdefault(label, []).append(concept.key)
    return {label: tuple(keys) for label, keys in found.items()}


def _by_length(listed: list[str]) -> tuple[str, ...]:
    return tuple(sorted({folded(text) for text in listed}, key=len, reverse=True))
