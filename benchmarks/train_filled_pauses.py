"""Learn the ear for filled pauses and the weights of their score, and put them into the package.

    python -m benchmarks.train_filled_pauses --manifest FILE [--cache FOLDER] [--write]

Learnt from: the dev clips, many more that are made here (`benchmarks.training_clips`, which needs flite and
mbrola), and human recordings; never from the untouched clips or the spoken answers. First a tagger learns,
for each frame of the encoder, whether a filled pause sounds. Then every stretch that the detector would judge
becomes an example: a filled pause when the two share at least half of the longer one, none when they hardly
touch. Each clip is heard twice, with the recogniser's text and with that text stripped of its ums.

Printed is what each group scores in voices that were left out of the learning (people: all recordings of a
speaker at once). Nothing is written that does worse on the spoken answers than what is there.
"""

import argparse
import pickle
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from benchmarks import training_clips
from benchmarks.common import table
from benchmarks.filled_pauses import Clip, Count, bootstrap, clips, count
from benchmarks.heard_clips import HEARINGS, HeardClip, hear_all
from benchmarks.networks import Floats, Schooling, learn, principal
from numpy.typing import NDArray

from voicedrill.recognition import filled
from voicedrill.recognition.filled.detector import Bounds, Suspect, judged
from voicedrill.recognition.filled.ear import AROUND, Tagger, shipped_tagger, tagger_as_bytes
from voicedrill.recognition.filled.score import (
    BY_EAR,
    BY_SOUND,
    FILES,
    Weights,
    shipped_weights,
    weights_as_json,
)
from voicedrill.recognition.moonshine import weights_folder
from voicedrill.timing import TimeSpan

_GROUP_WEIGHT = {"human": 8.0, "read": 2.0}
_COMPONENTS = 40
_TAGGER = Schooling(units=16, networks=3, epochs=8, rate=0.004, batch=512, decay=1e-3)
_SCORE = Schooling(units=8, networks=5, epochs=12, rate=0.01, batch=256, decay=5e-4)
_FOLDS = 7
#: Frames this close to an edge count little, those of people, whose edges are loosely known, not at all.
_EDGE_S, _EDGE_WEIGHT, _HUMAN_EDGE_S = 0.03, 0.3, 0.1
#: On the answers the F1 with an ear may be lower than before by no more than this (one filled pause of 58 is
#: 0.009), and for each file never under the least.
_TOLERANCE, _LEAST_F1 = 0.02, {BY_EAR: 0.95, BY_SOUND: 0.9}
#: Measures of the sound do not carry over from these: alarms in read speech come of it.
_ONLY_FOR_EARS = ("made, flite", "made, mbrola")

LogOdds = Mapping[str, list[NDArray[np.float32]]]


@dataclass(frozen=True, eq=False)
class Learnt:
    """What is learnt: the tagger, and the weights by their file."""

    tagger: Tagger
    weights: Mapping[str, Weights]


@dataclass(frozen=True, eq=False)
class Example:
    """A stretch whose label is known."""

    values: NDArray[np.float64]
    label: float
    weight: float


def known_clips(manifest: Path | None) -> list[tuple[Clip, str]]:
    """The clips that are there, each with its voice: to learn from, and the answers."""
    found = [(clip, _voice(clip)) for clip in clips(("dev", "answers"), manifest)]
    # Three recordings of people come with the recogniser. There are no filled pauses in them.
    for name in ("beckett", "endgame_nagg_nell", "two_cities"):
        found.append((Clip("read", name, weights_folder().parent / f"{name}.wav", ()), name))
    return found


def _voice(clip: Clip) -> str:
    """Recordings of one person share a name's beginning."""
    first = clip.name.split("_")[0]
    return first if first in ("mfa", "librivox") else clip.name


def folds(heard: Sequence[HeardClip]) -> dict[str, int]:
    """Voice -> the fold in which it is left out; people, and voices of the same kind, are spread evenly."""
    kinds: dict[str, list[str]] = {}
    for one in sorted(heard, key=lambda one: one.clip.name):
        if not any(one.voice in voices for voices in kinds.values()):
            kinds.setdefault(_kind(one), []).append(one.voice)
    return {voice: place % _FOLDS for voices in kinds.values() for place, voice in enumerate(voices)}


def _kind(one: HeardClip) -> str:
    """The group, and for clips made for the learning the synthesiser."""
    if one.clip.group != "train":
        return one.clip.group
    return f"made, {one.voice.partition(':')[0]}" if ":" in one.voice else "made, espeak"


