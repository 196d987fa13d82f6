"""An answer of another thing than the one that is named: another place, the one set aside, a part left out.

Takes a Query and a Composed answer. Knows no document.

    '银滩法庭的维修'               ->   东港法庭维修改造         no: another place before the same words
    '代表工作，不是履职提升那一项'    ->   代表履职提升             no: that one was set aside
    '采购里工程占总盘子多少'         ->   采购 ÷ 收入总计           no: 工程 is left out
    '行政、事业、雇员三个数加起来'     ->   a sum of two             no: one is missing
    '用单位资金安排的培训支出'         ->   培训支出                 no: of all money, or of other money
    '退休人员最多的项目'              ->   the largest by 金额      no: another order
"""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.structure.numbering import chinese_number
from retrieval.understand.accounted import content
from retrieval.understand.asked_alone import unscoped
from retrieval.understand.question import Query
from retrieval.words.contrast import said
from retrieval.words.frame_words import tagged
from retrieval.words.kin import same_money
from retrieval.words.lexicon import folded, label_key, lexicon
from retrieval.words.other_names import names_alike, plain_name
from retrieval.writing.compose import Composed, Stated

__all__ = ["of_another"]

_SET_ASIDE = re.compile(
    r"(?:不是|并非|别跟|别和|不要)(?:指|说|算|问)?(?:那个)?(?P<x>[\u4e00-\u9fff]{3,16}?)(?:那一?[项个笔行块种]|的那|(?=[,。?;]|$))"
)
_MONEY = re.compile(r"多少(?:钱|资金|经费|万|元)|几[万亿]?元")
_COUNT = re.compile(r"(?:几|多少)(?:个|人|名|辆|台|套|家|次|批|件|项|所|份)")
_OF_IT = re.compile(r"占(?:了)?(?:它|其|这|那)")
_THAT_MONEY = re.compile(
    r"[这那该此](?:一)?[项笔块](?:(?:当年|今年|本年|去年|上年|全年)?的?(?:收入|支出)|开支|经费|资金|钱)"
)
_ALL = frozenset(
    {
        "支出总计",
        "收入总计",
        "支出合计",
        "收入合计",
        "本年支出合计",
        "本年收入合计",
        "总收入",
        "总支出",
    }
)
"""'占它几成' is of what was spoken of, not of all."""
_ADDENDS = re.compile(
    r"(?P<n>[两二三四五六七八])(?:个|项|笔|类|块)(?:数字?|金额|费用|钱|支出|经费)?(?:加|合|相加|之和|总[共和]|一共)"
)
_COMMON = 4


def of_another(query: Query, composed: Composed) -> bool:
    """Whether what is told is plainly not what is named."""
    asked = folded(query.asked or query.text)
    if composed.kind == "ambiguous":
        return _money_untold(asked, composed)
    if composed.kind not in ("found", "computed") or not composed.figures or composed.accounted:
        return False
    items = [label_key(figure.item) for figure in composed.figures]
    return (
        _set_aside(asked, items)
        or _other_name(query, asked, items)
        or _counts_for_money(asked, composed)
        or _addend_missing(asked, composed)
        or _class_and_part(asked, composed)
        or _part_left_out(query, composed)
        or _unit_untold(_without_the_unit(query, asked), composed)
        or _name_in_another(query, composed)
        or _column_untold(asked, composed)
        or _kind_untold(query, composed)
        or _money_untold(asked, composed)
        or _order_untold(query, composed)
        or _of_itself(composed)
        or _of_two_moneys(composed)
        or _row_untold(query, composed)
        or _time_untold(asked, composed)
        or _abroad_untold(asked, composed)
        or _other_side(query, composed)
        or any(_of_the_other_clause(figure, composed) for figure in composed.figures)
        or any(total in asked and total not in items and year in items for total, year in _TOTALS)
        or _not_bought(asked, items)
        or (_OF_IT.search(asked) is not None and any(item in _ALL for item in items))
        or _of_all_for_that(query, asked, items)
    )


def _of_all_for_that(query: Query, asked: str, items: list[str]) -> bool:
    """'旅游收入呢? / 这项收入涨了百分之几': not told by all income, which nobody spoke of."""
    if _THAT_MONEY.search(asked) is None or not all(item in _ALL for item in items):
        return False
    own = [item for item in query.outer if label_key(item.text) not in _ALL]
    return not query.outer or any(not item.concepts for item in own)


