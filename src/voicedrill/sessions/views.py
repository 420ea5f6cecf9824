"""What the screen shows in each state of a question, as rich text. Pure: nothing is printed here."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from voicedrill.decks.model import Question
from voicedrill.reports.model import Report
from voicedrill.sessions.flow_values import (
    Asking,
    Correcting,
    Done,
    Paused,
    Rating,
    Recording,
    Reporting,
    Reviewing,
    Rules,
    State,
    Thinking,
    Unheard,
)
from voicedrill.timing import clock

if TYPE_CHECKING:
    from rich.console import Group
    from rich.text import Text

#: The meter's ends, dB relative to full scale, and its length in columns.
QUIETEST_DBFS = -60.0
LOUDEST_DBFS = -10.0
_METER_COLUMNS = 24
#: So long a bar still tells something.
_LEAST_COLUMNS = 6
_TIME_COLUMNS = 40
#: The countdown before the end by silence appears this long before it at the earliest: to be seen in time
#: and not to hurry anyone who takes a breath.
_SILENCE_SHOWN_S = 2.0

FINISH = "finish"

#: Key and meaning, in the order in which they are shown.
KeyHelp = tuple[tuple[str, str], ...]
_LEAVE: KeyHelp = (("s", "skip"), ("q", "quit"))
_KEYS: dict[type[State], KeyHelp] = {
    Asking: (("space", "begin now"), ("h", "from the start"), *_LEAVE),
    Thinking: (("space", "answer now"), ("h", "hear again"), *_LEAVE),
    Recording: (("space", "done"), ("p", "pause"), ("h", "hear again"), ("r", "start over"), *_LEAVE),
    Reporting: (("q", "quit"),),
    Paused: (("space", "go on"), ("h", "hear again"), ("r", "start over"), *_LEAVE),
    Unheard: (("r", "try again"), ("space", "report anyway"), *_LEAVE),
}
_RATING: KeyHelp = (
    *(("1", "poor"), ("2", "fair"), ("3", "good"), ("4", "strong")),
    *(("space", "no rating"), ("q", "quit")),
)
_REDO, _QUIT = ("r", "answer again"), ("q", "quit")
_CORRECT, _UNDO = ("c", "correct a verdict"), ("u", "undo the correction")


@dataclass(frozen=True)
class View:
    """Everything that the screen shows of a question. ``level_dbfs``: of the last block of sound; ``after``:
    what comes after it, "finish" when nothing does.
    """

    question: Question
    state: State
    rules: Rules
    level_dbfs: float | None = None
    after: str = FINISH


def band(question: Question) -> str:
    """The length that the answer should have, in words."""
    low, high = question.target_s
    return f"aim for {clock(low)} to {clock(high)}"


def status(view: View, width: int) -> "Group":
    """The lines that change while a question is asked, answered and reported. Always as many, but for the
    keys in a narrow terminal.
    """
    from rich.console import Group

    lines = _lines(view, width)
    lines += [_text()] * (2 - len(lines))
    return Group(*lines, _text(), *key_lines(keys_of(view), width))


def announcement(view: View) -> str | None:
    """The state in one line, for output that scrolls; None where there is nothing to tell."""
    rules = view.rules
    match view.state:
        case Thinking(left_s):
            return f"Think for {left_s:.0f} s."
        case Recording():
            return f"Recording. It ends after {rules.end_silence_s:g} s of silence."
        case Unheard():
            return _UNHEARD
        case Reporting():
            return "Making the report."
    return None


def keys_of(view: View) -> KeyHelp:
    """The keys that mean something now."""
    if not view.rules.has_keys:
        return ()
    match view.state:
        case Reviewing(corrected):
            offered = (
                (("space", view.after), True),
                (_CORRECT, view.rules.can_correct),
                (_UNDO, corrected),
                (_REDO, view.rules.can_redo),
                (_QUIT, view.after != FINISH),
            )
            return tuple(key for key, is_offered in offered if is_offered)
        case Reporting(awaits_rating=True):
            return _RATING
    keys = _KEYS.get(type(view.state), ())
    return keys if view.rules.has_voice else tuple(pair for pair in keys if pair[0] != "h")


def rated(rating: Rating, report: Report) -> str:
    """The speaker's rating beside what was judged, in one sentence."""
    gave = f"You gave it {rating} of {len(get_args(Rating))}"
    points = report.coverage.points
    if not points:
        return f"{gave}."
    made = sum(point.status == "covered" for point in points)
    partly = sum(point.status == "partial" for point in points)
    were = "was made" if made == 1 else "were made"
    more = f", {partly} more in part" if partly else ""
    return f"{gave}; {made} of {len(points)} points {were}{more}."


