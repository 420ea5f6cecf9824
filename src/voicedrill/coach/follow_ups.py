"""The follow-up that an answer left open: the deck's own where one fits, else a probe.

Like an interviewer, it goes after the most that is missing. Own follow-ups come first: they were written for
this question. The gains are this project's judgement (docs/metrics.md).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voicedrill.assessment import Assessment
from voicedrill.coach.advice import OWN_STORY
from voicedrill.coach.results import Aim, FollowUpAsked
from voicedrill.coverage.words import tokens_of, words_of
from voicedrill.decks.model import FollowUp, Question, Story
from voicedrill.delivery.words import word_set
from voicedrill.transcript import Transcript

#: A follow-up is about a subject when it holds this share of the subject's content words.
SHARED = 0.4
#: What a follow-up of each sort is worth.
FOLLOW_UP_GAINS = {
    "own, must point missed": 95,
    "own, point missed": 85,
    "own, beat missing": 80,
    "misstated fact": 75,
    "must point missed": 70,
    "no action beat": 66,
    "no result beat": 64,
    "point missed": 50,
    "we without I": 48,
    "other beat missing": 40,
    "own, subject open": 20,
}

_BEAT_PROBES = {
    "situation": "Where was this, and what was going on at the time?",
    "task": "What exactly was yours to do there?",
    "action": "What did you do yourself, step by step?",
    "result": "How did it end, and how do you know?",
    "lesson": "What do you do differently since then?",
}
_EMPTY_WORDS = word_set(
    "the and for with that this what when where who how why you your would could should did was were are has "
    "have had not from into about which there their then than them they its our can will does more most some "
    "any all one tell say did been being just also very"
)


@dataclass(frozen=True)
class _Subject:
    """Something the answer left open: its words, and what was said of it."""

    words: str
    sort: str
    because: str
    about: Aim


def choose_follow_up(
    question: Question | None,
    assessment: Assessment,
    said: Sequence[Transcript] = (),
    story: Story | None = None,
    asked: Sequence[FollowUpAsked] = (),
) -> FollowUpAsked | None:
    """The one follow-up to ask; None without a question, without an answer, or when nothing is open.

    ``said``: the answer's words, and those of the answers to follow-ups after it; ``story``: the one that the
    question uses; ``asked``: the follow-ups that were asked already, none of which is asked again.
    """
    if question is None or assessment.delivery.word_count == 0:
        return None
    candidates = [
        candidate
        for candidate in (*_own(question, story, assessment), *_probes(question, assessment))
        if not _is_asked(candidate[1], asked)
    ]
    if not candidates:
        return None
    # max keeps the first of equals: the deck's order decides.
    return max(candidates, key=lambda candidate: FOLLOW_UP_GAINS[candidate[0]])[1]


def _is_asked(candidate: FollowUpAsked, asked: Sequence[FollowUpAsked]) -> bool:
    return any(candidate.ask == one.ask or (one.about and candidate.about == one.about) for one in asked)


def _own(
    question: Question, story: Story | None, assessment: Assessment
) -> Iterator[tuple[str, FollowUpAsked]]:
    """The deck's own follow-ups, aimed at what was missed; those about what was said already left out."""
    open_subjects = list(_open(assessment))
    made = [point.text for point in assessment.coverage.points if point.status == "covered"]
    for follow_up in (*question.follow_ups, *(story.follow_ups if story else ())):
        stems = _stems(_text_of(follow_up))
        missed = next((subject for subject in open_subjects if _is_about(stems, subject.words)), None)
        if missed:
            yield missed.sort, FollowUpAsked(follow_up.ask, missed.because, missed.about)
        elif not any(_is_about(stems, text) for text in made):
            because = "Your deck asks this next, and the answer has not touched on it yet."
            yield "own, subject open", FollowUpAsked(follow_up.ask, because, Aim("subject", follow_up.ask))


def _open(assessment: Assessment) -> Iterator[_Subject]:
    missed = [point for point in assessment.coverage.points if point.status != "covered"]
    for point in sorted(missed, key=lambda point: (not point.must, point.status != "missed", -point.weight)):
        sort = "own, must point missed" if point.must else "own, point missed"
        how = "was only touched on" if point.status == "partial" else "was left out"
        yield _Subject(point.text, sort, f'"{point.text}" {how}.', Aim("point", point.id))
    for fact in assessment.coverage.facts:
        if fact.status != "stated":
            because = f'The answer did not give "{fact.text}".'
            yield _Subject(fact.text, "own, point missed", because, Aim("fact", fact.text))
    if any(beat.present for beat in assessment.coverage.beats):
        for beat in assessment.coverage.beats:
            if not beat.present:
                because = f"The answer had no {beat.beat}."
                yield _Subject(beat.beat, "own, beat missing", because, Aim("beat", beat.beat))


def _probes(question: Question, assessment: Assessment) -> Iterator[tuple[str, FollowUpAsked]]:
    """Questions that fit any deck."""
    coverage, wording = assessment.coverage, assessment.delivery.wording
    for fact in coverage.facts:
        if fact.status == "misstated" and fact.said:
            ask = f"You mentioned {fact.said}. How sure are you of that, and where does it come from?"
            yield (
                "misstated fact",
                FollowUpAsked(ask, f'Your deck says "{fact.text}".', Aim("fact", fact.text)),
            )
    for point in sorted(coverage.points, key=lambda point: -point.weight):
        if point.status == "missed":
            sort = "must point missed" if point.must else "point missed"
            ask = f"Can you say more about this: {point.text}?"
            yield sort, FollowUpAsked(ask, f'"{point.text}" was left out.', Aim("point", point.id))
    if any(beat.present for beat in coverage.beats):
        for beat in coverage.beats:
            if not beat.present:
                name = beat.beat.lower()
                sort = f"no {name} beat" if name in {"action", "result"} else "other beat missing"
                ask = _BEAT_PROBES.get(name, f"And what about this step: {beat.beat}?")
                yield sort, FollowUpAsked(ask, f"The answer had no {beat.beat}.", Aim("beat", beat.beat))
    if question.kind in OWN_STORY and wording.we_count >= 3 and wording.i_count * 4 <= wording.we_count:
        because = f'The answer said "we" {wording.we_count} times and "I" {wording.i_count} times.'
        yield "we without I", FollowUpAsked("What was your own part in that?", because, Aim("role"))


def _text_of(follow_up: FollowUp) -> str:
    parts = [follow_up.ask]
    for point in follow_up.points:
        parts += point.wordings
    return " ".join(parts)


def _is_about(stems: frozenset[str], subject: str) -> bool:
    wanted = _stems(subject)
    return bool(wanted) and len(wanted & stems) >= SHARED * len(wanted)


def _stems(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in tokens_of(words_of(text)) if _is_content(token.text))


def _is_content(text: str) -> bool:
    return text not in _EMPTY_WORDS and (len(text) > 2 or text[:1].isdigit())
