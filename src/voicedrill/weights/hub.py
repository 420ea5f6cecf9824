"""Downloads a model's files from a hub that speaks Hugging Face's web interface.

Not by huggingface_hub: over plain HTTP that checks sizes but no checksums, and it may ask further hosts, send
the token of a logged-in user and report the program that calls it. Here: one list of files, then the files,
nothing else; what has arrived stays in ``FILE.part`` and the next try goes on there (RFC 9110, 14).
"""

import hashlib
import json
import os
import shutil
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Any

from voicedrill import __version__
from voicedrill.errors import ModelError, UsageError

HUB = "https://huggingface.co"
ENDPOINT_VARIABLE = "HF_ENDPOINT"

_TIMEOUT_S = 30.0
_BLOCK_BYTES = 1 << 18
#: A connection that breaks is taken up again this often within one call, if each time brings something.
_TRIES = 5
_LONGEST_LIST_BYTES = 10_000_000
_GO_ON = "What has arrived is kept: run the same command again to go on from there."

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class RemoteFile:
    """A file on the hub and the checksum that it gives: a large file's own, or that of the git blob.

    ``path``: where it is in the repository.
    """

    path: str
    size: int
    sha256: str | None = None
    git_sha1: str | None = None

    @property
    def name(self) -> str:
        """What it is called here, where a model is one flat folder."""
        return Path(self.path).name


@dataclass(frozen=True)
class Listing:
    """The wanted files of a repository at one ``revision``."""

    revision: str
    files: tuple[RemoteFile, ...]

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(file.size for file in self.files)


class _BrokenOffError(Exception):
    """The connection ended before the file did."""


def default_endpoint() -> str:
    """The hub's address: `HF_ENDPOINT`, else Hugging Face."""
    return os.environ.get(ENDPOINT_VARIABLE) or HUB


def fetch(
    endpoint: str,
    repository: str,
    wanted: Sequence[str],
    folder: Path,
    progress: Progress | None = None,
) -> None:
    """Bring the files of ``repository`` into ``folder``, each with its right size and checksum.

    ``wanted``: their paths; in a name without a folder, * stands for anything. ``progress`` gets the file's
    name, bytes here so far, bytes in all. Raises ModelError; UsageError for an address that is not http(s);
    OSError when ``folder`` cannot be written. What has arrived by then is kept.
    """
    endpoint = checked_endpoint(endpoint)
    listing = list_files(endpoint, repository, wanted)
    folder.mkdir(parents=True, exist_ok=True)
    here = sum(_bytes_here(folder, file) for file in listing.files)
    _check_space(folder, listing.size - here)
    done = 0
    for file in listing.files:

        def report(bytes_here: int, name: str = file.name, before: int = done) -> None:
            if progress is not None:
                progress(name, before + bytes_here, listing.size)

        url = f"{endpoint}/{repository}/resolve/{listing.revision}/{file.path}"
        _fetch_file(url, folder, file, report)
        done += file.size


def checked_endpoint(endpoint: str) -> str:
    """``endpoint`` without its last slash. Raises UsageError unless it is an http or https address."""
    parts = urllib.parse.urlsplit(endpoint)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise UsageError(f"{endpoint!r} is not a hub's address. One looks like {HUB}.")
    return endpoint.rstrip("/")


def list_files(endpoint: str, repository: str, wanted: Sequence[str]) -> Listing:
    """The ``wanted`` files that ``repository`` holds. Raises ModelError: no such model, or no answer."""
    url = f"{endpoint}/api/models/{repository}?blobs=true"
    try:
        with _open(url) as response:
            answer = json.loads(response.read(_LONGEST_LIST_BYTES))
        return _listing(answer, wanted)
    except (OSError, HTTPException) as error:
        raise ModelError(
            f"The list of files from {url} broke off ({error}). Run the same command again."
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"{url} did not answer with a list of files. Is there a hub at {endpoint}? "
            "Another one can be named with --from."
        ) from error


def _listing(answer: Any, wanted: Sequence[str]) -> Listing:
    """Raises ValueError, KeyError or TypeError when the answer has another form than the hub's."""
    files = []
    for entry in answer["siblings"]:
        path = entry["rfilename"]
        if path in wanted or ("/" not in path and any(fnmatch(path, pattern) for pattern in wanted)):
            large = entry.get("lfs") or {}
            small = None if large else entry.get("blobId")
            files.append(RemoteFile(path, int(entry["size"]), large.get("sha256"), small))
    # Small files first: what is wrong with the host shows before the long wait.
    return Listing(
        str(answer.get("sha") or "main"), tuple(sorted(files, key=lambda file: (file.size, file.name)))
    )


