"""The follow-up that an answer left open: the deck's own where one fits, else a probe.

Like an interviewer, it goes after the most that is missing. Own follow-ups come first: they were written for
this question. The gains are this project's judgement (docs/follow-ups.md).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voicedrill.assessment import Assessment
from voicedrill.coach.advice import OWN_STORY
from voicedrill.coach.probes import beat_probe, claim_probe, fact_probe, point_probes
from voicedrill.coach.results import Aim, FollowUpAsked
from voicedrill.coverage.answers import prepare
from voicedrill.coverage.claims import Claim, find_claims
from voicedrill.coverage.results import FactVerdict
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
    "own, said vaguely": 72,
    "must point missed": 70,
    "no action beat": 66,
    "no result beat": 64,
    "we without I": 54,
    "claim without proof": 52,
    "point missed": 50,
    "absent fact": 46,
    "other beat missing": 40,
    "vague quantity": 30,
    "own, subject open": 20,
}

#: Beats whose names are things that an answer can have.
_NOUNS = frozenset({"situation", "task", "action", "result", "lesson", "hook", "proof", "close", "evidence"})
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
    claims = [claim for transcript in said for claim in find_claims(prepare(transcript.words))]
    proposed = (*_own(question, story, assessment, claims), *_probes(question, assessment, claims))
    candidates = [candidate for candidate in proposed if not _is_asked(candidate[1], asked)]
    if not candidates:
        return None
    # max keeps the first of equals: the deck's order decides.
    return max(candidates, key=lambda candidate: FOLLOW_UP_GAINS[candidate[0]])[1]


def _is_asked(candidate: FollowUpAsked, asked: Sequence[FollowUpAsked]) -> bool:
    return any(candidate.ask == one.ask or (one.about and candidate.about == one.about) for one in asked)


def _own(
    question: Question, story: Story | None, assessment: Assessment, claims: Sequence[Claim]
) -> Iterator[tuple[str, FollowUpAsked]]:
    """The deck's own follow-ups, aimed at what was missed; those about what was said already left out."""
    open_subjects = list(_open(assessment))
    made = [point.text for point in assessment.coverage.points if point.status == "covered"]
    for follow_up in (*question.follow_ups, *(story.follow_ups if story else ())):
        stems = _stems(_text_of(follow_up))
        missed = next((subject for subject in open_subjects if _is_about(stems, subject.words)), None)
        if missed:
            yield missed.sort, FollowUpAsked(follow_up.ask, missed.because, missed.about)
        elif vague := next((claim for claim in claims if _is_about(stems, claim.clause, 1)), None):
            because = f'You said "{vague.clause}", and no more of it.'
            yield "own, said vaguely", FollowUpAsked(follow_up.ask, because, _aim(vague))
        elif not any(_is_about(stems, text) for text in made):
            because = "Your deck asks this next, and the answer has not touched on it yet."
            yield "own, subject open", FollowUpAsked(follow_up.ask, because, Aim("subject", follow_up.ask))


def _open(assessment: Assessment) -> Iterator[_Subject]:
    missed = [point for point in assessment.coverage.points if point.status != "covered"]
    for point in sorted(missed, key=lambda point: (not point.must, point.status != "missed", -point.weight)):
        sort = "own, must point missed" if point.must else "own, point missed"
        how = "was only touched on" if point.status == "partial" else "was left out"
        yield _Subject(point.text, sort, f'"{point.text}" {how}.', Aim("point", point.id))
    for fact in assessment.coverage.facts_that_count:
        if fact.status != "stated":
            because = f'The answer did not give "{fact.text}".'
            yield _Subject(fact.text, "own, point missed", because, Aim("fact", fact.text))
    if any(beat.present for beat in assessment.coverage.beats):
        for beat in assessment.coverage.beats:
            if not beat.present:
                aim = Aim("beat", beat.beat)
                yield _Subject(beat.beat, "own, beat missing", _no_beat(beat.beat), aim)


def _probes(
    question: Question, assessment: Assessment, claims: Sequence[Claim]
) -> Iterator[tuple[str, FollowUpAsked]]:
    """Questions that fit any deck."""
    coverage, wording = assessment.coverage, assessment.delivery.wording
    own_story = question.kind in OWN_STORY
    for fact in coverage.facts_that_count:
        if fact.status == "misstated" and fact.said:
            ask = f'You said "{_in_words(fact)}". How sure are you of that, and where does it come from?'
            because = f'Your deck says "{fact.text}".'
            yield "misstated fact", FollowUpAsked(ask, because, Aim("fact", fact.text))
        elif fact.status == "absent":
            because = f'The answer did not give "{fact.text}".'
            yield "absent fact", FollowUpAsked(fact_probe(fact.text), because, Aim("fact", fact.text))
    for point in sorted(coverage.points, key=lambda point: -point.weight):
        if point.status == "missed":
            sort = "must point missed" if point.must else "point missed"
            for ask in point_probes(question, point.text):
                yield sort, FollowUpAsked(ask, f'"{point.text}" was left out.', Aim("point", point.id))
    if any(beat.present for beat in coverage.beats):
        for beat in coverage.beats:
            if not beat.present:
                name = beat.beat.lower()
                sort = f"no {name} beat" if name in {"action", "result"} else "other beat missing"
                yield sort, FollowUpAsked(beat_probe(name), _no_beat(beat.beat), Aim("beat", beat.beat))
    for claim in claims:
        if not own_story and claim.sort != "kind":
            continue  # "many servers" in a design is nobody's boast
        if claim.is_vague:
            because = f'"{claim.clause}" could be more exact.'
            yield "vague quantity", FollowUpAsked(claim_probe(claim), because, _aim(claim))
        else:
            because = f'No figure and no source stands near "{claim.clause}".'
            yield "claim without proof", FollowUpAsked(claim_probe(claim), because, _aim(claim))
    if own_story and wording.we_count >= 3 and wording.i_count * 4 <= wording.we_count:
        because = f'The answer said "we" {wording.we_count} times and "I" {wording.i_count} times.'
        yield "we without I", FollowUpAsked("What was your own part in that?", because, Aim("role"))


def _in_words(fact: FactVerdict) -> str:
    """What was said instead of the fact, with the words it counts: "thirty patients"."""
    said = fact.said or ""
    quoted = fact.evidence.quote if fact.evidence else ""
    after = re.search(re.escape(said) + r"((?: [a-z]+){1,2})\b", quoted, re.IGNORECASE)
    words = [word for word in after.group(1).split() if word not in _EMPTY_WORDS] if after else []
    return " ".join([said, *words[:1]])


def _aim(claim: Claim) -> Aim:
    return Aim("quote", claim.quote.quote)


def _no_beat(beat: str) -> str:
    return f"The answer had no {beat}." if beat.lower() in _NOUNS else f'The step "{beat}" was not heard.'


def _text_of(follow_up: FollowUp) -> str:
    parts = [follow_up.ask]
    for point in follow_up.points:
        parts += point.wordings
    return " ".join(parts)


def _is_about(stems: frozenset[str], subject: str, least: int = 2) -> bool:
    wanted = _stems(subject)
    # One word in common is chance, unless it is all there is.
    return bool(wanted) and len(wanted & stems) >= max(SHARED * len(wanted), min(least, len(wanted)))


def _stems(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in tokens_of(words_of(text)) if _is_content(token.text))


def _is_content(text: str) -> bool:
    return text not in _EMPTY_WORDS and (len(text) > 2 or text[:1].isdigit())
