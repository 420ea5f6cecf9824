"""Discourse fillers: "like", "so", "you know" and their kind, where they carry no meaning.

Each phrase has a judge of its own, which sees the words on both sides, the punctuation, the place in the
sentence and the gaps (`Context`). A judge that is in doubt says no: a false alarm costs the user's trust
more than a filler that was let pass. How well they judge: docs/metrics.md, tests/delivery/test_discourse.py.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from voicedrill.delivery.context import Context, Utterance
from voicedrill.delivery.words import word_set
from voicedrill.timing import Word

Judge = Callable[[Context], bool]


class DiscourseFiller(NamedTuple):
    """A discourse filler: indices of its first and last word among all words, both included."""

    first: int
    last: int


_SUBJECTS = word_set("i you we they he she it people someone everyone nobody")
_CONJUNCTIONS = word_set("and but or so because cause cos then")
_BE = word_set(
    "is was are were be been being isn't wasn't aren't weren't it's that's he's she's i'm we're they're"
)
_DETERMINERS = word_set(
    "a an the this that these those my your our his her its their some any every each no another"
)
_PREPOSITIONS = word_set(
    "in for at on of by with from about after before within over under to into through around"
)
_NUMBERS = word_set(
    "a one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty "
    "sixty seventy eighty ninety hundred thousand million half twice zero no"
)
_FINITE = word_set(
    "had has was were did does got went said just really never always totally completely literally basically "
    "actually can can't could couldn't would wouldn't should must wasn't didn't don't tried told took kept "
    "made put ran sent saw found lost broke came knew thought left threw rolled"
)
_MODALS = word_set("would should could will might i'd you'd we'd they'd he'd she'd who'd i'll you'll we'll")
_RESEMBLES = word_set(
    "look looks looked looking feel feels felt feeling sound sounds sounded seem seems seemed taste tastes "
    "smell smells act acts acted behave behaves behaved work works worked talk talks treat treats treated "
    "something anything nothing things stuff someone more much just exactly unlike rather lot bit used"
)
_VERB_NEGATIONS = word_set("don't didn't doesn't not never also really always do did does to")


def _like(c: Context) -> bool:
    before, after = c.word(-1), c.word(1)
    if after in {"i", "we"} and c.word(2) in {"said", "mentioned", "say"}:
        return False
    if c.is_parenthesis:
        # "Like most teams, we had none": set off before only. "We had, like, forty" is set off on both sides.
        return True
    if before in _RESEMBLES:
        return before == "just" and _is_amount(after)
    if c.is_set_off_before:
        # "honestly, like Redis" and "Like Kafka, it keeps" compare; a new clause after it does not.
        return after in _SUBJECTS | _BE | {"how", "why", "what"} and not c.is_set_off_after
    if c.is_set_off_after:
        return before not in _MODALS | _SUBJECTS or c.hesitates
    if before in _SUBJECTS:
        return before != "it" and (
            after in _FINITE or (after.endswith("ed") and after not in {"red", "need"})
        )
    if before in _MODALS:
        return after not in _SUBJECTS | _DETERMINERS | {"to", "me", "him", "them", "us", "one", "more"}
    if before in _VERB_NEGATIONS - {"to"}:
        return False
    if before in _CONJUNCTIONS | _PREPOSITIONS | _DETERMINERS - {"this", "that", "these", "those"}:
        return after not in _SUBJECTS | {"the", "that", "this"} or before in _PREPOSITIONS - {"to", "of"}
    if before in _BE:
        return (_is_amount(after) and after != "a") or after.endswith("ing") or after in _FINITE
    return (_is_amount(after) and after != "a") or (after == "a" and _is_amount(c.word(2)))


def _is_amount(word: str) -> bool:
    return word in _NUMBERS or word[:1].isdigit()


def _so(c: Context) -> bool:
    before, after = c.word(-1), c.word(1)
    if after in {"far", "that", "much", "many", "long", "called"} or before in {
        "if",
        "even",
        "or",
        "not",
        "think",
    }:
        return False
    if before == "and" and after == "on":
        return False
    if after in {"yeah", "basically", "like", "um"} or (after == "you" and c.word(2) == "know"):
        return c.is_set_off_before or before in {"and", ""}
    if c.opens_answer:
        return True
    if c.is_set_off_after and not c.closes_sentence:
        return c.is_set_off_before or before == "and"
    return c.closes_sentence and c.comma_before


def _you_know(c: Context) -> bool:
    before, after = c.word(-1), c.word(1)
    if before in word_set(
        "do did does don't didn't would will should might may can could if as once let unless until"
    ):
        return False
    if c.is_parenthesis:
        return True
    if before in word_set("what how that whether than everything all sure why where who when before") | {
        "i'm"
    }:
        return c.comma_before or after in _SUBJECTS
    if after in word_set("what how why where who which about of your my it them him her"):
        return not c.opens_sentence and c.comma_before
    if c.next_is_name:
        return c.is_set_off_after
    return not (c.opens_sentence and after in _DETERMINERS)


def _i_mean(c: Context) -> bool:
    before, after = c.word(-1), c.word(1)
    if c.is_parenthesis:
        return before not in {"what", "do"} or c.comma_before
    if (
        before in word_set("what which do does did don't that all if by when whatever than how")
        and not c.comma_before
    ):
        return False
    if after in {"it", "to", "by", "that"} and not c.comma_after:
        return False
    return c.is_set_off_before or before in _CONJUNCTIONS


def _right(c: Context) -> bool:
    before = c.word(-1)
    if before in _BE | _DETERMINERS | word_set(
        "get got getting all about did do done go went not quite exactly"
    ):
        return c.is_asked and c.comma_before
    if c.is_asked:
        return c.comma_before or (c.closes_sentence and not c.opens_sentence)
    return c.is_parenthesis and c.word(1) not in {"up", "now", "away", "after"}


def _actually(c: Context) -> bool:
    if c.is_parenthesis or c.hesitates:
        return True
    # "The pool, actually the one I had, was full" starts anew; "what actually happened" means it.
    return c.opens_sentence and c.word(1) in _SUBJECTS | {"the"}


def _basically(c: Context) -> bool:
    said_of = word_set(
        "the same identical equivalent unchanged free impossible done everything everyone all every"
    )
    return c.comma_after or c.hesitates or c.word(1) not in said_of


def _literally(c: Context) -> bool:
    if c.word(-1) in word_set("taken take quite translates translated meant") or c.word(1) in {
        "translates",
        "means",
    }:
        return False
    return not c.closes_sentence or c.comma_before


def _well(c: Context) -> bool:
    before, after = c.word(-1), c.word(1)
    if before in word_set("as very so pretty quite really how works worked went goes go going did do done"):
        return c.comma_before and c.is_set_off_after
    if c.is_parenthesis:
        return not (c.closes_sentence and not c.comma_before)
    return c.opens_sentence and after in _SUBJECTS | word_set(
        "yes no yeah that i'm i'd i've that's it's there"
    )


def _okay(c: Context) -> bool:
    if (
        c.word(-1) in _BE | word_set("not all turned seems looks feel it feels that's it's")
        and not c.comma_before
    ):
        return False
    return c.is_parenthesis and not c.is_asked


def is_softener(c: Context) -> bool:
    """Whether "kind of" or "sort of" softens ("kind of works") rather than names ("a kind of lock")."""
    before, after = c.word(-1), c.word(1)
    names = _DETERMINERS | word_set(
        "what which same one different new other right only certain first best all"
    )
    if before in names - {"no"} and not c.comma_before:
        return before in {"that", "this"} and after in _FINITE
    return c.is_set_off_after or after not in {"the", "them", "it"} or c.is_set_off_before


#: Phrase -> judge. A longer phrase wins over a shorter one at the same place.
JUDGES: dict[tuple[str, ...], Judge] = {
    ("like",): _like,
    ("so",): _so,
    ("you", "know"): _you_know,
    ("i", "mean"): _i_mean,
    ("right",): _right,
    ("actually",): _actually,
    ("basically",): _basically,
    ("literally",): _literally,
    ("well",): _well,
    ("okay",): _okay,
    ("ok",): _okay,
    ("kind", "of"): is_softener,
    ("kinda",): is_softener,
    ("sort", "of"): is_softener,
    ("sorta",): is_softener,
}


def find_discourse_fillers(words: Sequence[Word]) -> tuple[DiscourseFiller, ...]:
    """Discourse fillers among ``words``, in order, without overlap. Times are not needed; gaps help."""
    utterance = Utterance(words)
    texts, found, place = utterance.texts, [], 0
    while place < len(texts):
        length = next(
            (n for n in (2, 1) if place + n <= len(texts) and texts[place : place + n] in JUDGES), 0
        )
        if length:
            context = utterance.context(place, length)
            if JUDGES[texts[place : place + length]](context):
                found.append(DiscourseFiller(context.start, context.end))
        place += max(length, 1)
    return tuple(found)