def key_lines(keys: KeyHelp, width: int) -> "list[Text]":
    """The keys and what they do, in as many lines as ``width`` columns ask for."""
    lines = [_text()]
    for key, meaning in keys:
        entry = _text("   " if lines[-1] else "  ").append(key, "bold").append(f" {meaning}", "dim")
        if lines[-1] and len(lines[-1]) + len(entry) > width:
            lines.append(_text("  ").append_text(entry[3:]))
        else:
            lines[-1].append_text(entry)
    return lines


def meter(level_dbfs: float | None, columns: int = _METER_COLUMNS) -> "Text":
    """The level as a bar of ``columns``."""
    share = 0.0
    if level_dbfs is not None:
        share = min(1.0, max(0.0, (level_dbfs - QUIETEST_DBFS) / (LOUDEST_DBFS - QUIETEST_DBFS)))
    filled = round(share * columns)
    bar = _text("▮" * filled, style="green" if filled < columns else "red")
    return bar.append("▯" * (columns - filled), style="dim")


def time_bar(recorded_s: float, target_s: tuple[float, float], columns: int = _TIME_COLUMNS) -> "Text":
    """Elapsed time as a bar of ``columns``, the target band marked on it; its scale ends past the band."""
    high = target_s[1]
    scale_s = max(high * 1.25, recorded_s)
    at = min(columns, int(recorded_s / scale_s * columns))
    first, last = (int(edge / scale_s * columns) for edge in target_s)
    bar = _text()
    for column in range(columns):
        in_band = first <= column < last
        if column < at:
            bar.append("━", style="green" if recorded_s <= high else "yellow")
        elif in_band:
            bar.append("═", style="cyan")
        else:
            bar.append("─", style="dim")
    return bar


_UNHEARD = "No speech was heard. Is the right microphone on, and not muted?"


def _lines(view: View, width: int) -> "list[Text]":
    match view.state:
        case Asking():
            return [_text("  The question is being read.", "dim")]
        case Thinking(left_s):
            # Rounded up: the last second reads 1, not 0.
            return [_text("  Think first: ").append(clock(-(-left_s // 1)), style="bold")]
        case Recording() as recording:
            return [_time_line(view, recording, width), _level_line(view, recording, width)]
        case Paused(recording, reading):
            why = "while you are spoken to" if reading else "nothing is recorded"
            return [
                _text()
                .append("  ‖ Paused", "bold yellow")
                .append(f" at {clock(recording.recorded_s)}: {why}", "dim")
            ]
        case Unheard():
            return [_text("  " + _UNHEARD, "yellow")]
        case Reporting(awaits_rating=True, is_made=is_made):
            ready = "the report is ready" if is_made else "the report is being made"
            return [_text().append("  How did that go?", "bold").append(f"  {ready}", "dim")]
        case Reporting():
            return [_text("  Making the report …", "dim")]
        case Reviewing() | Correcting() | Done():
            return []


def _time_line(view: View, recording: Recording, width: int) -> "Text":
    line = _text().append("  ● ", "bold red").append(f"{clock(recording.recorded_s):>5}  ", "bold")
    aim = f"  {band(view.question)}"
    bar = time_bar(recording.recorded_s, view.question.target_s, _room(width, line, aim, _TIME_COLUMNS))
    return line.append_text(bar).append(aim, "dim")


def _level_line(view: View, recording: Recording, width: int) -> "Text":
    line = _text("           ")
    countdown = _countdown(view.rules, recording)
    return line.append_text(meter(view.level_dbfs, _room(width, line, countdown, _METER_COLUMNS))).append(
        countdown, "yellow"
    )


def _room(width: int, before: "Text", after: str, most: int) -> int:
    """Columns for a bar between two texts: in a narrow terminal it gives way, not what is told."""
    return max(_LEAST_COLUMNS, min(most, width - len(before) - len(after)))


def _countdown(rules: Rules, recording: Recording) -> str:
    ends_in_s, limit_in_s = recording.ends_in_s, rules.max_s - recording.recorded_s
    if recording.held and ends_in_s is not None and ends_in_s < limit_in_s:
        return f"  take your time: ends in {ends_in_s:.1f} s"
    shown_s = min(_SILENCE_SHOWN_S, rules.end_silence_s - 0.5)
    if ends_in_s is not None and ends_in_s <= shown_s and ends_in_s < limit_in_s:
        return f"  silence: ends in {ends_in_s:.1f} s"
    if limit_in_s <= rules.limit_shown_s:
        return f"  time limit: ends in {max(0.0, limit_in_s):.0f} s"
    if not recording.heard_speech and recording.silence_s > rules.wait_s / 2:
        return f"  no speech yet: stops in {max(0.0, rules.wait_s - recording.silence_s):.0f} s"
    return ""


def _text(text: str = "", style: str = "") -> "Text":
    from rich.text import Text

    return Text(text, style=style, no_wrap=True, overflow="ellipsis")
