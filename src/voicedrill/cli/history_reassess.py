"""`voicedrill history reassess`: today's analysis over old recordings."""

from typing import TYPE_CHECKING

import click

from voicedrill.cli.messages import say, shows_progress, warn
from voicedrill.cli.reporting import check_engine, chosen_judge, judge_options, lessons_option

if TYPE_CHECKING:
    from voicedrill.sessions.analyse import Analyser
    from voicedrill.sessions.reassessing import Reassessed


@click.command("reassess")
@click.argument("answers", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All answers whose recordings are there.")
@click.option("--engine", default="auto", metavar="NAME", help="Recogniser: auto, moonshine or whisper.")
@click.option("--json", "as_json", is_flag=True, help="The new reports, one a line, and nothing else.")
@judge_options
@lessons_option
def command(
    answers: tuple[str, ...],
    everything: bool,
    engine: str,
    as_json: bool,
    judge: str,
    allow_hosts: tuple[str, ...],
    judge_seconds: float,
    no_lessons: bool,
) -> None:
    """Analyse old recordings with today's voicedrill, keep the new reports and say what changed.

    The question is the one that was asked then; what you corrected since is used. An answer that cannot be
    analysed is named and the rest done; the exit code is then 3.
    """
    from voicedrill.errors import InputError, UsageError
    from voicedrill.history.store import open_history
    from voicedrill.judges.registry import open_reader
    from voicedrill.sessions.analyse import Analyser

    if bool(answers) == everything:
        raise UsageError("name answers, or give --all.")
    check_engine(engine)
    reader = open_reader(chosen_judge(judge, allow_hosts, judge_seconds))
    with open_history() as history:
        if everything:
            names = [one.attempt for one in history.answers(part=0) if one.sound is not None][::-1]
        else:
            names = list(dict.fromkeys(history.find_answer(name)[0] for name in answers))
    if not names:
        say("There is no recording to analyse.")
        return
    code = 0
    hidden = as_json or not everything or not shows_progress()
    with (
        Analyser(engine, judge=reader) as analyser,
        click.progressbar(names, hidden=hidden, show_pos=True) as bar,
    ):
        for name in bar:
            try:
                _reassess(name, analyser, not no_lessons, as_json)
            except InputError as error:
                warn(f"error: {error}")
                code = error.exit_code
    raise SystemExit(code)


def _reassess(name: str, analyser: "Analyser", learnt: bool, as_json: bool) -> None:
    from voicedrill.sessions.reassessing import reassess

    for part, made in enumerate(reassess(name, analyser, learnt)):
        if as_json:
            from voicedrill.reports.as_json import to_json

            click.echo(to_json(made.report))
        else:
            _tell(f"{name}/{part}" if part else name, made)


def _tell(name: str, made: "Reassessed") -> None:
    from voicedrill.reports.plain import shown

    click.echo(f"{name}: {'nothing changed' if not made.changes else ''}".rstrip())
    for change in made.changes:
        click.echo(f"    {shown(change.about)}: {change.was} -> {change.now}")
