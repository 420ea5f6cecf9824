"""What is said beside the output: on standard error, and less of it with --quiet."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import click

from voicedrill.timing import clock

_QUIET = "voicedrill.quiet"
#: Work that is over by then needs no progress.
_SHOWN_AFTER_S = 1.0


def say(message: str, *, nl: bool = True) -> None:
    """A message for people; not with --quiet."""
    if not is_quiet():
        click.echo(message, err=True, nl=nl)


def warn(message: str) -> None:
    """A message that is told with --quiet too: something went wrong."""
    click.echo(message, err=True)


def shows_progress() -> bool:
    """Whether somebody sees how far a long piece of work has come."""
    return sys.stderr.isatty() and not is_quiet()


def heard_so_far() -> Callable[[Path, float], None] | None:
    """What shows how much of a file was listened to, on one line; None where nobody sees it."""
    if not shows_progress():
        return None
    began = time.monotonic()

    def show(path: Path, heard_s: float) -> None:
        if time.monotonic() - began >= _SHOWN_AFTER_S:
            click.echo(f"\r{path.name}: {clock(heard_s)} heard \r", err=True, nl=False)

    return show


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
