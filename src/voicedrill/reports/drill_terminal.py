"""The score of a drill in the terminal. Rendering only: every number shown stands in the result."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from voicedrill.coach.drills.kinds import KINDS, DrillKind, own_items
from voicedrill.coach.drills.model import Check, Drill, DrillAnswer, DrillResult, FactRecall
from voicedrill.decks.model import Deck
from voicedrill.reports.plain import shown
from voicedrill.reports.rows import hanging, heading, item, row

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

_WIDEST = 100
#: Columns from which the questions of rapid fire stand beside their figures.
_TABLE_FROM = 64
_TITLES = {
    "pitch": "Pitch",
    "bridge": "Bridges",
    "recovery": "Recovery",
    "rapid": "Rapid fire",
    "facts": "Facts from memory",
    "ask-them": "Your questions",
    "pay": "Pay",
}


def print_drill(result: DrillResult, console: "Console") -> None:
    """Print the score, as wide as the console is, at most 100 columns."""
    width = min(console.width, _WIDEST)
    if not (result.answers or result.facts):
        parts: Iterator[RenderableType] = iter([heading(_TITLES[result.kind], "nothing was answered")])
    elif result.kind == "facts":
        parts = _facts(result)
    elif result.kind == "pitch":
        parts = _pitch(result)
    elif result.kind == "rapid":
        parts = _rapid(result, width)
    else:
        parts = _checked(result)
    for part in parts:
        console.print(part, width=width)


def print_kinds(deck: Deck, console: "Console") -> None:
    """Every kind of drill with a line each, and how many items the deck has."""
    console.print(heading("Drills", shown(deck.title)))
    for kind in KINDS.values():
        console.print(row(kind.name, _kind_line(kind, deck)), width=min(console.width, _WIDEST))


def print_items(drill: Drill, console: "Console") -> None:
    """What a drill asks, without asking it."""
    width = min(console.width, _WIDEST)
    for number, one in enumerate(drill.items, 1):
        console.print(hanging(f"{number:>4}  ", "dim", shown(one.question.ask)), width=width)
    if drill.note:
        console.print(hanging("      ", "", _dim(drill.note)), width=width)


def _kind_line(kind: DrillKind, deck: Deck) -> "Text":
    from rich.text import Text

    count = own_items(kind, deck)
    if count:
        has = f"{count} {kind.unit}{'' if count == 1 else 's' if kind.unit[-1] != 'h' else 'es'}"
    elif kind.name in ("facts", "rapid"):
        has = "none in this deck"
    else:
        has = "general ones: this deck has none"
    return Text(kind.help).append(f"\n{has}", style="dim")


def _facts(result: DrillResult) -> "Iterator[RenderableType]":
    lists: dict[str, list[FactRecall]] = {"stated": [], "misstated": [], "absent": []}
    for fact in result.facts:
        lists[fact.verdict.status].append(fact)
    yield heading(_TITLES["facts"], f"{len(lists['stated'])} of {len(result.facts)} right")
    if lists["misstated"]:
        yield heading("Wrong")
        for fact in lists["misstated"]:
            said = f"you said {fact.verdict.said}; it is {fact.verdict.text}"
            yield _under("  ≠ ", "red", fact.ask, said)
    if lists["absent"]:
        yield heading("Missing")
        for fact in lists["absent"]:
            yield _under("  ✗ ", "yellow", fact.ask, f"it is {fact.verdict.text}")
    if lists["stated"]:
        yield heading("Right")
        for fact in lists["stated"]:
            more = f"   (not said: {', '.join(fact.left_out)})" if fact.left_out else ""
            yield item("  ✓ ", shown(fact.verdict.text) + more, style="green")


def _under(lead: str, style: str, text: str, more: str) -> "RenderableType":
    from rich.console import Group

    return Group(hanging(lead, style, shown(text)), hanging(" " * len(lead), "", _dim(shown(more))))


def _pitch(result: DrillResult) -> "Iterator[RenderableType]":
    low, high = result.answers[0].band_s
    yield heading(_TITLES["pitch"], f"{low:g} to {high:g} s")
    for number, answer in enumerate(result.answers):
        best = "  ★ best" if number == result.best else ""
        yield hanging(f"  {number + 1}  ", "bold", _figures(answer).append(best, style="bold green"))
        if answer.marks:
            yield hanging("     ", "", _marks(answer))
        for check in answer.checks:
            if not check.passed:
                yield _check(check, indent=5)


def _rapid(result: DrillResult, width: int) -> "Iterator[RenderableType]":
    from rich.table import Table
    from rich.text import Text

    judged = [answer for answer in result.answers if _answers(answer) is not None]
    answered = sum(bool(_answers(answer)) for answer in judged)
    yield heading(_TITLES["rapid"], f"{answered} of {len(judged)} answered in the first sentence")
    wide = width >= _TABLE_FROM
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, pad_edge=False)
    table.add_column("  ", no_wrap=True)
    table.add_column("first word", justify="right", no_wrap=True)
    table.add_column("words", justify="right", no_wrap=True)
    table.add_column("question", ratio=1, overflow="fold")
    if not wide:
        table.columns[1].header, table.columns[2].header = "s", "w"
    for number, answer in enumerate(result.answers):
        made = _answers(answer)
        mark = Text(" –", "dim") if made is None else Text(" ✓", "green") if made else Text(" ✗", "red")
        first = "–" if answer.first_word_s is None else f"{answer.first_word_s:.1f}" + (" s" if wide else "")
        style = "yellow" if number == result.slowest else ""
        table.add_row(mark, Text(first, style), Text(str(answer.words)), Text(shown(answer.ask)))
    yield table
    if result.median_first_word_s is not None and result.slowest is not None:
        slowest = result.answers[result.slowest]
        yield Text()
        yield row("first word", f"{result.median_first_word_s:.1f} s, median of {len(result.answers)}")
        yield row("slowest", f"{slowest.first_word_s:.1f} s: {shown(slowest.ask)}")
    for answer in result.answers:
        for check in answer.checks:
            if not check.passed and check.about == "words":
                yield _check(check, indent=2)


def _answers(answer: DrillAnswer) -> bool | None:
    """Whether the first sentence answers; None where there was nothing to judge by."""
    return next((check.passed for check in answer.checks if check.about == "answers"), None)


def _checked(result: DrillResult) -> "Iterator[RenderableType]":
    from rich.text import Text

    count = len(result.answers)
    yield heading(_TITLES[result.kind], f"{result.passed} of {count} with nothing to change")
    for answer in result.answers:
        yield Text()
        yield hanging("  ", "", Text(shown(answer.ask), style="bold"))
        yield hanging("  ", "", _figures(answer))
        timed = result.kind in ("bridge", "recovery")
        if timed and answer.marks:
            yield hanging("  ", "", _marks(answer))
        for asked in answer.asked:
            kind = "  (yes or no)" if asked.closed else ""
            yield hanging("  ? ", "cyan", _dim(shown(asked.quote.quote) + kind))
        for check in answer.checks:
            yield _check(check, indent=2)
        if not timed:
            for mark in answer.marks:
                lead, style = ("  ✓ ", "green") if mark.made else ("  ✗ ", "red")
                yield item(lead, shown(mark.name), mark.evidence if result.kind == "pay" else None, style)


def _figures(answer: DrillAnswer) -> "Text":
    from rich.text import Text

    parts = []
    if answer.answer_s is not None:
        parts.append(f"{answer.answer_s:.0f} s")
    if answer.words_per_min is not None:
        parts.append(f"{answer.words_per_min:.0f} words a minute")
    if answer.first_word_s is not None:
        parts.append(f"first word after {answer.first_word_s:.1f} s")
    return Text(", ".join(parts) or f"{answer.words} words", style="dim")


def _marks(answer: DrillAnswer) -> "Text":
    """The beats in a line, each with when it came."""
    from rich.text import Text

    line = Text()
    for number, mark in enumerate(answer.marks):
        when = f" {mark.at_s:.0f} s" if mark.made and mark.at_s is not None else ""
        line.append("  " if number else "")
        line.append("✓" if mark.made else "✗", style="green" if mark.made else "red")
        line.append(f" {shown(mark.name)}{when}".replace(" ", "\u00a0"))  # broken between beats only
    return line


def _check(check: Check, indent: int) -> "RenderableType":
    mark, style = ("✓", "green") if check.passed else ("✗", "red")
    return item(" " * indent + mark + " ", check.say, None if check.passed else check.evidence, style)


def _dim(text: str) -> "Text":
    from rich.text import Text

    return Text(text, style="dim")
