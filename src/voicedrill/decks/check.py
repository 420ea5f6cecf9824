"""A deck read with a fair eye: what keeps it from being read, and what will not serve the speaker.

Errors are what cannot work; warnings are what works badly. Every rule is one function from the loaded deck to
findings.
"""

import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from voicedrill.decks.load import LoadedDeck, read_deck
from voicedrill.decks.model import Framework, Question
from voicedrill.decks.problems import InvalidDeckError
from voicedrill.decks.suggest import did_you_mean, known_names

#: A point is an idea to be said in a sentence or two; what is longer is several points. Words.
LONGEST_POINT = 30
#: Kinds that are judged by how they are said, not by points.
_NO_POINTS_NEEDED = frozenset({"ask-them"})
#: "[what year?]", "[X]", "____", "TBD": a place still to be filled, not something to say.
_BLANK = re.compile(r"\[[^\[\]]{1,80}\]|_{3,}|\b(?:TBD|TODO|XXX)\b")
_LIGHT_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an the and or of in on at to for from by with as is are was were be it its this that we i our my "
        "per about than over under up down not no so then had has have did do",
    )
)

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Finding:
    """One thing found. ``rule`` is a stable name, ``line`` counts from 1 (None: the file as a whole)."""

    rule: str
    severity: Severity
    file: str
    line: int | None
    message: str


def check_deck(path: Path) -> tuple[Finding, ...]:
    """All findings in the order of their lines; what is wrong with the deck's text is a finding too.

    Raises InvalidDeckError when there is no text to check: no such file, a folder, not UTF-8, too large.
    """
    try:
        loaded = read_deck(path)
    except InvalidDeckError as error:
        if any(problem.rule == "not-readable" for problem in error.problems):
            raise
        return tuple(Finding(p.rule, "error", p.file, p.line, p.message) for p in error.problems)
    found = [finding for rule in _RULES for finding in rule(loaded)]
    return tuple(sorted(found, key=lambda finding: finding.line or 0))


def _at(
    loaded: LoadedDeck, rule: str, severity: Severity, path: tuple[Hashable, ...], message: str
) -> Finding:
    return Finding(rule, severity, str(loaded.path), loaded.line_of(path), message)


def _no_questions(loaded: LoadedDeck) -> Iterator[Finding]:
    if not loaded.deck.questions:
        yield _at(loaded, "no-questions", "warning", ("questions",), "the deck has no question to practise")


def _no_points(loaded: LoadedDeck) -> Iterator[Finding]:
    for i, question in enumerate(loaded.deck.questions):
        has_content = question.points or question.beats or question.script or question.story
        if not has_content and question.kind not in _NO_POINTS_NEEDED:
            message = (
                f"question '{question.id}' has no points: its answers can only be judged by how they are said"
            )
            yield _at(loaded, "no-points", "warning", ("questions", i), message)


def _long_points(loaded: LoadedDeck) -> Iterator[Finding]:
    for i, question in enumerate(loaded.deck.questions):
        for j, point in enumerate(question.points):
            length = len(point.say.split())
            if length > LONGEST_POINT:
                message = f"a point of {length} words is too long to be said as one; split it"
                yield _at(loaded, "long-point", "warning", ("questions", i, "points", j), message)


def _blanks(loaded: LoadedDeck) -> Iterator[Finding]:
    for path, text in _spoken_texts(loaded):
        blank = _BLANK.search(text)
        if blank:
            message = f"there is a blank still to be filled: {blank.group()}"
            yield _at(loaded, "blank", "warning", path, message)


def _unknown_beats(loaded: LoadedDeck) -> Iterator[Finding]:
    parts: list[tuple[tuple[Hashable, ...], Framework | None, dict[str, tuple[str, ...]]]] = [
        (("questions", i), question.framework, question.beats)
        for i, question in enumerate(loaded.deck.questions)
    ]
    parts += [(("stories", i), story.framework, story.beats) for i, story in enumerate(loaded.deck.stories)]
    for at, framework, beats in parts:
        if beats and framework is None:
            message = (
                "notes for beats, but no framework: they are not looked at. Add one, such as framework: star"
            )
            yield _at(loaded, "beats-without-framework", "warning", (*at, "beats"), message)
        elif framework:
            known = [beat.beat for beat in framework.beats]
            for name in beats:
                if name not in known:
                    hint = did_you_mean(name, known) + known_names(known)
                    message = f"the framework '{framework.name}' has no beat '{name}'.{hint}"
                    yield _at(loaded, "unknown-beat", "error", (*at, "beats", name), message)


