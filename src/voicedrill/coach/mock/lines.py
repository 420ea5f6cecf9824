"""What a debrief tells: questions, rounds, kinds, trends, and what the candidate asked. Pure."""

from collections.abc import Callable, Sequence
from statistics import fmean

from voicedrill.coach.mock.plan import Plan
from voicedrill.coach.mock.results import FollowUpLine, KindLine, OwnQuestions, QuestionLine, RoundLine, Trend
from voicedrill.coach.mock.rounds import interviewer_of
from voicedrill.coach.mock.telling import Spoken, Telling
from voicedrill.coach.results import Advice
from voicedrill.coverage.lexicon import listed
from voicedrill.coverage.words import plain
from voicedrill.transcript import Quote

#: In a shorter answer one slip makes any rate.
_LONG_ENOUGH_S = 15.0
#: Ends of a trend: this part of the answers at either side, and what is no movement.
_END, _STEADY, _STEADY_FILLERS = 1 / 3, 1 / 7, 1.0
_VERBS_FIRST = listed(
    "is are do does did can could would will should have has was were may might isn't aren't don't doesn't"
)
_ASKED_AT_ONCE, _ASKED_LATER = listed("when where who why whom"), listed("what how which whose")
#: "What I like is the quiet" asks nothing.
_SUBJECTS = listed("i we you they he she it people")
#: "How many people are": so many words stand at most between the two.
_LATER = 4
_OPENERS = listed("and so um uh well okay then also yes right maybe but or")
#: "I would like to know how ...": a question too.
_INDIRECT = (
    *("like to know", "love to know", "love to hear", "like to ask", "want to ask", "wanted to ask"),
    *("curious", "wonder", "interested in", "tell me"),
)


def question_line(telling: Telling) -> QuestionLine:
    """What is told of one question."""
    question = telling.question
    main = telling.spoken[0] if telling.spoken else None
    coverage = telling.coverage
    points = coverage.points if coverage else ()
    facts = coverage.facts if coverage else ()
    delivery = main.delivery if main else None
    return QuestionLine(
        number=telling.number,
        round=telling.round,
        id=question.id,
        ask=main.ask if main else question.ask,
        kind=question.kind,
        attempt=main.attempt if main else None,
        answered=main is not None,
        asked_at_s=round(telling.asked_at_s, 1),
        took_s=round(telling.took_s, 1),
        words=delivery.word_count if delivery else 0,
        answer_s=delivery.answer_s if delivery else None,
        length=delivery.length if delivery else None,
        made=tuple(point.text for point in points if point.status == "covered"),
        partly=tuple(point.text for point in points if point.status == "partial"),
        missed=tuple(point.text for point in points if point.status == "missed"),
        must_missed=tuple(point.text for point in points if point.status == "missed" and point.must),
        score=coverage.score if coverage else None,
        beats=coverage.beats if coverage else (),
        misstated=tuple((f.text, f.said) for f in facts if f.status == "misstated"),
        red_flags=tuple(
            dict.fromkeys(
                flag.text for spoken in telling.spoken for flag in spoken.coverage.red_flags if flag.present
            )
        ),
        speech_rate_wpm=_rate(main, lambda spoken: spoken.delivery.speech_rate_wpm),
        filled_pauses_per_min=main.delivery.filled_pauses_per_min if main and _is_long(main) else None,
        fillers_per_min=fillers_per_min(main) if main else None,
        first=_first(main.advice) if main else None,
        follow_ups=tuple(
            FollowUpLine(spoken.ask, spoken.because, spoken.delivery.answer_s)
            for spoken in telling.spoken[1:]
        ),
        interjections=tuple(said for spoken in telling.spoken for said in spoken.interjections),
        self_rating=telling.self_rating,
    )


def _first(advice: Sequence[Advice]) -> Advice | None:
    beside = (each for each in advice if each.about != "talking points")
    return next(beside, advice[0] if advice else None)


def fillers_per_min(spoken: Spoken) -> float | None:
    """Filled pauses that are certain, and discourse fillers, a minute; None when the answer is too short."""
    rate = spoken.delivery.filled_pauses_per_min
    if not _is_long(spoken) or rate is None:
        return None
    return rate.low + (spoken.delivery.discourse_fillers_per_min or 0.0)


def _is_long(spoken: Spoken) -> bool:
    return (spoken.delivery.answer_s or 0.0) >= _LONG_ENOUGH_S


def _rate(spoken: Spoken | None, of: Callable[[Spoken], float | None]) -> float | None:
    return of(spoken) if spoken is not None and _is_long(spoken) else None


