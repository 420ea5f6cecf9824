"""One spoken answer under way: its folder, the recorder that fills it, the ear that listens along."""

import threading
from collections.abc import Callable
from datetime import datetime

from voicedrill.audio.capture import Recorder, open_microphone
from voicedrill.coverage.lessons import NO_LESSONS, Lessons
from voicedrill.decks.find import reference_to
from voicedrill.recognition.listener import Listener
from voicedrill.recording import EndedBy, Recording
from voicedrill.reports.model import Report
from voicedrill.sessions.analyse import Analyser, hints_for, report_on
from voicedrill.sessions.attempts import Attempt, create_attempt, create_follow_up, earlier_answers
from voicedrill.sessions.ear import Ear
from voicedrill.sessions.flow_values import Heard, Rules
from voicedrill.sessions.following import part_of
from voicedrill.sessions.script import Item
from voicedrill.sessions.usual import with_usual
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
        item: Item,
        rules: Rules,
        device: str | None,
        analyser: Analyser,
        on_heard: Callable[["Answer", Heard], None],
        lessons: Lessons = NO_LESSONS,
    ) -> None:
        self._item = item
        self._judge = analyser.judge
        self._lessons = lessons
        self.attempt = _attempt_for(item)
        try:
            listener = Listener(analyser.recogniser, hints_for(item.deck), live=True)
            self._ear = Ear(listener, rules, lambda heard: on_heard(self, heard))
            try:
                # Last, so that all that takes time is done when the microphone opens.
                self.recorder = Recorder(open_microphone(device), self.attempt.sound, [self._ear])
                self.recorder.start()
                warm_up(item.question, item.deck)
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

    @property
    def words_so_far(self) -> str:
        """The words that are known by now; they lag behind the speaker."""
        return self._ear.words_so_far

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
        report = report_on(
            self._ear.finish(),
            self._item.question,
            self.attempt.sound,
            warnings=warnings,
            attempt_id=self.attempt.id,
            decided_at_s=recording.decided_at_s,
            judge=self._judge,
            lessons=self._lessons,
            deck=self._item.deck,
            earlier=() if self._item.part else self._earlier(),
        )
        return report if self._item.part else with_usual(report, self._item.mode)

    def _earlier(self) -> tuple[str, ...]:
        deck = self._item.deck_file
        return earlier_answers(self._item.question, self.attempt, reference_to(deck) if deck else None)

    def abandon(self) -> threading.Thread:
        """End the recording, leave the sound where it is and give up its words.

        The recogniser is free again when the thread that is returned has ended.
        """
        self.stop("key")
        freeing = threading.Thread(target=self._ear.abandon, name="freeing", daemon=True)
        freeing.start()
        return freeing


def _attempt_for(item: Item) -> Attempt:
    part = part_of(item)
    if part is None:
        now = datetime.now().astimezone()
        return create_attempt(
            item.question, item.deck, now, item.deck_file, mode=item.mode, session=item.session
        )
    return create_follow_up(
        part, item.question, item.deck, item.deck_file, mode=item.mode, session=item.session
    )
