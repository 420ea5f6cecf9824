"""Sentences with filled pauses spoken in one breath by flite or MBROLA, for the training of the detector.

In `audio_fixtures` every filled pause is a piece of its own, set between phrases. Here it belongs to the same
utterance as the words around it, so that sounds run into each other as they do in speech. flite says which
phones a sentence has and how long they last; MBROLA speaks them too, with other voices and another melody.

Programs: flite, mbrola and its voices us1, us2, us3, en1 (Debian: non-free). Samples: float32 at 16 kHz.
"""

import subprocess
import wave
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from audio_fixtures import signals
from audio_fixtures.signals import Samples

RATE_HZ = 16_000
_MBROLA = Path("/usr/share/mbrola")
FILLERS = {"um": ("ah", "m"), "uh": ("ah",), "er": ("er",)}
#: A pause that flite makes; left out where it is not at an edge.
_PAUSE = "pau"
#: Shorter sounds cannot be stretched without a change of pitch (samples).
_LEAST_STRETCHED = round(0.07 * RATE_HZ)
_SAME = {phone: phone for phone in "pbtdkgfvszmnlrw"}
_BOTH = _SAME | {
    "hh": "h", "th": "T", "dh": "D", "sh": "S", "zh": "Z", "ch": "tS", "jh": "dZ", "ng": "N", "y": "j",
    "ae": "{", "ax": "@", "ah": "V", "ih": "I", "uh": "U", "ow": "@U", "aw": "aU", "ay": "aI", "oy": "OI",
    "ey": "eI",
}  # fmt: skip
_AMERICAN = _BOTH | {
    "aa": "A", "ao": "O", "eh": "E", "er": "r=", "iy": "i", "uw": "u", "ay": "AI", "ey": "EI",
}  # fmt: skip
_BRITISH = _BOTH | {"aa": "A:", "ao": "O:", "eh": "e", "er": "3:", "iy": "i:", "uw": "u:"}


@dataclass(frozen=True)
class Token:
    """A word or, when it is one of `FILLERS`, a filled pause; ``seconds``: how long it (for a word: its last
    vowel) is to be drawn out, None for as it comes. ``before_s``, ``after_s``: silence at its sides.
    """

    text: str
    seconds: float | None = None
    before_s: float = 0.0
    after_s: float = 0.0

    @property
    def is_filler(self) -> bool:
        """Whether it is a filled pause."""
        return self.text in FILLERS


@dataclass(frozen=True)
class _Segment:
    phone: str
    seconds: float
    token: int


@dataclass(frozen=True, eq=False)
class Said:
    """``fillers``: start and end of each filled pause, seconds."""

    samples: Samples
    fillers: tuple[tuple[float, float], ...]


def speak(tokens: list[Token], voice: str, pace: float, random: np.random.Generator) -> Said | None:
    """``voice``: "flite:rms", "mbrola:us1". None when the sentence's phones cannot be told apart."""
    kind, _, name = voice.partition(":")
    source = name if kind == "flite" else "slt"
    segments, samples = _by_flite(tokens, source, pace)
    if segments is None:
        return None
    if kind == "flite":
        return _spliced(samples, segments, tokens, name)
    return _by_mbrola(segments, tokens, name, random)


def _by_flite(tokens: list[Token], name: str, pace: float) -> tuple[list[_Segment] | None, Samples]:
    told, samples = _flite(" ".join(token.text for token in tokens), name, 1 / pace)
    spoken = [(phone, seconds) for phone, seconds in told]
    counts = [len(_phones(token.text, name)) for token in tokens]
    if sum(counts) != sum(phone != _PAUSE for phone, _ in spoken):
        return None, samples
    owners = [index for index, count in enumerate(counts) for _ in range(count)]
    segments, at = [], 0
    for phone, seconds in spoken:
        if phone == _PAUSE:
            segments.append(_Segment(phone, seconds, -1))
        else:
            segments.append(_Segment(phone, seconds, owners[at]))
            at += 1
    for index, token in enumerate(tokens):
        own = tuple(one.phone for one in segments if one.token == index)
        if token.is_filler and own != FILLERS[token.text]:
            return None, samples
    return segments, samples


