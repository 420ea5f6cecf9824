"""Cards, their reviews and the interviews they are for, in the history's file.

A card is what its reviews make of it, in the order of time: `record` steps on from the card as it stands when
the review is the latest, and works it out anew when it is not, or when a grade is corrected.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from sqlite3 import Row
from typing import TYPE_CHECKING

from voicedrill.coach.schedule.cards import Card
from voicedrill.coach.schedule.fit import LATEST, Outcome
from voicedrill.coach.schedule.interview import Interview
from voicedrill.coach.schedule.memory import Grade, Memory, reviewed

if TYPE_CHECKING:
    from voicedrill.history.store import History


@dataclass(frozen=True)
class Face:
    """What a card shows, and what it is worth, as the deck has it now; fields as in `Card`."""

    question: str
    point: str
    text: str
    kind: str
    seconds: tuple[float, float]
    weight: float
    must: bool
    position: int = 0


@dataclass(frozen=True)
class Review:
    """A grade that an answer gave a card; ``corrected`` counts instead where there is one."""

    question: str
    point: str
    text: str
    grade: Grade
    corrected: Grade | None
    because: str
    due: date | None


def cards(history: "History", decks: Iterable[str] | None = None) -> list[Card]:
    """All cards of what the decks still have, in the decks' order; only of ``decks`` where they are named."""
    wanted = None if decks is None else list(decks)
    where = "" if wanted is None else f"AND deck IN ({', '.join('?' * len(wanted))})"
    rows = history.connection.execute(
        f"SELECT * FROM cards WHERE NOT dropped {where} ORDER BY deck, position, id", wanted or ()
    )
    return [_card(row) for row in rows]


def card(history: "History", deck: str, question: str, point: str = "") -> Card | None:
    """One card, dropped ones too; None when there is none."""
    row = history.connection.execute(
        "SELECT * FROM cards WHERE (deck, question, point) = (?, ?, ?)", (deck, question, point)
    ).fetchone()
    return _card(row) if row else None


def names(history: "History", deck: str) -> set[tuple[str, str]]:
    """(question, point) of all cards of a deck, dropped ones too."""
    rows = history.connection.execute("SELECT question, point FROM cards WHERE deck = ?", (deck,))
    return {(row["question"], row["point"]) for row in rows}


def points_of(history: "History", deck: str, question: str) -> set[str]:
    """The points of a question that have a card which is not dropped; "" is the question itself."""
    rows = history.connection.execute(
        "SELECT point FROM cards WHERE (deck, question) = (?, ?) AND NOT dropped", (deck, question)
    )
    return {row["point"] for row in rows}


def points_only_by(history: "History", attempt: str) -> set[str]:
    """The points that no other attempt has reviewed."""
    rows = history.connection.execute(
        "SELECT point FROM reviews AS own JOIN cards ON cards.id = card WHERE attempt = ? AND NOT EXISTS "
        "(SELECT 1 FROM reviews WHERE card = own.card AND id != own.id)",
        (attempt,),
    )
    return {row["point"] for row in rows}


def put(history: "History", deck: str, faces: Iterable[Face]) -> None:
    """Make cards that are not there yet; the others show what the deck has now, and are not dropped."""
    with history.transaction():
        history.connection.executemany(
            "INSERT INTO cards (deck, question, point, position, text, kind, low_s, high_s, weight, must) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (deck, question, point) DO UPDATE SET "
            "position = excluded.position, text = excluded.text, kind = excluded.kind, "
            "low_s = excluded.low_s, high_s = excluded.high_s, weight = excluded.weight, "
            "must = excluded.must, dropped = 0",
            [
                (deck, f.question, f.point, f.position, f.text, f.kind, *f.seconds, f.weight, f.must)
                for f in faces
            ],
        )


def drop_all_but(history: "History", deck: str, kept: Iterable[tuple[str, str]]) -> None:
    """Drop the cards of a deck whose (question, point) is not among ``kept``; they keep what was learnt."""
    with history.transaction():
        names = history.connection.execute(
            "SELECT question, point FROM cards WHERE deck = ? AND NOT dropped", (deck,)
        ).fetchall()
        gone = {(row["question"], row["point"]) for row in names} - set(kept)
        history.connection.executemany(
            "UPDATE cards SET dropped = 1 WHERE (deck, question, point) = (?, ?, ?)",
            [(deck, *name) for name in gone],
        )


