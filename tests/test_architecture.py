"""The walls of the house: imports point one way, each outside library has one door."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("ingest", "retrieval", "extract", "evals", "ui")

DOORS = {
    "chromadb": ("retrieval/search/index.py",),
    "pymupdf": ("ingest/pdf.py", "evals/synthesis/", "ui/page_image.py"),
    "gradio": ("ui/",),
    "sqlalchemy": ("ingest/library.py",),
    "openpyxl": ("evals/synthesis/", "extract/workbook.py"),
    "pyarrow": ("extract/parquet_export.py",),
    "xlrd": ("ingest/old_workbook.py",),
    "cv2": ("ingest/scanned/",),
    "onnxruntime": ("ingest/scanned/recogniser.py",),
    "rapidocr": (),
    "PIL": ("ingest/scanned/image_file.py",),
    "docx": ("evals/synthesis/",),
    "langchain": ("retrieval/models.py",),
    "langchain_openai": ("retrieval/models.py",),
    "httpx": ("retrieval/models.py",),
    "torch": ("evals/train_embedding.py",),
    "sentence_transformers": ("retrieval/models.py", "evals/train_embedding.py"),
    "typer": ("ui/",),
    "rich": ("ui/",),
    "rjieba": ("retrieval/words/frame_words.py",),
}


@cache
def _sources() -> tuple[Path, ...]:
    return tuple(sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")))


@cache
def _import_lines(path: Path) -> tuple[ast.Import | ast.ImportFrom, ...]:
    """Every import of a file, at any depth; a file is parsed once for all tests."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return tuple(n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom))


@cache
def _imports(path: Path) -> frozenset[str]:
    return frozenset(name for line in _import_lines(path) for name in _named(line))


def _named(line: ast.Import | ast.ImportFrom) -> Iterator[str]:
    if isinstance(line, ast.Import):
        yield from (alias.name for alias in line.names)
    elif line.module:
        yield line.module


@pytest.mark.parametrize("library", DOORS)
def test_each_outside_library_has_one_door(library: str) -> None:
    strangers = [
        str(path.relative_to(ROOT))
        for path in _sources()
        if any(name.split(".")[0] == library for name in _imports(path))
        and not str(path.relative_to(ROOT)).startswith(DOORS[library])
    ]
    assert strangers == []


def test_the_environment_is_read_in_settings_only() -> None:
    readers = [
        str(path.relative_to(ROOT))
        for path in _sources()
        if "environ" in path.read_text(encoding="utf-8") or "getenv" in path.read_text("utf-8")
    ]
    assert readers == ["ui/settings.py"]


def test_the_import_contracts_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_folder_has_an_import_cycle_inside() -> None:
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in _sources()}
    graph = {name: {m for m in _imports(path) if m in modules} for name, path in modules.items()}
    assert _cycle(graph) == []


def _cycle(graph: dict[str, set[str]]) -> list[str]:
    done: set[str] = set()

    def visit(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        done.add(name)
        return next((c for n in sorted(graph[name]) if (c := visit(n, [*path, name]))), [])

    return next((c for name in sorted(graph) if (c := visit(name, []))), [])


def test_only_absolute_imports() -> None:
    relative = [
        str(path.relative_to(ROOT))
        for path in _sources()
        for line in _import_lines(path)
        if isinstance(line, ast.ImportFrom) and line.level
    ]
    assert relative == []


HEAVY = (
    *("torch", "sentence_transformers", "chromadb", "gradio", "langchain.agents", "transformers"),
    *("cv2", "onnxruntime", "rapidocr", "langchain_core", "langsmith"),
)


@pytest.mark.parametrize("arguments", [["--help"], ["tables"], ["extract"], ["check"], ["ask"]])
def test_light_commands_import_no_heavy_library(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = next((ROOT / "evals" / "samples").glob("*.txt"))
    command = (
        [*arguments, str(sample)] if arguments[0] in {"tables", "extract", "check"} else arguments
    )
    if arguments == ["ask"]:
        command = ["ask", "收入总计是多少？"]
        monkeypatch.setenv("MINGZHANG_STORE", str(tmp_path / "store"))
        _run(["ingest", str(sample)])
    loaded = _run(command).rsplit("LOADED:", 1)[1].split()
    assert [name for name in HEAVY if name in loaded] == []


def _run(command: list[str]) -> str:
    script = (
        "import sys\n"
        "from ui.cli import main\n"
        f"sys.argv = ['mingzhang', *{command!r}]\n"
        "try:\n    main()\nexcept SystemExit as e:\n    assert e.code in (0, None), e.code\n"
        "print('LOADED:', *sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
