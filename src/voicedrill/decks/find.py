"""Decks and questions by name: the decks that ship with voicedrill, any file, and "DECK#ID"."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from voicedrill.decks.load import load_deck
from voicedrill.decks.model import Deck, Question
from voicedrill.decks.suggest import did_you_mean, known_names
from voicedrill.errors import UsageError
from voicedrill.resources import content_dir

_SUFFIXES = (".yaml", ".yml")


def deck_names() -> list[str]:
    """The names of the decks that ship with voicedrill."""
    return sorted(path.stem for path in content_dir().glob("*.yaml"))


def find_deck(name_or_path: str, beside: Path | None = None) -> Path:
    """The file of a deck: a shipped deck's name, or a path (from ``beside``, or else the current folder).

    A name is whatever has neither a folder nor a .yaml ending. A path is not opened here. Raises UsageError
    for an unknown name.
    """
    path = (beside or Path()) / Path(name_or_path).expanduser()
    if Path(name_or_path).name != name_or_path or path.suffix.lower() in _SUFFIXES:
        return path
    names = deck_names()
    if name_or_path in names:
        return content_dir() / f"{name_or_path}.yaml"
    if path.is_file():
        return path
    raise UsageError(
        f"No deck '{name_or_path}'.{did_you_mean(name_or_path, names)}{known_names(names)}"
        " A deck of your own is named by its file, such as mine.yaml."
    )


def reference_to(path: Path) -> str:
    """What `find_deck` finds the deck in ``path`` by, from any folder and in later versions of voicedrill."""
    resolved = path.resolve()
    return resolved.stem if resolved.parent == content_dir().resolve() else str(resolved)


def find_question(
    reference: str, beside: Path | None = None, load: Callable[[Path], Deck] = load_deck
) -> tuple[Deck, Question]:
    """The question that "DECK#ID" names, and its deck. Raises UsageError, DeckError.

    ``load`` reads the deck; whoever asks for many questions gives one that remembers.
    """
    name, mark, question_id = reference.rpartition("#")
    if not (mark and name and question_id):
        raise UsageError(
            f"'{reference}' names no question: write DECK#ID, such as starter#made-it-better."
            " `voicedrill questions` lists them."
        )
    path = find_deck(name, beside)
    deck = load(path)
    return deck, question_in(deck, question_id, path)


def question_in(deck: Deck, question_id: str, path: Path) -> Question:
    """The question of ``deck`` (read from ``path``) with that id. Raises UsageError listing what is known."""
    for question in deck.questions:
        if question.id == question_id:
            return question
    known = [question.id for question in deck.questions]
    raise UsageError(
        f"No question '{question_id}' in {path}.{did_you_mean(question_id, known)}{known_names(known)}"
    )


def question_hash(question: Question) -> str:
    """Sixteen hexadecimal digits that change when anything in the question does.

    Left out: where it was imported from, what is not filled in yet, and the cues and shares of its framework,
    which are voicedrill's.
    """
    data = asdict(question)
    del data["to_fill"]
    for since in ("rewordings", "from_story"):  # as in questions that were kept before there were any
        if not data[since]:
            del data[since]
    followed = data["follow_ups"]
    for part in (
        data,
        *data["points"],
        *followed,
        *(point for asked in followed for point in asked["points"]),
    ):
        del part["source"]
    if question.framework:
        data["framework"] = [question.framework.name, *(beat.beat for beat in question.framework.beats)]
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
