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

__all__ = ["FUNDS", "WORKED", "Wish", "told_by", "wishes_in"]


class Wish(NamedTuple):
    """One thing wished to be known, and how the heads that tell it are printed, the surest first."""

    kind: str
    heads: tuple[re.Pattern[str], ...]


_BODY = r"(?:单位|部门|科室|机构|主体)"
_DOES = (
    r"(?:来|去|在|具体|组织|直接|[了过]|负责|实施|承担|承办|牵头|管理?|执行|做|办|干|落实|用款)*"
)
_WHICH = r"(?:哪一?[个家些]?|什么|啥)"

_ASKED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("person", r"(?:项目)?(?:的)?(?:负责人|联系人|经办人|责任人)(?:是)?(?:谁|什么人|哪一?位)?", (r"负责人|联系人|经办人|责任人",)),
    ("user", rf"(?:由|归|是|给|都是)?(?:{_WHICH}(?:下属|所属)?{_BODY}|谁|哪家)来?在?(?:使?用|开|配备)(?:着|的)?|使用{_BODY}(?:是{_WHICH}?(?:{_BODY})?|有哪些)?", (r"使用(?:单位|部门|科室)$",)),
    ("chief", rf"主管{_BODY}(?:是{_WHICH}?(?:{_BODY})?|是谁)?", (r"主管(?:单位|部门)$",)),
    ("who", rf"(?:由|是|归|属于?|(?:落|放)在)?(?:下面|下属|所属|具体)*(?:{_WHICH}(?:下属|所属)?{_BODY}|谁|哪家){_DOES}(?:的项目)?|(?:实施|承担|承办|执行|责任|项目|用款|牵头)(?:单位|主体|部门)(?:是(?:{_WHICH}?(?:{_BODY})?|谁))?", (r"(?:实施|承担|承办|执行|责任|用款|牵头)(?:单位|部门|主体|科室)$", r"(?:项目|预算)单位$", r"^单位名称$")),
    ("document", r"(?:是|由)?(?:下达|批复|文件)?的?文号(?:是(?:什么|多少|哪个))?|(?:是|由)?(?:哪个|哪份|什么)(?:文件|文)(?:下达|下发|安排|批)的?", (r"文号",)),
    ("basis", r"(?:立项|设立|申报)?的?依据(?:是|有)?(?:什么|哪些|啥)?(?:(?:哪个|哪些|什么)?(?:文件|规定|政策|办法|方案|报告)?(?:来)?(?:设立|立项|定|申报|安排)?的?)?|(?:是)?(?:根据|按照?|依据|凭|依)(?:什么|哪个|哪些|啥)(?:文件|规定|政策|方案|报告)?(?:来)?(?:设立|立项|定|申报|安排|搞)?的?", (r"(?:立项|设立|申报)?依据$",)),
    ("reason", r"(?:为什么|为何|为啥|怎么)(?:要|会|还|又)?(?:没有?|未)?(?:能)?(?:完成|达标|达到|做到|满分|扣分|得满分|全部完成|配置?|买|新增|购置|更新|换|添置?|采购)*(?:[了的])?|(?:配置|购置|新增|采购|扣分|失分|偏差|未完成|没完成|没达标|没有完成)?的?(?:理由|原因)(?:是(?:什么|啥)|有哪些)?|(?:扣分|没完成|未完成)(?:是)?因为(?:什么|啥)", (r"偏差|未完成|扣分", r"理由|原因|必要性")),
    ("catalogue", rf"(?:对应|属于|归入|列在|归在|在)*(?:政府)?(?:购买服务)?(?:的)?(?:{_WHICH}一?项?)?(?:指导性)?目录(?:里|中|上)?(?:的)?(?:对应|属于|算|归|是)*(?:{_WHICH}(?:一?[类项个条])?(?:服务|项目|目录)?)?", (r"目录", r"服务类别")),
    ("class", rf"(?:是|属于?|算|归(?:在|到|入|为)?)*(?:特定目标类?|其他运转类?|货物(?:类)?)(?:[、,]?(?:工程|服务)(?:类)?)*(?:还是|或)(?:其他运转类?|特定目标类?|工程|服务)(?:类)?|(?:项目|采购|单位|资产|经费|服务)?(?:的)?(?:类别|类型|分类|性质)(?:是)?(?:{_WHICH})?|(?:是|属于?|算|归(?:在|到|入|为)?)*{_WHICH}(?:种|个)?(?:类别?|类型|性质)的?(?:项目|采购|单位|资产|物品)?", (r"(?:项目|采购|单位|资产)(?:类别|类型|分类|性质)$", r"^(?:类别|类型|分类|性质)$", r"经费性质$")),
    ("project", rf"(?:给|为|用在|用于|属于?|归|在|由)?(?:的)?{_WHICH}项目(?:上|里|中|名下)?(?:要|来|去|里)?(?:用|买|购|采购|安排|列支?)*的?", (r"^(?:对应|所属|预算)?项目(?:名称)?$",)),
    ("price", r"(?:采购|购置)?单价(?:是)?(?:多少)?(?:钱|元|万元)?|(?:每|一)(?:[台辆套件张个部架组把只支艘箱本册]|平方米)(?:的)?\|*(?:要|是|得|花|卖)*多少(?:钱|元|万元)", (r"单价",)),
    ("grade", rf"(?:自评|评价|绩效)*(?:的)?(?:等级|等次|评级|档次)(?:是)?(?:{_WHICH})?|(?:是|评(?:了|为|的)?)*优(?:秀)?还是良好?|评(?:了|为|的是|的|成|定为?)*(?:是)?{_WHICH}(?:个)?(?:等级|等次|档次?)|(?:是)?什么(?:等级|等次)", (r"等级|等次|评价结果|评价结论", )),
    ("full", r"(?:占|给)(?:了)?(?:多少|几)分|(?:的)?(?:分值|满分|权重)(?:是)?(?:(?:多少|几)分?)?", (r"分值|权重|满分",)),
    ("score", r"(?:自评|绩效|评价)*(?:的)?(?:这一?项)?得分(?:是|有|为)?(?:多少|几)?分?|(?:得|打|拿|评|考)(?:到|了|出)*(?:多少|几)分", (r"(?:自评|评价|绩效)得分$", r"^得分$")),
    ("rate", r"(?:预算|资金)?(?:的)?(?:预算)?执行(?:率|进度)(?:是)?(?:多少|百分之几)?|(?:预算|钱|资金)?(?:执行|花|用|支出)(?:出去|掉)?(?:了)?(?:百分之(?:几|多少)|多大比例|几成)", (r"执行率|执行进度|预算执行率",)),
    ("spent", r"(?:全年|到年底|年底|最后|一共|总共|实际)*(?:的)?(?:实际)?(?:支出|执行|花|使?用)(?:掉|了|出去)*(?:一共|总共)*(?:是)?多少(?:钱|元|万元)?|(?:全年)?(?:执行|支出|决算)(?:数|金额)(?:是)?(?:多少)?", (r"执行数", r"(?:全年|实际)支出|支出(?:数|金额)$|决算数?$")),
    ("first", r"年初(?:预算)?(?:数)?(?:安排|定|批|列)?(?:了|的是|是)*(?:多少)(?:钱|元|万元)?|年初预算数?", (r"年初预算",)),
    ("planned", r"(?:全年|调整后?的?)预算数?(?:是)?(?:多少)?(?:钱|元|万元)?", (r"全年预算|调整预算",)),
    ("posts", r"(?:核定|批准)?(?:的)?(?:人员)?编制(?:人)?(?:总)?数?(?:一共|总共)?(?:是|有)?(?:(?:多少|几)(?:个|名|人)?)?|(?:有|定了)?(?:多少|几)(?:个|名)?编制", (r"编制",)),
    ("staff", r"(?:现在|目前|年末|实际)*(?:有|实有)*(?:多少|几)(?:个|名|位)?(?:在职|在岗|在编)(?:的|职工|人员|人)*|(?:年末)?(?:实有|在职|在岗|在编)(?:在职|职工|人员)?(?:人)?(?:总)?数?(?:一共|总共)?(?:是|有)*(?:(?:多少|几)(?:个|名|人)?)?|(?:现在|目前|年末)有(?:多少|几)(?:个|名)?(?:人|职工)", (r"在职|实有",)),
    ("retired", r"(?:现在|目前|年末)?(?:有)?(?:多少|几)(?:个|名|位)?(?:离退休|退休)(?:的|职工|人员|人)*|(?:离退休|退休)(?:的|职工|人员)?(?:人)?(?:总)?数?(?:一共|总共)?(?:是|有)*(?:(?:多少|几)(?:个|名|人)?)?", (r"退休",)),
    ("funds", rf"(?:的)?(?:钱|资金|经费)(?:分别|都|各)?(?:是|从|由|打)*(?:{_WHICH}里?|哪里|哪儿|何处|什么地方)(?:来|出|拨|安排)的?|(?:资金|经费)(?:的)?来源(?:是(?:什么|哪里)|有哪些)?|(?:用|花|靠|拿)(?:的)?(?:是)?(?:{_WHICH}[类块本笔种]?|哪里的?)(?:的)?(?:资金|钱|经费|预算)(?:做|办)?(?:的)?|(?:是|由|从)?{_WHICH}[块本个笔种类]?(?:预算|资金)(?:里)?(?:出|安排|列支?|拨)的?(?:钱|资金)?|(?:钱|资金|经费)(?:的)?(?:是)?什么(?:钱|资金|性质)|(?:的)?(?:资金|经费|钱)(?:的)?(?:构成|组成)|(?:的)?(?:钱|资金|经费)?(?:是)?由(?:哪|什么)[几些]?(?:块|部分|项|种)?(?:资金|钱)?(?:组成|构成)|(?:钱|资金|经费)?(?:分别|各自?)?(?:是)?(?:来自|出自)(?:哪里?|什么地方|何处|哪些(?:渠道|来源))|(?:各种?|哪些)(?:资金|经费)?来源", (r"(?:资金|经费)来源$",)),
    ("goal", r"(?:年度|总体|绩效|预期|全年)*的?目标(?:是|有|写|定)?(?:了|的)?(?:什么|哪些|啥|怎么[写定]的)|(?:想|要|打算|希望)?(?:达到|实现|做到)(?:什么|怎样的?|啥)(?:样的?)?(?:总体|年度)?(?:目标|效果)", (r"(?:年度|总体|绩效|预期)(?:总体|绩效|年度)*目标$", r"目标$")),
    ("number", r"(?:采购|购置|新增|车辆)?(?:的)?数量(?:是)?(?:多少)?|(?:一共|总共|要|共|有|配|买|采购|新增|新配|购置)*(?:多少|几)(?:[台辆套件张个部架组把只支艘箱本册次项批]|台[（(]?套[）)]?)(?:车)?", (r"数量",)),
    ("amount", r"(?:一共|总共|共|要|得|打算|计划|准备|需要)*(?:给|安排|花费?|投入?|用|列|拨|批|编列|支出|下达|补助)?(?:了|的)?(?:是)?多少(?:钱|元|万元|资金|经费|预算)|(?:预算|金额|资金|经费|采购)*(?:预算|金额|资金|经费|总额)(?:一共|总共|安排|是|为|有)*(?:了)?多少(?:钱|元|万元)?|(?:安排|投入|列|花)(?:了)?多少(?:采购)?(?:预算|资金|经费)?", (r"^(?:采购)?(?:预算)?(?:合计|总计|总额|金额)(?:\(.*\))?$|^(?:采购|支出|预算|资金|购买)+(?:总额|金额|数)$|^年度资金总额$",)),
)  # fmt: skip
"""How each is asked for, the more telling ways first, and the heads that tell it."""

