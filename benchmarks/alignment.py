"""How well words are placed in time, on spoken answers whose word times are known to the sample.

    python -m benchmarks.alignment [--recognised] [--json FILE] [NAME ...]

The true words are aligned, so that errors of recognition do not count; with ``--recognised`` those of the
embedded engine, and only the words that it heard right are compared. Rivals in the same run: words spread
over the speech of their cut by their length (no alignment), and alignment without drawing in the edges.
``whole report``, with ``--recognised``: words as a report has them, placed around the filled pauses found.
"""

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.common import Spoken, fixtures, normalised, table, write_json
from rapidfuzz.distance import Levenshtein

from voicedrill.audio.activity import VoiceActivity
from voicedrill.audio.clips import SAMPLE_RATE_HZ
from voicedrill.audio.files import read_blocks
from voicedrill.recognition.alignment import Aligner, ProportionalAligner
from voicedrill.recognition.base import Hints, Recogniser
from voicedrill.recognition.cuts import Cut, Cutter
from voicedrill.recognition.listener import listen_file, split_words
from voicedrill.recognition.registry import open_recogniser
from voicedrill.recognition.sphinx import ForcedAligner

#: A word as (normalised text, start, end), seconds from the start of the recording.
Timed = tuple[str, float, float]


@dataclass
class Errors:
    """Errors of one method, found minus true, seconds."""

    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    cuts: int = 0
    untrusted: int = 0
    sound_s: float = 0.0
    took_s: float = 0.0

    def add(self, other: "Errors") -> None:
        self.starts += other.starts
        self.ends += other.ends
        self.cuts += other.cuts
        self.untrusted += other.untrusted
        self.sound_s += other.sound_s
        self.took_s += other.took_s


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", help="only fixtures whose name holds one of these")
    parser.add_argument("--recognised", action="store_true", help="align what the embedded engine heard")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    recogniser = open_recogniser("moonshine") if options.recognised else None
    methods: dict[str, Aligner] = {
        "aligned, edges drawn in": ForcedAligner(),
        "aligned": ForcedAligner(trim=False),
        "spread, no alignment": ProportionalAligner(),
    }
    rows: list[dict[str, Any]] = []
    totals: dict[tuple[str, str], Errors] = {}
    for spoken in fixtures(options.names):
        cuts = _with_words(_cuts(spoken.path), spoken, recogniser)
        measured = {method: _measure(aligner, cuts, spoken) for method, aligner in methods.items()}
        if recogniser is not None:
            measured["whole report"] = _from_report(spoken, recogniser)
        for method, errors in measured.items():
            totals.setdefault((spoken.style, method), Errors()).add(errors)
            rows.append(_row(spoken.name, method, errors))
    if not rows:
        print("No fixtures. Make them first: python -m audio_fixtures.make", file=sys.stderr)
        return 3
    sums = [_row(f"all: {style}", method, errors) for (style, method), errors in totals.items()]
    print(table(rows) + "\n\n" + table(sums))
    write_json(options.json, {"recordings": rows, "sums": sums})
    return 0


def _cuts(path: Path) -> list[Cut]:
    activity, cutter, cuts = VoiceActivity(), Cutter(), []
    for block in read_blocks(path):
        cuts += cutter.push(block, activity.push(block))
    cuts += cutter.push(np.zeros(0, np.float32), activity.finish())
    return cuts + cutter.finish()


def _with_words(
    cuts: Sequence[Cut], spoken: Spoken, recogniser: Recogniser | None
) -> list[tuple[Cut, list[str]]]:
    if recogniser is not None:
        heard = [recogniser.transcribe(cut.samples, Hints()).text for cut in cuts]
        return [(cut, split_words(text)) for cut, text in zip(cuts, heard, strict=True)]
    return [(cut, [word["text"] for word in spoken.words if _inside(word, cut)]) for cut in cuts]


def _inside(word: Mapping[str, Any], cut: Cut) -> bool:
    middle = (word["start"] + word["end"]) / 2
    return bool(cut.start_s <= middle < cut.start_s + cut.duration_s)


def _measure(aligner: Aligner, cuts: Sequence[tuple[Cut, list[str]]], spoken: Spoken) -> Errors:
    errors, found = Errors(), list[Timed]()
    for cut, texts in cuts:
        if not texts:
            continue
        began = time.perf_counter()
        alignment = aligner.align(cut, texts)
        errors.took_s += time.perf_counter() - began
        errors.sound_s += len(cut.samples) / SAMPLE_RATE_HZ
        errors.cuts += 1
        errors.untrusted += not alignment.trusted
        for word in alignment.words:
            if word.start is not None and word.end is not None:
                found.append((_key(word.text), word.start + cut.start_s, word.end + cut.start_s))
    _compare(found, spoken, errors)
    return errors


def _from_report(spoken: Spoken, recogniser: Recogniser) -> Errors:
    words = listen_file(spoken.path, recogniser).transcript.words
    errors = Errors()
    found = [(_key(w.text), w.start, w.end) for w in words if w.start is not None and w.end is not None]
    _compare(found, spoken, errors)
    return errors


def _compare(found: Sequence[Timed], spoken: Spoken, errors: Errors) -> None:
    """Add to ``errors`` those of the words of ``found`` that were truly said, in order."""
    true = [(_key(word["text"]), word["start"], word["end"]) for word in spoken.words]
    matches = Levenshtein.opcodes([word[0] for word in found], [word[0] for word in true])
    for match in (match for match in matches if match.tag == "equal"):
        pairs = zip(
            found[match.src_start : match.src_end], true[match.dest_start : match.dest_end], strict=True
        )
        for one, other in pairs:
            errors.starts.append(one[1] - other[1])
            errors.ends.append(one[2] - other[2])


def _key(text: str) -> str:
    return " ".join(normalised(text, filled_pauses=True))


def _row(name: str, method: str, errors: Errors) -> dict[str, Any]:
    starts, ends = np.abs(errors.starts) * 1000, np.abs(errors.ends) * 1000
    return {
        "recording": name,
        "method": method,
        "words": len(starts),
        "start median ms": round(float(np.median(starts)), 1),
        "p95": round(float(np.percentile(starts, 95)), 1),
        "within 120 ms": round(float(np.mean(starts <= 120)), 3),
        "end median ms": round(float(np.median(ends)), 1),
        "end p95": round(float(np.percentile(ends, 95)), 1),
        "untrusted cuts": f"{errors.untrusted}/{errors.cuts}",
        "share of time": round(errors.took_s / errors.sound_s, 4) if errors.sound_s else None,
    }


if __name__ == "__main__":
    sys.exit(main())
