"""How well silent pauses are found: from the sound's energy, against the gaps between recognised words.

Methods: ``energy`` is the sound meter alone between the true first and last word; ``word gaps`` the rival,
embedded engine with alignment; ``whole report`` what a report shows, with the recogniser's own answer span.

    python -m benchmarks.pauses [--json] [--noise -50 -40 -35] [--no-rival]

On every spoken answer of audio_fixtures/, whose pauses are known to the sample. A pause is found when the
found one and the true one share more than half of the longer. Edge errors are over the pauses found.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.audio.files import read_clip
from voicedrill.audio.measures import SoundMeter
from voicedrill.timing import SILENT_PAUSE_S, TimeSpan

FIXTURES = Path(__file__).resolve().parent.parent / "audio_fixtures"


@dataclass(frozen=True)
class Score:
    """Pauses found of one fixture by one method. Edge errors in ms, None when none was found."""

    fixture: str
    method: str
    true: int
    found: int
    hits: int
    precision: float
    recall: float
    f1: float
    median_edge_ms: float | None
    p95_edge_ms: float | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--noise", type=float, nargs="*", default=[], help="also with white noise, dBFS")
    parser.add_argument("--no-rival", action="store_true", help="leave the recogniser out")
    options = parser.parse_args(arguments)
    scores = list(_measure(options.noise, rival=not options.no_rival))
    if not scores:
        print(f"No fixtures in {FIXTURES}. Make them first: python -m audio_fixtures.make", file=sys.stderr)
        return 3
    if options.json:
        print(json.dumps([asdict(score) for score in scores], indent=1))
    else:
        _print(scores)
    return 0


def _measure(noises: Sequence[float], *, rival: bool) -> Iterator[Score]:
    pooled: dict[str, list[tuple[list[TimeSpan], list[TimeSpan]]]] = {}
    for truth_path in sorted(FIXTURES.rglob("*.truth.json")):
        truth = json.loads(truth_path.read_text())
        sound_path = truth_path.with_name(truth_path.name.replace(".truth.json", ".flac"))
        samples = read_clip(sound_path).samples
        wanted = [TimeSpan(pause["start"], pause["end"]) for pause in truth["pauses"]]
        for method, found in _found(sound_path, samples, truth, noises, rival=rival):
            pooled.setdefault(method, []).append((wanted, found))
            yield score(truth["name"], method, [(wanted, found)])
    for method, pairs in pooled.items():
        yield score("all", method, pairs)


def _found(
    path: Path, samples: Samples, truth: dict[str, Any], noises: Sequence[float], *, rival: bool
) -> Iterator[tuple[str, list[TimeSpan]]]:
    answer = TimeSpan(truth["words"][0]["start"], truth["words"][-1]["end"])
    yield "energy", _from_sound(samples, answer)
    random = np.random.default_rng(5)
    for level in noises:
        noise = 10 ** (level / 20) * random.standard_normal(len(samples))
        yield f"energy, noise {level:.0f}", _from_sound((samples + noise).astype(np.float32), answer)
    if rival:
        yield from _from_recogniser(path)


def _from_sound(samples: Samples, answer: TimeSpan) -> list[TimeSpan]:
    meter = SoundMeter()
    for start in range(0, len(samples), SAMPLE_RATE_HZ):
        meter.push(samples[start : start + SAMPLE_RATE_HZ])
    silences = meter.finish().silences
    return [
        s
        for s in silences
        if s.start > answer.start and s.end < answer.end and s.duration_s >= SILENT_PAUSE_S
    ]


def _from_recogniser(path: Path) -> Iterator[tuple[str, list[TimeSpan]]]:
    """Gaps between the words recognised, and the pauses of the whole report, from one run."""
    from voicedrill.delivery.evaluate import evaluate
    from voicedrill.recognition.base import Hints
    from voicedrill.recognition.listener import listen_file
    from voicedrill.recognition.registry import open_recogniser

    recogniser = open_recogniser("moonshine")
    try:
        listened = listen_file(path, recogniser, Hints())
    finally:
        recogniser.close()
    gaps = []
    for one, other in pairwise(listened.transcript.words):
        if one.end is not None and other.start is not None and other.start - one.end >= SILENT_PAUSE_S:
            gaps.append(TimeSpan(one.end, other.start))
    yield "word gaps", gaps
    pauses = evaluate(listened.transcript, listened.sound, None).pauses
    yield "whole report", [TimeSpan(pause.start, pause.end) for pause in pauses]


def score(fixture: str, method: str, pairs: Sequence[tuple[Sequence[TimeSpan], Sequence[TimeSpan]]]) -> Score:
    """Pool ``pairs`` of (true, found) pauses into one score."""
    errors: list[float] = []
    true = found = hits = 0
    for wanted, got in pairs:
        true += len(wanted)
        found += len(got)
        for pause in wanted:
            best = max(got, key=pause.overlap_s, default=None)
            if best and pause.overlap_s(best) > 0.5 * max(pause.duration_s, best.duration_s):
                hits += 1
                errors += [abs(pause.start - best.start), abs(pause.end - best.end)]
    precision, recall = hits / found if found else 0.0, hits / true if true else 0.0
    return Score(
        fixture,
        method,
        true,
        found,
        hits,
        precision,
        recall,
        2 * precision * recall / (precision + recall) if hits else 0.0,
        float(np.median(errors)) * 1000 if errors else None,
        float(np.percentile(errors, 95)) * 1000 if errors else None,
    )


def _print(scores: Sequence[Score]) -> None:
    numbers = f"{'true':>5}{'found':>6}{'P':>7}{'R':>7}{'F1':>7}{'edge ms':>9}{'p95':>7}"
    print(f"{'fixture':<28}{'method':<20}{numbers}")
    for each in scores:
        edges = "".join(
            f"{value:>{width}.0f}" if value is not None else " " * width
            for value, width in ((each.median_edge_ms, 9), (each.p95_edge_ms, 7))
        )
        print(
            f"{each.fixture:<28}{each.method:<20}{each.true:>5}{each.found:>6}"
            f"{each.precision:>7.3f}{each.recall:>7.3f}{each.f1:>7.3f}{edges}"
        )


if __name__ == "__main__":
    sys.exit(main())
