"""What was told for one question of a mock interview: the answer with those to its follow-ups. Values."""

from dataclasses import dataclass
from functools import cached_property

from voicedrill.coach.parts import PartSaid, counted
from voicedrill.coach.results import Advice, Aim
from voicedrill.coverage.answers import Answer, prepare, prepare_text
from voicedrill.coverage.rarity import weight
from voicedrill.coverage.results import Coverage
from voicedrill.decks.model import Question
from voicedrill.delivery.results import Delivery
from voicedrill.timing import Word
from voicedrill.transcript import Quote, Transcript

#: Weight (`rarity`) from which a word tells one story from another.
_TELLING = 2.2


@dataclass(frozen=True)
class Spoken:
    """One answer. ``part``: 0, or the number of the follow-up; ``ask``: as it was worded, ``because``: why,
    ``about``: what it was after. ``interjections``: what the interviewer broke in with.
    """

    attempt: str
    part: int
    ask: str
    transcript: Transcript
    delivery: Delivery
    coverage: Coverage
    advice: tuple[Advice, ...] = ()
    because: str | None = None
    about: Aim | None = None
    interjections: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """What was said, filled pauses included."""
        return self.transcript.words

    @cached_property
    def prepared(self) -> Answer:
        """The words as the judges need them."""
        return prepare(self.words)


@dataclass(frozen=True)
class Telling:
    """All that was answered to one question; nothing is ``spoken`` when it was skipped.

    ``number``: of the question in the interview, from 1; ``round``: its place in the plan. ``asked_at_s`` and
    ``took_s``: on the interview's clock. ``self_rating``: 1 to 4.
    """

    number: int
    round: int
    question: Question
    spoken: tuple[Spoken, ...]
    asked_at_s: float = 0.0
    took_s: float = 0.0
    self_rating: int | None = None

    @cached_property
    def stems(self) -> dict[str, float]:
        """The telling stems of all parts, those of the questions left out, each with its weight."""
        asked = {token.stem for spoken in self.spoken for token in prepare_text(spoken.ask).tokens}
        found: dict[str, float] = {}
        for spoken in self.spoken:
            for token in spoken.prepared.tokens:
                if token.stem not in asked:
                    found[token.stem] = max(found.get(token.stem, 0.0), weight(token.text))
        return {stem: worth for stem, worth in found.items() if worth >= _TELLING}

    @cached_property
    def coverage(self) -> Coverage | None:
        """What the answer and those to the follow-ups covered together; None without an answer."""
        if not self.spoken:
            return None
        main, *others = self.spoken
        parts = [PartSaid(spoken.ask, spoken.about, spoken.transcript, spoken.coverage) for spoken in others]
        return counted(self.question, main.coverage, parts)

    @property
    def word_count(self) -> int:
        """Words of all parts."""
        return sum(len(spoken.words) for spoken in self.spoken)


@dataclass(frozen=True)
class Place:
    """Where in the interview something was said: the question's number, its follow-up, and the words."""

    question: int
    part: int
    ask: str
    attempt: str
    evidence: Quote
