"""How times and ages are named on the command line: callbacks of options, as click calls them."""

import re
from datetime import UTC, datetime, timedelta

import click

_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def moment_of(context: click.Context, option: click.Parameter, text: str | None) -> datetime | None:
    """A date, a moment, or an age such as 30d: when that was, with its offset."""
    if text is None:
        return None
    age = re.fullmatch(r"(\d{1,5})([hdw])", text.strip())
    try:
        if age:
            return datetime.now(UTC).astimezone() - int(age[1]) * _UNITS[age[2]]
        return datetime.fromisoformat(text.strip()).astimezone()
    except (ValueError, OverflowError, OSError) as error:
        raise click.BadParameter(
            f"'{text}' is no date such as 2026-11-21, and no age such as 7d, 12h or 4w.", context, option
        ) from error


def place_of(context: click.Context, option: click.Parameter, text: str | None) -> float | None:
    """A place in a recording, seconds: 75, or minutes and seconds as 1:15."""
    if text is None:
        return None
    found = re.fullmatch(r"(?:(\d{1,4}):)?(\d{1,5}(?:\.\d+)?)", text.strip(), re.ASCII)
    if found is None:
        raise click.BadParameter(f"'{text}' is no time such as 1:15 or 75.", context, option)
    return int(found[1] or 0) * 60 + float(found[2])


def answers(count: int) -> str:
    """How many answers, as people say it."""
    return f"{count} answer{'' if count == 1 else 's'}"
