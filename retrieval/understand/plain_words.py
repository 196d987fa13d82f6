"""Ways of putting a question that mean no more than a plainer one, put in the plainer words.

Takes a turn, gives it in the words that the readers of a question know. One table of rules,
each a pattern and what it says plainly; none names an item, and none leaves out what narrows.

    '办公费超出水费多少'              ->  '办公费比水费多多少'
    '住房支出的百分之几花在房租上'      ->  '住房支出中房租占百分之几'
"""

from __future__ import annotations

import re

from retrieval.understand.plain_operations import in_plain_operations
from retrieval.words.lexicon import folded

__all__ = ["in_plain_words"]

_NAME = r"[\u4e00-\u9fff()“”a-z\d]{2,24}?"
_PERCENT = r"百分之(?:几|多少)|几成|多大(?:的)?(?:比例|比重)|多少(?:的)?(?:比例|比重)"
_INSIDE = r"里面?|里头|中间?|当中|之中"
_FOR = r"是|属于|花在|用在|用于|投在|投向|给了?"

_YEAR = r"上年|去年|上一年|前一年|往年|(?:19|20)\d\d年"
_THAT_TIME = r"同期|度|时候?|的时候"
_EACH_PART = r"(?:各|每)(?:个)?(?:分项|单项|项|部分|块)(?:内容|费用|经费|支出|金额|数额|数字)?|分项(?:数据|数字|金额)?"
_HOW_MUCH_EACH = (
    r"(?:都|又)?(?:分别|各自?)?(?:是|为|有|列了?|安排了?|花了?)?(?:多少|几)(?:钱|万元|万|元)?"
)
_HOW_IT_STANDS = (
    r"怎么?样|如何|什么情况|情况(?:如何|怎么?样)|(?:什么|何|多大)?(?:变化|变动)(?:如何|怎么?样)?"
)

_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (rf"(?:{_INSIDE}),?有(?P<p>{_PERCENT})(?:{_FOR})(?P<a>{_NAME})上?(?=[,?。!]|$)", r"中\g<a>占\g<p>"),
        (rf"的(?P<p>{_PERCENT})(?:花|用|投)(?:在了?|到了?|于)(?P<a>{_NAME})(?:上面?)?(?=[,?。!]|$)", r"中\g<a>占\g<p>"),
        (rf"相当于(?P<b>{_NAME})的(?P<p>{_PERCENT})", r"占\g<b>的\g<p>"),
        (rf"超出(?!了|多少|几|(?:年初|调整|当年|全年)?预算)(?P<b>{_NAME})(?:了)?(?P<n>多少|几)", r"比\g<b>多\g<n>"),
        (rf"同(?!比|期|年|一|样)(?P<b>{_NAME})(?:之间)?的差(?:额|距|值|数)?(?=是|有|为|多少|几|[,?。!]|$)", r"与\g<b>之间的差额"),
        (r"同(?=(?:(?:19|20)\d\d年|上年|去年|上一年)(?:的)?(?:相?比|相差|差|预算|决算))", r"与"),
        (rf"(?<!为什么)(?<!为何)(?<!为啥)(?<!怎么)(?:[和与跟同]|相?比|对比|较|比较)(?P<y>{_YEAR})(?:的)?(?:{_THAT_TIME})?(?P<of>(?:预算|决算)数?)?(?:相?比|比较|对比|比起来|相较)?(?:之下|起来|的话)?(?:的)?(?:有没有|有无|有)?(?:{_HOW_IT_STANDS})(?=[,?。!]|$)", r"比\g<y>\g<of>变化多少"),
        (r"(?:用|花|投|安排)(?:在|到|于)项目(?:上面?|方面)?的?(?:钱|资金|经费)(?:数额?)?", r"项目支出"),
        (r"(?:公车|公务车)购置(?:费用?)?(?![和与及、加])", r"公务用车购置费"),
        (r"(?<!这)(?<!那)一年(?:间|来|下来|当中)(?:共|总共|究竟|到底)?(?:变化?|变动)(?:了)?(?P<n>多少|几何)", r"比上年变化\g<n>"),
        (r"(?<=[^第好十百千])(?P<n>几|多少)个钱", r"多少钱"),
        (r"(?:批复|核准|核下来|批下来)(?:下来)?了?(?P<n>多少|几)", r"安排了\g<n>"),
        (rf"(?P<m>[,;。?!])(?:顺便|顺带|另外|还有|再|同时)(?:也|再)?(?:问|查|说|看|报|列|讲)?(?:问|一下|下|一句|一声|说)?(?P<a>(?![^,;。?!]*(?:多少|几|哪|什么|谁|吗|呢|为什么|原因)){_NAME})[。?!]*$", r"\g<m>\g<a>是多少?"),
        (r"的?(?:批复|核准|核定)(?:的)?(?:数额?|金额)(?=是|有|为|[,?。!]|$)", r"预算数"),
        (r"(?:公务用车|公务车|公车)的?购置(?:费用?)?(?:[和与、跟]|加上?)(?:公务用车|公务车|公车)?的?运行(?:维护)?(?:费用?)?(?=的?(?:合计|总计|总额|一共|总共|共计|合起来|加起来|加一起|之和|总和))", r"公务用车购置及运行维护费"),
        (rf"(?<=[\u4e00-\u9fff])的?(?:{_EACH_PART})(?:{_HOW_MUCH_EACH})(?=[,?。!]|$)", r"明细"),
        (rf"(?<=三公经费)(?:的|是|都|具体)*(?:由哪[些几](?:部分|项)?(?:组成|构成)的?|(?:构成|组成)(?:情况)?(?:是什么|如何|怎么?样|有哪些)?|(?:花|用)(?:在|到)(?:了)?哪(?:些?(?:地方|方面)|儿|里)?)(?:[,和](?:{_HOW_MUCH_EACH}))?(?=[,?。!]|$)", r"明细"),
    )
)  # fmt: skip


def in_plain_words(turn: str) -> str:
    """The turn after every rule that fits it, in their order; as it was where none does."""
    text = before = folded(turn)
    for pattern, plain in _RULES:
        text = pattern.sub(plain, text)
    text = in_plain_operations(text)
    return turn if text == before else text
