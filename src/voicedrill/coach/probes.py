"""What an interviewer asks where the deck has no follow-up: after a point, a fact, a beat, a claim.

A probe names neither the point nor the figure that is missing: it asks for its subject, in words that fit
many answers. The subjects are this project's own, chosen on the decks that ship (docs/follow-ups.md).
"""

import re
from collections.abc import Iterator

from voicedrill.coverage.claims import Claim
from voicedrill.coverage.numbers import find_numbers
from voicedrill.coverage.words import words_of
from voicedrill.decks.model import Kind, Question

_BEATS = {
    "situation": "Where was this, and what was going on at the time?",
    "task": "What exactly was yours to do there?",
    "action": "What did you do yourself, step by step?",
    "result": "How did it end, and how do you know?",
    "lesson": "What do you do differently since then?",
    "hook": "If I remember one thing about you, what should it be?",
    "proof": "Can you give me one example of that?",
    "bridge": "And why does that bring you to us?",
    "close": "And what would you like to do next?",
    "past": "How did you get to where you are now?",
    "present": "What are you doing at the moment?",
    "future": "And what would you like to do next?",
    "acknowledge": "Just so that I have it right: how much of that have you done yourself?",
    "pivot": "What do you have that comes close to it?",
    "evidence": "Can you give me one example of that?",
    "pause": "Take a moment if you like. How would you begin?",
    "reason": "Think aloud for me: how would you go about it?",
    "anchor": "Have you ever done anything like it?",
    "clarify": "What would you want to know before you start?",
    "high level": "Can you give me the whole picture in two sentences?",
    "deep dive": "Pick one part of it. How does it work inside?",
    "trade-offs": "What does that cost you, and what did you decide against?",
    "context": "What was it for, and how large was it?",
    "decisions": "Which of the decisions in it were yours?",
    "hardest problem": "What was the hardest part of it?",
    "what i would change": "What would you do differently today?",
    "connection": "How would that help you here?",
    "blast radius": "Who is affected by that, and how badly?",
    "signals": "What do you look at first?",
    "escalate or investigate": "When do you call for help?",
    "mitigate": "How do you stop the damage while you still look for the cause?",
    "communicate": "Whom do you tell, and how often?",
    "follow up": "What makes sure that it does not happen again?",
}
#: What a point is about, and what to ask of something that was done, and of something that would be. None: it
#: tells nothing there, as customers of a system are not people to be talked to.
_BY_SUBJECT: tuple[tuple[str, str | None, str | None], ...] = (
    (
        r"\b(next time|i (have )?learn(ed|t)|differently|today i would|would change|since then)\b",
        "What did you take away from it?",
        "What would you do differently today?",
    ),
    (
        r"\b(tests?|tested|trial|tried|try|pilot|control group|canary|experiment|batches|"
        r"at a time|gradual\w*|rehears\w*|replay\w*)\b",
        "How did you make sure, before it reached everyone?",
        "How would you make sure of that, before it reaches everyone?",
    ),
    (
        r"\b(went (down|up)|fell|rose|grew|dropped|from .+ to|percent|still|today|nobody|ended|saved|"
        r"promoted|a year later|months later|weeks later)\b",
        "What else came of it?",
        None,
    ),
    (
        r"\b(fail\w*|crash\w*|lost|loses|dies|dead|retry|retries|twice|duplicat\w*|idempotent|restarts?|"
        r"undone|undo|roll(ed)? back|outage|survive|unavailable|stale|wrong|broke|breaks|fault|too late)\b",
        "What went wrong on the way, and what did you do about it?",
        "What can go wrong there, and what would you do about it?",
    ),
    (
        r"\b(customers?|patients|parents|families|teams?|manager|director|owner|colleagues?|boss|"
        r"each other)\b",
        "Who else was involved, and how did you bring them along?",
        None,
    ),
    (
        r"\b(told|tell|spoke|agreed?|convinced?|won them|stakeholders?|support|everyone|update)\b",
        "Who else was involved, and how did you bring them along?",
        "Whom would you bring in, and what would you tell them?",
    ),
    (
        r"(^|^i (would )?|^we )(ask(ed)?|which|what|how|who|whether|is it|are)\b"
        r"|\b(requirements?|assum\w+)\b",
        "How did you find out what you were dealing with?",
        "What would you want to find out first?",
    ),
    (
        r"\b(measure\w*|metrics?|alerts?|monitor\w*|dashboards?|traces?|latency|compare\w*|counts?|"
        r"logs?|watch|look (at|for)|checks?|see|track\w*)\b",
        "How could you tell whether it worked?",
        "What would you look at, and what would it tell you?",
    ),
    (
        r"\b(because|rather than|instead of|trade|costs?|cheaper|chose|choose|decide[ds]?|weigh(ed)?|"
        r"turned down|versus)\b",
        "Why did you do it that way and not another?",
        "Why that way, and what does it cost you?",
    ),
    (
        r"\b(million|thousand|peak|load|hot|busy|shard\w*|partition\w*|scale|traffic|capacity|larger)\b",
        "How large was all that, and what did that mean for you?",
        "What changes when it gets ten times larger?",
    ),
    (
        r"\bi (led|owned|designed|proposed|wrote|built|took|called|booked|moved)\b"
        r"|\bmy (idea|decision|job)\b",
        "Which part of that was yours?",
        "Which part of that would be yours?",
    ),
    (
        r"\b(first|before|then|begin|start with|steps?|plan|after)\b",
        "Where did you begin, and what came after that?",
        "In what order would you do that?",
    ),
)
_SUBJECTS = [(re.compile(pattern), did, would) for pattern, did, would in _BY_SUBJECT]
_ELSE: dict[Kind, tuple[str, ...]] = {
    "behavioural": ("What else did you do there?", "What was the hardest part of it?"),
    "culture": ("What else did you do there?", "What was the hardest part of it?"),
    "technical": ("What else would you consider?", "And what would you do after that?"),
    "coding": ("What else would you consider?", "And what would you do after that?"),
    "system-design": ("What have we not talked about yet?", "Which part of it worries you most?"),
    "gap": ("What else should I know about that?", "And how do you see it today?"),
    "pitch": ("What else should I know about you?", "And what makes you right for this role?"),
    "curveball": ("What else comes to mind?", "And what would you do after that?"),
    "compensation": ("What else matters to you there?", "How did you arrive at that?"),
    "ask-them": ("Is there anything else that you would like to know?",),
}
#: Of these, a point is a wish, a figure or a question of one's own: its subject is not asked for.
_NO_SUBJECT: frozenset[Kind] = frozenset({"pitch", "compensation", "ask-them"})
_STORIES: frozenset[Kind] = frozenset({"behavioural", "culture"})

