"""Items, forms and what nothing accounts for."""

from __future__ import annotations

import pytest

from retrieval.scope.scope import read_scope
from retrieval.understand.conversation import follow
from retrieval.understand.question import Query, label_index, read_question
from retrieval.words.lexicon import folded, label_key
from tests.retrieval.budgets import Row

CATALOGUE = [Row("1", "a", "北河市云江区财政局", 2025, "部门预算", None)]


def read(question: str, *labels: str) -> Query:
    text = folded(question)
    return read_question(text, read_scope(text, CATALOGUE), label_index(labels))


@pytest.mark.parametrize(
    ("wording", "concept"),
    [
        ("接待费", "reception"), ("出差花了多少", "travel"), ("养车", "vehicle_run"),
        ("收入总计", "total_income"), ("本年收入合计", "current_income"), ("医保", "medical_30110"),
        ("因公出国（境）费用", "abroad"), ("几辆车", "vehicles"), ("職業年金", "annuity"),
    ],
)  # fmt: skip
def test_a_wording_of_the_field_names_its_item(wording: str, concept: str) -> None:
    assert read(wording).items[0].concepts == (concept,)


@pytest.mark.parametrize(
    ("question", "form"),
    [("比上年减少了多少", "change"), ("增长率", "rate"), ("占比", "share"), ("之和", "sum"),
     ("为什么", "reason"), ("分别是多少", "each"), ("最大的", "largest"), ("什么意思", "definition")],
)  # fmt: skip
def test_the_form_is_read_from_usual_words(question: str, form: str) -> None:
    assert read(f"三公经费{question}").asks(form)


@pytest.mark.parametrize(
    ("question", "names", "summed"),
    [
        ("收入总计是多少万元", ["收入总计"], False),
        ("支出合计有多少", ["支出合计"], False),
        ("事业收入和其他收入合计是多少", ["事业收入", "其他收入"], True),
    ],
)
def test_a_total_that_is_printed_so_is_no_sum(
    question: str, names: list[str], summed: bool
) -> None:
    query = read(f"云江区财政局2025年{question}？")
    assert [item.text for item in query.items] == names
    assert query.asks("sum") == summed


def test_a_word_that_nothing_accounts_for_is_kept() -> None:
    assert read("云江区财政局2025年局长的工资是多少").residue == ("局长",)


def test_a_usual_question_leaves_nothing_over() -> None:
    assert read("请问云江财局2025年的三公经费一共是多少万元？").residue == ()


def test_a_row_is_asked_for_by_a_part_of_its_name() -> None:
    item = read("数据大脑建设多少钱", "城市数据大脑建设经费", "行政运行").items[0]
    assert item.labels == {"城市数据大脑建设经费"}


def test_a_part_that_several_rows_share_names_none() -> None:
    assert not read("专项资金扶持", "科技专项资金扶持甲", "人才专项资金扶持乙").items[0:0]


def test_a_classification_code_is_an_item() -> None:
    assert read("科目2010601的基本支出").items[0].code == "2010601"


def test_how_many_rows_are_wanted() -> None:
    assert (read("支出前三名").top, read("最多的五项").top) == (3, 5)


def test_a_short_later_turn_keeps_item_and_year() -> None:
    query = follow(read("2025年三公经费是多少"), read("比上年减少多少"))
    assert (query.items[0].concepts, query.scope.years) == (("sangong",), (2025,))


@pytest.mark.parametrize(
    ("printed", "key"),
    [("（一）因公出国（境）费用", "因公出国费用"), ("其中：行政运行（项）", "行政运行"),
     ("2025年“三公”经费预算数", "三公经费"), ("一、 财政拨款 收入", "财政拨款收入")],
)  # fmt: skip
def test_labels_are_compared_without_numbering_brackets_and_years(printed: str, key: str) -> None:
    assert label_key(printed) == key


@pytest.mark.parametrize("more", ["会议费、培训费都算", "加上培训费", "含会议费"])
def test_a_bracket_that_adds_or_takes_away_is_no_part_of_the_name(more: str) -> None:
    query = read(f"云江区财政局2025年三公经费（{more}）是多少")
    assert query.items[0].text == "三公经费"
    assert len(query.items) > 1 or query.residue
