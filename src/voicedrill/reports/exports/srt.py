"""A transcript as SubRip subtitles (.srt), the form that every player reads."""

from collections.abc import Sequence

from voicedrill.reports.exports.cues import cues, lines
from voicedrill.reports.model import Report


def render(reports: Sequence[Report]) -> str:
    """The one report's words. Raises InputError when they have no times."""
    (report,) = reports
    return "\n".join(
        f"{number}\n{_time(cue.start)} --> {_time(cue.end)}\n" + "\n".join(lines(_plain(cue.text))) + "\n"
        for number, cue in enumerate(cues(report), 1)
    )


def _plain(text: str) -> str:
    """SubRip has no way to write a "<" that players do not take for a tag."""
    return text.replace("<", "‹").replace(">", "›")


def _time(seconds: float) -> str:
    whole_ms = round(seconds * 1000)
    minutes, ms = divmod(whole_ms, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{ms // 1000:02d},{ms % 1000:03d}"
