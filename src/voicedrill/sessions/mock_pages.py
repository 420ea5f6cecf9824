"""The page of a mock interview: its debrief, its reports and its sound put together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from voicedrill.coach.mock.results import Debrief
from voicedrill.coach.mock.telling import Telling
from voicedrill.decks.model import Deck
from voicedrill.errors import VoicedrillError
from voicedrill.reports.html.interview import BETWEEN_S, AnswerTold, QuestionTold
from voicedrill.sessions.mocking import Held, told_in
from voicedrill.timing import clock

if TYPE_CHECKING:
    from voicedrill.audio.clips import Samples

#: Answers up to so many seconds in all sound as on a page of their own; up to so many they are compressed
#: more, a minute to 0.24 MB of page; what is longer no browser opens at once.
CLEAR_S, MOST_S = 15 * 60.0, 60 * 60.0
#: Bits a second of a long interview: speech of 16 kHz stays easy to follow.
_LONG_BIT_RATE = 24_000
#: Parts of all outlines together: about as many as there are pixels.
_PEAKS, _FEWEST_PEAKS = 1600, 24


def make_mock_page(
    held: Held,
    deck: Deck | None,
    debrief: Debrief,
    *,
    with_sound: bool = True,
    open_notes: bool = False,
    on_sound: Callable[[float], None] = lambda _: None,
) -> str:
    """The page of an interview that is over. ``deck``: None when it is gone.

    ``on_sound`` is told how much of the sound was worked on, 0 to 1. Sound that is not there, cannot be read
    or is too long is left out, and the page says so. Raises HistoryError.
    """
    from voicedrill.audio.encoding import BIT_RATE, mp3_of
    from voicedrill.reports.html.mock_page import mock_page
    from voicedrill.reports.html.values import EmbeddedSound

    questions = _questions(held, told_in(held, deck), debrief)
    recorded = [
        (Path(answer.report.audio.path), answer.report.audio.duration_s)
        for told in questions
        for answer in told.answers
        if answer.report.audio is not None
    ]
    whole_s = sum(seconds for _, seconds in recorded)
    recordings = _Recordings([path for path, _ in recorded], whole_s, on_sound)
    sound = None
    if with_sound and whole_s <= MOST_S:
        data = mp3_of(recordings.read(), BIT_RATE if whole_s <= CLEAR_S else _LONG_BIT_RATE)
        sound = EmbeddedSound("audio/mpeg", data) if recordings.found else None
    else:
        for _ in recordings.read():
            pass  # they are drawn all the same
    return mock_page(
        debrief,
        [replace(told, answers=tuple(map(recordings.put, told.answers))) for told in questions],
        sound=sound,
        silent_because=_silent_because(recordings, with_sound=with_sound),
        open_notes=open_notes,
    )


@dataclass
class _Recordings:
    """Reads recordings one after the other. ``found``: of those that could be, length and peaks."""

    paths: Sequence[Path]
    whole_s: float
    on_sound: Callable[[float], None]
    found: dict[Path, tuple[float, tuple[float, ...]]] = field(default_factory=dict)

    def read(self) -> "Iterator[Samples]":
        """The sound of each that is there, and the silence after it."""
        import numpy as np

        from voicedrill.audio.clips import SAMPLE_RATE_HZ
        from voicedrill.audio.outline import peaks, samples_of

        done_s = 0.0
        for path in self.paths:
            try:
                samples = samples_of(path)
            except VoicedrillError:  # it was deleted or damaged: the page tells how many are missing
                continue
            if not len(samples):
                continue
            seconds = len(samples) / SAMPLE_RATE_HZ
            count = max(_FEWEST_PEAKS, round(_PEAKS * seconds / max(self.whole_s, seconds)))
            self.found[path] = seconds, tuple(float(peak) for peak in peaks(samples, count))
            yield samples
            yield np.zeros(round(BETWEEN_S * SAMPLE_RATE_HZ), dtype=np.float32)
            done_s += seconds
            self.on_sound(min(done_s / self.whole_s, 1.0) if self.whole_s else 1.0)

    def put(self, answer: AnswerTold) -> AnswerTold:
        """The answer with what was found of its recording."""
        audio = answer.report.audio
        found = self.found.get(Path(audio.path)) if audio else None
        return replace(answer, sound_s=found[0], peaks=found[1]) if found else answer


def _silent_because(recordings: _Recordings, *, with_sound: bool) -> str:
    if not with_sound:
        return "This page was made without the sound." if recordings.paths else ""
    if recordings.whole_s > MOST_S:
        return (
            f"The answers are {clock(recordings.whole_s)} long, more than a page of this kind can hold: it "
            "is without sound. Each answer can be heard on a page of its own, by the command beside it."
        )
    missing = sum(path not in recordings.found for path in recordings.paths)
    if missing and not recordings.found:
        return "The recordings are not there any more: this page is without sound."
    if missing:
        what = "1 recording is" if missing == 1 else f"{missing} recordings are"
        return f"{what} not there any more; those answers cannot be heard."
    return ""


def _questions(held: Held, tellings: Sequence[Telling], debrief: Debrief) -> list[QuestionTold]:
    """The questions of the debrief with their answers."""
    steps = {(step.attempt, step.part): step for step in held.steps}
    found = []
    for line, telling in zip(debrief.questions, tellings, strict=True):
        answers = []
        for spoken in telling.spoken:
            key = (spoken.attempt, spoken.part)
            step = steps[key]
            answers.append(
                AnswerTold(spoken.part, held.reports[key], step.at_s, step.took_s, spoken.interjections)
            )
        found.append(QuestionTold(line, telling.coverage, telling.question, tuple(answers)))
    return found
