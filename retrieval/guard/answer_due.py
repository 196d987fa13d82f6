"""Whether an answer holds the kind of thing that is asked: an amount, a count, a name, each of several.

Takes a Query and what a lane composed, says whether the answer may leave. A sentence beside the matter
without the figure asked for, money where people are counted, one total where every part is
asked, a figure where a text is asked: none is an answer, though all its words are verbatim. Knows no
document, and not whether the figure is the right one.

    '新增了几名'   ->  '…新增聘用人员公用经费增加[1]。'        no: no number of people in it
    '7月份计划拨付多少'  ->  '2025年度项目总预算1720.00万[1]。'   no: it does not speak of July
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.guard.levels_due import of_asked_level
from retrieval.passages.counters import counts_people
from retrieval.passages.near_sentences import wants_sentences
from retrieval.understand.accounted import content, unsaid
from retrieval.understand.question import Query
from retrieval.words.lexicon import folded, lexicon
from retrieval.writing.compose import Composed
from retrieval.writing.verify import Draft, Evidence, Statement, markers

__all__ = ["asks_money_or_open", "due_or_refused", "holds_what_is_due", "missing_sides"]

MONEY = "money"
SCORE = "score"
_CLASSES = {
    MONEY: ("钱", "元", "万元", "亿元", "万", "亿", "资金", "经费", "预算", "费用", "开支", "开销", "款", "块"),
    "people": ("人", "名", "位", "人次", "职工", "干部", "员工", "学生", "人员", "口人"),
    "vehicles": ("辆", "台", "部", "台套"),
    "surface": ("平方米", "平米", "亩", "公顷", "平方公里", "平"),
    "length": ("公里", "千米", "米", "里"),
    "weight": ("吨", "公斤", "斤"),
    "households": ("户", "户次"),
    "meetings": ("场", "场次", "次", "期", "批", "批次", "趟", "届"),
    SCORE: ("分",),
    "days": ("天", "日", "个月", "月", "小时"),
}  # fmt: skip
"""Words behind '多少' or '几' that say what is counted; a figure of another class is no answer."""

_CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words}
_WORDS = "|".join(sorted(_CLASS_OF, key=len, reverse=True))
_MANY = r"(?:[万亿](?=人|名|位|户|亩|吨|平|公|千|米|辆|台|场|次|天|小时))"
"""'2.13万人次' are people, no money."""
_ASKED = re.compile(
    rf"(?:多少|几)(?:来|多)?(?:个|{_MANY})?(?P<word>{_WORDS})(?!路|[级类项款]|(?<=分)[之钱配给为成到摊别散])"
)
_MONEY_ASKED = re.compile(
    r"(?:[花用拨支付领发掏](?:了|掉|出去?|去)?|[多少](?:安排|列|编)|编列|列支|投入|批[复准]?|下达|金额|数额|(?:预算|决算|执行|拨款|资金|经费|支出|收入)数?额?)(?:一共|总共|共计|合计|大概|大约|分别|各自?)*(?:是|为|有|要|得|需要|列|安排|达到?)?(?:了)?(?:多少|几何)(?!人|名|个|家|项|件|辆|台|次|场|期|批|户|倍|%|比例|成|分(?![配给摊之])|课时|节|年|天|小时|套|支|处|条|吨|亩|公里|平方|米|艘|份|株|头|张|册|篇|座|所)"
)
_FIGURE = re.compile(
    rf"(?P<digits>\d[\d,]*(?:\.\d+)?|[二三四五六七八九十百两][一二三四五六七八九十百]*)(?:多|余|来)?{_MANY}?(?P<word>{_WORDS})"
)
_MEASURES = ("批次", "人次", "人数", "台数", "辆数", "车辆数", "面积", "户数", "场次")
_MEASURE_ASKED = re.compile(
    rf"(?P<word>{'|'.join(sorted(_MEASURES, key=len, reverse=True))})(?:一共|总共|共计|共|合计|各|分别)*(?:是|为|有|达)*(?:多少|几何|几|[?。]|$)(?!钱|元|万|亿|百分|成)"
)
"""'接待批次是多少' asks for no money."""
_NO_FIGURE = re.compile(r"没有|无(?![障人害线纸形偿烟毒])|不安排|未安排|不涉及|持平|为零|未发生")
_EACH = re.compile(
    r"(?:各个?|每个?|哪些|所有|这些)(?:具体|子|二级|一级|明细)?(?:项目|科目|单位|部门|类别|类|款|项|家|子项)[^,?。]{0,6}(?:分别|各自?|都|各是|是)(?:是|有|为|要|安排)?(?:了)?多少"
)
_TEXT_ASKED = re.compile(
    r"(?P<kind>目标|依据|内容|期限|周期|范围|职责|职能|政策|标准|要求|措施|用途|程序|流程|方式|原则|背景|意义|进展|成效|问题|结论|意见|建议)(?:写|填|定|列)?(?:的|了|得)?(?:是|有|为)?(?:什么|哪些|啥|怎么[写填定说])"
    r"|(?:达到|做到|办成|干成)(?:什么|怎样|何种)(?:样|程度|地步|水平|效果)"
    r"|从哪[里儿]?来|来自哪|怎么来的"
    r"|由(?:谁|哪[个家])[^,?。]{0,6}(?:实施|负责|承担|承办)|谁(?:来|在)?(?:实施|负责|承办)"
)
_OF_ANY = frozenset(
    {"预算", "决算", "支出", "收入", "经费", "资金", "费用", "项目", "单位", "部门", "年度", "钱"}
)
"""Words that every such document is about: no sentence need say them."""

_PLAIN_FORMS = ("reason", "definition", "purpose", "contradiction", "share", "rate", "change", "completion", "ratio", "list", "count")  # fmt: skip
_COMPARES = ("compare", "difference", "largest", "smallest", "ratio", "rank")
_WHICH_MORE = re.compile(
    r"(?:谁|哪[个家边一]?(?:个|家|边|单位|部门|局)?)[^,?。]{0,8}(?:多|少|高|低|大|小)(?!少|钱)|多还是少|少还是多|高还是低"
)


_CARS_BOUGHT = re.compile(
    r"(?:购买|购置|购进|采购|新购|新买|更新|新增|添置|添|买|购)(?:了|过)?(?:多少|几)[辆台部](?:公务?)?用?车"
)
_CARS_HELD = re.compile(
    r"有(?:多少|几)[辆台部](?:公务?)?用?车|用?车(?:辆)?[^,?。]{0,3}有?(?:多少|几)[辆台部]"
)
"""'执法支队有几辆车' is not told by those it buys."""
_THINGS_COUNTED = re.compile(
    r"(?:多少|几)(?:个|头|只|匹|株|棵|家|处|件|艘|条|座|所|份|篇|支|栋|幢|根|块)(?!项目|科目|单位|部门|方面|部分|钱|亿|月|百分)[\u4e00-\u9fff]"
    r"|(?:多少|几)(?:份|件|艘|条|座|所|篇|支|栋|幢|根|架|处|头|只|匹|株|棵|对|例|宗|起|桩)(?=[?。,|]|$)"
)
_MONEY_WORD = re.compile(r"钱|元|[千百]?万|亿|金额|经费|资金|预算数|花[了费销]|支出")
"""'监测多少个断面' asks for no money, and one amount is no count of them."""
_WHICH_THING = re.compile(
    r"(?:是|叫|为|有|买)(?:的|了|些)*(?:什么|哪些|哪几?[种样]|啥)(?:样的?)?(?:设备|车|机器|仪器|型号|牌子|品牌|东西)"
)
"""'那2台是什么设备' asks which, not how many."""
_THINGS_BOUGHT = re.compile(
    r"(?:打算|计划|准备|预备|拟|要|想)(?:再|新|多)?(?:购买|购置|购进|新购|新买|添置|添|买|购)[^,?。]{0,24}?(?:多少|几)(?:[台套件艘架]|个(?=[,?。]|$))"
)
_PURCHASE = re.compile(r"购|买|更新|新增|添|政采")
_EACH_SAID = re.compile(r"分别|各(?:自|是|为|有|花|用|多少|安排)")


_WHEN_ASKED = re.compile(r"(?:什么|啥)时候(?!的)|何时|哪一?天|几月份?(?:[^,?。]{0,6})[?。]?$")
"""'什么时候装好' asks for a day: what it costs is no answer."""

_RATE_ASKED = re.compile(
    r"[^\W效汇费税]率(?:的|实际|目标|完成|要求|应该?|要|是|有|达|为|到|了|能|得)*(?:多少|百分之|几成)(?!钱|元|万)|(?:多少|几)[针剂栋](?!钱)"
)
"""'签约率达到多少' asks for no money."""

_MADE_OF = re.compile(
    r"由(?:哪|什么|几)[几些]?(?:个|大|几)*(?:部分|项|块|类|种|方面|内容|费用)?(?:构成|组成)"
)
"""'由哪些部分构成' asks for parts, and not who does something."""


class _Shown(NamedTuple):
    """The classes of the figures that an answer shows, and the sentences they stand in."""

    classes: frozenset[str]
    texts: tuple[str, ...]


_ROWS_ASKED = re.compile(r"哪[些几][一二三四五六七八九十]?个?(?:项目|采购|单位|设备|品目|科目)")
"""Rows of a table: the names with their figures answer it, whatever verb stands before."""


def due_or_refused(query: Query, composed: Composed | None) -> Composed | None:
    """What a lane composed where it holds what is asked; a refusal where a side is missing."""
    if composed is None or not holds_what_is_due(query, composed):
        return None
    parts = _MADE_OF.search(query.asked or query.text) or _ROWS_ASKED.search(query.asked)
    prose = wants_sentences(query) and not parts and not composed.accounted
    if prose and _only_figures(composed):
        return None
    sides = missing_sides(query, composed)
    return Composed("not_found", Draft((), ()), absent=tuple(sides)) if sides else composed


def holds_what_is_due(query: Query, composed: Composed) -> bool:
    """Whether the answer holds what the question asks for; other kinds of questions pass."""
    if composed.kind != "found":
        return True
    if not of_asked_level(query, composed):
        return False
    asked = query.asked or query.text
    if _WHEN_ASKED.search(asked) and composed.figures and _only_money(composed):
        return False
    money = bool(composed.figures) and all(_class(f.unit) == MONEY for f in composed.figures)
    if money and (_MEASURE_ASKED.search(asked) or _RATE_ASKED.search(asked)):
        return False
    if money and len(composed.figures) == 1 and _THINGS_COUNTED.search(asked):
        return bool(_MONEY_WORD.search(asked))
    if _WHICH_THING.search(asked) and _only_counts(composed):
        return False
    bought = _CARS_BOUGHT.search(asked) or _THINGS_BOUGHT.search(asked)
    if bought and not _of_purchase(composed):
        return False
    if not bought and _CARS_HELD.search(asked) and _of_bought_only(composed):
        return False
    if _asks_text(asked) and composed.figures:
        return not _only_money(composed)
    if _EACH.search(asked) and len(composed.figures) == 1:
        return False
    due = frozenset((*_due(asked), *_due_of_item(query)))
    if not due or query.asks(*_PLAIN_FORMS):
        return True
    shown = _shown(composed)
    if not due & shown.classes:
        if due == {SCORE} and MONEY not in shown.classes:
            return True
        return any(_says_none(query, composed, text) for text in shown.texts)
    told = bool(composed.figures) or composed.accounted
    return told or not _unsaid(query, composed, shown.texts)


def _only_counts(composed: Composed) -> bool:
    """Whether nothing is told but how many there are: no name of any of them."""
    if any(not re.match("[台辆套部件艘]", figure.unit or "") for figure in composed.figures):
        return False
    quotes = [folded(evidence.citation.quote) for evidence in composed.draft.evidence]
    return len(quotes) < _FEWEST_NAMED and not any(_NAMES.search(quote) for quote in quotes)


_FEWEST_NAMED = 2
_NAMES = re.compile(r"包括|(?:是|[:：])?指|反映|分别[是为]|如下|名称|型号|主要[是为有]")


def _only_figures(composed: Composed) -> bool:
    """Whether only amounts are told, or offered: no sentence of the document."""
    quoted = any(statement.verbatim for statement in composed.draft.statements)
    return composed.kind in ("found", "ambiguous") and bool(composed.figures) and not quoted


def _of_purchase(composed: Composed) -> bool:
    """Whether what is cited speaks of buying: the cars that a unit has are none that it buys."""
    evidence = composed.draft.evidence
    cited = ("".join((e.citation.quote, _table_of(e), *e.labels)) for e in evidence)
    return any(_PURCHASE.search(folded(text)) for text in cited)


def _of_bought_only(composed: Composed) -> bool:
    """Whether all that is cited stands in a table of purchases."""
    evidence = composed.draft.evidence
    last = (folded(e.citation.section.rsplit(">", 1)[-1]) for e in evidence)
    return bool(evidence) and all("采购" in table or "购置" in table for table in last)


def _table_of(evidence: Evidence) -> str:
    """The title of the table that a cell stands in; a sentence says itself what it is of."""
    return evidence.citation.section.rsplit(">", 1)[-1] if evidence.labels else ""


def asks_money_or_open(query: Query) -> bool:
    """Whether money may be asked: not where people, tons or visits are counted."""
    due = frozenset(_due(query.asked or query.text))
    return not due or MONEY in due


def missing_sides(query: Query, composed: Composed) -> list[str]:
    """The sides of a comparison, or of a sum, that were not found: nothing stands in for the result."""
    asked = query.asked or query.text
    added = query.asks("sum") and not query.asks("each") and not _EACH_SAID.search(asked)
    compares = added or query.asks(*_COMPARES) or _WHICH_MORE.search(asked)
    statements = composed.draft.statements
    if not compares or any(statement.computed for statement in statements):
        return []
    return [
        s.text.partition("：未找到")[0] for s in statements if s.missing and "：未找到" in s.text
    ]


def _due(asked: str) -> Iterator[str]:
    """The classes of figures asked for; none where the question leaves the kind open."""
    for match in _ASKED.finditer(asked):
        yield _CLASS_OF[match["word"]]
    if counts_people(asked):
        yield _CLASS_OF["人"]
    if _MONEY_ASKED.search(asked):
        yield MONEY


_HOW_MUCH_OF_IT = re.compile(r"(?:一共|总共|合计)?(?:是|为|有)?多少[?。]*$")


def _due_of_item(query: Query) -> Iterator[str]:
    """'邮电费是多少' asks for money as '邮电费多少钱' does: no list of offices answers it."""
    asking = _HOW_MUCH_OF_IT.search(query.text)
    named = (item for item in query.items if asking and item.end == asking.start())
    concepts = [lexicon().concepts[key] for item in named for key in item.concepts]
    if concepts and all(concept.kind == "amount" for concept in concepts):
        yield MONEY


def _asks_text(asked: str) -> bool:
    return bool(_TEXT_ASKED.search(asked)) and not re.search(r"多少|几(?!乎)|金额|预算数", asked)


def _only_money(composed: Composed) -> bool:
    """Whether nothing but the figures of money is said: no sentence of the document."""
    quoted = any(statement.verbatim for statement in composed.draft.statements)
    money = all(_class(figure.unit) == MONEY for figure in composed.figures)
    return money and not quoted


def _shown(composed: Composed) -> _Shown:
    texts = tuple(folded(text) for text in _cited_texts(composed.draft.statements))
    classes = {_class(figure.unit) for figure in composed.figures}
    for text in texts:
        classes |= {_CLASS_OF[match["word"]] for match in _FIGURE.finditer(text)}
    return _Shown(frozenset(filter(None, classes)), texts)


def _cited_texts(statements: Sequence[Statement]) -> Iterator[str]:
    """What the document says; a lead that only repeats the question is left out."""
    return (statement.text for statement in statements if markers(statement.text))


def _class(unit: str | None) -> str:
    return _CLASS_OF.get(unit or "", "") or _CLASS_OF.get((unit or "").lstrip("万亿"), "")


def _says_none(query: Query, composed: Composed, text: str) -> bool:
    """Whether a sentence that says all that is asked says that there is none of it."""
    return bool(_NO_FIGURE.search(text)) and not _unsaid(query, composed, (text,))


_OF_PROJECT = re.compile(r"“([^”]+)”的年度预算安排：")
"""The project that a lead names: its plan need not say its name again."""


def _unsaid(query: Query, composed: Composed, texts: Sequence[str]) -> tuple[str, ...]:
    """The words of the question that are in none of the sentences, nor in the headings over them."""
    last = query.asked or query.text
    asked = content(query)[-len(last) :] if query.text.endswith(last) else last
    heads = [folded(evidence.citation.section) for evidence in composed.draft.evidence]
    heads += (folded(m) for s in composed.draft.statements for m in _OF_PROJECT.findall(s.text))
    return tuple(word for word in unsaid(asked, (*texts, *heads)) if word not in _OF_ANY)
