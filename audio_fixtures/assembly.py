"""A script turned into sound and into the truth about it.

Every piece is trimmed to where it sounds and put down at a known sample, so pauses and fillers have
exactly the length that the script names. Word starts inside a phrase are espeak's own.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from audio_fixtures import espeak, signals, synthesisers
from audio_fixtures.script import FILLED_PAUSES, MadeSound, Phrase, Script, ScriptWord, Silence, items
from audio_fixtures.signals import Samples

SCHEMA = "voicedrill.truth/1"
#: A silence of this length or more between words is a pause.
PAUSE_S = 0.25
LEAD_S = 0.4
TAIL_S = 0.6
SPEECH_DBFS = -23.0
NOISE_DBFS = -65.0
RATE_HZ = espeak.RATE_HZ

#: espeak's phonemes for a filled pause. "um" is made of two so that its nasal end can have its own share.
_FILLER_PHONEMES = {"um": ("V:", "m:"), "uh": ("V:",), "er": ("3:",), "erm": ("3:", "m:")}
_NASAL_SHARE = 0.4


@dataclass(frozen=True)
class _Said:
    """A word, filled pause or other sound with its place, samples."""

    text: str
    kind: str
    first: int
    last: int
    beat: str | None = None
    discourse: int | None = None


@dataclass(frozen=True)
class Made:
    """The finished answer. ``samples``: float32 at `RATE_HZ`."""

    samples: Samples
    truth: dict[str, Any]


def make(script: Script) -> Made:
    """The sound and the truth of one script; the same for the same script."""
    random = np.random.default_rng([script.seed, *script.name.encode()])
    pieces: list[Samples] = [np.zeros(round(LEAD_S * RATE_HZ), np.float32)]
    said: list[_Said] = []
    at = len(pieces[0])
    for item in items(script):
        if isinstance(item, Silence):
            piece = np.zeros(round(item.seconds * RATE_HZ), np.float32)
        elif isinstance(item, Phrase):
            piece, words = _phrase(item)
            said += [replace(word, first=word.first + at, last=word.last + at) for word in words]
        else:
            piece = _made_sound(item, random)
            said.append(_named(item, at, at + len(piece)))
        pieces.append(piece)
        at += len(piece)
    pieces.append(np.zeros(round(TAIL_S * RATE_HZ), np.float32))
    samples = np.concatenate(pieces)
    samples = _level(samples) + signals.room_noise(len(samples), RATE_HZ, NOISE_DBFS, random)
    return Made(samples.astype(np.float32), _truth(script, said, len(samples)))


def _phrase(phrase: Phrase) -> tuple[Samples, list[_Said]]:
    ending = phrase.words[-1].text[-1]
    tune = ending if ending in ".?!" else ","
    spoken = synthesisers.speak([word.bare for word in phrase.words], tune, phrase.settings)
    first, last = signals.sounding_range(spoken.samples, RATE_HZ)
    edges = [0, *(start - first for start in spoken.word_starts[1:]), last - first]
    words = [
        _Said(word.text, "word", start, end, phrase.beat, word.discourse)
        for word, start, end in zip(phrase.words, edges[:-1], edges[1:], strict=True)
    ]
    return signals.fade(spoken.samples[first:last], RATE_HZ), words


def _made_sound(item: MadeSound, random: np.random.Generator) -> Samples:
    length = round(item.seconds * RATE_HZ)
    if item.text == "hum":
        return signals.hum(length, RATE_HZ, float(item.options.get("hz", 160)))
    if item.text == "breath":
        return signals.breath(length, random)
    pitch = int(item.options.get("pitch", max(0, item.settings.pitch - 8)))
    settings = replace(item.settings, pitch=pitch, pitch_range=int(item.options.get("range", 15)))
    if item.text in FILLED_PAUSES:
        return _filled_pause(item, length, settings)
    drawn = ScriptWord(item.text.rstrip(":"))
    word, _ = _phrase(Phrase((drawn,), settings, item.beat))
    return signals.fade(signals.stretch(word, length, RATE_HZ), RATE_HZ, 0.015)


def _filled_pause(item: MadeSound, length: int, settings: espeak.VoiceSettings) -> Samples:
    phonemes = item.options.get("phonemes", "".join(_FILLER_PHONEMES[item.text]))
    sound = synthesisers.speak_phonemes(phonemes, settings)
    first, last = signals.sounding_range(sound, RATE_HZ)
    return signals.fade(signals.stretch(sound[first:last], length, RATE_HZ), RATE_HZ, 0.015)


def _named(item: MadeSound, first: int, last: int) -> _Said:
    kind = "filled-pause" if item.text in FILLED_PAUSES else "word" if item.text.endswith(":") else "sound"
    return _Said(item.text.rstrip(":"), kind, first, last, item.beat)


def _level(samples: Samples) -> Samples:
    """Speech brought to `SPEECH_DBFS` over what sounds, never clipped."""
    sounding = samples[np.abs(samples) > 1e-3].astype(np.float64)
    gain = 10 ** (SPEECH_DBFS / 20) / float(np.sqrt(np.mean(sounding**2)))
    return samples * np.float32(min(gain, 0.9 / float(np.abs(samples).max())))


def _seconds(sample: int) -> float:
    return round(sample / RATE_HZ, 4)


def _span(first: int, last: int) -> dict[str, float]:
    return {"start": _seconds(first), "end": _seconds(last)}


def _truth(script: Script, said: list[_Said], length: int) -> dict[str, Any]:
    words = [one for one in said if one.kind != "sound"]
    return {
        "schema": SCHEMA,
        "name": script.name,
        "about": script.about,
        "question": script.question,
        "voice": script.voice.voice,
        "duration_s": _seconds(length),
        "text": " ".join(word.text for word in words),
        "words": [{"text": word.text, **_span(word.first, word.last)} for word in words],
        "fillers": _fillers(words),
        "pauses": [
            _span(one.last, other.first)
            for one, other in pairwise(said)
            if (other.first - one.last) / RATE_HZ >= PAUSE_S
        ],
        "sounds": [{"kind": one.text, **_span(one.first, one.last)} for one in said if one.kind == "sound"],
        "beats": _beats(words),
        "points": [{"id": point, "status": status} for point, status in script.points.items()],
        "facts": [{"text": fact, "status": status} for fact, status in script.facts.items()],
    }


def _fillers(words: list[_Said]) -> list[dict[str, Any]]:
    groups: dict[int, list[_Said]] = {}
    for word in words:
        if word.discourse is not None:
            groups.setdefault(word.discourse, []).append(word)
    found = [
        {"text": word.text, "kind": "filled-pause", **_span(word.first, word.last)}
        for word in words
        if word.kind == "filled-pause"
    ]
    found += [
        {
            "text": " ".join(ScriptWord(word.text).bare.lower() for word in group),
            "kind": "discourse",
            **_span(group[0].first, group[-1].last),
        }
        for group in groups.values()
    ]
    return sorted(found, key=lambda filler: filler["start"])


def _beats(words: list[_Said]) -> list[dict[str, Any]]:
    runs: list[list[_Said]] = []
    for word in words:
        if runs and runs[-1][-1].beat == word.beat:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [
        {"beat": run[0].beat, **_span(run[0].first, run[-1].last)} for run in runs if run[0].beat is not None
    ]
