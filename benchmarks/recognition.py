"""Word error rate and speed of an engine behind voicedrill's own cuts, beside its rivals in the same run.

    python -m benchmarks.recognition [--engine NAME] [--manifest FILE] [--no-rivals] [--json FILE] [NAME ...]

Over the made answers, the human reading of "A Tale of Two Cities" that moonshine-voice ships, and any
manifest: a JSON array of {"file", "reference", "style"}. Rivals: moonshine with its own chunker, and
pocketsphinx alone. um and uh are left out of the rate on both sides, and counted apart (those in the
reference, those heard): a recogniser that drops them must not look better for it.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.common import (
    FILLED_PAUSES,
    FIXTURES,
    Spoken,
    WordErrors,
    fixtures,
    from_manifest,
    normalised,
    table,
    word_errors,
    write_json,
)

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.audio.files import read_clip
from voicedrill.recognition.listener import Listener
from voicedrill.recognition.registry import open_recogniser

Hear = Callable[[Samples], str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", help="only recordings whose name holds one of these")
    parser.add_argument("--engine", default="moonshine")
    parser.add_argument("--manifest", type=Path, action="append", default=[])
    parser.add_argument("--no-rivals", action="store_true")
    parser.add_argument("--show", action="store_true", help="print what was heard")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    recordings = [spoken for spoken in _recordings(options.manifest) if _wanted(spoken, options.names)]
    methods: dict[str, Hear] = {f"{options.engine}, own cuts": _listener(options.engine)}
    if not options.no_rivals:
        methods |= {"moonshine, its chunker": _own_chunker(), "pocketsphinx alone": _pocketsphinx()}
    rows: list[dict[str, Any]] = []
    totals: dict[tuple[str, str], WordErrors] = {}
    for spoken in recordings:
        samples = read_clip(spoken.path).samples
        for method, hear in methods.items():
            began = time.perf_counter()
            heard = hear(samples)
            elapsed = time.perf_counter() - began
            errors = word_errors(spoken.reference, heard)
            rows.append(_row(spoken.name, method, errors, elapsed / (len(samples) / SAMPLE_RATE_HZ)))
            rows[-1] |= {"um, uh": _filled(spoken.reference), "heard": _filled(heard)}
            key = (spoken.style, method)
            totals[key] = totals.get(key, WordErrors()) + errors
            if options.show:
                print(f"{spoken.name}: {heard}\n", file=sys.stderr)
    sums = [_row(f"all: {style}", method, errors, None) for (style, method), errors in totals.items()]
    print(table(rows) + "\n\n" + table(sums))
    write_json(options.json, {"recordings": rows, "sums": sums})
    return 0


def _recordings(manifests: Sequence[Path]) -> Iterator[Spoken]:
    yield from fixtures()
    two_cities = _two_cities()
    if two_cities is not None:
        text = (FIXTURES / "two_cities.txt").read_text(encoding="utf-8")
        yield Spoken("two_cities", two_cities, text, (), "human, read")
    for manifest in manifests:
        yield from from_manifest(manifest)


def _wanted(spoken: Spoken, names: Sequence[str]) -> bool:
    return not names or any(name in spoken.name for name in names)


def _two_cities() -> Path | None:
    from importlib.util import find_spec

    spec = find_spec("moonshine_voice")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / "assets" / "two_cities.wav"
    return path if path.is_file() else None


def _row(name: str, method: str, errors: WordErrors, rtf: float | None) -> dict[str, Any]:
    return {
        "recording": name,
        "method": method,
        "words": errors.words,
        "S": errors.substitutions,
        "D": errors.deletions,
        "I": errors.insertions,
        "WER": errors.rate,
        "RTF": rtf,
    }


def _filled(text: str) -> int:
    return sum(word in FILLED_PAUSES for word in normalised(text, filled_pauses=True))


def _listener(engine: str) -> Hear:
    recogniser = open_recogniser(engine)

    def hear(samples: Samples) -> str:
        listener = Listener(recogniser, max_waiting=3)
        for at in range(0, len(samples), SAMPLE_RATE_HZ):
            listener.push(samples[at : at + SAMPLE_RATE_HZ])
        return listener.finish().transcript.text

    return hear


def _own_chunker() -> Hear:
    from moonshine_voice import ModelArch, Transcriber, get_assets_path

    transcriber = Transcriber(str(Path(get_assets_path()) / "tiny-en"), ModelArch.TINY)

    def hear(samples: Samples) -> str:
        lines = transcriber.transcribe_without_streaming(samples.tolist(), SAMPLE_RATE_HZ).lines
        return " ".join(line.text for line in lines)

    return hear


def _pocketsphinx() -> Hear:
    from pocketsphinx import Decoder

    decoder = Decoder(loglevel="FATAL")

    def hear(samples: Samples) -> str:
        decoder.start_utt()
        decoder.process_raw((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes(), full_utt=True)
        decoder.end_utt()
        hypothesis = decoder.hyp()
        return hypothesis.hypstr if hypothesis else ""

    return hear


if __name__ == "__main__":
    sys.exit(main())
