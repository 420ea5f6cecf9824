"""Beats: which step of the framework each sentence belongs to, which are there, and how long each took.

Every sentence gets one beat. What speaks for a beat: its cue phrases, likeness to the question's notes for
it, and how people tell it (`_HINTS`, for beats of these names: past tense and "we" set a scene, "I" with a
verb of doing acts, numbers and "in the end" close). Where the sentence stands in the answer and the order
of the framework are soft preferences; the best path is found by dynamic programming (Viterbi 1967), so that
a story told out of order is found as it was told. A beat is present when one of its sentences has evidence
of its own.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, groupby

from voicedrill.coverage.answers import Answer, Sentence
from voicedrill.coverage.matching import Index
from voicedrill.coverage.points import terms_of
from voicedrill.coverage.results import BeatVerdict
from voicedrill.coverage.words import tokens_of, words_of
from voicedrill.decks.model import Beat, Framework

#: What a cue, the notes and a hint are worth; a place off by the whole answer costs ``_PLACE``.
_CUE, _NOTES, _HINT, _PLACE = 1.0, 3.0, 0.7, 2.0
#: Going back costs more than going on, skipping a beat a little.
_BACK, _SKIP = 1.0, 0.15
#: Evidence of its own that one of its sentences must have for a beat to be present.
_PRESENT = 0.6
#: Likeness to the notes under which they say nothing.
_LEAST_LIKE = 0.12

#: "I" with a verb of doing. Tokens have lost their auxiliaries: "I'd gone" is "i gone".
_DID = (
    r"\bi (?:also |then |just |actually |basically )?"
    r"(?!was |am |had |have |think |guess |know |knew |thought |felt |mean |remember )"
    r"(?!would |could |never |suppose )"
    r"[a-z]+ "
)
_HINTS: dict[str, re.Pattern[str]] = {
    "situation": re.compile(
        r"\b(ago|at the time|back (?:in|then)|last (?:year|month|week|summer|winter)|this was|there was|"
        r"i (?:was|worked)|we (?:were|had)|it was|nobody knew|one (?:day|night|morning)|started throwing)\b"
    ),
    "task": re.compile(
        r"\b(my (?:job|task|role|goal|brief|responsibility)|(?:i|we) (?:had|needed|have) to|"
        r"(?:asked|told) me to|"
        r"was on me|up to me|responsible for|(?:the|our) (?:goal|aim|challenge|deadline|target)|handed me|"
        r"gave me the|in charge of|had to be)\b"
    ),
    "action": re.compile(_DID),
    "result": re.compile(
        r"\b(in the end|ended up|as a result|since then|turned out|eventually|finally|percent|not had|"
        r"(?:came|went|dropped|fell|grew) (?:straight |back )?(?:down|up|back|from|to)|finished|saved|signed|"
        r"fine|happy|worked|afterwards|not one|still (?:use|in use)|now (?:use|get|have)|halved|doubled|"
        r"tripled)\b"
    ),
    "lesson": re.compile(
        r"\b(learn(?:ed|t)|lesson|taught me|next time|looking back|in hindsight|took (?:away|from it)|"
        r"differently|i (?:now|always)|ever since)\b"
    ),
}
_RESULT_OR_LESSON = re.compile(f"{_HINTS['result'].pattern}|{_HINTS['lesson'].pattern}")


def judge(
    framework: Framework | None, notes: Mapping[str, tuple[str, ...]], index: Index
) -> tuple[BeatVerdict, ...]:
    """A verdict for every beat of the framework, in its order; none without a framework."""
    if framework is None:
        return ()
    answer = index.answer
    if not answer.tokens or not framework.beats:
        return tuple(BeatVerdict(beat.beat, False, None, ()) for beat in framework.beats)
    evidence = [
        [
            _evidence(beat, _hint(beat, framework), notes.get(beat.beat, ()), number, index)
            for beat in framework.beats
        ]
        for number in range(len(answer.sentences))
    ]
    path = _best_path(evidence, framework.beats, answer)
    runs = [(beat, [n for n, _ in run]) for beat, run in groupby(enumerate(path), key=lambda pair: pair[1])]
    seconds = [_seconds(answer, s) for s in answer.sentences]
    total = sum(s for s in seconds if s is not None)
    verdicts = []
    for number, beat in enumerate(framework.beats):
        mine = [run for of, run in runs if of == number]
        present = any(evidence[s][number] >= _PRESENT for run in mine for s in run)
        own = [seconds[s] for run in mine for s in run]
        timed = total > 0 and all(s is not None for s in seconds)
        share = sum(s or 0.0 for s in own) / total if present and timed else None
        spans = tuple(
            answer.quote(answer.sentences[run[0]].first, answer.sentences[run[-1]].last)
            for run in mine
            if present
        )
        verdicts.append(BeatVerdict(beat.beat, present, share, spans))
    return tuple(verdicts)


def _seconds(answer: Answer, sentence: Sentence) -> float | None:
    """The time from a sentence's first word to its last; None when untimed."""
    start, end = answer.words[sentence.first].start, answer.words[sentence.last].end
    return None if start is None or end is None else max(0.0, end - start)


