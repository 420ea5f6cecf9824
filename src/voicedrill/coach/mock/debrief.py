"""The debrief: what a mock interview tells once it is over. Pure: the same answers give the same debrief."""

from collections.abc import Sequence

from voicedrill.coach.mock.changes import changes
from voicedrill.coach.mock.contradictions import contradictions
from voicedrill.coach.mock.lines import kind_lines, own_questions, question_line, round_lines, trends
from voicedrill.coach.mock.plan import Plan
from voicedrill.coach.mock.results import SCHEMA, Debrief
from voicedrill.coach.mock.retold import stories_used_twice
from voicedrill.coach.mock.telling import Telling
from voicedrill.coach.mock.whole import Whole
from voicedrill.decks.model import Story


def debrief(
    plan: Plan,
    tellings: Sequence[Telling],
    *,
    mock: str,
    created_at: str,
    deck: str,
    mood: str,
    took_s: float,
    stories: Sequence[Story] = (),
) -> Debrief:
    """What is told of an interview. ``tellings``: in the order asked; ``stories``: those of the deck.

    ``took_s``: when the last of it was over, on the interview's clock.
    """
    lines = tuple(question_line(telling) for telling in tellings)
    rounds = round_lines(plan, tellings, took_s)
    answers = [telling for telling in tellings if telling.spoken and telling.question.kind != "ask-them"]
    retold = stories_used_twice(answers)
    differing = contradictions(answers)
    asked_them = own_questions(plan, tellings)
    asked = {(telling.round, telling.question.id) for telling in tellings}
    not_asked = sum(
        (number, question.id) not in asked
        for number, stage in enumerate(plan.rounds)
        for question in stage.questions
    )
    told = {telling.question.story for telling in answers}
    unused = tuple(story.title for story in stories if story.id not in told)
    whole = Whole(tellings, lines, rounds, retold, differing, asked_them, not_asked, unused)
    return Debrief(
        schema=SCHEMA,
        mock=mock,
        created_at=created_at,
        deck=deck,
        mood=mood,
        took_s=round(sum(stage.took_s for stage in rounds), 1),
        planned_s=round(plan.planned_s, 1),
        rounds=rounds,
        questions=lines,
        not_asked=not_asked,
        changes=changes(whole),
        stories_used_twice=retold,
        contradictions=differing,
        own_questions=asked_them,
        kinds=kind_lines(lines),
        trends=trends(lines),
        unused_stories=unused,
    )
