"""A cheat sheet: the most valuable of a deck on one page. Pure; shown by `reports.sheet_html` and
`reports.sheet_terminal`.

Each section offers its entries, the most valuable first, and a page has room for so many lines. The sections
take turns, so that a long one leaves room for the others; what finds none is counted and told.
"""

import math
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from voicedrill.decks.blanks import said
from voicedrill.decks.model import Deck, Question, Story, TalkingPoint

#: Kinds with a section of their own; all others are top points.
_OWN_SECTION = frozenset({"pitch", "gap", "ask-them"})
#: The longest opening pitch that is shown as written, words: half a minute of speech; else its points.
_LONGEST_SCRIPT = 95
_POINTS_EACH = 3
_GAP_POINTS = 3
#: A heading with its space is as high as so many lines.
_HEADING_LINES = 2.0
#: Space below each entry, lines.
_ENTRY_GAP = 0.3
#: Bold text is so much wider: one part in twelve.
_BOLD_PART = 12
_LONGEST_TEXT = 260
#: Entries that a section takes in its turn; one for those that are not named.
_A_TURN = {"rounds": 8, "stories": 2, "points": 2}


@dataclass(frozen=True)
class Room:
    """What a page holds: ``lines`` of ``columns`` characters, over all of the page's columns."""

    lines: int
    columns: int


#: A4 or letter, whichever is smaller, in two columns of 8.6 pt, margins of 10 mm (`reports/sheet.html.j2`).
#: Measured with the widest common font of screens: docs/browsing.md.
PAGE = Room(lines=130, columns=60)


@dataclass(frozen=True)
class Entry:
    """One thing on the sheet: ``head`` (what it is about), ``notes`` below it, ``numbers`` to get right."""

    head: str
    notes: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the sheet. ``left_out``: entries that found no room."""

    name: str
    title: str
    entries: tuple[Entry, ...]
    left_out: int = 0


@dataclass(frozen=True)
class Sheet:
    """The page: ``about`` is role and company, ``sections`` stand in the order of the interview."""

    title: str
    about: str
    sections: tuple[Section, ...]

    @property
    def left_out(self) -> int:
        """Entries that found no room, over all sections."""
        return sum(section.left_out for section in self.sections)


def sheet_of(deck: Deck, room: Room = PAGE) -> Sheet:
    """The most valuable of ``deck`` that has room."""
    offered = [section for section in _sections(deck) if section.entries]
    about = " · ".join(part for part in (deck.role, deck.company) if part)
    return Sheet(deck.title, about, tuple(_chosen(offered, room)))


def _sections(deck: Deck) -> Iterator[Section]:
    pitches = [q for q in deck.questions if q.kind == "pitch"]
    others = [q for q in deck.questions if q.kind not in _OWN_SECTION]
    yield Section("pitch", "Opening", tuple(_pitch(q) for q in pitches[:1]))
    yield Section("stories", "Stories and their numbers", tuple(map(_story, deck.stories)))
    top = [*_by_turns(others), *pitches[1:]]
    yield Section("points", "Top points", tuple(_topic(q) for q in top if q.points or q.said_beats))
    gaps = [q for q in deck.questions if q.kind == "gap"]
    yield Section("gaps", "Gaps: say this", tuple(_gap(q) for q in gaps))
    yield Section("ask", "Ask them", tuple(_asks(deck)))
    yield Section("rounds", "Rounds", tuple(_rounds(deck)))


def _pitch(question: Question) -> Entry:
    script = " ".join((question.said_script or "").split())
    low, high = question.target_s
    label = f"{low:g}–{high:g} s"
    if script and len(script.split()) <= _LONGEST_SCRIPT:
        return Entry(_short(question.ask), (script,), _facts(question.facts), label)
    points = tuple(_said(_best(question.points, 6)))
    return Entry(_short(question.ask), points, _facts(question.facts), label)


def _story(story: Story) -> Entry:
    """The title, its first note and its last: where it begins and what came of it."""
    notes = [tuple(filter(None, map(said, notes))) for notes in story.beats.values()]
    notes = [beat for beat in notes if beat]
    told = [beat[0] for beat in notes[:1]] + ["; ".join(beat[:2]) for beat in notes[_result(story) :][:1]]
    return Entry(
        story.title,
        (" → ".join(_short(text) for text in dict.fromkeys(told)),) if told else (),
        _facts(story.facts),
        ", ".join(story.use_for[:2]),
    )


def _result(story: Story) -> int:
    """Which of the beats that have notes says what came of it: the one called so, else the last."""
    names = [beat for beat, notes in story.beats.items() if any(map(said, notes))]
    return names.index("result") if "result" in names else len(names) - 1


def _topic(question: Question) -> Entry:
    points = _said(_best(question.points, _POINTS_EACH))
    if not points:
        points = [note for notes in question.said_beats.values() for note in notes[:1] if note][:_POINTS_EACH]
    return Entry(_short(question.ask), (" · ".join(map(_short, points)),))


def _gap(question: Question) -> Entry:
    points = _said(_best(question.points, _GAP_POINTS)) or [question.said_script or ""]
    return Entry(_short(question.ask), (" · ".join(map(_short, filter(None, points))),))


def _asks(deck: Deck) -> Iterator[Entry]:
    """What to ask them: the points of the questions that invite to; one from each in turn."""
    inviting = [_said(q.points) for q in deck.questions if q.kind == "ask-them"]
    seen: set[str] = set()
    for turn in range(max(map(len, inviting), default=0)):
        for points in inviting:
            if turn < len(points) and points[turn] not in seen:
                seen.add(points[turn])
                yield Entry(_short(points[turn]))


def _rounds(deck: Deck) -> Iterator[Entry]:
    for stage in deck.rounds:
        minutes = ""
        if stage.minutes:
            low, high = stage.minutes
            minutes = f"{low:g} min" if low == high else f"{low:g}–{high:g} min"
        yield Entry(stage.name, (", ".join(stage.kinds),) if stage.kinds else (), label=minutes)


def _by_turns(questions: Sequence[Question]) -> list[Question]:
    """One question of each kind in turn, so that none is missing; the kinds in the deck's order."""
    kinds: dict[str, list[Question]] = {}
    for question in questions:
        kinds.setdefault(question.kind, []).append(question)
    longest = max(map(len, kinds.values()), default=0)
    return [group[turn] for turn in range(longest) for group in kinds.values() if turn < len(group)]


