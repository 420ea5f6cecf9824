"""The page of an answer as a file: its report, its sound and its question put together."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from voicedrill.decks.model import Question
from voicedrill.errors import UsageError

if TYPE_CHECKING:
    from voicedrill.audio.clips import Samples
    from voicedrill.reports.html.values import SoundPicture
    from voicedrill.reports.model import Report

#: Parts of a waveform: at most so many, about as many as there are pixels, and so many a second.
_MOST_PEAKS, _PEAKS_A_SECOND = 1200, 8
#: A longer recording's contour would fill the page and could not be told apart on it.
_LONGEST_CONTOUR_S = 300.0


def write_page(
    report: "Report",
    question: Question | None,
    sound_path: Path | None,
    target: Path,
    *,
    with_sound: bool = True,
    open_notes: bool = False,
) -> None:
    """Write the page of one answer to ``target``, whole or not at all, readable by the user alone.

    ``question``: as it was asked, None when it is not known. ``sound_path``: the recording, None for a
    transcript; it is drawn, and embedded unless not ``with_sound``.

    Raises UsageError when the page cannot be written, AudioFileError when the sound cannot be read.
    """
    text = make_page(report, question, sound_path, with_sound=with_sound, open_notes=open_notes)
    beside = target.with_name(f".{target.name}.part")
    try:
        with os.fdopen(
            os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(text)
        beside.replace(target)
    except OSError as error:
        raise UsageError(
            f"{target} cannot be written ({error.strerror or error}); name another place."
        ) from error


def make_page(
    report: "Report",
    question: Question | None,
    sound_path: Path | None,
    *,
    with_sound: bool = True,
    open_notes: bool = False,
) -> str:
    """The page itself; arguments and AudioFileError as in `write_page`."""
    from voicedrill.reports.html.answer_page import answer_page
    from voicedrill.reports.html.values import EmbeddedSound

    if sound_path is None:
        return answer_page(report, question, open_notes=open_notes)
    from voicedrill.audio.encoding import mp3
    from voicedrill.audio.outline import samples_of

    samples = samples_of(sound_path)
    return answer_page(
        report,
        question,
        picture=picture_of(samples, report),
        sound=EmbeddedSound("audio/mpeg", mp3(samples)) if with_sound and len(samples) else None,
        open_notes=open_notes,
    )


def picture_of(samples: "Samples", report: "Report") -> "SoundPicture":
    """What is drawn of a recording (mono, 16 kHz): its peaks, and its pitch where ``report`` has words."""
    from math import isnan

    from voicedrill.audio.clips import SAMPLE_RATE_HZ
    from voicedrill.audio.outline import PITCH_STEP_S, peaks, pitch_contour
    from voicedrill.reports.html.values import SoundPicture
    from voicedrill.timing import TimeSpan

    duration_s = len(samples) / SAMPLE_RATE_HZ
    count = min(_MOST_PEAKS, max(2, round(duration_s * _PEAKS_A_SECOND)))
    spoken = tuple(
        TimeSpan(word.start, word.end)
        for word in report.transcript.words
        if word.start is not None and word.end is not None
    )
    contour = pitch_contour(samples, spoken or None) if duration_s <= _LONGEST_CONTOUR_S else ()
    return SoundPicture(
        duration_s=duration_s,
        peaks=tuple(float(peak) for peak in peaks(samples, count)),
        pitch_step_s=PITCH_STEP_S,
        pitch_hz=tuple(None if isnan(hz) else float(hz) for hz in contour),
    )
