"""What recognition costs the judge of answers: the same answers as text, and spoken by voices and heard.

    python -m benchmarks.coverage_spoken ANSWERS.jsonl [--voices VOICE ...] [--most N] [--engine NAME]

Each answer is read aloud by one of the voices (espeak-ng's, kept once made) and heard as `voicedrill analyze`
hears it; what was heard is kept too, so that only the judge runs the next time. There is no glossary, which a
deck would have. Synthetic voices are odder than people, and recognisers, who learnt from people, hear them
worse: the word error rate stands beside the figures.
"""

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.common import WordErrors, table, word_errors, write_json
from benchmarks.coverage_figures import share
from benchmarks.coverage_rows import Row, question_of, read_rows, transcript_of
from benchmarks.coverage_summary import Figures, Judgement, judged, summary

from voicedrill import folders
from voicedrill.recognition.base import Recogniser
from voicedrill.recognition.listener import listen_file
from voicedrill.recognition.registry import open_recogniser
from voicedrill.timing import Word
from voicedrill.transcript import Transcript
from voicedrill.voice.speech import render

#: espeak-ng voices of men and women, American and British, and how fast each speaks, words a minute.
VOICES = {"en-us+m1": 160, "en-us": 165, "English (Great Britain)": 160, "en-us+f3": 160}
_SHOWN = ("points", "points macro F1", "points AUC", "facts right", "beats right", "red flags F1")


@dataclass(frozen=True)
class Heard:
    """An answer as text and as it was heard."""

    row: Row
    voice: str
    transcript: Transcript
    errors: WordErrors


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("answers", type=Path, help="labelled answers, one JSON object a line")
    parser.add_argument("--voices", nargs="+", default=list(VOICES), help="espeak-ng's, such as en-us+f3")
    parser.add_argument("--most", type=int, help="only so many answers")
    parser.add_argument("--engine", default="moonshine")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    rows = sorted(read_rows(options.answers), key=_digest)[: options.most]
    recogniser = open_recogniser(options.engine)
    try:
        heard = [_hear(row, _voice(row, options.voices), recogniser, options.engine) for row in rows]
    finally:
        recogniser.close()
    columns: dict[str, list[Heard]] = {}
    for column in (_part, _split, lambda one: one.voice):
        for one in heard:
            columns.setdefault(column(one), []).append(one)
    result = {name: compared(mine) for name, mine in columns.items()}
    names = list(next(iter(result.values()), {}))
    print(table([{"": name, **{column: result[column][name] for column in result}} for name in names]))
    write_json(options.json, result)
    return 0


def compared(heard: Sequence[Heard]) -> Figures:
    """The figures of the texts, of what was heard, and how many verdicts on points are the same."""
    from_text = [_judgement(one.row, transcript_of(one.row["answer"])) for one in heard]
    from_sound = [_judgement(one.row, one.transcript) for one in heard]
    text, sound = summary(from_text), summary(from_sound)
    same = [
        a.status == b.status
        for one, other in zip(from_text, from_sound, strict=True)
        for a, b in zip(one.coverage.points, other.coverage.points, strict=True)
    ]
    errors = sum((one.errors for one in heard), WordErrors())
    figures: Figures = {"answers": len(heard), "word error rate": errors.rate, "same label": share(same)}
    for name in _SHOWN:
        figures[f"{name}, text"] = text[name]
        if name != "points":
            figures[f"{name}, sound"] = sound[name]
    return figures


def _judgement(row: Row, transcript: Transcript) -> Judgement:
    begun = time.perf_counter()
    coverage = judged(question_of(row), transcript, None)
    return Judgement(row, coverage, time.perf_counter() - begun, {})


def _part(one: Heard) -> str:
    return str(one.row.get("part", "all"))


def _split(one: Heard) -> str:
    return f"{_part(one)}, {one.row.get('split', 'all')}"


def _digest(row: Row) -> str:
    return hashlib.sha256(row["id"].encode()).hexdigest()


def _voice(row: Row, voices: Sequence[str]) -> str:
    return voices[int(_digest(row), 16) % len(voices)]


def _hear(row: Row, voice: str, recogniser: Recogniser, engine: str) -> Heard:
    rate = VOICES.get(voice, 165)
    key = hashlib.sha256(
        json.dumps([row["answer"], voice, rate, engine, recogniser.model]).encode()
    ).hexdigest()
    kept = folders.cache_dir() / "benchmarks" / f"heard-{key[:24]}.json"
    if not kept.exists():
        listened = listen_file(render(row["answer"], voice=voice, rate=rate), recogniser)
        timed = [[word.text, word.start, word.end] for word in listened.transcript.words]
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(timed), encoding="utf-8")
        print(f"heard {row['id']} by {voice}", file=sys.stderr)
    words = tuple(Word(*word) for word in json.loads(kept.read_text(encoding="utf-8")))
    text = " ".join(word.text for word in words)
    transcript = Transcript(engine=engine, model=recogniser.model, text=text, timing="aligned", words=words)
    return Heard(row, voice, transcript, word_errors(row["answer"], text))


if __name__ == "__main__":
    sys.exit(main())
