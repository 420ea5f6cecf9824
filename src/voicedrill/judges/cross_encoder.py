"""A cross-encoder for entailment (natural language inference) in ONNX, on the processor.

A folder holds it: model.onnx, the tokenizer.json of the tokenizers library, and a config.json that names the
labels, as models on the hub have it.
"""

import json
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from voicedrill.errors import JudgeError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

#: Pairs that are run at once, and the longest pair in tokens: what most of these models were made for.
BATCH = 16
LONGEST = 512
_ENTAILMENT = frozenset({"entailment", "entails", "entailed"})
#: Where a folder may hold the weights, as pulled or as repositories on the hub have them.
_WEIGHTS = ("model.onnx", "model_quantized.onnx", "onnx/model.onnx", "onnx/model_quantized.onnx")


class CrossEncoder:
    """The model in ``folder``, its weights loaded when it first runs.

    Raises JudgeError when the folder holds no such model.
    """

    def __init__(self, folder: Path) -> None:
        self.name = folder.resolve().name
        self._weights = _weights_in(folder)
        self._tokens = folder / "tokenizer.json"
        config = _config_in(folder)
        self._label, self._labels = entailment_label(config, folder)
        self._padding = int(config.get("pad_token_id") or 0)
        self._loaded: tuple[Tokenizer, InferenceSession] | None = None

    def probabilities(self, pairs: Sequence[tuple[str, str]], limit_s: float) -> NDArray[np.float64]:
        """How probable it is, 0 to 1, that each premise entails its hypothesis; shape (n,).

        Raises JudgeError: the model does not load or run, or took longer than ``limit_s`` seconds.
        """
        ends = time.monotonic() + limit_s
        tokenizer, session = self._load()
        found = np.zeros(len(pairs))
        try:
            encoded = tokenizer.encode_batch(list(pairs))
            order = sorted(range(len(encoded)), key=lambda at: len(encoded[at].ids))  # little padding
            for begin in range(0, len(order), BATCH):
                if time.monotonic() > ends:
                    raise JudgeError("its model was not done in time (--judge-seconds gives it more).")
                batch = order[begin : begin + BATCH]
                found[batch] = self._run(session, [encoded[at] for at in batch])
        except JudgeError:
            raise
        except Exception as error:  # onnxruntime and tokenizers raise classes of their own, and plain ones
            raise JudgeError(f"its model failed ({_first_line(error)}).") from error
        return found

    def close(self) -> None:
        """Free the weights."""
        self._loaded = None

    def _run(self, session: "InferenceSession", batch: "Sequence[Encoding]") -> NDArray[np.float64]:
        longest = max(len(encoding.ids) for encoding in batch)
        inputs = {
            "input_ids": _padded([e.ids for e in batch], longest, self._padding),
            "attention_mask": _padded([e.attention_mask for e in batch], longest, 0),
            "token_type_ids": _padded([e.type_ids for e in batch], longest, 0),
        }
        logits = session.run(None, {each.name: inputs[each.name] for each in session.get_inputs()})[0]
        return entailed(np.asarray(logits, np.float64), self._label, self._labels)

    def _load(self) -> "tuple[Tokenizer, InferenceSession]":
        if self._loaded is None:
            try:
                import onnxruntime
                from tokenizers import Tokenizer

                tokenizer = Tokenizer.from_file(str(self._tokens))
                tokenizer.no_padding()
                tokenizer.enable_truncation(LONGEST)
                options = onnxruntime.SessionOptions()
                options.log_severity_level = 3
                # As CTranslate2 has it: a batch's workers get one core each.
                options.intra_op_num_threads = int(os.environ.get("OMP_NUM_THREADS") or 0)
                session = onnxruntime.InferenceSession(
                    str(self._weights), options, providers=["CPUExecutionProvider"]
                )
            except Exception as error:  # as above
                raise JudgeError(
                    f"its model in {self._weights.parent} does not load ({_first_line(error)})."
                ) from error
            self._loaded = tokenizer, session
        return self._loaded


def entailed(logits: NDArray[np.float64], label: int, labels: int) -> NDArray[np.float64]:
    """The probability of ``label`` from ``logits`` of shape (n, labels): softmax, or sigmoid of a single one.

    Raises JudgeError for another shape and for what are no numbers.
    """
    if logits.ndim != 2 or logits.shape[1] != labels:
        raise JudgeError(f"its model gave an array of {logits.shape} for {labels} labels.")
    if not np.isfinite(logits).all():
        raise JudgeError("its model gave something that is no number.")
    if labels == 1:
        return np.asarray(np.exp(-np.logaddexp(0.0, -logits[:, 0])))
    return np.asarray(np.exp(logits[:, label] - np.logaddexp.reduce(logits, axis=1)))


def entailment_label(config: dict[str, Any], folder: Path) -> tuple[int, int]:
    """Which of the model's labels is entailment, and how many it has, by its config.json. Raises JudgeError.

    A model with a single label is taken to give the logit of entailment.
    """
    try:
        labels = {int(number): str(name) for number, name in config["id2label"].items()}
    except (KeyError, ValueError, AttributeError) as error:
        raise JudgeError(f"{folder / 'config.json'} names no labels (id2label).") from error
    if len(labels) == 1:
        return 0, 1
    for number, name in labels.items():
        if name.strip().casefold() in _ENTAILMENT:
            return number, len(labels)
    raise JudgeError(
        f"{folder / 'config.json'}: none of its labels ({', '.join(labels.values())}) is entailment. "
        "Take a cross-encoder that was trained for natural language inference."
    )


def _padded(rows: Sequence[Sequence[int]], width: int, filling: int) -> NDArray[np.int64]:
    padded = np.full((len(rows), width), filling, np.int64)
    for at, row in enumerate(rows):
        padded[at, : len(row)] = row
    return padded


def _weights_in(folder: Path) -> Path:
    found = [folder / name for name in _WEIGHTS if (folder / name).is_file()]
    lacking = [name for name in ("config.json", "tokenizer.json") if not (folder / name).is_file()]
    if not found:
        lacking.append(_WEIGHTS[0])
    if lacking:
        raise JudgeError(f"{folder} holds no cross-encoder in ONNX: it lacks {', '.join(lacking)}.")
    return found[0]


def _config_in(folder: Path) -> dict[str, Any]:
    path = folder / "config.json"
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise JudgeError(f"{path} cannot be read ({_first_line(error)}).") from error
    if not isinstance(config, dict):
        raise JudgeError(f"{path} is no JSON object.")
    return config


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
