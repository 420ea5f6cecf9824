"""`voicedrill history forget`: answers deleted, with their sound and every trace in the database."""

from typing import TYPE_CHECKING

import click

from voicedrill.cli.history_naming import moment_of
from voicedrill.cli.messages import say

if TYPE_CHECKING:
    from datetime import datetime

    from voicedrill.history.store import History


@click.command("forget")
@click.argument("answers", nargs=-1)
@click.option(
    "--older-than",
    "before",
    metavar="AGE",
    callback=moment_of,
    help="All older ones: 30d, 12w, or before a date.",
)
@click.option("--all", "everything", is_flag=True, help="All answers, unfinished ones included.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(answers: tuple[str, ...], before: "datetime | None", everything: bool, yes: bool) -> None:
    """Delete answers: the recording, the report, and every trace of them in the database.

    What was taught from them stays in the lessons of their decks: `voicedrill lessons DECK` shows it.
    """
    from voicedrill.cli.saving import at_terminal
    from voicedrill.errors import UsageError
    from voicedrill.history.cards import forget_all
    from voicedrill.history.forgetting import forget
    from voicedrill.history.store import open_history

    if [bool(answers), before is not None, everything].count(True) != 1:
        raise UsageError("name answers, or give one of --older-than AGE and --all.")
    with open_history() as history:
        names = _chosen(history, answers, before)
        if not names:
            say("There is nothing to forget.")
            return
        what = names[0] if len(names) == 1 else f"{len(names)} answers"
        if not yes:
            if not at_terminal():
                raise UsageError(
                    f"forgetting {what} cannot be undone; --yes does it where nobody can be asked."
                )
            click.confirm(f"Forget {what} for good, with the recordings?", abort=True, err=True)
        if everything:
            forget_all(history)  # when a question comes back is about its answers
        forget(history, names)
    say(f"Forgotten: {what}.")


def _chosen(history: "History", answers: tuple[str, ...], before: "datetime | None") -> list[str]:
    """The folders and rows to delete, by name."""
    from voicedrill.errors import UsageError
    from voicedrill.history.forgetting import unfinished_folders
    from voicedrill.history.rows import utc

    if answers:
        found = [history.find_answer(name) for name in answers]
        for name, (_, part) in zip(answers, found, strict=True):
            if part:
                raise UsageError(f"{name} is a part of an answer; it is forgotten with the whole.")
        return list(dict.fromkeys(attempt for attempt, _ in found))
    if before is None:
        return [*history.attempt_ids(), *unfinished_folders(history)]
    kept = {answer.attempt for answer in history.answers(before=utc(before), part=0)}
    return [*kept, *unfinished_folders(history, f"{before:%Y%m%d-%H%M%S}")]
