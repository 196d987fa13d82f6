"""The invented units: names, bodies, duties, staff and the projects they run.

Regions and units exist nowhere; the prose is our own. Gives profiles, no amounts of a year: the
`size` of a project is only the order of magnitude (万元) that `draw` starts from.

    UnitProfile(name='星渚市汐湾区文化和旅游局', region='星渚市汐湾区', main='2070101', …)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "CULTURE",
    "EMERGENCY",
    "UNITS",
    "VETERANS",
    "WATER",
    "Body",
    "Plan",
    "UnitProfile",
    "Want",
]

Source = Literal["一般公共预算", "政府性基金预算", "其他收入", "上年结转"]


@dataclass(frozen=True, slots=True)
class Body:
    """One budget unit inside a department."""

    name: str
    kind: Literal["行政", "参公", "事业"]
    authorized: int
    actual: int
    retired: int
    vehicles: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A project a unit runs every year: what, under which code, how large, out of which money.

    `economic` are the codes that its money goes to; the first takes what the others leave.
    """

    name: str
    code: str
    size: int
    economic: tuple[str, ...]
    goal: str
    basis: str
    source: Source = "一般公共预算"
    since: int = 0
    body: int = 0


@dataclass(frozen=True, slots=True)
class Want:
    """Something a unit buys through government procurement; size in 万元."""

    code: str
    name: str
    kind: Literal["货物", "工程", "服务"]
    size: int


@dataclass(frozen=True, slots=True)
class UnitProfile:
    """A department that does not exist."""

    name: str
    region: str
    bodies: tuple[Body, ...]
    main: str
    institution: str | None
    duties: tuple[str, ...]
    goals: tuple[str, ...]
    plans: tuple[Plan, ...]
    wants: tuple[Want, ...]
    reception: int
    abroad: tuple[int, ...]
    purchase: tuple[int, ...]
    housing_subsidy: bool = True

    @property
    def short(self) -> str:
        """The name without its region: '文化和旅游局'."""
        return self.name.removeprefix(self.region)

    @property
    def authorized(self) -> int:
        """编制数 of all bodies."""
        return sum(body.authorized for body in self.bodies)

    @property
    def actual(self) -> int:
        """实有人数 of all bodies."""
        return sum(body.actual for body in self.bodies)

    @property
    def retired(self) -> int:
        """离退休人员 of all bodies."""
        return sum(body.retired for body in self.bodies)

    @property
    def vehicles(self) -> int:
        """公务用车保有量 of all bodies."""
        return sum(body.vehicles for body in self.bodies)

    @property
    def institution_share(self) -> tuple[int, int]:
        """(staff in 事业单位, all staff): how wages divide between the two 运行 codes."""
        return sum(b.actual for b in self.bodies if b.kind == "事业"), self.actual


CULTURE = UnitProfile(
    name="星渚市汐湾区文化和旅游局",
    region="星渚市汐湾区",
    bodies=(
        Body("星渚市汐湾区文化和旅游局（本部）", "行政", 26, 24, 11, 2),
        Body("星渚市汐湾区图书馆", "事业", 22, 19, 6, 1),
        Body("星渚市汐湾区文化馆", "事业", 18, 16, 4, 1),
    ),
    main="2070101",
    institution="2070199",
    duties=(
        "拟订全区公共文化服务和旅游发展的年度安排，经批准后组织落实。",
        "统筹图书馆、文化馆和各镇文化站的设施建设与免费开放，安排群众文化活动。",
        "负责不可移动文物的巡查、修缮和展示利用，保管区级非物质文化遗产名录。",
        "管理文化娱乐场所、旅行社和民宿的经营秩序，受理游客投诉。",
        "开展滨海旅游线路的策划与推介，发布节假日客流提示。",
        "完成区委、区政府交办的其他工作。",
    ),
    goals=("建成两处海边阅读驿站", "办好潮音艺术周", "完成老灯塔修缮一期"),
    plans=(
        Plan(
            "公共文化设施免费开放",
            "2070109",
            168,
            ("30227", "30213"),
            "全年开放不少于300天，接待读者和观众40万人次",
            "区级公共文化服务实施办法",
        ),
        Plan(
            "潮音艺术周",
            "2070109",
            96,
            ("30227", "30299"),
            "举办演出和展览60场，线上观看达到80万人次",
            "区政府年度重点活动安排",
        ),
        Plan(
            "图书购置与流通",
            "2070104",
            120,
            ("30299", "31003"),
            "新增图书2.4万册，读者满意度不低于92%",
            "公共图书馆服务规范",
        ),
        Plan(
            "老灯塔及炮台旧址修缮",
            "2070204",
            235,
            ("30213", "30227"),
            "完成修缮面积1800平方米，验收合格率100%",
            "文物保护工程计划",
            since=1,
        ),
        Plan(
            "文化市场检查",
            "2070112",
            38,
            ("30227", "30211"),
            "检查场所不少于900家次",
            "文化市场年度检查计划",
        ),
        Plan(
            "滨海旅游推介",
            "2070113",
            150,
            ("30227", "30202"),
            "推出精品线路6条，参加推介会4次",
            "区旅游发展三年安排",
        ),
        Plan(
            "阅读驿站运行",
            "2070104",
            46,
            ("30227",),
            "服务读者12万人次",
            "与社会力量合作协议",
            source="其他收入",
        ),
        Plan(
            "办公自动化系统维护",
            "2070102",
            29,
            ("30213", "31007"),
            "系统可用率不低于99%",
            "信息系统运维合同",
        ),
    ),
    wants=(
        Want("A02010105", "台式计算机", "货物", 9),
        Want("A05040101", "复印纸", "货物", 2),
        Want("A04010101", "普通图书", "货物", 64),
        Want("B08000000", "修缮工程", "工程", 120),
        Want("C21040000", "物业管理服务", "服务", 58),
        Want("C23090000", "印刷和出版服务", "服务", 21),
    ),
    reception=18500,
    abroad=(0, 0, 46000),
    purchase=(0, 0, 0),
)

