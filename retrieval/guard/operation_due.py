"""Whether what was computed is what was asked: a level alone answers no change, rate, share or difference.

Takes a Query and what a lane composed, gives it back, or a refusal that names what is missing. Knows
no document, and not whether the operation was done on the right figures.

    '公务接待费较上年减少的金额'   ->   '…公务接待费为 1.20 万元'   no: last year's figure is missing
    '垃圾清运和公厕管护加起来'     ->   '…垃圾清运 1,245.6 万元'   no: one of the two is missing
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.computed.averages import asks_average
from retrieval.computed.vacancies import asks_vacancy
from retrieval.understand.operations import BACKWARDS, LEFT_OVER, PLAN_SAID, YEAR_BEFORE
from retrieval.understand.question import Query
from retrieval.understand.size_asked import rows_bounded
from retrieval.words.lexicon import folded
from retrieval.words.operation_words import ADDED_UP, TOTALLED
from retrieval.writing.compose import Composed
from retrieval.writing.verify import Draft

__all__ = ["operation_or_refused"]

_HOW_FAR = re.compile(
    r"(?:增|减|涨|降|升|跌|变|多|少|高|低|超|省|结余|剩)[^,?。]{0,8}(?:多少|几|金额|数额|额|幅度|百分)|幅度|(?:增|减|涨|降)幅|差(?:多少|额|几|了|距)"
)
_OVER_YEAR = re.compile(
    r"(?:[比较]|与|和|跟|同|相对于?)(?:上年|去年|上一年|前一年|上年同期|(?:19|20)\d\d年)度?[^,?。]{0,10}(?:(?<!新)增|减|涨|降|升|跌|多(?!少)|少(?=了|多少|几)|变|超|差|高|低)"
    r"|同比[^,?。]{0,6}(?:增|减|涨|降|升|多|少|变)"
    r"|(?:与|和|跟|同)(?:上年|去年|上一年|前一年|(?:19|20)\d\d年)度?(?:的)?相?比,[多少变增减差][^,?。]{0,4}(?:多少|几)"
)
_OVER_PLAN = re.compile(
    r"(?:决算|实际|执行数)[^,?。]{0,12}(?:[比较与和跟同]|超)[^,?。]{0,6}(?:预算|年初)[^,?。]{0,8}(?:多(?!少)|少(?!数)|超|省|节|余|差|高|低)"
    r"|(?:决算|实际|执行数)[^,?。]{0,12}超[^,?。]{0,6}(?:预算|年初)"
)
_SHARE = re.compile(
    r"占[^,?。]{0,40}(?:百分|几成|多大|比例|比重|%|份额)|占比|比重|占(?:了|到|去)?(?:多少|几)(?=呢?[,?。]|$)"
)
_DONE = re.compile(r"完成[^,?。]{0,10}(?:百分|几成|比例|多少)|执行率|完成率")
_ADDED = re.compile(rf"{ADDED_UP}|总和|合计(?:是|为|有|要|共)?(?:多少|几)")
_GAP = re.compile(
    r"[\u4e00-\u9fff)]比(?!上年|去年|上一年|前一年|年初|重|例)[^,?。]{2,20}?[多少高低大小](?:出来?|了)?(?:的|多少|几)"
)
_APART = re.compile(r"相差|差(?:多少|几|额)|[多少高低大小]出(?:来)?(?:多少|几)")
_PER_ONE = re.compile(
    r"每(?:一)?(?:个)?(?P<one>平方米|平米|平方公里|公里|千米|立方米|公顷|平方|米|亩|吨|户|套|台|张|座|盏|间|床|棵|株|桶|处|件|部|辆|份|条|眼|口|盘|组|块|顿|餐)"
    r"[^,?。]{0,10}?(?:多少|几)(?:个)?(?:元|钱|万|块)"
)
"""'每平方米一年合多少元': of a total nothing is said until it is divided."""
_FRACTION = re.compile(r"是[^,?。]{2,24}的(?:百分之(?:几|多少)|几成|多少成)|÷|除以")
_DIFFERENCE = re.compile(r"[与和跟比][^,?。]{2,24}的?差(?:额|值|距)(?:是|为|有)?(?:多少|几)")
"""'决算与年初预算的差额是多少': no level alone."""
_TIMES = re.compile(r"(?:几|多少)倍|倍数")
_JOINED = re.compile(r"[\u4e00-\u9fff)](?:、|和|与|跟|及|加上?)[\u4e00-\u9fff]")
_STATED = re.compile(
    r"增|减|升|降|涨|跌|持平|一致|不变|无变化|相同|多于|少于|高于|低于|差额|占|%|完成"
)


def operation_or_refused(query: Query, composed: Composed | None) -> Composed | None:
    """The answer, where it is of the operation asked for; else the refusal that names the operand."""
    if composed is None or composed.kind not in ("found", "computed") or not composed.figures:
        return composed
    missing = next(_missing(query, composed), "")
    return Composed("not_found", Draft((), ()), absent=(missing,)) if missing else composed


def _missing(query: Query, composed: Composed) -> Iterator[str]:
    """What the answer lacks for the operation that the last turn asks for."""
    text = query.asked or query.text
    worked_out = any(figure.formula for figure in composed.figures)
    if query.asks("contradiction") and BACKWARDS.search(text) and not worked_out:
        yield "推算所用的数"
    if _beyond_bound(query, composed):
        yield "所问金额范围内的各行"
    if unprinted := _parts_not_printed(query):
        yield unprinted
    if not worked_out and len(composed.figures) == 1 and _YEARS_TOTAL.search(text):
        yield "各年的数"
    if not worked_out and _REST.search(text) and _is_total(composed):
        yield "扣除后的余数"
    if _TIMES.search(text) and not _times_said(composed):
        yield "相比的另一项"
    if not worked_out and _total_of_many(text, composed):
        yield "分摊所用的数量"
    if worked_out and _share_left_out(query, text, composed):
        yield "所占的总数"
    if query.asks("share") and _SHARE.search(text) and _other_rate(composed):
        yield "所占的比例"
    if worked_out and _part_left_out(query, text, composed):
        yield "相加的另一项"
    if any(figure.measure != "level" or figure.formula for figure in composed.figures):
        return
    if len(composed.figures) > 1 and query.asks("difference") and _APART.search(text):
        yield "两项的差额"
    if any(_STATED.search(statement.text) for statement in composed.draft.statements):
        return
    if _FRACTION.search(text):
        yield "所占的总数"
    if _DIFFERENCE.search(text):
        yield "相比的另一项"
    if query.asks("reason", "contradiction", "list", "purpose", "definition"):
        return
    moved = query.asks("change", "rate") and YEAR_BEFORE.search(text) and _HOW_FAR.search(text)
    if moved or _OVER_YEAR.search(text):
        yield "上年数或增减额"
    if _OVER_PLAN.search(text):
        yield "年初预算数或决算数"
    if LEFT_OVER.search(text) and PLAN_SAID.search(text) and query.asks("difference"):
        yield "年初预算数或决算数"
    if query.asks("share") and _SHARE.search(text):
        yield "所占的总数"
    if query.asks("completion") and _DONE.search(text):
        yield "完成率或年初预算数"
    if asks_average(query):
        yield "平均所用的人数、次数或台数"
    if asks_vacancy(query) and not _vacancy_printed(composed):
        yield "编制数或实有人数"
    if len(composed.figures) == 1 and query.asks("difference") and _GAP.search(text):
        yield "相比的另一项"
    if _one_of_included(query, composed):
        yield "所含各项的合计"
    if len(composed.figures) == 1 and _ADDED.search(text) and _joined(query, text):
        yield "相加的另一项"


_YEARS_TOTAL = re.compile(
    r"(?:19|20)\d\d年?(?:到|至|-|—|~|、|和)(?:19|20)\d\d年?[^?。]{0,14}(?:一共|合计|总共|共计|加起来|总计)|(?:[两二三四五][个]?年)[^?。]{0,10}(?:一共|合计|总共|共计|加起来|总计)"
)
_REST = re.compile(
    r"(?:除[掉去了开]|扣[除掉去]|刨[除去掉]|减[去掉]|剔除|撇开)[^?。]{2,20}?(?:,|以外|之外|外|后)?(?:其余|其他|其它|剩下|剩余|余下|还剩|还有)"
)
"""'三年一共', '除掉甲,其余加起来': one year and the whole are no answer."""


def _is_total(composed: Composed) -> bool:
    return any(re.search(r"[总合]计", figure.item) for figure in composed.figures)


def _vacancy_printed(composed: Composed) -> bool:
    """Whether a column of its own prints the posts that are not filled: 空编数."""
    labels = (label for evidence in composed.draft.evidence for label in evidence.labels)
    return any(re.search(r"空缺|[空缺]编", label) for label in labels)


def _share_left_out(query: Query, text: str, composed: Composed) -> bool:
    """'A和B合计占C的百分之几': the sum alone is not what is asked."""
    if not query.asks("share") or not _SHARE.search(text):
        return False
    said = any("%" in statement.text for statement in composed.draft.statements)
    return not said and not any(figure.unit == "%" for figure in composed.figures)


def _other_rate(composed: Composed) -> bool:
    """'完成年初预算的110.62%' is no share of anything."""
    if composed.kind != "found" or any(figure.unit != "%" for figure in composed.figures):
        return False
    said = [statement.text for statement in composed.draft.statements]
    for evidence in composed.draft.evidence:
        said += [evidence.citation.quote, *evidence.labels]
    return _OF_A_WHOLE.search("".join(said)) is None


_OF_A_WHOLE = re.compile(r"占|比重|比例|份额|构成|结构")


def _part_left_out(query: Query, text: str, composed: Composed) -> bool:
    """'A和B加起来占C的几成': the share of A alone is not what is asked."""
    of = _SHARE.search(text)
    if of is None or not query.asks("sum") or not _JOINED_PARTS.search(text[: of.start()]):
        return False
    shares = any(figure.unit == "%" and figure.formula for figure in composed.figures)
    return shares and sum(not figure.formula for figure in composed.figures) <= _ONE_SHARE


_JOINED_PARTS = re.compile(
    rf"(?:、|[和与跟及]|加上?)[^,?。]{{2,20}}?,?(?:[两二三四]项)?(?:{TOTALLED})[^,?。]{{0,4}}$"
)
_ONE_SHARE = 2
"""A part and its whole; each more is a part that was added."""


def _parts_not_printed(query: Query) -> str:
    """'邮电费里，电话费和寄快递各占多少': two names for parts of an item that print no amount of their own."""
    for whole in query.items:
        parts = [
            item.text
            for item in query.items
            if item.start >= whole.end
            and whole.labels
            and not item.labels
            and item.concepts
            and item.concepts == whole.concepts
        ]
        if len(parts) > 1:
            return "、".join(parts)
    return ""


def _total_of_many(text: str, composed: Composed) -> bool:
    """Whether what one of many costs is asked, and nothing that is cited says a price of one.

    '分成哪几块，每块多少钱' asks for each of those listed.
    """
    asked = _PER_ONE.search(text)
    if asked is None:
        return False
    cited = (folded("".join((e.citation.quote, *e.labels))) for e in composed.draft.evidence)
    one = re.escape(asked["one"])
    if re.search(rf"[几些]{one}", text[: asked.start()]):
        return False
    return not any(re.search(rf"单价|标准|每(?:一)?个?{one}|/{one}", said) for said in cited)


def _times_said(composed: Composed) -> bool:
    return any("倍" in said.text for said in composed.draft.statements)


def _beyond_bound(query: Query, composed: Composed) -> bool:
    """Whether one figure, or a sentence, of all rows stands in for those that a bound chooses."""
    bound = rows_bounded(query)
    if not bound or len(composed.figures) > 1:
        return False
    said = [statement.text for statement in composed.draft.statements]
    for evidence in composed.draft.evidence:
        said += [evidence.citation.quote, *evidence.labels]
    spoken = folded("".join(said))
    printed = re.search(rf"(?<![\d.,]){re.escape(bound)}", spoken)
    return printed is None and "所问金额" not in spoken


_INCLUDED = re.compile(r"\((?:含|包括|包含|其中有?)(?P<parts>[^()]+[、和与及][^()]+)\)")


def _one_of_included(query: Query, composed: Composed) -> bool:
    """'各类医疗(含甲补助和乙)合计': one of what is included is not the whole."""
    match = _INCLUDED.search(query.text)
    if match is None or len({figure.item for figure in composed.figures}) != 1:
        return False
    parts = re.split(r"[、和与及]", match["parts"])
    return any(len(part) > 3 and part in folded(composed.figures[0].item) for part in parts)


def _joined(query: Query, text: str) -> bool:
    """Whether two things are named to be added: 'A和B加起来'; their total may be printed as one."""
    added = _ADDED.search(text)
    before = text[: added.start()] if added else ""
    for span in query.scope.named:  # '文化和旅游局' joins nothing
        before = before.replace(query.scope.text[span.start : span.end] or "|", "|")
    for item in query.items:  # nor does '文化和旅游支出'
        before = before.replace(item.text, "某")
    wholly = re.fullmatch(ADDED_UP, added[0]) if added else None
    named = len(query.items) + (len(query.residue) if query.items or wholly else 0)
    return named > 1 and _JOINED.search(before) is not None
