"""A transcript as SubRip subtitles (.srt), the form that every player reads."""

from collections.abc import Sequence

from voicedrill.reports.exports.cues import cues, lines, when
from voicedrill.reports.model import Report


def render(reports: Sequence[Report]) -> str:
    """The one report's words. Raises InputError when they have no times."""
    (report,) = reports
    return "\n".join(
        f"{number}\n{when(cue, ',')}\n" + "\n".join(lines(_plain(cue.text))) + "\n"
        for number, cue in enumerate(cues(report), 1)
    )


def _plain(text: str) -> str:
    """SubRip has no way to write a "<" that players do not take for a tag."""
    return text.replace("<", "‹").replace(">", "›")
