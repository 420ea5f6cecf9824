"""Follow-ups in a session: the item that asks the next one, and its report as a part of the attempt. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from voicedrill.assessment import Assessment
from voicedrill.coach.follow_ups import choose_follow_up
from voicedrill.coach.parts import PartSaid, counted, now_said, question_for
from voicedrill.coach.results import FollowUpAsked
from voicedrill.decks.telling import story_of
from voicedrill.reports.model import Part, Report
from voicedrill.sessions.script import Answered, Item


def last_attempt(so_far: Sequence[Answered]) -> tuple[Answered, ...]:
    """The last question that was asked, and its follow-ups."""
    first = max((at for at, answered in enumerate(so_far) if not answered.item.part), default=len(so_far))
    return tuple(so_far[first:])


def follow_up_item(so_far: Sequence[Answered], most: int) -> Item | None:
    """The next follow-up to the last question; None when nothing is open, somebody skipped or fell silent, or
    ``most`` were asked.
    """
    attempt = last_attempt(so_far)
    if not 0 < len(attempt) <= most:
        return None
    first, last = attempt[0], attempt[-1]
    if last.outcome != "next" or last.report is None or last.report.follow_up is None:
        return None
    item, follow_up, number = first.item, last.report.follow_up, len(attempt)
    story = story_of(item.question, item.deck)
    return replace(
        item,
        question=question_for(item.question, story, follow_up.ask, follow_up.about, number),
        heading="Follow-up" if most == 1 else f"Follow-up {number}",
        lead_in=None,
        part=number,
        of=first.attempt_id,
        because=follow_up.because,
        about=follow_up.about,
    )


def part_of(item: Item) -> Part | None:
    """Which part of an attempt an item asks for; None when it begins one."""
    if not item.part or item.of is None:
        return None
    return Part(item.of, item.part, item.question.ask, item.because or "", item.about)


def completed(report: Report, item: Item, before: Sequence[Answered]) -> Report:
    """The report on the answer to a follow-up with what it added, and what is open after it.

    ``before``: what was answered in the session. Any other report is given back as it is.
    """
    part, attempt = part_of(item), last_attempt(before)
    if part is None or not attempt:
        return report
    main, asked = attempt[0], attempt[0].item.question
    reports = [answered.report for answered in attempt if answered.report is not None]
    if main.report is None:
        return replace(report, part=part)
    parts = [_said(earlier) for earlier in reports[1:]]
    this = PartSaid(part.ask, part.about, report.transcript, report.coverage)
    was = counted(asked, main.report.coverage, parts)
    now = counted(asked, was, [this])
    follow_up = None
    if report.delivery.word_count:
        follow_up = choose_follow_up(
            asked,
            Assessment(main.report.delivery, now),
            [one.transcript for one in (*reports, report)],
            story_of(asked, item.deck),
            [_asked(one.part) for one in reports if one.part] + [_asked(part)],
        )
    part = replace(part, now_said=now_said(was, now, this), score=now.score)
    return replace(report, part=part, follow_up=follow_up)


def _said(report: Report) -> PartSaid:
    part = report.part
    return PartSaid(
        part.ask if part else "", part.about if part else None, report.transcript, report.coverage
    )


def _asked(part: Part) -> FollowUpAsked:
    return FollowUpAsked(part.ask, part.because, part.about)
