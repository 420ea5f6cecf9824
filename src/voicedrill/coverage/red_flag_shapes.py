"""Red flags that show in an answer as a whole: no numbers, no result, only "we", a list of products."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from voicedrill.coverage.answers import Answer, Sentence
from voicedrill.coverage.lexicon import listed
from voicedrill.coverage.red_flag_families import compiled
from voicedrill.coverage.red_flag_measures import acronyms, generalities, late_start
from voicedrill.transcript import Quote

_I_DID = re.compile(r"\bi (?!was |am |think |guess |mean |suppose |know |would |had )[a-z]+")
_PRODUCTS = listed("""
kubernetes kafka redis cassandra mongo mongodb postgres postgresql mysql elasticsearch istio graphql docker
terraform ansible jenkins argocd spark flink airflow rabbitmq react angular spring lambda dynamodb snowflake
grafana prometheus datadog hadoop grpc nginx envoy consul vault gitops microservice microservices blockchain
aws azure gcp openshift helm databricks bigquery tableau salesforce hubspot sap jira confluence tensorflow
pytorch langchain openai django rails node nodejs vue kinesis sqs sns cloudfront s3 ec2 eks gke splunk kibana
logstash
""")
_TOOL_WORDS = listed("""
jira ticket board field filter dashboard automation workflow plugin spreadsheet confluence excel trello asana
macro template tool column label epic story query pivot notion monday slack chart report tab formula
""")
_OUTCOME = (
    r"\b(?:in the end|ended up|as a result|result|outcome|went (?:down|up|from|live|home|well)|"
    r"came (?:down|up)|"
    r"dropped|fell|rose|grew|improved|reduced|saved|halved|doubled|tripled|since then|it worked|that worked|"
    r"resolved|recovered|back (?:up|down|to normal)|fixed|happy|thanked|thank you|signed|won|passed|finished|"
    r"stayed (?:up|down)|gone (?:from|down|up)|got (?:it|that|them) (?:out|down|up|back)|came back|paid off|"
    r"delivered|launched|shipped|no (?:complaints?|more|outages?)|not (?:happened|had|once) (?:since|again)|"
    r"still (?:use|uses|using|there|running)|now (?:we|it|they)|percent|it did)\b"
)
#: More that tells how something ended, in the second half of an answer.
_ENDING = (
    r"\b(?:winner|finally|after all|(?:been|was) that|worth (?:it|the)|all (?:good|fine|clear)|came good|"
    r"settled|"
    r"pulled through|went (?:in|through)|got in|by (?:the )?(?:friday|saturday|sunday|monday|tuesday|"
    r"wednesday|"
    r"thursday|following|end of|summer|winter|autumn|spring|easter|christmas|noon)|still (?:with|going|on|"
    r"do|does)|"
    r"sleeping|(?:not|never) [a-z]+ (?:again|since)|never been|no harm|by the end|inside (?:a|the|of)|"
    r"picked up|"
    r"(?:got|is|are|was|were) (?:[a-z]+ ){0,2}(?:faster|quicker|better|fewer|calmer|easier|cheaper|happier|"
    r"busier)|these days|renewed|promoted|"
    r"recommended|otherwise|approved|accepted|agreed)\b"
)
_LESSON = (
    r"\b(?:learn(?:ed|t|ing)?|lesson|taught me|since then|ever since|since$|these days|next time|differently|"
    r"from then on|from now on|now (?:i|we)|nowadays|changed|takeaway|took (?:from|away)|in hindsight|"
    r"realised|realized|so now|from that day|never .* again|made me|"
    r"(?:put|set|brought) (?:in|up) (?:a|an|the)|added (?:a|an)|new (?:rule|check|process|habit)|"
    r"i (?:always|still)|"
    r"would do)\b"
)
#: Kinds of number that tell a gain; a time alone does not.
_MONEY = frozenset({"money", "USD", "GBP", "EUR", "p", "cents"})
_GAINS = _MONEY | {"share", "points", "x"}
_ASKS = (
    r"\b(?:(?:i |we |you )?(?:would |will |need to |want to |have to |like to )*"
    r"(?:ask|clarify|find out|want to know|need to know|check what|understand what)|how many|how much|"
    r"how big|"
    r"how often|what scale|what kind of (?:load|traffic|scale)|requirements?|my first question|assum(?:e|"
    r"ing)|"
    r"say (?:two|a|ten|five|one))\b"
)
_ADJECTIVES = listed(
    "passionate motivated hardworking dynamic driven dedicated reliable organised organized creative "
    "proactive enthusiastic committed adaptable flexible ambitious strategic innovative energetic curious "
    "resilient"
)
_OTHERS = listed(
    "we us our team teams they colleague colleagues together them her him she he everyone everybody people"
)
_NO_NAMES = listed(
    "i january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday christmas easter english okay so and but well yeah"
)
_PERSONS = listed("they she he people nobody everyone everybody customers clients patients parents staff")
_NO_DEED = listed("would could should can may might will must are is were was always never")
_EMPTY = listed(
    "aligned align alignment stakeholders stakeholder processes process communication drove board synergies "
    "synergy leverage leveraged holistic proactively buy-in deliverables transformation "
    "organisation engagement strategic initiatives empowered streamlined improved optimised "
    "facilitated success"
)
_MANY_EMPTY = 4
_MANY_NAMES = 6
#: An answer of fewer words is too short to say what is missing in it.
LONG_ENOUGH = 40


@dataclass(frozen=True)
class Shape:
    """``named``: what a deck calls such a flag; ``look``: the passage that shows it, or None."""

    name: str
    named: str
    look: Callable[[Answer], Quote | None]


def text_of(answer: Answer, sentence: Sentence) -> str:
    """A sentence's tokens, one space apart."""
    return " ".join(token.text for token in answer.tokens[sentence.begin : sentence.end])


