"""A server on 127.0.0.1 that stands in for a language model's, and misbehaves on demand."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

#: Writes a whole HTTP answer.
Behaviour = Callable[["Exchange"], None]


@dataclass
class FakeChat:
    """What the server does next, and what it was asked. ``let_go`` ends whatever a behaviour waits for."""

    behave: Behaviour
    address: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)


class Exchange(BaseHTTPRequestHandler):
    """One request. ``chat``: the server's state."""

    chat: FakeChat

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.chat.paths.append(self.path)
        self.chat.headers.append(dict(self.headers.items()))
        self.chat.requests.append(body)
        with suppress(ConnectionError):  # who asks may have hung up
            self.chat.behave(self)

    def send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


def writes(content: Any, usage: dict[str, int] | None = None, finish: str = "stop") -> Behaviour:
    """The model writes ``content``, as JSON unless it is text."""
    text = content if isinstance(content, str) else json.dumps(content)
    return sends(
        {
            "object": "chat.completion",
            "choices": [
                {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}
            ],
            "usage": usage or {},
        }
    )


def sends(body: Any, status: int = 200, **headers: str) -> Behaviour:
    """The server answers with ``body``, as JSON unless it is bytes."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return lambda exchange: exchange.send(status, raw, **headers)


def waits(exchange: Exchange) -> None:
    """Says nothing at all."""
    exchange.chat.let_go.wait(60)


def drips(exchange: Exchange) -> None:
    """A byte now and then, so that no single read takes long."""
    exchange.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: ")
    while not exchange.chat.let_go.wait(0.01):
        exchange.wfile.write(b"x")
        exchange.wfile.flush()


def floods(exchange: Exchange) -> None:
    """A body without an end, as fast as it is taken."""
    exchange.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while not exchange.chat.let_go.is_set():
        exchange.wfile.write(b" " * 65_536)


def breaks_off(exchange: Exchange) -> None:
    """Promises more than it sends."""
    exchange.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{"choices": [')


def stammers(exchange: Exchange) -> None:
    """Sends what is not HTTP."""
    exchange.wfile.write(b"\x00\x01 220 smtp ready\r\n\r\n")


@contextmanager
def running(behave: Behaviour) -> Iterator[FakeChat]:
    """The server, until the block ends."""
    chat = FakeChat(behave)
    handler = type("Handler", (Exchange,), {"chat": chat})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    chat.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield chat
    finally:
        chat.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join()


def closed_port() -> int:
    """A port of 127.0.0.1 at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
