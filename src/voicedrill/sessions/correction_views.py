"""What the screen shows while a verdict is corrected, as rich text. Pure: nothing is printed here."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from voicedrill.coverage.results import PointVerdict
from voicedrill.sessions.views import KeyHelp
from voicedrill.teaching.choosing import LABELS, Decided, Left, Material, Passages, Points, Sentences, State
from voicedrill.teaching.doubts import Shown
from voicedrill.timing import clock
from voicedrill.transcript import Quote, quote

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_MARKS = {"covered": ("✓", "green"), "partial": ("◐", "yellow"), "missed": ("✗", "red")}
_VERDICTS = {"covered": "ticked", "partial": "ticked in part", "missed": "not ticked"}


def lines_of(state: State, material: Material) -> "Iterator[RenderableType]":
    """What is to be chosen from in ``state``."""
    match state:
        case Points():
            yield heading("Which verdict is wrong?")
            for label, verdict in zip(LABELS, material.verdicts, strict=False):
                mark, style = _MARKS[verdict.status]
                yield _row(label, mark, style, verdict.text)
        case Passages(point, candidates):
            yield heading("Where did you say it?", material.verdicts[point].text)
            for label, one in zip(LABELS, candidates, strict=False):
                said = quote(material.words, one.first, one.last)
                yield _row(label, _time(said), "dim", f"“{said.quote}”")
        case Sentences(point):
            yield heading("Which sentence says it?", material.verdicts[point].text)
            for number, span in enumerate(material.sentences, 1):
                said = quote(material.words, *span)
                yield _row(f"{number}", _time(said), "dim", said.quote)
        case Decided() | Left():
            return


def keys_for(state: State, material: Material) -> KeyHelp:
    """The keys that mean something in ``state``."""
    match state:
        case Points():
            return ((_labels(len(material.verdicts)), "change this verdict"), ("enter", "back"))
        case Passages(point, candidates):
            others = ((_labels(len(candidates), 1), "another"),) if len(candidates) > 1 else ()
            half = material.verdicts[point].status == "partial"
            deny = (("n", "I did not say it"),) if half else ()
            return (("enter", "there (1)"), *others, ("t", "somewhere else"), *deny, ("b", "back"))
        case Sentences(_, typed):
            choose = f"that one: {typed}" if typed else "choose"
            return (("a number, or 3-5, and enter", choose), ("b", "back"))
    return ()


def doubt_lines(
    number: int, count: int, ask: str, verdict: PointVerdict, shown: Shown
) -> "Iterator[RenderableType]":
    """One doubtful verdict: question, point, passage with the sentences around it, the verdict."""
    from rich.padding import Padding

    mark, style = _MARKS[verdict.status]
    yield heading(f"{number} of {count}", ask)
    yield _text("  Point: ", "dim").append(verdict.text, "not dim bold")
    yield _text()
    said = _text()
    if shown.before:
        said.append(f"… {shown.before} ", "dim")
    said.append(shown.passage.quote)
    if shown.after:
        said.append(f" {shown.after} …", "dim")
    yield Padding(said, (0, 2), expand=False)
    yield _text()
    yield _text(f"  {mark} ", style).append(
        f"{_VERDICTS[verdict.status]} so far ({verdict.score:.2f}). Do these words make the point?", "dim"
    )


def heading(title: str, note: str = "") -> "Text":
    """A title over a choice."""
    line = _text("\n" + title, "bold")
    return line.append("   " + note, "not bold dim") if note else line


def _labels(count: int, skip: int = 0) -> str:
    """ "1-9" or "1-9, a-f": the labels of so many choices but the first ``skip``."""
    used = LABELS[skip:count]
    parts = [part for part in (used[: max(0, 9 - skip)], used[max(0, 9 - skip) :]) if part]
    return ", ".join(part if len(part) == 1 else f"{part[0]}-{part[-1]}" for part in parts)


def _time(said: Quote) -> str:
    return "" if said.start is None else clock(said.start)


def _row(label: str, mark: str, style: str, text: str) -> "RenderableType":
    from rich.table import Table

    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=4, justify="right", no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column()
    grid.add_row(_text(label, "bold"), _text(mark, style), _text(text))
    return grid


def _text(text: str = "", style: str = "") -> "Text":
    from rich.text import Text

    return Text(text, style=style)


def learnt(verdicts: Sequence[PointVerdict], decided: Decided, now: PointVerdict) -> str:
    """What a correction changed, in a sentence."""
    text = verdicts[decided.point].text
    if decided.kind == "said":
        return f"Learnt: these words make the point “{text}”. u undoes it."
    still = " It is still ticked, for another passage." if now.status == "covered" else ""
    return f"Learnt: these words do not make the point “{text}”. u undoes it.{still}"