def closing(answer: Answer) -> Quote:
    """The last sentence, which shows where an answer stops."""
    return answer.quote(answer.sentences[-1].first, answer.sentences[-1].last)


def _no_numbers(answer: Answer) -> Quote | None:
    """Not one number in the whole answer."""
    return None if answer.numbers else closing(answer)


def _no_gain(answer: Answer) -> Quote | None:
    """No number beside what changed: "the reports were early instead of late"."""
    for number in answer.numbers:
        at = next(n for n, s in enumerate(answer.sentences) if s.first <= number.first <= s.last)
        near = answer.sentences[max(0, at - 1) : at + 2]
        told = number.kind in _GAINS or any(compiled(_OUTCOME).search(text_of(answer, s)) for s in near)
        if told and number.unit not in ("years", "year", "th", "clock", "date", "Q"):
            return None
    return closing(answer)


def _no_money(answer: Answer) -> Quote | None:
    """No sum of money in the whole answer."""
    return None if any(number.kind in _MONEY for number in answer.numbers) else closing(answer)


def _no_lesson(answer: Answer) -> Quote | None:
    """Nothing about what was learned, or is done differently since."""
    if any(compiled(_LESSON).search(text_of(answer, sentence)) for sentence in answer.sentences):
        return None
    return closing(answer) if len(answer.tokens) >= LONG_ENOUGH else None


