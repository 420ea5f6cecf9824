"""One question to one server by HTTP, within a time limit that counts from the first moment to the last byte.

By http.client: it follows no redirect and knows no proxy, so that words go to the server that was named and
nowhere else.
"""

import http.client
import json
import socket
import ssl
import threading
from contextlib import suppress
from typing import Any

from voicedrill import __version__
from voicedrill.errors import JudgeError
from voicedrill.judges.servers import Server, is_loopback

#: The longest answer that is read; a verdict on ten points has some 3,000 bytes.
LONGEST_BYTES = 1_000_000
#: How much of a server's own error message is passed on.
_LONGEST_MESSAGE = 200
#: The socket gives up a little later than whoever waits for it, who can say why.
_SLACK_S = 1.0


def post(server: Server, path: str, data: Any, limit_s: float, key: str | None = None) -> bytes:
    """The body of the server's answer to ``data``, sent as JSON. ``key``: its password, if it wants one.

    Raises JudgeError: no connection, another answer than 200, too long, or not all there in ``limit_s``.
    """
    call = _Call(server, server.path + path, json.dumps(data).encode(), key, limit_s)
    # In a thread, as no timeout of sockets counts as a whole: a byte now and then keeps each of them content.
    talking = threading.Thread(target=call.run, name="judge", daemon=True)
    try:
        talking.start()
        if not call.over.wait(limit_s):
            raise JudgeError(
                f"{server.place} took longer than {limit_s:g} s (--judge-seconds gives it more)."
            )
    finally:
        call.hang_up()
    return call.answer()


class _Call:
    """The exchange itself. ``over`` is set when there is an answer or an error."""

    def __init__(self, server: Server, path: str, body: bytes, key: str | None, limit_s: float) -> None:
        self.over = threading.Event()
        self._server, self._path, self._body, self._limit_s = server, path, body, limit_s
        self._headers = {"Content-Type": "application/json", "User-Agent": f"voicedrill/{__version__}"}
        if key:
            self._headers["Authorization"] = f"Bearer {key}"
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._hung_up = False
        self._answer: bytes | None = None
        self._error: Exception | None = None

    def run(self) -> None:
        """Talk to the server; nothing is raised here."""
        try:
            self._answer = self._talk()
        except Exception as error:  # handed over, as nobody would see it in this thread
            self._error = error
        self.over.set()

    def answer(self) -> bytes:
        """What came. Raises JudgeError."""
        if self._answer is not None:
            return self._answer
        if isinstance(self._error, JudgeError):
            raise self._error
        reason = str(self._error) or type(self._error).__name__
        raise JudgeError(f"there is no answer from {self._server.place} ({reason}).") from self._error

    def hang_up(self) -> None:
        """End the connection, whatever it is at."""
        with self._lock:
            self._hung_up = True
            if self._socket is not None:
                with suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)

    def _talk(self) -> bytes:
        with self._connect() as connected:
            connection = http.client.HTTPConnection(self._server.host, self._server.port)
            connection.sock = connected
            connection.request("POST", self._path, self._body, self._headers)
            with connection.getresponse() as response:
                body = response.read(LONGEST_BYTES + 1)
                if response.status != 200:
                    raise JudgeError(self._refusal(response, body))
                if len(body) > LONGEST_BYTES:
                    raise JudgeError(f"{self._server.place} sends more than any verdict needs.")
                return body

    def _connect(self) -> socket.socket:
        server = self._server
        found = socket.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)
        addresses = [address[:2] for *_, address in found]
        if server.is_local:  # whatever the name "localhost" is made to mean
            addresses = [address for address in addresses if is_loopback(str(address[0]))]
        error: Exception = OSError(f"{server.host} has no loopback address")
        for address in addresses:
            try:
                return self._open(address)
            except OSError as failed:
                error = failed
        raise error

    def _open(self, address: tuple[Any, ...]) -> socket.socket:
        raw = socket.create_connection(address, self._limit_s + _SLACK_S)
        try:
            self._keep(raw)
            if self._server.scheme == "http":
                return raw
            wrapped = ssl.create_default_context().wrap_socket(raw, server_hostname=self._server.host)
            self._keep(wrapped)
            return wrapped
        except BaseException:
            raw.close()
            raise

    def _keep(self, connected: socket.socket) -> None:
        """Remember what to hang up."""
        with self._lock:
            if self._hung_up:
                raise JudgeError("too late")
            self._socket = connected

    def _refusal(self, response: http.client.HTTPResponse, body: bytes) -> str:
        place = self._server.place
        if 300 <= response.status < 400:
            elsewhere = _one_line(response.getheader("Location") or "nowhere")
            return f"{place} sends us elsewhere ({elsewhere}), which is not followed."
        return f"{place} answered {response.status} {response.reason}{_message(body)}."


def _message(body: bytes) -> str:
    """What the server says about it, in one short line, with the colon before it; empty when nothing."""
    text = body.decode("utf-8", "replace")
    with suppress(ValueError, RecursionError, KeyError, TypeError):
        error = json.loads(text)["error"]
        text = error["message"] if isinstance(error, dict) else error
    if not isinstance(text, str) or text.lstrip().startswith("<"):
        return ""
    line = _one_line(text).rstrip(".")
    return f": {line}" if line else ""


def _one_line(text: str) -> str:
    """What a stranger wrote, fit for a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_LONGEST_MESSAGE]
