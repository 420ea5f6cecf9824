"""One report in the terminal: first what to change, then what was said, then how it was said.

Rendering only: every number shown stands in the report.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from voicedrill.coach.baselines import Comparison
from voicedrill.coverage.results import BeatVerdict, Recital
from voicedrill.reports import plots
from voicedrill.reports.model import Report
from voicedrill.reports.phrases import noted
from voicedrill.reports.rows import LABEL_COLUMNS, heading, item, row, verdict
from voicedrill.reports.usual_words import usual_words
from voicedrill.timing import clock

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_LENGTH_WORDS = {"short": "shorter than", "on-target": "within", "long": "longer than"}
_BEAT_COLOURS = ("cyan", "blue", "magenta", "green", "yellow", "red")
#: The sparkline's scale, words per minute: a little wider than what is ever advised.
_PACE_SCALE = (80.0, 220.0)
#: The widest line that is still pleasant to read.
_WIDEST = 100
#: A shorter run of words that stands elsewhere too is nothing to speak of.
_RUN_WORTH_TELLING = 5
_NUMERALS = {2: "Two", 3: "Three"}


def print_report(report: Report, console: "Console") -> None:
    """Print ``report`` to ``console``, as wide as the console is, at most 100 columns."""
    width = min(console.width, _WIDEST)
    sections = (
        _title(report, width),
        _warnings(report),
        _advice(report),
        _coverage(report),
        _beats(report, width),
        _delivery(report, width),
        _follow_up(report),
        _footer(report),
    )
    for part in chain.from_iterable(sections):
        console.print(part, width=width)


def _title(report: Report, width: int) -> "Iterator[RenderableType]":
    from rich.text import Text

    yield Text("\n" + (report.question.ask if report.question else "Your answer"), style="bold")
    yield Text("─" * width, style="dim")


def _warnings(report: Report) -> "Iterator[RenderableType]":
    for warning in report.warnings:
        yield item("  ! ", warning, style="yellow")


def _advice(report: Report) -> "Iterator[RenderableType]":
    if not report.advice:
        return
    count = len(report.advice)
    yield heading("One thing to change" if count == 1 else f"{_NUMERALS[count]} things to change")
    for number, advice in enumerate(report.advice, 1):
        yield item(f"  {number}. ", advice.say, advice.evidence)


def _coverage(report: Report) -> "Iterator[RenderableType]":
    coverage = report.coverage
    if coverage.points:
        made = Counter(point.status for point in coverage.points)
        counts = f"{made['covered']} of {len(coverage.points)} points"
        if made["partial"]:
            counts += f", {made['partial']} in part"
        yield heading("What you said", counts)
        for point in coverage.points:
            must = "  (must)" if point.must and point.status != "covered" else ""
            taught = "  (as you taught)" if point.taught else ""
            yield verdict(point.status, point.text + must + taught, point.evidence)
    if coverage.facts_that_count:
        yield heading("Facts")
        for fact in coverage.facts_that_count:
            text = fact.text if fact.said is None else f"{fact.text}: you said {fact.said}"
            yield verdict(fact.status, text, fact.evidence)
    flags = [flag for flag in coverage.red_flags if flag.present]
    if flags:
        yield heading("Red flags")
        for flag in flags:
            yield item("  ⚑ ", flag.text, flag.evidence, style="red")


def _beats(report: Report, width: int) -> "Iterator[RenderableType]":
    from rich.text import Text

    beats = report.coverage.beats
    if not beats:
        return
    missing = [beat.beat for beat in beats if not beat.present]
    yield heading("Beats", f"not heard: {', '.join(missing)}" if missing else "")
    cells = plots.shares([beat.share or 0.0 for beat in beats], width - 4)
    bar = Text("  ")
    for number, (beat, count) in enumerate(zip(beats, cells, strict=True)):
        # The initial tells the beats apart where there are no colours.
        bar.append((beat.beat[0].upper() + "▇" * count)[:count], style=_beat_colour(number))
    if sum(cells):
        yield bar
    legend = Text()
    for number, beat in enumerate(beats):
        legend.append("■ ", style=_beat_colour(number) if beat.present else "dim")
        legend.append(_beat_label(beat) + "   ", style="" if beat.present else "dim")
    yield item("  ", legend)
    for note in report.coverage.beat_notes:
        if note.kind != "missing":
            yield item("  · ", noted(note), note.evidence)


def _beat_colour(number: int) -> str:
    return _BEAT_COLOURS[number % len(_BEAT_COLOURS)]


def _beat_label(beat: BeatVerdict) -> str:
    if not beat.present:
        return f"{beat.beat} –"
    return beat.beat if beat.share is None else f"{beat.beat} {beat.share:.0%}"


def _delivery(report: Report, width: int) -> "Iterator[RenderableType]":
    delivery = report.delivery
    yield heading("How you said it")
    if delivery.word_count == 0:
        yield row("words", "none were recognised")
        return
    if delivery.answer_s is not None:
        length = clock(delivery.answer_s)
        if delivery.length:
            low, high = delivery.length.target_s
            verdict = _LENGTH_WORDS[delivery.length.verdict]
            length += f"   {verdict} the {clock(low)} to {clock(high)} asked for"
        yield row("length", length + usual_words(report, "answer_s"))
    if delivery.speech_rate_wpm is not None:
        pace = f"{delivery.speech_rate_wpm:.0f} words a minute"
        if delivery.articulation_rate_wpm is not None:
            pace += f", {delivery.articulation_rate_wpm:.0f} without the pauses"
        yield row("pace", pace + usual_words(report, "speech_rate_wpm"))
    if len(delivery.pace) > 1:
        rates = [window.wpm for window in delivery.pace]
        line = plots.sparkline(_thinned(rates, width - LABEL_COLUMNS - 16), *_PACE_SCALE)
        yield row("", f"{line}   {min(rates):.0f} to {max(rates):.0f}")
    yield from _hesitation(report)
    yield from _timeline(report, width)
    if delivery.voice:
        yield row(
            "pitch",
            f"{delivery.voice.pitch_median_hz:.0f} Hz in the middle, "
            f"moving over {delivery.voice.pitch_spread_semitones:.1f} semitones",
        )
    if delivery.wording.hedges:
        yield row("hedges", _listed(Counter(hedge.quote for hedge in delivery.wording.hedges)))
    yield row("“I” and “we”", f"I ×{delivery.wording.i_count}, we ×{delivery.wording.we_count}")
    if report.coverage.recital:
        yield from _recital(report.coverage.recital)
    elif delivery.recital:
        yield row(
            "script",
            f"{delivery.recital.overlap:.0%} of your three-word runs stand in it; "
            f"the longest run in common is {delivery.recital.longest_run} words",
        )


def _recital(recital: Recital) -> "Iterator[RenderableType]":
    known = "your script" if recital.source == "script" else "an earlier answer of yours"
    words = recital.longest_run_words
    if recital.evidence is not None and words >= _RUN_WORTH_TELLING:
        at = "" if recital.evidence.start is None else f", from {clock(recital.evidence.start)} on"
        line = f"You said {words} words in a row as they stand in {known}{at}; "
        line += f"{recital.share:.0%} of your three-word runs stand there"
    else:
        line = f"{recital.share:.0%} of your three-word runs stand in {known}"
    if recital.pace_evenness is not None:
        line += f"; your pace was {recital.pace_evenness:.0%} even"
    yield row("word for word", line)


def _hesitation(report: Report) -> "Iterator[RenderableType]":
    delivery = report.delivery
    if delivery.phonation_s is not None:
        long = [pause for pause in delivery.pauses if pause.long]
        line = f"{len(delivery.pauses)}"
        if long:
            stands = ", ".join(f"{pause.duration_s:.1f} s at {clock(pause.start)}" for pause in long)
            line += f", {len(long)} of them long: {stands}"
        yield row("pauses", line)
        if report.usual and report.usual.of("silence_share"):
            yield row("", _usual_pauses(report.usual, report))
    filled = [filler for filler in delivery.fillers if filler.kind == "filled-pause"]
    certain = Counter(filler.text.lower() for filler in filled if filler.certain)
    line = _listed(certain) if certain else "none heard"
    possible = sum(not filler.certain for filler in filled)
    if possible:
        line += f", {possible} more possible"
    rate = delivery.filled_pauses_per_min
    if rate is not None:
        low, high = f"{rate.low:.1f}", f"{rate.high:.1f}"
        many = low if low == high else f"{low} to {high}"
        line += f"   ({many} a minute{usual_words(report, 'filled_pauses_per_min')})"
    yield row("um and uh", line)
    discourse = Counter(filler.text.lower() for filler in delivery.fillers if filler.kind == "discourse")
    if discourse:
        yield row("fillers", _listed(discourse))


def _usual_pauses(usual: Comparison, report: Report) -> str:
    """The share of silence beside what is usual; of long pauses only when they are out of the usual."""
    share, long = usual.of("silence_share"), usual.of("long_pauses_per_min")
    line = f"{share.value:.0%} silence{usual_words(report, 'silence_share')}" if share else ""
    if long and long.place != "usual":
        line += f"; {long.value:.1f} long ones a minute{usual_words(report, 'long_pauses_per_min', ', ')}"
    return line


def _timeline(report: Report, width: int) -> "Iterator[RenderableType]":
    """Pauses as gaps, fillers as letters, over the time of the answer."""
    from rich.text import Text

    delivery = report.delivery
    if delivery.first_word_s is None or delivery.answer_s is None:
        return
    start, end = delivery.first_word_s, delivery.first_word_s + delivery.answer_s
    marks = [(pause.start, pause.end, "░" if pause.long else "·") for pause in delivery.pauses]
    for filler in delivery.fillers:
        if filler.start is not None:
            marks.append((filler.start, filler.start, filler.text[0].lower() if filler.certain else "?"))
    if not marks:
        return
    line = Text(clock(start) + " ", style="dim")
    for character in plots.timeline(marks, start, end, width - LABEL_COLUMNS - 14):
        style = "dim" if character in "─·" else "yellow" if character == "░" else "not dim bold magenta"
        line.append(character, style=style)
    line.append(" " + clock(end))
    yield row("timeline", line)
    yield row("", Text("· pause  ░ long pause  letters: fillers", style="dim"))


def _follow_up(report: Report) -> "Iterator[RenderableType]":
    from rich.text import Text

    if report.follow_up:
        yield heading("They may ask next")
        yield item("  ", report.follow_up.ask)
        yield item("  ", Text(report.follow_up.because, style="dim"))


def _footer(report: Report) -> "Iterator[RenderableType]":
    from rich.text import Text

    if report.transcript.repairs:
        yield heading("Taken for terms of the deck")
        for repair in report.transcript.repairs:
            yield item("  ", f"“{repair.raw}” as {repair.term}")
    heard = report.transcript.engine
    if report.transcript.model:
        heard += f" ({report.transcript.model})"
    timing = {
        "aligned": "word times aligned to the sound",
        "engine": "word times by the engine",
        "none": "no word times",
    }[report.transcript.timing]
    yield Text(f"\nHeard by {heard}, {timing}; points judged by {report.coverage.judge}.", style="dim")


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{word} ×{count}" if count > 1 else word for word, count in counts.most_common(8))


def _thinned(values: list[float], most: int) -> list[float]:
    """Every n-th value, so that at most ``most`` are left."""
    step = -(-len(values) // max(most, 1))
    return values[::step]