@cache
def _phones(word: str, name: str) -> tuple[str, ...]:
    return tuple(phone for phone, _ in _flite(word, name, 1.0)[0] if phone != _PAUSE)


def _flite(text: str, name: str, stretch: float, flag: str = "-t") -> tuple[list[tuple[str, float]], Samples]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "said.wav"
        command = ["flite", "-voice", name, "--setf", f"duration_stretch={stretch:.3f}", "-psdur"]
        command += [flag, text, "-o", str(path)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        samples = _read(path)
    phones, last = [], 0.0
    for part in done.stdout.split():
        phone, _, end = part.rpartition(":")
        phones.append((phone, float(end) - last))
        last = float(end)
    return phones, samples


def _read(path: Path) -> Samples:
    with wave.open(str(path)) as sound:
        if sound.getframerate() != RATE_HZ:
            raise RuntimeError(f"{sound.getframerate()} Hz where {RATE_HZ} Hz were expected")
        whole = np.frombuffer(sound.readframes(sound.getnframes()), "<i2")
    return whole.astype(np.float32) / np.float32(32768)


def _drawn(segments: list[_Segment], tokens: list[Token]) -> dict[int, float]:
    """Index of each segment that is made longer -> its length in seconds."""
    wanted: dict[int, float] = {}
    for index, token in enumerate(tokens):
        own = [place for place, one in enumerate(segments) if one.token == index]
        if token.seconds is None or not own:
            continue
        if token.is_filler:
            total = sum(segments[place].seconds for place in own)
            wanted |= {place: segments[place].seconds / total * token.seconds for place in own}
        else:
            vowels = [place for place in own if segments[place].phone[0] in "aeiou"]
            wanted |= dict.fromkeys(vowels[-1:], token.seconds)
    return wanted


def _spliced(samples: Samples, segments: list[_Segment], tokens: list[Token], name: str) -> Said:
    """flite's own filled pauses are far too short to be stretched: longer ones are set in their place."""
    edges = np.round(np.cumsum([0.0, *(segment.seconds for segment in segments)]) * RATE_HZ).astype(int)
    pieces = [samples[first:last] for first, last in pairwise(np.minimum(edges, len(samples)))]
    for place, seconds in _drawn(segments, tokens).items():
        if not tokens[segments[place].token].is_filler and len(pieces[place]) > _LEAST_STRETCHED:
            pieces[place] = signals.stretch(pieces[place], round(seconds * RATE_HZ), RATE_HZ)
    sound: Samples = np.zeros(0, np.float32)
    fillers: list[tuple[float, float]] = []
    for index, group in groupby(range(len(segments)), key=lambda place: segments[place].token):
        piece = np.concatenate([pieces[place] for place in group])
        token = tokens[index] if index >= 0 else Token("")
        sound = _after_silence(sound, token.before_s)
        if token.is_filler and token.seconds is not None:
            loud = float(np.sqrt(np.mean(sound[-RATE_HZ:] ** 2))) if len(sound) else 0.1
            piece = _filler(token, name) * np.float32(loud)
            sound, start = _crossfaded(sound, piece)
            fillers.append((start / RATE_HZ, len(sound) / RATE_HZ))
        else:
            is_after_filler = bool(fillers) and round(fillers[-1][1] * RATE_HZ) == len(sound)
            sound = _crossfaded(sound, piece)[0] if is_after_filler else np.concatenate([sound, piece])
        sound = _after_silence(sound, token.after_s)
    return Said(sound, tuple(fillers))


def _filler(token: Token, name: str) -> Samples:
    """A filled pause by itself, as long as asked, at the level of speech that has an effective value of 1."""
    seconds = token.seconds or 0.3
    phones = " ".join(("pau", *FILLERS[token.text], "pau"))
    _, alone = _flite(phones, name, float(np.clip(seconds / 0.2, 1.0, 4.0)), flag="-p")
    first, last = signals.sounding_range(alone, RATE_HZ)
    sound = signals.stretch(alone[first:last], round(seconds * RATE_HZ), RATE_HZ)
    return sound / np.float32(np.sqrt(np.mean(sound**2)))


def _crossfaded(sound: Samples, piece: Samples) -> tuple[Samples, int]:
    """Both, one passing into the other within 12 ms; and the sample where they meet."""
    count = min(len(sound), len(piece), round(0.012 * RATE_HZ))
    ramp = np.linspace(0, 1, count, dtype=np.float32)
    kept = len(sound) - count
    between = sound[kept:] * (1 - ramp) + piece[:count] * ramp
    return np.concatenate([sound[:kept], between, piece[count:]]), kept + count // 2


def _after_silence(sound: Samples, seconds: float) -> Samples:
    """``sound`` and a silence, before which it is faded."""
    if not seconds:
        return sound
    count = min(len(sound), round(0.01 * RATE_HZ))
    faded = sound.copy()
    faded[len(faded) - count :] *= np.linspace(1, 0, count, dtype=np.float32)
    return np.concatenate([faded, np.zeros(round(seconds * RATE_HZ), np.float32)])


def _by_mbrola(segments: list[_Segment], tokens: list[Token], name: str, random: np.random.Generator) -> Said:
    names = _BRITISH if name == "en1" else _AMERICAN
    drawn = _drawn(segments, tokens)
    base = {"us1": 185.0, "us2": 110.0, "us3": 115.0, "en1": 115.0}[name] * random.uniform(0.85, 1.15)
    lively = random.uniform(0.3, 1.3)
    total = sum(segment.seconds for segment in segments)
    lines, fillers, written, at = [], [], 0.0, 0.0

    def add(phone: str, seconds: float, *pitches: float) -> None:
        nonlocal written
        milliseconds = round(1000 * seconds)
        steps = max(1, len(pitches) - 1)
        points = "".join(f" {100 * index // steps} {hertz:.0f}" for index, hertz in enumerate(pitches))
        lines.append(f"{phone} {milliseconds}{points}")
        written += milliseconds / 1000

    for place, segment in enumerate(segments):
        token = tokens[segment.token] if segment.token >= 0 else None
        decline = 1.12 - 0.22 * at / total
        at += segment.seconds
        if token is None:
            add("_", segment.seconds)
            continue
        begins = segments[place - 1].token != segment.token
        ends = segments[place + 1].token != segment.token if place + 1 < len(segments) else True
        if begins:
            if token.before_s:
                add("_", token.before_s)
            level = base * decline * (random.uniform(0.8, 1.0) if token.is_filler else 1.0)
            if token.is_filler:
                fillers.append((written, 0.0))
        seconds = drawn.get(place, segment.seconds * random.uniform(0.9, 1.1))
        phone = names[segment.phone]
        if token.is_filler:
            if segment.phone == "ah" and random.random() < 0.4:
                phone = "@"
            add(phone, seconds, level, level * random.uniform(0.93, 1.02))
        elif segment.phone[0] in "aeiou":
            add(phone, seconds, level, level * (1 + lively * random.normal(0.03, 0.09)))
        else:
            add(phone, seconds)
        if ends:
            if token.is_filler:
                fillers[-1] = (fillers[-1][0], written)
            if token.after_s:
                add("_", token.after_s)
    return Said(_mbrola(lines, name), tuple(fillers))


def _mbrola(lines: list[str], name: str) -> Samples:
    with TemporaryDirectory() as folder:
        phones, path = Path(folder) / "said.pho", Path(folder) / "said.wav"
        phones.write_text("\n".join(lines) + "\n")
        command = ["mbrola", "-e", str(_MBROLA / name / name), str(phones), str(path)]
        subprocess.run(command, check=True, capture_output=True)
        return _read(path)
