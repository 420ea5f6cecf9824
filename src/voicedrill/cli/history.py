"""`voicedrill history`: the answers given so far, and what can be done with them."""

from typing import TYPE_CHECKING

import click

from voicedrill.cli import history_backup, history_forget, history_reassess, history_replay, history_show
from voicedrill.cli.history_naming import moment_of
from voicedrill.cli.messages import say, warn

if TYPE_CHECKING:
    from datetime import datetime

    from voicedrill.history.store import History
    from voicedrill.history.values import PastAnswer


@click.group(invoke_without_command=True)
@click.option("--deck", metavar="DECK", help="Answers to questions of this deck only.")
@click.option("--question", metavar="ID", help="Answers to this question only.")
@click.option(
    "--since", metavar="WHEN", callback=moment_of, help="Not before: a date, or an age such as 7d or 12h."
)
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="The latest N attempts.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object an answer and line, nothing else.")
@click.pass_context
def command(
    context: click.Context,
    deck: str | None,
    question: str | None,
    since: "datetime | None",
    limit: int,
    as_json: bool,
) -> None:
    """List past answers; show, replay, reassess, forget, back them up.

    Without a subcommand the answers given so far are listed, the latest first.

    The other commands take an answer by the name in the last column, by the beginning of it, or as "last";
    NAME/1 is the answer to its first follow-up.
    """
    if context.invoked_subcommand is not None:
        return
    from voicedrill.history.store import open_history

    if question and "#" in question and deck is None:
        deck, _, question = question.rpartition("#")
    with open_history(takes_over=True) as history:
        for left in history.left_out:
            warn(f"Left as it is, for it cannot be read: {left.why}")
        found = history.answers(
            deck=_reference(deck) if deck else None,
            question=question,
            since=_utc(since) if since else None,
            limit=limit,
        )
        if as_json:
            _print_json(found)
        elif found:
            _print_table(history, found)
            _tell_more(history, found, bool(deck or question or since))
        else:
            say("No answers yet: `voicedrill practice`." if not history.count else "No such answers.")


def _reference(deck: str) -> str:
    from voicedrill.decks.find import find_deck, reference_to

    return reference_to(find_deck(deck))


def _utc(moment: "datetime") -> str:
    from voicedrill.history.rows import utc

    return utc(moment)


def _print_json(found: "list[PastAnswer]") -> None:
    import json
    from dataclasses import asdict

    for answer in found:
        click.echo(json.dumps(asdict(answer), ensure_ascii=False))


def _print_table(history: "History", found: "list[PastAnswer]") -> None:
    from datetime import datetime
    from pathlib import Path

    from voicedrill.cli.printing import printing
    from voicedrill.reports.history_terminal import Line, print_history

    lines = [
        Line(
            name=history.short_name(answer.attempt) + (f"/{answer.part}" if answer.part else ""),
            when=datetime.fromisoformat(answer.created_at).astimezone(),
            deck=Path(answer.deck).stem if answer.deck else answer.deck_title or "-",
            question=answer.question_id,
            part=answer.part,
            length_s=answer.answer_s,
            score=answer.score,
            fillers=_fillers(answer),
        )
        for answer in found
    ]
    with printing() as console:
        print_history(lines, console)


def _fillers(answer: "PastAnswer") -> tuple[float, float] | None:
    low, high = answer.filled_pauses_low_per_min, answer.filled_pauses_high_per_min
    return None if low is None or high is None else (low, high)


def _tell_more(history: "History", found: "list[PastAnswer]", is_narrowed: bool) -> None:
    shown, there = len({answer.attempt for answer in found}), history.count
    if not is_narrowed and there > shown:
        say(f"\nThe latest {shown} of {there}; --limit shows more.")


for part in (history_show, history_replay, history_reassess, history_forget):
    command.add_command(part.command)
command.add_command(history_backup.backup)
command.add_command(history_backup.restore)
