"""How well filled pauses (um, uh, er) are found: precision, recall and event F1.

    python -m benchmarks.filled_pauses [--part dev|untouched|answers ...] [--manifest FILE] [--json FILE]

Methods, all over the same cuts of the same recogniser in the same run:

    full            text and sound, what a report counts as certain
    text stripped   the same after every um and uh was taken out of the text, as Whisper leaves them out
    text            a regular expression on the recogniser's text, timed by alignment
    grammar         pocketsphinx alone: an optional um or uh after every word, from 0.12 s
    own chunker     moonshine with its own voice activity detection, a regular expression on its lines

A filled pause is hit when one was found within the collar of its span, each found one counting once; column
F1* counts a hit only when the beginnings lie within the collar. What overlaps a span under ``ignore`` in the
manifest counts neither way. ``--manifest``: JSON array of {"file", "style", "fillers", "ignore"}, human
recordings; for their pooled F1 recordings are drawn again 2000 times (bootstrap). "read" are those without
any filled pause whose style says so: there only false alarms are counted.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.common import FIXTURES, table, write_json

from voicedrill.audio.activity import VoiceActivity
from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.audio.files import read_clip
from voicedrill.recognition.alignment import Alignment
from voicedrill.recognition.base import Hints, Recogniser
from voicedrill.recognition.cuts import Cut, Cutter
from voicedrill.recognition.filled.detector import FilledPauseDetector
from voicedrill.recognition.filled.witnesses import is_filler
from voicedrill.recognition.listener import split_words
from voicedrill.recognition.registry import open_recogniser
from voicedrill.recognition.sphinx import ForcedAligner
from voicedrill.timing import TimeSpan

COLLAR_S = 0.3
_GRAMMAR_GATE_S = 0.12
_DRAWS = 2_000
METHODS = ("full", "text stripped", "text", "grammar", "own chunker")
PARTS = ("dev", "untouched", "untouched2", "answers")


@dataclass(frozen=True)
class Clip:
    """A recording whose filled pauses are known. ``ignored``: spans that count neither way."""

    group: str
    name: str
    path: Path
    fillers: tuple[TimeSpan, ...]
    ignored: tuple[TimeSpan, ...] = ()
    style: str = "synthetic"


@dataclass
class Count:
    """Hits, misses and false alarms; ``close``: hits whose beginnings lie within the collar."""

    hits: int = 0
    missed: int = 0
    false: int = 0
    close: int = 0
    missed_spans: list[TimeSpan] = field(default_factory=list)
    false_spans: list[TimeSpan] = field(default_factory=list)

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.hits + other.hits,
            self.missed + other.missed,
            self.false + other.false,
            self.close + other.close,
        )

    @property
    def f1(self) -> float:
        """2 TP / (2 TP + FP + FN); 1 when there was nothing to find and nothing was found."""
        return _f1(self.hits, self.hits + self.missed, self.hits + self.false)


def _f1(hits: int, true: int, found: int) -> float:
    return 2 * hits / (true + found) if true + found else 1.0


def count(clip: Clip, found: Sequence[TimeSpan], collar_s: float = COLLAR_S) -> Count:
    """``found`` against the truth of ``clip``, each true one with the nearest found one left."""
    left = list(found)
    result = Count()
    for true in clip.fillers:
        wide = TimeSpan(true.start - collar_s, true.end + collar_s)
        near = [span for span in left if wide.overlap_s(span) > 0]
        if not near:
            result.missed += 1
            result.missed_spans.append(true)
            continue
        best = min(near, key=lambda span: abs(span.start - true.start))
        left.remove(best)
        result.hits += 1
        result.close += abs(best.start - true.start) <= collar_s
    result.false_spans = [span for span in left if not any(span.overlap_s(other) for other in clip.ignored)]
    result.false = len(result.false_spans)
    return result


def clips(parts: Sequence[str], manifest: Path | None) -> Iterator[Clip]:
    """What is to be measured."""
    for part in parts:
        if part == "answers":
            paths = [*FIXTURES.glob("*.truth.json"), *(FIXTURES / "demo").glob("*.truth.json")]
        else:
            paths = list((FIXTURES / "fillers" / part).glob("*.truth.json"))
        for path in sorted(paths):
            truth = json.loads(path.read_text(encoding="utf-8"))
            filled = [filler for filler in truth["fillers"] if filler["kind"] == "filled-pause"]
            sound = path.with_name(path.name.replace(".truth.json", ".flac"))
            yield Clip(part, truth["name"], sound, spans(filled))
    if manifest is not None:
        for entry in json.loads(manifest.read_text(encoding="utf-8")):
            style = entry.get("style", "")
            fillers = spans(entry.get("fillers") or [])
            plain = not fillers and any(word in style for word in ("read", "speech"))
            yield Clip(
                "read" if plain else "human",
                Path(entry["file"]).stem,
                manifest.parent / entry["file"],
                fillers,
                spans(entry.get("ignore") or []),
                style,
            )


def spans(rows: Sequence[dict[str, Any]]) -> tuple[TimeSpan, ...]:
    """The spans of rows with start and end."""
    return tuple(TimeSpan(float(row["start"]), float(row["end"])) for row in rows)


def cuts_of(samples: Samples) -> list[Cut]:
    """The cuts that a listener makes."""
    activity, cutter = VoiceActivity(), Cutter()
    cuts = cutter.push(samples, activity.push(samples))
    cuts += cutter.push(np.zeros(0, np.float32), activity.finish())
    return cuts + cutter.finish()


def found_by_all(clip: Clip, recogniser: Recogniser, aligner: ForcedAligner) -> dict[str, list[TimeSpan]]:
    """The certain filled pauses of ``clip`` by each method but the chunker."""
    found: dict[str, list[TimeSpan]] = {method: [] for method in METHODS[:-1]}
    full, stripped = FilledPauseDetector(), FilledPauseDetector()
    for cut in cuts_of(read_clip(clip.path).samples):
        texts = split_words(recogniser.transcribe(cut.samples, Hints()).text)
        without = [text for text in texts if not is_filler(text)]
        alignment = aligned(aligner, cut, texts)
        bare = alignment if without == texts else aligned(aligner, cut, without)
        for method, detector, heard in (("full", full, alignment), ("text stripped", stripped, bare)):
            pauses = [one.pause for one in detector.hear(cut, heard) if one.pause.certain]
            found[method] += [TimeSpan(pause.start, pause.end) for pause in pauses]
        found["text"] += [
            _moved(TimeSpan(word.start, word.end), cut)
            for word in alignment.words
            if is_filler(word.text) and word.start is not None and word.end is not None
        ]
        found["grammar"] += [
            _moved(filler.span, cut) for filler in bare.fillers if filler.span.duration_s >= _GRAMMAR_GATE_S
        ]
    return found


def aligned(aligner: ForcedAligner, cut: Cut, texts: Sequence[str]) -> Alignment:
    """The alignment of ``texts``; empty for no words."""
    return aligner.align(cut, texts) if texts else Alignment((), trusted=True)


def _moved(span: TimeSpan, cut: Cut) -> TimeSpan:
    return TimeSpan(span.start + cut.start_s, span.end + cut.start_s)


class OwnChunker:
    """Moonshine with its own voice activity detection. Its lines have times, their words have none: a filled
    pause is put where its share of the line's letters lies.
    """

    def __init__(self) -> None:
        from moonshine_voice import ModelArch, Transcriber
        from moonshine_voice.utils import get_assets_path

        self._transcriber: Any = Transcriber(str(Path(get_assets_path()) / "tiny-en"), ModelArch.TINY)

    def found(self, clip: Clip) -> list[TimeSpan]:
        """Filled pauses in its lines."""
        samples = read_clip(clip.path).samples
        result = []
        for line in self._transcriber.transcribe_without_streaming(samples.tolist(), SAMPLE_RATE_HZ).lines:
            words = split_words(line.text)
            letters = [len(word) + 1 for word in words]
            for index, word in enumerate(words):
                if is_filler(word):
                    first, last = (sum(letters[: index + k]) / sum(letters) for k in (0, 1))
                    start, length = float(line.start_time), float(line.duration)
                    result.append(TimeSpan(start + first * length, start + last * length))
        return result

    def close(self) -> None:
        """Free the weights."""
        self._transcriber.close()


def bootstrap(counts: Sequence[Count]) -> tuple[float, float]:
    """95 % of the pooled F1 when recordings are drawn with replacement."""
    random = np.random.default_rng(1)
    rows = np.array([(one.hits, one.missed, one.false) for one in counts])
    drawn = rows[random.integers(len(rows), size=(_DRAWS, len(rows)))].sum(axis=1)
    f1 = 2 * drawn[:, 0] / np.maximum(2 * drawn[:, 0] + drawn[:, 1] + drawn[:, 2], 1)
    low, high = np.percentile(f1, [2.5, 97.5])
    return float(low), float(high)


def rows_of(measured: Sequence[tuple[Clip, float, dict[str, Count]]]) -> list[dict[str, Any]]:
    """One row for each group and method. False alarms a minute are over the sound of the group."""
    rows = []
    for group in dict.fromkeys(clip.group for clip, _, _ in measured):
        own = [(seconds, counts) for clip, seconds, counts in measured if clip.group == group]
        minutes = sum(seconds for seconds, _ in own) / 60
        for method in own[0][1]:
            counts = [counts[method] for _, counts in own]
            total = sum(counts, Count())
            true, found = total.hits + total.missed, total.hits + total.false
            low, high = bootstrap(counts) if group == "human" else (None, None)
            rows.append(
                {
                    "group": group,
                    "method": method,
                    "true": true,
                    "found": found,
                    "hits": total.hits,
                    "precision": total.hits / found if found and true else None,
                    "recall": total.hits / true if true else None,
                    "F1": total.f1 if true else None,
                    "low": low,
                    "high": high,
                    "F1*": _f1(total.close, true, found) if true else None,
                    "false/min": total.false / minutes,
                }
            )
    return rows


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How well filled pauses are found.")
    parser.add_argument("--part", nargs="*", default=list(PARTS), choices=PARTS, help="which fixtures")
    parser.add_argument("--manifest", type=Path, help="human recordings with timed filled pauses")
    parser.add_argument("--no-chunker", action="store_true", help="leave moonshine's own chunker out")
    parser.add_argument("--errors", action="store_true", help="list what was missed and what was false")
    parser.add_argument("--json", type=Path, help="write every count here")
    options = parser.parse_args(arguments)
    recogniser, aligner = open_recogniser("moonshine"), ForcedAligner()
    chunker = None if options.no_chunker else OwnChunker()
    measured = []
    began = time.perf_counter()
    for clip in clips(options.part, options.manifest):
        found = found_by_all(clip, recogniser, aligner)
        if chunker is not None:
            found["own chunker"] = chunker.found(clip)
        counts = {method: count(clip, spans) for method, spans in found.items()}
        measured.append((clip, read_clip(clip.path).duration_s, counts))
        print(f"{clip.name} ({time.perf_counter() - began:.0f} s)", file=sys.stderr)
        if options.errors:
            _print_errors(clip, counts)
    recogniser.close()
    if chunker is not None:
        chunker.close()
    if not measured:
        print(
            "Nothing to measure. Make the clips first: python -m audio_fixtures.make fillers", file=sys.stderr
        )
        return 3
    rows = rows_of(measured)
    print(table(rows))
    write_json(options.json, {"collar_s": COLLAR_S, "rows": rows})
    return 0


def _print_errors(clip: Clip, counts: dict[str, Count]) -> None:
    for method in METHODS[:2]:
        for what, spans in (
            ("missed", counts[method].missed_spans),
            ("false", counts[method].false_spans),
        ):
            listed = ", ".join(f"{span.start:.2f}-{span.end:.2f}" for span in spans)
            if listed:
                print(f"{clip.group} {clip.name}, {method}: {what} {listed}")


if __name__ == "__main__":
    sys.exit(main())
