"""One thing told with two numbers: "a team of five", and half an hour later "a team of eight". Pure.

Two numbers are held against each other when they measure the same sort of thing, are said of the same
subject, and neither is said in the other answer too ("from nine days to two" agrees with "two days"). The
subject is what is counted ("nurses", a team) and the telling words around. Within one story a little of it
is enough; between stories that may be about two teams it takes more, and the finding only asks whether both
are the same. Of a change ("from ninety down to eleven") first is held against first and last against last.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import Literal

from voicedrill.coach.mock.retold import stories_used_twice
from voicedrill.coach.mock.telling import Place, Spoken, Telling
from voicedrill.coverage.answers import Answer
from voicedrill.coverage.comparison import same_number
from voicedrill.coverage.fact_reading import meant
from voicedrill.coverage.fact_surroundings import distance
from voicedrill.coverage.lexicon import listed
from voicedrill.coverage.numbers import Number
from voicedrill.coverage.rarity import weight
from voicedrill.coverage.words import Token, stem
from voicedrill.transcript import Quote

#: Rounding is no contradiction: numbers that differ by less than this part of the larger are left alone.
_ROUNDED = 0.12
#: Words of a sentence this far from a number belong to its subject, and those at least this rare.
_REACH, _TELLING = 8, 1.6
#: The weight of shared words that makes one subject: within one story, and between others.
_IN_STORY, _ELSEWHERE = 2.4, 6.0
#: One of the shared words stands so near to both numbers.
_NEAR = 4
#: Who misremembers is not out by more than this many times.
_FARTHEST = 10.0
#: What is counted is worth this much by itself, if it is the same.
_COUNTED = 2.6
#: Of people many are counted in one story.
_ANYBODY, _PEOPLE_COUNTED = "people", 1.0
_GROUPS = listed("team crew squad staff group class department shift ward family")
_PEOPLE = listed("people person of us them")
#: Of a change the first and the last state are told; only like is held against like.
_FIRST_STATE = listed("before originally initially used")
_LAST_STATE = listed("now today nowadays only afterwards left")
_CHANGES = listed("after still became dropped fell rose grew down up until later earlier")
_NOT_COUNTED = listed("times time ways things thing way day week month year")
#: "I have been doing that for six years" is said of one's experience, whatever stands around.
_EXPERIENCE, _EXPERIENCED = "experience", 7.0
_NO_SUBJECT = listed("about around nearly almost exactly roughly total maximum minimum least most per")
#: Of these kinds several are told in one story without contradiction: times of day, ranks, dates.
_LEFT_ALONE = frozenset({"clock", "th", "date", "Q"})


@dataclass(frozen=True)
class Contradiction:
    """What was told in two ways. ``about``: the words both have in common; ``sure``: it is one story."""

    about: str
    first: Place
    second: Place
    sure: bool


@dataclass(frozen=True)
class _Claim:
    """A number that somebody stands by. ``counted``: stem of what it counts; ``around``: stem to weight, and
    ``near``: those of them that stand beside it; ``texts``: as they were said; ``state``: which end of a
    change it tells.
    """

    number: Number
    counted: str | None
    around: dict[str, float]
    near: frozenset[str]
    texts: dict[str, str]
    state: Literal["first", "last"] | None


_Claimed = tuple[Telling, Spoken, tuple[_Claim, ...]]


def contradictions(tellings: Sequence[Telling]) -> tuple[Contradiction, ...]:
    """What was told with two numbers, the sure ones first, then in the order told. One for each subject."""
    claims = [tuple((telling, spoken, _claims(spoken)) for spoken in telling.spoken) for telling in tellings]
    found: list[Contradiction] = []
    for own in claims:
        for before, after in combinations(own, 2):
            found += _between(before, after, sure=True)
    retold = {(pair.first, pair.second) for pair in stories_used_twice(tellings)}
    for one, other in combinations(claims, 2):
        for before, after in product(one, other):
            found += _between(before, after, sure=(before[0].number, after[0].number) in retold)
    found.sort(key=lambda each: not each.sure)
    kept: dict[tuple[int, int, str], Contradiction] = {}
    for each in found:
        kept.setdefault((each.first.question, each.second.question, each.about), each)
    return tuple(kept.values())


def _between(one_said: _Claimed, other_said: _Claimed, sure: bool) -> Iterator[Contradiction]:
    one, before, firsts = one_said
    other, after, seconds = other_said
    taken: set[str] = set()
    for fact in before.coverage.facts:
        match = next((f for f in after.coverage.facts if f.text == fact.text), None)
        if (
            match
            and {fact.status, match.status} == {"stated", "misstated"}
            and fact.evidence
            and match.evidence
        ):
            taken |= {stem(word.lower().strip(".,;:")) for word in fact.text.split()}
            yield Contradiction(
                fact.text, _place(one, before, fact.evidence), _place(other, after, match.evidence), sure=True
            )
    for mine, theirs in product(firsts, seconds):
        shared = _shared(mine, theirs)
        enough = _IN_STORY if sure else _ELSEWHERE
        if mine.state != theirs.state or not shared or sum(shared.values()) < enough or set(shared) & taken:
            continue
        if _differ(mine.number, theirs.number) and not (_is_in(mine, seconds) or _is_in(theirs, firsts)):
            taken |= set(shared)
            yield Contradiction(
                _about(mine, shared),
                _place(one, before, _evidence(before, mine, shared)),
                _place(other, after, _evidence(after, theirs, shared)),
                sure,
            )


def _place(telling: Telling, spoken: Spoken, evidence: Quote) -> Place:
    return Place(telling.number, spoken.part, spoken.ask, spoken.attempt, evidence)


def _differ(one: Number, other: Number) -> bool:
    """Whether two numbers of the same sort of thing are clearly not the same number."""
    if _sort(one) != _sort(other) or one.kind in _LEFT_ALONE or (one.unit == "x") != (other.unit == "x"):
        return False
    if same_number(one, other):
        return False
    if one.kind == "year":
        return True
    least, most = sorted((abs(one.size), abs(other.size)))
    return most - least > _ROUNDED * most and most <= _FARTHEST * least


def _sort(number: Number) -> str | None:
    """The kind of a number; "five people" and "a team of eight" are counts both."""
    return None if number.kind == "people" else number.kind


def _is_in(claim: _Claim, others: Sequence[_Claim]) -> bool:
    """Whether the number is said in the other answer too, be it as one end of a change."""
    return any(
        _sort(claim.number) == _sort(other.number) and same_number(claim.number, other.number)
        for other in others
    )


def _shared(one: _Claim, other: _Claim) -> dict[str, float]:
    """The stems that both numbers are said of, with their weights; empty when they count different things."""
    shared = {s: min(worth, other.around[s]) for s, worth in one.around.items() if s in other.around}
    if not one.near & other.near:
        return {}
    if _sort(one.number) is None:
        # A bare count is only held against another count of the same.
        if one.counted is None or one.counted != other.counted:
            return {}
        worth = _PEOPLE_COUNTED if one.counted == _ANYBODY else _COUNTED
        return {**shared, one.counted: max(worth, shared.get(one.counted, 0.0))}
    return shared


def _claims(spoken: Spoken) -> tuple[_Claim, ...]:
    answer = spoken.prepared
    numeric = {at for number in answer.numbers for at in range(number.first, number.last + 1)}
    found = []
    before = None
    for number in meant(answer):
        claim = _claim(answer, number, before, numeric)
        found += [claim] if claim is not None else []
        before = number
    return tuple(found)


def _claim(answer: Answer, number: Number, before: Number | None, numeric: set[int]) -> _Claim | None:
    """The number with its subject; None where it is told of a change without saying which end."""
    sentence = next(s for s in answer.sentences if s.first <= number.first <= s.last)
    others = [t for t in answer.tokens[sentence.begin : sentence.end] if t.index not in numeric]
    tokens = [token for token in others if distance(token.index, number) <= _REACH]
    state, is_known = _state(number, others)
    if not is_known and not _is_experience(number, tokens):
        return None
    # The subject of "from ninety to eleven pages" stands beside either number.
    whole = number
    if state == "last" and before is not None and before.first >= sentence.first:
        whole = replace(number, first=before.first) if _state(before, others)[0] == "first" else number
    told = [t for t in others if weight(t.text) >= _TELLING and t.text not in _NO_SUBJECT]
    told = [token for token in told if distance(token.index, whole) <= _REACH]
    around = {token.stem: weight(token.text) for token in told}
    near = {token.stem for token in told if distance(token.index, whole) <= _NEAR}
    texts = {token.stem: token.text for token in told + tokens}
    if _is_experience(number, tokens):
        around, near, texts = {_EXPERIENCE: _EXPERIENCED}, {_EXPERIENCE}, {_EXPERIENCE: "years of experience"}
        state = None
    counted = _counted(number, tokens)
    return _Claim(number, counted, around, frozenset(near | ({counted} if counted else set())), texts, state)


def _state(number: Number, around: Sequence[Token]) -> tuple[Literal["first", "last"] | None, bool]:
    """Which end of a change a number tells, None: of no change; and whether that can be told at all."""
    beside = {token.text for token in around if token.index == number.first - 1}
    near = {token.text for token in around if distance(token.index, number) <= _NEAR}
    if beside & {"from"} or near & _FIRST_STATE:
        return "first", True
    if beside & {"to"} or near & _LAST_STATE:
        return "last", True
    return None, not near & _CHANGES


def _counted(number: Number, around: Sequence[Token]) -> str | None:
    """The stem of what a number counts: the group it is the size of, or the word after it."""
    before = [token for token in around if token.index < number.first]
    after = [token for token in around if token.index > number.last]
    if len(before) >= 2 and before[-1].text == "of" and before[-2].text in _GROUPS:
        return before[-2].stem
    if number.unit == "people" or (after and after[0].text in _PEOPLE):
        return next((token.stem for token in around if token.text in _GROUPS), _ANYBODY)
    if after and after[0].index - number.last == 1 and weight(after[0].text) > 0:
        return None if after[0].text in _NOT_COUNTED else after[0].stem
    return None


def _is_experience(number: Number, around: Sequence[Token]) -> bool:
    texts = {token.text for token in around if token.index < number.first}
    return number.unit == "years" and (
        {"i", "been"} <= texts or any(token.text == _EXPERIENCE for token in around)
    )


def _about(claim: _Claim, shared: dict[str, float]) -> str:
    """The shared words, in the order in which they were said."""
    return ", ".join(text for stem_, text in claim.texts.items() if stem_ in shared) or ", ".join(shared)


def _evidence(spoken: Spoken, claim: _Claim, shared: dict[str, float]) -> Quote:
    """The number and the shared words of its sentence as one quote."""
    answer, number = spoken.prepared, claim.number
    sentence = next(s for s in answer.sentences if s.first <= number.first <= s.last)
    places = [
        token.index
        for token in answer.tokens[sentence.begin : sentence.end]
        if token.stem in shared and distance(token.index, number) <= _REACH
    ]
    return answer.quote(min([number.first, *places]), max([number.last, *places]))
