"""Units by their short names, strangers, and years, as people write them."""

from __future__ import annotations

import pytest

from retrieval.scope.scope import is_short_for, read_scope, unit_keys
from retrieval.words.lexicon import folded
from tests.retrieval.budgets import Row

FINANCE = "北河市云江区财政局"
CATALOGUE = [
    Row("1", "a", FINANCE, 2025, "部门预算", None),
    Row("2", "b", "北河市明湖区科技创新局（本级）", 2024, "部门预算", None),
    Row("3", "c", "北河市云江区人民政府青石街道办事处", 2024, "部门预算", None),
]


@pytest.mark.parametrize(
    "short", ["云江区财政局", "云江财政局", "云江财局", "区财政局", "财政局", "北河市云江财局"]
)
def test_a_short_name_keeps_the_place_and_the_order_of_characters(short: str) -> None:
    assert is_short_for(short, FINANCE)


@pytest.mark.parametrize("other", ["政局", "云江区审计局", "南山区财政局", "局", "财政所"])
def test_other_names_are_no_short_names(other: str) -> None:
    assert not is_short_for(other, FINANCE)


@pytest.mark.parametrize(
    "wording", ["科创局", "明湖科技局", "区科技创新局", "明湖区科技创新局(本级)"]
)
def test_an_abbreviation_of_the_core_names_the_unit(wording: str) -> None:
    assert read_scope(folded(f"{wording}2024年收入"), CATALOGUE).units == (
        "北河市明湖区科技创新局",
    )


def test_a_sub_district_is_known_without_its_office() -> None:
    assert read_scope("青石街道2024年收入", CATALOGUE).units == (
        "北河市云江区人民政府青石街道办事处",
    )


@pytest.mark.parametrize("stranger", ["南山区财政局", "云江区税务局", "白石街道"])
def test_a_name_of_nobody_in_the_library_is_a_stranger(stranger: str) -> None:
    assert read_scope(f"{stranger}2025年收入", CATALOGUE).strangers


def test_an_item_that_starts_like_an_office_is_no_stranger() -> None:
    assert not read_scope("云江财局财政委托业务支出", CATALOGUE).strangers


@pytest.mark.parametrize(
    ("wording", "years"),
    [
        ("2019年度", (2019,)),
        ("24年", (2024,)),
        ("二〇二四年", (2024,)),
        ("2023到2025年", (2023, 2024, 2025)),
    ],
)
def test_years_in_every_way_of_writing(wording: str, years: tuple[int, ...]) -> None:
    assert read_scope(f"{wording}三公经费", CATALOGUE).years == years


def test_a_year_compared_with_is_not_the_year_asked() -> None:
    scope = read_scope("2024年比2023年减少多少", CATALOGUE)
    assert (scope.years, scope.compared) == ((2024,), (2023,))


def test_last_year_is_asked_but_not_when_compared_with() -> None:
    assert read_scope("去年三公经费", CATALOGUE).relative == (-1,)
    assert read_scope("三公经费比上年减少多少", CATALOGUE).relative == ()


def test_an_amount_is_no_year() -> None:
    assert read_scope("支出2031.07万元", CATALOGUE).years == ()


def test_one_unit_printed_with_and_without_its_city_has_one_key() -> None:
    rows = [CATALOGUE[0], Row("4", "d", "云江区财政局（本级）", 2024, "单位预算", None)]
    assert len(set(unit_keys(rows).values())) == 1


def test_a_name_does_not_end_inside_a_term_of_the_field() -> None:
    town = [Row("4", "d", "北河市云江区石桥镇人民政府", 2024, "部门预算", None)]
    scope = read_scope("石桥镇2024年政府性基金支出多少", town)
    named = [scope.text[span.start : span.end] for span in scope.named]
    assert named == ["石桥镇"]
    assert not read_scope("云江区财政局2025年政府采购预算", town).units


