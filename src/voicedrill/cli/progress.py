"""`voicedrill progress`: how practice goes over time."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from voicedrill.coach.progress.measures import Measure
    from voicedrill.coach.progress.stories import KnownStory
    from voicedrill.history.scope import Scope
    from voicedrill.history.store import History

_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


def _since(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:  # noqa: ARG001 (click's signature)
    """The first day that counts: a time back from today ("30d", "12w") or a date."""
    if value is None:
        return None
    text = value.strip().lower()
    try:
        if span := re.fullmatch(r"(\d{1,5}) ?([dwmy])", text):
            return date.today() - timedelta(days=int(span[1]) * _DAYS[span[2]])
        return date.fromisoformat(text)
    except (ValueError, OverflowError) as error:
        hint = "write 30d, 12w, 6m, 1y or a date such as 2026-10-01."
        raise click.BadParameter(f"'{value}' is no time: {hint}") from error


@click.command()
@click.option(
    "--deck", metavar="DECK", help="Only answers to this deck; its stories too that were never told."
)
@click.option(
    "--since",
    callback=_since,
    metavar="TIME",
    help="Only from then on: 30d, 12w, 6m, 1y or a date.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output and nothing else.")
@click.option(
    "--html", "file", metavar="FILE", type=click.Path(path_type=Path), help="Write a page of HTML there."
)
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there already.")
def command(
    deck: str | None, since: date | None, as_json: bool, file: Path | None, opens: bool, force: bool
) -> None:
    """Show how practice goes over time.

    What to do next comes first, then each measure, point, story and kind over time.

    Drills count as practice; what was measured in them does not, for first sentences against the clock say
    nothing of whole answers.
    """
    from voicedrill.coach.progress.build import build_progress
    from voicedrill.history.scope import Scope
    from voicedrill.history.store import open_history
    from voicedrill.history.summaries import progress_rows

    today = date.today()
    with open_history() as history:
        title, scope, stories = None, Scope(since=since), None
        if deck is not None:
            title, scope, stories = _of_deck(history, deck, scope)
        rows = progress_rows(history, today, scope)
    progress = build_progress(rows, today, since=since, deck=title, stories=stories, measures=_measures())
    if as_json:
        from voicedrill.reports.progress_json import progress_json

        click.echo(progress_json(progress))
    if file is not None or opens:
        from voicedrill.reports.html.progress_page import progress_page

        _write(progress_page(progress), file, opens=opens, force=force)
    elif not as_json:
        from voicedrill.cli.printing import printing
        from voicedrill.reports.progress_terminal import print_progress

        with printing() as console:
            print_progress(progress, console)


def _measures() -> "Sequence[Measure]":
    """What is followed, with the user's own bounds of advice where there are any."""
    from voicedrill.coach.progress.measures import MEASURES, measures_with
    from voicedrill.settings.file import read_settings

    settings = read_settings()
    if not settings.bands:
        return MEASURES
    from voicedrill.sessions.own_bands import bands_of

    return measures_with(bands_of(settings))


def _of_deck(
    history: "History", deck: str, scope: "Scope"
) -> "tuple[str, Scope, Mapping[str | None, Sequence[KnownStory]]]":
    """A deck's title, its answers, and its stories. A deck that is gone is known by its answers."""
    from dataclasses import replace

    from voicedrill.coach.progress.stories import KnownStory
    from voicedrill.decks.find import find_deck, reference_to
    from voicedrill.decks.load import load_deck
    from voicedrill.history.summaries import deck_title

    path = find_deck(deck)
    reference = reference_to(path)
    scope = replace(scope, deck=reference)
    if not path.exists() and (title := deck_title(history, reference)):
        return title, scope, {}
    loaded = load_deck(path)
    known = [
        KnownStory(story.id, story.title, tuple(q.id for q in loaded.questions if q.story == story.id))
        for story in loaded.stories
    ]
    return loaded.title, scope, {reference: known}


def _write(page: str, file: Path | None, *, opens: bool, force: bool) -> None:
    from voicedrill.cli.messages import say
    from voicedrill.cli.saving import check_output, save

    mode = None
    if file is None:
        from voicedrill.folders import data_dir

        # Beside the answers and the user's alone as they are: the page tells as much.
        file, force, mode = data_dir() / "progress.html", True, 0o600
    replace = check_output(file, force=force, what="the page")
    save(file, page, replace=replace, mode=mode)
    say(f"{file}: your progress on one page.")
    if opens:
        import webbrowser

        if not webbrowser.open(file.resolve().as_uri()):
            say(f"No browser could be opened; open {file} yourself.")
