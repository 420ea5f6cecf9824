"""The deck format as a JSON Schema, for editors that complete and check while one writes.

Made from the shapes that read decks (`python docs/make.py` writes content/deck.schema.json), so it cannot say
anything else. What spans several keys (ids that stand twice, names of frameworks and stories) only
`voicedrill check` sees.
"""

from pathlib import Path
from typing import Any

from voicedrill.resources import content_dir

#: What an editor shows beside a key, by shape and key; "" is the shape itself.
_EXPLAINED = {
    "Deck": {
        "": "A file of questions to practise.",
        "schema": "The version of the format.",
        "title": "What the deck is called.",
        "company": "The company that the interview is with.",
        "role": "The role that the interview is for.",
        "glossary": "Terms that the recogniser should know.",
        "frameworks": "Plans of answers of your own, by name.",
        "stories": "Stories that are told in answer to several questions.",
        "rounds": "The rounds of the interview.",
        "questions": "What is asked.",
    },
    "Question": {
        "id": "A short name; letters, digits, '-', '_' and '.'.",
        "ask": "The question in the interviewer's words.",
        "rewordings": "Other ways of asking the same; they are used in turn.",
        "kind": "What sort of question it is; it decides how long the answer should be.",
        "seconds": "How long the answer should be, at least and at most, such as [60, 120].",
        "points": "What a good answer says, each point something to be said in one breath.",
        "framework": "The plan of the answer: star, pitch, bridge, ... or one of the deck's own.",
        "beats": "Your notes for each beat of the framework.",
        "facts": "Numbers and names that must be said right.",
        "red_flags": "What must not be heard, such as 'Blame shifting: puts the failure on another team'.",
        "follow_ups": "What may be asked after the answer.",
        "script": "A text learnt by heart; the report says how much of it was recited.",
        "difficulty": "How hard it is.",
        "tags": "Words to find it by.",
        "role": "The role that it is asked for.",
        "story": "The id of the story that answers it; what the question does not say is taken from there.",
        "why": "Why it is asked.",
        "source": "Where it was imported from.",
    },
    "Point": {
        "say": "The point in a few spoken words.",
        "id": "A short name; without one it is made from the words.",
        "aliases": "Other ways of saying it.",
        "weight": "How much it counts, 1 when left out.",
        "must": "Whether an answer without it is not complete.",
        "source": "Where it was imported from.",
    },
    "FollowUp": {
        "ask": "The question.",
        "points": "What a good answer to it says.",
        "source": "Where it was imported from.",
    },
    "Beat": {
        "beat": "The name of the step.",
        "share": "The part of the answer's time that it should take, 0 to 1.",
        "cues": "Words by which one hears it.",
    },
    "Term": {"term": "The term as it is written.", "say": "How it is said aloud, such as 'p ninety nine'."},
    "Story": {
        "id": "A short name; questions name the story by it.",
        "title": "What the story is called.",
        "framework": "The plan that it is told by, such as star.",
        "beats": "Your notes for each beat. [Blanks] in them are neither spoken nor counted.",
        "facts": "Numbers and names that must be said right.",
        "verified": "What of it you have checked to be true.",
        "use_for": "What it may be told in answer to.",
        "follow_ups": "What may be asked after it.",
        "source": "Where it was imported from.",
    },
    "Round": {
        "id": "A short name.",
        "name": "What the round is called.",
        "minutes": "How long it takes, at least and at most.",
        "kinds": "The kinds of questions that it asks.",
        "questions": "How many questions it asks.",
    },
    "Source": {"file": "The imported file.", "line": "The line in it, from 1."},
}


def schema_path() -> Path:
    """The JSON Schema as it ships. A deck in the same folder names it `deck.schema.json`."""
    return content_dir() / "deck.schema.json"


def deck_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a deck."""
    from voicedrill.decks.shapes import DECK_SCHEMA, DeckShape

    made = DeckShape.model_json_schema(by_alias=True)
    parts = {"DeckShape": made, **made.pop("$defs")}
    for name, part in parts.items():
        of = name.removesuffix("Shape").removeprefix("Deck") or "Deck"
        _tidy(part, _EXPLAINED[of])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": DECK_SCHEMA,
        **made,
        "$defs": {name: part for name, part in sorted(parts.items()) if part is not made},
    }


def _tidy(part: dict[str, Any], explained: dict[str, str]) -> None:
    """One mapping of the format: its keys explained, nothing as good as absent, ``x-`` keys for the owner."""
    part.pop("title")
    part["description"] = explained.get("", part["description"])
    part["patternProperties"] = {"^x-": {}}
    properties = part["properties"]
    del properties["x-"]
    for key, value in properties.items():
        value.pop("title", None)
        if value.get("default", 0) in (None, [], {}):
            del value["default"]
        optional = key not in part["required"]
        if optional and {"type": "null"} not in value.get("anyOf", ()):
            value = {"anyOf": [value, {"type": "null"}]}
        properties[key] = {"description": explained[key], **value}
