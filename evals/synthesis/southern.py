"""The southern layout: three parts with numbered headings, then 表一 to 表十二 in 万元.

Takes a unit's Budgets of two years, gives a Disclosure.

    第二部分 部门预算安排情况说明
    一、部门预算收支总体情况
    （一）收入预算情况。2024年榕澜市棠湾区水务局部门预算收入4,120.36万元，……
"""

from __future__ import annotations

from decimal import Decimal

from evals.synthesis.budget import ZERO, Budget
from evals.synthesis.classification import name_of
from evals.synthesis.disclosure import (
    Block,
    Contents,
    Cover,
    Disclosure,
    Entry,
    Heading,
    PageBreak,
    Paragraph,
    Style,
    Table,
)
from evals.synthesis.southern_tables import NUMBERS, southern_tables
from evals.synthesis.wording import change, share, wan

__all__ = ["southern"]

_GLOSSARY = (
    ("财政拨款收入", "区财政当年安排给本部门的预算资金"),
    ("上年结转", "上年已经安排、按规定转到本年继续使用的资金"),
    ("基本支出", "维持机构运转和完成日常任务的支出，包括人员经费和公用经费"),
    ("项目支出", "为专门任务或事业目标在基本支出以外安排的支出"),
    ("“三公”经费", "一般公共预算拨款安排的因公出国（境）费用、公务接待费以及公务用车购置及运行维护费"),
    ("机关运行经费", "本部门各单位由一般公共预算安排的公用经费，含办公、邮电、差旅、会议、维修、物业等日常开支"),
)  # fmt: skip


def southern(
    now: Budget, before: Budget, style: Style, *, absent: tuple[str, ...] = ()
) -> Disclosure:
    """The whole document; `absent` are tables that its list names but that are not printed."""
    tables = southern_tables(now, before, style)
    sections = [*_overview(now), *_arrangement(now, before, tables), *_remarks()]
    title = f"{now.year}年{now.unit.name}部门预算"
    blocks: list[Block] = [
        Cover((title,)),
        _contents(sections),
        *sections,
        *_list_of_tables(tables, absent),
        *(block for table in tables for block in (PageBreak(), table)),
    ]
    unit = now.unit
    return Disclosure(unit.name, unit.region, now.year, "部门预算", title, tuple(blocks), absent)


def _contents(blocks: list[Block]) -> Contents:
    headings = (b for b in blocks if isinstance(b, Heading))
    return Contents("目录", tuple(Entry(b.level, b.text, b.text) for b in headings))


def _overview(now: Budget) -> list[Block]:
    unit, y = now.unit, now.year
    duties = "".join(f"{i}. {duty}" for i, duty in enumerate(unit.duties, 1))
    goals = "；".join(unit.goals)
    return [
        PageBreak(),
        Heading("第一部分 部门概况", 1),
        Heading("一、主要职责", 2),
        Paragraph(duties, "duties"),
        Heading("二、预算单位构成及人员、车辆情况", 2),
        *_staff(now),
        Heading(f"三、{y}年主要工作目标", 2),
        Paragraph(f"{y}年围绕民生实事和安全底线，重点做好以下工作：{goals}。", "aims"),
    ]


def _staff(now: Budget) -> list[Block]:
    unit = now.unit
    names = "、".join(b.name.removeprefix(unit.region) for b in unit.bodies)
    blocks: list[Block] = [
        Paragraph(
            f"纳入{now.year}年部门预算编制范围的单位有{names}，共{len(unit.bodies)}个。全系统总编制"
            f"{unit.authorized}人，实有人数{unit.actual}人，离退休人员{unit.retired}人，实有车辆{unit.vehicles}辆。",
            "staff",
        )
    ]
    for i, b in enumerate(unit.bodies, 1):
        kind = "行政编制" if b.kind == "行政" else "事业编制"
        blocks.append(
            Paragraph(
                f"{i}. {b.name.removeprefix(unit.region)}：{kind}{b.authorized}人，实有在编{b.actual}人，"
                f"离退休{b.retired}人，实有车辆{b.vehicles}辆。",
                f"body:{i}",
            )
        )
    return blocks


