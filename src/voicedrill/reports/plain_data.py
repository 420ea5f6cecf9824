"""Values as JSON has them: numbers rounded, dates as ISO 8601, tuples as lists. Loads nothing."""

from datetime import date
from typing import Any

#: Digits kept after the point: a tenth of a millisecond, finer than anything that is measured.
DIGITS = 4


def rounded(value: Any, digits: int = DIGITS) -> Any:
    """``value``, and all that is in it, with at most ``digits`` digits after the point."""
    if isinstance(value, float):
        return round(value, digits)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: rounded(item, digits) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(item, digits) for item in value]
    return value
