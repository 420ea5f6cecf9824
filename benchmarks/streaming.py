"""How soon the report is there, how fast a file is done, and how much memory that takes.

    python -m benchmarks.streaming [--quick] [--json FILE] [delay] [speed] [memory]

delay   `voicedrill practice --json` hears an answer of so many seconds; how long from the decision that
        the speaker has stopped to the report, by its own account (after_speech_s), from outside (report_s).
        --real RUNS times in real time through a virtual microphone (PulseAudio), --fast RUNS times at
        four times the speed through the file microphone.
speed   a file, heard whole: the analysis, the recogniser alone on the same cuts, all steps one after the
        other in one process, and moonshine's own chunker, whole and as a stream.
memory  `voicedrill analyze` of --minutes of sound: resident memory of all processes together, the peak until
        --flat-from minutes of the sound were done and after.

The answers are fixtures in a row. --quick: a few minutes in all. Run it on a quiet machine: the load is told.
"""

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.common import FIXTURES, table, write_json
from benchmarks.memory import MemorySampler

from voicedrill.audio.activity import VoiceActivity
from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.audio.files import WavWriter, read_clip
from voicedrill.audio.measures import SoundMeter
from voicedrill.recognition.base import Hints, Recogniser
from voicedrill.recognition.cuts import Cut, Cutter
from voicedrill.recognition.parts import OwnPartMaker
from voicedrill.recognition.registry import open_recogniser

