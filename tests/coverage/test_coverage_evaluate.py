"""Points and the whole of coverage: what counts, what does not, and what must hold for any answer."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.assessment import assess
from voicedrill.coverage.evaluate import evaluate
from voicedrill.coverage.results import Coverage, PointVerdict
from voicedrill.coverage.words import words_of
from voicedrill.decks.frameworks import frameworks
from voicedrill.decks.model import Question, TalkingPoint
from voicedrill.timing import Word
from voicedrill.transcript import Quote, Transcript

QUESTION = Question(
    id="late-events",
    ask="How do you deal with events that arrive late in a streaming pipeline?",
    kind="technical",
    points=(
        TalkingPoint("windows", "windows with a grace period", weight=2),
        TalkingPoint("idempotent", "idempotent writes", ("safe to process twice",)),
        TalkingPoint("side", "too late: goes to a side output, backfilled at night"),
        TalkingPoint("watermark", "a watermark says how far we have got"),
        TalkingPoint("metric", "measure lateness on a dashboard"),
        TalkingPoint("jitter", "jitter on retries"),
    ),
    framework=frameworks()["star"],
    facts=("15 minutes grace", "8M events a day", "2 duplicates in a year"),
    red_flags=("Blame shifting", "Silent loss: late events are dropped and nobody counts them"),
)
ANSWER = (
    "So last year we had phones that went offline and sent their data hours later. My job was to get the "
    "hourly totals right. First I chose event time, and each window stays open for a grace period of fifteen "
    "minutes. The watermark tells us how far we have got. Whatever comes after that is written to a side "
    "output, and every night a job backfills it. All writes are idempotent, so a record may come twice. We "
    "handle eight million events a day. In the end the totals agreed with the bank to the cent, and we have "
    "a dashboard that measures the lateness."
)


def transcript(text: str, seconds_a_word: float | None = None) -> Transcript:
    words = words_of(text)
    if seconds_a_word:
        words = tuple(
            Word(w.text, i * seconds_a_word, (i + 0.9) * seconds_a_word) for i, w in enumerate(words)
        )
    return Transcript("text", None, text, "aligned" if seconds_a_word else "none", words)


def statuses(coverage: Coverage) -> dict[str, str]:
    return {point.id: point.status for point in coverage.points}


def judge_point(say: str, answer: str, *aliases: str, ask: str = "Tell me about your work.") -> PointVerdict:
    question = Question("q", ask, points=(TalkingPoint("p", say, aliases),))
    return evaluate(question, transcript(answer)).points[0]


def test_a_good_answer() -> None:
    coverage = evaluate(QUESTION, transcript(ANSWER, 0.4))
    assert coverage.judge == "words"
    assert statuses(coverage) == {
        "windows": "covered",
        "idempotent": "covered",
        "side": "covered",
        "watermark": "covered",
        "metric": "covered",
        "jitter": "missed",
    }
    assert coverage.score == pytest.approx(6 / 7)
    assert [fact.status for fact in coverage.facts] == ["stated", "stated", "absent"]
    assert [beat.beat for beat in coverage.beats if beat.present] == ["situation", "task", "action", "result"]


def quotes(coverage: Coverage) -> list[Quote]:
    judged = (*coverage.points, *coverage.facts, *coverage.red_flags)
    return [v.evidence for v in judged if v.evidence] + [s for beat in coverage.beats for s in beat.spans]


def test_quotes_stand_in_the_transcript_with_its_times() -> None:
    said = transcript(ANSWER, 0.4)
    found = quotes(evaluate(QUESTION, said))
    assert len(found) >= 10
    starts, ends = {w.start for w in said.words}, {w.end for w in said.words}
    for quote in found:
        assert quote.quote in said.text
        assert quote.start in starts
        assert quote.end in ends


def test_evidence_is_tight() -> None:
    verdict = evaluate(QUESTION, transcript(ANSWER)).points[1]
    assert verdict.evidence is not None
    assert verdict.evidence.quote == "All writes are idempotent,"


def test_the_wording_of_the_deck_is_unchanged() -> None:
    coverage = evaluate(QUESTION, transcript(ANSWER))
    assert [p.text for p in coverage.points] == [p.say for p in QUESTION.points]
    assert [f.text for f in coverage.facts] == list(QUESTION.facts)
    assert [f.text for f in coverage.red_flags] == list(QUESTION.red_flags)


@pytest.mark.parametrize("text", ["", "um", "uh, um, er"])
def test_an_empty_answer_covers_nothing(text: str) -> None:
    coverage = evaluate(QUESTION, transcript(text))
    assert set(statuses(coverage).values()) == {"missed"}
    assert coverage.score == 0
    assert quotes(coverage) == []
    assert {fact.status for fact in coverage.facts} == {"absent"}


def test_no_question_nothing_to_judge_by() -> None:
    coverage = evaluate(None, transcript(ANSWER))
    assert coverage == Coverage("words", None, (), (), (), ())


def test_without_points_there_is_no_score() -> None:
    assert evaluate(replace(QUESTION, points=()), transcript(ANSWER)).score is None


@pytest.mark.parametrize(
    "said",
    ["{ask}", "So, how do you deal with events that arrive late? In a streaming pipeline.", "{ask} {ask}"],
)
def test_the_question_read_back_covers_nothing(said: str) -> None:
    question = replace(
        QUESTION,
        points=(*QUESTION.points, TalkingPoint("late", "late events arrive in the streaming pipeline")),
    )
    coverage = evaluate(question, transcript(said.format(ask=question.ask)))
    assert set(statuses(coverage).values()) == {"missed"}


def test_an_alias_counts_as_the_point() -> None:
    answer = "Every letter may knock on our door again."
    assert judge_point("idempotent writes", answer).status == "missed"
    assert judge_point("idempotent writes", answer, "a letter may knock again").status == "covered"


@pytest.mark.parametrize(
    ("say", "answer"),
    [
        ("idempotent writes", "All our rights were item potent, I mean the writes had item potency."),
        ("idempotency keys", "Every call carries an idempotancy key."),
        ("rollback plan", "We had a plan to roll back within a minute."),
        ("escalated to the director", "That was the escalation to our directors."),
        ("p99 under 50 ms", "We kept our p ninety nine under fifty milliseconds."),
        ("write everything down", "First I write everything down."),
    ],
)
def test_other_forms_of_the_same_words(say: str, answer: str) -> None:
    assert judge_point(say, answer).status == "covered"


def test_what_is_denied_or_wished_scores_lower() -> None:
    said = judge_point("jitter on the cache expiry", "We put jitter on the cache expiry.")
    denied = judge_point("jitter on the cache expiry", "We never put jitter on the cache expiry.")
    wished = judge_point("jitter on the cache expiry", "We should have put jitter on the cache expiry.")
    assert said.status == "covered"
    assert max(denied.score, wished.score) < said.score - 0.2


def test_a_negative_point_wants_its_negation() -> None:
    assert (
        judge_point("no certificate outage since", "We have had no certificate outage since then.").status
        == "covered"
    )


def test_near_words_count_more_than_scattered_ones() -> None:
    near = judge_point(
        "blameless review with owned actions", "We held a blameless review with owned actions."
    )
    scattered = judge_point(
        "blameless review with owned actions",
        "The review was on Monday. I came by train. It rained a lot. The actions of others matter. We "
        "had tea. Then lunch. I owned a car. My desk was blameless.",
    )
    assert scattered.score < near.score


SENTENCES = [s.strip() + "." for s in ANSWER.split(".") if s.strip()]


@given(st.randoms(use_true_random=False))
def test_shuffled_sentences_change_few_labels(rng: random.Random) -> None:
    shuffled = SENTENCES[:]
    rng.shuffle(shuffled)
    before = statuses(evaluate(QUESTION, transcript(" ".join(SENTENCES))))
    after = statuses(evaluate(QUESTION, transcript(" ".join(shuffled))))
    assert sum(before[p] != after[p] for p in before) <= 1


@given(st.lists(st.integers(0, 60), max_size=15), st.sampled_from(["um", "uh,", "er"]))
def test_added_fillers_change_no_point_or_fact(places: list[int], filler: str) -> None:
    words = ANSWER.split()
    for place in places:
        words.insert(place, filler)
    before, after = (evaluate(QUESTION, transcript(text)) for text in (ANSWER, " ".join(words)))
    assert statuses(before) == statuses(after)
    assert [f.status for f in before.facts] == [f.status for f in after.facts]


PIECES = [*ANSWER.split(), *QUESTION.ask.split(), "um", "never", "...", "—", "5%", "🙂"]


@given(st.lists(st.sampled_from(PIECES), max_size=50))
def test_any_words_give_verdicts_with_honest_quotes(pieces: list[str]) -> None:
    said = transcript(" ".join(pieces), 0.3)
    coverage = evaluate(QUESTION, said)
    joined = " ".join(w.text for w in said.words)
    assert all(quote.quote in joined for quote in quotes(coverage))
    assert all(0 <= point.score <= 1 for point in coverage.points)
    assert all((p.evidence is None) == (p.status == "missed") for p in coverage.points)


def test_assessment_puts_both_together() -> None:
    assessment = assess(QUESTION, transcript(ANSWER, 0.4), None)
    assert assessment.coverage == evaluate(QUESTION, transcript(ANSWER, 0.4))
    assert assessment.delivery.word_count == len(ANSWER.split())
