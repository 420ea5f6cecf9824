"""A recogniser that replays a script: for tests, and to try the rest without a model."""

from collections.abc import Iterable

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.recognition.base import Heard, Hints


class ScriptedRecogniser:
    """Answers each cut with the next line of its script, and with nothing once the script is over.

    A line is text, a `Heard`, or an exception to raise. ``cuts_s``: the lengths of the cuts it was given.
    """

    name = "scripted"
    model: str | None = None

    def __init__(self, script: Iterable[str | Heard | Exception]) -> None:
        self._script = iter(script)
        self.cuts_s: list[float] = []
        self.hints: list[Hints] = []

    def transcribe(self, samples: Samples, hints: Hints) -> Heard:
        """The next line of the script. Raises what stands there."""
        self.cuts_s.append(len(samples) / SAMPLE_RATE_HZ)
        self.hints.append(hints)
        line = next(self._script, "")
        if isinstance(line, Exception):
            raise line
        return line if isinstance(line, Heard) else Heard(line)

    def close(self) -> None:
        """Nothing to free."""
