"""Many filled pauses of known time, and sounds easily taken for one: ``dev``, ``untouched``, ``untouched2``.

``dev`` is for choosing thresholds and weights; the others have other voices, other sentences and seeds
of their own, and are only ever measured. ``untouched2`` was made when the first had been measured four times;
nearly half of its clips come from synthesisers that no other part has. Each clip is a script like the others
(`audio_fixtures.script`), drawn by lot: fillers of 0.1 to 0.9 s, of many heights, joined to words and apart,
inside phrases and at their edges; drawn-out real words, hummed notes and breaths as traps.
"""

from dataclasses import dataclass

import numpy as np

from audio_fixtures.espeak import VoiceSettings
from audio_fixtures.script import Script

LONGEST_S = 32.0
#: The sounds of each filled pause, as espeak names them: open and close vowels, long and short nasals.
_SOUNDS = {"um": ("V:m:", "@:m:", "a#:m:", "V:m:m:"), "uh": ("V:", "@:", "3:", "a#:"), "er": ("3:", "@:")}
#: Words that may be drawn out while thinking.
_DRAWN = {"the", "a", "and", "so", "to", "but", "that", "of", "I", "was", "we", "they"}
#: One or two in a clip: stretched by rule, the vowel of "the" is the very sound of an uh.
_DRAWN_SHARE = 0.06


@dataclass(frozen=True)
class Part:
    """One half of the clips."""

    seed: int
    voices: tuple[str, ...]
    sentences: tuple[str, ...]


DEV = Part(
    20,
    (
        "en-us+m2", "en-us+f1", "en+m4", "en-gb-x-rp+f2", "en-us+m6", "en-gb-scotland+f3", "en-029+m5",
        "en-us+Mario", "en-us+Alicia", "en+klatt", "en-us+klatt3", "en-us+david", "en+belinda",
        "en-us+edward", "en-gb-x-gbclan+m8", "en-us+steph", "en-us+grandma", "en+travis",
    ),
    (
        "I took the umbrella because the weather was awful that morning",
        "there are a number of other reasons for the error",
        "the numbers under the table summed up the summer quite well",
        "we are all aware of what a hum in the room can do",
        "my mother runs a small firm in the north",
        "the first term was hard but we learned to work together",
        "a colleague of mine asked her to hand over the drum",
        "one thumb was enough to unlock the door",
        "they saw the calm sea from the farm",
        "our server burned a third of its memory on that call",
        "he heard the alarm and ran up the stairs",
        "so the plan was to come back at once",
        "I was a nurse for some of the time",
        "uncommon ideas come from ordinary people",
        "we had to wait until the order was confirmed",
        "her first answer was rather short",
        "it was a long road home and nobody complained",
        "who knew that the old tool would fail so soon",
        "I could see three green trees near the lake",
        "the customer wanted another version of the form",
        "sales went up from forty to ninety thousand",
        "the team was under a lot of pressure",
        "and then I wrote it all down for them",
        "some of them were from the other company",
        "that would have been the worst part of the job",
        "the idea of a summer camp was hers",
        "we moved the data to a newer machine",
        "but in the end it turned out fine",
    ),
)  # fmt: skip

UNTOUCHED = Part(
    77,
    (
        "en-us+m3", "en+f4", "en-us+Andy", "en-gb-x-rp+m1", "en-us+Annie", "en-gb-scotland+m6",
        "en-us+klatt2", "en-us-nyc+f5", "en+linda", "en-029+Gene", "en-us+paul", "en-gb-x-gbcwmd+victor",
        "en-us+aunty",
    ),
    (
        "our umpire was under no illusion about the result",
        "the answer is somewhere in a drawer of her desk",
        "are you sure that the urban area was larger",
        "an arm of the company is run from Rome",
        "I learned a great deal during the first autumn",
        "perhaps the thumb drive was the problem",
        "some customers come for the plum jam",
        "the surgeon was firm and the nurse was calm",
        "we sold more of them than ever before",
        "another hundred users joined on a Monday",
        "the rumour about the merger was untrue",
        "he was a modest person with a warm voice",
        "to be fair they never had enough room",
        "she drew a blue moon over the dunes",
        "so I told her that I agreed",
        "nobody knows how the bird got in",
        "the worker on the early turn found a fault",
        "of the four of us I was the oldest",
        "a better one was built a year later",
        "and the rest of the week was easy",
        "its memory was full after an hour",
        "I prefer a clear rule to a clever one",
    ),
)  # fmt: skip

