"""The command line: what people type, what they see, and what bad input does."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pymupdf
import pytest

from tests.retrieval.model_server import ModelServer, draft_of
from ui.cli import main

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "evals" / "samples"
TEXT = next(SAMPLES.glob("*.txt"))


class Run:
    """The command in this process, with one store."""

    def __init__(
        self, store: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
    ) -> None:
        self.store, self.capsys, self.patch = store, capsys, patch
        patch.setenv("MINGZHANG_STORE", str(store))

    def __call__(self, *arguments: object) -> tuple[int, str, str]:
        self.patch.setattr(sys, "argv", ["mingzhang", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = self.capsys.readouterr()
        code = ended.value.code
        return (code if isinstance(code, int) else 0), said.out, said.err


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return Run(tmp_path / "store", capsys, monkeypatch)


# the main road


def test_ingest_says_what_each_file_is_and_skips_it_the_second_time(run: Run) -> None:
    code, out, _ = run("ingest", TEXT)
    assert code == 0
    assert out.startswith("读入")
    assert "读入 1" in out
    code, out, _ = run("ingest", TEXT)
    assert code == 0
    assert "未变 1" in out


def test_a_changed_file_replaces_its_old_version(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "预算.txt"
    file.write_text(TEXT.read_text("utf-8"), encoding="utf-8")
    run("ingest", file)
    file.write_text(TEXT.read_text("utf-8") + "\n（更正后重新公开）\n", encoding="utf-8")
    _, out, _ = run("ingest", file)
    assert "更新 1" in out
    _, out, _ = run("documents", "--json")
    assert len(out.splitlines()) == 1


def test_a_refusal_names_the_places_to_look_at_without_their_words(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "预算.txt"
    file.write_text(
        "苇港市渔政局2025年部门预算\n\n一、主要职责\n负责渔港管理。\n\n二、公务用车情况\n"
        "本单位有公务用车3辆，由车队统一调度。\n",
        encoding="utf-8",
    )
    run("ingest", file)
    _, out, _ = run("ask", "苇港市渔政局2025年的公务用车是谁在开？")
    assert "没有找到答案" in out
    assert "可先看：“二、公务用车情况”" in out
    assert "车队" not in out
    assert "可先看" not in run("ask", "明天下雨吗？")[1]


def test_forget_removes_one_document(run: Run) -> None:
    run("ingest", TEXT)
    code, out, _ = run("forget", TEXT.name)
    assert code == 0
    assert TEXT.name in out
    _, out, _ = run("documents", "--json")
    assert out == ""


def test_ask_json_is_an_answer_line(run: Run) -> None:
    run("ingest", TEXT)
    _, out, _ = run("ask", "收入总计是多少？", "--json")
    line = json.loads(out)
    assert line["kind"] in {"found", "computed"}
    assert line["refused"] is False
    assert set(line) >= {"id", "answer", "citations", "figures", "checks", "model", "seconds"}
    citation = line["citations"][0]
    text = TEXT.read_text("utf-8")
    assert "".join(text[p["start"] : p["end"]] for p in citation["pieces"]) == citation["quote"]


def test_a_batch_of_questions_and_conversations_is_answered(run: Run, tmp_path: Path) -> None:
    run("ingest", TEXT)
    questions, answers = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    questions.write_text(
        '{"id": "一", "question": "收入总计是多少？"}\n'
        '{"id": "二", "turns": ["2024年收入总计是多少？", "支出总计呢？"]}\n',
        encoding="utf-8",
    )
    code, _, _ = run("ask", "--batch", questions, "--out", answers)
    assert code == 0
    lines = [json.loads(line) for line in answers.read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["一", "二"]


def test_a_fault_of_the_program_costs_one_question_and_no_other(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from retrieval import answer as answering

    def faulty(turns: Sequence[str], *more: object, **told: object) -> object:
        return {}["没有"] if "坏" in turns[-1] else right(turns, *more, **told)  # type: ignore[arg-type]

    right = answering.answer
    monkeypatch.setattr(answering, "answer", faulty)
    run("ingest", TEXT)
    questions, answers = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    asked = [{"id": id, "question": f"{id}收入总计是多少？"} for id in ("", "坏", "请问")]
    questions.write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")
    code, _, err = run("ask", "--batch", questions, "--out", answers)
    assert code == 1
    assert "1 个问题因程序出错没能处理：坏" in err
    assert "Traceback" in err
    lines = [json.loads(line) for line in answers.read_text("utf-8").splitlines()]
    assert [line["kind"] for line in lines] == ["found", "failed", "found"]
    assert "程序出错" in lines[1]["answer"]
    assert lines[1]["refused"] is False
    code, out, _ = run("ask", "坏")
    assert (code, "不表示文件中没有" in out) == (1, True)


def test_tables_json_is_a_rectangle_of_printed_strings(run: Run) -> None:
    code, out, _ = run("tables", TEXT, "--json")
    assert code == 0
    for line in map(json.loads, out.splitlines()):
        assert {len(row) for row in line["grid"]} <= {line["columns"]}
        assert len(line["grid"]) == line["header_rows"] + line["rows"]


def test_extract_writes_jsonl_and_csv(run: Run, tmp_path: Path) -> None:
    lines, sheet = tmp_path / "r.jsonl", tmp_path / "r.csv"
    assert run("extract", TEXT, "--out", lines)[0] == 0
    assert run("extract", TEXT, "--out", sheet)[0] == 0
    record = json.loads(lines.read_text("utf-8"))
    assert record["total_income"]["state"] == "value"
    assert record["total_income"]["evidence"]["quote"]
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert row["total_income"] == record["total_income"]["value"]


def test_extract_refuses_an_unknown_suffix(run: Run, tmp_path: Path) -> None:
    code, _, err = run("extract", TEXT, "--out", tmp_path / "r.pptx")
    assert code == 2
    assert ".jsonl" in err


def test_check_shows_the_planted_contradiction_with_both_places(run: Run) -> None:
    code, out, _ = run("check", next(SAMPLES.glob("*.docx")))
    assert code == 0
    assert "不符" in out
    assert "19.53" in out
    assert "19.93" in out


def test_check_strict_fails_where_something_breaks(run: Run) -> None:
    assert run("check", next(SAMPLES.glob("*.docx")), "--strict")[0] == 4
    assert run("check", TEXT, "--strict")[0] == 0


def test_another_embedding_is_refused_until_the_index_is_rebuilt(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run("ingest", TEXT)
    other = tmp_path / "另一个模型"
    shutil.copytree(ROOT / "retrieval" / "embedding", other)
    monkeypatch.setenv("MINGZHANG_EMBEDDING", str(other))
    code, out, _ = run("reindex")
    assert code == 0
    assert "索引已重建" in out
    assert json.loads(run("ask", "收入总计是多少？", "--json")[1])["refused"] is False


def test_explain_follows_the_answer_and_is_a_list_in_json_only_when_asked(run: Run) -> None:
    run("ingest", TEXT)
    _, out, _ = run("ask", "收入总计是多少？", "--explain")
    assert out.index("［1］") < out.index("怎样得出：") < out.index("问法：") < out.index("核验：")
    line = json.loads(run("ask", "收入总计是多少？", "--explain", "--json")[1])
    assert any(step.startswith("查找范围：") for step in line["explain"])
    assert "explain" not in json.loads(run("ask", "收入总计是多少？", "--json")[1])


def test_a_model_that_is_set_words_the_answer_and_one_that_is_down_is_said(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("ingest", TEXT)
    with ModelServer(lambda messages, _: f"根据文件，{''.join(draft_of(messages))}") as server:
        monkeypatch.setenv("MINGZHANG_MODEL", "qwen-test")
        monkeypatch.setenv("MINGZHANG_MODEL_URL", server.url)
        line = json.loads(run("ask", "收入总计是多少？", "--json")[1])
    assert (line["model"], line["answer"][:5]) == ("qwen-test", "根据文件，")
    code, out, _ = run("ask", "收入总计是多少？", "--json")
    line = json.loads(out)
    assert (code, line["model"], line["kind"]) == (0, None, "found")
    assert "连接不上" in line["answer"]


# bad input


def test_an_empty_library_says_what_to_do(run: Run) -> None:
    code, _, err = run("ask", "收入总计是多少？")
    assert code == 3
    assert "mingzhang ingest" in err


def test_a_missing_path_is_named_and_the_others_go_on(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("ingest", tmp_path / "没有.pdf", TEXT)
    assert code == 1
    assert "失败  没有.pdf" in out
    assert "读入 1" in out
    assert "失败 1" in out


def test_only_bad_files_exit_3(run: Run, tmp_path: Path) -> None:
    assert run("ingest", tmp_path / "没有.pdf")[0] == 3


def test_an_empty_folder_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    code, _, err = run("ingest", tmp_path / "空")
    assert code == 3
    assert "没有" in err


def test_files_of_other_formats_in_a_folder_are_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "公开").mkdir()
    (tmp_path / "公开" / "预算.txt").write_bytes(TEXT.read_bytes())
    (tmp_path / "公开" / "样式.css").write_text("p{}", encoding="utf-8")
    code, out, _ = run("ingest", tmp_path / "公开")
    assert code == 0
    assert "另有 1 个文件不是能读的格式（.css 1 个），未读" in out


def _pdf(tmp_path: Path, *, password: str = "", text: str = "预算公开") -> Path:
    path = tmp_path / "文件.pdf"
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        if text:
            page.insert_text((72, 72), text, fontname="china-s")
        else:
            grey = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 60, 80), False)
            page.insert_image(page.rect, pixmap=grey)
        kept = {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "user_pw": password} if password else {}
        pdf.save(path, **kept)
    return path


def test_an_empty_file_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    _, out, _ = run("ingest", tmp_path / "空.txt")
    assert "空.txt：文件是空的" in out


def test_a_file_that_is_not_what_its_suffix_says(run: Run, tmp_path: Path) -> None:
    (tmp_path / "假.docx").write_bytes(_pdf(tmp_path).read_bytes())
    _, out, _ = run("ingest", tmp_path / "假.docx")
    assert "假.docx" in out
    assert "PDF" in out


def test_a_pdf_with_a_password_asks_to_remove_it(run: Run, tmp_path: Path) -> None:
    _, out, _ = run("ingest", _pdf(tmp_path, password="x"))
    assert "密码" in out


def test_a_truncated_pdf_is_said(run: Run, tmp_path: Path) -> None:
    file = _pdf(tmp_path)
    file.write_bytes(file.read_bytes()[:200])
    code, out, _ = run("ingest", file)
    assert code == 3
    assert "失败  文件.pdf" in out


def test_a_pdf_page_without_text_is_named(run: Run, tmp_path: Path) -> None:
    _, out, _ = run("ingest", _pdf(tmp_path, text=""))
    assert "第1页" in out.replace(" ", "")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_text_files_in_other_encodings_are_read(run: Run, tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "预算.txt"
    file.write_text(TEXT.read_text("utf-8"), encoding=encoding)
    code, out, _ = run("ingest", file)
    assert code == 0
    assert "退役军人事务局 2024 部门预算" in out


def test_a_store_that_is_a_file_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "store").write_text("我不是文库", encoding="utf-8")
    code, _, err = run("ingest", TEXT)
    assert code == 5
    assert str(tmp_path / "store") in err


def test_an_unknown_command_and_option_are_said_in_chinese(run: Run) -> None:
    code, _, err = run("没有这个命令")
    assert code == 2
    assert "用法不对" in err
    code, _, err = run("ingest", "--nope", TEXT)
    assert code == 2
    assert "没有这个选项" in err


# two at once, and Ctrl-C

SLOW = """
import sys, time
import ingest.read as reading
read = reading.read_document
def slow(*a, **k):
    print('busy', flush=True)
    time.sleep(60)
    return read(*a, **k)
