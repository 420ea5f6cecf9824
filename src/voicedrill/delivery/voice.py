"""Pitch of the voice, from the sound. Observed, not graded: no bound for monotone is agreed upon."""

from voicedrill.delivery.results import Voice
from voicedrill.recording import SoundMeasures


def evaluate(sound: SoundMeasures | None) -> Voice | None:
    """Median and spread; None without sound or with too little voiced sound."""
    if sound is None or sound.pitch_median_hz is None or sound.pitch_spread_semitones is None:
        return None
    return Voice(sound.pitch_median_hz, sound.pitch_spread_semitones)
