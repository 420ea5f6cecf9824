"""At most three things to change, the most valuable first, each with what shows it.

Rules propose (`content_advice`, `delivery_advice`) and say what each would win (`proposal`); here the best
are chosen: one for each subject, so that three points that were missed do not push out everything else, and
never two of the same thing. Sentences are about the answer, never about the person.
"""

from collections.abc import Sequence

from voicedrill.assessment import Assessment
from voicedrill.coach import content_advice, delivery_advice
from voicedrill.coach.delivery_advice import Bands
from voicedrill.coach.proposal import LEAST, Proposal
from voicedrill.coach.results import Advice
from voicedrill.decks.model import Question
from voicedrill.transcript import Transcript

MOST = 3
#: Kinds of question that ask what the speaker did.
OWN_STORY = frozenset({"behavioural", "culture"})


def advise(
    question: Question | None,
    assessment: Assessment,
    transcript: Transcript | None = None,
    bands: Bands | None = None,
) -> tuple[Advice, ...]:
    """What to change next, three at most, the most valuable first; nothing when nothing stands out.

    With the ``transcript``, advice on pace, pauses and length quotes the words it is about; without it,
    the time stands in the sentence and there is no quote. ``bands``: None for the program's own bounds.
    """
    if assessment.delivery.word_count == 0:
        say = "No words were heard. Check that the right microphone is on, then try once more."
        return (Advice("sound", say, None),)
    own_story = question is not None and question.kind in OWN_STORY
    proposals = [
        *content_advice.proposals(
            assessment.coverage, question.said_beats if question else None, own_story=own_story
        ),
        *delivery_advice.proposals(
            assessment.delivery,
            transcript,
            own_story=own_story,
            recital=assessment.coverage.recital,
            bands=bands,
        ),
    ]
    return tuple(Advice(each.about, each.say, each.evidence) for each in choose(proposals))


def choose(proposals: Sequence[Proposal]) -> list[Proposal]:
    """The three that would win the most, none about the same as one before it."""
    chosen: list[Proposal] = []
    # Sorting is stable: between equals the order of the rules, and of the deck, decides.
    for proposal in sorted(proposals, key=lambda proposal: -proposal.gain):
        known = any(proposal.about == one.about or proposal.topics & one.topics for one in chosen)
        if not known and proposal.gain >= LEAST and len(chosen) < MOST:
            chosen.append(proposal)
    return chosen
