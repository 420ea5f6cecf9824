"""Clips full of filled pauses to learn from: many voices of three synthesisers, many rooms and lines.

Nothing of it is kept: `make` writes the clips where it is told to, the same ones each time. No voice and no
sentence is one of the untouched clips'. Most filled pauses are pieces of their own, as in the fixtures; in
a third of the clips they are spoken in one breath with the words around them.
"""

import multiprocessing
import shutil
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

import numpy as np
from audio_fixtures import fillers as fixture_fillers
from audio_fixtures.script import Script
from audio_fixtures.signals import Samples, breath, hum
from benchmarks.filled_pauses import Clip
from benchmarks.joined_speech import FILLERS, RATE_HZ, Token, speak

from voicedrill.timing import TimeSpan

LONGEST_S = 30.0
ESPEAK = (
    "en-us+m1", "en-us+f2", "en+m7", "en-gb-x-rp+f5", "en-us+m5", "en-gb-scotland+Denis",
    "en-029+f1", "en-us+Henrique", "en-us+Andrea", "en+klatt5", "en-us+klatt4", "en-us+benjamin",
    "en+steph2", "en-us+ian", "en-gb-x-gbclan+Lee", "en-us+steph3", "en-us+grandpa", "en+robert",
    "en-us+Hugo", "en-us+marcelo", "en-us+miguel", "en-us+zac", "en-us+shelby", "en-us+sandro",
    "en-us-nyc+m4", "en-us-nyc+anika", "en+Reed", "en-us+boris", "en-us+michel", "en-us+quincy",
    "en-us+Diogo", "en-gb-x-rp+Marco", "en-us+Michael", "en+Mike", "en-us+antonio", "en-us-nyc+caleb",
    "en-gb-scotland+pablo", "en-us+pedro", "en-029+rob", "en+norbert", "en-us+gustave", "en-us+john",
    "en-us", "en-gb-x-rp", "en-gb-scotland", "en-us-nyc", "en-029", "en-gb-x-gbclan",
    "en-us+iven2", "en-us+ed", "en-us+RicishayMax",
)  # fmt: skip
PROGRAMS = ("flite:awb", "flite:kal16", "flite:slt", "mbrola:us1", "mbrola:us2", "mbrola:us3", "mbrola:en1")
NEEDED = ("flite", "mbrola")
_SENTENCES = (
    "I have been with the company for about six years now",
    "my role was to keep the billing system running",
    "we had a problem with the queue on a Friday evening",
    "I think the hardest part was telling the client",
    "the way I usually start is by asking what success looks like",
    "there was a lot of tension between the two departments",
    "so the first thing I did was talk to the people involved",
    "and that took about three weeks to get right",
    "it was the kind of project that nobody really owned",
    "we measured the latency before and after the change",
    "her idea was to rewrite the parser from scratch",
    "I disagreed but I could see where she was coming from",
    "in the end we shipped the smaller version in June",
    "the numbers went from twelve percent to about thirty",
    "I learned that a short summary is worth more than a long report",
    "what I would do differently is involve the users sooner",
    "they were worried about the cost of the migration",
    "for example one server had been up for over a thousand days",
    "my manager was on leave so I had to make the call",
    "the director asked for a plan by the following Thursday",
    "it turned out that the cache was never cleared",
    "I wrote a small tool that compared both databases",
    "a junior colleague had turned the monitor off by accident",
    "so I would say that I am fairly calm under pressure",
    "the thing that I am most proud of is the training program",
    "we reduced the error rate by a factor of four",
    "because of that the support team had far fewer calls",
    "that was a turning point for me as an engineer",
    "I used to work on embedded software for cars",
    "you have to earn the trust of the nurses on the ward",
    "the third time it happened we stopped and drew a map",
    "it is hard to learn when nobody gives you feedback",
    "sure there were other ways to solve it",
    "our customers are mostly farms and small firms",
    "the former owner had moved to Perth in the summer",
    "I can give you an example from last year",
    "we agreed on a clear set of rules and wrote them down",
    "the burden of proof was on us",
    "no one on the team had done this before",
    "and so I went to see him in person",
    "he said that they needed more time to decide",
    "to me a good leader is somebody who listens",
    "the trouble was that two of the sensors were wrong",
    "I called the vendor and asked them to send a replacement",
    "we ran both systems side by side for a month",
    "after that the number of complaints came down slowly",
    "my background is in physics but I moved to data work",
    "a typical day would start with a short meeting",
    "what surprised me was how quickly people adapted",
    "I also mentor two students from the local college",
    "the other option was to outsource the whole thing",
    "we were under the limit but only by a small margin",
    "I was asked to run the onboarding for new starters",
    "they come from all over the world",
    "at the time we did everything by hand",
    "the firm was bought by a larger competitor",
    "it was my turn to present the findings to the board",
    "I know this area well since I grew up there",
    "some of the code was older than I was",
    "you could hear the fan from across the room",
)
_DRAWN = frozenset(
    ("the", "a", "and", "so", "to", "but", "that", "of", "I", "was", "we", "they", "my", "for"),
)


