"""Advice on what was said: points, facts, red flags, beats. In the deck's and the speaker's own words."""

from collections.abc import Iterator, Mapping, Sequence

from voicedrill.coach.flag_advice import instead_of, topic_of
from voicedrill.coach.proposal import Proposal, brief, label, listed, tail
from voicedrill.coverage.results import BeatNote, BeatVerdict, Coverage, PointVerdict
from voicedrill.transcript import Quote

#: STAR: situation and task together take at most this share, the action at least that (docs/metrics.md).
MOST_SET_UP = 0.35
LEAST_ACTION = 0.45
#: How often each judge is right (docs/coverage.md): advice is worth that much less.
_FACTS_RIGHT, _BEATS_RIGHT, _FLAGS_RIGHT = 0.9, 0.85, 0.75
#: A must point counts as this part of the points' worth besides its weight.
_MUST = 0.1
_POINTS = 0.5

#: What each beat of the known frameworks is for, as something to do. A deck's own beats have no entry.
_BEAT_ADVICE = {
    "situation": "Open with one sentence on where and when this was",
    "task": "Say what you had to reach, and why it was yours to do",
    "action": "Say what you did, step by step",
    "result": "Say how it ended, in one sentence, with a number if you have one",
    "lesson": "Close with what you learned from it and what you do differently now",
    "hook": "Begin with the one thing they should remember",
    "proof": "Give one piece of evidence: something you did, with a number",
    "bridge": "Say why that brings you to this role",
    "close": "End with what you would like to happen next",
    "past": "Say in one sentence where you come from",
    "present": "Say what you do now",
    "future": "End with what you want to do next, and why here",
    "acknowledge": "Say in one plain sentence what is missing or what you do not know",
    "pivot": "Then turn to what you do have",
    "evidence": "Give one thing you did that shows it",
    "reason": "Reason aloud from what you do know",
    "anchor": "Tie it to something like it that you have done",
    "clarify": "Ask one question, or state what you assume, before you begin",
    "high level": "Give the whole picture in two sentences before any detail",
    "deep dive": "Choose one part and go into it",
    "trade-offs": "Say what your choice costs, and what you did not choose",
    "context": "Open with what the system is for, and how large it is",
    "decisions": "Name the two decisions that were yours, each with its reason",
    "hardest problem": "Say what was hardest, and how you got past it",
    "what i would change": "Say what you would build differently today",
    "connection": "Say what of it you would bring here",
    "blast radius": "Begin with who is hurt, and how badly",
    "signals": "Say what you look at first",
    "escalate or investigate": "Say when you call for help",
    "mitigate": "Say how you stop the harm before you know the cause",
    "communicate": "Say whom you tell, and how often",
    "follow up": "Close with what stops it from happening again",
}


def proposals(
    coverage: Coverage, notes: Mapping[str, Sequence[str]] | None = None, *, own_story: bool = True
) -> Iterator[Proposal]:
    """What could be changed in the content.

    ``notes``: the question's own notes for its beats; ``own_story``: it asks what the speaker did.
    """
    yield from _red_flags(coverage)
    yield from _facts(coverage)
    yield from _points(coverage.points)
    yield from _beats(coverage, notes or {})
    yield from _notes(coverage, own_story)


def _red_flags(coverage: Coverage) -> Iterator[Proposal]:
    for flag in coverage.red_flags:
        if flag.present:
            say = f'This comes close to your red flag "{label(flag.text)}". {instead_of(flag.text)}'
            topics = frozenset({topic_of(flag.text)})
            yield Proposal("red flag", "red flags", say, flag.evidence, _FLAGS_RIGHT, topics)


def _facts(coverage: Coverage) -> Iterator[Proposal]:
    for fact in coverage.facts:
        if fact.status == "misstated":
            heard = f' where you said "{fact.said}"' if fact.said else ""
            say = f'Your deck says "{fact.text}": say that{heard}, or correct the deck.'
            yield Proposal("misstated fact", "facts", say, fact.evidence, _FACTS_RIGHT)
    absent = [fact for fact in coverage.facts_that_count if fact.status == "absent"]
    if absent:
        where = _span(coverage.beats, "result")
        word = "figure" if len(absent) == 1 else "figures"
        if not any(character.isdigit() for fact in absent for character in fact.text):
            word = "fact" if len(absent) == 1 else "facts"
        place = ", for instance where you say how it ended" if where else ""
        say = f"Give the {word} too: {listed([fact.text for fact in absent])}{place}."
        degree = _FACTS_RIGHT * min(1.0, 0.6 + 0.2 * len(absent))
        yield Proposal("absent fact", "facts", say, where, degree, frozenset({"figures"}))


def _points(points: Sequence[PointVerdict]) -> Iterator[Proposal]:
    total = sum(point.weight for point in points)
    if not total:
        return
    missed = [point for point in points if point.status == "missed" or _barely(point)]
    must = _heaviest([point for point in missed if point.must])
    rest = _heaviest([point for point in missed if not point.must])
    for reason, chosen in (("must point missed", must), ("point missed", rest)):
        if chosen:
            yield _left_out(reason, chosen, points, total)
    for point in points:
        if point.status == "partial" and not _barely(point):
            reason = "must point partial" if point.must else "point partial"
            say = f'This only touched on "{brief(point.text)}". Say the whole of it in one clear sentence.'
            extra = _MUST if point.must else 0.0
            half = _POINTS / 2
            degree = _doubt(point) * (half * point.weight / total + extra / 2) / (half + extra)
            yield Proposal(reason, "talking points", say, point.evidence, degree)


