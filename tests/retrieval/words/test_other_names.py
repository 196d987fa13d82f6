"""A row's name said in other words: in another order, by words that mean the same, and what is no other name of it."""

import pytest

from retrieval.words.alike import said_too
from retrieval.words.other_names import all_told, meant_of, other_names, plain_name

NAMES = dict.fromkeys(
    (
        "群众体育",
        "体育",
        "城乡社区环境卫生",
        "水利工程建设",
        "水利工程运行与维护",
        "支持中小企业发展和管理支出",
        "其他支持中小企业发展和管理支出",
        "行政事业单位医疗",
        "市政道路及人行道维修",
        "公厕管护",
        "物业管理费",
    ),
    "",
)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("居民体育活动", "群众体育"),
        ("花在打扫卫生、环境清洁上", "城乡社区环境卫生"),
        ("修建水利工程", "水利工程建设"),
        ("水利工程的运行维护", "水利工程运行与维护"),
        ("用来扶持中小企业", "支持中小企业发展和管理支出"),
    ],
)
def test_a_name_is_known_in_another_order_and_in_like_words(asked: str, meant: str) -> None:
    assert [one.label for one in meant_of(other_names(asked, NAMES))] == [meant]


@pytest.mark.parametrize(
    "asked",
    [
        "事业单位医疗",  # a name of the classification, of which the longer one is another
        "竞技体育",
        "水利工程监理",
        "公厕新建",
        "物业管理费",  # printed so: nothing is said in other words
    ],
)
def test_what_says_something_else_is_no_other_name(asked: str) -> None:
    assert other_names(asked, NAMES) == []


def test_one_of_two_things_joined_is_not_the_whole() -> None:
    found = other_names("检测桥梁", {"桥梁及路灯检测": ""})
    assert [(one.label, one.whole) for one in found] == [("桥梁及路灯检测", False)]


def test_the_name_above_a_row_may_say_a_part() -> None:
    assert [one.label for one in other_names("人大代表工作", {"代表工作": "人大事务"})] == [
        "代表工作"
    ]
    assert other_names("人大代表工作", {"代表工作": "政协事务"}) == []


def test_words_of_the_sentence_are_no_part_of_the_name() -> None:
    assert plain_name("花在环境清洁上") == "环境清洁"
    assert plain_name("维持公共服务设施运转的那个项目") == "维持公共服务设施运转"


def test_a_row_says_all_that_is_asked_or_leaves_a_word() -> None:
    assert all_told("抽检药品", "药品医疗器械抽检")
    assert not all_told("内科楼续建", "外科综合楼续建")
    assert not all_told("集镇供水管网改造", "集镇污水管网改造")


def test_a_single_character_counts_as_a_word_only_where_it_is_one() -> None:
    assert all(said_too("买图书", "图书购置").like)
    assert said_too("买办图书", "图书购置").like == [False, False, True, True]
