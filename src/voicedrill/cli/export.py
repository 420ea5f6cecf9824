"""`voicedrill export`: reports in the forms that other programs open."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voicedrill.cli.messages import say

if TYPE_CHECKING:
    from voicedrill.reports.model import Report

FORMS = ("textgrid", "audacity", "srt", "vtt", "csv", "markdown", "json")


@click.command()
@click.argument("answers", metavar="[ANSWER]...", nargs=-1)
@click.option("--to", "form", required=True, type=click.Choice(FORMS), help="The form to write.")
@click.option("--all", "all_", is_flag=True, help="All answers of the history: for csv, markdown and json.")
@click.option(
    "-o", "--output", "file", metavar="FILE", type=click.Path(path_type=Path), help="Where to; else here."
)
@click.option("--force", is_flag=True, help="Replace FILE if it is there already.")
def command(answers: tuple[str, ...], form: str, all_: bool, file: Path | None, force: bool) -> None:
    """Write answers for Praat, Audacity, subtitles, spreadsheets, notes.

    ANSWER is the id of an answer as `voicedrill history` lists it, or its beginning; "last", which is taken
    too when none is named; or a report that was saved from --json. csv, markdown and json take several and
    write the follow-ups after each answer; the other forms take one, and ID/1 is its first follow-up.
    """
    from voicedrill.errors import UsageError
    from voicedrill.reports.exports import FORMS as KNOWN
    from voicedrill.reports.exports import export

    if all_ and answers:
        raise UsageError("--all writes all answers; name some or give --all, not both.")
    many = KNOWN[form].many
    if not many and (all_ or len(answers) > 1):
        raise UsageError(f"{form} holds one answer; name one. csv, markdown and json take several.")
    reports = _all() if all_ else [report for name in answers or ("last",) for report in _named(name, many)]
    text = export(reports, form)
    if file is None:
        # Bytes, so that line ends stay as the form wants them on every system.
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))
        return
    from voicedrill.cli.saving import check_output, save

    replace = check_output(file, force=force, what="the export")
    save(file, text, replace=replace)
    say(f"{file}: {len(reports)} answer{'s' if len(reports) != 1 else ''}.")


def _named(name: str, many: bool) -> "list[Report]":
    """The report called ``name``, with those on its follow-ups where ``many`` fit."""
    if name.endswith(".json") or Path(name).is_file():
        from voicedrill.cli.saving import read_text
        from voicedrill.reports.as_json import from_json

        return [from_json(read_text(Path(name)))]
    from voicedrill.history.store import open_history

    with open_history() as history:
        beginning, slash, part = name.partition("/")
        attempt = history.find(beginning)
        if slash and part.isdigit():
            return [history.report(attempt, int(part))]
        parts = [past.part for past in history.answers(attempt=attempt)] if many else [0]
        return [history.report(attempt, number) for number in parts]


def _all() -> "list[Report]":
    """All reports of the history, the earliest first."""
    from voicedrill.history.store import open_history

    with open_history() as history:
        past = sorted(history.answers(), key=lambda one: (one.created_at, one.attempt, one.part))
        return [history.report(one.attempt, one.part) for one in past]
