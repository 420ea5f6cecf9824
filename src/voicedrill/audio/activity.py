"""Voice activity: how likely each 32 ms of sound is speech, as the sound comes in.

The model is Silero VAD v6 (MIT), the ONNX file that faster-whisper ships. It reads windows of 512 samples,
each with the 64 samples before it, and carries an LSTM state from window to window.
"""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.errors import EngineError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

#: Samples in one frame, and its length in seconds.
FRAME_SAMPLES = 512
FRAME_S = FRAME_SAMPLES / SAMPLE_RATE_HZ

_CONTEXT_SAMPLES = 64
_STATE_SHAPE = (1, 1, 128)
#: Frames per run of the model: bounds memory (a minute) when a long sound is pushed at once.
_BATCH_FRAMES = 1875
_MODEL_FILE = "assets/silero_vad_v6.onnx"


class VoiceActivity:
    """Speech probabilities of a sound that arrives in blocks of any size.

    How the sound is cut into blocks changes nothing, and memory does not grow with its length.
    Raises EngineError when the model is missing.
    """

    def __init__(self) -> None:
        self._session = _session()
        self._remainder: Samples = np.zeros(0, np.float32)
        self._context: Samples = np.zeros(_CONTEXT_SAMPLES, np.float32)
        self._h = np.zeros(_STATE_SHAPE, np.float32)
        self._c = np.zeros(_STATE_SHAPE, np.float32)

    def push(self, samples: Samples) -> NDArray[np.float32]:
        """Probabilities (0 to 1, shape (n,)) of the frames that ``samples`` (16 kHz mono) completed.

        What is left of a frame waits for the next push.
        """
        waiting = np.concatenate([self._remainder, samples.astype(np.float32, copy=False)])
        whole = len(waiting) // FRAME_SAMPLES
        self._remainder = waiting[whole * FRAME_SAMPLES :].copy()
        frames = waiting[: whole * FRAME_SAMPLES].reshape(whole, FRAME_SAMPLES)
        parts = [self._run(frames[at : at + _BATCH_FRAMES]) for at in range(0, whole, _BATCH_FRAMES)]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def finish(self) -> NDArray[np.float32]:
        """Probability of the last, incomplete frame (filled up with silence): shape (1,), or (0,) if none."""
        if not len(self._remainder):
            return np.zeros(0, np.float32)
        return self.push(np.zeros(FRAME_SAMPLES - len(self._remainder), np.float32))

    def _run(self, frames: Samples) -> NDArray[np.float32]:
        contexts = np.vstack([self._context, frames[:-1, -_CONTEXT_SAMPLES:]])
        self._context = frames[-1, -_CONTEXT_SAMPLES:].copy()
        inputs = {"input": np.hstack([contexts, frames]), "h": self._h, "c": self._c}
        probabilities, self._h, self._c = self._session.run(None, inputs)
        return np.asarray(probabilities, np.float32).reshape(-1)


def model_path() -> Path | None:
    """Where the model lies, or None when faster-whisper is not installed or no longer ships it."""
    spec = find_spec("faster_whisper")  # looks, does not import
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / _MODEL_FILE
    return path if path.is_file() else None


@lru_cache(maxsize=1)
def _session() -> "InferenceSession":
    import onnxruntime

    path = model_path()
    if path is None:
        raise EngineError(
            "The voice activity model is missing: faster-whisper 1.2 or later brings it. "
            "Run `pip install --force-reinstall faster-whisper`."
        )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(
            str(path), sess_options=options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # onnxruntime's own errors share no public base
        raise EngineError(f"The voice activity model {path} cannot be loaded: {error}") from error
