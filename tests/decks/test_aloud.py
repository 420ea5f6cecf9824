"""Questions with blanks are read aloud as a person reads them, and shown as they were written."""

import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voicedrill.audio.clips import Clip
from voicedrill.audio.playback import NullSpeaker
from voicedrill.decks.aloud import aloud
from voicedrill.decks.blanks import BLANK
from voicedrill.sessions.reading import Reading, VoiceChoice

ASKS = {
    "Why do you want to work at [company]?": "Why do you want to work at this company?",
    "What is [Company Name]'s mission?": "What is this company's mission?",
    "What do you know about [the company]?": "What do you know about the company?",
    "What makes you right for this [role]?": "What makes you right for this role?",
    "What of our [product/service] would you change?": "What of our product or service would you change?",
    "Show me [what project?] at [last employer].": "Show me this project at your last employer.",
    "Tell me about [a time when you failed].": "Tell me about a time when you failed.",
    "Why did you leave [Google]?": "Why did you leave Google?",
    "How did you grow revenue by [X]%?": "How did you grow revenue?",
    "How did you cut costs from $[amount] to $[amount]?": "How did you cut costs?",
    "What did you do in [what year?]?": "What did you do?",
    "How would you lead more than [how many?] people?": "How would you lead people?",
    "Where do you see yourself in [N] years?": "Where do you see yourself in some years?",
    "[fill in]": "",
    "____": "",
    "What is rows[i], and what is a value in [0, 1]?": "What is rows[i], and what is a value in [0, 1]?",
}  # fmt: skip


@pytest.mark.parametrize(("ask", "said"), ASKS.items())
def test_a_question_is_read_as_somebody_would_read_it(ask: str, said: str) -> None:
    assert aloud(ask) == said


PIECES = (
    "[company] [X]% [what year?] [a [b]] [Google] $XX ____ TBD [ ] ] % $ _ X the in by Why work , ? years"
)
pieces = st.sampled_from(PIECES.split())


@given(st.lists(pieces | st.text(max_size=6), max_size=8).map(" ".join) | st.text(max_size=60))
@example("[XXX]")
@example("_" * 2 + "[TBD]" + "_" * 2)
def test_no_blank_is_spoken_and_whatever_has_none_stays(text: str) -> None:
    told = aloud(text)
    assert not BLANK.search(told)
    assert "\0" not in told or "\0" in text
    assert aloud(told) == told
    if not BLANK.search(text):
        assert told == text


def test_a_session_reads_it_so(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def render(text: str, **choice: object) -> Path:
        read.append(text)
        return Path("none.wav")

    monkeypatch.setattr("voicedrill.voice.speech.render", render)
    silence = Clip(np.zeros(160, np.float32), 16_000)
    monkeypatch.setattr("voicedrill.audio.files.read_clip", lambda path: silence)  # noqa: ARG005 - a path
    monkeypatch.setattr("voicedrill.audio.playback.open_speaker", NullSpeaker)
    ended = threading.Event()
    problems: list[str | None] = []

    def on_end(reading: Reading, problem: str | None) -> None:
        problems.append(problem)
        ended.set()

    Reading(["Hello.", "Why [company]?", "[fill in]"], VoiceChoice(), on_end).start()
    assert ended.wait(5)
    assert (read, problems) == (["Hello.", "Why this company?"], [None])
