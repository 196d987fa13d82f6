"""A question with several questions in it is taken apart, and the answers put together.

Takes the turns of a conversation, gives the turns of every part (each read as a later turn of the
one before: it takes unit, year and item from there); joins composed answers into one, each place
cited once. Knows nothing of how a part is answered.

    '三公经费是多少，比上年增长多少'         ->  '三公经费是多少'  /  '比上年增长多少'
    '甲局和乙局各是多少，哪个更多'           ->  one question: the second needs both figures
    'P中，A比B多多少'                       ->  one question: 'P中' asks nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.rows.conditioned_rows import asks_conditioned_rows
from retrieval.rows.row_comparisons import asks_compared_rows
from retrieval.words.lexicon import folded
from retrieval.words.operation_words import ADDED_UP, ALIKE
from retrieval.writing.arithmetic import Computed
from retrieval.writing.compose import AnswerKind, Composed, Stated
from retrieval.writing.prompts import NO_REASON
from retrieval.writing.verify import Draft, Evidence, Statement

__all__ = ["goes_on", "parts_of", "refers_back", "together"]

_BREAK = re.compile(r"[,;?。!]+")
_ASKS = re.compile(
    r"多少|几(?!乎|年)|谁|哪|什么|何|怎|是否|有没有|吗|呢|占比|增幅|降幅|增长率|比重|多大"
)
_AMONG = re.compile(r"几[个家][^,]{0,12}(?:里[面头]?|中|当中|之中)$")
"""'几个单位里,哪家最多': the first clause asks nothing."""
_BESIDE = re.compile(
    r"(?:的)?(?:金额|数额|预算数|决算数|总额|规模|总数)?(?:和|及其?|以及|与)(?=(?:其)?"
    r"(?:(?:同比|较上年|比上年|与上年相比)的?)?(?:增幅|增长率|增减率|增减额|增减变化|降幅|变化幅度|占比|比重|所占比例))"
)
_MOVES = re.compile(
    r"(?:增加?|减少?|增减|涨|降低?|下降|上升|变化|变动|多出?|(?<!多)少)(?:了|出来?|掉)?$"
)
"""'比上年增加' of '比上年增加的金额和增幅': how far it moved is asked for."""
_OVER_ALL = re.compile(
    r"^(?:两者|二者|三者|它们|其中|那么?|那|又|且|并|一共|总共|合计|共|加起来|相加|相差|差|谁|哪|总和|之和|差额|两个|两项|两年|三年|这些|多|少|高|低|最|比较)"
)
_SEVERAL = re.compile(r"各|分别|[、和与及跟]")
_ALL_OF_THEM = re.compile(
    rf"(?:这|那)?[二两三四五六七八九十\d]+(?:个|项|者|笔|块|样|家)(?:专项|项目|科目|单位|部门)?(?:的)?(?:{ADDED_UP}|合计|一共|总共|共计|总和|合起来)"
)
"""'A、B、C、D，四个加起来一共多少': about all that was named before it."""
_HOW_MUCH_ALONE = re.compile(
    r"(?:它|其|这项?|该项?)?(?:的)?(?:金额|数额|预算|决算|支出)?(?:一共|总共|大概|大约|具体|到底|合计)*(?:要|得|需要?|该|会)?(?:是|为|有|花了?|用了?|合)?(?:多少|几)(?:钱|万元|元|亿元|万|资金)?(?:呢|呀|啊)?"
    r"|占(?:了|去|用了?)?(?:多少|几)(?:钱|万元|元|亿元|万)(?:呢|呀|啊)?"
)
"""'最大的是哪一项,多少钱', '水费呢,要花几万': the amount of what was spoken of, not of all."""
_AMOUNT = re.compile(r"多少|几(?!乎|年)")
_ROWS = re.compile(
    r"哪[些几]|几[样种项个]|什么|啥|前[两二三四五六七八九十\d]|最[多高大贵]的[两二三四五六七八九十\d]"
)
_TOGETHER = re.compile(
    rf"(?:它们?|这些|那些|这几[个项样]|都)?(?:{ADDED_UP}|合起来|合在一起|一共|总共|共计|合计|总计|共)(?:是|有|要|花|为|得)*(?:了)?(?:多少|几)(?:个|项|家|笔|种|样|件)?(?:项目|单位|科目)?(?:钱|万元?|亿元?|元|资金|预算)?(?:呢)?"
)
"""'有哪些项目,一共几个', '买了哪几样,加起来多少': how many they are, and their sum."""
_IF_ANY = re.compile(r"有没有|有几[个项家]|有多少[个项家]")
_WHICH_ONES = re.compile(
    r"(?:都|分别|具体)?(?:是|叫)(?:什么|啥|哪[一几些]?(?:个|项|家)?)(?:名字|名称|项目|单位)?"
)
"""'有没有不到20万元的项目,是哪个', '有几个,分别是什么'."""
_WHO_USES = re.compile(
    r"都?(?:是|归|由|给)?(?:哪[个家些]?(?:单位|部门|科室)|谁)(?:在|来)*使?用(?:的|着)?"
)
"""'有几辆执法车,是哪个单位在用': the same row tells both."""
_KINDS: tuple[AnswerKind, ...] = ("ambiguous", "conflicting", "computed", "found")
_NUMBERS = re.compile(r"(?:19|20)?\d+年?")
_HALF = "\u0001"
_BARE = re.compile(r"(?!其中|比|较|同比|占|增|减|合计|一共|总共|共|为什么)[\u4e00-\u9fff]{2,}")
_AGAINST_UNIT = re.compile(
    r"(?:跟|和|与|比)[^,?]{2,14}(?:局|委|办|厅|院|街道|单位|部门|中心)(?:相?比)?(?:谁|哪个|哪家)?(?:更)?[高低多少大小]"
)
_ONLY_WHY = re.compile(
    r"(?:又|还|再|那|并说明)?(?:为什么|为何|为啥|怎么会?|何故|何以)(?:会|要|有所)?(?:增加|减少|增|减|多|少|变化?|变动|上升|下降|涨|降)?(?:了|的)?(?:这么多)?[?。]*"
    r"|(?:主要)?(?:增加|减少|增减|变动|变化)?的?(?:主要)?(?:原因|理由)(?:是什么|何在|呢)?[?。]*"
)
"""Why alone, of the figure asked before it."""
_ONLY_AMOUNT = re.compile(
    r"(?:(?:那|它|又|都)?(?:各|分别)?(?:自)?(?:是|要|有|花了?|用了?|安排了?)?多少(?:钱|万元|元|万|资金|经费|预算)?"
    r"|(?:金额|数额|预算|资金)(?:数)?(?:各|分别)?(?:是|为|有)?多少(?:钱|万元|元|亿元|万)?)"
)
_EACH = re.compile(
    r"(?:按[^,]{2,8}?)?(?:金额|数额|预算数?|资金|数字)?(?:各|分别|每[块项笔个类款样种])"
)
_COUNTED = re.compile(r"几[个项家类笔]|多少[个项家类笔]")


def parts_of(turns: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The turns of every part of the last turn; () where it is one question."""
    if not turns:
        return ()
    last = folded(turns[-1])
    parts = _parts(last)
    if len(parts) < 2:
        return ()
    return tuple((*turns[:-1], *parts[: n + 1]) for n in range(len(parts)))


