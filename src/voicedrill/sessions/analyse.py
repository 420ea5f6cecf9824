"""From sound or words to a report: the shell that opens an engine once and hands one value to the next step.

Files of sound and answers that are still being spoken meet in `report_on`; the inputs are only read.
"""

import secrets
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from voicedrill import __version__
from voicedrill.coverage.lessons import NO_LESSONS, Lessons
from voicedrill.decks.model import Deck, Question
from voicedrill.recording import SoundMeasures
from voicedrill.reports.model import SCHEMA, AudioRef, QuestionRef, Report, Timings
from voicedrill.transcript import Transcript

if TYPE_CHECKING:
    from voicedrill.judges.base import Judge
    from voicedrill.recognition.base import Hints, Recogniser
    from voicedrill.recognition.listener import Listened

LANGUAGE = "en"
#: Share of samples at full scale from which clipping is told: below it nobody hears it.
_CLIPPED_SHARE = 0.001
TOO_QUIET = "The recording is very quiet: words may be missing. Move the microphone closer or turn it up."
CLIPPED = "The sound is clipped: words may be wrong. Turn the microphone down or move away from it."


class Analyser:
    """Analyses any number of answers with one engine, which is opened when the first sound comes.

    ``engine``: a name of the registry or "auto". ``recogniser``: one that is open already; it stays the
    caller's. ``judge``: one that reads, asked about the points of every answer; closed with the analyser.
    ``on_heard``: called with the file and the seconds of it listened to so far, for whoever waits.
    """

    def __init__(
        self,
        engine: str = "auto",
        recogniser: "Recogniser | None" = None,
        judge: "Judge | None" = None,
        on_heard: Callable[[Path, float], None] | None = None,
    ) -> None:
        self.judge = judge
        self._on_heard = on_heard
        self._engine = engine
        self._own: Recogniser | None = None
        self._given = recogniser

    @property
    def recogniser(self) -> "Recogniser":
        """The engine, opened when first asked for. Raises UsageError, EngineError."""
        if self._given is not None:
            return self._given
        if self._own is None:
            from voicedrill.recognition.registry import open_recogniser

            self._own = open_recogniser(self._engine)
        return self._own

    def analyse_file(
        self,
        path: Path,
        question: Question | None = None,
        deck: Deck | None = None,
        lessons: Lessons = NO_LESSONS,
        earlier: Sequence[str] = (),
    ) -> Report:
        """Listen to the sound in ``path`` and report on it. Raises AudioFileError, EngineError.

        ``deck``: the one the question is from; its glossary helps the engine. ``lessons``: what the speaker
        corrected after earlier answers to the question; ``earlier``: their texts, the latest last.
        """
        from voicedrill.recognition.listener import listen_file

        tell = self._on_heard
        listened = listen_file(
            path,
            self.recogniser,
            hints_for(deck),
            on_heard=(lambda heard_s: tell(path, heard_s)) if tell else None,
        )
        return report_on(
            listened, question, path, judge=self.judge, lessons=lessons, earlier=earlier, deck=deck
        )

    def analyse_transcript(
        self, transcript: Transcript, question: Question | None = None, lessons: Lessons = NO_LESSONS
    ) -> Report:
        """Report on words alone: what only sound can tell stays None or empty."""
        return _report(transcript, question, judge=self.judge, lessons=lessons)

    def close(self) -> None:
        """Close the engine, if this opened one, and the judge. Calling it again does nothing."""
        if self.judge is not None:
            self.judge.close()
        if self._own is not None:
            self._own.close()
            self._own = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def hints_for(deck: Deck | None) -> "Hints":
    """What the engine may know beforehand: the deck's glossary."""
    from voicedrill.recognition.base import Hints

    return Hints(deck.glossary if deck else ())


