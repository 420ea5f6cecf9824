"""Speech rate and articulation rate, words per minute.

Speech rate counts the pauses in, articulation rate leaves them out (Goldman-Eisler 1968; de Jong 2009).
Filled pauses and backchannels are not words.
"""

#: Over less than this a rate says nothing about pace.
SHORTEST_ANSWER_S = 1.0


def per_minute(count: float, seconds: float | None) -> float | None:
    """``count`` a minute; None under one second, or without a length."""
    if seconds is None or seconds < SHORTEST_ANSWER_S:
        return None
    return count * 60 / seconds


def speech_rate(word_count: int, answer_s: float | None) -> float | None:
    """Words a minute over the whole answer. None without words or times."""
    return per_minute(word_count, answer_s) if word_count else None


def articulation_rate(word_count: int, phonation_s: float | None) -> float | None:
    """Words a minute over the time without silent pauses. None without words or times."""
    return per_minute(word_count, phonation_s) if word_count else None
