"""`voicedrill debrief`: the debrief of a mock interview, again."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voicedrill.cli.messages import say

if TYPE_CHECKING:
    from voicedrill.coach.mock.results import Debrief
    from voicedrill.decks.model import Deck
    from voicedrill.sessions.mocking import Held


@click.command()
@click.argument("mock", default="last")
@click.option("--list", "as_list", is_flag=True, help="List all mock interviews instead.")
@click.option("--end", is_flag=True, help="End an interview that was interrupted, and debrief what there is.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON on standard output, nothing else.")
@click.option(
    "--html", "file", metavar="FILE", type=click.Path(path_type=Path), help="Write a page of HTML there."
)
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
@click.option("--no-sound", is_flag=True, help="Leave the sound out of the page, which is then small.")
@click.option("--notes", is_flag=True, help="Unfold your notes for the answers on the page.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there already.")
def command(
    mock: str,
    as_list: bool,
    end: bool,
    as_json: bool,
    file: Path | None,
    opens: bool,
    no_sound: bool,
    notes: bool,
    force: bool,
) -> None:
    """Show the debrief of a mock interview again.

    With --html it goes on a page, with all that was said. MOCK is its id or the beginning of it, or "last"
    (default). A page that is only opened (--open without --html) lies in voicedrill's own folder, in the
    place of the one before it.
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
    if file is not None or opens:
        _write(held, deck, debrief, file, opens=opens, force=force, with_sound=not no_sound, notes=notes)
        return
    if as_json:
        return
    from rich.console import Console

    from voicedrill.reports.debrief_terminal import print_debrief

    print_debrief(debrief, Console(file=sys.stdout, highlight=False))


def _write(
    held: "Held",
    deck: "Deck | None",
    debrief: "Debrief",
    file: Path | None,
    *,
    opens: bool,
    force: bool,
    with_sound: bool,
    notes: bool,
) -> None:
    from voicedrill.cli.messages import shows_progress
    from voicedrill.cli.saving import check_output, save
    from voicedrill.sessions.mock_pages import make_mock_page

    if file is None:
        from voicedrill.folders import data_dir

        file, force = data_dir() / "mock.html", True
    replace = check_output(file, force=force, what="the page")
    page = make_mock_page(
        held,
        deck,
        debrief,
        with_sound=with_sound,
        open_notes=notes,
        on_sound=_tell_sound if shows_progress() else lambda _: None,
    )
    # The user's alone, as the answers are: the page holds them all.
    save(file, page, replace=replace, mode=0o600)
    say(f"{file}: {file.stat().st_size / 1000:,.0f} kB, opens in any browser.")
    if opens:
        import webbrowser

        if not webbrowser.open(file.resolve().as_uri()):
            say(f"No browser could be opened; open {file} yourself.")


def _tell_sound(share: float) -> None:
    """How much of the sound was put into the page: minutes of it take seconds."""
    click.echo(f"\rsound: {share:.0%} " if share < 1 else "\r\x1b[K", err=True, nl=False)


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
