"""How far a text accounts for a question: every content word said, function words and chatter let be.

Takes a question without its unit and year, and texts; gives what of it no text says. A question word
needs no dictionary: two neighbouring characters that the evidence prints are said. What is left and
is no way of asking is a word of content that nothing accounts for, and the evidence is no answer.

    '计划开几期人大干部培训班'   said by '举办11期人大干部培训班'        nothing is left
    '计划开几期图书管理培训班'                                       '图书管理' is left
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from retrieval.understand.question import Query

__all__ = [
    "asks_only",
    "content",
    "held",
    "masked_asking",
    "pair_weights",
    "pairs_of",
    "unsaid",
]

_ASKING = re.compile(
    r"是?(?:拿来|用来|用于)?(?:干什么|干啥|干嘛|做什么|做啥|什么用|啥用|干什么用|做什么用|有什么用|派什么用场)(?:用)?的?"
    r"|(?:做|干)(?:了|的)?(?:哪些|什么|些什么|啥|哪几项)(?:具体)?(?:工作|事情?|活)"
    r"|(?<=[|,])提出(?:了|要)?"
    r"|是?怎[么样](?:来|去|个)?(?:讲|说|写|定|规定|要求|安排|介绍|描述|表述|交代|交待|提|算|做|搞|办|推进?|回事|样)?的?"
    r"|(?:是|有|为|要|到|达到?)?(?:多少|几)(?!乎)|哪(?:一|几|些|个|里|儿|家|项|种|类|块|方面)+|什么样?|啥|谁|如何|何(?=时|地|种|人)|多大|多长|多久|多高|多宽|几成|百分之"
    r"|(?:文件|说明|报告|决算|预算)?(?:里|中)?[把将](?:它|其|这|此)(?=归|算|说|列)"
    r"|请问|请|麻烦|帮我|帮忙|告诉我|查一?[查下]|看一?[看下]|说一?[说下]|讲一?[讲下]|列一?[列下]|(?:我)?想(?:知道|了解|问)(?:一下)?|听说|据说|按说|说要|说是|说到|提到|讲到|谈到|写到|写的|写着|写明|写了|载明|列明|注明|里头?写"
    r"|(?:部门|单位)?(?:预算|决算)?(?:公开)?(?:文件|本子|材料|报告|文本|文档|资料|册子|公开稿|说明书|公开)(?:里面?|中|里头|上)?|(?:部门|单位)(?:预算|决算)|(?:预算|决算)(?=[里中上,?)]|$)"
    r"|(?:这|那)(?:一|个|件|项|块|笔|些|样|种|边|里|事)*(?:事|块|方面|东西|活动|工作)?|方面|这块|那块|一块|部分"
    r"|具体|主要|大概|大约|约|左右|上下|差不多|到底|究竟|总共|一共|共计|合计|共有|全部|都有|分别|各自|各是|其中|当中|里面|里头|中间|包括|包含|涉及到?|牵涉|关系到|有关|关于|至于|对于|针对|围绕|按照?|根据|依照|依(?=\d|据?[\u4e00-\u9fff])"
    r"|反而|反倒|居然|竟然|突然|忽然|凭空|偏偏|干脆|压根|根本|专门|特地|特意|大幅度?|小幅|明显|显著|略微?|稍微?|连年|逐年|一下子|猛地|究竟|到底"
    r"|计划|打算|准备|预计|拟|预备|安排了?|设定|制定|确定|定下|定的|目标是|要求|需要|应该|应当|会不会|能不能|可以|进行|开展|实行|实施|纳入|列入|搞|从事|负责|承担"
    r"|情况|内容|介绍|描述|说明|解释|一下|数量|数目|数值|金额|数额|目前|现在|当前|截至|截止|到底|为止|本年度?|今年|当年|全年|年度|年底|年末|底|末|时候|期间"
    r"|(?:工作|绩效|年度|总体)?(?:目标|指标|任务|职责|职能|概况)(?:里面?|中|上|里头|值)?"
    r"|(?:查|自?评价?|考核)?(?:发现|存在|暴露|查出|指出|找出)(?:了|过|着|出|的)?(?=[^,?。|]{0,6}(?:问题|不足|短板|偏差))"
    r"|后来|起初|当初|原先|本来"
    r"|官方(?!网|账号|微[信博]|平台|媒体|公众号)(?:文件|材料|说明|上)?|一年|这年|那年|公布的?|披露的?|公开的?|的话|来着|名下|账上|手里|手头|手上|名义"
)
"""Ways of asking, looking, placing and saying: no evidence need say them."""

_PARTICLES = frozenset(
    "的了是为和与及跟同或由从至把被让给对也就都还又而且并等之所以吗呢吧啊呀得地着|,?!.。:;、()《》“”·-%"
)
"""Characters that join or end words and are none."""

_LIGHT = frozenset(
    "在有于到那这该此每各个些过说讲写定要会能可将已再才只做干搞弄办打开用花管借租建想去来出起上下里中内外年月日号按即一因改拿看听请找抓推算评买派送走靠问答其占达发"
)
"""Verbs and adverbs of one character: nothing where they stand alone, part of a word where they do not."""

_JOINTS = frozenset("的和与及或了是在")
"""Characters that join words: no pair of a word holds one."""

_DECISIVE = frozenset("最不没无未非除仅超首末第")
"""A word of these turns the meaning: it must be said."""

_EXACT = re.compile(
    r"[上下]半年|[一二三四]季度|第[一二三四五六七八九十\d]+|\d+月|每[\u4e00-\u9fff]|人均|[市区县省]级|本级|平均|最[\u4e00-\u9fff]|其他|其它"
)
"""Words that are said whole or not at all."""

_PROVINCE = re.compile(
    r"(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)[省市]?$"
)
"""A province named right before the unit; one that is another unit's is found elsewhere."""
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
_HAN_RUN_BEFORE = re.compile(r"[\u4e00-\u9fff]+$")
_OFFICE_ENDS = re.compile(r"(?:[局委办校院所厅处站会室队部馆职]|中心)$")
"""The characters that the name of an office ends with."""
_CUT_SHORT = re.compile(r"[\u4e00-\u9fff]{2,3}")
"""What people cut the business of an office to."""
_HAN_OR_WORD = re.compile(r"[\u4e00-\u9fff]|[a-z0-9]")