def _name_in_another(query: Query, composed: Composed) -> bool:
    """'事业单位医疗' is not told by 行政事业单位医疗, nor by a sentence that has only its words."""
    name = plain_name(said(unscoped(query)).asked)
    others = names_alike(name) if len(name) >= _OFFICIAL else ()
    if not others or lexicon().asked.get(name):
        return False
    draft, figures = composed.draft, composed.figures
    told = [folded(text) for e in draft.evidence for text in (e.said, *e.labels)]
    keys = {label_key(text) for text in (*told, *(figure.item for figure in figures))}
    if not keys.isdisjoint(others) or any(same_money(name, figure.item) for figure in figures):
        return False
    whole = re.compile(
        rf"(?<![\u4e00-\u9fff]){re.escape(name)}|(?<=[于为是含括和及的列]){re.escape(name)}"
    )
    return not any(whole.search(text) for text in told)


_OFFICIAL = 5
"""Characters from which on a name of the classification is asked for by itself."""

_BELOW = re.compile(r"[\u4e00-\u9fff]{2}(?:中学|小学|幼儿园|卫生院|派出所|敬老院|福利院)")


def _unit_untold(asked: str, composed: Composed) -> bool:
    """'青岭中学有多少学生' is not told by all schools: its name stands nowhere in the answer."""
    draft = composed.draft
    told = folded("".join((*(e.said for e in draft.evidence), *(s.text for s in draft.statements))))
    return any(name not in told for name in _BELOW.findall(asked))


def _without_the_unit(query: Query, asked: str) -> str:
    """'南渠福利院' is the unit itself, by a short name that its paper need not print."""
    for span in query.scope.named:
        asked = asked.replace(query.scope.text[span.start : span.end], "|")
    return asked


_SPLITS = re.compile(r"基本支出|项目支出|人员经费|公用经费")
_NARROWS = re.compile(r"(?:^|[^\u4e00-\u9fff]|[和与跟及比占中里的])([\u4e00-\u9fff]{2,8})$")
_ALL_OF_IT = re.compile(
    r"^(?:全部?|全局|整个|所有|实际|总|各|本|该|单位|部门|机关|本级|安排|计划|预算|决算|财政|同级|年初|年终|当年|全年|其中|主要|专项|日常|[上本去今]年)"
)


def _kind_untold(query: Query, composed: Composed) -> bool:
    """'人才项目支出比基本支出多多少' is not told by all 项目支出: the word right before it stands nowhere."""
    text = content(query)
    labels = (label for e in composed.draft.evidence for label in e.labels)
    told = folded("|".join((*labels, *(figure.item for figure in composed.figures))))
    named = [item.text for item in query.items]
    for item in query.items:
        before = _NARROWS.search(text[: item.start]) if _SPLITS.fullmatch(item.text) else None
        word, kind = (tagged(before[1]) or (("", ""),))[-1] if before else ("", "")
        if not kind.startswith("n") or len(word) < 2 or _ALL_OF_IT.match(word):
            continue
        if word not in told and not any(word in name for name in named):
            return True
    return False


_COLUMN = re.compile(r"(基本支出|项目支出|人员经费|公用经费)(?:那|这)?一?(?:列|栏)")


def _column_untold(asked: str, composed: Composed) -> bool:
    """'行政运行的项目支出列' is not told by all of 行政运行: each cell told is of that column."""
    columns = _COLUMN.findall(asked)
    cells = [folded("".join((*e.labels, e.citation.section))) for e in composed.draft.evidence]
    return bool(columns) and any(not any(c in cell for c in columns) for cell in cells)


_MONEY_KINDS = (
    r"政府性基金",
    r"国有资本经营",
    r"财政专户|专户管理|专户核拨",
    r"(?<![各本该属个家级])单位(?:自有)?资金|自有资金",
    r"上级补助|上级(?:专项)?转移",
    r"附属单位上缴",
)
_ALLOTTED = re.compile(
    rf"(?:用|由|从|拿|靠|通过|中|里|里面|其中)(?P<kind>{'|'.join(_MONEY_KINDS)})(?:预算)?(?:资金|收入|拨款|财政拨款)?(?:安排|负担|列支|支付|支出|出|解决|承担)"
)


def _money_untold(asked: str, composed: Composed) -> bool:
    """'用单位资金安排的X' is not told by all of X: something cited is of that kind of money."""
    kinds = {
        one
        for match in _ALLOTTED.finditer(asked)
        for one in _MONEY_KINDS
        if re.search(one, match["kind"])
    }
    if not kinds:
        return False
    said = folded("".join(e.said for e in composed.draft.evidence))
    return not all(re.search(kind, said) for kind in kinds)


_COLUMN_OF = re.compile(r"的(?P<column>基本|项目|人员|公用)(?:支出|经费)(?:是|有|为)?多少")


