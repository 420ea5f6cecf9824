"""What `voicedrill deck new` asks: a question or a story, its beats one by one, typed or spoken."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, get_args

import click

from voicedrill.cli.messages import say

#: Gives what was said as text.
Dictate = Callable[[], str]
#: Framework -> its beats in order.
Plans = Mapping[str, tuple[str, ...]]


class Asker(Protocol):
    """Whoever answers."""

    def line(self, prompt: str, *, needed: bool = False) -> str:
        """One line; empty unless it is ``needed``."""

    def notes(self, prompt: str) -> list[str]:
        """Any number of notes."""


class Typed:
    """Answers from the keyboard: a line a note, an empty one goes on."""

    def line(self, prompt: str, *, needed: bool = False) -> str:
        """One line; asked again while it is empty and ``needed``."""
        while True:
            text = _typed(prompt)
            if text or not needed:
                return text
            say("  Something is needed here.")

    def notes(self, prompt: str) -> list[str]:
        """A line a note."""
        found: list[str] = []
        while True:
            text = _typed(f"{prompt}{' (one a line, empty: go on)' if not found else ' (more)'}")
            if not text:
                return found
            found.append(text)


class Spoken:
    """Answers by voice, each shown for confirmation; a key has it spoken again, typed or left out."""

    def __init__(self, dictate: Dictate) -> None:
        self._dictate = dictate
        self._typed = Typed()

    def line(self, prompt: str, *, needed: bool = False) -> str:
        """One line: all that was said."""
        return " ".join(self._spoken(prompt, lambda: [self._typed.line(prompt, needed=needed)], needed))

    def notes(self, prompt: str) -> list[str]:
        """A note a sentence."""
        return self._spoken(prompt, lambda: self._typed.notes(prompt), needed=False)

    def _spoken(self, prompt: str, typed: Callable[[], list[str]], needed: bool) -> list[str]:
        from voicedrill.sessions.dictation import notes_in

        while True:
            say(f"\n{prompt}: speak now; a silence ends it.")
            found = notes_in(self._dictate())
            for note in found:
                say(f"  {note}")
            if not found:
                say("  Nothing was heard.")
            skip = "" if needed else ", s to leave it out"
            choice = _typed(f"Enter to {'keep it' if found else 'try again'}, a again, t to type it{skip}")
            match choice[:1].casefold():
                case "t":
                    return typed()
                case "s" if not needed:
                    return []
                case "a":
                    continue
                case _ if found:
                    return found


def ask_story(asker: Asker, plans: Plans, taken: list[str]) -> dict[str, Any]:
    """A story: title, framework, notes for each beat, numbers, what to use it for."""
    from voicedrill.decks.compose import story_data

    title = asker.line("What is the story called", needed=True)
    framework = _framework(plans, "star") or "star"
    return story_data(
        title,
        taken=taken,
        framework=framework,
        beats=_beats(asker, plans[framework]),
        facts=asker.notes("Numbers and names to get right"),
        use_for=_list("What it answers, such as failure, conflict (commas between)"),
    )


def ask_question(asker: Asker, ask: str, plans: Plans, taken: list[str]) -> dict[str, Any]:
    """All about the question ``ask``: kind, points, framework, notes for each beat, numbers, tags."""
    from voicedrill.decks.compose import USUAL_FRAMEWORK, question_data
    from voicedrill.decks.model import Kind

    kind = _choose("Kind", get_args(Kind), "behavioural")
    points = asker.notes("What a good answer says")
    framework = _framework(plans, USUAL_FRAMEWORK[kind])
    return question_data(
        ask,
        taken=taken,
        kind=kind,
        points=points,
        framework=framework,
        beats=_beats(asker, plans[framework]) if framework else None,
        facts=asker.notes("Numbers and names to get right"),
        tags=_list("Tags (commas between)"),
    )


def _beats(asker: Asker, beats: tuple[str, ...]) -> dict[str, list[str]]:
    return {beat: asker.notes(beat[:1].upper() + beat[1:]) for beat in beats}


def _framework(plans: Plans, usual: str | None) -> str | None:
    """The name of a framework, or None."""
    chosen = _choose("Framework", (*plans, "none"), usual or "none")
    return None if chosen == "none" else chosen


def _choose(prompt: str, known: tuple[str, ...], usual: str) -> str:
    from voicedrill.decks.suggest import did_you_mean, known_names

    while True:
        chosen = _typed(f"{prompt} [{usual}]").casefold() or usual
        if chosen in known:
            return chosen
        say(f"  No {prompt.casefold()} '{chosen}'.{did_you_mean(chosen, known)}{known_names(known)}")


def _list(prompt: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in _typed(prompt).split(",") if part.strip()))


def _typed(prompt: str) -> str:
    text: str = click.prompt(prompt, default="", show_default=False, err=True)
    return " ".join(text.split())
