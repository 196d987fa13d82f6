"""What kind of thing a free question wants to be told, and how a sentence shows that it tells it.

Takes a question, gives Kinds; each knows by which words a sentence, or the heading over it, tells a
place, a purpose, a fault, an effect, a limit, a way of doing. Knows no document.

    '盖好以后拿来做什么'   ->  purpose   '建成后作为社区事务受理、社区文化艺术活动场所。' tells it
    '在哪两条路的路口'     ->  place     '位于甲路与乙路路口' tells it
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = [
    "NONE",
    "WHY",
    "Kind",
    "asks_a_name",
    "explains_a_change",
    "kinds_asked",
    "without_kinds",
]


class Kind(NamedTuple):
    """A kind of thing asked for: what asks for it, what tells it, under which headings it stands."""

    name: str
    asks: re.Pattern[str]
    tells: re.Pattern[str]
    heads: re.Pattern[str] | None = None


_KINDS = (
    Kind(
        "place",
        re.compile(
            r"(?<![花用付投砸使列放])在(?:哪[里儿]|哪(?=[,?。和、]|$)|什么(?:地方|位置))|哪[几两]?条[路街]|(?:的)?路口|位于哪|坐落|选址|四周|周边|挨着|紧邻|毗邻"
        ),
        re.compile(r"位于|坐落|选址|地处|[东南西北][至临接]|[路街].{0,6}路口|紧[邻临]"),
    ),
    Kind(
        "purpose",
        re.compile(
            r"(?:拿来|拿去|用来|用作|当)(?:是)?(?:做|干|搞|办|支持|干嘛)?(?:些)?(?:什么|啥|哪|干嘛)|(?:派(?:什么|啥|哪些)?)?用[场途](?:的)?|[做干有](?:什么|啥)用"
            r"|(?:用|花|投|付|砸|使)(?:在|到|于|向)(?:了)?(?:什么|啥|哪)(?:上面|上|地方|些地方)?"
            r"|(?<=[钱金费款])(?:都|主要|具体|来|去|全)*(?:做|干|办|搞)(?:了|成了?)?(?:些|哪些|哪几件)?(?:什么|啥|事)(?:事情?)?(?![\u4e00-\u9fff])"
            r"|(?:用来)?(?:支持|投向|扶持|资助|补助|奖励)(?:了)?(?:什么|啥|哪|谁)(?:些|几个)?(?:方向|方面|领域|内容|事|项目)?"
        ),
        re.compile(
            r"用于|用来|用作|作为|主要(?:包括|是(?!因)|为)|支持|面向|对象|场所|提供|保障|服务于|鼓励|奖励|补助|资助|支付"
            r"|^(?!.*\d\s*[万亿]?元).*(?:减少|提高|实现|开展)"
        ),
    ),
    Kind(
        "whom",
        re.compile(
            r"(?<![交付发补拨])给(?:的)?(?:都|主要)?(?:是)?(?:谁|哪(?:些|类|一类)人|什么人)(?:住|用|享受|申请)?的?|(?<=招待|接待|服务|面向|发给|补给|付给|照顾|针对)(?:了|的)?(?:都|主要|大多)?(?:是)?(?:谁|哪些人|什么人)的?"
            r"|(?<=招待|接待|来访)(?:的)?(?:都|主要|大多)?(?:是)?(?:些)?(?:什么|哪些|哪里|哪儿)(?:地方)?(?:来)?的?(?:客人|来宾|人|对象)"
            r"|(?:的)?(?:对象|客人|来宾)(?:都|主要|大多)?是(?:谁|哪些人?|什么人?)"
        ),
        re.compile(
            r"(?:用于|面向|主要(?:是(?!因)|为))[^。;]*(?:人(?![大事均次力民])|者|户|家庭|企业|学生|专家|居民|职工|儿童|群众|单位|来宾|队)|对象|接待(?!费|\d)[^,;。]{2,}(?:来访|考察|学习|交流|检查|人员|客人|代表团)"
        ),
    ),
    Kind(
        "fault",
        re.compile(r"(?:主要)?(?:问题|不足|短板|缺陷|毛病|偏差|漏洞|缺点|纰漏)"),
        re.compile(
            r"问题|不足|短板|薄弱|欠缺|有待|偏差|未达|未完成|不够|偏低|偏小|滞后|缓慢|[一二三四]是"
        ),
        re.compile(r"问题|不足"),
    ),
    Kind(
        "remedy",
        re.compile(
            r"(?:打算|准备|要|会|将|应该?)?(?:怎么|怎样|如何|咋)(?:去|来)?(?:改(?:进|正|善)?(?!造|变|建)|办|解决|补救|应对|整改|处理)|(?:什么|哪些|啥)?(?:改进|整改|补救)(?:的)?(?:措施|办法|计划|打算|方向|举措)?|(?:下一步|接下来|往后|今后|后续)(?:的)?(?:打算|计划|安排|措施|工作)?"
        ),
        re.compile(
            r"下一步|改进|整改|今后|拟(?!购)|已在|核减|压减|不再安排|取消|收回|将(?:推动|统一|加强|建立|完善|优化|进一步|按|把|通过|继续|严格|联合|会同|与|采取|提前)"
        ),
        re.compile(r"改进|整改|下一步|建议"),
    ),
    Kind(
        "extent",
        re.compile(
            r"(?:建|修|盖|做|干|搞|推进|完成|进展)?[成到](?:个)?(?:什么|啥|何种?|哪一?)(?:程度|地步|步|阶段|样子|进度|份上)(?:为止)?"
        ),
        re.compile(
            r"达到|完成|封顶|完工|竣工|投入使用|建成|具备|实现|力争|确保|不低于|\d%|以上|主体"
        ),
        re.compile(r"目标|成效"),
    ),
    Kind(
        "effect",
        re.compile(
            r"(?:达到|做到|办成|干成|干到|做成|取得|收到)(?:个)?(?:什么|怎样|何种|哪些|啥)(?:样|程度|地步|水平|效果|成效)?|(?:成效|效果|好处)(?:是|有|如何|怎)?|图(?:的是)?(?:个)?(?:什么|啥)|什么样|解决(?:什么|啥|哪)(?:些)?|(?:绩效)?目标"
        ),
        re.compile(
            r"达到|提高|提升|增强|实现|完成|促进|缓解|解决|推动|保障|遏制|有效|改善|\d%|以上|封顶|力争|确保|减少|进一步|新增|增长|保持|控制在|\d+[家个件项处次人公]"
        ),
        re.compile(r"目标|成效|效果"),
    ),
    Kind(
        "limit",
        re.compile(
            r"什么规模|多大规模|(?:多少|几)(?:万|亿)?元?(?:钱|投资)?(?:以上|以下)|什么(?:标准|条件|门槛|情形)"
        ),
        re.compile(
            r"\d[\d.,]*(?:万|亿)?(?:元|平方米|人)?[(（]?(?:及|含)?[)）]?(?:以上|以下|以内)|不超过|不低于|不少于|达到\d|满足|符合"
        ),
    ),
    Kind(
        "course",
        re.compile(r"流程|程序|步骤|手续"),
        re.compile(r"流程|程序|制定|申报|审核|拨付|组织|发布|评审"),
        re.compile(r"实施方案|流程|程序"),
    ),
    Kind(
        "ground",
        re.compile(
            r"批文|(?:什么|哪些|哪几[份个]|啥)(?:文件|政策|批文|批复|办法|规定|法规)|依据|(?:根据|凭|按照?)(?:什么|啥|哪)[^,。?|]{0,6}立项|立项(?:的)?(?:根据|批复|理由|背景)"
        ),
        re.compile(r"《|〔|〕|【|批复|条例|办法|规定|号"),
        re.compile(r"依据|根据"),
    ),
    Kind(
        "agent",
        re.compile(
            r"(?:交给|委托|移交|托付|依托|靠)(?:了)?(?:给)?谁(?:来|去)?(?:干|做|办|管|负责|承担)?|由(?:谁|哪(?:些|几个|个)?(?:科室|处室|部门|单位)?)|谁(?:来|在)?(?:负责|实施|牵头|管|操办|承办|干|做)|(?:由)?哪(?:些|几个|个)(?:科室|处室|部门)"
        ),
        re.compile(
            r"负责|承办|承担|牵头|委托[^,。]{2,}|依托[^,。]{2,}|(?<![理事])由(?![于此])[\u4e00-\u9fff]{2,}|实施主体|科[、。]|处[、。]|科室|办公室"
        ),
        re.compile(r"实施主体|职责分工|责任"),
    ),
    Kind(
        "origin",
        re.compile(r"是(?:一)?笔?(?:什么|啥)(?:样的?)?(?:钱|资金|款项?)(?=[?。,|]|$)"),
        re.compile(r"尾款|未支付|未用完|未完成|来自|来源|下达|返还|收取|上缴|捐赠|缴纳|补助资金"),
    ),
    Kind(
        "source",
        re.compile(r"(?:是|都)?来自(?:于)?(?:哪里?|哪儿|什么|谁|啥)(?:地方|渠道)?(?=[?。,|]|$)"),
        re.compile(r"来自|来源于|来源[:：是为]"),
    ),
    Kind(
        "rank",
        re.compile(
            r"(?:什么|第几|多少|哪个)(?:的)?(?:名次|位次|排名|排位)|第几[名位]?(?=[,?。|]|$)|(?:名次|位次|排名|排位)(?:是|为|在)*(?:多少|第?几|什么|如何)|排(?:到|在|名)?第几(?:名|位)?"
        ),
        re.compile(r"[前第][一二三四五六七八九十\d]{1,3}[名位强]?|首位|榜首|位[居列]|名列"),
    ),
    Kind(
        "places",
        re.compile(
            r"哪(?:些|几个)(?:[省市州县区旗镇乡村]{1,2}|地[区方市州]|街道|乡镇|区县|市县|州市)"
        ),
        re.compile(r"[省市州县区旗镇乡村][、和与及].{0,12}[省市州县区旗镇乡村]"),
    ),
    Kind(
        "day",
        re.compile(r"截[至止]?到?(?:哪|什么时|何时|几|多久)(?:一)?(?:[天日年月]|候)?"),
        re.compile(r"截[至止]?到?.{0,4}\d{4}年\d{1,2}月"),
    ),
    Kind(
        "when",
        re.compile(
            r"(?:在|到|从)?(?:什么时[候间]|何时|哪一?年|几月份?|啥时候?)(?:开始|完成|完工|竣工|结束|启动|投用)?"
        ),
        re.compile(r"\d{4}年|\d{1,2}月|季度|[上下]半年|年[底内末]|周期|期限"),
    ),
    Kind(
        "contact",
        re.compile(r"(?<![打拨通接])电话(?!费|[^?。]{0,12}(?:钱|费|元|花|开支))|热线|联系方式"),
        re.compile(r"(?:电话|联系|热线|反馈|咨询).*(?:\d{3,4}[-—－]\d{4,8}|1\d{10}|\d{7,8})"),
    ),
)

WHY = Kind(
    "why",
    re.compile(r"为什么|为何|为啥|怎么(?:会|就|没|不)|原因|缘故|缘由|理由|咋"),
    re.compile(
        r"已.{0,6}(?:验收|完工|结束|撤销|划转|完成|到期)|不属于|不再|受[^,。;]{2,16}影响|顺延|延误|推迟|统一预留|统筹(?:安排|经费|列支|解决)|改由|尚未|未能"
    ),
)
"""What explains a nothing, an end, a change of hands without the word 原因."""

NONE = Kind(
    "none",
    re.compile(
        r"有没有|有无|是否|是不是|(?:打算|准备|计划|安排|发生)(?:过|了)?.{0,16}[吗么不](?=[?。]|$)|[吗么](?=[?。]|$)|没有?(?=[?。]|$)"
    ),
    re.compile(
        r"(?<![\u4e00-\u9fff]有)无(?![人障线法锡形论害机纸籍])|没有|未(?:安排|发生|购置|设|列|编|产生|开展|涉及)|不涉及|不存在|(?<![\d.,])0(?:\.0+)?(?:万元|元|批次|人次|人|个|辆|台|次|批)"
    ),
)
"""Whether there is something, told by what says that there is none."""

_NAME = re.compile(
    r"哪[位所]|叫(?:什么|啥)|名字|姓名|品牌|型号|(?<![由找待务向给顾对])谁(?!负责|来|在|管|牵头|实施|操办|承办|干|做)"
    r"|(?:哪|什么)(?:[家个几些]|几[家个])?(?:公司|企业|设计院|大学|学校|学院|厂家|供应商|律师|专家|国家|人(?!群)|干部)|哪[几]?家(?![\u4e00-\u9fff])"
)
"""Who somebody is, what a firm is called: no sentence around it tells that."""

_IDENTITY = re.compile(
    r"(?P<thing>(?!工作|方面|内容|项目|任务|部门|单位|标准|文件|政策)[\u4e00-\u9fff]{2}).*(?:什么|啥|哪[些个家]?)(?P=thing)"
)
"""'那2台设备具体是什么设备': its name is asked, not where it stands."""


_CHANGED = re.compile(r"增加|减少|增长|下降|持平")
_EXPLAINS = re.compile(r"\s*(?:主要|其)?(?:原因)?(?:是|系|为|由于|因)")


def explains_a_change(before: str, said: str) -> bool:
    """'主要是…' right behind what rose or fell says why, not what money is for."""
    return bool(_CHANGED.search(before) and _EXPLAINS.match(said))


def kinds_asked(asked: str) -> list[Kind]:
    """The kinds of things a question asks for; none where any sentence about it will do."""
    return [kind for kind in _KINDS if kind.asks.search(asked)]


def asks_a_name(asked: str) -> bool:
    """Whether a proper name is asked for, which no sentence about the matter stands in for."""
    return bool(_NAME.search(asked) or _IDENTITY.search(asked))


def without_kinds(asked: str) -> str:
    """The question without the words that only say which kind of thing it wants."""
    for kind in _KINDS:
        asked = kind.asks.sub("|", asked)
    return asked
