"""`voicedrill history backup` and `restore`: everything in one file, and back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from voicedrill.cli.history_naming import answers
from voicedrill.cli.messages import say, shows_progress

if TYPE_CHECKING:
    from voicedrill.history.restore import Unpacked
    from voicedrill.history.store import History


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE if it is there already.")
def backup(file: Path, force: bool) -> None:
    """Put all answers with their recordings into one zip file.

    It is readable by you alone. Decks and what you taught about them are files of their own and not in it.
    """
    from voicedrill.cli.saving import check_output
    from voicedrill.history.backup import back_up
    from voicedrill.history.store import open_history

    check_output(file, force=force, what="the backup")
    with open_history() as history:
        count = back_up(history, file.resolve(), _tell if shows_progress() else lambda _done, _all: None)
    if shows_progress():
        click.echo("\r\x1b[K", err=True, nl=False)
    say(f"{file}: {answers(count)}, {file.stat().st_size / 1e6:,.1f} MB.")


def _tell(done: int, all_of_them: int) -> None:
    if done % 20 == 0:
        click.echo(f"\r{done} of {all_of_them} files ", err=True, nl=False)


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(file: Path, yes: bool) -> None:
    """Put a backup in the place of the history.

    Answers that are not in the backup are gone then; what has no report yet stays. A damaged database is
    moved aside.
    """
    from voicedrill.cli.saving import at_terminal
    from voicedrill.errors import UsageError
    from voicedrill.history.database import history_file
    from voicedrill.history.restore import open_or_set_aside, unpacked
    from voicedrill.history.restore import restore as put_back

    path = history_file()
    with unpacked(file, path.parent) as found, open_or_set_aside(path) as history:
        lost = history.attempt_ids() - found.attempts
        if history.count and not yes:
            if not at_terminal():
                raise UsageError(f"{_what(found, history, lost)} --yes does it where nobody can be asked.")
            click.confirm(f"{_what(found, history, lost)} Go on?", abort=True, err=True)
        put_back(found, history)
    say(f"Restored: {answers(len(found.attempts))}, as they were on {found.created_at[:10]}.")


def _what(found: "Unpacked", history: "History", lost: set[str]) -> str:
    gone = (
        f"{len(lost)} that are not in the backup would be gone" if lost else "all of them are in the backup"
    )
    return f"{answers(len(found.attempts))} would replace the {history.count} that are there; {gone}."