_BACK = re.compile(
    r"(?:那么?|而|且|并且)?(?:其中|(?:这|那|该|此)(?:一)?(?:块|笔|项|部分|方面|类|件事?|些)|这个(?!单位|局|部门)|这(?=要|得|共|花)|它|其(?![中他余它]))"
    r"|(?:具体|一共|总共|又|到底|究竟)?(?:变化?|增加?|减少?|涨|降低?|下降|上升|增长|差|多|少|高|低|贵|便宜)(?:了|出)(?:多少|几)"
)


def refers_back(part: str) -> bool:
    """'这块预算多少钱', '其中培训费多少': without what was spoken of it is another question."""
    return _BACK.match(part) is not None


_GOES_ON = re.compile(
    r"(?:那么?|又|还|且|并|它|这|,)*(?:占(?!用)|[比较](?!例|重)|同比|[和与跟](?:上年|去年|年初)|完成|执行)"
)


def goes_on(part: str) -> bool:
    """'占总支出的几成', '比去年少多少': of what the part before was answered with."""
    return _GOES_ON.match(part) is not None


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    held = ""
    for clause in _clauses(text):
        whole = f"{held},{clause}" if held else clause
        plain = not _ASKS.search(clause) or _AMONG.search(clause)
        if plain and not clause.endswith(_HALF):
            held = whole
            continue
        whole = whole.rstrip(_HALF)
        if parts and parts[-1].startswith("其中") and _BARE.match(whole):
            whole = f"其中{whole}"
        if parts and (ahead := _who_is_ahead(parts[-1], whole)):
            parts[-1] = f"{parts[-1]},{ahead}"
        elif parts and _needs_all(parts[-1], whole):
            parts[-1] = f"{parts[-1]},{whole}"
        else:
            parts.append(whole)
        held = ""
    if held and parts:
        parts[-1] = f"{parts[-1]},{held}"
    return parts


