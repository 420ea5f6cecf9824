"""Second witnesses of red flags: what a whole answer shows where no phrase of a family was said.

Blame shows in clauses about others who failed, with no word of an own part; asking for leave in somebody with
authority being asked before anything is done; contempt in idioms and harsh adjectives about people; an answer
in general terms in hardly any verb of the past. Thresholds are choices of this project.
"""

import re
from collections.abc import Iterator, Sequence

from voicedrill.coverage.answers import Answer, Sentence
from voicedrill.coverage.lexicon import listed
from voicedrill.coverage.red_flag_families import compiled
from voicedrill.coverage.words import plain, stem
from voicedrill.transcript import Quote

_OPENS_CLAUSE = listed(
    "and but so because then since although though while which who when after before if or"
)
_CLAUSE_END = re.compile(r"[,;:.?!]$")
#: Whoever speaks, and what stands for no one: a clause with one of them before its verb blames nobody.
_NO_OTHER = listed("i we my our you your it that this there what nothing one me us im")
#: What others are said to have done badly or left undone.
_FAILS = (
    r"\b(?:(?:did|does|done|doing|made) (?:a |an |such a |just )*(?:[a-z]+ )?(?:poor|bad|terrible|awful|"
    r"lousy|"
    r"rubbish|shoddy|sloppy|dreadful|mess|hash)(?: job)?(?: of)?|"
    r"(?:was|were|is|are) not (?:really |even |quite |at all )*(?:ready|interested|bothered|prepared|"
    r"competent|"
    r"capable|trained|listening|realistic|any good|up to|doing)|"
    r"dropp(?:ed|ing) (?:the|that|this|it)|sat on|let (?:us|me) down|(?:took|takes) (?:forever|ages|"
    r"too long|so "
    r"long|(?:their|his|her) (?:sweet )?time)|(?:kept|keeps) (?:changing|moving|messing|piling|asking)|"
    r"messed|screwed|botched|bungled|fumbled|"
    r"did not (?:bother|care|do|deliver|tell|pull|listen|turn up|show up|read|check|answer|reply|want|give)|"
    r"do not (?:bother|care|do|deliver|pull|listen)|"
    r"never (?:told|listened|delivered|answered|replied|turned|showed|did|gave|bothered|checked|read|tested)|"
    r"failed to|forgot|ignored|refused|overruled|dragged|swapped|changed (?:the (?:scope|brief|plan)|"
    r"(?:their|his|her) minds?)|got it wrong|(?:turned|showed) up (?:[a-z]+ )*late|"
    r"(?:was|were|came|arrived) (?:[a-z]+ ){0,2}late|sent (?:us |me )?the wrong|gave (?:us|me) the wrong|"
    r"(?:was|were) (?:all |just |simply |completely )*wrong|broke(?! down| out| even| off)|should have|"
    r"took the cheapest|"
    r"(?:never|had not|has not|have not) (?:even |really |ever |once )*[a-z]+|had no|(?:was|were|"
    r"is) (?:just |so |really "
    r"|completely |totally )*(?:useless|hopeless|broken|a mess|a joke|chaos|unrealistic)|(?:kept|"
    r"keeps) (?:breaking|"
    r"failing|crashing|forgetting|losing)|"
    r"never (?:realistic|ready|there|any good)|half (?:frozen|done|finished|baked))\b"
)
_ON_THEM = (
    r"\b(?:that|this|it)(?: one| bit| part)? (?:is |was )?(?:really |all |totally |entirely )*on "
    r"(?:him|her|them)\b|\b(?:their|his|her) (?:own )?(?:fault|mess|mistake|doing)\b"
)
#: Nobody could have helped it.
_HELPLESS = (
    r"\b(?:what can (?:you|i|we) do|(?:no|small|little) wonder|(?:not|nothing)(?: [a-z]+){0,2} (?:anyone|"
    r"anybody|i|we|you) "
    r"could(?: have)?(?: done)?|(?:nobody|no one)(?: else)? (?:would|could) have|only so much (?:a|you|i|we)|"
    r"with what they (?:left|gave)|out of (?:my|our) hands)\b"
)
#: What owns up to a part of it.
_OWNS = (
    r"\b(?:(?:my|our) (?:own )?(?:fault|mistake|part|error|miss|doing|responsibility|bad|job to)|(?:was|is|"
    r"were) "
    r"mine|on me\b|i (?:really )?(?:should have|missed|forgot|failed|messed|misjudged|underestimated|own|"
    r"owned|"
    r"blame myself)|i got (?:it|that|this) wrong|i was wrong|what i missed)\b"
)
#: What makes up for blame that is not put in so many words.
_MAKES_UP = (
    r"\b(?:i (?:had not|assumed|apologi[sz]ed)|i (?:did not|never) (?:check|ask|push|tell|see|test|notice|"
    r"think|look|"
    r"listen|chase|read|leave|plan|warn|explain|checked|asked|told|tested|looked)|i (?:could|might) have|"
    r"i was too|"
    r"i (?:have )?(?:learned|learnt|learn)|next time i|what i (?:took|learned|learnt)|i would (?:now )?"
    r"(?:do|ask|check) [a-z]+ (?:differently|first|earlier)|since then i|now i)\b"
)
_WEAKLY = listed("never had has have")
_LONGEST_SUBJECT = 8
_FEW_WORDS, _MANY_FAILURES = 90, 2
_AUTHORITY = (
    r"(?:(?:my|the|our|a|his|her|their|area|head|duty|line|ward|site|somebody|"
    r"someone) )*(?:[a-z]+ )?(?:manager|boss|"
    r"lead|head|director|supervisor|office|consultant|senior|management|chief|owner|matron|foreman|principal|"
    r"deputy|sister|partner|sergeant|captain|vp|cto|ceo|above|anybody|somebody|someone|committee|board)s?"
)
#: Asking for leave, and being given it.
_LEAVE = (
    rf"\b(?:i (?:first |just |then |would |always |had to |have to |went and |phoned and )*(?:ask|asked|"
    rf"phone|"
    rf"phoned|ring|rang|call|called|email|emailed|check with|"
    rf"checked with) (?:with )?{_AUTHORITY}(?: [a-z]+){{0,3}}? "
    r"(?:could|can|may|might|if|whether|first|before|for (?:permission|the|an|a)|what to do|until)|"
    r"(?:he|she|they|manager|boss|lead|director|office) (?:said|told me|told us|agreed) (?:that )?(?:i|we) "
    r"(?:could|can|may|was allowed|were allowed)|(?:he|she|they|manager|boss) (?:finally )?let (?:me|us) "
    r"(?:do|go|try|start|have)|not (?:really )?(?:sure|certain) (?:if |whether |that )?(?:i|it) (?:was|"
    r"were|am|is) "
    r"(?:allowed|my place|my call|my job|supposed)|(?:not|was not|were not) allowed to|"
    r"until (?:they|he|she|somebody|someone|the [a-z]+) (?:came back|got back|said|told|answered|approved|"
    r"agreed|"
    r"confirmed|gave)|(?:some|any)(?:one|body) say so|(?:asked|ask) (?:him |her |them )?(?:what|how) (?:he|"
    r"she|they) wants? |"
    r"(?:asked|ask) (?:him |her |them )?(?:what|how) (?:he|she|they) wanted (?:me|us)|(?:wrote|came|got|"
    r"rang) back"
    r"(?: [a-z]+){0,2} i could|once (?:they|he|she|that|it)(?: have| has| had)? (?:approved?|agreed?|"
    r"signed)|(?:come|comes|coming|came) from above|"
    r"without (?:a |an |the |my |some(?:one|body) |written )*(?:say so|approval|permission|sign off|"
    r"go ahead|order))\b"
)
_CONTEMPT = (
    r"\b(?:you know (?:what|how) (?:they|he|she) (?:is |are |was |were )?(?:like)?|(?:never|"
    r"not) (?:[a-z]+ ){1,4}in "
    r"(?:his|her|their) (?:life|lives)|(?:nobody|no one|none of us) (?:could|can) (?:stand|bear)|"
    r"(?:could|can) not (?:stand|bear) (?:him|her|them|the)|sinking ship|head in the sand|stone age|played? "
    r"favourites|power mad|two faced|liars?|lied to|cowboys|shambolic|circus|madhouse|amateurs?|"
    r"laughing stock|bless (?:him|her|them)|(?:scared|terrified) of (?:him|her)|laughed at (?:him|her|"
    r"them)|"
    r"(?:an?|such an?|real|complete|total|absolute) (?:bully|snake|liar|tyrant|dictator|psychopath|"
    r"narcissist|"
    r"clown|shambles|disgrace|embarrassment)|second rate|(?:so |really |very |just |plain |"
    r"pretty )+(?:rude|nasty|"
    r"lazy|thick|stupid|arrogant|useless|clueless|petty|spiteful|incompetent|unprofessional)|sack of|"
    r"(?:boss|manager|lead|customers|clients|users|patients|parents|guests|staff|colleagues|guys|head|"
    r"head of the school|company|firm|school|place|culture|team|people|management|he|"
    r"she|they) "
    r"(?:was|is|were|are) (?:just |a bit |a little |pretty |rather ||really |so |quite |frankly |"
    r"absolutely |completely |"
    r"totally )*(?:impossible|"
    r"dreadful|appalling|hopeless|ridiculous|laughable|rotten|rude|nasty|cruel|vindictive|petty|thick|dim|"
    r"vile|"
    r"crooked|corrupt|incapable|unprofessional|shambolic|backward|paranoid|jealous|bitter|toxic|lazy|"
    r"stupid))\b"
)
_GENERAL = listed(
    "you your people always usually often generally typically should would could must everyone sometimes if "
    "important normally whenever anybody someone"
)
_PAST = listed(
    "was were had did went said told came took gave got made found put ran saw knew thought left kept began "
    "felt brought held wrote stood heard let met paid sat spoke lost sent built drove bought spent rang chose"
)
#: At most so many verbs of the past, and at least so many general words, of all words.
_FEW_PAST, _MUCH_GENERAL = 0.045, 0.06
_SHORT = 30
_COMMON_CAPITALS = frozenset(
    [
        "I",
        "OK",
        "TV",
        "UK",
        "US",
        "USA",
        "EU",
        "AM",
        "PM",
        "CV",
        "HR",
        "IT",
        "PC",
        "ID",
        "GP",
        "A",
        "UN",
        "BBC",
        "NHS",
        "DVD",
        "PDF",
    ]
)
_MANY_ACRONYMS = 5
_ACRONYM = re.compile(r"^[A-Z]{2,5}s?$")
_I_DID = re.compile(
    r"\bi (?!was |am |think |guess |mean |suppose |know |would |had |have |like |do |did not |can |"
    r"could )[a-z]+"
)
_LATE = 0.5
_INTRODUCES = listed(
    "was is it's called named with about to patient pupil client mr mrs ms miss boy girl man woman"
)
#: So many things done by "I", and one in so many words, are many.
_MANY_DEEDS, _DEED_IN = 4, 15
_DEED = (
    r"\bi (?:[a-z]+ed|did|built|wrote|found|ran|drove|made|took|put|set|told|brought|taught|got|went|kept|"
    r"sold|"
    r"won|"
    r"led|began|bought|drew|gave|sent|stood|held|met|paid|cut|spent)\b"
)
_SHARES = listed(
    "we us our ours team teams together colleague colleagues helped thanks thanked each everyone"
)


