"""Progress as plain data, for programs. The fields and their meaning: docs/progress.md."""

import json
from dataclasses import asdict
from typing import Any

from voicedrill.coach.progress.build import Progress
from voicedrill.coach.progress.trends import Trend
from voicedrill.coach.progress.words import headlines
from voicedrill.reports.plain_data import rounded

SCHEMA = "voicedrill.progress/1"


def progress_json(progress: Progress) -> str:
    """The progress as one line of JSON without a line end."""
    return json.dumps(progress_data(progress), ensure_ascii=False, allow_nan=False)


def progress_data(progress: Progress) -> dict[str, Any]:
    """The progress as plain data: dates as ISO 8601, numbers rounded to four digits after the point."""
    data = {
        "schema": SCHEMA,
        "today": progress.today,
        "since": progress.since,
        "deck": progress.deck,
        "headlines": headlines(progress),
        "attempts": progress.attempts,
        "answers": progress.answers,
        "days": progress.days,
        "practised_s": progress.practised_s,
        "streak": asdict(progress.streak),
        "calendar": [asdict(day) for day in progress.calendar],
        "trends": [_trend(trend) for trend in progress.trends],
        "questions": [asdict(question) for question in progress.questions],
        "open_points": [
            {
                "deck": one.question.deck,
                "question": one.question.id,
                "point": one.point.id,
                "text": one.point.text,
                "statuses": one.point.statuses,
                "missed": one.missed,
            }
            for one in progress.open_points
        ],
        "facts": [row._asdict() for row in progress.facts],
        "stories": [asdict(story) for story in progress.stories],
        "kinds": [row._asdict() for row in progress.kinds],
        "rating": asdict(progress.rating),
        "due": None if progress.due is None else [row._asdict() for row in progress.due],
    }
    plain = rounded(data)
    assert isinstance(plain, dict)
    return plain


def _trend(trend: Trend) -> dict[str, Any]:
    return {
        "measure": trend.measure.key,
        "unit": trend.measure.unit,
        "grain": trend.grain,
        "points": [asdict(point) for point in trend.points],
        "latest": trend.latest,
        "recent": trend.recent,
        "most": trend.most,
        "usual": asdict(trend.usual) if trend.usual else None,
        "good": trend.measure.good,
        "fine": trend.measure.fine,
        "change": asdict(trend.change) if trend.change else None,
    }