def _unknown_stories(loaded: LoadedDeck) -> Iterator[Finding]:
    known = [story.id for story in loaded.deck.stories]
    for i, question in enumerate(loaded.deck.questions):
        if question.story and question.story not in known:
            message = f"no story '{question.story}'.{did_you_mean(question.story, known)}{known_names(known)}"
            yield _at(loaded, "unknown-story", "error", ("questions", i, "story"), message)


def _asked_twice(loaded: LoadedDeck) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for i, question in enumerate(loaded.deck.questions):
        words = " ".join(re.findall(r"\w+", question.ask.casefold()))
        if words in first:
            message = f"question '{question.id}' asks the same as '{first[words]}'"
            yield _at(loaded, "asked-twice", "warning", ("questions", i, "ask"), message)
        first.setdefault(words, question.id)


def _lonely_facts(loaded: LoadedDeck) -> Iterator[Finding]:
    """A fact is said while making a point; one that shares no word with any has no place in the answer."""
    for i, question in enumerate(loaded.deck.questions):
        if not question.points:
            continue
        carried = _heavy_words(" ".join(_plan_of(question)))
        for j, fact in enumerate(question.facts):
            words = _heavy_words(fact)
            if words and not words & carried:
                message = f"no point carries the fact '{fact}': where in the answer is it to be said?"
                yield _at(loaded, "fact-without-point", "warning", ("questions", i, "facts", j), message)


def _shares(loaded: LoadedDeck) -> Iterator[Finding]:
    for name, framework in loaded.deck.frameworks.items():
        shares = [beat.share for beat in framework.beats if beat.share is not None]
        if sum(shares) > 1.005:
            message = f"the shares of '{name}' add up to {sum(shares):.0%}; they are parts of one answer"
            yield _at(loaded, "shares", "error", ("frameworks", name), message)


_RULES: tuple[Callable[[LoadedDeck], Iterator[Finding]], ...] = (
    _no_questions,
    _no_points,
    _long_points,
    _blanks,
    _unknown_beats,
    _unknown_stories,
    _asked_twice,
    _lonely_facts,
    _shares,
)


def _plan_of(question: Question) -> Iterator[str]:
    for point in question.points:
        yield point.say
        yield from point.aliases
    for notes in question.beats.values():
        yield from notes
    yield question.script or ""


def _spoken_texts(loaded: LoadedDeck) -> Iterator[tuple[tuple[Hashable, ...], str]]:
    """What is meant to be said, and where it stands."""
    for i, question in enumerate(loaded.deck.questions):
        at = ("questions", i)
        yield (*at, "ask"), question.ask
        for j, point in enumerate(question.points):
            yield (*at, "points", j), point.say
        for j, fact in enumerate(question.facts):
            yield (*at, "facts", j), fact
        yield from _notes((*at, "beats"), question.beats)
        if question.script:
            yield (*at, "script"), question.script
    for i, story in enumerate(loaded.deck.stories):
        yield from _notes(("stories", i, "beats"), story.beats)
        for j, fact in enumerate(story.facts):
            yield ("stories", i, "facts", j), fact


def _notes(
    at: tuple[Hashable, ...], beats: dict[str, tuple[str, ...]]
) -> Iterator[tuple[tuple[Hashable, ...], str]]:
    for beat, notes in beats.items():
        for j, note in enumerate(notes):
            yield (*at, beat, j), note


def _heavy_words(text: str) -> set[str]:
    """Numbers and words that carry meaning, cut to five letters so that "stream" meets "streams"."""
    return {word[:5] for word in re.findall(r"\w+", text.casefold()) if word not in _LIGHT_WORDS}
