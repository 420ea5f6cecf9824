"""Send hostile documents and decks in: each must give a deck or one clear error.

    python -m benchmarks.fuzz --count 100000 [--first N] [--jobs N]
    python -m benchmarks.fuzz --count 100000 --guided

A traceback, more than five seconds of the processor for one document (or ten minutes by the clock), a process
over 500 MB, a file opened for writing, a program started or a connection made ends it with the number of the
document (`--first N --count 1` repeats it), its bytes kept. `--guided` lets the coverage of voicedrill's own
code lead the mutation; it needs atheris (libFuzzer).
"""

import argparse
import multiprocessing
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

from benchmarks import hostile

#: Of the processor: a busy machine makes no document slow. By the clock: what waits is found all the same.
LIMIT_S = 5
_WAIT_S = 600
LIMIT_MB = 500
_BLOCK = 500
#: Audit events (docs.python.org/3/library/audit_events.html) that no document may cause.
_FORBIDDEN = (
    *("subprocess.", "os.system", "os.exec", "os.posix_spawn", "socket.connect", "shutil."),
    *("os.mkdir", "os.rename", "os.remove", "os.link", "os.symlink"),
)


class Harm(BaseException):
    """What no document may do. Not an Exception, so that nothing in between can catch it."""


def send(name: str, data: bytes) -> str:
    """Send a document or deck through all that reads it, and say what came of it.

    Raises whatever is not a clear error.
    """
    if name.endswith((".yaml", ".yml")) and b"question" in data:
        return f"{_as_deck(name, data)}, {_as_document(name, data)}"
    return _as_document(name, data)


def _as_document(name: str, data: bytes) -> str:
    from voicedrill.decks.check import check_text
    from voicedrill.decks.importers.convert import import_bytes
    from voicedrill.decks.importers.write import deck_yaml
    from voicedrill.errors import VoicedrillError

    try:
        draft, report = import_bytes(data, name)
    except VoicedrillError as error:
        return _clear(error, "not imported")
    text = deck_yaml(draft)
    wrong = [f for f in check_text(text, Path("made.yaml")) if f.severity == "error"]
    if wrong:
        raise Harm(f"the deck that was made has an error: {wrong[0]}\n{text[:2000]}")
    return f"imported as {report.kind}"


def _as_deck(name: str, data: bytes) -> str:
    from voicedrill.decks.check import check_text, mended
    from voicedrill.decks.load import deck_from_text
    from voicedrill.errors import VoicedrillError

    text = data.decode("utf-8", errors="replace")
    try:
        deck_from_text(text, Path(name))
        outcome = "a deck"
    except VoicedrillError as error:
        outcome = _clear(error, "no deck")
    try:
        check_text(mended(text, Path(name)), Path(name))
    except VoicedrillError as error:
        _clear(error, "")
    return outcome


def _clear(error: Exception, outcome: str) -> str:
    message = str(error)
    if not message.strip() or "Traceback" in message or len(message) > 20_000:
        raise Harm(f"no clear error: {message[:500]!r}")
    return outcome


@contextmanager
def watched() -> Iterator[None]:
    """Inside, a document that takes too long, writes, starts or connects raises `Harm`."""
    _Hook.put()
    _Hook.on = True
    before = [(number, signal.signal(number, _too_long)) for number in (signal.SIGALRM, signal.SIGPROF)]
    try:
        yield
    finally:
        _Hook.on = False
        _set_clocks(0, 0)
        for number, handler in before:
            signal.signal(number, handler)


def within_limit(name: str, data: bytes) -> str:
    """`send` within `LIMIT_S` seconds; to be called inside `watched`."""
    _set_clocks(LIMIT_S, _WAIT_S)
    try:
        return send(name, data)
    finally:
        _set_clocks(0, 0)


def _set_clocks(processor_s: float, wait_s: float) -> None:
    signal.setitimer(signal.ITIMER_PROF, processor_s)
    signal.setitimer(signal.ITIMER_REAL, wait_s)


