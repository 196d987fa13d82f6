"""`mingzhang check --report FILE`: what the checks say of one or many documents, as a file for people.

    报告.html   a page: worst first, both places of every difference with quote, page and picture
    报告.xlsx   a sheet of findings, a sheet of the places they cite
    报告.pdf    a copy of the source with the places marked; of several sources a folder of copies

Takes documents with their findings one by one, writes the file when all are there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import IO, Protocol

from extract.evidence_page import EvidencePage, findings_page
from extract.whole_file import replaced_whole, writable
from extract.workbook import save_pages
from ingest.document import Document
from ingest.errors import UsageError
from ingest.facts import Finding
from ui.page_image import Note, annotated_pdf
from ui.report_html import between_section, document_section, report_page

__all__ = ["Report", "report_for"]


class Report(Protocol):
    """What a report is: documents go in, then it is written once."""

    def add(
        self, document: Document, findings: Sequence[Finding], blob: Callable[[], bytes]
    ) -> None:
        """One document; its bytes are asked for only where they are shown."""

    def between(self, findings: Sequence[Finding]) -> None:
        """What the documents say of one another."""

    def write(self) -> str:
        """Write the file; what was written, in Chinese."""


def report_for(path: Path) -> Report:
    """The report whose format the suffix names; a UsageError before any work is done."""
    kinds: dict[str, type[_Html | _Workbook | _MarkedPdf]] = {
        ".html": _Html,
        ".htm": _Html,
        ".xlsx": _Workbook,
        ".pdf": _MarkedPdf,
    }
    kind = kinds.get(path.suffix.lower())
    if kind is None:
        what = f"不能写“{path.suffix or '没有后缀'}”的报告"
        raise UsageError(str(path), what, "现在能写 .html、.xlsx、.pdf；机器可读的用 --json")
    return kind(writable(path))


class _Html:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.sections: list[str] = []
        self.told: list[tuple[Document, tuple[Finding, ...]]] = []
        self.last = ""

    def add(
        self, document: Document, findings: Sequence[Finding], blob: Callable[[], bytes]
    ) -> None:
        """Its section, with pictures of the places."""
        self.sections.append("".join(document_section(document, findings, blob)))
        self.told.append((document, tuple(findings)))

    def between(self, findings: Sequence[Finding]) -> None:
        """A section of its own behind the documents."""
        self.last = "".join(between_section(findings))

    def write(self) -> str:
        """One page that needs nothing from outside it."""
        page = report_page(self.told, [*self.sections, self.last])
        replaced_whole(self.path, lambda stream: stream.writelines(p.encode() for p in page))
        return f"已写入 {self.path}，用浏览器打开即可"


class _Workbook:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.findings: list[Finding] = []

    def add(self, _: Document, findings: Sequence[Finding], __: Callable[[], bytes]) -> None:
        """Its findings."""
        self.findings += findings

    def between(self, findings: Sequence[Finding]) -> None:
        """Rows behind those of the documents."""
        self.findings += findings

    def write(self) -> str:
        """The sheets 勾稽 and 出处."""
        evidence = EvidencePage()
        page = findings_page(self.findings, evidence)
        save_pages([page, evidence.page()], self.path)
        return f"已写入 {self.path}：{len(self.findings)} 条"


class _MarkedPdf:
    """A file for one source, a folder of the same name without suffix for several."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.copies: list[tuple[str, bytes]] = []
        self.left_out: list[str] = []

    def add(
        self, document: Document, findings: Sequence[Finding], blob: Callable[[], bytes]
    ) -> None:
        """A marked copy, where the source is a PDF."""
        if document.format != "pdf":
            self.left_out.append(document.name)
            return
        self.copies.append((document.name, annotated_pdf(blob(), _notes(findings))))

    def between(self, findings: Sequence[Finding]) -> None:
        """Nothing: a copy shows one document."""

    def write(self) -> str:
        """The copies; documents of other formats are named."""
        if not self.copies:
            raise UsageError(
                str(self.path), "没有 PDF 可以标注", "其他格式请写 .html 或 .xlsx 报告"
            )
        omitted = f"；不是 PDF、未标注：{'、'.join(self.left_out)}" if self.left_out else ""
        if len(self.copies) == 1:
            replaced_whole(self.path, partial(_put, self.copies[0][1]))
            return f"已写入 {self.path}{omitted}"
        folder = self.path.with_suffix("")
        folder.mkdir(exist_ok=True)
        for name, data in zip(_names(self.copies), (data for _, data in self.copies), strict=True):
            replaced_whole(folder / name, partial(_put, data))
        return f"已写入 {folder}：{len(self.copies)} 份{omitted}"


def _put(data: bytes, stream: IO[bytes]) -> None:
    stream.write(data)


def _names(copies: Sequence[tuple[str, bytes]]) -> list[str]:
    """'预算（标注）.pdf'; two of the same name are told apart by a number."""
    names: list[str] = []
    for name, _ in copies:
        stem = Path(name.replace("/", "_").replace("\\", "_")).stem
        same = sum(taken.startswith(f"{stem}（标注") for taken in names)
        names.append(f"{stem}（标注{same + 1 if same else ''}）.pdf")
    return names


def _notes(findings: Sequence[Finding]) -> list[Note]:
    """Every place of every difference, with the message of its finding."""
    return [
        Note(
            side.citation.boxes, f"{finding.title}：{finding.message}", finding.severity == "error"
        )
        for finding in findings
        if finding.status == "broken"
        for side in (finding.left, *finding.right)
        if side is not None and side.citation is not None
    ]
