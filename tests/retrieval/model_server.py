"""A language model made of HTTP: a real server that speaks the OpenAI chat completions protocol.

`ModelServer(reply)` calls reply(messages, number of the call) for what it says: a text, or a Raw
response for servers that are broken. It proves the whole way: client, protocol, limits, wording.

>>> with ModelServer(lambda messages, call: "…[1]。") as server:
...     guest = server.guest()
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

from retrieval.models import chat_model, said
from retrieval.writing.wording import Guest

NAME = "qwen-test"


class Raw(NamedTuple):
    """A response that is no completion; `hang` sends its start and then a blank now and then."""

    status: int = 200
    body: str = ""
    hang: bool = False


Messages = list[dict[str, str]]
Reply = Callable[[Messages, int], str | Raw]


@cache
def _client(url: str) -> Any:
    return chat_model(NAME, url, "key")


def guest(url: str, within: float = 10.0) -> Guest:
    """The real client for an address, as the composition root makes it."""
    return Guest(NAME, partial(said, _client(url)), within)


def draft_of(messages: Messages) -> list[str]:
    """The statements that a request asks to be worded."""
    found = re.search(r"<草稿>\n(.*?)\n</草稿>", messages[1]["content"], re.DOTALL)
    assert found, "no draft in the request"
    return found[1].split("\n")


class ModelServer:
    """See the module docstring; `calls` are the requests it got."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        self.calls: list[dict[str, Any]] = []
        self.over = threading.Event()
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, self))
        self.http.daemon_threads = True
        self.http.handle_error = lambda *_: None  # type: ignore[method-assign]
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"

    def guest(self, within: float = 10.0) -> Guest:
        """A guest behind this server."""
        return guest(self.url, within)

    def __enter__(self) -> ModelServer:
        threading.Thread(target=self.http.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.http.shutdown()
        self.http.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, server: ModelServer, *arguments: Any) -> None:
        self.model = server
        super().__init__(*arguments)

    def do_POST(self) -> None:
        if self.model.over.is_set():
            self.close_connection = True
            return
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.model.calls.append(asked)
        reply = self.model.reply(asked["messages"], len(self.model.calls))
        if isinstance(reply, Raw):
            self._raw(reply)
        elif asked.get("stream"):
            self._stream(reply)
        else:
            message = {"role": "assistant", "content": reply}
            self._send(json.dumps(_completion("chat.completion", {"message": message})))

    def _raw(self, reply: Raw) -> None:
        if not reply.hang:
            self._send(reply.body, reply.status)
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        while not self.model.over.wait(0.05):
            try:
                self.wfile.write(b" ")
            except OSError:
                return
        self.close_connection = True

    def _stream(self, text: str) -> None:
        pieces = [_completion("chat.completion.chunk", {"delta": {"content": c}}) for c in text]
        lines = [f"data: {json.dumps(piece)}\n\n" for piece in pieces]
        self._send("".join([*lines, "data: [DONE]\n\n"]), kind="text/event-stream")

    def _send(self, body: str, status: int = 200, kind: str = "application/json") -> None:
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


def _completion(kind: str, choice: dict[str, Any]) -> dict[str, Any]:
    choices = [{"index": 0, "finish_reason": "stop", **choice}]
    return {"id": "1", "object": kind, "created": 1, "model": NAME, "choices": choices}
