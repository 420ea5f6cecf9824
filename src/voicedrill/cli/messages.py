"""What is said beside the output: on standard error, and less of it with --quiet."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from shutil import get_terminal_size
from textwrap import fill

import click

from voicedrill.timing import clock

_QUIET = "voicedrill.quiet"
#: Work that is over by then needs no progress.
_SHOWN_AFTER_S = 1.0


def say(message: str, *, nl: bool = True) -> None:
    """A message for people; not with --quiet."""
    if not is_quiet():
        click.echo(_fitted(message), err=True, nl=nl)


def warn(message: str) -> None:
    """A message that is told with --quiet too: something went wrong."""
    click.echo(_fitted(message), err=True)


def _fitted(message: str) -> str:
    """Lines broken between words where somebody sees them. Indented ones are commands: they stay whole, so
    that they can be copied.
    """
    if not sys.stderr.isatty():
        return message
    width = max(20, get_terminal_size().columns)
    return "\n".join(
        fill(line, width, break_long_words=False, break_on_hyphens=False)
        if len(line) > width and not line.startswith(" ")
        else line
        for line in message.split("\n")
    )


def shows_progress() -> bool:
    """Whether somebody sees how far a long piece of work has come."""
    return sys.stderr.isatty() and not is_quiet()


def counted(what: str) -> Callable[[int, int], None]:
    """Shows how much of a piece of work is done, where somebody sees it and it takes its time."""
    began, shows = time.monotonic(), shows_progress()

    def show(done: int, total: int) -> None:
        if shows and time.monotonic() - began >= _SHOWN_AFTER_S and (done % 50 == 0 or done == total):
            end = "\r\x1b[K" if done == total else ""
            click.echo(f"\r{done} of {total} {what}{end}", err=True, nl=False)

    return show


class HeardSoFar:
    """Shows on one line how much of a file was listened to, where somebody sees it and it takes its time."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._shows = shows_progress()
        self._shown = False

    def __call__(self, path: Path, heard_s: float) -> None:
        """Tell that ``heard_s`` seconds of ``path`` were listened to."""
        if self._shows and time.monotonic() - self._began >= _SHOWN_AFTER_S:
            click.echo(f"\r{path.name}: {clock(heard_s)} listened to ", err=True, nl=False)
            self._shown = True

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)
            self._shown = False


def is_quiet() -> bool:
    """Whether --quiet was given."""
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.meta.get(_QUIET))


def quiet_option() -> click.Option:
    """--quiet, for every command."""
    return click.Option(
        ["-q", "--quiet"],
        is_flag=True,
        expose_value=False,
        callback=_be_quiet,
        help="Print the result and errors, and nothing besides.",
    )


def _be_quiet(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        context.meta[_QUIET] = True
