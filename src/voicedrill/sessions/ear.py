"""Listens to an answer while it is recorded: the level, the speech in it, its end, and its words."""

import threading
from collections.abc import Callable, Sequence

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples, dbfs
from voicedrill.audio.endpointing import Endpointer, EndpointState
from voicedrill.recognition.listener import Listened, Listener
from voicedrill.sessions.flow import ending
from voicedrill.sessions.flow_values import Heard, Rules
from voicedrill.sessions.unfinished import is_unfinished

#: How long the recording may be held at its end until the session has taken note. Live sound waits in the
#: microphone's queue meanwhile; a file that is played faster than speech would run on.
_HOLD_S = 1.0
#: The end by silence may be put off for so long to learn how the answer ends. The report waits for the same
#: words, so that little is lost when there are no more.
_WORDS_S = 1.0


class Ear:
    """To be called with every block that was recorded, in the recorder's thread.

    ``on_heard`` gets what each block means for the session; none follows the one that ends the recording,
    which is held until `let_go`. All sound goes to ``listener``, which has a worker of its own: a slow
    recogniser delays nothing here.
    """

    def __init__(self, listener: Listener, rules: Rules, on_heard: Callable[[Heard], None]) -> None:
        self.level_dbfs: float | None = None
        self._listener = listener
        self._rules = rules
        self._on_heard = on_heard
        self._endpointer = Endpointer(rules.end_silence_s)
        self._samples = 0
        self._heard_speech = False
        self._ended = self._held = False
        self._noted = threading.Event()

    def __call__(self, samples: Samples) -> None:
        """Take a block of sound, 16 kHz mono."""
        self.level_dbfs = dbfs(samples)
        self._samples += len(samples)
        probabilities = self._listener.push(samples)
        if self._ended:
            return
        state = self._endpoint(probabilities.tolist())
        self._heard_speech = self._heard_speech or state.heard_speech
        heard = Heard(
            recorded_s=self.recorded_s,
            heard_speech=self._heard_speech,
            silence_s=state.silence_s,
            ends_in_s=state.remaining_s,
            ended=state.ended,
            held=self._held,
        )
        self._ended = ending(heard, self._rules) is not None
        self._on_heard(heard)
        if self._ended:
            self._noted.wait(_HOLD_S)

    def _endpoint(self, probabilities: Sequence[float]) -> EndpointState:
        for probability in probabilities:
            state = self._endpointer.push([probability])
            if state.silence_s == 0:
                self._held = False
            if not state.ended:
                continue
            if self._held or not self._promises_more():
                break
            self._endpointer.hold(self._rules.hold_s)
            self._held = True
        return self._endpointer.state

    def _promises_more(self) -> bool:
        words = self._listener.latest_words(_WORDS_S)
        return words is not None and is_unfinished(words)

    @property
    def recorded_s(self) -> float:
        """Seconds of sound so far."""
        return self._samples / SAMPLE_RATE_HZ

    @property
    def words_so_far(self) -> str:
        """The words that are known by now; they lag behind the speaker."""
        return self._listener.words_so_far

    def let_go(self) -> None:
        """The session knows that the recording is over."""
        self._noted.set()

    def start_over(self) -> None:
        """The recording goes on after a pause: the silence before it counts no more."""
        self._endpointer = Endpointer(self._rules.end_silence_s)
        self._held = False

    def finish(self) -> Listened:
        """What was heard. Call it when the recorder has stopped. Raises EngineError."""
        return self._listener.finish()

    def abandon(self) -> None:
        """Give up: nobody wants to know what was heard. Waits for the cut that the recogniser is at."""
        self._listener.abandon()
