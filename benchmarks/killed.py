"""SIGKILL at random moments of practice and of a mock interview: what is there afterwards?

python -m benchmarks.killed                     # 200 kills at file speed, practice and mock by turns
python -m benchmarks.killed --count 10 --speed 1   # ten in real time
python -m benchmarks.killed --seed 7 --json out.json

After each kill: the database opens and is whole; every answer that was reported is in it, once; each
recording without a report gives one, and is then in the history once too; one mock interview in two of which
an answer is kept is gone on with and finished.
"""

import argparse
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from voicedrill.audio.files import WavWriter, read_clip
from voicedrill.history.store import open_history
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.attempts import finish_attempt, unfinished_attempts

from .common import FIXTURES

#: Length of the answer that is given to every question, seconds.
_ANSWER_S = 8.0
_SILENCE_S = 4
_QUESTIONS = 3
#: One mock interview of so many is gone on with after the kill.
_RESUMED = 2


@dataclass(frozen=True)
class Trial:
    """One kill and what was found. ``wrong``: what should not be; empty is well."""

    mode: str
    after_s: float
    reported: int
    kept: int
    unfinished: int
    wrong: tuple[str, ...]


def command(mode: str, sound: Path, speed: float, *more: str) -> list[str]:
    """The session that is killed, as a user would start it in a script."""
    asked = {
        "practice": ["practice", "starter", "--questions", str(_QUESTIONS), "--follow-ups", "1"],
        "mock": ["mock", "starter", "--minutes", "5", "--seed", "3", "--follow-ups", "1"],
    }[mode]
    device = ["--device", f"file:{sound}@{speed:g}", "--end-silence", "2", "--no-voice", "--think", "0"]
    return [sys.executable, "-m", "voicedrill", *asked, *device, "--json", *more]


def run_and_kill(arguments: list[str], folder: Path, after_s: float | None) -> tuple[float, list[str]]:
    """Run until the kill, or to the end; gives how long it ran and the ids of the answers it reported."""
    out = folder / "reports.jsonl"
    began = time.monotonic()
    with out.open("wb") as stdout:
        process = subprocess.Popen(
            arguments,
            stdout=stdout,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "VOICEDRILL_DATA": str(folder / "data")},
            start_new_session=True,
        )
        try:
            process.wait(after_s)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    return time.monotonic() - began, reported_ids(out.read_text(encoding="utf-8"))


def reported_ids(text: str) -> list[str]:
    """Attempt and part of every whole line that is a report."""
    found = []
    for line in text.splitlines():
        try:
            report = json.loads(line)
        except ValueError:  # the last line may be cut off: then it was not reported
            continue
        if str(report.get("schema", "")).startswith("voicedrill.report/"):
            part = (report.get("part") or {}).get("number", 0)
            found.append(f"{report['attempt_id']}/{part}")
    return found


def kept_ids(data: Path) -> list[str]:
    """Attempt and part of every answer in the history. Raises sqlite3.Error when its file is not whole."""
    path = data / "history.sqlite3"
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
    with open_history(path) as history:  # killed while it was made, it has no tables yet
        rows = history.connection.execute("SELECT attempt, part FROM answers")
        return [f"{attempt}/{part}" for attempt, part in rows]


def look(folder: Path, reported: list[str], analyser: Analyser) -> tuple[int, int, list[str]]:
    """How many are kept, how many were broken off, and what is wrong."""
    data = folder / "data"
    if not data.is_dir():
        return 0, 0, []
    os.environ["VOICEDRILL_DATA"] = str(data)
    wrong = []
    kept = kept_ids(data)
    missing = set(reported) - set(kept)
    if missing:
        wrong.append(f"reported and not kept: {sorted(missing)}")
    broken_off = unfinished_attempts()
    for attempt in broken_off:
        try:
            finish_attempt(attempt, analyser)
        except Exception as error:
            wrong.append(f"{attempt.id} cannot be analysed: {error!r}")
    after = Counter(kept_ids(data))
    wrong += [f"{name} is kept {count} times" for name, count in after.items() if count > 1]
    if set(kept) - set(after):
        wrong.append("answers were lost when others were analysed")
    if len(after) != len(kept) + len(broken_off):
        wrong.append(f"{len(broken_off)} were analysed and {len(after) - len(kept)} came to the history")
    if unfinished_attempts():
        wrong.append("something is still unfinished")
    return len(kept), len(broken_off), wrong


def resumes(folder: Path, sound: Path) -> list[str]:
    """Go on with the mock interview that was killed; what is wrong."""
    before = set(kept_ids(folder / "data"))
    _, reported = run_and_kill(command("mock", sound, 0, "--resume"), folder, None)
    after = Counter(kept_ids(folder / "data"))
    wrong = [f"{name} is kept {count} times after going on" for name, count in after.items() if count > 1]
    if not before <= set(after):
        wrong.append("going on lost an answer")
    if not set(reported) <= set(after):
        wrong.append("going on reported what it did not keep")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument(
        "--speed", type=float, default=0, help="of the microphone's file; 0: as fast as it is read"
    )
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    trials: list[Trial] = []
    with tempfile.TemporaryDirectory() as scratch, Analyser("moonshine") as analyser:
        sound = Path(scratch) / "answer.wav"
        clip = read_clip(FIXTURES / "demo" / "answer.flac").samples[: int(_ANSWER_S * 16_000)]
        with WavWriter(sound) as writer:
            writer.write(clip)
            for _ in range(_SILENCE_S):
                writer.write(clip[:16_000] * 0)
        lengths, resumed = {}, 0
        for mode in ("practice", "mock"):
            folder = Path(scratch) / f"whole-{mode}"
            folder.mkdir()
            lengths[mode], ids = run_and_kill(command(mode, sound, options.speed), folder, None)
            print(f"{mode}, not killed: {lengths[mode]:.1f} s, {len(ids)} answers", flush=True)
            if not ids:
                print("the session reported nothing: there is nothing to kill")
                return 1
        for number in range(options.count):
            mode = ("practice", "mock")[number % 2]
            folder = Path(scratch) / f"{number}"
            folder.mkdir()
            after_s = rng.uniform(0.2, lengths[mode])
            _, reported = run_and_kill(command(mode, sound, options.speed), folder, after_s)
            kept, broken_off, wrong = look(folder, reported, analyser)
            if mode == "mock" and number % (2 * _RESUMED) == 1 and kept:
                wrong += resumes(folder, sound)
                resumed += 1
            trials.append(Trial(mode, after_s, len(reported), kept, broken_off, tuple(wrong)))
            if (number + 1) % 20 == 0:
                print(f"{number + 1} of {options.count}", flush=True)
            if wrong:
                print(f"{number} {mode} after {after_s:.2f} s: {'; '.join(wrong)}", flush=True)
    bad = sum(bool(trial.wrong) for trial in trials)
    print(f"\n{'mode':<10} {'kills':>6} {'reported':>9} {'kept':>6} {'broken off':>11} {'wrong':>6}")
    for mode in ("practice", "mock"):
        of_mode = [trial for trial in trials if trial.mode == mode]
        counts = [
            sum(getattr(trial, name) for trial in of_mode) for name in ("reported", "kept", "unfinished")
        ]
        wrong_count = sum(bool(trial.wrong) for trial in of_mode)
        print(f"{mode:<10} {len(of_mode):>6} {counts[0]:>9} {counts[1]:>6} {counts[2]:>11} {wrong_count:>6}")
    print(f"mock interviews that were gone on with: {resumed}")
    if options.json:
        options.json.write_text(json.dumps([trial.__dict__ for trial in trials], indent=1))
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
