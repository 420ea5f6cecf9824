"""`voicedrill deck`: one deck, shown, on one page, in other forms, and a new one."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voicedrill.cli.messages import say
from voicedrill.cli.printing import printing

if TYPE_CHECKING:
    from voicedrill.cli.deck_new import Asker
    from voicedrill.decks.model import Deck

_FORMATS = ("csv", "anki", "markdown")


@click.group()
def command() -> None:
    """Show a deck, print it on one page, export it, or make a new one."""


@command.command("show")
@click.argument("deck")
@click.argument("parts", nargs=-1, metavar="[QUESTION]...")
@click.option("--all", "whole", is_flag=True, help="Every question with its points and notes.")
def show(deck: str, parts: tuple[str, ...], whole: bool) -> None:
    """Show a deck, or questions and stories of it, as a person wants to read it.

    QUESTION is the id of a question or of a story.
    """
    from voicedrill.decks.browse import part_named
    from voicedrill.decks.find import find_deck
    from voicedrill.decks.load import load_deck
    from voicedrill.decks.model import Question
    from voicedrill.reports import deck_terminal

    path = find_deck(deck)
    loaded = load_deck(path)
    chosen = [part_named(loaded, name, path) for name in parts]
    with printing() as console:
        if not chosen:
            deck_terminal.print_deck(loaded, deck, console, whole=whole)
        for i, part in enumerate(chosen):
            if i:
                console.print()
            if isinstance(part, Question):
                deck_terminal.print_question(part, loaded, console)
            else:
                deck_terminal.print_story(part, loaded, console)


@command.command("sheet")
@click.argument("deck")
@click.option(
    "--html",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write a page of HTML, to be printed on one sheet of A4 or letter.",
)
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there already.")
def sheet(deck: str, file: Path | None, opens: bool, force: bool) -> None:
    """Put the most valuable of a deck on one page.

    The opening, stories with their numbers, top points, gaps, questions to ask them, the rounds: what has no
    room is counted. Without --html and --open it is printed here.
    """
    from voicedrill.decks.find import find_deck
    from voicedrill.decks.load import load_deck
    from voicedrill.decks.sheet import sheet_of

    path = find_deck(deck)
    page = sheet_of(load_deck(path))
    if file is None and not opens:
        from voicedrill.reports.sheet_terminal import print_sheet

        with printing() as console:
            print_sheet(page, console)
        return
    from voicedrill.cli.saving import check_output, save
    from voicedrill.reports.sheet_html import sheet_html

    if file is None:
        from voicedrill.folders import cache_dir

        file, force = cache_dir() / f"{path.stem}-sheet.html", True
    replace = check_output(file, force=force, what="the sheet")
    save(file, sheet_html(page), replace=replace)
    say(f"{file}: one page, to be printed from the browser.")
    if opens:
        import webbrowser

        if not webbrowser.open(file.resolve().as_uri()):
            say(f"No browser could be opened; open {file} yourself.")


@command.command("export")
@click.argument("deck")
@click.option("--to", "form", required=True, type=click.Choice(_FORMATS), help="The form to write.")
@click.option(
    "-o", "--output", "file", metavar="FILE", type=click.Path(path_type=Path), help="Where to; else here."
)
@click.option("--force", is_flag=True, help="Replace FILE if it is there already.")
def export_deck(deck: str, form: str, file: Path | None, force: bool) -> None:
    """Write a deck's questions as CSV, Anki notes or Markdown.

    `voicedrill import` reads them all again. In CSV a cell that a spreadsheet would take for a formula has an
    apostrophe before it.
    """
    from voicedrill.decks.export import export
    from voicedrill.decks.find import find_deck
    from voicedrill.decks.load import load_deck

    loaded = load_deck(find_deck(deck))
    if file is None:
        # Bytes, so that line ends stay as the form wants them on every system.
        sys.stdout.flush()
        sys.stdout.buffer.write(export(loaded, form).encode("utf-8"))
        return
    from voicedrill.cli.saving import check_output, save

    replace = check_output(file, force=force, what="the export")
    save(file, export(loaded, form), replace=replace)
    say(f"{file}: {len(loaded.questions)} question{'s' if len(loaded.questions) != 1 else ''}.")


@command.command("new")
@click.argument("file", metavar="DECK.yaml", type=click.Path(path_type=Path))
@click.option("--story", "is_story", is_flag=True, help="Ask for a story instead of questions.")
@click.option("--voice", "by_voice", is_flag=True, help="Speak the notes; each is shown before it is kept.")
@click.option(
    "--device", metavar="NAME", help="Microphone, as in `voicedrill practice`; file:PATH plays a file."
)
@click.option("--engine", default="auto", metavar="NAME", help="Recogniser: auto, moonshine or whisper.")
@click.option("--add", is_flag=True, help="Add to DECK.yaml if it is there already.")
@click.option("--force", is_flag=True, help="Replace DECK.yaml if it is there already.")
def new(
    file: Path, is_story: bool, by_voice: bool, device: str | None, engine: str, add: bool, force: bool
) -> None:
    """Make a deck, or add to one, by answering a few questions.

    Asks for a question and what a good answer says, or with --story for a story, beat by beat. Where
    DECK.yaml is there already, its comments and order stay. Nothing is written before the last answer; who
    breaks off gets what was given so far on standard output.
    """
    from voicedrill.cli.reporting import check_engine

    check_engine(engine)
    adds = _adds(file, add, force)
    deck = None
    if adds:
        from voicedrill.decks.load import load_deck

        deck = load_deck(file)
    if not by_voice:
        from voicedrill.cli.deck_new import Typed

        _make(file, deck, Typed(), is_story, force)
        return
    from voicedrill.cli.deck_new import Spoken
    from voicedrill.sessions.analyse import Analyser, hints_for
    from voicedrill.sessions.dictation import dictate

    with Analyser(engine) as analyser:
        recogniser = analyser.recogniser
        hints = hints_for(deck)
        asker = Spoken(lambda: dictate(recogniser, device, hints=hints))
        _make(file, deck, asker, is_story, force)


def _adds(file: Path, add: bool, force: bool) -> bool:
    """Whether the deck there is added to. Raises UsageError when it may be neither added to nor replaced."""
    from voicedrill.cli.saving import at_terminal, check_output
    from voicedrill.errors import UsageError

    if add and force:
        raise UsageError("--add keeps what is in the deck and --force does not; give one of them.")
    if not file.is_file() or force:
        check_output(file, force=force, what="the deck")
        return False
    if add or (at_terminal() and click.confirm(f"{file} is there already. Add to it?", err=True)):
        return True
    raise UsageError(f"{file} is there already; --add adds to it, --force replaces it, or name another file.")


def _make(file: Path, deck: "Deck | None", asker: "Asker", is_story: bool, force: bool) -> None:
    """Ask, write, and say what `voicedrill check` finds."""
    from voicedrill.cli.deck_new import Begun, ask_deck, ask_questions, ask_story
    from voicedrill.cli.saving import save
    from voicedrill.decks.check import check_deck
    from voicedrill.decks.compose import new_deck, with_parts
    from voicedrill.decks.frameworks import frameworks

    text = file.read_bytes().decode("utf-8-sig") if deck else ""
    known = {**frameworks(), **(deck.frameworks if deck else {})}
    plans = {name: tuple(beat.beat for beat in plan.beats) for name, plan in known.items()}
    begun = Begun({"title": deck.title} if deck else {})
    try:
        if deck is None:
            ask_deck(asker, begun)
            text = new_deck(**begun.deck, with_stories=is_story)
        if is_story:
            ask_story(asker, plans, begun)
        else:
            ask_questions(asker, plans, begun)
        save(file, with_parts(text, str(file), *begun.parts(deck)), replace=force or deck is not None)
    except BaseException:  # Ctrl-C too, and a microphone that was lost
        if begun.stories or begun.questions or (begun.deck and deck is None):
            say(f"\nNothing was written to {file}. Here is what you gave so far, so that it is not lost:")
            stub = new_deck(**begun.deck, with_stories=bool(begun.stories))
            click.echo(with_parts(stub, str(file), *begun.parts(deck)))
        raise
    for finding in check_deck(file):
        say(f"line {finding.line}: {finding.severity}: {finding.message} [{finding.rule}]")
    say(f"{file} is written. Next: voicedrill practice {file}")