EMERGENCY = UnitProfile(
    name="星渚市汐湾区应急管理局",
    region="星渚市汐湾区",
    bodies=(
        Body("星渚市汐湾区应急管理局（本部）", "行政", 31, 29, 9, 4),
        Body("星渚市汐湾区应急救援保障中心", "事业", 14, 12, 2, 3),
    ),
    main="2240101",
    institution="2240150",
    duties=(
        "承担安全生产综合监督管理，指导各行业主管部门落实监管责任。",
        "编制全区突发事件总体应急预案，组织演练和物资储备。",
        "开展台风、风暴潮和山洪的风险普查与会商研判。",
        "管理区级救援队伍，协调社会救援力量参与处置。",
        "负责灾情统计、救助款物的分配与监督使用。",
    ),
    goals=("建成区级应急物资库", "完成三百家企业的安全体检"),
    plans=(
        Plan(
            "应急物资储备",
            "2240109",
            182,
            ("30299", "31003"),
            "储备品类不少于60种，完好率98%以上",
            "应急物资储备规划",
        ),
        Plan(
            "企业安全体检",
            "2240106",
            126,
            ("30227", "30226"),
            "完成300家企业的体检并出具报告",
            "安全生产专项行动方案",
        ),
        Plan(
            "自然灾害风险普查",
            "2240104",
            88,
            ("30227",),
            "更新普查数据1.2万条",
            "灾害风险普查实施方案",
        ),
        Plan(
            "应急指挥系统运维",
            "2240102",
            64,
            ("30213", "31007"),
            "系统全年中断不超过4小时",
            "指挥中心运维合同",
        ),
        Plan(
            "救援队伍训练",
            "2240109",
            52,
            ("30216", "30226"),
            "组织集训12次，人均不少于48学时",
            "救援队伍建设标准",
        ),
    ),
    wants=(
        Want("A02010108", "便携式计算机", "货物", 6),
        Want("A02370000", "应急救援设备", "货物", 74),
        Want("C21040000", "物业管理服务", "服务", 33),
    ),
    reception=9000,
    abroad=(0, 0, 0),
    purchase=(0, 0, 0),
    housing_subsidy=False,
)

