"""What is due, as a row of `coach.progress` each: by the same days as `voicedrill today` goes by."""

from datetime import date, timedelta

from voicedrill.coach.progress.rows import DueRow
from voicedrill.history.scope import Scope
from voicedrill.history.store import History

#: How far ahead of what is due is shown.
DUE_DAYS = 7


def due(history: History, today: date, scope: Scope) -> tuple[DueRow, ...] | None:
    """What is due until a week from ``today``, the most overdue first; None when nothing is scheduled."""
    reviewed = history.connection.execute("SELECT max(stability) FROM cards").fetchone()[0]
    if reviewed is None:
        return None
    # Only now: whoever has nothing scheduled is spared the time that they take to load.
    from voicedrill.coach.schedule.fit import fit_curve
    from voicedrill.coach.schedule.interview import retention
    from voicedrill.history import cards as kept

    curve, interviews = fit_curve(kept.outcomes(history)), kept.interviews(history)
    cards = kept.cards(history, None if scope.deck is None else [scope.deck])
    asked = {(card.deck, card.question): card.text for card in cards if not card.point}
    rows = []
    for card in cards:
        day = card.due(retention(interviews.get(card.deck), today), curve)
        if day is not None and day <= today + timedelta(days=DUE_DAYS):
            ask = asked.get((card.deck, card.question), card.question)
            rows.append(DueRow(card.deck, card.question, ask, card.text if card.point else None, day))
    return tuple(sorted(rows, key=lambda row: row.due))
