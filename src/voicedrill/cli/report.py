"""`voicedrill report`: an answer as a page to look at and listen to."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from voicedrill.cli.messages import say, warn

if TYPE_CHECKING:
    from voicedrill.decks.model import Question
    from voicedrill.reports.model import Report


@click.command()
@click.argument("answer", default="last")
@click.option("-o", "--output", "file", metavar="FILE", type=click.Path(path_type=Path), help="Where to.")
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
@click.option("--no-sound", is_flag=True, help="Leave the sound out: the page is then small, and silent.")
@click.option("--notes", is_flag=True, help="Show your notes for the answer; else they are folded.")
@click.option(
    "--question",
    metavar="DECK#ID",
    help="The question of a report that was saved from --json.",
)
@click.option("--force", is_flag=True, help="Replace FILE if it is there already.")
def command(
    answer: str,
    file: Path | None,
    opens: bool,
    no_sound: bool,
    notes: bool,
    question: str | None,
    force: bool,
) -> None:
    """Put an answer on a page to look at and listen to.

    The page is one file of HTML with the sound in it, which needs no network and no other file.

    ANSWER is the id of an answer as `voicedrill history` lists it, or its beginning; ID/1 is its first
    follow-up; "last", which is taken when none is named; the folder of an attempt; or a report that was saved
    from --json. Without -o the page lies in the folder of the attempt, or beside the saved report.
    """
    from voicedrill.cli.saving import check_output
    from voicedrill.sessions.pages import page_file, write_page

    saved = Path(answer)
    if saved.suffix == ".json" or saved.is_file():
        report, asked, target = _saved(saved, question)
    else:
        report, asked = _kept(answer, question)
        target, force = page_file(report), force or file is None
        target.parent.mkdir(mode=0o700, exist_ok=True)
    target = file or target
    check_output(target, force=force, what="the page")
    write_page(report, asked, _sound(report, saved.parent), target, with_sound=not no_sound, open_notes=notes)
    say(f"{target}: {target.stat().st_size / 1000:,.0f} kB, opens in any browser.")
    if opens:
        import webbrowser

        if not webbrowser.open(target.resolve().as_uri()):
            say(f"No browser could be opened; open {target} yourself.")


def _saved(path: Path, reference: str | None) -> "tuple[Report, Question | None, Path]":
    """The report in a file, its question as far as it is named, and where its page goes."""
    from voicedrill.cli.reporting import chosen_question
    from voicedrill.cli.saving import read_text
    from voicedrill.reports.as_json import from_json

    return from_json(read_text(path)), chosen_question(reference, None)[1], path.with_suffix(".html")


def _kept(name: str, reference: str | None) -> "tuple[Report, Question]":
    """The report called ``name`` in the history, and its question."""
    from voicedrill.errors import UsageError
    from voicedrill.history.folders import Attempt
    from voicedrill.history.store import open_history

    if reference is not None:
        raise UsageError("an answer of the history knows its question; --question is for saved reports.")
    folder = Path(name)
    if folder.is_dir():
        if Attempt(folder).is_unfinished:
            raise UsageError(f"there is no report on it yet: `voicedrill analyze {folder}` makes one.")
        name = folder.resolve().name
    with open_history() as history:
        beginning, _, number = name.partition("/")
        attempt_id, part = history.find(beginning), int(number) if number.isdigit() else 0
        return history.report(attempt_id, part), history.asked(attempt_id, part).question


def _sound(report: "Report", folder: Path) -> Path | None:
    """The recording, found from here or from ``folder``; what is missing is told and left out."""
    if report.audio is None:
        return None
    for path in (Path(report.audio.path), folder / report.audio.path):
        if path.is_file():
            return path
    warn(f"The sound is not there any more ({report.audio.path}): the page is made without it.")
    return None
