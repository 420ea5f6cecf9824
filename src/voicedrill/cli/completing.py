"""What the shell offers after <TAB> where an argument is a name: decks, questions, drills, settings, files.

Choices and `click.Path` complete themselves. Offered is what can be told at once: no recogniser is opened and
no history read.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

Offers = Callable[[click.Context], Iterable[str]]


class Offering(click.types.StringParamType):
    """Text, for which the shell offers names, and files where none of them fits."""

    def __init__(self, offers: Offers, or_files: bool) -> None:
        self._offers = offers
        self._or_files = or_files

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002 (click's signature)
        incomplete: str,
    ) -> list[CompletionItem]:
        """The names that begin with ``incomplete``; none where they cannot be told."""
        from voicedrill.errors import VoicedrillError

        try:
            found = [name for name in self._offers(ctx) if name.startswith(incomplete)]
        except (VoicedrillError, OSError):
            found = []
        if self._or_files and not found:
            return [CompletionItem(incomplete, type="file")]
        return [CompletionItem(name) for name in found]


def _decks(ctx: click.Context) -> Iterable[str]:  # noqa: ARG001 (what all of them take)
    from voicedrill.decks.find import deck_names

    return [*deck_names(), *sorted(str(path) for path in Path().glob("*.yaml"))]


def _questions(ctx: click.Context) -> Iterable[str]:
    from voicedrill.decks.find import find_deck
    from voicedrill.decks.load import load_deck

    return [question.id for question in load_deck(find_deck(_deck_of(ctx) or "starter")).questions]


def _deck_of(ctx: click.Context) -> str | None:
    """The deck that is named already. Click leaves what it did not read, as the option has no value yet."""
    if ctx.params.get("deck"):
        return str(ctx.params["deck"])
    arguments = [param.name for param in ctx.command.params if isinstance(param, click.Argument)]
    given = [word for word in ctx.args if not word.startswith("-")]
    return dict(zip(arguments, given, strict=False)).get("deck")


def _drills(ctx: click.Context) -> Iterable[str]:  # noqa: ARG001
    from voicedrill.coach.drills.kinds import KINDS

    return KINDS


def _engines(ctx: click.Context) -> Iterable[str]:  # noqa: ARG001
    from voicedrill.recognition.registry import ENGINES

    return ["auto", *ENGINES]


def _settings(ctx: click.Context) -> Iterable[str]:
    if ctx.parent is None or ctx.parent.info_name != "config":
        return ()
    from voicedrill.cli.config import setting_names

    return setting_names()


def _answers(ctx: click.Context) -> Iterable[str]:  # noqa: ARG001
    return ("last",)


def _nothing(ctx: click.Context) -> Iterable[str]:  # noqa: ARG001
    return ()


#: Parameters by their names in the commands -> what is offered, and whether files are where none of it fits.
_OFFERED: dict[str, tuple[Offers, bool]] = {
    "deck": (_decks, True),
    "decks": (_decks, True),
    "question_id": (_questions, False),
    "question_ids": (_questions, False),
    "kind": (_drills, False),
    "engine": (_engines, False),
    "name": (_settings, False),
    "answer": (_answers, True),
    "answers": (_answers, False),
    "audio": (_nothing, True),
    "manifest": (_nothing, True),
    "output": (_nothing, True),
    "question_file": (_nothing, True),
    "transcripts": (_nothing, True),
}


def complete_names(parameter: Any) -> None:
    """Let the shell complete a parameter that takes text; called again, it changes nothing."""
    offered = _OFFERED.get(parameter.name)
    if offered is not None and type(parameter.type) is click.types.StringParamType:
        parameter.type = Offering(*offered)
