"""Mock interviews in the history: the plan, what was asked, and how far the clock has run.

The answers themselves are attempts whose ``session`` is the interview's id. A step is written after its
answer; one that was lost between the two is found again by its answer (`steps_of`).
"""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from sqlite3 import Row
from typing import TYPE_CHECKING, Any, Literal

from voicedrill.coach.mock.clock import Budget
from voicedrill.coach.mock.plan import Plan, PlannedQuestion, PlannedRound
from voicedrill.errors import HistoryError

if TYPE_CHECKING:
    from voicedrill.history.store import History

State = Literal["open", "over", "ended"]


@dataclass(frozen=True)
class MockSettings:
    """What an interview was begun with, and goes on with."""

    mood: str
    think_s: float
    end_silence_s: float
    max_s: float
    role: str | None = None


@dataclass(frozen=True)
class Mock:
    """A mock interview. ``created_at``: UTC, ISO 8601; ``elapsed_s``: on its clock, at its last step."""

    id: str
    created_at: str
    deck: str
    deck_title: str
    plan: Plan
    settings: MockSettings
    elapsed_s: float = 0.0
    state: State = "open"


@dataclass(frozen=True)
class KeptStep:
    """Something that was asked. ``attempt``: None when it was skipped. Times on the interview's clock."""

    round: int
    question: str
    part: int
    outcome: Literal["answered", "skipped"]
    attempt: str | None
    at_s: float
    took_s: float
    pressed: tuple[str, ...] = ()


def begin(history: "History", mock: Mock) -> None:
    """Keep a new interview."""
    with history.transaction():
        history.connection.execute(
            "INSERT INTO mocks (id, created_at, deck, deck_title, plan, settings) VALUES (?, ?, ?, ?, ?, ?)",
            (
                mock.id,
                mock.created_at,
                mock.deck,
                mock.deck_title,
                json.dumps(asdict(mock.plan)),
                json.dumps(asdict(mock.settings)),
            ),
        )


def add_step(history: "History", mock: str, step: KeptStep) -> None:
    """Keep that something was asked, and how far the clock has run."""
    with history.transaction():
        history.connection.execute(
            "INSERT INTO mock_steps SELECT ?, coalesce(max(position), -1) + 1, ?, ?, ?, ?, ?, ?, ?, ? "
            "FROM mock_steps WHERE mock = ?",
            (
                mock,
                step.round,
                step.question,
                step.part,
                step.outcome,
                step.attempt,
                step.at_s,
                step.took_s,
                json.dumps(step.pressed),
                mock,
            ),
        )
        history.connection.execute(
            "UPDATE mocks SET elapsed_s = max(elapsed_s, ?) WHERE id = ?", (step.at_s + step.took_s, mock)
        )


def close(history: "History", mock: str, state: State) -> None:
    """The interview is over, or was given up; "open": it can be gone on with again."""
    with history.transaction():
        history.connection.execute("UPDATE mocks SET state = ? WHERE id = ?", (state, mock))


def find(history: "History", name: str) -> Mock:
    """The interview whose id begins with ``name``, or the latest for "last". Raises HistoryError."""
    if name == "last":
        rows = history.connection.execute("SELECT * FROM mocks ORDER BY created_at DESC LIMIT 1").fetchall()
        if not rows:
            raise HistoryError("There is no mock interview yet. `voicedrill mock DECK` holds one.")
    else:
        rows = history.connection.execute(
            "SELECT * FROM mocks WHERE substr(id, 1, ?) = ? LIMIT 2", (len(name), name)
        ).fetchall()
        if len(rows) != 1:
            what = "No mock interview begins" if not rows else "Several mock interviews begin"
            raise HistoryError(f"{what} with '{name}'. `voicedrill debrief --list` shows them.")
    return _mock(rows[0])


def all_mocks(history: "History", state: State | None = None) -> list[Mock]:
    """All interviews, or those in one state, the latest first."""
    rows = history.connection.execute(
        "SELECT * FROM mocks WHERE ? IS NULL OR state = ? ORDER BY created_at DESC, id DESC", (state, state)
    )
    return [_mock(row) for row in rows]


def steps_of(history: "History", mock: Mock) -> list[KeptStep]:
    """What was asked, in order. An answer whose step was lost comes last, timed by its length."""
    rows = history.connection.execute("SELECT * FROM mock_steps WHERE mock = ? ORDER BY position", (mock.id,))
    steps = [_step(row) for row in rows]
    known = {(step.attempt, step.part) for step in steps}
    now_s = max([mock.elapsed_s, *(step.at_s + step.took_s for step in steps)])
    lost = [a for a in history.answers(session=mock.id) if (a.attempt, a.part) not in known]
    for answer in sorted(lost, key=lambda each: (each.created_at, each.attempt, each.part)):
        stage = next(
            (
                number
                for number, stage in enumerate(mock.plan.rounds)
                if answer.question_id in {q.id for q in (*stage.questions, stage.closing) if q}
                and (not steps or number >= steps[-1].round)
            ),
            None,
        )
        is_told = any(s.question == answer.question_id and s.part == answer.part for s in steps)
        if stage is None or is_told:
            continue
        took_s = answer.duration_s or 0.0
        steps.append(
            KeptStep(stage, answer.question_id, answer.part, "answered", answer.attempt, now_s, took_s)
        )
        now_s += took_s
    return steps


def prune(history: "History") -> None:
    """Forget interviews of which no answer is left, but for those that are still open."""
    with history.transaction():
        history.connection.execute(
            "DELETE FROM mocks WHERE state != 'open' AND id NOT IN "
            "(SELECT session FROM attempts WHERE session IS NOT NULL)"
        )


def new_id(now: datetime, salt: str) -> str:
    """A name for an interview that begins now."""
    return f"mock-{now:%Y%m%d-%H%M%S}-{salt}"


def moment(now: datetime) -> str:
    """A moment as it is kept: UTC, ISO 8601, whole seconds."""
    return now.astimezone(UTC).replace(microsecond=0).isoformat()


def _mock(row: Row) -> Mock:
    try:
        plan, settings = json.loads(row["plan"]), json.loads(row["settings"])
        return Mock(
            row["id"],
            row["created_at"],
            row["deck"],
            row["deck_title"],
            _plan(plan),
            MockSettings(**settings),
            row["elapsed_s"],
            row["state"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise HistoryError(f"The mock interview {row['id']} cannot be read: {error}") from error


def _plan(data: dict[str, Any]) -> Plan:
    return Plan(
        tuple(_round(stage) for stage in data["rounds"]),
        data["follow_ups"],
        data["seed"],
        data["limit_s"],
        tuple(data["left_out"]),
    )


def _round(data: dict[str, Any]) -> PlannedRound:
    return PlannedRound(
        data["id"],
        data["name"],
        data["limit_s"],
        tuple(_question(question) for question in data["questions"]),
        _question(data["closing"]) if data["closing"] else None,
    )


def _question(data: dict[str, Any]) -> PlannedQuestion:
    return PlannedQuestion(data["id"], data["kind"], Budget(**data["budget"]))


def _step(row: Row) -> KeptStep:
    return KeptStep(
        row["round"],
        row["question"],
        row["part"],
        row["outcome"],
        row["attempt"],
        row["at_s"],
        row["took_s"],
        tuple(json.loads(row["pressed"])),
    )
