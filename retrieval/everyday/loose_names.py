"""Where a question calls something in words of its own: the stretches that nothing printed accounts for.

Takes the Query of one turn, gives the stretches of it that name what is asked loosely, with their places:
what is left between unit, year, the words of the operation and those that join two things. Knows no items.

    '某局2017年住房方面的支出同比涨了多少'          ->   '住房方面的支出'
    '区级配套扶持资金占支出盘子多大比例'            ->   '区级配套扶持资金'
    '委托中介做审计的钱没用完，是什么缘故'          ->   '委托中介做审计的钱'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from retrieval.understand.operations import operations
from retrieval.understand.question import Query
from retrieval.words.lexicon import lexicon

__all__ = ["Loose", "loose_names"]

_OPERATIONS = ("change", "rate", "completion", "share", "sum", "difference", "ratio", "largest", "smallest", "rank", "each", "compare", "reason", "count", "list")  # fmt: skip
"""Forms of the lexicon whose words part what they are said of."""

_BOUND = re.compile(
    r"[,;:。!?()\s|“”\"]|同比|环比|相比|对比|比起|(?<![对评之])比(?!赛|武|例|重)|较(?:上|去|前|之|20|19|年|往)"
    r"|占|加上|以及|还有|、|(?<![共总])和(?!平|谐|解)|(?<![参])与(?!会)|跟(?!踪|班)|及其?|把(?!关|手)|将(?=[\u4e00-\u9fff]{2})"
    r"|里(?:头|面|边)?|当中|之中|之内|中(?=[,占有的是])"
    r"|为[什啥何]么?|怎么|咋|缘何|何以|因何|凭空|原因|缘故|缘由|理由"
    r"|(?:怎么|为什么)?(?:没有?|未)(?:能)?(?:全部|全|都)?(?:用|花|支|执行)(?:完|掉|出去|到位|光|够)|(?:没|未)(?:用|花|支)"
    r"|结余|超支|剩(?:下|余|了)|(?:用|花)(?:超|不完|剩)|超(?:过|出|了)|增|减|涨|降|升|跌|缩|翻(?:了)?(?:番|倍)|压(?:减|缩|了|下)|砍|变(?:化|动|多|少)"
    r"|多(?=[了出多少要花支])|少(?=[了出多少要花支])|高(?=[了出多])|低(?=[了出多])|大幅|明显|很多|不少|许多|猛|一下子|突然"
    r"|相?差|共|合计|总计|加起来|加在?一[起块]|合(?:起来|在一起)|平均|人均|每[人个年月]|分别|各(?=[是有为占自多])|哪|谁|前者|后者|两者|二者|放在一起|摆在一起|放一起"
    r"|(?:是|为|有|要|得|需|花|用|掏|安排|预备|准备|打算|计划|拨|投入?)*了?(?:多少|几(?=[万亿元多何成个倍块]))|百分之|几成|多大|比例|比重|份额|倍|在其中|其中"
)
_LEAD = re.compile(
    r"^(?:的|在|到|那|这|该|些|个|就|也|又|却|还|用于|用在|花在|花到|用来|投到|投在|上|于|请问|请(?=[算问告])|想问|算一?算|一下|要|关于|对于|对|年度?|全年|当年|本年|预算|决算|实际|给(?=给))+"
)
_TAIL = re.compile(
    r"(?:的|那|这|一?(?:块|摊|笔|项|桩|部分)(?:儿|子)?|上(?![班课学访级])|了|是|有|在|要|就|又|都|也|却|竟|会|得|一共|总共|全年|当年|来|实际|具体|究竟|到底|大概|约|呢|吗|啊|呀)+$"
)
_SHORTEST, _LONGEST = 2, 24


class Loose(NamedTuple):
    """A stretch of a question."""

    start: int
    end: int
    text: str


def loose_names(query: Query) -> tuple[Loose, ...]:
    """The stretches with words that nothing accounts for, in their order."""
    found = (_trimmed(query.text, *span) for span in _stretches(query))
    return tuple(
        one
        for one in found
        if _SHORTEST <= len(one.text) <= _LONGEST and any(run in one.text for run in query.residue)
    )


def _stretches(query: Query) -> Iterator[tuple[int, int]]:
    """The places between bounds."""
    bound = [False] * (len(query.text) + 1)
    bound[-1] = True
    spans = [(span.start, span.end) for span in query.scope.taken]
    spans += [(span.start, span.end) for span in operations(query.text).spans]
    spans += [m.span() for m in _form_words().finditer(query.text)]
    spans += [m.span() for m in _BOUND.finditer(query.text)]
    whole = [(item.start, item.end) for item in query.items if item.end - item.start >= 4]
    for start, end in spans:
        if not any(at <= start and end <= to for at, to in whole):
            bound[start:end] = [True] * (end - start)
    start = 0
    for at, stops in enumerate(bound):
        if stops:
            if at > start:
                yield start, at
            start = at + 1


def _trimmed(text: str, start: int, end: int) -> Loose:
    """Without the words around a name that belong to the sentence."""
    lead = _LEAD.match(text[start:end])
    start += lead.end() if lead else 0
    tail = _TAIL.search(text[start:end])
    end = start + tail.start() if tail else end
    return Loose(start, end, text[start:end])


@lru_cache(maxsize=1)
def _form_words() -> re.Pattern[str]:
    words = {w for form, ws in lexicon().words.items() if form in _OPERATIONS for w in ws}
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
