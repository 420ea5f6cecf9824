from hypothesis import given
from hypothesis import strategies as st

from voicedrill.coach.calibration import (
    ENOUGH,
    ENOUGH_TO_CORRELATE,
    Rated,
    fit_sentences,
    quarter,
    rank_correlation,
    rating_fit,
)

RATED = st.lists(st.builds(Rated, st.integers(1, 4), st.floats(0, 1)), max_size=60)
DISTINCT = st.lists(st.floats(-100, 100), min_size=2, max_size=30, unique=True)


def test_the_quarters_of_a_score() -> None:
    assert [quarter(score) for score in (0, 0.24, 0.25, 0.5, 0.74, 0.75, 1)] == [1, 1, 2, 3, 3, 4, 4]


def test_nothing_rated_nothing_said() -> None:
    assert fit_sentences(rating_fit([])) == ()


def test_too_few_ratings_say_how_many_are_needed() -> None:
    (one,) = fit_sentences(rating_fit([Rated(1, 0.9)]))
    assert one == "1 answer is rated so far; from 5 on you see here how your ratings fit your points."
    fit = rating_fit([Rated(1, 0.9)] * (ENOUGH - 1))
    assert fit.mean_difference is None
    assert fit_sentences(fit)[0].startswith("4 answers are rated")


def test_ratings_below_the_points() -> None:
    fit = rating_fit([Rated(2, 0.9)] * 8 + [Rated(3, 0.6)] * 4)
    assert (fit.lower, fit.same, fit.higher) == (8, 4, 0)
    assert fit_sentences(fit) == (
        "You rate yourself lower than your points: in 8 of 12 answers, by 1.3 of 4 steps on average.",
    )


def test_ratings_above_the_points() -> None:
    fit = rating_fit([Rated(4, 0.1)] * 5)
    assert fit_sentences(fit) == (
        "You rate yourself higher than your points: in 5 of 5 answers, by 3.0 of 4 steps on average.",
    )


def test_ratings_that_fit_are_not_called_high_or_low() -> None:
    fit = rating_fit([Rated(3, 0.6)] * 6 + [Rated(4, 0.6)] * 2 + [Rated(2, 0.6)])
    assert fit_sentences(fit) == (
        "Your ratings lie around your points: the same in 6 of 9 answers, higher in 2, lower in 1.",
    )


def test_a_few_answers_make_no_correlation() -> None:
    rated = [Rated(1 + n % 4, (n % 4) / 4) for n in range(ENOUGH_TO_CORRELATE - 1)]
    assert rating_fit(rated).correlation is None
    assert rating_fit([*rated, Rated(4, 0.9)]).correlation is not None


def test_a_correlation_is_told_with_its_interval_and_its_number() -> None:
    rated = [Rated(1 + n % 4, (n % 4 + n % 3 / 3) / 5) for n in range(24)]
    sentence = fit_sentences(rating_fit(rated))[1]
    assert sentence.startswith("Answers that made more points tend to get a higher rating from you (rank")
    assert "95 % interval" in sentence
    assert "from 24 answers" in sentence


def test_an_interval_around_nothing_claims_nothing() -> None:
    rated = [Rated(1 + n % 2, n % 3 / 3) for n in range(24)]
    assert fit_sentences(rating_fit(rated))[1].startswith("So far your ratings do not follow the points")


def test_one_rating_for_everything_has_no_correlation() -> None:
    fit = rating_fit([Rated(3, n / 40) for n in range(40)])
    assert fit.correlation is None
    assert len(fit_sentences(fit)) == 1


def test_ties_share_their_rank() -> None:
    # By hand: ranks 1.5 1.5 3 4 and 1 2 3.5 3.5, so 4 / 4.5.
    rho = rank_correlation([1, 1, 2, 3], [5, 6, 7, 7])
    assert rho is not None
    assert round(rho, 4) == 0.8889


@given(RATED)
def test_every_rated_answer_is_higher_lower_or_the_same(rated: list[Rated]) -> None:
    fit = rating_fit(rated)
    assert fit.higher + fit.same + fit.lower == fit.answers == len(rated)
    if fit.mean_difference is not None:
        assert -3 <= fit.mean_difference <= 3
    if fit.correlation is not None:
        assert fit.interval is not None
        assert -1 <= fit.interval[0] <= fit.correlation <= fit.interval[1] <= 1
    assert all(sentence.endswith(".") for sentence in fit_sentences(fit))


@given(RATED)
def test_rating_everything_a_step_higher_never_makes_the_fit_lower(rated: list[Rated]) -> None:
    raised = [Rated(min(4, one.rating + 1), one.score) for one in rated]
    before, after = rating_fit(rated), rating_fit(raised)
    assert after.lower <= before.lower
    assert after.higher >= before.higher


@given(DISTINCT)
def test_order_alone_decides_a_rank_correlation(values: list[float]) -> None:
    ordered = sorted(values)
    steps = [float(number) for number in range(len(ordered))]
    up, down = rank_correlation(ordered, steps), rank_correlation(ordered, steps[::-1])
    assert up is not None
    assert down is not None
    assert round(up, 9) == 1
    assert round(down, 9) == -1


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 5)), min_size=2, max_size=40))
def test_a_rank_correlation_is_the_same_both_ways(pairs: list[tuple[int, int]]) -> None:
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    assert rank_correlation(first, second) == rank_correlation(second, first)