def _clauses(answer: Answer) -> Iterator[tuple[int, str]]:
    """(first token, text) of each clause: cut at punctuation and before a conjunction."""
    begin, texts = 0, [token.text for token in answer.tokens]
    for at in range(len(texts)):
        last = at + 1 == len(texts)
        ends = last or _CLAUSE_END.search(answer.words[answer.tokens[at].index].text) is not None
        if ends or texts[at + 1] in _OPENS_CLAUSE:
            if at >= begin:
                yield begin, " ".join(texts[begin : at + 1])
            begin = at + 1


def failures_of_others(answer: Answer) -> list[tuple[int, str]]:
    """(token, clause) of every clause that tells of others' failing."""
    found = []
    for begin, text in _clauses(answer):
        failing = compiled(_FAILS).search(text)
        if failing:
            subject = text[: failing.start()].split()
            subject = subject[1:] if subject and subject[0] in _OPENS_CLAUSE else subject
            # "He hadn't known" belongs to many a story; "the others hadn't read it" is a reproach.
            weak = failing.group().split()[0] in _WEAKLY and subject in (["he"], ["she"], ["they"])
            others = bool(subject) and not {*_NO_OTHER, "not", "never"} & set(subject)
            if others and not weak and len(subject) <= _LONGEST_SUBJECT:
                found.append((begin, text))
        elif compiled(_ON_THEM).search(text) or compiled(_HELPLESS).search(text):
            found.append((begin, text))
    return found


