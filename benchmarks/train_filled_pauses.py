"""Learn the weights of the filled pause score, from the dev clips, more of their kind, and human recordings.

    python -m benchmarks.train_filled_pauses [--manifest FILE] [--write]

Never from the untouched clips. Every stretch that the detector would judge is an example: a filled pause when
the two share at least half of the longer one, none when they hardly touch, left out in between. Each clip is
heard twice, with the recogniser's text and with that text stripped of its ums. Printed is what each part and
each human recording scores when it was left out of the learning.
"""

import argparse
import multiprocessing
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from audio_fixtures.fillers import scripts
from audio_fixtures.script import Script
from benchmarks.common import table
from benchmarks.filled_pauses import Clip, Count, aligned, clips, count, cuts_of, spans
from numpy.typing import NDArray

from voicedrill.audio.files import read_clip
from voicedrill.recognition import filled
from voicedrill.recognition.base import Hints, Recogniser
from voicedrill.recognition.filled.detector import Bounds, Suspect, judged, suspects
from voicedrill.recognition.filled.score import Weights, weights_as_json
from voicedrill.recognition.filled.speaker import SpeakerMemory
from voicedrill.recognition.filled.witnesses import Witnesses, is_filler, witnesses_of
from voicedrill.recognition.listener import split_words
from voicedrill.recognition.registry import open_recogniser
from voicedrill.recognition.sphinx import ForcedAligner
from voicedrill.timing import TimeSpan

_HUMAN_WEIGHT = 5.0
_UNITS, _NETWORKS, _EPOCHS, _BATCH = 8, 3, 30, 256
_DECAY = 5.0
_FOLDS = 4


@dataclass(frozen=True)
class HeardCut:
    """What is to be judged of one cut."""

    start_s: float
    found: tuple[Suspect, ...]
    witnesses: Witnesses


@dataclass(frozen=True)
class HeardClip:
    """A clip with its suspects. ``full``: with the recogniser's text; ``stripped``: without its ums."""

    clip: Clip
    full: tuple[HeardCut, ...]
    stripped: tuple[HeardCut, ...]


def hear(clip: Clip, recogniser: Recogniser, aligner: ForcedAligner) -> HeardClip:
    """Both hearings of ``clip``."""
    full: list[HeardCut] = []
    stripped: list[HeardCut] = []
    memories = (SpeakerMemory(), SpeakerMemory())
    for cut in cuts_of(read_clip(clip.path).samples):
        texts = split_words(recogniser.transcribe(cut.samples, Hints()).text)
        without = [text for text in texts if not is_filler(text)]
        for heard, words, memory in ((full, texts, memories[0]), (stripped, without, memories[1])):
            witnesses = witnesses_of(aligned(aligner, cut, words))
            heard.append(HeardCut(cut.start_s, tuple(suspects(cut, witnesses, memory)), witnesses))
    return HeardClip(clip, tuple(full), tuple(stripped))


def training_clips(folder: Path) -> list[Clip]:
    """More clips like those of dev, made in ``folder``, each in a process of its own."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=2, mp_context=context, max_tasks_per_child=1) as pool:
        return list(pool.map(_make, scripts("train"), repeat(folder)))


def _make(script: Script, folder: Path) -> Clip:
    from audio_fixtures import assembly, sound_files

    made = assembly.make(script)
    path = folder / f"{Path(script.name).name}.flac"
    sound_files.write_flac(path, made.samples, assembly.RATE_HZ)
    filled_pauses = [one for one in made.truth["fillers"] if one["kind"] == "filled-pause"]
    return Clip("train", script.name, path, spans(filled_pauses))


def label(span: TimeSpan, clip: Clip) -> bool | None:
    """Whether ``span`` is a filled pause of ``clip``; None where that cannot be said."""
    touched = any(span.overlap_s(other) > 0.2 * span.duration_s for other in clip.ignored)
    for true in clip.fillers:
        shared = span.overlap_s(true)
        if shared >= 0.5 * max(span.duration_s, true.duration_s):
            return True
        touched |= shared >= 0.2 * min(span.duration_s, true.duration_s)
    return None if touched else False


def examples(
    heard: Sequence[HeardClip],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Values, labels (0, 1) and weights of every suspect whose label is known."""
    values, labels, weights = [], [], []
    for one in heard:
        weight = _HUMAN_WEIGHT if one.clip.group in ("human", "read") else 1.0
        for cut in (*one.full, *one.stripped):
            for suspect in cut.found:
                span = TimeSpan(cut.start_s + suspect.span.start, cut.start_s + suspect.span.end)
                true = label(span, one.clip)
                if true is not None:
                    values.append(suspect.values)
                    labels.append(float(true))
                    weights.append(weight)
    return np.array(values), np.array(labels), np.array(weights)


