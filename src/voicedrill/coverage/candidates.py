"""Passages of an answer to choose from when a verdict is corrected: its sentences, the likeliest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from voicedrill.coverage import points
from voicedrill.coverage.answers import prepare
from voicedrill.coverage.lessons import NO_LESSONS, Lessons
from voicedrill.coverage.words import sentences
from voicedrill.decks.model import Question
from voicedrill.timing import Word
from voicedrill.transcript import Quote, quote

#: Two sentences are offered as one passage only if together they prove so much more than either.
_WORTH_A_SENTENCE = 0.05


@dataclass(frozen=True)
class Candidate:
    """Words ``first`` to ``last`` (both included). ``score``: of the point, were these all that was said."""

    first: int
    last: int
    score: float


def candidates(
    question: Question,
    point_id: str,
    words: Sequence[Word],
    lessons: Lessons = NO_LESSONS,
    most: int = 3,
) -> tuple[Candidate, ...]:
    """Where the speaker may have made the point: at most ``most`` passages, the likeliest first.

    None overlap, and none is offered in which the judge finds nothing at all.
    """
    asked = points.stems_asked(question.ask)
    spans = sentences(words)

    def score(first: int, last: int) -> float:
        # All points are judged, since what another of them claims for itself counts less for this one.
        verdicts = points.judge(question.points, prepare(words[first : last + 1]), asked, lessons)
        return next((verdict.score for verdict in verdicts if verdict.id == point_id), 0.0)

    single = {span: score(*span) for span in spans}
    found = [Candidate(*span, worth) for span, worth in single.items()]
    for a, b in pairwise(spans):
        together = score(a[0], b[1])
        if together >= max(single[a], single[b]) + _WORTH_A_SENTENCE:
            found.append(Candidate(a[0], b[1], together))
    chosen: list[Candidate] = []
    for one in sorted(found, key=lambda c: (-c.score, c.first, c.last)):
        if one.score > 0 and not any(one.first <= c.last and c.first <= one.last for c in chosen):
            chosen.append(one)
    return tuple(chosen[:most])


def place_of(said: Quote, words: Sequence[Word]) -> tuple[int, int] | None:
    """The first and last word of a quotation in its transcript: by its time if it has one, else the first
    place where its words stand. None when they stand nowhere.
    """
    texts = said.quote.split()
    places = [
        at
        for at in range(len(words) - len(texts) + 1)
        if [word.text for word in words[at : at + len(texts)]] == texts
    ]
    if not texts or not places:
        return None
    start = said.start
    if start is not None:
        places.sort(key=lambda at: abs((words[at].start or 0.0) - start))
    return places[0], places[0] + len(texts) - 1


def sentences_around(said: Quote, words: Sequence[Word]) -> Quote:
    """The whole sentences that hold a quotation; itself when it does not stand in these words.

    What a judge quotes begins and ends with a word that matched; what is taught should read as it was said.
    """
    place = place_of(said, words)
    if place is None:
        return said
    held = [span for span in sentences(words) if span[0] <= place[1] and place[0] <= span[1]]
    return quote(words, held[0][0], held[-1][1])
