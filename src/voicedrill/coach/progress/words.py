"""The few lines that matter most, for whoever reads no further. No verdict on the person."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from voicedrill.coach.calibration import fit_sentences
from voicedrill.coach.progress.build import Progress
from voicedrill.coach.progress.stories import RECENT_DAYS, StoryUse
from voicedrill.coach.progress.trends import Trend

MOST_LINES = 5
#: Words of a point or fact that are quoted here; the lists below have all of it.
_MOST_WORDS = 9


def headlines(progress: Progress) -> tuple[str, ...]:
    """At most five sentences, what to do first among them. Of an empty history: how to begin."""
    if progress.attempts == 0:
        if any(day.answers for day in progress.calendar) or progress.since:
            return ("No answers in this time.",)
        return ("No answers yet. `voicedrill practice` asks the first question.",)
    return tuple(islice(_lines(progress), MOST_LINES))


def practised(progress: Progress) -> str:
    """How much and how often: "12 answers on 5 days, 34 min of speaking; 3 days in a row"."""
    text = f"{amount(progress.attempts, 'answer')} on {amount(progress.days, 'day')}"
    follow_ups = progress.answers - progress.attempts
    if follow_ups > 0:
        text += f", {amount(follow_ups, 'follow-up')}"
    return f"{text}, {duration(progress.practised_s)} of speaking. {in_a_row(progress)}"


def in_a_row(progress: Progress) -> str:
    """The streak as a sentence."""
    streak = progress.streak
    if streak.days == 0:
        return f"The longest run was {amount(streak.longest, 'day')}."
    if streak.days == 1:
        text = "Today is day one" if streak.today else "Yesterday was day one; today is still open"
    else:
        text = f"{streak.days:,} days in a row" + ("" if streak.today else "; today is still open")
    if streak.longest > streak.days:
        text += f"; the longest run was {amount(streak.longest, 'day')}"
    return text + "."


def worn(story: StoryUse) -> str:
    """What has worn a story out, or how it is used."""
    if story.wear == "told often":
        return f"told {story.recent} times in {RECENT_DAYS} days"
    if story.wear == "for many questions":
        return f"serves {len(story.questions)} questions"
    return "never told" if story.wear == "unused" else f"told {amount(story.told, 'time')}"


def change_sentence(trend: Trend) -> str | None:
    """What has changed of late in a measure; None when nothing has."""
    if trend.change is None:
        return None
    measure, old, new = trend.measure, trend.change.before, trend.change.now
    unit = f" {measure.unit_words}" if measure.unit_words else ""
    name = measure.label[0].upper() + measure.label[1:]
    return f"{name}: from {measure.worded(old)} to {measure.worded(new)}{unit} over your last ten answers."


def amount(count: int, one: str, many: str | None = None) -> str:
    """ "1 answer", "3 answers"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def duration(seconds: float) -> str:
    """Seconds, minutes or hours, whichever says it best."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 90 * 60:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h" if seconds < 36_000 else f"{seconds / 3600:,.0f} h"


def day_words(day: date) -> str:
    """A date as people read it: "21 Nov 2026"."""
    return f"{day.day} {day:%b %Y}"


def when_due(day: date, today: date) -> str:
    """When something is due: "today", "since 3 Nov 2026" or a date to come."""
    if day == today:
        return "today"
    return ("since " if day < today else "") + day_words(day)


def cut(text: str, most: int = _MOST_WORDS) -> str:
    """The first words of a text."""
    words = text.split()
    return text if len(words) <= most else " ".join(words[:most]).rstrip(",;:.") + " …"


def _lines(progress: Progress) -> Iterator[str]:
    yield practised(progress)
    if many := progress.questions_due:
        due = f"{amount(many, 'question')} {'is' if many == 1 else 'are'} due"
        yield f"{due}: `voicedrill today` asks what you have time for."
    often = [one for one in progress.open_points if len(one.point.statuses) > 1 and one.missed > 1]
    if often:
        one = often[0]
        misses, tellings = _misses(one.point.statuses), len(one.point.statuses)
        how_many = "any" if misses == tellings else f"{misses}"
        times = f"not covered in {how_many} of its last {tellings} tellings"
        yield f"Missed most: “{cut(one.point.text)}”, {times}."
    if progress.facts:
        fact = progress.facts[0]
        yield f"Last told wrong: “{cut(fact.text)}”" + (f", as {cut(fact.said)}." if fact.said else ".")
    changes = [(trend, sentence) for trend in progress.trends if (sentence := change_sentence(trend))]
    outside = next((text for trend in progress.trends if (text := _outside(trend))), None)
    if outside:
        yield outside
    if changes:
        yield changes[0][1]
    tired = [story for story in progress.stories if story.wear in ("told often", "for many questions")]
    if tired:
        story = tired[0]
        how = worn(story)
        why = "others get rusty" if story.wear == "told often" else "one interviewer may hear it twice"
        yield f"Story “{cut(story.title)}” {how}: {why}."
    if progress.rating.mean_difference is not None:
        yield from fit_sentences(progress.rating)[:1]


def _misses(statuses: tuple[str, ...]) -> int:
    return sum(status != "covered" for status in statuses)


def _outside(trend: Trend) -> str | None:
    """A measure that lies outside the band in which no advice is given, over enough answers."""
    measure, value = trend.measure, trend.recent
    if measure.fine is None or value is None or sum(point.answers for point in trend.points) < 3:
        return None
    low, high = measure.fine
    unit = f" {measure.unit_words}" if measure.unit_words else ""
    name = measure.label[0].upper() + measure.label[1:]
    if high is not None and value > high:
        return f"{name}: {measure.worded(value)}{unit} of late; advice is given above {measure.bound(high)}."
    if low is not None and value < low:
        return f"{name}: {measure.worded(value)}{unit} of late; advice is given below {measure.bound(low)}."
    return None
