"""The end of an error about a name that is not there: what may have been meant, and what there is."""

from collections.abc import Iterable
from difflib import get_close_matches

_MOST_LISTED = 30


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`` Did you mean 'points'?`` (with its leading space), or nothing when no name is near."""
    near = nearest(word, known)
    return f" Did you mean '{near}'?" if near else ""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The name that is most like the word, or None when none is near."""
    names = {name.casefold(): name for name in known}
    # difflib takes time by the product of the lengths, and no name is that long.
    near = get_close_matches(word.casefold()[:200], names, n=1, cutoff=0.6)
    return names[near[0]] if near else None


def known_names(known: Iterable[str]) -> str:
    """`` Known: a, b, c.`` (with its leading space); of many only the first, and how many more."""
    names = list(known)
    if not names:
        return " There is none."
    more = f" and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else ""
    return f" Known: {', '.join(names[:_MOST_LISTED])}{more}."