_ASKS_PAST = re.compile(
    r"\b(did you|have you|you (made|did|had|were)|(tell|told) (me|us) (about|how) (a|an|your|you)\b)"
)
_ASKS_PRESENT = re.compile(r"\b(do|would|will|should|can) (you|we|a|the)\b|\b(does it take|must be)\b")

_TIMES = frozenset({"ns", "us", "ms", "s", "min", "h", "days", "weeks", "months", "years"})
_MONEY = frozenset({"USD", "GBP", "EUR", "p", "cents", "money"})
_DATES = frozenset({"year", "clock", "date", "Q"})
_NOUN_WITHIN = 4
#: What a length of time is of, and what to ask.
_LENGTHS = [
    (re.compile(rf"\b({words})\b"), ask)
    for words, ask in (
        ("without|no|not|never|since", "And how long has that held?"),
        ("later|after", "And when was that?"),
        ("every|a day|a week", "How often was that?"),
        ("as an?|of|with|in", "For how long was that?"),
    )
]


def beat_probe(beat: str) -> str:
    """What to ask for a beat that is missing."""
    return _BEATS.get(beat.lower(), f"What about this: {beat.lower()}?")


def point_probes(question: Question, point: str) -> Iterator[str]:
    """What to ask for a point that was left out, the best first, without saying it. ``point``: its text."""
    text, done = point.lower(), _tells_what_was_done(question)
    if question.kind not in _NO_SUBJECT:
        for pattern, did, would in _SUBJECTS:
            ask = did if done else would
            if ask and pattern.search(text):
                yield ask
                break
    yield from _ELSE["technical" if question.kind in _STORIES and not done else question.kind]


def _tells_what_was_done(question: Question) -> bool:
    """Whether the question asks what the speaker did, and not what they would do."""
    ask = question.ask.lower()
    if _ASKS_PAST.search(ask):
        return True
    return question.kind in (*_STORIES, "gap") and not _ASKS_PRESENT.search(ask)


def fact_probe(fact: str) -> str:
    """What to ask for a figure or a name that was not given, without giving it."""
    words = words_of(fact)
    numbers = find_numbers(words)
    if not numbers:
        return "Can you be more exact there, with names or figures?"
    number = numbers[0]
    unit = number.unit or ""
    if unit in _TIMES:
        return _how_long(fact.lower(), unit, len(numbers))
    if unit in _DATES:
        return "When exactly was that?"
    if unit in _MONEY:
        return "How much money was that?"
    if unit == "%" and " of " in fact:
        return "What share was that, roughly?"
    if unit in ("%", "x", "points"):
        return "By how much, roughly?" if len(numbers) == 1 else "What was it before, and what was it after?"
    if unit == "/s":
        return "How many was that in a second, or in a day?"
    after = [
        word.text.lower().strip(",.") for word in words[number.last + 1 : number.last + 1 + _NOUN_WITHIN]
    ]
    noun = "people" if unit == "people" else next(filter(_is_plural, after), None)
    return f"How many {noun} were there?" if noun else "Can you put a number on that?"


def _how_long(fact: str, unit: str, count: int) -> str:
    if count > 1:
        return "What was it before, and what was it after?"
    if unit in ("ns", "us", "ms"):
        return "How fast was it, in figures?"
    for pattern, ask in _LENGTHS:
        if pattern.search(fact):
            return ask
    return "How long did that take?"


def claim_probe(claim: Claim) -> str:
    """What to ask after a claim without proof, or a quantity left vague: it is quoted back."""
    said = f'You said "{claim.clause}".'
    match claim.sort:
        case "change":
            return f"{said} By how much, and how did you measure it?"
        case "effect":
            return f"{said} What changed, and how do you know?"
        case "liking":
            return f"{said} How do you know that?"
        case "count":
            return f"{said} How many was that, roughly?"
        case "amount":
            return f"{said} How much was that, roughly?"
        case "times":
            return f"{said} How often was that?"
        case "kind":
            return f"{said} What exactly was it?"


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 3 and word.isalpha()
