"""Other words for the same question, so that the answer is learnt and not the prompt.

Varied retrieval cues make what is remembered easier to reach from a new one (encoding variability; Glenberg
1979, Memory & Cognition 7). A deck's own rewordings come first; without any, the usual openings of interview
questions are exchanged for others that ask for the same thing. Everything after the opening stays as it is.
"""

import re
from dataclasses import replace

from voicedrill.decks.model import Question

#: Openings that mean the same: a pattern, and the ways to put what follows it. The first family that fits
#: counts. "How would you describe" is no way to put "describe": it asks for a judgement.
_FAMILIES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(rf"(?:{opening})\s+(?P<rest>.+)", re.IGNORECASE | re.DOTALL), ways)
    for opening, ways in (
        (
            r"(?:please |can you |could you )?"
            r"(?:tell (?P<me>me|us) about|describe|give me an example of|share) "
            r"(?:a|an) (?:time|situation|moment|occasion)"
            r"(?: when| where| in which|(?= (?:you|your|the team|someone|somebody)\b))",
            (
                "Tell {me} about a time when {rest}.",
                "Can you give me an example of when {rest}?",
                "Describe a situation in which {rest}.",
            ),
        ),
        (
            r"(?:can you |could you )?(?:walk|talk|take) (?P<me>me|us) through",
            ("Walk {me} through {rest}.", "Can you talk {me} through {rest}?", "Take {me} through {rest}."),
        ),
        (
            r"(?:can you |could you |please )?tell (?P<me>me|us) about(?= yourself)",
            (
                "Tell {me} about {rest}.",
                "Can you tell {me} about {rest}?",
                "I'd like you to tell {me} about {rest}.",
            ),
        ),
        (
            r"(?:can you |could you |please )?tell (?P<me>me|us) about",
            (
                "Tell {me} about {rest}.",
                "Can you tell {me} about {rest}?",
                "I'd like to hear about {rest}.",
            ),
        ),
        (
            r"(?:can you |could you |please )?explain",
            ("Explain {rest}.", "Can you explain {rest}?", "I'd like you to explain {rest}."),
        ),
        (
            r"(?:can you |could you |please )?describe",
            ("Describe {rest}.", "Can you describe {rest}?", "I'd like you to describe {rest}."),
        ),
    )
)
_FIRST_SENTENCE = re.compile(r"(?P<first>[^.?!]+)(?P<mark>[.?!]*)(?P<others>.*)", re.DOTALL)


def wordings(question: Question) -> tuple[str, ...]:
    """All ways in which the question may be asked, its own first; none twice, none empty."""
    others = question.rewordings or _by_opening(question.ask)
    ways = {_plain(question.ask): question.ask}
    for text in others:
        ways.setdefault(_plain(text), text)
    return tuple(ways.values())


def next_wording(question: Question, last_asked: str | None) -> str:
    """The wording whose turn it is after ``last_asked``; the question's own when it was never asked.

    Never ``last_asked`` itself, if there is another. One that the deck no longer has is followed by the
    question's own.
    """
    ways = wordings(question)
    if last_asked is None:
        return ways[0]
    places = [_plain(way) for way in ways]
    last = _plain(last_asked)
    return ways[(places.index(last) + 1) % len(ways)] if last in places else ways[0]


def reworded(question: Question, last_asked: str | None) -> Question:
    """The question in the words whose turn it is; its id and all else stay."""
    return replace(question, ask=next_wording(question, last_asked))


def _by_opening(ask: str) -> tuple[str, ...]:
    """What the usual openings make of a question; nothing for one that opens otherwise."""
    parts = _FIRST_SENTENCE.fullmatch(ask.strip())
    if parts is None or parts["others"][:1].isalnum():  # a mark inside a word, such as Node.js
        return ()
    for opening, ways in _FAMILIES:
        found = opening.fullmatch(parts["first"].strip())
        if found:
            # By replacing, since what follows may hold braces of its own.
            me, rest = found.groupdict().get("me") or "me", found["rest"].strip()
            put = (way.replace("{me}", me.lower()).replace("{rest}", rest) + parts["others"] for way in ways)
            return tuple(way for way in put if _bare(way) != _bare(ask))
    return ()


def _bare(text: str) -> str:
    """Words by which "a time you" and "a time when you" are one wording."""
    return _plain(text).replace(" when ", " ")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
