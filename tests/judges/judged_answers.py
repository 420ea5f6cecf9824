"""A question and answers to it that the tests of judges share."""

from voicedrill.coverage.words import words_of
from voicedrill.decks.model import Question, TalkingPoint
from voicedrill.timing import Word
from voicedrill.transcript import Transcript

QUESTION = Question(
    id="outage",
    ask="Tell me about an outage that you dealt with.",
    points=(
        TalkingPoint("rollback", "rolled back the release", weight=2),
        TalkingPoint("customers", "told customers early", ("status page updated",)),
        TalkingPoint("review", "blameless review afterwards", must=True),
    ),
)
ANSWER = (
    "Checkout was failing for a third of our users. So, um, I rolled back the release within ten minutes. "
    "Then I updated the status page myself. We never found out who had approved the change."
)


def transcript(text: str, step_s: float | None = 0.4) -> Transcript:
    """The words of ``text``, one each ``step_s`` seconds, or untimed."""
    words = words_of(text)
    if step_s is not None:
        words = tuple(Word(word.text, i * step_s, i * step_s + 0.3) for i, word in enumerate(words))
    return Transcript("scripted", None, text, "aligned" if step_s else "none", words)