def drop_points(history: "History", deck: str, question: str, points: Iterable[str]) -> None:
    """Drop the cards of these points."""
    with history.transaction():
        history.connection.executemany(
            "UPDATE cards SET dropped = 1 WHERE (deck, question, point) = (?, ?, ?)",
            [(deck, question, point) for point in points],
        )


def asked(history: "History", deck: str, question: str, wording: str) -> None:
    """Remember in which words the question was asked last."""
    with history.transaction():
        history.connection.execute(
            "UPDATE cards SET asked = ? WHERE (deck, question, point) = (?, ?, '')", (wording, deck, question)
        )


def record(
    history: "History",
    deck: str,
    question: str,
    attempt: str,
    grades: Mapping[str, tuple[Grade, str]],
) -> None:
    """Review the cards of a question: point ("" the question itself) -> grade and what kept it from better.

    The time is the attempt's. Reviews by the same attempt are replaced, but not the user's own grades; those
    of points that are not named any more are taken back. All in one transaction.
    """
    with history.transaction():
        at, day = history.connection.execute(
            "SELECT created_at, day FROM attempts WHERE id = ?", (attempt,)
        ).fetchone()
        ids = {
            row["point"]: row["id"]
            for row in history.connection.execute(
                "SELECT point, id FROM cards WHERE (deck, question) = (?, ?)", (deck, question)
            )
        }
        earlier = _reviews_by(history, attempt)
        # A report on an older wording may name points that the question has no more.
        grades = {point: graded for point, graded in grades.items() if point in ids}
        for point, (grade, because) in grades.items():
            name = ids[point]
            again = name in earlier
            history.connection.execute(
                "INSERT INTO reviews (card, attempt, created_at, day, grade, because) "
                "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (card, attempt) DO UPDATE SET "
                "grade = excluded.grade, because = excluded.because",
                (name, attempt, at, day, int(grade), because),
            )
            _bring_up_to_date(history, name, None if again else at)
        for name in earlier - {ids[point] for point in grades}:
            history.connection.execute("DELETE FROM reviews WHERE (card, attempt) = (?, ?)", (name, attempt))
            _bring_up_to_date(history, name)
        # A point that turns out never to have been missed needs no card.
        history.connection.execute(
            "DELETE FROM cards WHERE (deck, question) = (?, ?) AND point != '' AND reviews = 0",
            (deck, question),
        )


def correct(history: "History", attempt: str, point: str, grade: Grade | None) -> bool:
    """The user's own grade of a card by an attempt; None takes it back. False: the attempt has none."""
    with history.transaction():
        row = history.connection.execute(
            "SELECT card FROM reviews JOIN cards ON cards.id = card WHERE (attempt, point) = (?, ?)",
            (attempt, point),
        ).fetchone()
        if row is None:
            return False
        history.connection.execute(
            "UPDATE reviews SET corrected = ? WHERE (card, attempt) = (?, ?)",
            (int(grade) if grade else None, row["card"], attempt),
        )
        _bring_up_to_date(history, row["card"])
        return True


def outcomes(history: "History") -> list[Outcome]:
    """The latest reviews of what had been asked before, in the order of time, as `fit_curve` takes them."""
    rows = history.connection.execute(
        "SELECT after_days, stability, coalesce(corrected, grade) AS grade FROM reviews "
        "WHERE after_days > 0 ORDER BY created_at DESC, id DESC LIMIT ?",
        (LATEST,),
    ).fetchall()
    return [Outcome(row["after_days"], row["stability"], row["grade"] > Grade.AGAIN) for row in rows][::-1]


