"""A user's own schema: what it finds, what it refuses to guess, and what it says when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.checks import run_checks
from extract.export import write_records
from extract.own_record import extract_own
from extract.own_schema import BUILT_IN, own_schema, schema_of
from extract.record import Record
from ingest.errors import MissingFile, UsageError

INDICATORS = """
表六

## 项目支出绩效目标表

单位：万元

项目名称\t项目金额\t一级指标\t二级指标\t三级指标\t指标值
河道清淤\t320.00\t产出指标\t数量指标\t清淤长度\t≥12公里
\t\t产出指标\t质量指标\t验收合格率\t≥98%
\t\t效益指标\t社会效益指标\t投诉件数\t≤5件
防汛物资\t180.00\t产出指标\t数量指标\t采购沙袋\t≥5000个
\t\t满意度指标\t服务对象满意度\t群众满意度\t≥90%
"""


def _extracted(budget, schema: str) -> Record:
    document, facts = budget.parts
    findings = run_checks(document, facts)
    made = own_schema(schema) if schema in BUILT_IN else schema_of(schema, "字段表.yaml")
    return extract_own(document, facts, findings, made)


def test_a_label_finds_its_cell_and_its_sentence(budget) -> None:
    record = _extracted(
        budget,
        """
name: mine
fields:
  - {name: reception, label: 公务接待费, where: {tables: [三公]}}
  - {name: before, label: 公务接待费, year: last, where: {tables: [三公]}}
  - {name: operating, label: 机关运行经费, unit: 元}
""",
    )
    figures = record.figures
    assert (figures["reception"].shown, figures["before"].shown) == ("0.80", "1.00")
    assert (figures["operating"].shown, figures["operating"].how) == ("882000", "正文")
    assert figures["reception"].evidence is not None
    assert figures["reception"].evidence.quote == "0.80"


def test_two_rows_that_fit_give_nothing_and_both_are_named(budget) -> None:
    """基本工资 stands in the economic table and, with another figure, in a table of its own."""
    twice = budget.with_(
        (
            "表五\n",
            "表七\n\n## 工资明细表\n\n单位：万元\n\n项目\t金额\n基本工资\t300.00\n奖金\t1.00\n\n表五\n",
        )
    )
    record = _extracted(twice, "name: m\nfields: [{name: wage, label: 基本工资}]")
    wage = record.figures["wage"]
    assert (wage.state, wage.value) == ("not_stated", None)
    assert wage.reason is not None
    assert "440.00" in wage.reason
    assert "300.00" in wage.reason
    narrowed = "name: m\nfields: [{name: wage, label: 基本工资, where: {tables: [工资明细]}}]"
    assert _extracted(twice, narrowed).figures["wage"].shown == "300.00"


def test_text_and_table_that_disagree_are_both_kept(budget) -> None:
    apart = budget.with_(("公务接待费 0.80 万元", "公务接待费 0.95 万元"))
    figure = _extracted(
        apart,
        "name: m\nfields: [{name: r, label: 公务接待费, where: {tables: [三公], sections: [三公]}}]",
    ).figures["r"]
    assert (figure.shown, figure.status) == ("0.80", "有冲突")
    assert [str(other.value) for other in figure.alternatives] == ["0.95"]
    builtin = apart.record().figures["sangong_reception"]
    assert (builtin.shown, builtin.status) == ("0.80", "有冲突")
    assert [(str(o.value), o.check) for o in builtin.alternatives] == [("0.95", "C58")]


def test_rows_inside_rows_belong_to_the_project_above_them(budget) -> None:
    record = _extracted(budget.with_(("表五\n", INDICATORS + "\n表五\n")), "performance_targets")
    dredging, goods = record.lists["targets"]
    assert (dredging.values["project"], dredging.values["amount"]) == ("河道清淤", "320.00")
    assert [row.values["target"] for row in dredging.rows["indicators"]] == [
        "≥12公里",
        "≥98%",
        "≤5件",
    ]
    assert [row.values["level1"] for row in goods.rows["indicators"]] == ["产出指标", "满意度指标"]


def test_nested_rows_are_lines_of_a_sheet_and_of_a_csv(budget, tmp_path: Path) -> None:
    record = _extracted(budget.with_(("表五\n", INDICATORS + "\n表五\n")), "performance_targets")
    write_records([record], tmp_path / "记录.csv")
    lines = (tmp_path / "记录.targets.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 6
    write_records([record], tmp_path / "记录.xlsx")


def test_a_code_in_three_columns_is_one_code(budget) -> None:
    table = """表七

## 支出明细表

单位：万元

科目编码\t\t\t科目名称\t金额
类\t款\t项\t\t
213\t\t\t农林水支出\t9.00
213\t03\t\t水利\t9.00
213\t03\t14\t防汛\t9.00

表五
"""
    schema = """
name: m
fields:
  - name: rows
    label: 明细
    type: rows
    where: {tables: [支出明细]}
    fields:
      - {name: code, label: 科目编码, type: text}
      - {name: name, label: 科目名称, type: text, required: true}
      - {name: amount, label: 金额}
