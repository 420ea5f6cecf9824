"""Asks a judge that reads; whatever goes wrong, the embedded one has the word and the report says so."""

from voicedrill.coverage.results import Judged
from voicedrill.decks.model import Question
from voicedrill.errors import JudgeError
from voicedrill.judges.base import Judge
from voicedrill.transcript import Transcript


def consult(
    judge: Judge | None, question: Question | None, transcript: Transcript
) -> tuple[Judged | None, tuple[str, ...]]:
    """What ``judge`` says, for `coverage.evaluate`, and warnings for the report. No JudgeError leaves it.

    None: nobody but the embedded judge has anything to say, as none was asked, there are no points or no
    words, or it failed (then a warning tells why).
    """
    if judge is None or question is None or not question.points or not transcript.words:
        return None, ()
    try:
        verdicts = judge.judge(question, transcript)
    except JudgeError as error:
        told = f"{judge.name} did not judge this answer: {error} Its points were judged by words instead."
        return None, (told,)
    pairs = zip(question.points, verdicts, strict=True)
    unproved = [f"“{point.say}”" for point, verdict in pairs if verdict is None]
    if not unproved:
        return Judged(judge.name, verdicts), ()
    listed = ", ".join(unproved)
    count = "one point" if len(unproved) == 1 else f"{len(unproved)} points"
    told = f"{judge.name} quoted what was not said for {count}, judged by words instead: {listed}."
    return Judged(judge.name, verdicts), (told,)
