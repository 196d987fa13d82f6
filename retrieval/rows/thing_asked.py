"""What is asked of a named thing: who does it, whose money it is, its class, its score, its target.

Takes the rest of a question, its names taken out, gives the Wishes found in it with what is left; takes the
fields of a thing and gives those that tell a wish. Knows no document and no wording of answers.

    '由哪个单位实施'      ->   Wish 'who'       {实施单位: 农技中心, 主管部门: 农业局}   ->   实施单位
    '得分和等级分别是'    ->   'score', 'grade'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.printed.things import Field, Thing

__all__ = ["FRAME", "FUNDS", "WORKED", "Wish", "told_by", "wishes_in"]


class Wish(NamedTuple):
    """One thing wished to be known, and how the heads that tell it are printed, the surest first."""

    kind: str
    heads: tuple[re.Pattern[str], ...]


_BODY = r"(?:单位|部门|科室|机构|主体)"
_WHICH = r"(?:哪一?[个家些类项档块笔]?|什么|何|啥)"
_BY_WHOM = rf"(?:(?:哪一?[个家些]?|什么|啥)(?:下属|所属|具体)*{_BODY}|谁|哪一?家)"
_ONE = r"(?:[台辆套件张个部架组把只支艘箱本册人项次]|平方米)"
_MUCH = r"(?:多少|几)(?:钱|块钱|元|万元|万|亿元)?"
_MONEY = r"(?:钱|资金|经费|预算)"

_ASKED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("person", r"负责人|联系人|经办人|责任人", (r"负责人|联系人|经办人|责任人",)),
    ("user", rf"{_BY_WHOM}(?:在|来)*(?:使?用|开|配备)(?:着|的)?|使用{_BODY}(?:是?{_BY_WHOM})?|给{_BY_WHOM}用", (r"使用(?:单位|部门|科室)$",)),
    ("chief", rf"主管{_BODY}(?:是?{_BY_WHOM})?", (r"主管(?:单位|部门)$",)),
    ("who", rf"{_BY_WHOM}(?:的项目)?|(?:实施|承担|承办|执行|责任|项目|用款|牵头)(?:单位|主体|部门)", (r"(?:实施|承担|承办|执行|责任|用款|牵头)(?:单位|部门|主体|科室)$", r"(?:项目|预算|采购)单位$", r"^单位名称$")),
    ("document", rf"(?:{_WHICH})?(?:文号|文件号)|(?:哪个|哪份|什么)(?:文件|文)(?=下达|下发|批|安排)", (r"文号",)),
    ("basis", rf"(?:立项|设立|申报)?的?依据(?:是|有)?(?:{_WHICH}(?:文件|规定|政策|方案|报告)?)?|(?:根据|按照?|凭|依)(?:着)?{_WHICH}(?:文件|规定|政策|方案|报告)?|(?:立项|设立)的?根据", (r"(?:立项|设立|申报)?依据$",)),
    ("price", rf"单价|(?:每|一){_ONE}\|*(?:的)?(?:价格|价钱|{_MUCH})|(?:每|一){_ONE}\|*(?:要|是|得|花|卖)*多少(?:钱|元|万元)|多少钱(?:每|一){_ONE}", (r"单价",)),
    ("catalogue", rf"(?:{_WHICH})?(?:指导性)?目录|服务类别", (r"目录", r"服务类别")),
    ("funds", rf"{_MONEY}(?:的|都|各|分别|是|从|由|打|属于)*(?:{_WHICH}(?:里|儿|地方|种|类|资金|钱|经费|性质|渠道)*|何处)(?:来|出|拨|安排)*|(?:{_WHICH}(?:里|儿)?|何处)的?{_MONEY}|{_MONEY}的?来源|{_WHICH}(?:种|类)?来源|{_MONEY}的?(?:构成|组成)|由{_WHICH}几?(?:块|部分|种)?{_MONEY}?(?:组成|构成)|各[种类]{_MONEY}(?:来源)?|{_MONEY}的?分(?:成|为)?(?:几|哪几)[块种类]|{_MONEY}(?:里|中)?各(?:种|个)?来源|(?:来自|出自)(?:哪里?|何处|什么地方|哪些(?:渠道|来源))", (r"(?:资金|经费)来源$",)),
    ("level", rf"(?:单位|机构|行政)?(?:规格|级别)(?:是|为)?(?:{_WHICH})?|{_WHICH}(?:行政)?(?:级别|规格|级)(?!教)", (r"规格|级别",)),
    ("support", rf"(?:经费)?的?(?:保障|供给|供应|拨款|来源)(?:形式|方式)|经费(?:形式|方式|性质)|(?:靠|由|吃)(?:财政|{_WHICH}).{{0,4}}(?:保障|养|供给)", (r"(?:经费|保障|供给|拨款).{0,5}(?:形式|方式|性质)",)),
    ("class", rf"(?:货物|工程|服务|特定目标|其他运转|行政单位|事业单位)类?(?:[、,]?(?:货物|工程|服务)类?)*(?:还是|或)\w{{1,6}}?(?:单位|类|服务|工程|货物|$|\|)|(?:货物|工程|服务)类?(?:[、,]?(?:工程|服务)类?)*里?(?:面|头)?的?{_WHICH}类?|(?:项目|采购|单位|资产|服务)?的?(?:类别|类型|分类|性质)|{_WHICH}(?:一|个|种|类)*(?:种类?|类别?|类型|性质)|哪一?种", (r"(?:项目|采购|单位)(?:类别|类型|分类|性质)$", r"^(?:类别|类型|分类|性质)$", r"资产(?:类别|类型|分类)$", r"经费性质$")),
    ("project", rf"{_WHICH}项目", (r"^(?:对应|所属|预算)?项目(?:名称)?$",)),
    ("grade", r"等级|等次|评级|档次|(?:哪|什么)一?档|优(?:秀)?还是良好?", (r"等级|等次|评价结果|评价结论",)),
    ("full", r"分值|满分|权重分?|(?:占|值|总共|一共|共)(?:多少|几)分", (r"分值|权重|满分",)),
    ("score", r"得分|自评分数?|(?:多少|几)分", (r"(?:自评|评价|绩效)得分$", r"^得分$")),
    ("rate", r"执行率|执行进度|百分之(?:几|多少)|多大比例|几成", (r"执行率|执行进度",)),
    ("first", r"年初(?:的|就)?(?:预算|安排|批|定|列)(?:数)?", (r"年初预算",)),
    ("spent", rf"(?:实际|最后|最终|决算|全年|年底)+(?:的|上)?(?:一?共)?(?:支出|执行|花|使?用)(?:掉|去|了|出去|完|到)*(?:一?共)?(?:是)?{_MUCH}|(?:实际|全年)*(?:支出|执行|花|使?用)(?:掉|了|出去)*{_MUCH}|执行数|决算数|支出数", (r"执行数", r"(?:全年|实际)支出|支出(?:数|金额)$|决算数?$")),
    ("planned", r"(?:全年|当年|调整后?)的?预算(?:数)?", (r"全年预算|调整预算",)),
    ("posts", r"编制", (r"编制",)),
    ("staff", r"(?:实有)?(?:在编)?(?:在职|在岗)|在编|实有|(?:现在|目前|年末)有?(?:多少|几)(?:个|名)?(?:人|职工)", (r"在职|实有",)),
    ("retired", r"离?退休|退了休", (r"退休",)),
    ("reason", r"为什么|为何|为啥|怎么(?=没|未|不|会|被|要|回事)|理由|原因|因为(?:什么|啥)", (r"偏差|未完成|扣分", r"理由|原因|必要性")),
    ("goal", r"目标|(?:达到|实现|做到|取得)(?:什么|怎样的?|啥)(?:样的?)?效果", (r"(?:年度|总体|绩效|预期)(?:总体|绩效|年度)*目标$", r"目标$")),
    ("value", rf"(?:账面)?(?:净值|价值|原值)|账面|值{_MUCH}", (r"价值|净值|账面|原值", r"金额")),
    ("number", rf"数量|(?:多少|几)(?:{_ONE}|批)(?:车)?", (r"数量",)),
    ("amount", rf"多少(?:钱|块钱|元|万元|万|亿元|资金|经费|预算)|{_MONEY}(?:总额|金额)?(?:一共|总共|安排|是|为|有|列)*(?:了)?(?:多少|几何)|(?:金额|总额)(?:一共|是|为|有)*(?:多少)?|(?:安排|投入|列|花|拨|下达)(?:了)?多少", (r"^(?:采购)?(?:预算)?(?:合计|总计|总额|金额)(?:\(.*\))?$|^(?:采购|支出|预算|资金|购买)+(?:总额|金额|数)$|^年度资金总额$",)),
)  # fmt: skip
"""The words that ask for each, the more telling ones first, and the heads that tell it."""
FRAME = re.compile(
    r"属于?|算(?:是|作)?|归(?:在|到|入|为)?|落(?:在|到)|交(?:给|由)|放在|由|给|被|是|为|在|对应|依据|根据|支持|保障|落实|承担|承办|负责|实施|组织|执行|牵头|开展|实现|用款|使用|设立|立项|申报|下达|下发|批复|安排|采购|购买|购置|[买购添配]|配备|配置|新增|新配|更新|更换|价格|价钱|没(?:有)?|未|完成|达标|达到|做到|得满分|扣分|失分|满分|[评打拿得考]到?|得到|自评|绩效|评价|评为|结果|分数|核定?|批准|定|一共|总共|合计|全部|具体|分别|各自?|各是|名下|手上|这件事|这项|这一?项|这块|这一块|这笔|这个|那个|事|项目|的人|职工|人员|人|个|名|数|总|年末|现在|目前|全年|当年|年底|一年|下来|最后|最终|实际|年度|总体|预期|打算|想|要|写|怎么写|怎样|样|如何|人数|老?(?:同志|干部)|多高|多大|多少|几|哪|什么|啥|谁|单位|部门|下面|下属|所属|政府|社会|向|社会力量|服务|资产|车辆?|公务|钱|资金|经费|预算|金额|花|用|出|拨|列|来|去|做|办|干|搞|管|靠|从|里|中|上|了|过|的|得|能|会|还是|又|都|也|有|指标|文件|规定|政策|方案|报告|说明|理由|原因|[台辆套件张部架组把只支艘箱本册批次]"
)
"""What may stand beside a name and the words that ask, and says nothing of its own."""

_WISHES = tuple(
    (Wish(kind, tuple(map(re.compile, heads))), re.compile(asked)) for kind, asked, heads in _ASKED
)
WORKED = re.compile(
    r"相?差|对比|相比|比较|[比较]|更|最(?!后|终)|第[几一二三四五]|名次|排[名序]|加起来|加在一起|之和|合起来|倍|占|增|减|涨|降|变化|变动|超|以[上下]|是否|对不对|一致|矛盾|考核|监督|监理|验收|审计|供[货应]|承接|审批|中标"
)
"""What is worked out of several cells is told by none of them."""
_AMOUNT_HEADS = next(wish.heads for wish, _ in _WISHES if wish.kind == "amount")
FUNDS = re.compile(
    r"一般公共预算|政府性基金|国有资本|财政专户|单位资金|其他资金|自有资金|事业收入|经营收入|结转|财政拨款|(?:中央|省级|市级|县级|上级)(?:资金|补助)|当年拨款"
)
"""Heads of columns that each hold one kind of money."""


def wishes_in(thing: Thing, text: str) -> tuple[list[Wish], str]:
    """What the text asks of a thing, in its order, and the text without it."""
    found: list[tuple[int, Wish]] = []
    for wish, asked in (*_heads_said(thing, text), *_WISHES):
        match = next((m for m in asked.finditer(text) if m[0].strip("|")), None)
        if match is not None:
            found.append((match.start(), wish))
            text = f"{text[: match.start()]}{'|' * len(match[0])}{text[match.end() :]}"
    wishes = [wish for _, wish in sorted(found, key=lambda one: one[0])]
    kinds = {wish.kind for wish in wishes}
    barred = {*(_BARE if kinds & _COUNTED else ()), *(("basis",) if "document" in kinds else ())}
    return [wish for wish in wishes if wish.kind not in barred], text


_BARE = ("number", "amount", "who")
_COUNTED = frozenset({"posts", "staff", "retired", "score", "full", "rate", "project", "value"})
"""'退休的有几个' asks for the retired, and for no number of pieces beside them."""


def _heads_said(thing: Thing, text: str) -> Iterator[tuple[Wish, re.Pattern[str]]]:
    """Heads that the text says word for word: '说明', '一般公共预算'; none that two fields have."""
    heads = [re.sub(r"\(.*?\)|\W", "", field.head) for field in thing.fields]
    for head in sorted(set(heads), key=len, reverse=True):
        once = heads.count(head) == 1 and not _GENERAL.fullmatch(head)
        if once and (head in text) and not any(re.search(a, head) for _, a in _WISHES):
            wish = Wish("said", (re.compile(rf"^{re.escape(head)}(?:\(.*\))?$"),))
            yield wish, re.compile(rf"{re.escape(head)}(?:里|中|上|一栏)?{_HOW_MUCH}")


_GENERAL = re.compile(r".|序号|项目|名称|单位|金额|合计|总计|小计|预算|支出|编码|\d+年")
_HOW_MUCH = r"(?:里|中|出|安排|给|是|有|为|了|的|占)*(?:(?:多少|几)(?:钱|元|万元|资金)?|什么|哪些)?"


def told_by(thing: Thing, wish: Wish, *, final: bool) -> list[Field]:
    """The fields of a thing that tell a wish: one, or of money each kind that is printed."""
    plain = wish.kind == "spent" and not _PLANNED.search("".join(f.head for f in thing.fields))
    for heads in (
        *wish.heads,
        *(_AMOUNT_HEADS if wish.kind == "spent" and (plain or not final) else ()),
    ):
        found = [field for field in thing.fields if heads.search(field.head)]
        if wish.kind == "said":
            return found[:1]
        if wish.kind in ("amount", "spent"):
            found = [field for field in found if not _PART.search("".join(field.heads[:-1]))]
        if found:
            return found[:1]
    return _funds(thing.fields) if wish.kind == "funds" else []


_PLANNED = re.compile(r"预算|资金总额")
_PART = re.compile(r"拨款|结转|一般公共预算|政府性基金|中小|小微")


def _funds(fields: Sequence[Field]) -> list[Field]:
    """The columns of each kind of money that print an amount; no sum of several."""
    filled = [field for field in fields if re.search(r"[1-9]", field.cell.text)]
    kinds = [f for f in filled if FUNDS.search("".join(f.heads))]
    return [f for f in kinds if not re.search(r"[合小总]计", f.head) or _only(f, kinds)]


def _only(field: Field, others: Sequence[Field]) -> bool:
    """Whether a sum stands alone under its head: '合计(一般公共预算)'."""
    return FUNDS.search(field.head) is not None and len(others) == 1
