"""The transcript in pieces that can be read while it is heard; shared by the two forms of subtitles.

Two lines of 42 characters for at most seven seconds are the trade's usual bounds
(https://partnerhelp.netflixstudios.com/hc/en-us/articles/217350977, read 2026-11-21).
"""

from collections.abc import Sequence

from voicedrill.reports.exports import labels
from voicedrill.reports.exports.labels import Label
from voicedrill.reports.model import Report

LINE_CHARACTERS = 42
_MOST_CHARACTERS = 2 * LINE_CHARACTERS
_LONGEST_S = 7.0
#: A silence of this length parts two pieces; a sentence's end does with half of the room used.
_PARTING_PAUSE_S = 0.8
#: A piece stays at least so long where nothing follows.
_LEAST_S = 1.0


def cues(report: Report) -> list[Label]:
    """The pieces in the order of time; none overlaps the next, each holds at least a word.

    Raises InputError when the words have no times.
    """
    labels.require_times(report)
    pieces: list[list[Label]] = []
    for word in labels.apart(labels.words(report)):
        if not pieces or _parts(pieces[-1], word):
            pieces.append([])
        pieces[-1].append(word)
    return [_cue(piece, pieces[at + 1 : at + 2]) for at, piece in enumerate(pieces)]


def lines(text: str) -> list[str]:
    """``text`` in two lines of about the same length where it is too long for one."""
    if len(text) <= LINE_CHARACTERS or " " not in text:
        return [text]
    spaces = [at for at, character in enumerate(text) if character == " "]
    middle = min(spaces, key=lambda at: abs(at - len(text) / 2))
    return [text[:middle], text[middle + 1 :]]


def when(cue: Label, separator: str) -> str:
    """The line that says when a piece is shown; the forms differ in what stands before the milliseconds."""
    return f"{_moment(cue.start, separator)} --> {_moment(cue.end, separator)}"


def _moment(seconds: float, separator: str) -> str:
    whole_ms = round(seconds * 1000)
    minutes, ms = divmod(whole_ms, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{ms // 1000:02d}{separator}{ms % 1000:03d}"


def _parts(piece: Sequence[Label], word: Label) -> bool:
    """Whether ``word`` begins the next piece."""
    used = sum(len(one.text) + 1 for one in piece)
    if used + len(word.text) > _MOST_CHARACTERS or word.end - piece[0].start > _LONGEST_S:
        return True
    if word.start - piece[-1].end >= _PARTING_PAUSE_S:
        return True
    return piece[-1].text.endswith((".", "?", "!")) and used >= LINE_CHARACTERS


def _cue(piece: Sequence[Label], following: Sequence[Sequence[Label]]) -> Label:
    start, end = piece[0].start, piece[-1].end
    shown_until = max(end, start + _LEAST_S)
    if following:
        shown_until = min(shown_until, max(end, following[0][0].start))
    return Label(start, shown_until, " ".join(word.text for word in piece))
