"""`voicedrill debrief`: the debrief of a mock interview, again."""

import sys

import click

from voicedrill.cli.reporting import say


@click.command()
@click.argument("mock", default="last")
@click.option("--list", "as_list", is_flag=True, help="List all mock interviews instead.")
@click.option("--end", is_flag=True, help="End an interview that was interrupted, and debrief what there is.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON on standard output, nothing else.")
def command(mock: str, as_list: bool, end: bool, as_json: bool) -> None:
    """Show the debrief of a mock interview again.

    MOCK is its id or the beginning of it, or "last" (default).
    """
    from voicedrill.errors import UsageError, VoicedrillError
    from voicedrill.sessions.mocking import debrief_of, give_up, recall

    if as_list:
        _list()
        return
    held = recall(mock)
    if not held.is_over:
        if not end:
            raise UsageError(
                f"The interview {held.mock.id} is not over. Go on with it: voicedrill mock --resume. "
                "End it here: voicedrill debrief --end"
            )
        give_up(held)
    from voicedrill.decks.find import find_deck
    from voicedrill.decks.load import load_deck

    try:
        deck = load_deck(find_deck(held.mock.deck))
    except VoicedrillError:  # it was moved or deleted: what the history knows of it is enough
        deck = None
    debrief = debrief_of(held, deck)
    if as_json:
        from voicedrill.reports.debrief_json import debrief_json

        click.echo(debrief_json(debrief))
        return
    from rich.console import Console

    from voicedrill.reports.debrief_terminal import print_debrief

    print_debrief(debrief, Console(file=sys.stdout, highlight=False))


def _list() -> None:
    from voicedrill.history.mocks import all_mocks
    from voicedrill.history.store import open_history
    from voicedrill.reports.plain import shown
    from voicedrill.timing import clock

    with open_history() as history:
        found = all_mocks(history)
    if not found:
        say("There is no mock interview yet. `voicedrill mock DECK` holds one.")
    for mock in found:
        rounds = ", ".join(stage.name for stage in mock.plan.rounds)
        state = {"open": "interrupted", "over": "over", "ended": "ended early"}[mock.state]
        click.echo(
            f"{mock.id}  {clock(mock.elapsed_s):>7}  {state:<11}  {shown(mock.deck_title)}: {shown(rounds)}"
        )
