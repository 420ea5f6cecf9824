"""Speech from whichever synthesiser a voice's name asks for: espeak-ng, or one called as a program.

    en-us+m3      espeak-ng, in this process (`audio_fixtures.espeak`)
    flite:rms     flite (apt: flite), unit selection and statistical voices
    pico:en-GB    SVOX Pico (apt: libttspico-utils, non-free), diphones

The last two tell no word times here: words share their phrase by their letters. Filled pauses and pauses are
exact all the same, each is a piece of its own.
"""

import shutil
import subprocess
import wave
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from audio_fixtures import espeak, signals, sound_files
from audio_fixtures.espeak import RATE_HZ, SpokenPhrase, VoiceSettings
from audio_fixtures.signals import Samples

_PROGRAMS = {"flite": "flite", "pico": "pico2wave"}
#: espeak-ng's words a minute that the others' own pace is about.
_OWN_RATE = 165
#: espeak's names of the sounds of a filled pause -> theirs.
_SOUNDS = {
    "flite": {"V:": "ah", "@:": "ax", "3:": "er", "a#:": "ah", "m:": "m"},
    "pico": {"V:": "V", "@:": "@", "3:": "3:", "a#:": "V", "m:": "m"},
}


def why_not(voice: str) -> str | None:
    """Why ``voice`` cannot speak here, or None."""
    program = _PROGRAMS.get(_kind(voice))
    return f"{program} is not installed" if program and shutil.which(program) is None else None


def speak(words: Sequence[str], ending: str, settings: VoiceSettings) -> SpokenPhrase:
    """As `espeak.speak`."""
    kind = _kind(settings.voice)
    if kind not in _PROGRAMS:
        return espeak.speak(words, ending, settings)
    samples = _say(" ".join(words) + ending, settings)
    first, last = signals.sounding_range(samples, RATE_HZ)
    letters = np.cumsum([0, *(len(word) + 1 for word in words)])
    starts = first + (last - first) * letters[:-1] / letters[-1]
    return SpokenPhrase(samples, tuple(round(start) for start in starts))


def speak_phonemes(phonemes: str, settings: VoiceSettings) -> Samples:
    """As `espeak.speak_phonemes`, for the sounds of filled pauses."""
    kind = _kind(settings.voice)
    if kind not in _PROGRAMS:
        return espeak.speak_phonemes(phonemes, settings)
    sounds = [_SOUNDS[kind][f"{part}:"] for part in phonemes.split(":") if part]
    if kind == "flite":
        return _say(" ".join(["pau", *sounds, "pau"]), settings, flag="-p")
    return _say(f'<phoneme alphabet="xsampa" ph="{"".join(sounds)}"/>', settings)


def _kind(voice: str) -> str:
    return voice.partition(":")[0] if ":" in voice else "espeak"


def _say(text: str, settings: VoiceSettings, flag: str = "-t") -> Samples:
    kind, _, name = settings.voice.partition(":")
    pace = settings.rate / _OWN_RATE
    with TemporaryDirectory() as folder:
        path = Path(folder) / "said.wav"
        if kind == "flite":
            how = ["-voice", name, "--setf", f"duration_stretch={1 / pace:.3f}"]
            command = ["flite", *how, flag, text, "-o", str(path)]
        else:
            height = f'<pitch level="{70 + round(0.6 * settings.pitch)}">'
            marked = f'{height}<speed level="{round(100 * pace)}">{text}</speed></pitch>'
            command = ["pico2wave", "-l", name, "-w", str(path), marked]
        subprocess.run(command, check=True, capture_output=True)
        with wave.open(str(path)) as sound:
            rate_hz = sound.getframerate()
            whole = np.frombuffer(sound.readframes(sound.getnframes()), "<i2")
    return sound_files.resampled(whole.astype(np.float32) / np.float32(32768), rate_hz, RATE_HZ)