if {slow!r}:
    reading.read_document = slow
sys.argv = ['mingzhang', *{arguments!r}]
from ui.cli import main
main()
"""


def _start(store: Path, *arguments: str, slow: bool) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            SLOW.format(slow=slow, arguments=[*arguments, "--store", str(store)]),
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.timeout(90)
def test_a_second_writer_waits_then_names_the_first(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with _start(store, "ingest", str(TEXT), slow=True) as first:
        assert first.stdout
        assert first.stdout.readline() == "busy\n"
        began = time.monotonic()
        with _start(store, "ingest", str(TEXT), slow=False) as second:
            _, err = second.communicate(timeout=60)
        assert time.monotonic() - began > 9
        assert second.returncode == 5
        assert str(first.pid) in err
        first.kill()


@pytest.mark.timeout(90)
def test_ctrl_c_leaves_the_store_whole_and_says_so(tmp_path: Path) -> None:
    store = tmp_path / "store"
    other = tmp_path / "另一份.txt"
    other.write_text(TEXT.read_text("utf-8") + "\n附记。\n", encoding="utf-8")
    with _start(store, "ingest", str(TEXT), slow=False) as first:
        first.communicate(timeout=60)
    with _start(store, "ingest", str(other), slow=True) as second:
        assert second.stdout
        assert second.stdout.readline() == "busy\n"
        second.send_signal(signal.SIGINT)
        _, err = second.communicate(timeout=30)
    assert second.returncode == 130
    assert "已中断" in err
    with _start(store, "ask", "收入总计是多少？", "--json", slow=False) as third:
        out, _ = third.communicate(timeout=60)
    assert json.loads(out)["refused"] is False


# the page for checking tables


def test_tables_are_written_as_a_page_for_people_to_check(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "核对.html"
    code, out, _ = run("tables", TEXT, "--html", "--out", page)
    assert code == 0
    assert str(page) in out
    assert page.read_text(encoding="utf-8").endswith("</html>\n")


def test_the_page_holds_what_was_read_when_another_file_fails(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "核对.html"
    code, _, err = run("tables", TEXT, tmp_path / "没有.pdf", "--html", "--out", page)
    assert code == 1
    assert "没有.pdf" in err
    assert "<section " in page.read_text(encoding="utf-8")


def test_no_page_is_left_when_nothing_could_be_read(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "核对.html"
    code, _, _ = run("tables", tmp_path / "没有.pdf", "--html", "--out", page)
    assert code == 3
    assert list(tmp_path.glob("*.html")) == []


# one's own gold


def test_ones_own_gold_is_made_checked_and_run(run: Run, tmp_path: Path) -> None:
    gold = tmp_path / "我的标准答案.jsonl"
    run("ingest", TEXT)
    code, out, _ = run("gold", "new", "收入总计是多少？", "--reason", "末行总计", "--out", gold)
    assert code == 0
    assert "草稿" in out
    run("gold", "new", "支出总计是多少？", "--reason", "另一侧", "--out", gold)
    assert [json.loads(line)["id"] for line in gold.read_text("utf-8").splitlines()] == [
        "user-001",
        "user-002",
    ]
    assert run("gold", "check", gold)[:2] == (0, "2 题，没有问题\n")
    code, out, _ = run("eval", "--gold", gold)
    assert code == 0
    assert "可答题正确率：1.000  n=2" in out


def test_gold_that_does_not_hold_is_refused(run: Run, tmp_path: Path) -> None:
    gold = tmp_path / "我的标准答案.jsonl"
    run("ingest", TEXT)
    run("gold", "new", "收入总计是多少？", "--reason", "末行总计", "--out", gold)
    case = json.loads(gold.read_text("utf-8"))
    case["figures"][0]["value"] = "1"
    gold.write_text(json.dumps(case), encoding="utf-8")
    code, out, err = run("gold", "check", gold)
    assert code == 2
    assert "user-001" in out
    assert "1 处有问题" in err
