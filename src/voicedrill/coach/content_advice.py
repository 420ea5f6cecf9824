"""Advice on what was said: points, facts, red flags, beats."""

from collections.abc import Iterator

from voicedrill.coach.proposal import Proposal, listed
from voicedrill.coverage.results import Coverage, PointVerdict

#: STAR: situation and task together take at most this share, the action at least that (docs/metrics.md).
MOST_SET_UP = 0.35
LEAST_ACTION = 0.45

_BEAT_ADVICE = {
    "situation": "Open with one sentence on where and when this was.",
    "task": "Say what you had to reach, and why it was yours to do.",
    "action": "Say what you did, step by step.",
    "result": "Say how it ended: one sentence, with a number if you have one.",
    "lesson": "Close with what you learned from it and what you do differently now.",
}


def proposals(coverage: Coverage) -> Iterator[Proposal]:
    """What could be changed in the content."""
    yield from _red_flags(coverage)
    yield from _facts(coverage)
    yield from _points(coverage)
    yield from _beats(coverage)


def _red_flags(coverage: Coverage) -> Iterator[Proposal]:
    for flag in coverage.red_flags:
        if flag.present:
            say = f'Your deck warns of this: "{flag.text}". Tell this part another way.'
            yield Proposal("red flag", "red flags", say, flag.evidence)


def _facts(coverage: Coverage) -> Iterator[Proposal]:
    absent = [fact.text for fact in coverage.facts if fact.status == "absent"]
    for fact in coverage.facts:
        if fact.status == "misstated":
            said = f'You said "{fact.said}"' if fact.said else "This was said differently"
            say = f'{said}; your deck says "{fact.text}". Check which is right and say that.'
            yield Proposal("misstated fact", "facts", say, fact.evidence)
    if absent:
        yield Proposal("absent fact", "facts", f"Give the figures too: {listed(absent)}.")


def _points(coverage: Coverage) -> Iterator[Proposal]:
    # The heaviest first; sorting is stable, so the deck's order decides between equals.
    points = sorted(coverage.points, key=lambda point: -point.weight)
    missed = [point for point in points if point.status == "missed"]
    partial = [point for point in points if point.status == "partial"]
    if must := [point.text for point in missed if point.must]:
        say = f"Make the point {listed(must)}: a good answer to this question needs it."
        yield Proposal("must point missed", "talking points", say)
    yield from _half_made(partial)
    if rest := [point.text for point in missed if not point.must]:
        yield Proposal("point missed", "talking points", f"Add what you left out: {listed(rest)}.")


def _half_made(partial: list[PointVerdict]) -> Iterator[Proposal]:
    for point in partial:
        reason = "must point partial" if point.must else "point partial"
        say = f'You came close to "{point.text}". Say it in one clear sentence.'
        yield Proposal(reason, "talking points", say, point.evidence)


def _beats(coverage: Coverage) -> Iterator[Proposal]:
    present = {beat.beat: beat for beat in coverage.beats if beat.present}
    if not present:
        # No beat was found at all: that tells more about the cues than about the answer.
        return
    for beat in coverage.beats:
        if not beat.present:
            name = beat.beat.lower()
            reason = f"no {name} beat" if name in {"action", "result"} else "other beat missing"
            say = _BEAT_ADVICE.get(name, f"Give the step '{beat.beat}' a sentence of its own.")
            yield Proposal(reason, "structure", say)
    shares = {name.lower(): beat.share for name, beat in present.items() if beat.share is not None}
    set_up = shares.get("situation", 0.0) + shares.get("task", 0.0)
    if "action" in shares and set_up > MOST_SET_UP:
        first = next(beat for name, beat in present.items() if name.lower() in {"situation", "task"})
        say = f"{set_up:.0%} of the time went into the set-up. Reach what you did within the first third."
        yield Proposal("long set-up", "structure", say, first.spans[0] if first.spans else None)
    elif "situation" in shares and shares.get("action", 1.0) < LEAST_ACTION:
        action = next(beat for name, beat in present.items() if name.lower() == "action")
        say = f"Only {shares['action']:.0%} of the time told what you did. Give your own steps half of it."
        yield Proposal("short action", "structure", say, action.spans[0] if action.spans else None)
