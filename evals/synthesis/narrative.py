"""The explanations of a composed disclosure: what every section says, in the style of its layout.

Takes a Case and a Layout, gives Topics: a title and its paragraphs. Every amount and percentage
follows from the figures in 元, rounded once. Knows no numbering and no tables.

    Topic('收入预算情况', (Paragraph('2024年收入预算总额为2,186.40万元，比2023年预算减少……', 'income'),))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from evals.synthesis.budget import ZERO, Budget
from evals.synthesis.classification import name_of
from evals.synthesis.disclosure import Paragraph, rounded
from evals.synthesis.headings import numeral
from evals.synthesis.layout import Case, Layout

__all__ = ["Teller", "Topic", "explanations", "overview"]


@dataclass(frozen=True, slots=True)
class Topic:
    """A section with its prose."""

    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Teller:
    """Says amounts and changes as a layout does."""

    case: Case
    layout: Layout

    @property
    def year(self) -> str:
        """'2024年'."""
        return f"{self.case.now.year}年"

    @property
    def last(self) -> str:
        """'2023年' with the word for what is compared."""
        word = "决算" if self.layout.account else "预算"
        return f"{self.case.before.year}年{word}"

    @property
    def told(self) -> Budget:
        """The Budget that the text is about: the outturn in a final account."""
        return self.case.final if self.layout.account else self.case.now

    @property
    def past(self) -> Budget:
        """The Budget that is compared with: the outturn of the year before in a final account."""
        return self.case.executed if self.layout.account else self.case.before

    def money(self, yuan: Decimal) -> str:
        """An amount with its unit: '2186.40万元'."""
        unit, places = self.layout.prose_unit, self.layout.prose_places
        value = yuan / {"元": 1, "万元": 10000, "亿元": 100000000}[unit]
        return f"{rounded(value, places):f}{unit}"

    def percent(self, value: Decimal) -> str:
        """'20.36%'."""
        return f"{rounded(value, self.layout.rate_places):f}%"

    def share(self, part: Decimal, whole: Decimal) -> str:
        """A share of a whole; '0.00%' of nothing."""
        return self.percent(part * 100 / whole if whole else ZERO)

    def change(self, value: Callable[[Budget], Decimal]) -> str:
        """'比2023年预算减少12.30万元，下降4.05%', or '与2023年预算持平'."""
        now, before = value(self.told), value(self.past)
        if self.money(now) == self.money(before) or now == before:
            return f"与{self.last}持平"
        word, way = ("增加", "增长") if now > before else ("减少", "下降")
        by = f"比{self.last}{word}{self.money(abs(now - before))}"
        return (
            f"{by}，{way}{self.percent(abs(now - before) * 100 / before)}"
            if before
            else f"{by}（上年无此项支出）"
        )

    def done(self, value: Callable[[Budget], Decimal]) -> str:
        """'年初预算为…，支出决算为…，完成年初预算的98.12%，决算数小于预算数'."""
        plan, final = value(self.case.now), value(self.case.final)
        word = "大于" if final > plan else "小于" if final < plan else "等于"
        rate = f"，完成年初预算的{self.percent(final * 100 / plan)}" if plan else ""
        return (
            f"年初预算为{self.money(plan)}，支出决算为{self.money(final)}{rate}。决算数{word}预算数"
        )


def overview(case: Case, layout: Layout) -> tuple[Topic, ...]:
    """What the department is: duties, bodies, staff."""
    unit, year = case.now.unit, case.now.year
    duties = tuple(
        Paragraph(f"（{numeral(i)}）{d}", f"duty:{i}") for i, d in enumerate(unit.duties, 1)
    )
    names = "、".join(b.name for b in unit.bodies)
    bodies = Paragraph(
        f"纳入{unit.name}{year}年{layout.kind}编制范围的预算单位共{len(unit.bodies)}个：{names}。",
        "bodies",
    )
    people = Paragraph(
        f"本{layout.entity}编制{unit.authorized}人，实有在职人员{unit.actual}人，离退休人员{unit.retired}人，"
        f"公务用车{unit.vehicles}辆。", "staff",
    )  # fmt: skip
    return (Topic("主要职责", duties), Topic("机构设置及人员情况", (bodies, people)))


def explanations(case: Case, layout: Layout) -> tuple[Topic, ...]:
    """What the figures are, section by section."""
    say = Teller(case, layout)
    word = "决算" if layout.account else "预算"
    return (
        Topic(f"收入{word}情况", (_income(say, word),)),
        Topic(f"支出{word}情况", (_spending(say, word),)),
        Topic(f"一般公共预算支出{word}具体情况", _general(say)),
        Topic("政府性基金预算支出情况", (_fund(say),)),
        Topic("“三公”经费情况", _sangong(say)),
        Topic("机关运行经费情况", (_operating(say),)),
        Topic("政府采购情况", (_bought(say),)),
        Topic("预算绩效情况", (_goals(say),)),
        Topic("国有资产占有使用情况", (_assets(say),)),
        Topic("名词解释", _terms()),
    )


def _income(say: Teller, word: str) -> Paragraph:
    b = say.told
    carried = f"，上年结转{say.money(b.carry)}" if b.carry else ""
    text = (
        f"{say.year}收入{word}总额为{say.money(b.total)}，{say.change(lambda x: x.total)}。其中：财政拨款收入"
        f"{say.money(b.fiscal - b.carry)}，其他收入{say.money(b.other)}{carried}。"
    )
    return Paragraph(text, "income")


def _spending(say: Teller, word: str) -> Paragraph:
    b = say.told
    text = (
        f"{say.year}支出{word}总额为{say.money(b.total)}，{say.change(lambda x: x.total)}。其中：基本支出"
        f"{say.money(b.basic_total)}，占{say.share(b.basic_total, b.total)}，包括人员经费{say.money(b.personnel)}和"
        f"公用经费{say.money(b.public)}；项目支出{say.money(b.project_total)}，占{say.share(b.project_total, b.total)}。"
    )
    return Paragraph(text, "expenditure")


def _general(say: Teller) -> tuple[Paragraph, ...]:
    b = say.told
    opening = f"{say.year}一般公共预算支出{say.money(b.general)}，{say.change(lambda x: x.general)}。具体如下："
    style = {
        "items": _by_item, "bullets": _by_bullet, "comparative": _by_category,
        "terse": _in_a_line, "ledger": _in_a_line,
    }[say.layout.narrative]  # fmt: skip
    return (Paragraph(opening, "general"), *style(say))


def _items(say: Teller) -> list[str]:
    return [c for c in say.told.codes(lambda x: x.general) if len(c) == 7]


def _under(code: str) -> Callable[[Budget], Decimal]:
    return lambda b: b.sum(lambda x: x.general, code)


def _by_item(say: Teller) -> tuple[Paragraph, ...]:
    """'1.“…（类）…（款）…（项）”120.00万元，……'."""
    made = []
    for i, c in enumerate(_items(say), 1):
        told = say.done(_under(c)) if say.layout.account else say.change(_under(c))
        text = f"{i}.“{say.told.full_name(c)}”{say.money(_under(c)(say.told))}，主要用于{name_of(c)}方面的开支。{told}。"
        made.append(Paragraph(text, f"item:{c}"))
    return tuple(made)


def _by_bullet(say: Teller) -> tuple[Paragraph, ...]:
    """'2070109群众文化支出264.00万元，主要用于……；'."""
    codes = _items(say)
    ends = ["；"] * (len(codes) - 1) + ["。"]
    return tuple(
        Paragraph(f"{c}{_spent(c)}{say.money(_under(c)(say.told))}，主要用于{name_of(c)}{end}", f"item:{c}")
        for c, end in zip(codes, ends, strict=True)
    )  # fmt: skip


def _spent(code: str) -> str:
    """'群众文化支出'; a name that ends so already is left as it is."""
    return f"{name_of(code).removesuffix('支出')}支出"


def _by_category(say: Teller) -> tuple[Paragraph, ...]:
    """'（一）教育支出（类）120.00万元，占…，比上年……，主要原因是……'."""
    made = []
    for i, c in enumerate(say.told.categories(lambda x: x.general), 1):
        amount = _under(c)(say.told)
        text = (
            f"（{numeral(i)}）{name_of(c)}（类）{say.money(amount)}，占{say.share(amount, say.told.general)}，"
            f"{say.change(_under(c))}，主要原因是按实际需要安排。"
        )
        made.append(Paragraph(text, f"category:{c}"))
    return tuple(made)


def _in_a_line(say: Teller) -> tuple[Paragraph, ...]:
    """One sentence with everything."""
    told = "、".join(
        f"{name_of(c)}{say.money(_under(c)(say.told))}"
        for c in say.told.categories(lambda x: x.general)
    )
    return (Paragraph(f"按功能分类：{told}。", "categories"),)


def _fund(say: Teller) -> Paragraph:
    if not say.told.fund:
        text = f"{say.year}本{say.layout.entity}没有使用政府性基金预算拨款安排的支出。"
    else:
        text = f"{say.year}政府性基金预算支出{say.money(say.told.fund)}，全部为项目支出。"
    return Paragraph(text, "fund")


def _sangong(say: Teller) -> tuple[Paragraph, ...]:
    told = say.done if say.layout.account else say.change
    parts: tuple[tuple[str, str, Callable[[Budget], Decimal]], ...] = (
        ("abroad", "因公出国（境）费", lambda b: b.sangong.abroad),
        ("vehicles", "公务用车购置及运行维护费", lambda b: b.sangong.vehicles),
        ("reception", "公务接待费", lambda b: b.sangong.reception),
    )
    s = say.told.sangong
    first = (
        f"{say.year}“三公”经费{say.money(s.total)}，{say.change(lambda b: b.sangong.total)}。其中："
    )
    return (
        Paragraph(first, "sangong"),
        *(
            Paragraph(f"{i}.{name}{say.money(value(say.told))}，{told(value)}。", key)
            for i, (key, name, value) in enumerate(parts, 1)
        ),
    )


def _operating(say: Teller) -> Paragraph:
    text = (
        f"{say.year}本{say.layout.entity}机关运行经费{say.money(say.told.public)}，"
        f"{say.change(lambda b: b.public)}。"
    )
    return Paragraph(text, "operating")


def _bought(say: Teller) -> Paragraph:
    b = say.told
    kinds = "、".join(f"政府采购{k}支出{say.money(b.bought(k))}" for k in ("货物", "工程", "服务"))
    return Paragraph(
        f"{say.year}政府采购总额{say.money(b.bought())}，其中：{kinds}。", "procurement"
    )


def _goals(say: Teller) -> Paragraph:
    goals = say.case.now.goals
    amount = sum((p.amount for p in goals), ZERO)
    text = f"{say.year}本{say.layout.entity}对{len(goals)}个项目编报了绩效目标，涉及资金{say.money(amount)}。"
    return Paragraph(text, "goals")


def _assets(say: Teller) -> Paragraph:
    u = say.case.now.unit
    own = sum(b.vehicles for b in u.bodies if b.kind == "行政")
    text = (
        f"截至{say.case.before.year}年12月31日，本{say.layout.entity}共有车辆{u.vehicles}辆，其中一般公务用车{own}辆、"
        f"其他用车{u.vehicles - own}辆。"
    )
    return Paragraph(text, "vehicles_held")


def _terms() -> tuple[Paragraph, ...]:
    terms = (
        ("财政拨款收入", "指本级财政当年拨付的资金。"),
        ("基本支出", "指为保障机构正常运转、完成日常工作任务而发生的人员经费和公用经费。"),
        ("项目支出", "指在基本支出之外为完成特定任务而安排的支出。"),
    )
    return tuple(Paragraph(f"{i}.{w}：{m}", f"term:{w}") for i, (w, m) in enumerate(terms, 1))
