"""How much a word tells: little when everybody says it, much when it is rare.

A word's weight is 7.5 minus its Zipf frequency (log10 of its count in a thousand million words; van Heuven
and others 2014; wordfreq's small English table), and nothing for words of grammar and of mere talk.
"""

from functools import cache, lru_cache

from voicedrill.coverage.lexicon import listed
from voicedrill.coverage.tables import zipf
from voicedrill.coverage.words import stem

#: The weight of the rarest words, and the Zipf frequency of a word that would weigh nothing.
RAREST, _COMMON_ZIPF = 4.5, 7.5
#: Words of grammar and of mere talk: never evidence of anything.
STOP_WORDS = listed("""
a an the this that these those there here it its i me my mine myself we us our ours ourselves you your
yours yourself he him his she her hers they them their theirs who whom whose which what when where why
how and or but if so then than because as of at by for with about into onto through during before after
above below to from up down in out on off over under again further once be am is are was were been being
have has had having do does did done doing will would shall should can could may might must ought not no
nor only own same too very just also even still yet ever either neither both each every any some such
other another else all more most less least much many few little lot lots bit okay ok yeah yes well like
really actually basically literally obviously honestly kind sort stuff thing things something anything
everything nothing someone somebody anyone everyone everybody whatever one ones oh hey let lets get got
go going gone went come came put say said says mean means know think thought guess suppose sure right
maybe perhaps quite pretty rather almost around though although while until since via per vs versus etc
eg ie example am want wanted wants way back now today yesterday tomorrow always often usually sometimes
""")

#: Verbs with which a deck tells what an answer does, not what it says: "Explains that ...", "Names the ...".
_TELLING = listed("""
explains explain describes describe says say gives give shows show mentions mention names name tells tell
states state asks ask lets let makes make uses use puts put takes take brings bring keeps keep points
offers includes covers demonstrates demonstrate acknowledges clarifies
""")


@cache
def _stop_stems() -> frozenset[str]:
    return frozenset(map(stem, STOP_WORDS))


@lru_cache(maxsize=16_384)
def weight(word: str) -> float:
    """The weight of a plain lower-case word: 0 (grammar), about 1 ("time") to 4.5 (rare)."""
    if word in STOP_WORDS or len(word) < 2 or stem(word) in _stop_stems():
        return 0.0
    return min(RAREST, max(0.0, _COMMON_ZIPF - zipf(word)))


def is_telling(word: str) -> bool:
    """Whether a deck's word only says that the answer says something."""
    return word in _TELLING
