"""How long a question takes: with the start of the process, inside one, and the demo from nothing."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.timing import heading, line, median
from ui.settings import Settings
from ui.suites import suite_documents
from ui.wiring import Workspace

COMMAND = [sys.executable, "-c", "from ui.cli import main; main()"]
QUESTIONS = {
    "问数字": "2019年科技创新局的公务用车运行维护费预算是多少？",
    "问文字": "科技创新局2024年的主要工作目标有哪些？",
}


def bench_asking() -> None:
    """Absolute figures against the limits of the issues."""
    heading("问答")
    _demo()
    folders = [f for f in suite_documents("real") if f.name == "seeds"]
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder)
        with Workspace(Settings(store)) as workspace:
            began = time.perf_counter()
            count = sum(1 for _ in workspace.ingest(folders or suite_documents("samples")))
            line("读入", f"{time.perf_counter() - began:.1f} s", f"{count} 份文件，含建索引")
        for name, question in QUESTIONS.items():
            _ask(store, question, name)


def _demo() -> None:
    def run() -> None:
        subprocess.run([*COMMAND, "demo", "--no-serve"], check=True, capture_output=True)

    line("make demo（不含安装）", f"{median(run, 3):.1f} s", "上限 60 s（三次的中位数）")


def _ask(store: Path, question: str, name: str) -> None:
    command = [*COMMAND, "ask", question, "--store", str(store)]

    def run() -> None:
        subprocess.run(command, check=True, capture_output=True)

    line(f"{name}，含进程启动", f"{median(run):.2f} s", "上限 2 s")
    with Workspace(Settings(store)) as workspace:
        workspace.ask([question])
        seconds = median(lambda: workspace.ask([question]))
        line(f"{name}，进程内", f"{seconds * 1000:.0f} ms", "上限 300 ms")
