"""A deck and what it is made of, as values. Reading and its errors live in `load`."""

from dataclasses import dataclass, field
from typing import Any, Literal

from voicedrill.decks.blanks import said

Kind = Literal[
    "behavioural",
    "technical",
    "system-design",
    "coding",
    "gap",
    "pitch",
    "culture",
    "curveball",
    "compensation",
    "ask-them",
]
Difficulty = Literal["easy", "medium", "hard"]

#: Expected length of an answer by kind, seconds. Sources: docs/metrics.md.
DEFAULT_SECONDS: dict[str, tuple[float, float]] = {
    "behavioural": (75, 150),
    "culture": (75, 150),
    "technical": (60, 120),
    "coding": (60, 120),
    "system-design": (120, 300),
    "gap": (30, 90),
    "pitch": (20, 40),
    "curveball": (30, 90),
    "compensation": (20, 60),
    "ask-them": (10, 40),
}


@dataclass(frozen=True)
class Source:
    """The place in a prep document that something came from."""

    file: str
    line: int | None = None


@dataclass(frozen=True)
class TalkingPoint:
    """An idea that a good answer makes. ``say`` is the deck's own wording."""

    id: str
    say: str
    aliases: tuple[str, ...] = ()
    weight: float = 1.0
    must: bool = False
    source: Source | None = None

    @property
    def wordings(self) -> tuple[str, ...]:
        """What an answer may say to make the point: `say` and the aliases, without what is still blank."""
        return tuple(text for text in map(said, (self.say, *self.aliases)) if text)


@dataclass(frozen=True)
class Beat:
    """One step of a framework. ``share``: part of the answer's time expected, 0 to 1, or None."""

    beat: str
    share: float | None = None
    cues: tuple[str, ...] = ()


@dataclass(frozen=True)
class Framework:
    """An ordered plan of an answer."""

    name: str
    beats: tuple[Beat, ...]


@dataclass(frozen=True)
class FollowUp:
    """A question asked after the answer."""

    ask: str
    points: tuple[TalkingPoint, ...] = ()
    source: Source | None = None


@dataclass(frozen=True)
class Question:
    """One thing asked. ``seconds`` None: the default of its kind (`target_s`).

    ``to_fill``: points, facts and notes of which only blanks are written yet (`blanks`), as they are written;
    they stand nowhere else in it. ``rewordings``: other ways of asking the same (`coach.rewordings`).
    ``from_story``: its fields that its story filled (`telling`); no deck has any.
    """

    id: str
    ask: str
    kind: Kind = "behavioural"
    seconds: tuple[float, float] | None = None
    points: tuple[TalkingPoint, ...] = ()
    framework: Framework | None = None
    beats: dict[str, tuple[str, ...]] = field(default_factory=dict)
    facts: tuple[str, ...] = ()
    red_flags: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    script: str | None = None
    difficulty: Difficulty | None = None
    tags: tuple[str, ...] = ()
    role: str | None = None
    story: str | None = None
    why: str | None = None
    source: Source | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    to_fill: tuple[str, ...] = ()
    rewordings: tuple[str, ...] = ()
    from_story: tuple[str, ...] = ()

    @property
    def said_beats(self) -> dict[str, tuple[str, ...]]:
        """The notes by beat, without what is still blank in them."""
        return {beat: tuple(map(said, notes)) for beat, notes in self.beats.items()}

    @property
    def said_script(self) -> str | None:
        """The script without what is still blank in it."""
        return said(self.script) if self.script else self.script

    @property
    def target_s(self) -> tuple[float, float]:
        """The expected length of the answer, seconds."""
        return self.seconds or DEFAULT_SECONDS[self.kind]


@dataclass(frozen=True)
class GlossaryTerm:
    """A term of the field and how it is said aloud."""

    term: str
    say: tuple[str, ...] = ()


@dataclass(frozen=True)
class Story:
    """A story that several questions may use.

    ``facts`` must be said right; ``verified`` says what of it has been checked; ``to_fill`` as in `Question`.
    """

    id: str
    title: str
    framework: Framework | None = None
    beats: dict[str, tuple[str, ...]] = field(default_factory=dict)
    facts: tuple[str, ...] = ()
    verified: str | None = None
    use_for: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    source: Source | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    to_fill: tuple[str, ...] = ()


@dataclass(frozen=True)
class Round:
    """One round of an interview loop."""

    id: str
    name: str
    minutes: tuple[float, float] | None = None
    kinds: tuple[Kind, ...] = ()
    questions: int | None = None


@dataclass(frozen=True)
class Deck:
    """A file of questions."""

    title: str
    questions: tuple[Question, ...]
    company: str | None = None
    role: str | None = None
    glossary: tuple[GlossaryTerm, ...] = ()
    frameworks: dict[str, Framework] = field(default_factory=dict)
    stories: tuple[Story, ...] = ()
    rounds: tuple[Round, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)