def _hint(beat: Beat, framework: Framework) -> re.Pattern[str] | None:
    """How people tell a beat of this name. Where no beat is the lesson, it belongs to the result."""
    if beat.beat == "result" and all(other.beat != "lesson" for other in framework.beats):
        return _RESULT_OR_LESSON
    return _HINTS.get(beat.beat)


def _evidence(
    beat: Beat, hint: re.Pattern[str] | None, notes: Sequence[str], number: int, index: Index
) -> float:
    """How strongly one sentence itself speaks for a beat; 0 is not at all."""
    answer = index.answer
    sentence = answer.sentences[number]
    text = " " + " ".join(t.text for t in answer.tokens[sentence.begin : sentence.end]) + " "
    score = _CUE * min(2, sum(f" {_spoken(cue)} " in text for cue in beat.cues))
    if hint is not None:
        score += _HINT * min(2, len(hint.findall(text)))
    if beat.beat == "result" and any(sentence.first <= n.first <= sentence.last for n in answer.numbers):
        score += 0.4 * _HINT
    likeness = max((_likeness(note, number, index) for note in notes), default=0.0)
    return score + (_NOTES * likeness if likeness >= _LEAST_LIKE else 0.0)


@lru_cache(maxsize=4096)
def _spoken(cue: str) -> str:
    """A cue as the tokens run: "I'm a" is "i a" there, since contractions lose their auxiliaries."""
    return " ".join(token.text for token in tokens_of(words_of(cue)))


def _likeness(note: str, number: int, index: Index) -> float:
    """The share of a note found in one sentence."""
    terms = terms_of(note, frozenset())
    total = sum(term.weight for term in terms) + 1.0
    found = 0.0
    for term in terms:
        hits = index.find(term.text, term.stem, term.number, term.joined)
        found += term.weight * max(
            (h.strength for h in hits if index.answer.sentence_of[h.token] == number), default=0.0
        )
    return found / total


def _best_path(evidence: Sequence[Sequence[float]], beats: Sequence[Beat], answer: Answer) -> list[int]:
    """The beat of every sentence such that evidence, place and order together are best."""
    shares = [beat.share or 1 / len(beats) for beat in beats]
    ends = [end / sum(shares) for end in accumulate(shares)]
    starts = [0.0, *ends[:-1]]
    length = len(answer.words)
    places = [(s.first + s.last + 1) / 2 / length for s in answer.sentences]

    def local(sentence: int, beat: int) -> float:
        place = places[sentence]
        off = max(starts[beat] - place, place - ends[beat], 0.0)
        return evidence[sentence][beat] - _PLACE * off

    def move(old: int, new: int) -> float:
        return -_BACK if new < old else -_SKIP * max(0, new - old - 1)

    scores = [local(0, beat) - _SKIP * beat for beat in range(len(beats))]
    came_from: list[list[int]] = []
    for sentence in range(1, len(evidence)):
        # Where two ways are as good, the beat goes on.
        from_here = [
            max((scores[old] + move(old, new), old == new, old) for old in range(len(beats)))[2]
            for new in range(len(beats))
        ]
        scores = [scores[old] + move(old, new) + local(sentence, new) for new, old in enumerate(from_here)]
        came_from.append(from_here)
    path = [max(range(len(beats)), key=scores.__getitem__)]
    for step in reversed(came_from):
        path.append(step[path[-1]])
    return path[::-1]
