"""The score of a drill as one line of JSON. The fields and their meaning: docs/drills.md."""

import json
from dataclasses import asdict
from typing import Any

from voicedrill import __version__
from voicedrill.coach.drills.model import DrillResult

SCHEMA = "voicedrill.drill/1"
_DIGITS = 3


def drill_json(result: DrillResult, deck: str, session: str) -> str:
    """``deck``: what names it; ``session``: the name that its answers share in the history."""
    data = {"schema": SCHEMA, "voicedrill": __version__, "deck": deck, "session": session, **asdict(result)}
    return json.dumps(_plain(data), ensure_ascii=False, allow_nan=False)


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
