"""`voicedrill today`: what is due is asked, in the minutes that there are."""

from typing import TYPE_CHECKING

import click

from voicedrill.cli.messages import counted, say
from voicedrill.cli.practice import DEFAULT_FOLLOW_UPS
from voicedrill.cli.reporting import advise_on_engine
from voicedrill.cli.session_options import DEFAULT_THINK_S, SessionOptions, session_options

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from voicedrill.coach.schedule.agenda import Agenda
    from voicedrill.decks.model import Deck
    from voicedrill.history.store import History

DEFAULT_MINUTES = 20.0


@click.command()
@click.option(
    "--minutes",
    metavar="M",
    type=click.FloatRange(1, 600),
    help=f"The minutes you have: those of your plan, or {DEFAULT_MINUTES:g}.",
)
@click.option(
    "--deck",
    "decks",
    metavar="DECK",
    multiple=True,
    help="Only this deck, its new questions too; may be repeated. Without: all that you have practised.",
)
@click.option("--list", "lists", is_flag=True, help="Show what would be asked, and ask nothing.")
@click.option(
    "--follow-ups",
    metavar="N",
    type=click.IntRange(0, 9),
    default=0,
    show_default=True,
    help=f"At most N follow-ups after each answer (in practice {DEFAULT_FOLLOW_UPS}).",
)
@session_options(
    drops=None, json="One report a line on standard output, nothing else; with --list the list as JSON."
)
def command(
    options: SessionOptions,
    minutes: float | None,
    decks: tuple[str, ...],
    lists: bool,
    follow_ups: int,
) -> None:
    """Practise what is due today, the most valuable first.

    Questions come back when you are about to forget them, points that you missed also on their own; new
    questions of the same decks come a few a day. `voicedrill plan` sets the day of the interview,
    `voicedrill grade` corrects how an answer was graded.
    """
    from datetime import datetime

    from voicedrill.history.store import open_history

    today = datetime.now().astimezone().date()
    thinking_s = DEFAULT_THINK_S if lists and options.given_think_s is None else options.think_s
    analyser = None if lists else options.analyser()
    with open_history() as history:
        references = _named(history, decks, reads=not lists)
        minutes = minutes or _planned_minutes(history, references, today)
        found = _found(history, references, today, minutes, thinking_s)
        if analyser is None:
            _list(found, today, minutes, options.as_json)
            return
        read = _decks_in_step(history, found)
        found = _found(history, list(read), today, minutes, thinking_s) if read else found
    if not found.tasks or not read or analyser is None:
        say(_nothing(found, today, minutes))
        return
    say(_announcement(found, minutes))

    from voicedrill.sessions.run import run_session
    from voicedrill.sessions.screen import Screen
    from voicedrill.sessions.today import TodayScript

    script = TodayScript(found.tasks, read, minutes, follow_ups)
    with analyser:
        answered = run_session(script, options.settings(), Screen(options.as_json), analyser)
    reports = [one.report for one in answered if one.report is not None]
    if reports and not options.as_json:
        advise_on_engine(reports[-1])
        say("\n`voicedrill grade` shows how the last answer was graded, and corrects it.")


def _named(history: "History", names: tuple[str, ...], *, reads: bool) -> list[str] | None:
    """The references of the decks that were named, with cards for their questions; None: none was.

    ``reads``: the decks are read where there are cards too, for questions that came since; it takes longer.
    """
    from voicedrill.decks.find import find_deck, reference_to
    from voicedrill.history import cards

    references = []
    for name in names:
        path = find_deck(name)
        reference = reference_to(path)
        if reads or not cards.names(history, reference):
            from voicedrill.decks.load import load_deck
            from voicedrill.sessions.scheduling import enrol

            enrol(history, reference, load_deck(path))
        references.append(reference)
    return references or None


def _planned_minutes(history: "History", references: list[str] | None, today: "date") -> float:
    from voicedrill.history.cards import interviews

    ahead = [
        one.minutes_a_day
        for one in interviews(history).values()
        if one.days_left(today) >= 0 and (references is None or one.deck in references)
    ]
    return max(ahead, default=DEFAULT_MINUTES)


def _found(
    history: "History", references: list[str] | None, today: "date", minutes: float, think_s: float
) -> "Agenda":
    from voicedrill.sessions.scheduling import catch_up, what_to_ask

    catch_up(history, counted("earlier answers looked through"))
    return what_to_ask(history, today, minutes, references, think_s)


def _decks_in_step(history: "History", found: "Agenda") -> "dict[str, tuple[Deck, Path]]":
    """The decks of what is to be asked, read, and their cards brought in step; one that is gone is told."""
    from voicedrill.decks.find import find_deck
    from voicedrill.decks.load import load_deck
    from voicedrill.errors import DeckError, UsageError
    from voicedrill.sessions.scheduling import enrol

    read = {}
    for reference in dict.fromkeys(task.question.card.deck for task in found.tasks):
        try:
            path = find_deck(reference)
            deck = load_deck(path)
        except (DeckError, UsageError) as error:
            say(f"Left out, because the deck cannot be read: {error}")
            continue
        enrol(history, reference, deck)
        read[reference] = (deck, path)
    return read


def _announcement(found: "Agenda", minutes: float) -> str:
    from voicedrill.reports.today_terminal import announcement

    return announcement(found, minutes)


def _nothing(found: "Agenda", today: "date", minutes: float) -> str:
    from voicedrill.reports.today_terminal import nothing_to_ask

    return nothing_to_ask(found, today, minutes)


def _list(found: "Agenda", today: "date", minutes: float, as_json: bool) -> None:
    from voicedrill.reports.today_terminal import agenda_json, agenda_lines

    if as_json:
        click.echo(agenda_json(found, today, minutes))
    elif found.tasks:
        for line in agenda_lines(found, minutes):
            click.echo(line)
    else:
        say(_nothing(found, today, minutes))
