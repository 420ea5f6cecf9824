"""Red flags: patterns that lose points.

The deck's wording decides how a flag is looked for:

1. a shape of the whole answer ("no numbers", "says we only": `red_flag_shapes`),
2. a family of phrases ("blame", "waits for permission": `red_flag_families`, `red_flag_habits`), to which the
   user may add phrases (`Phrases`); for some, where none was said, the whole answer (`red_flag_measures`),
3. something missing ("ignores the cost": `red_flag_wording`): there when not a word of it was said,
4. else its own words, like a talking point with a high threshold: they are about an answer, seldom of one.

Phrases stay quiet where the speaker denies them ("I did not blame the vendor"), quotes others ("people always
say it's the network") or weighs them ("you could pin it on the vendor, but").
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from voicedrill.coverage.answers import Answer, Sentence, prepare_text
from voicedrill.coverage.matching import Index
from voicedrill.coverage.red_flag_families import Family, compiled
from voicedrill.coverage.red_flag_habits import family_of
from voicedrill.coverage.red_flag_measures import (
    asks_leave,
    blames,
    contempt,
    full_name,
    generalities,
    lone_hero,
)
from voicedrill.coverage.red_flag_shapes import LONG_ENOUGH, Shape, closing, shape_of, text_of
from voicedrill.coverage.red_flag_wording import is_missing, is_spoken_of, missing_in
from voicedrill.coverage.results import RedFlagVerdict
from voicedrill.coverage.terms import terms_of
from voicedrill.coverage.windows import match
from voicedrill.transcript import Quote

#: Share of a flag's own words from which it is present; of a missing thing's from which it was mentioned; of
#: what must be done for something to be missing.
_SAID, _MENTIONED, _DONE = 0.7, 0.5, 0.5
#: A word of a missing thing tells when it weighs so much of the heaviest, and this in itself; surely found.
_TELLING, _RARE, _SURE = 0.6, 2.5, 0.7
#: Hedges and the like must come at least once in so many words to be a habit.
_ONCE_IN = 40
#: How far back a denial reaches within its clause and a quotation within its sentence, tokens.
_DENIAL, _QUOTATION = 6, 10
#: The longest clause that is quoted whole, words.
_LONGEST_CLAUSE = 30
_DENIES = (
    r"\b(?:not|never|no|nobody|none|nor|neither|without|easy to|easier to|rather than|instead of|"
    r"tempting|tempted|"
    r"before [a-z]+ing|refused? to|wrong to|unfair to|stopped|used to)\b(?! only\b)"
)
_QUOTES = (
    r"\b(?:(?:could|can) (?:say|pin|blame|argue)|(?:people|some|everyone|everybody|they) (?:always |"
    r"often |just )?say|"
    r"would (?:have been|be) (?:wrong|easy|easier|unfair)|if|tempting|(?:told|tell|said to|asked) "
    r"(?:her|him|them|me|us|the [a-z]+))\b"
)
_DENIES_AFTER = (
    r"^ (?:is (?:marketing|a myth|a lie|impossible|nonsense)|would (?:have been|be) (?:wrong|easy|unfair|"
    r"easier|cheap)|but (?:that|it) (?:is |was )?not|"
    r"is not (?:true|fair)|helps nobody|was not the point)"
)
#: Family -> what shows it in the answer as a whole.
_MEASURES = {
    "confidential": full_name,
    "permission": asks_leave,
    "bad-mouthing": contempt,
    "dodging": generalities,
}
#: What sort of dodging or doing alone shows in the whole answer.
_GENERAL = r"\b(?:general|example|specific|concrete|theor|platitude|abstract|hypothe)"
_HERO = r"\b(?:solo|hero|credit|nobody else)\b"
_CLAUSE_END = re.compile(r"[,;:.?!]$")


@dataclass(frozen=True)
class Phrases:
    """The user's own phrases. ``families``: family -> more phrases; ``own``: name of a flag -> phrases.

    A flag of ``own`` is looked for in every answer to a question and reported when it is there.
    """

    families: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NO_PHRASES = Phrases()


def judge(flags: Sequence[str], index: Index, phrases: Phrases = NO_PHRASES) -> tuple[RedFlagVerdict, ...]:
    """One verdict a flag, in order, then the user's own flags that are there. No words, no flags."""
    verdicts = []
    for flag in flags:
        evidence = _look_for(flag, index, phrases) if index.answer.tokens else None
        verdicts.append(RedFlagVerdict(flag, evidence is not None, evidence))
    for name, own in phrases.own.items():
        evidence = _said_one_of(own, index.answer)
        if evidence is not None:
            verdicts.append(RedFlagVerdict(name, True, evidence))
    return tuple(verdicts)


def kind_of(flag: str) -> str | None:
    """How a flag is looked for: the name of a shape or family, "missing", or None for by its words."""
    chosen = _chosen(flag.lower())
    if chosen is not None:
        return chosen.name
    return "missing" if missing_in(flag) is not None else None


def _chosen(wording: str) -> Shape | Family | None:
    # The label says it in one word; what stands after the colon may name a second thing.
    by_label = family_of(wording.partition(":")[0]) or shape_of(wording)
    return by_label or (None if is_missing(wording) else family_of(wording))


