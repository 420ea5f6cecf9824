"""Recording: what a microphone gives goes to disk while it is spoken, and to whoever else listens."""

import re
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from voicedrill.audio.clips import Samples
from voicedrill.audio.fakes import FileMicrophone
from voicedrill.audio.files import WavWriter
from voicedrill.audio.microphones import EndOfSound, Microphone, SoundDeviceMicrophone
from voicedrill.errors import DeviceError, VoicedrillError
from voicedrill.recording import EndedBy, Recording

__all__ = [
    "EndOfSound",
    "Microphone",
    "Recorder",
    "SoundDeviceMicrophone",
    "check_microphone_file",
    "open_microphone",
]

Listener = Callable[[Samples], None]

_FILE = "file:"
_SPEED = re.compile(r"\d+(\.\d+)?")
_READ_S = 0.1


def open_microphone(spec: str | None = None) -> Microphone:
    """The microphone that ``spec`` names, open.

    A number, a name or a part of one is a device, None the system's choice; "file:PATH" plays a file instead,
    "file:PATH@4" at four times the speed, "file:PATH@0" as fast as it is read.

    Raises DeviceError, and AudioFileError for a file that is not sound.
    """
    microphone = _file_microphone(spec) if spec and spec.startswith(_FILE) else SoundDeviceMicrophone(spec)
    microphone.open()
    return microphone


def check_microphone_file(spec: str | None) -> None:
    """Open and close the file that is to play the microphone, so that what is wrong with it is told at once.

    A device is left alone. Raises AudioFileError.
    """
    if spec and spec.startswith(_FILE):
        microphone = _file_microphone(spec)
        microphone.open()
        microphone.close()


class Recorder:
    """Records a microphone to ``path`` in a thread of its own; every block also goes to the ``listeners``.

    The listeners are called in that thread, after the block is on disk, and never with paused sound. One that
    raises is not called again, its exception kept in `listener_error`: the recording goes on.
    """

    def __init__(self, microphone: Microphone, path: Path | str, listeners: Sequence[Listener] = ()) -> None:
        self.microphone = microphone
        self.path = Path(path)
        #: Set when the recording came to its end by itself: `ended_by` then says how.
        self.finished = threading.Event()
        self.ended_by: EndedBy | None = None
        #: Why the recording broke off; what was recorded until then is on disk.
        self.error: VoicedrillError | None = None
        self.listener_error: Exception | None = None
        self._listeners = list(listeners)
        self._stopping = threading.Event()
        self._paused = threading.Event()
        self._thread: threading.Thread | None = None
        self._recording: Recording | None = None
        self._lost_s = 0.0
        self._lost_in_all_s = 0.0

    @property
    def duration_s(self) -> float:
        """Seconds on disk."""
        return self._writer.duration_s if self._thread else 0.0

    @property
    def is_paused(self) -> bool:
        """Whether what is spoken now is thrown away."""
        return self._paused.is_set()

    def start(self) -> None:
        """Open the microphone and the file and record. Raises DeviceError, AudioFileError (cannot write)."""
        self.microphone.open()
        try:
            self._writer = WavWriter(self.path)
        except VoicedrillError:
            self.microphone.close()
            raise
        # A daemon: whatever happens in the rest of the program, this thread does not keep it alive.
        self._thread = threading.Thread(target=self._record, name="recorder", daemon=True)
        self._thread.start()

    def pause(self) -> None:
        """Throw away what is spoken until `resume`; it counts neither as recorded nor as lost."""
        self._paused.set()

    def resume(self) -> None:
        """Go on recording."""
        self._paused.clear()

    def stop(self, ended_by: EndedBy = "key") -> Recording:
        """End the recording, close the microphone and say how it went; called again, it says the same.

        ``ended_by`` is overruled when the recording broke off before, see `error`.
        """
        decided_at_s = time.monotonic()
        if self._thread is None:
            raise RuntimeError("a recorder must be started before it can be stopped")
        if self._recording is None:
            self._stopping.set()
            self._thread.join()
            self.microphone.close()
            if self.error is None:
                self.ended_by = ended_by
            self._recording = Recording(
                path=self.path,
                duration_s=self._writer.duration_s,
                ended_by=self.ended_by or ended_by,
                lost_s=self._lost_s,
                decided_at_s=decided_at_s,
            )
        return self._recording

    def _record(self) -> None:
        with self._writer:
            try:
                while not self._stopping.is_set():
                    self._take(self.microphone.read(_READ_S))
                self._take(self.microphone.read(0))  # What was spoken before the end was decided.
            except EndOfSound:
                self.ended_by = "end-of-file"
            except Exception as error:
                self.error = _as_ours(error)
                self.ended_by = "device-lost"
            finally:
                self.finished.set()

    def _take(self, block: Samples | None) -> None:
        if block is None:
            return
        lost_before_s, self._lost_in_all_s = self._lost_in_all_s, self.microphone.lost_s
        if self._paused.is_set():
            return
        self._lost_s = max(0.0, self._lost_s + self._lost_in_all_s - lost_before_s)
        self._writer.write(block)
        for listener in tuple(self._listeners):
            try:
                listener(block)
            except Exception as error:
                self.listener_error = error
                self._listeners.remove(listener)


def _as_ours(error: Exception) -> VoicedrillError:
    if isinstance(error, VoicedrillError):
        return error
    wrapped = DeviceError(f"The recording broke off: {error}.")
    wrapped.__cause__ = error
    return wrapped


def _file_microphone(spec: str) -> FileMicrophone:
    path, at, speed = spec.removeprefix(_FILE).rpartition("@")
    if not at or not _SPEED.fullmatch(speed):  # No speed, or an @ that belongs to the name.
        return FileMicrophone(spec.removeprefix(_FILE))
    return FileMicrophone(path, float(speed))
