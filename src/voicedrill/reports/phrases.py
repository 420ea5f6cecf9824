"""Sentences that every rendering of a report uses."""

from voicedrill.coverage.results import BeatNote


def noted(note: BeatNote) -> str:
    """What stands out in how a beat was told, as half a sentence."""
    if note.kind == "missing":
        return f"the {note.beat} was not heard"
    if note.kind == "result-without-number":
        return f"the {note.beat} has no number in it"
    if note.kind == "action-only-we":
        return f"the {note.beat} is told as “we”, never as “I”"
    where = f"after the {note.after}" if note.after else f"before the {note.before}"
    return f"the {note.beat} came {where}"