def _barely(point: PointVerdict) -> bool:
    """Whether a partial point rests on a word or two: then it is better called left out."""
    return point.status == "partial" and (point.evidence is None or len(point.evidence.quote.split()) < 2)


def _heaviest(points: list[PointVerdict]) -> list[PointVerdict]:
    """The two heaviest; sorting is stable, so the deck's order decides between equals."""
    return sorted(points, key=lambda point: -point.weight)[:2]


def _doubt(point: PointVerdict) -> float:
    """The chance that the point was indeed not made."""
    return 1.0 - min(1.0, max(0.0, point.score))


def _left_out(
    reason: str, chosen: list[PointVerdict], points: Sequence[PointVerdict], total: float
) -> Proposal:
    first = chosen[0]
    must = _MUST if first.must else 0.0
    were = "was" if len(chosen) == 1 else "were"
    needed = ", and a good answer needs " + ("it" if len(chosen) == 1 else "both") if first.must else ""
    place, evidence = _place_for(first, points)
    which = "it" if len(chosen) == 1 else "the first"
    where = f" A good place for {which}: {place}." if place else " Give each point one sentence."
    say = f"{listed([point.text for point in chosen])} {were} left out{needed}.{where}"
    lost = sum(point.weight * _doubt(point) for point in chosen) / total
    degree = (_POINTS * lost + must * _doubt(first)) / (_POINTS + must)
    return Proposal(reason, "talking points", say, evidence, degree)


def _place_for(point: PointVerdict, points: Sequence[PointVerdict]) -> tuple[str, Quote | None]:
    """Where a point fits, by its neighbours in the deck: 'right after "… it broke"', and that quote."""
    at = next(place for place, other in enumerate(points) if other is point)
    for other in reversed(points[:at]):
        if other.evidence is not None and _is_place(other):
            return f'right after "{tail(other.evidence)}"', other.evidence
    for other in points[at + 1 :]:
        if other.evidence is not None and _is_place(other):
            return f'before you come to "{tail(other.evidence)}"', other.evidence
    return "", None


def _is_place(point: PointVerdict) -> bool:
    return point.status == "covered" and point.evidence is not None and len(point.evidence.quote.split()) >= 3


def _beats(coverage: Coverage, notes: Mapping[str, Sequence[str]]) -> Iterator[Proposal]:
    present = {beat.beat: beat for beat in coverage.beats if beat.present}
    if not present:
        # No beat was found at all: that tells more about the cues than about the answer.
        return
    for beat in coverage.beats:
        if not beat.present:
            name = beat.beat.lower()
            reason = f"no {name} beat" if name in {"action", "result"} else "other beat missing"
            say = _BEAT_ADVICE.get(name, f"Give the step '{beat.beat}' a sentence of its own")
            own = next((note for key, of in notes.items() if key.lower() == name for note in of), None)
            say = f'{say}: your notes have "{own}".' if own else f"{say}."
            yield Proposal(reason, "structure", say, None, _BEATS_RIGHT, frozenset({name}))
    yield from _shares(present)


def _shares(present: Mapping[str, BeatVerdict]) -> Iterator[Proposal]:
    shares = {name.lower(): beat.share for name, beat in present.items() if beat.share is not None}
    set_up = shares.get("situation", 0.0) + shares.get("task", 0.0)
    if "action" in shares and set_up > MOST_SET_UP:
        first = next(beat for name, beat in present.items() if name.lower() in {"situation", "task"})
        say = f"{set_up:.0%} of the time went into the set-up. Reach what you did within the first third."
        degree = _BEATS_RIGHT * min(1.0, 0.3 + 0.7 * (set_up - MOST_SET_UP) / 0.25)
        yield Proposal("long set-up", "structure", say, first.spans[0] if first.spans else None, degree)
    elif "situation" in shares and shares.get("action", 1.0) < LEAST_ACTION:
        action = next(beat for name, beat in present.items() if name.lower() == "action")
        say = f"Only {shares['action']:.0%} of the time told what you did. Give your own steps half of it."
        degree = _BEATS_RIGHT * min(1.0, 0.4 + 0.6 * (LEAST_ACTION - shares["action"]) / 0.18)
        yield Proposal("short action", "structure", say, action.spans[0] if action.spans else None, degree)


def _notes(coverage: Coverage, own_story: bool) -> Iterator[Proposal]:
    """What stands out in how the beats were told."""
    for note in coverage.beat_notes:
        if note.kind == "result-without-number":
            fact = next((f.text for f in coverage.facts if f.status == "absent" and _has_digit(f.text)), None)
            own = f': "{fact}"' if fact else ": before and after, how many, or how long"
            say = f"Put a figure to how it ended{own}."
            topics = frozenset({"figures"})
            reason = "result without a number"
            yield Proposal(reason, "structure", say, note.evidence, _BEATS_RIGHT, topics)
        elif note.kind == "action-only-we" and own_story and note.evidence:
            say = f'Say which part was yours: "{tail(note.evidence)}" could begin with "I".'
            topics = frozenset({"own part"})
            yield Proposal("we without I", "wording", say, note.evidence, _BEATS_RIGHT, topics)
        elif note.kind == "out-of-order":
            say = _in_order(note)
            yield Proposal("told out of order", "structure", say, note.evidence, _BEATS_RIGHT)


def _in_order(note: BeatNote) -> str:
    if note.after:
        return f"This belongs to the {note.beat}, but came after the {note.after}. Tell it earlier."
    return f"This belongs to the {note.beat}, but came before the {note.before}. Keep it for later."


def _span(beats: Sequence[BeatVerdict], name: str) -> Quote | None:
    return next((b.spans[-1] for b in beats if b.beat.lower() == name and b.present and b.spans), None)


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)
