"""The coastal layout: unnumbered title pages, tables in 元 before the other explanations.

Takes a unit's Budgets of two years, gives a Disclosure. Order: 主要职能, 机构设置, 名词解释,
编制说明, nine tables, 其他相关情况说明, 项目经费情况说明.

    2024年部门预算编制说明
    2024年，星渚市汐湾区文化和旅游局收入预算总额2186.40万元，其中：财政拨款收入……
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from evals.synthesis.budget import ZERO, Budget, Line
from evals.synthesis.classification import name_of
from evals.synthesis.coastal_tables import coastal_tables
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
from evals.synthesis.profile import Body
from evals.synthesis.wording import change, wan

__all__ = ["coastal"]

_ORDINALS = "一二三四五六七八九十"
_GLOSSARY = (
    ("财政拨款收入", "本区财政部门当年拨给本部门及所属单位的资金，分为一般公共预算、政府性基金预算和国有资本经营预算三类拨款"),
    ("其他收入", "上述拨款、事业收入和经营收入之外，按规定取得并纳入预算的收入，如合作运营分成"),
    ("基本支出", "为维持单位日常运转、保障人员待遇而编列的年度支出，由人员经费和公用经费组成"),
    ("项目支出", "在基本支出之外，为完成特定任务或发展目标而单独编列的支出"),
    ("“三公”经费", "使用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费，不含其他资金安排的同类开支"),
    ("机关运行经费", "行政单位和参照公务员法管理的单位用一般公共预算拨款安排的日常公用支出，事业单位的公用支出不计入"),
    ("结余资金", "项目实施完成或因故终止后剩余的财政资金，按规定收回或统筹使用"),
)  # fmt: skip


def _of_one_fund(budget: Budget) -> Budget:
    return replace(budget, lines=tuple(replace(line, fund=ZERO) for line in budget.lines))


def coastal(now: Budget, before: Budget, style: Style, *, kind: str = "部门预算") -> Disclosure:
    """The whole document; all money of the unit is 一般公共预算."""
    now, before = _of_one_fund(now), _of_one_fund(before)
    tables = coastal_tables(now, style)
    unit = now.unit
    blocks: list[Block] = [
        Cover((f"{unit.region}{now.year}年区级部门预算", f"预算主管部门：{unit.name}")),
        _contents(now, tables),
        *_duties(now),
        *_bodies(now),
        *_glossary(),
        *_explanation(now, before),
        *(block for table in tables for block in (PageBreak(), table)),
        *_other(now, before),
        *_featured(now),
    ]
    title = f"{unit.region}{now.year}年区级部门预算"
    return Disclosure(unit.name, unit.region, now.year, kind, title, tuple(blocks))


def _contents(now: Budget, tables: tuple[Table, ...]) -> Contents:
    entries: list[Entry] = []
    for i, (part, target) in enumerate(_parts(now).items()):
        if part == "部门预算表":
            entries.append(Entry(1, f"{_ORDINALS[i]}、{part}", tables[0].title))
            entries += [Entry(2, f"{n}. {t.title}", t.title) for n, t in enumerate(tables, 1)]
        else:
            entries.append(Entry(1, f"{_ORDINALS[i]}、{part}", target))
    return Contents("目  录", tuple(entries))


def _parts(now: Budget) -> dict[str, str]:
    """The parts as the contents name them, and the headings they stand under."""
    return {
        "部门主要职能": f"{now.unit.name}主要职能",
        "部门机构设置": f"{now.unit.name}机构设置",
        "名词解释": "名词解释",
        "部门预算编制说明": f"{now.year}年部门预算编制说明",
        "部门预算表": "",
        "其他相关情况说明": "其他相关情况说明",
        "项目经费情况说明": "项目经费情况说明",
    }


def _title(text: str) -> tuple[Block, ...]:
    return PageBreak(), Heading(text, 1, centered=True)


def _duties(now: Budget) -> list[Block]:
    unit = now.unit
    opening = f"{unit.name}是{unit.region}人民政府的工作部门，承担以下职责："
    items = [
        Paragraph(f"{_ORDINALS[i - 1]}、{duty}", f"duty:{i}")
        for i, duty in enumerate(unit.duties, 1)
    ]
    return [*_title(f"{unit.name}主要职能"), Paragraph(opening), *items]


def _count(bodies: tuple[Body, ...], kind: str) -> int:
    return sum(body.kind == kind for body in bodies)


def _bodies(now: Budget) -> list[Block]:
    unit = now.unit
    staff = (
        f"截至{now.year - 1}年末，本部门核定编制{unit.authorized}人，实有在职人员{unit.actual}人，"
        f"离退休人员{unit.retired}人。"
    )
    kinds = (
        f"{unit.name}部门预算由局本部和所属{len(unit.bodies) - 1}家单位的收支汇总而成。"
        f"其中行政单位{_count(unit.bodies, '行政')}家，事业单位{_count(unit.bodies, '事业')}家，名单如下："
    )
    names = [Paragraph(f"{i}. {body.name}") for i, body in enumerate(unit.bodies, 1)]
    return [
        *_title(f"{unit.name}机构设置"),
        Paragraph(kinds, "bodies"), *names, Paragraph(staff, "staff"),
    ]  # fmt: skip


def _glossary() -> list[Block]:
    return [
        *_title("名词解释"),
        *(
            Paragraph(f"（{_ORDINALS[i]}）{w}：{m}。", f"term:{w}")
            for i, (w, m) in enumerate(_GLOSSARY)
        ),
    ]


def _explanation(now: Budget, before: Budget) -> list[Block]:
    y, last = now.year, f"{before.year}年预算"
    other = f"其他收入{wan(now.other)}"
    income = (
        f"{y}年，{now.unit.name}收入预算总额{wan(now.total)}，{change(now.total, before.total, last)}。"
        f"其中：财政拨款收入{wan(now.fiscal)}，{change(now.fiscal, before.fiscal, last)}；事业收入0.00万元；事业单位经营收入0.00万元；{other}。"
    )
    spending = (
        f"支出预算总额{wan(now.total)}，{change(now.total, before.total, last)}。其中：基本支出"
        f"{wan(now.basic_total)}，项目支出{wan(now.project_total)}。财政拨款支出预算中，一般公共预算拨款支出"
        f"{wan(now.general)}，{change(now.general, before.general, last)}；政府性基金拨款支出0.00万元，"
        f"与{last}持平；国有资本经营预算拨款支出0.00万元，与{last}持平。"
    )
    basic = (
        f"基本支出中，人员经费{wan(now.personnel)}，公用经费{wan(now.public)}。"
        f"人员经费{change(now.personnel, before.personnel, last)}。"
    )
    return [
        *_title(f"{y}年部门预算编制说明"),
        Paragraph(income, "income"),
        Paragraph(spending, "expenditure"),
        Paragraph(basic, "basic"),
        Paragraph(_reason(now, before), "reason"),
        Paragraph("财政拨款支出按功能科目说明如下："),
        *(_subject(i, line, now, before) for i, line in enumerate(_fiscal_lines(now), 1)),
    ]


def _fiscal_lines(now: Budget) -> list[Line]:
    return [line for line in now.lines if line.fiscal]


def _moves(now: Budget, before: Budget) -> list[tuple[Decimal, str]]:
    """Projects by how far they moved, the furthest first."""
    old = {p.plan.name: p.amount for p in before.projects}
    moves = [(p.amount - old.get(p.plan.name, ZERO), p.plan.name) for p in now.projects]
    return sorted((m for m in moves if m[0]), key=lambda m: -abs(m[0]))


def _reason(now: Budget, before: Budget) -> str:
    moves = _moves(now, before)[:2]
    told = "，".join(
        f"{name}项目{'增加' if by > 0 else '减少'}{wan(abs(by))}" for by, name in moves
    )
    return f"收支变动的主要原因是：{told}，人员经费按政策据实调整。"


_PURPOSE = {
    "运行": "主要用于在职人员工资福利和日常公用支出",
    "退休": "主要用于退休人员的补贴和活动",
    "缴费": "主要用于为在职人员缴纳社会保险",
    "医疗": "主要用于在职人员的基本医疗保险",
    "住房": "主要用于职工住房公积金缴存",
    "补贴": "主要用于按政策发放的住房补贴",
}


def _purpose(code: str, now: Budget) -> str:
    projects = [p.plan.name for p in now.projects if p.plan.code == code]
    if projects:
        return f"主要用于{'、'.join(projects)}"
    name = name_of(code)
    found = next((text for word, text in _PURPOSE.items() if word in name), None)
    return found or "主要用于所属事业单位人员和日常运转"


def _subject(number: int, line: Line, now: Budget, before: Budget) -> Paragraph:
    """One functional 项: purpose, last year's outturn, this year's budget, change and reason."""
    done = before.executed.get(line.code, ZERO)
    against = f"{before.year}年执行数"
    text = (
        f"{number}. “{now.full_name(line.code)}”{wan(line.fiscal)}，{_purpose(line.code, now)}。"
        f"{before.year}年当年执行数为{wan(done)}，{now.year}年预算安排{wan(line.fiscal)}，"
        f"{change(line.fiscal, done, against)}。主要原因是{_because(line.fiscal, done)}。"
    )
    return Paragraph(text, f"line:{line.code}")


def _because(now: Decimal, done: Decimal) -> str:
    if done == 0:
        return "本年新增工作任务"
    if now == done:
        return "任务量与上年相同"
    return "标准提高和任务增加" if now > done else "压减一般性开支"


def _other(now: Budget, before: Budget) -> list[Block]:
    return [
        *_title("其他相关情况说明"),
        *_sangong(now, before),
        *_operating(now),
        *_procurement(now),
        *_goals(now),
        *_assets(now),
    ]


def _sangong(now: Budget, before: Budget) -> list[Block]:
    y, last, s, t = now.year, f"{before.year}年预算", now.sangong, before.sangong

    def item(amount: Decimal, old: Decimal) -> str:
        return f"{wan(amount)}，{change(amount, old, last, with_rate=False)}"

    return [
        Heading(f"一、{y}年“三公”经费预算情况", 2),
        Paragraph(f"{y}年“三公”经费预算数为{item(s.total, t.total)}。其中：", "sangong"),
        Paragraph(f"（一）因公出国（境）费{item(s.abroad, t.abroad)}。{_why(s.abroad, t.abroad)}", "abroad"),
        Paragraph(
            f"（二）公务用车购置及运行维护费{item(s.vehicles, t.vehicles)}。其中：公务用车购置费"
            f"{item(s.purchase, t.purchase)}；公务用车运行维护费{item(s.operation, t.operation)}。"
            f"{_why(s.vehicles, t.vehicles)}", "vehicles"),
        Paragraph(f"（三）公务接待费{item(s.reception, t.reception)}。{_why(s.reception, t.reception)}", "reception"),
    ]  # fmt: skip


def _why(now: Decimal, before: Decimal) -> str:
    if now == before:
        return "主要原因是沿用上年安排。"
    return (
        "主要原因是新增出访或更新任务。"
        if now > before
        else "主要原因是落实过紧日子要求，从严控制。"
    )


def _operating(now: Budget) -> list[Block]:
    text = (
        f"{now.year}年{now.unit.name}（部门）所属{_count(now.unit.bodies, '行政')}家行政单位"
        f"财政拨款安排的机关运行经费预算为{wan(now.operating)}。"
    )
    return [Heading("二、机关运行经费预算情况", 2), Paragraph(text, "operating")]


def _procurement(now: Budget) -> list[Block]:
    kinds = "、".join(f"政府采购{k}预算{wan(now.bought(k))}" for k in ("货物", "工程", "服务"))
    reserved = now.bought("货物") + now.bought("服务")
    return [
        Heading("三、政府采购预算情况", 2),
        Paragraph(
            f"{now.year}年本部门政府采购预算{wan(now.bought())}，其中：{kinds}。", "procurement"
        ),
        Paragraph(f"其中面向中小企业预留的采购项目预算{wan(reserved * 4 / 10)}。", "reserved"),
    ]


def _goals(now: Budget) -> list[Block]:
    amount = sum((p.amount for p in now.goals), ZERO)
    text = (
        f"按照预算绩效管理要求，本部门{len(now.unit.bodies)}个预算单位编报了{now.year}年项目绩效目标，"
        f"共计{len(now.goals)}个项目，涉及项目预算资金{wan(amount)}。"
    )
    return [Heading("四、绩效目标设置情况", 2), Paragraph(text, "goals")]


def _assets(now: Budget) -> list[Block]:
    u = now.unit
    own = sum(b.vehicles for b in u.bodies if b.kind == "行政")
    text = (
        f"截至{now.year - 1}年8月31日，本部门共有车辆{u.vehicles}辆，其中：机要通信用车{own}辆、"
        f"其他用车{u.vehicles - own}辆；单价100万元（含）以上的设备0台（套）。"
    )
    plan = f"{now.year}年部门预算没有安排购置车辆和单价100万元（含）以上的设备。"
    return [
        Heading("五、国有资产占有使用情况", 2),
        Paragraph(text, "vehicles_held"),
        Paragraph(plan, "assets_plan"),
    ]


def _featured(now: Budget) -> list[Block]:
    """The largest project, told at some length."""
    project = max(now.goals, key=lambda p: p.amount)
    plan, y = project.plan, now.year
    return [
        *_title("项目经费情况说明"),
        Heading("一、项目概况", 2),
        Paragraph(f"{plan.name}由{now.unit.name}负责实施，列入{y}年部门预算，属于当年金额最大的项目。", "featured"),
        Heading("二、立项依据", 2),
        Paragraph(f"立项依据为{plan.basis}以及区政府年度工作安排。", "featured_basis"),
        Heading("三、实施周期", 2),
        Paragraph(f"{y}年1月1日至{y}年12月31日。", "featured_period"),
        Heading("四、年度预算安排", 2),
        Paragraph(f"{y}年该项目预算安排{wan(project.amount)}，全部为财政拨款。", "featured_amount"),
        Heading("五、绩效目标", 2),
        Paragraph(f"{plan.goal}。", "featured_goal"),
    ]  # fmt: skip
