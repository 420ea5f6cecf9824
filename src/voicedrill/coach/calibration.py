"""How well the speaker's own rating of an answer, given before the report, fits the points it made.

A rating goes from 1 to 4; so does the quarter of the score in which an answer lies. Their difference says
whether answers are rated higher or lower than their points, their rank correlation whether the better answers
are rated better. docs/progress.md gives the formulas.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atanh, sqrt, tanh

#: Rated answers from which on anything is said, and from which on the correlation is.
ENOUGH = 5
ENOUGH_TO_CORRELATE = 20
#: Mean difference (steps) from which on ratings are called higher or lower.
_OFF = 0.5


@dataclass(frozen=True)
class Rated:
    """One answer: the speaker's ``rating``, 1 to 4, and the ``score`` of its points, 0 to 1."""

    rating: int
    score: float


@dataclass(frozen=True)
class RatingFit:
    """How ratings fit scores, over ``answers`` rated answers with a score.

    ``higher``, ``same``, ``lower``: how many were rated above, in and below the quarter of their score;
    ``mean_difference``: rating less quarter, in steps, -3 to 3; ``correlation``: Spearman's, with its 95 %
    interval; None where there are too few answers, or all ratings or all scores are alike.
    """

    answers: int
    higher: int
    same: int
    lower: int
    mean_difference: float | None
    correlation: float | None
    interval: tuple[float, float] | None


def quarter(score: float) -> int:
    """The quarter of the scale in which a score lies: 1 under 0.25, 4 from 0.75."""
    return 1 + min(3, max(0, int(score * 4)))


def rating_fit(rated: Sequence[Rated]) -> RatingFit:
    """How these ratings fit their scores."""
    differences = [one.rating - quarter(one.score) for one in rated]
    count = len(differences)
    rho = None
    if count >= ENOUGH_TO_CORRELATE:
        rho = rank_correlation([one.rating for one in rated], [one.score for one in rated])
    return RatingFit(
        answers=count,
        higher=sum(difference > 0 for difference in differences),
        same=differences.count(0),
        lower=sum(difference < 0 for difference in differences),
        mean_difference=sum(differences) / count if count >= ENOUGH else None,
        correlation=rho,
        interval=_interval(rho, count) if rho is not None else None,
    )


def fit_sentences(fit: RatingFit) -> tuple[str, ...]:
    """The fit in plain sentences; empty when nothing was rated."""
    if fit.answers == 0:
        return ()
    if fit.mean_difference is None:
        rated = "1 answer is rated" if fit.answers == 1 else f"{fit.answers} answers are rated"
        return (f"{rated} so far; from {ENOUGH} on you see here how your ratings fit your points.",)
    sentences = [_which_way(fit, fit.mean_difference)]
    if fit.correlation is not None and fit.interval is not None:
        low, high = fit.interval
        if low > 0:
            how = "Answers that made more points tend to get a higher rating from you"
        elif high < 0:
            how = "Answers that made more points tend to get a lower rating from you"
        else:
            how = "So far your ratings do not follow the points"
        numbers = f"rank correlation {_signed(fit.correlation)}, 95 % interval"
        sentences.append(f"{how} ({numbers} {_signed(low)} to {_signed(high)}, from {fit.answers} answers).")
    return tuple(sentences)


def rank_correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Spearman's rho with ties at their mean rank; None when all of either are alike, or under 2 values."""
    one, two = _ranks(first), _ranks(second)
    mean = (len(one) + 1) / 2
    product = sum((a - mean) * (b - mean) for a, b in zip(one, two, strict=True))
    spread = sqrt(sum((a - mean) ** 2 for a in one)) * sqrt(sum((b - mean) ** 2 for b in two))
    return max(-1.0, min(1.0, product / spread)) if spread > 0 else None


def _which_way(fit: RatingFit, mean: float) -> str:
    steps = f"by {abs(mean):.1f} of 4 steps on average"
    if mean <= -_OFF and fit.lower > fit.higher:
        return f"You rate yourself lower than your points: in {fit.lower} of {fit.answers} answers, {steps}."
    if mean >= _OFF and fit.higher > fit.lower:
        return (
            f"You rate yourself higher than your points: in {fit.higher} of {fit.answers} answers, {steps}."
        )
    return (
        f"Your ratings lie around your points: the same in {fit.same} of {fit.answers} answers, "
        f"higher in {fit.higher}, lower in {fit.lower}."
    )


def _interval(rho: float, count: int) -> tuple[float, float]:
    """95 % interval of Spearman's rho: Fisher's z with the variance of Bonett and Wright 2000."""
    if abs(rho) >= 1:
        return (rho, rho)
    spread = 1.96 * sqrt((1 + rho * rho / 2) / (count - 3))
    return (tanh(atanh(rho) - spread), tanh(atanh(rho) + spread))


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=lambda index: values[index])
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for index in order[start:end]:
            ranks[index] = (start + 1 + end) / 2
        start = end
    return ranks


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")
