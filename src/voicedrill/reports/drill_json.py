"""The score of a drill as one line of JSON. The fields and their meaning: docs/drills.md."""

import json
from dataclasses import asdict

from voicedrill import __version__
from voicedrill.coach.drills.model import DrillResult
from voicedrill.reports.plain_data import rounded

SCHEMA = "voicedrill.drill/1"
_DIGITS = 3


def drill_json(result: DrillResult, deck: str, session: str) -> str:
    """``deck``: what names it; ``session``: the name that its answers share in the history."""
    data = {"schema": SCHEMA, "voicedrill": __version__, "deck": deck, "session": session, **asdict(result)}
    return json.dumps(rounded(data, _DIGITS), ensure_ascii=False, allow_nan=False)
