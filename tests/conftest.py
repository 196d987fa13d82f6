"""What all tests share: where the real documents lie, and a skip with a reason when they do not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

ROOT = Path(__file__).resolve().parent.parent


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
