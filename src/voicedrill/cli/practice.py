"""`voicedrill practice`: questions are asked aloud, answers recorded and reported."""

import sys
from typing import TYPE_CHECKING

import click

from voicedrill.cli.reporting import (
    advise_on_engine,
    check_engine,
    chosen_judge,
    judge_options,
    lessons_option,
    page_option,
    say,
    sound_option,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from voicedrill.decks.model import Deck, Question
    from voicedrill.sessions.recordings import SoundPolicy

DEFAULT_DECK = "starter"
#: Seconds to think before an answer, where somebody sees them run down.
DEFAULT_THINK_S = 10.0
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
    "--think",
    "think_s",
    metavar="S",
    type=click.FloatRange(0, 600),
    help=f"Seconds to think before an answer: {DEFAULT_THINK_S:g} in a terminal, else 0.",
)
@click.option(
    "--end-silence",
    "end_silence_s",
    metavar="S",
    type=click.FloatRange(0.5, 60),
    default=2.5,
    show_default=True,
    help="Seconds of silence that end an answer.",
)
@click.option(
    "--max-seconds",
    "max_s",
    metavar="S",
    type=click.FloatRange(1, 7200),
    default=600.0,
    show_default=True,
    help="The longest answer.",
)
@click.option(
    "--follow-ups",
    metavar="N",
    type=click.IntRange(0, 9),
    help=f"At most N follow-ups after each answer, 0 for none: {DEFAULT_FOLLOW_UPS} in a terminal, else 0.",
)
@click.option("--no-rating", is_flag=True, help="Show the report without asking how it went.")
@click.option(
    "--device",
    metavar="NAME",
    help="Microphone: a number, a name or a part of one; file:PATH plays a file instead, "
    "file:PATH@4 at four times the speed.",
)
@click.option("--no-check", is_flag=True, help="Do not check the microphone's level first.")
@click.option("--no-voice", is_flag=True, help="Print the questions and do not read them aloud.")
@click.option("--voice", metavar="NAME", help="The voice that reads.")
@click.option("--rate", metavar="WPM", type=int, help="How fast it reads, words a minute.")
@click.option("--volume", metavar="V", type=float, help="How loud it reads, 0 to 1.")
@click.option("--engine", default="auto", metavar="NAME", help="Recogniser: auto, moonshine or whisper.")
@click.option("--no-keep", is_flag=True, help="Delete each answer once it is reported.")
@sound_option
@page_option
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="One report a line on standard output, nothing else; needs no terminal and no key.",
)
@judge_options
@lessons_option
def command(
    deck: str | None,
    question_ids: tuple[str, ...],
    count: int | None,
    think_s: float | None,
    end_silence_s: float,
    max_s: float,
    follow_ups: int | None,
    no_rating: bool,
    device: str | None,
    no_check: bool,
    no_voice: bool,
    voice: str | None,
    rate: int | None,
    volume: float | None,
    engine: str,
    no_keep: bool,
    sound: "SoundPolicy",
    page: bool,
    as_json: bool,
    judge: str,
    allow_hosts: tuple[str, ...],
    judge_seconds: float,
    no_lessons: bool,
) -> None:
    """Answer questions aloud and get a report on each.

    DECK is the name of a deck that ships with voicedrill, or a file. Each answer is kept in a folder of its
    own: its sound, the question and the report.
    """
    from voicedrill.decks.find import find_deck
    from voicedrill.decks.load import load_deck
    from voicedrill.judges.registry import open_reader

    check_engine(engine)
    reader = open_reader(chosen_judge(judge, allow_hosts, judge_seconds))
    path = find_deck(deck or DEFAULT_DECK)
    loaded = load_deck(path)
    chosen = _chosen(loaded, path, question_ids, count)
    if deck is None:
        say(f"Deck: {DEFAULT_DECK} ({loaded.title}). `voicedrill decks` lists the others.")

    from voicedrill.sessions.analyse import Analyser
    from voicedrill.sessions.flow_values import Rules
    from voicedrill.sessions.reading import VoiceChoice
    from voicedrill.sessions.run import Settings, practice
    from voicedrill.sessions.screen import Screen

    attended = sys.stdin.isatty() and not as_json
    rules = Rules(
        think_s=(DEFAULT_THINK_S if attended else 0.0) if think_s is None else think_s,
        end_silence_s=end_silence_s,
        max_s=max_s,
        has_keys=attended,
        can_rate=not no_rating,
    )
    settings = Settings(
        rules,
        device=device,
        voice=None if no_voice else VoiceChoice(voice, rate, volume),
        keep=not no_keep,
        sound=sound,
        page=page,
        check=not no_check,
        learns=not no_lessons,
    )
    most = (DEFAULT_FOLLOW_UPS if attended else 0) if follow_ups is None else follow_ups
    with Analyser(engine, judge=reader) as analyser:
        answered = practice(loaded, chosen, settings, Screen(as_json), analyser, path, most)
    reports = [one.report for one in answered if one.report is not None]
    if reports and not as_json:
        advise_on_engine(reports[-1])
        if reports[-1].coverage.points and not no_lessons and not sys.stdin.isatty():
            say(f"\nA verdict is wrong? Correct it: `voicedrill review {deck or DEFAULT_DECK}`.")


def _chosen(deck: "Deck", path: "Path", ids: "Sequence[str]", count: int | None) -> "tuple[Question, ...]":
    """The questions to ask: those named, in that order, or the deck's."""
    from voicedrill.decks.find import question_in

    questions = tuple(question_in(deck, name, path) for name in ids) if ids else deck.questions
    return questions[:count]
