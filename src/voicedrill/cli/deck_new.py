"""What `voicedrill deck new` asks: a question or a story, its beats one by one, typed or spoken."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, get_args

import click

from voicedrill.cli.messages import say

if TYPE_CHECKING:
    from voicedrill.decks.model import Deck

#: Gives what was said as text.
Dictate = Callable[[], str]
#: Framework -> its beats in order.
Plans = Mapping[str, tuple[str, ...]]


class Asker(Protocol):
    """Whoever answers."""

    def line(self, prompt: str, *, needed: bool = False) -> str:
        """One line; empty unless it is ``needed``."""

    def notes(self, prompt: str, into: list[str]) -> None:
        """Any number of notes, put ``into`` a list as they come."""


@dataclass
class Begun:
    """What was answered so far, by the names that `decks.compose` has for it, so that nothing of it is lost.

    A story comes alone, with the question that it answers.
    """

    deck: dict[str, str] = field(default_factory=dict)
    stories: list[dict[str, Any]] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)

    def parts(self, deck: "Deck | None") -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Stories and questions as they stand in a deck, with ids that ``deck`` does not have yet."""
        from voicedrill.decks.compose import ids_of, question_data, story_data

        question_ids, story_ids = ids_of(deck)
        stories, questions = [], []
        for story in self.stories:
            stories.append(story_data(**story, taken=story_ids))
            story_ids.append(stories[-1]["id"])
        of_story = {"story": stories[0]["id"]} if stories else {}
        for question in self.questions:
            questions.append(question_data(**question, **of_story, taken=question_ids))
            question_ids.append(questions[-1]["id"])
        return stories, questions


class Typed:
    """Answers from the keyboard: a line a note, an empty one goes on."""

    def line(self, prompt: str, *, needed: bool = False) -> str:
        """One line; asked again while it is empty and ``needed``."""
        while True:
            text = _typed(prompt)
            if text or not needed:
                return text
            say("  Something is needed here.")

    def notes(self, prompt: str, into: list[str]) -> None:
        """A line a note."""
        more = "(one a line, empty: go on)"
        while text := _typed(f"{prompt} {more}"):
            into.append(text)
            more = "(more)"


class Spoken:
    """Answers by voice, each shown for confirmation; a key has it spoken again, typed or left out."""

    def __init__(self, dictate: Dictate) -> None:
        self._dictate = dictate
        self._typed = Typed()

    def line(self, prompt: str, *, needed: bool = False) -> str:
        """One line: all that was said."""
        return " ".join(self._spoken(prompt, lambda: [self._typed.line(prompt, needed=needed)], needed))

    def notes(self, prompt: str, into: list[str]) -> None:
        """A note a sentence."""

        def typed() -> list[str]:
            self._typed.notes(prompt, into)
            return []

        into += self._spoken(prompt, typed, needed=False)

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


def ask_deck(asker: Asker, begun: Begun) -> None:
    """What the deck is called, and what it is for."""
    begun.deck["title"] = asker.line("What is the deck called", needed=True)
    begun.deck["company"] = asker.line("Company (may be empty)")
    begun.deck["role"] = asker.line("Role (may be empty)")


def ask_story(asker: Asker, plans: Plans, begun: Begun) -> None:
    """A story (title, framework, notes for each beat, numbers, what to use it for), and its question."""
    story: dict[str, Any] = {"title": asker.line("What is the story called", needed=True)}
    begun.stories.append(story)
    story["framework"] = _framework(plans, "star") or "star"
    _ask_beats(asker, plans[story["framework"]], story)
    asker.notes("Numbers and names to get right", story.setdefault("facts", []))
    story["use_for"] = _list("What it answers, such as failure, conflict (commas between)")
    ask = asker.line("A question that it answers (may be empty)")
    if ask:
        begun.questions.append({"ask": ask, "framework": story["framework"]})


def ask_questions(asker: Asker, plans: Plans, begun: Begun) -> None:
    """One question after the other, until there is none."""
    prompt = "What is asked"
    while ask := asker.line(prompt, needed=not begun.questions):
        begun.questions.append({"ask": ask})
        _ask_about(asker, plans, begun.questions[-1])
        prompt = "The next question (empty: done)"


def _ask_about(asker: Asker, plans: Plans, question: dict[str, Any]) -> None:
    """All about a question: kind, points, framework, notes for each beat, numbers, tags."""
    from voicedrill.decks.compose import USUAL_FRAMEWORK
    from voicedrill.decks.model import Kind

    question["kind"] = _choose("Kind", get_args(Kind), "behavioural")
    asker.notes("What a good answer says", question.setdefault("points", []))
    question["framework"] = _framework(plans, USUAL_FRAMEWORK[question["kind"]])
    if question["framework"]:
        _ask_beats(asker, plans[question["framework"]], question)
    asker.notes("Numbers and names to get right", question.setdefault("facts", []))
    question["tags"] = _list("Tags (commas between)")


def _ask_beats(asker: Asker, beats: tuple[str, ...], part: dict[str, Any]) -> None:
    notes: dict[str, list[str]] = part.setdefault("beats", {})
    for beat in beats:
        asker.notes(beat[:1].upper() + beat[1:], notes.setdefault(beat, []))


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
