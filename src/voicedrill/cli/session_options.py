"""What the commands that hold a session share: microphone, voice, times, what is kept, who judges."""

import functools
import sys
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import click

from voicedrill.cli.reporting import (
    check_engine,
    chosen_judge,
    judge_options,
    lessons_option,
    page_option,
    sound_option,
)

if TYPE_CHECKING:
    from voicedrill.sessions.analyse import Analyser
    from voicedrill.sessions.desk import Settings
    from voicedrill.sessions.recordings import SoundPolicy

Command = Callable[..., Any]
Decorator = Callable[[Command], Command]

#: The shipped deck for who names none.
DEFAULT_DECK = "starter"
#: Seconds to think before an answer, where somebody sees them run down.
DEFAULT_THINK_S = 10.0


@dataclass(frozen=True)
class SessionOptions:
    """The values of the shared options; those that a command does not have are as if they were not given."""

    device: str | None
    no_check: bool
    no_voice: bool
    voice: str | None
    rate: int | None
    volume: float | None
    engine: str
    sound: "SoundPolicy"
    as_json: bool
    given_think_s: float | None
    end_silence_s: float = 2.5
    max_s: float = 600.0
    no_rating: bool = False
    no_keep: bool = False
    page: bool = False
    judge: str = "words"
    allow_hosts: tuple[str, ...] = ()
    judge_seconds: float = 60.0
    no_lessons: bool = False

    @property
    def attended(self) -> bool:
        """Whether somebody is there to press keys."""
        return sys.stdin.isatty() and not self.as_json

    @property
    def think_s(self) -> float:
        """Seconds to think before an answer."""
        if self.given_think_s is not None:
            return self.given_think_s
        return DEFAULT_THINK_S if self.attended else 0.0

    def check(self) -> None:
        """Refuse a recogniser that there is none of, before anything is read. Raises UsageError."""
        check_engine(self.engine)

    def settings(self) -> "Settings":
        """The session's settings."""
        from voicedrill.sessions.desk import Settings
        from voicedrill.sessions.flow_values import Rules
        from voicedrill.sessions.reading import VoiceChoice

        return Settings(
            Rules(
                self.think_s,
                self.end_silence_s,
                self.max_s,
                has_keys=self.attended,
                can_rate=not self.no_rating,
            ),
            device=self.device,
            voice=None if self.no_voice else VoiceChoice(self.voice, self.rate, self.volume),
            keep=not self.no_keep,
            sound=self.sound,
            page=self.page,
            check=not self.no_check,
            learns=not self.no_lessons,
        )

    def analyser(self) -> "Analyser":
        """What listens and judges; it is to be closed. Raises UsageError, ModelError.

        Made before anything is read or asked, so that a judge or a recogniser that there is none of is told
        first; the recogniser itself is loaded when sound comes.
        """
        self.check()
        from voicedrill.judges.registry import open_reader
        from voicedrill.sessions.analyse import Analyser

        reader = open_reader(chosen_judge(self.judge, self.allow_hosts, self.judge_seconds))
        return Analyser(self.engine, judge=reader)


def session_options(
    *,
    think: str = "Seconds to think before an answer",
    ends: str | None = "Seconds of silence that end an answer.",
    rates: str | None = "Show the report without asking how it went.",
    drops: str | None = "Delete each answer once it is reported.",
    pages: bool = True,
    judges: bool = True,
    json: str,
) -> Decorator:
    """The shared options, handed to the command as one `SessionOptions` called ``options``.

    ``think``, ``ends``, ``rates``, ``drops``, ``json``: the help of --think, --end-silence, --no-rating,
    --no-keep and --json; with None, and with ``pages`` or ``judges`` False, the command does not have them.
    """
    chosen: list[Decorator] = [
        click.option(
            "--think",
            "given_think_s",
            metavar="S",
            type=click.FloatRange(0, 600),
            help=f"{think}: {DEFAULT_THINK_S:g} in a terminal, else 0.",
        )
    ]
    if ends:
        chosen += [_end_silence(ends), _max_seconds]
    if rates:
        chosen.append(click.option("--no-rating", is_flag=True, help=rates))
    chosen += _DEVICES
    if drops:
        chosen.append(click.option("--no-keep", is_flag=True, help=drops))
    chosen += [sound_option, *([page_option] if pages else [])]
    chosen.append(click.option("--json", "as_json", is_flag=True, help=json))
    if judges:
        chosen += [judge_options, lessons_option]
    shared = {field.name for field in fields(SessionOptions)}

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def collected(**values: Any) -> Any:
            options = {name: values.pop(name) for name in shared & values.keys()}
            return command(options=SessionOptions(**options), **values)

        made: Command = collected
        for option in reversed(chosen):
            made = option(made)
        return made

    return decorate


def _end_silence(help_: str) -> Decorator:
    return click.option(
        "--end-silence",
        "end_silence_s",
        metavar="S",
        type=click.FloatRange(0.5, 60),
        default=2.5,
        show_default=True,
        help=help_,
    )


_max_seconds: Decorator = click.option(
    "--max-seconds",
    "max_s",
    metavar="S",
    type=click.FloatRange(1, 7200),
    default=600.0,
    show_default=True,
    help="The longest answer.",
)

_DEVICES: tuple[Decorator, ...] = (
    click.option(
        "--device",
        metavar="NAME",
        help="Microphone: a number, a name or a part of one; file:PATH plays a file instead, "
        "file:PATH@4 at four times the speed.",
    ),
    click.option("--no-check", is_flag=True, help="Do not check the microphone's level first."),
    click.option("--no-voice", is_flag=True, help="Print the questions and do not read them aloud."),
    click.option("--voice", metavar="NAME", help="The voice that reads."),
    click.option("--rate", metavar="WPM", type=int, help="How fast it reads, words a minute."),
    click.option("--volume", metavar="V", type=float, help="How loud it reads, 0 to 1."),
    click.option("--engine", default="auto", metavar="NAME", help="Recogniser: auto, moonshine or whisper."),
)
