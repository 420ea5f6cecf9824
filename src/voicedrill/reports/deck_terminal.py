"""A deck in the terminal as a person wants to read it; plain text where it is piped.

Rendering only. Text of a deck goes through `plain.shown`: nothing in it is markup or moves the cursor.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from voicedrill.decks.browse import Found, counts
from voicedrill.decks.model import Deck, FollowUp, Question, Round, Story
from voicedrill.reports.plain import shown, shown_lines

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

_WIDEST = 100


def print_deck(deck: Deck, name: str, console: "Console", *, whole: bool = False) -> None:
    """Rounds, stories and what is asked; ``whole``: every question with all that belongs to it."""
    _print(console, [*_head(deck), *_rounds(deck.rounds), *_stories(deck), *_questions(deck, name, whole)])


def print_question(question: Question, deck: Deck, console: "Console") -> None:
    """A question with its points, notes by beat, facts, red flags and follow-ups, and its story."""
    story = next((story for story in deck.stories if story.id == question.story), None)
    _print(console, [*_question(question), *([_heading("Its story"), *_story(story)] if story else [])])


def print_story(story: Story, deck: Deck, console: "Console") -> None:
    """A story and the questions that it answers."""
    parts = list(_story(story))
    used = [question for question in deck.questions if question.story == story.id]
    if used:
        parts += [_heading("Answers"), *(_item(question.ask, question.id) for question in used)]
    _print(console, parts)


def print_found(found: Sequence[Found], console: "Console") -> None:
    """The questions that were found: by what name they are practised, and what they ask."""
    for entry in found:
        question = entry.question
        about = [question.kind, question.difficulty or "", *(f"#{tag}" for tag in question.tags)]
        console.print(_text(entry.reference, "cyan"), soft_wrap=True)  # in one piece, to be copied
        parts = (_text(question.ask), _text(" · ".join(filter(None, about)), "dim"))
        _print(console, (_indented(part, 2) for part in parts))


def span(low: float, high: float, unit: str) -> str:
    """ "45–60 min"; one number when both are the same."""
    return f"{low:g} {unit}" if low == high else f"{low:g}–{high:g} {unit}"


def amount(count: int, one: str, many: str = "") -> str:
    """ "1 story", "3 stories"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def _print(console: "Console", parts: "Iterable[RenderableType]") -> None:
    width = min(console.width, _WIDEST)
    for part in parts:
        console.print(part, width=width)


def _head(deck: Deck) -> "Iterator[RenderableType]":
    yield _text(deck.title, "bold")
    about = ", ".join(part for part in (deck.role, deck.company) if part)
    if about:
        yield _text(about)
    held = counts(deck)
    low, high = (round(minutes) for minutes in held.minutes)
    parts = [amount(held.questions, "question"), f"{span(low, high, 'min')} of answers"]
    if held.stories:
        parts.append(amount(held.stories, "story", "stories"))
    yield _text(", ".join(parts), "dim")


def _rounds(rounds: Sequence[Round]) -> "Iterator[RenderableType]":
    if rounds:
        yield _heading("Rounds")
    for stage in rounds:
        after = [span(*stage.minutes, "min")] if stage.minutes else []
        if stage.questions:
            after.append(amount(stage.questions, "question"))
        yield _item(stage.name, ", ".join([*after, *stage.kinds]))


def _stories(deck: Deck) -> "Iterator[RenderableType]":
    if deck.stories:
        yield _heading("Stories")
    for i, story in enumerate(deck.stories):
        if i:
            yield _text("")
        yield from _story(story)


def _story(story: Story) -> "Iterator[RenderableType]":
    yield _indented(_with(_text(story.title, "bold"), story.id), 2)
    yield from _beats(story.beats)
    yield from _labelled("numbers", story.facts, "yellow")
    yield from _labelled("verified", [story.verified] if story.verified else [])
    yield from _labelled("use for", [", ".join(story.use_for)] if story.use_for else [])
    yield from _labelled("to fill in", story.to_fill, "magenta")
    yield from _follow_ups(story.follow_ups)


