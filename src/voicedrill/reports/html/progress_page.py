"""The page of progress: the few lines that matter, then measures, calendar, points and stories."""

from dataclasses import dataclass

from voicedrill.coach.calibration import fit_sentences
from voicedrill.coach.progress.build import Progress
from voicedrill.coach.progress.points import QuestionProgress
from voicedrill.coach.progress.words import day_words, duration, headlines, in_a_row, when_due, worn
from voicedrill.reports.html import charts
from voicedrill.reports.html.layout import render
from voicedrill.reports.plain import shown

#: Lines of each list; what has no room is counted. Answers to so many questions make a page of some 200 KB.
MOST_LISTED = 12
MOST_QUESTIONS = 100
_SPANS = {"answer": "an answer", "day": "a day", "week": "a week", "month": "a month"}


@dataclass(frozen=True)
class DeckMatrix:
    """The questions of one deck with their points."""

    title: str
    questions: tuple[QuestionProgress, ...]


def progress_page(progress: Progress) -> str:
    """The whole page, self-contained. Raises nothing that is the user's to mend."""
    shown_charts = tuple(charts.chart(trend) for trend in progress.trends if trend.points)
    told = next((trend for trend in progress.trends if trend.points), None)
    score = next((trend.recent for trend in progress.trends if trend.measure.key == "score"), None)
    return render(
        "progress.html.j2",
        styles=("progress.css",),
        progress=progress,
        # The first line tells what the tiles above it show.
        headlines=[shown(line) for line in headlines(progress)[1 if progress.attempts else 0 :]],
        today=day_words(progress.today),
        since=day_words(progress.since) if progress.since else None,
        spoken=duration(progress.practised_s),
        in_a_row=in_a_row(progress),
        score=score,
        charts=shown_charts,
        drawn=any(len(one.dots) > 1 for one in shown_charts),
        usual_drawn=any(one.usual for one in shown_charts),
        widest=max((len(one.point.statuses) for one in progress.open_points[:MOST_LISTED]), default=0),
        grain=_SPANS[told.grain] if told else "",
        frame=charts,
        cells=charts.day_cells(progress.calendar),
        months=charts.month_names(progress.calendar),
        due=[(one, when_due(one.due, progress.today)) for one in progress.due_questions],
        decks=_matrix(progress.questions[:MOST_QUESTIONS]),
        hidden_questions=max(0, sum(bool(q.points) for q in progress.questions) - MOST_QUESTIONS),
        most=MOST_LISTED,
        worn=worn,
        day_words=day_words,
        rating=fit_sentences(progress.rating),
    )


def _matrix(questions: tuple[QuestionProgress, ...]) -> tuple[DeckMatrix, ...]:
    decks: dict[str | None, list[QuestionProgress]] = {}
    for question in questions:
        if question.points:
            decks.setdefault(question.deck, []).append(question)
    return tuple(
        DeckMatrix(found[0].deck_title or deck or "without a deck", tuple(found))
        for deck, found in decks.items()
    )
