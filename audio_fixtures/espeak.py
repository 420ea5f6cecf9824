"""espeak-ng as a source of speech whose timing is known: phrases with the start of every word.

The library is called in this process, so this module belongs to a development tool of its own and is
never imported by the package (espeak-ng is GPL). The events are documented in espeak-ng's speak_lib.h.

Conventions: samples are float32, -1..1, at `RATE_HZ`; times are sample indices until `assembly` turns
them into seconds. A word starts where its first sound does; the closure before a stop counts to the stop, as
hand-made alignments have it. espeak's word events serve for stops only: before other sounds they lie up to
13 ms early, and before a vowel as early as the last consonant of the word before, so there the event of the
first phoneme is taken. Its nasals hold the passage into a following vowel: that boundary is measured.
"""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from audio_fixtures import signals
from audio_fixtures.signals import Samples

RATE_HZ = 22_050

_RETRIEVAL = 1
_PHONEME_EVENTS = 1
_EVENT_END, _EVENT_WORD, _EVENT_PHONEME = 0, 1, 7
_ASCII, _PHONEMES = 1, 0x100
_RATE, _PITCH, _RANGE = 1, 3, 4


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    )


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


@dataclass(frozen=True)
class VoiceSettings:
    """A voice and how it speaks. ``rate``: espeak's words per minute; ``pitch``, ``pitch_range``: 0..99."""

    voice: str
    rate: int = 165
    pitch: int = 50
    pitch_range: int = 50


@dataclass(frozen=True)
class SpokenPhrase:
    """A phrase as sound. ``word_starts``: one sample index for each word that was asked for, ascending."""

    samples: Samples
    word_starts: tuple[int, ...]


@dataclass(frozen=True)
class _Mark:
    """A word or phoneme event: where in the text (characters from 0) and in the sound (samples)."""

    text_at: int
    sample: int
    phoneme: str | None

    @property
    def is_word(self) -> bool:
        return self.phoneme is None

    @property
    def is_stop(self) -> bool:
        """Whether the sound begins with a closure (stops and affricates; D and T are fricatives)."""
        return self.phoneme is not None and self.phoneme[0] in "ptkbdg?"

    @property
    def is_nasal(self) -> bool:
        return self.phoneme is not None and self.phoneme[0] in "nmN"

    @property
    def is_vowel(self) -> bool:
        return self.phoneme is not None and self.phoneme.lstrip("',")[:1] in tuple("aAeEiIoO0uUV@3")


@cache
def _library() -> ctypes.CDLL:
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    data = str(Path(espeakng_loader.get_data_path()).parent).encode()
    rate = library.espeak_Initialize(_RETRIEVAL, 0, data, _PHONEME_EVENTS)
    if rate != RATE_HZ:
        raise RuntimeError(f"espeak-ng gave {rate} Hz where {RATE_HZ} Hz was expected")
    # Breathy voices draw noise from a generator that would else be seeded with the time.
    library.espeak_ng_SetRandSeed(ctypes.c_long(1))
    return library


def _synthesise(text: str, settings: VoiceSettings, *, phonemes: bool = False) -> tuple[Samples, list[_Mark]]:
    library = _library()
    if library.espeak_SetVoiceByName(settings.voice.encode()) != 0:
        raise ValueError(f"espeak-ng knows no voice {settings.voice!r}")
    parameters = {_RATE: settings.rate, _PITCH: settings.pitch, _RANGE: settings.pitch_range}
    for parameter, value in parameters.items():
        library.espeak_SetParameter(parameter, value, 0)
    sound: list[Samples] = []
    marks: list[_Mark] = []

    def receive(wav: ctypes._Pointer, count: int, events: ctypes._Pointer) -> int:  # type: ignore[type-arg]
        # mypy knows ctypes._Pointer as generic, Python 3.11 does not.
        if count > 0:
            sound.append(np.ctypeslib.as_array(wav, (count,)).astype(np.float32) / np.float32(32768))
        index = 0
        while (event := events[index]).type != _EVENT_END:
            if event.type == _EVENT_WORD:
                marks.append(_Mark(event.text_position - 1, event.sample, None))
            elif event.type == _EVENT_PHONEME and not event.id.string.startswith(b"_"):
                phoneme = event.id.string.decode("ascii", "replace") or " "
                marks.append(_Mark(event.text_position - 1, event.sample, phoneme))
            index += 1
        return 0

    callback = _Callback(receive)
    library.espeak_SetSynthCallback(callback)
    raw = text.encode("ascii")
    flags = _ASCII | (_PHONEMES if phonemes else 0)
    status = library.espeak_Synth(raw, len(raw) + 1, 0, 1, 0, flags, None, None)
    library.espeak_Synchronize()
    if status != 0 or not sound:
        raise RuntimeError(f"espeak-ng could not speak {text!r} (status {status})")
    return np.concatenate(sound), marks


def speak(words: Sequence[str], ending: str, settings: VoiceSettings) -> SpokenPhrase:
    """``words`` (ASCII letters, apostrophes, hyphens) as one phrase; ``ending`` (. , ?) shapes its tune.

    Untrimmed: the phrase may begin and end in silence. Raises ValueError for an unknown voice.
    """
    text, places = "", []
    for word in words:
        text += " " if text else ""
        places.append((len(text), len(text) + len(word)))
        text += word
    samples, marks = _synthesise(text + ending, settings)
    starts = [_first_sound(marks, first, last, samples) for first, last in places]
    return SpokenPhrase(samples, _split_merged(words, starts, marks, settings, len(samples)))


def _first_sound(marks: list[_Mark], first: int, last: int, samples: Samples) -> int | None:
    """Where the word at ``first`` to ``last`` of the text begins to sound; None when espeak marks none."""
    for index, mark in enumerate(marks[:-1]):
        if mark.is_word and first <= mark.text_at < last:
            before, sound = marks[max(0, index - 1)], marks[index + 1]
            if sound.is_word or sound.is_stop:
                return mark.sample
            if sound.is_vowel and before.is_nasal:
                return signals.opening(samples, RATE_HZ, before.sample, sound.sample)
            return sound.sample
    return None


def _split_merged(
    words: Sequence[str], starts: list[int | None], marks: list[_Mark], settings: VoiceSettings, length: int
) -> tuple[int, ...]:
    """Starts for words that espeak joins to the one before ("of the" is one): counted back in phonemes."""
    phones = [mark.sample for mark in marks if not mark.is_word]
    for index in range(len(words) - 1, -1, -1):
        if starts[index] is not None:
            continue
        after = starts[index + 1] if index + 1 < len(words) else None
        until = length if after is None else after
        own = _phoneme_count(words[index], settings.voice)
        before = [sample for sample in phones if sample < until]
        starts[index] = before[-own]
    found = tuple(start for start in starts if start is not None)
    if list(found) != sorted(set(found)):
        raise RuntimeError(f"word starts out of order in {' '.join(words)!r}: {found}")
    return found


@cache
def _phoneme_count(word: str, voice: str) -> int:
    _, marks = _synthesise(word, VoiceSettings(voice))
    return sum(not mark.is_word for mark in marks)


def speak_phonemes(phonemes: str, settings: VoiceSettings) -> Samples:
    """Sounds given as espeak's own phoneme names ("V:m"). Untrimmed."""
    return _synthesise(f"[[{phonemes}]]", settings, phonemes=True)[0]
