"""How much a word tells: little when everybody says it, much when it is rare.

A word's weight stands for 7.5 minus its Zipf frequency (log10 of its count in a thousand million words; van
Heuven and others 2014), read from three hand-made tiers instead of a table: words of grammar weigh nothing,
everyday words about one, words of any office about two, all others three and more, the longer the rarer.
"""

from functools import lru_cache

from voicedrill.coverage.lexicon import listed
from voicedrill.coverage.words import stem

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

#: Everyday words (Zipf of about 6 and more): weight 1.
_EVERYDAY = listed("""
time year day week month people person man woman world life part place case point company number group
problem fact hand eye work job use make made take took see saw look find found give gave tell told ask
asked need feel try tried leave left call called keep kept begin start started show hear play run move
live believe hold bring happen happened write provide sit stand lose pay meet include continue set learn
change lead understand watch follow stop create speak read allow add spend grow open walk win offer
remember love consider appear buy wait serve die send expect build stay fall cut reach kill remain good
new first last long great old big high small large next early young important public bad able best better
different second whole sure real left hard true full free house home night morning name room word line
head side water money story month book end thing kind idea body back face level door car city five two
three four six seven eight nine ten hundred thousand couple away together always never least already
enough later soon turn turned help helped done each instead especially probably simply
""")

#: Words of any office (Zipf of about 5 to 6): weight 2.
_OFFICE = listed("""
team customer client manager meeting project plan service system business product market office email
phone data information process result question answer support report review team member member staff user
problem issue state order level cost price value growth rate quality test share role goal target budget
experience skill career industry leader boss colleague engineer developer department director decision
reason cause effect impact risk control design develop development improve improvement increase decrease
reduce reduced measure track check agree agreed discuss decide decided choose choice explain describe
talk conversation feedback message note list step approach method practice example situation task action
challenge difficult easy quick quickly slow fast clear simple main several current possible special
certain whole major minor key single common similar various specific own general total average extra
final previous past future recent ready available responsible technical software code application network
computer site page online release version feature tool technology model program training school student
teacher class patient hospital nurse doctor care safety law policy rule standard member community event
deal sale sales contract account bank payment figure percent half quarter amount pressure trust honest
focus attention effort success mistake error fail failure fix fixed break broken wrong save solve handle
manage managed drive push pull deliver delivery complete finish finished close closed reach request
respond response receive accept refuse join hire interview position apply write written document detail
record file view search access power line traffic minute hour second date deadline schedule morning
afternoon evening weekend
""")

#: Verbs with which a deck tells what an answer does, not what it says: "Explains that ...", "Names the ...".
_TELLING = listed("""
explains explain describes describe says say gives give shows show mentions mention names name tells tell
states state asks ask lets let makes make uses use puts put takes take brings bring keeps keep points
offers includes covers demonstrates demonstrate acknowledges clarifies
""")

_EVERYDAY_STEMS = frozenset(map(stem, _EVERYDAY))
_OFFICE_STEMS = frozenset(map(stem, _OFFICE))
_STOP_STEMS = frozenset(map(stem, STOP_WORDS))


@lru_cache(maxsize=16_384)
def weight(word: str) -> float:
    """The weight of a plain lower-case word: 0 (grammar), 1, 2, or 3 to 4.5 (rare)."""
    base = stem(word)
    if word in STOP_WORDS or base in _STOP_STEMS or len(word) < 2:
        return 0.0
    if word in _EVERYDAY or base in _EVERYDAY_STEMS:
        return 1.0
    if word in _OFFICE or base in _OFFICE_STEMS:
        return 2.0
    return min(4.5, 3.0 + 0.15 * max(0, len(word) - 5))


def is_telling(word: str) -> bool:
    """Whether a deck's word only says that the answer says something."""
    return word in _TELLING
