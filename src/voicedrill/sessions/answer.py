"""One spoken answer under way: its folder, the recorder that fills it, the ear that listens along."""

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from voicedrill.audio.capture import Recorder, open_microphone
from voicedrill.coverage.lessons import NO_LESSONS, Lessons
from voicedrill.decks.model import Deck, Question
from voicedrill.judges.base import Judge
from voicedrill.recognition.base import Recogniser
from voicedrill.recognition.listener import Listener
from voicedrill.recording import EndedBy, Recording
from voicedrill.reports.model import Report
from voicedrill.sessions.analyse import hints_for, report_on
from voicedrill.sessions.attempts import Attempt, create_attempt, earlier_answers
from voicedrill.sessions.ear import Ear
from voicedrill.sessions.flow_values import Heard, Rules
from voicedrill.sessions.warm_up import warm_up

#: A loss of sound from which on words may be missing.
LOSS_TOLD_S = 0.1
MICROPHONE_LOST = "The microphone was lost: the answer ends there."


class Answer:
    """Records from when it is made. ``on_heard`` is called for every block of sound, in another thread.

    Raises DeviceError when the microphone does not open, AttemptError when the data folder cannot be written,
    EngineError when the recogniser cannot begin; nothing is then left behind.
    """

    def __init__(
        self,
        question: Question,
        deck: Deck,
        rules: Rules,
        device: str | None,
        recogniser: Recogniser,
        on_heard: Callable[["Answer", Heard], None],
        judge: Judge | None = None,
        deck_file: Path | None = None,
        lessons: Lessons = NO_LESSONS,
    ) -> None:
        self._question = question
        self._judge = judge
        self._lessons = lessons
        self.attempt: Attempt = create_attempt(question, deck, datetime.now().astimezone(), deck_file)
        try:
            listener = Listener(recogniser, hints_for(deck), live=True)
            self._ear = Ear(listener, rules, lambda heard: on_heard(self, heard))
            try:
                # Last, so that all that takes time is done when the microphone opens.
                self.recorder = Recorder(open_microphone(device), self.attempt.sound, [self._ear])
                self.recorder.start()
                warm_up(question, deck)
            except BaseException:
                self._ear.abandon()
                raise
        except BaseException:
            self.attempt.discard()
            raise

    @property
    def level_dbfs(self) -> float | None:
        """Level of the last block of sound; None while there is none."""
        return None if self.recorder.is_paused else self._ear.level_dbfs

    def pause(self) -> None:
        """Let the recording rest."""
        self.recorder.pause()

    def resume(self) -> None:
        """Let it go on; the silence before counts no more."""
        self._ear.start_over()
        self.recorder.resume()

    def stop(self, ended_by: EndedBy) -> Recording:
        """End the recording; called again, it changes nothing."""
        self._ear.let_go()
        return self.recorder.stop(ended_by)

    def report(self) -> Report:
        """The report on the answer, once it was stopped. Raises EngineError."""
        recording = self.recorder.stop()
        warnings = []
        if recording.ended_by == "device-lost":
            warnings.append(MICROPHONE_LOST)
        if recording.lost_s > LOSS_TOLD_S:
            warnings.append(f"{recording.lost_s:.1f} s of sound was lost on its way: words may be missing.")
        return report_on(
            self._ear.finish(),
            self._question,
            self.attempt.sound,
            warnings=warnings,
            attempt_id=self.attempt.id,
            decided_at_s=recording.decided_at_s,
            judge=self._judge,
            lessons=self._lessons,
            earlier=earlier_answers(self._question, self.attempt),
        )

    def abandon(self) -> threading.Thread:
        """End the recording, leave the sound where it is and give up its words.

        The recogniser is free again when the thread that is returned has ended.
        """
        self.stop("key")
        freeing = threading.Thread(target=self._ear.abandon, name="freeing", daemon=True)
        freeing.start()
        return freeing
