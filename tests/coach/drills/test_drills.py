"""Drills of every kind: what they ask from a deck, and what they say of natural answers."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from drill_answers import deck, said

from voicedrill.coach.drills import ask_them, bridge, facts, pay, pitch, rapid, recovery
from voicedrill.coach.drills.bridge_beats import bridge_beats
from voicedrill.coach.drills.kinds import KINDS
from voicedrill.coach.drills.model import Check, DrillAnswer, DrillItem, DrillResult, Options
from voicedrill.coverage.words import words_of
from voicedrill.decks.find import deck_names
from voicedrill.decks.model import Deck, Question
from voicedrill.errors import UsageError

ALL = Options(count=1000)


def items(kind: str, name: str) -> dict[str, DrillItem]:
    return {item.question.id: item for item in KINDS[kind].build(deck(name), ALL).items}


def check(answer: DrillAnswer, about: str) -> Check:
    return next(check for check in answer.checks if check.about == about)


def failed(answer: DrillAnswer) -> set[str]:
    return {check.about for check in answer.checks if not check.passed}


def at(answer: DrillAnswer, mark: str) -> float | None:
    return next(one.at_s for one in answer.marks if one.name == mark)


# -- What is asked -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", deck_names())
@pytest.mark.parametrize("kind", KINDS)
def test_every_shipped_deck_gives_a_drill_or_says_what_to_add(kind: str, name: str) -> None:
    if (kind, name) == ("facts", "question-bank"):
        with pytest.raises(UsageError, match="Add some to its stories or questions"):
            KINDS[kind].build(deck(name), Options())
        return
    drill = KINDS[kind].build(deck(name), Options())
    assert drill.items
    assert drill.own or drill.note or kind == "recovery"
    for item in drill.items:
        assert item.question.ask.strip().endswith((".", "?"))
        low, high = item.question.target_s
        assert low < high <= item.limits.max_s


def test_the_same_seed_draws_the_same_items_and_another_one_others() -> None:
    built = [
        [item.question.id for item in KINDS["rapid"].build(deck("question-bank"), Options(seed=seed)).items]
        for seed in (7, 7, 8)
    ]
    assert len(built[0]) == 20 == len(set(built[0]))
    assert built[0] == built[1] != built[2]


def test_a_question_can_be_chosen_and_one_that_does_not_fit_is_named() -> None:
    [item] = KINDS["bridge"].build(deck("senior-engineer"), Options(question_id="gap-theory")).items
    assert item.question.id == "gap-theory"
    with pytest.raises(UsageError, match=r"'gap-teory' is no gap question.*gap-theory"):
        KINDS["bridge"].build(deck("senior-engineer"), Options(question_id="gap-teory"))


def test_a_pitch_of_30_s_and_one_of_two_minutes_are_different_questions_where_the_deck_has_both() -> None:
    short = pitch.build(deck("senior-engineer"), Options())
    long = pitch.build(deck("senior-engineer"), Options(long=True))
    assert [item.question.id for item in short.items] == ["pitch-half-minute"] * 3
    assert {item.question.id for item in long.items} == {"pitch-two-minutes"}
    assert short.items[0].limits.max_s == 60  # half as much again as the longest that is asked for


def test_a_pitch_of_another_length_lends_its_points_to_the_general_question() -> None:
    [item, *_] = pitch.build(deck("starter"), Options()).items
    assert "half a minute" in item.question.ask
    assert item.question.target_s == (20, 40)
    assert [point.id for point in item.question.points][:2] == ["now", "before"]


def test_recovery_mixes_in_what_was_never_prepared() -> None:
    own, other = deck("senior-engineer"), deck("question-bank")
    drill = recovery.build(own, Options(count=40, seed=1), [other])
    mine = {question.id for question in own.questions} & {item.question.id for item in drill.items}
    assert mine == {"do-not-know"}
    asks = {question.ask for question in other.questions if question.difficulty == "hard"}
    assert asks & {item.question.ask for item in drill.items}
    assert all(item.question.points == () for item in drill.items if item.question.id not in mine)


def test_people_outside_technology_are_asked_nothing_technical_to_recover_from() -> None:
    drill = recovery.build(deck("outside-technology"), Options(count=40), [deck("question-bank")])
    assert {item.question.id.rpartition("-")[0] for item in drill.items} == {"general-recovery"}


def test_a_deck_without_questions_of_rapid_fire_says_so() -> None:
    empty = Deck("Empty", (Question("bye", "Anything to ask?", "ask-them"),))
    with pytest.raises(UsageError, match="no question for rapid fire"):
        rapid.build(empty, Options())


def test_the_facts_of_one_question_can_be_chosen() -> None:
    one = facts.build(deck("starter"), Options(question_id="a-mistake"))
    assert [item.question.facts for item in one.items] == [("14 months without a double booking",)]
    with pytest.raises(UsageError, match=r"'a-mistak' is no fact question.*Did you mean 'a-mistake'"):
        facts.build(deck("starter"), Options(question_id="a-mistak"))


# -- Bridges -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "question", "text"),
    [
        (
            "pitch-and-curveballs",
            "no-experience",
            "That is true, I have not managed managers yet. What I have done is train two shift leads, "
            "and both run their own shifts. Last winter one of them reorganised the night shift by "
            "herself.",
        ),
        (
            "senior-engineer",
            "gap-theory",
            "No, I never studied it formally. I learned it by building. In our rate limiter, which forty "
            "services use, I chose speed over exact counts.",
        ),
        (
            "senior-engineer",
            "gap-tooling",
            "I agree, I have no experience with your own tools. The ideas carry over though. When I "
            "joined my current team I learned their whole stack in a month.",
        ),
        (
            "outside-technology",
            "changed-trade",
            "Yes, I was a baker for fifteen years and this would be new to me. But I am awake at three "
            "and never late. This spring I passed the bus licence at the first try.",
        ),
    ],
)
def test_a_good_bridge_has_nothing_to_change(name: str, question: str, text: str) -> None:
    [answer] = bridge.score([said(items("bridge", name)[question], text)]).answers
    assert failed(answer) == set(), answer.checks
    assert all(mark.made for mark in answer.marks)


GAP = ("pitch-and-curveballs", "no-experience")


def bridged(text: str) -> DrillAnswer:
    return bridge.score([said(items("bridge", GAP[0])[GAP[1]], text)]).answers[0]


def test_how_soon_the_turn_came_is_told_in_seconds_and_words() -> None:
    answer = bridged(
        "You're right, it would be the first time. But I've trained two people who lead shifts now."
    )
    assert at(answer, "pivot") == pytest.approx(8 * 0.4)
    assert check(answer, "pivot").say == "The turn came after 3.2 s, 8 words."


def test_a_long_confession_before_the_turn_is_too_long() -> None:
    confession = "I have never managed managers, " + "and I know that it is a lot to learn, " * 5
    answer = bridged(f"{confession}so yes. What I have done is train two shift leads last year.")
    assert "own the gap in one sentence" in check(answer, "pivot").say
    assert failed(answer) == {"pivot"}


def test_a_gap_that_is_not_owned_not_turned_or_not_proved_is_told() -> None:
    assert "acknowledge" in failed(bridged("I would be a great manager of managers, everybody says so."))
    answer = bridged(
        "Unfortunately I have never managed managers, I'm sorry about that. I suppose I would learn."
    )
    assert failed(answer) == {"pivot", "evidence", "apology"}
    apology = check(answer, "apology").evidence
    assert apology is not None
    assert apology.quote == "sorry"


def test_a_gap_owned_at_the_end_is_out_of_order() -> None:
    answer = bridged("I have trained two shift leads. It's true that I have never managed managers, though.")
    assert check(answer, "order").say == "Told in another order: evidence, acknowledge."


def test_bridges_without_times_are_counted_in_words() -> None:
    one = said(items("bridge", GAP[0])[GAP[1]], "That is true. But last year I trained two leads.")
    untimed = tuple(replace(word, start=None, end=None) for word in one.transcript.words)
    transcript = replace(one.transcript, words=untimed, timing="none")
    delivery = replace(one.assessment.delivery, first_word_s=None, answer_s=None)
    one = replace(one, transcript=transcript, assessment=replace(one.assessment, delivery=delivery))
    assert check(bridge.score([one]).answers[0], "pivot").say == "The turn came after 3 words."


# -- Recovery ------------------------------------------------------------------------------------------


def recovered(text: str, first_word_s: float = 2.0) -> DrillAnswer:
    [item] = recovery.build(deck("starter"), Options(count=1)).items
    return recovery.score([said(item, text, first_word_s)]).answers[0]


def test_a_good_recovery_has_nothing_to_change() -> None:
    answer = recovered(
        "I don't know that number. But I can think it through: if a hundred people come in on an average "
        "and as many walk past, that would be perhaps seventy thousand a year. At my last place we "
        "counted at the door for a week, and I would do that here to check."
    )
    assert failed(answer) == set(), answer.checks
    assert check(answer, "pause").say == "You took 2.0 s before the first word."


def test_bluffing_is_told_with_the_words_that_claim_to_know() -> None:
    answer = recovered("It's forty seven thousand people, everyone knows that this street is busy.", 0.3)
    assert failed(answer) == {"pause", "acknowledge", "reason", "anchor", "bluff"}
    claim = check(answer, "bluff").evidence
    assert claim is not None
    assert claim.quote == "everyone knows"


def test_an_invented_number_is_a_bluff_unless_it_is_an_estimate_or_not_knowing_was_owned() -> None:
    assert "bluff" in failed(recovered("It is forty seven thousand a year. We counted them."))
    assert "bluff" not in failed(recovered("I would guess forty seven thousand a year."))
    assert "bluff" not in failed(recovered("I don't know. There are forty seven thousand people in town."))


def test_asking_for_a_moment_is_a_pause_too() -> None:
    assert "pause" not in failed(recovered("Let me think about that. I am not sure.", 0.2))
    assert "say that you are thinking" in check(recovered("I am not sure.", 14.0), "pause").say


def test_silence_is_scored_and_nothing_breaks() -> None:
    for kind in KINDS.values():
        item = kind.build(deck("senior-engineer"), Options(count=1)).items[0]
        result = kind.score([said(item, "")])
        assert result.passed == 0
        assert kind.score([]) == DrillResult(kind.name)


# -- Rapid fire ----------------------------------------------------------------------------------------


def test_only_the_first_sentence_counts() -> None:
    asked = items("rapid", "starter")
    result = rapid.score(
        [
            said(asked["a-mistake"], "I booked two patients into the same hour. It was a Monday.", 1.1),
            said(
                asked["a-mistake"],
                "It was a Monday like any other. I booked two patients into one hour.",
                2.4,
            ),
            said(asked["why-us"], "Good question. You train people from inside.", 0.7),
        ]
    )
    assert [check(answer, "answers").passed for answer in result.answers] == [True, False, True]
    assert [answer.words for answer in result.answers] == [8, 7, 7]
    assert result.median_first_word_s == 1.1
    assert result.slowest == 1
    assert result.passed == 2


def test_a_result_or_a_fact_at_the_front_answers() -> None:
    asked = items("rapid", "senior-engineer")["story-performance"]
    [answer] = rapid.score([said(asked, "We cut it by seventy four percent.")]).answers
    assert check(answer, "answers").passed


def test_a_breathless_first_sentence_is_told() -> None:
    text = (
        "You train people from inside, from the front desk to the office, in every one of your clinics in "
        "this part of the country, as two friends of mine, both of them nurses, have told me over the "
        "years."
    )
    [answer] = rapid.score([said(items("rapid", "starter")["why-us"], text)]).answers
    assert failed(answer) == {"words"}


# -- Facts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fact", "text", "status"),
    [
        ("20 connections in the pool", "Twenty.", "stated"),
        ("20 connections in the pool", "It was thirty, I think.", "misstated"),
        ("20 connections in the pool", "I cannot remember.", "absent"),
        ("20 connections in the pool", "That took four seconds.", "absent"),
        ("p99 from 4.2 s to 300 ms", "From four point two seconds to three hundred milliseconds.", "stated"),
        ("p99 from 4.2 s to 300 ms", "From four point two to five hundred milliseconds.", "misstated"),
        ("18% of visits missed", "Eighteen.", "stated"),
        ("18% of visits missed", "Fifteen, no, sorry, eighteen percent.", "stated"),
        ("half came with papers missing", "Fifty percent.", "stated"),
        ("10 times the normal load", "Ten.", "stated"),
        ("asked for 1 week", "One.", "stated"),
        ("asked for 1 week", "A week.", "stated"),
        ("from 3 points to 14 points", "From three to twelve.", "misstated"),
        ("8 million concurrent streams", "Eight million.", "stated"),
        ("8 million concurrent streams", "Eight hundred thousand.", "misstated"),
    ],
)
def test_a_number_alone_is_an_answer(fact: str, text: str, status: str) -> None:
    question = Question("pool", "How many?", "behavioural", (1, 10), facts=(fact,))
    result = facts.score([said(DrillItem(question, facts.LIMITS), text)])
    assert result.facts[0].verdict.status == status
    assert result.passed == (status == "stated")


def test_what_was_said_stands_beside_what_is_true() -> None:
    question = Question("pool", "How many?", "behavioural", (1, 10), facts=("p99 from 4.2 s to 300 ms",))
    [recall] = facts.score(
        [said(DrillItem(question, facts.LIMITS), "From four seconds to 300 milliseconds.")]
    ).facts
    assert (recall.verdict.said, recall.left_out) == ("four seconds", ("4.2 s",))
    [recall] = facts.score([said(DrillItem(question, facts.LIMITS), "300 milliseconds in the end.")]).facts
    assert (recall.verdict.status, recall.left_out) == ("stated", ("4.2 s",))


def test_what_was_wrong_last_time_is_asked_first() -> None:
    wrong = frozenset({"35 minutes to recover"})
    for seed in range(5):
        drill = facts.build(deck("backend"), Options(seed=seed, wrong_before=wrong, count=2))
        assert drill.items[0].question.facts == ("35 minutes to recover",)
        assert len(drill.items) == 2


def test_a_fact_of_a_story_and_of_its_questions_is_asked_once() -> None:
    asked = [item.question.facts[0] for item in facts.build(deck("backend"), ALL).items]
    assert sorted(asked) == [
        "20 connections in the pool",
        "35 minutes to recover",
        "p99 from 4.2 s to 300 ms",
    ]


def test_what_the_question_itself_says_is_not_asked_from_memory() -> None:
    asked = {item.question.facts[0] for item in facts.build(deck("outside-technology"), ALL).items}
    assert "40 families" in asked
    assert "7 years" not in asked  # "You have been at home for seven years."


def test_two_facts_that_one_prompt_would_ask_for_are_not_asked() -> None:
    asks = {item.question.ask for item in facts.build(deck("programme-manager"), ALL).items}
    # "25% more engagement" in one place, "40% more engagement" in the other.
    assert "A recommender from shadow to everyone: what percent more engagement?" not in asks


# -- Own questions -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "closed"),
    [
        ("What does a good first three months look like?", False),
        ("And could you tell me how the team decides?", False),
        ("when did you last decide something without asking", False),
        ("I'm curious about the roadmap.", False),
        ("Is it more building or running?", False),
        ("For how long have you been here?", False),
        ("Is the team growing?", True),
        ("Will I hear from you this week or not?", True),
        ("I'd love to know if you work from home.", True),
        ("You use Kafka, right?", True),
        ("Thanks, I have a few questions.", None),
        ("I think that is all from me.", None),
        ("", None),
    ],
)
def test_yes_and_no_questions_are_told_from_open_ones(sentence: str, closed: bool | None) -> None:
    assert ask_them.is_closed(sentence) is closed


def test_own_questions_are_ticked_and_closed_ones_named() -> None:
    item = items("ask-them", "starter")["your-questions"]
    good, poor = ask_them.score(
        [
            said(item, "Yes. What does a good first three months look like? And when will I hear from you?"),
            said(item, "Is the team nice? No, that's all."),
        ]
    ).answers
    assert [mark.made for mark in good.marks] == [True, False, True]
    assert failed(good) == set()
    assert failed(poor) == {"count", "open"}
    assert [question.quote.quote for question in poor.asked] == ["Is the team nice?"]


# -- Pay -----------------------------------------------------------------------------------------------


def paid(name: str, question: str, text: str) -> DrillAnswer:
    return pay.score([said(items("pay", name)[question], text)]).answers[0]


@pytest.mark.parametrize(
    ("name", "question", "text"),
    [
        (
            "pitch-and-curveballs",
            "salary",
            "I looked at what others pay for this, and I have a range in mind of between fifty two and "
            "fifty eight thousand a year. I look at the whole offer, holidays and training count too.",
        ),
        (
            "outside-technology",
            "pay-by-the-hour",
            "Between nineteen and twenty-one an hour, that is the agreed rate for my years. Nights and "
            "Sundays come on top, and regular shifts are worth something to me too.",
        ),
        (
            "commerce-ml",
            "pay-data",
            "Three to four hundred thousand as a base, and with stock four to five hundred thousand. Your "
            "published range covers that comfortably. I'm open on cash or stock, scope comes first.",
        ),
        (
            "starter",
            "general-pay-1",
            "I'd first like to understand the whole of the role. Which range have you set aside for it? I "
            "am sure that we will find each other there.",
        ),
    ],
)
def test_calm_answers_about_pay_have_nothing_to_change(name: str, question: str, text: str) -> None:
    assert failed(paid(name, question, text)) == set()


def test_a_figure_that_the_notes_do_not_have_comes_too_soon() -> None:
    answer = paid(
        "starter", "general-pay-1", "I want at least seventy thousand euros a year, that is what I need."
    )
    assert "You named a figure first" in check(answer, "figure").say


def test_another_figure_than_the_notes_have_and_giving_in_are_told() -> None:
    answer = paid(
        "pitch-and-curveballs",
        "salary",
        "Oh, sorry, maybe something like forty thousand, whatever you think.",
    )
    assert failed(answer) == {"figure", "length", "wording"}
    assert check(answer, "figure").say == "That is not the figure of your notes."


# -- Pitches -------------------------------------------------------------------------------------------


def test_the_best_of_three_tries_is_marked() -> None:
    drill = pitch.build(deck("pitch-and-curveballs"), Options())
    tries = (
        ("I turn slow warehouses into calm ones. I want to do that for a whole region.", 0.4),
        (
            "I turn slow warehouses into calm ones. In my last job orders took three days to leave, and "
            "today they leave in one. My team of nine stayed together. That is why your network caught my "
            "eye. I would love to do that for a whole region.",
            0.5,
        ),
        ("I am, um, a team lead. I like people and I am very motivated.", 0.4),
    )
    result = pitch.score(
        [said(item, text, word_s=s) for item, (text, s) in zip(drill.items, tries, strict=True)]
    )
    assert result.best == 1
    best = result.answers[1]
    assert failed(best) == set(), best.checks
    assert [mark.name for mark in best.marks if mark.made] == ["hook", "proof", "bridge", "close"]
    assert at(best, "close") == pytest.approx(37 * 0.5, abs=0.01)
    assert failed(result.answers[0]) == {"length", "beats", "points"}


# -- Answers that were written for another purpose ------------------------------------------------------

#: Where each gap answer of the benchmarks turns, by ear.
TURNS = {
    "sen-gap": "But maybe,",
    "no-manage": "What I'd say is",
    "interview-gap": "But I'll tell you,",
    "games-to-med": "What I would say is",
    "cobol-gap": "But what I'd point at is,",
    "museum-lift": "I'd say this,",
    "stall-language": "But let me say how I learn.",
}


def test_turns_are_found_in_answers_as_people_talk() -> None:
    folder = Path(__file__).resolve().parents[3] / "benchmarks" / "data"
    lines = [
        line
        for name in ("coverage_answers", "coverage_more")
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    answers = {row["id"]: row["answer"] for row in map(json.loads, lines)}
    for name, turn in TURNS.items():
        pivot = bridge_beats(words_of(answers[name])).pivot
        assert pivot is not None
        assert pivot.quote.startswith(turn), name