@dataclass(frozen=True)
class Plan:
    """One clip to be made: ``voice``, and whether the pauses are ``joined`` to the words."""

    number: int
    voice: str
    joined: bool


def missing() -> list[str]:
    """Programs that must be installed first."""
    return [program for program in NEEDED if shutil.which(program) is None]


def plans(rounds: int = 1) -> list[Plan]:
    """Every clip. ``rounds``: how often each voice comes."""
    spliced = [*ESPEAK, *(voice for voice in PROGRAMS if voice.startswith("flite"))]
    wanted = [(voice, False) for voice in spliced for _ in range(2 * rounds)]
    wanted += [(voice, True) for voice in PROGRAMS for _ in range(8 * rounds)]
    return [Plan(number, voice, joined) for number, (voice, joined) in enumerate(wanted)]


def make(folder: Path, rounds: int = 1) -> list[Clip]:
    """The clips, made in ``folder``, each in a process of its own, because espeak-ng keeps state."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=2, mp_context=context, max_tasks_per_child=1) as pool:
        return list(pool.map(make_one, plans(rounds), repeat(folder)))


def make_one(plan: Plan, folder: Path) -> Clip:
    """One clip, written to ``folder``; its voice is its style."""
    from audio_fixtures import sound_files

    random = np.random.default_rng([41, plan.number])
    samples, spans = _joined(plan, random) if plan.joined else _spliced(plan, random)
    samples, rate = _degraded(samples, random)
    path = folder / f"{plan.number:03}.flac"
    sound_files.write_flac(path, samples, RATE_HZ)
    true = tuple(TimeSpan(start / rate, end / rate) for start, end in spans)
    return Clip("train", f"{plan.number:03} {plan.voice}", path, true, style=plan.voice)


def _spliced(plan: Plan, random: np.random.Generator) -> tuple[Samples, list[tuple[float, float]]]:
    from audio_fixtures import assembly, sound_files

    part = fixture_fillers.Part(41, (), (*_SENTENCES, *fixture_fillers.DEV.sentences))
    script: Script = fixture_fillers.draw(f"train/{plan.number}", part, plan.voice, random)
    made = assembly.make(script)
    spans = [(one["start"], one["end"]) for one in made.truth["fillers"] if one["kind"] == "filled-pause"]
    return sound_files.resampled(made.samples, assembly.RATE_HZ, RATE_HZ), spans


def _joined(plan: Plan, random: np.random.Generator) -> tuple[Samples, list[tuple[float, float]]]:
    pieces: list[Samples] = [np.zeros(round(0.4 * RATE_HZ), np.float32)]
    spans: list[tuple[float, float]] = []
    seconds = 0.4
    sentences = (*_SENTENCES, *fixture_fillers.DEV.sentences)
    pace = random.uniform(1.0, 1.45)
    for index in random.permutation(len(sentences)):
        tokens = _tokens(sentences[index].split(), random)
        said = speak(tokens, plan.voice, pace * random.uniform(0.95, 1.05), random)
        if said is None:
            continue
        sound = said.samples * np.float32(0.25 / max(0.05, float(np.abs(said.samples).max())) * 2)
        spans += [(seconds + start, seconds + end) for start, end in said.fillers]
        beside = _beside(random)
        pieces += [sound, beside]
        seconds += (len(sound) + len(beside)) / RATE_HZ
        if seconds > LONGEST_S:
            break
    return np.concatenate(pieces), spans


def _tokens(words: list[str], random: np.random.Generator) -> list[Token]:
    """The words, some drawn out, with up to three filled pauses among them."""
    places = random.choice(len(words) + 1, size=random.choice([0, 1, 2, 3]), replace=False)
    tokens: list[Token] = []
    for place in range(len(words) + 1):
        if place in places:
            name = str(random.choice(list(FILLERS), p=[0.45, 0.42, 0.13]))
            length = round(float(random.triangular(0.1, 0.3, 0.9)), 2)
            tokens.append(Token(name, length, _gap(random), _gap(random)))
        if place < len(words):
            word = words[place]
            chance = 0.12 if word in _DRAWN else 0.03
            drawn = round(float(random.uniform(0.18, 0.5)), 2) if random.random() < chance else None
            after = float(random.uniform(0.1, 0.6)) if random.random() < (0.4 if drawn else 0.04) else 0.0
            tokens.append(Token(word, drawn, 0.0, after))
    return tokens


def _gap(random: np.random.Generator) -> float:
    return 0.0 if random.random() < 0.55 else float(random.uniform(0.04, 0.6))


def _beside(random: np.random.Generator) -> Samples:
    """What comes between sentences: a pause, now and then with a breath, a hum or a laugh in it."""
    silence = np.zeros(round(random.uniform(0.2, 0.8) * RATE_HZ), np.float32)
    kind = random.random()
    if kind > 0.35:
        return silence
    length = round(random.uniform(0.25, 0.8) * RATE_HZ)
    sounds = (
        breath(length, random) if kind < 0.15
        else hum(length, RATE_HZ, float(random.uniform(90, 260))) if kind < 0.25
        else _laugh(length, random)
    )  # fmt: skip
    return np.concatenate([silence, sounds.astype(np.float32), silence])


def _laugh(length: int, random: np.random.Generator) -> Samples:
    """Bursts of a voiced, breathy sound, four to six in a second, falling."""
    time = np.arange(length) / RATE_HZ
    pitch = random.uniform(150, 350) * (1 - 0.3 * time / time[-1])
    phase = 2 * np.pi * np.cumsum(pitch) / RATE_HZ
    voice = sum(np.sin(k * phase) / k for k in range(1, 9)) + random.standard_normal(length)
    beat = np.clip(np.sin(2 * np.pi * random.uniform(4, 6) * time), 0, 1)
    laugh: Samples = (0.05 * voice * beat).astype(np.float32)
    return laugh


def _degraded(samples: Samples, random: np.random.Generator) -> tuple[Samples, float]:
    """``samples`` as from another body, room and line; and how many times faster they are."""
    from audio_fixtures import sound_files

    rate = 1.0
    if random.random() < 0.6:
        rate = float(random.uniform(0.88, 1.14))
        samples = sound_files.resampled(samples, round(RATE_HZ * rate), RATE_HZ)
        rate = round(RATE_HZ * rate) / RATE_HZ
    if random.random() < 0.5:
        samples = _in_room(samples, random)
    if random.random() < 0.2:
        samples = _banded(samples, 250.0, float(random.uniform(3300, 5000)))
    level = float(np.sqrt(np.mean(samples[np.abs(samples) > 1e-3] ** 2)))
    if random.random() < 0.7:
        slope = random.choice([0.0, 0.5, 1.0])
        noise = _noise(len(samples), float(slope), random)
        samples = samples + noise * level * 10 ** (-random.uniform(15, 38) / 20)
    wanted = 10 ** (random.uniform(-34, -17) / 20)
    return np.clip(samples * wanted / level, -1, 1).astype(np.float32), rate


def _in_room(samples: Samples, random: np.random.Generator) -> Samples:
    """A little reverberation: noise that dies away (60 dB in 0.15 to 0.5 s) behind the sound itself."""
    fade_s = random.uniform(0.15, 0.5)
    time = np.arange(round(fade_s * RATE_HZ)) / RATE_HZ
    tail = random.standard_normal(len(time)) * 10 ** (-3 * time / fade_s)
    tail *= random.uniform(0.15, 0.6) / np.sqrt(np.sum(tail**2))
    tail[0] += 1.0
    size = 1 << (len(samples) + len(tail)).bit_length()
    heard = np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(tail, size), size)
    return heard[: len(samples)].astype(np.float32)


def _banded(samples: Samples, low_hz: float, high_hz: float) -> Samples:
    spectrum = np.fft.rfft(samples)
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
    gain = 1 / (1 + (low_hz / np.maximum(hertz, 1)) ** 6) / (1 + (hertz / high_hz) ** 10)
    return np.fft.irfft(spectrum * gain, len(samples)).astype(np.float32)


def _noise(length: int, slope: float, random: np.random.Generator) -> Samples:
    """Noise whose power falls as the frequency to the power of ``slope``: 0 white, 1 pink."""
    spectrum = np.fft.rfft(random.standard_normal(length))
    spectrum /= np.maximum(np.arange(len(spectrum)), len(spectrum) / 400) ** (slope / 2)
    noise = np.fft.irfft(spectrum, length)
    scaled: Samples = (noise / np.std(noise)).astype(np.float32)
    return scaled
