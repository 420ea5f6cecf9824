"""Standard output for what is laid out in columns: colours at a terminal, plain lines where it is piped."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console


@contextmanager
def printing() -> "Iterator[Console]":
    """A console; what is printed to it while the block runs comes to standard output."""
    from rich.console import Console

    if sys.stdout.isatty():
        yield Console(file=sys.stdout, highlight=False)
        return
    lines = StringIO()
    yield Console(file=lines, highlight=False)
    # rich fills its lines with spaces up to the width.
    click.echo("\n".join(line.rstrip() for line in lines.getvalue().splitlines()))
