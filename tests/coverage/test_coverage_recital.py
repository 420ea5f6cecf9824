"""Recital: words in a row that stand in the script or an earlier answer, whatever is filled in between."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.coverage import recital
from voicedrill.coverage.answers import prepare, prepare_text
from voicedrill.coverage.evaluate import evaluate
from voicedrill.coverage.results import Recital
from voicedrill.coverage.words import words_of
from voicedrill.decks.model import Question
from voicedrill.timing import Word
from voicedrill.transcript import Transcript

SCRIPT = (
    "I'm a backend engineer who makes slow things fast. For the last six years I have worked on logistics "
    "systems, and the routing went from nine minutes to forty seconds."
)
OTHER = "Bees find their way home by the angle of the sun, and on grey days by the pattern of the sky."
words = st.lists(
    st.sampled_from(["we", "moved", "the", "report", "to", "a", "replica", "so", "nobody", "20"]), min_size=3
)


def judge(text: str, script: str | None = SCRIPT, earlier: tuple[str, ...] = ()) -> Recital:
    found = recital.judge(prepare_text(text), script, earlier)
    assert found is not None
    return found


def test_the_script_itself_is_all_of_it() -> None:
    found = judge(SCRIPT)
    assert found.share == 1.0
    assert found.longest_run_words == len(SCRIPT.split())
    assert found.evidence is not None
    assert found.evidence.quote == SCRIPT


def test_another_answer_shares_nothing_to_speak_of() -> None:
    found = judge(OTHER)
    assert found.share == 0.0
    assert found.longest_run_words <= 2


def test_the_run_is_quoted_with_its_times() -> None:
    said = words_of("Well, hello. Who makes slow things fast, that is me.")
    timed = tuple(Word(w.text, i * 0.5, i * 0.5 + 0.4) for i, w in enumerate(said))
    found = recital.judge(prepare(timed), SCRIPT)
    assert found is not None
    assert found.evidence is not None
    assert found.evidence.quote == "Who makes slow things fast,"
    assert (found.evidence.start, found.evidence.end) == (1.0, 3.4)
    assert found.longest_run_words == 5


def test_fillers_contractions_and_the_way_numbers_are_written_do_not_break_a_run() -> None:
    found = judge(
        "Um, I am a backend engineer who, uh, makes, like, slow things you know fast. For the last 6 years "
        "I've worked on logistics systems and the routing went from 9 minutes to 40 seconds"
    )
    assert found.longest_run_words >= 26
    assert found.evidence is not None
    assert found.evidence.quote.endswith("40 seconds")


def test_the_likest_text_is_named() -> None:
    assert judge(OTHER, SCRIPT, (OTHER,)).source == "earlier answer"
    assert judge(SCRIPT, SCRIPT, (OTHER,)).source == "script"
    assert judge(OTHER, None, (SCRIPT, OTHER)).share == 1.0


def test_of_equals_the_script_is_named() -> None:
    assert judge(SCRIPT, SCRIPT, (SCRIPT,)).source == "script"


def test_only_the_latest_earlier_answers_are_compared() -> None:
    earlier = (OTHER, *[SCRIPT] * recital.MOST_EARLIER)
    assert judge(OTHER, None, earlier).share == 0.0


@pytest.mark.parametrize(
    ("said", "script"), [("", SCRIPT), ("um uh", SCRIPT), (SCRIPT, None), (SCRIPT, "Hi.")]
)
def test_nothing_to_compare(said: str, script: str | None) -> None:
    assert recital.judge(prepare_text(said), script) is None


def test_evenness_of_pace() -> None:
    assert recital.evenness([150, 150, 150]) == 1.0
    assert recital.evenness([100, 200, 150]) == pytest.approx(1 - 40.8248 / 150, abs=1e-4)
    assert recital.evenness([150, 150]) is None
    assert recital.evenness([]) is None
    assert recital.evenness([0, 0, 900]) == 0.0


def test_an_answer_to_a_question_with_a_script_has_it_in_its_coverage() -> None:
    question = Question(id="pitch", ask="Who are you?", script=SCRIPT)
    transcript = Transcript("text", None, SCRIPT, "none", words_of(SCRIPT))
    with_pace = evaluate(question, transcript, pace_wpm=(150.0, 150.0, 150.0))
    assert with_pace.recital is not None
    assert (with_pace.recital.longest_run_words, with_pace.recital.pace_evenness) == (
        len(SCRIPT.split()),
        1.0,
    )
    assert evaluate(Question(id="q", ask="?"), transcript).recital is None


@given(words)
def test_an_answer_overlaps_with_itself_wholly(said: list[str]) -> None:
    text = " ".join(said)
    found = recital.judge(prepare_text(text), text)
    assert found is None or (found.share == 1.0 and found.evidence is not None)


@given(words, words, st.data())
def test_filled_pauses_change_nothing_but_the_quote(
    said: list[str], script: list[str], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(said)))
    plain = recital.judge(prepare_text(" ".join(said)), " ".join(script))
    filled = recital.judge(prepare_text(" ".join([*said[:at], "um", *said[at:]])), " ".join(script))
    assert (plain is None) == (filled is None)
    if plain is not None and filled is not None:
        assert (plain.share, plain.longest_run_words) == (filled.share, filled.longest_run_words)


@given(words, words)
def test_the_run_is_said_in_the_answer(said: list[str], script: list[str]) -> None:
    found = recital.judge(prepare_text(" ".join(said)), " ".join(script))
    if found is not None:
        assert 0.0 <= found.share <= 1.0
        assert found.evidence is None or found.evidence.quote in " ".join(said)
