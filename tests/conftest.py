"""What all tests share: where the real documents lie, and which files of tests begin first."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(threads, "1")
"""Every worker computes on one core: the workers together use them all."""

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

ROOT = Path(__file__).resolve().parent.parent

LONGEST = (
    *("test_evaluate_real.py", "test_evaluate.py", "test_same_table_in_every_format.py"),
    *("test_cli.py", "test_nearest.py", "test_page.py", "test_architecture.py"),
)
"""The files that take longest, in the order in which they begin."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first: begun last, one of them would run on while the other workers wait."""
    begin = {name: at for at, name in enumerate(LONGEST)}
    items.sort(key=lambda item: begin.get(item.path.name, len(LONGEST)))


@pytest.fixture(scope="session")
def shared_documents() -> Path:
    """The folder of real disclosures beside the repository; skips where it is absent."""
    folder = ROOT.parent / "shared" / "documents"
    if not folder.is_dir():
        pytest.skip("需要 ../shared/documents（真实公开文件），此处没有")
    return folder


@pytest.fixture(scope="session")
def seeds(shared_documents: Path) -> list[Path]:
    """The five text conversions."""
    return sorted((shared_documents / "seeds").glob("*.txt"))


@pytest.fixture(scope="session")
def real_pdfs(shared_documents: Path) -> list[Path]:
    """The real PDFs."""
    return sorted((shared_documents / "real").glob("*.pdf"))
