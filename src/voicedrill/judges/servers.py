"""Which servers a judge may talk to: this machine, and hosts that the user allowed by name."""

import ipaddress
import urllib.parse
from collections.abc import Sequence
from dataclasses import dataclass

from voicedrill.errors import UsageError

#: Where Ollama listens unless told otherwise.
DEFAULT_URL = "http://127.0.0.1:11434/v1"
_DEFAULT_PORTS = {"http": 80, "https": 443}
_EXAMPLE = f"One looks like {DEFAULT_URL}."


@dataclass(frozen=True)
class Server:
    """A server to talk to. ``path``: what its interface's paths begin with, such as "/v1".

    ``is_local``: named as this machine, and so connected to at loopback addresses only.
    """

    scheme: str
    host: str
    port: int
    path: str
    is_local: bool

    @property
    def place(self) -> str:
        """Host and port as people write them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def server_at(url: str, allow_hosts: Sequence[str]) -> Server:
    """The server that ``url`` names. Looks nothing up and opens no connection.

    Raises UsageError for an address that is none, and for a host that is neither this machine nor in
    ``allow_hosts``.
    """
    try:
        parts = urllib.parse.urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"{url!r} is not a server's address ({error}). {_EXAMPLE}") from error
    if parts.scheme not in _DEFAULT_PORTS or not host or parts.username is not None or parts.query:
        raise UsageError(f"{url!r} is not a server's address. {_EXAMPLE}")
    local = is_loopback(host)
    if not local and host not in {allowed.strip().strip("[]").casefold() for allowed in allow_hosts}:
        raise UsageError(
            f"{host} is not this machine, and answers leave it only for hosts that you name: "
            f"--allow-host {host}. On this machine say 127.0.0.1 or localhost."
        )
    path = parts.path.rstrip("/") or "/v1"
    return Server(parts.scheme, host, port or _DEFAULT_PORTS[parts.scheme], path, local)


def is_loopback(host: str) -> bool:
    """Whether ``host`` is localhost or a loopback address as it stands, 127.0.0.1 or ::1; other names: no."""
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback
