"""The written form of a spoken answer: words with exact pauses, fillers and changes of pace between them.

    @situation                 the beat that the following words belong to; `@-` none
    %rate=190 %pitch=40        from here on (espeak's words a minute; pitch and range 0..99)
    we moved the files, then   words; a comma is a gap too short to be a pause, a full stop a short pause
    [0.8]                      a silence of exactly that length (seconds)
    {um 0.45} {uh 0.3 pitch=30} a filled pause of exactly that length
    {the: 0.5}                 a real word drawn out to that length: no filler
    {hum 0.6 hz=180} {breath 0.4}  sounds that are neither words nor fillers
    <like> <you know>          words said as discourse fillers
    |                          a new phrase without a gap

Words are ASCII letters, apostrophes and hyphens: numbers are written as they are spoken.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from audio_fixtures.espeak import VoiceSettings

#: Silences that punctuation makes where the script names none (seconds).
GAP_AFTER_COMMA_S = 0.12
PAUSE_AFTER_SENTENCE_S = 0.5

FILLED_PAUSES = ("um", "uh", "er", "erm")
SOUNDS = ("hum", "breath")

_KEYS = {
    *("name", "about", "question", "script", "seed", "points", "facts"),
    *("voice", "rate", "pitch", "range"),
}
_TOKEN = re.compile(
    r"\[(?P<pause>[\d.]+)\]|\{(?P<made>[^}]+)\}|<(?P<discourse>[^>]+>[,;:.?!]?)|@(?P<beat>[\w-]+)"
    r"|%(?P<setting>[\w]+)=(?P<value>\d+)|(?P<cut>\|)|(?P<word>[A-Za-z][A-Za-z'-]*[,;:.?!]?)|(?P<wrong>\S+)"
)


class ScriptError(ValueError):
    """A script says something that cannot be spoken."""


@dataclass(frozen=True)
class ScriptWord:
    """A word as transcripts write it, punctuation kept. ``discourse``: which filler it is part of."""

    text: str
    discourse: int | None = None

    @property
    def bare(self) -> str:
        """The word without punctuation."""
        return self.text.rstrip(",;:.?!")


@dataclass(frozen=True)
class Phrase:
    """Words spoken in one breath."""

    words: tuple[ScriptWord, ...]
    settings: VoiceSettings
    beat: str | None


@dataclass(frozen=True)
class Silence:
    """Nothing is said."""

    seconds: float


@dataclass(frozen=True)
class MadeSound:
    """A filled pause, a drawn-out word (``text`` ends with a colon) or another sound, of exact length."""

    text: str
    seconds: float
    settings: VoiceSettings
    beat: str | None
    options: dict[str, str] = field(default_factory=dict)


Item = Phrase | Silence | MadeSound


@dataclass(frozen=True)
class Script:
    """One answer to be spoken, and what is true of it beyond its times."""

    name: str
    about: str
    question: str | None
    voice: VoiceSettings
    text: str
    seed: int = 0
    points: dict[str, str] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)


def script_from_data(data: dict[str, Any]) -> Script:
    """A script as read from YAML. Raises ScriptError for keys that are unknown or missing."""
    if unknown := sorted(set(data) - _KEYS):
        raise ScriptError(f"{data.get('name')}: unknown keys {unknown}; known: {sorted(_KEYS)}")
    try:
        voice = VoiceSettings(
            data["voice"], data.get("rate", 165), data.get("pitch", 50), data.get("range", 50)
        )
        return Script(
            name=data["name"],
            about=data["about"],
            question=data.get("question"),
            voice=voice,
            text=data["script"],
            seed=data.get("seed", 0),
            points=data.get("points", {}),
            facts=data.get("facts", {}),
        )
    except KeyError as error:
        raise ScriptError(f"{data.get('name')}: the key {error} is missing") from error


def items(script: Script) -> Iterator[Item]:
    """What is to be heard, in order. Raises ScriptError with the place of what cannot be read."""
    settings, beat = script.voice, None
    words: list[ScriptWord] = []
    discourse_count = 0
    gap = 0.0

    def phrase() -> Iterator[Item]:
        if words:
            yield Phrase(tuple(words), settings, beat)
            words.clear()

    def add(text: str, discourse: int | None) -> Iterator[Item]:
        # A gap that punctuation asks for is only made when more words follow at once.
        nonlocal gap
        if gap:
            yield Silence(gap)
            gap = 0.0
        words.append(ScriptWord(text, discourse))
        if text[-1] in ",;:.?!":
            gap = PAUSE_AFTER_SENTENCE_S if text[-1] in ".?!" else GAP_AFTER_COMMA_S
            yield from phrase()

    for match in _TOKEN.finditer(script.text):
        if word := match["word"]:
            yield from add(word, None)
        elif spoken := match["discourse"]:
            for part in spoken.replace(">", "").split():
                yield from add(part, discourse_count)
            discourse_count += 1
        elif match["wrong"]:
            line = script.text.count("\n", 0, match.start()) + 1
            raise ScriptError(f"{script.name}, script line {line}: cannot read {match['wrong']!r}")
        else:
            yield from phrase()
            if seconds := match["pause"]:
                gap = 0.0
                yield Silence(float(seconds))
            elif made := match["made"]:
                gap = 0.0
                yield _made_sound(made, settings, beat)
            elif match["beat"]:
                beat = None if match["beat"] == "-" else match["beat"]
            elif name := match["setting"]:
                settings = _changed(settings, name, int(match["value"]))
    yield from phrase()


def _changed(settings: VoiceSettings, name: str, value: int) -> VoiceSettings:
    match name:
        case "rate":
            return replace(settings, rate=value)
        case "pitch":
            return replace(settings, pitch=value)
        case "range":
            return replace(settings, pitch_range=value)
    raise ScriptError(f"no setting %{name}; known: rate, pitch, range")


def _made_sound(inside: str, settings: VoiceSettings, beat: str | None) -> MadeSound:
    name, seconds, *rest = inside.split()
    options = dict(part.split("=", 1) for part in rest)
    if not (name in FILLED_PAUSES or name in SOUNDS or name.endswith(":")):
        raise ScriptError(f"{{{inside}}}: no filled pause, no sound and no drawn-out word (the: 0.5)")
    return MadeSound(name, float(seconds), settings, beat, options)