def reviews_of(history: "History", attempt: str) -> list[Review]:
    """What an attempt did to cards: the question first."""
    rows = history.connection.execute(
        "SELECT * FROM reviews JOIN cards ON cards.id = card WHERE attempt = ? "
        "ORDER BY point != '', cards.position",
        (attempt,),
    )
    return [
        Review(
            row["question"],
            row["point"],
            row["text"],
            Grade(row["grade"]),
            Grade(row["corrected"]) if row["corrected"] else None,
            row["because"],
            date.fromisoformat(row["due"]) if row["due"] else None,
        )
        for row in rows
    ]


def forget_all(history: "History") -> None:
    """Delete every card, review and interview."""
    with history.transaction():
        for table in ("reviews", "cards", "interviews"):
            history.connection.execute(f"DELETE FROM {table}")


# -- Interviews ----------------------------------------------------------------------------------------


def set_interview(history: "History", interview: Interview) -> None:
    """Remember a deck's interview, in the place of an earlier one."""
    with history.transaction():
        history.connection.execute(
            "INSERT OR REPLACE INTO interviews (deck, title, day, minutes_a_day) VALUES (?, ?, ?, ?)",
            (interview.deck, interview.title, interview.day.isoformat(), interview.minutes_a_day),
        )


def forget_interview(history: "History", deck: str) -> bool:
    """Forget a deck's interview; False when there was none."""
    with history.transaction():
        return bool(history.connection.execute("DELETE FROM interviews WHERE deck = ?", (deck,)).rowcount)


def interviews(history: "History") -> dict[str, Interview]:
    """All interviews by deck, the past ones too."""
    return {
        row["deck"]: Interview(
            row["deck"], row["title"], date.fromisoformat(row["day"]), row["minutes_a_day"]
        )
        for row in history.connection.execute("SELECT * FROM interviews ORDER BY day, deck")
    }


# -- Cards from their reviews --------------------------------------------------------------------------


def _reviews_by(history: "History", attempt: str) -> set[int]:
    rows = history.connection.execute("SELECT card FROM reviews WHERE attempt = ?", (attempt,))
    return {row["card"] for row in rows}


def _bring_up_to_date(history: "History", card_id: int, latest: str | None = None) -> None:
    """Write what the reviews make of a card. ``latest``: only the review of that moment is new."""
    connection = history.connection
    memory: Memory | None = None
    log = connection.execute(
        "SELECT id, created_at, coalesce(corrected, grade) AS grade, day FROM reviews WHERE card = ? "
        "ORDER BY created_at, id",
        (card_id,),
    ).fetchall()
    if latest is not None and log[-1]["created_at"] == latest:
        memory = _memory(connection.execute("SELECT * FROM cards WHERE id = ?", (card_id,)).fetchone())
        log = log[-1:]
    for row in log:
        day = date.fromisoformat(row["day"])
        before = ((day - memory.last_review).days, memory.stability) if memory else (None, None)
        connection.execute(
            "UPDATE reviews SET after_days = ?, stability = ? WHERE id = ?", (*before, row["id"])
        )
        memory = reviewed(memory, Grade(row["grade"]), day)
    _write(history, card_id, memory)


def _write(history: "History", card_id: int, memory: Memory | None) -> None:
    values: tuple[object, ...] = (None, None, None, None, 0, 0)
    if memory is not None:
        due = Card("", "", "", "", "", (0, 0), 0, False, memory).due()
        assert due is not None, "what was reviewed is due some day"
        values = (
            memory.stability,
            memory.difficulty,
            memory.last_review.isoformat(),
            due.isoformat(),
            memory.reviews,
            memory.lapses,
        )
    history.connection.execute(
        "UPDATE cards SET stability = ?, difficulty = ?, last_review = ?, due = ?, reviews = ?, lapses = ? "
        "WHERE id = ?",
        (*values, card_id),
    )


def _card(row: Row) -> Card:
    return Card(
        row["deck"],
        row["question"],
        row["point"],
        row["text"],
        row["kind"],
        (row["low_s"], row["high_s"]),
        row["weight"],
        bool(row["must"]),
        _memory(row),
        row["asked"],
    )


def _memory(row: Row) -> Memory | None:
    if row["stability"] is None:
        return None
    return Memory(
        row["stability"],
        row["difficulty"],
        date.fromisoformat(row["last_review"]),
        row["reviews"],
        row["lapses"],
    )
