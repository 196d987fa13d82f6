"""The product keeps what it has reached: each suite is at its baseline or above."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.baseline import read_baseline
from ingest.errors import UsageError
from ui.evaluate import EvalOptions, run_suites
from ui.settings import Settings
from ui.suites import SUITES, Scored, progress_file, watched
from ui.wiring import Workspace

SAMPLES = Path(__file__).resolve().parents[2] / "evals" / "samples"


@pytest.mark.parametrize("suite", ["samples", "real", "held"])
def test_no_baseline_accepts_a_wrong_number(suite: str) -> None:
    accepted = read_baseline(suite)
    assert accepted["wrong_number_rate"] == 0
    assert accepted["citation_verbatim"] == 1
    assert accepted["false_refusals"] < 0.1


def test_the_samples_are_answered_as_well_as_before_and_a_change_or_a_fall_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page, log = tmp_path / "报告.html", tmp_path / "记录.jsonl"
    kept: list[Scored] = []
    run = SUITES["samples"]

    def asked(name: str, told: EvalOptions) -> Scored:
        """Asked once: the second time what was found is compared, not asked again."""
        kept.extend([] if kept else [run(name, told)])
        return kept[0]

    monkeypatch.setitem(SUITES, "samples", asked)
    first = EvalOptions(html=page, log=log, workers=2)
    assert run_suites("samples", None, first) == 0
    said = capsys.readouterr().out
    assert "错数率：0.000" in said
    assert "低于基线" not in said
    assert "可答题正确率" in page.read_text(encoding="utf-8")
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert lines[0]["metrics"]["answerable_accuracy"] == 1
    assert {line["score"] for line in lines[1:]} == {"correct"}
    lines[1]["score"] = "wrong"
    log.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    higher = tmp_path / "baseline.json"
    higher.write_text(json.dumps({"samples": {"citation_recall": 1.01}}), encoding="utf-8")
    monkeypatch.setattr("evals.baseline.PATH", higher)
    assert run_suites("samples", None, EvalOptions(against=log)) == 4
    said = capsys.readouterr().out
    assert f"{lines[1]['case']}：wrong → correct" in said
    assert "低于基线　samples　citation_recall" in said
    assert not log.with_name("记录.jsonl.progress").exists()


def test_a_suite_without_questions_is_logged_compared_and_shown_as_a_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = iter(("第一次", "第二次"))

    def reading(name: str, _: EvalOptions) -> Scored:
        text = next(texts)
        metrics = {"grid_cells": 0.5 if text == "第一次" else 0.75}
        return Scored(name, metrics, text, {"suite": name, "metrics": metrics})

    monkeypatch.setitem(SUITES, "synthetic", reading)
    page, log = tmp_path / "报告.html", tmp_path / "记录.jsonl"
    assert run_suites("synthetic", None, EvalOptions(log=log)) == 0
    assert run_suites("synthetic", None, EvalOptions(against=log, html=page)) == 0
    assert "grid_cells：0.5000 → 0.7500（+0.2500）" in capsys.readouterr().out
    assert "第二次" in page.read_text(encoding="utf-8")


def test_a_run_says_beside_its_log_how_far_it_is(tmp_path: Path) -> None:
    seen: list[str] = []
    log = tmp_path / "记录.jsonl"
    step = watched(seen.append, log, "real", 272)
    step("收入总计？")
    step("支出总计？")
    assert progress_file(log).read_text(encoding="utf-8") == "real 2/272 支出总计？\n"
    assert seen == ["收入总计？", "支出总计？"]


def test_a_users_own_gold_is_asked_of_the_library_that_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store, gold = tmp_path / "文库", tmp_path / "我的.jsonl"
    with Workspace(Settings(store)) as workspace:
        (one,) = workspace.ingest([next(SAMPLES.glob("*文化和旅游局2025*.pdf"))])
    case = {
        "id": "user-001",
        "question": "收入总计是多少？",
        "kind": "figure",
        "documents": [one.doc_id],
        "answer_type": "figure",
        "figures": [{"value": "34429567", "unit": "元"}],
        "reason": "末行总计",
    }
    gold.write_text(json.dumps(case), encoding="utf-8")
    assert run_suites("all", gold, EvalOptions(store=store)) == 0
    said = capsys.readouterr().out
    assert "评测 user 我的" in said
    assert "答对 1，答错 0，误拒 0，未评分（文件不在）0" in said


def test_a_log_that_is_none_is_said_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = tmp_path / "x.jsonl"
    stranger.write_text("not json", encoding="utf-8")
    monkeypatch.setitem(SUITES, "samples", lambda *_: pytest.fail("先看记录，再评测"))
    with pytest.raises(UsageError, match="不是评测记录"):
        run_suites("samples", None, EvalOptions(against=stranger))


@pytest.mark.parametrize("suite", ["synthetic", "robustness"])
def test_generated_documents_need_nothing_from_outside(
    suite: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.robustness.FEW", 2)
    monkeypatch.setattr("evals.synthetic.COMPOSED", ("harbour", "delta"))
    assert run_suites(suite, None, EvalOptions(as_json=True, seed=11)) in {0, 4}
    form = json.loads(capsys.readouterr().out.splitlines()[0])
    assert form["suite"] == suite
    assert form["metrics"]
