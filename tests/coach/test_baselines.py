import statistics
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.coach.baselines import (
    ENOUGH,
    LATEST,
    Comparison,
    Measured,
    compare,
    comparison,
    group_of,
    measured,
    own_band,
    quantile,
    usual,
)
from voicedrill.delivery.results import Delivery, RateRange, Wording
from voicedrill.timing import Pause

NUMBERS = st.floats(0, 1000, allow_nan=False)
DELIVERY = Delivery(
    first_word_s=1.0,
    answer_s=60.0,
    phonation_s=48.0,
    word_count=163,
    length=None,
    speech_rate_wpm=163.0,
    articulation_rate_wpm=204.0,
    pace=(),
    pauses=(Pause(5.0, 15.0, True, "clause", False), Pause(20.0, 22.0, True, "boundary", False)),
    fillers=(),
    filled_pauses_per_min=RateRange(2.0, 3.5),
    discourse_fillers_per_min=0.0,
    voice=None,
    wording=Wording((), (), 0, 0),
    recital=None,
)


def answers(count: int, kind: str | None = "technical", first: float = 140.0) -> list[Measured]:
    """Answers whose pace rises by two words a minute from one to the next."""
    return [
        Measured(kind, answer_s=90.0, speech_rate_wpm=first + 2 * n, filled_pauses_per_min=2.0)
        for n in range(count)
    ]


def test_nothing_is_usual_before_ten_answers() -> None:
    assert usual(answers(ENOUGH - 1), "technical") is None
    assert comparison(answers(ENOUGH - 1), "technical", DELIVERY) is None
    own = usual(answers(ENOUGH), "technical")
    assert own is not None
    assert own.bands["speech_rate_wpm"].answers == ENOUGH


def test_an_answer_is_compared_with_like_questions_where_there_are_enough() -> None:
    rows = [*answers(ENOUGH, "pitch", 200.0), *answers(ENOUGH, "coding", 130.0)]
    own = usual(rows, "technical")
    assert own is not None
    assert own.kinds == ("coding", "technical")
    assert own.bands["speech_rate_wpm"].high < 200


def test_too_few_of_a_kind_are_compared_with_all_but_not_in_length() -> None:
    rows = [*answers(ENOUGH, "pitch"), *answers(3, "technical")]
    own = usual(rows, "technical")
    assert own is not None
    assert own.kinds == ()
    assert "answer_s" not in own.bands
    assert "speech_rate_wpm" in own.bands


def test_only_the_latest_answers_tell_what_is_usual() -> None:
    own = usual([*answers(100, first=10.0), *answers(LATEST, first=150.0)], "technical")
    assert own is not None
    assert own.bands["speech_rate_wpm"].low > 150
    assert own.bands["speech_rate_wpm"].answers == LATEST


def test_a_measure_that_is_rarely_known_has_no_band() -> None:
    rows = answers(20)
    rows[3] = replace(rows[3], silence_share=0.2)
    own = usual(rows, "technical")
    assert own is not None
    assert "silence_share" not in own.bands


def test_one_odd_answer_does_not_move_what_is_usual() -> None:
    calm = usual(answers(20), "technical")
    odd = usual([*answers(19), Measured("technical", speech_rate_wpm=900.0)], "technical")
    assert calm is not None
    assert odd is not None
    assert abs(odd.bands["speech_rate_wpm"].high - calm.bands["speech_rate_wpm"].high) <= 2


def test_an_answer_beside_what_is_usual() -> None:
    rows = answers(ENOUGH)  # 140 to 158 words a minute
    own = usual(rows, "technical")
    assert own is not None
    places = {one.measure: (round(one.low), round(one.high), one.place) for one in compare(own, DELIVERY)}
    assert places == {
        "answer_s": (90, 90, "below"),
        "speech_rate_wpm": (142, 156, "above"),
        "filled_pauses_per_min": (2, 2, "usual"),
    }
    beside = comparison(rows, "technical", DELIVERY)
    assert isinstance(beside, Comparison)
    assert beside.of("speech_rate_wpm") == compare(own, DELIVERY)[1]
    assert beside.of("silence_share") is None


def test_what_of_an_answer_is_compared() -> None:
    assert measured("gap", DELIVERY) == Measured("gap", 60.0, 163.0, pytest.approx(0.2), 2.0, 2.0)


def test_without_times_pauses_are_not_known_rather_than_none() -> None:
    untimed = replace(DELIVERY, answer_s=None, phonation_s=None, pauses=(), filled_pauses_per_min=None)
    assert measured("gap", untimed) == Measured("gap")
    silent = replace(DELIVERY, word_count=0)
    assert measured("gap", silent) == Measured("gap")


def test_each_kind_is_in_a_group_with_itself() -> None:
    assert group_of("culture") == {"behavioural", "culture"}
    assert group_of("system-design") == {"system-design"}
    assert group_of(None) == frozenset()


@given(st.lists(NUMBERS, min_size=ENOUGH, max_size=60))
def test_a_band_lies_inside_the_answers_around_their_median(values: list[float]) -> None:
    band = own_band(values)
    assert band is not None
    assert min(values) <= band.low <= band.median <= band.high <= max(values)
    assert band.median == pytest.approx(statistics.median(values))
    inside = sum(band.low <= value <= band.high for value in values)
    assert inside >= 0.8 * len(values) - 2


@given(st.lists(NUMBERS, min_size=1, max_size=60), st.floats(0, 1))
def test_a_quantile_is_as_the_standard_library_has_it(values: list[float], share: float) -> None:
    ordered = sorted(values)
    found = quantile(ordered, share)
    assert ordered[0] <= found <= ordered[-1]
    if len(values) > 1:
        tenths = statistics.quantiles(values, n=10, method="inclusive")
        assert [quantile(ordered, n / 10) for n in range(1, 10)] == pytest.approx(tenths)


@given(st.lists(NUMBERS, min_size=1), st.lists(st.floats(0, 1), min_size=2))
def test_a_quantile_rises_with_its_share(values: list[float], shares: list[float]) -> None:
    found = [quantile(sorted(values), share) for share in sorted(shares)]
    assert all(a <= b for a, b in pairwise(found))


def test_there_is_no_quantile_of_nothing() -> None:
    with pytest.raises(ValueError, match="no values"):
        quantile([], 0.5)
