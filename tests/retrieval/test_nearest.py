"""Everyday ways of asking that were kept apart: never a wrong item, and mostly the right one."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.embedding_pairs import HELD, UNSEEN, Held, held
from retrieval.answer import Answer
from retrieval.models import EndpointEmbeddings, bundled
from retrieval.nearest import nearest, question_vector
from retrieval.words.everyday import everyday
from retrieval.words.lexicon import folded, label_key, lexicon
from tests.retrieval.budgets import ask, library

RETRIEVAL = Path(__file__).resolve().parents[2] / "retrieval"
FRAMES = (
    "{}有多少钱？",
    "{}安排了多少钱？",
    "请问{}要多少钱？",
    "{}准备花多少？",
    "{}的开支是多少？",
)
INCOME = {item.title for item in everyday() if item.title.endswith("收入")}
ECONOMIC = {item.title for item in everyday() if item.codes and item.codes[0].startswith("3")}


def _amounts() -> dict[str, str]:
    """A different amount for every item there is, so that an amount tells its item."""
    return {item.title: f"{n}.{n % 90 + 10}" for n, item in enumerate(everyday(), 1)}


def _table(title: str, items: list[str]) -> str:
    rows = "\n".join(f"{item}\t{_amounts()[item]}" for item in items)
    return f"## {title}\n部门：北河市云江区财政局\n单位：万元\n科目名称\t金额\n{rows}\n\n"


def _everything() -> str:
    """A budget that prints every item: the hardest place to tell them apart."""
    titles = list(_amounts())
    rest = [title for title in titles if title not in INCOME | ECONOMIC]
    return (
        "# 2025年北河市云江区财政局部门预算\n\n表一\n"
        + _table("一般公共预算支出表（按经济科目）", [t for t in titles if t in ECONOMIC])
        + "表二\n"
        + _table("部门支出表（按功能科目）", rest)
        + "表三\n"
        + _table("部门收入预算表", [t for t in titles if t in INCOME])
    )


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Held, Answer]]:
    sources = library(tmp_path_factory.mktemp("everything"), _everything())
    ways = (*held(), *held(UNSEEN))
    asked = [(way, FRAMES[n % len(FRAMES)].format(way.way)) for n, way in enumerate(ways)]
    return [(way, ask(f"云江财局2025年{text}", sources)) for way, text in asked]


def _right(way: Held, found: Answer) -> bool:
    """The figures of the items that may be meant, and no others."""
    named = {label: item.title for item in everyday() for label in item.names}
    wanted = {_amounts()[named[title]] for title in way.titles}
    return {str(figure.value) for figure in found.figures} <= wanted


def _offers(way: Held, found: Answer) -> bool:
    """Asked back with the right item among others, or refused with it named as the nearest."""
    keys = [k for title in way.titles for k in lexicon().printed.get(label_key(title), ())]
    titles = {*way.titles, *(lexicon().concepts[key].title for key in keys)}
    return found.kind in ("ambiguous", "not_found") and any(t in found.text for t in titles)


def test_hardly_an_everyday_question_is_answered_by_a_figure_of_another_item(
    answers: list[tuple[Held, Answer]],
) -> None:
    told = [(way, found) for way, found in answers if found.kind != "ambiguous"]
    wrong = [way.way for way, found in told if found.figures and not _right(way, found)]
    assert len(wrong) <= 0.01 * len(answers), wrong


def test_most_everyday_questions_are_answered_or_lead_to_the_right_item(
    answers: list[tuple[Held, Answer]],
) -> None:
    meant = [(way, found) for way, found in answers if way.titles and way in set(held())]
    direct = sum(bool(found.figures) for _, found in meant)
    offered = sum(_offers(way, found) for way, found in meant)
    assert len(meant) >= 150
    assert direct >= 0.6 * len(meant)
    assert direct + offered >= 0.95 * len(meant)


def test_what_is_held_apart_stands_in_no_word_list() -> None:
    written = folded((RETRIEVAL / "words" / "lexicon.yaml").read_text("utf-8"))
    for words in RETRIEVAL.glob("everyday*.tsv"):
        written += folded(words.read_text("utf-8"))
    written += folded(HELD.with_name("paraphrases.tsv").read_text("utf-8"))
    assert not [way.way for way in (*held(), *held(UNSEEN)) if folded(way.way) in written]


def test_no_held_question_shares_two_neighbouring_characters_with_the_name_printed() -> None:
    shared = [
        way.way
        for way in held()
        for at in range(len(way.way) - 1)
        if way.titles and way.way[at : at + 2] in way.titles[0]
    ]
    assert not shared


def test_every_line_of_the_everyday_file_has_a_name_and_a_way() -> None:
    titles = [item.title for item in everyday()]
    assert len(titles) == len(set(titles))
    assert all(item.ways for item in everyday())
    assert all(code.isdigit() for item in everyday() for code in item.codes)


def test_the_nearest_item_of_a_plain_way_of_asking_is_its_own() -> None:
    assert nearest("请上级来的客人吃饭")[0].item.title == "公务接待费"
    assert nearest("12,345.67") == []


def test_a_question_in_everyday_words_moves_towards_the_name_of_its_item() -> None:
    model = bundled()
    asked, moved = model.question("买笔和纸花了多少"), question_vector("买笔和纸花了多少", model)
    item, other = model.passages(["办公费", "住房公积金"])
    assert moved @ item > asked @ item
    assert moved @ item > moved @ other


def test_a_question_without_words_or_of_another_model_stays_where_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not question_vector("2024", bundled()).any()
    other = EndpointEmbeddings("other", "http://127.0.0.1:9/v1", None)
    monkeypatch.setattr(other, "question", bundled().question)
    assert (question_vector("买笔和纸", other) == bundled().question("买笔和纸")).all()
