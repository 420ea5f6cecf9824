"""How people tell a beat, whatever the story: tense, person, when and how much. Patterns by beat name.

Past states and times set a scene; what was asked of the speaker is a task; "I" with a verb of doing in the
past is action; changes, ends and what holds today are results; what is done differently now is a lesson. A
framework of a deck's own gains by them when its beats have one of the names here (`_NAMES`). The patterns
read plainly spoken text (`phrasing`), a space between words. English only; own rules.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

_PAST = (
    "(?:[a-z]+[a-df-z]ed|agreed|went|made|took|gave|came|saw|found|kept|put|ran|wrote|read|built|rebuilt|brought|bought|"
    "caught|taught|held|left|met|paid|sent|sold|set|sat|spoke|spent|stood|began|broke|chose|drew|drove|let|cut|"
    "did|got|told|said|rang|led|dug|stuck|shut|threw|rode|flew|lent|laid|split|swapped|hung|woke|stepped|hid|"
    "fought|stopped|sought|showed|wound|fed|dealt)"
)
#: Verbs that tell a state of mind or a standing, not something done.
_STATES = (
    "(?:wanted|needed|liked|loved|hated|believed|seemed|used|owned|lived|enjoyed|worried|hoped|expected|"
    "happened|joined|inherited|noticed|realised|realized|learned|got|supposed|ended|managed|remembered)"
)
_ADVERBS = (
    "(?:(?:also|then|even|always|soon|first|immediately|personally|myself|quickly|actively|deliberately|"
    "carefully|gradually|slowly|never|not|did not|went and) )?"
)
_NUMBER = "(?:one|two|three|four|five|six|seven|eight|nine|ten|couple|few|[0-9]+)"
_DAYS = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_MONTHS = "(?:january|february|march|april|may|june|july|august|september|october|november|december)"

_I_DID = rf"\bi {_ADVERBS}(?!{_STATES}\b){_PAST}\b"
_WE_DID = rf"\bwe {_ADVERBS}(?!{_STATES}\b){_PAST}\b"
_TIMES = (
    rf"\b(?:ago|at the time|back (?:in|then|when)|last (?:year|month|week|spring|summer|autumn|fall|winter|"
    rf"christmas|{_MONTHS}|{_DAYS})|one (?:day|night|morning|evening|afternoon)|"
    rf"(?:on|was|it is|this|that|one) (?:a |the )?{_DAYS}|in (?:19|20)[0-9][0-9]|when i (?:was|worked|joined)|"
    r"my (?:last|previous|first|old|current|former) (?:job|company|team|role|place|school|employer|project)|"
    r"(?:years?|months?|weeks?|summers?) back|where i worked|used to|there was this|there were these|"
    r"in the (?:morning|evening|night)|on nights|the (?:week|day|night|month) before)\b"
)
_STATE = (
    r"\b(?:there|it|this|that|we|they|he|she|i|who|which|[a-z]+s) (?:was|were|had|would|used to|kept)\b"
    r"(?! (?:to|me|asked|told|back|down|up)\b)"
)
_NUMBERED = rf"\b(?:{_NUMBER}|half|third|quarter|percent|hundred|thousand|million)\b"
_ENDS = (
    r"\b(?:in the end|ended up|as a result|since then|ever since|turned out|eventually|all in|by the end|"
    r"the (?:end )?(?:result|outcome|upshot|impact|effect)|at the end|finally)\b"
)
_SPANS = r"\b(?:within|after|in) (?:a |about |around )?\w+ (?:minutes|hours|days|weeks|months|years|week|month|year)\b"
_CHANGES = (
    r"\b(?:(?:came|went|dropped|fell|grew|rose|got|cut|brought|moved|down|up|back|improved|reduced|increased)"
    r"(?: straight| right| all the way)? (?:down|up|back|from|by|to [0-9]|to (?:zero|one|two|three|four|five|"
    r"six|seven|eight|nine|ten|under|about|around))|halved|doubled|tripled|percent|fewer|faster|saved)\b"
)
_OUTCOMES = (
    r"\b(?:(?:we|they|he|she|it|everything|everybody|everyone|the [a-z]+) (?:finished|closed|signed|stayed|"
    r"saved|shipped|launched|hit|won|worked|passed|agreed|apologi[sz]ed|came|calmed|renewed|thanked|accepted|"
    r"loved|has been|have been|have not|has not|is still|are still|still|now|went live)|(?:nobody|no one|none) (?:noticed|waited|lost|complained|has|was|got|missed|else)|"
    r"not one|not a single|without a (?:single)?|zero|on time|ahead of|to spare|thanked|promoted|copied|happy|fine|"
    r"successful|went home|later|in total|in all|[a-z]*(?:it|he|she|they|that|s|which) (?:has|have)(?: since)? (?!to |a )[a-z]+|these days|"
    r"today|now (?:use|get|have|we|it|they)|is now|are now|and now)\b"
)
_TASKS = (
    r"\b(?:my (?:job|task|role|goal|brief|responsibility|part|aim|target)|(?:i|we) (?:had|needed|have|was|were "
    r"asked|was meant|was supposed) to|"
    r"(?:asked|told|wanted|needed|expected) (?:me|us) to|(?:wanted|needed) (?:it|this|that|someone|somebody|the)|"
    r"(?:was|were|is|it|fell|down|came|up) (?:on|up to|down to|to) (?:me|us)\b|on my (?:plate|desk|shoulders)|"
    r"responsible for|(?:the|our|a|my|that was the) (?:goal|aim|challenge|deadline|target|objective|brief|ask|"
    r"mission)|handed (?:me|us)|gave (?:me|us) (?:the|a|six|two|three|four)|in charge of|had to be|put me|"
    r"it was mine|i owned|figure out|my (?:boss|manager|lead|director|head)[a-z ]{0,12} "
    r"(?:said|asked|wanted|told|gave)|tasked|assigned)\b"
)
_LESSONS = (
    r"\b(?:learn(?:ed|t|ing)?|lesson|taught me|next time|looking back|in hindsight|"
    r"(?:took|take) (?:away|from (?:it|that|this))|takeaway|differently|i (?:now|always|never)|these days i|"
    r"if i (?:did|had|could|were)|realised|realized|since then i|ever since i|reminded me|stuck with me)\b"
)
_NOW = r"\b(?:currently|at the moment|right now|today|these days|i (?:am|lead|run|work|look|write|own|manage|coach))\b"
_YOU = r"\b(?:you|your|yours|this role|this team|this job|this position|this company|here)\b"
_WANTS = (
    r"\b(?:i (?:would (?:love|like|be|bring)|want|hope|plan|see myself|am (?:looking|ready|hoping|happy|excited))|"
    r"looking forward|happy to|next)\b"
)
_NOT_I = (
    r"\b(?:i (?:have|do|did|had|am|was|could|would|can) (?:not|never)|never|not (?:yet|sure|certain)|"
    r"you are right|(?:is|that is) (?:true|fair|right))\b"
)
_I_HAVE = r"\b(?:what i|but i|i have [a-z]+(?:ed|ne|t|lt|n))\b"
_WOULD = r"\b(?:would|should|could|might|must|probably|expect|guess|suppose|assume|imagine|because|so)\b"
_QUESTION = r"\b(?:how (?:many|much|often|big|fast|long)|what (?:is|are|kind|sort|scale)|(?:is|are|do|does|can|should|who|which) (?:it|we|they|i|the|users?|is|are|this|that|people|customers?)|assum\w*|say)\b"

#: Pattern and what one match is worth; the matches of one pattern count twice at most.
Manner = tuple[tuple[re.Pattern[str], float], ...]


def _manner(*parts: tuple[str, float]) -> Manner:
    return tuple((re.compile(pattern), worth) for pattern, worth in parts)


_SITUATION = _manner((_TIMES, 0.7), (_STATE, 0.4))
_TASK = _manner((_TASKS, 0.9))
_ACTION = _manner((_I_DID, 0.6), (_WE_DID, 0.35))
_RESULT = _manner((_ENDS, 0.8), (_SPANS, 0.3), (_CHANGES, 0.7), (_OUTCOMES, 0.4), (_NUMBERED, 0.15))
_LESSON = _manner((_LESSONS, 0.8))
_NAMES: Mapping[str, Manner] = {
    **dict.fromkeys(("situation", "context", "background", "setting", "scene"), _SITUATION),
    **dict.fromkeys(("task", "goal", "challenge", "problem", "complication", "target", "role"), _TASK),
    **dict.fromkeys(("action", "actions", "approach", "steps", "what i did"), _ACTION),
    **dict.fromkeys(("result", "results", "outcome", "impact", "resolution"), _RESULT),
    **dict.fromkeys(("lesson", "lessons", "learning", "takeaway", "reflection", "takeaways"), _LESSON),
    **dict.fromkeys(("proof", "evidence", "example"), _manner((_I_DID, 0.4), (_NUMBERED, 0.15), (_TIMES, 0.4))),
    "hook": _manner((r"\bi (?:am|help|make|build|have been)\b", 0.5)),
    "past": _manner((_I_DID, 0.4), (_TIMES, 0.4), (_STATE, 0.2)),
    "present": _manner((_NOW, 0.6)),
    **dict.fromkeys(("future", "close"), _manner((_WANTS, 0.6))),
    **dict.fromkeys(("bridge", "connection", "fit", "why you"), _manner((_YOU, 0.4))),
    **dict.fromkeys(("acknowledge", "admit"), _manner((_NOT_I, 0.6))),
    "pivot": _manner((_I_HAVE, 0.3)),
    "reason": _manner((_WOULD, 0.3)),
    "clarify": _manner((_QUESTION, 0.4)),
}
#: Where a framework has no lesson, what was learned belongs to the result.
_RESULT_AND_LESSON = (*_RESULT, *_LESSON)


@lru_cache(maxsize=256)
def manner_of(beat: str, beats: tuple[str, ...]) -> Manner:
    """The patterns for a beat of a framework whose beats are ``beats``; none for a name unknown here."""
    name = _plain(beat)
    manner = _NAMES.get(name, ())
    if manner is _RESULT and all(_NAMES.get(_plain(other)) is not _LESSON for other in beats):
        return _RESULT_AND_LESSON
    return manner


def is_action(beat: str) -> bool:
    """Whether the beat is where the speaker tells what they did."""
    return _NAMES.get(_plain(beat)) is _ACTION


def is_result(beat: str) -> bool:
    """Whether the beat is where the story ends, with a number at best."""
    return _NAMES.get(_plain(beat)) is _RESULT


def _plain(beat: str) -> str:
    return " ".join(beat.lower().replace("-", " ").replace("_", " ").split())
