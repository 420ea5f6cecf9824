"""Each metric by itself: bounds, definitions, places."""

import pytest
from delivery_answers import sound_of, spoken, untimed

from voicedrill.decks.model import Question
from voicedrill.delivery import length, pace, recital, voice, wording
from voicedrill.delivery.fillers import filled_pauses_per_min, find_fillers
from voicedrill.delivery.pauses import silent_pauses
from voicedrill.delivery.words import kind_of, spoken_words
from voicedrill.recording import SoundMeasures
from voicedrill.timing import Pause, TimeSpan, Word
from voicedrill.transcript import FilledPause, Transcript


@pytest.mark.parametrize("text", ["um", "Um,", "uh...", "umm", "er", "err", "erm", "uhm", "Ah,", "“um”"])
def test_filled_pauses(text: str) -> None:
    assert kind_of(text) == "filled-pause"


@pytest.mark.parametrize("text", ["mm", "Hmm.", "mhm", "uh-huh", "mm-hmm", "Mm-hm,", "uh-uh"])
def test_backchannels_are_neither_words_nor_fillers(text: str) -> None:
    assert kind_of(text) == "backchannel"


@pytest.mark.parametrize(
    "text", ["a", "I", "umbrella", "her", "or", "ham", "um-", "8M", "99%", "C++", "ahead"]
)
def test_words(text: str) -> None:
    assert kind_of(text) == ("filled-pause" if text == "um-" else "word")


def test_uh_huh_in_two_words_is_one_backchannel() -> None:
    assert [w.text for w in spoken_words(spoken("Uh huh, that works — um yes").words)] == [
        "that",
        "works",
        "yes",
    ]
    assert [f.text for f in find_fillers(spoken("Uh huh, that works um yes"))] == ["um"]


@pytest.mark.parametrize(
    ("seconds", "verdict"), [(59.9, "short"), (60, "on-target"), (120, "on-target"), (120.1, "long")]
)
def test_both_ends_of_the_band_belong_to_it(seconds: float, verdict: str) -> None:
    result = length.evaluate(seconds, Question("q", "?", seconds=(60, 120)))
    assert result is not None
    assert result.verdict == verdict


def test_pace_windows_follow_the_speaker() -> None:
    slow, fast = " ".join(["slow"] * 30), " ".join(["fast"] * 60)
    words = spoken(slow, word_s=1.0).words + spoken(fast, start=30, word_s=0.5).words
    windows = pace.evaluate(words)
    assert windows[0].wpm == pytest.approx(60, abs=4)
    assert windows[-1].wpm == pytest.approx(120, abs=4)
    assert windows[0].start == 0
    assert windows[-1].end == pytest.approx(60)


def test_no_window_without_words() -> None:
    words = spoken("one two {60} three four").words
    assert all(window.wpm > 0 for window in pace.evaluate(words))
    assert not any(window.start > 20 and window.end < 40 for window in pace.evaluate(words))


def pauses_of(transcript: Transcript, sound: SoundMeasures | None = None) -> tuple[Pause, ...]:
    return silent_pauses(transcript, sound or sound_of(transcript))


def test_silence_before_the_first_and_after_the_last_word_is_no_pause() -> None:
    assert pauses_of(spoken("We waited here.", start=3)) == ()


@pytest.mark.parametrize(("gap", "count"), [(0.24, 0), (0.25, 1), (0.3, 1)])
def test_a_pause_begins_at_a_quarter_of_a_second(gap: float, count: int) -> None:
    assert len(pauses_of(spoken(f"We waited {{{gap}}} for it."))) == count


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("We shipped it. {1} Then we slept.", "boundary"),
        ("We shipped it, {1} then we slept.", "boundary"),
        ("we shipped it {1} and then we slept", "boundary"),
        ("we moved the {1} cache", "clause"),
        ("We moved the, {1} um, the cache.", "clause"),
        ("We shipped it. um {1} Then we slept.", "boundary"),
        ("It took a long {1} time.", "clause"),
    ],
)
def test_where_a_pause_stands(text: str, place: str) -> None:
    assert [pause.place for pause in pauses_of(spoken(text))] == [place]


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("We cut it by forty percent. {1} Then we stopped.", True),
        ("The latency was halved. {1} Then we stopped.", True),
        ("It now takes 4.2 seconds {1} and not nine.", True),
        ("We talked to the team. {1} Then we stopped.", False),
    ],
)
def test_a_pause_after_a_number_is_told(text: str, follows: bool) -> None:
    assert [pause.after_number for pause in pauses_of(spoken(text))] == [follows]


def test_what_a_filled_pause_covers_is_no_silence() -> None:
    transcript = spoken("We moved {2} it.")
    gap = TimeSpan(0.6, 2.6)
    filled = [TimeSpan(1.1, 2.5)]
    found = silent_pauses(transcript, sound_of(transcript), filled)
    assert [(p.start, p.end) for p in found] == [(gap.start, 1.1)]


def test_a_filled_pause_too_short_to_be_one_cuts_no_silence() -> None:
    transcript = spoken("We moved {0.4} it.")
    found = silent_pauses(transcript, sound_of(transcript), [TimeSpan(0.75, 0.78)])
    assert [(p.start, p.end) for p in found] == [(0.6, 1.0)]


