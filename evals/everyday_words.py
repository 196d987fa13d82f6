"""How many everyday ways of asking are answered for the right item, asked back, refused, or wrong.

Takes a file of phrases (phrase, the printed items it may mean, kind; '-' for no item), asks each of
one invented budget that prints every item there is, and again of one that prints all but its own
items: then nothing may be answered. Knows nothing of how an answer is found.

    python -m evals.everyday_words evals/everyday_calibrate.tsv
    economic  120   right 71 %   asked back 22 %   refused 6 %   wrong 1
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.embedding_pairs import Held, held
from ingest.document import DocumentKind
from ingest.read import read_document
from ingest.read_facts import read_facts
from retrieval.answer import Answer, answer
from retrieval.understand.sources import Sources
from retrieval.words.everyday import everyday
from retrieval.words.lexicon import label_key, lexicon

__all__ = ["OUTCOMES", "amounts", "asked", "main", "measured", "outcome", "printed", "sources_of"]

log = logging.getLogger(__name__)

OUTCOMES = ("right", "asked back", "asked back with others", "refused", "wrong")
FRAMES = (
    "{}有多少钱？",
    "{}安排了多少钱？",
    "请问{}要多少钱？",
    "{}准备花多少？",
    "{}的开支是多少？",
)
_ASKS = ("多少", "几", "好多", "啥数")
_INCOME = ("收入", "收入合计", "收入总计", "结转", "结转下年", "收入安排")
PARTS = 8
"""Into how many groups the phrases fall when each is asked of a budget without its own items."""


@dataclass(frozen=True)
class _Row:
    """The catalogue row of the invented budget."""

    doc_id: str
    name: str
    unit_name: str | None
    fiscal_year: int | None
    kind: DocumentKind | None
    region: str | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A phrase, what came of it, and what was said."""

    phrase: Held
    outcome: str
    text: str


def printed(phrases: Sequence[Held]) -> list[str]:
    """Every item: those of the everyday file and those that the phrases name besides."""
    known = {_key(name) for item in everyday() for name in item.names}
    titles = [item.title for item in everyday()]
    for phrase in phrases:
        for title in phrase.titles:
            if _key(title) not in known:
                known.add(_key(title))
                titles.append(title)
    return titles


def _key(title: str) -> str:
    """Two names of one item of the lexicon are one."""
    keys = lexicon().printed.get(label_key(title), ())
    return keys[0] if len(keys) == 1 else label_key(title)


def amounts(titles: Sequence[str]) -> dict[str, str]:
    """A different amount for every item, so that an amount tells its item; by every name of it."""
    known = {_key(title): f"{n}.{n % 90 + 10}" for n, title in enumerate(titles, 1)}
    for item in everyday():
        for name in item.names:
            known.setdefault(_key(name), known[_key(item.title)])
    return known


def sources_of(titles: Sequence[str], known: dict[str, str]) -> Sources:
    """A library of one invented budget that prints these items."""
    economic = {i.title for i in everyday() if i.codes and i.codes[0].startswith(("3", "5"))}
    income = [t for t in titles if t.endswith(_INCOME) and "支出" not in t]
    spent = [t for t in titles if t in economic]
    rest = [t for t in titles if t not in (*income, *spent)]
    text = "# 2025年北河市云江区财政局部门预算\n\n表一\n"
    text += _table("一般公共预算支出表（按经济科目）", spent, known) + "表二\n"
    text += _table("部门支出表（按功能科目）", rest, known) + "表三\n"
    text += _table("部门收入预算表", income, known)
    return _library(text)


def _table(title: str, items: Sequence[str], known: dict[str, str]) -> str:
    rows = "\n".join(f"{item}\t{known[_key(item)]}" for item in items)
    return f"## {title}\n部门：北河市云江区财政局\n单位：万元\n科目名称\t金额\n{rows}\n\n"