def learn_tagger(heard: Sequence[HeardClip]) -> Tagger:
    """From every frame of ``heard``."""
    encoded = [cut.encoded.astype(np.float32) for one in heard for cut in one.cuts]
    mean, components = principal(np.concatenate(encoded), _COMPONENTS)
    none = np.zeros(0, np.float32)
    blank = Tagger(mean, components, np.zeros((_COMPONENTS * len(AROUND), 0), np.float32), none, none, none)
    inputs = np.concatenate([blank.seen(rows) for rows in encoded])
    labels, weights = frame_labels(heard)
    network = learn(inputs, labels, weights, _TAGGER)
    return Tagger(
        mean, components, network.hidden, network.bias, network.output, network.output_bias.reshape(1)
    )


def frame_labels(heard: Sequence[HeardClip]) -> tuple[Floats, Floats]:
    """For each frame whether a filled pause sounds (0 or 1), and how much that counts."""
    labels, weights = [], []
    for one in heard:
        near_s = _HUMAN_EDGE_S if one.clip.group == "human" else _EDGE_S
        edge_weight = 0.0 if one.clip.group == "human" else _EDGE_WEIGHT
        for cut in one.cuts:
            times = cut.times
            label, weight = np.zeros(len(times), np.float32), np.ones(len(times), np.float32)
            for true in one.clip.fillers:
                label[(times >= true.start) & (times <= true.end)] = 1
                weight[np.minimum(abs(times - true.start), abs(times - true.end)) < near_s] = edge_weight
            for span in one.clip.ignored:
                weight[(times >= span.start - near_s) & (times <= span.end + near_s)] = 0
            labels.append(label)
            weights.append(weight * np.float32(_GROUP_WEIGHT.get(one.clip.group, 1.0)))
    return np.concatenate(labels), np.concatenate(weights)


def log_odds(heard: Sequence[HeardClip], tagger: Tagger) -> dict[str, list[NDArray[np.float32]]]:
    """What ``tagger`` hears in each cut of each clip, by the clip's name."""
    return {one.clip.name: [cut.log_odds(tagger) for cut in one.cuts] for one in heard}


def found_in(
    one: HeardClip, hearing: int, file: str, odds: LogOdds
) -> list[tuple[float, int, Sequence[Suspect]]]:
    """Start, number and suspects of each cut."""
    if file == BY_SOUND:
        return [(cut.start_s, number, cut.by_sound[hearing]) for number, cut in enumerate(one.cuts)]
    return [
        (cut.start_s, number, cut.by_ear(hearing, odds[one.clip.name][number]))
        for number, cut in enumerate(one.cuts)
    ]


def label(span: TimeSpan, clip: Clip) -> bool | None:
    """Whether ``span`` is a filled pause of ``clip``; None where that cannot be said."""
    touched = any(span.overlap_s(other) > 0.2 * span.duration_s for other in clip.ignored)
    for true in clip.fillers:
        shared = span.overlap_s(true)
        if shared >= 0.5 * max(span.duration_s, true.duration_s):
            return True
        touched |= shared >= 0.2 * min(span.duration_s, true.duration_s)
    return None if touched else False


def examples(one: HeardClip, file: str, odds: LogOdds) -> list[Example]:
    """Every suspect of both hearings whose label is known."""
    weight = _GROUP_WEIGHT.get(one.clip.group, 1.0)
    found = []
    for hearing in range(len(HEARINGS)):
        for start_s, _, suspects in found_in(one, hearing, file, odds):
            for suspect in suspects:
                span = TimeSpan(start_s + suspect.span.start, start_s + suspect.span.end)
                true = label(span, one.clip)
                if true is not None:
                    found.append(Example(suspect.values, float(true), weight))
    return found


def learn_weights(known: Sequence[Example], file: str) -> Weights:
    """From examples measured as ``file`` has them."""
    values = np.array([example.values for example in known])
    means, spreads = values.mean(axis=0), values.std(axis=0) + 1e-6
    scaled = np.clip((values - means) / spreads, -4, 4).astype(np.float32)
    labels = np.array([example.label for example in known], np.float32)
    weights = np.array([example.weight for example in known], np.float32)
    network = learn(scaled, labels, weights, _SCORE)
    return Weights(
        FILES[file],
        means,
        spreads,
        network.hidden.astype(np.float64),
        network.bias.astype(np.float64),
        network.output.astype(np.float64),
        float(network.output_bias),
    )


def measured(one: HeardClip, hearing: int, file: str, odds: LogOdds, weights: Weights) -> Count:
    """How the certain filled pauses of ``one`` fare."""
    found = []
    for start_s, number, suspects in found_in(one, hearing, file, odds):
        witnesses = one.cuts[number].witnesses[hearing]
        pauses = [item.pause for item in judged(start_s, suspects, witnesses, weights, Bounds())]
        found += [TimeSpan(pause.start, pause.end) for pause in pauses if pause.certain]
    return count(one.clip, found)


