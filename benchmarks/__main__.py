"""`make bench`: medians of five runs, absolute where an issue sets a limit, ratios against peers.

问答（含进程启动）        1.24 s   上限 2 s
问答（进程内）            38 ms    上限 300 ms
PDF 读成表格             92 页/秒  pdfplumber 14 页/秒  6.5 倍
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from evals.run import load_suite
from ingest.read import read_document
from ui.evaluate import suite_documents
from ui.settings import Settings, quiet_third_parties
from ui.wiring import Workspace, find_files

COMMAND = [sys.executable, "-c", "from ui.cli import main; main()"]
RUNS = 5


def median(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median seconds of several runs."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def line(name: str, value: str, note: str = "") -> None:
    print(f"{name:<24}{value:>14}   {note}")


def bench_demo() -> None:
    def run() -> None:
        subprocess.run([*COMMAND, "demo", "--no-serve"], check=True, capture_output=True)

    line("make demo（不含安装）", f"{median(run, 3):.1f} s", "上限 60 s（三次的中位数）")


def bench_ask(store: Path, question: str, name: str) -> None:
    command = [*COMMAND, "ask", question, "--store", str(store)]

    def run() -> None:
        subprocess.run(command, check=True, capture_output=True)

    line(f"{name}，含进程启动", f"{median(run):.2f} s", "上限 2 s")
    with Workspace(Settings(store)) as workspace:
        workspace.ask([question])
        line(
            f"{name}，进程内",
            f"{median(lambda: workspace.ask([question])) * 1000:.0f} ms",
            "上限 300 ms",
        )


def bench_asking() -> None:
    folders = [f for f in suite_documents("real") if f.name == "seeds"] or suite_documents(
        "samples"
    )
    questions = {
        "问数字": "2019年科技创新局的公务用车运行维护费预算是多少？",
        "问文字": "科技创新局2024年的主要工作目标有哪些？",
    }
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder)
        with Workspace(Settings(store)) as workspace:
            began = time.perf_counter()
            count = sum(1 for _ in workspace.ingest(folders))
            line("读入", f"{time.perf_counter() - began:.1f} s", f"{count} 份文件，含建索引")
        for name, question in questions.items():
            bench_ask(store, question, name)


def bench_pdf() -> None:
    import pdfplumber
    import pymupdf

    folders = suite_documents("real") or suite_documents("samples")
    files = [f for f in find_files(folders) if f.suffix == ".pdf"][:4]
    pages = 0
    for file in files:
        with pymupdf.open(file) as pdf:
            pages += len(pdf)

    def floor() -> None:
        for file in files:
            with pymupdf.open(file) as pdf:
                for page in pdf:
                    page.get_text("rawdict")
                    page.get_drawings()

    def ours() -> None:
        for file in files:
            read_document(file)

    def peer() -> None:
        for file in files:
            with pdfplumber.open(file) as pdf:
                for page in pdf.pages:
                    page.extract_tables()

    least, mine, theirs = median(floor), median(ours), median(peer, 1)
    line("PDF 读成文档", f"{pages / mine:.0f} 页/秒", f"{pages} 页")
    line("  对底线（只取字与线）", f"{mine / least:.1f} 倍", f"底线 {pages / least:.0f} 页/秒")
    line(
        "  对 pdfplumber 取表",
        f"快 {theirs / mine:.1f} 倍",
        f"pdfplumber {pages / theirs:.0f} 页/秒",
    )


def main() -> None:
    quiet_third_parties()
    assert load_suite("samples").questions
    bench_demo()
    bench_asking()
    bench_pdf()


if __name__ == "__main__":
    main()
