"""At most three things to change over a whole interview: what weighs by itself, or came back (`habits`).

Each rule gives a sentence, what it would win (0 to 1, this project's judgement, docs/mock.md) and where it
shows. Advice on one answer stays with that answer.
"""

from collections.abc import Iterator

from voicedrill.coach.flag_advice import instead_of
from voicedrill.coach.mock.habits import habits
from voicedrill.coach.mock.results import Change
from voicedrill.coach.mock.telling import Place, Telling
from voicedrill.coach.mock.whole import Proposed, Whole, named, place
from voicedrill.coach.proposal import label
from voicedrill.timing import clock
from voicedrill.transcript import Quote

MOST = 3
#: So many points that had to be made make a habit; below this share of all points it is worth a word.
_OFTEN, _FEW_POINTS = 2, 0.6
#: A round may run over by this many seconds, or this part of its limit.
_OVER_S, _OVER_SHARE = 30.0, 0.1


def changes(whole: Whole) -> tuple[Change, ...]:
    """The three that would win the most, none about the same as one before it."""
    rules = (_contradictory, _retold, _points, _figures, _flags, _asking, _time, habits, _only_answer)
    proposed = [each for rule in rules for each in rule(whole)]
    chosen: list[Change] = []
    # Sorting is stable: between equals the order of the rules, and of the answers, decides.
    for _, change in sorted(proposed, key=lambda each: -each[0]):
        if len(chosen) < MOST and all(change.about != other.about for other in chosen):
            chosen.append(change)
    return tuple(chosen)


def _contradictory(whole: Whole) -> Iterator[Proposed]:
    for found in whole.contradictions:
        if found.sure:
            say = "You told one thing with two numbers. Find out which is right, and keep to it."
            yield 0.95, Change("numbers that differ", say, (found.first, found.second))


def _retold(whole: Whole) -> Iterator[Proposed]:
    for found in whole.retold:
        say = f"Questions {found.first} and {found.second} got the same story. Prepare another for the second"
        if whole.unused_stories:
            say += f", for instance {named([f'“{story}”' for story in whole.unused_stories[:2]], 'or')}"
        # Where the deck has one story for both, it was told as prepared.
        yield 0.8 if found.known_by == "words" else 0.45, Change("one story twice", f"{say}.", found.places)


def _points(whole: Whole) -> Iterator[Proposed]:
    judged = [telling for telling, *_ in whole.answered if telling.coverage and telling.coverage.points]
    points = [(telling, point) for telling in judged if telling.coverage for point in telling.coverage.points]
    if len(judged) < 2:
        return
    made = sum((point.status == "covered") + (point.status == "partial") / 2 for _, point in points)
    share = made / len(points)
    musts = [(telling, point) for telling, point in points if point.must and point.status == "missed"]
    if len(musts) >= _OFTEN:
        which = named([f"“{label(point.text)}” (question {telling.number})" for telling, point in musts[:3]])
        more = f"; {len(musts) - 3} more are marked below" if len(musts) > 3 else ""
        say = f"{len(musts)} points that a good answer needs were left out: {which}{more}."
        yield min(0.9, 0.55 + 0.1 * len(musts)), Change("talking points", say)
    elif share < _FEW_POINTS:
        lost = sorted(judged, key=lambda each: each.coverage.score or 0.0 if each.coverage else 0.0)[:2]
        numbers = named([str(telling.number) for telling in sorted(lost, key=lambda each: each.number)])
        say = (
            f"{share:.0%} of the points were made. Most is to be won in questions {numbers}: practise these."
        )
        yield 0.5 + 0.5 * (_FEW_POINTS - share), Change("talking points", say)


def _figures(whole: Whole) -> Iterator[Proposed]:
    wrong = [
        (telling, fact)
        for telling, *_ in whole.answered
        if telling.coverage
        for fact in telling.coverage.facts
        if fact.status == "misstated"
    ]
    if wrong:
        telling, fact = wrong[0]
        said = f", not {fact.said}" if fact.said else ""
        more = "" if len(wrong) == 1 else "; 1 more is" if len(wrong) == 2 else f"; {len(wrong) - 1} more are"
        say = f"Your deck says “{fact.text}”{said} (question {telling.number})"
        say += f"{more} marked below. Learn your own numbers." if more else ". Learn your own numbers."
        yield min(0.85, 0.6 + 0.1 * len(wrong)), Change("figures", say, _places(telling, fact.evidence))


def _flags(whole: Whole) -> Iterator[Proposed]:
    found = [
        (telling, flag)
        for telling, spoken, _ in whole.answered
        for flag in spoken.coverage.red_flags
        if flag.present
    ]
    if found:
        telling, flag = found[0]
        more = "" if len(found) == 1 else "; 1 more is" if len(found) == 2 else f"; {len(found) - 1} more are"
        say = f"Question {telling.number} came close to your red flag “{label(flag.text)}”"
        say += f"{more} marked below. " if more else ". "
        say += instead_of(flag.text)
        yield 0.6 + 0.05 * min(len(found), 4), Change("red flags", say, _places(telling, flag.evidence))


def _asking(whole: Whole) -> Iterator[Proposed]:
    if whole.own_questions and not any(own.asked for own in whole.own_questions):
        left = next((own.left for own in whole.own_questions if own.left), ())
        example = f" One of your list: “{left[0]}”." if left else " Have two ready."
        yield 0.65, Change("your questions", f"You asked nothing when you were invited to.{example}")


def _time(whole: Whole) -> Iterator[Proposed]:
    late = [stage for stage in whole.rounds if stage.over_s > max(_OVER_S, _OVER_SHARE * stage.limit_s)]
    if whole.not_asked:
        what = "1 question" if whole.not_asked == 1 else f"{whole.not_asked} questions"
        say = f"There was no time for {what} of the plan. Shorter answers leave room for more."
        yield min(0.6, 0.4 + 0.05 * whole.not_asked), Change("time", say)
    elif late:
        over_s = sum(stage.over_s for stage in late)
        say = (
            f"{named([stage.name for stage in late])} ran over by {clock(over_s)}. Shorter answers would fit."
        )
        yield 0.4, Change("time", say)


def _only_answer(whole: Whole) -> Iterator[Proposed]:
    """Of a single answer there are no habits: what was to change in it is what is to change."""
    if len(whole.answered) == 1:
        [(telling, spoken, _)] = whole.answered
        for number, advice in enumerate(spoken.advice):
            yield 0.6 - 0.05 * number, Change(advice.about, advice.say, _places(telling, advice.evidence))


def _places(telling: Telling, evidence: Quote | None) -> tuple[Place, ...]:
    return () if evidence is None else (place(telling, evidence),)
