"""Between documents: consecutive years, a department and its units, budget and account of invented units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from evals.synthesis.disclosure import Disclosure
from evals.synthesis.families import family
from evals.synthesis.formats import FORMATS
from extract.checks.across import Across
from ingest.document import Document
from ingest.facts import Finding
from ingest.read import read_document
from ingest.read_facts import read_facts

OLD, NEW, ACCOUNT = 0, 1, 2


@cache
def _made(seed: int, budget: str) -> tuple[Disclosure, ...]:
    return tuple(family(seed, budget=budget))


def _read(made: Disclosure, name: str) -> Document:
    data = FORMATS["text"].print(made).data
    return read_document(Path(name), data=data, name=name)


def _changed(document: Document, old: str, new: str) -> Document:
    """The same file with one printed figure another one."""
    assert old in document.text, old
    data = document.text.replace(old, new, 1).encode()
    return read_document(Path(document.name), data=data, name=document.name)


@cache
def _documents(seed: int, budget: str) -> tuple[Document, ...]:
    return tuple(_read(made, f"{i}.txt") for i, made in enumerate(_made(seed, budget)))


def _between(documents: Sequence[Document]) -> list[Finding]:
    across = Across()
    for document in documents:
        across.check(document, read_facts(document))
    return list(across.findings())


def _broken(documents: Sequence[Document]) -> list[Finding]:
    return [f for f in _between(documents) if f.status == "broken"]


def _run(documents: Sequence[Document]) -> set[str]:
    return {f.check for f in _between(documents) if f.status in ("ties", "rounding")}


@pytest.mark.parametrize("budget", ["delta", "gorge", "steppe", "dune"])
@pytest.mark.parametrize("seed", [0, 1])
def test_documents_that_belong_together_give_no_alarm(seed: int, budget: str) -> None:
    found = _between(_documents(seed, budget))
    assert [f.message for f in found if f.status == "broken"] == []
    assert {"C77", "C77c"} <= {f.check for f in found if f.status == "ties"}


def _figure(document: Document, check: str, documents: Sequence[Document]) -> str:
    """A figure of a document that a rule compared and found to agree."""
    (finding,) = [f for f in _between(documents) if f.check == check and f.status == "ties"][:1]
    sides = [s for s in (finding.left, *finding.right) if s and s.citation]
    side = next(s for s in sides if s.citation and s.citation.doc_id == document.doc_id)
    assert side.citation
    return side.citation.quote


def test_last_years_column_is_last_years_document() -> None:
    documents = list(_documents(0, "delta"))
    row = next(line for line in documents[NEW].text.splitlines() if line.startswith("2023年\t"))
    total = row.split("\t")[1]
    wrong = row.replace(total, f"9{total}", 1).replace("\t0.00", "\t0.00")
    changed = _changed(documents[NEW], row, wrong)
    found = _broken([documents[OLD], changed])
    own = [f for f in Across().check(changed, read_facts(changed)) if f.status == "broken"]
    assert len(found) + len([f for f in own if f.severity != "info"]) == 1


def test_a_figure_that_last_years_document_does_not_have_is_one_finding_with_both_places() -> None:
    documents = list(_documents(0, "dune"))
    made = _made(0, "dune")[NEW]
    other = _made(2, "dune")[NEW]
    assert made.tables[1].rows != other.tables[1].rows
    text = documents[NEW].text
    line = next(x for x in text.splitlines() if x.startswith("2130") or x.startswith("2070101"))
    cells = line.split("\t")
    assert len(cells) > 6, line
    cells[-1] = cells[-1].replace(cells[-1][0], str((int(cells[-1][0]) + 4) % 10), 1)
    changed = _changed(documents[NEW], line, "\t".join(cells))
    own = [f for f in Across().check(changed, read_facts(changed)) if f.status == "broken"]
    found = _broken([documents[OLD], changed])
    assert len(found) + len([f for f in own if f.severity != "info"]) == 1


def test_a_budget_of_the_account_that_is_not_the_published_one_is_found() -> None:
    documents = list(_documents(0, "delta"))
    printed = _figure(documents[ACCOUNT], "C77b", documents)
    text = documents[ACCOUNT].text.replace(printed, f"8{printed}")
    changed = read_document(Path("2.txt"), data=text.encode(), name="2.txt")
    across = Across()
    across.add(documents[NEW], read_facts(documents[NEW]), ())
    across.add(changed, read_facts(changed), ())
    found = [f for f in across.findings() if f.status == "broken"]
    assert {f.check for f in found} == {"C77b"}
    assert {s.citation.doc for f in found for s in (f.left, *f.right) if s and s.citation} == {
        "1.txt",
        "2.txt",
    }


def test_a_unit_that_is_missing_leaves_only_the_part_within_the_whole() -> None:
    documents = list(_documents(0, "delta"))
    found = {f.check: f for f in _between([*documents[:3], documents[3]])}
    assert found["C77c"].status == "skipped"
    assert found["C77c"].reason == "缺少部门文件所列的全部单位的文件"
    assert found["C77d"].status == "ties"


def test_a_unit_with_more_than_its_department_is_found() -> None:
    documents = list(_documents(0, "delta"))
    printed = _figure(documents[4], "C77c", documents)
    unit = documents[4].text.replace(printed, f"77,{printed[-6:]}")
    changed = read_document(Path("4.txt"), data=unit.encode(), name="4.txt")
    across = Across()
    for document in (documents[NEW], changed):
        across.add(document, read_facts(document), ())
    found = [f for f in across.findings() if f.status == "broken"]
    assert {f.check for f in found} == {"C77d"}


def test_units_of_one_name_in_two_regions_are_never_joined() -> None:
    documents = list(_documents(0, "delta"))
    info = documents[OLD].info
    assert info.region
    elsewhere = documents[OLD].text.replace(info.region, "海门市东湾区").replace("\t1", "\t2")
    stranger = read_document(Path("s.txt"), data=elsewhere.encode(), name="s.txt")
    assert stranger.info.region == "海门市东湾区"
    assert _run([stranger, documents[NEW]]) == set()
    nowhere = replace(stranger, info=replace(stranger.info, region=None, unit_name="文化和旅游局"))
    here = replace(documents[NEW], info=replace(documents[NEW].info, region=None, unit_name="文化和旅游局"))  # fmt: skip
    assert _run([nowhere, here]) == set()


def test_one_document_alone_says_nothing_of_others() -> None:
    assert _between(_documents(0, "delta")[:1]) == []


def test_most_figures_apart_is_another_basis_and_no_alarm() -> None:
    documents = list(_documents(0, "dune"))
    other = _documents(2, "dune")[OLD]
    joined = replace(other, info=documents[OLD].info)
    found = [f for f in _between([joined, documents[NEW]]) if f.status == "broken"]
    assert [(f.check, f.severity) for f in found] == [("C77", "info")]
