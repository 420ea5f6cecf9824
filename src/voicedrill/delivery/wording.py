"""Wording: hedges, apologies, and how often I and we.

Hedges are the expressions of doubt and of softening that guides to interviews name, a part of Hyland's
list (1998), found in context: "I think about scale" and "a kind of lock" hedge nothing. Apologies are those
made to the listener, not those told about. Counted, not graded.
"""

from collections.abc import Callable, Sequence

from voicedrill.delivery.context import Context, Utterance
from voicedrill.delivery.discourse import is_softener
from voicedrill.delivery.results import Wording
from voicedrill.timing import Word
from voicedrill.transcript import Quote, quote

_Judge = Callable[[Context], bool]


def _always(_: Context) -> bool:
    return True


def _opinion(c: Context) -> bool:
    """ "I think we lost a day", but not "when I think about it", "what I think"."""
    if c.word(-1) in {
        "what",
        "how",
        "when",
        "whenever",
        "if",
        "way",
        "than",
        "do",
        "did",
        "as",
        "and",
        "where",
    }:
        return c.word(-1) == "and" and c.word(1) not in {"about", "of", "through"}
    return c.word(1) not in {"about", "of", "through", "ahead", "in", "out", "aloud", "like"}


def _feel_like(c: Context) -> bool:
    return c.word(-1) not in {"didn't", "don't", "not", "when", "how"}


def _little(c: Context) -> bool:
    """ "a little bit nervous", but not "a little bit of randomness", "a bit more"."""
    return c.word(1) not in {"of", "more", "less", "later", "longer", "earlier", "about", "at", "by"}


def _not_sure(c: Context) -> bool:
    return c.word(1) not in {"that", "of"} or c.word(-1) in {"i'm", "am"}


def _sorry(c: Context) -> bool:
    """ "Sorry, let me start again", but not "I said sorry to her", "we were sorry to lose him"."""
    if c.word(-1) in {"i'm", "so", "am", "very", "really"}:
        return c.word(1) not in {"to", "that"} or c.word(2) in {"interrupt", "ramble", "i", "was"}
    told = {
        "said",
        "say",
        "saying",
        "says",
        "feel",
        "felt",
        "feeling",
        "was",
        "were",
        "a",
        "be",
        "than",
        "been",
    }
    return c.word(-1) not in told


_HEDGES: dict[tuple[str, ...], _Judge] = {
    ("i", "think"): _opinion,
    ("i", "guess"): _always,
    ("i", "suppose"): _always,
    ("i", "feel", "like"): _feel_like,
    ("i", "believe"): lambda c: c.word(1) not in {"in", "it", "him", "her", "them", "you"},
    ("maybe",): _always,
    ("perhaps",): _always,
    ("probably",): _always,
    ("possibly",): lambda c: c.word(-1) not in {"as", "can", "can't", "couldn't", "could", "cannot"},
    ("hopefully",): _always,
    ("somewhat",): _always,
    ("kind", "of"): is_softener,
    ("kinda",): is_softener,
    ("sort", "of"): is_softener,
    ("sorta",): is_softener,
    ("a", "little", "bit"): _little,
    ("pretty", "much"): _always,
    ("more", "or", "less"): _always,
    ("not", "sure"): _not_sure,
    ("not", "really", "sure"): _not_sure,
    ("or", "something"): lambda c: c.is_set_off_after or c.word(1) in {"like", "along"},
    ("if", "that", "makes", "sense"): _always,
}
_APOLOGIES: dict[tuple[str, ...], _Judge] = {
    ("sorry",): _sorry,
    ("i", "apologise"): lambda c: c.word(-1) != "when",
    ("i", "apologize"): lambda c: c.word(-1) != "when",
    ("my", "apologies"): _always,
    ("my", "bad"): lambda c: c.is_set_off_after,
    ("excuse", "me"): _always,
    ("pardon", "me"): _always,
    ("forgive", "me"): _always,
}
_I = frozenset({"i", "i'm", "i've", "i'd", "i'll"})
_WE = frozenset({"we", "we're", "we've", "we'd", "we'll"})


def evaluate(words: Sequence[Word]) -> Wording:
    """Hedges and apologies as quotes (times None without timing), and the counts of I and we."""
    utterance = Utterance(words)
    return Wording(
        hedges=_find(utterance, _HEDGES),
        apologies=_find(utterance, _APOLOGIES),
        i_count=sum(text in _I for text in utterance.texts),
        we_count=sum(text in _WE for text in utterance.texts),
    )


def _find(utterance: Utterance, phrases: dict[tuple[str, ...], _Judge]) -> tuple[Quote, ...]:
    longest = max(map(len, phrases))
    texts, found, place = utterance.texts, [], 0
    while place < len(texts):
        lengths = range(min(longest, len(texts) - place), 0, -1)
        length = next((n for n in lengths if texts[place : place + n] in phrases), 0)
        if length:
            context = utterance.context(place, length)
            if phrases[texts[place : place + length]](context):
                found.append(quote(utterance.words, context.start, context.end))
        place += max(length, 1)
    return tuple(found)