QUESTION = "backend#rate-limiter"
BARS_S = {120: 0.5, 480: 0.6}
_BLOCK = SAMPLE_RATE_HZ // 10
_PAUSE_S = 0.6


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("parts", nargs="*", help="delay, speed, memory; all when none is named")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seconds", type=int, nargs="+", default=[120, 480], help="lengths of answers")
    parser.add_argument("--real", type=int, default=3, help="runs in real time")
    parser.add_argument("--fast", type=int, default=20, help="runs at four times the speed")
    parser.add_argument("--minutes", type=int, nargs="+", default=[10, 60], help="lengths for memory")
    parser.add_argument("--repeat", type=int, default=3, help="runs of speed")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    if options.quick:
        options.seconds, options.real, options.fast = [120], 0, 3
        options.minutes, options.repeat = [10], 1
    parts = options.parts or ["delay", "speed", "memory"]
    results: dict[str, list[dict[str, Any]]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "delay" in parts:
            results["delay"] = _delays(folder, options.seconds, options.real, options.fast)
            results["delay, summed up"] = _summary(results["delay"])
        if "speed" in parts:
            results["speed"] = _speeds(folder, min(options.seconds), options.repeat)
        if "memory" in parts:
            results["memory"] = [_memory(folder, minutes) for minutes in options.minutes]
    for title, rows in results.items():
        print(f"\n{title}\n{table(rows)}")
    write_json(options.json, results)
    return 0


# -- Sound ------------------------------------------------------------------------------------------------


def _answer(folder: Path, seconds: float) -> Path:
    """Fixtures in a row, a breath between them, ``seconds`` long; of the last one its end."""
    path = folder / f"answer-{seconds:g}.wav"
    if path.exists():
        return path
    answers = [read_clip(path).samples for path in sorted(FIXTURES.glob("*.flac"))]
    breath = np.zeros(round(_PAUSE_S * SAMPLE_RATE_HZ), np.float32)
    with WavWriter(path) as wav:
        for answer in itertools.cycle(answers):
            left = round((seconds - wav.duration_s) * SAMPLE_RATE_HZ)
            if len(answer) >= left:
                wav.write(answer[len(answer) - left :])
                break
            wav.write(np.concatenate([answer, breath])[:left])
    return path


# -- Delay ------------------------------------------------------------------------------------------------


def _delays(folder: Path, lengths: Sequence[int], real: int, fast: int) -> list[dict[str, Any]]:
    rows = []
    for seconds in lengths:
        path = _answer(folder, seconds)
        for _ in range(fast):
            rows.append(_delay(folder, path, seconds, "file, 4x", f"file:{path}@4", None))
            _tell(rows[-1])
        if not real:
            continue
        with _virtual_sound() as sound:
            for _ in range(real):
                rows.append(_delay(folder, path, seconds, "virtual, real time", None, sound))
                _tell(rows[-1])
    return rows


def _delay(
    folder: Path, path: Path, seconds: int, how: str, device: str | None, sound: Any
) -> dict[str, Any]:
    """One answer in the real program."""
    deck, question = QUESTION.split("#")
    arguments = ["practice", deck, "--question", question, "--json", "--no-voice", "--no-keep"]
    if device is not None:
        arguments += ["--device", device]
    environment = {
        **(os.environ if sound is None else sound.environment),
        "VOICEDRILL_DATA": str(folder / "data"),
    }
    load = os.getloadavg()[0]
    with ExitStack() as stack:
        session = subprocess.Popen(
            _command(*arguments),
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        stack.callback(session.wait)
        stack.callback(session.kill)
        memory = stack.enter_context(MemorySampler(session.pid))
        assert session.stdout is not None
        assert session.stderr is not None
        decided_s = 0.0
        for line in session.stderr:
            if "Recording." in line and sound is not None:
                sound.wait_for_recorder()
                stack.callback(sound.start_speaking(path).wait)
            if "Making the report." in line:
                decided_s = time.monotonic()
                break
        text = session.stdout.readline()
        told_s = time.monotonic()
    report = json.loads(text)
    return {
        "answer_s": seconds,
        "microphone": how,
        "heard_s": report["audio"]["duration_s"],
        "words": len(report["transcript"]["words"]),
        "after_speech_s": report["timings"]["after_speech_s"],
        "report_s": told_s - decided_s,
        "peak_mb": round(memory.peak_mb),
        "load": load,
        "warnings": len(report["warnings"]),
    }


def _summary(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Median and worst of each kind of run."""
    kinds = dict.fromkeys((row["answer_s"], row["microphone"]) for row in rows)
    result = []
    for seconds, how in kinds:
        runs = [row for row in rows if (row["answer_s"], row["microphone"]) == (seconds, how)]
        delays = [run["report_s"] for run in runs]
        result.append(
            {
                "answer_s": seconds,
                "microphone": how,
                "runs": len(runs),
                "after_speech_s": statistics.median(run["after_speech_s"] for run in runs),
                "report_s": statistics.median(delays),
                "worst_s": max(delays),
                "bar_s": BARS_S.get(seconds),
                "peak_mb": max(run["peak_mb"] for run in runs),
            }
        )
    return result


@contextmanager
def _virtual_sound() -> Iterator[Any]:
    sys.path.insert(0, str(FIXTURES.parent / "tests"))
    import pulse  # type: ignore[import-not-found] # stands in tests/

    problem = pulse.problem()
    if problem:
        raise SystemExit(f"No virtual microphone: {problem}. Leave it out with --real 0.")
    with tempfile.TemporaryDirectory(prefix="vdpulse") as folder:
        sound = pulse.VirtualSound(Path(folder))
        try:
            yield sound
        finally:
            sound.close()


# -- Speed ------------------------------------------------------------------------------------------------


def _speeds(folder: Path, seconds: int, repeat: int) -> list[dict[str, Any]]:
    from voicedrill.decks.find import find_question
    from voicedrill.sessions.analyse import Analyser

    path = _answer(folder, seconds)
    samples = read_clip(path).samples
    deck, question = find_question(QUESTION)
    recogniser = open_recogniser("moonshine")
    analyser = Analyser(recogniser=recogniser)
    cuts = _cuts(samples)
    methods: dict[str, Callable[[], object]] = {
        "recogniser alone": lambda: [recogniser.transcribe(cut.samples, Hints()) for cut in cuts],
        "whole analysis": lambda: analyser.analyse_file(path, question, deck),
        "steps in a row, one process": lambda: _in_a_row(path, recogniser),
        "moonshine's own chunker": _own_chunker(samples),
    }
    times: dict[str, list[float]] = {name: [] for name in methods}
    analyser.analyse_file(path, question, deck)  # what is paid once
    for _ in range(repeat):
        for name, method in methods.items():
            began_s = time.perf_counter()
            method()
            times[name].append(time.perf_counter() - began_s)
    streamed_s, last_s = _own_stream(samples)
    times["moonshine's own stream"] = [streamed_s]
    recogniser.close()
    alone_s = statistics.median(times["recogniser alone"])
    length_s = len(samples) / SAMPLE_RATE_HZ
    return [
        {
            "method": name,
            "sound_s": round(length_s),
            "median_s": statistics.median(taken),
            "RTF": statistics.median(taken) / length_s,
            "of recogniser alone": statistics.median(taken) / alone_s,
            "after the last sound_s": last_s if "stream" in name else None,
            "load": os.getloadavg()[0],
        }
        for name, taken in times.items()
    ]


def _cuts(samples: Samples) -> list[Cut]:
    activity, cutter = VoiceActivity(), Cutter()
    return cutter.push(samples, activity.push(samples)) + cutter.finish()


def _in_a_row(path: Path, recogniser: Recogniser) -> None:
    """What the listener does, without its threads and its process."""
    samples = read_clip(path).samples
    activity, cutter, meter, maker = VoiceActivity(), Cutter(), SoundMeter(), OwnPartMaker()
    probabilities = activity.push(samples)
    meter.push(samples, probabilities.tolist())
    for cut in [*cutter.push(samples, probabilities), *cutter.finish()]:
        maker.make(cut, recogniser.transcribe(cut.samples, Hints()))
    meter.finish()


def _own_chunker(samples: Samples) -> Callable[[], object]:
    from moonshine_voice import ModelArch, Transcriber, get_assets_path

    transcriber = Transcriber(str(Path(get_assets_path()) / "tiny-en"), ModelArch.TINY)
    sound = samples.tolist()
    return lambda: transcriber.transcribe_without_streaming(sound, SAMPLE_RATE_HZ)


def _own_stream(samples: Samples) -> tuple[float, float]:
    """Seconds of work for a sound that comes in tenths of a second, and of those that remain at its end."""
    from moonshine_voice import ModelArch, Transcriber, get_assets_path

    transcriber = Transcriber(str(Path(get_assets_path()) / "tiny-en"), ModelArch.TINY)
    transcriber.start()
    began_s = time.perf_counter()
    for at in range(0, len(samples), _BLOCK):
        transcriber.add_audio(samples[at : at + _BLOCK].tolist(), SAMPLE_RATE_HZ)
    last_s = time.perf_counter()
    transcriber.stop()
    end_s = time.perf_counter()
    transcriber.close()
    return end_s - began_s, end_s - last_s


# -- Memory -----------------------------------------------------------------------------------------------


def _memory(folder: Path, minutes: int) -> dict[str, Any]:
    path = _answer(folder, minutes * 60)
    began_s = time.monotonic()
    command = _command("analyze", str(path), "--question", QUESTION, "--json")
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program,
        MemorySampler(program.pid) as memory,
    ):
        out, _ = program.communicate()
    took_s = time.monotonic() - began_s
    report = json.loads(out)
    # The sound is taken in evenly, so the first ten minutes of it are this part of the time.
    ten_minutes_s = took_s * min(1.0, 10 / minutes)
    return {
        "minutes": minutes,
        "heard_s": report["audio"]["duration_s"],
        "took_s": took_s,
        "RTF": took_s / report["audio"]["duration_s"],
        "peak_mb, first 10 min": memory.peak_between_mb(0, ten_minutes_s),
        "peak_mb, the rest": memory.peak_between_mb(ten_minutes_s, took_s) or None,
        "peak_mb": memory.peak_mb,
    }


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from voicedrill.cli.main import main; main()", *arguments]


def _tell(row: dict[str, Any]) -> None:
    print(json.dumps(row), file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
