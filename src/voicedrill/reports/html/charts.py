"""A measure over time and a calendar, laid out for SVG. Pure: values in, coordinates and words out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from voicedrill.coach.progress.measures import Measure
from voicedrill.coach.progress.streaks import CalendarDay
from voicedrill.coach.progress.trends import Trend
from voicedrill.coach.progress.words import day_words

#: The drawing, in units of its viewBox, and the part of it in which values are drawn.
WIDTH, HEIGHT = 340, 150
LEFT, RIGHT, TOP, BOTTOM = 40, 330, 10, 122
#: A day of the calendar and the gap to the next, and the room for names beside and above.
CELL, GAP, NAMES, MONTHS = 16, 4, 34, 20
_STEPS = (1, 2, 2.5, 5, 10)
_MOST_TICKS = 4


@dataclass(frozen=True)
class Tick:
    """A line across at ``y``, with its words."""

    y: float
    label: str


@dataclass(frozen=True)
class Dot:
    """One value: where it is, and what it is in words."""

    x: float
    y: float
    label: str


@dataclass(frozen=True)
class Stripe:
    """A band from ``y`` downwards."""

    y: float
    height: float


@dataclass(frozen=True)
class Chart:
    """One measure, drawn. ``said``: all of it in words, for who cannot see it. ``first``, ``last``: dates."""

    name: str
    now: str
    unit: str
    ticks: tuple[Tick, ...]
    dots: tuple[Dot, ...]
    path: str
    good: Stripe | None
    usual: Stripe | None
    first: str
    last: str
    notes: tuple[str, ...]
    said: str


@dataclass(frozen=True)
class DayCell:
    """A day of the calendar: where it is drawn, how strong (0 to 4), and in words."""

    x: int
    y: int
    level: int
    label: str


def chart(trend: Trend) -> Chart:
    """A measure that has at least one value, drawn over time."""
    measure = trend.measure
    values = [point.value for point in trend.points]
    low, high = _range(trend, values)
    # Of one answer it is only known whether it was as long as asked for.
    yes_or_no = measure.key == "on_target" and trend.grain == "answer"
    ticks = tuple(
        Tick(_y(value, low, high), label)
        for value, label in (
            ((0.0, "no"), (1.0, "yes")) if yes_or_no else ((v, measure.bound(v)) for v in _ticks(low, high))
        )
    )
    dots = tuple(
        Dot(x, _y(point.value, low, high), f"{day_words(point.start)}: {_worded(measure, point.value)}")
        for x, point in zip(_xs(trend), trend.points, strict=True)
    )
    notes = tuple(_notes(trend))
    now = _now(trend)
    first, last = (day_words(trend.points[index].start) for index in (0, -1))
    many = "1 value" if len(values) == 1 else f"{len(values)} values"
    spread = f"{measure.span(min(values), max(values))} {measure.unit_words}".rstrip()
    said = f"{measure.label} from {first} to {last}, {many}: {spread}"
    return Chart(
        name=measure.label,
        now=now,
        unit=measure.unit_words,
        ticks=ticks,
        dots=dots,
        path=""
        if yes_or_no
        else "".join(f"{'L' if number else 'M'}{dot.x:g} {dot.y:g}" for number, dot in enumerate(dots)),
        good=_stripe(measure.good, low, high),
        usual=_stripe((trend.usual.low, trend.usual.high) if trend.usual else None, low, high),
        first=first,
        last=last if last != first else "",
        notes=notes,
        said=said,
    )


def day_cells(days: Sequence[CalendarDay]) -> tuple[DayCell, ...]:
    """Whole weeks as columns, Monday on top; days to come are left out."""
    return tuple(
        DayCell(
            NAMES + index // 7 * (CELL + GAP),
            MONTHS + index % 7 * (CELL + GAP),
            day.level,
            f"{day_words(day.day)}: {day.answers or 'no'} answer{'' if day.answers == 1 else 's'}",
        )
        for index, day in enumerate(days)
        if day.answers is not None
    )


def month_names(days: Sequence[CalendarDay]) -> tuple[tuple[int, str], ...]:
    """Where each month begins, and its name: over the first week whose Sunday is in it."""
    sundays = [day.day for day in days[6::7]]
    return tuple(
        (NAMES + week * (CELL + GAP), f"{sunday:%b}")
        for week, sunday in enumerate(sundays)
        if week == 0 or sunday.month != sundays[week - 1].month
    )


def _now(trend: Trend) -> str:
    if trend.recent is None:
        return "–"
    now = trend.measure.worded(trend.recent)
    most = trend.measure.worded(trend.most) if trend.most is not None else now
    return now if most == now else f"{now} to {most}"


def _notes(trend: Trend) -> Iterator[str]:
    measure = trend.measure
    if trend.usual:
        yield f"your usual {measure.span(trend.usual.low, trend.usual.high)}"
    if measure.good:
        low, high = measure.good
        if high is not None:
            yield ("good up to " if low is None else f"good {measure.bound(low)} to ") + measure.bound(high)
    if trend.change:
        yield f"{measure.worded(trend.change.before)} in the ten answers before"


def _worded(measure: Measure, value: float) -> str:
    return f"{measure.worded(value)} {measure.unit_words}".rstrip()


def _range(trend: Trend, values: Sequence[float]) -> tuple[float, float]:
    low, high = trend.measure.scale
    usual = (trend.usual.low, trend.usual.high) if trend.usual else ()
    return min(low, *values, *usual), max(high, *values, *usual)


def _ticks(low: float, high: float) -> Iterator[float]:
    """Round numbers inside the range, at most four or so."""
    rough = (high - low) / _MOST_TICKS
    size = 10 ** floor(log10(rough))
    step = next(step * size for step in _STEPS if step * size >= rough - 1e-9)
    for number in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1):
        yield number * step


def _xs(trend: Trend) -> list[float]:
    """Answers stand side by side; days, weeks and months where they are in time."""
    count = len(trend.points)
    if trend.grain == "answer":
        places = [float(number) for number in range(count)]
    else:
        places = [float(point.start.toordinal()) for point in trend.points]
    span = places[-1] - places[0]
    if span <= 0:
        return [(LEFT + RIGHT) / 2] * count
    return [round(LEFT + 8 + (place - places[0]) / span * (RIGHT - LEFT - 16), 1) for place in places]


def _y(value: float, low: float, high: float) -> float:
    return round(BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP), 1)


def _stripe(band: tuple[float | None, float | None] | None, low: float, high: float) -> Stripe | None:
    if band is None:
        return None
    top = TOP if band[1] is None else _y(min(band[1], high), low, high)
    bottom = BOTTOM if band[0] is None else _y(max(band[0], low), low, high)
    return Stripe(top, round(max(bottom - top, 1.0), 1))
