"""Answers for the delivery tests: words at known times, written as text with marks for silence."""

from hypothesis import strategies as st

from voicedrill.recording import SoundMeasures
from voicedrill.timing import TimeSpan, Word
from voicedrill.transcript import FilledPause, Transcript

_SAID = (
    *(
        "we",
        "moved",
        "the",
        "cache",
        "and",
        "it",
        "was",
        "like",
        "fast.",
        "I",
        "think",
        "so,",
        "forty",
        "percent",
    ),
    *("um", "uh,", "mm-hmm", "you", "know", "kind", "of", "right?", "sorry", "—"),
)


def spoken(text: str, *, start: float = 0.0, word_s: float = 0.3, engine: str = "moonshine") -> Transcript:
    """``text`` as timed words of ``word_s`` each; a number in braces is a silence."""
    words, at = [], start
    for part in text.split():
        if part.startswith("{"):
            at += float(part.strip("{}"))
            continue
        words.append(Word(part, at, at + word_s))
        at += word_s
    return Transcript(engine, None, text, "aligned", tuple(words))


def untimed(text: str, engine: str = "moonshine") -> Transcript:
    """``text`` as words without times."""
    return Transcript(engine, None, text, "none", tuple(Word(part, None, None) for part in text.split()))


def sound_of(transcript: Transcript, tail_s: float = 1.0) -> SoundMeasures:
    """What a perfect meter says of the answer: the gaps between its words are its silences."""
    silences, reached = [], 0.0
    for word in transcript.words:
        assert word.start is not None
        assert word.end is not None
        if word.start - reached >= 0.1:
            silences.append(TimeSpan(reached, word.start))
        reached = word.end
    silences.append(TimeSpan(reached, reached + tail_s))
    return SoundMeasures(reached + tail_s, -60.0, -20.0, 0.0, False, tuple(silences))


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """Any timed answer: words and fillers of any length, with any silences between."""
    at = draw(st.floats(0, 5))
    words = []
    for text in draw(st.lists(st.sampled_from(_SAID), max_size=40)):
        at += draw(st.sampled_from([0.0, 0.0, 0.05, 0.3, 0.8, 2.0]))
        length = draw(st.floats(0.05, 0.6))
        words.append(Word(text, at, at + length))
        at += length
    pauses = None
    if draw(st.booleans()):
        pauses = tuple(
            FilledPause("um", start, start + 0.2, "acoustic", certain=draw(st.booleans()))
            for start in draw(st.lists(st.floats(0, max(at, 0.1)), max_size=4))
        )
    text = " ".join(word.text for word in words)
    return Transcript("moonshine", "tiny-en", text, "aligned", tuple(words), pauses)
