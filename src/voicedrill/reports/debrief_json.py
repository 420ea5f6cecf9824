"""A debrief as plain data, for programs. The fields and their meaning: docs/mock.md."""

import json
from dataclasses import asdict
from typing import Any

from voicedrill.coach.mock.results import Debrief

_DIGITS = 4


def debrief_json(debrief: Debrief) -> str:
    """The debrief as one line of JSON without a line end."""
    return json.dumps(_plain(asdict(debrief)), ensure_ascii=False, allow_nan=False)


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
