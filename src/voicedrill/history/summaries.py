"""What progress is computed from: the history counted and summed by SQL, as the rows of `coach.progress`.

Nothing here reads a report, a question's data or a deck, so that ten thousand attempts are read in a moment.
Drills count as practice and are not measured: first sentences against the clock say nothing of whole answers.
"""

from datetime import date, timedelta
from sqlite3 import Row

from voicedrill.coach.baselines import LATEST, Measured, group_of
from voicedrill.coach.calibration import Rated
from voicedrill.coach.progress.build import Rows
from voicedrill.coach.progress.rows import (
    AnswerRow,
    DayRow,
    KindRow,
    StoryRow,
    Total,
)
from voicedrill.coach.progress.stories import RECENT_DAYS
from voicedrill.coach.progress.trends import MOST_POINTS, RECENT
from voicedrill.history.due_cards import due
from voicedrill.history.question_summaries import facts, last_answers, points, questions
from voicedrill.history.scope import MEASURED, Scope
from voicedrill.history.store import History

#: A measure of `coach.progress.measures`, from the columns of `answers`.
_MEASURES = {
    "score": "score",
    "speech_rate_wpm": "speech_rate_wpm",
    "filled_pauses_per_min": "filled_pauses_low_per_min",
    "silence_share": "silence_share",
    "on_target": "length_verdict = 'on-target'",
    "first_word_s": "first_word_s",
}
_LONG_PAUSES = "CASE WHEN phonation_s IS NOT NULL AND answer_s > 0 THEN long_pauses * 60.0 / answer_s END"
#: How many rated answers say how ratings fit: the latest ones, for people learn to rate themselves.
_RATED = 100


def progress_rows(history: History, today: date, scope: Scope) -> Rows:
    """All that `coach.progress.build` needs. Days are of all time, for the streak and the calendar."""
    latest = latest_answers(history, scope, max(MOST_POINTS, LATEST))
    last = last_answers(history, scope)
    return Rows(
        days=days(history, Scope(deck=scope.deck)),
        latest=latest,
        measured=_number_measured(history, scope),
        questions=questions(history, last),
        points=points(history, last),
        facts=facts(history, last),
        stories=stories(history, scope, today),
        kinds=kinds(history, scope),
        ratings=ratings(history, scope),
        due=due(history, today, scope),
    )


def deck_title(history: History, deck: str) -> str | None:
    """The title that a deck had when it was answered last; None when it never was."""
    found = history.connection.execute(
        "SELECT deck_title FROM attempts WHERE deck = ? ORDER BY created_at DESC LIMIT 1", (deck,)
    ).fetchone()
    return (found[0] or deck) if found else None


def days(history: History, scope: Scope) -> tuple[DayRow, ...]:
    """Each day with an answer, the oldest first."""
    totals = ", ".join(
        f"count({part}), total({part})"
        for column in _MEASURES.values()
        for part in [f"CASE WHEN {MEASURED} THEN {column} END"]
    )
    # CROSS: attempts first. The other way round, which SQLite would choose, takes three times as long.
    found = history.connection.execute(
        f"SELECT day, sum(part = 0), count(*), total(coalesce(duration_s, answer_s)), {totals} "
        f"FROM attempts CROSS JOIN answers ON attempt = id WHERE {scope.where} GROUP BY day ORDER BY day",
        scope.values,
    )
    return tuple(
        DayRow(
            date.fromisoformat(day),
            attempts,
            answers,
            practised_s,
            {name: Total(*sums[2 * n : 2 * n + 2]) for n, name in enumerate(_MEASURES)},
        )
        for day, attempts, answers, practised_s, *sums in found
    )


def latest_answers(history: History, scope: Scope, most: int) -> tuple[AnswerRow, ...]:
    """The last ``most`` answers (part 0, no drills), the latest last."""
    columns = ", ".join(f"{column} AS {name}" for name, column in _MEASURES.items())
    found = history.connection.execute(
        f"SELECT day, kind, {columns}, answer_s, {_LONG_PAUSES} AS long_pauses_per_min, "
        "filled_pauses_high_per_min FROM attempts JOIN answers ON attempt = id "
        f"WHERE {MEASURED} AND {scope.where} ORDER BY created_at DESC, id DESC LIMIT :most",
        {**scope.values, "most": most},
    )
    return tuple(_answer(row) for row in found)[::-1]


