"""A name typed with one character that sounds like the right one: '云江区财正局' for '云江区财政局'.

Takes a part of a question and the names known, gives the name that is meant or nothing. Knows no
documents. Only a character of the same sound, or one that looks alike, is a slip: '南山区' for '中山区' is
another place.

    '罗胡区'  ->  '罗湖区'      '检查院'  ->  '检察院'      '龙华区' for '龙岗区'  ->  nothing
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

__all__ = ["sounds_alike", "spelt_right"]

_SOUNDS = """
湖胡狐壶糊弧瑚葫护户沪互 新薪心欣鑫辛芯馨信 察查茶叉差 检减简捡建健见件剑监坚兼 务物雾悟误勿 局据具剧聚巨句菊
教叫交胶娇焦 育玉预遇域裕渔雨 财才材裁彩采 政正证征郑整 科课可克珂 技计际记济纪季吉继集级极急及 商伤上尚赏
委位伟卫威微为维未魏 院远愿园元原源员援圆 厅听庭停亭廷 办半伴版 公工宫功供攻贡 安按岸案 司思丝斯四
法发 审申深沈神身生声省圣升胜盛 统同通童铜桐 城成程诚承晨辰陈 市是事试式示世食时石实十 区趋取曲渠屈
县现线先仙限献 镇振震真珍阵 街接阶杰洁结节 道到岛倒稻 管馆关官观冠 理里利丽力立李礼历黎 环还换欢
境镜竟静净京经景敬 保宝堡报 水税睡谁 农浓龙隆笼 林临邻琳 文问稳闻温 化话画花华 旅吕绿律 体提题替
民名明鸣命闵敏 宗总综 访方放房坊防 档挡党荡 退推腿 役义意艺易医依衣一 军君均 人仁任认 资自字子紫
社设射涉摄 会惠汇慧徽 障章张彰 疗聊辽 应英营影盈 国果过郭 土图突途 规贵桂归 住主祝竹 督都读度渡
长常昌场 品频平评坪屏萍 药要耀 消小校晓肖霄效萧 粮良梁凉 储处出楚初除 气汽器启企起齐旗祁奇 象向相湘乡响项
江姜将疆讲 河和合荷何 海亥害 山三杉 川穿传 湾弯万晚 港岗钢刚 州洲周舟 阳羊杨洋扬 东冬懂栋 西溪希息锡习
南男难 青清轻情庆倾 黄皇煌 金津今进近晋锦 银引印 凤风丰峰冯奉 罗落洛骆 福服富付府附复抚扶甫 田天添
盐言严沿岩研颜 普浦谱 陀驼托 虹红宏鸿洪 徐许续绪 嘉家加佳 定丁顶 松送宋 高搞告 庄装壮 桥侨乔
鹿路陆露 苏素速肃 连莲联 淮怀槐 泰太台 潮朝超 云运韵允 滨宾彬斌 党挡 督 残惨 团 妇福 协些 侨乔 档
技枝 体休 住往 农衣 民氏 监临 测侧 治冶 析折 拨拔 源愿 粮根 林材 审宙 税脱 厅斤
"""


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[str]]:
    alike: dict[str, set[str]] = {}
    for group in _SOUNDS.split():
        for char in group:
            alike.setdefault(char, set()).update(group)
    return {char: frozenset(group - {char}) for char, group in alike.items()}


def sounds_alike(one: str, other: str) -> bool:
    """Whether two characters are typed by the same sound."""
    return other in _groups().get(one, frozenset())


def spelt_right(typed: str, known: Iterable[str]) -> Iterator[str]:
    """The typed name with one character put right by a character of the known name."""
    chars = frozenset("".join(known))
    for at, char in enumerate(typed):
        if char in chars and len(typed) < 4:
            continue
        for right in _groups().get(char, frozenset()) & chars:
            yield typed[:at] + right + typed[at + 1 :]
