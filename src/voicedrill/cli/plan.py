"""`voicedrill plan`: the days until an interview, and the last hours."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from voicedrill.cli.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voicedrill.coach.schedule.interview import Interview

DEFAULT_MINUTES_A_DAY = 30.0


class Day(click.DateTime):
    """A date, whose error says how one is written."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day, at midnight."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            raise click.BadParameter(f"'{value}' is no date such as 2026-12-01.", ctx, param) from error


@click.command()
@click.argument("deck", required=False)
@click.option(
    "--interview",
    "interview_on",
    metavar="DATE",
    type=Day(["%Y-%m-%d"]),
    help="The day of the interview, such as 2026-12-01; it is remembered for this deck.",
)
@click.option(
    "--minutes-a-day",
    metavar="M",
    type=click.FloatRange(1, 600),
    help=f"The minutes that you have each day, {DEFAULT_MINUTES_A_DAY:g} unless you say otherwise.",
)
@click.option("--forget", is_flag=True, help="Forget the interview of this deck.")
@click.option("--json", "as_json", is_flag=True, help="The plan as JSON.")
def command(
    deck: str | None,
    interview_on: datetime | None,
    minutes_a_day: float | None,
    forget: bool,
    as_json: bool,
) -> None:
    """Plan the days until an interview.

    Says what to do each day, the evening before and in the last hours.

    Without --interview the plan that was made for DECK is shown, as it looks today. `voicedrill today` keeps
    to the date: everything is asked before it, and comes back more often as it comes near. Without DECK the
    interviews that are planned for are listed.
    """
    from voicedrill.coach.schedule.fit import fit_curve
    from voicedrill.coach.schedule.interview import Interview
    from voicedrill.coach.schedule.plan import plan
    from voicedrill.decks.find import find_deck, reference_to
    from voicedrill.errors import UsageError
    from voicedrill.history import cards
    from voicedrill.history.store import open_history

    today = datetime.now().astimezone().date()
    with open_history() as history:
        if deck is None:
            _list(cards.interviews(history).values())
            return
        path = find_deck(deck)
        reference = reference_to(path)
        if forget:
            known = cards.forget_interview(history, reference)
            say("The interview is forgotten." if known else f"No interview is planned for {reference}.")
            return
        from voicedrill.decks.load import load_deck
        from voicedrill.sessions.scheduling import enrol

        loaded = load_deck(path)
        before = cards.interviews(history).get(reference)
        day = interview_on.date() if interview_on else before.day if before else None
        if day is None:
            raise UsageError(
                "When is the interview? Say it with --interview, for instance "
                f"`voicedrill plan {deck} --interview {today + timedelta(7)}`."
            )
        if day < today:
            raise UsageError(f"{day} is over. Give the day of the next interview with --interview.")
        minutes = minutes_a_day or (before.minutes_a_day if before else DEFAULT_MINUTES_A_DAY)
        interview = Interview(reference, loaded.title, day, minutes)
        with history.transaction():
            cards.set_interview(history, interview)
            enrol(history, reference, loaded)
        curve = fit_curve(cards.outcomes(history))
        made = plan(loaded, cards.cards(history, [reference]), interview, today, curve)
    from voicedrill.reports.plan_terminal import plan_json, plan_lines

    if as_json:
        click.echo(plan_json(made))
        return
    for line in plan_lines(made):
        click.echo(line)


def _list(interviews: "Iterable[Interview]") -> None:
    """Which interviews are planned for."""
    found = list(interviews)
    if not found:
        say("No interview is planned. `voicedrill plan DECK --interview DATE` plans one.")
    for one in found:
        click.echo(f"{one.day}  {one.title} ({one.deck}), {one.minutes_a_day:g} minutes a day")
