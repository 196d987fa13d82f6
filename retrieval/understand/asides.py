"""A question without its asides: who asks and what for, remarks in brackets, what is said not to be meant.

Takes the Query of a question that found no answer, gives the question again without them and the words set
aside, or None. What narrows ('基本支出里', '只算在编的') is no aside, and the rest must still say what is asked;
whether what is set aside is no part of an answer, retrieval/guard/set_aside.py says. Knows no documents.

    '我家娃上初中,甲县教育局2025年营养餐补助是多少'     ->   '甲县教育局2025年营养餐补助是多少'
    '甲局2025年养老保险要交多少(不算年金)'              ->   '甲局2025年养老保险要交多少'   set aside: '年金'
    '甲县2025年修路的钱(乡村道路建设)是多少'            ->   '甲县2025年乡村道路建设是多少'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from retrieval.understand.question import Item, Query
from retrieval.words.lexicon import lexicon

__all__ = ["Bare", "without_asides"]

_BRACKET = re.compile(r"\(([^()]{2,40})\)")
_DENIES = r"(?:不是|不算|不含|不包括|不包含|不计|不要|不看|不问|而不是|而非|并非|别(?:把|给|拿|算|看)|不用管|刨[去开]|抛开|撇开)"
_SET_ASIDE = re.compile(
    rf"^(?:注意|可)?{_DENIES}(?P<what>.+?)(?:算进(?:去|来)?|算上|算在内|那[个块笔份种]|的?那部分)?$"
)
_CLAUSE_SET_ASIDE = re.compile(
    rf"(?:^|(?<=[,;。]))(?:注意|可)?{_DENIES}(?P<what>[^,;:。?!()]{{2,16}})(?:[,;。]+|(?=[?!]*$))"
)
_REMARK = re.compile(
    r"我(?!们?[局委办院校厅区县市镇省])|咱|俺|听说|据说|知道|记得|好像|好象|懂的|谢|清楚|明白|已经|本来|反正|不然|否则|别搞|别弄|别看"
)
_STAGE = re.compile(r"年初预算|调整预算|预算|决算|执行")
_ME = re.compile(
    r"我(?!国|省|市|区|县|镇|局|委|校|院)|咱|俺|本人|老婆|老公|媳妇|爱人|亲戚|邻居|街坊|同事|朋友|家长|爸|妈|老伴|大爷|大妈|孩子|娃|闺女|儿子"
    r"|(?:想|要|来)?(?:问|打听|了解|核实|知道|弄清|搞清楚?)(?:问|一下|一句|个数|下)?$|好奇|关心|(?:的人|用的?|讨论|打赌|争论)$"
)
_ERRAND = re.compile(r"[核引查写问填备急求读学聊赌争辩议访谈论编]|审计|底稿|素材|表格|作业|功课")
_NARROWS = re.compile(
    r"(?:[里中内间上的]|那个|里头|里面|当中|方面|口径|以来|[之以]?后|相?比|来说)$"
    r"|^(?:除|扣|若|如果|假如|只|仅|光|从|比|较|以|按|在|当|凡|把|给|为了|用于|关于|对|就)"
)
_LEAD = re.compile(r"[^,;:。!?]+[,;:。!?]+")
_TO_THE_READER = re.compile(
    r"[,;。]+(?:请|麻烦)?(?:精确|保留|四舍五入|取到|算到|写明出处|注明出处|给出出处|出处|金额一并|一并|连同|单位用|用万?元表示)[^,;:?]*(?=[,;。?!]*$)"
)
_WORDS_FOR_ALL = frozenset({"支出", "收入", "预算", "决算", "开支", "开销", "花销"})


class Bare(NamedTuple):
    """The question without its asides, and what they set aside."""

    text: str
    denied: tuple[str, ...] = ()


def without_asides(query: Query) -> Bare | None:
    """What is left to ask; None where there is no aside, or nothing would be left."""
    text = query.asked or query.text
    if text != query.text:
        return None
    denied: list[str] = []
    bare = _named_in_brackets(query, text)
    bare = _BRACKET.sub(lambda match: _without_bracket(match, denied), bare)
    bare = _paid_to_those_in_post(query, _TO_THE_READER.sub("", bare))
    bare = _CLAUSE_SET_ASIDE.sub(lambda match: _noted(match["what"], denied), bare)
    lead = _talk_before(query, bare)
    bare = bare[lead:]
    if bare == text or not _still_asks(query, bare):
        return None
    return Bare(bare, tuple(denied))


def _noted(what: str, denied: list[str]) -> str:
    denied += [part for part in re.split(rf"[、和与及或跟也]|{_DENIES}", what) if part]
    return ""


def _without_bracket(match: re.Match[str], denied: list[str]) -> str:
    """A bracket that sets something aside or remarks something goes; any other stays."""
    if aside := _SET_ASIDE.match(match[1]):
        return _noted(aside["what"], denied)
    if _REMARK.search(match[1]):
        stage = _STAGE.search(match[1])
        return f"({stage[0]}数)" if stage and not re.search(r"\d", match[1]) else ""
    return match[0]


def _named_in_brackets(query: Query, text: str) -> str:
    """'修路的钱(乡村道路建设)': the printed name in brackets says what the loose words mean."""
    for match in reversed(list(_BRACKET.finditer(text))):
        named = any(_is_whole_name(i) and (i.start, i.end) == match.span(1) for i in query.items)
        start = max((s.end for s in query.scope.taken if s.end <= match.start()), default=0)
        start += max(text[start : match.start()].rfind(mark) for mark in ",;:。?!") + 1
        led = _OF_IT.match(text, start, match.start())
        start = led.end() if led else start
        inside = [i for i in query.items if start <= i.start and i.end <= match.start()]
        if named and match.start() - start >= 2 and not any(map(_is_whole_name, inside)):
            text = text[:start] + match[1] + text[match.end() :]
    return text


def _paid_to_those_in_post(query: Query, text: str) -> str:
    """'给在编干部发的基本工资': what is paid to nobody else is said without them."""
    for item in query.items:
        titles = (lexicon().concepts[key].title for key in item.concepts)
        at = text.find(item.text)
        led = _IN_POST.search(text[: max(at, 0)]) if any(map(_WAGES.search, titles)) else None
        if led:
            text = text[: led.start()] + text[at:]
    return text


_WAGES = re.compile(r"(?:保险|年金)缴费|基本工资|住房公积金|工会经费")
_IN_POST = re.compile(
    r"(?:给|为|替|帮)?(?:全体|全部|在编|在职|在岗|正式|单位|机关|本单位)*(?:的)?(?:干部职工|干部|职工|员工|人员|同志)(?:们)?"
    r"(?:每个?月|每年)?(?:发|缴|交|存|买|上|缴纳|缴存|交纳|发放)?(?:的)?$"
)
_OF_IT = re.compile(r"(?:年度?)?(?:的)?(?:预算|决算)?(?:里面?|中|上)?(?:安排的?|给的?|花在)?")


def _is_whole_name(item: Item) -> bool:
    """Whether an item is called as it is printed."""
    return item.text in item.labels or (len(item.text) >= 4 and not item.code)


def _talk_before(query: Query, text: str) -> int:
    """How much before the unit is talk of the asker: whole clauses, each of them plainly so."""
    named = query.scope.named or query.scope.taken
    places = [text.rfind(query.text[s.start : s.end]) for s in named]
    first = min((at for at in places if at >= 0), default=0)
    end = 0
    for match in _LEAD.finditer(text[:first]):
        end = match.end() if _is_talk(match[0]) else 0
        if not end:
            return 0
    return end


def _is_talk(clause: str) -> bool:
    bare = clause.strip(",;:。!?")
    if _NARROWS.search(bare) or re.search(r"\d|多少|几", bare):
        return False
    if _ME.search(bare):
        return True
    return clause.rstrip()[-1] == ":" and _ERRAND.search(bare) is not None


def _still_asks(query: Query, text: str) -> bool:
    """Whether what is asked is still said: an item, or words of its own."""
    named = (i.text for i in query.items if i.text not in _WORDS_FOR_ALL and len(i.text) > 1)
    return any(word in text for word in _own_words(query, named))


def _own_words(query: Query, named: Iterator[str]) -> Iterator[str]:
    yield from (name for name in named if not re.search(r"多少|几", name))
    yield from (run for run in query.residue if len(run) > 1)