def report_on(
    listened: "Listened",
    question: Question | None,
    path: Path,
    *,
    warnings: Sequence[str] = (),
    attempt_id: str | None = None,
    decided_at_s: float | None = None,
    judge: "Judge | None" = None,
    lessons: Lessons = NO_LESSONS,
    earlier: Sequence[str] = (),
    deck: Deck | None = None,
) -> Report:
    """The report on sound that was listened to, from a file or live.

    ``warnings`` are told before those of listening; ``attempt_id``: made when None; ``decided_at_s``: reading
    of the monotonic clock when it was decided that the speaker had stopped, for `timings.after_speech_s`;
    ``judge``: one that reads, asked about the points; ``lessons``: what the speaker corrected before;
    ``earlier``: the texts of earlier answers to the question, the latest last; ``deck``: the one the question
    is from, for its story's follow-ups.
    """
    sound = listened.sound
    said = [*warnings, *listened.warnings]
    if sound.too_quiet:
        said.append(TOO_QUIET)
    if sound.clipped_share > _CLIPPED_SHARE:
        said.append(CLIPPED)
    return _report(
        listened.transcript,
        question,
        sound=sound,
        path=path,
        warnings=tuple(dict.fromkeys(said)),
        recognition_s=listened.recognition_s,
        attempt_id=attempt_id,
        decided_at_s=decided_at_s,
        judge=judge,
        lessons=lessons,
        earlier=earlier,
        deck=deck,
    )


def new_attempt_id(now: datetime) -> str:
    """A name that sorts by time and does not repeat, such as 20261121-114258-ab12."""
    return f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"


def _report(
    transcript: Transcript,
    question: Question | None,
    *,
    sound: SoundMeasures | None = None,
    path: Path | None = None,
    warnings: tuple[str, ...] = (),
    recognition_s: float | None = None,
    attempt_id: str | None = None,
    decided_at_s: float | None = None,
    judge: "Judge | None" = None,
    lessons: Lessons = NO_LESSONS,
    earlier: Sequence[str] = (),
    deck: Deck | None = None,
) -> Report:
    from voicedrill.assessment import assess
    from voicedrill.coach.advice import advise
    from voicedrill.coach.follow_ups import choose_follow_up
    from voicedrill.decks.telling import story_of
    from voicedrill.judges.fallback import consult
    from voicedrill.sessions.own_bands import bands_or_problem
    from voicedrill.sessions.own_red_flags import phrases_or_problem

    began = time.perf_counter()
    judged, told = consult(judge, question, transcript)
    phrases, problems = phrases_or_problem()
    bands, more_problems = bands_or_problem()
    assessment = assess(question, transcript, sound, judged, earlier, phrases=phrases, lessons=lessons)
    advice = advise(question, assessment, transcript, bands)
    follow_up = choose_follow_up(question, assessment, [transcript], story_of(question, deck))
    assessment_s = time.perf_counter() - began
    now = datetime.now().astimezone()
    return Report(
        schema=SCHEMA,
        voicedrill=__version__,
        attempt_id=attempt_id or new_attempt_id(now),
        created_at=now.isoformat(timespec="seconds"),
        language=LANGUAGE,
        warnings=warnings + told + problems + more_problems,
        question=_question_ref(question),
        audio=_audio_ref(path, sound),
        transcript=transcript,
        delivery=assessment.delivery,
        coverage=assessment.coverage,
        advice=advice,
        follow_up=follow_up,
        timings=Timings(
            recognition_s=recognition_s,
            assessment_s=assessment_s,
            after_speech_s=None if decided_at_s is None else time.monotonic() - decided_at_s,
        ),
    )


def _question_ref(question: Question | None) -> QuestionRef | None:
    if question is None:
        return None
    from voicedrill.decks.find import question_hash

    return QuestionRef(question.id, question.ask, question.kind, question_hash(question))


def _audio_ref(path: Path | None, sound: SoundMeasures | None) -> AudioRef | None:
    if path is None or sound is None:
        return None
    return AudioRef(str(path), sound.duration_s, sound.noise_dbfs, sound.clipped_share, sound.too_quiet)