def _arrangement(now: Budget, before: Budget, tables: tuple[Table, ...]) -> list[Block]:
    ref = {t.key: t.number or "" for t in tables}
    parts: tuple[tuple[str, list[Block]], ...] = (
        ("部门预算收支总体情况", _totals(now, before, ref)),
        ("一般公共预算支出情况", _general(now, before, ref)),
        ("政府性基金预算支出情况", _fund(now, before, ref)),
        ("国有资本经营预算支出情况", _capital(now, ref)),
        ("“三公”经费支出情况", _sangong(now, before, ref)),
        ("机关运行经费情况", _operating(now, before)),
        ("政府采购预算情况", _procurement(now, ref)),
        ("预算绩效管理情况", _goals(now, ref)),
        ("国有资产占有使用情况", _assets(now)),
    )
    blocks: list[Block] = [PageBreak(), Heading("第二部分 部门预算安排情况说明", 1)]
    for i, (title, body) in enumerate(parts):
        blocks += [Heading(f"{NUMBERS[i]}、{title}", 2), *body]
    return blocks


def _totals(now: Budget, before: Budget, ref: dict[str, str]) -> list[Block]:
    y, last, name = now.year, f"{before.year}年", now.unit.name
    carried = f"，上年结转{wan(now.carry)}" if now.carry else ""
    income = (
        f"（一）{y}年收入预算情况。{name}部门预算收入{wan(now.total)}（详见{ref['income']}），"
        f"{change(now.total, before.total, last)}。其中：财政拨款收入{wan(now.fiscal - now.carry)}"
        f"（一般公共预算{wan(now.general_income)}、政府性基金预算{wan(now.fund)}）{carried}，其他收入{wan(now.other)}。"
    )
    spending = (
        f"（二）{y}年支出预算情况。{name}部门预算支出{wan(now.total)}（详见{ref['expenditure']}），"
        f"{change(now.total, before.total, last)}。其中：基本支出{wan(now.basic_total)}，包括人员经费"
        f"{wan(now.personnel)}、公用经费{wan(now.public)}；项目支出{wan(now.project_total)}。"
    )
    return [
        Paragraph(income, "income"),
        Paragraph(spending, "expenditure"),
        Paragraph(_reason(now, before), "reason"),
    ]


def _reason(now: Budget, before: Budget) -> str:
    old = {p.plan.name: p.amount for p in before.projects}
    moves = sorted(
        ((p.amount - old.get(p.plan.name, ZERO), p.plan.name) for p in now.projects),
        key=lambda m: -abs(m[0]),
    )
    told = "，".join(f"{n}{'增加' if by > 0 else '减少'}{wan(abs(by))}" for by, n in moves[:2])
    return f"（三）收支增减的主要原因：{told}。"


def _general(now: Budget, before: Budget, ref: dict[str, str]) -> list[Block]:
    last = f"{before.year}年"
    opening = (
        f"{now.unit.name}{now.year}年一般公共预算安排支出{wan(now.general)}（详见{ref['general']}、{ref['economic']}），"
        f"包括基本支出{wan(now.basic_total)}和项目支出{wan(now.general - now.basic_total)}。按功能分类："
    )
    blocks: list[Block] = [Paragraph(opening, "general")]
    for i, c in enumerate(now.categories(lambda x: x.general)):
        amount, old = now.sum(lambda x: x.general, c), before.sum(lambda x: x.general, c)
        text = (
            f"（{NUMBERS[i]}）{name_of(c)}{wan(amount)}，占{share(amount, now.general, 1)}，"
            f"{change(amount, old, last, 1)}。"
        )
        blocks.append(Paragraph(text, f"category:{c}"))
    return blocks


def _fund(now: Budget, before: Budget, ref: dict[str, str]) -> list[Block]:
    table = ref["政府性基金预算"]
    if not now.fund:
        text = f"{now.year}年本部门无政府性基金预算安排的支出（详见{table}）。"
        return [Paragraph(text, "fund")]
    names = "、".join(p.plan.name for p in now.projects if p.plan.source == "政府性基金预算")
    text = (
        f"{now.year}年政府性基金预算安排支出{wan(now.fund)}（详见{table}），全部为项目支出，用于{names}，"
        f"{change(now.fund, before.fund, f'{before.year}年')}。"
    )
    return [Paragraph(text, "fund")]