def _best(points: Sequence[TalkingPoint], count: int) -> list[TalkingPoint]:
    """The points that count most, in the deck's order."""
    ranked = sorted(range(len(points)), key=lambda i: (not points[i].must, -points[i].weight, i))
    return [points[i] for i in sorted(ranked[:count])]


def _said(points: Iterable[TalkingPoint]) -> list[str]:
    return [point.wordings[0] for point in points if point.wordings]


def _facts(facts: Sequence[str]) -> tuple[str, ...]:
    return tuple(_short(text) for text in map(said, facts) if text)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_TEXT else flat[: _LONGEST_TEXT - 1].rstrip() + "…"


def _chosen(sections: Sequence[Section], room: Room) -> Iterator[Section]:
    """Turn by turn an entry of each section, as long as it fits."""
    left = float(room.lines)
    taken = [0] * len(sections)
    is_open = [True] * len(sections)
    while any(is_open):
        for i, section in enumerate(sections):
            for _ in range(_A_TURN.get(section.name, 1)):
                if taken[i] == len(section.entries):
                    is_open[i] = False
                if not is_open[i]:
                    break
                needed = _height(section, taken[i], room.columns)
                if needed > left:
                    is_open[i] = False
                    break
                left -= needed
                taken[i] += 1
    for section, count in zip(sections, taken, strict=True):
        if count:
            entries = section.entries[:count]
            yield replace(section, entries=entries, left_out=len(section.entries) - count)


def _height(section: Section, index: int, columns: int) -> float:
    entry = section.entries[index]
    head = f"{entry.head} {entry.label}" if entry.label else entry.head
    bold = columns - columns // _BOLD_PART
    lines = sum(_lines(text, bold) for text in (head, " · ".join(entry.numbers)) if text)
    lines += sum(_lines(text, columns) for text in entry.notes)
    return lines + _ENTRY_GAP + (_HEADING_LINES if index == 0 else 0.0)


def _lines(text: str, columns: int) -> int:
    """Lines of a text broken at words; a wide character is two columns, and a long word is broken."""
    width, lines = 0, 1
    for word in text.split():
        long = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in word)
        if width and width + 1 + long > columns:
            lines, width = lines + 1, 0
        width += long + (1 if width else 0)
        if width > columns:
            lines += math.ceil(width / columns) - 1
            width %= columns
    return lines