def _clauses(text: str) -> list[str]:
    """Clauses; one that asks only together with '和增幅' ends with a mark."""
    clauses = [part for clause in _BREAK.split(text) if clause for part in _listed(clause)]
    found: list[str] = []
    for clause in clauses:
        match = _BESIDE.search(clause)
        if match and match.start() > 2:
            first = clause[: match.start()]
            amount = "的金额" if _MOVES.search(first) else ""
            found += [first + amount + _HALF, clause[match.end() :]]
        else:
            found.append(clause)
    return found


_NAMED_AND_ASKED = re.compile(r"(?!多少|几|共|涉及).*[\u4e00-\u9fff]{3,}?(?:有|是|为)?(?:多少|几)")


_MORE_OF_IT = re.compile(
    r"(?:一共|总共|共|合计)?(?:价?值|花了?|用了?|涉及|金额(?:是|为)?)(?:了)?(?:多少|几)(?:钱|万元|亿元|元|资金|预算|金额|万)?"
)
"""'有多少项、值多少钱': more of the same thing."""


def _listed(clause: str) -> list[str]:
    """'公务用车有几辆、离退休人员几人': each part asks on its own."""
    parts = clause.split("、")
    first, *more = parts
    asks = (_NAMED_AND_ASKED.match(part) or _MORE_OF_IT.fullmatch(part) for part in more)
    each = bool(more) and _NAMED_AND_ASKED.match(first) is not None and all(asks)
    return parts if each else [clause]


_AHEAD = re.compile(r"(?P<who>[\u4e00-\u9fff]{2,6}?)(?P<gap>(?:多|少|高|低)(?:出|了)(?:多少|几).*)")


def _who_is_ahead(before: str, clause: str) -> str:
    """'多出多少' of '甲区和乙区各花多少,甲区多出多少': the answer says itself who has more; else ''."""
    match = _AHEAD.fullmatch(clause)
    named = match is not None and (match["who"] in before or match["who"] in _FIRST_OR_SECOND)
    spoken = named and _SEVERAL.search(before) is not None
    return match["gap"] if match and spoken else ""


