"""New questions and stories as plain data and as the text of a deck. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from voicedrill.decks.importers.emit import scalar
from voicedrill.decks.importers.write import SCHEMA_COMMENT
from voicedrill.decks.load import id_from_words
from voicedrill.decks.model import Deck
from voicedrill.decks.rewrite import Append, Edit, edited

#: The plan that an answer of each kind usually follows; None: points alone.
USUAL_FRAMEWORK: dict[str, str | None] = {
    "behavioural": "star",
    "culture": "star",
    "technical": None,
    "coding": None,
    "system-design": "system-design",
    "gap": "bridge",
    "pitch": "pitch",
    "curveball": "recovery",
    "compensation": None,
    "ask-them": None,
}


def question_data(
    ask: str,
    *,
    taken: Sequence[str] = (),
    kind: str = "behavioural",
    points: Sequence[str] = (),
    framework: str | None = None,
    beats: Mapping[str, Sequence[str]] | None = None,
    facts: Sequence[str] = (),
    tags: Sequence[str] = (),
    story: str | None = None,
) -> dict[str, Any]:
    """A question as it stands in a deck; what is empty is left out. ``taken``: ids that it may not have."""
    filled = {
        "id": free_id(ask, taken),
        "ask": ask,
        "kind": kind,
        "points": list(points),
        "framework": framework,
        "beats": _filled(beats),
        "facts": list(facts),
        "tags": list(tags),
        "story": story,
    }
    return {key: value for key, value in filled.items() if value}


def story_data(
    title: str,
    *,
    taken: Sequence[str] = (),
    framework: str | None = "star",
    beats: Mapping[str, Sequence[str]] | None = None,
    facts: Sequence[str] = (),
    use_for: Sequence[str] = (),
) -> dict[str, Any]:
    """A story as it stands in a deck; what is empty is left out. ``taken``: ids that it may not have."""
    filled = {
        "id": free_id(title, taken),
        "title": title,
        "framework": framework,
        "beats": _filled(beats),
        "facts": list(facts),
        "use_for": list(use_for),
    }
    return {key: value for key, value in filled.items() if value}


def free_id(words: str, taken: Sequence[str]) -> str:
    """An id from the words that is none of ``taken``."""
    name = free = id_from_words(words)
    number = 2
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def new_deck(title: str, company: str = "", role: str = "", *, with_stories: bool = False) -> str:
    """The text of a deck with nothing in it yet; ``with_stories``: they come before the questions."""
    lines = [SCHEMA_COMMENT, "schema: voicedrill.deck/1", f"title: {scalar(title)}"]
    lines += [f"{key}: {scalar(value)}" for key, value in (("company", company), ("role", role)) if value]
    lines += ["stories: []"] if with_stories else []
    return "\n".join([*lines, "questions: []", ""])


def with_parts(
    text: str, file: str, stories: Sequence[dict[str, Any]] = (), questions: Sequence[dict[str, Any]] = ()
) -> str:
    """``text`` of the deck in ``file`` with the stories and questions last in their lists; all else stays.

    Raises DeckError when that cannot be done without harm.
    """
    edits: list[Edit] = [Append(("stories",), story) for story in stories]
    edits += [Append(("questions",), question) for question in questions]
    return edited(text, edits, file) if edits else text


def ids_of(deck: Deck | None) -> tuple[list[str], list[str]]:
    """The ids of the questions and of the stories that a deck has; none for no deck."""
    if deck is None:
        return [], []
    return [question.id for question in deck.questions], [story.id for story in deck.stories]


def _filled(beats: Mapping[str, Sequence[str]] | None) -> dict[str, list[str]]:
    return {beat: list(notes) for beat, notes in (beats or {}).items() if notes}
