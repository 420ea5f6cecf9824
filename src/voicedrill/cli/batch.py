"""`voicedrill batch`: reports on many answers, over all cores."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import click

from voicedrill.cli.messages import say, shows_progress
from voicedrill.cli.reporting import check_engine, chosen_judge, judge_options, lessons_option


@click.command()
@click.argument("manifest")
@click.option(
    "-o", "--output", required=True, metavar="OUT.jsonl", help="Where the answers go; - prints them."
)
@click.option(
    "--engine", default="auto", metavar="NAME", help="Recogniser: auto (default), moonshine or whisper."
)
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Worker processes. Default: one a core.")
@judge_options
@lessons_option
def command(
    manifest: str,
    output: str,
    engine: str,
    jobs: int | None,
    judge: str,
    allow_hosts: tuple[str, ...],
    judge_seconds: float,
    no_lessons: bool,
) -> None:
    """Report on many answers, over all cores.

    MANIFEST has one JSON object a line: {"id", "audio": path or "transcript": text or timed words,
    "question": a question as in a deck, "DECK#ID" or null}; paths are relative to it. Every line is answered
    in its place, {"id", "report"} or {"id", "error": {"kind", "message"}}; the exit code is 1 if some failed.
    OUT.jsonl appears when all is done; the inputs are only read.
    """
    from voicedrill.judges.registry import open_reader
    from voicedrill.sessions.batch import Batch, cores, run

    check_engine(engine)
    choice = chosen_judge(judge, allow_hosts, judge_seconds)
    open_reader(choice)  # what is wrong with it is told before anything is read
    path = Path(manifest)
    lines = _read_lines(path)
    _protect_inputs(path, lines, output)
    workers = min(jobs or cores(), max(len(lines), 1))
    failed = 0
    batch = Batch(path, lines, engine, choice, learnt=not no_lessons)
    with _whole_or_not_at_all(output) as out:
        for done, answer in enumerate(run(batch, workers), 1):
            out.write(answer.line + "\n")
            failed += answer.failed
            _progress(done, len(lines))
    say(f"{len(lines) - failed} of {len(lines)} lines done" + (f", {failed} failed." if failed else "."))
    raise SystemExit(1 if failed else 0)


def _read_lines(path: Path) -> list[bytes]:
    from voicedrill.errors import InputError

    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise InputError(f"{path}: the manifest cannot be read ({error.strerror}).") from error
    if lines[-1] == b"":
        lines.pop()  # what stands behind the last line's end is no line
    return lines


def _protect_inputs(manifest: Path, lines: Sequence[bytes], output: str) -> None:
    """Refuse an output that is one of the inputs. Raises UsageError."""
    from voicedrill.errors import UsageError
    from voicedrill.sessions.manifest import audio_of

    if output == "-":
        return
    out = Path(output)
    if not out.parent.is_dir():
        raise UsageError(f"there is no folder {out.parent} to write {out.name} to.")
    if out.is_dir():
        raise UsageError(f"{out} is a folder; name a file.")
    if not out.exists():
        return
    sounds = (audio_of(line, manifest.parent) for line in lines)
    for source in (manifest, *filter(None, sounds)):
        with suppress(OSError):
            if out.samefile(source):
                raise UsageError(f"{out} is an input and would be overwritten; name another file after -o.")


@contextmanager
def _whole_or_not_at_all(output: str) -> Iterator[IO[str]]:
    """A file to write to that gets its name when all is written, and vanishes when that fails."""
    if output == "-":
        yield sys.stdout
        return
    import os

    from voicedrill.errors import UsageError

    out = Path(output)
    if out.exists() and not out.is_file():  # a pipe or a device cannot be replaced, only written to
        with out.open("w", encoding="utf-8") as stream:
            yield stream
        return
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        stream = part.open("x", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{out} cannot be written ({error.strerror}).") from error
    try:
        with stream:
            yield stream
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def _progress(done: int, total: int) -> None:
    if shows_progress():
        click.echo(f"\r{done} of {total}" + ("\n" if done == total else ""), err=True, nl=False)