WATER = UnitProfile(
    name="榕澜市棠湾区水务局",
    region="榕澜市棠湾区",
    bodies=(
        Body("榕澜市棠湾区水务局本级", "行政", 34, 32, 13, 3),
        Body("榕澜市棠湾区河道管理所", "事业", 27, 25, 8, 4),
    ),
    main="2130301",
    institution="2130304",
    duties=(
        "拟订辖区水资源开发利用和节约保护方案。",
        "承担河道、水库和堤防的管理与养护，组织水利工程建设。",
        "负责防汛抗旱的日常事务和水情会商。",
        "监督排水许可与污水处理设施的运行。",
        "办理涉水行政许可，查处违法取水行为。",
    ),
    goals=("整治内河八公里", "更新泵站机组六台", "建成节水型小区二十个"),
    plans=(
        Plan(
            "河道日常养护",
            "2130306",
            420,
            ("30213", "30227"),
            "养护河道86公里，水面保洁率95%",
            "河道养护定额",
        ),
        Plan(
            "泵站机组更新",
            "2130306",
            310,
            ("31003", "30213"),
            "更新机组6台并通过试运行",
            "水利设施更新计划",
        ),
        Plan(
            "防汛物资与演练",
            "2130314",
            96,
            ("30299", "30226"),
            "汛前物资到位率100%，演练4次",
            "防汛应急预案",
        ),
        Plan(
            "防汛巡查车更新",
            "2130314",
            18,
            ("31013",),
            "购置巡查车1辆并投入使用",
            "公务用车更新计划",
            since=1,
        ),
        Plan(
            "节水宣传与创建",
            "2130311",
            45,
            ("30227", "30202"),
            "创建节水型小区20个",
            "节水行动实施方案",
        ),
        Plan(
            "水资源论证审查",
            "2130304",
            38,
            ("30227",),
            "按期办结率100%",
            "取水许可管理办法",
            body=1,
        ),
        Plan(
            "内河整治工程",
            "2120803",
            860,
            ("31005",),
            "整治内河8公里，断面达标6个",
            "区政府投资项目计划",
            source="政府性基金预算",
        ),
        Plan(
            "水闸自动化改造",
            "2130306",
            74,
            ("31007", "31003"),
            "改造水闸5座",
            "上年续建项目",
            source="上年结转",
            body=1,
        ),
        Plan("机关信息化运维", "2130302", 31, ("30213",), "故障当日响应", "运维服务合同"),
    ),
    wants=(
        Want("A02010105", "台式计算机", "货物", 8),
        Want("A02370000", "泵类设备", "货物", 226),
        Want("B02000000", "水利工程施工", "工程", 640),
        Want("C08000000", "河道养护服务", "服务", 315),
        Want("C21040000", "物业管理服务", "服务", 41),
    ),
    reception=16000,
    abroad=(0, 0, 0),
    purchase=(0, 180000, 0),
)

VETERANS = UnitProfile(
    name="榕澜市棠湾区退役军人事务局",
    region="榕澜市棠湾区",
    bodies=(
        Body("榕澜市棠湾区退役军人事务局本级", "行政", 16, 15, 3, 1),
        Body("榕澜市棠湾区退役军人服务中心", "事业", 11, 10, 1, 1),
        Body("榕澜市棠湾区烈士陵园管理所", "事业", 6, 5, 2, 0),
    ),
    main="2082801",
    institution="2082850",
    duties=(
        "组织退役军人的接收安置、就业扶持和教育培训。",
        "落实优抚对象的抚恤补助和医疗优待。",
        "开展双拥创建，办理悬挂光荣牌等荣誉激励事项。",
        "管理维护烈士纪念设施，组织公祭活动。",
        "受理退役军人来信来访，协调解决合理诉求。",
    ),
    goals=("举办专场招聘会四场", "修缮烈士纪念广场"),
    plans=(
        Plan(
            "优抚对象抚恤补助",
            "2080801",
            264,
            ("30304", "30305"),
            "按月足额发放，发放准确率100%",
            "优抚对象抚恤标准",
        ),
        Plan("义务兵家庭优待金", "2080805", 198, ("30305",), "惠及家庭130户", "义务兵家庭优待办法"),
        Plan("自主就业退役士兵补助", "2080901", 175, ("30305",), "发放率100%", "退役士兵安置条例"),
        Plan(
            "双拥慰问",
            "2082804",
            62,
            ("30299", "30305"),
            "节日慰问部队和对象520人次",
            "双拥工作要点",
        ),
        Plan(
            "退役军人就业服务",
            "2082802",
            48,
            ("30227", "30216"),
            "招聘会4场，培训200人",
            "就业创业实施意见",
            body=1,
        ),
        Plan(
            "烈士纪念设施维护",
            "2082804",
            57,
            ("30213",),
            "设施完好率100%，接待祭扫3万人次",
            "烈士纪念设施管理规定",
            body=2,
        ),
    ),
    wants=(
        Want("A02010105", "台式计算机", "货物", 5),
        Want("A02021003", "激光打印机", "货物", 1),
        Want("C21040000", "物业管理服务", "服务", 18),
    ),
    reception=6000,
    abroad=(0, 0, 0),
    purchase=(0, 0, 0),
    housing_subsidy=False,
)

UNITS = (CULTURE, EMERGENCY, WATER, VETERANS)
