"""`voicedrill mock`: a whole interview, or a round of it, without feedback until it is over."""

import sys
from typing import TYPE_CHECKING

import click

from voicedrill.cli.messages import say
from voicedrill.cli.reporting import advise_on_engine
from voicedrill.cli.session_options import DEFAULT_DECK, SessionOptions, session_options
from voicedrill.timing import clock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from voicedrill.coach.mock.plan import Plan
    from voicedrill.decks.model import Deck, Round
    from voicedrill.history.mocks import MockSettings
    from voicedrill.reports.model import Report
    from voicedrill.sessions.analyse import Analyser
    from voicedrill.sessions.desk import Settings
    from voicedrill.sessions.mocking import Held


@click.command()
@click.argument("deck", required=False)
@click.option(
    "--round",
    "rounds",
    metavar="NAME",
    multiple=True,
    help="Hold this round of the deck, or a usual one, only; may be repeated.",
)
@click.option(
    "--minutes", metavar="N", type=click.FloatRange(min=0.5, max=1440), help="Minutes for all of it together."
)
@click.option(
    "--mood",
    type=click.Choice(["friendly", "silent", "pressing"]),
    default="friendly",
    show_default=True,
    help="How the interviewer behaves.",
)
@click.option(
    "--follow-ups",
    metavar="N",
    type=click.IntRange(0, 9),
    default=1,
    show_default=True,
    help="At most N follow-ups after each answer, while there is time.",
)
@click.option("--role", metavar="ROLE", help="Questions for this role, of a deck that has several.")
@click.option(
    "--seed",
    metavar="N",
    type=click.IntRange(min=0),
    help="Draw the questions by this number, the same each time, and not by what is weak.",
)
@click.option("--resume", is_flag=True, help="Go on with the interview that was interrupted last.")
@session_options(
    think="Seconds to think before an answer, which moods change",
    ends="Seconds of silence that end an answer, which moods change.",
    rates="Do not ask after each answer how it went.",
    drops="Delete each answer once it is reported, and keep no debrief.",
    pages=False,
    json="One report a line on standard output, then the debrief; needs no terminal and no key.",
)
def command(
    options: SessionOptions,
    deck: str | None,
    rounds: tuple[str, ...],
    minutes: float | None,
    mood: str,
    follow_ups: int,
    role: str | None,
    seed: int | None,
    resume: bool,
) -> None:
    """Hold a mock interview, and get one debrief at its end.

    It has the rounds of DECK, or some of them.

    DECK is the name of a deck that ships with voicedrill, or a file. Nothing is said of the answers until the
    interview is over; then comes one debrief over all of it. An interview that was interrupted goes on with
    --resume.
    """
    from voicedrill.history.mocks import MockSettings

    analyser = options.analyser()
    chosen = MockSettings(mood, options.think_s, options.end_silence_s, options.max_s, role)
    offers = options.attended and not options.no_keep
    going_on = _going_on(deck, resume, options.attended) if resume or offers else None
    if going_on is not None:
        held, path, loaded = going_on
    else:
        held, path, loaded = _beginning(deck, rounds, minutes, follow_ups, seed, chosen)
    with analyser:
        _hold(held, loaded, path, options.settings(), analyser, options.as_json)


def _going_on(deck: str | None, resume: bool, attended: bool) -> "tuple[Held, Path, Deck] | None":
    """The interrupted interview to go on with: asked for, or offered."""
    from voicedrill.decks.find import find_deck, reference_to
    from voicedrill.decks.load import load_deck
    from voicedrill.errors import UsageError
    from voicedrill.sessions.mocking import give_up, recall, unfinished_mocks

    reference = None if deck is None and resume else reference_to(find_deck(deck or DEFAULT_DECK))
    found = unfinished_mocks(reference)
    if not found:
        if resume:
            raise UsageError("No mock interview was interrupted. `voicedrill mock DECK` begins one.")
        return None
    held = recall(found[0].id)
    if not resume:
        answered = sum(step.part == 0 for step in held.steps)
        if not held.steps:
            give_up(held)
            return None
        asked = "1 question" if answered == 1 else f"{answered} questions"
        say(f"An interview on {held.mock.deck_title} was interrupted after {asked}.")
        if not attended or not click.confirm("Go on with it?", default=True, err=True):
            give_up(held)
            say(f"Its debrief: voicedrill debrief {held.mock.id}")
            return None
    path = find_deck(held.mock.deck)
    say(f"Going on with the interview on {held.mock.deck_title}, {clock(held.elapsed_s)} into it.")
    return held, path, load_deck(path)