def round_lines(plan: Plan, tellings: Sequence[Telling], took_s: float) -> tuple[RoundLine, ...]:
    """What is told of each round that was begun. ``took_s``: of the whole interview."""
    lines = []
    begun = sorted({telling.round for telling in tellings})
    for at, number in enumerate(begun):
        stage = plan.rounds[number]
        own = [telling for telling in tellings if telling.round == number]
        after_s = min(
            (t.asked_at_s for t in tellings if at + 1 < len(begun) and t.round == begun[at + 1]),
            default=took_s,
        )
        lines.append(
            RoundLine(
                stage.name,
                stage.limit_s,
                stage.planned_s,
                max(0.0, after_s - own[0].asked_at_s),
                len(stage.questions) + (stage.closing is not None),
                len(own),
                sum(not telling.spoken for telling in own),
            )
        )
    return tuple(lines)


def kind_lines(lines: Sequence[QuestionLine]) -> tuple[KindLine, ...]:
    """How each kind of question was answered, in the order in which they came."""
    found = []
    for kind in dict.fromkeys(line.kind for line in lines if line.kind != "ask-them"):
        own = [line for line in lines if line.kind == kind and line.answered]
        made = sum(len(line.made) + len(line.partly) / 2 for line in own)
        points = sum(len(line.made) + len(line.partly) + len(line.missed) for line in own)
        if own:
            found.append(KindLine(kind, len(own), made, points))
    return tuple(found)


def trends(lines: Sequence[QuestionLine]) -> tuple[Trend, ...]:
    """Pace and fillers over the interview; of metrics that at least three answers have."""
    found = []
    for metric in ("speech_rate_wpm", "fillers_per_min"):
        values = [
            (line.number, value)
            for line in lines
            if line.kind != "ask-them" and (value := getattr(line, metric)) is not None
        ]
        if len(values) < 3:
            continue
        end = max(1, round(len(values) * _END))
        first, last = fmean(v for _, v in values[:end]), fmean(v for _, v in values[-end:])
        still = _STEADY_FILLERS if metric == "fillers_per_min" else _STEADY * first
        moved = "steady" if abs(last - first) < still else "rose" if last > first else "fell"
        found.append(Trend(metric, tuple(values), first, last, moved))  # type: ignore[arg-type]
    return tuple(found)


def own_questions(plan: Plan, tellings: Sequence[Telling]) -> tuple[OwnQuestions, ...]:
    """What the candidate asked, round by round. What stands on the list counts only where it was asked."""
    found = []
    for telling in tellings:
        if telling.question.kind != "ask-them":
            continue
        asked = [question for spoken in telling.spoken for question in questions_in(spoken)]
        points = [point for spoken in telling.spoken for point in spoken.coverage.points]
        listed = tuple(
            point.text
            for point in points
            if point.status != "missed" and point.evidence and _stands_in(point.evidence, asked)
        )
        stage = plan.rounds[telling.round]
        who = interviewer_of(f"{stage.id} {stage.name}")
        left = tuple(point.text for point in points if point.text not in listed)
        found.append(OwnQuestions(telling.round, who, tuple(asked), listed, left))
    return tuple(found)


def _stands_in(evidence: Quote, asked: Sequence[Quote]) -> bool:
    return any(evidence.quote in question.quote or question.quote in evidence.quote for question in asked)


def questions_in(spoken: Spoken) -> tuple[Quote, ...]:
    """The sentences of an answer that ask something, in its own words."""
    answer = spoken.prepared
    found = []
    for sentence in answer.sentences:
        words = [
            plain(word.text).strip(".,;:?!") for word in answer.words[sentence.first : sentence.last + 1]
        ]
        while words and words[0] in _OPENERS:
            words = words[1:]
        text = " ".join(words)
        marked = answer.words[sentence.last].text.rstrip("\"')").endswith("?")
        if marked or _asks(words) or any(cue in text for cue in _INDIRECT):
            found.append(answer.quote(sentence.first, sentence.last))
    return tuple(found)


def _asks(words: Sequence[str]) -> bool:
    """Whether a sentence is ordered as a question: "what is", "how many are", "do you"."""
    first, rest = words[:1], words[1 : 1 + _LATER]
    if not rest:
        return False
    if first[0] in _ASKED_AT_ONCE:
        return rest[0] in _VERBS_FIRST
    if first[0] in _ASKED_LATER:
        return rest[0] not in _SUBJECTS and bool(_VERBS_FIRST & set(rest))
    return first[0] in _VERBS_FIRST