UNTOUCHED2 = Part(
    314,
    (
        "en-us+Alex", "pico:en-GB", "flite:rms", "en-gb-x-rp+f3", "pico:en-US", "en+klatt6", "en-us+max",
        "flite:rms", "en-gb-scotland+f1", "pico:en-GB", "en-us+adam", "pico:en-US", "en-gb-x-gbcwmd+Jacky",
    ),
    (
        "my uncle wore a yellow jumper to the office",
        "the hum of the refrigerator was all you could hear",
        "their new product was earlier than ours",
        "I walked up to the front and opened the curtain",
        "a farmer from the valley bought both machines",
        "the alarm went off at half past four",
        "were you there when the tower came down",
        "I would rather learn from my own errors",
        "she murmured something about the interest rate",
        "the gum was under the chair in the corner",
        "we met the deadline with an hour to spare",
        "to begin with nobody understood the graph",
        "the lawyer urged them to sign at the bottom",
        "it rained so hard that the match was called off",
        "and a minute later the screen turned dark",
        "most of the staff had left before the fire",
        "his grandmother ran a bakery by the harbour",
        "they asked me to describe the worst outage",
        "the bus was full of children from the school",
        "our margins were thinner than we had assumed",
        "so we drew straws and I came first",
        "the person in charge of the budget resigned",
        "of course it took longer than I had hoped",
        "she was sure that the word was spelt wrong",
    ),
)  # fmt: skip

#: Those that are kept, as sound and truth.
PARTS = {"dev": DEV, "untouched": UNTOUCHED, "untouched2": UNTOUCHED2}


def scripts(part: str) -> tuple[Script, ...]:
    """The clips of one part, named ``fillers/PART/NN``."""
    chosen = PARTS[part]
    return tuple(
        draw(f"fillers/{part}/{number:02}", chosen, voice, np.random.default_rng([chosen.seed, number]))
        for number, voice in enumerate(chosen.voices, start=1)
    )


def draw(name: str, part: Part, voice: str, random: np.random.Generator) -> Script:
    """A clip of some of the sentences of ``part``, with what chance puts into it."""
    settings = VoiceSettings(
        voice, int(random.integers(135, 195)), int(random.integers(25, 75)), int(random.integers(25, 75))
    )
    texts, seconds = [], 0.0
    for index in random.permutation(len(part.sentences)):
        text, length = _sentence(part.sentences[index], settings, random)
        if seconds + length > LONGEST_S:
            break
        texts.append(text)
        seconds += length
    return Script(name, "filled pauses and their doubles", None, settings, "\n".join(texts), seed=part.seed)


def _sentence(sentence: str, settings: VoiceSettings, random: np.random.Generator) -> tuple[str, float]:
    """The sentence with what was drawn for it, and about how long it takes (seconds)."""
    words, seconds = sentence.split(), 0.0
    pieces: list[str] = []
    fillers = set(random.choice(len(words) + 1, size=random.choice([0, 1, 2, 2]), replace=False).tolist())
    for place in range(len(words) + 1):
        if place in fillers:
            text, length = _filler(settings, random)
            pieces.append(text)
            seconds += length
        elif random.random() < 0.03:
            text, length = _trap(random)
            pieces.append(text)
            seconds += length
        if place < len(words):
            word = words[place]
            drawn = word in _DRAWN and random.random() < _DRAWN_SHARE
            length = round(float(random.uniform(0.3, 0.6)), 2)
            pieces.append(f"{{{word}: {length}}}" if drawn else word)
            seconds += length if drawn else 60 / settings.rate
    pause = round(float(random.uniform(0.3, 1.0)), 2)
    return " ".join(pieces) + f" [{pause}]", seconds + pause


def _filler(settings: VoiceSettings, random: np.random.Generator) -> tuple[str, float]:
    name = str(random.choice(["um", "uh", "er"], p=[0.45, 0.4, 0.15]))
    length = round(float(random.triangular(0.1, 0.35, 0.9)), 2)
    sounds = str(random.choice(_SOUNDS[name]))
    pitch = int(np.clip(settings.pitch + random.normal(-8, 12), 5, 95))
    text = f"{{{name} {length} pitch={pitch} range={int(random.integers(5, 35))} phonemes={sounds}}}"
    before, after = (_gap(random), _gap(random))
    return f"{before[0]} {text} {after[0]}", length + before[1] + after[1]


def _gap(random: np.random.Generator) -> tuple[str, float]:
    """No silence in half of the cases, else a short or a long one."""
    if random.random() < 0.5:
        return "|", 0.0
    seconds = round(float(random.uniform(0.05, 0.7)), 2)
    return f"[{seconds}]", seconds


def _trap(random: np.random.Generator) -> tuple[str, float]:
    length = round(float(random.uniform(0.25, 0.8)), 2)
    if random.random() < 0.5:
        return f"[0.3] {{breath {length}}} [0.2]", length + 0.5
    return f"[0.3] {{hum {length} hz={int(random.integers(100, 260))}}} [0.3]", length + 0.6
