"""Stories: whole, told apart, and with a result that can be counted."""

import re
from collections.abc import Iterator

from voicedrill.decks.blanks import blanks_in, said
from voicedrill.decks.checks.finding import Finding, at, heavy_words, likeness, notes_of, plain
from voicedrill.decks.load import LoadedDeck

#: Share of their words that two stories may have in common, and the fewest words by which that can be told.
_ALIKE, _ENOUGH_WORDS = 0.6, 8
_RESULT = frozenset({"result", "results", "outcome", "outcomes", "impact"})
_NUMBER = re.compile(
    r"\d|%|\b(?:zero|none|nobody|nothing|never|no one|every|all|one|two|three|four|five|six|seven|eight|nine|"
    r"ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|"
    r"billions?|dozens?|half|halved|third|quarters?|tenth|once|twice|doubled?|tripled?|first)\b",
    re.I,
)


def missing_beats(loaded: LoadedDeck) -> Iterator[Finding]:
    """A step of the story's framework that has no notes. A story without any is only a title yet."""
    for i, (story, written) in enumerate(zip(loaded.deck.stories, loaded.written.stories, strict=True)):
        if not story.framework or not written.beats:
            continue
        known = {beat.beat for beat in story.framework.beats}
        if not known & set(written.beats):  # all are misspelt; `unknown-beat` says so
            continue
        missing = [beat.beat for beat in story.framework.beats if not written.beats.get(beat.beat)]
        if missing:
            names = ", ".join(f"'{name}'" for name in missing)
            message = f"the story '{story.id}' has no notes for {names}"
            yield at(loaded, "story-missing-beat", "warning", ("stories", i, "beats"), message)


def uncounted_results(loaded: LoadedDeck) -> Iterator[Finding]:
    """A result without a number: "it went well" is no evidence."""
    for i, story in enumerate(loaded.written.stories):
        for beat, notes in story.beats.items():
            text = " ".join(notes)
            # A blank is told of by its own rule; what is to be filled may be the number.
            if beat.casefold() in _RESULT and notes and not blanks_in(text) and not _NUMBER.search(text):
                message = f"the result of the story '{story.id}' has no number: how much, how many, how fast?"
                yield at(loaded, "result-without-number", "warning", ("stories", i, "beats", beat), message)


def alike(loaded: LoadedDeck) -> Iterator[Finding]:
    """Two stories that tell the same."""
    seen: list[tuple[str, str, frozenset[str]]] = []
    for i, story in enumerate(loaded.written.stories):
        told = " ".join(map(said, (note for _, note in notes_of((), story.beats))))
        title, words = plain(story.title), heavy_words(" ".join((told, *map(said, story.facts))))
        for name, other_title, other in seen:
            same = min(len(words), len(other)) >= _ENOUGH_WORDS and likeness(words, other) >= _ALIKE
            if same or (title and title == other_title):
                message = f"the story '{story.id}' tells the same as '{name}'; keep one, or tell them apart"
                yield at(loaded, "stories-alike", "warning", ("stories", i), message)
                break
        seen.append((story.id, title, words))


RULES = (missing_beats, uncounted_results, alike)