def most_mb() -> float:
    """The most memory that this process has had, MB."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage counts what the parent had when this process was made of it, too
        (line,) = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1024


@cache
def warm_up() -> None:
    """Import and compile all that good documents need; afterwards nothing is to be opened but a document."""
    for name, data in hostile.good_documents():
        send(name, data)


class _Hook:
    """Audit hooks stay for good; this one can be told to look away."""

    on = False
    _put = False

    @classmethod
    def put(cls) -> None:
        if not cls._put:
            cls._put = True
            sys.addaudithook(cls._see)

    @classmethod
    def _see(cls, event: str, arguments: tuple[object, ...]) -> None:
        if not cls.on:
            return
        if event == "open":
            path, mode, flags = arguments
            writes = (isinstance(mode, str) and set(mode) & set("wax+")) or (
                isinstance(flags, int) and flags & 3
            )
            # A module that is imported late may be compiled to its cache.
            if writes and "__pycache__" not in str(path):
                raise Harm(f"it opens {path!r} for writing")
        elif event.startswith(_FORBIDDEN) and "__pycache__" not in str(arguments):
            raise Harm(f"it does {event} {arguments!r}")


def _too_long(number: int, _frame: FrameType | None) -> None:
    waits = number == signal.SIGALRM
    raise Harm(f"it takes over {_WAIT_S} s by the clock" if waits else f"it takes over {LIMIT_S} s")


def send_all(numbers: range) -> tuple[Counter[str], float, float]:
    """Outcomes, the slowest document's seconds and the memory (MB) of a block of documents.

    Raises RuntimeError at the first that does harm, with its number and where its bytes are kept.
    """
    warm_up()
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    with watched():
        for number in numbers:
            name, data = hostile.hostile(number)
            began = time.process_time()
            try:
                outcomes[within_limit(name, data)] += 1
            except (Exception, Harm) as error:
                _Hook.on = False
                kept = Path(tempfile.gettempdir()) / f"hostile-{number}-{name}"
                kept.write_bytes(data)
                raise RuntimeError(f"document {number} ({kept}): {type(error).__name__}: {error}") from error
            slowest = max(slowest, time.process_time() - began)
    return outcomes, slowest, most_mb()


def _run(first: int, count: int, jobs: int) -> None:
    began = time.perf_counter()
    blocks = [
        range(start, min(start + _BLOCK, first + count)) for start in range(first, first + count, _BLOCK)
    ]
    outcomes: Counter[str] = Counter()
    slowest = memory = 0.0
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        for done, (found, seconds, megabytes) in enumerate(pool.imap_unordered(send_all, blocks), 1):
            outcomes += found
            slowest, memory = max(slowest, seconds), max(memory, megabytes)
            print(f"\r{min(done * _BLOCK, count):,} of {count:,}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    for outcome, times in outcomes.most_common():
        print(f"{times:8,}  {outcome}")
    print(
        f"{count:,} documents in {time.perf_counter() - began:.0f} s; the slowest took {slowest:.2f} s of "
        f"the processor, the most memory was {memory:.0f} MB"
    )
    if memory > LIMIT_MB:
        sys.exit(f"over {LIMIT_MB} MB")


def _run_guided(count: int) -> None:
    """libFuzzer ends the process itself: with 0 after so many runs, else with the document that did harm."""
    try:
        atheris: Any = import_module("atheris")
    except ImportError:
        sys.exit("--guided needs atheris: pip install atheris (wheels for CPython 3.11 and later on Linux)")

    with atheris.instrument_imports(include=["voicedrill.decks"]):
        warm_up()
    corpus = Path(tempfile.mkdtemp(prefix="voicedrill-fuzz-"))
    endings = hostile.ENDINGS
    for number, (name, data) in enumerate((*hostile.good_documents(), *hostile.attacks())):
        ending = name.rpartition(".")[2]
        if len(data) < 20_000:
            (corpus / str(number)).write_bytes(bytes([endings.index(ending)]) + data)

    def one(data: bytes) -> None:
        if data:
            send(f"prep.{endings[data[0] % len(endings)]}", data[1:])

    arguments = [f"-runs={count}", "-max_len=8000", f"-timeout={LIMIT_S}", f"-rss_limit_mb={LIMIT_MB}"]
    atheris.Setup([sys.argv[0], *arguments, "-print_final_stats=1", str(corpus)], one)
    with watched():
        signal.signal(signal.SIGALRM, signal.SIG_DFL)  # libFuzzer has its own clock
        atheris.Fuzz()


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000, help="how many documents")
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    parser.add_argument("--jobs", type=int, default=multiprocessing.cpu_count(), help="processes")
    parser.add_argument("--guided", action="store_true", help="by coverage, with atheris")
    options = parser.parse_args()
    if options.guided:
        _run_guided(options.count)
    else:
        _run(options.first, options.count, options.jobs)


if __name__ == "__main__":
    main()