def blames(answer: Answer, targets: Sequence[str]) -> Quote | None:
    """Others failed, and nothing was the speaker's own part. ``targets``: stems of whom the deck names."""
    clauses = failures_of_others(answer)
    whole = " ".join(token.text for token in answer.tokens)
    if not clauses or compiled(_OWNS).search(whole):
        return None
    made_up = compiled(_MAKES_UP).search(whole)
    named = [c for c in clauses if set(targets) & {stem(word) for word in c[1].split()}]
    directly = [c for c in clauses if compiled(_ON_THEM).search(c[1]) or compiled(_HELPLESS).search(c[1])]
    enough = named or directly or (clauses if len(clauses) >= _MANY_FAILURES else [])
    enough = enough or (clauses if len(answer.tokens) <= _FEW_WORDS else [])
    return _quote(answer, *enough[0]) if enough and (directly or not made_up) else None


def asks_leave(answer: Answer) -> Quote | None:
    """Somebody with authority is asked first, or gives leave."""
    return _first(_LEAVE, answer)


def contempt(answer: Answer) -> Quote | None:
    """Idioms and harsh adjectives about people or the place."""
    return _first(_CONTEMPT, answer)


def generalities(answer: Answer) -> Quote | None:
    """Hardly a verb of the past and many words for anybody, always and if: no instance is told."""
    texts = [token.text for token in answer.tokens]
    if len(texts) < _SHORT:
        return None
    # "I'd ask" for "I would ask"; contractions are left out of the tokens.
    conditional = sum(plain(word.text).strip(".,;:?!").endswith("'d") for word in answer.words)
    past = sum(t in _PAST or (t.endswith("ed") and len(t) > 4 and t not in ("need", "indeed")) for t in texts)
    general = [n for n, text in enumerate(texts) if text in _GENERAL]
    if past > _FEW_PAST * len(texts) or len(general) + conditional < _MUCH_GENERAL * len(texts):
        return None
    sentence = answer.sentences[answer.sentence_of[general[0]] if general else 0]
    return answer.quote(sentence.first, sentence.last)