def _questions(deck: Deck, name: str, whole: bool) -> "Iterator[RenderableType]":
    if not deck.questions:
        yield _heading("No question yet")
        return
    kinds = dict.fromkeys(question.kind for question in deck.questions)
    for kind in kinds:
        group = [question for question in deck.questions if question.kind == kind]
        yield _heading(f"{kind[:1].upper()}{kind[1:]}", amount(len(group), "question"))
        for i, question in enumerate(group):
            if whole:
                if i:
                    yield _text("")
                yield from _question(question)
            else:
                yield _item(question.ask, question.id)
    if not whole:
        yield _text(
            f"\nOne with all its points: voicedrill deck show {name} QUESTION. All of them: --all", "dim"
        )


def _question(question: Question) -> "Iterator[RenderableType]":
    yield _indented(_with(_text(question.ask, "bold"), question.id), 2)
    about = [question.kind, question.difficulty or "", span(*question.target_s, "s"), question.role or ""]
    tags = [f"#{tag}" for tag in question.tags]
    yield _indented(_text(" · ".join(filter(None, [*about, *tags])), "dim"), 2)
    for point in question.points:
        yield _item(point.say, "must" if point.must else "", mark="✓ ")
    if question.framework and not any(question.beats.values()):
        beats = ", ".join(beat.beat for beat in question.framework.beats)
        yield from _labelled(question.framework.name, [beats])
    yield from _beats(question.beats)
    yield from _labelled("numbers", question.facts, "yellow")
    yield from _labelled("script", shown_lines(question.script or ""))
    yield from _labelled("red flags", question.red_flags, "red")
    yield from _labelled("to fill in", question.to_fill, "magenta")
    yield from _follow_ups(question.follow_ups)
    yield from _labelled("why", [question.why] if question.why else [])


def _beats(beats: dict[str, tuple[str, ...]]) -> "Iterator[RenderableType]":
    for beat, notes in beats.items():
        yield from _labelled(beat, notes, "", "cyan")


def _follow_ups(follow_ups: Sequence[FollowUp]) -> "Iterator[RenderableType]":
    for follow_up in follow_ups:
        yield from _labelled("then", [follow_up.ask])
        for point in follow_up.points:
            yield _indented(_item(point.say, mark="✓ "), 15)


def _labelled(
    label: str, entries: Iterable[str], style: str = "", label_style: str = "dim"
) -> "Iterator[RenderableType]":
    """The entries in a column, the label before the first."""
    from rich.table import Table

    lines = [_text(entry, style) for entry in entries if entry]
    if not lines:
        return
    table = Table.grid(padding=(0, 1))
    table.add_column(width=15)
    table.add_column(ratio=1)
    for i, line in enumerate(lines):
        table.add_row(_indented(_text("" if i else label, label_style), 2), line)
    yield _indented(table, 2)


def _heading(text: str, after: str = "") -> "RenderableType":
    from rich.text import Text

    heading = Text("\n").append_text(_text(text, "bold cyan"))
    return _with(heading, after)


def _item(text: str, after: str = "", mark: str = "") -> "RenderableType":
    from rich.table import Table

    line = _with(_text(text), after)
    if not mark:
        return _indented(line, 2)
    table = Table.grid()
    table.add_column(width=len(mark))
    table.add_column(ratio=1)
    table.add_row(_text(mark, "green"), line)
    return _indented(table, 4)


def _with(text: "Text", after: str) -> "Text":
    return text.append(f"  {shown(after)}", style="not bold dim") if after else text


def _text(text: str, style: str = "") -> "Text":
    from rich.text import Text

    end = "\n" if text.startswith("\n") else ""
    return Text(end + shown(text), style=style)


def _indented(part: "RenderableType", columns: int) -> "RenderableType":
    from rich.padding import Padding

    return Padding(part, (0, 0, 0, columns), expand=False)
