"""A web server on 127.0.0.1 that stands in for the model hub: real files, and faults on demand."""

import hashlib
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

REVISION = "0123456789abcdef0123456789abcdef01234567"
REPOSITORY = "Systran/faster-whisper-tiny.en"


@dataclass
class FakeHub:
    """What the server has, what it does wrong, and what it was asked.

    ``breaks``: how often it ends the connection after ``break_after`` bytes of the weights. ``status``: path
    ending -> the error it answers with. ``listing``: replaces its true list of files. ``ranges``: whether it
    goes on in the middle of a file. ``redirect``: files live elsewhere. ``stalls``: sends half of the weights
    and waits for ``go_on``.
    """

    files: dict[str, bytes]
    repository: str = REPOSITORY
    address: str = ""
    breaks: int = 0
    break_after: int = 100_000
    status: dict[str, int] = field(default_factory=dict)
    listing: Any = None
    ranges: bool = True
    redirect: bool = True
    stalls: bool = False
    go_on: threading.Event = field(default_factory=threading.Event)
    requests: list[tuple[str, str | None]] = field(default_factory=list)
    sent: dict[str, int] = field(default_factory=dict)

    def true_listing(self) -> dict[str, Any]:
        """As the hub gives it: large files with a SHA-256, small ones with the hash of their git blob."""
        siblings = []
        for name, content in self.files.items():
            entry: dict[str, Any] = {"rfilename": name, "size": len(content), "blobId": git_blob(content)}
            if are_weights(name):
                entry["lfs"] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            siblings.append(entry)
        return {"id": self.repository, "sha": REVISION, "siblings": siblings}

    def asked(self, ending: str) -> list[str | None]:
        """The Range headers of the requests for paths with this ending, in order."""
        return [requested for path, requested in self.requests if path.endswith(ending)]


def are_weights(name: str) -> bool:
    return name.endswith(("model.bin", ".onnx"))


def git_blob(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


@contextmanager
def running(folder: Path, repository: str = REPOSITORY) -> Iterator[FakeHub]:
    """A hub that has the files of ``folder`` (and a README that nobody wants)."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    hub = FakeHub({**files, "README.md": b"# A model\n", "sub/model.bin": b"not this one"}, repository)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(hub))
    hub.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield hub
    finally:
        hub.go_on.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(hub: FakeHub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            hub.requests.append((self.path, self.headers["Range"]))
            for ending, status in hub.status.items():
                if path.endswith(ending):
                    self.send_error(status)
                    return
            if path == f"/api/models/{hub.repository}":
                self._answer(hub.listing if hub.listing is not None else hub.true_listing())
            elif match := re.fullmatch(rf"/{hub.repository}/resolve/{REVISION}/(.+)", path):
                if hub.redirect:  # large files live on another host
                    self.send_response(302)
                    self.send_header("Location", f"{hub.address}/cdn/{match[1]}")
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                else:
                    self._file(match[1])
            elif path.startswith("/cdn/"):
                self._file(path.removeprefix("/cdn/"))
            else:
                self.send_error(404)

        def _answer(self, listing: Any) -> None:
            body = listing if isinstance(listing, bytes) else json.dumps(listing).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _file(self, name: str) -> None:
            content = hub.files[name]
            start = 0
            if hub.ranges and (requested := re.fullmatch(r"bytes=(\d+)-", self.headers["Range"] or "")):
                start = int(requested[1])
            rest = content[start:]
            self.send_response(206 if start else 200)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
            self.send_header("Content-Length", str(len(rest)))
            self.end_headers()
            if hub.breaks and are_weights(name) and len(rest) > hub.break_after:
                hub.breaks -= 1
                rest = rest[: hub.break_after]
            if hub.stalls and are_weights(name):
                self._send(name, rest[: len(rest) // 2])
                hub.go_on.wait(30)
            else:
                self._send(name, rest)

        def _send(self, name: str, block: bytes) -> None:
            hub.sent[name] = hub.sent.get(name, 0) + len(block)  # before whoever gets it may look
            self.wfile.write(block)
            self.wfile.flush()

        def log_message(self, *args: object) -> None:
            pass

    return Handler