def lone_hero(answer: Answer) -> Quote | None:
    """All was done by "I": four things or more, nobody who helped, no name, no "we"."""
    if {token.text for token in answer.tokens} & _SHARES:
        return None
    openings = {sentence.first for sentence in answer.sentences}
    for index, word in enumerate(answer.words):
        if index not in openings and word.text[:1].isupper() and len(plain(word.text).strip(".,'")) > 3:
            return None
    told = [s for s in answer.sentences if compiled(_DEED).search(_text(answer, s))]
    deeds = sum(len(compiled(_DEED).findall(_text(answer, sentence))) for sentence in told)
    often = deeds >= _MANY_DEEDS and deeds * _DEED_IN >= len(answer.tokens)
    return answer.quote(told[0].first, told[0].last) if often else None


def full_name(answer: Answer) -> Quote | None:
    """A person's first and last name: "it was Margaret Dunn", "called Ben Marsh"."""
    words = [word.text for word in answer.words]
    for at in range(1, len(words) - 1):
        first, last = words[at], words[at + 1].strip(".,;:?!")
        named = first.isalpha() and last.isalpha() and first.istitle() and last.istitle()
        if named and len(first) > 2 and plain(words[at - 1]) in _INTRODUCES:
            return answer.quote(max(0, at - 1), at + 1)
    return None


def late_start(answer: Answer) -> Quote | None:
    """Half of the answer is over before the speaker does anything."""
    sentences = answer.sentences
    if len(answer.tokens) < 2 * _SHORT or len(sentences) < 4:
        return None
    first = next((s for s in sentences if _I_DID.search(_text(answer, s))), sentences[-1])
    late = first.begin >= _LATE * len(answer.tokens)
    return answer.quote(sentences[0].first, sentences[1].last) if late else None


def acronyms(answer: Answer) -> Quote | None:
    """Five or more different abbreviations that not everybody knows."""
    places: dict[str, int] = {}
    for index, word in enumerate(answer.words):
        bare = word.text.strip(".,;:?!\"'()")
        if _ACRONYM.match(bare) and bare not in _COMMON_CAPITALS:
            places.setdefault(bare, index)
    said = sorted(places.values())
    return answer.quote(said[0], min(said[-1], said[0] + 40)) if len(said) >= _MANY_ACRONYMS else None


def _first(pattern: str, answer: Answer) -> Quote | None:
    for begin, text in _clauses(answer):
        found = compiled(pattern).search(text)
        if found and not compiled(r"\b(?:never|not|without|nobody) (?:[a-z]+ ){0,2}$").search(
            text[: found.start()]
        ):
            return _quote(answer, begin, text)
    for sentence in answer.sentences:
        text = _text(answer, sentence)
        found = compiled(pattern).search(text)
        if found and not compiled(r"\b(?:never|not|without|nobody) (?:[a-z]+ ){0,2}$").search(
            text[: found.start()]
        ):
            begin = sentence.begin + text[: found.start()].count(" ")
            return _quote(answer, begin, found.group())
    return None


def _quote(answer: Answer, begin: int, text: str) -> Quote:
    last = min(begin + text.count(" "), len(answer.tokens) - 1)
    return answer.quote(answer.tokens[begin].index, answer.tokens[last].index)


def _text(answer: Answer, sentence: Sentence) -> str:
    return " ".join(token.text for token in answer.tokens[sentence.begin : sentence.end])
