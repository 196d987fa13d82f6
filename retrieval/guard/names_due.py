"""A question for names is not answered by what has none: which 小区, which 公司, which people, whose money.

Takes a Query and a Composed answer, says whether what is told, or cited, names one of the kind asked for: some
words of its own right before the kind, which are neither the question's nor those of a whole class. Knows
no document.

    '改造了哪几个小区'   ->   '改造城镇老旧小区41个'            no: a class, and no name
    '劳务费付给了什么人' ->   '主要用于办公费、劳务费等'         no: nobody is named
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.understand.places import is_unit_row
from retrieval.understand.question import Query
from retrieval.words.lexicon import folded
from retrieval.writing.compose import Composed

__all__ = ["names_what_is_asked"]

_KINDS = {
    "小区": "小区|花园|新村|家园|公寓",
    "楼盘": "楼盘|花园|家园|公寓",
    "村": "村",
    "社区": "社区|居委会|居民区",
    "街道": "街道|镇|乡",
    "乡镇": "街道|镇|乡",
    "学校": "学校|中学|小学|幼儿园|学院|大学|高中|初中",
    "医院": "医院|卫生院|中心",
    "企业": "公司|集团|厂|企业",
    "公司": "公司|集团|厂|企业",
    "银行": "银行",
    "公园": "公园",
    "桥": "桥",
}
_ASKED = re.compile(
    rf"(?:哪(?:一|些|几|[两二三四五])?|什么)(?:个|家|所|座|条|片|处)?(?P<kind>{'|'.join(sorted(_KINDS, key=len, reverse=True))})"
)
_PAID = re.compile(
    r"(?:[付发补拨奖]给|支付|发放)(?:了|到)?(?:都|主要)?(?:是)?(?:哪些人|什么人|谁(?!负责|来|管))|(?:谁|哪些人|什么人)(?:领|拿|得)(?:到|走)?"
)
_PEOPLE = re.compile(
    r"人员|人才|专家|职工|学生|教师|居民|群众|干部|儿童|老人|军人|士兵|家庭|企业|单位|户|者(?![等用])|人(?![大事均次力民])"
)
_OF_A_CLASS = re.compile(
    r"城镇|城市|老旧|老式|农村|乡村|全[市区县镇]|辖区|各|部分|有关|相关|重点|试点|示范|新建|改造|建设|提升|其他|居民|住宅|既有|指导|推进|组织|实施|完成|惠及|所属|直属|下属|公立|公办|民办|综合|基层|创建|整治|治理|管理|服务|补助|资助|支持|完整|特色|美丽|一批|多家|若干"
)
_NEW = 2


def names_what_is_asked(query: Query, composed: Composed) -> bool:
    """Whether a name of the kind asked for is told; questions for no names pass."""
    asked = folded(query.asked or query.text)
    if composed.kind != "found":
        return True
    texts = list(_texts(composed))
    if _PAID.search(asked) and not any(_PEOPLE.search(text) for text in texts):
        return False
    if _OTHER_THAN_MONEY.search(asked) and not _AMOUNT.search(asked) and _only_amounts(composed):
        return False
    if any(re.search(a, asked) and not any(re.search(m, t) for t in texts) for a, m in _MUST_SAY):
        return False
    if _WHICH_ROW.search(asked) and _all_named(asked, composed):
        return False
    if _WHICH_UNIT.search(asked) and len(query.scope.units) == 1 and _no_unit(composed):
        return False
    match = _ASKED.search(asked)
    return match is None or any(_names(text, match["kind"], folded(query.text)) for text in texts)


_WHICH_ROW = re.compile(
    r"哪(?:一|些|几|[两二三四五])?(?:个|项|类|种)?(?:具体)?(?P<kind>项目|科目)(?![多少高低大小更最])|什么项目"
)
_SET_APART = re.compile(r"还是|[最更]|第[一二三四五]|[和与跟].*哪")


def _all_named(asked: str, composed: Composed) -> bool:
    """'事业收入安排了哪个项目' is not told by how much 事业收入 is: that name is the question's own."""
    said = any(statement.verbatim for statement in composed.draft.statements)
    named = (folded(figure.item) in asked for figure in composed.figures)
    return bool(composed.figures) and not said and not _SET_APART.search(asked) and all(named)


_WHICH_UNIT = re.compile(
    r"哪(?:一)?(?:家|个)(?:预算|下属|所属)*(?:单位)[^,。?]{0,14}最[多高大少低小]"
)


def _no_unit(composed: Composed) -> bool:
    """'哪家单位的三公经费最多' is told by a unit's row: none of the figures told stands in one."""
    evidence = composed.draft.evidence
    rows = [evidence[figure.evidence - 1].labels for figure in composed.figures]
    return bool(rows) and not any(is_unit_row(label) for labels in rows for label in labels)


_OTHER_THAN_MONEY = re.compile(
    r"(?:由|给|归|交给|是)(?:谁|哪一?[个家](?:下属)?(?:单位|部门|科室|机构))|谁(?:来|在|去)*(?:使?用|做|办|管|承担|承接|负责|实施|落实)"
    r"|(?:单位|主体|部门|公司)是谁|由?哪一?家\w{0,4}?(?:做|办|承接|供[货应]|提供|承保)"
    r"|(?:钱|资金|经费)(?:的)?来源|(?:钱|资金|经费)(?:是)?从?哪(?:里|儿)?(?:来|出)|什么(?:钱|资金)(?=[?。]|$)|哪(?:里|儿)的(?:钱|资金)"
    r"|(?:等级|等次)(?:是|为)?(?:什么|哪)|(?:什么|哪个)(?:等级|等次)|(?:立项)?依据(?:是)?(?:什么|哪)|属于?(?:哪|什么)(?:一)?(?:类|种)"
)
_MUST_SAY = (
    (
        r"(?:钱|资金|经费)(?:的)?来源",
        r"拨款|基金|结转|资金来源|财政资金|自有资金|单位资金|债券|专户|一般公共预算",
    ),
    (
        r"(?:自评|评价|绩效)?(?:等级|等次)(?:是|为)?(?:什么|哪)|(?:什么|哪个)(?:等级|等次)",
        r"等级|等次|评为|优秀|良好|合格",
    ),
)
"""What a sentence must say to tell whose money, or which grade."""
_AMOUNT = re.compile(r"多少|几(?!乎)|金额|[最更][多少高低大小]|(?:哪|谁).*[多少高低大小]")


def _only_amounts(composed: Composed) -> bool:
    """Whether nothing but amounts is told: no sentence, no words of a cell."""
    said = any(statement.verbatim for statement in composed.draft.statements)
    money = all((figure.unit or "").endswith("元") for figure in composed.figures)
    core = [statement for statement in composed.draft.statements if statement.core]
    return bool(composed.figures) and money and not said and len(core) <= len(composed.figures)


def _texts(composed: Composed) -> Iterator[str]:
    """What is quoted, and the labels of the cells that are cited."""
    for evidence in composed.draft.evidence:
        yield folded(evidence.citation.quote)
        yield from map(folded, evidence.labels)


def _names(text: str, kind: str, asked: str) -> bool:
    for match in re.finditer(
        rf"(?P<name>[\u4e00-\u9fffa-z]{{1,12}}?)(?:等?\d{{1,4}}个)?(?:{_KINDS[kind]})", text
    ):
        own = _OF_A_CLASS.sub("", re.split(r"[的了于在]", match["name"])[-1])
        if sum(char not in asked for char in own) >= _NEW:
            return True
    return False
