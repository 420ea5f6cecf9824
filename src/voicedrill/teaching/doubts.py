"""Which verdicts of past answers are worth a question: those whose score is near a threshold. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from voicedrill.coverage.calibration import COVERED, PARTIAL
from voicedrill.coverage.candidates import Candidate, candidates, place_of, sentences_around
from voicedrill.coverage.results import PointVerdict
from voicedrill.coverage.words import sentences
from voicedrill.decks.model import Question
from voicedrill.reports.model import Report
from voicedrill.teaching.book import Book, Place, tidy
from voicedrill.timing import Word
from voicedrill.transcript import Quote, quote

#: A score further than this from either threshold is no doubt.
NEAR = 0.15


@dataclass(frozen=True)
class Doubt:
    """One verdict that may be wrong. ``distance``: of its score from the nearer threshold."""

    attempt: str
    question: str
    verdict: PointVerdict
    distance: float


@dataclass(frozen=True)
class Shown:
    """What is asked about a doubt: does ``passage`` make the point? ``before`` and ``after``: a sentence
    each, empty at the answer's ends.
    """

    before: str
    passage: Quote
    after: str


def distance(score: float) -> float:
    """How far a score is from the threshold that is nearer to it."""
    return min(abs(score - COVERED), abs(score - PARTIAL))


def doubts(report: Report, question: Question, book: Book) -> tuple[Doubt, ...]:
    """The doubtful verdicts of one report, in its order; those that the speaker has settled are left out."""
    found = []
    for verdict in report.coverage.points:
        taught = book.at(Place(question.id, verdict.id))
        settled = any(p.attempt == report.attempt_id for p in (*taught.said, *taught.not_said))
        far = distance(verdict.score)
        if far <= NEAR and not settled:
            found.append(Doubt(report.attempt_id, question.id, verdict, far))
    return tuple(found)


def most_doubtful_first(found: Iterable[Doubt]) -> list[Doubt]:
    """In the order of asking; of equal doubts that of the latest attempt first, as it is best remembered."""
    latest_first = sorted(found, key=lambda doubt: doubt.attempt, reverse=True)
    return sorted(latest_first, key=lambda doubt: doubt.distance)


def passage_of(doubt: Doubt, report: Report, question: Question, book: Book) -> Shown | None:
    """The passage to ask about: the evidence, or where the point was made most nearly.

    None when that is nowhere, or was taught already, whatever the judge makes of it.
    """
    words = report.transcript.words
    if doubt.verdict.evidence is not None:
        place = place_of(sentences_around(doubt.verdict.evidence, words), words)
    else:
        best = candidates(question, doubt.verdict.id, words, book.lessons(question.id), most=1)
        place = (best[0].first, best[0].last) if best and best[0].score > 0 else None
    if place is None:
        return None
    taught = book.at(Place(question.id, doubt.verdict.id))
    known = {passage.text for passage in (*taught.said, *taught.not_said)}
    return None if tidy(quote(words, *place).quote) in known else _shown(words, *place)


def _shown(words: Sequence[Word], first: int, last: int) -> Shown:
    spans = sentences(words)
    before = [span for span in spans if span[1] < first]
    after = [span for span in spans if span[0] > last]
    return Shown(
        before=quote(words, *before[-1]).quote if before else "",
        passage=quote(words, first, last),
        after=quote(words, *after[0]).quote if after else "",
    )


def offered(
    question: Question, verdicts: Sequence[PointVerdict], point: int, words: Sequence[Word], book: Book
) -> tuple[Candidate, ...]:
    """The passages to choose from when the speaker says that a point was made: its evidence first.

    ``point``: its number among ``verdicts``, which are those of the whole answer.
    """
    verdict = verdicts[point]
    others = (v.evidence for v in verdicts if v.id != verdict.id and v.status == "covered" and v.evidence)
    claimed = [span for span in (place_of(evidence, words) for evidence in others) if span]
    found = candidates(question, verdict.id, words, book.lessons(question.id), claimed=claimed)
    place = place_of(sentences_around(verdict.evidence, words), words) if verdict.evidence else None
    if place is None:
        return found
    first = Candidate(*place, verdict.score)
    rest = (one for one in found if one.last < first.first or one.first > first.last)
    return (first, *rest)[: max(len(found), 1)]
