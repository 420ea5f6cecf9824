"""The whole of the delivery: what must hold of any answer, and what nothing gives."""

from dataclasses import replace
from itertools import pairwise

import pytest
from delivery_answers import sound_of, spoken, transcripts, untimed
from hypothesis import given, settings
from hypothesis import strategies as st

from voicedrill.decks.model import Question
from voicedrill.delivery.evaluate import evaluate
from voicedrill.timing import Word
from voicedrill.transcript import Transcript

QUESTION = Question("q", "How?", "behavioural", (10, 20), script="We moved the cache and it was fast.")


def shifted(transcript: Transcript, by: float) -> Transcript:
    words = tuple(replace(w, start=(w.start or 0) + by, end=(w.end or 0) + by) for w in transcript.words)
    pauses = transcript.filled_pauses
    if pauses is not None:
        pauses = tuple(replace(p, start=p.start + by, end=p.end + by) for p in pauses)
    return replace(transcript, words=words, filled_pauses=pauses)


def test_no_words_gives_none_and_never_zero() -> None:
    for transcript in (Transcript("moonshine", None, "", "aligned", ()), spoken("um {1} uh {2} mm-hmm")):
        result = evaluate(transcript, None, QUESTION)
        assert result.word_count == 0
        assert (result.first_word_s, result.answer_s, result.phonation_s) == (None, None, None)
        assert (result.speech_rate_wpm, result.articulation_rate_wpm) == (None, None)
        assert (result.filled_pauses_per_min, result.discourse_fillers_per_min) == (None, None)
        assert (result.length, result.voice, result.recital) == (None, None, None)
        assert (result.pace, result.pauses) == ((), ())


def test_fillers_without_words_are_still_shown() -> None:
    assert [f.text for f in evaluate(spoken("um {1} uh"), None, None).fillers] == ["um", "uh"]


def test_an_untimed_transcript_keeps_what_needs_no_times() -> None:
    result = evaluate(untimed("Um, I think we, you know, we shipped it. Sorry."), None, QUESTION)
    assert result.word_count == 9
    assert [(f.text, f.kind, f.start, f.end) for f in result.fillers] == [
        ("um", "filled-pause", None, None),
        ("you know", "discourse", None, None),
    ]
    assert [(q.quote, q.start) for q in result.wording.hedges] == [("I think", None)]
    assert len(result.wording.apologies) == 1
    assert (result.wording.i_count, result.wording.we_count) == (1, 2)
    assert (result.answer_s, result.speech_rate_wpm, result.filled_pauses_per_min) == (None, None, None)
    assert (result.length, result.pace, result.pauses) == (None, (), ())


def test_a_known_answer() -> None:
    # 12 words of 0.5 s, two pauses of 1 s and 2 s, an um of 0.5 s: 9.5 s from the first word to the last.
    transcript = spoken(
        "We moved the cache. {1} um and it was fast, {2} and nobody noticed that.", start=2, word_s=0.5
    )
    result = evaluate(transcript, sound_of(transcript), QUESTION)
    assert result.word_count == 12
    assert result.first_word_s == 2.0
    assert result.answer_s == pytest.approx(9.5)
    assert result.phonation_s == pytest.approx(6.5)
    assert result.length is not None
    assert result.length.verdict == "short"
    assert result.speech_rate_wpm == pytest.approx(12 * 60 / 9.5)
    assert result.articulation_rate_wpm == pytest.approx(12 * 60 / 6.5)
    assert [(p.start, p.end, p.long, p.place) for p in result.pauses] == [
        (4.0, 5.0, False, "boundary"),
        (7.5, 9.5, True, "boundary"),
    ]
    assert result.filled_pauses_per_min is not None
    assert result.filled_pauses_per_min.low == pytest.approx(60 / 9.5)


@given(transcript=transcripts())
@settings(deadline=None)
def test_what_holds_of_any_answer(transcript: Transcript) -> None:
    result = evaluate(transcript, sound_of(transcript), QUESTION)
    assert 0 <= result.word_count <= len(transcript.words)
    assert (result.answer_s is None) == (result.word_count == 0)
    if result.answer_s is not None and result.first_word_s is not None and result.phonation_s is not None:
        assert 0 <= result.phonation_s <= result.answer_s
        end = result.first_word_s + result.answer_s
        for window in result.pace:
            assert result.first_word_s - 1e-6 <= window.start < window.end <= end + 1e-6
        said = [f for f in result.fillers if f.kind == "filled-pause" and f.certain]
        first = min([result.first_word_s, *(f.start for f in said if f.start is not None)])
        last = max([end, *(f.end for f in said if f.end is not None)])
        for pause in result.pauses:
            assert first - 1e-6 <= pause.start < pause.end <= last + 1e-6
    for one, other in pairwise(result.pauses):
        assert one.end <= other.start
    for pause in result.pauses:
        assert pause.duration_s >= 0.25 - 1e-6
        assert pause.long == (pause.duration_s >= 1.5)
    if result.filled_pauses_per_min is not None:
        assert 0 <= result.filled_pauses_per_min.low <= result.filled_pauses_per_min.high
        assert result.filled_pauses_per_min.high > 0
    assert all(window.wpm > 0 for window in result.pace)
    starts = [filler.start for filler in result.fillers if filler.start is not None]
    assert starts == sorted(starts)
    if result.speech_rate_wpm is not None and result.articulation_rate_wpm is not None:
        assert result.articulation_rate_wpm >= result.speech_rate_wpm > 0


@given(transcript=transcripts(), by=st.floats(0.1, 100))
@settings(deadline=None, max_examples=50)
def test_shifting_all_times_shifts_the_result(transcript: Transcript, by: float) -> None:
    here, there = (evaluate(t, None, QUESTION) for t in (transcript, shifted(transcript, by)))
    assert there.word_count == here.word_count
    assert there.answer_s == pytest.approx(here.answer_s)
    assert there.speech_rate_wpm == pytest.approx(here.speech_rate_wpm)
    assert [f.text for f in there.fillers] == [f.text for f in here.fillers]
    # A gap of exactly a bound may fall to either side of it by rounding.
    if len(there.pauses) == len(here.pauses):
        assert [p.start for p in there.pauses] == pytest.approx([p.start + by for p in here.pauses])


@given(transcript=transcripts(), places=st.lists(st.integers(0, 40), min_size=1, max_size=5))
@settings(deadline=None, max_examples=50)
def test_filled_pauses_and_backchannels_change_no_word_count(
    transcript: Transcript, places: list[int]
) -> None:
    words = list(transcript.words)
    for place in places:
        index = min(place, len(words))
        at = words[index].start if index < len(words) else (words[-1].end if words else 0.0)
        words.insert(index, Word("um" if place % 2 else "mm-hmm", at, at))
    more = evaluate(replace(transcript, words=tuple(words)), None, None)
    same = evaluate(transcript, None, None)
    assert more.word_count == same.word_count
    assert (more.wording.i_count, more.wording.we_count) == (same.wording.i_count, same.wording.we_count)
