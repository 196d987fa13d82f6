"""Ways of putting a question that mean no more than a plainer one, put in the plainer words.

Takes a turn, gives it in the words that the readers of a question know. One table of rules,
each a pattern and what it says plainly; none names an item, and none leaves out what narrows.

    '办公费超出水费多少'              ->  '办公费比水费多多少'
    '住房支出的百分之几花在房租上'      ->  '住房支出中房租占百分之几'
"""

from __future__ import annotations

import re

from retrieval.words.lexicon import folded

__all__ = ["in_plain_words"]

_NAME = r"[\u4e00-\u9fff()“”a-z\d]{2,24}?"
_PERCENT = r"百分之(?:几|多少)|几成|多大(?:的)?(?:比例|比重)|多少(?:的)?(?:比例|比重)"
_INSIDE = r"里面?|里头|中间?|当中|之中"
_FOR = r"是|属于|花在|用在|用于|投在|投向|给了?"

_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (rf"(?:{_INSIDE}),?有(?P<p>{_PERCENT})(?:{_FOR})(?P<a>{_NAME})上?(?=[,?。!]|$)", r"中\g<a>占\g<p>"),
        (rf"的(?P<p>{_PERCENT})(?:花|用|投)(?:在了?|到了?|于)(?P<a>{_NAME})(?:上面?)?(?=[,?。!]|$)", r"中\g<a>占\g<p>"),
        (rf"相当于(?P<b>{_NAME})的(?P<p>{_PERCENT})", r"占\g<b>的\g<p>"),
        (rf"超出(?!了|多少|几|(?:年初|调整|当年|全年)?预算)(?P<b>{_NAME})(?:了)?(?P<n>多少|几)", r"比\g<b>多\g<n>"),
        (rf"同(?!比|期|年|一|样)(?P<b>{_NAME})(?:之间)?的差(?:额|距|值|数)?(?=是|有|为|多少|几|[,?。!]|$)", r"与\g<b>之间的差额"),
        (r"同(?=(?:(?:19|20)\d\d年|上年|去年|上一年)(?:的)?(?:相?比|相差|差|预算|决算))", r"与"),
        (r"(?<!这)(?<!那)一年(?:间|来|下来|当中)(?:共|总共|究竟|到底)?(?:变化?|变动)(?:了)?(?P<n>多少|几何)", r"比上年变化\g<n>"),
        (r"(?<=[^第好十百千])(?P<n>几|多少)个钱", r"多少钱"),
        (r"(?:批复|核准|核下来|批下来)(?:下来)?了?(?P<n>多少|几)", r"安排了\g<n>"),
        (r"的?(?:批复|核准|核定)(?:的)?(?:数额?|金额)(?=是|有|为|[,?。!]|$)", r"预算数"),
    )
)  # fmt: skip


def in_plain_words(turn: str) -> str:
    """The turn after every rule that fits it, in their order; as it was where none does."""
    text = before = folded(turn)
    for pattern, plain in _RULES:
        text = pattern.sub(plain, text)
    return turn if text == before else text
