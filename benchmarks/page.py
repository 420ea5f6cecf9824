"""How large an answer's page is, how long it takes to make and to draw, and how exactly it seeks.

    python -m benchmarks.page [--json FILE]

The answer is 120 s long: a recording of the fixtures, followed by its own beginning. Drawing and seeking need
Playwright and a Chromium and are left out without them. Medians of `_RUNS` runs.
"""

import argparse
import base64
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.common import FIXTURES

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.audio.encoding import mp3
from voicedrill.audio.files import WavWriter, read_clip
from voicedrill.audio.outline import samples_of
from voicedrill.decks.find import find_question
from voicedrill.reports.as_json import to_json
from voicedrill.reports.html.answer_page import answer_page
from voicedrill.reports.html.values import EmbeddedSound
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.pages import make_page, picture_of

_RECORDING, _QUESTION = "rate-limiter-long", "backend#rate-limiter"
_LENGTH_S = 120
_RUNS = 15
#: The player is there with it, and weighs what it weighs.
_NO_SOUND = EmbeddedSound("audio/mpeg", b"")
#: The time, in ms since the page was asked for, of the second frame after it was loaded: it is drawn then.
_DRAWN = """() => new Promise((done) => {
    const told = () => requestAnimationFrame(() => requestAnimationFrame(() => {
        const [asked] = performance.getEntriesByType("navigation");
        done([asked.responseEnd, asked.loadEventEnd, performance.now()]);
    }));
    if (document.readyState === "complete") told(); else addEventListener("load", told);
})"""
#: For each word of the transcript how far the sound stands from its start when the seek is over, seconds.
_SEEK = """async () => {
    const sound = document.querySelector("#sound"), errors = [];
    for (const word of document.querySelectorAll("#said span[data-s]")) {
        const over = new Promise((done) => sound.addEventListener("seeked", done, {once: true}));
        word.click();
        await over;
        errors.push(Math.abs(sound.currentTime - Number(word.dataset.s)));
    }
    return errors;
}"""
#: Where the browser's decoder puts the first loud sample after each of some moments, seconds.
_HEARD = """async ([data, moments]) => {
    const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
    const sound = await new OfflineAudioContext(1, 1, 16000).decodeAudioData(bytes.buffer);
    const samples = sound.getChannelData(0);
    return moments.map((moment) => {
        let at = Math.round((moment - 0.05) * 16000);
        while (Math.abs(samples[at]) < 0.3) at++;
        return at / 16000;
    });
}"""


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = {**_making(Path(folder)), **_drawing(Path(folder))}
    for name, value in rows.items():
        print(f"{name:48} {value}")
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=1) + "\n")


def _making(folder: Path) -> dict[str, Any]:
    sound = folder / "answer.wav"
    once = read_clip(FIXTURES / f"{_RECORDING}.flac").samples
    with WavWriter(sound) as writer:
        writer.write(np.resize(once, _LENGTH_S * SAMPLE_RATE_HZ))
    deck, question = find_question(_QUESTION)
    with Analyser() as analyser:
        report = analyser.analyse_file(sound, question, deck)
    (folder / "answer.json").write_text(to_json(report))
    silent = make_page(report, question, sound, with_sound=False)
    (folder / "silent.html").write_text(silent)
    (folder / "page.html").write_text(make_page(report, question, sound))
    picture = picture_of(samples_of(sound), report)

    def draw() -> None:
        make_page(report, question, sound, with_sound=False)

    command = [sys.executable, "-m", "voicedrill", "report", str(folder / "answer.json"), "--force"]
    return {
        "words": report.delivery.word_count,
        "page without sound, bytes": len(silent.encode()),
        "page with sound, bytes": (folder / "page.html").stat().st_size,
        "page around its sound, bytes": len(
            answer_page(report, question, picture=picture, sound=_NO_SOUND).encode()
        ),
        "page without sound, s": _median(draw),
        "page without sound, s of processor time": _median(draw, clock=time.process_time),
        "of it the text and its drawings, s": _median(lambda: answer_page(report, question)),
        "compressing the sound, s": _median(lambda: mp3(samples_of(sound)), runs=3),
        **_first(folder),
        "voicedrill report --no-sound, whole command, s": _median(lambda: _run([*command, "--no-sound"]), 5),
        "voicedrill report, whole command, s": _median(lambda: _run(command), 5),
    }


