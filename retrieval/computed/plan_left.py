"""What is left of a plan, said of a thing in one's own words: the plan and what came of it, each asked alone.

Takes a Query of one unit and year that no lane answered, gives Operands, or None where it sets nothing
against a plan. Knows no lane and no figures.

    '院区消防改造项目2024年预算还剩多少没花出去'   ->   …预算数是多少,  …执行数是多少
    '社工站运营实际支出和年初预算差多少'           ->   …年初预算是多少,  …决算数是多少
    '公路养护中心还空着几个编制'                   ->   …编制多少名,  …在职多少人
"""

from __future__ import annotations

import re

from retrieval.computed.operand_words import EDGES, SHOWN, Operands, bare_name
from retrieval.understand.accounted import content
from retrieval.understand.plain_operations import in_plain_operations
from retrieval.understand.question import Query

__all__ = ["of_posts", "of_stages"]

_PLAN = r"(?P<plan>年初|全年|调整|当年)?(?:的)?预算(?:数|安排|资金|额)?"
_LEFT = re.compile(
    rf"^(?P<name>.{{2,30}}?)(?:项目)?(?:的|这笔|这个)?,?{_PLAN}(?:里|中)?(?:还|仍|尚|一共|总共|最后|到底|有)*"
    r"(?:(?:剩|余|结余|节余|省)(?:下|了)*(?:多少|几)|(?:多少|几)(?:万元?|元|钱)?(?:没有?|未)(?:花|用|执行|支)|(?:没有?|未)(?:花|用|执行|支)(?:完|掉|出去)*(?:的)?(?:有|是)?(?:多少|几))"
)
_GAP = re.compile(
    rf"^(?P<name>.{{2,30}}?)(?:项目)?(?:的)?,?(?:实际)?(?:上)?(?:决算|执行|支出|花费|花的?|开支)(?:数|额)?(?:的)?(?:[比较]|[和与跟同]){_PLAN}(?:数)?(?:相?比)?,?"
    r"(?:的差额是|(?:多|少|超|省|高|低|相?差|变化|节约|结余)(?:出|了|支|花|用)*)(?:多少|几)?"
)
_RATE = re.compile(r"百分之(?:几|多少)|几成|幅度|增幅|降幅")
_POSTS = re.compile(
    r"^(?P<name>.{2,24}?)(?:现在|目前|还|尚|总共|一共|有)*(?:空着|空缺|空出|空|缺|差)(?:了|着|出)?(?:多少|几)(?:个|名)?(?:编制|编)"
)


def of_stages(query: Query) -> Operands | None:
    """The plan of a thing and what was spent of it, in one unit and year."""
    scope = query.scope
    if query.later or len(scope.units) != 1 or len(scope.years) != 1 or scope.compared:
        return None
    body = in_plain_operations(content(query).replace("|", "").rstrip("?").replace("?", ","))
    body = EDGES.sub("", re.sub(r"\(\)$", "", body))
    match = _LEFT.match(body) or _GAP.match(body)
    if match is None:
        return None
    name = bare_name(match["name"].translate(SHOWN))
    if len(name) < 2 or re.search(r",|结转|结余|一共|合计", name):
        return None
    lead = f"{scope.units[0]}{scope.years[0]}年"
    plans = [match["plan"]] if match["plan"] in ("年初", "调整", "全年") else ["全年", "年初", ""]
    planned = tuple(f"{lead}{name}{plan}预算数是多少" for plan in plans)
    spent = tuple(
        f"{lead}{name}{done}是多少" for done in ("执行数", "决算数", "实际支出", "全年执行数")
    )
    return Operands(
        "difference", (f"{name}预算", f"{name}执行"), (planned, spent), noun=name, one_place=True,
        growth=_RATE.search(body) is not None,
    )  # fmt: skip


def of_posts(body: str, lead: str) -> Operands | None:
    """The posts of a part of the unit, and the people in them."""
    match = _POSTS.match(body)
    name = bare_name(match["name"].translate(SHOWN)) if match else ""
    if len(name) < 2:
        return None
    posts = tuple(f"{lead}{name}{asked}" for asked in ("编制多少名", "编制数是多少"))
    people = tuple(
        f"{lead}{name}{asked}" for asked in ("在职多少人", "实有多少人", "在职人数是多少")
    )
    return Operands("difference", (f"{name}编制", f"{name}在职"), (posts, people), one_place=True)
