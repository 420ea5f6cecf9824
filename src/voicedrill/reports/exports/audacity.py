"""A report as a label track for Audacity: start, end and text by tabs, a label a line.

Format: https://manual.audacityteam.org/man/importing_and_exporting_labels.html
"""

from collections.abc import Sequence

from voicedrill.reports.exports import labels
from voicedrill.reports.model import Report


def render(reports: Sequence[Report]) -> str:
    """The one report: beats, points, facts, red flags, pauses and fillers; labels may overlap.

    Words are left out: hundreds of labels hide the others (srt and textgrid have them). Raises InputError
    when the words have no times.
    """
    (report,) = reports
    labels.require_times(report)
    found = [
        *(labels.Label(beat.start, beat.end, f"beat: {beat.text}") for beat in labels.beats(report)),
        *labels.points(report),
        *labels.pauses(report),
        *(labels.Label(one.start, one.end, f"filler: {one.text}") for one in labels.fillers(report)),
    ]
    return "".join(f"{label.start:.6f}\t{label.end:.6f}\t{label.text}\n" for label in sorted(found))
