"""evals/embedding_pairs and _figures: what is measured was not trained on, and is counted right."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.embedding_figures import figures, write_figures
from evals.embedding_pairs import UNSEEN, _budget, _everyday, _paraphrased, held, topics
from retrieval.models import BUNDLED
from retrieval.words.everyday import everyday

DATASETS = Path(__file__).resolve().parents[3] / "shared" / "datasets"


def test_every_topic_has_a_way_of_asking_left_to_measure() -> None:
    for topic in topics():
        assert len(topic.questions) >= 3, topic.terms
        assert topic.passages
        assert len(set(topic.questions)) == len(topic.questions), topic.terms


def test_held_questions_and_held_topics_are_not_trained_on() -> None:
    known = list(topics())
    trained = "\n".join(text for pair in _budget(iter(known)) for text in pair[:2])
    for topic in known:
        held = topic.questions if topic.held else topic.questions[-1:]
        assert not [question for question in held if question in trained]
        if topic.held:
            assert not [passage for passage in topic.passages if passage in trained]


def test_everyday_questions_held_apart_are_not_trained_on() -> None:
    trained = "\n".join(text for pair in _everyday(everyday()) for text in pair[:2])
    assert not [way.way for way in (*held(), *held(UNSEEN)) if way.way in trained]


def test_no_mask_is_left_in_a_text() -> None:
    assert not [t for topic in topics() for t in topic.passages if "【" in t or "】" in t]


def test_a_table_topic_keeps_its_row_whole() -> None:
    (table,) = [topic for topic in topics() if topic.terms[0] == "项目支出表"]
    assert len(table.passages) == 1
    assert table.passages[0].count(" | ") == 5


def test_the_dev_parts_of_the_reading_sets_are_not_trained_on() -> None:
    if not DATASETS.is_dir():
        pytest.skip("需要 ../shared/datasets")
    from evals.embedding_pairs import training, trials

    trained = {pair.passage for pairs in training(DATASETS).values() for pair in pairs}
    for test in trials(DATASETS)[:2]:
        assert not trained & set(test.passages)


def test_a_hit_is_a_passage_of_the_same_owner() -> None:
    test = _paraphrased(
        "小测", [("公务接待费", 0), ("住房公积金", 1)], [("公务接待费5万元", 0), ("住房公积金", 0)]
    )
    assert "| 小测 | 2 / 2 | 0.500 / 0.500 |" in figures([test], BUNDLED)


def test_figures_go_between_the_marks_of_the_card(tmp_path: Path) -> None:
    card = tmp_path / "README.md"
    card.write_text("前\n<!-- figures -->\n旧\n<!-- /figures -->\n后\n", "utf-8")
    write_figures(card, "新\n")
    assert card.read_text("utf-8") == "前\n<!-- figures -->\n新\n<!-- /figures -->\n后\n"
    write_figures(tmp_path / "没有", "新\n")
