"""Items that are two views of one sum of money: by what is bought, and by what it is for.

Takes two titles, says whether a question in everyday words need not tell them apart. The item that
is named first in the answer is the one that was nearest. Knows no document.

    职工基本医疗保险缴费 (30110)  and  行政单位医疗 (2101101)   ->   True
"""

from __future__ import annotations

__all__ = ["same_money"]

_KIN = (
    ("机关事业单位基本养老保险缴费", "机关事业单位基本养老保险缴费支出"),
    ("职业年金缴费", "机关事业单位职业年金缴费支出"),
    ("职工基本医疗保险缴费", "行政单位医疗", "事业单位医疗"),
    ("公务员医疗补助缴费", "公务员医疗补助"),
    ("培训费", "培训支出"),
    ("退休费", "行政单位离退休", "事业单位离退休"),
    ("抚恤金", "死亡抚恤"),
    ("本年收入合计", "收入总计"),
    ("本年支出合计", "支出总计"),
    ("信息网络及软件购置更新", "信息化建设"),
    ("旅游宣传", "旅游行业业务管理"),
    ("支持中小企业发展和管理支出", "其他支持中小企业发展和管理支出"),
    ("农村道路建设", "车辆购置税用于农村公路建设支出"),
    ("残疾人就业", "残疾人就业和扶贫"),
    ("治安管理", "公安"),
    ("税金及附加费用", "税金及附加"),
    ("检察", "检察监督"),
    ("成人教育", "成人高等教育"),
    ("救济费", "其他城市生活救助", "其他农村生活救助"),
    ("助学金", "学生资助"),
)


def same_money(one: str, other: str) -> bool:
    """Whether the two are views of one thing."""
    return any(one in group and other in group for group in _KIN)