def learn_all(heard: Sequence[HeardClip]) -> tuple[Learnt, list[dict[str, object]]]:
    """What the package gets, and a row for each group judged by what was learnt without its voices.

    The score learns from what taggers hear in voices that they do not know, as it will be with a user's.
    """
    place = folds(heard)
    odds: dict[str, list[NDArray[np.float32]]] = {}
    for fold in range(_FOLDS):
        left_out = [one for one in heard if place[one.voice] == fold]
        odds |= log_odds(left_out, learn_tagger([one for one in heard if place[one.voice] != fold]))
        print(f"tagger {fold + 1} of {_FOLDS}", file=sys.stderr)
    rows, weights = [], {}
    for file in FILES:
        own = [one for one in heard if file == BY_EAR or _kind(one) not in _ONLY_FOR_EARS]
        known = {one.clip.name: examples(one, file, odds) for one in own}
        counts: dict[tuple[str, int], list[Count]] = {}
        for fold in range(_FOLDS):
            others = [known[one.clip.name] for one in own if place[one.voice] != fold]
            without = learn_weights(list(chain.from_iterable(others)), file)
            for one in own:
                if place[one.voice] == fold:
                    for hearing in range(len(HEARINGS)):
                        result = measured(one, hearing, file, odds, without)
                        counts.setdefault((_kind(one), hearing), []).append(result)
        rows += [_row(file, *key, several) for key, several in sorted(counts.items())]
        weights[file] = learn_weights(list(chain.from_iterable(known.values())), file)
    return Learnt(learn_tagger(heard), weights), rows


def _row(file: str, group: str, hearing: int, counts: Sequence[Count]) -> dict[str, object]:
    total = sum(counts, Count())
    low, high = bootstrap(counts) if group == "human" else (None, None)
    return {
        "weights": file,
        "group": group,
        "hearing": HEARINGS[hearing],
        "hits": total.hits,
        "missed": total.missed,
        "false": total.false,
        "F1": total.f1,
        "low": low,
        "high": high,
    }


def on_answers(answers: Sequence[HeardClip], learnt: Learnt) -> dict[tuple[str, int], float]:
    """F1 on the spoken answers, which nothing is learnt from, by file and hearing."""
    odds = log_odds(answers, learnt.tagger)
    return {
        (file, hearing): sum(
            (measured(one, hearing, file, odds, learnt.weights[file]) for one in answers), Count()
        ).f1
        for file in FILES
        for hearing in range(len(HEARINGS))
    }


def worse(new: Mapping[tuple[str, int], float], old: Mapping[tuple[str, int], float]) -> list[str]:
    """Where the new is not good enough to be written."""
    return [
        f"{file}, {HEARINGS[hearing]}: F1 {f1:.3f} on the answers, {old[file, hearing]:.3f} before"
        for (file, hearing), f1 in new.items()
        if f1 < _LEAST_F1[file] or (file == BY_EAR and f1 < old[file, hearing] - _TOLERANCE)
    ]


def all_heard(manifest: Path | None, cache: Path | None) -> list[HeardClip]:
    """Every clip, heard now or, if they were kept in ``cache``, before."""
    kept = cache / "heard.pickle" if cache else None
    if kept and kept.exists():
        heard: list[HeardClip] = pickle.loads(kept.read_bytes())
        return heard
    with TemporaryDirectory() as folder:
        made = training_clips.make(Path(folder))
        heard = list(hear_all([*known_clips(manifest), *((clip, clip.style) for clip in made)]))
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(heard))
    return heard


def main(arguments: Sequence[str] | None = None) -> int:
    """Hear, learn, validate, write."""
    parser = argparse.ArgumentParser(description="Learn the ear and the score of filled pauses.")
    parser.add_argument("--manifest", type=Path, help="human recordings with timed filled pauses")
    parser.add_argument("--cache", type=Path, help="keep here what was heard, and take it from here")
    parser.add_argument("--write", action="store_true", help="put what was learnt into the package")
    options = parser.parse_args(arguments)
    if training_clips.missing():
        print(f"Please install {', '.join(training_clips.missing())} first.", file=sys.stderr)
        return 3
    heard = all_heard(options.manifest, options.cache)
    answers = [one for one in heard if one.clip.group == "answers"]
    learnt, rows = learn_all([one for one in heard if one.clip.group != "answers"])
    print(table(rows))
    shipped = Learnt(shipped_tagger(), {file: shipped_weights(file) for file in FILES})
    new, old = on_answers(answers, learnt), on_answers(answers, shipped)
    for (file, hearing), f1 in new.items():
        print(f"answers, {file}, {HEARINGS[hearing]}: F1 {f1:.3f}, before {old[file, hearing]:.3f}")
    if problems := worse(new, old):
        print("Not good enough to be written:", *problems, sep="\n  ")
        return 1
    if options.write:
        place = Path(filled.__path__[0])
        (place / "tagger.npz").write_bytes(tagger_as_bytes(learnt.tagger))
        for file, weights in learnt.weights.items():
            (place / file).write_text(weights_as_json(weights), encoding="utf-8")
        print(f"written: {place}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
