"""When a pressing interviewer breaks in: an answer has gone on for a while and nothing of it can be pictured.

A stretch of words is vague when it holds no number, no name and no step that the speaker took (for technical
questions: nor things of the field). Only the latest words count, three quarters of a minute of them, so that
a concrete beginning gives no leave for a vague rest. The lists are this project's own.
"""

import re
from dataclasses import dataclass

from voicedrill.coverage.answers import Answer, prepare_text
from voicedrill.coverage.lexicon import listed
from voicedrill.coverage.rarity import weight
from voicedrill.coverage.words import plain
from voicedrill.decks.model import Kind

#: Seconds before the first interruption and between two; how many; the latest words that are looked at.
LEAST_S = 25.0
MOST = 2
WINDOW = 110
#: So many words of a window are enough. So many words as rare as this make it a picture.
_ENOUGH = 45
_RARE, _THINGS = 3.4, 3
#: The same for questions of the field, where nobody need have done anything.
_RARE_IN_FIELD, _THINGS_OF_THE_FIELD = 2.7, 5
#: "We" so often, and no step of one's own: whose work was it?
_OFTEN_WE = 3
#: So many words of more or less, and no number: how much?
_OFTEN_MORE = 3

HOW, WHOSE, HOW_MUCH = "How exactly?", "What was your part in that?", "Can you give me a number?"

#: Kinds that ask for the speaker's own steps, and kinds that ask how it is done; others are left alone.
_OWN_STORY: frozenset[Kind] = frozenset({"behavioural", "culture", "gap", "curveball"})
_FIELD: frozenset[Kind] = frozenset({"technical", "system-design", "coding"})

_AUXILIARIES = listed(
    "am was were be been have had do did does would could should can will might may must not never 'd"
)
_ADVERBS = listed(
    "then also just actually first never really even always still only simply quickly finally usually "
    "often myself personally immediately basically kind of sort definitely certainly generally mostly "
    "probably obviously normally sometimes so well like you know um uh"
)
#: Verbs after "I" by which nothing happens that could be seen, or only in the most general way.
_NO_STEP = listed(
    "think thought guess believe believed feel felt know knew mean meant suppose hope hoped wish want "
    "wanted like liked love loved need needed try tried remember see saw understand understood learn "
    "learned learnt care cared enjoy enjoyed tend tended say work worked help helped manage managed deal "
    "dealt handle handled support supported ensure ensured focus focused communicate communicated "
    "collaborate collaborated contribute contributed participate participated coordinate coordinated "
    "approach approached value valued consider considered find found keep kept stay stayed become became "
    "get got go went come came make made guessed imagine agree agreed pride look looked grow grew improve "
    "improved excel strive bring brought realise realised realize realized use used prefer preferred "
    "expect expected appreciate pushed push"
)
#: Verbs that everybody uses so often that they weigh nothing, and steps nevertheless.
_COMMON_STEPS = listed("put said gave took let sent told")
_EMPTY_OBJECTS = listed("ownership responsibility initiative care pride things stuff everything part lead it")
#: Numbers of these say nothing yet: "two things", "a couple of ways".
_COUNTED_TALK = listed(
    "thing things way ways reason reasons kind kinds side sides part parts hand hands level levels sort "
    "sorts point points aspect aspects word words another"
)
_MORE_OR_LESS = listed(
    "improve improved improvement better faster quicker slower lot lots many huge significantly "
    "significant increase increased reduce reduced reduction save saved saving large big massive "
    "massively dramatically grow grew most often bigger smaller cheaper less fewer amazing enormous "
    "considerably growth higher lower"
)
_NO_NAMES = listed("i i'm i've i'd i'll ok okay")
_SENTENCE_END = re.compile(r"[.?!…]['\")\]]*$")


@dataclass(frozen=True)
class Pressed:
    """An interruption: what was said, how many words had been heard, and when (recorded seconds)."""

    say: str
    words: int
    at_s: float


