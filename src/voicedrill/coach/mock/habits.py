"""What comes back in several answers: length, beats, "we", fillers, pace. Pure.

The bounds are those of single answers (docs/metrics.md); a habit is what two answers and a third of all show.
"""

from collections.abc import Iterator, Sequence
from statistics import median

from voicedrill.coach.mock.results import Change
from voicedrill.coach.mock.whole import Proposed, Whole, is_habit, named, place
from voicedrill.coach.proposal import quote_at
from voicedrill.coverage.results import BeatVerdict

_FILLERS, _BAD_FILLERS = 6.0, 14.0
_SLOW_WPM, _FAST_WPM = 110.0, 185.0
_LONG_SET_UP = 0.35
_WE, _OWN_KINDS = 3, frozenset({"behavioural", "culture"})
_BEATS = {
    "result": "Say how it ended, each time, with a number if you have one.",
    "action": "Say what you did yourself, step by step.",
}


def habits(whole: Whole) -> Iterator[Proposed]:
    """Every habit that shows."""
    for rule in (_too_long, _too_short, _beats, _set_ups, _we, _fillers, _pace):
        yield from rule(whole)


def _too_long(whole: Whole) -> Iterator[Proposed]:
    timed = [each for each in whole.answered if each[2].length is not None]
    out, by_s, places = 0, [], []
    for telling, spoken, line in timed:
        if line.length and line.length.verdict == "long" and line.answer_s is not None:
            most_s = line.length.target_s[1]
            out += 1
            by_s.append(line.answer_s - most_s)
            at_s = (spoken.delivery.first_word_s or 0.0) + most_s
            quote = quote_at(spoken.transcript, at_s, at_s + 5.0)
            places += [place(telling, quote)] if quote else []
    if is_habit(out, len(timed)):
        say = f"{out} of {len(timed)} answers ran over the length asked for, by {median(by_s):.0f} s "
        say += "in the middle. Decide on your last sentence before you begin, and stop there."
        yield 0.45 + 0.4 * out / len(timed), Change("length", say, tuple(places[:2]))


def _too_short(whole: Whole) -> Iterator[Proposed]:
    timed = [line for _, _, line in whole.answered if line.length is not None]
    out = [line for line in timed if line.length and line.length.verdict == "short"]
    if is_habit(len(out), len(timed)):
        numbers = named([str(line.number) for line in out])
        say = f"{len(out)} of {len(timed)} answers were shorter than asked for (questions {numbers}). "
        say += "Add one example to each, with what came of it."
        yield 0.45 + 0.4 * len(out) / len(timed), Change("length", say)


def _beats(whole: Whole) -> Iterator[Proposed]:
    told = [line for _, _, line in whole.answered if any(beat.present for beat in line.beats)]
    for name, say in _BEATS.items():
        own = [line for line in told if _beat(line.beats, name) is not None]
        without = [line for line in own if (beat := _beat(line.beats, name)) and not beat.present]
        if is_habit(len(without), len(own)):
            numbers = named([str(line.number) for line in without])
            text = f"{len(without)} of {len(own)} stories had no {name} (questions {numbers}). {say}"
            yield 0.55 + 0.3 * len(without) / len(own), Change(f"no {name}", text)


def _set_ups(whole: Whole) -> Iterator[Proposed]:
    told = [share for _, _, line in whole.answered if (share := _set_up(line.beats)) is not None]
    slow = [share for share in told if share > _LONG_SET_UP]
    if is_habit(len(slow), len(told)):
        say = f"{len(slow)} of {len(told)} stories spent more than a third on the set-up, "
        say += f"up to {max(slow):.0%}. Reach what you did within the first third."
        yield 0.45 + 0.2 * len(slow) / len(told), Change("set-up", say)


def _beat(beats: Sequence[BeatVerdict], name: str) -> BeatVerdict | None:
    return next((beat for beat in beats if beat.beat.lower() == name), None)


def _set_up(beats: Sequence[BeatVerdict]) -> float | None:
    """The share of situation and task; None where no action is timed."""
    shares = {beat.beat.lower(): beat.share for beat in beats if beat.present and beat.share is not None}
    return shares.get("situation", 0.0) + shares.get("task", 0.0) if "action" in shares else None


def _we(whole: Whole) -> Iterator[Proposed]:
    own = [each for each in whole.answered if each[0].question.kind in _OWN_KINDS]
    ours = [
        each
        for each in own
        if each[1].delivery.wording.we_count >= _WE
        and each[1].delivery.wording.i_count * 4 <= each[1].delivery.wording.we_count
    ]
    if is_habit(len(ours), len(own)):
        say = f"{len(ours)} of {len(own)} stories were told as “we”. Say which steps were yours."
        yield 0.55, Change("own part", say)


def _fillers(whole: Whole) -> Iterator[Proposed]:
    known = [
        (line, line.fillers_per_min, line.answer_s)
        for _, _, line in whole.answered
        if line.fillers_per_min is not None and line.answer_s
    ]
    if len(known) < 2:
        return
    rate = sum(rate * length for _, rate, length in known) / sum(length for _, _, length in known)
    if rate > _FILLERS:
        worst = max(known, key=lambda each: each[1])[0]
        say = f"{rate:.0f} fillers a minute over the interview, most in question {worst.number}. "
        say += "Where one wants to come, close your mouth and breathe: a silence is shorter than it feels."
        yield 0.35 + 0.4 * min(1.0, (rate - _FILLERS) / (_BAD_FILLERS - _FILLERS)), Change("fillers", say)


def _pace(whole: Whole) -> Iterator[Proposed]:
    rates = [line.speech_rate_wpm for _, _, line in whole.answered if line.speech_rate_wpm is not None]
    fast = [rate for rate in rates if rate > _FAST_WPM]
    slow = [rate for rate in rates if rate < _SLOW_WPM]
    for out, how, what in (
        (fast, "faster", "Stop for a breath after each step."),
        (slow, "slower", "Plan the first sentence while you think."),
    ):
        if is_habit(len(out), len(rates)):
            say = f"{len(out)} of {len(rates)} answers went at {median(out):.0f} words a minute, "
            yield 0.45, Change("pace", f"{say}{how} than is easy to follow. {what}")
