"""Real disclosures: the contradictions that stand on their pages are found, and nothing else.

Every expected finding below was looked up on the page. The oracle for the rest is the documents'
own totals: a published table adds up unless it is listed here.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from extract.checks import RULES, run_checks
from extract.run import extract_record
from ingest.document import Document
from ingest.facts import Fact, Finding
from ingest.read import read_document
from ingest.read_facts import read_facts

CONTRADICTIONS = {
    "000_": {"C69": 1},  # 收入减少、支出增加同样数额
    "jiangsu_npc": {
        "C56": 1,
        "C57": 1,
    },  # 占“三公”经费的比重按含会议费、培训费的合计计算；行政运行 10,528.33 与 4,545.94
    "jiangsu_procuratorate": {"C68": 3},  # 21.95%、0.06%、0.66%
    "finance_2024_final": {"C54": 1, "C56": 1},  # 收支总计 0.3 万元；占 71.73%
    "finance_2025": {"C57": 1},  # 887.36 万元与 873,617 元
    "wanli_2023": {
        "C26b": 1,
        "C62": 1,
        "C68": 2,
        "C71": 1,
        "C72": 1,
    },  # 年度资金申请总额 10,903,043 与当年财政拨款 11,419,043；5 个项目 3328.13 万元，五张表合计 33,513,343 元；
    # 314.82%、60.54%、0 万元增加 1421.25、220.63/441.25
    "wanli_2024": {"C52": 1, "C72": 1},  # 三公表注为空表；350.35/352.67
}
FORM = {"C53", "C83", "C84"}  # 列出未印的表；物业管理费14.72 没有单位；（一）之后是（三）
ONLY_GENERATED = {
    *("C11b", "C14b", "C22", "C26", "C55b", "C55c", "C55d", "C65", "C84c"),
    *("C20b", "C23b", "C28", "C45", "C48b", "C50", "C51", "C55e", "C60", "C61c", "C66"),
}
"""Rules for layouts that are not among these documents; they run on generated ones."""


@pytest.fixture(scope="module")
def read_all(
    shared_documents: Path,
) -> dict[str, tuple[Document, tuple[Fact, ...], tuple[Finding, ...]]]:
    """Every seed and every PDF, read once, with its findings."""
    files = [
        *sorted((shared_documents / "seeds").glob("*.txt")),
        *sorted((shared_documents / "real").glob("*.pdf")),
    ]
    parts = {}
    for path in files:
        document = read_document(path)
        facts = read_facts(document)
        parts[path.name] = (document, facts, run_checks(document, facts))
    return parts


def test_the_contradictions_on_the_pages_are_found_and_no_others(read_all) -> None:
    for name, (_, _, findings) in read_all.items():
        broken = Counter(
            f.check
            for f in findings
            if f.status == "broken" and f.severity != "info" and f.check not in FORM
        )
        expected = next((dict(found) for key, found in CONTRADICTIONS.items() if key in name), {})
        assert broken == expected, name


def test_every_rule_runs_on_at_least_one_real_document(read_all) -> None:
    ran = {
        f.check for _, _, findings in read_all.values() for f in findings if f.status != "skipped"
    }
    assert {rule.id for rule in RULES} - ran - ONLY_GENERATED == set()


def test_every_citation_of_records_and_findings_is_verbatim(read_all) -> None:
    for name, (document, facts, findings) in read_all.items():
        record = extract_record(document, facts, findings)
        cited = [figure.evidence for figure in record.figures.values()]
        cited += [row.evidence for rows in record.lists.values() for row in rows]
        cited += [side.citation for f in findings for side in (f.left, *f.right) if side]
        for citation in filter(None, cited):
            pieces = "".join(document.text[p.start : p.end] for p in citation.pieces)
            assert pieces == citation.quote != "", name


def test_a_blank_form_gives_an_empty_record_and_one_finding(read_all) -> None:
    document, facts, findings = next(parts for name, parts in read_all.items() if "blank" in name)
    assert [f.check for f in findings] == ["C00"]
    assert {f.state for f in extract_record(document, facts).figures.values()} == {"not_stated"}