_WISHES = tuple(
    (Wish(kind, tuple(map(re.compile, heads))), re.compile(asked)) for kind, asked, heads in _ASKED
)
WORKED = re.compile(
    r"相?差|对比|相比|比较|[比较]|[更最]|第[几一二三四五]|名次|排[名序]|加起来|加在一起|之和|合起来|倍|占|增|减|涨|降|变化|变动|超|以[上下]|是否|对不对|一致|矛盾"
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
    return [wish for _, wish in sorted(found, key=lambda one: one[0])], text


def _heads_said(thing: Thing, text: str) -> Iterator[tuple[Wish, re.Pattern[str]]]:
    """Heads that the text says word for word: '说明', '一般公共预算'; none that two fields have."""
    heads = [re.sub(r"\(.*?\)|\W", "", field.head) for field in thing.fields]
    for head in sorted(set(heads), key=len, reverse=True):
        once = heads.count(head) == 1 and not _GENERAL.fullmatch(head)
        if once and (head in text) and not any(re.search(a, head) for _, a in _WISHES):
            wish = Wish("said", (re.compile(rf"^{re.escape(head)}(?:\(.*\))?$"),))
            yield wish, re.compile(rf"{re.escape(head)}(?:里|中|上|一栏)?{_HOW_MUCH}")


_GENERAL = re.compile(r".|序号|项目|名称|单位|金额|合计|总计|小计|预算|支出|编码|\d+年")
_HOW_MUCH = r"(?:里|中|出|安排|给|是|有|为|了|的)*(?:(?:多少|几)(?:钱|元|万元|资金)?|什么|哪些)?"


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
