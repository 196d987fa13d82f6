"""Whether a question asks why, in whatever words, and what of it says only how something moved.

Takes a folded question, gives its forms with 'reason', and the question with every word of asking why
and of rising, falling, staying or being nothing masked. Knows no items and no documents.

    '住房保障支出大涨,说明里给了什么理由'   ->  reason;  '住房保障支出||||||||||||'
    '信息化建设为什么没花满预算'            ->  reason, set against the budget
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.scope.periods import Taken

__all__ = ["against_budget", "reason_forms", "reason_spans", "what_moved"]

_CAUSE = r"(?:原因|缘故|理由|因素|缘由|由头|起因|成因|动因|原由)"
_WHY = re.compile(
    rf"(?:背后|个中|其中)?为(?:什么|啥|何(?!种)|嘛)|咋(?:会|就|回事)?(?!样|办|算|理解|解释|讲|说|写|定|个意思)|怎么(?:会|就|回事|搞的|比|较|还|又|只|才|反而|反倒|一下子?|突然|忽然|一年|这么|那么|(?=[多少高低增减涨降升没归]))|何(?:以|故)|缘何|凭(?:什么|啥)"
    rf"|(?:是|有|给|说|写|讲|列|列举|归结|归因|归|算|因|受|出)?(?:了|出|于|到|的)*(?:什么|啥|哪些|哪[几两三四][个点条]|何种?|哪方面的?|怎样的)(?:主要|具体|样)?的?{_CAUSE}(?:所?(?:带动|拉动|推动|造成|导致|引起|影响|促成|致))?的?"
    rf"|(?:主要|具体)?的?{_CAUSE}(?:主要|具体)?(?:是|有|在|出在|在于)?(?:什么|啥|哪些?|何处?|呢)"
    r"|(?:是)?(?:因为?|由于)(?:什么|啥|哪些)(?:影响|造成|引起|导致|带动|拉动)?的?|(?:是)?(?:由|受|被)(?:什么|啥|哪些)(?:因素|情况|事)?(?:影响|造成|引起|导致|带动|拉动|推动|促成)的?|什么(?:导致|造成|引起|带动|拉动|推动|促使)"
    r"|(?:多出来|增加|新增|多)的?(?:钱|部分|支出)?(?:都|主要)?(?:是)?(?:多)?[花用](?:在|到)了?哪[儿里]?了?|(?:钱)?(?:都|主要)?多花(?:在|到)了?哪[儿里]?了?"
    r"|(?:是)?(?:由|受|被|因)?(?:哪个|哪项|哪些|什么)(?:工程|项目|活动|工作)(?:带来|造成|引起|拉动|带动|推动|导致)的?|(?:主要)?靠的?是?(?:什么|啥)(?:拉动|带动|支撑)?的?"
    r"|之所以|(?:是)?(?:造成|导致|引起|促使)(?=[^,?。]{2,40}(?:因素|原因|缘故))|(?:主要)?(?:是)?(?:出于|基于)(?:什么|啥|哪些|怎样的?|何种?)(?:方面)?的?(?:考虑|需要|目的)?的?"
    r"|(?:说说|讲讲|谈谈|解释一下|说明一下|解释下|给出?|交代|写明|讲明|说明(?:里面?|中)?给?|有|背后|个中)?(?:了|出)?(?:主要|具体)?的?(?:原因|理由|缘由|缘故|起因|成因)(?:主要)?(?:是|有|在|何在|有没有)?(?:说|讲|写|提)?"
)
_HOW_EXPLAINED = re.compile(
    r"(?:是)?(?:怎么|怎样|如何|咋|作何)(?:来|个)?(?:解释|说明|交代|交待|讲|说|归因|回事)(?:的|呢)?|(?:作|做)(?:了|出)?(?:什么|怎样的?|何)(?:解释|说明|交代)|(?:有|给|作|做)?(?:了|出)?的?(?:什么|啥)?(?:解释|说法|交代|交待)(?:是|呢|有)?"
)
_ADVERB = r"(?:一下子|一下|突然|忽然|陡然|骤然?|猛|大幅度?|大|小幅|略有?|稍|微|暴|飞|急|剧|明显|显著|居然|竟然?|反而|反倒|有所|往上|往下)*"
_AMOUNT = r"(?:了|掉|到|成|出|去|来|下|上|得|这么|那么|如此|很|好|多|少|厉害|快|大|猛|狠|一点|一些|点儿?|些|不少|许多|一半|大半|小半|半|几乎?|一|两|三|四|五|六|七|八|九|十|百|千|数|将|倍|成|番|个百分点|百分之|\d[\d.,]*(?<!,)(?!年)|%|万|亿|元|块|钱|近|约)*"
_MOVE = re.compile(
    rf"(?:是)?新(?:出现|冒出来)的?|{_ADVERB}(?:增加|减少|增长|下降|上升|上涨|下滑|下跌|回落|攀升|飙升|提高|降低|压减|压缩|缩减|缩水|腰斩|掉头|翻番|翻倍|走高|走低|变多|变少|变动|变化|波动|偏[高低大小多少]|[花用]得[多少]|涨|跌|降|升|增|减|掉(?=了|得|[一大]|[,?。|]|$)|双双|翻(?=了|[一两三几])|砍|缩(?=了)|(?:(?<=[费款出入算年数目额常期项块笔钱|])|(?<=[略稍微偏子下]))[多少高低](?=了|[这那很出]|{_AMOUNT}(?:[?。,|]|$))){_AMOUNT}(?:额|幅|幅度)?"
)
_NOTHING = re.compile(
    r"(?:一[分毛块](?:钱)?|分文)(?=[^,?。|]{0,12}(?:没|未|不|零))|(?:一分(?:钱)?|一毛(?:钱)?|一块钱?|分文|压根|完全|根本|全都?)?(?:都|也|就)?(?:没有?|未|不)(?:再|有|能|曾|予|给)?(?:安排|排|列|编|拨|动|变(?:化)?|预算|发生)(?:出去|掉|到位|钱|预算)?|(?:全)?(?:为|是|归|成|等于|写)(?:了)?(?:零|0(?:\.0+)?)(?:万?元)?|零(?=[,?。|]|$)|持平|不变|没变|一样|空着?|(?<=[费款出入])没有?(?=[,?。|]|$)"
)
_SPENT = re.compile(
    rf"(?:都|就|还)?(?:没有?|未|不)(?:能|有|曾)?(?:全|都|把预算)?(?:花|用|支|支出|执行|完成|使)(?:满|完|光|足|够|到|掉|出去|到位)*(?:年初|全年|调整)?(?:的)?(?:预算)?(?:数)?|(?:花|用|支)不(?:完|满|掉|出去)|(?<!结转)(?<!结转[和与及、])有?结余|剩(?:了|下|余)|省(?:了|下)|超(?:支|出|过|了)*(?:年初|全年|调整)?预算(?:数)?|(?:比|较|跟|与|和)(?:年初|全年|调整)?预算(?:数)?(?:相比)?(?:比)?(?:多|少|低|高|大|小|有?差|减少|增加|下降|增长|降低){_AMOUNT}|(?:决算|实际支出|实际|支出)数?(?:大于|小于|高于|低于|多于|少于|不到|不及|没到)(?:年初)?预算(?:数)?|执行(?:率)?(?:偏?低|不足|不到位|慢)"
)
_GROUNDS = re.compile(r"立项|设立|申报")


def reason_forms(question: str, forms: set[str]) -> set[str]:
    """The forms, with 'reason' where the question asks why something moved or is nothing."""
    moved = _MOVE.search(question) or _NOTHING.search(question) or _SPENT.search(question)
    why = _WHY.search(question) and not _GROUNDS.search(question)
    if why or (moved and _HOW_EXPLAINED.search(question)):
        return (forms - {"definition", "list", "rate", "ratio"}) | {"reason"}
    return forms


def what_moved(question: str) -> str:
    """The question, as long as before, without the words of asking why and of moving."""
    for pattern in (_WHY, _HOW_EXPLAINED, _SPENT, _NOTHING, _MOVE):
        question = pattern.sub(lambda m: "|" * len(m[0]), question)
    return question


def reason_spans(question: str) -> Iterator[Taken]:
    """Where a question that asks why says only that, and how something moved: no words of content."""
    if "reason" not in reason_forms(question, set()):
        return
    left = what_moved(question)
    changed = [one != other for one, other in zip(question, left, strict=True)]
    for match in re.finditer("1+", "".join("1" if one else "0" for one in changed)):
        yield Taken(*match.span())


def against_budget(question: str) -> bool:
    """Whether the outturn is set against the budget, not this year against the last."""
    return any(_SPENT.search(text) for text in (question, _WHY.sub("", question)))