def _library(text: str) -> Sources:
    """The budget alone in a library in memory."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "budget.txt"
        path.write_text(text, encoding="utf-8")
        document = read_document(path)
    facts, info = read_facts(document), document.info
    row = _Row(
        document.doc_id, document.name, info.unit_name, info.fiscal_year, info.kind, info.region
    )
    return Sources(
        catalogue=(row,),
        facts=lambda ids: facts if document.doc_id in ids else (),
        document=lambda _id: document,
    )


def asked(phrase: str, number: int) -> str:
    """The phrase as a question about the invented unit."""
    frame = "{}？" if any(word in phrase for word in _ASKS) else FRAMES[number % len(FRAMES)]
    return "云江财局2025年" + frame.format(phrase.rstrip("？?。"))


def outcome(phrase: Held, found: Answer, known: dict[str, str]) -> str:
    """One of OUTCOMES; with no item meant, everything but a figure is right."""
    wanted = {known[_key(title)] for title in phrase.titles}
    answered = found.figures if found.kind != "ambiguous" else ()
    given = {str(figure.value) for figure in answered}
    if not phrase.titles:
        return "wrong" if given else "right"
    if given:
        return "right" if given <= wanted else "wrong"
    if found.kind != "ambiguous":
        return "refused"
    return "asked back" if _offered(phrase, found.text) else "asked back with others"


def _offered(phrase: Held, text: str) -> bool:
    keys = [k for title in phrase.titles for k in lexicon().printed.get(label_key(title), ())]
    return any(t in text for t in (*phrase.titles, *(lexicon().concepts[k].title for k in keys)))


def measured(phrases: Sequence[Held]) -> list[Measured]:
    """Every phrase asked of the budget that prints everything."""
    titles = printed(phrases)
    known = amounts(titles)
    return list(_asked_of(phrases, sources_of(titles, known), known))


def measured_without(phrases: Sequence[Held]) -> list[Measured]:
    """Every phrase asked where its own items are not printed: a figure is wrong."""
    titles = printed(phrases)
    known = amounts(titles)
    found: list[Measured] = []
    for part in range(PARTS):
        some = [phrase for phrase in phrases[part::PARTS] if phrase.titles]
        gone = _names({title for phrase in some for title in phrase.titles})
        sources = sources_of([t for t in titles if _key(t) not in gone], known)
        found += _asked_of([phrase._replace(titles=()) for phrase in some], sources, known)
    return found


def _names(titles: set[str]) -> set[str]:
    """The items under every name they have: 科技转化与推广服务 is 农业农村科技转化与推广服务."""
    items = (item.names for item in everyday() if titles.intersection(item.names))
    return {_key(name) for names in (titles, *items) for name in names}


def _asked_of(
    phrases: Sequence[Held], sources: Sources, known: dict[str, str]
) -> Iterator[Measured]:
    for number, phrase in enumerate(phrases):
        found = answer(asked(phrase.way, number), sources)
        yield Measured(phrase, outcome(phrase, found, known), found.text)


def main(argv: Sequence[str] | None = None) -> None:
    """Print the figures of a file; `--each` prints every phrase that was not right."""
    given = argparse.ArgumentParser(description="口头问法：答对、反问、拒答、答错各多少")
    given.add_argument("file", type=Path)
    given.add_argument("--each", action="store_true")
    options = given.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    phrases = list(held(options.file))
    found, without = measured(phrases), measured_without(phrases)
    for kind in (*sorted({phrase.kind for phrase in phrases}), ""):
        log.info(_line(kind or "all", [m for m in found if kind in ("", m.phrase.kind)]))
    wrong = [m for m in without if m.outcome == "wrong"]
    log.info(f"own items not printed {len(without)}: answered though {len(wrong)}")
    if options.each:
        for m in (*(m for m in found if m.outcome != "right"), *wrong):
            titles = "|".join(m.phrase.titles) or "-"
            log.info(f"{m.outcome}\t{m.phrase.way}\t{titles}\t{m.text.splitlines()[0][:90]}")


def _line(kind: str, found: Sequence[Measured]) -> str:
    counts = Counter(m.outcome for m in found)
    shares = (f"{word} {counts[word]} ({counts[word] / len(found):.1%})" for word in OUTCOMES)
    return f"{kind:<11} {len(found):>4}   " + "   ".join(shares)


if __name__ == "__main__":
    main()
