"""How long a question takes: with the start of the process, inside one, and the demo from nothing.

And whether a library that grows keeps its answers: the questions over the samples, asked with and
without many documents of other invented units around them.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.timing import heading, line, median
from evals.cases import Question
from evals.run import load_suite
from evals.scorers import CORRECT, score_answer
from evals.synthetic import crowd as documents_around
from ui.settings import Settings
from ui.suites import suite_documents
from ui.wiring import Workspace

COMMAND = [sys.executable, "-c", "from ui.cli import main; main()"]
QUESTIONS = {
    "问数字": "2019年科技创新局的公务用车运行维护费预算是多少？",
    "问文字": "科技创新局2024年的主要工作目标有哪些？",
}


CROWD = 100
"""Documents of other units; `python -m benchmarks asking=1000` takes what the issue names."""


def bench_asking(crowd: int = CROWD) -> None:
    """Absolute figures against the limits of the issues."""
    heading("问答")
    _demo()
    _grown(crowd)
    folders = [f for f in suite_documents("real") if f.name == "seeds"]
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder)
        with Workspace(Settings(store)) as workspace:
            began = time.perf_counter()
            count = sum(1 for _ in workspace.ingest(folders or suite_documents("samples")))
            line("读入", f"{time.perf_counter() - began:.1f} s", f"{count} 份文件，含建索引")
        for name, question in QUESTIONS.items():
            _ask(store, question, name)


def _grown(crowd: int) -> None:
    """Every question about a unit named with its place, in a small library and in a large one."""
    gold = [q for q in load_suite("samples").questions if _placed(q)]
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "crowd"
        files.mkdir()
        made = sum(1 for _ in documents_around(files, SEED, crowd))
        for more in (0, made):
            with Workspace(Settings(Path(folder) / f"store{more}")) as workspace:
                for _ in workspace.ingest(
                    [*suite_documents("samples"), *([files] if more else [])]
                ):
                    pass
                _report(workspace, gold, more)


SEED = 77
_PLACE = re.compile(r"[\u4e00-\u9fff]{2}[市区县]")


def _placed(question: Question) -> bool:
    """'水务局2024年…' alone means one unit only as long as the library holds one 水务局."""
    return any(_PLACE.search(turn) for turn in question.asked)


def _report(workspace: Workspace, gold: Sequence[Question], more: int) -> None:
    workspace.ask(gold[0].asked)
    seconds, right = [], 0
    for question in gold:
        began = time.perf_counter()
        answer = workspace.ask(question.asked)
        seconds.append(time.perf_counter() - began)
        right += score_answer(question, answer.as_json()).value == CORRECT
    seconds.sort()
    middle, late = (seconds[int(len(seconds) * share)] * 1000 for share in (0.5, 0.95))
    name = f"样例题，另有 {more} 份文件" if more else "样例题"
    line(name, f"{middle:.0f} / {late:.0f} ms", f"p50 / p95；答对 {right}/{len(gold)}，上限 300 ms")


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
