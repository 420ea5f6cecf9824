"""What a page is given beside its report: what may be drawn of the sound, and the sound itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SoundPicture:
    """A recording as it may be drawn.

    ``peaks``: the loudest sample of each of as many equal parts of ``duration_s`` seconds, 0 to 1.
    ``pitch_hz``: F0 every ``pitch_step_s``, None where there is no voice; empty: not known.
    """

    duration_s: float
    peaks: tuple[float, ...]
    pitch_step_s: float = 0.0
    pitch_hz: tuple[float | None, ...] = ()


@dataclass(frozen=True)
class EmbeddedSound:
    """Compressed sound that goes into the page, such as ``audio/mpeg``."""

    media_type: str
    data: bytes
