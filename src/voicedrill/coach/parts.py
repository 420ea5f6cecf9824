"""Follow-ups as parts of an attempt: what each answer is judged by, and what all of them said together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from voicedrill.coach.results import Aim
from voicedrill.coverage.answers import prepare
from voicedrill.coverage.claims import is_proved
from voicedrill.coverage.evaluate import evaluate, score
from voicedrill.coverage.results import BeatVerdict, Coverage, FactVerdict, PointVerdict
from voicedrill.decks.model import FollowUp, Framework, Question, Story
from voicedrill.transcript import Transcript

#: A follow-up's answer is short: it takes one thing and ends. Seconds.
SECONDS = (10.0, 60.0)

_BETTER = {"missed": 0, "absent": 0, "partial": 1, "misstated": 1, "covered": 2, "stated": 2}


@dataclass(frozen=True)
class PartSaid:
    """The answer to one follow-up: how it was asked, what it was after, what was said and covered."""

    ask: str
    about: Aim | None
    transcript: Transcript
    coverage: Coverage


def own_follow_up(question: Question, story: Story | None, ask: str) -> FollowUp | None:
    """The deck's own follow-up of that wording."""
    own = (*question.follow_ups, *(story.follow_ups if story else ()))
    return next((follow_up for follow_up in own if follow_up.ask == ask), None)


def question_for(
    question: Question, story: Story | None, ask: str, about: Aim | None, number: int
) -> Question:
    """What the answer to a follow-up is judged by: the follow-up's own points, else what it is after."""
    own = own_follow_up(question, story, ask)
    points = own.points if own else ()
    kind, wanted = (about.kind, about.id) if about else (None, None)
    if kind == "point" and not points:
        points = tuple(point for point in question.points if point.id == wanted)
    framework = question.framework
    beat = (
        next((b for b in framework.beats if b.beat == wanted), None) if framework and kind == "beat" else None
    )
    return Question(
        id=f"{question.id}-follow-up-{number}",
        ask=ask,
        kind=question.kind,
        seconds=SECONDS,
        points=points,
        framework=Framework(framework.name, (replace(beat, share=None),)) if framework and beat else None,
        beats={b: notes for b, notes in question.beats.items() if beat and b == beat.beat},
        facts=tuple(fact for fact in question.facts if kind == "fact" and fact == wanted),
        tags=question.tags,
        role=question.role,
        story=question.story,
    )


def counted(question: Question, answer: Coverage, parts: Sequence[PartSaid]) -> Coverage:
    """What the answer and the follow-ups said together of all that ``question`` asks for.

    What one of them made is made: the best verdict counts. Beats count where a follow-up was after them.
    """
    for part in parts:
        whole = evaluate(replace(question, ask=part.ask), part.transcript)
        own = {verdict.id: verdict for verdict in part.coverage.points}
        told = {beat.beat: beat for beat in part.coverage.beats}
        points = tuple(
            _best_point(before, now, own.get(before.id))
            for before, now in zip(answer.points, whole.points, strict=True)
        )
        answer = replace(
            answer,
            score=score(points),
            points=points,
            facts=tuple(map(_best_fact, answer.facts, whole.facts)),
            beats=tuple(_best_beat(beat, told.get(beat.beat)) for beat in answer.beats),
        )
    return answer


def now_said(before: Coverage, after: Coverage, part: PartSaid) -> tuple[str, ...]:
    """What a follow-up's answer added: points made, facts given, beats told, in the deck's words; proof.

    ``before`` and ``after``: what was counted without and with it.
    """
    added = [now.text for was, now in zip(before.points, after.points, strict=True) if _gained(was, now)]
    known = {point.id for point in before.points}
    added += [p.text for p in part.coverage.points if p.id not in known and p.status == "covered"]
    added += [now.text for was, now in zip(before.facts, after.facts, strict=True) if _gained(was, now)]
    added += [
        f"the {now.beat}"
        for was, now in zip(before.beats, after.beats, strict=True)
        if now.present and not was.present
    ]
    if part.about and _is_met(part.about, part.transcript):
        added.append("your own part" if part.about.kind == "role" else f'more on "{part.about.id}"')
    return tuple(dict.fromkeys(added))


def _is_met(aim: Aim, said: Transcript) -> bool:
    """Whether an aim that no verdict stands for was met: proof asked for and given, "we" turned into "I"."""
    answer = prepare(said.words)
    if aim.kind == "role":
        return any(token.text == "i" or token.text.startswith("i'") for token in answer.tokens)
    return aim.kind == "quote" and is_proved(answer)


def _gained(was: PointVerdict | FactVerdict, now: PointVerdict | FactVerdict) -> bool:
    return now.status in ("covered", "stated") and was.status != now.status


def _best_point(*verdicts: PointVerdict | None) -> PointVerdict:
    return max((v for v in verdicts if v is not None), key=lambda verdict: _BETTER[verdict.status])


def _best_fact(before: FactVerdict, now: FactVerdict) -> FactVerdict:
    return max(before, now, key=lambda verdict: _BETTER[verdict.status])


def _best_beat(before: BeatVerdict, now: BeatVerdict | None) -> BeatVerdict:
    return now if now is not None and now.present and not before.present else before
