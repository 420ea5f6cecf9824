"""Measures over time: a series that fits a plot, one's own usual, and whether something has changed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from voicedrill.coach.baselines import LATEST, OwnBand, own_band, quantile
from voicedrill.coach.progress.measures import MEASURES, Measure
from voicedrill.coach.progress.rows import AnswerRow, DayRow, Total

Grain = Literal["answer", "day", "week", "month"]

#: The most points of a series: as many as are told apart on a narrow screen.
MOST_POINTS = 40
#: Answers that "of late" means, and as many before them to compare with.
RECENT = 10
#: From this share of pairs (one of late, one of before) in one direction on, something has changed. With ten
#: answers each that is a rank sum test (Mann and Whitney 1947) at about 0.06, both sides.
_CHANGED = 0.75


@dataclass(frozen=True)
class TrendPoint:
    """One point of a series: the mean of ``answers`` answers in the time that begins on ``start``."""

    start: date
    answers: int
    value: float


@dataclass(frozen=True)
class Change:
    """The middle (for shares of answers, the share) of the last ten answers, ``now``, and the ten before."""

    before: float
    now: float


@dataclass(frozen=True)
class Trend:
    """One measure over time. ``points``: the oldest first, each of one ``grain``, none without a value.

    ``latest``: the last answer's value; ``recent``: the middle of the last ten (`middle`); ``most``: the same
    for what may have been missed, where a measure is a range; ``usual``: one's own band; ``change``: against
    the ten before, when something has changed.
    """

    measure: Measure
    grain: Grain
    points: tuple[TrendPoint, ...]
    latest: float | None
    recent: float | None
    most: float | None
    usual: OwnBand | None
    change: Change | None


def trends(
    days: Sequence[DayRow],
    latest: Sequence[AnswerRow],
    answers: int,
    measures: Sequence[Measure] = MEASURES,
) -> tuple[Trend, ...]:
    """All measures. ``days`` and the ``latest`` answers in order of time; ``answers``: their number.

    While they fit, and ``latest`` holds them all, each answer is a point; else a day, a week or a month is.
    """
    if answers <= min(MOST_POINTS, len(latest)):
        return tuple(_trend(m, "answer", _by_answer(m.key, latest), latest) for m in measures)
    grain, groups = _grouped(days)
    return tuple(_trend(m, grain, _by_group(m.key, groups), latest) for m in measures)


def middle(measure: Measure, values: Sequence[float]) -> float | None:
    """The median; of what is 0 or 1 for each answer, the share; None of no values."""
    if not values:
        return None
    if measure.key == "on_target":
        return sum(values) / len(values)
    return quantile(sorted(values), 0.5)


def changed(measure: Measure, before: Sequence[float], now: Sequence[float]) -> Change | None:
    """From ``before`` to ``now``; None when nothing has changed, or either is fewer than `RECENT`."""
    old, new = middle(measure, before), middle(measure, now)
    if old is None or new is None or min(len(before), len(now)) < RECENT:
        return None
    above = sum((b < n) + (b == n) / 2 for b in before for n in now) / (len(before) * len(now))
    return Change(old, new) if max(above, 1 - above) >= _CHANGED and old != new else None


def _trend(
    measure: Measure, grain: Grain, points: tuple[TrendPoint, ...], latest: Sequence[AnswerRow]
) -> Trend:
    values = _values(measure.key, latest)
    most = [row.filled_high for row in latest if row.filled_high is not None]
    ranged = measure.key == "filled_pauses_per_min"
    return Trend(
        measure=measure,
        grain=grain,
        points=points,
        latest=values[-1] if values else None,
        recent=middle(measure, values[-RECENT:]),
        most=middle(measure, most[-RECENT:]) if ranged else None,
        usual=own_band(values[-LATEST:]) if measure.key != "on_target" else None,
        change=changed(measure, values[-2 * RECENT : -RECENT], values[-RECENT:]),
    )


def _values(key: str, rows: Sequence[AnswerRow]) -> list[float]:
    return [value for row in rows if (value := row.values.get(key)) is not None]


def _by_answer(key: str, rows: Sequence[AnswerRow]) -> tuple[TrendPoint, ...]:
    return tuple(TrendPoint(row.day, 1, value) for row in rows if (value := row.values.get(key)) is not None)


def _by_group(key: str, groups: dict[date, list[DayRow]]) -> tuple[TrendPoint, ...]:
    points = []
    for start, rows in groups.items():
        totals = [row.totals.get(key, Total(0, 0.0)) for row in rows]
        count = sum(total.number for total in totals)
        if count:
            points.append(TrendPoint(start, count, sum(total.sum for total in totals) / count))
    return tuple(points[-MOST_POINTS:])


def _grouped(days: Sequence[DayRow]) -> tuple[Grain, dict[date, list[DayRow]]]:
    """Days, weeks or months: the finest that fit; of more months than fit, all, and the last are shown."""
    grain: Grain
    groups: dict[date, list[DayRow]] = {}
    for grain in ("day", "week", "month"):
        groups = defaultdict(list)
        for row in days:
            groups[_start(row.day, grain)].append(row)
        if len(groups) <= MOST_POINTS:
            break
    return grain, groups


def _start(day: date, grain: Grain) -> date:
    if grain == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if grain == "month" else day