def test_the_pause_after_an_um_before_the_first_word_is_one() -> None:
    transcript = spoken("um {0.5} We moved it.")
    found = silent_pauses(transcript, sound_of(transcript), [TimeSpan(0.0, 0.3)])
    assert [(p.start, p.end, p.place) for p in found] == [(0.3, 0.8, "boundary")]


def test_pauses_come_from_the_sound_and_not_from_the_words() -> None:
    transcript = spoken("We moved it here.")
    sound = SoundMeasures(5.0, -60, -20, 0.0, False, (TimeSpan(0.4, 0.8),))
    assert [(p.start, p.end) for p in pauses_of(transcript, sound)] == [(0.4, 0.8)]


def heard(text: str, engine: str = "moonshine", pauses: tuple[FilledPause, ...] | None = None) -> Transcript:
    """60 s of answer by ``engine``."""
    words = (*spoken(text).words, Word("end", 59.7, 60.0))
    return Transcript(engine, None, text, "aligned", words, pauses)


def rate_of(transcript: Transcript) -> tuple[float, float] | None:
    rate = filled_pauses_per_min(transcript, find_fillers(transcript), 60.0)
    return (rate.low, rate.high) if rate else None


def test_the_rate_of_filled_pauses_is_never_a_false_zero() -> None:
    none_heard = rate_of(heard("We moved it"))
    assert none_heard is not None
    assert none_heard[0] == 0
    assert none_heard[1] >= 2
    three = rate_of(heard("um we um moved uh it"))
    assert three is not None
    assert three[0] == 3
    assert three[1] > 5


@pytest.mark.parametrize("engine", ["whisper", "transcript"])
def test_a_text_that_may_have_been_cleaned_gives_no_rate(engine: str) -> None:
    assert rate_of(heard("We moved it", engine)) is None


def test_a_text_of_unknown_origin_that_holds_them_is_word_for_word() -> None:
    assert rate_of(heard("um we um moved it", "transcript")) == (2, 2)


def test_possible_filled_pauses_widen_the_range_and_only_certain_ones_count_as_heard() -> None:
    pauses = (
        FilledPause("um", 10, 10.4, "both", certain=True),
        FilledPause("uh", 20, 20.3, "acoustic", certain=False),
    )
    rate = rate_of(heard("we moved it", "whisper", pauses))
    assert rate is not None
    assert rate[0] == 1
    assert rate[1] >= 2


def test_filled_pauses_of_the_listeners_replace_those_of_the_text() -> None:
    pauses = (FilledPause("um", 0.0, 0.3, "both", certain=True),)
    fillers = find_fillers(heard("um we moved, like, everything", pauses=pauses))
    assert [(f.text, f.kind, f.witness) for f in fillers] == [
        ("um", "filled-pause", "both"),
        ("like", "discourse", "transcript"),
    ]


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("I think we lost a day.", ["I think"]),
        ("When I think about it, we lost a day.", []),
        ("It was kind of slow, maybe.", ["kind of", "maybe."]),
        ("It is a kind of lock.", []),
        ("I was a little bit lost.", ["a little bit"]),
        ("We added a little bit of noise.", []),
        (
            "I'm not sure, I guess it is probably fine, hopefully.",
            ["not sure,", "I guess", "probably", "hopefully."],
        ),
        ("As quickly as possible.", []),
    ],
)
def test_hedges(text: str, hedges: list[str]) -> None:
    assert [quote.quote for quote in wording.evaluate(untimed(text).words).hedges] == hedges


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Sorry, let me start again.", 1),
        ("I'm sorry, I lost the thread.", 1),
        ("I apologise for the detour.", 1),
        ("I said sorry to the customer.", 0),
        ("We were sorry to lose him.", 0),
        ("We apologised to everyone.", 0),
    ],
)
def test_apologies_to_the_listener(text: str, count: int) -> None:
    assert len(wording.evaluate(untimed(text).words).apologies) == count


def test_i_and_we_with_their_contractions() -> None:
    result = wording.evaluate(untimed("I’m sure I've said we'd do what we do, I/O and all.").words)
    assert (result.i_count, result.we_count) == (2, 2)


SCRIPT = "I build the tools that keep large systems calm, and I like to see them fail early."


def test_recital_of_the_script_itself_whatever_the_punctuation() -> None:
    result = recital.evaluate(
        untimed("I build the tools, um, that keep large systems calm and I like").words, SCRIPT
    )
    assert result is not None
    assert (result.overlap, result.longest_run) == (1.0, 12)


def test_recital_of_something_else() -> None:
    result = recital.evaluate(untimed("My work is about large systems calm under load").words, SCRIPT)
    assert result is not None
    assert result.longest_run == 3
    assert result.overlap == pytest.approx(1 / 7)


@pytest.mark.parametrize(
    ("said", "script"), [("I build tools", None), ("", SCRIPT), ("I build", SCRIPT), ("I do it", "")]
)
def test_no_recital_without_script_or_answer(said: str, script: str | None) -> None:
    assert recital.evaluate(untimed(said).words, script) is None


def test_voice_needs_pitch() -> None:
    assert voice.evaluate(None) is None
    assert voice.evaluate(SoundMeasures(1, None, None, 0.0, True, ())) is None
    found = voice.evaluate(SoundMeasures(9, -60, -20, 0.0, False, (), 120.0, 4.5))
    assert found is not None
    assert (found.pitch_median_hz, found.pitch_spread_semitones) == (120.0, 4.5)