def _row_untold(query: Query, composed: Composed) -> bool:
    """'津贴补贴的公用经费是多少' is not told by all 公用经费: what is cited names row and column."""
    rows = [i for i in query.items if _COLUMN_OF.match(query.text, i.end)]
    said = label_key("".join(e.said for e in composed.draft.evidence))
    column = _COLUMN_OF.match(query.text, rows[0].end) if rows else _COLUMN_OF.search(query.text)
    whose = rows or (column and column["column"] in ("基本", "项目"))
    if column and whose and column["column"] not in said:
        return True
    row = next((i for i in rows if i.concepts and _official(i.text, i.concepts)), None)
    if row is None:
        return False
    labels = {label for key in row.concepts for label in lexicon().concepts[key].labels}
    return not any(label in said for label in (*labels, row.text))


_PART_OF_YEAR = re.compile(r"[上下]半年|[一二三四1-4]季度")


def _time_untold(asked: str, composed: Composed) -> bool:
    """'上半年的津贴补贴' is not told by that of the year."""
    said = folded("".join(e.said for e in composed.draft.evidence))
    return any(time not in said for time in _PART_OF_YEAR.findall(asked))


_ABROAD = re.compile(r"国\(?境?\)?外|境外|外事|外宾")


def _abroad_untold(asked: str, composed: Composed) -> bool:
    """'接待多少人' is not told by the guests from abroad alone."""
    if "接待" not in asked or _ABROAD.search(asked):
        return False
    quotes = [folded(e.said) for e in composed.draft.evidence]
    return all(_ABROAD.search(quote) and "国内" not in quote for quote in quotes)


def _other_side(query: Query, composed: Composed) -> bool:
    """'服务中心的收入预算合计' is not told by what is spent on something."""
    wanted = any("total_income" in item.concepts and "收入" in item.text for item in query.items)
    items = [label_key(figure.item) for figure in composed.figures]
    spent = all(item.endswith("支出") and "收入" not in item for item in items)
    if wanted and composed.kind == "found" and spent:
        return True
    paid = _PAID_IN.search(query.text) is not None and not _SPENDING.search(query.text)
    places = (composed.draft.evidence[figure.evidence - 1] for figure in composed.figures)
    return paid and not any("收入" in folded(place.said) for place in places)


_PAID_IN = re.compile(r"拨款收入|收入(?:里面?|中|当中|来源)")
_SPENDING = re.compile(r"支出|花|用|开支|安排|投")
"""'财政拨款收入里,甲和乙哪个多' asks what came in for both, and not what was spent."""


_RESPECTIVELY = re.compile(
    r"分别[^,;。\d]{0,12}?(?:增|减|降|升|涨)[^,;。\d]{0,4}(?P<list>\d[\d.]*%?[万亿]?元?(?:[、和与]\d[\d.]*%?[万亿]?元?)+)"
)


def _of_the_other_clause(figure: Stated, composed: Composed) -> bool:
    """'游客1268万人次,旅游收入134亿元,分别增长15.2%和18.6%': the second rate is that of the second."""
    quote = folded(composed.draft.evidence[figure.evidence - 1].citation.quote)
    match = _RESPECTIVELY.search(quote) if figure.measure in ("rate", "change") else None
    if match is None:
        return False
    rates = re.findall(r"\d[\d.]*", match["list"])
    said = [c for c in re.split(r"[,;。]", quote[: match.start()]) if re.search(r"\d", c)]
    at = next((n for n, rate in enumerate(rates) if Decimal(rate) == abs(figure.value)), None)
    if at is None or len(said) < len(rates):
        return False
    return label_key(figure.item)[-_NAME:] not in said[len(said) - len(rates) + at]


_NAME = 4
_TOTALS = (("收入总计", "本年收入合计"), ("支出总计", "本年支出合计"))
"""All that came in holds what was left from the year before, the money of the year does not."""
_BUYS = re.compile(r"买(?!房|保险|社保|医保|单|断|入返售)[\u4e00-\u9fff]")
_PAID_FOR_STAFF = re.compile(r"保险|缴费|公积金|年金|工资|津贴|奖金|退休费|抚恤")


def _not_bought(asked: str, items: list[str]) -> bool:
    """'买药花了多少' is not told by what is paid into an insurance: nothing is bought with it."""
    paid = all(_PAID_FOR_STAFF.search(item) for item in items)
    return paid and _BUYS.search(asked) is not None and not _PAID_FOR_STAFF.search(asked)


def _of_itself(composed: Composed) -> bool:
    """A share of 100 % whose part and whole are one printed figure is no share of anything."""
    shares = [
        f for f in composed.figures if f.formula and "÷" in f.formula and f.measure == "share"
    ]
    cells = {(e.citation.doc_id, e.citation.pieces) for e in composed.draft.evidence}
    return bool(shares) and all(f.value == 100 for f in shares) and len(cells) == 1