def _no_result(answer: Answer) -> Quote | None:
    """No word of the second half of the sentences (two at least) tells how it ended."""
    count = len(answer.sentences)
    last = answer.sentences[min(count - 1, max(0, min(count - 2, count // 2))) :]
    told = [text_of(answer, sentence) for sentence in last]
    ends = any(compiled(_OUTCOME).search(text) or compiled(_ENDING).search(text) for text in told)
    ends = ends or any(_others_act(answer, sentence) for sentence in last)
    counted = any(number.first >= last[0].first and number.kind in _GAINS for number in answer.numbers)
    return None if ends or counted else closing(answer)


def _others_act(answer: Answer, sentence: Sentence) -> bool:
    """Whether a sentence opens with what somebody else did: "They renewed for three years"."""
    texts = [token.text for token in answer.tokens[sentence.begin : sentence.end]]
    texts = texts[1:] if texts[:1] in (["and"], ["so"], ["but"], ["now"], ["then"]) else texts
    return len(texts) > 2 and texts[0] in _PERSONS and texts[1] not in _NO_DEED


def _only_we(answer: Answer) -> Quote | None:
    """What was done is told as "we", hardly ever as "I"."""
    ours = mine = 0
    first: Sentence | None = None
    for sentence in answer.sentences:
        text = text_of(answer, sentence)
        told = len(re.findall(r"\bwe [a-z]+", text))
        first = first or (sentence if told else None)
        ours += told
        mine += len(_I_DID.findall(text))
    return answer.quote(first.first, first.last) if first and ours >= 4 and ours > 4 * mine else None


def _only_i(answer: Answer) -> Quote | None:
    """Nobody else appears: no we, no team, no colleague, no name thanked."""
    if {token.text for token in answer.tokens} & _OTHERS:
        return None
    told = (s for s in answer.sentences if _I_DID.search(text_of(answer, s)))
    return next((answer.quote(s.first, s.last) for s in told), None)


def _many_products(answer: Answer) -> Quote | None:
    """A list of product names: five or more within two sentences."""
    return _crowd(answer, _PRODUCTS, 2, 5)


def _many_names(answer: Answer) -> Quote | None:
    """A list of products, or six or more different names of people and firms in the answer."""
    openings = {sentence.first for sentence in answer.sentences}
    said: dict[str, int] = {}
    for token in answer.tokens:
        word = answer.words[token.index].text
        plain = word[:1].isupper() and word[1:2].islower() and token.index not in openings
        if plain and token.text not in _NO_NAMES:
            said.setdefault(token.text, token.index)
    if len(said) < _MANY_NAMES:
        return _many_products(answer)
    places = sorted(said.values())
    return answer.quote(places[0], min(places[-1], places[0] + 40))


def _jargon(answer: Answer) -> Quote | None:
    """Many abbreviations, or a list of products."""
    return acronyms(answer) or _many_products(answer)


def _tools(answer: Answer) -> Quote | None:
    """Long talk of a tool's parts: five or more within three sentences."""
    return _crowd(answer, _TOOL_WORDS, 3, 5)


def _adjectives(answer: Answer) -> Quote | None:
    """Three or more adjectives of praise, and not one number."""
    said = [token for token in answer.tokens if token.text in _ADJECTIVES]
    return None if answer.numbers or len(said) < 3 else answer.quote(said[0].index, said[-1].index)


def _empty_words(answer: Answer) -> Quote | None:
    """Words that fit any story, and not one number or name."""
    said = [token for token in answer.tokens if token.text in _EMPTY]
    if answer.numbers or len({token.text for token in said}) < _MANY_EMPTY:
        return None
    return answer.quote(said[0].index, min(said[-1].index, said[0].index + 40))


def _no_question(answer: Answer) -> Quote | None:
    """In the first third nothing is asked, clarified or assumed."""
    if len(answer.tokens) < LONG_ENOUGH:
        return None
    opening = answer.sentences[: max(2, len(answer.sentences) // 3)]
    asked = any(
        compiled(_ASKS).search(text_of(answer, sentence)) or "?" in answer.words[sentence.last].text
        for sentence in opening
    )
    return None if asked else answer.quote(opening[0].first, opening[0].last)


def _crowd(answer: Answer, names: frozenset[str], sentences: int, least: int) -> Quote | None:
    """The first stretch of so many sentences that holds so many different ones of the names."""
    for number, sentence in enumerate(answer.sentences):
        until = answer.sentences[min(number + sentences - 1, len(answer.sentences) - 1)].end
        tokens = answer.tokens[sentence.begin : until]
        named = [t for t in tokens if t.text in names or t.text.removesuffix("s") in names]
        if len({t.text.removesuffix("s") for t in named}) >= least:
            return answer.quote(named[0].index, named[-1].index)
    return None


SHAPES: tuple[Shape, ...] = (
    Shape(
        "only adjectives",
        r"\b(?:only |just )?adjectives|nothing that could be checked",
        _adjectives,
    ),
    Shape(
        "no money",
        r"no (?:figure|number|sum)s? for the (?:money|saving|cost)|vague saving",
        _no_money,
    ),
    Shape(
        "no gain",
        (
            r"(?:no (?:number|figure|metric)s?|figures avoided|number|figure)\b.*\b(?:got better|improve|"
            r"gain|change|"
            r"achieved|impact|difference|effect|result)|never says (?:by )?how (?:much|far|many)"
        ),
        _no_gain,
    ),
    Shape(
        "no lesson",
        (r"no (?:lesson|learning|reflection)|nothing (?:changed|was learn)|(?:not|never) (?:learn|reflect)"),
        _no_lesson,
    ),
    Shape(
        "name dropping of people",
        r"name.?dropping.*(?:famous|people|compan|client|firm|impress)|^name.?dropping$",
        _many_names,
    ),
    Shape(
        "no numbers",
        (
            r"\bno (?:number|figure|metric|measure|quantif)\w*\b(?! (?:strateg|plan))|figures avoided|"
            r"without a (?:single )?(?:number|figure)|"
            r"unquantified|lacks? (?:numbers|metrics|figures)"
        ),
        _no_numbers,
    ),
    Shape(
        "no result",
        (
            r"\bno (?:clear |real |measurable )?(?:result|outcome|impact|end|ending)s?\b|"
            r"stops at what was done|"
            r"(?:unclear|missing|without (?:a|any)) (?:result|outcome|end)|never (?:says|tells|"
            r"hear) how it (?:ended|"
            r"went)|(?:result|outcome|ending)s? (?:is |are )?(?:missing|unclear|left out)|how it (?:ended|"
            r"turned out)"
        ),
        _no_result,
    ),
    Shape(
        "only we",
        (
            r"\b(?:only|all) we\b|\bwe.only\b|\bteam fog|\bown (?:part|role|share|contribution)\b|"
            r"['\"]we['\"]|\bsays we\b|\bhides? (?:behind|in) (?:the )?(?:team|we)|no i\b"
        ),
        _only_we,
    ),
    Shape(
        "only i",
        r"\bhero story|\bnobody else (?:appears|is (?:mentioned|named))|\bi['\"]? only\b|\bonly ['\"]?i\b|"
        r"\bsays i for|\bno credit|takes all (?:the )?credit",
        _only_i,
    ),
    Shape(
        "name dropping",
        (
            r"\bname.?dropping|\bbuzzword|\btool names|strings? product|lists? (?:of )?(?:technolog|"
            r"product|tool)"
        ),
        _many_products,
    ),
    Shape(
        "empty words",
        r"\bvague\b(?! saving)|\bno details?\b|\bplatitud|management.speak|empty (?:words|talk)",
        _empty_words,
    ),
    Shape("jargon", r"\bjargon|\babbreviation|\bacronym|\balphabet soup", _jargon),
    Shape(
        "no instance",
        r"\bhypothetical|\bno (?:real |own |concrete |single |specific |actual )*(?:example|story|instance|"
        r"case)|"
        r"\bgeneralit|in general(?: terms)?\b|\bgeneric(?:ally)?\b(?=.*(?:answer|talk|example))|"
        r"\bno specifics",
        generalities,
    ),
    Shape(
        "late start",
        r"\bwind.?up|\blong (?:set.?up|intro\w*|background|context|preamble|story before)|"
        r"too much (?:background|"
        r"context|set.?up)|\bslow start|half (?:of )?the answer is (?:background|context)",
        late_start,
    ),
    Shape("tool talk", r"\btool talk|dwells on|tracking tool|about the tool", _tools),
    Shape(
        "no question asked",
        (
            r"skip\w* scope|without (?:asking )?a(?:ny| single) question|before asking|no clarif|"
            r"without clarif|"
            r"(?:jumps|goes) (?:straight|right) (?:in|to) (?:the |a )?(?:design|solution|"
            r"drawing|boxes)|"
            r"asks no (?:clarifying )?questions?\b|drawing boxes"
        ),
        _no_question,
    ),
)


def shape_of(wording: str) -> Shape | None:
    """The shape that a deck's wording, in lower case, names; None when it names none."""
    return next((shape for shape in SHAPES if compiled(shape.named).search(wording)), None)
