"""The bundled samples: regenerating gives what is committed, and gold points at what is printed."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

import evals.samples
from evals.cases import Question, RecordGold, TablesGold, load
from evals.scorers import fold
from evals.synthesis.__main__ import write

FOLDER = Path(evals.samples.__file__).parent
GOLD = FOLDER.parent / "gold" / "samples"
KINDS = {
    "table_cell", "text_lookup", "paraphrase", "year_on_year", "calculation", "comparison",
    "list", "passage", "none_stated", "conflicting", "unanswerable",
}  # fmt: skip


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    return json.loads((FOLDER / "truth.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples printed afresh."""
    out = tmp_path_factory.mktemp("samples")
    write(out / "samples", out / "gold" / "samples")
    return out


def same_libraries(truth: dict[str, Any]) -> bool:
    return all(version(name) == used for name, used in truth["printed_with"].items())


def without_identity(path: Path, truth_file: Path) -> str:
    """A generated file with the sha256 of every document replaced by its id."""
    text = path.read_text("utf-8")
    made = json.loads(truth_file.read_text("utf-8"))
    for document in made["documents"]:
        text = text.replace(document["sha256"], document["id"])
    return text.replace(json.dumps(made["printed_with"]), "{}")


def test_truth_and_gold_are_what_the_generator_writes(again: Path) -> None:
    pairs = [(FOLDER / "truth.json", again / "samples" / "truth.json")]
    names = ("questions.jsonl", "records.jsonl", "tables.jsonl")
    pairs += [(GOLD / name, again / "gold" / "samples" / name) for name in names]
    for committed, fresh in pairs:
        assert without_identity(committed, FOLDER / "truth.json") == without_identity(
            fresh, again / "samples" / "truth.json"
        ), committed.name


def test_regenerating_gives_the_same_bytes(again: Path, truth: dict[str, Any]) -> None:
    for document in truth["documents"]:
        if document["file"].endswith(".txt") or same_libraries(truth):
            fresh = (again / "samples" / document["file"]).read_bytes()
            assert fresh == (FOLDER / document["file"]).read_bytes(), document["file"]


def test_the_truth_names_every_sample_by_its_bytes(truth: dict[str, Any]) -> None:
    for document in truth["documents"]:
        data = (FOLDER / document["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == document["sha256"]
        assert len(data) < 400_000
    listed = {d["file"] for d in truth["documents"]} | {"truth.json", "__init__.py"}
    assert {p.name for p in FOLDER.iterdir() if p.is_file()} == listed


def test_two_layouts_four_formats_and_two_years_of_one_unit(truth: dict[str, Any]) -> None:
    documents = truth["documents"]
    assert {d["layout"] for d in documents} == {"coastal", "southern"}
    assert {Path(d["file"]).suffix for d in documents} == {".pdf", ".docx", ".xlsx", ".txt"}
    years = [d["fiscal_year"] for d in documents if d["unit_name"].endswith("文化和旅游局")]
    assert years == [2024, 2025]


def printed_texts(document: dict[str, Any], folder: Path) -> str:
    """All that a document prints, without white space: its cells and its prose."""
    cells = [cell for table in document["tables"] for row in table["grid"] for cell in row]
    return fold("".join(cells)) + fold(prose_of(folder / document["file"]))


def prose_of(path: Path) -> str:
    match path.suffix:
        case ".txt":
            return path.read_text("utf-8")
        case ".pdf":
            import pymupdf

            with pymupdf.open(path) as pdf:
                return "".join(page.get_text() for page in pdf)
        case ".docx":
            import docx

            return "".join(p.text for p in docx.Document(str(path)).paragraphs)
        case _:
            import openpyxl

            book = openpyxl.load_workbook(path)
            return "".join(str(row[0].value or "") for row in book.worksheets[0].iter_rows())


@pytest.fixture(scope="module")
def texts(truth: dict[str, Any]) -> dict[str, str]:
    return {d["sha256"]: printed_texts(d, FOLDER) for d in truth["documents"]}


def test_every_gold_quote_is_printed_in_its_document(texts: dict[str, str]) -> None:
    for question in load(GOLD / "questions.jsonl", Question):
        for evidence in question.evidence:
            assert fold(evidence.quote) in texts[evidence.sha256], question.id
    for record in load(GOLD / "records.jsonl", RecordGold):
        for name, field in record.fields.items():
            assert fold(field.quote or "") in texts[record.sha256], name


def test_evidence_in_a_pdf_names_the_physical_page_that_prints_it(truth: dict[str, Any]) -> None:
    import pymupdf

    files = {d["sha256"]: FOLDER / d["file"] for d in truth["documents"]}
    seen = 0
    for question in load(GOLD / "questions.jsonl", Question):
        for evidence in question.evidence:
            if files[evidence.sha256].suffix != ".pdf":
                assert evidence.page is None
                continue
            with pymupdf.open(files[evidence.sha256]) as pdf:
                assert fold(evidence.quote) in fold(pdf[(evidence.page or 0) - 1].get_text())
            seen += 1
    assert seen > 15


def test_questions_are_many_and_of_every_kind_with_ids_of_their_own() -> None:
    questions = load(GOLD / "questions.jsonl", Question)
    assert len(questions) >= 40
    assert {q.kind for q in questions} == KINDS
    assert len({q.id for q in questions}) == len(questions)
    assert all(q.asked[0] and q.reason for q in questions)


def test_every_question_has_what_its_answer_type_needs() -> None:
    for question in load(GOLD / "questions.jsonl", Question):
        match question.answer_type:
            case "figure":
                assert question.figures, question.id
            case "text" | "list":
                assert question.keywords, question.id
            case "conflicting":
                assert len({f.value for f in question.figures}) == 2
            case "none_stated":
                assert question.evidence
            case "refusal":
                assert not question.figures
                assert not question.evidence


def test_records_and_tables_of_every_sample_are_in_gold(truth: dict[str, Any]) -> None:
    shas = {d["sha256"] for d in truth["documents"]}
    assert {r.sha256 for r in load(GOLD / "records.jsonl", RecordGold)} == shas
    tables = load(GOLD / "tables.jsonl", TablesGold)
    assert {t.sha256 for t in tables} == shas
    assert all(table.rows > 0 for each in tables for table in each.tables)


def test_one_sample_contradicts_itself_and_both_places_are_printed(
    truth: dict[str, Any], texts: dict[str, str]
) -> None:
    faulty = [d for d in truth["documents"] if d["planted"]]
    assert len(faulty) == 1
    for fault in faulty[0]["planted"]:
        for place in (fault["left"], *fault["right"]):
            assert fold(place["quote"]) in texts[faulty[0]["sha256"]], fault["id"]
    first = faulty[0]["planted"][0]
    assert first["left"]["value"] != first["right"][0]["value"]
