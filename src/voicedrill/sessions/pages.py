"""The page of an answer as a file: its report, its sound and its question put together."""

from pathlib import Path
from typing import TYPE_CHECKING

from voicedrill.decks.atomic import replace_file
from voicedrill.decks.model import Question
from voicedrill.errors import UsageError

if TYPE_CHECKING:
    from voicedrill.audio.clips import Samples
    from voicedrill.reports.html.values import SoundPicture
    from voicedrill.reports.model import Report

#: Parts of a waveform: about as many as there are pixels.
_PEAKS = 600
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
    try:
        replace_file(target, text.encode("utf-8"), mode=0o600)
    except OSError as error:
        raise UsageError(
            f"{target} cannot be written ({error.strerror or error}); name another place."
        ) from error


def page_file(report: "Report") -> Path:
    """Where an answer's page is kept: in the folder of its attempt, so that it is forgotten with it."""
    from voicedrill.history.folders import attempts_dir

    part = report.part
    folder = attempts_dir() / (part.of if part else report.attempt_id)
    return folder / (f"follow-up-{part.number}.html" if part else "report.html")


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
    from voicedrill.sessions.own_bands import bands_or_problem

    bands, _ = bands_or_problem()
    if sound_path is None:
        return answer_page(report, question, bands=bands, open_notes=open_notes)
    from voicedrill.audio.encoding import mp3
    from voicedrill.audio.outline import samples_of

    samples = samples_of(sound_path)
    return answer_page(
        report,
        question,
        picture=picture_of(samples, report),
        sound=EmbeddedSound("audio/mpeg", mp3(samples)) if with_sound and len(samples) else None,
        bands=bands,
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
    spoken = tuple(
        TimeSpan(word.start, word.end)
        for word in report.transcript.words
        if word.start is not None and word.end is not None
    )
    contour = pitch_contour(samples, spoken) if duration_s <= _LONGEST_CONTOUR_S else ()
    return SoundPicture(
        duration_s=duration_s,
        peaks=tuple(float(peak) for peak in peaks(samples, _PEAKS)),
        pitch_step_s=PITCH_STEP_S,
        pitch_hz=tuple(None if isnan(hz) else float(hz) for hz in contour),
    )
