"""Whether words that a judge quotes were said: matched token by token, never by likeness."""

import re
from collections.abc import Sequence

from voicedrill.coverage.words import is_filled_pause, plain
from voicedrill.timing import Word
from voicedrill.transcript import Quote, quote

#: A quote shorter than this stands in many answers, a longer one (in tokens) decides nothing.
SHORTEST, LONGEST = 2, 80
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def find_quote(quoted: str, words: Sequence[Word]) -> Quote | None:
    """Where ``quoted`` stands in ``words``, the first time; None when it was not said like that.

    Case, punctuation, hyphens and filled pauses do not count; every other token must be there, in order and
    without a gap. None, too, for a quote of less than two or more than eighty tokens.
    """
    wanted = [token for part in quoted.split() if not is_filled_pause(part) for token in tokens_of(part)]
    if not SHORTEST <= len(wanted) <= LONGEST:
        return None
    said = [
        (token, index)
        for index, word in enumerate(words)
        if not is_filled_pause(word.text)
        for token in tokens_of(word.text)
    ]
    tokens = [token for token, _ in said]
    for first in range(len(tokens) - len(wanted) + 1):
        if tokens[first] == wanted[0] and tokens[first : first + len(wanted)] == wanted:
            return quote(words, said[first][1], said[first + len(wanted) - 1][1])
    return None


def tokens_of(text: str) -> list[str]:
    """Letters and digits in lower case; a hyphen parts, an apostrophe inside a word does not."""
    return _TOKEN.findall(plain(text))