_SPLIT = re.compile(r"(?:基本支出|项目支出|人员经费|公用经费)$")
_FUND = re.compile(r"财政拨款|一般公共预算|政府性基金|国有资本经营")


def _of_two_moneys(composed: Composed) -> bool:
    """'财政拨款基本支出和项目支出相差': the second is of 财政拨款 too, and never of all money."""
    if not any(f.formula and re.search("[+−]", f.formula) for f in composed.figures):
        return False
    parts = [f for f in composed.figures if not f.formula and _SPLIT.search(label_key(f.item))]
    bare = [composed.draft.evidence[f.evidence - 1] for f in parts if not _FUND.search(f.item)]
    of_all = (e for e in bare if not _FUND.search(folded(f"{e.said}{e.citation.section}")))
    return len(bare) < len(parts) and any(of_all)


_ORDERED = re.compile(r"最[多大高少低小](?!的?是?多少)")


def _order_untold(query: Query, composed: Composed) -> bool:
    """'退休人员最多的项目': rows in the order of what is named right before 最, or none."""
    asked = query.asked or query.text
    ordered = _ORDERED.search(asked)
    at = ordered.start() if ordered else -1
    by = next((i for i in query.items if asked[max(at - len(i.text), 0) : at] == i.text), None)
    if at < 0 or by is None or not by.concepts or not _official(by.text, by.concepts):
        return False
    labels = {label for key in by.concepts for label in lexicon().concepts[key].labels}
    said = label_key("".join(e.said for e in composed.draft.evidence))
    told = {label_key(figure.item) for figure in composed.figures}
    ranked = any("最" in statement.text for statement in composed.draft.statements)
    if told <= labels and not ranked:
        return True
    return not any(label in said for label in (*labels, by.text))


def _official(text: str, concepts: tuple[str, ...]) -> bool:
    return any(text in lexicon().concepts[key].labels for key in concepts)


def _set_aside(asked: str, items: list[str]) -> bool:
    named = [match["x"] for match in _SET_ASIDE.finditer(asked)]
    return any(x in item for x in named for item in items)


def _other_name(query: Query, asked: str, items: list[str]) -> bool:
    """Whether other words than the asker's stand before the words that question and one item share."""
    if len(items) != 1 or "的" in items[0]:
        return False
    item = items[0]
    for length in range(len(item) - 2, _COMMON - 1, -1):
        for start in range(2, len(item) - length + 1):
            at = asked.find(item[start : start + length])
            if at < 2:
                continue
            before = asked[at - 2 : at]
            unread = any(word.endswith(before) for word in query.residue)
            return unread and before not in item
    return False


def _counts_for_money(asked: str, composed: Composed) -> bool:
    """'总共安排了多少钱' is not told by 326 个."""
    money = ("元", "万元", "亿元", "%")
    return (
        bool(_MONEY.search(asked))
        and not _COUNT.search(asked)
        and all(figure.unit and figure.unit not in money for figure in composed.figures)
    )


def _class_and_part(asked: str, composed: Composed) -> bool:
    """'台式电脑和笔记本电脑一共' is no sum of a row and the class it stands in, where no one named both."""
    if not any(figure.formula and "+" in figure.formula for figure in composed.figures):
        return False
    added = {
        label_key(figure.item): set(
            map(label_key, composed.draft.evidence[figure.evidence - 1].labels)
        )
        for figure in composed.figures
        if not figure.formula
    }
    pairs = ((name, part) for name in added for part in added if name != part)
    return any(
        name in added[part] and part not in added[name] and name not in asked
        for name, part in pairs
    )


def _addend_missing(asked: str, composed: Composed) -> bool:
    match = _ADDENDS.search(asked)
    sums = [f.formula for f in composed.figures if f.formula and "+" in f.formula]
    if match is None or not sums:
        return False
    wanted = chinese_number(match["n"])
    return all(formula.count("+") + 1 < wanted for formula in sums)


def _part_left_out(query: Query, composed: Composed) -> bool:
    """Of a share the item right before 占 is told, or another name of it is."""
    at = query.text.find("占")
    shares = [f for f in composed.figures if f.formula and "÷" in f.formula]
    before = [
        item for item in query.items if item.end <= at and "," not in query.text[item.end : at]
    ]
    if at < 0 or not shares or len(query.items) < 3 or not before:
        return False
    part = max(before, key=lambda item: item.end)
    names = {label_key(part.text), *part.labels}
    labels = {label_key(x) for e in composed.draft.evidence for x in e.labels}
    told = {*labels, *(label_key(f.item) for f in composed.figures)}
    if part.concepts:
        names |= {label for key in part.concepts for label in lexicon().concepts[key].labels}
    return not any(name in text or text in name for name in names for text in told if text)
