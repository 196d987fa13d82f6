"""retrieval/search/rank: which of several lists is believed, and what a rule may move."""

from __future__ import annotations

from typing import NamedTuple

from retrieval.search.rank import Hit, Wish, fuse, rerank


class Row(NamedTuple):
    """What the rules look at."""

    doc_id: str
    section: str
    text: str


def _ids(hits: list[Hit]) -> list[str]:
    return [hit.chunk_id for hit in hits]


DENSE = [Hit("甲", 0.9), Hit("乙", 0.8), Hit("丙", 0.7)]


def test_a_chunk_in_both_lists_comes_before_one_in_either() -> None:
    assert _ids(fuse((DENSE, [Hit("乙", 0.2)])))[0] == "乙"


def test_a_text_with_the_whole_question_in_it_beats_the_nearest_vector() -> None:
    assert _ids(fuse((DENSE, [Hit("丁", 0.95)])))[0] == "丁"


def test_a_text_with_one_stray_word_of_it_does_not() -> None:
    assert _ids(fuse((DENSE, [Hit("丁", 0.1)])))[0] == "甲"


def test_a_stray_word_lifts_no_text_over_the_nearest_vector() -> None:
    assert _ids(fuse((DENSE, [Hit("乙", 0.08)])))[0] == "甲"


def test_a_figure_found_directly_comes_before_the_nearest_vector() -> None:
    assert _ids(fuse((DENSE, []), direct=[Hit("丁", 1.0)]))[0] == "丁"


def test_the_scale_of_an_embedding_model_changes_nothing() -> None:
    narrow = [Hit(hit.chunk_id, 0.8 + hit.score / 100) for hit in DENSE]
    words = [Hit("丙", 0.15)]
    assert fuse((narrow, words)) == fuse((DENSE, words))


def test_equal_scores_go_by_chunk_id() -> None:
    assert _ids(fuse(([], [Hit("b", 0.5), Hit("a", 0.5)]))) == ["a", "b"]


def test_without_lists_there_is_nothing() -> None:
    assert fuse(([], [])) == []


ROWS = {
    "甲": Row("去年", "三公经费", "2023年公务接待费5万元"),
    "乙": Row("今年", "三公经费", "2024年公务接待费4万元"),
    "丙": Row("今年", "名词解释", "公务接待费是指接待支出"),
}
EVEN = [Hit("丙", 1.0), Hit("甲", 1.0), Hit("乙", 1.0)]


def test_the_document_asked_for_comes_first_and_its_named_section_before_that() -> None:
    wish = Wish(documents=frozenset({"今年"}), terms=("三公经费",))
    assert _ids(rerank(EVEN, ROWS, wish)) == ["乙", "丙", "甲"]


def test_a_year_named_in_the_question_moves_its_passage_up() -> None:
    assert _ids(rerank(EVEN, ROWS, Wish(years=(2023,))))[0] == "甲"


def test_without_a_wish_the_order_stays() -> None:
    hits = [Hit("乙", 0.9), Hit("丙", 0.5)]
    assert rerank(hits, ROWS, Wish()) == hits


def test_a_chunk_the_library_no_longer_has_is_dropped() -> None:
    assert rerank([Hit("失", 1.0)], ROWS, Wish()) == []


def test_a_question_in_the_documents_words_is_left_to_the_keywords() -> None:
    dense = [Hit("x", 0.9), Hit("y", 0.8), Hit("b", 0.7)]
    words = [Hit("a", 0.6), Hit("b", 0.5)]
    assert _ids(fuse((dense, words)))[:2] == ["a", "b"]


def test_a_question_in_everyday_words_is_left_to_the_vectors() -> None:
    dense = [Hit("x", 0.9), Hit("y", 0.8)]
    words = [Hit("a", 0.08), Hit("b", 0.07)]
    assert _ids(fuse((dense, words)))[:2] == ["x", "y"]
