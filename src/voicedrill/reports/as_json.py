"""A report as one line of JSON, and back. The fields and their meaning: docs/report.md."""

import json
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any

from voicedrill.errors import InputError
from voicedrill.reports.model import SCHEMA, Report
from voicedrill.reports.plain_data import rounded

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def to_data(report: Report) -> dict[str, Any]:
    """The report as plain data, its numbers rounded to four digits after the point."""
    data = rounded(asdict(report))
    assert isinstance(data, dict)
    return data


def to_json(report: Report) -> str:
    """The report as one line of JSON without a line end."""
    return json.dumps(to_data(report), ensure_ascii=False, allow_nan=False)


def from_json(text: str | bytes) -> Report:
    """The report that `to_json` wrote; fields that a later version added are passed over.

    Raises InputError when it is not a report of this schema.
    """
    from pydantic import ValidationError

    try:
        report = _adapter().validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the whole text"
        raise InputError(
            f"This is not a voicedrill report: {place}: {first['msg']}. "
            "Expected the JSON that `voicedrill analyze --json` prints."
        ) from error
    if report.schema != SCHEMA:
        raise InputError(f"This report has the schema '{report.schema}'; this version reads '{SCHEMA}'.")
    return report


@cache
def _adapter() -> "TypeAdapter[Report]":
    from pydantic import TypeAdapter

    return TypeAdapter(Report)
