"""How the interviewer behaves: what is said between the questions, and how long is waited. Pure.

Nothing that an interviewer says here judges what was answered: the sentences follow each other by number.
"""

from dataclasses import dataclass
from typing import Literal

MoodName = Literal["friendly", "silent", "pressing"]
MOODS: tuple[MoodName, ...] = ("friendly", "silent", "pressing")
#: What may be said after the limit of the time is reached: only a pressing interviewer cuts in.
_LIMIT_FACTOR, _LEAST_LIMIT_S = 1.5, 60.0


@dataclass(frozen=True)
class Mood:
    """``silence``, ``thinking``: factors of the session's own seconds. ``interrupts``: while an answer is
    vague. ``limits``: answers are ended when they are far too long.
    """

    name: MoodName
    silence: float
    thinking: float
    interrupts: bool = False
    limits: bool = False
    greeting: str | None = None
    moving_on: str | None = None
    between: tuple[str, ...] = ()
    before_follow_up: tuple[str, ...] = ()
    before_closing: str | None = None

    def end_silence_s(self, usual_s: float) -> float:
        """The silence by which an answer ends."""
        return usual_s * self.silence

    def limit_s(self, most_s: float, target_s: tuple[float, float]) -> float:
        """The longest answer: ``most_s``, or less where this interviewer cuts in."""
        if not self.limits:
            return most_s
        return min(most_s, max(_LEAST_LIMIT_S, target_s[1] * _LIMIT_FACTOR))


_ALL: dict[str, Mood] = {
    "friendly": Mood(
        "friendly",
        silence=1.4,
        thinking=1.5,
        greeting="Hello, and thank you for coming.",
        moving_on="Thank you. Let us go on with the next part.",
        between=(
            "Thank you.",
            "All right, thank you.",
            "Okay. Let me ask you something else.",
            "Thanks for that.",
        ),
        before_follow_up=("May I ask one more thing about that?", "Let me stay with that for a moment."),
        before_closing="That is all from my side.",
    ),
    "silent": Mood("silent", silence=1.8, thinking=1.0),
    "pressing": Mood(
        "pressing",
        silence=0.8,
        thinking=0.5,
        interrupts=True,
        limits=True,
        greeting="Let us get started.",
        between=("Next question.", "Moving on."),
    ),
}
_ONE_MORE = "We have time for one more."
_OUT_OF_TIME = "We are nearly out of time."


def mood_of(name: str) -> Mood:
    """The mood of that name. Raises KeyError."""
    return _ALL[name]


def lead_in(
    mood: Mood,
    *,
    number: int,
    opens_round: bool = False,
    first_round: bool = False,
    follow_up: bool = False,
    closing: bool = False,
    one_more: bool = False,
    cut_short: bool = False,
) -> str | None:
    """What is said before a question, None: nothing. ``number``: of questions, or of follow-ups, before it.

    ``one_more``: it is the last for which there is time, ``cut_short``: there was no time for others.
    """
    if closing:
        said = _OUT_OF_TIME if cut_short else mood.before_closing
    elif opens_round:
        said = mood.greeting if first_round else mood.moving_on
    elif follow_up:
        said = _one_of(mood.before_follow_up, number)
    else:
        said = _one_of(mood.between, number)
    parts = [part for part in (said, _ONE_MORE if one_more else None) if part]
    return " ".join(parts) or None


def _one_of(sentences: tuple[str, ...], number: int) -> str | None:
    return sentences[number % len(sentences)] if sentences else None
