"""The entry of a glossary that a question asks for in any words: '圩垸是个什么东西', '优抚对象都包括谁'.

Takes a document's paragraphs and a Query, gives the passages of the entry, or none: the term stands in
the question as it is printed, nothing but unit, year and 'the papers say' stands before it, and behind it
only what asks what it is. Knows no figures.

    '双师型教师到底是啥样的老师'   ->  '四、双师型教师：指同时具备理论教学和实践教学能力的教师。'
    '双师型教师有什么培训'        ->  nothing: more than its meaning is asked
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.passages.definitions import as_one_term, continued, entry_names
from retrieval.printed.prose import Passage
from retrieval.understand.accounted import content, masked_asking, pairs_of
from retrieval.understand.question import Query

__all__ = ["term_asked"]

_FILL = (
    r"(?:[,()\"”|的]|到底|究竟|具体|说白了|其实|主要|大概|都|又|这(?:个|一|种|类)?(?:词|说法|概念|名词|术语|提法|叫法|栏|项|条|块|工作)?|(?:[类款项]级|功能|经济)?科目|支出(?=反映|是?指|核算|说的|是什么|[,这])|在(?=\|)|(?:部门|单位)?(?:预算|决算)(?:说明)?[里中]?|(?:的)?(?:对象|服务对象)(?=都|主要|是)"
    r"|在?(?:这里|文件[里中]?|文中|预算[里中]|决算[里中]|里面|里)|一词|本身|大致)*"
)
_NOUN = r"(?:[的个样]|样子|意思|概念|东西|口径|含义|说法|玩意儿?|名堂|性质|来头|人|群体|对象|钱|开销|费用|开支|支出|收入|经费|内容|资金|讲究|范围|来源)*"
_MEANS = r"(?:回事|个[\u4e00-\u9fff]{1,2}法|个?(?:讲|说法|意思|概念|定义|解释|理解|界定|算(?:出来|的)?|计算|统计|认定|区分|写|表述|说明|介绍))的?"
_IN_PAPER = r"(?:[,?。|的]|文件|说明|预算|决算|名词解释|里|中|最后|以|为准)*(?:[有作是]?(?:没有|怎[么样]|如何|何)?(?:解释|说明|写|说|介绍)(?:了|的|过|明)?)?"
_ENDS = _IN_PAPER + r"(?:呢|呀|啊|吗|来着|[?。,()\"”|])*$"
_COPULA = r"(?:也)?(?:就)?(?:主要|所)?(?:反映的?(?:是)?|核算的?(?:是)?|是(?:不是)?|指|所?指的?是?|算是?|属于|说的?是?|讲的?是?|代表|表示|意味着|叫)"

_OF_ITEM = re.compile(
    rf"{_FILL}{_COPULA}?{_FILL}(?:个)?(?:(?:什么|啥|谁|何){_NOUN}|(?:(?:从|由|打)?哪(?:来|[儿里]来)|怎[么样](?:得)?来)的?{_NOUN}|哪(?:些|几|[二三四五六])?(?:[个类种样方面块])*{_NOUN}(?<!哪)|怎么{_MEANS}|怎样{_MEANS}|如何{_MEANS}){_ENDS}"
)
"""What it is that a figure is printed of too: nothing but its meaning may be asked."""

_OF_TERM = re.compile(
    rf"{_FILL}(?:{_COPULA}{_FILL}(?!由)[\u4e00-\u9fff]{{0,3}}(?:什么|啥|谁|哪|何|怎么|怎样)(?:(?!多少|负责|牵头|[管发批定建办出选]|实施|承担|采购|安排|组织|提供)[^,|]){{0,8}}|(?:包括|包含|含){_FILL}(?:什么|啥|谁|哪)[^多少,|]{{0,6}}|(?:是)?(?:拿来|用来)?[干做]什么(?:用)?的?|(?:是)?(?:拿来|用来)?[干做]啥(?:用)?的?|{_COPULA}?(?:怎么|怎样|如何){_MEANS}){_ENDS}"
)
"""What a term is of which no figure is printed."""

_LED = re.compile(
    r"(?:科普|解释|讲讲|说说|介绍|讲解|说明|普及)(?:一下|下)?(?:什么是|什么叫|啥是|啥叫)?(?:什么)?$|什么是$|什么叫$|啥是$|啥叫$|何谓$|何为$"
)
_PLAIN_LEAD = re.compile(
    r"(?:(?:部门|单位)?(?:预算|决算)(?:公开)?(?:说明|文件|报告|里|中|上|所)*(?:[说讲提写列]|提到|写到|用到)(?:到|的|了|着)+|(?:最后)?(?:的)?名词解释(?:里|中)?|(?:预算|决算|公开)?表格?[里中上]的?|所谓的?|给我|给|跟我|帮我|替我|能不能|可以|所谓|那个|这个|名词|术语)"
)
_EXPLAIN = re.compile(r"科普|解释|讲解|(?:不懂|不明白|不知道|没看懂)(?:什么)?(?:是|叫)?")
_END = re.compile(rf"{_FILL}{_ENDS}")
_MEANING = re.compile(
    r"什么(?!时|地|人员|单位|部门|项目|原因|情况|样的?(?:项目|活动)|用)|啥|(?:怎么|怎样|如何|咋)(?:一?回事|一?码事|个[\u4e00-\u9fff]{1,2}法|个?(?:讲|说|写|解释|理解|定义|界定|表述))|解释|定义|含义|意思|请说明|看不懂|弄不懂|不懂|不明白|没看懂"
)
"""What asks the meaning of a term, in any order."""
_MORE = re.compile(
    r"[降涨升]|下滑|[高低多少]了|哪|多少|几(?!乎)|包括|包含|组成|构成|谁|情况|用途|用[来在到于]|花在|变化|目标|绩效|依据|为什么|为何|怎么(?:算|选|来|发|用|花)|[做干]什么|有(?:什么|啥)"
)
"""What asks more than the meaning."""
_PLAIN = re.compile(
    r"(?:支出|收入|经费|费用|资金)(?=[?。|]|$)|(?:部门|单位)?(?:预算|决算)|(?:简单|通俗|大白话|一句话|三言两语)(?:地|来)?(?:说|讲|概括|解释|说清楚?|讲明白)?|(?:用)?一两?句话|说清楚?|讲明白|(?:的)?说法|究竟|到底|东西|概念|名词|术语|提法|办法|制度|做法|口径|以|为准|我|看不懂|弄不懂|不懂|不明白|没看懂|有没有|请|把|成|对|作|所|具体|主要|核算|反映|指的?是?|(?:[类款项]级|功能|经济)?科目|这一?[个种类项栏词]?|提到的?|写的?|最后|支出$|一?回事|[“”\"《》(),。?|的了吗呢是按看照]"
)
_AMOUNT = re.compile(
    r"多少|几(?!样|种|类|个人)|金额|占|比重|合计|增|减|为什么|为何|原因|预算数是|花了"
)


def term_asked(passages: Sequence[Passage], query: Query, *, spent: bool = False) -> list[Passage]:
    """The entry whose term the question asks the meaning of; the longest term that stands in it.

    `spent`: of an item of money also what it is for, where nothing else says so.
    """
    asked = content(query)
    plain = as_one_term(re.sub(r"[“”\"]", "", asked))
    entries = sorted(_entries(passages), key=lambda entry: -len(entry[0]))
    for term, number in entries:
        at = plain.find(term)
        if at < 0:
            continue
        before, behind = plain[:at], re.sub(r"^\([^()]*\)", "", plain[at + len(term) :])
        before = _without(before, passages[number].key)
        asks = _asks(before, behind, term, query, spent=spent)
        return [passages[number], *continued(passages, number)] if asks else []
    return []


def _without(before: str, entry: str) -> str:
    """What stands before the term without the words that its entry says too: '保洁“按质付费”'."""
    for pair in pairs_of(before):
        before = before.replace(pair, "||") if pair in entry else before
    return before


_OF_PLAN = re.compile(r"(?:预算|决算)$")
_SHORTEST = 3
"""'基本支出预算：是…' is asked as 基本支出 as well; '收入预算' is no 收入."""


def _entries(passages: Sequence[Passage]) -> Iterator[tuple[str, int]]:
    """Every term of the glossary as it may stand in a question, and the number of its paragraph."""
    for number, passage in enumerate(passages):
        if "名词" not in passage.titles:
            continue
        for term in entry_names(passage):
            yield term, number
            if len(short := _OF_PLAN.sub("", term)) > _SHORTEST and short != term:
                yield short, number


def _asks(before: str, behind: str, term: str, query: Query, *, spent: bool) -> bool:
    """Whether nothing is asked but what the term means."""
    if _AMOUNT.search(behind) or _AMOUNT.search(before):
        return False
    if _MEANING.search(before + behind) and not _MORE.search(before + behind):
        left = _PLAIN.sub("|", masked_asking(_PLAIN_LEAD.sub("|", f"{before}|{behind}")))
        if not pairs_of(left):
            return True
    lead = _PLAIN_LEAD.sub("|", masked_asking(_LED.sub("|", before)))
    if pairs_of(lead):
        return False
    if _LED.search(before) or (_EXPLAIN.search(before) and _END.fullmatch(behind)):
        return not pairs_of(behind)
    item = any(term in as_one_term(item.text) for item in query.items if item.concepts)
    return (_OF_ITEM if item and not spent else _OF_TERM).match(behind) is not None
