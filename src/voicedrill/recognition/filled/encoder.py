"""What moonshine's encoder makes of a sound, whichever engine writes the text.

The encoder (tiny-en, int8, 13 MB) comes inside the moonshine-voice wheel and runs in onnxruntime, which the
voice activity detection needs too. It was taught to write down English from some 200 000 hours of people
speaking (Jeffries and others 2024), so sounds that are alike to a listener are alike to it.
"""

import math
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.errors import EngineError
from voicedrill.recognition.moonshine import availability, weights_folder

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

#: Samples from one frame to the next (its convolutions step by 64, 3 and 2), and the middle of the first.
_STEP = 64 * 3 * 2
STEP_S = _STEP / SAMPLE_RATE_HZ
FIRST_S = (63.5 + 64 * 6) / SAMPLE_RATE_HZ
WIDTH = 288
#: Attention needs memory by the square of the length: longer sound is heard in windows of about so many
#: frames (4 s), with so many (0.5 s) before and after them.
_WINDOW, _MARGIN = 166, 20
_SHORTEST = SAMPLE_RATE_HZ // 2


class SpeechEncoder:
    """Raises EngineError when the model does not load or does not run."""

    def __init__(self) -> None:
        try:
            self._session = _session()
        except Exception as error:  # onnxruntime's errors share no base but Exception
            raise EngineError(f"The ear for filled pauses does not start: {error}") from error

    def frames(self, samples: Samples) -> NDArray[np.float32]:
        """Shape (frames, `WIDTH`): one frame each `STEP_S`, the first at `FIRST_S`. Memory is bounded."""
        total = len(samples) // _STEP
        if total <= _WINDOW + 2 * _MARGIN:
            return self._run(samples)
        count = math.ceil(total / _WINDOW)
        edges = [round(total * number / count) for number in range(count + 1)]
        parts = []
        for first, last in pairwise(edges):
            start, end = max(0, first - _MARGIN), min(total, last + _MARGIN)
            is_last = last == total
            heard = self._run(samples[start * _STEP : None if is_last else end * _STEP])
            parts.append(heard[first - start : None if is_last else last - start])
        return np.concatenate(parts)

    def _run(self, samples: Samples) -> NDArray[np.float32]:
        values = np.pad(samples, (0, max(0, _SHORTEST - len(samples))))[np.newaxis].astype(np.float32)
        inputs = {"input_values": values, "attention_mask": np.ones(values.shape, np.int64)}
        try:
            (hidden,) = self._session.run(None, inputs)
        except Exception as error:
            raise EngineError(f"The ear for filled pauses failed: {error}") from error
        heard: NDArray[np.float32] = np.asarray(hidden, np.float32)[0]
        return heard


def can_encode() -> bool:
    """Whether the encoder is installed. Imports nothing heavy."""
    return availability() is None and (weights_folder() / _FILE).is_file()


_FILE = "encoder_model.ort"


@cache
def _session() -> "InferenceSession":
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # the recogniser has the other core
    options.enable_mem_pattern = False  # every window may have another length
    return InferenceSession(str(weights_folder() / _FILE), options, providers=["CPUExecutionProvider"])