def _capital(now: Budget, ref: dict[str, str]) -> list[Block]:
    text = f"{now.year}年本部门无国有资本经营预算安排的支出（详见{ref['国有资本经营预算']}）。"
    return [Paragraph(text, "capital")]


def _sangong(now: Budget, before: Budget, ref: dict[str, str]) -> list[Block]:
    s, t, y, last = now.sangong, before.sangong, now.year, f"{before.year}年"

    def item(amount: Decimal, old: Decimal) -> str:
        return f"{wan(amount)}，{change(amount, old, last, with_rate=False)}"

    return [
        Paragraph(f"{y}年“三公”经费预算{item(s.total, t.total)}（详见{ref['sangong']}）。其中：", "sangong"),
        Paragraph(f"（一）因公出国（境）费用。{y}年预算{item(s.abroad, t.abroad)}。", "abroad"),
        Paragraph(f"（二）公务接待费。{y}年预算{item(s.reception, t.reception)}，按实际公务往来从紧核定。", "reception"),
        Paragraph(
            f"（三）公务用车购置及运行维护费。{y}年预算{item(s.vehicles, t.vehicles)}。其中公务用车购置费"
            f"{item(s.purchase, t.purchase)}；公务用车运行维护费{item(s.operation, t.operation)}，用于车辆燃油、保险、维修和过路通行。",
            "vehicles"),
    ]  # fmt: skip


def _operating(now: Budget, before: Budget) -> list[Block]:
    text = (
        f"{now.year}年本部门机关运行经费预算{wan(now.public)}，{change(now.public, before.public, f'{before.year}年')}。"
        "主要用于办公、邮电、物业管理、差旅、工会和福利等日常开支。"
    )
    return [Paragraph(text, "operating")]


def _procurement(now: Budget, ref: dict[str, str]) -> list[Block]:
    kinds = "、".join(f"{k}类{wan(now.bought(k))}" for k in ("货物", "工程", "服务"))
    text = f"{now.year}年政府采购预算总额{wan(now.bought())}（详见{ref['procurement']}），其中：{kinds}。"
    return [Paragraph(text, "procurement")]


def _goals(now: Budget, ref: dict[str, str]) -> list[Block]:
    amount = sum((p.amount for p in now.goals), ZERO)
    top = max(now.goals, key=lambda p: p.amount).plan.name
    text = (
        f"{now.year}年本部门共{len(now.goals)}个项目编制了绩效目标，涉及金额{wan(amount)}（详见{ref['goals']}），"
        f"其中金额最大的是{top}。"
    )
    return [Paragraph(text, "goals")]


def _assets(now: Budget) -> list[Block]:
    u, y = now.unit, now.year
    own = sum(b.vehicles for b in u.bodies if b.kind == "行政")
    bought = f"购置公务用车{1 if now.sangong.purchase else 0}辆"
    text = (
        f"截至{y - 1}年12月31日，本部门共有车辆{u.vehicles}辆，其中一般公务用车{own}辆、业务用车{u.vehicles - own}辆；"
        f"单位价值50万元以上的通用设备0台（套）。{y}年部门预算安排{bought}。"
    )
    return [Paragraph(text, "vehicles_held")]


def _remarks() -> list[Block]:
    return [
        PageBreak(),
        Heading("第三部分 其他说明", 1),
        Heading("一、名词解释", 2),
        *(Paragraph(f"{i}. {w}：{m}。", f"term:{w}") for i, (w, m) in enumerate(_GLOSSARY, 1)),
        Heading("二、其他需要说明的事项", 2),
        Paragraph("表中数据因四舍五入可能存在尾差，以财政部门批复为准。", "rounding"),
    ]


def _list_of_tables(tables: tuple[Table, ...], absent: tuple[str, ...]) -> list[Block]:
    names = [t.full_name.replace(" ", "：") for t in tables]
    names += [f"表{NUMBERS[len(tables) + i]}：{title}" for i, title in enumerate(absent)]
    return [PageBreak(), Heading("附表：部门预算公开表", 1), *map(Paragraph, names)]
