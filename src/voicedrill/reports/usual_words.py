"""The speaker's own usual in words, to stand behind a figure of an answer. Rendering only."""

from collections.abc import Callable

from voicedrill.coach.baselines import Compared
from voicedrill.reports.model import Report
from voicedrill.timing import clock

_FORMS: dict[str, Callable[[float], str]] = {
    "answer_s": clock,
    "speech_rate_wpm": lambda value: f"{value:.0f}",
    "silence_share": lambda value: f"{value:.0%}",
    "long_pauses_per_min": lambda value: f"{value:.1f}",
    "filled_pauses_per_min": lambda value: f"{value:.1f}",
}


def usual_words(report: Report, measure: str, before: str = "; ") -> str:
    """What is usual in one measure, such as "; your usual 140 to 158"; empty where nothing is known."""
    compared = report.usual.of(measure) if report.usual else None
    return f"{before}your usual {band_words(compared)}" if compared else ""


def band_words(compared: Compared) -> str:
    """The band alone: "140 to 158", or one number where both ends read alike."""
    low, high = (_FORMS[compared.measure](value) for value in (compared.low, compared.high))
    return low if low == high else f"{low} to {high}"
