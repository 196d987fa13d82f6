"""The web page: upload, ask, and click a citation mark to see its source.

Runs on 127.0.0.1 and asks nothing of the network: no CDN, no fonts, no telemetry. The answer's
citation marks are links (`ui.source.address`); a click asks the server for the marked source.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from ingest.errors import MingzhangError, UsageError
from ingest.read import SUFFIXES
from ui.gold_page import drafted, written
from ui.page_scope import (
    ANY,
    Choice,
    choice_of,
    chosen,
    kept_short,
    scope_line,
    units_of,
    years_of,
)
from ui.render import ingest_line
from ui.source import address, citation_spans, source_html

if TYPE_CHECKING:
    from retrieval.answer import Answer
    from ui.wiring import Workspace

__all__ = ["answer_markdown", "build", "serve"]

STYLE = """
body, .gradio-container { font-family: "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif !important; }
#mz-source { max-height: 82vh; overflow: auto !important; border: 1px solid #ddd; border-radius: 8px; padding: 12px; background: #fff; color: #222; }
#mz-source img.mz-page { width: 100%; border: 1px solid #bbb; margin-top: 8px; }
#mz-source .mz-text { white-space: pre-wrap; line-height: 1.7; }
#mz-source table.mz-table { border-collapse: collapse; font-size: 13px; }
#mz-source .mz-table th, #mz-source .mz-table td { border: 1px solid #999; padding: 2px 6px; white-space: nowrap; }
#mz-source mark { background: #ffd91a; }
#mz-source blockquote { border-left: 3px solid #d93300; margin: 4px 0; padding: 2px 8px; }
"""

OPEN_SOURCE = """
document.addEventListener('click', async (event) => {
  const link = event.target.closest && event.target.closest('a[href*="#cite-"]');
  if (!link) return;
  event.preventDefault();
  const mark = link.getAttribute('href').split('#')[1];
  props.value = '<p>正在打开出处……</p>';
  props.value = await server.open_source(mark);
});
"""

WELCOME = (
    "点回答中的出处标记 ［1］，这里显示原文：PDF 显示该页并标出位置，其他文件显示原文并标出引文。"
)
PLACEHOLDER = "上传部门预算、决算公开文件，然后提问，例如：某某局 2025 年“三公”经费预算是多少？"


def serve(workspace: Workspace, *, host: str, port: int, auth: str | None = None) -> None:
    """Open the page and stay until interrupted."""
    build(workspace).launch(**launch_options(host, port, auth))


def launch_options(host: str, port: int, auth: str | None = None) -> dict[str, Any]:
    """What `launch` is told; UsageError when --auth is not NAME:PASSWORD."""
    user, colon, password = (auth or "").partition(":")
    if auth and not (user and colon and password):
        raise UsageError("--auth", "写法不对", "应为 用户名:密码")
    return {
        "server_name": host,
        "server_port": port,
        "auth": (user, password) if auth else None,
        "share": False,
        "css": STYLE,
        "footer_links": [],
        "max_file_size": "64mb",
        "quiet": True,
        "ssr_mode": False,
        "theme": gr.themes.Base(
            font=["Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif"],
            font_mono=["monospace"],
        ),
    }


def build(workspace: Workspace) -> gr.Blocks:
    """The page over a workspace."""

    def open_source(mark: str) -> str:
        return _open_source(workspace, str(mark))

    with gr.Blocks(title="明账", analytics_enabled=False) as page:
        gr.Markdown("# 明账　读懂预算决算公开：回答有出处，数字能勾稽")
        with gr.Row():
            with gr.Column(scale=5):
                chat = gr.Chatbot(
                    label="问答",
                    height=520,
                    placeholder=PLACEHOLDER,
                    elem_id="mz-chat",
                    buttons=["copy"],
                )
                with gr.Row():
                    box = gr.Textbox(
                        placeholder="请输入问题，回车发送",
                        show_label=False,
                        scale=8,
                        elem_id="mz-question",
                    )
                    send = gr.Button("提问", variant="primary", scale=1, elem_id="mz-send")
                with gr.Row():
                    line = gr.Markdown(scope_line(Choice()), elem_id="mz-scope")
                    unit = gr.Dropdown([ANY], value=ANY, label="单位", elem_id="mz-unit")
                    year = gr.Dropdown([ANY], value=ANY, label="年度", elem_id="mz-year")
                clear = gr.Button("重新开始对话", size="sm")
                trouble = gr.Markdown(elem_id="mz-trouble")
                with gr.Accordion("把这个回答存为标准答案", open=False, elem_id="mz-gold"):
                    with gr.Row():
                        reason = gr.Textbox(
                            placeholder="为什么要有这一题，例如：容易与上年数混淆",
                            show_label=False,
                            scale=6,
                            elem_id="mz-gold-reason",
                        )
                        keep = gr.Button("存为标准答案", scale=2, elem_id="mz-gold-keep")
                        fetch = gr.DownloadButton(
                            "下载标准答案", scale=2, interactive=False, elem_id="mz-gold-fetch"
                        )
                    kept_line = gr.Markdown(elem_id="mz-gold-said")
                with gr.Accordion("文库", open=True):
                    upload = gr.UploadButton(
                        "上传文件（PDF、Word、Excel、网页、图片、TXT、MD、ZIP）",
                        file_count="multiple",
                        file_types=sorted(SUFFIXES),
                        elem_id="mz-upload",
                    )
                    status = gr.Markdown(elem_id="mz-status")
                    library = gr.HTML(value=lambda: _library_html(workspace), elem_id="mz-library")
            with gr.Column(scale=5):
                gr.HTML(
                    value=f"<p>{WELCOME}</p>",
                    elem_id="mz-source",
                    js_on_load=OPEN_SOURCE,
                    server_functions=[open_source],
                )
        turns = gr.State([])
        last = gr.State(None)
        gold = gr.State(())

        def keep_gold(answered: Any, why: str, lines: Sequence[str]) -> tuple[Any, ...]:
            return _keep_gold(workspace, answered, why, lines)

        def reply(
            question: str, history: list[Any], asked: list[str], answered: Any
        ) -> tuple[Any, ...]:
            return _reply(workspace, question, history, asked, answered)

        def store(files: list[str] | None) -> tuple[str, str]:
            return _store(workspace, files or []), _library_html(workspace)

        def show(asked: list[str]) -> tuple[Any, ...]:
            return _scope(workspace, asked)

        def choose(unit: str, year: str, asked: list[str]) -> tuple[Any, ...]:
            asked = chosen(asked, Choice(unit or ANY, year or ANY), workspace.documents())
            return asked, *_scope(workspace, asked)

        scope = [line, unit, year]
        for event in (box.submit, send.click):
            talk = [box, chat, turns, last]
            asking = event(reply, talk, [*talk, trouble], concurrency_limit=4)
            asking.then(show, [turns], scope)
        for picked in (unit.input, year.input):
            picked(choose, [unit, year, turns], [turns, *scope])
        clear.click(lambda: ([], [], None), None, [chat, turns, last]).then(show, [turns], scope)
        for told in (keep.click, reason.submit):
            told(keep_gold, [last, reason, gold], [kept_line, reason, gold, fetch])
        uploading = upload.upload(store, [upload], [status, library], concurrency_limit=1)
        uploading.then(show, [turns], scope)
        page.load(show, [turns], scope)
    return page


def _scope(workspace: Workspace, asked: Sequence[str]) -> tuple[Any, ...]:
    """The line, and the dropdowns as they should stand now."""
    catalogue = workspace.documents()
    choice = choice_of(asked, catalogue)
    listed = (units_of(catalogue), years_of(catalogue))
    drops = [
        gr.Dropdown(choices=list(dict.fromkeys((ANY, *names, value))), value=value)
        for names, value in zip(listed, choice, strict=True)
    ]
    return _escape(scope_line(choice)), *drops


def _reply(
    workspace: Workspace, question: str, history: list[Any], asked: list[str], last: Any
) -> tuple[Any, ...]:
    """The emptied box, the conversation, its turns, the last answer, and what is wrong with the index."""
    question = (question or "").strip()
    if not question:
        return "", history, asked, last, _trouble(workspace)
    asked = kept_short([*asked, question], workspace.documents())
    answered = None
    try:
        answer = workspace.ask(asked)
        words = answer_markdown(answer)
        answered = (tuple(asked), answer.as_json()) if answer.kind != "failed" else None
    except MingzhangError as error:
        words = _escape(str(error))
    said = [{"role": "user", "content": _escape(question)}, {"role": "assistant", "content": words}]
    return "", [*history, *said], asked, answered, _trouble(workspace)


def _trouble(workspace: Workspace) -> str:
    return _escape(workspace.complaint or "")


def _keep_gold(
    workspace: Workspace, answered: Any, reason: str, lines: Sequence[str]
) -> tuple[Any, ...]:
    """What is said, the emptied reason, the cases so far, and the button that fetches them."""
    turns, answer = answered or ((), None)
    before = tuple(lines)
    said, lines = drafted(
        turns, answer, reason or "", lines, lambda asked: workspace.ask(asked).as_json()
    )
    if lines == before:
        return _escape(said), reason, lines, gr.DownloadButton()
    name = f"下载标准答案（{len(lines)} 题）"
    return _escape(said), "", lines, gr.DownloadButton(name, value=written(lines), interactive=True)


def answer_markdown(answer: Answer) -> str:
    """The answer with its marks as links and the list of places below; document text is escaped."""
    links = {
        str(number): f'<sup><a href="{address(citation)}">［{number}］</a></sup>'
        for number, citation in enumerate(answer.citations, 1)
    }
    words = re.sub(
        r"［(\d+)］|\[(\d+)\]", lambda m: links.get(m[1] or m[2], m[0]), _escape(answer.text)
    )
    places = [
        f"{links[str(number)]} {_escape(_where(citation))}"
        for number, citation in enumerate(answer.citations, 1)
    ]
    if not places:
        return words
    return (
        f"{words}\n\n<details><summary>出处 {len(places)} 处</summary>\n\n"
        + "<br>".join(places)
        + "\n</details>"
    )


def _where(citation: Any) -> str:
    place = f"第 {citation.page} 页" if citation.page else citation.place
    return " · ".join(part for part in (citation.doc, place, citation.section) if part)


def _escape(text: str) -> str:
    """Text of documents and people as plain text: neither HTML nor Markdown."""
    escaped = html.escape(text)
    return re.sub(r"([\\`*_{}#|~$!])", lambda m: f"&#{ord(m[1])};", escaped)


def _open_source(workspace: Workspace, mark: str) -> str:
    found = citation_spans(mark)
    document = workspace.find_document(found[0]) if found else None
    if found is None or document is None:
        return "<p>这条出处所在的文件已不在文库中。请重新提问。</p>"
    return source_html(document, found[1], lambda: workspace.blob(document.doc_id))


def _store(workspace: Workspace, files: Sequence[str]) -> str:
    lines = []
    try:
        for outcome in workspace.ingest([Path(file) for file in files], owner="上传"):
            lines.append(_escape(ingest_line(outcome)))
    except MingzhangError as error:
        lines.append(_escape(str(error)))
    return "<br>".join(lines)


def _library_html(workspace: Workspace) -> str:
    rows = workspace.documents()
    if not rows:
        return "<p>文库是空的：请先上传文件。</p>"
    items = "".join(
        f"<li>{html.escape(row.display_name)} — {html.escape(row.unit_name or '未识别单位')} "
        f"{row.fiscal_year or '—'} {html.escape(row.kind or '')}</li>"
        for row in rows
    )
    return f"<p>共 {len(rows)} 份文件</p><ul>{items}</ul>"