def press(
    words_so_far: str,
    recorded_s: float,
    kind: Kind,
    before: tuple[Pressed, ...] = (),
    terms: frozenset[str] = frozenset(),
) -> Pressed | None:
    """What to break in with now, or None.

    ``before``: the interruptions of this answer; ``terms``: plain lower-case words of the deck's glossary,
    which count as names.
    """
    since_s = before[-1].at_s if before else 0.0
    if kind not in _OWN_STORY | _FIELD or len(before) >= MOST or recorded_s - since_s < LEAST_S:
        return None
    words = words_so_far.split()
    new = words[before[-1].words if before else 0 :]
    window = new[-WINDOW:]
    if len(window) < _ENOUGH or _has_name(window, terms):
        return None
    answer = prepare_text(" ".join(window))
    if _is_concrete(answer, kind):
        return None
    told = {pressed.say for pressed in before}
    say = next(sentence for sentence in _fitting(answer, kind) if sentence not in told)
    return Pressed(say, len(words), recorded_s)


def _is_concrete(answer: Answer, kind: Kind) -> bool:
    if _has_number(answer):
        return True
    if kind in _OWN_STORY:
        return _has_step(answer) or (_rare(answer, _RARE) >= _THINGS and not _is_ours(answer))
    return _rare(answer, _RARE_IN_FIELD) >= _THINGS_OF_THE_FIELD or _has_step(answer, supposed=True)


def _rare(answer: Answer, least: float) -> int:
    return len({token.stem for token in answer.tokens if weight(token.text) >= least})


def _is_ours(answer: Answer) -> bool:
    return sum(token.text in ("we", "our", "us") for token in answer.tokens) >= _OFTEN_WE


def _has_number(answer: Answer) -> bool:
    for number in answer.numbers:
        after = [token.text for token in answer.tokens if 0 < token.index - number.last <= 1]
        if number.unit is not None or not set(after) & _COUNTED_TALK:
            return True
    return False


def _has_name(window: list[str], terms: frozenset[str]) -> bool:
    for place, word in enumerate(window):
        bare = plain(word).strip(" ,.;:!?-–—…\"'")
        if bare in terms:
            return True
        opens = place == 0 or _SENTENCE_END.search(window[place - 1])
        if word[:1].isupper() and not opens and bare not in _NO_NAMES and bare.split("'")[0] != "i":
            return True
    return False


def _has_step(answer: Answer, *, supposed: bool = False) -> bool:
    """Whether "I" does something that could be seen. ``supposed``: "I would put" counts too."""
    texts = [token.text for token in answer.tokens]
    return any(text == "i" and _steps(texts[at + 1 : at + 7], supposed) for at, text in enumerate(texts))


def _steps(after: list[str], supposed: bool) -> bool:
    perfect = False
    while after and (after[0] in _AUXILIARIES or after[0] in _ADVERBS):
        if after[0] in ("would", "could", "should", "can", "will", "might", "may", "must") and not supposed:
            return False
        if after[0] in ("am", "was", "were", "be", "been", "not", "never") and not perfect:
            return False
        perfect = perfect or after[0] in ("have", "had")
        after = after[1:]
    if not after or after[0] in _NO_STEP or (perfect and not after[0].endswith(("ed", "en", "t", "ne"))):
        return False
    is_verb = after[0].isalpha() and (weight(after[0]) > 0 or after[0] in _COMMON_STEPS)
    return is_verb and not set(after[1:3]) & _EMPTY_OBJECTS


def _fitting(answer: Answer, kind: Kind) -> list[str]:
    """What may be asked, the most fitting first."""
    if kind in _FIELD:
        return [HOW, HOW_MUCH]
    if _is_ours(answer):
        return [WHOSE, HOW, HOW_MUCH]
    grown = sum(token.text in _MORE_OR_LESS for token in answer.tokens) >= _OFTEN_MORE
    return [HOW_MUCH, HOW, WHOSE] if grown else [HOW, WHOSE, HOW_MUCH]
