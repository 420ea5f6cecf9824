"""Looking through decks: which questions fit, what a deck holds in numbers, where decks of one's own lie.

Filters and search are pure; only `own_decks` looks at the disk.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from voicedrill.decks.find import find_deck
from voicedrill.decks.load import load_deck
from voicedrill.decks.model import Deck, Question, Story
from voicedrill.decks.suggest import did_you_mean, known_names
from voicedrill.errors import UsageError

_SUFFIXES = (".yaml", ".yml")
#: A file with one of these at the margin is taken for a deck; other YAML in the folder is not looked into.
_LOOKS_LIKE_A_DECK = re.compile(r"^(?:questions|stories):|^schema: *[\"']?voicedrill\.deck/", re.MULTILINE)
_LOOKED_AT_BYTES = 65_536


@dataclass(frozen=True)
class Filter:
    """Which questions are wanted. Empty: all.

    A question has one kind, difficulty and role, so several of them mean any of them; it can have several
    tags, so several mean all of them. ``search``: words that must all be in it, as beginnings of words.
    """

    roles: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    difficulties: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    search: str = ""


@dataclass(frozen=True)
class Found:
    """A question that fits and the deck it is in; ``deck_name`` is what `find_deck` finds the deck by."""

    deck_name: str
    deck: Deck
    question: Question

    @property
    def reference(self) -> str:
        """DECK#ID."""
        return f"{self.deck_name}#{self.question.id}"


@dataclass(frozen=True)
class Counts:
    """A deck in numbers. ``minutes``: all of its answers one after the other, at least and at most."""

    questions: int
    with_points: int
    stories: int
    rounds: int
    minutes: tuple[float, float]
    kinds: dict[str, int]


def counts(deck: Deck) -> Counts:
    """What there is in ``deck``."""
    kinds: dict[str, int] = {}
    for question in deck.questions:
        kinds[question.kind] = kinds.get(question.kind, 0) + 1
    low = sum(question.target_s[0] for question in deck.questions) / 60
    high = sum(question.target_s[1] for question in deck.questions) / 60
    return Counts(
        questions=len(deck.questions),
        with_points=sum(bool(question.points) for question in deck.questions),
        stories=len(deck.stories),
        rounds=len(deck.rounds),
        minutes=(low, high),
        kinds=kinds,
    )


def browse(decks: Iterable[tuple[str, Deck]], wanted: Filter) -> list[Found]:
    """The questions of the named decks that fit, in the decks' order.

    With words to search, those that have them in what is asked come first, then those with them in their tags
    or points, then those with them anywhere.
    """
    words = words_of(wanted.search)
    found = [
        (rank, Found(name, deck, question))
        for name, deck in decks
        for question in deck.questions
        if _fits(question, deck, wanted)
        for rank in (_rank(question, deck, words),)
        if rank is not None
    ]
    return [entry for _, entry in sorted(found, key=lambda pair: pair[0])]


def known_values(decks: Iterable[tuple[str, Deck]]) -> dict[str, list[str]]:
    """What the filters ``role`` and ``tag`` could be given, in the order of the alphabet."""
    roles: set[str] = set()
    tags: set[str] = set()
    for _, deck in decks:
        roles.update(filter(None, [deck.role, *(question.role for question in deck.questions)]))
        tags.update(tag for question in deck.questions for tag in question.tags)
    return {"role": sorted(roles, key=str.casefold), "tag": sorted(tags, key=str.casefold)}


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))


def part_named(deck: Deck, name: str, path: Path) -> Question | Story:
    """The question of ``deck`` (read from ``path``) with that id, or the story. Raises UsageError."""
    parts: list[Question | Story] = [*deck.questions, *deck.stories]
    for part in parts:
        if part.id == name:
            return part
    known = [part.id for part in parts]
    raise UsageError(
        f"No question and no story '{name}' in {path}.{did_you_mean(name, known)}{known_names(known)}"
    )


def load_all(names: Sequence[str]) -> list[tuple[str, Deck]]:
    """The named decks, read. Raises UsageError, DeckError."""
    return [(name, load_deck(find_deck(name))) for name in names]


def own_decks(folder: Path) -> list[Path]:
    """The files in ``folder`` that look like decks; they may yet have mistakes."""
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES)
    except OSError:
        return []
    return [path for path in files if _looks_like_a_deck(path)]


def _looks_like_a_deck(path: Path) -> bool:
    try:
        if not path.is_file():  # a named pipe would be waited for
            return False
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT_BYTES).decode("utf-8-sig", "replace")
    except OSError:
        return False
    return _LOOKS_LIKE_A_DECK.search(head) is not None


def _fits(question: Question, deck: Deck, wanted: Filter) -> bool:
    if wanted.kinds and question.kind not in wanted.kinds:
        return False
    if wanted.difficulties and question.difficulty not in wanted.difficulties:
        return False
    if wanted.roles:
        have = words_of(question.role or deck.role or "")
        if not any(_has_all(words_of(role), have) for role in wanted.roles):
            return False
    tags = [" ".join(words_of(tag)) for tag in question.tags]
    return all(" ".join(words_of(tag)) in tags for tag in wanted.tags)


def _rank(question: Question, deck: Deck, words: Sequence[str]) -> int | None:
    """How far down a question stands: 0 found in what is asked, 1 in points or tags, 2 elsewhere."""
    have: list[str] = []
    for rank, texts in enumerate(_layers(question, deck)):
        have += [word for text in texts for word in words_of(text)]
        if _has_all(words, have):
            return rank
    return None


def _layers(question: Question, deck: Deck) -> Iterator[list[str]]:
    yield [question.ask, question.id]
    yield [
        *question.tags,
        *(text for point in question.points for text in (point.say, *point.aliases)),
        *(note for notes in question.beats.values() for note in notes),
    ]
    yield [
        *question.facts,
        *question.red_flags,
        *(follow_up.ask for follow_up in question.follow_ups),
        *(point.say for follow_up in question.follow_ups for point in follow_up.points),
        question.script or "",
        question.why or "",
        question.role or "",
        *(_story_text(story) for story in deck.stories if story.id == question.story),
    ]


def _story_text(story: Story) -> str:
    notes = [note for notes in story.beats.values() for note in notes]
    return " ".join([story.title, *notes, *story.facts, *story.use_for])


def _has_all(wanted: Sequence[str], have: Sequence[str]) -> bool:
    return all(any(word.startswith(beginning) for word in have) for beginning in wanted)
