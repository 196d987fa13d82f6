"""The gold questions over the samples: written by hand, their figures taken from the Budgets.

Takes the Samples, gives lines of questions.jsonl. Each says what it is there for.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from evals.synthesis.asking import Asker, Question
from evals.synthesis.disclosure import rounded
from evals.synthesis.samples import Sample
from evals.synthesis.wording import wan, wan_number
from ingest.amount import plain

__all__ = ["question_lines"]

Json = dict[str, Any]


def question_lines(samples: tuple[Sample, ...]) -> list[Json]:
    """All questions, numbered."""
    by = {sample.id: Asker(sample) for sample in samples}
    culture, later = by["culture_2024"], by["culture_2025"]
    emergency, water, veterans = by["emergency_2025"], by["water_2024"], by["veterans_2024"]
    questions = [
        *_coastal_cells(culture, later, emergency),
        *_southern_cells(water, veterans),
        *_told(culture, later, emergency, water, veterans),
        *_everyday_words(later, emergency, water, veterans),
        *_changes(culture, later, water, veterans),
        *_calculated(culture, later, water, veterans),
        *_compared(culture, later, emergency, water, veterans),
        *_passages(culture, emergency, water, veterans),
        *_none(culture, later, emergency, water, veterans),
        *_contradictions(emergency),
        *_unanswerable(culture, emergency, water, veterans),
        *_conversations(culture, later, water),
    ]
    return [question.line(number) for number, question in enumerate(questions, 1)]


def _derived(value: Decimal, unit: str, item: str, period: str) -> list[Json]:
    return [{"value": plain(value), "unit": unit, "item": item, "period": period}]


def _cell(ask: str, seen: Any, reason: str) -> Question:
    return Question(ask, "table_cell", "figure", reason, [seen])


def _coastal_cells(culture: Asker, later: Asker, emergency: Asker) -> list[Question]:
    return [
        _cell("汐湾区文化和旅游局2024年部门收支预算总表中的收入总计是多少元？",
              culture.cell("balance", "收入总计", 1), "左右并列的总表，末行总计"),
        _cell("2024年汐湾区文化和旅游局社会保障和就业支出预算数是多少？",
              culture.cell("balance", "二、社会保障和就业支出", 3, item="社会保障和就业支出"), "总表右侧的类"),
        _cell("2024年汐湾区文化和旅游局一般公共预算中群众文化的项目支出是多少元？",
              culture.cell("general", "群众文化", 6), "三列编码，项级，末列"),
        _cell("汐湾区文化和旅游局2024年图书馆科目的其他收入是多少元？",
              culture.cell("income", "图书馆", 8), "收入总表中唯一有其他收入的项"),
        _cell("汐湾区文化和旅游局2024年支出预算总表合计中的基本支出是多少？",
              culture.cell("expenditure", "合计", 5, item="基本支出"), "表跨页，合计在第二页"),
        _cell("汐湾区文化和旅游局2024年基本支出中工会经费是多少元？",
              culture.cell("economic", "工会经费", 3), "经济分类款级，续页没有重印表头"),
        _cell("汐湾区文化和旅游局2025年“三公”经费预算合计多少万元？",
              later.cell("sangong", _sangong_row(later), 0, item="“三公”经费"), "元的文件里的万元表"),
        _cell("汐湾区文化和旅游局2025年因公出国（境）费预算是多少？",
              later.cell("sangong", _sangong_row(later), 1, item="因公出国（境）费"), "三公表分项"),
        _cell("汐湾区文化和旅游局2025年机关运行经费预算数是多少万元？",
              later.cell("sangong", _sangong_row(later), 6, item="机关运行经费"), "与三公经费同表的另一项"),
        _cell("2025年汐湾区文化和旅游局人员经费合计多少元？",
              later.cell("economic", "合计", 4, item="人员经费"), "经济分类表合计行"),
        _cell("汐湾区应急管理局2025年安全监管科目的支出预算是多少？",
              emergency.cell("expenditure", "安全监管", 4), "DOCX，元，带角分"),
        _cell("汐湾区应急管理局2025年住房公积金（住房改革支出）预算多少元？",
              emergency.cell("expenditure", "住房公积金", 4), "功能科目与经济科目同名"),
    ]  # fmt: skip


def _sangong_row(asker: Asker) -> str:
    """The 三公 table of the coastal layout has one row, found by its total."""
    return asker.sample.disclosure.table("sangong").grid[-1][0]


def _southern_cells(water: Asker, veterans: Asker) -> list[Question]:
    return [
        _cell("棠湾区水务局2024年上年结转是多少万元？",
              water.cell("income", "合计", 3, item="上年结转"), "收入总表的一列"),
        _cell("棠湾区水务局2024年城市建设支出由政府性基金预算安排了多少？",
              water.cell("政府性基金预算", "城市建设支出", 2), "非空的基金表"),
        _cell("棠湾区水务局2024年采购水利工程施工的预算金额是多少？",
              water.cell("procurement", "水利工程施工", 2), "采购品目"),
        _cell("2024年棠湾区水务局水利工程运行与维护的项目支出是多少万元？",
              water.cell("expenditure", "水利工程运行与维护", 4), "单列编码"),
        _cell("2023年棠湾区水务局“三公”经费预算合计是多少？",
              water.cell("sangong", "2023年", 1, item="“三公”经费", period="2023"), "三公表的上年行"),
        _cell("棠湾区水务局2024年项目支出中用于专用设备购置的是多少？",
              water.cell("economic", "专用设备购置", 6), "经济分类表的项目列"),
        _cell("棠湾区退役军人事务局2024年死亡抚恤支出多少万元？",
              veterans.cell("general", "死亡抚恤", 2), "文本转换，合并表头丢失"),
        _cell("棠湾区退役军人事务局2024年双拥慰问项目安排了多少资金？",
              veterans.cell("projects", "双拥慰问", 1), "项目表"),
        _cell("棠湾区退役军人事务局2024年收入总计是多少？",
              veterans.cell("balance", "收入总计", 1), "左右并列的总表"),
        _cell("棠湾区退役军人事务局2024年公务用车运行维护费是多少？",
              veterans.cell("sangong", "2024年", 6, item="公务用车运行维护费"), "三公表两年两行"),
    ]  # fmt: skip


def _told(
    culture: Asker, later: Asker, emergency: Asker, water: Asker, veterans: Asker
) -> list[Question]:
    c, u = culture.sample.now, later.sample.now.unit
    service, done = wan_number(c.bought("服务")), culture.sample.before.executed["2070109"]
    e, w = emergency.sample.now, water.sample.now
    reserved = (e.bought("货物") + e.bought("服务")) * 4 / 10
    goals = sum((p.amount for p in w.goals), Decimal(0))

    def ask(question: str, reason: str, *seen: Any) -> Question:
        return Question(question, "text_lookup", "figure", reason, seen)

    return [
        ask("汐湾区文化和旅游局2024年政府采购服务预算是多少？", "只在文字中",
            culture.said("procurement", f"政府采购服务预算{service}万元", service, item="政府采购服务预算")),
        ask("汐湾区文化和旅游局2023年群众文化当年执行数是多少？", "上年执行数，不是预算数",
            culture.said("line:2070109", f"2023年当年执行数为{wan(done)}", wan_number(done), item="群众文化执行数")),
        ask("汐湾区文化和旅游局2025年部门预算中核定编制多少人，实有在职人员多少人？", "一句两个数",
            later.said("staff", f"核定编制{u.authorized}人", str(u.authorized), "人", "编制"),
            later.said("staff", f"实有在职人员{u.actual}人", str(u.actual), "人", "实有人数")),
        ask("汐湾区应急管理局2025年面向中小企业预留的采购预算是多少？", "只在文字中",
            emergency.said("reserved", wan(reserved), wan_number(reserved), item="预留中小企业采购")),
        ask("棠湾区水务局2024年有多少个项目编制了绩效目标，涉及金额多少？", "个数和金额",
            water.said("goals", f"共{len(w.goals)}个项目", str(len(w.goals)), "个", "绩效项目"),
            water.said("goals", f"涉及金额{wan(goals)}", wan_number(goals), item="绩效项目金额")),
        ask("棠湾区水务局共有多少辆车？", "国有资产说明，人员一节也有同样的数",
            water.said("vehicles_held", f"共有车辆{w.unit.vehicles}辆", str(w.unit.vehicles), "辆", "车辆")),
        ask("棠湾区退役军人事务局2024年机关运行经费预算多少万元？", "只在文字中",
            veterans.said("operating", f"机关运行经费预算{wan(veterans.sample.now.public)}",
                          wan_number(veterans.sample.now.public), item="机关运行经费")),
    ]  # fmt: skip


def _everyday_words(
    later: Asker, emergency: Asker, water: Asker, veterans: Asker
) -> list[Question]:
    def ask(question: str, reason: str, seen: Any) -> Question:
        return Question(question, "paraphrase", "figure", reason, [seen])

    return [
        ask("文旅局2025年请客吃饭的钱留了多少？", "口语：公务接待费；简称",
            later.cell("sangong", _sangong_row(later), 5, item="公务接待费")),
        ask("应急管理局2025年养车要花多少钱？", "口语：公务用车运行维护费",
            emergency.cell("sangong", _sangong_row(emergency), 4, item="公务用车运行维护费")),
        ask("水务局2024年买公车花多少？", "口语：公务用车购置费",
            water.cell("sangong", "2024年", 5, item="公务用车购置费")),
        ask("水务局2024年一共要花多少钱？", "口语：支出总计",
            water.cell("balance", "支出总计", 3)),
        ask("退役军人事务局2024年给当兵家庭发的优待金有多少？", "口语：义务兵家庭优待金项目",
            veterans.cell("projects", "义务兵家庭优待金", 1)),
        ask("文旅局2025年去国外出差的预算是多少？", "口语：因公出国（境）费",
            later.cell("sangong", _sangong_row(later), 1, item="因公出国（境）费")),
    ]  # fmt: skip


def _changes(culture: Asker, later: Asker, water: Asker, veterans: Asker) -> list[Question]:
    now, before = later.sample.now, later.sample.before
    gain, more = wan_number(now.total - before.total), now.sangong.total - before.sangong.total
    w, v = water.sample, veterans.sample
    risen = w.now.sangong.total - w.before.sangong.total
    fallen = v.before.total - v.now.total
    salary = [a.cell("economic", "基本工资", 3) for a in (culture, later)]
    spring = [a.cell("general", "旅游宣传", 4) for a in (culture, later)]

    def ask(question: str, reason: str, seen: Any, **more: Any) -> Question:
        return Question(question, "year_on_year", "figure", reason, seen, **more)

    return [
        ask("汐湾区文化和旅游局2025年收入预算比2024年增加多少万元？", "文字写明增加额",
            [later.said("income", f"增加{gain}万元", gain, item="收入增加额")]),
        ask("汐湾区文化和旅游局2025年“三公”经费比上年增加了多少？", "文字写明增加额",
            [later.said("sangong", f"增加{wan(more)}", wan_number(more), item="“三公”经费增加额")]),
        ask("棠湾区水务局2024年“三公”经费比2023年增加多少？", "三公表两年之差，文字也写明",
            [water.said("sangong", f"增加{wan(risen)}", wan_number(risen), item="“三公”经费增加额")]),
        ask("棠湾区退役军人事务局2024年收入预算比上年减少多少？", "减少额",
            [veterans.said("income", f"减少{wan(fallen)}", wan_number(fallen), item="收入减少额")]),
        ask("汐湾区文化和旅游局的基本工资，2025年比2024年多多少元？", "两份文件同一格相减", salary,
            figures=_derived(salary[1].value - salary[0].value, "元", "基本工资增加额", "2025"),
            formula=f"{salary[1].value} − {salary[0].value}"),
        ask("汐湾区文化和旅游局一般公共预算旅游宣传支出，2024年和2025年各是多少元？", "两份文件各取一格", spring),
    ]  # fmt: skip


def _calculated(culture: Asker, later: Asker, water: Asker, veterans: Asker) -> list[Question]:
    basic, whole = (water.cell("expenditure", "合计", n) for n in (3, 2))
    grants = [
        veterans.cell("projects", name, 1) for name in ("优抚对象抚恤补助", "义务兵家庭优待金")
    ]
    bought = [water.cell("procurement", name, 2) for name in ("货物类", "服务类")]
    totals = [a.cell("balance", "收入总计", 1) for a in (culture, later)]
    project, all_spent = (later.cell("expenditure", "合计", n) for n in (6, 4))
    share = rounded(basic.value * 100 / whole.value, 2)
    second = rounded(project.value * 100 / all_spent.value, 2)

    def ask(
        question: str, reason: str, seen: Any, value: Decimal, unit: str, formula: str
    ) -> Question:
        figures = _derived(value, unit, "计算结果", "")
        return Question(question, "calculation", "figure", reason, seen, figures, formula=formula)

    return [
        ask("棠湾区水务局2024年基本支出占支出合计的比重是多少？", "占比", [basic, whole], share, "%",
            f"{basic.value} ÷ {whole.value}"),
        ask("汐湾区文化和旅游局2025年项目支出占支出预算的百分之几？", "占比，元", [project, all_spent], second, "%",
            f"{project.value} ÷ {all_spent.value}"),
        ask("棠湾区退役军人事务局2024年优抚对象抚恤补助和义务兵家庭优待金两个项目合计多少万元？", "两格之和", grants,
            grants[0].value + grants[1].value, "万元", f"{grants[0].value} + {grants[1].value}"),
        ask("棠湾区水务局2024年货物类和服务类采购预算一共多少？", "两个小计之和", bought,
            bought[0].value + bought[1].value, "万元", f"{bought[0].value} + {bought[1].value}"),
        ask("汐湾区文化和旅游局2024年和2025年两年收入总计相加是多少元？", "跨文件求和", totals,
            totals[0].value + totals[1].value, "元", f"{totals[0].value} + {totals[1].value}"),
    ]  # fmt: skip


def _compared(
    culture: Asker, later: Asker, emergency: Asker, water: Asker, veterans: Asker
) -> list[Question]:
    basic = [a.cell("expenditure", "合计", 5, item="基本支出") for a in (later, emergency)]
    bought = [a.cell("procurement", "合计", 2, item="政府采购预算") for a in (water, veterans)]
    halls = [culture.cell("expenditure", name, 4) for name in ("图书馆", "群众文化")]
    return [
        Question("2025年汐湾区文化和旅游局与应急管理局的基本支出各是多少，哪个更多？", "comparison", "figure",
                 "两个部门同一年", basic, keywords=[["文化和旅游局"]]),
        Question("2024年棠湾区水务局和退役军人事务局的政府采购预算总额哪个更大？", "comparison", "figure",
                 "两种格式之间比较", bought, keywords=[["水务局"]]),
        Question("汐湾区文化和旅游局2024年图书馆和群众文化两个科目哪个支出多？", "comparison", "figure",
                 "同一列两行比较", halls, keywords=[["群众文化"]]),
    ]  # fmt: skip


def _passages(culture: Asker, emergency: Asker, water: Asker, veterans: Asker) -> list[Question]:
    def ask(kind: str, question: str, reason: str, seen: Any, *keywords: list[str]) -> Question:
        form = "list" if kind == "list" else "text"
        return Question(question, kind, form, reason, [seen], figures=(), keywords=keywords)

    plans = [p.plan.name for p in veterans.sample.now.projects]
    return [
        ask("list", "汐湾区文化和旅游局下属有哪些事业单位？", "机构名单",
            culture.said("bodies", "名单如下"), ["图书馆"], ["文化馆"]),
        ask("list", "棠湾区退役军人事务局2024年有哪些项目支出？", "项目表的名称列",
            veterans.cell("projects", plans[0], 1), *[[name] for name in plans]),
        ask("list", "棠湾区水务局部门预算包括哪几个单位？", "编制范围",
            water.said("staff", "水务局本级、河道管理所"), ["本级"], ["河道管理所"]),
        ask("passage", "汐湾区文化和旅游局2024年预算里机关运行经费是怎么定义的？", "名词解释",
            culture.said("term:机关运行经费", "事业单位的公用支出不计入"), ["日常公用支出"], ["行政单位"]),
        ask("passage", "棠湾区水务局2024年的主要工作目标是什么？", "工作目标",
            water.said("aims", "整治内河八公里"), ["内河"], ["泵站"], ["节水型小区"]),
        ask("passage", "老灯塔及炮台旧址修缮项目的绩效目标是什么？", "项目经费情况说明",
            culture.said("featured_goal", "验收合格率100%"), ["1800平方米"], ["合格率"]),
        ask("passage", "汐湾区应急管理局负责救援队伍方面的什么工作？", "职责",
            emergency.said("duty:4", "协调社会救援力量参与处置"), ["救援队伍"], ["社会救援力量"]),
        ask("passage", "棠湾区退役军人事务局2024年收支变动的主要原因是什么？", "原因",
            veterans.said("reason", veterans.sample.disclosure.paragraphs[_reason_at(veterans)].text[:12]),
            [_first_move(veterans)]),
    ]  # fmt: skip


def _reason_at(asker: Asker) -> int:
    return next(i for i, p in enumerate(asker.sample.disclosure.paragraphs) if p.key == "reason")


def _first_move(asker: Asker) -> str:
    """The project that the reason names first."""
    text = asker.sample.disclosure.paragraphs[_reason_at(asker)].text
    names = [p.plan.name for p in asker.sample.now.projects if p.plan.name in text]
    return min(names, key=text.index)


def _none(
    culture: Asker, later: Asker, emergency: Asker, water: Asker, veterans: Asker
) -> list[Question]:
    def ask(question: str, reason: str, seen: Any) -> Question:
        return Question(question, "none_stated", "none_stated", reason, [seen], figures=())

    return [
        ask("汐湾区文化和旅游局2024年政府性基金预算支出是多少？", "空表附说明", culture.note("政府性基金预算")),
        ask("汐湾区文化和旅游局2025年国有资本经营预算支出有多少？", "空表附说明", later.note("国有资本经营预算")),
        ask("汐湾区应急管理局2025年安排购置公务用车了吗？", "写明没有安排",
            emergency.said("assets_plan", "没有安排购置车辆")),
        ask("棠湾区水务局2024年国有资本经营预算安排了多少支出？", "文字写明无",
            water.said("capital", "无国有资本经营预算安排的支出")),
        ask("棠湾区退役军人事务局2024年政府性基金预算支出多少？", "文字写明无",
            veterans.said("fund", "无政府性基金预算安排的支出")),
        ask("棠湾区退役军人事务局2024年因公出国（境）费用是多少？", "写明为0.00",
            veterans.said("abroad", "2024年预算0.00万元")),
    ]  # fmt: skip


def _contradictions(emergency: Asker) -> list[Question]:
    fault = emergency.sample.planted[0]
    wrong = plain(fault.left.value or Decimal(0))
    return [
        Question("汐湾区应急管理局2025年“三公”经费预算总额是多少？", "conflicting", "conflicting",
                 "文字与表不一致，两处都要给出",
                 [emergency.said("sangong", fault.left.quote, wrong, item="“三公”经费"),
                  emergency.cell("sangong", _sangong_row(emergency), 0, item="“三公”经费")]),
    ]  # fmt: skip


def _unanswerable(
    culture: Asker, emergency: Asker, water: Asker, veterans: Asker
) -> list[Question]:
    def ask(question: str, absence: str, reason: str, about: Asker | None = None) -> Question:
        documents = [about.sample.sha256] if about else []
        return Question(
            question, "unanswerable", "refusal", reason, documents=documents, absence=absence
        )

    return [
        ask("汐湾区文化和旅游局2019年收入总计是多少？", "year", "没有这一年的文件", culture),
        ask("棠湾区水务局2026年部门预算收入是多少？", "year", "没有这一年的文件", water),
        ask("汐湾区教育局2024年项目支出是多少？", "unit", "没有这个单位"),
        ask("棠湾区退役军人事务局局长的办公电话是多少？", "outside", "文件没有这类内容", veterans),
        ask("汐湾区应急管理局2025年消防车采购的中标单位是哪家？", "outside", "文件没有这类内容", emergency),
        ask("棠湾区水务局2024年债务还本支出的具体债券代码是什么？", "outside", "文件没有这类内容", water),
        ask("汐湾区文化和旅游局2024年末银行存款余额是多少？", "outside", "预算公开不含存款余额", culture),
    ]  # fmt: skip


def _conversations(culture: Asker, later: Asker, water: Asker) -> list[Question]:
    return [
        Question(("汐湾区文化和旅游局2024年“三公”经费合计是多少？", "那2025年呢？"), "table_cell", "figure",
                 "承前省略单位和项目", [later.cell("sangong", _sangong_row(later), 0, item="“三公”经费")]),
        Question(("棠湾区水务局2024年政府采购预算总额是多少？", "其中工程类多少？"), "table_cell", "figure",
                 "承前省略单位和年份", [water.cell("procurement", "工程类", 2, item="工程类")]),
        Question(("汐湾区文化和旅游局2025年支出合计多少元？", "2024年的呢？"), "table_cell", "figure",
                 "承前省略，换年份", [culture.cell("expenditure", "合计", 4)]),
    ]  # fmt: skip
