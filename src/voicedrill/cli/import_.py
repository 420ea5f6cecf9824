"""`voicedrill import`: prep documents become a deck."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from voicedrill.cli.messages import say, shows_progress

if TYPE_CHECKING:
    from voicedrill.decks.importers.draft import ImportReport
    from voicedrill.decks.importers.readers import Progress

#: Lines that were left out and are shown on the terminal; `--json` has all.
_SHOWN = 12
#: From so many pages on, reading takes long enough to be watched.
_LONG_PAGES = 20


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "deck",
    required=True,
    type=click.Path(path_type=Path),
    help="The deck to write, a .yaml file.",
)
@click.option("--title", help="The deck's title; without it the first document's.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output and nothing else.")
@click.option("--force", is_flag=True, help="Replace the deck if it is there already.")
def command(files: tuple[Path, ...], deck: Path, title: str | None, as_json: bool, force: bool) -> None:
    """Turn prep documents into a deck.

    It can be practised at once, and you can read and mend it. FILES are text, Markdown, HTML, Word, PDF,
    AsciiDoc, Org, CSV, TSV, JSON, YAML or Anki exports; what each is taken for is told from its content.
    Several become one deck. Nothing is invented: every note keeps the line it came from, and lines that are
    in no part of the deck are listed.
    """
    import json
    from dataclasses import replace

    from voicedrill.decks.importers.convert import import_file, merge, merge_reports
    from voicedrill.decks.importers.write import check_place, write_deck

    if deck.exists() and not force:
        force = not as_json and _may_replace(deck)
    check_place(deck, force=force)
    imported = [import_file(path, _progress(path)) for path in files]
    draft = merge([draft for draft, _ in imported])
    report = merge_reports([report for _, report in imported])
    write_deck(replace(draft, title=title) if title else draft, deck, force=force)
    if as_json:
        click.echo(json.dumps(_as_data(deck, report), ensure_ascii=False))
    else:
        _tell(deck, report, several=len(files) > 1)


def _progress(path: Path) -> "Progress | None":
    """What shows the pages read on a terminal; nothing elsewhere, and nothing for short files."""
    if not shows_progress():
        return None

    def show(done: int, pages: int) -> None:
        if pages < _LONG_PAGES:
            return
        click.echo(f"\r{path.name}: page {done} of {pages}", err=True, nl=done == pages)

    return show


def _may_replace(deck: Path) -> bool:
    """Ask at a terminal whether a deck that is there may go; elsewhere the answer is no."""
    import sys

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    return click.confirm(f"{deck} is there already. Replace it?", default=False, err=True)


def _as_data(deck: Path, report: "ImportReport") -> dict[str, object]:
    return {
        "deck": str(deck),
        "kind": report.kind,
        "questions": report.questions,
        "with_points": report.with_points,
        "stories": report.stories,
        "left_out": [
            {"line": left.line, "text": left.text, "why": left.why, "file": left.file}
            for left in report.left_out
        ],
        "understood": list(report.understood),
        "warnings": list(report.warnings),
    }


def _tell(deck: Path, report: "ImportReport", *, several: bool) -> None:
    """What was understood and what was left out, for people: on standard error."""
    for sentence in (*report.understood, *report.warnings):
        say(sentence)
    stories = f" and {_count(report.stories, 'story', 'stories')}" if report.stories else ""
    questions = _count(report.questions, "question", "questions")
    say(f"{deck}: {questions}, {report.with_points} with notes on the answer{stories}.")
    if report.left_out:
        say(f"Left out, {_count(len(report.left_out), 'line', 'lines')}:")
        for left in report.left_out[:_SHOWN]:
            where = f"{left.file}, line {left.line}" if several else f"line {left.line}"
            say(f"  {where}: {left.text[:90]}  ({left.why})")
        if len(report.left_out) > _SHOWN:
            say(f"  ... and {len(report.left_out) - _SHOWN} more; --json lists all.")
    else:
        say("Nothing was left out.")
    say(f"Next: voicedrill check {deck}, then voicedrill practice {deck}")


def _count(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"