def fit(values: NDArray[np.float64], labels: NDArray[np.float64], weights: NDArray[np.float64]) -> Weights:
    """Networks from different beginnings, put side by side as one: the mean of their logits."""
    means, spreads = values.mean(axis=0), values.std(axis=0) + 1e-6
    scaled = np.clip((values - means) / spreads, -4, 4)
    parts = [_network(scaled, labels, weights, seed) for seed in range(_NETWORKS)]
    return Weights(
        means,
        spreads,
        np.concatenate([part[0] for part in parts], axis=1),
        np.concatenate([part[1] for part in parts]),
        np.concatenate([part[2] for part in parts]) / _NETWORKS,
        float(np.mean([part[3] for part in parts])),
    )


def _network(
    scaled: NDArray[np.float64], labels: NDArray[np.float64], weights: NDArray[np.float64], seed: int
) -> list[NDArray[np.float64]]:
    """One network by Adam (Kingma and Ba 2015) on the weighted cross entropy with weight decay."""
    random = np.random.default_rng(seed)
    features = scaled.shape[1]
    current = [
        random.normal(0, 0.3, (features, _UNITS)),
        np.zeros(_UNITS),
        random.normal(0, 0.3, _UNITS),
        np.array(-2.0),
    ]
    first = [np.zeros_like(part) for part in current]
    second = [np.zeros_like(part) for part in current]
    step = 0
    for epoch in range(_EPOCHS):
        rate = 0.01 * (1 - epoch / _EPOCHS) + 0.0005
        order = random.permutation(len(scaled))
        for at in range(0, len(order), _BATCH):
            batch = order[at : at + _BATCH]
            step += 1
            hidden = np.tanh(scaled[batch] @ current[0] + current[1])
            scores = 1 / (1 + np.exp(-(hidden @ current[2] + current[3])))
            error = weights[batch] * (scores - labels[batch]) / _BATCH
            back = np.outer(error, current[2]) * (1 - hidden**2)
            decay = _DECAY / len(scaled)
            slopes = [
                scaled[batch].T @ back + decay * current[0],
                back.sum(axis=0),
                hidden.T @ error + decay * current[2],
                error.sum(),
            ]
            for index, slope in enumerate(slopes):
                first[index] = 0.9 * first[index] + 0.1 * slope
                second[index] = 0.999 * second[index] + 0.001 * slope**2
                unbiased = np.sqrt(second[index] / (1 - 0.999**step)) + 1e-8
                current[index] = current[index] - rate * first[index] / (1 - 0.9**step) / unbiased
    return current


def measured(one: HeardClip, weights: Weights, *, stripped: bool) -> Count:
    """How the certain filled pauses of ``one`` fare."""
    found = []
    for cut in one.stripped if stripped else one.full:
        pauses = [item.pause for item in judged(cut.start_s, cut.found, cut.witnesses, weights, Bounds())]
        found += [TimeSpan(pause.start, pause.end) for pause in pauses if pause.certain]
    return count(one.clip, found)


def cross_validated(heard: Sequence[HeardClip]) -> list[dict[str, object]]:
    """A row for each group: every clip judged by weights that were learnt without it."""
    human = [one for one in heard if one.clip.group in ("human", "read")]
    made = [one for one in heard if one.clip.group not in ("human", "read")]
    folds = [[one] for one in human] + [made[fold::_FOLDS] for fold in range(_FOLDS)]
    totals: dict[tuple[str, str], Count] = {}
    for fold in folds:
        weights = fit(*examples([one for one in heard if all(one is not left for left in fold)]))
        for one in fold:
            for method in ("full", "text stripped"):
                key = (one.clip.group, method)
                result = measured(one, weights, stripped=method != "full")
                totals[key] = totals.get(key, Count()) + result
    return [
        {
            "group": group,
            "method": method,
            "hits": total.hits,
            "missed": total.missed,
            "false": total.false,
            "F1": total.f1,
        }
        for (group, method), total in sorted(totals.items())
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Hear, validate, learn."""
    parser = argparse.ArgumentParser(description="Learn the weights of the filled pause score.")
    parser.add_argument("--manifest", type=Path, help="human recordings with timed filled pauses")
    parser.add_argument("--no-validation", action="store_true", help="only learn")
    parser.add_argument("--write", action="store_true", help="put the weights into the package")
    options = parser.parse_args(arguments)
    recogniser, aligner = open_recogniser("moonshine"), ForcedAligner()
    heard = []
    with TemporaryDirectory() as folder:
        for clip in (*clips(("dev",), options.manifest), *training_clips(Path(folder))):
            print(clip.name, file=sys.stderr)
            heard.append(hear(clip, recogniser, aligner))
    recogniser.close()
    if not options.no_validation:
        print(table(cross_validated(heard)))
    weights = fit(*examples(heard))
    if options.write:
        place = Path(filled.__path__[0]) / "weights.json"
        place.write_text(weights_as_json(weights), encoding="utf-8")
        print(f"written: {place}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