def _first(folder: Path) -> dict[str, float]:
    """The first page that a process makes, without its sound: the templates are compiled."""
    program = (
        "import sys, time, numpy\n"
        "from pathlib import Path\n"
        "from voicedrill.decks.find import find_question\n"
        "from voicedrill.reports.as_json import from_json\n"
        "from voicedrill.sessions.pages import make_page\n"
        "folder = Path(sys.argv[1])\n"
        "report = from_json((folder / 'answer.json').read_text())\n"
        f"question = find_question({_QUESTION!r})[1]\n"
        "began = time.perf_counter(), time.process_time()\n"
        "make_page(report, question, folder / 'answer.wav', with_sound=False)\n"
        "print(time.perf_counter() - began[0], time.process_time() - began[1])\n"
    )
    runs = []
    for _ in range(5):
        done = subprocess.run(
            [sys.executable, "-c", program, str(folder)], capture_output=True, check=True, text=True
        )
        runs.append([float(number) for number in done.stdout.split()])
    wall, processor = (round(statistics.median(column), 3) for column in zip(*runs, strict=True))
    return {"first page of a process, s": wall, "first page of a process, s of processor time": processor}


def _drawing(folder: Path) -> dict[str, Any]:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        chromium = None
    if chromium is None:
        return {"drawing and seeking": "no Chromium or no Playwright"}
    rows: dict[str, Any] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required", "--mute-audio"],
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        for name in ("silent", "page"):
            times = []
            for _ in range(_RUNS):
                page.goto((folder / f"{name}.html").as_uri(), wait_until="commit")
                times.append(page.evaluate(_DRAWN))
            read, _, drawn = (statistics.median(column) for column in zip(*times, strict=True))
            what = "with sound" if name == "page" else "without sound"
            rows[f"drawn after it was asked for, {what}, s"] = round(drawn / 1000, 3)
            rows[f"drawn after it was read, {what}, s"] = round((drawn - read) / 1000, 3)
        errors = page.evaluate(_SEEK)
        rows["seek to a clicked word: median error, ms"] = round(1000 * statistics.median(errors), 1)
        rows["seek to a clicked word: largest error, ms"] = round(1000 * max(errors), 1)
        moments = [1.0, 7.5, 30.0, 59.0]
        data = base64.b64encode(mp3(_clicks(moments))).decode()
        heard = page.evaluate(_HEARD, [data, moments])
        off = [1000 * abs(at - moment) for at, moment in zip(heard, moments, strict=True)]
        rows["sound in the browser is off by at most, ms"] = round(max(off), 1)
        browser.close()
    return rows


def _clicks(moments: list[float]) -> Samples:
    samples = np.zeros(60 * SAMPLE_RATE_HZ, dtype=np.float32)
    burst = 0.8 * np.sin(2 * np.pi * 1000 * np.arange(800) / SAMPLE_RATE_HZ)
    for moment in moments:
        at = round(moment * SAMPLE_RATE_HZ)
        samples[at : at + len(burst)] = burst
    return samples


def _median(
    work: Callable[[], object], runs: int = _RUNS, clock: Callable[[], float] = time.perf_counter
) -> float:
    times = []
    for _ in range(runs):
        began = clock()
        work()
        times.append(clock() - began)
    return round(statistics.median(times), 3)


def _run(command: list[str]) -> None:
    subprocess.run(command, capture_output=True, check=True)


if __name__ == "__main__":
    main()
