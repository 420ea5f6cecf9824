"""A deck as Markdown (CommonMark) for reading, printing and sharing; `voicedrill import` reads it too."""

import re
from collections.abc import Iterable, Iterator

from voicedrill.decks.model import Deck, Question, Round, Story

#: What CommonMark may give a meaning to anywhere in a line (spec 0.31, 2.4).
_SPECIAL = re.compile(r"[\\`*_\[\]<>&#|~!$^]")
#: What it gives a meaning to at the beginning of a line.
_AT_START = re.compile(r"^(?:([-+=:])|(\d{1,9})([.)]))")


def render(deck: Deck) -> str:
    """The whole of ``deck``: rounds, stories, questions."""
    return "\n".join(_deck(deck)) + "\n"


def escaped(text: str) -> str:
    """``text`` in one line that reads as it is."""
    line = _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))
    return _AT_START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", line)


def _deck(deck: Deck) -> Iterator[str]:
    yield f"# {escaped(deck.title)}"
    about = [part for part in (deck.role, deck.company) if part]
    if about:
        yield ""
        yield escaped(", ".join(about))
    if deck.rounds:
        yield ""
        yield "## Rounds"
        yield ""
        yield from (f"- {escaped(_round(stage))}" for stage in deck.rounds)
    if deck.stories:
        yield ""
        yield "## Stories"
        for story in deck.stories:
            yield from _story(story)
    yield ""
    yield "## Questions"
    for number, question in enumerate(deck.questions, 1):
        yield from _question(question, number)


def _round(stage: Round) -> str:
    minutes = ""
    if stage.minutes:
        low, high = stage.minutes
        minutes = f"{low:g} minutes" if low == high else f"{low:g}–{high:g} minutes"
    return ", ".join(filter(None, [stage.name, minutes, *stage.kinds]))


def _story(story: Story) -> Iterator[str]:
    yield ""
    yield f"### {escaped(story.title)}"
    yield from _beats(story.beats)
    yield from _section("Facts", story.facts)
    yield from _section("Use for", story.use_for)


def _question(question: Question, number: int) -> Iterator[str]:
    yield ""
    yield f"### {number}. {escaped(question.ask)}"
    yield ""
    for label, value in (
        ("Kind", question.kind),
        ("Difficulty", question.difficulty),
        ("Tags", ", ".join(question.tags)),
    ):
        if value:
            yield f"- **{label}:** {escaped(value)}"
    yield from _section("Points", (point.say for point in question.points))
    # What is not a point of its own stands under a label that an import knows as notes.
    notes = [f"{_capital(beat)}: {'; '.join(said)}" for beat, said in question.beats.items() if said]
    yield from _section("Notes", [*notes, *(f"Say right: {fact}" for fact in question.facts)])
    yield from _section("Red flags", question.red_flags)
    yield from _section("Follow-ups", (follow_up.ask for follow_up in question.follow_ups))
    if question.script:
        yield ""
        yield "**Script:**"
        for paragraph in re.split(r"\n\s*\n", question.script.strip()):
            yield ""
            yield escaped(paragraph)
    if question.why:
        yield ""
        yield f"**Why they ask:** {escaped(question.why)}"


def _section(label: str, entries: Iterable[str]) -> Iterator[str]:
    lines = [f"- {escaped(entry)}" for entry in entries]
    if lines:
        yield ""
        yield f"**{label}:**"
        yield ""
        yield from lines


def _beats(beats: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for beat, notes in beats.items():
        yield from _section(_capital(beat), notes)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
