"""Reports of the checks: a page, a workbook, and a marked copy of the source."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
import pymupdf
import pytest

from evals.synthesis.catalogue import NAMES, disclosure
from evals.synthesis.faults import plant
from evals.synthesis.formats import FORMATS
from extract.checks import run_checks
from ingest.document import Document
from ingest.errors import UsageError
from ingest.facts import Finding
from ingest.read import read_document
from ingest.read_facts import read_facts
from ui.render import rules_text
from ui.report import report_for

Checked = tuple[Document, tuple[Finding, ...], bytes]


@cache
def _checked(form: str, name: str) -> Checked:
    """A document in which the text says another “三公” total than the table."""
    made, _ = plant(disclosure(11, NAMES[3]), "sangong_text", 3)
    data = FORMATS[form].print(made).data
    document = read_document(Path(name), data=data, name=name)
    return document, run_checks(document, read_facts(document)), data


def _written(path: Path, *checked: Checked) -> str:
    report = report_for(path)
    for document, findings, data in checked:
        report.add(document, findings, lambda data=data: data)
    return report.write()


def _broken(checked: Checked) -> list[Finding]:
    return [finding for finding in checked[1] if finding.status == "broken"]


def test_the_page_shows_both_places_with_quote_page_and_picture(tmp_path: Path) -> None:
    checked = _checked("pdf", "预算.pdf")
    _written(tmp_path / "报告.html", checked)
    page = (tmp_path / "报告.html").read_text(encoding="utf-8")
    finding = next(f for f in _broken(checked) if f.severity == "error")
    assert finding.left is not None
    assert finding.left.citation is not None
    assert finding.left.citation.quote.strip() in page
    assert f"第 {finding.left.citation.page} 页" in page
    assert "data:image/png;base64," in page
    assert "http" not in page


def test_the_worst_document_stands_first(tmp_path: Path) -> None:
    good, bad = _checked("markdown", "好的.md"), _checked("pdf", "预算.pdf")
    clean = tuple(f for f in good[1] if f.status != "broken")
    _written(tmp_path / "报告.html", (good[0], clean, good[2]), bad)
    page = (tmp_path / "报告.html").read_text(encoding="utf-8")
    assert page.index("<h2 id") < page.index("没有发现不符")
    assert page.index(f'<h2 id="d{bad[0].doc_id[:16]}') < page.index(
        f'<h2 id="d{good[0].doc_id[:16]}'
    )


def test_what_a_document_holds_never_becomes_html(tmp_path: Path) -> None:
    document, findings, data = _checked("markdown", "<script>x</script>.md")
    _written(tmp_path / "报告.html", (document, findings, data))
    assert "<script" not in (tmp_path / "报告.html").read_text(encoding="utf-8")


def test_the_workbook_links_each_side_to_the_place_it_cites(tmp_path: Path) -> None:
    checked = _checked("xlsx", "预算.xlsx")
    _written(tmp_path / "报告.xlsx", checked)
    book = openpyxl.load_workbook(tmp_path / "报告.xlsx")
    sheet = book["勾稽"]
    assert (sheet["B2"].value, sheet.freeze_panes) == ("不符", "C2")
    finding = next(f for f in _broken(checked) if f.left and f.left.citation)
    row = next(r for r in sheet.iter_rows(min_row=2) if r[5].value == finding.message)
    target = row[8].hyperlink.location.split("!A")[1]
    assert finding.left is not None
    assert finding.left.citation is not None
    assert book["出处"][f"E{target}"].value == finding.left.citation.quote


def test_the_marked_copy_says_at_the_place_what_is_wrong(tmp_path: Path) -> None:
    checked = _checked("pdf", "预算.pdf")
    _written(tmp_path / "标注.pdf", checked)
    with pymupdf.open(tmp_path / "标注.pdf") as pdf, pymupdf.open(stream=checked[2]) as source:
        notes = [(page.number + 1, note.info["content"]) for page in pdf for note in page.annots()]
        assert [page.get_text() for page in pdf] == [page.get_text() for page in source]
    for finding in _broken(checked):
        assert finding.left is not None
        assert finding.left.citation is not None
        assert (finding.left.citation.page, f"{finding.title}：{finding.message}") in notes


def test_copies_of_several_sources_go_to_a_folder_and_other_formats_are_named(
    tmp_path: Path,
) -> None:
    pdf, other = _checked("pdf", "预算.pdf"), _checked("markdown", "预算.md")
    said = _written(tmp_path / "标注.pdf", pdf, pdf, other)
    assert {path.name for path in (tmp_path / "标注").iterdir()} == {
        "预算（标注）.pdf",
        "预算（标注2）.pdf",
    }
    assert "预算.md" in said


@pytest.mark.parametrize("name", ["报告.docx", "没有的文件夹/报告.html"])
def test_a_report_that_cannot_be_written_is_refused_before_the_work(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(UsageError):
        report_for(tmp_path / name)


def test_the_report_has_a_section_between_documents(tmp_path: Path) -> None:
    document, findings, data = _checked("markdown", "预算.md")
    report = report_for(tmp_path / "报告.html")
    report.add(document, findings, lambda: data)
    report.between([replace(_broken((document, findings, data))[0], message="两份文件不同")])
    report.write()
    page = (tmp_path / "报告.html").read_text(encoding="utf-8")
    assert "<h2>文件之间</h2>" in page
    assert page.index("文件之间") < page.index("两份文件不同")


def test_every_rule_is_counted_over_the_documents() -> None:
    findings = _checked("markdown", "预算.md")[1]
    rows = [line.split("\t") for line in rules_text([findings, findings]).splitlines()]
    assert rows[0] == ["编号", "规则", "核了", "相符", "四舍五入", "不符", "未核（份）"]
    by_id = {row[0]: row[2:] for row in rows[1:]}
    assert by_id["C07"] == ["2", "2", "0", "0", "0"]
    assert by_id["C58"][3] == "2"
