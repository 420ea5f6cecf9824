"""Claims that an answer leaves unproved: "it got much faster", "a huge impact", "a lot of customers".

A claim of an effect is unproved when no figure and no source stands in its sentence or beside it; a vague
quantity, when its sentence and the next hold no figure. What is denied, wished or planned claims nothing. A
short list of English patterns, chosen on the sentences of tests/coverage/claims_chosen_on.txt.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from voicedrill.coverage.answers import Answer, Sentence
from voicedrill.coverage.lexicon import listed
from voicedrill.coverage.numbers import Number
from voicedrill.coverage.words import is_filled_pause
from voicedrill.timing import Word
from voicedrill.transcript import Quote

Sort = Literal["change", "effect", "liking", "count", "amount", "times", "kind"]


@dataclass(frozen=True)
class Claim:
    """Words that make an interviewer ask. ``clause``: with what stands around them, as it can be quoted.

    ``sort``: a change claimed ("much faster"), an effect ("a huge impact"), that people liked it; a count, an
    amount or a number of times left vague, or a kind ("some kind of cache"). ``sentence``: its number.
    """

    sort: Sort
    clause: str
    quote: Quote
    sentence: int

    @property
    def is_vague(self) -> bool:
        """Whether it is no claim of an effect, only a quantity left open."""
        return self.sort in ("count", "amount", "times", "kind")


def _any(words: str) -> str:
    return "(?:" + "|".join(words.replace("_", " ").split(",")) + ")"


_STRONGLY = _any(
    "significantly,dramatically,massively,greatly,hugely,substantially,drastically,considerably,vastly,"
    "enormously,tremendously,immensely,radically"
)
_MORE = _any("a lot,much,far,way,so much,a great deal,a whole lot,loads,miles")
_BETTER = (
    "(?:faster|quicker|better|cheaper|smoother|easier|cleaner|safer|shorter|simpler|happier|healthier|lighter|"
    "more (?:reliable|stable|productive|efficient|effective|accurate|engaged|motivated|confident|successful|"
    "satisfied|scalable|maintainable)|less (?:error prone|work|stressful|painful|downtime)|"
    "fewer (?:[a-z]+ )?(?:bugs|errors|complaints|incidents|outages|tickets|problems|issues|mistakes|"
    "failures))"
)
_CHANGED = _any(
    "improved,increased,reduced,decreased,grew,dropped,fell,rose,went up,went down,sped up,speeded up,"
    "cut,boosted,accelerated,lowered,raised,shrank,jumped,changed,simplified,strengthened"
)
_LARGE = _any(
    "huge,massive,big,great,major,significant,enormous,substantial,tremendous,dramatic,considerable,real,"
    "incredible,amazing,immense,really_big,very_big,really_positive,very_positive"
)
_EFFECT = _any(
    "impact,improvement,improvements,difference,success,increase,reduction,gain,gains,win,boost,savings,"
    "effect,jump,drop,results,step_forward"
)
_PEOPLE = _any(
    "everyone,everybody,people,customers,users,clients,they,the_team,management,the_customer,the_client,"
    "the_customers,the_users,my_manager,stakeholders,leadership,patients,parents,guests"
)
_PLEASED = (
    "(?:loved it|were (?:really |very |so |extremely |super )?(?:happy|pleased|delighted|thrilled|impressed)|"
    "was (?:really |very |so |extremely |super )?(?:happy|pleased|delighted|thrilled|impressed))"
)
_NOUN = r"(?!the\b|my\b|our\b|it\b|them\b|us\b|those\b|that\b|these\b|what\b)[a-z]+"
_VAGUE = _any(
    "a_lot_of,lots_of,a_bunch_of,a_whole_bunch_of,many,many_many,several,various,numerous,multiple,"
    "a_number_of,tons_of,loads_of,plenty_of,quite_a_few"
)
_BY_SORT: tuple[tuple[Sort, str], ...] = (
    ("change", rf"{_STRONGLY} (?:{_CHANGED}|{_BETTER}|higher|lower|bigger|smaller)"),
    ("change", rf"{_CHANGED}(?: [a-z]+){{0,7}}? (?:{_STRONGLY}|a lot|by a lot|a great deal|enormously)"),
    ("change", rf"{_MORE} {_BETTER}"),
    ("change", rf"(?:got|became|runs|ran|worked|works) (?:really |even )?{_BETTER}"),
    ("effect", rf"{_LARGE} {_EFFECT}"),
    ("effect", r"(?:went|worked|works|paid off|turned out) (?:really|very|extremely|incredibly) well"),
    ("effect", r"(?:was|it's|it is) (?:a )?(?:really |very |hugely |extremely )?successful"),
    (
        "effect",
        r"saved (?:us |them |me |the company |the team )?(?:a lot of|so much|tons of|loads of) [a-z]+",
    ),
    ("liking", rf"{_PEOPLE} (?:all |really |just )?{_PLEASED}"),
    ("liking", r"(?:great|good|positive|excellent|really good|very positive) feedback"),
    ("times", r"(?:several|many|multiple|countless|numerous) times"),
    ("kind", rf"some (?:kind|sort|type) of (?:a )?{_NOUN}"),
    ("count", rf"{_VAGUE} {_NOUN}(?: [a-z]+){{0,2}}"),
)
_PATTERNS = [(sort, re.compile(rf"\b{pattern}\b")) for sort, pattern in _BY_SORT]
#: Before a claim, these make it a wish, a plan, a purpose or a question.
_NOT_YET = listed(
    "to would could should might may will can must if want wanted wants hoped hoping hope need needs needed "
    "cannot how as too not never whether"
)
_LOOK_BACK = 3
#: What a figure may be taken from.
_SOURCE = re.compile(
    r"\b(?:measured|survey|surveys|according to|control group|benchmark|benchmarks|dashboard|"
    r"satisfaction score|told me|told us|wrote to|reported|a b test|nps|audit)\b"
)
_UNCOUNTABLE = listed(
    "time money traffic data work effort code feedback information memory space load revenue research "
    "training testing equipment paperwork noise overhead resources interest"
)
_PLURALS = listed("people men women children staff")
#: Of these nobody expects a figure.
_BEYOND_COUNT = listed(
    "fun respect sense trust pressure stress help care thought support attention confidence joy pride energy "
    "experience patience love luck value freedom responsibility ownership courage sleep things ways reasons "
    "thanks different other more years"
)
_FUNCTION = listed(
    "of and or in on at to for with from by that which who is are was were it we i they so but"
)
_DANGLING = _FUNCTION | listed("the a an my our their its")
_CLAUSE_OPENS = listed("and but so because which while although since then")
_MOST_BEFORE, _MOST_AFTER = 5, 4
#: Up to here a bare number is seldom a measure: "two teams", "one of them".
_SMALL = 3
#: A word in "s" that is no longer than this is no plural: "DNS".
_ACRONYM = 3
_CLAUSE_ENDS = (",", ";", ":", ".", "?", "!", "–", "—")


def find_claims(answer: Answer) -> tuple[Claim, ...]:
    """The unproved claims and vague quantities of an answer, in order; at most one a sentence."""
    found = (next(_claims(answer, number), None) for number in range(len(answer.sentences)))
    return tuple(claim for claim in found if claim is not None)


def is_proved(answer: Answer) -> bool:
    """Whether an answer gives a figure or a source at all, as one to a question for proof should."""
    return any(map(_is_figure, answer.numbers)) or bool(_SOURCE.search(_text(answer, 0, len(answer.tokens))))


def _claims(answer: Answer, number: int) -> Iterator[Claim]:
    sentence = answer.sentences[number]
    text = _text(answer, sentence.begin, sentence.end)
    for sort, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            said = _of_what(sort, match.group())
            if said is None:
                continue
            exact, count = said
            first = sentence.begin + text.count(" ", 0, match.start())
            last = first + count - 1
            vague = sort in ("times", "kind", "count")
            if _is_real(answer, sentence, first, last, vague) and not _is_proved_near(answer, number, vague):
                yield _claim(answer, exact, sentence, number, first, last)


def _text(answer: Answer, begin: int, end: int) -> str:
    return " ".join(token.text.replace(" ", "") for token in answer.tokens[begin:end])


def _of_what(sort: Sort, said: str) -> tuple[Sort, int] | None:
    """What the claim is and how many words it has; a count up to its noun, None when nothing is counted."""
    words = said.split()
    if sort != "count":
        return sort, len(words)
    quantity = re.match(_VAGUE, said)
    before = quantity.group().count(" ") + 1 if quantity else 0
    for at, word in enumerate(words[before:], before + 1):
        if word in _BEYOND_COUNT or word in _FUNCTION:
            return None
        if word in _UNCOUNTABLE:
            return "amount", at
        if word in _PLURALS or (
            len(word) > _ACRONYM and word.endswith("s") and not word.endswith(("ss", "us"))
        ):
            return "count", at
    return None


def _is_real(answer: Answer, sentence: Sentence, first: int, last: int, vague: bool) -> bool:
    tokens = range(first, last + 1)
    if any(answer.denied[at] or answer.wished[at] for at in tokens):
        return False
    before = answer.tokens[max(sentence.begin, first - _LOOK_BACK) : first]
    not_yet = _NOT_YET - {"to"} if vague else _NOT_YET  # "talk to a lot of people"
    return not any(token.text in not_yet for token in before)


def _is_proved_near(answer: Answer, number: int, vague: bool) -> bool:
    """Whether a figure or a source stands in the sentence or the next; for an effect, or the one before."""
    near = range(number if vague else max(0, number - 1), min(number + 2, len(answer.sentences)))
    for at in near:
        sentence = answer.sentences[at]
        inside = [n for n in answer.numbers if sentence.first <= n.first <= sentence.last]
        if any(map(_is_figure, inside)):
            return True
        if not vague and _SOURCE.search(_text(answer, sentence.begin, sentence.end)):
            return True
    return False


def _is_figure(number: Number) -> bool:
    """A date, an ordinal and "two of them" measure nothing."""
    if number.unit is None:
        return number.value > _SMALL
    return number.unit not in ("year", "clock", "th", "date", "Q")


def _claim(answer: Answer, sort: Sort, sentence: Sentence, number: int, first: int, last: int) -> Claim:
    words = answer.words
    begin, end = answer.tokens[first].index, answer.tokens[last].index
    if sort in ("change", "effect", "liking"):
        begin, end = _clause(answer, sentence, begin, end)
    clause = _spoken([word.text for word in words[begin : end + 1]])
    return Claim(sort, clause, answer.quote(begin, end), number)


def _spoken(words: Sequence[str]) -> str:
    """The words without filled pauses, and without the commas that stood around those."""
    kept: list[str] = []
    for word in words:
        if not is_filled_pause(word):
            kept.append(word)
        elif kept:
            kept[-1] = kept[-1].removesuffix(",")
    return " ".join(kept).strip(" ,.;:?!–—")


def _clause(answer: Answer, sentence: Sentence, begin: int, end: int) -> tuple[int, int]:
    """The words from ``begin`` to ``end`` with some of what belongs to them on either side."""
    words = answer.words
    for _ in range(_MOST_BEFORE):
        if begin == sentence.first or _ends_clause(words, begin - 1) or _opens_clause(words[begin - 1]):
            break
        begin -= 1
    for _ in range(_MOST_AFTER):
        if end == sentence.last or _ends_clause(words, end) or _opens_clause(words[end + 1]):
            return begin, end
        end += 1
    while words[end].text.lower() in _DANGLING:  # it was cut short in the middle
        end -= 1
    return begin, end


def _ends_clause(words: Sequence[Word], at: int) -> bool:
    """Whether a clause is written to end with this word: commas around a filled pause say nothing."""
    if not words[at].text.endswith(_CLAUSE_ENDS):
        return False
    return not any(is_filled_pause(word.text) for word in words[at : at + 2])


def _opens_clause(word: Word) -> bool:
    return word.text.lower().strip(",.") in _CLAUSE_OPENS
