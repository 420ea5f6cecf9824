"""A draft as the YAML of a deck: in the document's order, each note with the line it came from.

The file is written beside its place and then moved there in one step, so that a deck is always whole; one
that is there already is only replaced when its owner said so.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from voicedrill.decks.atomic import replace_file
from voicedrill.decks.importers.draft import (
    Draft,
    DraftBeat,
    DraftFollowUp,
    DraftPoint,
    DraftQuestion,
    DraftRound,
    DraftStory,
    blanks_of,
)
from voicedrill.decks.importers.emit import flow, flow_list, prose, scalar
from voicedrill.decks.importers.question_kinds import kind_of
from voicedrill.decks.load import id_from_words
from voicedrill.errors import ImportFileError, UsageError

SCHEMA_COMMENT = "# yaml-language-server: $schema=deck.schema.json"
_LABEL_WORDS = 6
#: Longer blanks are seen where they stand, and are not told again in the comment.
_LONGEST_BLANK = 40


def deck_yaml(draft: Draft) -> str:
    """The whole text of a deck. `voicedrill check` finds no error in it."""
    return "\n".join(_deck(draft)) + "\n"


def check_place(path: Path, *, force: bool = False) -> None:
    """Raises UsageError when a deck cannot go there: a folder, no such folder, or a file that may not go."""
    try:
        if path.is_dir():
            raise UsageError(f"{path} is a folder; name the deck's file, such as {path}/deck.yaml")
        if not path.parent.is_dir():
            raise UsageError(f"there is no folder {path.parent}; make it first, or name another")
        is_there = path.exists() or path.is_symlink()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UsageError(f"{path} cannot be written ({reason}); name another place") from error
    if is_there and not force:
        raise _already_there(path)


def write_deck(draft: Draft, path: Path, *, force: bool = False) -> None:
    """Write the deck in one step: the file is either whole or as it was.

    Raises UsageError as `check_place`, ImportFileError when the place cannot be written to.
    """
    check_place(path, force=force)
    text = deck_yaml(draft)
    try:
        replace_file(path, text.encode(), only_new=not force)
    except FileExistsError as error:
        raise _already_there(path) from error
    except OSError as error:
        raise ImportFileError(f"{path} cannot be written ({error.strerror}); name another place") from error


def _already_there(path: Path) -> UsageError:
    return UsageError(f"{path} is there already; --force replaces it, or name another file")


class _Ids:
    """Ids made from words, each given once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def new(self, wanted: str | None, words: str) -> str:
        name = wanted if wanted and re.fullmatch(r"\w[\w.-]*", wanted) else id_from_words(wanted or words)
        free, n = name, self._next.get(name, 2)
        while free in self._taken:
            free, n = f"{name}-{n}", n + 1
        self._next[name] = n
        self._taken.add(free)
        return free


def _deck(draft: Draft) -> Iterator[str]:
    yield SCHEMA_COMMENT
    files = [story.file for story in draft.stories] + [question.file for question in draft.questions]
    files = [file for file in dict.fromkeys(files) if file]
    if files:
        names = ", ".join(scalar(file) for file in files)
        yield f"# Imported from {names}; the lines in comments are lines there."
    yield "schema: voicedrill.deck/1"
    yield f"title: {scalar((draft.title or '').strip() or 'Imported questions')}"
    for key in ("company", "role"):
        if (getattr(draft, key) or "").strip():
            yield f"{key}: {scalar(getattr(draft, key))}"
    if draft.glossary:
        yield "glossary:"
        for term in draft.glossary:
            yield f"  - {flow({'term': term.term, 'say': term.say}) if term.say else scalar(term.term)}"
    if draft.frameworks:
        yield "frameworks:"
        for name, beats in draft.frameworks.items():
            yield f"  {scalar(name)}: {flow_list(beats)}"
    stories = _Ids()
    # A question names a story by the id that its draft has; here it gets the one that is written.
    story_ids = {(story.file, story.id or id_from_words(story.title)): "" for story in draft.stories}
    if draft.stories:
        yield ""
        yield "stories:"
        for story in draft.stories:
            name = stories.new(story.id, story.title)
            known_as = (story.file, story.id or id_from_words(story.title))
            story_ids[known_as] = story_ids[known_as] or name
            yield from _story(story, name)
    if draft.rounds:
        yield ""
        yield "rounds:"
        ids = _Ids()
        for stage in draft.rounds:
            yield f"  - {_round(stage, ids)}{_comment(stage.line)}"
    yield ""
    yield "questions:" if draft.questions else "questions: []"
    ids = _Ids()
    for i, question in enumerate(draft.questions):
        if i:
            yield ""
        yield from _question(question, ids.new(question.id, question.ask), story_ids)
    if draft.prep:
        yield ""
        yield "# How to prepare, in the document's words; voicedrill does not ask for it."
        yield "x-prep:"
        for heading, notes in draft.prep.items():
            yield f"  {scalar(heading)}:"
            yield from (f"    - {scalar(note.text)}{_comment(note.line)}" for note in notes)


