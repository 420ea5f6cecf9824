"""Red flags: patterns that lose points.

The deck's wording chooses a family of patterns, or is matched itself.

A family knows what such an answer sounds like (`_FAMILIES`); its patterns stay quiet where the speaker
denies them ("I did not blame the vendor") or quotes others ("people always say it's the network"). Families
of what is missing ("no numbers", "nobody else appears") look at the whole answer. Any other flag is matched
like a talking point, with a high threshold, since its words are about an answer and seldom those of one.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from voicedrill.coverage.answers import Answer
from voicedrill.coverage.lexicon import listed
from voicedrill.coverage.matching import Index
from voicedrill.coverage.points import match
from voicedrill.coverage.results import RedFlagVerdict
from voicedrill.transcript import Quote

#: Share of the flag's own words from which a flag without a family is present.
_SAID = 0.7
_DENIES = re.compile(
    r"\b(?:not|never|no|nobody|without|easy to|could (?:say|pin|blame)|people (?:always )?say|rather than|"
    r"instead of|tempting|would have been|if)\b"
)
_I_DID = re.compile(r"\bi (?!was |am |think |guess |mean |suppose |know |would |had )[a-z]+")
_PRODUCTS = listed("""
kubernetes kafka redis cassandra mongo mongodb postgres mysql elasticsearch istio graphql docker terraform
ansible jenkins argocd spark flink airflow rabbitmq react angular spring lambda dynamodb snowflake grafana
prometheus datadog hadoop grpc nginx envoy consul vault gitops microservice microservices blockchain
""")


@dataclass(frozen=True)
class Family:
    """``named``: what a deck calls such a flag. ``patterns``: what such an answer says in a sentence."""

    named: re.Pattern[str]
    patterns: re.Pattern[str]


def _family(named: str, *patterns: str) -> Family:
    return Family(re.compile(rf"\b(?:{named})"), re.compile("|".join(patterns)))


# Patterns run over tokens: lower case, no punctuation, no auxiliaries ("it's his" is "it his").
_WHO = (
    r"(?:(?:the|that|their|another|some|my|our) )?(?:other |old |database |network )?"
    r"(?:vendor|supplier|provider|team|manager|boss|dba|ops|developer|contractor|network|colleague|management)s?"
)
_SOMEBODY = rf"(?:{_WHO}|they|he|she)"
_VERY = r"(?:really |all |entirely |completely |basically |just |always |pretty )*"

_FAMILIES: tuple[Family, ...] = (
    _family(
        r"blam|pins? the|puts the (?:failure|fault)|points? (?:the )?finger|finger point|faults? others",
        rf"\b(?:because|since) {_SOMEBODY} (?:did not|had not|never|forgot|failed|messed|broke|screwed)",
        rf"\b{_VERY}(?:{_WHO}|their|his|her) (?:fault|mistake|doing|own fault)\b",
        rf"\b(?:i|we) {_VERY}(?:would )?blame (?!my|our|free)",
        rf"\b{_SOMEBODY} (?:let (?:us|me) down|messed (?:it |this )?up|screwed (?:it |this )?up)",
        rf"\b{_SOMEBODY} should have (?:told|checked|known|caught|done|warned)",
        r"\b(?:not|never) (?:my|our) (?:fault|problem|job|mistake)",
        r"\bnothing i could have",
    ),
    _family(
        r"leav\w+ .* to others|somebody else|someone else|hands? .* (?:off|over)|avoid\w* (?:it|the)|"
        r"passes the",
        rf"\b{_VERY}(?:hr|their|his|her|twilio|{_WHO}) (?:job|problem|thing|responsibility)\b",
        rf"\b(?:is|was) {_VERY}hr\b",
        r"\b(?:i|we) (?:would |just )*leave (?:that|it|this) (?:with|to) ",
        r"\b(?:i|we) (?:would |just )*(?:passed|pass|handed|hand) (?:it|that|this) (?:on|over|off|up) to",
        r"\bnot (?:really )?(?:my|our) (?:job|area|place)",
    ),
    _family(
        r"apolog|sorry",
        r"\b(?:i (?:am )?(?:so |really |very )?sorry|sorry (?:about|if|for|i|that)|i apologi[sz]e)\b",
        r"\b(?:my apologies|forgive me)\b",
    ),
    _family(
        r"hedg|unsure|vague|wishy|no conviction|not committ",
        r"\b(?:i (?:do |am )?not (?:really )?(?:know|sure)|i guess|kind of|sort of|maybe|i suppose)\b",
        r"\b(?:more or less|not (?:really )?sure)\b",
    ),
    _family(
        r"bad.?mouth|speaks? (?:badly|ill)|criticis|disrespect|without respect|negative about|"
        r"rants?|complain",
        r"\b(?:idiot|stupid|incompetent|useless|terrible|awful|clueless|toxic|lazy|hopeless|pathetic)s?\b",
        r"\b(?:a nightmare|a joke|hated (?:my|the|him|her|them))\b",
    ),
    _family(
        r"permission|waits? (?:for|to)|waiting|instant escalation",
        r"\b(?:i|we) (?:just |would )*(?:waited|wait) (?:for|until|to|till)\b",
        r"\b(?:until|till) (?:my|the) (?:manager|boss|lead) (?:told|said|asked|approved)",
        r"\b(?:straight|right) (?:away|up)? ?(?:to|for) (?:my|the) (?:manager|boss|lead|director)",
    ),
    _family(
        r"alone|solo|memory|by (?:him|her|them)sel|keeps? .* head|does it all",
        r"\bin my head\b",
        r"\b(?:do|did|done) it (?:all )?(?:by )?myself\b",
        r"\b(?:nobody|no one) else (?:could|can|knew|was able)",
        r"\bsingle handed",
    ),
    _family(
        r"overclaim|exaggerat|pretend|myth",
        r"\b(?:exactly once|perfectly|guaranteed|flawless|flawlessly|know everything)(?: all the way)?\b",
    ),
    _family(
        r"dismiss|easy to pick up|trivial",
        rf"\b(?:that|it)(?: is)? {_VERY}(?:easy|trivial|nothing|no big deal)\b",
        r"\b(?:pick (?:it|that) up|learn (?:it|that)) in (?:a|two|three|an)\b",
    ),
)


def judge(flags: Sequence[str], index: Index) -> tuple[RedFlagVerdict, ...]:
    """One verdict a flag, in order. An answer without words has no flags."""
    verdicts = []
    for flag in flags:
        evidence = _look_for(flag, index) if index.answer.tokens else None
        verdicts.append(RedFlagVerdict(flag, evidence is not None, evidence))
    return tuple(verdicts)


def _look_for(flag: str, index: Index) -> Quote | None:
    wording = flag.lower()
    for named, look in _OF_THE_WHOLE:
        if named.search(wording):
            return look(index.answer)
    for family in _FAMILIES:
        if family.named.search(wording):
            return _first_match(family.patterns, index.answer)
    found = match(flag, index)
    return index.answer.quote(found.first, found.last) if found.share >= _SAID else None


def _first_match(pattern: re.Pattern[str], answer: Answer) -> Quote | None:
    """The first place where a pattern holds and is not denied shortly before."""
    for sentence in answer.sentences:
        tokens = answer.tokens[sentence.begin : sentence.end]
        text = " ".join(token.text for token in tokens)
        for found in pattern.finditer(text):
            if _DENIES.search(text[max(0, found.start() - 40) : found.start()]):
                continue
            first = text[: found.start()].count(" ")
            last = first + found.group().strip().count(" ")
            return answer.quote(tokens[first].index, tokens[last].index)
    return None


def _no_numbers(answer: Answer) -> Quote | None:
    """Not one number in the whole answer."""
    return None if answer.numbers else _closing(answer)


def _only_we(answer: Answer) -> Quote | None:
    """What was done is told as "we", hardly ever as "I"."""
    text = " ".join(token.text for token in answer.tokens)
    ours = len(re.findall(r"\bwe [a-z]+", text))
    return (
        _first_match(re.compile(r"\bwe [a-z]+"), answer)
        if ours >= 4 and ours > 4 * len(_I_DID.findall(text))
        else None
    )


def _only_i(answer: Answer) -> Quote | None:
    """Nobody else appears: no we, no team, no colleague, no name thanked."""
    others = listed("we us our team teams they colleague colleagues together them her him she he")
    said = {token.text for token in answer.tokens}
    return _first_match(_I_DID, answer) if not said & others else None


def _many_products(answer: Answer) -> Quote | None:
    """A list of product names: five or more within two sentences."""
    for number, sentence in enumerate(answer.sentences):
        until = answer.sentences[min(number + 1, len(answer.sentences) - 1)].end
        named = [t for t in answer.tokens[sentence.begin : until] if t.text in _PRODUCTS]
        if len({t.text for t in named}) >= 5:
            return answer.quote(named[0].index, named[-1].index)
    return None


def _closing(answer: Answer) -> Quote:
    return answer.quote(answer.sentences[-1].first, answer.sentences[-1].last)


_OF_THE_WHOLE: tuple[tuple[re.Pattern[str], Callable[[Answer], Quote | None]], ...] = (
    (
        re.compile(
            r"\b(?:no (?:number|figure|result|metric|outcome)s?|figures avoided|without a single number)"
        ),
        _no_numbers,
    ),
    (re.compile(r"\bonly we\b|['\"]we['\"]|\bsays we\b|\bhides? behind (?:the )?(?:team|we)"), _only_we),
    (re.compile(r"\bhero story|\bnobody else appears|\bsays i for|\bno credit"), _only_i),
    (re.compile(r"\bname.?dropping|\bbuzzword|\btool names"), _many_products),
)
