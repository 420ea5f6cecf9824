"""`voicedrill practice`: questions are asked aloud, answers recorded and reported."""

import sys
from typing import TYPE_CHECKING

import click

from voicedrill.cli.messages import say
from voicedrill.cli.reporting import advise_on_engine
from voicedrill.cli.session_options import DEFAULT_DECK, SessionOptions, session_options

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from voicedrill.decks.model import Deck, Question

#: Follow-ups after each answer, where somebody is there to give it.
DEFAULT_FOLLOW_UPS = 1


@click.command()
@click.argument("deck", required=False)
@click.option(
    "--question", "question_ids", metavar="ID", multiple=True, help="Ask this question; may be repeated."
)
@click.option(
    "--questions",
    "count",
    metavar="N",
    type=click.IntRange(min=1),
    help="Ask the first N questions only.",
)
@click.option(
    "--follow-ups",
    metavar="N",
    type=click.IntRange(0, 9),
    help=f"At most N follow-ups after each answer, 0 for none: {DEFAULT_FOLLOW_UPS} in a terminal, else 0.",
)
@session_options(json="One report a line on standard output, nothing else; needs no terminal and no key.")
def command(
    options: SessionOptions,
    deck: str | None,
    question_ids: tuple[str, ...],
    count: int | None,
    follow_ups: int | None,
) -> None:
    """Answer questions aloud and get a report on each.

    DECK is the name of a deck that ships with voicedrill, or a file. Each answer is kept in a folder of its
    own: its sound, the question and the report.
    """
    from voicedrill.decks.find import find_deck
    from voicedrill.decks.load import load_deck

    analyser = options.analyser()
    path = find_deck(deck or DEFAULT_DECK)
    loaded = load_deck(path)
    chosen = _chosen(loaded, path, question_ids, count)
    if deck is None:
        say(f"Deck: {DEFAULT_DECK} ({loaded.title}). `voicedrill decks` lists the others.")

    from voicedrill.sessions.run import practice
    from voicedrill.sessions.screen import Screen

    most = (DEFAULT_FOLLOW_UPS if options.attended else 0) if follow_ups is None else follow_ups
    with analyser:
        answered = practice(loaded, chosen, options.settings(), Screen(options.as_json), analyser, path, most)
    reports = [one.report for one in answered if one.report is not None]
    if reports and not options.as_json:
        advise_on_engine(reports[-1])
        if reports[-1].coverage.points and not options.no_lessons and not sys.stdin.isatty():
            say(f"\nA verdict is wrong? Correct it: `voicedrill review {deck or DEFAULT_DECK}`.")


def _chosen(deck: "Deck", path: "Path", ids: "Sequence[str]", count: int | None) -> "tuple[Question, ...]":
    """The questions to ask: those named, in that order, or the deck's."""
    from voicedrill.decks.find import question_in

    questions = tuple(question_in(deck, name, path) for name in ids) if ids else deck.questions
    return questions[:count]
