"""Advice on how it was said: length, fillers, pace, pauses, wording, reciting."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from voicedrill.coach.proposal import Proposal, quote_at
from voicedrill.coverage.results import Recital
from voicedrill.delivery.results import Delivery, Filler
from voicedrill.timing import Pause, clock
from voicedrill.transcript import Quote, Transcript

#: Words a minute of an easy pace, for what a rushed answer would have taken.
_USUAL_WPM = 150.0


@dataclass(frozen=True)
class Bands:
    """Bounds from which advice is given. Rates per minute, lengths in seconds. Sources: docs/metrics.md."""

    shortest_answer_s: float = 20.0
    far_from_length: float = 0.35
    filled_fine: float = 5.0
    filled_bad: float = 12.0
    cluster_count: int = 3
    cluster_s: float = 10.0
    discourse_fine: float = 5.0
    slow_wpm: float = 110.0
    fast_wpm: float = 185.0
    fast_window_wpm: float = 210.0
    long_in_clause: int = 2
    very_long_s: float = 3.0
    most_silence: float = 0.30
    hedges: float = 3.0
    apologies: int = 2
    recited: float = 0.6


def proposals(
    delivery: Delivery,
    transcript: Transcript | None,
    *,
    own_story: bool,
    recital: Recital | None = None,
    bands: Bands | None = None,
) -> Iterator[Proposal]:
    """What could be changed in the delivery.

    ``own_story``: the question asks what the speaker did; ``recital``: likeness to the script.
    """
    limits = bands or Bands()
    yield from _length(delivery, transcript, limits, own_story)
    yield from _wording(delivery, transcript, limits, own_story)
    if delivery.answer_s is None or delivery.answer_s < limits.shortest_answer_s:
        # In a few seconds one slip makes any rate.
        return
    yield from _filled_pauses(delivery, delivery.answer_s, transcript, limits)
    yield from _discourse_fillers(delivery, limits)
    yield from _pace(delivery, transcript, limits)
    yield from _pauses(delivery, delivery.answer_s, transcript, limits)
    if recital is not None and recital.source == "script":
        yield from _recital(recital.share, recital.evidence, limits)
    elif delivery.recital is not None:
        yield from _recital(delivery.recital.overlap, None, limits)


def _length(
    delivery: Delivery, transcript: Transcript | None, limits: Bands, own_story: bool
) -> Iterator[Proposal]:
    length, seconds = delivery.length, delivery.answer_s
    if length is None or seconds is None or length.verdict == "on-target":
        return
    low, high = length.target_s
    spoke, band = f"You spoke for {clock(seconds)}", f"{clock(low)} to {clock(high)}"
    if length.verdict == "short":
        reason = _how_far(seconds < low * (1 - limits.far_from_length))
        rate = delivery.speech_rate_wpm or 0.0
        if rate > limits.fast_wpm and seconds * rate / _USUAL_WPM >= 0.9 * low:
            # At a usual pace it would have been long enough: the pace is the thing to change.
            return
        more = "one thing you did, and what came of it" if own_story else "an example of your own"
        say = f"{spoke}; {band} is expected. Add {more}."
        yield Proposal(reason, "length", say, degree=_how_much((low - seconds) / low, limits.far_from_length))
        return
    reason = _how_far(seconds > high * (1 + limits.far_from_length))
    say = (
        f"{spoke}; {band} is expected. The time was up here: leave out what the question did not ask, and "
        "close by then."
    )
    reached = (delivery.first_word_s or 0.0) + high
    degree = _how_much((seconds - high) / high, limits.far_from_length)
    yield Proposal(reason, "length", say, quote_at(transcript, reached, reached + 5.0), degree)


def _how_much(out: float, far: float) -> float:
    """From 0.3 at the edge of a band to 1 at twice as far out as is far."""
    return 0.3 + 0.35 * out / far


def _how_far(far: bool) -> str:
    return "far from the length" if far else "outside the length"


def _filled_pauses(
    delivery: Delivery, answer_s: float, transcript: Transcript | None, limits: Bands
) -> Iterator[Proposal]:
    certain = [filler for filler in delivery.fillers if filler.kind == "filled-pause" and filler.certain]
    rate = len(certain) * 60 / answer_s
    first, last = _densest(certain, limits.cluster_s)
    evidence = _fillers_quote(certain[first:last], transcript)
    if rate > limits.filled_fine:
        reason = "many filled pauses" if rate >= limits.filled_bad else "filled pauses"
        say = f'{rate:.0f} "um" and "uh" a minute. When one comes, close your mouth and let it be silent.'
        degree = 1.0 if rate >= limits.filled_bad else _between(rate, limits.filled_fine, limits.filled_bad)
        yield Proposal(reason, "filled pauses", say, evidence, degree)
    elif last - first >= limits.cluster_count:
        when = clock(certain[first].start or 0.0)
        say = f"{last - first} filled pauses within {limits.cluster_s:.0f} s at {when}. Pause there instead."
        yield Proposal("cluster of filled pauses", "filled pauses", say, evidence)


def _between(value: float, low: float, high: float) -> float:
    """From 0.35 at ``low`` to 1 at ``high``: a habit just over its bound costs a third of the worst."""
    return 0.35 + 0.65 * (value - low) / (high - low)


def _densest(fillers: list[Filler], window_s: float) -> tuple[int, int]:
    """The stretch with the most fillers in ``window_s``: index of its first, one past its last."""
    starts = [filler.start for filler in fillers if filler.start is not None]
    best = (0, 0)
    first = 0
    for last, start in enumerate(starts):
        while start - starts[first] > window_s:
            first += 1
        if last + 1 - first > best[1] - best[0]:
            best = (first, last + 1)
    return best


def _fillers_quote(fillers: list[Filler], transcript: Transcript | None) -> Quote | None:
    """The words from the first to the last of them; without the transcript, the fillers alone."""
    if not fillers or fillers[0].start is None or fillers[-1].end is None:
        return None
    alone = Quote(" … ".join(filler.text for filler in fillers), fillers[0].start, fillers[-1].end)
    return quote_at(transcript, fillers[0].start, fillers[-1].end, most=30) or alone


def _discourse_fillers(delivery: Delivery, limits: Bands) -> Iterator[Proposal]:
    rate = delivery.discourse_fillers_per_min
    if rate is None or rate <= limits.discourse_fine:
        return
    discourse = [filler for filler in delivery.fillers if filler.kind == "discourse"]
    text, count = Counter(filler.text for filler in discourse).most_common(1)[0]
    say = f'"{text}" came {count} times without adding anything. Start the next sentence without it.'
    degree = _between(rate, limits.discourse_fine, limits.filled_bad)
    yield Proposal("discourse fillers", "fillers", say, next(_quotes(discourse, text), None), degree)


def _quotes(fillers: list[Filler], text: str) -> Iterator[Quote]:
    return (Quote(filler.text, filler.start, filler.end) for filler in fillers if filler.text == text)


def _pace(delivery: Delivery, transcript: Transcript | None, limits: Bands) -> Iterator[Proposal]:
    rate = delivery.speech_rate_wpm
    if rate is None or not delivery.pace:
        return
    fastest = max(delivery.pace, key=lambda window: window.wpm)
    slowest = min(delivery.pace, key=lambda window: window.wpm)
    if rate > limits.fast_wpm:
        say = f"{rate:.0f} words a minute is hard to follow. Stop for a breath after each point."
        degree = _between(rate, limits.fast_wpm, limits.fast_window_wpm)
        yield Proposal("pace", "pace", say, quote_at(transcript, fastest.start, fastest.end), degree)
    elif rate < limits.slow_wpm:
        say = (
            f"{rate:.0f} words a minute is slow to listen to. Know your first words of each point beforehand."
        )
        degree = _between(-rate, -limits.slow_wpm, -limits.slow_wpm * 0.7)
        yield Proposal("pace", "pace", say, quote_at(transcript, slowest.start, slowest.end), degree)
    elif fastest.wpm > limits.fast_window_wpm:
        when = f"From {clock(fastest.start)} to {clock(fastest.end)}"
        say = f"{when} you went up to {fastest.wpm:.0f} words a minute. Take that part slower."
        yield Proposal("fast stretch", "pace", say, quote_at(transcript, fastest.start, fastest.end))


def _pauses(
    delivery: Delivery, answer_s: float, transcript: Transcript | None, limits: Bands
) -> Iterator[Proposal]:
    # A pause after a number or a result lets it sink in: that one is good.
    inside = [p for p in delivery.pauses if p.long and p.place == "clause" and not p.after_number]
    longest = max(inside, key=lambda pause: pause.duration_s, default=None)
    if longest and (len(inside) >= limits.long_in_clause or longest.duration_s >= limits.very_long_s):
        many = f"{len(inside)} long pauses stood" if len(inside) > 1 else "A long pause stood"
        say = (
            f"{many} in the middle of a sentence, the longest {longest.duration_s:.1f} s at "
            f"{clock(longest.start)}. Finish the sentence first, then think."
        )
        yield Proposal("long pauses inside clauses", "pauses", say, _around(transcript, longest))
        return
    share = sum(pause.duration_s for pause in delivery.pauses) / answer_s
    if share > limits.most_silence:
        say = f"{share:.0%} of the answer was silence. Decide on the order of your points first."
        yield Proposal("silence share", "pauses", say)


def _around(transcript: Transcript | None, pause: Pause) -> Quote | None:
    return quote_at(transcript, pause.start - 1.5, pause.end + 1.5)


def _wording(
    delivery: Delivery, transcript: Transcript | None, limits: Bands, own_story: bool
) -> Iterator[Proposal]:
    wording = delivery.wording
    if len(wording.apologies) >= limits.apologies:
        say = f"You apologised {len(wording.apologies)} times. Just correct yourself and go on."
        degree = _between(len(wording.apologies), 1, 5)
        topics = frozenset({"apologies"})
        yield Proposal("apologies", "wording", say, wording.apologies[0], degree, topics)
    if delivery.answer_s and delivery.answer_s >= limits.shortest_answer_s:
        rate = len(wording.hedges) * 60 / delivery.answer_s
        if rate > limits.hedges:
            say = f'{len(wording.hedges)} hedges such as "{wording.hedges[0].quote}". Keep those you mean.'
            degree = _between(rate, limits.hedges, 3 * limits.hedges)
            yield Proposal("hedges", "wording", say, wording.hedges[0], degree, frozenset({"hedges"}))
    if own_story and wording.we_count >= 4 and wording.i_count * 4 <= wording.we_count:
        say = (
            f'You said "we" {wording.we_count} times and "I" {wording.i_count} times. '
            "Say which part was yours."
        )
        yield Proposal("we without I", "wording", say, _first_we(transcript), topics=frozenset({"own part"}))


def _first_we(transcript: Transcript | None) -> Quote | None:
    for word in transcript.words if transcript else ():
        if word.text.lower().startswith("we") and word.start is not None:
            return quote_at(transcript, word.start, word.start + 3.0)
    return None


def _recital(share: float | None, evidence: Quote | None, limits: Bands) -> Iterator[Proposal]:
    if share is not None and share >= limits.recited:
        say = (
            f"{share:.0%} of this stands word for word in your script. "
            "Keep its order and its figures, and let the rest come freshly."
        )
        yield Proposal("reciting", "script", say, evidence, _between(share, limits.recited, 1.0))
