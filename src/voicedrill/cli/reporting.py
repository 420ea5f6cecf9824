"""What the commands that print reports share: their options, the question they are about, the output."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from voicedrill.cli.messages import say

if TYPE_CHECKING:
    from voicedrill.coverage.lessons import Lessons
    from voicedrill.decks.model import Deck, Question
    from voicedrill.judges.base import JudgeChoice
    from voicedrill.reports.model import Report


def report_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """--json, --engine, --question and --question-file."""
    for option in (
        click.option("--question-file", metavar="FILE.yaml", help="One question in the deck format."),
        click.option("--question", metavar="DECK#ID", help="The question that was answered."),
        click.option(
            "--engine",
            default="auto",
            metavar="NAME",
            help="Recogniser: auto (default), moonshine or whisper.",
        ),
        click.option(
            "--json", "as_json", is_flag=True, help="One report a line on standard output, nothing else."
        ),
    ):
        function = option(function)
    return function


def judge_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """--judge, --allow-host and --judge-seconds."""
    for option in (
        click.option(
            "--judge-seconds",
            metavar="S",
            type=click.FloatRange(0, 3600, min_open=True),
            default=60.0,
            show_default=True,
            envvar="VOICEDRILL_JUDGE_SECONDS",
            help="The longest that a judge that reads may take for an answer.",
        ),
        click.option(
            "--allow-host",
            "allow_hosts",
            metavar="HOST",
            multiple=True,
            envvar="VOICEDRILL_ALLOW_HOST",
            help="A host beside this machine that a chat judge may send answers to; may be repeated.",
        ),
        click.option(
            "--judge",
            metavar="SPEC",
            default="words",
            envvar="VOICEDRILL_JUDGE",
            help="Who judges the points: words (default), entail:NAME, entail:FOLDER, chat:MODEL or "
            "chat:MODEL@URL. See docs/judges.md.",
        ),
    ):
        function = option(function)
    return function


def lessons_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """--no-lessons."""
    return click.option(
        "--no-lessons", is_flag=True, help="Judge without what you corrected after earlier answers."
    )(function)


def page_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """--page."""
    return click.option(
        "--page", is_flag=True, help="Write a page of HTML for each answer, beside its recording."
    )(function)


def sound_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """--sound."""
    return click.option(
        "--sound",
        type=click.Choice(["keep", "compress", "delete"]),
        default="compress",
        show_default=True,
        help="What becomes of a recording once it is reported: kept as it is, compressed without loss, or "
        "deleted.",
    )(function)


def lessons_for(reference: str | None, no_lessons: bool) -> "Lessons":
    """What was corrected after earlier answers to the question that --question names."""
    from voicedrill.coverage.lessons import NO_LESSONS

    if reference is None or no_lessons:
        return NO_LESSONS
    from voicedrill.decks.find import find_deck
    from voicedrill.teaching.store import lessons_of

    deck, _, question = reference.rpartition("#")
    return lessons_of(find_deck(deck)).read().lessons(question)


def chosen_judge(judge: str, allow_hosts: Sequence[str], judge_seconds: float) -> "JudgeChoice":
    """What the options of `judge_options` say."""
    from voicedrill.judges.base import JudgeChoice

    return JudgeChoice(judge, tuple(allow_hosts), judge_seconds)


def chosen_question(reference: str | None, file: str | None) -> "tuple[Deck | None, Question | None]":
    """The question that --question or --question-file names, as it is judged, and the deck it is from."""
    if reference is not None and file is not None:
        from voicedrill.errors import UsageError

        raise UsageError("--question and --question-file name the question twice; give one of them.")
    if reference is not None:
        from voicedrill.decks.find import find_question
        from voicedrill.decks.telling import with_story

        deck, question = find_question(reference)
        return deck, with_story(question, deck)
    if file is not None:
        from voicedrill.decks.load import load_question_file

        return None, load_question_file(Path(file))
    return None, None


def check_engine(name: str) -> None:
    """Refuse a name that no engine has, before anything is read. Raises UsageError."""
    from voicedrill.errors import UsageError
    from voicedrill.recognition.registry import ENGINES

    known = ["auto", *ENGINES]
    if name not in known:
        from voicedrill.decks.suggest import did_you_mean, known_names

        raise UsageError(f"no recogniser '{name}'.{did_you_mean(name, known)}{known_names(known)}")


def show(report: "Report", as_json: bool) -> None:
    """Print ``report`` on standard output: one line of JSON, or for people."""
    if as_json:
        from voicedrill.reports.as_json import to_json

        click.echo(to_json(report))
        return
    from rich.console import Console

    from voicedrill.reports.terminal import print_report

    print_report(report, Console(file=sys.stdout, highlight=False))


def advise_on_engine(report: "Report") -> None:
    """One line on the recommended model, once a day, after a report by the embedded engine while there is no
    other.
    """
    if report.transcript.engine != "moonshine":
        return
    from voicedrill.weights import models

    if models.chosen() is None and _first_today("engine"):
        say(
            "\nHeard with the small recogniser inside the package. For daily use Whisper is recommended: "
            f"`voicedrill models pull {models.RECOMMENDED}`."
        )


def _first_today(what: str) -> bool:
    """Whether this is the first time today that ``what`` is advised; where nothing can be kept, it is."""
    from datetime import datetime

    from voicedrill.errors import VoicedrillError
    from voicedrill.folders import cache_dir

    today = datetime.now().astimezone().date().isoformat()
    try:
        kept = cache_dir() / f"advised-{what}"
        if kept.is_file() and kept.read_text(encoding="utf-8") == today:
            return False
        kept.write_text(today, encoding="utf-8")
    except (OSError, VoicedrillError):
        return True
    return True
