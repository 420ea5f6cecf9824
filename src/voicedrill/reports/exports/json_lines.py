"""Reports as they are, one a line."""

from collections.abc import Sequence

from voicedrill.reports.as_json import to_json
from voicedrill.reports.model import Report


def render(reports: Sequence[Report]) -> str:
    """All reports, in the order given."""
    return "".join(to_json(report) + "\n" for report in reports)