def _fetch_file(url: str, folder: Path, file: RemoteFile, report: Callable[[int], None]) -> None:
    target, part = folder / file.name, folder / f"{file.name}.part"
    if target.is_file() and _is_whole(target, file):
        report(file.size)
        return
    resumed = _size(part) > 0
    _fill(url, part, file, report)
    if not _is_whole(part, file) and resumed:
        # The old bytes may belong to another revision: once more from the start.
        part.unlink()
        _fill(url, part, file, report)
    if not _is_whole(part, file):
        part.unlink()
        raise ModelError(
            f"{file.name} from {_host(url)} is damaged: its checksum is not the one that the hub gives. "
            "It was deleted. Run the same command again."
        )
    part.replace(target)


def _fill(url: str, part: Path, file: RemoteFile, report: Callable[[int], None]) -> None:
    """Bring ``part`` to the file's size, going on from what it holds. Raises ModelError, OSError."""
    if _size(part) > file.size:
        part.unlink()
    for _ in range(_TRIES):
        before = _size(part)
        if part.exists() and before == file.size:
            return
        try:
            _append(url, part, file, report)
            reason = "the connection ended early"
        except _BrokenOffError as error:
            reason = str(error)
        if _size(part) <= before:
            break
    if _size(part) != file.size:
        raise ModelError(
            f"The download of {file.name} from {_host(url)} broke off at {_size(part) / 1e6:.1f} "
            f"of {file.size / 1e6:.1f} MB ({reason}). {_GO_ON}"
        )


def _append(url: str, part: Path, file: RemoteFile, report: Callable[[int], None]) -> None:
    have = _size(part)
    with _open(url, start=have) as response:
        goes_on = have > 0 and response.status == 206
        if goes_on and not response.headers.get("Content-Range", "").startswith(f"bytes {have}-"):
            raise _BrokenOffError("the host sent another part than the one asked for")
        have = have if goes_on else 0
        with part.open("ab" if goes_on else "wb") as out:
            for block in _blocks(response):
                have += len(block)
                if have > file.size:
                    raise ModelError(f"{_host(url)} sends more than the {file.size} bytes of {file.name}.")
                out.write(block)
                report(have)


def _blocks(response: HTTPResponse) -> Iterator[bytes]:
    while True:
        try:
            # read1: a block as soon as it is there, so that a break loses no more than what was under way
            block = response.read1(_BLOCK_BYTES)
        except (OSError, HTTPException) as error:
            raise _BrokenOffError(str(error) or type(error).__name__) from error
        if not block:
            return
        yield block


def _open(url: str, start: int = 0) -> HTTPResponse:
    request = urllib.request.Request(url, headers={"User-Agent": f"voicedrill/{__version__}"})
    if start:
        request.add_header("Range", f"bytes={start}-")
    try:
        response: HTTPResponse = urllib.request.urlopen(request, timeout=_TIMEOUT_S)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code in (401, 403, 404):  # the hub says 401 for a repository that does not exist
            raise ModelError(
                f"{_host(url)} does not have {url} (it answered {error.code}). "
                "Another hub can be named with --from."
            ) from error
        raise ModelError(
            f"{_host(url)} answered {error.code} {error.reason} for {url}. Try later. {_GO_ON}"
        ) from error
    except (OSError, HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        raise ModelError(
            f"No connection to {_host(url)}: {reason}. "
            f"Check the network, or name another hub with --from. {_GO_ON}"
        ) from error
    return response


def _is_whole(path: Path, file: RemoteFile) -> bool:
    if file.sha256 is None and file.git_sha1 is None:
        return _size(path) == file.size
    digest = hashlib.sha256()
    expected = file.sha256
    if expected is None:
        digest, expected = hashlib.sha1(b"blob %d\0" % file.size, usedforsecurity=False), file.git_sha1
    with path.open("rb") as content:
        while block := content.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest() == expected


def _check_space(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise ModelError(
            f"The model needs {needed / 1e6:.0f} MB more and {folder} has {free / 1e6:.0f} MB free. "
            "Make room, or move the data folder with VOICEDRILL_DATA."
        )


def _bytes_here(folder: Path, file: RemoteFile) -> int:
    return min(file.size, _size(folder / file.name) or _size(folder / f"{file.name}.part"))


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _host(url: str) -> str:
    return urllib.parse.urlsplit(url).netloc