def content(query: Query) -> str:
    """The folded question with unit and year masked by '|'."""
    chars = list(query.text)
    for span in query.scope.taken:
        if span.end <= len(chars) and "哪" not in query.text[span.start : span.end]:
            before = _PROVINCE.search(query.text[: span.start])
            start = before.start() if before else span.start
            chars[start : span.end] = "|" * (span.end - start)
    for start, end in _rests_of_names(query):
        chars[start:end] = "|" * (end - start)
    return "".join(chars)


def _rests_of_names(query: Query) -> Iterator[tuple[int, int]]:
    """What a unit's short name says beside the part that named it.

    '职校' of '某市二职校' for 某市第二职业技术学校, '江城' of '江城管局' for 江县城市管理局, '疾控' of
    '某县疾控' for 某县疾病预防控制中心: a word of its own ('交通' of 交通局) may be meant as such.
    """
    text, units = query.text, query.scope.units
    for span in query.scope.named:
        rest = _HAN_RUN.match(text, span.end)
        for end in range(rest.end() if rest else span.end, span.end, -1):
            short = text[span.end : end]
            office = short.removesuffix("系统")
            cut = _CUT_SHORT.fullmatch(short) and not any(short in unit for unit in units)
            ends = office != short or _OFFICE_ENDS.search(short) or cut
            if len(office) > 1 and ends and any(_abbreviates(office, unit) for unit in units):
                yield span.end, end
                break
        before = _HAN_RUN_BEFORE.search(text[: span.start])
        for start in range(before.start() if before else span.start, span.start - 1):
            if any(_abbreviates(text[start : span.end], unit) for unit in units):
                yield start, span.start
                break


def _abbreviates(short: str, name: str) -> bool:
    """Whether the characters of a short name stand in the full one in their order."""
    at = iter(name)
    return all(char in at for char in short)


def masked_asking(asked: str) -> str:
    """The question, as long as before, without its ways of asking, looking and saying."""
    return _ASKING.sub(lambda match: "|" * len(match[0]), asked)


def pairs_of(asked: str) -> tuple[str, ...]:
    """The pairs of neighbouring characters that are no way of asking."""
    bare = _ASKING.sub("|", asked)
    found = (bare[i : i + 2] for i in range(len(bare) - 1))
    return tuple(dict.fromkeys(pair for pair in found if _is_content(pair)))


def _is_content(pair: str) -> bool:
    if len(_HAN_OR_WORD.findall(pair)) < 2 or any(char in _JOINTS for char in pair):
        return False
    return not all(char in _PARTICLES or char in _LIGHT for char in pair)


def pair_weights(pairs: Sequence[str], pool: Sequence[str]) -> dict[str, float]:
    """What each pair weighs by how rare it is; a pair that is nowhere is a border between words."""
    counts = Counter(pair for text in pool for pair in pairs if pair in text)
    return {pair: math.log(1 + len(pool) / counts[pair]) for pair in pairs if counts[pair]}


def held(weights: Mapping[str, float], text: str) -> float:
    """The weighted share of the pairs that a text says."""
    total = sum(weights.values())
    return sum(w for pair, w in weights.items() if pair in text) / total if total else 0.0


def unsaid(asked: str, texts: Iterable[str]) -> tuple[str, ...]:
    """The words of content that no text says."""
    said = "|".join(texts)
    told = _told(asked, said)
    for match in _ASKING.finditer(asked):
        told[match.start() : match.end()] = [True] * (match.end() - match.start())
    told = [known or char in _PARTICLES for known, char in zip(told, asked, strict=True)]
    left = "".join("|" if known else char for known, char in zip(told, asked, strict=True))
    exact = tuple(match[0] for match in _EXACT.finditer(asked) if match[0] not in said)
    return (*exact, *(run for run in re.findall(r"[^|]+", left) if _matters(run, said)))


def _told(asked: str, said: str) -> list[bool]:
    """Which characters stand in a run of two or more that the texts print."""
    told = [False] * len(asked)
    for start in range(len(asked) - 1):
        end = start + 2
        if asked[start:end] not in said:
            continue
        while end < len(asked) and asked[start : end + 1] in said:
            end += 1
        told[start:end] = [True] * (end - start)
    return told


def _matters(run: str, said: str) -> bool:
    """Whether a leftover is a word of content: more than light verbs, and not said by itself."""
    if all(char in _LIGHT for char in run):
        return False
    return len(run) > 1 or run in _DECISIVE or run not in said


def asks_only(name: str, asked: str) -> bool:
    """Whether a question names this thing, and nothing else of content but that it is money."""
    at = asked.find(name)
    if at < 0 or len(_OF_MONEY.sub("", name)) < 2:
        return False
    return not pairs_of(_OF_MONEY.sub("|", f"{asked[:at]}|{asked[at + len(name) :]}"))


_OF_MONEY = re.compile(r"支出|经费|资金|费用|预算|决算|项目|科目|[费钱款]")