SPOKEN = {
    "榕山县残疾人联合会": "榕山县残联 榕山残联 县残联 残联",
    "安岭县文学艺术界联合会": "安岭县文联",
    "东湖区科学技术协会": "东湖区科协",
    "共青团东湖区委员会": "东湖区团委 共青团东湖区委",
    "滇河市碧湖区疾病预防控制中心": "碧湖区疾控中心 碧湖疾控 滇河市碧湖区疾控 区疾控中心",
    "袁川市妇幼保健院": "袁川妇幼 袁川市妇保院 市妇幼保健院",
    "澜川省粮食和物资储备局": "澜川省粮储局 省粮储局",
    "乌兰图拉旗林业和草原局": "乌兰图拉旗林草局 旗林草局 乌兰图拉林草局",
    "越山县农业农村局": "越山县农业局 越山农业农村局",
    "平岭市市场监督管理局": "平岭市市监局 平岭市监局 平岭市市场监管局",
    "平岭市人力资源和社会保障局": "平岭市人社局 平岭市人社",
    "平岭市退役军人事务局": "平岭市退役局 平岭市退役军人局",
    "平岭市文化广电和旅游局": "平岭市文广旅局 平岭文旅局",
    "平岭市住房和城乡建设局": "平岭市住建局 平岭市住建 市住房城乡建设局",
    "中国人民政治协商会议平岭市委员会": "平岭市政协 市政协",
    "中共平岭市委组织部": "平岭市委组织部 平岭组织部",
    "渝山区石塘镇人民政府": "石塘镇 石塘镇政府 渝山石塘镇",
    "玉岭侗族自治县水务局": "玉岭县水务局 玉岭水务局 玉岭侗族自治县水务局",
    "双江土家族苗族自治州教育局": "双江州教育局 州教育局",
}
OTHERS = {
    "越山县农业农村局": "越山县水利局 农牧局 越山县农机局 东山县农业农村局 越山市农业农村局",
    "袁川市妇幼保健院": "袁川市中医院 袁川市人民医院 东川市妇幼保健院 袁川省妇幼保健院",
    "乌兰图拉旗林业和草原局": "乌兰图拉旗农牧局 乌兰察旗林草局 乌兰图拉旗水利局",
    "榕山县残疾人联合会": "榕山县妇联 榕山县文联 榕山县工会 东山县残联",
    "滇河市碧湖区疾病预防控制中心": "滇河市疾控中心 北谷区疾控中心 碧湖区卫健局",
    "渝山区石塘镇人民政府": "东塘镇政府 渝山区财政局 渝山区石塘街道",
    "平岭市人力资源和社会保障局": "平岭市医保局 平岭市社保局 平岭市民政局",
}
ALL = [Row(name, name, name, 2024, "部门预算", None) for name in SPOKEN]


@pytest.mark.parametrize("name", SPOKEN)
def test_an_abbreviation_is_taken_out_as_a_whole(name: str) -> None:
    for short in SPOKEN[name].split():
        for rest in ("2024年差旅费是多少", "的差旅费2024年安排多少"):
            scope = read_scope(short + rest, [row for row in ALL if row.unit_name == name])
            assert (scope.units, scope.strangers) == ((name,), ())
            assert "".join(scope.text[s:e] for s, e in scope.named) == short
            assert name in read_scope(short + rest, ALL).units


@pytest.mark.parametrize("name", OTHERS)
def test_another_body_of_the_place_is_not_the_one_that_is_kept(name: str) -> None:
    for other in OTHERS[name].split():
        for rest in ("2024年差旅费是多少", "的差旅费2024年安排多少"):
            scope = read_scope(other + rest, [row for row in ALL if row.unit_name == name])
            named = "".join(scope.text[s:e] for s, e in scope.named)
            assert scope.strangers or other not in named


def test_a_word_that_begins_a_name_may_be_an_item() -> None:
    scope = read_scope("越山县农业的支出2024年是多少", ALL)
    assert [scope.text[s:e] for s, e in scope.named] == ["越山县"]


def test_a_short_name_of_another_unit_inside_an_item_names_no_unit() -> None:
    rows = [
        Row(name, name, name, 2024, "部门预算", None)
        for name in ("越山县石塘镇人民政府", "平岭市人大常委会办公室")
    ]
    assert read_scope("石塘镇人民政府2024年人大事务是多少", rows).units == ("越山县石塘镇人民政府",)
    assert len(read_scope("石塘镇人民政府和人大2024年办公费哪个多", rows).units) == 2


@pytest.mark.parametrize(
    "said",
    [
        "交警支队2025年",
        "苇港交警支队2025年",
        "市交警支队的",
        "公安局交警支队2025年",
        "苇港交警2025年",
    ],
)
def test_a_body_of_an_office_goes_by_its_own_name(said: str) -> None:
    police = "苇港市公安局交通警察支队"
    rows = [*CATALOGUE, Row("9", "e", police, 2025, "单位预算", None)]
    assert read_scope(said, rows).units == (police,)


def test_the_office_alone_is_not_the_body_below_it() -> None:
    police = "苇港市公安局交通警察支队"
    scope = read_scope("公安局2025年", [*CATALOGUE, Row("9", "e", police, 2025, "单位预算", None)])
    assert police not in scope.units


HOME = "南溪市社会福利院"
DISEASE = "岚江市疾病预防控制中心"


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("福利院2024年收入多少", HOME),
        ("请问福利院去年花了多少", HOME),
        ("福利院的床位", HOME),
        ("疾控2024年三公经费", DISEASE),
        ("2024年疾控的住房公积金", DISEASE),
    ],
)
def test_a_unit_that_opens_the_question_needs_no_place(question: str, unit: str) -> None:
    rows = [Row(name, name, name, 2024, "单位决算", None) for name in (HOME, DISEASE)]
    assert read_scope(question, [*CATALOGUE, *rows]).units == (unit,)


def test_an_end_that_two_units_share_names_neither() -> None:
    rows = [Row(n, n, n, 2024, "单位决算", None) for n in (HOME, "南溪市儿童福利院")]
    assert len(read_scope("福利院2024年收入多少", rows).units) != 1
    assert not read_scope("社会福利2024年多少", rows).units
