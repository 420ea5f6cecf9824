"""`voicedrill analyze`: reports on recordings and transcripts that exist already."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voicedrill.cli.messages import HeardSoFar, warn
from voicedrill.cli.reporting import (
    advise_on_engine,
    check_engine,
    chosen_judge,
    chosen_question,
    judge_options,
    lessons_for,
    lessons_option,
    report_options,
    show,
)

if TYPE_CHECKING:
    from voicedrill.coverage.lessons import Lessons
    from voicedrill.decks.model import Deck, Question
    from voicedrill.reports.model import Report
    from voicedrill.sessions.analyse import Analyser


@click.command()
@click.argument("audio", nargs=-1)
@click.option(
    "--transcript",
    "transcripts",
    metavar="FILE",
    multiple=True,
    help="A transcript instead of sound: .txt, or .json with timed words as in the report.",
)
@report_options
@judge_options
@lessons_option
def command(
    audio: tuple[str, ...],
    transcripts: tuple[str, ...],
    as_json: bool,
    engine: str,
    question: str | None,
    question_file: str | None,
    judge: str,
    allow_hosts: tuple[str, ...],
    judge_seconds: float,
    no_lessons: bool,
) -> None:
    """Report on recordings or transcripts that exist already.

    AUDIO is one or more files: wav, flac, mp3, m4a, ogg, webm. They are only read. A file that cannot be
    read is named and the rest done; the exit code is then 3. The folder of an attempt that practice kept
    is analysed with its own question.
    """
    from voicedrill.errors import InputError, UsageError
    from voicedrill.judges.registry import open_reader
    from voicedrill.sessions.analyse import Analyser

    if not audio and not transcripts:
        raise UsageError("nothing to analyse: name a recording, or a transcript with --transcript FILE.")
    check_engine(engine)
    reader = open_reader(chosen_judge(judge, allow_hosts, judge_seconds))
    deck, asked = chosen_question(question, question_file)
    lessons = lessons_for(question, no_lessons)
    code, last = 0, None
    heard = HeardSoFar()
    with Analyser(engine, judge=reader, on_heard=heard) as analyser:
        for answer in _answers(audio, transcripts):
            try:
                last = _report(analyser, *answer, asked, deck, lessons, not no_lessons)
            except InputError as error:
                heard.clear()
                warn(f"error: {error}")
                code = error.exit_code
            else:
                heard.clear()
                show(last, as_json)
    if last is not None and not as_json:
        advise_on_engine(last)
    raise SystemExit(code)


def _answers(audio: tuple[str, ...], transcripts: tuple[str, ...]) -> Iterator[tuple[Path, bool]]:
    """Each file and whether it is sound."""
    yield from ((Path(name), True) for name in audio)
    yield from ((Path(name), False) for name in transcripts)


def _report(
    analyser: "Analyser",
    path: Path,
    is_sound: bool,
    question: "Question | None",
    deck: "Deck | None",
    lessons: "Lessons",
    learnt: bool,
) -> "Report":
    if is_sound and question is None:
        from voicedrill.sessions.attempts import attempt_at, finish_attempt

        attempt = attempt_at(path)
        if attempt is not None:
            return finish_attempt(attempt, analyser, learnt)
    if is_sound:
        return analyser.analyse_file(path, question, deck, lessons)
    from voicedrill.sessions.transcripts import read_transcript

    return analyser.analyse_transcript(read_transcript(path), question, lessons)
