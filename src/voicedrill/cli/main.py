"""The command `voicedrill`: finds the subcommand, turns errors into a sentence and an exit code.

Exit codes: 0 done; 1 findings, or some lines of a batch failed; 2 the command line was wrong; 3 an input
could not be read; 4 a device or model is missing; 130 interrupted.

Nothing is imported before its command is called: `voicedrill --help` reads this file and click.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NamedTuple

import click

from voicedrill import __version__
from voicedrill.cli import INTERRUPTED
from voicedrill.cli.completing import complete_names
from voicedrill.cli.messages import quiet_option, warn
from voicedrill.errors import VoicedrillError

DEBUG_VARIABLE = "VOICEDRILL_DEBUG"
_A_BUG = f"This is a bug in voicedrill; {DEBUG_VARIABLE}=1 shows where. Your files are as they were."


#: They must work whatever stands in the configuration file.
_WITHOUT_SETTINGS = ("config", "doctor", "completion")


class Entry(NamedTuple):
    """Where a command lives and its one line of help, which stands here so that --help imports none."""

    target: str
    help: str


COMMANDS = {
    "demo": Entry(
        "voicedrill.cli.demo:command", "The whole loop on a spoken answer that ships with voicedrill."
    ),
    "practice": Entry("voicedrill.cli.practice:command", "Answer questions aloud and get a report on each."),
    "today": Entry("voicedrill.cli.today:command", "Practise what is due today, the most valuable first."),
    "grade": Entry("voicedrill.cli.grade:command", "Show or correct how an answer was graded."),
    "plan": Entry("voicedrill.cli.plan:command", "Plan the days until an interview."),
    "mock": Entry("voicedrill.cli.mock:command", "Hold a mock interview, and get one debrief at its end."),
    "debrief": Entry("voicedrill.cli.debrief:command", "Show the debrief of a mock interview again."),
    "analyze": Entry(
        "voicedrill.cli.analyze:command", "Report on recordings or transcripts that exist already."
    ),
    "drill": Entry("voicedrill.cli.drill:command", "Train one skill at a time: pitch, gaps, facts and more."),
    "progress": Entry("voicedrill.cli.progress:command", "Show how practice goes over time."),
    "report": Entry("voicedrill.cli.report:command", "Put an answer on a page to look at and listen to."),
    "batch": Entry("voicedrill.cli.batch:command", "Report on many answers, over all cores."),
    "history": Entry(
        "voicedrill.cli.history:command", "List past answers; show, replay, reassess, forget, back them up."
    ),
    "review": Entry(
        "voicedrill.cli.review:command", "Confirm or correct the doubtful verdicts of past answers."
    ),
    "teach": Entry(
        "voicedrill.cli.teach:command", "Teach the judge which words make a point, or let it forget."
    ),
    "lessons": Entry("voicedrill.cli.lessons:command", "Show what you taught the judge about a deck."),
    "export": Entry(
        "voicedrill.cli.export:command", "Write answers for Praat, Audacity, subtitles, spreadsheets, notes."
    ),
    "decks": Entry("voicedrill.cli.decks:command", "List decks and their questions."),
    "questions": Entry(
        "voicedrill.cli.questions:command", "Find questions by role, kind, difficulty, tag or words."
    ),
    "deck": Entry(
        "voicedrill.cli.deck:command", "Show a deck, print it on one page, export it, or make a new one."
    ),
    "import": Entry(
        "voicedrill.cli.import_:command",
        "Turn prep documents into a deck.",
    ),
    "check": Entry(
        "voicedrill.cli.check:command", "Read a deck with a fair eye and say what is wrong with it."
    ),
    "models": Entry(
        "voicedrill.cli.models:command", "Weights of recognisers and judges: list, pull, remove."
    ),
    "config": Entry("voicedrill.cli.config:command", "Show or change the defaults of the commands."),
    "completion": Entry("voicedrill.cli.completion:command", "Let the shell complete commands and options."),
    "doctor": Entry(
        "voicedrill.cli.doctor:command", "Say what works on this machine and what to do about the rest."
    ),
}


def prepare(command: click.Command) -> None:
    """Give a command, and those in it, what all have in common; called again, it changes nothing."""
    if isinstance(command, click.Group):
        for child in command.commands.values():
            prepare(child)
        if not command.invoke_without_command:
            return
    for parameter in command.params:
        complete_names(parameter)
    if not any("--quiet" in option.opts for option in command.params):
        command.params.append(quiet_option())


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, and whose errors are one sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """All names in the order of the table: what a newcomer needs first."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 (click's signature)
        cmd_name: str,
    ) -> click.Command | None:
        """Import the command called ``cmd_name``; None when there is none."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module, attribute = entry.target.split(":")
        command: click.Command = getattr(import_module(module), attribute)
        prepare(command)
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 (click's signature)
        formatter: click.HelpFormatter,
    ) -> None:
        """The list of commands, from the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, and an unknown name lists what there is."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from voicedrill.decks.suggest import did_you_mean, known_names

            name = args[0]
            ctx.fail(f"no command '{name}'.{did_you_mean(name, COMMANDS)}{known_names(COMMANDS)}")
        called, found, rest = super().resolve_command(ctx, args)
        if found is not None and called not in _WITHOUT_SETTINGS:
            from voicedrill.cli.settings import defaults_of

            ctx.default_map = {str(called): defaults_of(found)}
        return called, found, rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader of its output that leaves early ends it, and that is no error."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _forget_stdout()
            ctx.exit(0)
        return result

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line and leave by SystemExit with its code; not ``standalone_mode``: as click."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, False, **extra)
        try:
            code = super().main(args, prog_name, complete_var, False, **extra)
        except click.UsageError as error:
            code = _usage(error)
        except click.ClickException as error:
            code = _say(error.format_message(), error.exit_code)
        except VoicedrillError as error:
            code = _say(str(error), error.exit_code)
        except (KeyboardInterrupt, click.Abort):
            code = _say("interrupted", INTERRUPTED)
        except Exception as error:
            if os.environ.get(DEBUG_VARIABLE):
                raise
            code = _say(f"{type(error).__name__}: {error}. {_A_BUG}", 1)
        sys.exit(code if isinstance(code, int) else 0)


def _usage(error: click.UsageError) -> int:
    # A group by its name alone: its help. Click before 8.2 shows it by itself.
    if isinstance(error, getattr(click.exceptions, "NoArgsIsHelpError", ())):
        click.echo(error.format_message(), err=True)
        return error.exit_code
    if error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
    return _say(error.format_message(), error.exit_code)


def _say(message: str, code: int) -> int:
    prefix = "" if code == INTERRUPTED else "error: "
    warn(prefix + message)
    return code


def _forget_stdout() -> None:
    """Nobody reads any more: what is still buffered must not fail again while Python shuts down."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.command(
    cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, message="%(prog)s %(version)s", prog_name="voicedrill")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Practise interview answers out loud, on this machine alone.

    Begin with `voicedrill demo`; then `voicedrill practice`.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main() -> None:
    """The entry point of the package."""
    command.main(prog_name="voicedrill")
