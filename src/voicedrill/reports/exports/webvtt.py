"""A transcript as WebVTT (.vtt), the subtitles of web pages (https://www.w3.org/TR/webvtt1/)."""

from collections.abc import Sequence

from voicedrill.reports.exports.cues import cues, lines, when
from voicedrill.reports.model import Report


def render(reports: Sequence[Report]) -> str:
    """The one report's words. Raises InputError when they have no times."""
    (report,) = reports
    return "WEBVTT\n\n" + "\n".join(
        f"{when(cue, '.')}\n" + "\n".join(map(_escaped, lines(cue.text))) + "\n" for cue in cues(report)
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
