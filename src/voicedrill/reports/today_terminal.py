"""What is to be asked today, in words and as JSON. Plain text, so that it stands there at once."""

import json
from datetime import date

from voicedrill.coach.schedule.agenda import Agenda, Task
from voicedrill.coach.schedule.memory import Memory

_WHY = {"due": "due", "new": "new", "ahead": "ahead"}


def announcement(agenda: Agenda, minutes: float) -> str:
    """What is going to happen, in a sentence."""
    due = sum(task.why == "due" for task in agenda.tasks)
    new = sum(task.why == "new" for task in agenda.tasks)
    ahead = len(agenda.tasks) - due - new
    parts = [
        f"{many} {what}" for many, what in ((due, "due"), (new, "new"), (ahead, "ahead of its day")) if many
    ]
    said = f"{_amount(len(agenda.tasks), 'question')} ({', '.join(parts)}), about {_minutes(agenda.seconds)}."
    if agenda.left_over:
        more = _amount(agenda.left_over, "more")
        said += f" {more} would not fit in {minutes:g} minutes and will come another day."
    return said


def nothing_to_ask(agenda: Agenda, today: date, minutes: float) -> str:
    """Why nothing is asked, and what to do about it."""
    if agenda.left_over:
        return f"What is due takes longer than {minutes:g} minutes. `--minutes` says how many you have."
    if agenda.next_due is None:
        return (
            "Nothing to come back to yet. Practise first (`voicedrill practice`), or begin a deck: "
            "`voicedrill today --deck starter`."
        )
    days = (agenda.next_due - today).days
    when = "tomorrow" if days == 1 else f"in {days} days, on {agenda.next_due:%A, %d %B}"
    return f"Nothing is due today. Next: {when}. To practise all the same: `voicedrill practice`."


def agenda_lines(agenda: Agenda, minutes: float) -> list[str]:
    """One line a task, and a sentence."""
    lines = []
    for task in agenda.tasks:
        card = task.question.card
        lines.append(f"{_minutes(task.seconds):>8}  {_WHY[task.why]:<6} {card.deck}#{card.question}")
        lines.append(f"{'':>16} {card.text}")
        if task.points:
            lines.append(f"{'':>16} only what you left out ({_amount(len(task.points), 'point')})")
    return [*lines, "", announcement(agenda, minutes)]


def agenda_json(agenda: Agenda, today: date, minutes: float) -> str:
    """The same for programs, one line.."""
    return json.dumps(
        {
            "day": today.isoformat(),
            "minutes": minutes,
            "seconds": round(agenda.seconds, 1),
            "tasks": [_task(task) for task in agenda.tasks],
            "left_over": agenda.left_over,
            "next_due": agenda.next_due.isoformat() if agenda.next_due else None,
        },
        ensure_ascii=False,
    )


def _task(task: Task) -> dict[str, object]:
    card = task.question.card
    return {
        "deck": card.deck,
        "question": card.question,
        "ask": card.text,
        "kind": card.kind,
        "points": [point.point for point in task.points],
        "why": task.why,
        "seconds": round(task.seconds, 1),
        "last_review": _last(card.memory),
    }


def _last(memory: Memory | None) -> str | None:
    return memory.last_review.isoformat() if memory else None


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{seconds:.0f} s"


def _amount(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 or noun == "more" else f"{count} {noun}s"