def _beginning(
    deck: str | None,
    names: "Sequence[str]",
    minutes: float | None,
    follow_ups: int,
    seed: int | None,
    settings: "MockSettings",
) -> "tuple[Held, Path, Deck]":
    """A new interview, its plan told."""
    import secrets
    from dataclasses import replace
    from datetime import datetime

    from voicedrill.coach.mock.clock import Costs
    from voicedrill.coach.mock.moods import mood_of
    from voicedrill.coach.mock.plan import make_plan
    from voicedrill.coach.mock.rounds import cast, loop_of
    from voicedrill.decks.find import find_deck
    from voicedrill.decks.load import load_deck
    from voicedrill.errors import UsageError
    from voicedrill.sessions.mocking import Held, new_mock, weights_of

    path = find_deck(deck or DEFAULT_DECK)
    loaded = load_deck(path)
    try:
        casting = cast(loaded.questions, settings.role)
    except KeyError:
        roles = ", ".join(sorted({q.role for q in loaded.questions if q.role}))
        raise UsageError(f"no role '{settings.role}' in {path.name}. Known: {roles or 'none'}.") from None
    stages = tuple(_round(loaded, name) for name in names) or loop_of(loaded)
    mood = mood_of(settings.mood)
    costs = Costs(settings.think_s * mood.thinking, follow_ups, mood.end_silence_s(settings.end_silence_s))
    plan = make_plan(
        loaded,
        stages,
        costs,
        seed=secrets.randbelow(1_000_000) if seed is None else seed,
        minutes=minutes,
        weights=weights_of(loaded, path) if seed is None else None,
        role=casting.role,
    )
    if not plan.rounds:
        raise UsageError(f"{path.name} has no question for {' or '.join(stage.name for stage in stages)}.")
    _tell(plan, loaded)
    if casting.role and not settings.role:
        others = f" Others, by --role: {', '.join(casting.others)}." if casting.others else ""
        say(f"Questions for: {casting.role}.{others}")
    settings = replace(settings, role=casting.role)
    return Held(new_mock(loaded, path, plan, settings, datetime.now().astimezone())), path, loaded


def _round(deck: "Deck", name: str) -> "Round":
    from voicedrill.coach.mock.rounds import find_round, rounds_known
    from voicedrill.decks.suggest import did_you_mean, known_names
    from voicedrill.errors import UsageError

    found = find_round(deck, name)
    if found is None:
        known = [stage.id for stage in rounds_known(deck)]
        raise UsageError(f"no round '{name}'.{did_you_mean(name, known)}{known_names(known)}")
    return found


def _tell(plan: "Plan", deck: "Deck") -> None:
    """What is going to happen, before it does."""
    parts = []
    for stage in plan.rounds:
        count = len(stage.questions)
        parts.append(f"{stage.name} ({'1 question' if count == 1 else f'{count} questions'})")
    say(f"{deck.title}, about {max(1, round(plan.planned_s / 60))} minutes: {', '.join(parts)}.")
    if plan.left_out:
        say(f"No time or no questions for: {', '.join(plan.left_out)}.")


def _hold(
    held: "Held", deck: "Deck", path: "Path", settings: "Settings", analyser: "Analyser", as_json: bool
) -> None:
    from voicedrill.reports.as_json import to_json
    from voicedrill.sessions.mocking import debrief_of, hold
    from voicedrill.sessions.screen import Screen

    last: list[Report] = []

    def told(report: "Report") -> None:
        last[:] = [report]
        if as_json:
            click.echo(to_json(report))

    try:
        hold(held, deck, path, settings, Screen(as_json), analyser, told)
    finally:
        if held.steps and not held.is_over and settings.keep:
            say("\nThe interview is not over. To go on with it: voicedrill mock --resume")
    if not held.is_over:
        return
    if as_json:
        from voicedrill.reports.debrief_json import debrief_json

        click.echo(debrief_json(debrief_of(held, deck)))
        return
    from rich.console import Console

    from voicedrill.reports.debrief_terminal import print_debrief

    print_debrief(debrief_of(held, deck), Console(file=sys.stdout, highlight=False))
    if settings.keep:
        say(f"\nAgain: voicedrill debrief {held.mock.id}; with --open on a page, to look at and listen to.")
    if last:
        advise_on_engine(last[0])