_AGREES = re.compile(
    r"(?:(?:这|那)?(?:[两几二三]个?[处项数者边]|两个?(?:数字?|地方)|前后|彼此|相互|互相|它们|数字?|正文和表格?|文字和表格?))*(?:之间)?(?:写的|说的|填的)?"
    rf"(?:是不是|是否|能不能|能|会不会|有没有|都)?(?:{ALIKE}|对得上|对不对得上|对不上|矛盾|冲突|打架|有出入|不{ALIKE})(?:了)?(?:吗|么|没有?|呢)?"
)
"""'…各是多少,对得上吗': of both figures at once."""
_FIRST_OR_SECOND = ("前者", "后者", "前一个", "后一个", "前一项", "后一项", "前面那个", "后面那个")


def _needs_all(before: str, clause: str) -> bool:
    """Whether a clause is about all figures of the one before: '哪个更多', '一共多少'."""
    if _EACH.match(clause) or asks_compared_rows(before) or asks_conditioned_rows(before):
        return True
    named = re.search(r"哪|谁|什么", before) or not _AMOUNT.search(before)
    if _HOW_MUCH_ALONE.fullmatch(clause) and named:
        return True
    if _ROWS.search(before) and _TOGETHER.fullmatch(clause):
        return True
    if _IF_ANY.search(before) and _WHICH_ONES.fullmatch(clause):
        return True
    if _AGREES.fullmatch(clause) or _WHO_USES.fullmatch(clause):
        return True
    if _AGAINST_UNIT.match(clause):
        return True
    if _ALL_OF_THEM.match(clause):
        return bool(_SEVERAL.search(before))
    if not _OVER_ALL.match(clause) or _COUNTED.search(before):
        return False
    if clause.startswith("其中"):
        return False
    return bool(_SEVERAL.search(before))


# ── putting together ─────────────────────────────────────────────────────────────────────────


def together(answers: Sequence[Composed | None], asked: Sequence[str] = ()) -> Composed:
    """One answer from several: lines said twice are said once, places cited twice are one.

    A part without an answer is named by what it asked.
    """
    places: list[Evidence] = []
    statements: list[Statement] = []
    figures: list[Stated] = []
    for position, answer in enumerate(answers):
        if answer is None:
            what = asked[position] if position < len(asked) else ""
            if figures and _ONLY_AMOUNT.fullmatch(what):
                continue
            nothing = (
                NO_REASON if _ONLY_WHY.fullmatch(what) else f"“{_NUMBERS.sub('', what)}”：未找到。"
            )
            statements.append(Statement(nothing))
            continue
        number = {n: _number(places, e) for n, e in enumerate(answer.draft.evidence, 1)}
        for statement in answer.draft.statements:
            moved = _moved(statement, number)
            if moved.text not in {known.text for known in statements}:
                statements.append(moved)
        for figure in answer.figures:
            moved_figure = replace(figure, evidence=number[figure.evidence])
            if moved_figure not in figures:
                figures.append(moved_figure)
    kinds = [answer.kind for answer in answers if answer]
    kind: AnswerKind = next((k for k in _KINDS if k in kinds), kinds[0])
    return Composed(kind, Draft(tuple(statements), tuple(places)), tuple(figures))


def _number(places: list[Evidence], evidence: Evidence) -> int:
    for number, known in enumerate(places, 1):
        if (known.citation, known.unit) == (evidence.citation, evidence.unit):
            labels = tuple(dict.fromkeys((*known.labels, *evidence.labels)))
            places[number - 1] = Evidence(known.citation, known.unit, labels)
            return number
    places.append(evidence)
    return len(places)


def _moved(statement: Statement, number: dict[int, int]) -> Statement:
    """A statement whose markers and terms count the joined evidence."""
    text = re.sub(r"\[(\d{1,3})\]", lambda m: f"[{number[int(m[1])]}]", statement.text)
    computed = tuple(_renumbered(c, number) for c in statement.computed)
    return replace(statement, text=text, computed=computed)


def _renumbered(computed: Computed, number: dict[int, int]) -> Computed:
    terms = tuple(t._replace(evidence=number[t.evidence]) for t in computed.terms)
    return replace(computed, terms=terms)
