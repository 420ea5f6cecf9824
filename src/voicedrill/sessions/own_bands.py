"""The user's own bounds of advice, from [bands] in config.toml."""

from dataclasses import fields, replace

from voicedrill.coach.delivery_advice import Bands
from voicedrill.decks.suggest import did_you_mean, known_names
from voicedrill.errors import UsageError
from voicedrill.settings.file import BANDS, SettingsFile, read_settings


def bands_of(settings: SettingsFile) -> Bands:
    """The bounds as they are set; what is not set is as it was.

    Raises UsageError for a bound that there is none of, or that is no number from 0 on.
    """
    known = {field.name.replace("_", "-"): field for field in fields(Bands)}
    changes: dict[str, float] = {}
    for name, value in settings.bands.items():
        if name not in known:
            help_ = f"{did_you_mean(name, known)}{known_names(known)}"
            raise UsageError(f"{settings.path}: no setting '{BANDS}.{name}'.{help_}")
        if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
            raise UsageError(f"{settings.path}: {BANDS}.{name} must be a number, 0 or more.")
        changes[known[name].name] = value
    return replace(Bands(), **changes)  # type: ignore[arg-type]  # the counts take whole and broken numbers alike


def bands_or_problem() -> tuple[Bands, tuple[str, ...]]:
    """The bounds, or the program's own and what is wrong: a slip in the file must not cost a report."""
    try:
        return bands_of(read_settings()), ()
    except UsageError as error:
        return Bands(), (f"Your own bounds of advice were not used. {error}",)
