"""A debrief as plain data, for programs. The fields and their meaning: docs/mock.md."""

import json
from dataclasses import asdict

from voicedrill.coach.mock.results import Debrief
from voicedrill.reports.plain_data import rounded


def debrief_json(debrief: Debrief) -> str:
    """The debrief as one line of JSON without a line end."""
    return json.dumps(rounded(asdict(debrief)), ensure_ascii=False, allow_nan=False)
