"""Where a bridge over a gap owns it, where it turns, and where it proves.

The general judge of beats (`coverage.beats`) weighs whole sentences against cues; here it is the turn that
counts, often in the middle of one, and every answer is of the same make. So: rules on clauses, and the
general judge's word only for an evidence that they do not know.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from voicedrill.coach.drills.clauses import Clause, clauses
from voicedrill.coverage.answers import Answer, prepare
from voicedrill.timing import Word
from voicedrill.transcript import Quote


def _begins(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(patterns)})\b")


def _holds(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


#: Beginnings that agree, and words that own what is missing.
_AGREES = _begins(
    "(?:(?:well|so|look|okay|oh|and|sure|honestly|to be honest|frankly) )*(?:"
    "yes|no|true|right|correct|fair|agreed|indeed|exactly|i (?:agree|admit|accept|understand|see)"
    "|you are (?:quite |absolutely |completely )?right|that would be|there is"
    "|(?:that|it|this) is (?:quite |kind of )?(?:true|right|fair|correct|so|a gap|a stretch|a fair))"
)
_OWNS = _holds(
    "(?:have|has|had|did|do|does|am|was|were|would) (?:not|never|no)",
    r"never|not yet|no (?:\w+ )?experience|without (?:any |a )?\w+",
    "first time|new to|rather new|still new|missing|a gap|stretch|beginner",
    "only (?:in|a|one|my|ever|worked)|mostly|outside (?:my|the)|(?:are|were) shared",
)
#: "What I do not know", "but I have not": no turn.
_DENIES = _holds("(?:i|we) (?:(?:have|had|do|did|am|was|would|can|could) )?(?:not|never)")
#: What turns to something else, at the beginning of a clause and inside it.
_TURNS = _begins(
    "(?:and |so |then |but )*(?:however|still|that said|instead|in the meantime|meanwhile|at the same time)",
    "on the other hand|having said that|since then|by now|now i|today i|one (?:of them )?was mine",
    "(?:and |so |but )*what (?:i|we) (?:have|do|did|can|could|bring|know|learned|learnt|would)",
    "(?:and |so |but )*(?:let me (?:say|tell|show)|i would (?:say|argue|point)|i (?:can|will) tell you)",
    "where i (?:have|did|do)|what (?:carries|helps|transfers|matters)|(?:the|my) (?:closest|nearest)",
    r"the (?:\w+ )?(?:ideas?|principles?|skills?|work|job|problems?) (?:\w+ ){0,4}(?:carry|same|similar)",
    "most of (?:it|what|that|the)|(?:that|this|it) (?:carries|transfers|translates)",
    "but (?:i|we|my) (?:have|had|do|did|can|know|am)",
)
#: At the beginning of a sentence this turns whatever follows; in the middle it may only go on.
_BUT = _begins("(?:and |so )?but")
_TURNS_INSIDE = _holds("carry over|carries over|the same (?:ideas?|principles?|problems?|thing|sort|kind)")
#: Beginnings that tell of the speaker, and what is only wished or guessed.
_TELLS = _begins("(?:and |so |then )*(?:i|we)")
_WISHED = _holds("would|could|might|will|suppose|guess|hope|wish|sorry|afraid")
#: Times, openings and deeds that show that one thing is told.
_SPECIFIC = _holds(
    r"for example|for instance|such as|last \w+|this (?:year|month|spring|summer|autumn|winter|week)",
    "in (?:january|february|march|april|may|june|july|august|september|october|november|december)",
    r"(?:a|one|two|three|few|several) (?:\w+ )?(?:years?|months?|weeks?) ago|once|when (?:i|we|my|one)",
    "one of them|in the end|within (?:a|one|two|three|the)|in a (?:day|week|month|year)|on my own",
    "i (?:took|ran|built|passed|finished|taught|trained|led|moved|learned|learnt|started|picked up|wrote)",
    "i (?:worked through|organised|organized|won|shipped|fixed|chose|made|cut|brought|am booked)",
    "i have (?:been working|worked|run|built|led|trained|taught)|i am working through",
)


@dataclass(frozen=True)
class BridgeBeats:
    """Where each beat begins, as evidence; None when it is not there.

    ``order``: the beats that are there, as told; ``pivot_at``: the place of the turn's first word.
    """

    acknowledge: Quote | None = None
    pivot: Quote | None = None
    evidence: Quote | None = None
    order: tuple[str, ...] = ()
    pivot_at: int | None = None


def bridge_beats(words: Sequence[Word]) -> BridgeBeats:
    """The three beats of an answer."""
    answer = prepare(words)
    told = clauses(answer)
    owned = next((n for n, clause in enumerate(told) if _owns(clause)), None)
    turn = _turn(told, owned, answer)
    proof = _proof(told, turn, answer)
    places = {
        name: place
        for name, place in (("acknowledge", owned), ("pivot", turn), ("evidence", proof))
        if place is not None
    }
    # A turn may prove in the same breath.
    order = tuple(sorted(places, key=lambda name: (places[name], list(places).index(name))))
    return BridgeBeats(
        acknowledge=None if owned is None else _sentence(answer, told[owned]),
        pivot=_quote(answer, told, turn),
        evidence=_quote(answer, told, proof),
        order=order,
        pivot_at=None if turn is None else told[turn].first,
    )


def _owns(clause: Clause) -> bool:
    agrees, owns = _AGREES.search(clause.text), _OWNS.search(clause.text)
    return bool(agrees or (owns and not _TURNS.search(clause.text)))


def _turn(told: Sequence[Clause], owned: int | None, answer: Answer) -> int | None:
    """The first clause after the owning one that turns; else the first sentence there of the speaker."""
    after = 0 if owned is None else owned + 1
    opens = {sentence.first for sentence in answer.sentences}
    for n in range(after, len(told)):
        text = told[n].text
        turns = _TURNS.search(text) or _TURNS_INSIDE.search(text)
        if (turns or (told[n].first in opens and _BUT.search(text))) and not _DENIES.search(text):
            return n
    if owned is None:
        return None
    for n in range(after, len(told)):
        text, begins = told[n].text, told[n].first in opens
        if begins and _TELLS.search(text) and not (_OWNS.search(text) or _WISHED.search(text)):
            return n
    return None


def _proof(told: Sequence[Clause], turn: int | None, answer: Answer) -> int | None:
    """The first clause from the turn on that tells one thing: a time, a number, a deed; else one before."""
    places = [number.first for number in answer.numbers]
    specific = []
    for n, clause in enumerate(told):
        numbered = any(clause.first <= place <= clause.last for place in places)
        if numbered or (_SPECIFIC.search(clause.text) and not _OWNS.search(clause.text)):
            specific.append(n)
    return next((n for n in specific if n >= (turn or 0)), next(iter(specific), None))


def _quote(answer: Answer, told: Sequence[Clause], place: int | None) -> Quote | None:
    return None if place is None else answer.quote(told[place].first, told[place].last)


def _sentence(answer: Answer, clause: Clause) -> Quote:
    """The clause with the rest of its sentence: "No," says too little."""
    last = next(s.last for s in answer.sentences if s.first <= clause.first <= s.last)
    return answer.quote(clause.first, max(clause.last, last))
