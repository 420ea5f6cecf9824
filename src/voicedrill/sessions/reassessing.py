"""Today's analysis over old recordings, and what it says otherwise than the reports that were kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from voicedrill.history.folders import Asked, Attempt, attempts_dir
from voicedrill.history.store import open_history
from voicedrill.reports.model import Report
from voicedrill.sessions.attempts import analyse_attempt
from voicedrill.sessions.keeping import keep_again

if TYPE_CHECKING:
    from voicedrill.coverage.results import FactVerdict, PointVerdict
    from voicedrill.sessions.analyse import Analyser


@dataclass(frozen=True)
class Change:
    """One thing that a new report says otherwise: what it was, and what it is now."""

    about: str
    was: str
    now: str


@dataclass(frozen=True)
class Reassessed:
    """A new report, and how it differs from the one before."""

    report: Report
    changes: tuple[Change, ...]


def reassess(attempt: str, analyser: "Analyser", learnt: bool = True) -> list[Reassessed]:
    """Analyse the recordings of an attempt anew, the follow-ups after the answer, and keep the reports.

    When they were spoken stays as it was. ``learnt``: with the lessons of the deck. Raises HistoryError when
    a recording is gone, LessonsError, AudioFileError, EngineError: all is then as it was.
    """
    with open_history() as history:
        parts = [answer.part for answer in history.answers(attempt=attempt)]
        for part in parts:
            history.sound(attempt, part)
        kept = [(history.asked(attempt, part), history.report(attempt, part)) for part in parts]
    made: list[tuple[Asked, Report]] = []
    for part, (asked, old) in zip(parts, kept, strict=True):
        folder = Attempt(attempts_dir() / attempt, part)
        report = analyse_attempt(folder, asked, analyser, learnt, made)
        made.append((asked, replace(report, created_at=old.created_at)))
    keep_again(*(report for _, report in made))
    return [Reassessed(new, tuple(changes(old, new))) for (_, old), (_, new) in zip(kept, made, strict=True)]


def changes(old: Report, new: Report) -> Iterator[Change]:
    """What ``new`` says otherwise than ``old``, as far as it is seen in the report that is printed."""
    numbers = {
        "score": (_score(old), _score(new)),
        "words": (str(old.delivery.word_count), str(new.delivery.word_count)),
        "words/min": (_rate(old.delivery.speech_rate_wpm), _rate(new.delivery.speech_rate_wpm)),
        "filled pauses/min": (_fillers(old), _fillers(new)),
    }
    verdicts = {
        "point": (_statuses(old.coverage.points), _statuses(new.coverage.points)),
        "fact": (_statuses(old.coverage.facts), _statuses(new.coverage.facts)),
        "beat": (_beats(old), _beats(new)),
        "red flag": (_flags(old), _flags(new)),
    }
    found = [(about, *both) for about, both in numbers.items()]
    for kind, (before, after) in verdicts.items():
        found += [(f"{kind}: {text}", before.get(text, "-"), now) for text, now in after.items()]
        found += [(f"{kind}: {text}", was, "-") for text, was in before.items() if text not in after]
    return (Change(*one) for one in found if one[1] != one[2])


def _score(report: Report) -> str:
    return "-" if report.coverage.score is None else f"{report.coverage.score:.0%}"


def _rate(rate: float | None) -> str:
    return "-" if rate is None else f"{rate:.0f}"


def _fillers(report: Report) -> str:
    rate = report.delivery.filled_pauses_per_min
    return "-" if rate is None else f"{rate.low:.1f} to {rate.high:.1f}"


def _statuses(verdicts: "Sequence[PointVerdict | FactVerdict]") -> dict[str, str]:
    return {verdict.text: verdict.status for verdict in verdicts}


def _beats(report: Report) -> dict[str, str]:
    return {beat.beat: "told" if beat.present else "missing" for beat in report.coverage.beats}


def _flags(report: Report) -> dict[str, str]:
    return {flag.text: "there" if flag.present else "not there" for flag in report.coverage.red_flags}