def _round(stage: DraftRound, ids: _Ids) -> str:
    minutes = f", minutes: {flow_list(map(float, stage.minutes))}" if stage.minutes else ""
    rest = flow({"kinds": tuple(stage.kinds), "questions": stage.questions, "x-notes": stage.notes})
    head = flow({"id": ids.new(None, stage.name), "name": stage.name})
    return f"{head[:-1]}{minutes}{', ' if rest != '{}' else ''}{rest[1:]}"


def _story(story: DraftStory, name: str) -> Iterator[str]:
    yield f"  - id: {scalar(name)}"
    yield f"    title: {scalar(story.title)}{_comment(story.line)}"
    if story.framework:
        yield f"    framework: {scalar(story.framework)}"
    yield from _beats(story.beats)
    yield from _notes("facts", story.facts)
    if story.verified:
        yield from prose("verified", story.verified, 4)
    if story.use_for:
        yield "    use_for:"
        yield from (f"      - {scalar(use)}" for use in story.use_for)
    yield from _follow_ups(story.follow_ups)
    if story.notes:
        yield from prose("x-notes", story.notes, 4)
    if story.file:
        yield f"    source: {flow({'file': story.file, 'line': story.line})}"


def _question(question: DraftQuestion, name: str, stories: dict[tuple[str, str], str]) -> Iterator[str]:
    yield f"  - id: {scalar(name)}"
    yield f"    ask: {scalar(question.ask)}"
    yield f"    kind: {question.kind or kind_of(question.ask)}"
    if question.seconds:
        yield f"    seconds: {flow_list(map(float, question.seconds))}"
    yield from _points("points", question.points, 4)
    if question.framework:
        yield f"    framework: {scalar(question.framework)}"
    yield from _beats(question.beats)
    yield from _notes("facts", question.facts)
    yield from _notes("red_flags", question.red_flags)
    yield from _follow_ups(question.follow_ups)
    if question.script:
        yield from prose("script", question.script, 4)
    if question.difficulty:
        yield f"    difficulty: {question.difficulty}"
    if question.tags:
        yield f"    tags: {flow_list(question.tags)}"
    if question.role:
        yield f"    role: {scalar(question.role)}"
    story = stories.get((question.file, question.story)) if question.story else None
    if story:
        yield f"    story: {scalar(story)}"
    if question.why:
        yield from prose("why", question.why, 4)
    if question.notes:
        yield from prose("x-notes", question.notes, 4)
    source = flow({"file": question.file or "import", "line": question.line})
    yield f"    source: {source}"


def _points(key: str, points: Sequence[DraftPoint], indent: int) -> Iterator[str]:
    points = [point for point in points if point.text.strip()]
    if not points:
        return
    pad, ids = " " * indent, _Ids()
    yield f"{pad}{key}:"
    for point in points:
        named = point.label and len(point.label.split()) <= _LABEL_WORDS
        name = ids.new(None, point.label if named and point.label else point.text)
        if named or point.aliases or point.must or name != id_from_words(point.text):
            said = flow({"id": name, "say": point.text, "aliases": point.aliases, "must": point.must})
        else:
            said = scalar(point.text)
        yield f"{pad}  - {said}{_comment(point.line, point.text)}"


def _notes(key: str, notes: Sequence[DraftPoint]) -> Iterator[str]:
    notes = [note for note in notes if note.text.strip()]
    if notes:
        yield f"    {key}:"
        yield from (f"      - {scalar(note.text)}{_comment(note.line, note.text)}" for note in notes)


def _beats(beats: Sequence[DraftBeat]) -> Iterator[str]:
    notes_of: dict[str, list[DraftPoint]] = {}
    for beat in beats:
        notes_of.setdefault(beat.beat, []).extend(note for note in beat.notes if note.text.strip())
    filled = {beat: notes for beat, notes in notes_of.items() if notes}
    if not filled:
        return
    yield "    beats:"
    for name, notes in filled.items():
        yield f"      {scalar(name)}:"
        for note in notes:
            yield f"        - {scalar(note.text)}{_comment(note.line, note.text)}"


def _follow_ups(follow_ups: Sequence[DraftFollowUp]) -> Iterator[str]:
    if follow_ups:
        yield "    follow_ups:"
    for follow_up in follow_ups:
        if follow_up.points:
            yield f"      - ask: {scalar(follow_up.ask)}{_comment(follow_up.line)}"
            yield from _points("points", follow_up.points, 8)
        else:
            yield f"      - {scalar(follow_up.ask)}{_comment(follow_up.line)}"


def _comment(line: int, *texts: str) -> str:
    blanks = ", ".join(blank for blank in blanks_of(*texts) if len(blank) <= _LONGEST_BLANK)
    return f"  # line {line}" + (f", to fill in: {blanks}" if blanks else "")
