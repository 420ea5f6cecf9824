"""A prep plan in words and as JSON."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from voicedrill.coach.schedule.plan import Plan, Step


def plan_lines(plan: Plan) -> Iterator[str]:
    """The plan, day by day."""
    interview = plan.interview
    left = interview.days_left(plan.today)
    when = {0: "today", 1: "tomorrow"}.get(left, f"in {left} days")
    yield f"{interview.title}: {interview.day:%A}, {interview.day.day} {interview.day:%B %Y}, {when}."
    yield f"{interview.minutes_a_day:g} minutes a day."
    if plan.unseen:
        yield f"Never asked yet: {plan.unseen} {'question' if plan.unseen == 1 else 'questions'}."
    if plan.weak:
        yield f"Weak now: {', '.join(plan.weak[:5])}."
    if plan.days and plan.days[0].day > plan.today:
        yield ""
        yield f"Until {plan.days[0].day.day} {plan.days[0].day:%B}, every day: voicedrill today"
    for day in plan.days:
        yield ""
        today = " (today)" if day.day == plan.today else ""
        yield f"{day.day:%a} {day.day.day} {day.day:%b}{today}, {day.minutes:.0f} minutes"
        yield from _steps(day.steps)
    for hours in plan.last_hours:
        yield ""
        yield f"{hours.name.capitalize()}, {hours.minutes:.0f} minutes"
        yield from _steps(hours.steps)


def plan_json(plan: Plan) -> str:
    """The same for programs, one line."""
    data = asdict(plan)
    data["interview"]["day"] = plan.interview.day.isoformat()
    data["today"] = plan.today.isoformat()
    for day in data["days"]:
        day["day"] = day["day"].isoformat()
    return json.dumps(data, ensure_ascii=False)


def _steps(steps: tuple[Step, ...]) -> Iterator[str]:
    for step in steps:
        minutes = f"{step.minutes:.0f} min" if step.minutes else ""
        about = f" ({', '.join(step.questions)})" if step.questions else ""
        yield f"  {minutes:>8}  {step.say}{about}"
        if step.command:
            yield f"  {'':>8}  {step.command}"
