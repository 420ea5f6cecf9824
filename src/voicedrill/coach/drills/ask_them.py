"""Asking your questions: "What would you like to know?" Which were asked, and which a yes would answer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from voicedrill.coach.drills.common import HARD_END, drawn, general_questions, measured, own_questions
from voicedrill.coach.drills.model import (
    AskedQuestion,
    Check,
    Drill,
    DrillAnswer,
    DrillItem,
    DrillResult,
    Limits,
    Mark,
    Options,
    Said,
)
from voicedrill.coverage.answers import prepare
from voicedrill.coverage.lexicon import listed
from voicedrill.decks.model import Deck
from voicedrill.delivery.words import bare
from voicedrill.timing import Word
from voicedrill.transcript import quote

DEFAULT_COUNT = 3
#: How many questions to ask one interviewer: two good ones are plenty, one is too few.
LEAST = 2

_OPEN = listed("what how why when where who which whose whom")
_AUXILIARY = listed(
    "is are was were am do does did can could will would shall should may might must have has had "
    "isn't aren't don't doesn't didn't can't won't wouldn't haven't hasn't"
)
_BEFORE_OPEN = listed("for in at by to with on about from")
_WRITTEN_OUT = {"i'd": "i would", "i'm": "i am", "i've": "i have"} | {
    f"{word}'s": f"{word} is" for word in ("what", "how", "who", "where", "when", "that")
}
_TO_KNOW = "to (?:know|hear|learn|ask|understand)(?: from you| you)?(?: more)?"
#: What may stand before the question itself.
_LEADS = tuple(
    re.compile(rf"(?:{lead})\b ?")
    for lead in (
        "and|so|well|okay|ok|yes|yeah|then|also|finally|lastly|next|now|great|thanks|thank you|um|uh",
        "first of all|firstly|first|secondly|second|thirdly|third|another thing|one more thing|last one",
        r"(?:my|the|a|another|one) (?:\w+ )?question(?: for you| i have)? (?:is|would be)",
        r"(?:what )?i (?:would|do)? ?(?:also |really )?(?:like|love|want|need)? ?" + _TO_KNOW + "(?: is)?",
        rf"i (?:am|was|would be) (?:\w+ )?(?:curious|wondering|interested|keen)(?: {_TO_KNOW})?",
        "(?:could|can|would|will) you (?:please )?(?:tell|show|give) (?:me|us)(?: a little| a bit| more)?",
        "(?:could|can|would) you (?:please )?(?:say|explain|describe)(?: a little| a bit| more)?",
        "(?:do|would) you mind (?:telling|saying)(?: me)?",
        "(?:may|can|could) i ask(?: you)?",
        "tell (?:me|us)|do you know",
    )
)
_TELLS_MORE = re.compile(r"^(?:more )?about\b")
_ASKS_TO_TELL = re.compile(r"\b(?:tell|explain|describe|show|walk|give)\b")


def build(deck: Deck, options: Options) -> Drill:
    """The deck's prompts of that sort, one an interviewer, else general ones."""
    own = own_questions(deck, options, lambda question: question.kind == "ask-them", "ask-them")
    note = None
    questions = own
    if not own:
        questions = general_questions("ask-them", "ask-them", (15.0, 60.0))
        note = (
            "This deck holds no questions of yours, so none can be ticked. Add a question with"
            " `kind: ask-them` whose points are what you want to ask."
        )
    items = tuple(
        DrillItem(question, Limits(max_s=max(60.0, 2 * HARD_END * question.target_s[1])))
        for question in drawn(questions, options.count or DEFAULT_COUNT, options.seed)
    )
    return Drill("ask-them", items, own=len(own), note=note)


def score(said: Sequence[Said]) -> DrillResult:
    """What was asked, which of the deck's questions that were, and which a yes or no would answer."""
    answers = tuple(_judge(one) for one in said)
    passed = sum(answer.passed for answer in answers)
    missing = tuple(mark.name for answer in answers for mark in answer.marks if not mark.made)
    return DrillResult("ask-them", answers, passed=passed, missing_points=missing)


def questions_in(words: Sequence[Word]) -> tuple[AskedQuestion, ...]:
    """The questions among the sentences of an answer, in order."""
    answer = prepare(words)
    found = []
    for sentence in answer.sentences:
        texts = [word.text for word in answer.words[sentence.first : sentence.last + 1]]
        closed = is_closed(" ".join(texts))
        if closed is not None:
            found.append(AskedQuestion(quote(answer.words, sentence.first, sentence.last), closed))
    return tuple(found)


def is_closed(sentence: str) -> bool | None:
    """Whether yes or no would answer the sentence; None when it is no question.

    "Could you tell me how ..." asks how; "is it this or that" offers a choice and is not closed.
    """
    lead, rest = _lead_of(sentence)
    words = rest.split()
    if not words:
        return None
    if words[0] in _OPEN or (words[0] in _BEFORE_OPEN and words[1:2] and words[1] in _OPEN):
        return False
    if words[0] in _AUXILIARY or (words[0] in ("if", "whether") and lead):
        return " or " not in f"{rest} ".replace(" or not ", " ").replace(" or so ", " ")
    if _ASKS_TO_TELL.search(lead) or (_TELLS_MORE.match(rest) and lead):
        return False
    if not sentence.rstrip("\"'”’) ").endswith("?"):
        return None
    # "So the team decides, and who signs?" and "and the pager?" ask openly; a tag ("..., right?") does not.
    return len(words) > 2 and not any(word in _OPEN for word in words)


def _lead_of(sentence: str) -> tuple[str, str]:
    """A sentence in plain words: what only leads to the question, and the rest."""
    texts = [bare(word) for word in sentence.split()]
    rest, lead = " ".join(_WRITTEN_OUT.get(text, text) for text in texts if text), ""
    while True:
        found = next((match for pattern in _LEADS if (match := pattern.match(rest)) and match.end()), None)
        if found is None:
            return lead, rest
        lead, rest = lead + found.group(), rest[found.end() :]


def _judge(said: Said) -> DrillAnswer:
    marks = tuple(
        Mark(point.text, point.status != "missed", evidence=point.evidence)
        for point in said.assessment.coverage.points
    )
    asked = questions_in(said.transcript.words)
    answer = replace(measured(said), marks=marks, asked=asked)
    return replace(answer, checks=tuple(_checks(answer)))


def _checks(answer: DrillAnswer) -> Iterator[Check]:
    count = max(len(answer.asked), sum(mark.made for mark in answer.marks))
    enough = count >= LEAST
    say = f"{count} question{'' if count == 1 else 's'} asked" if count else "No question was asked"
    yield Check("count", enough, say + ("." if enough else ": have two or three ready."))
    closed = [question for question in answer.asked if question.closed]
    if answer.asked:
        say = (
            "Yes or no would answer this: begin it with how, what or which."
            if closed
            else "Each asks for more than yes or no."
        )
        yield Check("open", not closed, say, closed[0].quote if closed else None)