"""
    rows = _extracted(budget.with_(("表五\n", table)), schema).lists["rows"]
    assert [row.values["code"] for row in rows] == ["213", "21303", "2130314"]


def test_a_budget_gives_no_figure_of_a_final_account(budget) -> None:
    record = _extracted(budget, "final_account")
    assert record.figures["income_final"].state == "not_stated"
    assert record.figures["income_budget"].shown == "1260.50"
    assert record.lists["functional"] == ()


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_built_in_schema_is_valid_and_runs(budget, name: str) -> None:
    assert _extracted(budget, name).as_json()["doc"] == "预算.txt"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: m\nfields:\n  - name: a\n    lable: 收入", "第 4 行：不认识“lable”"),
        ("name: m\nfields:\n  - name: a", "第 3 行：缺少“label”"),
        (
            "name: m\nfields:\n  - {name: a, label: 收入}\n  - name: b\n    label: 支出\n    type: money",
            "第 6 行：“type”不能是“money”",
        ),
        ("name: m\nfields:\n  - {name: a, label: 甲}\n  - {name: a, label: 乙}", "重复：a"),
        ("name: m\nfields:\n  - name: a\n    label: 甲\n    type: rows", "还要写 fields"),
        ("name: m\nfields:\n  - name: 收入\n    label: 甲", "只能用英文字母"),
        ("name: m\nfields: [\n  {name: a, label: 甲", "不是有效的 YAML"),
        (
            "name: m\nfields:\n  - {name: a, label: 甲, where: {table: [x]}}",
            "第 3 行：不认识“table”，可以写 tables",
        ),
        ('{"name": "m",\n "fields": [{"name": "a",\n  "label": 5}]}', "第 3 行：“label”应是文字"),
        ("一段话", "第 1 行"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(UsageError) as raised:
        schema_of(text, "字段表.yaml")
    assert said in str(raised.value)


def test_a_schema_that_is_not_there_is_said() -> None:
    with pytest.raises(MissingFile):
        own_schema("没有.yaml")
    with pytest.raises(UsageError, match="没有这个字段表"):
        own_schema("nothing")


def test_a_pydantic_class_is_a_schema(tmp_path: Path, budget) -> None:
    path = tmp_path / "my_fields.py"
    path.write_text(
        "from decimal import Decimal\nfrom pydantic import BaseModel, Field\n\n"
        "class Row(BaseModel):\n"
        "    name: str = Field(title='科目名称')\n"
        "    total: Decimal = Field(title='支出合计')\n\n"
        "class Mine(BaseModel):\n"
        "    operating: Decimal | None = Field(None, title='机关运行经费')\n"
        "    rows: list[Row] = Field([], title='明细', json_schema_extra={'where': {'tables': ['支出总表']}})\n",
        encoding="utf-8",
    )
    document, facts = budget.parts
    record = extract_own(document, facts, (), own_schema(f"{path}:Mine"))
    assert record.figures["operating"].shown == "88.20"
    assert record.lists["rows"][0].values == {"name": "社会保障和就业支出", "total": "160.50"}


WHOLE_DEPARTMENT = """
表八

## 部门整体支出绩效目标表

<table><tr><td>部门（单位）名称</td><td></td><td>青岚区水务局</td><td></td></tr>
<tr><td rowspan="3">年度主要任务</td><td>任务名称</td><td>主要内容</td><td>预算金额（万元）</td></tr>
<tr><td>防汛</td><td>备汛物资</td><td>180.00</td></tr>
<tr><td>清淤</td><td>疏浚河道</td><td>320.00</td></tr>
<tr><td>年度总体目标</td><td colspan="3">河道清洁，汛期平安</td></tr>
<tr><td rowspan="3">年度绩效指标</td><td>一级指标</td><td>三级指标</td><td>指标值</td></tr>
<tr><td>产出指标</td><td>清淤长度</td><td>≥12公里</td></tr>
<tr><td>效益指标</td><td>投诉件数</td><td>≤5件</td></tr></table>

表五
"""


def test_a_label_that_reaches_over_the_rows_of_a_form_is_no_value(budget) -> None:
    targets = _extracted(budget.with_(("表五\n", WHOLE_DEPARTMENT)), "performance_targets").lists[
        "targets"
    ]
    assert [row.values["project"] for row in targets] == ["青岚区水务局"]
    assert [row.values["target"] for row in targets[0].rows["indicators"]] == ["≥12公里", "≤5件"]


SELF_EVALUATION = """
表八

## 项目支出绩效自评表

<table><tr><td>项目名称</td><td colspan="3">河道清淤</td></tr>
<tr><td>主管部门</td><td>青岚区水务局</td><td>实施单位</td><td>河道管理站</td></tr>
<tr><td rowspan="2">年度总体目标</td><td>预期目标</td><td colspan="2">实际完成情况</td></tr>
<tr><td>疏浚河道12公里</td><td colspan="2">已疏浚13公里</td></tr></table>

表五
"""


def test_a_goal_over_what_was_done_is_the_words_under_its_head(budget) -> None:
    lists = _extracted(budget.with_(("表五\n", SELF_EVALUATION)), "projects").lists
    row = next(r.values for r in lists["descriptions"] if r.values["name"] == "河道清淤")
    assert (row["goal"], row["agent"]) == ("疏浚河道12公里", "河道管理站")


OVER_INDICATORS = """
表八

## 项目支出绩效目标表

<table><tr><td>项目名称</td><td>年度目标</td><td>一级指标</td><td>三级指标</td><td>指标值</td></tr>
<tr><td rowspan="2">河道清淤</td><td rowspan="2">疏浚河道</td><td>产出指标</td><td>清淤长度</td><td>≥12公里</td></tr>
<tr><td>效益指标</td><td>投诉件数</td><td>≤5件</td></tr></table>

表五
"""


def test_a_project_over_its_indicators_is_told_once(budget) -> None:
    rows = _extracted(budget.with_(("表五\n", OVER_INDICATORS)), "projects").lists["descriptions"]
    assert [row.values["goal"] for row in rows] == ["疏浚河道"]
