"""Which verdict is wrong, where it was said; the report judged again; which verdicts are worth a question."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.coverage.calibration import COVERED, PARTIAL
from voicedrill.coverage.candidates import candidates, place_of, sentences_around
from voicedrill.coverage.results import PointVerdict
from voicedrill.coverage.words import words_of
from voicedrill.decks.model import Question, TalkingPoint
from voicedrill.reports.model import Report
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.transcripts import transcript_from_data
from voicedrill.teaching.book import Book, Passage, Place
from voicedrill.teaching.choosing import Decided, Left, Material, Passages, Points, Sentences, State, step
from voicedrill.teaching.doubts import Doubt, distance, doubts, most_doubtful_first, offered, passage_of
from voicedrill.teaching.rejudge import rejudged
from voicedrill.transcript import Quote

SENTENCES = (
    "The orders came in twice a day.",
    "We keep a ledger of every receipt number, so a second copy falls on the floor.",
    "Nobody noticed for a month.",
    "We tried it with one dentist first and looked at the numbers.",
    "After that the whole group used it.",
)
TEXT = " ".join(SENTENCES)
QUESTION = Question(
    "twice",
    "How do you handle duplicates?",
    points=(
        TalkingPoint("idempotency", "idempotent consumers"),
        TalkingPoint("trial", "tried it with one dentist first"),
        TalkingPoint("nothing", "quantum chromodynamics"),
    ),
)


@pytest.fixture(scope="module")
def report() -> Report:
    with Analyser() as analyser:
        return analyser.analyse_transcript(transcript_from_data(TEXT, "test"), QUESTION)


def verdict_on(report: Report, point: str) -> PointVerdict:
    return next(verdict for verdict in report.coverage.points if verdict.id == point)


def taught(point: str, kind: str, text: str, attempt: str | None) -> Book:
    book = Book()
    return book.after(book.correction(Place("twice", point), kind, Passage(text, attempt)))


# -- Choosing ------------------------------------------------------------------------------------------


def material(report: Report) -> Material:
    words = report.transcript.words
    return Material(
        report.coverage.points,
        words,
        lambda n: offered(QUESTION, report.coverage.points, n, words, Book()),
    )


def press(keys: str, report: Report) -> State:
    state: State = Points()
    for key in keys:
        state = step(state, key, material(report))
    return state


def said(decided: State, report: Report) -> str:
    assert isinstance(decided, Decided)
    return " ".join(word.text for word in report.transcript.words[decided.first : decided.last + 1])


def test_a_wrong_tick_goes_with_one_key(report: Report) -> None:
    assert verdict_on(report, "trial").status == "covered"
    decided = press("2", report)
    assert said(decided, report) == SENTENCES[3]
    assert (decided.kind, decided.point) == ("not_said", 1)


def test_a_sentence_is_chosen_by_its_number_or_several_by_a_range(report: Report) -> None:
    assert verdict_on(report, "nothing").status == "missed"
    assert said(press("3t2\n", report), report) == SENTENCES[1]
    assert said(press("3t2-3\n", report), report) == " ".join(SENTENCES[1:3])
    assert said(press("3t9\x7f2 ", report), report) == SENTENCES[1], "a slip can be taken back"
    assert press("3t9\n", report) == Sentences(2), "there is no ninth"


def test_the_likeliest_passage_needs_but_enter(report: Report) -> None:
    half = dataclasses.replace(
        verdict_on(report, "idempotency"), status="partial", evidence=Quote("a second copy", None, None)
    )
    with_half = dataclasses.replace(
        report, coverage=dataclasses.replace(report.coverage, points=(half, *report.coverage.points[1:]))
    )
    assert isinstance(press("1", with_half), Passages)
    assert said(press("1\n", with_half), with_half) == SENTENCES[1]
    assert press("1t", with_half) == Sentences(0)
    assert press("1n", with_half).kind == "not_said"
    assert press("1b", with_half) == Points()


@given(st.text("123456789abnqtu\n -\x7fxy", max_size=12))
def test_no_keys_lead_astray(report: Report, keys: str) -> None:
    state = press(keys, report)
    if isinstance(state, Decided):
        assert 0 <= state.first <= state.last < len(report.transcript.words)
    assert isinstance(step(state, "q", material(report)), Left)


# -- Passages ------------------------------------------------------------------------------------------


def test_the_passage_that_makes_a_point_is_offered_first(report: Report) -> None:
    best = candidates(QUESTION, "trial", report.transcript.words)[0]
    assert report.transcript.words[best.first].text == "We"
    assert report.transcript.words[best.last].text == "numbers."


def test_where_nothing_is_found_what_makes_no_other_point_is_offered_first(report: Report) -> None:
    words = report.transcript.words
    three = offered(QUESTION, report.coverage.points, 2, words, Book())
    assert len(three) == 3
    trial = place_of(verdict_on(report, "trial").evidence, words)
    assert not any(one.first <= trial[0] <= one.last for one in three)


@given(st.lists(st.sampled_from(["a", "b.", "c", "done."]), min_size=1, max_size=30), st.data())
def test_a_quotation_is_found_again(texts: list[str], choice: st.DataObject) -> None:
    words = words_of(" ".join(texts))
    first = choice.draw(st.integers(0, len(words) - 1))
    last = choice.draw(st.integers(first, len(words) - 1))
    sought = Quote(" ".join(word.text for word in words[first : last + 1]), None, None)
    place = place_of(sought, words)
    assert place is not None
    assert [word.text for word in words[place[0] : place[1] + 1]] == sought.quote.split()
    assert sought.quote in sentences_around(sought, words).quote


# -- Judged again --------------------------------------------------------------------------------------


def test_what_the_speaker_says_of_this_answer_is_the_verdict(report: Report) -> None:
    book = taught("idempotency", "said", SENTENCES[1], report.attempt_id)
    after = rejudged(report, QUESTION, book)
    verdict = verdict_on(after, "idempotency")
    assert (verdict.status, verdict.taught) == ("covered", True)
    assert verdict.evidence.quote in SENTENCES[1]
    assert after.coverage.score > report.coverage.score
    denied = rejudged(report, QUESTION, taught("trial", "not_said", SENTENCES[3], report.attempt_id))
    assert verdict_on(denied, "trial").status == "missed"
    assert verdict_on(denied, "trial").evidence is None
    assert denied.coverage.score < report.coverage.score
    assert any("tried it with one dentist first" in advice.say for advice in denied.advice)


@pytest.mark.parametrize("point", ["idempotency", "trial"])
@pytest.mark.parametrize("kind", ["said", "not_said"])
def test_a_correction_changes_nothing_but_its_point(report: Report, point: str, kind: str) -> None:
    after = rejudged(report, QUESTION, taught(point, kind, SENTENCES[1], report.attempt_id))
    others = [v for v in after.coverage.points if v.id != point]
    assert others == [v for v in report.coverage.points if v.id != point]
    assert (after.transcript, after.delivery) == (report.transcript, report.delivery)
    assert after.coverage.facts == report.coverage.facts


def test_without_lessons_the_report_is_as_it_was(report: Report) -> None:
    corrected = rejudged(report, QUESTION, taught("idempotency", "said", SENTENCES[1], report.attempt_id))
    assert corrected != report
    assert rejudged(corrected, QUESTION, Book()) == report


def test_a_judge_that_reads_is_not_asked_again(report: Report) -> None:
    read = tuple(
        dataclasses.replace(v, status="partial", score=0.4, evidence=Quote("The orders", None, None))
        for v in report.coverage.points
    )
    coverage = dataclasses.replace(report.coverage, judge="chat:model", points=read)
    by_reader = dataclasses.replace(report, coverage=coverage)
    book = taught("idempotency", "said", SENTENCES[1], report.attempt_id)
    after = rejudged(by_reader, QUESTION, book)
    assert verdict_on(after, "idempotency").status == "covered"
    assert verdict_on(after, "trial") == read[1]
    assert "chat:model" in after.coverage.judge
    back = rejudged(rejudged(after, QUESTION, book), QUESTION, book)
    assert back.coverage.judge == after.coverage.judge


def test_the_next_answer_is_judged_by_what_was_taught() -> None:
    other = (
        "So I said, look, a ledger of receipt numbers, and the second copy falls on the floor. That was all."
    )
    lessons = taught("idempotency", "said", SENTENCES[1], "earlier").lessons("twice")
    with Analyser() as analyser:
        transcript = transcript_from_data(other, "test")
        before = analyser.analyse_transcript(transcript, QUESTION)
        after = analyser.analyse_transcript(transcript, QUESTION, lessons)
    assert verdict_on(before, "idempotency").status == "missed"
    verdict = verdict_on(after, "idempotency")
    assert (verdict.status, verdict.taught) == ("covered", True)
    assert verdict.evidence.quote in other
    assert not any(v.taught for v in after.coverage.points if v.id != "idempotency")


# -- Doubts --------------------------------------------------------------------------------------------


def scored(report: Report, *scores: float) -> Report:
    points = tuple(
        dataclasses.replace(v, score=score) for v, score in zip(report.coverage.points, scores, strict=True)
    )
    return dataclasses.replace(report, coverage=dataclasses.replace(report.coverage, points=points))


def test_the_nearer_to_a_threshold_the_sooner_it_is_asked(report: Report) -> None:
    near, nearer = PARTIAL - 0.05, COVERED + 0.01
    found = doubts(scored(report, near, nearer, 0.99), QUESTION, Book())
    assert [d.verdict.id for d in most_doubtful_first(found)] == ["trial", "idempotency"]


SCORES = st.floats(0, 1)


@given(st.lists(st.tuples(SCORES, st.sampled_from("abc")), max_size=20))
def test_the_order_of_doubts(scores: list[tuple[float, str]]) -> None:
    verdict = PointVerdict("p", "p", 1, False, "missed", 0.0, None)
    found = [
        Doubt(attempt, "q", dataclasses.replace(verdict, score=score), distance(score))
        for score, attempt in scores
    ]
    ordered = most_doubtful_first(found)
    assert sorted(map(id, ordered)) == sorted(map(id, found))
    assert [d.distance for d in ordered] == sorted(d.distance for d in found)


def test_what_was_answered_is_not_asked_again(report: Report) -> None:
    doubtful = scored(report, COVERED, COVERED, 0.99)
    book = taught("trial", "said", SENTENCES[3], report.attempt_id)
    assert [d.verdict.id for d in doubts(doubtful, QUESTION, book)] == ["idempotency"]


def test_a_doubt_shows_its_passage_between_its_neighbours(report: Report) -> None:
    doubt = Doubt(report.attempt_id, "twice", verdict_on(report, "trial"), 0.0)
    shown = passage_of(doubt, report, QUESTION, Book())
    assert (shown.before, shown.passage.quote, shown.after) == SENTENCES[2:5]
    nothing = dataclasses.replace(doubt, verdict=verdict_on(report, "nothing"))
    assert passage_of(nothing, report, QUESTION, Book()) is None
