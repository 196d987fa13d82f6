"""`mingzhang demo`: the product doing its job on the bundled samples, from nothing.

Reads the samples into a library of its own, answers three questions (and one that has no answer), extracts one document, shows
one reconciliation that fails and why, then opens the page.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

import evals
from ingest.document import Document
from ui.one_document import check_document, extract_record
from ui.render import answer_text, finding_text, ingest_line, ingest_summary
from ui.settings import Settings, read_settings
from ui.wiring import Workspace

__all__ = ["run_demo", "samples"]

SHOWN = (
    ("unit_name", "单位名称"),
    ("fiscal_year", "年度"),
    ("total_income", "收入总计"),
    ("total_expenditure", "支出总计"),
    ("basic_expenditure", "基本支出"),
    ("project_expenditure", "项目支出"),
    ("sangong_total", "“三公”经费"),
    ("operating_expenses", "机关运行经费"),
    ("procurement_total", "政府采购"),
    ("vehicles", "车辆（辆）"),
)


def samples() -> Path:
    """The folder of the bundled sample documents."""
    return Path(evals.__file__).resolve().parent / "samples"


def run_demo(*, serve: bool, port: int) -> None:
    """The whole tour; the library of the demo goes when it ends."""
    with (
        tempfile.TemporaryDirectory(prefix="mingzhang-demo-") as store,
        Workspace(Settings(Path(store), read_settings().embedding)) as workspace,
    ):
        _say("一、读入自带样例（虚构单位）")
        _ingest(workspace)
        _say("\n二、提问")
        for question in _questions(workspace):
            _say(f"问：{question}\n答：{answer_text(workspace.ask([question]))}\n")
        documents = list(workspace.library_documents())
        _say("三、提取一份文件")
        _extract(documents[0])
        _say("\n四、勾稽核对：一处不符")
        _check(documents)
        if serve:
            _serve(workspace, port)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _ingest(workspace: Workspace) -> None:
    outcomes = []
    for outcome in workspace.ingest([samples()]):
        outcomes.append(outcome)
        _say("  " + ingest_line(outcome))
    _say("  " + ingest_summary(outcomes))


def _questions(workspace: Workspace) -> list[str]:
    """Three questions that the samples answer, of three kinds, and one that they do not."""
    rows = sorted(
        workspace.documents(), key=lambda row: (row.unit_name or "", row.fiscal_year or 0)
    )
    years = {row.unit_name: (row.fiscal_year or 0) for row in reversed(rows)}
    twice = next(row.unit_name for row in reversed(rows) if row.fiscal_year != years[row.unit_name])
    first = years[twice]
    return [
        f"{twice}{first + 1}年收入总计是多少？",
        f"{twice}{first + 1}年的支出总计比{first}年多多少？",
        f"{twice}{first + 1}年的机构设置是怎样的？",
        f"{twice}{first - 5}年的支出总计是多少？",
    ]


def _extract(document: Document) -> None:
    fields: dict[str, Any] = extract_record(document).as_json()
    _say(f"  {document.name}（金额单位：万元）")
    states = {"stated_none": "写明没有", "not_stated": "没有写"}
    for name, label in SHOWN:
        field = fields[name]
        evidence = field.get("evidence")
        place = f"　{_place(evidence)}“{evidence['quote'][:40]}”" if evidence else ""
        _say(f"  {label}：{field['value'] or states.get(field['state'], '')}{place}")


def _place(evidence: dict[str, Any]) -> str:
    if evidence["page"]:
        return f"第{evidence['page']}页"
    return str(evidence["pieces"][0]["place"])


def _check(documents: list[Document]) -> None:
    """The worst finding of all samples, with both places."""
    found = [f for d in documents for f in check_document(d) if f.status == "broken"]
    order = ("error", "warning", "info")
    worst = sorted(found, key=lambda f: (order.index(f.severity), len(f.right)))
    for finding in worst[:1]:
        _say(f"  {finding.doc}")
        _say(finding_text(finding))


def _serve(workspace: Workspace, port: int) -> None:
    from ui.app import serve

    _say(f"\n五、网页：http://127.0.0.1:{port}（Ctrl-C 结束）")
    serve(workspace, host="127.0.0.1", port=port)