def _look_for(flag: str, index: Index, phrases: Phrases) -> Quote | None:
    wording = flag.lower()
    chosen = _chosen(wording)
    if isinstance(chosen, Shape):
        return chosen.look(index.answer)
    if chosen is not None:
        more = phrases.families.get(chosen.name, ())
        said = _of_family(chosen, index.answer) or _said_one_of(more, index.answer)
        return said or _measured(chosen, wording, index.answer)
    missing = missing_in(wording)
    if missing is not None:
        return _not_mentioned(missing.done, missing.things, index)
    found = match(flag, index)
    return _clause(index.answer, found.first, found.last) if found.share >= _SAID else None


def _measured(chosen: Family, wording: str, answer: Answer) -> Quote | None:
    """What the answer as a whole shows where none of the family's phrases was said."""
    if chosen.name == "blame":
        return blames(answer, [term.stem for term in terms_of(wording, frozenset())])
    if chosen.name == "alone":
        return lone_hero(answer) if compiled(_HERO).search(wording) else None
    if chosen.name == "dodging" and not compiled(_GENERAL).search(wording):
        return None
    measure = _MEASURES.get(chosen.name)
    return measure(answer) if measure else None


def _not_mentioned(done: str, things: Sequence[str], index: Index) -> Quote | None:
    """The end of an answer that says nothing of the things; where it does what must be done, if anything."""
    if len(index.answer.tokens) < LONG_ENOUGH:
        return None
    if any(_is_mentioned(thing, index) for thing in things):
        return None
    if not terms_of(done, frozenset()):
        return closing(index.answer)
    found = match(done, index)
    return _clause(index.answer, found.first, found.last) if found.share >= _DONE else None


def _is_mentioned(thing: str, index: Index) -> bool:
    """Whether an answer speaks of a thing: half of its words, a telling one, or what stands for it."""
    if match(thing, index).share >= _MENTIONED:
        return True
    answer = index.answer
    terms = terms_of(thing, frozenset())
    heaviest = max((term.weight for term in terms), default=0.0)
    for term in terms:
        if term.weight >= max(_TELLING * heaviest, _RARE):
            hits = index.find(term.text, term.stem, term.number, term.joined)
            if any(hit.strength >= _SURE and not answer.denied[hit.token] for hit in hits):
                return True
    texts = " ".join(
        "" if denied else token.text for token, denied in zip(answer.tokens, answer.denied, strict=True)
    )
    return is_spoken_of(thing, texts)


def _of_family(family: Family, answer: Answer) -> Quote | None:
    """The first place where the family's phrases are said and meant, when there are enough of them."""
    if family.least == 1:
        return next(_places(family.patterns, answer), None)
    places = list(_places(family.patterns, answer))
    often = len(places) >= family.least and len(places) * _ONCE_IN >= len(answer.tokens)
    return places[0] if often else None


def _places(pattern: re.Pattern[str], answer: Answer) -> Iterator[Quote]:
    """The clauses in which a pattern holds and is meant."""
    for sentence in answer.sentences:
        text = text_of(answer, sentence)
        for found in pattern.finditer(text):
            begin = sentence.begin + text[: found.start()].count(" ")
            end = begin + found.group().strip().count(" ")
            if not _is_unmeant(answer, sentence, begin) and not compiled(_DENIES_AFTER).search(
                text[found.end() :]
            ):
                yield _clause(answer, answer.tokens[begin].index, answer.tokens[end].index)


def _is_unmeant(answer: Answer, sentence: Sentence, token: int) -> bool:
    """Whether what is said from a token on is denied in its clause, or only quoted in its sentence."""
    texts = [t.text for t in answer.tokens[sentence.begin : token]]
    clause = 0
    for back, earlier in enumerate(reversed(answer.tokens[sentence.begin : token])):
        if _CLAUSE_END.search(answer.words[earlier.index].text) or back == _DENIAL:
            break
        clause = back + 1
    denial = " ".join(texts[len(texts) - clause :])
    return bool(compiled(_DENIES).search(denial) or compiled(_QUOTES).search(" ".join(texts[-_QUOTATION:])))


def _said_one_of(phrases: Sequence[str], answer: Answer) -> Quote | None:
    """The first place that says one of the phrases, word by word but for inflection, and is not denied."""
    for phrase in phrases:
        wanted = [token.stem for token in prepare_text(phrase).tokens]
        for at in range(len(answer.tokens) - len(wanted) + 1 if wanted else 0):
            said = answer.tokens[at : at + len(wanted)]
            if [token.stem for token in said] == wanted and not answer.denied[at]:
                return _clause(answer, said[0].index, said[-1].index)
    return None


def _clause(answer: Answer, first: int, last: int) -> Quote:
    """The words widened to the clause (or clauses) they stand in."""
    sentence: Sentence = next(s for s in answer.sentences if s.first <= first <= s.last)
    begin, end = first, last
    while begin > sentence.first and not _CLAUSE_END.search(answer.words[begin - 1].text):
        begin -= 1
    stop = max(last, sentence.last)
    while end < stop and not _CLAUSE_END.search(answer.words[end].text):
        end += 1
    if end - begin >= _LONGEST_CLAUSE:
        begin, end = max(begin, first - 5), min(end, last + 5)
    return answer.quote(begin, end)