def usual_rows(history: History, kind: str | None, before: str | None = None) -> tuple[Measured, ...]:
    """Earlier answers that tell what is usual, the latest last: those of like kinds and the last of all.

    ``before``: an attempt's id; only answers before it count.
    """
    group = sorted(group_of(kind))
    marks = ", ".join("?" * len(group))
    sql = (
        f"SELECT kind, created_at, id, answer_s, speech_rate_wpm, silence_share, {_LONG_PAUSES}, "
        f"filled_pauses_low_per_min FROM attempts JOIN answers ON attempt = id WHERE {MEASURED} "
        "AND word_count > 0 AND created_at < coalesce((SELECT created_at FROM attempts WHERE id = ?), '~') "
    )
    last = f"ORDER BY created_at DESC, id DESC LIMIT {LATEST}"
    found = {
        row["id"]: row
        for of_kinds, names in (("", []), (f"AND kind IN ({marks}) ", group))
        for row in history.connection.execute(f"{sql}{of_kinds}{last}", [before, *names])
    }
    ordered = sorted(found.values(), key=lambda row: (row["created_at"], row["id"]))
    return tuple(Measured(row["kind"], *tuple(row)[3:]) for row in ordered)


def stories(history: History, scope: Scope, today: date) -> tuple[StoryRow, ...]:
    """Each story as each question asked for it."""
    found = history.connection.execute(
        "SELECT deck, story, question_id, count(*), total(day > :lately), max(day) FROM attempts "
        f"WHERE story IS NOT NULL AND question_id IS NOT NULL AND mode <> 'drill' AND {scope.where} "
        "GROUP BY deck, story, question_id",
        {**scope.values, "lately": (today - timedelta(days=RECENT_DAYS)).isoformat()},
    )
    return tuple(
        StoryRow(deck, story, question, told, int(recent), date.fromisoformat(last))
        for deck, story, question, told, recent, last in found
    )


def kinds(history: History, scope: Scope) -> tuple[KindRow, ...]:
    """Each kind of question, the most answered first."""
    counted = history.connection.execute(
        "SELECT kind, count(*) FROM attempts WHERE kind IS NOT NULL AND mode <> 'drill' "
        f"AND {scope.where} GROUP BY kind ORDER BY count(*) DESC, kind",
        scope.values,
    ).fetchall()
    # The last few of each kind by the index of times: sorting all of them takes longer.
    last = (
        "SELECT avg(score) FROM (SELECT score FROM attempts JOIN answers ON attempt = id "
        f"WHERE {MEASURED} AND kind = :kind AND {scope.where} "
        f"ORDER BY created_at DESC LIMIT {RECENT} OFFSET :offset)"
    )
    return tuple(
        KindRow(
            kind,
            answers,
            *(
                history.connection.execute(last, {**scope.values, "kind": kind, "offset": offset}).fetchone()[
                    0
                ]
                for offset in (0, RECENT)
            ),
        )
        for kind, answers in counted
    )


def ratings(history: History, scope: Scope) -> tuple[Rated, ...]:
    """The latest answers that were rated and have a score, the latest first."""
    found = history.connection.execute(
        "SELECT self_rating, score FROM attempts JOIN answers ON attempt = id WHERE "
        f"self_rating IS NOT NULL AND score IS NOT NULL AND {MEASURED} AND {scope.where} "
        "ORDER BY created_at DESC LIMIT :most",
        {**scope.values, "most": _RATED},
    )
    return tuple(Rated(*row) for row in found)


def _number_measured(history: History, scope: Scope) -> int:
    (number,) = history.connection.execute(
        f"SELECT count(*) FROM attempts WHERE mode <> 'drill' AND {scope.where}", scope.values
    ).fetchone()
    return int(number)


def _answer(row: Row) -> AnswerRow:
    return AnswerRow(
        day=date.fromisoformat(row["day"]),
        kind=row["kind"],
        values={name: row[name] for name in _MEASURES},
        answer_s=row["answer_s"],
        long_pauses_per_min=row["long_pauses_per_min"],
        filled_high=row["filled_pauses_high_per_min"],
    )
