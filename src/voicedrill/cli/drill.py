"""`voicedrill drill`: one skill at a time, scored at the end."""

from typing import TYPE_CHECKING

import click

from voicedrill.cli.messages import say
from voicedrill.cli.reporting import advise_on_engine
from voicedrill.cli.session_options import DEFAULT_DECK, SessionOptions, session_options

if TYPE_CHECKING:
    from pathlib import Path

    from voicedrill.coach.drills.model import Drill, Options
    from voicedrill.decks.model import Deck

#: The shipped deck whose hard technical questions are asked of those who did not prepare them.
_BANK = "question-bank"


@click.command()
@click.argument("kind", required=False)
@click.argument("deck", required=False)
@click.option("--long", is_flag=True, help="The pitch of two minutes instead of the one of 30 seconds.")
@click.option("--question", "question_id", metavar="ID", help="Drill this question of the deck.")
@click.option(
    "--count",
    metavar="N",
    type=click.IntRange(1, 200),
    help="How many items (20 for rapid and facts, 2 for pay, else 3).",
)
@click.option(
    "--minutes",
    metavar="M",
    type=click.FloatRange(0, 600, min_open=True),
    help="Ask nothing new after so many minutes.",
)
@click.option("--seed", metavar="N", type=int, help="Draw the same items in the same order again.")
@click.option("--list", "lists", is_flag=True, help="Show what would be asked, and ask nothing.")
@session_options(
    think="Seconds to think, in drills that leave time to",
    ends=None,
    rates=None,
    drops="Delete each answer once it is scored.",
    pages=False,
    judges=False,
    json="A report a line on standard output, the drill's score as the last; needs no terminal and no key.",
)
def command(
    options: SessionOptions,
    kind: str | None,
    deck: str | None,
    long: bool,
    question_id: str | None,
    count: int | None,
    minutes: float | None,
    seed: int | None,
    lists: bool,
) -> None:
    """Train one skill at a time: pitch, gaps, facts and more.

    KIND is pitch, bridge, recovery, rapid, facts, ask-them or pay.

    Without KIND they are listed with what DECK has for each. Answers are kept as those of practice are; the
    score comes at the end.
    """
    from voicedrill.coach.drills.kinds import KINDS
    from voicedrill.decks.find import find_deck
    from voicedrill.decks.load import load_deck

    options.check()
    if kind is not None and kind not in KINDS:
        if deck is not None:
            raise _no_kind(kind)
        deck, kind = _deck_or_no_kind(kind), None
    path = find_deck(deck or DEFAULT_DECK)
    loaded = load_deck(path)
    if kind is None:
        _list_kinds(loaded)
        return

    from datetime import datetime

    from voicedrill.coach.drills.model import Options

    now = datetime.now().astimezone()
    drawn_by = int(now.timestamp()) if seed is None else seed
    drill = _built(kind, loaded, path, Options(count, drawn_by, long, question_id))
    if deck is None:
        say(f"Deck: {DEFAULT_DECK} ({loaded.title}). `voicedrill decks` lists the others.")
    if lists:
        _list_items(drill)
        return
    if drill.note:
        say(drill.note)

    from dataclasses import replace

    from voicedrill.sessions.drill import DrillScript
    from voicedrill.sessions.run import run_session
    from voicedrill.sessions.screen import Screen

    settings = replace(options.settings(), learns=False)
    session = f"drill-{kind}-{now:%Y%m%d-%H%M%S}"
    script = DrillScript(drill, loaded, path, settings.rules, session, minutes, reveal=options.as_json)
    screen = Screen(options.as_json)
    with options.analyser() as analyser:
        answered = run_session(
            script,
            settings,
            screen,
            analyser,
            on_answered=None if options.no_keep else script.keep_recall,
        )
    result = script.result(answered)
    if options.as_json:
        from voicedrill.decks.find import reference_to
        from voicedrill.reports.drill_json import drill_json

        click.echo(drill_json(result, reference_to(path), session))
        return
    from voicedrill.reports.drill_terminal import print_drill

    print_drill(result, screen.console)
    reports = [one.report for one in answered if one.report is not None]
    if reports:
        advise_on_engine(reports[-1])


def _no_kind(kind: str) -> Exception:
    from voicedrill.coach.drills.kinds import KINDS
    from voicedrill.decks.suggest import did_you_mean, known_names
    from voicedrill.errors import UsageError

    return UsageError(f"no drill '{kind}'.{did_you_mean(kind, KINDS)}{known_names(list(KINDS))}")


def _deck_or_no_kind(name: str) -> str:
    """A deck's name, given alone. Raises UsageError when it is none."""
    from voicedrill.decks.find import find_deck
    from voicedrill.errors import UsageError

    try:
        found = find_deck(name)
    except UsageError:
        found = None
    if found is None or not found.is_file():
        raise _no_kind(name)
    return name


def _built(kind: str, deck: "Deck", path: "Path", options: "Options") -> "Drill":
    """The drill; facts know what was wrong before, recoveries borrow from another deck."""
    from dataclasses import replace

    from voicedrill.coach.drills import recovery
    from voicedrill.coach.drills.kinds import KINDS

    if kind == "facts":
        return KINDS[kind].build(deck, replace(options, wrong_before=_wrong_before(path)))
    if kind == "recovery":
        from voicedrill.decks.find import find_deck
        from voicedrill.decks.load import load_deck

        bank = find_deck(_BANK)
        return recovery.build(deck, options, () if bank.samefile(path) else (load_deck(bank),))
    return KINDS[kind].build(deck, options)


def _wrong_before(path: "Path") -> frozenset[str]:
    """The facts of the deck that were wrong last time."""
    from voicedrill.decks.find import reference_to
    from voicedrill.history.database import history_file
    from voicedrill.history.drilled_facts import wrong_facts
    from voicedrill.history.store import open_history

    if not history_file().exists():
        return frozenset()
    with open_history() as history:
        return wrong_facts(history, reference_to(path))


def _list_kinds(deck: "Deck") -> None:
    from rich.console import Console

    from voicedrill.reports.drill_terminal import print_kinds

    print_kinds(deck, Console(highlight=False))


def _list_items(drill: "Drill") -> None:
    from rich.console import Console

    from voicedrill.reports.drill_terminal import print_items

    print_items(drill, Console(highlight=False))
