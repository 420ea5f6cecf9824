"""Passages of an answer to choose from when a verdict is corrected: its sentences, the likeliest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from voicedrill.coverage import points
from voicedrill.coverage.answers import prepare
from voicedrill.coverage.lessons import NO_LESSONS, Lessons
from voicedrill.coverage.rarity import weight
from voicedrill.coverage.words import sentences
from voicedrill.decks.model import Question
from voicedrill.timing import Word
from voicedrill.transcript import Quote, quote

#: Two sentences are offered as one passage only if together they prove so much more than either.
_WORTH_A_SENTENCE = 0.05


@dataclass(frozen=True)
class Candidate:
    """Words ``first`` to ``last`` (both included). ``score``: of the point, were these all that was said.

    ``claimed``: another point was made in them. ``content``: the weight of their words (`rarity`).
    """

    first: int
    last: int
    score: float
    claimed: bool = False
    content: float = 0.0


def candidates(
    question: Question,
    point_id: str,
    words: Sequence[Word],
    lessons: Lessons = NO_LESSONS,
    most: int = 3,
    claimed: Sequence[tuple[int, int]] = (),
) -> tuple[Candidate, ...]:
    """Where the speaker may have made the point: the likeliest passages first; none overlap.

    ``claimed``: the words (first, last) by which other points were made. Of passages in which the judge finds
    nothing of the point, those without any of these come first, and of them those that say most.
    """
    asked = points.stems_asked(question.ask)
    spans = sentences(words)

    def candidate(first: int, last: int) -> Candidate:
        answer = prepare(words[first : last + 1])
        # All points are judged, since what another of them claims for itself counts less for this one.
        verdicts = points.judge(question.points, answer, asked, lessons)
        score = next((verdict.score for verdict in verdicts if verdict.id == point_id), 0.0)
        is_claimed = any(first <= span[1] and span[0] <= last for span in claimed)
        return Candidate(first, last, score, is_claimed, sum(weight(token.text) for token in answer.tokens))

    single = {span: candidate(*span) for span in spans}
    found = list(single.values())
    for a, b in pairwise(spans):
        both = candidate(a[0], b[1])
        if both.score >= max(single[a].score, single[b].score) + _WORTH_A_SENTENCE:
            found.append(both)
    chosen: list[Candidate] = []
    for one in sorted(found, key=lambda c: (-c.score, c.claimed, -c.content, c.first)):
        if not any(one.first <= c.last and c.first <= one.last for c in chosen):
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
